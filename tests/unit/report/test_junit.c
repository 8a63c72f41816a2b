/* JUnit's XML. */
#include "unit/report/reporting.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/diagnostics.h"

static paper page;

typedef struct case_row {
    const char *name, *declarations, *suite, *begins; /* how the suite's tag ends, and how its case begins */
} case_row;

static const case_row cases[] = {
    {"a use that may go ahead has passed", USE_FINE, "tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\" time=\"0\"",
     "<testcase name=\"fine \u00b7 coding with helper\" classname=\"usage.yaml\" file=\"usage.yaml\" time=\"0\"/>"},
    {"so has one that an exception lifts", USE_LIFTED,
     "tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\" time=\"0\"",
     "<testcase name=\"lifted \u00b7 drafting with chatgpt\" classname=\"usage.yaml\" file=\"usage.yaml\" time=\"0\"/>"},
    {"one that has to wait has failed", USE_WAIT, "tests=\"1\" failures=\"1\" errors=\"0\" skipped=\"0\" time=\"0\"",
     "<testcase name=\"wait \u00b7 coding with helper\" classname=\"usage.yaml\" file=\"usage.yaml\" time=\"0\">\n"
     "      <failure message=\"training: show it under training\" type=\"conditional\">CONDITIONAL    wait"},
    {"one that a person must decide has failed", USE_ASK,
     "tests=\"1\" failures=\"1\" errors=\"0\" skipped=\"0\" time=\"0\"",
     "<testcase name=\"ask \u00b7 drafting with &quot;Other, one&quot;\" classname=\"usage.yaml\" file=\"usage.yaml\" time=\"0\">\n"
     "      <failure message=\"the charter lists no tool &quot;Other, one&quot;\" type=\"review\">REVIEW  "},
    {"one that cannot be decided is an error", USE_UNKNOWN,
     "tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\" time=\"0\"",
     "<testcase name=\"unknown \u00b7 summing with helper\" classname=\"usage.yaml\" file=\"usage.yaml\" time=\"0\">\n"
     "      <error message=\"the declaration does not say which data are sent\" type=\"undetermined\">UNDETERMINED  "},
    {"one that breaches the charter has failed", USE_NO,
     "tests=\"1\" failures=\"1\" errors=\"0\" skipped=\"0\" time=\"0\"",
     "<testcase name=\"no \u00b7 drafting with chatgpt\" classname=\"usage.yaml\" file=\"usage.yaml\" time=\"0\">\n"
     "      <failure message=\"the charter bans the tool &quot;chatgpt&quot;\" type=\"non-compliant\">NON-COMPLIANT  no"},
    {"one that cannot be read is an error", USE_BROKEN,
     "tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\" time=\"0\"",
     "<testcase name=\"broken \u00b7 drafting with helper\" classname=\"usage.yaml\" file=\"usage.yaml\" time=\"0\">\n"
     "      <error message=\"&quot;tol&quot; is not a key of a declaration\" type=\"invalid\">INVALID  "},
};

static void tells_case(void **state)
{
    const case_row *row = *state;
    char expected[2048];
    told_by_law(&page, "junit", row->declarations, CHARTER_EN, false);
    snprintf(expected, sizeof expected,
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"charter-check\">\n"
             "  <testsuite name=\"usage.yaml\" %s>\n    %s",
             row->suite, row->begins);
    assert_true(page.length > strlen(expected));
    page.text[strlen(expected)] = '\0';
    assert_string_equal(page.text, expected);
}

/* There is nothing to escape in it. */
static void a_failure_says_what_text_says(void **state)
{
    (void)state;
    static paper text;
    charter_report_options whole = {.lang = CHARTER_EN, .at = day("2026-11-23"), .full = true};
    charter *good = good_charter(LAW);
    assert_int_equal(report_on(&text, "text", &whole, good, USE_WAIT, false), CHARTER_OK);
    charter_free(good);
    *strstr(text.text, "\n\n1 declaration") = '\0';
    told_by_law(&page, "junit", USE_WAIT, CHARTER_EN, false);
    assert_string_equal(part_of(page.text, "CONDITIONAL", "\n</failure>"), text.text);
    told_by_law(&page, "junit", USE_FINE "---\n" USE_NO "---\n" USE_WAIT, CHARTER_EN, false);
    assert_int_equal(times(page.text, ">NON-COMPLIANT"), 1);
    assert_int_equal(times(page.text, ">CONDITIONAL"), 1);
}

static void the_counts_of_a_suite_are_those_of_its_cases(void **state)
{
    (void)state;
    told_by_law(&page, "junit", USE_EACH, CHARTER_EN, false);
    assert_non_null(strstr(page.text, "tests=\"7\" failures=\"3\" errors=\"2\" skipped=\"0\""));
    assert_int_equal(times(page.text, "<testcase "), 7);
    assert_int_equal(times(page.text, "<failure "), 3);
    assert_int_equal(times(page.text, "<error "), 2);
}

