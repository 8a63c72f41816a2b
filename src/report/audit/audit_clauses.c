/* What each clause asked and what came of it, the duties of uses, and the exceptions that waive. */
#include "report/audit/audit_clauses.h"

static uint64_t breaches(const uint64_t *n)
{
    return ch_sum(ch_sum(n[CH_N_ADVISE], n[CH_N_REVIEW]), n[CH_N_FORBID]);
}

static void fill_clause_cells(const ch_audit_build *b, ch_text *cells, const uint64_t *n)
{
    cells[0] = ch_document_count(b->s, n[CH_N_CLAUSE_MET]);
    cells[1] = ch_document_count(b->s, breaches(n));
    cells[2] = ch_document_count(b->s, n[CH_N_WAIVED]);
    cells[3] = ch_document_count(b->s, n[CH_N_CLAUSE_OPEN]);
    cells[4] = ch_document_count(b->s, n[CH_N_CLAUSE_FACT_MISSING]);
    cells[5] = ch_document_count(b->s, n[CH_N_CLAUSE_CONCERN_UNKNOWN]);
}

#define CLAUSE_HEADS                                                                                   \
    N_("Met"), N_("Breached"), N_("Waived"), N_("Not due yet"), N_("Undetermined: a fact is missing"), \
        N_("Unknown whether it concerns them")

/* Those that concern nobody come last: they are told all the same. */
static void put_concerns(const ch_audit_build *b)
{
    static const char *const columns[] = {N_("Clause"), N_("Uses it concerns"), CLAUSE_HEADS, NULL};
    ch_view view = ch_audit_view(b, CHARTER_CLAUSES);
    ch_document_table *table =
        ch_document_table_new(b->s, N_("Whom each clause concerns, and what came of it"), columns, 1, CH_NO_CHART);
    ch_view_sort(&view, CH_N_CLAUSE_CONCERNED, CH_N_CLAUSE_CONCERNED);
    for (size_t i = 0; i < view.count && i < 2 * CH_AUDIT_MOST_ROWS; i++) {
        const uint64_t *n = view.groups[i]->numbers;
        ch_document_row *row = ch_document_row_new(b->s, table);
        if (row == NULL)
            return;
        row->cells[0] = ch_audit_name(b, view.groups[i], "");
        row->cells[1] = ch_audit_tell_part(b, n[CH_N_CLAUSE_CONCERNED], ch_audit_uses(b));
        fill_clause_cells(b, row->cells + 2, n);
    }
}

/* The uses of a unit; 0 where the table of units has not kept it. */
static uint64_t uses_of_unit(const ch_audit_build *b, ch_text unit)
{
    const ch_groups *units = &b->t->tables[CHARTER_UNITS];
    for (uint32_t i = 0; i < units->count; i++)
        if (ch_text_same(units->items[i].key, unit))
            return units->items[i].numbers[CH_N_USES];
    return 0;
}

static void put_unit_clause(const ch_audit_build *b, ch_document_table *table, const ch_group *group)
{
    ch_text key = group->key, label = ch_audit_label(b, group);
    const char *space = memchr(key.at, ' ', key.length);
    size_t clause = space == NULL ? key.length : (size_t)(space - key.at);
    size_t before = clause < key.length ? clause + 1 : clause;
    ch_text unit = {key.at + before, key.length - before};
    uint64_t uses = uses_of_unit(b, unit);
    ch_document_row *row = ch_document_row_new(b->s, table);
    if (row == NULL)
        return;
    row->cells[0] = unit.length > 0 ? ch_document_text(b->s, unit) : ch_document_word(b->s, N_("no unit declared"));
    row->cells[1] = label.length > 0 ? label : ch_document_text(b->s, (ch_text){key.at, clause});
    row->cells[2] = uses > 0 ? ch_audit_tell_part(b, group->numbers[CH_N_CLAUSE_CONCERNED], uses)
                             : ch_document_count(b->s, group->numbers[CH_N_CLAUSE_CONCERNED]);
    fill_clause_cells(b, row->cells + 3, group->numbers);
}

