/* SARIF 2.1.0. That it is valid is tested by others' validators, in tests/formats/. */
#include "unit/report/reporting.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/diagnostics.h"
#include "report/gate/fingerprint.h"

static paper page;

typedef struct result_row {
    const char *name, *declarations;
    const char *kind, *every_kind; /* `"kind": …, "level": …` of the result with a message; "": there is none */
    const char *message, *french;
    const char *success; /* of the invocation */
} result_row;

static const result_row results[] = {
    {"a use that may go ahead has no result", USE_FINE, "", "", NULL, NULL, "true"},
    {"a duty that is open before use is a warning", USE_WAIT, "fail warning", "fail warning",
     "training: show it under training", "training\u00a0: \u00e0 indiquer sous training", "true"},
    {"what a person must decide is a warning, or its own kind", USE_ASK, "fail warning", "review none",
     "the charter lists no tool \\\"Other, one\\\"; choose a tool that the charter lists, or ask for this one to be "
     "examined; instead: The house assistant (helper)",
     "la charte ne mentionne pas l\u2019outil \u00ab\u00a0Other, one\u00a0\u00bb\u202f; choisissez un outil que la charte mentionne, "
     "ou demandez l\u2019examen de celui-ci\u202f; \u00e0 la place\u00a0: The house assistant (helper)",
     "true"},
    {"what cannot be decided is no result, or an open one", USE_UNKNOWN, "", "open none",
     "the declaration does not say which data are sent; add data: with the classes that are sent; data: [] says that "
     "none are; instead: this tool, if data: public",
     "la d\u00e9claration ne dit pas quelles donn\u00e9es sont envoy\u00e9es\u202f; ajoutez data: avec les classes "
     "envoy\u00e9es\u202f; data: [] dit qu\u2019aucune donn\u00e9e ne l\u2019est\u202f; \u00e0 la place\u00a0: cet outil, si data: public",
     "false"},
    {"a breach is an error", USE_NO, "fail error", "fail error",
     "the charter bans the tool \\\"chatgpt\\\"; use another tool; instead: The house assistant (helper)",
     "la charte interdit l\u2019outil \u00ab\u00a0chatgpt\u00a0\u00bb\u202f; utilisez un autre outil\u202f; \u00e0 la place\u00a0: The house assistant (helper)",
     "true"},
    {"what an exception lifts stays what it is", USE_LIFTED, "fail error", "fail error",
     "the charter bans the tool \\\"chatgpt\\\"; waived until 31 December 2026 by the exception \\\"pilot\\\"",
     "la charte interdit l\u2019outil \u00ab\u00a0chatgpt\u00a0\u00bb\u202f; lev\u00e9 jusqu\u2019au 31 d\u00e9cembre 2026 par la d\u00e9rogation "
     "\u00ab\u00a0pilot\u00a0\u00bb",
     "true"},
    {"a declaration that cannot be read has no result", USE_BROKEN, "", "", NULL, NULL, "false"},
};

/* Kind and level of the result that has `message`, as "fail error". */
static const char *kind_of_result(const char *sarif, const char *message)
{
    static char kind[64];
    char found[1024], level[32];
    snprintf(found, sizeof found, ", \"message\": {\"text\": \"%s\"}, \"locations\"", message);
    const char *end = strstr(sarif, found);
    if (end == NULL)
        return "";
    const char *at = end;
    while (at > sarif && strncmp(at, "\"kind\": ", 8) != 0 && *at != '\n')
        at--;
    if (sscanf(at, "\"kind\": \"%30[a-zA-Z]\", \"level\": \"%30[a-z]\"", kind, level) != 2)
        return "";
    return strcat(strcat(kind, " "), level);
}

static void results_so(void **state)
{
    const result_row *row = *state;
    const char *message = row->message == NULL ? "?" : row->message;
    char success[64];
    snprintf(success, sizeof success, "{\"executionSuccessful\": %s, ", row->success);
    told_by_law(&page, "sarif", row->declarations, CHARTER_EN, false);
    assert_string_equal(kind_of_result(page.text, message), row->kind);
    assert_int_equal(times(page.text, "\"ruleId\": "), *row->kind != '\0');
    assert_non_null(strstr(page.text, success));
    told_by_law(&page, "sarif", row->declarations, CHARTER_FR, true);
    assert_string_equal(kind_of_result(page.text, row->french == NULL ? "?" : row->french), row->every_kind);
    assert_non_null(strstr(page.text, success));
}

