/* tap: TAP version 14, a test point a declaration, with its issues as YAML.
 *
 * A use may go ahead or not: only `compliant` is ok. The plan comes last, so that nothing is held back; a run
 * that was cut short has none. */
#include <stdio.h>

#include "report/format.h"
#include "report/gate/issue.h"
#include "report/prose/charter_words.h"
#include "report/write/json_writer.h"
#include "report/prose/alternatives.h"
#include "report/prose/verdict_words.h"

typedef struct tap_state {
    ch_sanitizer sanitizer;
    uint64_t points;
} tap_state;

static void open(charter_report *report)
{
    tap_state *state = report->state;
    ch_sanitizer_init(&state->sanitizer, report->options.lang);
    /* A harness looks for it in the first line. */
    ch_output_add(&report->output, CH_LITERAL("TAP version 14\n"));
}

static void close(charter_report *report)
{
    tap_state *state = report->state;
    ch_sanitizer_clear(&state->sanitizer);
}

static void put_number(ch_output *output, uint64_t number)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    ch_output_add(output, (ch_text){digits, (size_t)length});
}

/* A description ends where an unescaped # begins a directive. A declaration's name could else say SKIP or TODO, and
 * its own failure would not count. */
static void put_description(ch_output *output, ch_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] == '\\' || text.at[i] == '#')
            ch_output_char(output, '\\');
        ch_output_char(output, text.at[i]);
    }
}

/* "not ok 3 - " and what was spoken. */
/* What the baseline accepts is what TAP calls a point that is still to do: it fails no harness. */
static void put_point(charter_report *report, bool ok, bool accepted)
{
    tap_state *state = report->state;
    ch_output *output = &report->output;
    ch_output_add(output, ok ? CH_LITERAL("ok ") : CH_LITERAL("not ok "));
    put_number(output, ++state->points);
    ch_output_add(output, CH_LITERAL(" - "));
    put_description(output, ch_sanitized(&state->sanitizer));
    if (accepted)
        ch_output_add(output, CH_LITERAL(" # TODO accepted by the baseline"));
    ch_output_char(output, '\n');
}

/* ---- the YAML block ---- */

static void put_line(ch_output *output, const char *line)
{
    ch_output_add(output, ch_text_of(line));
    ch_output_char(output, '\n');
}

/* A string of JSON is one of YAML. In double quotes no text ends the block or begins another key. */
static void put_yaml(charter_report *report, const char *key, ch_text text)
{
    ch_json json = ch_json_init(&report->output, true);
    ch_output_add(&report->output, ch_text_of(key));
    ch_json_text(&json, text);
    ch_output_char(&report->output, '\n');
}

static void put_sanitized(charter_report *report, const char *key, ch_text text)
{
    tap_state *state = report->state;
    if (text.length > 0)
        put_yaml(report, key, ch_sanitized_text(&state->sanitizer, text));
}

static void put_message(charter_report *report, const char *key, const ch_message *message)
{
    tap_state *state = report->state;
    if (message->text == NULL)
        return;
    ch_sanitizer_begin(&state->sanitizer);
    ch_sanitize_message(&state->sanitizer, message);
    put_yaml(report, key, ch_sanitized(&state->sanitizer));
}

static void put_position(charter_report *report, const char *key, uint32_t position)
{
    ch_output_add(&report->output, ch_text_of(key));
    put_number(&report->output, position);
    ch_output_char(&report->output, '\n');
}

static const char *outcome(const ch_issue *issue)
{
    if (issue->finding != NULL)
        return charter_outcome_name(issue->finding->outcome);
    return issue->duty != NULL ? "open" : charter_severity_name(issue->fault->severity);
}

static void put_issue(charter_report *report, const ch_issue *issue)
{
    tap_state *state = report->state;
    ch_sanitizer *s = &state->sanitizer;
    ch_sanitizer_begin(s);
    ch_sanitize_rule(s, issue);
    put_yaml(report, "    - clause: ", ch_sanitized(s));
    put_yaml(report, "      outcome: ", ch_text_of(outcome(issue)));
    ch_sanitizer_begin(s);
    ch_sanitize_issue(s, issue);
    put_yaml(report, "      message: ", ch_sanitized(s));
    put_message(report, "      help: ", issue->help);
    put_sanitized(report, "      article: ", ch_issue_article(issue, s->lang));
    put_sanitized(report, "      file: ", ch_text_of(issue->place.file));
    /* Lines count from 1: none is told where there is none. */
    if (issue->place.line > 0) {
        put_position(report, "      line: ", issue->place.line);
        put_position(report, "      column: ", issue->place.column);
    }
}