static void where_every_result_is_asked_for_each_clause_is_a_case(void **state)
{
    (void)state;
    told_by_law(&page, "junit", USE_EACH, CHARTER_EN, true);
    assert_non_null(strstr(page.text,
                           "<testcase name=\"fine \u00b7 tool.status\" classname=\"usage.yaml\" file=\"usage.yaml\" "
                           "time=\"0\"/>"));
    assert_non_null(strstr(page.text,
                           "<testcase name=\"no \u00b7 tool.status\" classname=\"usage.yaml\" file=\"usage.yaml\" "
                           "time=\"0\">\n      <failure message=\"the charter bans the tool &quot;chatgpt&quot;\" "
                           "type=\"tool.status\">use another tool</failure>"));
    assert_non_null(strstr(page.text,
                           "name=\"unknown \u00b7 activity.data\" classname=\"usage.yaml\" file=\"usage.yaml\" "
                           "time=\"0\">\n      <error message="));
    assert_non_null(strstr(page.text, "name=\"fine \u00b7 tool.data\" classname=\"usage.yaml\" file=\"usage.yaml\" "
                                      "time=\"0\">\n      <skipped message=\"not concerned\"/>"));
    assert_non_null(strstr(page.text, "name=\"wait \u00b7 duty.training\" classname=\"usage.yaml\" file=\"usage.yaml\" "
                                      "time=\"0\">\n      <failure message="));
    assert_non_null(strstr(page.text, "name=\"lifted \u00b7 tool.status\" classname=\"usage.yaml\" file=\"usage.yaml\" "
                                      "time=\"0\">\n      <skipped message="));
    char counts[128];
    snprintf(counts, sizeof counts, "tests=\"%u\" failures=\"%u\" errors=\"%u\" skipped=\"%u\"",
             times(page.text, "<testcase "), times(page.text, "<failure "), times(page.text, "<error "),
             times(page.text, "<skipped "));
    assert_non_null(strstr(page.text, counts));
}

/* ---- names ---- */

static void names_are_unique_whatever_is_declared(void **state)
{
    (void)state;
    told_by_law(&page, "junit",
                "usages:\n"
                "  - {id: a}\n  - {id: a}\n  - {id: 'a \u00b7 coding with helper (2)'}\n  - {id: a}\n"
                "usage: 1\nactivity: coding\ntool: helper\n",
                CHARTER_EN, false);
    assert_int_equal(times(page.text, "<testcase "), 4);
    assert_int_equal(times(page.text, "name=\"a \u00b7 coding with helper\""), 1);
    assert_int_equal(times(page.text, "name=\"a \u00b7 coding with helper (2)\""), 1);
    assert_int_equal(times(page.text, "name=\"a \u00b7 coding with helper (2) \u00b7 coding with helper\""), 1);
    assert_int_equal(times(page.text, "name=\"a \u00b7 coding with helper (3)\""), 1);
}

/* ---- errors, and suites ---- */

static const charter_diagnostic gone = {.code = "input.unreadable",
                                        .place = {.file = "gone.yaml"},
                                        .message = {.text = "this file does not exist"},
                                        .help = {.text = "check the name"}};

static void an_input_that_cannot_be_read_is_a_suite_with_an_error(void **state)
{
    (void)state;
    assert_string_equal(
        told_of_error(&page, "junit", &gone, CHARTER_FR),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuites name=\"charter-check\">\n"
        "  <testsuite name=\"gone.yaml\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\" time=\"0\">\n"
        "    <testcase name=\"input.unreadable\" classname=\"gone.yaml\" file=\"gone.yaml\" time=\"0\">\n"
        "      <error message=\"ce fichier n\u2019existe pas\" type=\"input.unreadable\">v\u00e9rifiez le nom</error>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        "</testsuites>\n");
}

static void nothing_judged_is_an_error_of_the_program(void **state)
{
    (void)state;
    told_of_error(&page, "junit", NULL, CHARTER_EN);
    assert_non_null(strstr(page.text, "<testsuite name=\"charter-check\" tests=\"1\" failures=\"0\" errors=\"1\""));
    assert_non_null(strstr(page.text, "<error message=\"no declaration was judged\" type=\"input.empty\">"));
}

typedef struct suites {
    unsigned suites, parts, largest, length;
    char last[32];
} suites;

static int count_suites(void *context, const char *bytes, size_t length)
{
    suites *s = context;
    for (size_t i = 0; i < length; i++) {
        memmove(s->last, s->last + 1, sizeof s->last - 1);
        s->last[sizeof s->last - 1] = bytes[i];
        s->length++;
        if (memcmp(s->last + sizeof s->last - 11, "<testsuite ", 11) == 0) {
            s->suites++;
            s->length = 0;
        }
        s->largest = s->length > s->largest ? s->length : s->largest;
        s->parts += memcmp(s->last + sizeof s->last - 9, " (part 2)", 9) == 0;
    }
    return 0;
}

static void a_long_suite_is_cut(void **state)
{
    (void)state;
    suites found = {0};
    charter_report *report;
    charter_report_options options = {.at = 20000};
    assert_int_equal(charter_report_open(&report, "junit", &options, (charter_sink){&found, count_suites}), CHARTER_OK);
    for (int i = 0; i < 10000; i++)
        assert_int_equal(charter_report_error(report, &gone), CHARTER_OK);
    assert_int_equal(charter_report_end(report), CHARTER_OK);
    charter_report_close(report);
    assert_in_range(found.suites, 2, 4);
    assert_int_equal(found.parts, 1);
    assert_in_range(found.largest, 1024 * 1024, 1024 * 1024 + 1024);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(cases, tells_case),
        TEST(a_failure_says_what_text_says),
        TEST(the_counts_of_a_suite_are_those_of_its_cases),
        TEST(where_every_result_is_asked_for_each_clause_is_a_case),
        TEST(names_are_unique_whatever_is_declared),
        TEST(an_input_that_cannot_be_read_is_a_suite_with_an_error),
        TEST(nothing_judged_is_an_error_of_the_program),
        TEST(a_long_suite_is_cut),
    };
    return RUN_TABLES(tables);
}
