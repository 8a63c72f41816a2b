/* markdown: a page for a job's summary: how many of each verdict, and for each declaration that may not go ahead
 * as it is, why not and what to do.
 *
 * GitHub takes no page above 1 MiB, and counts come first: declarations are kept until the end, as many as fit,
 * and the page says how many did not. Escaping is write/markdown_writer.c's, what is safe to show
 * prose/sanitizer.c's. */
#include <stdio.h>

#include "report/format.h"
#include "report/gate/issue.h"
#include "report/prose/charter_words.h"
#include "report/write/markdown_writer.h"
#include "report/prose/alternatives.h"
#include "report/prose/verdict_words.h"

#define PAGE_MAX      ((size_t)1024 * 1024)
#define ROWS_MAX      (PAGE_MAX / 4)            /* of the table of declarations */
#define DETAILS_MAX   (PAGE_MAX / 4 * 3 - 8192) /* 8 KiB are left for what surrounds both */
#define INSTEAD_SHOWN 3

typedef struct markdown_state {
    ch_sanitizer sanitizer;
    ch_buffer rows, details;
    ch_buffer one; /* a row, or a declaration's details, before it is known to fit */
    uint64_t rows_lost, details_lost;
} markdown_state;

static void open(charter_report *report)
{
    markdown_state *state = report->state;
    ch_sanitizer_init(&state->sanitizer, report->options.lang);
    state->rows = state->details = state->one = ch_buffer_init(report->scratch.max);
}

static void close(charter_report *report)
{
    markdown_state *state = report->state;
    ch_sanitizer_clear(&state->sanitizer);
    ch_buffer_clear(&state->rows);
    ch_buffer_clear(&state->details);
    ch_buffer_clear(&state->one);
}

static void finish(charter_report *report)
{
    markdown_state *state = report->state;
    ch_sanitizer_finish(&state->sanitizer, &report->output);
    if (state->rows.failed || state->details.failed || state->one.failed)
        ch_output_fail(&report->output, CHARTER_NO_MEMORY);
}

/* ---- pieces ---- */

static void add_spoken(markdown_state *state)
{
    ch_markdown_text(&state->one, ch_sanitized(&state->sanitizer));
}

static void add_translated(markdown_state *state, const char *english)
{
    ch_sanitizer_begin(&state->sanitizer);
    ch_sanitize_translated(&state->sanitizer, english);
    add_spoken(state);
}

/* "  - **why:** …", of what the charter says. */
static void begin_item(markdown_state *state, const char *label)
{
    ch_sanitizer *s = &state->sanitizer;
    ch_buffer_literal(&state->one, "  - **");
    add_translated(state, label);
    ch_buffer_literal(&state->one, "**");
    ch_buffer_add(&state->one, ch_phrase_colon(s->lang));
}

static void add_prose_item(markdown_state *state, const char *label, ch_text text)
{
    if (text.length == 0)
        return;
    begin_item(state, label);
    ch_sanitizer_begin(&state->sanitizer);
    ch_sanitize_prose(&state->sanitizer, text);
    add_spoken(state);
    ch_buffer_add_char(&state->one, '\n');
}

/* Only the charter's `learn` may become a link: the charter is trusted, declarations are not. */
static void add_address_item(markdown_state *state, const char *label, ch_text text)
{
    if (text.length == 0)
        return;
    begin_item(state, label);
    ch_sanitizer_begin(&state->sanitizer);
    ch_sanitize_prose(&state->sanitizer, text);
    ch_markdown_address(&state->one, ch_sanitized(&state->sanitizer));
    ch_buffer_add_char(&state->one, '\n');
}

static void add_place(markdown_state *state, charter_place place)
{
    char line[16];
    int length = snprintf(line, sizeof line, ":%u", (unsigned)place.line);
    ch_sanitizer_begin(&state->sanitizer);
    ch_sanitize(&state->sanitizer, ch_text_of(place.file));
    if (place.line > 0)
        ch_sanitize(&state->sanitizer, (ch_text){line, (size_t)length});
    ch_markdown_code(&state->one, ch_sanitized(&state->sanitizer));
}

/* ---- an issue ---- */

