/* Uses one by one, as a section and as JSON. Which uses are kept is audit/use_rows.c's; all of them are had by
 * charter-check check --format csv, which the section says where it is cut. */
#include "report/audit/audit_rows.h"

/* What asks for a decision first; compliant uses are counted alone. */
static const charter_decision order[] = {CHARTER_DECISION_NON_COMPLIANT, CHARTER_DECISION_UNDETERMINED,
                                         CHARTER_DECISION_REVIEW, CHARTER_DECISION_CONDITIONAL,
                                         CHARTER_DECISION_INVALID};

enum { ORDERS = sizeof order / sizeof *order };

/* Behind the place. Those in two languages stand once for each. */
static const struct {
    const char *head;
    ch_use_text text;
} columns[] = {
    {N_("Id"), CH_USE_ID},         {N_("Unit"), CH_USE_UNIT},       {N_("Clause"), CH_USE_DEMAND},
    {N_("Reason"), CH_USE_REASON}, {N_("Missing"), CH_USE_MISSING}, {N_("Instead"), CH_USE_INSTEAD},
};

enum { COLUMNS = sizeof columns / sizeof *columns };

/* In the language of the report; a title that is in the other one alone, and then the clause's id. */
static ch_text demand_of(const ch_use_row *row, charter_lang lang, bool *foreign)
{
    const ch_text *demand = row->texts + CH_USE_DEMAND;
    *foreign =
        demand[lang].length == 0 && demand[!lang].length > 0 && !ch_text_same(demand[!lang], row->texts[CH_USE_CLAUSE]);
    if (demand[lang].length > 0)
        return demand[lang];
    return *foreign ? demand[!lang] : row->texts[CH_USE_CLAUSE];
}

static ch_text text_of(const ch_use_row *row, ch_use_text text, charter_lang lang)
{
    bool foreign;
    if (text == CH_USE_DEMAND)
        return demand_of(row, lang, &foreign);
    return row->texts[text < CH_USE_DEMAND ? text : text + (unsigned)lang];
}

/* ---- the section ---- */

/* As the program that shows a register numbers it; of a document the line. */
static uint64_t number_of(const ch_use_row *row)
{
    return row->numbers[row->numbers[CH_USE_ROW] > 0 ? CH_USE_ROW : CH_USE_LINE];
}

/* The file of all rows; `at` is NULL where there are several, or none. */
static ch_text one_file(const ch_use_rows *rows)
{
    ch_text file = CH_NO_TEXT;
    for (int k = 0; k < ORDERS; k++)
        for (uint32_t i = 0; i < rows->counts[order[k]]; i++) {
            ch_text next = rows->items[order[k]][i]->texts[CH_USE_FILE];
            if (file.at != NULL && !ch_text_same(file, next))
                return CH_NO_TEXT;
            file = next;
        }
    return file;
}

static ch_text place_of(const ch_audit_build *b, const ch_use_row *row, bool one)
{
    if (!one) {
        ch_buffer_add(&b->s->scratch, row->texts[CH_USE_FILE]);
        ch_buffer_add_char(&b->s->scratch, ':');
    }
    ch_buffer_int(&b->s->scratch, (int64_t)number_of(row));
    return ch_document_keep(b->s);
}

static bool is_said(const ch_use_rows *rows, charter_decision decision, uint32_t shown, int column, charter_lang lang)
{
    for (uint32_t i = 0; i < shown; i++)
        if (text_of(rows->items[decision][i], columns[column].text, lang).length > 0)
            return true;
    return false;
}

/* Units and clauses have the names that other tables give them. */
static ch_text cell_of(const ch_audit_build *b, const ch_use_row *use, ch_use_text which)
{
    ch_text text = text_of(use, which, b->s->lang), id = use->texts[CH_USE_CLAUSE];
    if (which == CH_USE_UNIT && text.length > 0)
        return ch_audit_unit_name(b, text);
    if (which != CH_USE_DEMAND || !ch_text_same(text, id))
        return text;
    /* It has no title; nor has an error's code, which is no clause. */
    const ch_group *group = ch_groups_get(&b->t->tables[CHARTER_CLAUSES], id);
    return group == NULL ? text : ch_audit_clause_name(b, group, id);
}

static void put_row(const ch_audit_build *b, ch_document_table *table, const ch_use_row *use, bool one,
                    const bool said[COLUMNS])
{
    bool foreign;
    ch_document_row *row = ch_document_row_new(b->s, table);
    if (row == NULL)
        return;
    row->cells[0] = place_of(b, use, one);
    for (int c = 0, at = 1; c < COLUMNS; c++) {
        ch_text text = cell_of(b, use, columns[c].text);
        if (said[c])
            row->cells[at++] = text.length > 0 ? text : CH_LITERAL("\xE2\x80\x93");
    }
    ch_text demand = demand_of(use, b->s->lang, &foreign);
    if (foreign)
        ch_document_add_foreign(b->s, demand);
}

