/* compact: "file:line:col: verdict: [clause] message", an issue a line, as editors and grep read them. What counts
 * as an issue is gate/issue.c's; which bytes are safe in a log is prose/sanitizer.c's. */
#include <stdio.h>

#include "report/format.h"
#include "report/gate/issue.h"

static void open(charter_report *report)
{
    ch_sanitizer_init(report->state, report->options.lang);
}

static void close(charter_report *report)
{
    ch_sanitizer_clear(report->state);
}

/* Those who read it want three fields always; what has no place stands at the beginning. */
static void speak_place(ch_sanitizer *s, charter_place place)
{
    char position[32];
    int length = snprintf(position, sizeof position, ":%u:%u: ", place.line == 0 ? 1 : (unsigned)place.line,
                          place.column == 0 ? 1 : (unsigned)place.column);
    ch_sanitize(s, place.file == NULL ? CH_LITERAL(".") : ch_text_of(place.file));
    ch_sanitize(s, (ch_text){position, (size_t)length});
}

static void tell_issue(charter_report *report, const ch_issue *issue)
{
    ch_sanitizer *s = report->state;
    /* A fault without a declaration has no verdict: it is told as what cannot be judged, and never as fine. */
    charter_decision decision = issue->verdict == NULL ? CHARTER_DECISION_INVALID : issue->verdict->decision;
    ch_sanitizer_begin(s);
    speak_place(s, issue->place);
    ch_sanitize(s, ch_text_of(report->options.of_charter ? charter_severity_name(issue->fault->severity)
                                                         : charter_decision_name(decision)));
    ch_sanitize_literal(s, ": [");
    ch_sanitize_rule(s, issue);
    ch_sanitize_literal(s, "] ");
    ch_sanitize_issue(s, issue);
    ch_output_add(&report->output, ch_sanitized(s));
    ch_output_char(&report->output, '\n');
}

/* What an exception lifts is nobody's to mend. */
static void tell_verdict(charter_report *report, const charter_verdict *verdict)
{
    ch_issue issue;
    for (ch_issues walk = {.verdict = verdict, .acceptance = report->acceptance}; ch_next_issue(&walk, &issue);)
        if (issue.weight != CH_WAIVED)
            tell_issue(report, &issue);
    ch_sanitizer_finish(report->state, &report->output);
}

static void tell_error(charter_report *report, const charter_diagnostic *error)
{
    ch_issue issue = ch_issue_of_fault(error);
    tell_issue(report, &issue);
    ch_sanitizer_finish(report->state, &report->output);
}

const ch_format ch_format_compact = {
    .shown = {.name = "compact", .title = N_("file:line:column: verdict: [clause] message, one a line")},
    .state_size = sizeof(ch_sanitizer),
    .open = open,
    .verdict = tell_verdict,
    .error = tell_error,
    .close = close,
};
