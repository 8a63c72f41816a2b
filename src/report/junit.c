/* junit: XML as Jenkins and GitLab read it, a suite a file, a test case a declaration.
 *
 * A declaration is what passes or fails, and what people look for by its name: its history stays one line
 * whatever clause it breaks, and the counts are those of every other format. Its failure says what text says.
 * Where every result is asked for, each clause of it is a test case instead.
 *
 * A suite's counts come before its cases, which are kept until it is whole: it is cut at SUITE_MAX. What an issue
 * is, is gate/issue.c's; escaping is write/xml_writer.c's. */
#include <stdio.h>

#include "report/format.h"
#include "report/gate/issue.h"
#include "report/prose/charter_words.h"
#include "base/counting_set.h"
#include "report/prose/verdict_words.h"
#include "report/write/xml_writer.h"

/* What is held in memory of one file: a stream may hold any number of declarations. */
#define SUITE_MAX ((size_t)1024 * 1024)
#define NAMES_MAX 100000 /* that are told apart; names beyond are numbered */
#define PROGRAM   "charter-check"

typedef enum result { PASSED, FAILED, BROKEN, LEFT_OUT } result;

typedef struct junit_state {
    ch_sanitizer sanitizer;
    ch_buffer document, cases, file, name;
    ch_xml xml, case_xml;
    ch_counting_set names;
    uint64_t counts[LEFT_OUT + 1]; /* of the suite */
    uint64_t numbered;
    unsigned part; /* of a file whose suite was cut */
    charter_report *text;
    ch_buffer told; /* by `text` */
} junit_state;

static int keep_told(void *context, const char *bytes, size_t length)
{
    ch_buffer *told = context;
    ch_buffer_add(told, (ch_text){bytes, length});
    return told->failed;
}

static void open_text(charter_report *report, junit_state *state)
{
    charter_report_options options = report->options;
    /* As plain as can be: a failure's text ends in services' pages, and escapes for terminals are no characters of
     * XML 1.0 (2.2). */
    options.quiet = options.colour = false;
    /* Whoever opens a failure has nowhere else to look. */
    options.full = true;
    /* These texts are copied to the logs of runners, which obey some of them. */
    options.defuse = true;
    options.width = 0;
    charter_sink sink = {&state->told, keep_told};
    ch_output_fail(&report->output, ch_report_open(&state->text, &ch_format_text, &options, sink));
}

