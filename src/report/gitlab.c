/* gitlab: one JSON array, as GitLab's Code Quality reads it.
 *
 * Its services show no more than CH_RESULTS_MAX results; a last one says how many more there were. What is unique
 * about a result is gate/fingerprint.c's. */
#include <stdio.h>

#include "report/format.h"
#include "report/gate/fingerprint.h"
#include "report/write/json_writer.h"

typedef struct gitlab_state {
    charter_report *report;
    ch_sanitizer sanitizer;
    ch_fingerprints fingerprints;
    ch_json json;
    uint64_t told;
} gitlab_state;

static void open(charter_report *report)
{
    gitlab_state *state = report->state;
    state->report = report;
    ch_sanitizer_init(&state->sanitizer, report->options.lang);
    state->fingerprints = ch_fingerprints_init(CH_RESULTS_MAX);
    state->json = ch_json_init(&report->output, false);
    ch_json_array(&state->json);
}

static void close(charter_report *report)
{
    gitlab_state *state = report->state;
    ch_sanitizer_clear(&state->sanitizer);
    ch_fingerprints_clear(&state->fingerprints);
}

/* The widget shows one text: what to do has to stand in it. */
static ch_text described(gitlab_state *state, const ch_issue *issue)
{
    ch_sanitizer *s = &state->sanitizer;
    ch_sanitizer_begin(s);
    ch_sanitize_issue(s, issue);
    if (issue->help->text != NULL) {
        ch_sanitize_translated(s, "; ");
        ch_sanitize_message(s, issue->help);
    }
    return ch_sanitized(s);
}

static ch_text rule(gitlab_state *state, const ch_issue *issue)
{
    ch_sanitizer_begin(&state->sanitizer);
    ch_sanitize_rule(&state->sanitizer, issue);
    return ch_sanitized(&state->sanitizer);
}

/* What has no line is shown at the first one: GitLab wants one. */
static void put_location(gitlab_state *state, charter_place place)
{
    ch_json *json = &state->json;
    CH_JSON_KEY(json, "location");
    ch_json_object(json);
    CH_JSON_TEXT(&state->json, "path",
                 place.file == NULL ? CH_LITERAL(".") : ch_report_path(state->report, place.file));
    CH_JSON_KEY(json, "lines");
    ch_json_object(json);
    CH_JSON_KEY(json, "begin");
    ch_json_int(json, place.line == 0 ? 1 : place.line);
    ch_json_close(json);
    ch_json_close(json);
}

/* The keys that GitLab's Code Quality asks for. None of them tells of a baseline: what one accepts is `info`. */
static void put_issue(gitlab_state *state, const ch_issue *issue)
{
    static const char *const severities[] = {
        [CH_WAIVED] = "info",        [CH_ADVICE] = "info",        [CH_OPEN] = "minor",
        [CH_UNKNOWN_FACT] = "major", [CH_FORBIDDEN] = "critical", [CH_FAULT] = "blocker",
    };
    char fingerprint[CH_FINGERPRINT_SIZE];
    ch_fingerprint(&state->fingerprints, issue, fingerprint);
    ch_json_break(&state->json);
    ch_json_object(&state->json);
    CH_JSON_TEXT(&state->json, "description", described(state, issue));
    CH_JSON_TEXT(&state->json, "check_name", rule(state, issue));
    CH_JSON_TEXT(&state->json, "fingerprint", ch_text_of(fingerprint));
    CH_JSON_TEXT(&state->json, "severity", ch_text_of(issue->accepted ? "info" : severities[issue->weight]));
    put_location(state, issue->place);
    ch_json_close(&state->json);
}

static void tell_issue(charter_report *report, const ch_issue *issue)
{
    gitlab_state *state = report->state;
    /* The widget knows no suppression: what an exception lifts would be counted as a fault. */
    if (issue->weight != CH_WAIVED && state->told++ < CH_RESULTS_MAX)
        put_issue(state, issue);
}

static void finish(charter_report *report)
{
    gitlab_state *state = report->state;
    ch_sanitizer_finish(&state->sanitizer, &report->output);
    ch_fingerprints_finish(&state->fingerprints, &report->output);
}

static void tell_verdict(charter_report *report, const charter_verdict *verdict)
{
    ch_issue issue;
    for (ch_issues walk = {.verdict = verdict, .acceptance = report->acceptance}; ch_next_issue(&walk, &issue);)
        tell_issue(report, &issue);
    finish(report);
}

static void tell_error(charter_report *report, const charter_diagnostic *error)
{
    ch_issue issue = ch_issue_of_fault(error);
    tell_issue(report, &issue);
    finish(report);
}

static void put_left_out(gitlab_state *state)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)(state->told - CH_RESULTS_MAX));
    const charter_diagnostic more = {
        .code = ch_code_text(CH_LIMIT_FAULTS),
        .message = ch_say1("%s more results are not shown here", (ch_text){digits, (size_t)length}),
    };
    ch_issue issue = ch_issue_of_fault(&more);
    put_issue(state, &issue);
}

static void end(charter_report *report)
{
    gitlab_state *state = report->state;
    if (state->told > CH_RESULTS_MAX)
        put_left_out(state);
    ch_json_close(&state->json);
    ch_output_char(&report->output, '\n');
    finish(report);
}

const ch_format ch_format_gitlab = {
    .shown = {.name = "gitlab", .title = N_("GitLab's Code Quality, as JSON")},
    .state_size = sizeof(gitlab_state),
    .open = open,
    .verdict = tell_verdict,
    .error = tell_error,
    .end = end,
    .close = close,
};
