/* Which: the answers, for people and for programs. A use is judged by judge/which.c; here its verdict becomes an
 * answer: yes, yes under conditions, ask, no. People are told what is alike together: tools of one activity that have
 * the same answers, and classes that have the same one. What is tried are the charter's ids; declared names go through
 * the screen and the writers like anything else. */
#include "judge/which.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/options.h"
#include "judge/verdict.h"
#include "report/prose/alternatives.h"
#include "report/prose/answer.h"
#include "report/prose/layout.h"
#include "report/prose/verdict_words.h"
#include "report/write/csv_writer.h"
#include "report/write/json_writer.h"
#include "report/write/markdown_writer.h"

#define AT_ONCE ((size_t)16384)

/* ---- answers ---- */

static void comma(ch_buffer *text)
{
    if (text->length > 0)
        ch_buffer_literal(text, ", ");
}

/* Those due before use. */
static void add_duties(ch_buffer *text, const charter_verdict *v, const char *before)
{
    for (size_t i = 0; i < v->duty_count; i++) {
        if (!ch_answer_is_due(&v->duties[i], CH_BEFORE))
            continue;
        ch_buffer_add(text, ch_text_of(before));
        ch_buffer_add(text, v->duties[i].duty->entry.id);
        before = ", ";
    }
}

static void add_clauses(ch_buffer *text, const charter_verdict *v)
{
    for (size_t i = 0; i < v->finding_count; i++) {
        if (!ch_answer_rests_on(v, &v->findings[i]))
            continue;
        comma(text);
        ch_finding_clause(text, &v->findings[i]);
    }
}

/* What the answer depends on, or rests on: conditions, duties, clauses. */
static void add_detail(ch_buffer *text, const charter_verdict *v, charter_lang lang)
{
    const ch_alternative *own = ch_answer_conditions(v);
    if (own != NULL) {
        if (own->decision > CHARTER_DECISION_CONDITIONAL) /* its label does not say it */
            ch_buffer_add(text, ch_text_of(ch_translate(lang, N_("if "))));
        ch_phrase_conditions(text, own);
        if (own->decision == CHARTER_DECISION_CONDITIONAL)
            add_duties(text, v, ch_translate(lang, N_("; once done: ")));
        return;
    }
    if (v->decision == CHARTER_DECISION_CONDITIONAL)
        add_duties(text, v, "");
    if (v->decision < CHARTER_DECISION_REVIEW)
        return;
    add_clauses(text, v);
}

/* ---- gathering, for people ---- */

/* Classes that have one answer. */
typedef struct row {
    ch_answer_kind answer;
    ch_text detail, classes;
} row;

typedef struct tool_rows {
    ch_text name;
    row *rows;
    uint32_t count;
    bool told;
} tool_rows;

typedef struct page {
    charter_which *which;
    const ch_version *version;
    charter_lang lang;
    ch_output *output;
    ch_arena arena; /* of the activity at hand */
    ch_buffer text;
    ch_layout layout;
    ch_buffer scratch;
    ch_sanitizer sanitizer; /* of Markdown */
    tool_rows *tools;
    uint32_t tool_count, class_room;
    bool classes_tried, markdown, some;
    charter_which_summary *summary;
} page;

static ch_text kept(page *p)
{
    ch_text text = ch_buffer_text(&p->text);
    text = text.length == 0 ? CH_LITERAL("") : ch_arena_text(&p->arena, text);
    p->text.length = 0;
    return text;
}

/* "Assistant interne (assistant-interne)". */
static ch_text entry_name(page *p, const charter_verdict *v, const ch_entry *entry)
{
    p->text.length = 0;
    ch_phrase_entry(&p->text, v, entry, p->lang);
    return kept(p);
}

static ch_text tool_name(page *p, const charter_verdict *v)
{
    return v->tool != NULL ? entry_name(p, v, &v->tool->entry) : ch_arena_text(&p->arena, v->declaration->tool_name);
}

