/* TAP version 14. */
#include "unit/report/reporting.h"

#include "base/diagnostics.h"

static paper page;

typedef struct point_row {
    const char *name, *declarations, *point;
} point_row;

/* The test point's own line. */
static const point_row points[] = {
    {"a use that may go ahead is ok", USE_FINE, "ok 1 - fine \u00b7 coding with helper\n"},
    {"one that an exception lifts too", USE_LIFTED, "ok 1 - lifted \u00b7 drafting with chatgpt\n"},
    {"one that has to wait is not", USE_WAIT, "not ok 1 - wait \u00b7 coding with helper\n"},
    {"one that a person must decide is not", USE_ASK, "not ok 1 - ask \u00b7 drafting with \"Other, one\"\n"},
    {"one that cannot be decided is not", USE_UNKNOWN, "not ok 1 - unknown \u00b7 summing with helper\n"},
    {"one that breaches the charter is not", USE_NO, "not ok 1 - no \u00b7 drafting with chatgpt\n"},
    {"one that cannot be read is not", USE_BROKEN, "not ok 1 - broken \u00b7 drafting with helper\n"},
    {"a directive is none", "usage: 1\nid: 'x # TODO y \\ # SKIP'\nactivity: drafting\ntool: ChatGPT\n",
     "not ok 1 - x \\# TODO y \\\\ \\# SKIP \u00b7 drafting with chatgpt\n"},
    {"a line break is none", "usage: 1\nid: \"x\\nok 2 - y\"\nactivity: drafting\ntool: ChatGPT\n",
     "not ok 1 - xU+000Aok 2 - y \u00b7 drafting with chatgpt\n"},
};

static void points_so(void **state)
{
    const point_row *row = *state;
    static const char version[] = "TAP version 14\n";
    told_by_law(&page, "tap", row->declarations, CHARTER_EN, false);
    assert_memory_equal(page.text, version, strlen(version));
    assert_string_equal(page.text + page.length - 5, "1..1\n");
    page.text[strlen(version) + strcspn(page.text + strlen(version), "\n") + 1] = '\0';
    assert_string_equal(page.text + strlen(version), row->point);
}

static void diagnostics_are_yaml(void **state)
{
    (void)state;
    assert_string_equal(part_of(told_by_law(&page, "tap", USE_NO, CHARTER_FR, false), "  ---", "1..1"),
                        "  ---\n"
                        "  verdict: \"non-compliant\"\n"
                        "  file: \"usage.yaml\"\n"
                        "  line: 1\n"
                        "  issues:\n"
                        "    - clause: \"tool.status\"\n"
                        "      outcome: \"breached\"\n"
                        "      message: \"la charte interdit l\u2019outil \u00ab\u00a0chatgpt\u00a0\u00bb\"\n"
                        "      help: \"utilisez un autre outil\"\n"
                        "      article: \"4.2\"\n"
                        "      file: \"usage.yaml\"\n"
                        "      line: 4\n"
                        "      column: 7\n"
                        "  instead:\n"
                        "    - \"helper\"\n"
                        "  ...\n");
}

static void errors_are_points_too(void **state)
{
    (void)state;
    const charter_diagnostic gone = {.code = "input.unreadable",
                                     .place = {.file = "gone#1.yaml"},
                                     .message = {.text = "this file does not exist"}};
    assert_string_equal(told_of_error(&page, "tap", &gone, CHARTER_EN), "TAP version 14\n"
                                                                        "not ok 1 - gone\\#1.yaml\n"
                                                                        "  ---\n"
                                                                        "  issues:\n"
                                                                        "    - clause: \"input.unreadable\"\n"
                                                                        "      outcome: \"error\"\n"
                                                                        "      message: \"this file does not exist\"\n"
                                                                        "      file: \"gone#1.yaml\"\n"
                                                                        "  ...\n"
                                                                        "1..1\n");
    told_of_error(&page, "tap", NULL, CHARTER_EN);
    assert_non_null(strstr(page.text, "\nnot ok 1 - no declaration was judged\n"));
    assert_non_null(strstr(page.text, "\n1..1\n"));
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(points, points_so),
        TEST(diagnostics_are_yaml),
        TEST(errors_are_points_too),
    };
    return RUN_TABLES(tables);
}