/* Those of one unit alone say no more than the table before. */
static void put_unit_clauses(const ch_audit_build *b)
{
    static const char *const columns[] = {N_("Unit"), N_("Clause"), N_("Uses of the unit that it concerns"),
                                          CLAUSE_HEADS, NULL};
    ch_view view = ch_audit_view(b, CHARTER_UNIT_CLAUSES);
    if (b->t->tables[CHARTER_UNITS].count < 2)
        return;
    ch_document_table *table =
        ch_document_table_new(b->s, N_("Breaches by unit and clause, the most first"), columns, 2, CH_NO_CHART);
    ch_view_sort(&view, CH_N_ADVISE, CH_N_FORBID);
    for (size_t i = 0; i < view.count && i < CH_AUDIT_MOST_ROWS && breaches(view.groups[i]->numbers) > 0; i++)
        put_unit_clause(b, table, view.groups[i]);
}

void ch_audit_put_clauses(const ch_audit_build *b)
{
    static const char *const columns[] = {N_("Clause"), N_("Breached"),     N_("Forbidden"), N_("To review"),
                                          N_("Advice"), N_("Undetermined"), N_("Waived"),    NULL};
    static const unsigned order[] = {CH_N_FORBID, CH_N_REVIEW, CH_N_ADVISE, CH_N_UNDETERMINED, CH_N_WAIVED};
    ch_document_section(b->s, N_("Clauses"));
    ch_view view = ch_audit_view(b, CHARTER_CLAUSES);
    ch_document_table *table =
        ch_document_table_new(b->s, N_("Clauses that were breached, waived or could not be decided"), columns, 1,
                              CH_BARS);
    ch_view_sort(&view, CH_N_ADVISE, CH_N_FORBID);
    for (size_t i = 0, shown = 0; i < view.count && shown < CH_AUDIT_MOST_ROWS; i++) {
        const ch_group *group = view.groups[i];
        if (breaches(group->numbers) + group->numbers[CH_N_WAIVED] + group->numbers[CH_N_UNDETERMINED] == 0)
            continue;
        shown++;
        ch_document_row *row = ch_document_row_new(b->s, table);
        if (row == NULL)
            return;
        row->cells[0] = ch_audit_name(b, group, "");
        uint64_t breached = breaches(group->numbers);
        row->cells[1] = ch_document_count(b->s, breached);
        row->values[0] = (double)breached;
        for (size_t c = 0; c < 5; c++)
            row->cells[2 + c] = ch_document_count(b->s, group->numbers[order[c]]);
    }
    put_concerns(b);
    put_unit_clauses(b);
}

void ch_audit_put_duties(const ch_audit_build *b)
{
    static const char *const columns[] =
        {N_("Duty"), N_("Asked"), N_("Done"), N_("Share done"), N_("Open before use"), N_("Open after use"), NULL};
    ch_document_section(b->s, N_("Duties"));
    ch_view view = ch_audit_view(b, CHARTER_DUTIES);
    ch_document_table *table = ch_document_table_new(b->s, N_("Duties that uses ask for"), columns, 1, CH_NO_CHART);
    ch_view_sort(&view, CH_N_ASKED, CH_N_ASKED);
    for (size_t i = 0; i < view.count && i < CH_AUDIT_MOST_ROWS; i++) {
        const uint64_t *n = view.groups[i]->numbers;
        ch_document_row *row = ch_document_row_new(b->s, table);
        if (row == NULL)
            return;
        row->cells[0] = ch_audit_name(b, view.groups[i], "");
        row->cells[1] = ch_document_count(b->s, n[CH_N_ASKED]);
        row->cells[2] = ch_document_count(b->s, n[CH_N_MET]);
        row->cells[3] = ch_document_share(b->s, n[CH_N_MET], n[CH_N_ASKED]);
        row->cells[4] = ch_document_count(b->s, n[CH_N_OPEN_BEFORE]);
        row->cells[5] = ch_document_count(b->s, n[CH_N_OPEN_AFTER]);
    }
}

