/* A page for a job's summary. */
#include "unit/report/reporting.h"

#include <stdio.h>

#include "base/diagnostics.h"

static paper page;

static void a_refusal_says_why_and_what_instead(void **state)
{
    (void)state;
    assert_string_equal(told_by_law(&page, "markdown", USE_FINE "---\n" USE_NO, CHARTER_EN, false),
                        "## AI charter\n"
                        "\n"
                        "2 declarations: 1 compliant, 1 non-compliant\n"
                        "\n"
                        "| verdict | declaration | use | place |\n"
                        "| --- | --- | --- | --- |\n"
                        "| NON-COMPLIANT | no | drafting with chatgpt | `usage.yaml:7` |\n"
                        "\n"
                        "### NON-COMPLIANT: no\n"
                        "\n"
                        "No: the charter does not allow this.\n"
                        "\n"
                        "- **not allowed**: the charter bans the tool \"chatgpt\" (`tool.status`, `usage.yaml:10`)\n"
                        "  - **why**: accounts are personal, and what is typed leaves the house\n"
                        "  - **help**: use another tool\n"
                        "  - **article**: 4\\.2\n"
                        "  - **learn more**: <https://example.org/why>\n"
                        "- **instead**: The house assistant (helper)\n"
                        "- **after use**: Every output is read: show it under review\n"
                        "- **ask**: Follow-up body, `ia@example.org`\n");
}

typedef struct page_row {
    const char *name, *declarations, *part;
} page_row;

static const page_row pages[] = {
    {"a run without anything to do is two lines", USE_FINE "---\n" USE_LIFTED,
     "## Charte sur l’IA\n\n2 d\u00e9clarations\u00a0: 2 conformes\n"},
    {"a duty that is open", USE_WAIT,
     "- **avant l’usage**\u00a0: training\u00a0: \u00e0 indiquer sous training (`duty.training`, `usage.yaml:1`)\n"},
    {"what a person must decide", USE_ASK, "### \u00c0 EXAMINER\u00a0: ask\n"},
    {"what is missing", USE_UNKNOWN,
     "- **manque**\u00a0: la d\u00e9claration ne dit pas quelles donn\u00e9es sont envoy\u00e9es (`activity.data`, `usage.yaml:1`)\n"},
    {"what cannot be read", USE_BROKEN, "- **erreur**\u00a0: \u00ab\u00a0tol\u00a0\u00bb n\u2019est pas une cl\u00e9"},
    {"a declaration without an id is named by its place", "usage: 1\nactivity: coding\ntool: helper\n",
     "| SOUS CONDITIONS |  | coding avec helper | `usage.yaml:1` |\n"},
};

static void holds_part(void **state)
{
    const page_row *row = *state;
    told_by_law(&page, "markdown", row->declarations, CHARTER_FR, false);
    if (strstr(page.text, row->part) == NULL)
        assert_string_equal(page.text, row->part);
}

static void errors_without_a_declaration_are_told(void **state)
{
    (void)state;
    const charter_diagnostic gone = {.code = "input.unreadable",
                                     .place = {.file = "g`o|ne.yaml"},
                                     .message = {.text = "this file does not exist"}};
    assert_string_equal(told_of_error(&page, "markdown", &gone, CHARTER_EN),
                        "## AI charter\n\n0 declarations: 1 reading error\n\n"
                        "- **error**: this file does not exist (`input.unreadable`, ``g`o``\\|`ne.yaml`)\n");
}

static int count_bytes(void *context, const char *bytes, size_t length)
{
    paper *p = context;
    size_t kept = length < 200 ? length : 200;
    p->length += length;
    memcpy(p->text, bytes + length - kept, kept);
    p->text[kept] = '\0';
    return 0;
}

/* Ten thousand declarations, each with a long name. */
static void a_page_is_no_longer_than_services_take_and_says_what_it_leaves_out(void **state)
{
    (void)state;
    static char declarations[4 << 20];
    size_t length = 0;
    for (int i = 0; i < 10000; i++)
        length +=
            (size_t)sprintf(declarations + length, "---\nusage: 1\nid: '%0200d'\nactivity: coding\ntool: ChatGPT\n", i);
    charter *the_charter = good_charter(LAW);
    memory_input memory = {.at = declarations, .left = length};
    charter_judge_options judging = {.at = day("2026-11-23")};
    charter_report_options options = {.at = judging.at};
    charter_stream *stream;
    charter_judge *judge;
    charter_report *report;
    page = (paper){.length = 0};
    assert_int_equal(charter_stream_open(&stream, "usage.yaml", input_from_memory(&memory), NULL), CHARTER_OK);
    assert_int_equal(charter_judge_new(&judge, the_charter, &judging), CHARTER_OK);
    assert_int_equal(charter_report_open(&report, "markdown", &options, (charter_sink){&page, count_bytes}),
                     CHARTER_OK);
    const charter_declaration *declaration;
    const charter_verdict *verdict;
    while (charter_stream_next(stream, &declaration) == CHARTER_OK) {
        assert_int_equal(charter_judge_declaration(judge, declaration, &verdict), CHARTER_OK);
        assert_int_equal(charter_report_verdict(report, verdict_as_known(verdict), NULL), CHARTER_OK);
    }
    assert_int_equal(charter_report_end(report), CHARTER_OK);
    charter_report_close(report);
    charter_judge_free(judge);
    charter_stream_close(stream);
    charter_free(the_charter);
    assert_in_range(page.length, 900 * 1024, 1024 * 1024);
    const char *said = strstr(page.text, "\nThe details leave out 8,");
    assert_non_null(said);
    assert_string_equal(strstr(said, " declarations"), " declarations: the page would be too long.\n");
}

int main(void)
{
    const test_table tables[] = {
        TEST(a_refusal_says_why_and_what_instead),
        TEST_ROWS(pages, holds_part),
        TEST(errors_without_a_declaration_are_told),
        TEST(a_page_is_no_longer_than_services_take_and_says_what_it_leaves_out),
    };
    return RUN_TABLES(tables);
}