static void say_cut(const ch_audit_build *b, charter_decision decision, uint32_t shown)
{
    uint64_t all = b->all[CH_N_DECISIONS + decision];
    if (all <= shown)
        return;
    ch_message message =
        ch_say3("%1$s: these are the first %2$s of %3$s. All of them: charter-check check --format csv",
                ch_document_word(b->s, ch_verdict_heads[decision]), ch_document_count(b->s, shown),
                ch_document_count(b->s, all));
    ch_document_say(b->s, message, CH_MARK_WATCH);
}

static void put_verdict(const ch_audit_build *b, charter_decision decision, bool one)
{
    const ch_use_rows *rows = &b->t->uses;
    const char *heads[COLUMNS + 2] = {N_("Row")};
    bool said[COLUMNS];
    uint32_t shown = rows->counts[decision];
    if (b->options->brief && shown > CH_AUDIT_MOST_ROWS)
        shown = CH_AUDIT_MOST_ROWS;
    unsigned count = 1;
    for (int c = 0; c < COLUMNS; c++) {
        said[c] = is_said(rows, decision, shown, c, b->s->lang);
        if (said[c])
            heads[count++] = columns[c].head;
    }
    ch_document_table *table = ch_document_table_new(b->s, ch_verdict_heads[decision], heads, count, CH_NO_CHART);
    /* Clauses have names; what follows them is sentences. */
    for (int c = 0; table != NULL && c < COLUMNS; c++)
        table->notes += said[c] && columns[c].text > CH_USE_DEMAND;
    for (uint32_t i = 0; i < shown; i++)
        put_row(b, table, rows->items[decision][i], one, said);
    say_cut(b, decision, shown);
}

static void say_what_it_is(const ch_audit_build *b, ch_text file)
{
    ch_document_say(
        b->s,
        ch_say1("Uses that are not compliant, those that ask for a decision first: the clause that decides, "
                "why, what is missing, and what would do instead. Compliant uses are only counted: %s.",
                ch_document_count(b->s, b->all[CH_N_DECISIONS + CHARTER_DECISION_COMPLIANT])),
        CH_NO_MARK);
    if (file.at != NULL)
        ch_document_say(b->s, ch_say1("Rows are those of %s.", file), CH_NO_MARK);
}

void ch_audit_put_rows(const ch_audit_build *b)
{
    uint64_t some = 0;
    for (int k = 0; k < ORDERS; k++)
        some += b->t->uses.counts[order[k]];
    if (ch_audit_publishes(b) || some == 0)
        return;
    ch_text file = one_file(&b->t->uses);
    ch_document_section(b->s, N_("Uses one by one"));
    say_what_it_is(b, file);
    for (int k = 0; k < ORDERS; k++)
        put_verdict(b, order[k], file.at != NULL);
}

/* ---- JSON ---- */

static void put_text(ch_json *json, const char *key, ch_text text)
{
    ch_json_put_text(json, ch_text_of(key), text.length == 0 ? CH_NO_TEXT : text);
}

static void put_use(ch_json *json, charter_decision decision, const ch_use_row *use, charter_lang lang)
{
    static const struct {
        const char *key;
        ch_use_text text;
    } members[] = {
        {"id", CH_USE_ID},         {"unit", CH_USE_UNIT},       {"activity", CH_USE_ACTIVITY},
        {"tool", CH_USE_TOOL},     {"clause", CH_USE_CLAUSE},   {"demand", CH_USE_DEMAND},
        {"reason", CH_USE_REASON}, {"missing", CH_USE_MISSING}, {"instead", CH_USE_INSTEAD},
    };
    ch_json_break(json);
    ch_json_object(json);
    CH_JSON_TEXT(json, "verdict", ch_text_of(charter_decision_name(decision)));
    put_text(json, "file", use->texts[CH_USE_FILE]);
    CH_JSON_POSITION(json, "line", (uint32_t)use->numbers[CH_USE_LINE]);
    CH_JSON_POSITION(json, "row", (uint32_t)use->numbers[CH_USE_ROW]);
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        put_text(json, members[i].key, text_of(use, members[i].text, lang));
    ch_json_close(json);
}

void ch_audit_put_rows_json(ch_json *json, const charter_totals *totals, const ch_audit_options *options)
{
    const uint64_t *all = ch_totals_all(totals);
    const ch_use_rows *rows = &totals->uses;
    CH_JSON_KEY(json, "uses");
    ch_json_object(json);
    CH_JSON_KEY(json, "rows");
    ch_json_array(json);
    for (int k = 0; k < ORDERS; k++)
        for (uint32_t i = 0; i < rows->counts[order[k]]; i++)
            put_use(json, order[k], rows->items[order[k]][i], options->reporting.lang);
    ch_json_close(json);
    CH_JSON_KEY(json, "left-out");
    ch_json_object(json);
    for (int k = 0; k < ORDERS; k++)
        ch_json_put_int(json, ch_text_of(charter_decision_name(order[k])),
                        all == NULL ? 0 : all[CH_N_DECISIONS + order[k]] - rows->counts[order[k]]);
    ch_json_close(json);
    ch_json_close(json);
}
