/* GitLab's Code Quality. */
#include "unit/report/reporting.h"

#include "base/diagnostics.h"
#include "report/gate/fingerprint.h"

static paper page;

typedef struct severity_row {
    const char *name, *declarations, *item;
} severity_row;

/* The item, its fingerprint left out. */
static const severity_row severities[] = {
    {"a duty that is open is minor", USE_WAIT,
     "{\"description\": \"training: show it under training\", \"check_name\": \"duty.training\", \"severity\": \"minor\", "
     "\"location\": {\"path\": \"usage.yaml\", \"lines\": {\"begin\": 1}}}"},
    {"what a person must decide is minor", USE_ASK,
     "{\"description\": \"the charter lists no tool \\\"Other, one\\\"; choose a tool that the charter lists, or ask for "
     "this one to be examined\", \"check_name\": \"tool.unlisted\", \"severity\": \"minor\", "
     "\"location\": {\"path\": \"usage.yaml\", \"lines\": {\"begin\": 4}}}"},
    {"what cannot be decided is major", USE_UNKNOWN,
     "{\"description\": \"the declaration does not say which data are sent; add data: with the classes that are sent; "
     "data: [] says that none are\", \"check_name\": \"activity.data\", \"severity\": \"major\", "
     "\"location\": {\"path\": \"usage.yaml\", \"lines\": {\"begin\": 1}}}"},
    {"a breach is critical", USE_NO,
     "{\"description\": \"the charter bans the tool \\\"chatgpt\\\"; use another tool\", \"check_name\": \"tool.status\", "
     "\"severity\": \"critical\", \"location\": {\"path\": \"usage.yaml\", \"lines\": {\"begin\": 4}}}"},
    {"a declaration that cannot be read is a blocker", USE_BROKEN,
     "{\"description\": \"\\\"tol\\\" is not a key of a declaration; did you mean \\\"tool\\\"?\", "
     "\"check_name\": \"key.unknown\", \"severity\": \"blocker\", "
     "\"location\": {\"path\": \"usage.yaml\", \"lines\": {\"begin\": 4}}}"},
};

/* `text` without its fingerprints, whose form is held to. */
static const char *without_fingerprints(char *text)
{
    static const char key[] = "\"fingerprint\": \"";
    for (char *at; (at = strstr(text, key)) != NULL;) {
        char *hash = at + strlen(key);
        assert_int_equal(strspn(hash, "0123456789abcdef"), 32);
        assert_int_equal(hash[32], ':');
        char *end = strstr(hash, "\", ") + 3;
        memmove(at, end, strlen(end) + 1);
    }
    return text;
}

static void weighs(void **state)
{
    const severity_row *row = *state;
    told_by_law(&page, "gitlab", row->declarations, CHARTER_EN, false);
    char expected[2048] = "[\n  ";
    strcat(strcat(expected, row->item), "]\n");
    assert_string_equal(without_fingerprints(page.text), expected);
}

static void success_is_an_empty_array(void **state)
{
    (void)state;
    assert_string_equal(told_by_law(&page, "gitlab", USE_FINE "---\n" USE_LIFTED, CHARTER_EN, false), "[]\n");
}

static void nothing_judged_is_a_blocker_at_the_projects_root(void **state)
{
    (void)state;
    told_of_error(&page, "gitlab", NULL, CHARTER_FR);
    assert_string_equal(
        without_fingerprints(page.text),
        "[\n  {\"description\": \"aucune d\u00e9claration n\u2019a \u00e9t\u00e9 jug\u00e9e\u202f; \u00e9crivez une "
        "d\u00e9claration, qui commence par usage: 1\", \"check_name\": \"input.empty\", "
        "\"severity\": \"blocker\", \"location\": {\"path\": \".\", \"lines\": {\"begin\": 1}}}]\n");
}

static int count_items(void *context, const char *bytes, size_t length)
{
    unsigned *braces = context;
    for (size_t i = 0; i < length; i++)
        *braces += bytes[i] == '{';
    return 0;
}

/* Each item holds three objects. */
static void no_more_is_shown_than_services_take(void **state)
{
    (void)state;
    unsigned braces = 0;
    const charter_diagnostic gone = {.code = "input.unreadable", .message = {.text = "this file is empty"}};
    charter_report *report;
    charter_report_options options = {.at = 20000};
    charter_sink sink = {&braces, count_items};
    assert_int_equal(charter_report_open(&report, "gitlab", &options, sink), CHARTER_OK);
    for (int i = 0; i < CH_RESULTS_MAX + 50; i++)
        assert_int_equal(charter_report_error(report, &gone), CHARTER_OK);
    assert_int_equal(charter_report_end(report), CHARTER_OK);
    charter_report_close(report);
    assert_int_equal(braces, 3 * (CH_RESULTS_MAX + 1));
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(severities, weighs),
        TEST(success_is_an_empty_array),
        TEST(nothing_judged_is_a_blocker_at_the_projects_root),
        TEST(no_more_is_shown_than_services_take),
    };
    return RUN_TABLES(tables);
}
