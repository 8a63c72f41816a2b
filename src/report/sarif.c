/* sarif: SARIF 2.1.0 (OASIS), as code-scanning services take it.
 *
 * By default every result is a failure, since GitHub reads none of the other kinds: what the charter says a
 * person must decide is a warning. What could not be decided or read is no result: it is a notification, and the
 * invocation was not successful. Where every result is asked for, each has the kind that it is.
 *
 * Results are written as they come; what they refer to (rules, articles) and notifications follow. Rules and
 * articles are sarif_rules.c's, fingerprints gate/fingerprint.c's. */
#include <stdio.h>

#include "report/format.h"
#include "report/prose/alternatives.h"
#include "report/prose/clause_words.h"
#include "report/gate/fingerprint.h"
#include "report/write/deferred_json.h"
#include "report/sarif_rules.h"
#include "report/prose/verdict_words.h"

#define SCHEMA       "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#define INSTEAD_TOLD 3 /* in messages; properties name all */

typedef struct sarif_state {
    charter_report *report;
    ch_sanitizer sanitizer;
    ch_json json;
    ch_deferred_json notifications;
    bool notifications_lost;
    ch_sarif_rules rules;
    ch_fingerprints fingerprints;
    ch_buffer text; /* an address, or a message */
    uint64_t results;
} sarif_state;

/* "charter-check" is the category that services compare runs by; what follows is the run's own. What lint says of a
 * charter is another: a check would else close its alerts. */
static void put_automation(ch_json *json, const charter_report_options *options)
{
    char id[64], day[11];
    charter_day_format(options->at, day);
    snprintf(id, sizeof id, "%s/%s", options->of_charter ? "charter-check-lint" : "charter-check", day);
    CH_JSON_KEY(json, "automationDetails");
    ch_json_object(json);
    CH_JSON_TEXT(json, "id", ch_text_of(id));
    ch_json_close(json);
}

static void open(charter_report *report)
{
    sarif_state *state = report->state;
    ch_json *json = &state->json;
    state->report = report;
    ch_sanitizer_init(&state->sanitizer, report->options.lang);
    /* The depth at which their array will stand: document, runs, run, invocations, invocation. */
    ch_deferred_json_init(&state->notifications, 5);
    ch_sarif_rules_init(&state->rules);
    state->fingerprints = ch_fingerprints_init(CH_RESULTS_MAX);
    state->text = ch_buffer_init(report->scratch.max);
    *json = ch_json_init(&report->output, false);
    ch_json_object(json);
    CH_JSON_TEXT(json, "$schema", CH_LITERAL(SCHEMA));
    CH_JSON_TEXT(json, "version", CH_LITERAL("2.1.0"));
    CH_JSON_KEY(json, "runs");
    ch_json_array(json);
    ch_json_object(json);
    put_automation(json, &report->options);
    /* Our columns count code points; SARIF's may be UTF-16 units, too, and so they are named. */
    CH_JSON_TEXT(json, "columnKind", CH_LITERAL("unicodeCodePoints"));
    ch_json_break(json);
    CH_JSON_KEY(json, "results");
    ch_json_array(json);
}

static void close(charter_report *report)
{
    sarif_state *state = report->state;
    ch_sanitizer_clear(&state->sanitizer);
    ch_deferred_json_clear(&state->notifications);
    ch_sarif_rules_clear(&state->rules);
    ch_fingerprints_clear(&state->fingerprints);
    ch_buffer_clear(&state->text);
}

static void finish(charter_report *report)
{
    sarif_state *state = report->state;
    ch_sanitizer_finish(&state->sanitizer, &report->output);
    ch_fingerprints_finish(&state->fingerprints, &report->output);
    if (state->rules.failed || state->rules.text.failed || state->text.failed)
        ch_output_fail(&report->output, CHARTER_NO_MEMORY);
}

/* ---- messages and places ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* SARIF 3.11.5 and 3.11.6: "{0" would be an argument's place, and "](" a link's. They are parted. */
static ch_text as_message(sarif_state *state, ch_text text)
{
    ch_buffer *message = &state->text;
    message->length = 0;
    for (size_t i = 0; i < text.length; i++) {
        char last = i == 0 ? '\0' : text.at[i - 1];
        if ((last == ']' && text.at[i] == '(') || (last == '{' && is_digit(text.at[i])))
            ch_buffer_add_char(message, ' ');
        ch_buffer_add_char(message, text.at[i]);
    }
    return message->at == NULL ? CH_LITERAL("") : ch_buffer_text(message);
}

/* What was spoken, as {"text": …}. */
static void put_spoken(sarif_state *state, ch_json *json)
{
    CH_JSON_KEY(json, "message");
    ch_json_object(json);
    CH_JSON_TEXT(json, "text", as_message(state, ch_sanitized(&state->sanitizer)));
    ch_json_close(json);
}

