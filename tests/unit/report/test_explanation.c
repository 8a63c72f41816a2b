/* What words mean, asked of the library: every clause, code and verdict has its meaning in both languages, and what is
 * no word, format or language is refused with nothing written. */
#include "unit/report/reporting.h"

#include "base/diagnostics.h"
#include "charter/clause.h"

static paper page;

static charter_status explain(const char *word, const char *format, charter_lang lang, const charter *the_charter)
{
    charter_report_options options = {.lang = lang, .at = day("2026-11-02")};
    page = (paper){.length = 0};
    return charter_explain_word(word, the_charter, format, &options, sink_on(&page));
}

static void every_word_has_a_meaning_and_a_cure(void **state)
{
    (void)state;
    for (int i = 0; i < CH_CODE_COUNT; i++) {
        assert_true(charter_is_code(ch_code_text((ch_code)i)));
        assert_int_equal(explain(ch_code_text((ch_code)i), "json", CHARTER_FR, NULL), CHARTER_OK);
        assert_null(strstr(page.text, "\"means\": null"));
        assert_null(strstr(page.text, "\"mend\": null"));
    }
    for (int i = 0; i < CH_CLAUSE_COUNT; i++)
        assert_int_equal(explain(ch_clause_rows[i].id, "text", CHARTER_EN, NULL), CHARTER_OK);
    for (int i = 0; i < CHARTER_DECISION_COUNT; i++)
        assert_int_equal(explain(charter_decision_name((charter_decision)i), "text", CHARTER_EN, NULL), CHARTER_OK);
}

typedef struct refused_row {
    const char *name, *word, *format;
    int lang;
} refused_row;

static const refused_row refused[] = {
    {"a word of nothing", "tool.colour", "text", CHARTER_EN},
    {"an empty word", "", "text", CHARTER_EN},
    {"a family's entry that the charter lacks", "rule.none", "text", CHARTER_EN},
    {"a clause that goes on", "tool.status.more", "text", CHARTER_EN},
    {"a format that there is none of", "tool.status", "sarif", CHARTER_EN},
    {"a language that there is none of", "tool.status", "text", 7},
};

static void refuses(void **state)
{
    const refused_row *row = *state;
    charter *the_charter = good_charter("charter: 1\nid: law\nrules: {r: {when: {usage.unit: X}}}\n");
    assert_int_equal(explain(row->word, row->format, (charter_lang)row->lang, the_charter), CHARTER_UNKNOWN);
    assert_int_equal(page.length, 0);
    charter_free(the_charter);
}

static void chains_refuse_what_is_no_clause_format_or_day(void **state)
{
    (void)state;
    charter_report *report;
    charter_report_options good = {.at = day("2026-11-02")}, no_day = {.at = CHARTER_NO_DAY};
    assert_int_equal(charter_chains_open(&report, "text", "key.unknown", &good, sink_on(&page)), CHARTER_UNKNOWN);
    assert_int_equal(charter_chains_open(&report, "text", "rule.", &good, sink_on(&page)), CHARTER_UNKNOWN);
    assert_int_equal(charter_chains_open(&report, "sarif", NULL, &good, sink_on(&page)), CHARTER_UNKNOWN);
    assert_int_equal(charter_chains_open(&report, "text", NULL, &no_day, sink_on(&page)), CHARTER_UNKNOWN);
    assert_null(report);
    assert_int_equal(charter_chains_open(&report, "text", "rule.r", &good, sink_on(&page)), CHARTER_OK);
    charter_report_close(report);
}

static void what_is_near_is_told_as_snprintf_tells_it(void **state)
{
    (void)state;
    char all[64], few[8];
    assert_int_equal(charter_explain_nearest("tool.statu", NULL, CHARTER_NO_DAY, all, sizeof all),
                     strlen("tool.status"));
    assert_string_equal(all, "tool.status");
    assert_int_equal(charter_explain_nearest("tool.statu", NULL, CHARTER_NO_DAY, few, sizeof few),
                     strlen("tool.status"));
    assert_string_equal(few, "tool.st");
    assert_int_equal(charter_explain_nearest("", NULL, CHARTER_NO_DAY, all, sizeof all), 0);
}

int main(void)
{
    static const test_table tables[] = {
        TEST(every_word_has_a_meaning_and_a_cure),
        TEST_ROWS(refused, refuses),
        TEST(chains_refuse_what_is_no_clause_format_or_day),
        TEST(what_is_near_is_told_as_snprintf_tells_it),
    };
    return RUN_TABLES(tables);
}