static void a_result_says_where_and_what_it_is_known_by(void **state)
{
    (void)state;
    told_by_law(&page, "sarif", USE_NO, CHARTER_EN, false);
    char *hash = strstr(page.text, "LineHash\": \"");
    assert_non_null(hash);
    memset(hash + strlen("LineHash\": \""), 'h', 32);
    assert_string_equal(
        part_of(page.text, "      {\"ruleId\"", "\n    \"invocations\""),
        "      {\"ruleId\": \"tool.status\", \"ruleIndex\": 0, \"kind\": \"fail\", \"level\": \"error\", "
        "\"message\": {\"text\": \"the charter bans the tool \\\"chatgpt\\\"; use another tool; instead: "
        "The house assistant (helper)\"}, \"locations\": [{\"physicalLocation\": {\"artifactLocation\": {\"uri\": \"usage.yaml\"}, "
        "\"region\": {\"startLine\": 4, \"startColumn\": 7, \"endLine\": 4, \"endColumn\": 14}}}], "
        "\"partialFingerprints\": {\"primaryLocationLineHash\": \"hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh:1\"}, "
        "\"taxa\": [{\"id\": \"4.2\", \"index\": 0, \"toolComponent\": {\"name\": \"institute\", \"index\": 0}}], "
        "\"properties\": {\"declaration\": \"no\", \"verdict\": \"non-compliant\", \"instead\": [\"helper\"]}}],");
}

static void its_rule_and_its_article_follow(void **state)
{
    (void)state;
    char expected[4096];
    snprintf(
        expected, sizeof expected,
        "    \"taxonomies\": [{\"name\": \"institute\", \"version\": \"2026.1\", \"taxa\": [{\"id\": \"4.2\"}]}],\n"
        "    \"tool\": {\"driver\": {\"name\": \"charter-check\", \"version\": \"%s\", \"semanticVersion\": \"%s\", "
        "\"informationUri\": \"https://example.org/charter-check\", "
        "\"supportedTaxonomies\": [{\"name\": \"institute\", \"index\": 0}], \"rules\": [\n"
        "        {\"id\": \"tool.status\", \"shortDescription\": {\"text\": \"The tool must not be one that the charter "
        "bans.\"}, \"fullDescription\": {\"text\": \"The tool must not be one that the charter bans.\"}, "
        "\"help\": {\"text\": \"Use another tool, best one that the charter recommends.\", "
        "\"markdown\": \"Use another tool, best one that the charter recommends.\"}, "
        "\"defaultConfiguration\": {\"level\": \"error\"}, \"properties\": {\"problem.severity\": \"error\", "
        "\"precision\": \"very-high\", \"tags\": [\"ai-charter\"]}, \"relationships\": [{\"target\": {\"id\": \"4.2\", "
        "\"index\": 0, \"toolComponent\": {\"name\": \"institute\", \"index\": 0}}, \"kinds\": [\"relevant\"]}]}]}}}]}\n",
        charter_version(), charter_version());
    told_by_law(&page, "sarif", USE_NO "---\n" USE_NO, CHARTER_EN, false);
    assert_string_equal(strstr(page.text, "    \"taxonomies\""), expected);
}

static void a_rule_of_the_charter_has_its_own_words(void **state)
{
    (void)state;
    charter *the_charter = good_charter(LAW "rules:\n"
                                            "  no-notes:\n"
                                            "    title: No notes\n"
                                            "    because: \"first <b>line</b>\\nand @second\"\n"
                                            "    learn: https://example.org/rule\n"
                                            "    when: {activity: drafting}\n");
    charter_report_options options = {.at = day("2026-11-23")};
    page = (paper){.length = 0};
    report_on(&page, "sarif", &options, the_charter, "usage: 1\nactivity: drafting\ntool: helper\n", false);
    charter_free(the_charter);
    assert_non_null(
        strstr(page.text,
               "{\"id\": \"rule.no-notes\", \"shortDescription\": {\"text\": \"No notes\"}, "
               "\"fullDescription\": {\"text\": \"first <b>line</b> and @second\"}, "
               "\"help\": {\"text\": \"See what the rule asks for, and change the use accordingly.\\n"
               "learn more: https://example.org/rule\", \"markdown\": \"See what the rule asks for, and change "
               "the use accordingly.\\n\\nwhy: first \\\\<b\\\\>line\\\\</b\\\\> and `@second`\\n\\n"
               "learn more: <https://example.org/rule>\"}"));
}

static void what_is_lifted_is_a_suppression(void **state)
{
    (void)state;
    told_by_law(&page, "sarif", USE_LIFTED, CHARTER_EN, false);
    assert_non_null(strstr(page.text,
                           "\"suppressions\": [{\"kind\": \"external\", \"status\": \"accepted\", \"justification\": "
                           "\"waived until 31 December 2026 by the exception \\\"pilot\\\"\"}]"));
    told_by_law(&page, "sarif", USE_NO, CHARTER_EN, false);
    assert_null(strstr(page.text, "suppressions"));
}