/* RFC 3986: a path within the repository, or a file's own address where it is absolute. GitHub shows only what has
 * a relative address. */
static ch_text as_uri(sarif_state *state, ch_text path)
{
    static const char digits[] = "0123456789ABCDEF", unreserved[] = "-._~/";
    ch_buffer *uri = &state->text;
    uri->length = 0;
    if (ch_text_begins(path, "/"))
        ch_buffer_literal(uri, "file://");
    for (size_t i = 0; i < path.length; i++) {
        unsigned char c = (unsigned char)path.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (letter || is_digit((char)c) || (c != '\0' && strchr(unreserved, c) != NULL)) {
            ch_buffer_add_char(uri, (char)c);
            continue;
        }
        ch_buffer_add_char(uri, '%');
        ch_buffer_add_char(uri, digits[c >> 4]);
        ch_buffer_add_char(uri, digits[c & 15]);
    }
    return ch_buffer_text(uri);
}

static void put_region(ch_json *json, charter_place place)
{
    /* A file as a whole has no region: SARIF's lines count from 1. */
    if (place.line == 0)
        return;
    CH_JSON_KEY(json, "region");
    ch_json_object(json);
    CH_JSON_INT(json, "startLine", place.line);
    CH_JSON_INT(json, "startColumn", place.column);
    CH_JSON_INT(json, "endLine", place.end_line);
    CH_JSON_INT(json, "endColumn", place.end_column);
    ch_json_close(json);
}

static void put_locations(sarif_state *state, ch_json *json, charter_place place)
{
    if (place.file == NULL)
        return;
    CH_JSON_KEY(json, "locations");
    ch_json_array(json);
    ch_json_object(json);
    CH_JSON_KEY(json, "physicalLocation");
    ch_json_object(json);
    CH_JSON_KEY(json, "artifactLocation");
    ch_json_object(json);
    CH_JSON_TEXT(json, "uri", as_uri(state, ch_report_path(state->report, place.file)));
    ch_json_close(json);
    put_region(json, place);
    ch_json_close(json);
    ch_json_close(json);
    ch_json_close(json);
}

/* ---- results ---- */

typedef enum kind { FAIL, PASS, REVIEW, OPEN, NOT_APPLICABLE } kind;

static const char *const kind_names[] =
    {[FAIL] = "fail", [PASS] = "pass", [REVIEW] = "review", [OPEN] = "open", [NOT_APPLICABLE] = "notApplicable"};

/* An open duty is what fails a use that is only planned. */
static kind kind_of(const ch_issue *issue)
{
    const charter_finding *f = issue->finding;
    if (f == NULL || f->outcome == CHARTER_OUTCOME_WAIVED)
        return FAIL;
    if (f->outcome == CHARTER_OUTCOME_MET)
        return PASS;
    if (f->outcome == CHARTER_OUTCOME_NOT_APPLICABLE)
        return NOT_APPLICABLE;
    if (f->outcome == CHARTER_OUTCOME_UNDETERMINED)
        return OPEN;
    return f->effect == CHARTER_EFFECT_REVIEW ? REVIEW : FAIL;
}

static const char *level_of(const ch_issue *issue, kind k)
{
    static const char *const levels[] =
        {[CHARTER_EFFECT_ADVISE] = "note", [CHARTER_EFFECT_REVIEW] = "warning", [CHARTER_EFFECT_FORBID] = "error"};
    if (k != FAIL)
        return "none"; /* SARIF 3.27.10 */
    if (issue->fault != NULL)
        return charter_severity_name(issue->fault->severity); /* words of SARIF, too */
    return issue->finding == NULL ? "warning" : levels[issue->finding->effect];
}

static void speak_instead(sarif_state *state, const charter_verdict *v)
{
    ch_sanitizer *s = &state->sanitizer;
    if (v->alternative_count == 0)
        return;
    ch_sanitize_translated(s, "; ");
    ch_sanitize_translated(s, N_("instead"));
    ch_sanitize(s, ch_phrase_colon(s->lang));
    for (size_t i = 0; i < v->alternative_count && i < INSTEAD_TOLD; i++) {
        if (i > 0)
            ch_sanitize_literal(s, ", ");
        ch_sanitize_alternative(s, v, i);
    }
}