static const char *label_of(const ch_issue *issue)
{
    static const char *const labels[] = {
        [CH_WAIVED] = N_("waived"),        [CH_ADVICE] = N_("advice"),         [CH_OPEN] = N_("to be decided"),
        [CH_UNKNOWN_FACT] = N_("missing"), [CH_FORBIDDEN] = N_("not allowed"), [CH_FAULT] = N_("error"),
    };
    static const char *const severities[] =
        {[CHARTER_ERROR] = N_("error"), [CHARTER_WARNING] = N_("warning"), [CHARTER_NOTE] = N_("note")};
    if (issue->fault != NULL && issue->verdict == NULL)
        return severities[issue->fault->severity];
    return issue->duty != NULL ? N_("before use") : labels[issue->weight];
}

static void add_help_item(markdown_state *state, const ch_issue *issue)
{
    if (issue->help->text == NULL)
        return;
    begin_item(state, N_("help"));
    ch_sanitizer_begin(&state->sanitizer);
    ch_sanitize_message(&state->sanitizer, issue->help);
    add_spoken(state);
    ch_buffer_add_char(&state->one, '\n');
}

static void add_rule(markdown_state *state, const ch_issue *issue)
{
    ch_buffer_literal(&state->one, " (");
    ch_sanitizer_begin(&state->sanitizer);
    ch_sanitize_rule(&state->sanitizer, issue);
    ch_markdown_code(&state->one, ch_sanitized(&state->sanitizer));
    if (issue->place.file != NULL) {
        ch_buffer_literal(&state->one, ", ");
        add_place(state, issue->place);
    }
    ch_buffer_literal(&state->one, ")\n");
}

static void add_issue(markdown_state *state, const ch_issue *issue)
{
    ch_sanitizer *s = &state->sanitizer;
    ch_buffer_literal(&state->one, "- **");
    add_translated(state, label_of(issue));
    ch_buffer_literal(&state->one, "**");
    ch_buffer_add(&state->one, ch_phrase_colon(s->lang));
    ch_sanitizer_begin(s);
    ch_sanitize_issue(s, issue);
    add_spoken(state);
    add_rule(state, issue);
    add_prose_item(state, N_("why"), ch_issue_because(issue, s->lang));
    add_help_item(state, issue);
    add_prose_item(state, N_("article"), ch_issue_article(issue, s->lang));
    add_address_item(state, N_("learn more"), ch_issue_learn(issue, s->lang));
}

/* ---- the ways on ---- */

/* "- **instead:** …", followed by what was spoken. */
static void add_way(markdown_state *state, const char *label, ch_text text)
{
    ch_sanitizer *s = &state->sanitizer;
    ch_buffer_literal(&state->one, "- **");
    ch_markdown_text(&state->one, ch_text_of(ch_translate(s->lang, label)));
    ch_buffer_literal(&state->one, "**");
    ch_buffer_add(&state->one, ch_phrase_colon(s->lang));
    ch_markdown_text(&state->one, text);
    ch_buffer_add_char(&state->one, '\n');
}

static void add_instead(charter_report *report, const charter_verdict *v)
{
    markdown_state *state = report->state;
    ch_sanitizer *s = &state->sanitizer;
    if (v->alternative_count == 0)
        return;
    report->scratch.length = 0;
    ch_phrase_alternatives(&report->scratch, v, INSTEAD_SHOWN, s->lang);
    ch_sanitizer_begin(s);
    ch_sanitize_prose(s, ch_buffer_text(&report->scratch));
    add_way(state, N_("instead"), ch_sanitized(s));
}

/* Those due before use are issues. */
static void add_duties_after(markdown_state *state, const charter_verdict *v)
{
    ch_sanitizer *s = &state->sanitizer;
    for (size_t i = 0; i < v->duty_count; i++) {
        const ch_duty_state *duty = &v->duties[i];
        if (duty->duty->due != CH_AFTER || !ch_is_left_to_do(v, duty))
            continue;
        ch_sanitizer_begin(s);
        ch_sanitize_prose(s, ch_verdict_name(v, &duty->duty->entry, s->lang));
        ch_sanitize(s, ch_phrase_colon(s->lang));
        ch_sanitize_message(s, &duty->how);
        add_way(state, N_("after use"), ch_sanitized(s));
    }
}

