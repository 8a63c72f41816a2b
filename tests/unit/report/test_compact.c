/* An issue a line. */
#include "unit/report/reporting.h"

#include "base/diagnostics.h"

static paper page;

typedef struct compact_row {
    const char *name, *declarations, *english, *french;
} compact_row;

static const compact_row rows[] = {
    {"a use that may go ahead has no line", USE_FINE, "", ""},
    {"a duty that is open before use", USE_WAIT,
     "usage.yaml:1:1: conditional: [duty.training] training: show it under training\n",
     "usage.yaml:1:1: conditional: [duty.training] training\u00a0: \u00e0 indiquer sous training\n"},
    {"a tool that a person must decide on", USE_ASK,
     "usage.yaml:4:7: review: [tool.unlisted] the charter lists no tool \"Other, one\"\n",
     "usage.yaml:4:7: review: [tool.unlisted] la charte ne mentionne pas l\u2019outil \u00ab\u00a0Other, one\u00a0\u00bb\n"},
    {"a fact that is missing", USE_UNKNOWN,
     "usage.yaml:1:1: undetermined: [activity.data] the declaration does not say which data are sent\n",
     "usage.yaml:1:1: undetermined: [activity.data] la d\u00e9claration ne dit pas quelles donn\u00e9es sont envoy\u00e9es\n"},
    {"a breach", USE_NO, "usage.yaml:4:7: non-compliant: [tool.status] the charter bans the tool \"chatgpt\"\n",
     "usage.yaml:4:7: non-compliant: [tool.status] la charte interdit l\u2019outil \u00ab\u00a0chatgpt\u00a0\u00bb\n"},
    {"what an exception lifts has no line", USE_LIFTED, "", ""},
    {"a declaration that cannot be read", USE_BROKEN,
     "usage.yaml:4:1: invalid: [key.unknown] \"tol\" is not a key of a declaration\n",
     "usage.yaml:4:1: invalid: [key.unknown] \u00ab\u00a0tol\u00a0\u00bb n\u2019est pas une cl\u00e9 reconnue dans une d\u00e9claration\n"},
    {"several, in order", USE_NO "---\n" USE_FINE "---\n" USE_WAIT,
     "usage.yaml:4:7: non-compliant: [tool.status] the charter bans the tool \"chatgpt\"\n"
     "usage.yaml:12:1: conditional: [duty.training] training: show it under training\n",
     "usage.yaml:4:7: non-compliant: [tool.status] la charte interdit l\u2019outil \u00ab\u00a0chatgpt\u00a0\u00bb\n"
     "usage.yaml:12:1: conditional: [duty.training] training\u00a0: \u00e0 indiquer sous training\n"},
};

static void tells(void **state)
{
    const compact_row *row = *state;
    assert_string_equal(told_by_law(&page, "compact", row->declarations, CHARTER_EN, false), row->english);
    assert_string_equal(told_by_law(&page, "compact", row->declarations, CHARTER_FR, false), row->french);
}

static void an_input_that_cannot_be_read_stands_at_its_beginning(void **state)
{
    (void)state;
    const charter_diagnostic gone = {.code = "input.unreadable",
                                     .place = {.file = "gone.yaml"},
                                     .message = {.text = "this file does not exist"}};
    assert_string_equal(told_of_error(&page, "compact", &gone, CHARTER_EN),
                        "gone.yaml:1:1: invalid: [input.unreadable] this file does not exist\n");
}

static void nothing_judged_is_a_line_too(void **state)
{
    (void)state;
    assert_string_equal(told_of_error(&page, "compact", NULL, CHARTER_EN),
                        ".:1:1: invalid: [input.empty] no declaration was judged\n");
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(rows, tells),
        TEST(an_input_that_cannot_be_read_stands_at_its_beginning),
        TEST(nothing_judged_is_a_line_too),
    };
    return RUN_TABLES(tables);
}