static ch_text activity_name(page *p, const charter_verdict *v)
{
    return v->activity != NULL ? entry_name(p, v, &v->activity->entry)
                               : ch_arena_text(&p->arena, v->declaration->activity->text);
}

static tool_rows *begin_tool(page *p, const charter_verdict *v)
{
    tool_rows *t = &p->tools[p->tool_count++];
    *t = (tool_rows){.name = tool_name(p, v), .rows = ch_arena_take_many(&p->arena, p->class_room, sizeof(row))};
    return t;
}

static void add_row(page *p, tool_rows *t, const charter_cell *cell)
{
    ch_answer_kind answer = ch_answer_of(cell->verdict);
    p->text.length = 0;
    add_detail(&p->text, cell->verdict, p->lang);
    ch_text detail = kept(p);
    if (t->rows == NULL)
        return; /* the arena has failed */
    uint32_t i = 0;
    while (i < t->count && (t->rows[i].answer != answer || !ch_text_same(t->rows[i].detail, detail)))
        i++;
    if (i == t->count)
        t->rows[t->count++] = (row){answer, detail, CH_NO_TEXT};
    if (cell->data.at != NULL)
        t->rows[i].classes = ch_text_listed(&p->arena, t->rows[i].classes, cell->data);
}

static bool same_rows(const tool_rows *a, const tool_rows *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (a->rows[i].answer != b->rows[i].answer || !ch_text_same(a->rows[i].detail, b->rows[i].detail) ||
            !ch_text_same(a->rows[i].classes, b->rows[i].classes))
            return false;
    return true;
}

/* Yes before no. */
static void sort_rows(tool_rows *t)
{
    for (uint32_t i = 1; i < t->count; i++)
        for (uint32_t k = i; k > 0 && t->rows[k].answer < t->rows[k - 1].answer; k--) {
            row moved = t->rows[k];
            t->rows[k] = t->rows[k - 1];
            t->rows[k - 1] = moved;
        }
}

/* ---- text ---- */

static void put_tools(page *p, const tool_rows *first, void (*put)(page *, ch_text), const char *between)
{
    bool some = false;
    for (uint32_t i = 0; i < p->tool_count; i++) {
        tool_rows *t = &p->tools[i];
        if (t->told || !same_rows(first, t))
            continue;
        if (some)
            put(p, ch_text_of(between));
        put(p, t->name);
        t->told = some = true;
    }
}

static void flow_strong(page *p, ch_text text)
{
    p->layout.screen.style = CH_STRONG;
    ch_screen_flow(&p->layout.screen, text, 2);
    p->layout.screen.style = CH_PLAIN;
}

static void put_text_row(page *p, const tool_rows *t, const row *r)
{
    ch_layout *l = &p->layout;
    bool all = t->count == 1 && p->classes_tried;
    ch_layout_begin_row(l, ch_answer_labels[r->answer]);
    if (all)
        ch_layout_flow(l, ch_text_of(ch_translate(p->lang, N_("all data"))));
    else
        ch_layout_flow(l, r->classes);
    if (r->detail.length > 0) {
        bool bare = !p->classes_tried;
        l->text.length = 0;
        if (!bare)
            ch_buffer_literal(&l->text, " (");
        ch_buffer_add(&l->text, r->detail);
        if (!bare)
            ch_buffer_add_char(&l->text, ')');
        ch_layout_flow(l, ch_buffer_text(&l->text));
        l->text.length = 0;
    }
    ch_layout_end_line(l);
}

static void put_text(page *p, ch_text activity)
{
    ch_layout *l = &p->layout;
    if (p->some)
        ch_layout_end_line(l);
    flow_strong(p, activity);
    ch_layout_end_line(l);
    for (uint32_t i = 0; i < p->tool_count; i++) {
        tool_rows *t = &p->tools[i];
        if (t->told)
            continue;
        ch_screen_go_to(&l->screen, 2);
        put_tools(p, t, flow_strong, ", ");
        ch_layout_end_line(l);
        for (uint32_t k = 0; k < t->count; k++)
            put_text_row(p, t, &t->rows[k]);
    }
}