/* What is the matter, what to do, and what would do instead; of a clause that is met, what it demands. */
static void speak_result(sarif_state *state, const ch_issue *issue)
{
    ch_sanitizer *s = &state->sanitizer;
    ch_sanitizer_begin(s);
    if (issue->message->text == NULL) {
        ch_sanitize_translated(s, ch_words_of_clause(issue->finding->clause)->title);
        return;
    }
    ch_sanitize_issue(s, issue);
    if (issue->help->text != NULL) {
        ch_sanitize_translated(s, "; ");
        ch_sanitize_message(s, issue->help);
    }
    if (issue->weight > CH_ADVICE && issue->verdict != NULL)
        speak_instead(state, issue->verdict);
}

static void put_fingerprint(sarif_state *state, const ch_issue *issue)
{
    char fingerprint[CH_FINGERPRINT_SIZE];
    ch_fingerprint(&state->fingerprints, issue, fingerprint);
    CH_JSON_KEY(&state->json, "partialFingerprints");
    ch_json_object(&state->json);
    /* The only one of the partial fingerprints that GitHub reads. */
    CH_JSON_TEXT(&state->json, "primaryLocationLineHash", ch_text_of(fingerprint));
    ch_json_close(&state->json);
}

/* An exception stands outside the source, hence "external"; the result keeps its level, so that what was lifted can
 * be seen. */
static void put_suppression(sarif_state *state, const ch_issue *issue)
{
    ch_json *json = &state->json;
    if (issue->weight != CH_WAIVED)
        return;
    ch_sanitizer_begin(&state->sanitizer);
    ch_sanitize_message(&state->sanitizer, issue->help);
    CH_JSON_KEY(json, "suppressions");
    ch_json_array(json);
    ch_json_object(json);
    CH_JSON_TEXT(json, "kind", CH_LITERAL("external"));
    CH_JSON_TEXT(json, "status", CH_LITERAL("accepted"));
    CH_JSON_TEXT(json, "justification", ch_sanitized(&state->sanitizer));
    ch_json_close(json);
    ch_json_close(json);
}

static void put_taxa(sarif_state *state, uint32_t taxon)
{
    if (taxon == UINT32_MAX)
        return;
    CH_JSON_KEY(&state->json, "taxa");
    ch_json_array(&state->json);
    ch_sarif_put_taxon(&state->rules, &state->json, taxon);
    ch_json_close(&state->json);
}

static void put_properties(sarif_state *state, const ch_issue *issue)
{
    ch_json *json = &state->json;
    const charter_verdict *v = issue->verdict;
    CH_JSON_KEY(json, "properties");
    ch_json_object(json);
    if (v->declaration->id.length > 0)
        CH_JSON_TEXT(json, "declaration", ch_sanitized_text(&state->sanitizer, v->declaration->id));
    CH_JSON_TEXT(json, "verdict", ch_text_of(charter_decision_name(v->decision)));
    CH_JSON_KEY(json, "instead");
    ch_json_array(json);
    for (size_t i = 0; i < v->alternative_count; i++)
        if (ch_is_unconditional(&v->alternatives[i]))
            ch_json_text(json, ch_alternative_id(v, i));
    ch_json_close(json);
    ch_json_close(json);
}

/* SARIF 3.27.24; on all results, or on none. */
static void put_baseline_state(charter_report *report, const ch_issue *issue)
{
    sarif_state *state = report->state;
    if (report->acceptance != NULL)
        CH_JSON_TEXT(&state->json, "baselineState", issue->accepted ? CH_LITERAL("unchanged") : CH_LITERAL("new"));
}

static void put_result(charter_report *report, const ch_issue *issue, kind k)
{
    sarif_state *state = report->state;
    ch_json *json = &state->json;
    ch_sarif_cited cited = ch_sarif_cite(&state->rules, &state->sanitizer, issue);
    state->text.length = 0;
    ch_issue_rule(&state->text, issue);
    ch_json_break(json);
    ch_json_object(json);
    CH_JSON_TEXT(json, "ruleId", ch_buffer_text(&state->text));
    CH_JSON_INT(json, "ruleIndex", cited.rule);
    CH_JSON_TEXT(json, "kind", ch_text_of(kind_names[k]));
    CH_JSON_TEXT(json, "level", ch_text_of(level_of(issue, k)));
    speak_result(state, issue);
    put_spoken(state, json);
    put_locations(state, json, issue->place);
    put_fingerprint(state, issue);
    put_suppression(state, issue);
    put_baseline_state(report, issue);
    put_taxa(state, cited.taxon);
    if (issue->verdict != NULL)
        put_properties(state, issue);
    ch_json_close(json);
}

static void tell_result(charter_report *report, const ch_issue *issue)
{
    sarif_state *state = report->state;
    kind k = kind_of(issue);
    /* It is told as a notification instead: as a result GitHub would show it as a failure, and it is none. */
    if (!report->options.every_result && k == OPEN)
        return;
    if (!report->options.every_result)
        /* GitHub does not read `kind`: whatever is written would be shown as a failure. */
        k = FAIL;
    if (state->results++ < CH_RESULTS_MAX)
        put_result(report, issue, k);
}