static void open(charter_report *report)
{
    junit_state *state = report->state;
    size_t max = report->scratch.max;
    ch_sanitizer_init(&state->sanitizer, report->options.lang);
    state->document = state->cases = state->file = state->name = state->told = ch_buffer_init(max);
    state->xml = ch_xml_init(&state->document, 0);
    state->case_xml = ch_xml_init(&state->cases, 2);
    state->names = ch_counting_set_init(NAMES_MAX);
    open_text(report, state);
    ch_buffer_literal(&state->document, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    ch_xml_open(&state->xml, "testsuites");
    ch_xml_attribute(&state->xml, "name", CH_LITERAL(PROGRAM));
}

static void close(charter_report *report)
{
    junit_state *state = report->state;
    ch_sanitizer_clear(&state->sanitizer);
    ch_buffer_clear(&state->document);
    ch_buffer_clear(&state->cases);
    ch_buffer_clear(&state->file);
    ch_buffer_clear(&state->name);
    ch_buffer_clear(&state->told);
    ch_counting_set_clear(&state->names);
    charter_report_close(state->text);
}

static bool has_failed(const junit_state *state)
{
    return ch_sanitizer_failed(&state->sanitizer) || state->document.failed || state->cases.failed ||
           state->file.failed || state->name.failed || state->told.failed || state->names.failed;
}

static void finish(charter_report *report)
{
    if (has_failed(report->state))
        ch_output_fail(&report->output, CHARTER_NO_MEMORY);
}

/* ---- suites ---- */

static void put_suite_name(junit_state *state)
{
    ch_sanitizer *s = &state->sanitizer;
    ch_message part = ch_say2("%1$s (part %2$s)", ch_buffer_text(&state->file), CH_NO_TEXT);
    char digits[16];
    part.args[1] = (ch_text){digits, (size_t)snprintf(digits, sizeof digits, "%u", state->part)};
    ch_sanitizer_begin(s);
    if (state->part > 1)
        ch_sanitize_message(s, &part);
    else
        ch_sanitize(s, ch_buffer_text(&state->file));
    ch_xml_attribute(&state->xml, "name", ch_sanitized(s));
}

static void put_counts(junit_state *state)
{
    static const char *const names[] = {[FAILED] = "failures", [BROKEN] = "errors", [LEFT_OUT] = "skipped"};
    uint64_t tests = 0;
    for (int i = PASSED; i <= LEFT_OUT; i++)
        tests += state->counts[i];
    ch_xml_number(&state->xml, "tests", tests);
    for (int i = FAILED; i <= LEFT_OUT; i++)
        ch_xml_number(&state->xml, names[i], state->counts[i]);
    /* Those that read it expect a time; none is measured. */
    ch_xml_attribute(&state->xml, "time", CH_LITERAL("0"));
}

static void end_suite(charter_report *report)
{
    junit_state *state = report->state;
    /* A suite without cases would read as one that passed. */
    if (state->cases.length == 0)
        return;
    ch_xml_open(&state->xml, "testsuite");
    put_suite_name(state);
    put_counts(state);
    ch_xml_elements(&state->xml, ch_buffer_text(&state->cases));
    ch_xml_close(&state->xml);
    ch_output_add(&report->output, ch_buffer_text(&state->document));
    state->document.length = state->cases.length = 0;
    memset(state->counts, 0, sizeof state->counts);
}

static void begin_file(charter_report *report, const char *name)
{
    junit_state *state = report->state;
    ch_text file = name == NULL ? CH_LITERAL(PROGRAM) : ch_report_path(report, name);
    if (!ch_text_same(file, ch_buffer_text(&state->file))) {
        end_suite(report);
        state->part = 1;
        state->file.length = 0;
        ch_buffer_add(&state->file, file);
    } else if (state->cases.length >= SUITE_MAX) {
        end_suite(report);
        state->part++;
    }
}

/* ---- the names of cases ---- */

/* How often this file had a case of the name that is being spoken. */
static uint32_t count_name(junit_state *state)
{
    ch_text spoken = ch_sanitized(&state->sanitizer);
    size_t length = state->name.length;
    ch_buffer_add(&state->name, ch_buffer_text(&state->file));
    ch_buffer_add_char(&state->name, '\n');
    ch_buffer_add(&state->name, spoken);
    /* A digest: names are as long as whoever declares likes, and what is kept does not grow with them. */
    ch_digest key =
        ch_digest_of((ch_text){state->name.at == NULL ? "" : state->name.at + length, state->name.length - length});
    state->name.length = length;
    return ch_counting_set_add(&state->names, key);
}

static void speak_number(ch_sanitizer *s, const char *before, uint64_t number, const char *after)
{
    char text[40];
    int length = snprintf(text, sizeof text, "%s%llu%s", before, (unsigned long long)number, after);
    ch_sanitize(s, (ch_text){text, (size_t)length});
}

/* GitLab leaves out a second case of a name: whoever declares must not hide one behind another. A name that is
 * taken is numbered until it is free (or there is no memory). Names beyond those that are told apart get a number
 * behind a line break, which no declared name has. */
static void name_case(junit_state *state)
{
    ch_sanitizer *s = &state->sanitizer;
    ch_text wanted = ch_sanitized(s);
    state->name.length = 0;
    ch_buffer_add(&state->name, wanted);
    uint32_t count = count_name(state);
    for (uint32_t number = count; count > 1 && !has_failed(state); number++) {
        ch_sanitizer_begin(s);
        ch_sanitize(s, ch_buffer_text(&state->name));
        speak_number(s, " (", number, ")");
        count = count_name(state);
    }
    state->name.length = 0;
    ch_buffer_add(&state->name, ch_sanitized(s));
    if (count > 0)
        return;
    ch_buffer_add_char(&state->name, '\n');
    ch_buffer_int(&state->name, (int64_t)++state->numbered);
}

/* ---- cases ---- */

/* Opens a case under the name that was spoken. */
static void begin_case(junit_state *state, result r)
{
    ch_xml *xml = &state->case_xml;
    name_case(state);
    state->counts[r]++;
    ch_xml_open(xml, "testcase");
    ch_xml_attribute(xml, "name", ch_buffer_text(&state->name));
    ch_text file = ch_sanitized_text(&state->sanitizer, ch_buffer_text(&state->file));
    ch_xml_attribute(xml, "classname", file);
    ch_xml_attribute(xml, "file", file);
    ch_xml_attribute(xml, "time", CH_LITERAL("0"));
}

static const char *const elements[] = {[FAILED] = "failure", [BROKEN] = "error", [LEFT_OUT] = "skipped"};

static void begin_result(junit_state *state, result r, ch_text type)
{
    ch_xml_open(&state->case_xml, elements[r]);
    ch_xml_attribute(&state->case_xml, "message", ch_sanitized(&state->sanitizer));
    if (r != LEFT_OUT) /* it has no type */
        ch_xml_attribute(&state->case_xml, "type", type);
}

static void end_case(junit_state *state, bool with_result)
{
    if (with_result)
        ch_xml_close(&state->case_xml);
    ch_xml_close(&state->case_xml);
}

static void speak_use(charter_report *report, const charter_verdict *verdict)
{
    junit_state *state = report->state;
    report->scratch.length = 0;
    ch_say_use(&report->scratch, verdict, state->sanitizer.lang);
    ch_sanitizer_begin(&state->sanitizer);
    ch_sanitize_declaration(&state->sanitizer, verdict);
    if (report->scratch.length > 0)
        ch_sanitize_literal(&state->sanitizer, " \xC2\xB7 ");
    ch_sanitize(&state->sanitizer, ch_buffer_text(&report->scratch));
}

/* What stands against the declaration, all in one line; several clauses may miss the same fact. */
static void speak_reasons(charter_report *report, const charter_verdict *verdict)
{
    junit_state *state = report->state;
    ch_sanitizer *s = &state->sanitizer;
    ch_issue issue;
    const ch_message *last = NULL;
    ch_sanitizer_begin(s);
    for (ch_issues walk = {.verdict = verdict, .acceptance = report->acceptance}; ch_next_issue(&walk, &issue);) {
        if (issue.weight <= CH_ADVICE || (last != NULL && ch_message_same(last, issue.message)))
            continue;
        if (last != NULL)
            ch_sanitize_translated(s, "; ");
        ch_sanitize_issue(s, &issue);
        last = issue.message;
    }
}

/* What text says of it; a blank line would stand before all but the first. */
static ch_text text_of(charter_report *report, const charter_verdict *verdict)
{
    junit_state *state = report->state;
    state->told.length = 0;
    if (state->text == NULL)
        return CH_NO_TEXT;
    ch_output_fail(&report->output, charter_report_verdict(state->text, verdict, report->acceptance));
    ch_output_flush(&state->text->output);
    ch_text told = ch_buffer_text(&state->told);
    if (told.length > 0 && *told.at == '\n')
        told = (ch_text){told.at + 1, told.length - 1};
    return told;
}

static void put_declaration(charter_report *report, const charter_verdict *verdict)
{
    static const result results[] = {
        /* What is undetermined or invalid is an error and not a failure: the use was not judged, and nothing
         * unjudged passes. */
        [CHARTER_DECISION_COMPLIANT] = PASSED,     [CHARTER_DECISION_CONDITIONAL] = FAILED,
        [CHARTER_DECISION_REVIEW] = FAILED,        [CHARTER_DECISION_UNDETERMINED] = BROKEN,
        [CHARTER_DECISION_NON_COMPLIANT] = FAILED, [CHARTER_DECISION_INVALID] = BROKEN,
    };
    junit_state *state = report->state;
    bool accepted = ch_accepts_whole(report->acceptance);
    result r = accepted ? LEFT_OUT : results[verdict->decision];
    speak_use(report, verdict);
    begin_case(state, r);
    if (r != PASSED) {
        speak_reasons(report, verdict);
        begin_result(state, r, ch_text_of(charter_decision_name(verdict->decision)));
        ch_xml_text(&state->case_xml, text_of(report, verdict));
    }
    end_case(state, r != PASSED);
}

/* ---- a case a clause ---- */

static result result_of(const ch_issue *issue)
{
    static const result results[] = {
        [CH_WAIVED] = LEFT_OUT,     [CH_ADVICE] = PASSED,    [CH_OPEN] = FAILED,
        [CH_UNKNOWN_FACT] = BROKEN, [CH_FORBIDDEN] = FAILED, [CH_FAULT] = BROKEN,
    };
    if (issue->accepted)
        return LEFT_OUT;
    /* A clause that does not concern the use is skipped: a pass would say that it was looked at. */
    /* JUnit knows no note: skipped, its message is shown. */
    if (issue->fault != NULL && issue->weight == CH_ADVICE)
        return LEFT_OUT;
    bool concerned = issue->finding == NULL || issue->finding->outcome != CHARTER_OUTCOME_NOT_APPLICABLE;
    return concerned ? results[issue->weight] : LEFT_OUT;
}

static void speak_case(junit_state *state, const ch_issue *issue)
{
    ch_sanitizer *s = &state->sanitizer;
    ch_sanitizer_begin(s);
    if (issue->verdict != NULL) {
        ch_sanitize_declaration(s, issue->verdict);
        ch_sanitize_literal(s, " \xC2\xB7 ");
    }
    ch_sanitize_rule(s, issue);
}

static void put_reason(charter_report *report, const ch_issue *issue, result r)
{
    junit_state *state = report->state;
    ch_sanitizer *s = &state->sanitizer;
    ch_sanitizer_begin(s);
    if (issue->message->text == NULL)
        ch_sanitize_translated(s, N_("not concerned"));
    else
        ch_sanitize_issue(s, issue);
    report->scratch.length = 0;
    ch_issue_rule(&report->scratch, issue);
    begin_result(state, r, ch_buffer_text(&report->scratch));
    ch_sanitizer_begin(s);
    ch_sanitize_message(s, issue->help);
    ch_xml_text(&state->case_xml, ch_sanitized(s));
}

static void put_issue(charter_report *report, const ch_issue *issue)
{
    junit_state *state = report->state;
    result r = result_of(issue);
    speak_case(state, issue);
    begin_case(state, r);
    if (r != PASSED)
        put_reason(report, issue, r);
    end_case(state, r != PASSED);
}

static void put_clauses(charter_report *report, const charter_verdict *verdict)
{
    ch_issue issue;
    for (ch_issues walk = {.verdict = verdict, .every_finding = true, .acceptance = report->acceptance};
         ch_next_issue(&walk, &issue);)
        put_issue(report, &issue);
}

static bool has_clauses(const charter_verdict *verdict)
{
    ch_issue issue;
    ch_issues walk = {.verdict = verdict, .every_finding = true};
    return ch_next_issue(&walk, &issue);
}

/* ---- the report ---- */

static void tell_verdict(charter_report *report, const charter_verdict *verdict)
{
    begin_file(report, verdict->declaration->source->name);
    /* Without a clause to show, the declaration is a case of its own: it would else be missing. */
    if (report->options.every_result && has_clauses(verdict))
        put_clauses(report, verdict);
    else
        put_declaration(report, verdict);
    finish(report);
}

static void tell_error(charter_report *report, const charter_diagnostic *error)
{
    ch_issue issue = ch_issue_of_fault(error);
    begin_file(report, error->place.file);
    put_issue(report, &issue);
    finish(report);
}

/* A charter of which nothing is told is a case that passes: a report without cases would say that it was not seen. */
static void put_charter(charter_report *report)
{
    junit_state *state = report->state;
    for (size_t i = 0; report->of != NULL && i < report->of->count; i++) {
        const ch_version *v = &report->of->versions[i];
        begin_file(report, v->files->source.name);
        report->scratch.length = 0;
        ch_phrase_version(&report->scratch, v);
        ch_sanitizer_begin(&state->sanitizer);
        ch_sanitize(&state->sanitizer, ch_buffer_text(&report->scratch));
        begin_case(state, PASSED);
        end_case(state, false);
    }
}

static void end(charter_report *report)
{
    junit_state *state = report->state;
    put_charter(report);
    end_suite(report);
    ch_xml_close(&state->xml);
    ch_buffer_add_char(&state->document, '\n');
    ch_output_add(&report->output, ch_buffer_text(&state->document));
    finish(report);
}

const ch_format ch_format_junit = {
    .shown = {.name = "junit", .title = N_("JUnit's XML, a test case a declaration")},
    .state_size = sizeof(junit_state),
    .open = open,
    .verdict = tell_verdict,
    .error = tell_error,
    .end = end,
    .close = close,
};