/* ---- Markdown ---- */

static void add_markdown(page *p, ch_text text)
{
    ch_markdown_text(&p->scratch, ch_sanitized_text(&p->sanitizer, text));
}

static void put_markdown(page *p, ch_text activity)
{
    static const char *const heads[] = {N_("tools"), N_("answer"), N_("data"), N_("why, or on which condition")};
    ch_buffer *b = &p->scratch;
    b->length = 0;
    ch_buffer_literal(b, "## ");
    add_markdown(p, activity);
    ch_buffer_literal(b, "\n\n|");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        ch_buffer_add_char(b, ' ');
        add_markdown(p, ch_text_of(ch_translate(p->lang, heads[i])));
        ch_buffer_literal(b, " |");
    }
    ch_buffer_literal(b, "\n| --- | --- | --- | --- |\n");
    for (uint32_t i = 0; i < p->tool_count; i++) {
        tool_rows *t = &p->tools[i];
        bool first = !t->told;
        for (uint32_t k = 0; first && k < t->count; k++) {
            ch_buffer_literal(b, "| ");
            if (k == 0)
                put_tools(p, t, add_markdown, ", ");
            ch_buffer_literal(b, " | ");
            add_markdown(p, ch_text_of(ch_translate(p->lang, ch_answer_labels[t->rows[k].answer].word)));
            ch_buffer_literal(b, " | ");
            add_markdown(p, t->count == 1 && p->classes_tried ? ch_text_of(ch_translate(p->lang, N_("all data")))
                                                              : t->rows[k].classes);
            ch_buffer_literal(b, " | ");
            add_markdown(p, t->rows[k].detail);
            ch_buffer_literal(b, " |\n");
        }
    }
    if (p->some)
        ch_output_char(p->output, '\n');
    ch_output_add(p->output, ch_buffer_text(b));
}

/* ---- the walk for people ---- */

static void flush(page *p, ch_text activity)
{
    for (uint32_t i = 0; i < p->tool_count; i++)
        sort_rows(&p->tools[i]);
    if (p->markdown)
        put_markdown(p, activity);
    else
        put_text(p, activity);
    p->some = true;
    p->tool_count = 0;
}

static void count(charter_which_summary *summary, ch_answer_kind answer)
{
    summary->yes += ch_answer_is_yes(answer);
    summary->undecided += answer == CH_ANSWER_UNKNOWN;
    summary->no += answer == CH_ANSWER_ASK || answer == CH_ANSWER_NO;
}

static bool same_id(ch_text a, ch_text b)
{
    return a.at == NULL || b.at == NULL ? a.at == b.at : ch_text_same(a, b);
}

static charter_status tell_people(page *p, charter_cell cell)
{
    charter_status status = CHARTER_OK;
    ch_text activity = CH_NO_TEXT, name = CH_NO_TEXT, tool = CH_NO_TEXT;
    tool_rows *rows = NULL;
    for (; status == CHARTER_OK; status = charter_which_next(p->which, &cell)) {
        if (rows == NULL || !same_id(cell.activity, activity)) {
            if (rows != NULL) {
                flush(p, name);
                ch_arena_reset(&p->arena);
            }
            activity = cell.activity;
            name = activity_name(p, cell.verdict);
            rows = NULL;
        }
        if (rows == NULL || !same_id(cell.tool, tool))
            rows = begin_tool(p, cell.verdict);
        tool = cell.tool;
        add_row(p, rows, &cell);
        count(p->summary, ch_answer_of(cell.verdict));
        if (p->arena.failed || p->text.failed)
            return CHARTER_NO_MEMORY;
    }
    if (rows != NULL)
        flush(p, name);
    return status == CHARTER_END ? CHARTER_OK : status;
}