/* ---- notifications ---- */

static void put_notification(sarif_state *state, const ch_issue *issue)
{
    ch_json *json = &state->notifications.json;
    ch_sanitizer *s = &state->sanitizer;
    ch_json_break(json);
    ch_json_object(json);
    CH_JSON_KEY(json, "descriptor");
    ch_json_object(json);
    ch_sanitizer_begin(s);
    ch_sanitize_rule(s, issue);
    CH_JSON_TEXT(json, "id", ch_sanitized(s));
    ch_json_close(json);
    CH_JSON_TEXT(json, "level", issue->weight > CH_OPEN ? CH_LITERAL("error") : CH_LITERAL("warning"));
    ch_sanitizer_begin(s);
    ch_sanitize_issue(s, issue);
    if (issue->help->text != NULL) {
        ch_sanitize_translated(s, "; ");
        ch_sanitize_message(s, issue->help);
    }
    put_spoken(state, json);
    put_locations(state, json, issue->place);
    ch_json_close(json);
}

static void notify(sarif_state *state, const ch_issue *issue)
{
    const charter_diagnostic more = {
        .code = ch_code_text(CH_LIMIT_FAULTS),
        .message = ch_say("there are more faults than are shown here"),
    };
    ch_issue lost = ch_issue_of_fault(&more);
    if (state->notifications_lost)
        return;
    /* They come last in the document and are held until then, so they are bounded; the last one says that there
     * were more. */
    state->notifications_lost = ch_deferred_json_is_full(&state->notifications);
    put_notification(state, state->notifications_lost ? &lost : issue);
}

static void tell_issue(charter_report *report, const ch_issue *issue)
{
    if (issue->fault == NULL || report->options.of_charter)
        tell_result(report, issue);
    if (report->options.of_charter)
        return;
    /* Where every result is asked for, what is undetermined is both: a result of its own kind, and a reason why the
     * run did not succeed. */
    if (issue->fault != NULL || issue->weight == CH_UNKNOWN_FACT)
        notify(report->state, issue);
}

static void tell_verdict(charter_report *report, const charter_verdict *verdict)
{
    ch_issue issue;
    ch_issues walk = {.verdict = verdict,
                      .every_finding = report->options.every_result,
                      .acceptance = report->acceptance};
    while (ch_next_issue(&walk, &issue))
        tell_issue(report, &issue);
    finish(report);
}

static void tell_error(charter_report *report, const charter_diagnostic *error)
{
    ch_issue issue = ch_issue_of_fault(error);
    tell_issue(report, &issue);
    finish(report);
}

/* ---- the end ---- */

static void notify_left_out(sarif_state *state)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)(state->results - CH_RESULTS_MAX));
    const charter_diagnostic more = {
        .severity = CHARTER_WARNING,
        .code = ch_code_text(CH_LIMIT_FAULTS),
        .message = ch_say1("%s more results are not shown here", (ch_text){digits, (size_t)length}),
    };
    ch_issue issue = ch_issue_of_fault(&more);
    put_notification(state, &issue);
}

static void put_invocations(charter_report *report)
{
    sarif_state *state = report->state;
    ch_json *json = &state->json;
    CH_JSON_KEY(json, "invocations");
    ch_json_array(json);
    ch_json_object(json);
    CH_JSON_KEY(json, "executionSuccessful");
    /* What was not decided was not checked: a service must not take the run for a clean one. */
    ch_json_bool(json, charter_summary_is_decided(&report->summary));
    CH_JSON_KEY(json, "toolConfigurationNotifications");
    ch_json_array(json);
    ch_deferred_json_give(&state->notifications, json);
    ch_json_close(json);
    ch_json_close(json);
    ch_json_close(json);
}

static void end(charter_report *report)
{
    sarif_state *state = report->state;
    ch_json *json = &state->json;
    if (state->results > CH_RESULTS_MAX)
        notify_left_out(state);
    ch_json_close(json);
    ch_json_break(json);
    put_invocations(report);
    ch_json_break(json);
    ch_sarif_put_taxonomies(&state->rules, json);
    ch_json_break(json);
    ch_sarif_put_tool(&state->rules, &state->sanitizer, json);
    ch_json_close(json);
    ch_json_close(json);
    ch_json_close(json);
    ch_output_char(&report->output, '\n');
    finish(report);
}

const ch_format ch_format_sarif = {
    .shown = {.name = "sarif", .title = N_("SARIF 2.1.0, for code scanning")},
    .state_size = sizeof(sarif_state),
    .open = open,
    .verdict = tell_verdict,
    .error = tell_error,
    .end = end,
    .close = close,
};