static void add_ask(markdown_state *state, const charter_verdict *v)
{
    ch_sanitizer *s = &state->sanitizer;
    /* Without a charter in force there is nobody to ask. */
    if (v->version == NULL)
        return;
    ch_text body = ch_verdict_text(v, &v->version->governance.body, s->lang);
    ch_text contact = ch_verdict_text(v, &v->version->governance.contact, s->lang);
    if (body.length + contact.length == 0)
        return;
    ch_sanitizer_begin(s);
    ch_sanitize_prose(s, body);
    ch_sanitize(s, body.length > 0 && contact.length > 0 ? CH_LITERAL(", ") : CH_NO_TEXT);
    ch_sanitize_prose(s, contact);
    add_way(state, N_("ask"), ch_sanitized(s));
}

/* ---- a declaration ---- */

static void speak_use(charter_report *report, const charter_verdict *v)
{
    markdown_state *state = report->state;
    report->scratch.length = 0;
    ch_say_use(&report->scratch, v, state->sanitizer.lang);
    ch_sanitizer_begin(&state->sanitizer);
    ch_sanitize(&state->sanitizer, ch_buffer_text(&report->scratch));
}

/* Moves what was made to where it belongs, unless it does not fit. */
static void place_one(markdown_state *state, ch_buffer *where, size_t max, uint64_t *lost)
{
    /* Once one does not fit, none behind it is taken: a short one would stand as if nothing were missing before it. */
    if (*lost > 0 || where->length + state->one.length > max)
        ++*lost;
    else
        ch_buffer_add(where, ch_buffer_text(&state->one));
    state->one.length = 0;
}

static void add_row(charter_report *report, const charter_verdict *v)
{
    markdown_state *state = report->state;
    ch_buffer_literal(&state->one, "| ");
    add_translated(state, ch_headings[v->decision].word);
    ch_buffer_literal(&state->one, " | ");
    ch_markdown_text(&state->one, ch_sanitized_text(&state->sanitizer, v->declaration->id));
    ch_buffer_literal(&state->one, " | ");
    speak_use(report, v);
    add_spoken(state);
    ch_buffer_literal(&state->one, " | ");
    add_place(state, charter_verdict_place(v));
    ch_buffer_literal(&state->one, " |\n");
    place_one(state, &state->rows, ROWS_MAX, &state->rows_lost);
}

static void add_heading(charter_report *report, const charter_verdict *v)
{
    markdown_state *state = report->state;
    ch_buffer_literal(&state->one, "\n### ");
    add_translated(state, ch_headings[v->decision].word);
    ch_buffer_add(&state->one, ch_phrase_colon(state->sanitizer.lang));
    ch_sanitizer_begin(&state->sanitizer);
    ch_sanitize_declaration(&state->sanitizer, v);
    add_spoken(state);
    ch_buffer_literal(&state->one, "\n\n");
    ch_markdown_text(&state->one, ch_verdict_sentence(v, state->sanitizer.lang));
    ch_buffer_literal(&state->one, "\n\n");
}

static void add_details(charter_report *report, const charter_verdict *v)
{
    markdown_state *state = report->state;
    ch_issue issue;
    add_heading(report, v);
    for (ch_issues walk = {.verdict = v, .acceptance = report->acceptance}; ch_next_issue(&walk, &issue);)
        add_issue(state, &issue);
    add_instead(report, v);
    add_duties_after(state, v);
    add_ask(state, v);
    place_one(state, &state->details, DETAILS_MAX, &state->details_lost);
}

static void tell_verdict(charter_report *report, const charter_verdict *verdict)
{
    /* The counts tell of them; the page is for what somebody has to do. */
    if (verdict->decision == CHARTER_DECISION_COMPLIANT)
        return;
    add_row(report, verdict);
    add_details(report, verdict);
    finish(report);
}

static void tell_error(charter_report *report, const charter_diagnostic *error)
{
    markdown_state *state = report->state;
    ch_issue issue = ch_issue_of_fault(error);
    /* Among the details: the table's rows are declarations. */
    ch_buffer_add_char(&state->one, '\n');
    add_issue(state, &issue);
    place_one(state, &state->details, DETAILS_MAX, &state->details_lost);
    finish(report);
}