/* ---- for programs ---- */

static ch_text activity_id(const charter_verdict *v)
{
    return v->activity != NULL ? v->activity->entry.id : v->declaration->activity->text;
}

static ch_text tool_id(const charter_verdict *v)
{
    return v->tool != NULL ? v->tool->entry.id : v->declaration->tool_name;
}

static void put_conditions(ch_json *json, const ch_alternative *own)
{
    CH_JSON_KEY(json, "if");
    ch_json_array(json);
    for (uint32_t i = 0; own != NULL && i < own->count; i++) {
        ch_json_object(json);
        CH_JSON_TEXT(json, "path", own->filled[i].path);
        CH_JSON_TEXT(json, "value", own->filled[i].text);
        ch_json_close(json);
    }
    ch_json_close(json);
    CH_JSON_TEXT(json, "then", own == NULL ? CH_NO_TEXT : ch_text_of(charter_decision_name(own->decision)));
}

static void put_duties(ch_json *json, const char *key, const charter_verdict *v, int due)
{
    ch_json_key(json, ch_text_of(key));
    ch_json_array(json);
    for (size_t i = 0; i < v->duty_count; i++)
        if (ch_answer_is_due(&v->duties[i], due))
            ch_json_text(json, v->duties[i].duty->entry.id);
    ch_json_close(json);
}

static void put_clauses(ch_json *json, const charter_verdict *v, ch_buffer *text)
{
    CH_JSON_KEY(json, "clauses");
    ch_json_array(json);
    for (size_t i = 0; i < v->finding_count; i++) {
        if (!ch_answer_rests_on(v, &v->findings[i]))
            continue;
        text->length = 0;
        ch_finding_clause(text, &v->findings[i]);
        ch_json_text(json, ch_buffer_text(text));
    }
    ch_json_close(json);
}

static void put_data(ch_json *json, const charter_cell *cell)
{
    CH_JSON_KEY(json, "data");
    if (cell->verdict->declaration->data == NULL) {
        ch_json_null(json);
        return;
    }
    ch_json_array(json);
    const ch_node *item = ch_names_first(cell->verdict->declaration->data);
    for (; item != NULL; item = ch_names_next(item))
        ch_json_text(json, item->text);
    ch_json_close(json);
}

static void put_use(ch_json *json, const charter_cell *cell, ch_buffer *text)
{
    const charter_verdict *v = cell->verdict;
    ch_json_break(json);
    ch_json_object(json);
    CH_JSON_TEXT(json, "activity", activity_id(v));
    CH_JSON_TEXT(json, "tool", tool_id(v));
    put_data(json, cell);
    CH_JSON_TEXT(json, "verdict", ch_text_of(charter_decision_name(v->decision)));
    put_conditions(json, ch_answer_conditions(v));
    put_duties(json, "before", v, CH_BEFORE);
    put_duties(json, "after", v, CH_AFTER);
    put_clauses(json, v, text);
    ch_json_close(json);
}

static void begin_json(ch_json *json, const ch_version *version, charter_day at)
{
    char day[11];
    charter_day_format(at, day);
    ch_json_object(json);
    CH_JSON_TEXT(json, "at", ch_text_of(day));
    CH_JSON_KEY(json, "charter");
    ch_json_object(json);
    CH_JSON_TEXT(json, "id", version->id);
    CH_JSON_TEXT(json, "version", version->number);
    CH_JSON_TEXT(json, "file", ch_text_of(version->files->source.name));
    ch_json_close(json);
    ch_json_break(json);
    CH_JSON_KEY(json, "uses");
    ch_json_array(json);
}

static void end_json(ch_json *json, const charter_which_summary *summary)
{
    ch_json_close(json);
    ch_json_break(json);
    CH_JSON_KEY(json, "summary");
    ch_json_object(json);
    CH_JSON_INT(json, "yes", summary->yes);
    CH_JSON_INT(json, "undecided", summary->undecided);
    CH_JSON_INT(json, "no", summary->no);
    ch_json_close(json);
    ch_json_close(json);
    ch_output_char(json->output, '\n');
}

