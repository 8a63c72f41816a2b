/* csv: a use a row, for people who go on in a spreadsheet: what it came to, by which clause, why, what is missing, what
 * would do instead. What the pieces are is prose/result.c's; which cells are formulas, write/csv_writer.c's. */
#include <stdio.h>

#include "judge/acceptance.h"
#include "report/format.h"
#include "report/prose/result.h"
#include "report/prose/sanitizer.h"
#include "report/write/csv_writer.h"

typedef struct csv_state {
    ch_sanitizer sanitizer;
    ch_csv csv;
} csv_state;

/* ---- where it stands ---- */

static charter_place place_of(const ch_result *r)
{
    return r->verdict == NULL ? r->error->place : charter_verdict_place(r->verdict);
}

static void add_file(ch_buffer *text, const ch_result *r, charter_lang lang)
{
    (void)lang;
    charter_place place = place_of(r);
    ch_buffer_add(text, ch_text_of(place.file == NULL ? "" : place.file));
}

/* As the program that shows the register numbers it; of a document its line. */
static void add_row(ch_buffer *text, const ch_result *r, charter_lang lang)
{
    (void)lang;
    charter_place place = place_of(r);
    if (place.row + place.line > 0)
        ch_buffer_int(text, place.row > 0 ? place.row : place.line);
}

/* ---- rows ---- */

/* The head is people's, in their language; the order of columns is kept, and further ones come last. */
static const struct {
    const char *head;
    ch_result_piece *piece;
    bool prose; /* of ours, or of the charter's author: white space counts as one space */
} columns[] = {
    {N_("file"), add_file, false},
    {N_("row"), add_row, false},
    {N_("id"), ch_result_id, false},
    {N_("unit"), ch_result_unit, false},
    {N_("activity"), ch_result_activity, false},
    {N_("AI tool"), ch_result_tool, false},
    {N_("verdict"), ch_result_verdict, true},
    {N_("clause"), ch_result_clause, false},
    {N_("what it demands"), ch_result_demand, true},
    {N_("article"), ch_result_article, true},
    {N_("reason"), ch_result_reason, true},
    {N_("missing"), ch_result_missing, true},
    {N_("instead"), ch_result_instead, true},
    {N_("duties open before use"), ch_result_duties_before, true},
    {N_("duties open after use"), ch_result_duties_after, true},
    {N_("errors"), ch_result_errors, true},
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static void put_row(charter_report *report, const ch_result *r)
{
    csv_state *state = report->state;
    ch_sanitizer *s = &state->sanitizer;
    for (int c = 0; c < COLUMNS; c++) {
        report->scratch.length = 0;
        columns[c].piece(&report->scratch, r, s->lang);
        ch_sanitizer_begin(s);
        (columns[c].prose ? ch_sanitize_prose : ch_sanitize)(s, ch_buffer_text(&report->scratch));
        ch_csv_text(&state->csv, ch_sanitized(s));
    }
    ch_csv_end_row(&state->csv);
    ch_sanitizer_finish(s, &report->output);
}

static void tell_verdict(charter_report *report, const charter_verdict *verdict)
{
    ch_result r = ch_result_of(verdict);
    r.accepted = (r.finding != NULL && ch_accepts_finding(report->acceptance, verdict, r.finding)) ||
                 (r.duty != NULL && ch_accepts_duty(report->acceptance, verdict, r.duty));
    put_row(report, &r);
}

static void tell_error(charter_report *report, const charter_diagnostic *error)
{
    ch_result r = ch_result_of_error(error);
    put_row(report, &r);
}

static void open(charter_report *report)
{
    csv_state *state = report->state;
    charter_lang lang = report->options.lang;
    /* French spreadsheets write a comma within numbers, and take a semicolon between fields. */
    const char *usual = lang == CHARTER_FR ? ";" : ",";
    ch_sanitizer_init(&state->sanitizer, lang);
    state->csv = ch_csv_init(&report->output, report->options.delimiter == NULL ? usual : report->options.delimiter);
    ch_csv_put_mark(&state->csv);
    for (int c = 0; c < COLUMNS; c++)
        ch_csv_text(&state->csv, ch_text_of(ch_translate(lang, columns[c].head)));
    ch_csv_end_row(&state->csv);
}

static void close(charter_report *report)
{
    csv_state *state = report->state;
    ch_sanitizer_clear(&state->sanitizer);
}

const ch_format ch_format_csv = {
    .shown = {.name = "csv", .title = N_("a use a row, for a spreadsheet: verdict, clause, reason, what is missing")},
    .state_size = sizeof(csv_state),
    .open = open,
    .verdict = tell_verdict,
    .error = tell_error,
    .close = close,
};