/* ---- the page ---- */

static void add_table_head(markdown_state *state, const char *const *columns, size_t count)
{
    ch_buffer_literal(&state->one, "\n|");
    for (size_t i = 0; i < count; i++) {
        ch_buffer_add_char(&state->one, ' ');
        add_translated(state, columns[i]);
        ch_buffer_literal(&state->one, " |");
    }
    ch_buffer_literal(&state->one, "\n|");
    for (size_t i = 0; i < count; i++)
        ch_buffer_literal(&state->one, " --- |");
    ch_buffer_add_char(&state->one, '\n');
}

static void put_one(charter_report *report)
{
    markdown_state *state = report->state;
    ch_output_add(&report->output, ch_buffer_text(&state->one));
    state->one.length = 0;
}

static void put_summary(charter_report *report)
{
    markdown_state *state = report->state;
    /* The second level: the page is appended to what other steps of a job have written. */
    ch_buffer_literal(&state->one, "## ");
    add_translated(state, N_("AI charter"));
    ch_buffer_literal(&state->one, "\n\n");
    ch_sanitizer_begin(&state->sanitizer);
    ch_sanitize_summary(&state->sanitizer, &report->summary, &report->options);
    add_spoken(state);
    ch_buffer_add_char(&state->one, '\n');
    put_one(report);
}

static void put_version(charter_report *report, const ch_version *v)
{
    markdown_state *state = report->state;
    ch_sanitizer *s = &state->sanitizer;
    ch_buffer_literal(&state->one, "\n### ");
    ch_sanitizer_begin(s);
    ch_phrase_version(&s->raw, v);
    ch_sanitize(s, ch_buffer_text(&s->raw));
    s->raw.length = 0;
    add_spoken(state);
    ch_buffer_literal(&state->one, "\n\n");
    ch_sanitizer_begin(s);
    ch_sanitize_prose(s, ch_localized_in(&v->title, s->lang, v));
    add_spoken(state);
    ch_buffer_literal(&state->one, "\n\n");
    for (uint32_t i = 0; i < v->commitments.count; i++) {
        ch_sanitizer_begin(s);
        ch_sanitize_prose(s, ch_commitment_words(v, i, s->lang));
        add_way(state, N_("commitment"), ch_sanitized(s));
    }
    put_one(report);
}

static void put_left_out(charter_report *report, const ch_counted *what, uint64_t lost)
{
    markdown_state *state = report->state;
    if (lost == 0)
        return;
    ch_buffer_add_char(&state->one, '\n');
    ch_sanitizer_begin(&state->sanitizer);
    ch_sanitize_counted(&state->sanitizer, what, lost);
    add_spoken(state);
    ch_buffer_add_char(&state->one, '\n');
    put_one(report);
}

static void end(charter_report *report)
{
    static const char *const columns[] = {N_("verdict"), N_("declaration"), N_("use"), N_("place")};
    static const ch_counted rows = {PN_("The table leaves out %s declaration: the page would be too long.",
                                        "The table leaves out %s declarations: the page would be too long.")};
    static const ch_counted details = {PN_("The details leave out %s declaration: the page would be too long.",
                                           "The details leave out %s declarations: the page would be too long.")};
    markdown_state *state = report->state;
    put_summary(report);
    if (state->rows.length > 0) {
        add_table_head(state, columns, sizeof columns / sizeof *columns);
        put_one(report);
        ch_output_add(&report->output, ch_buffer_text(&state->rows));
    }
    put_left_out(report, &rows, state->rows_lost);
    ch_output_add(&report->output, ch_buffer_text(&state->details));
    put_left_out(report, &details, state->details_lost);
    for (size_t i = 0; report->of != NULL && i < report->of->count; i++)
        put_version(report, &report->of->versions[i]);
    finish(report);
}

const ch_format ch_format_markdown = {
    .shown = {.name = "markdown", .title = N_("Markdown, for a job's summary")},
    .state_size = sizeof(markdown_state),
    .open = open,
    .verdict = tell_verdict,
    .error = tell_error,
    .end = end,
    .close = close,
};