static charter_status tell_json(page *p, charter_cell cell, charter_day at)
{
    ch_json json = ch_json_init(p->output, false);
    charter_status status = CHARTER_OK;
    begin_json(&json, p->version, at);
    for (; status == CHARTER_OK; status = charter_which_next(p->which, &cell)) {
        put_use(&json, &cell, &p->text);
        count(p->summary, ch_answer_of(cell.verdict));
    }
    end_json(&json, p->summary);
    return status == CHARTER_END ? CHARTER_OK : status;
}

/* Declared text is as safe in a table as on a screen. */
static void put_cell(page *p, ch_csv *csv, ch_text text)
{
    ch_csv_text(csv, ch_sanitized_text(&p->sanitizer, text));
}

static void put_gathered(page *p, ch_csv *csv)
{
    put_cell(p, csv, ch_buffer_text(&p->text));
    p->text.length = 0;
}

/* Verdicts and clauses in their own words, and not people's: programs read the column. */
static void put_csv_row(page *p, ch_csv *csv, const charter_cell *cell)
{
    const charter_verdict *v = cell->verdict;
    const ch_alternative *own = ch_answer_conditions(v);
    put_cell(p, csv, activity_id(v));
    put_cell(p, csv, tool_id(v));
    p->text.length = 0;
    const ch_node *item = v->declaration->data == NULL ? NULL : ch_names_first(v->declaration->data);
    for (; item != NULL; item = ch_names_next(item)) {
        comma(&p->text);
        ch_buffer_add(&p->text, item->text);
    }
    put_gathered(p, csv);
    put_cell(p, csv, ch_text_of(charter_decision_name(v->decision)));
    if (own != NULL)
        ch_phrase_conditions(&p->text, own);
    put_gathered(p, csv);
    put_cell(p, csv, own == NULL ? CH_LITERAL("") : ch_text_of(charter_decision_name(own->decision)));
    add_duties(&p->text, v, "");
    put_gathered(p, csv);
    add_clauses(&p->text, v);
    put_gathered(p, csv);
    ch_csv_end_row(csv);
}

static charter_status tell_csv(page *p, charter_cell cell, charter_day at)
{
    static const char *const heads[] = {"activity", "tool", "data", "verdict", "if", "then", "before", "clauses"};
    ch_csv csv = ch_csv_init(p->output, NULL);
    charter_status status = CHARTER_OK;
    (void)at;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        ch_csv_text(&csv, ch_text_of(heads[i]));
    ch_csv_end_row(&csv);
    for (; status == CHARTER_OK; status = charter_which_next(p->which, &cell)) {
        put_csv_row(p, &csv, &cell);
        count(p->summary, ch_answer_of(cell.verdict));
    }
    return status == CHARTER_END ? CHARTER_OK : status;
}

/* ---- the whole ---- */

enum { LABELS = 15 };

/* "36 uses: 12 yes, 24 no", for people. */
static void put_summary(page *p)
{
    static const ch_counted uses = {PN_("%s use", "%s uses")}, yes = {PN_("%s yes", "%s yes")},
                            unknown = {PN_("%s unknown", "%s unknown")}, no = {PN_("%s no", "%s no")};
    const charter_which_summary *sum = p->summary;
    const struct {
        const ch_counted *what;
        uint64_t number;
    } parts[] = {{&yes, sum->yes}, {&unknown, sum->undecided}, {&no, sum->no}};
    p->text.length = 0;
    ch_phrase_counted(&p->text, p->lang, &uses, sum->yes + sum->undecided + sum->no);
    ch_text between = ch_phrase_colon(p->lang);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].number > 0) {
            ch_buffer_add(&p->text, between);
            ch_phrase_counted(&p->text, p->lang, parts[i].what, parts[i].number);
            between = CH_LITERAL(", ");
        }
}