static void what_cannot_be_judged_is_a_notification(void **state)
{
    (void)state;
    const charter_diagnostic gone = {.code = "input.unreadable",
                                     .place = {.file = "./a b/\u00e9:?.yaml"},
                                     .message = {.text = "this file does not exist"}};
    told_of_error(&page, "sarif", &gone, CHARTER_EN);
    assert_non_null(strstr(page.text, "\"results\": [],\n"));
    assert_non_null(strstr(page.text, "{\"executionSuccessful\": false, \"toolConfigurationNotifications\": [\n"
                                      "       {\"descriptor\": {\"id\": \"input.unreadable\"}, \"level\": \"error\", "
                                      "\"message\": {\"text\": \"this file does not exist\"}, \"locations\": "
                                      "[{\"physicalLocation\": {\"artifactLocation\": {\"uri\": "
                                      "\"a%20b/%C3%A9%3A%3F.yaml\"}}}]}]}"));
    told_by_law(&page, "sarif", USE_UNKNOWN "---\n" USE_BROKEN, CHARTER_EN, false);
    assert_int_equal(times(page.text, "{\"descriptor\": {\"id\": \"activity.data\"}, \"level\": \"error\""), 1);
    assert_int_equal(times(page.text, "{\"descriptor\": {\"id\": \"key.unknown\"}, \"level\": \"error\""), 1);
}

static void nothing_judged_is_no_success(void **state)
{
    (void)state;
    told_of_error(&page, "sarif", NULL, CHARTER_EN);
    assert_non_null(strstr(page.text, "{\"executionSuccessful\": false"));
    assert_non_null(strstr(page.text, "{\"descriptor\": {\"id\": \"input.empty\"}"));
}

static void an_absolute_path_is_a_files_address(void **state)
{
    (void)state;
    const charter_diagnostic gone = {.code = "input.unreadable",
                                     .place = {.file = "/tmp/x.yaml"},
                                     .message = {.text = "this file does not exist"}};
    told_of_error(&page, "sarif", &gone, CHARTER_EN);
    assert_non_null(strstr(page.text, "\"uri\": \"file:///tmp/x.yaml\""));
}

static void a_message_holds_no_link_and_no_place_for_an_argument(void **state)
{
    (void)state;
    told_by_law(&page, "sarif", "usage: 1\nid: x\nactivity: drafting\ntool: '[a](http://b) {0}'\n", CHARTER_EN, false);
    assert_non_null(strstr(page.text, "the charter lists no tool \\\"[a] (http://b) { 0}\\\""));
}

static void every_clause_is_a_result_where_it_is_asked_for(void **state)
{
    (void)state;
    told_by_law(&page, "sarif", USE_FINE, CHARTER_EN, true);
    assert_true(times(page.text,
                      "\"kind\": \"pass\", \"level\": \"none\", \"message\": {\"text\": \"The charter must list the "
                      "tool.\"}") == 1);
    assert_true(times(page.text, "\"kind\": \"notApplicable\", \"level\": \"none\"") > 2);
    assert_int_equal(times(page.text, "\"kind\": \"fail\""), 0);
}

typedef struct counted {
    unsigned results;
    char last[16];
} counted;

static int count_results(void *context, const char *bytes, size_t length)
{
    counted *c = context;
    for (size_t i = 0; i < length; i++) {
        memmove(c->last, c->last + 1, sizeof c->last - 1);
        c->last[sizeof c->last - 1] = bytes[i];
        c->results += memcmp(c->last + sizeof c->last - 9, "\"ruleId\":", 9) == 0;
    }
    return 0;
}

/* A verdict reported again and again. */
static void results_stop_where_services_stop(void **state)
{
    (void)state;
    charter *the_charter = good_charter(LAW);
    memory_input memory = {.at = USE_NO, .left = strlen(USE_NO)};
    charter_judge_options judging = {.at = day("2026-11-23")};
    charter_report_options options = {.at = judging.at};
    charter_stream *stream;
    charter_judge *judge;
    charter_report *report;
    const charter_declaration *declaration;
    const charter_verdict *verdict;
    counted found = {0};
    assert_int_equal(charter_stream_open(&stream, "usage.yaml", input_from_memory(&memory), NULL), CHARTER_OK);
    assert_int_equal(charter_judge_new(&judge, the_charter, &judging), CHARTER_OK);
    assert_int_equal(charter_report_open(&report, "sarif", &options, (charter_sink){&found, count_results}),
                     CHARTER_OK);
    assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_OK);
    assert_int_equal(charter_judge_declaration(judge, declaration, &verdict), CHARTER_OK);
    for (int i = 0; i < CH_RESULTS_MAX + 7; i++)
        assert_int_equal(charter_report_verdict(report, verdict, NULL), CHARTER_OK);
    assert_int_equal(charter_report_end(report), CHARTER_OK);
    charter_report_close(report);
    charter_judge_free(judge);
    charter_stream_close(stream);
    charter_free(the_charter);
    assert_int_equal(found.results, CH_RESULTS_MAX);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(results, results_so),
        TEST(a_result_says_where_and_what_it_is_known_by),
        TEST(its_rule_and_its_article_follow),
        TEST(a_rule_of_the_charter_has_its_own_words),
        TEST(what_is_lifted_is_a_suppression),
        TEST(what_cannot_be_judged_is_a_notification),
        TEST(nothing_judged_is_no_success),
        TEST(an_absolute_path_is_a_files_address),
        TEST(a_message_holds_no_link_and_no_place_for_an_argument),
        TEST(every_clause_is_a_result_where_it_is_asked_for),
        TEST(results_stop_where_services_stop),
    };
    return RUN_TABLES(tables);
}