/* ---- exceptions ---- */

enum { SOON = 30 /* days */ };

typedef enum exception_state { IN_FORCE, LAPSES_SOON, LAPSED, TO_COME } exception_state;

static exception_state state_of(const ch_audit_build *b, const uint64_t *numbers)
{
    /* From the totals: where parts are merged, there is no charter to ask. */
    charter_day from = ch_day_of_number(numbers[CH_N_FROM]), until = ch_day_of_number(numbers[CH_N_UNTIL]);
    ch_period period = {from, until};
    if (ch_period_ended(period, b->t->at))
        return LAPSED;
    if (!ch_period_begun(period, b->t->at))
        return TO_COME;
    return until != CHARTER_NO_DAY && until - b->t->at <= SOON ? LAPSES_SOON : IN_FORCE;
}

void ch_audit_put_exceptions_fact(const ch_audit_build *b)
{
    const ch_groups *groups = &b->t->tables[CHARTER_EXCEPTIONS];
    uint64_t soon = 0;
    for (uint32_t i = 0; i < groups->count; i++)
        soon += state_of(b, groups->items[i].numbers) == LAPSES_SOON;
    if (soon > 0)
        ch_document_fact(b->s, N_("Exceptions that lapse within 30 days"), ch_document_count(b->s, soon));
}

static ch_text tell_state(const ch_audit_build *b, const uint64_t *n)
{
    static const char *const words[] =
        {[IN_FORCE] = N_("in force"), [LAPSED] = N_("lapsed"), [TO_COME] = N_("to come")};
    exception_state state = state_of(b, n);
    if (state != LAPSES_SOON)
        return ch_document_word(b->s, words[state]);
    charter_day left = ch_day_of_number(n[CH_N_UNTIL]) - b->t->at;
    ch_message message = {.text = PN_("lapses in %s day", "lapses in %s days"),
                          .number = (uint64_t)left,
                          .args = {ch_document_count(b->s, (uint64_t)left)}};
    ch_message_add(&b->s->scratch, &message, b->s->lang);
    return ch_document_keep(b->s);
}

void ch_audit_put_exceptions(const ch_audit_build *b)
{
    static const char *const columns[] = {N_("Exception"),
                                          N_("State"),
                                          N_("Until"),
                                          N_("Uses waived"),
                                          N_("Findings waived"),
                                          N_("Uses since it lapsed"),
                                          N_("Uses for want of approval"),
                                          NULL};
    static const ch_mark marks[] =
        {[IN_FORCE] = CH_MARK_GOOD, [LAPSES_SOON] = CH_MARK_WATCH, [LAPSED] = CH_NO_MARK, [TO_COME] = CH_NO_MARK};
    ch_document_section(b->s, N_("Exceptions"));
    ch_view view = ch_audit_view(b, CHARTER_EXCEPTIONS);
    ch_document_table *table =
        ch_document_table_new(b->s, N_("Exceptions and what they waived"), columns, 2, CH_NO_CHART);
    for (size_t i = 0; i < view.count && i < CH_AUDIT_MOST_ROWS; i++) {
        const uint64_t *n = view.groups[i]->numbers;
        ch_document_row *row = ch_document_row_new(b->s, table);
        if (row == NULL)
            return;
        row->cells[0] = ch_audit_name(b, view.groups[i], "");
        row->cells[1] = tell_state(b, n);
        row->cells[2] = ch_document_day(b->s, ch_day_of_number(n[CH_N_UNTIL]));
        for (unsigned c = 0; c < 4; c++)
            row->cells[3 + c] = ch_document_count(b->s, n[CH_N_EXCEPTION_USES + c]);
        row->mark = n[CH_N_LAPSED] > 0 || n[CH_N_UNAPPROVED] > 0 ? CH_MARK_BAD : marks[state_of(b, n)];
    }
}
