/* A use a row: what rows hold is in tests/golden and tests/formats. */
#include "unit/report/reporting.h"

#include "base/diagnostics.h"

static paper page;

static void an_input_that_cannot_be_read_has_a_row(void **state)
{
    (void)state;
    const charter_diagnostic gone = {.code = "input.unreadable",
                                     .place = {.file = "gone.yaml"},
                                     .message = {.text = "this file does not exist"}};
    assert_non_null(
        strstr(told_of_error(&page, "csv", &gone, CHARTER_EN),
               "\r\n\"gone.yaml\",\"\",\"\",\"\",\"\",\"\",\"error\",\"input.unreadable\",\"\",\"\",\"this file "
               "does not exist\","));
}

static void so_has_a_run_that_judged_nothing(void **state)
{
    (void)state;
    assert_non_null(strstr(told_of_error(&page, "csv", NULL, CHARTER_EN), "\"error\",\"input.empty\""));
}

static charter_status opened_with(const char *delimiter)
{
    const charter_report_options options = {.at = 20000, .delimiter = delimiter};
    charter_report *report;
    page = (paper){.length = 0};
    charter_status status = charter_report_open(&report, "csv", &options, sink_on(&page));
    if (status == CHARTER_OK)
        charter_report_end(report);
    charter_report_close(report);
    return status;
}

static void a_delimiter_is_one_that_spreadsheets_read(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "|", ",,", " ", "\"", "\n", "e"};
    assert_int_equal(opened_with(";"), CHARTER_OK);
    assert_non_null(strstr(page.text, "\"file\";\"row\";\"id\""));
    assert_int_equal(opened_with("\t"), CHARTER_OK);
    assert_non_null(strstr(page.text, "\"file\"\t\"row\"\t\"id\""));
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_int_equal(opened_with(bad[i]), CHARTER_UNKNOWN);
}

int main(void)
{
    const test_table tables[] = {
        TEST(an_input_that_cannot_be_read_has_a_row),
        TEST(so_has_a_run_that_judged_nothing),
        TEST(a_delimiter_is_one_that_spreadsheets_read),
    };
    return RUN_TABLES(tables);
}