static charter_status tell_text(page *p, charter_cell cell, charter_day at)
{
    (void)at;
    charter_status status = tell_people(p, cell);
    put_summary(p);
    ch_layout_end_line(&p->layout);
    flow_strong(p, ch_buffer_text(&p->text));
    ch_layout_end_line(&p->layout);
    return status;
}

static charter_status tell_markdown(page *p, charter_cell cell, charter_day at)
{
    (void)at;
    p->markdown = true;
    charter_status status = tell_people(p, cell);
    put_summary(p);
    p->scratch.length = 0;
    ch_buffer_add_char(&p->scratch, '\n');
    add_markdown(p, ch_buffer_text(&p->text));
    ch_buffer_add_char(&p->scratch, '\n');
    ch_output_add(p->output, ch_buffer_text(&p->scratch));
    return status;
}

static const struct format {
    const char *name;
    charter_status (*tell)(page *p, charter_cell first, charter_day at);
} formats[] = {{"text", tell_text}, {"json", tell_json}, {"csv", tell_csv}, {"markdown", tell_markdown}};

static const struct format *format_named(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}

static charter_status tell_all(page *p, const struct format *format, charter_cell first, charter_day at)
{
    charter_status status = CHARTER_NO_MEMORY;
    p->class_room = p->version->data.count + 1;
    p->tools = calloc(p->version->tools.count + 1, sizeof *p->tools);
    ch_sanitizer_init(&p->sanitizer, p->lang);
    if (p->tools != NULL)
        status = format->tell(p, first, at);
    if (p->text.failed || p->scratch.failed || p->layout.text.failed || p->arena.failed)
        status = CHARTER_NO_MEMORY;
    if (status != CHARTER_OK)
        ch_output_fail(p->output, status);
    ch_sanitizer_finish(&p->sanitizer, p->output);
    ch_sanitizer_clear(&p->sanitizer);
    ch_output_flush(p->output);
    free(p->tools);
    ch_arena_clear(&p->arena);
    ch_buffer_clear(&p->text);
    ch_buffer_clear(&p->scratch);
    ch_buffer_clear(&p->layout.text);
    return p->output->status;
}

charter_status charter_which_report_sized(charter_which *which, const char *format,
                                          const charter_report_options *options, size_t options_size,
                                          charter_which_summary *summary, charter_sink sink)
{
    charter_report_options o;
    const struct format *wanted = format_named(format);
    charter_which_summary own;
    if (!ch_options_copy(&o, sizeof o, options, options_size) || !ch_is_lang(o.lang) || wanted == NULL)
        return CHARTER_UNKNOWN;
    /* Before anything is written: a declaration that cannot be judged is so in every use. */
    charter_cell first = {.verdict = NULL};
    charter_status status = charter_which_next(which, &first);
    if (status == CHARTER_OK && first.verdict->decision == CHARTER_DECISION_INVALID)
        return CHARTER_INVALID;
    if (status != CHARTER_OK)
        return status;
    char room[AT_ONCE];
    ch_output output = ch_output_init(sink, room, sizeof room);
    page p = {.which = which,
              .version = ch_which_version(which),
              .lang = o.lang,
              .output = &output,
              .text = ch_buffer_init(SIZE_MAX / 2),
              .scratch = ch_buffer_init(SIZE_MAX / 2),
              .classes_tried = first.data.at != NULL,
              .summary = summary != NULL ? summary : &own};
    *p.summary = (charter_which_summary){0};
    p.layout = (ch_layout){.screen = ch_screen_init(&output, &o),
                           .lang = o.lang,
                           .labels = LABELS,
                           .text = ch_buffer_init(SIZE_MAX / 2),
                           .scratch = &p.scratch};
    return tell_all(&p, wanted, first, o.at);
}