static void put_instead(charter_report *report, const charter_verdict *verdict)
{
    bool some = false;
    for (size_t i = 0; i < verdict->alternative_count; i++) {
        if (!ch_is_unconditional(&verdict->alternatives[i]))
            continue;
        if (!some)
            put_line(&report->output, "  instead:");
        some = true;
        put_sanitized(report, "    - ", ch_alternative_id(verdict, i));
    }
}

static void put_block(charter_report *report, const charter_verdict *verdict)
{
    charter_place place = charter_verdict_place(verdict);
    ch_issues walk = {.verdict = verdict, .acceptance = report->acceptance};
    ch_issue issue;
    bool some = ch_next_issue(&walk, &issue);
    put_line(&report->output, "  ---");
    put_yaml(report, "  verdict: ", ch_text_of(charter_decision_name(verdict->decision)));
    put_sanitized(report, "  file: ", ch_text_of(place.file));
    put_position(report, "  line: ", place.line);
    if (some)
        put_line(&report->output, "  issues:");
    for (; some; some = ch_next_issue(&walk, &issue))
        put_issue(report, &issue);
    put_instead(report, verdict);
    put_line(&report->output, "  ...");
}

static void tell_verdict(charter_report *report, const charter_verdict *verdict)
{
    tap_state *state = report->state;
    ch_sanitizer *s = &state->sanitizer;
    ch_sanitizer_begin(s);
    ch_sanitize_declaration(s, verdict);
    report->scratch.length = 0;
    ch_say_use(&report->scratch, verdict, s->lang);
    if (report->scratch.length > 0)
        ch_sanitize_literal(s, " \xC2\xB7 ");
    ch_sanitize(s, ch_buffer_text(&report->scratch));
    /* Whatever is not a plain yes is not ok: what is undetermined most of all. */
    put_point(report, verdict->decision == CHARTER_DECISION_COMPLIANT, ch_accepts_whole(report->acceptance));
    put_block(report, verdict);
    ch_sanitizer_finish(s, &report->output);
}

static void tell_error(charter_report *report, const charter_diagnostic *error)
{
    tap_state *state = report->state;
    ch_issue issue = ch_issue_of_fault(error);
    ch_sanitizer_begin(&state->sanitizer);
    if (error->place.file != NULL)
        ch_sanitize(&state->sanitizer, ch_text_of(error->place.file));
    else
        ch_sanitize_message(&state->sanitizer, &error->message);
    /* An input that cannot be read is a point that fails: left out, the plan would still fit. */
    put_point(report, error->severity == CHARTER_NOTE, false);
    put_line(&report->output, "  ---");
    put_line(&report->output, "  issues:");
    put_issue(report, &issue);
    put_line(&report->output, "  ...");
    ch_sanitizer_finish(&state->sanitizer, &report->output);
}

/* A charter of which nothing is told has a point all the same: a plan of none would say that it was skipped. */
static void put_charter(charter_report *report)
{
    tap_state *state = report->state;
    for (size_t i = 0; report->of != NULL && i < report->of->count; i++) {
        report->scratch.length = 0;
        ch_phrase_version(&report->scratch, &report->of->versions[i]);
        ch_sanitizer_begin(&state->sanitizer);
        ch_sanitize(&state->sanitizer, ch_buffer_text(&report->scratch));
        put_point(report, true, false);
    }
    ch_sanitizer_finish(&state->sanitizer, &report->output);
}

static void end(charter_report *report)
{
    tap_state *state = report->state;
    put_charter(report);
    ch_output_add(&report->output, CH_LITERAL("1.."));
    put_number(&report->output, state->points);
    ch_output_char(&report->output, '\n');
}

const ch_format ch_format_tap = {
    .shown = {.name = "tap", .title = N_("TAP version 14, for test harnesses")},
    .state_size = sizeof(tap_state),
    .open = open,
    .verdict = tell_verdict,
    .error = tell_error,
    .end = end,
    .close = close,
};
