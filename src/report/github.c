/* github: workflow commands, which GitHub shows as annotations beside the lines of a pull request.
 *
 * A step shows ten of each level. Further ones are counted, and a last line says how many they are: levels do
 * not share their ten, so that what fails a run is never hidden by what is only said. */
#include <stdio.h>

#include "report/format.h"
#include "report/gate/issue.h"
#include "report/prose/verdict_words.h"

#define SHOWN_MAX 10

typedef struct github_state {
    ch_sanitizer sanitizer;
    uint64_t told[CH_FAIL + 1];
} github_state;

static void open(charter_report *report)
{
    github_state *state = report->state;
    ch_sanitizer_init(&state->sanitizer, report->options.lang);
}

static void close(charter_report *report)
{
    github_state *state = report->state;
    ch_sanitizer_clear(&state->sanitizer);
}

/* ---- the command ---- */

/* The value of a property, or (where `message`) what follows the command: bytes that would end it are spelt in
 * percent. Only we break a message's lines. These are the escapes of workflow commands: `%` everywhere, `:` and `,`
 * in properties too. CR and LF never come this far. */
static void put_value(ch_output *output, ch_text text, bool message)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (c == '%')
            ch_output_add(output, CH_LITERAL("%25"));
        else if (c == ':' && !message)
            ch_output_add(output, CH_LITERAL("%3A"));
        else if (c == ',' && !message)
            ch_output_add(output, CH_LITERAL("%2C"));
        else
            ch_output_char(output, c);
    }
}

static void put_text(ch_output *output, const char *key, ch_text text)
{
    ch_output_add(output, ch_text_of(key));
    put_value(output, text, false);
}

static void put_position(ch_output *output, const char *key, uint32_t position)
{
    char digits[16];
    int length = snprintf(digits, sizeof digits, "%u", (unsigned)position);
    if (position > 0)
        put_text(output, key, (ch_text){digits, (size_t)length});
}

/* Columns are of use to GitHub only where the lines are the same. A file's name is declared text, and could end the
 * property. */
static void put_place(charter_report *report, charter_place place)
{
    github_state *state = report->state;
    ch_output *output = &report->output;
    bool one_line = place.line == place.end_line;
    /* Without a file the annotation stands with the step. */
    if (place.file == NULL)
        return;
    put_text(output, "file=", ch_sanitized_text(&state->sanitizer, ch_report_path(report, place.file)));
    put_position(output, ",line=", place.line);
    put_position(output, ",endLine=", place.end_line);
    put_position(output, ",col=", one_line ? place.column : 0);
    put_position(output, ",endColumn=", one_line ? place.end_column : 0);
    ch_output_char(output, ',');
}

static void put_title(charter_report *report, const ch_issue *issue)
{
    github_state *state = report->state;
    ch_sanitizer *s = &state->sanitizer;
    ch_sanitizer_begin(s);
    ch_sanitize_rule(s, issue);
    if (issue->verdict != NULL) {
        ch_sanitize_literal(s, " \xC2\xB7 ");
        ch_sanitize_declaration(s, issue->verdict);
    }
    put_text(&report->output, "title=", ch_sanitized(s));
}

/* Another line of the message. */
static void put_line(charter_report *report, const char *label, ch_text text)
{
    github_state *state = report->state;
    ch_sanitizer *s = &state->sanitizer;
    if (text.length == 0)
        return;
    ch_sanitizer_begin(s);
    ch_sanitize_translated(s, label);
    ch_sanitize(s, ch_phrase_colon(s->lang));
    ch_sanitize_prose(s, text);
    ch_output_add(&report->output, CH_LITERAL("%0A"));
    put_value(&report->output, ch_sanitized(s), true);
}

static void put_message(charter_report *report, const ch_issue *issue)
{
    github_state *state = report->state;
    ch_sanitizer *s = &state->sanitizer;
    ch_sanitizer_begin(s);
    ch_sanitize_issue(s, issue);
    put_value(&report->output, ch_sanitized(s), true);
    report->scratch.length = 0;
    ch_message_add(&report->scratch, issue->help, s->lang);
    put_line(report, N_("why"), ch_issue_because(issue, s->lang));
    put_line(report, N_("help"), ch_buffer_text(&report->scratch));
    put_line(report, N_("article"), ch_issue_article(issue, s->lang));
}

static void tell_issue(charter_report *report, const ch_issue *issue)
{
    static const char *const commands[] = {[CH_NOTICE] = "::notice ", [CH_WARN] = "::warning ", [CH_FAIL] = "::error "};
    github_state *state = report->state;
    ch_level level = ch_issue_level(issue);
    /* Beyond ten GitHub shows none; what it drops would not be told anywhere. */
    if (state->told[level]++ >= SHOWN_MAX)
        return;
    ch_output_add(&report->output, ch_text_of(commands[level]));
    put_place(report, issue->place);
    put_title(report, issue);
    ch_output_add(&report->output, CH_LITERAL("::"));
    put_message(report, issue);
    ch_output_char(&report->output, '\n');
}

static void tell_verdict(charter_report *report, const charter_verdict *verdict)
{
    github_state *state = report->state;
    ch_issue issue;
    for (ch_issues walk = {.verdict = verdict, .acceptance = report->acceptance}; ch_next_issue(&walk, &issue);)
        if (issue.weight != CH_WAIVED)
            tell_issue(report, &issue);
    ch_sanitizer_finish(&state->sanitizer, &report->output);
}

static void tell_error(charter_report *report, const charter_diagnostic *error)
{
    github_state *state = report->state;
    ch_issue issue = ch_issue_of_fault(error);
    tell_issue(report, &issue);
    ch_sanitizer_finish(&state->sanitizer, &report->output);
}

/* ---- the last lines ---- */

static void put_spoken_line(charter_report *report)
{
    github_state *state = report->state;
    ch_output_add(&report->output, ch_sanitized(&state->sanitizer));
    ch_output_char(&report->output, '\n');
}

static void put_left_out(charter_report *report)
{
    static const ch_counted levels[] = {
        [CH_NOTICE] = {PN_("%s more notice", "%s more notices")},
        [CH_WARN] = {PN_("%s more warning", "%s more warnings")},
        [CH_FAIL] = {PN_("%s more error", "%s more errors")},
    };
    github_state *state = report->state;
    ch_sanitizer *s = &state->sanitizer;
    const char *before = "";
    ch_sanitizer_begin(s);
    for (int level = CH_FAIL; level >= CH_NOTICE; level--) {
        if (state->told[level] <= SHOWN_MAX)
            continue;
        ch_sanitize(s, ch_text_of(before));
        ch_sanitize_counted(s, &levels[level], state->told[level] - SHOWN_MAX);
        before = ", ";
    }
    if (*before == '\0')
        return;
    ch_sanitize_translated(s, N_(": not shown as annotations, a step shows ten of each"));
    put_spoken_line(report);
}

/* These lines begin no command: they are what people find in the log. */
static void end(charter_report *report)
{
    github_state *state = report->state;
    put_left_out(report);
    ch_sanitizer_begin(&state->sanitizer);
    ch_sanitize_summary(&state->sanitizer, &report->summary, &report->options);
    put_spoken_line(report);
    ch_sanitizer_finish(&state->sanitizer, &report->output);
}

const ch_format ch_format_github = {
    .shown = {.name = "github", .title = N_("workflow commands, which GitHub shows as annotations")},
    .state_size = sizeof(github_state),
    .open = open,
    .verdict = tell_verdict,
    .error = tell_error,
    .end = end,
    .close = close,
};
