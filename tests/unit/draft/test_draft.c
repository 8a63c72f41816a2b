/* Drafts: what an embedder may get wrong is told; a failing sink gets nothing more; questions are as they say. The
 * files that are begun are tested through the command line (tests/cli/test_init.py). */
#include "unit/report/reporting.h"

static const char law[] = "charter: 1\nid: law\nversion: '1'\nfrom: 2026-01-01\nlang: fr\n"
                          "tools: {good: {status: approved, title: {fr: Le bon, en: The good one}}}\n"
                          "activities: {drafting: {status: allowed}}\n";

static paper written;

static charter_status draft(const charter_declaration_draft_options *options)
{
    charter *the_charter = good_charter(law);
    written = (paper){.length = 0};
    charter_status status = charter_declaration_draft(the_charter, options, sink_on(&written));
    charter_free(the_charter);
    return status;
}

static void a_declaration_is_drafted_in_the_language_that_is_asked_for(void **state)
{
    (void)state;
    charter_declaration_draft_options options = {.at = day("2026-11-02"), .lang = CHARTER_EN};
    assert_int_equal(draft(&options), CHARTER_OK);
    assert_non_null(strstr(written.text, "#   good  The good one\n"));
    assert_int_equal(written.writes, 1);
    options.own_lang = true;
    assert_int_equal(draft(&options), CHARTER_OK);
    assert_non_null(strstr(written.text, "#   good  Le bon\n"));
}

static void what_cannot_be_drafted_is_told(void **state)
{
    (void)state;
    charter_declaration_draft_options options = {.at = day("2025-11-02")};
    assert_int_equal(draft(&options), CHARTER_END);
    options.at = CHARTER_NO_DAY;
    assert_int_equal(draft(&options), CHARTER_UNKNOWN);
    options = (charter_declaration_draft_options){.at = day("2026-11-02"), .lang = (charter_lang)7};
    assert_int_equal(draft(&options), CHARTER_UNKNOWN);
    assert_int_equal(written.length, 0);
}

static void a_sink_that_fails_is_told(void **state)
{
    (void)state;
    charter *the_charter = good_charter(law);
    const charter_declaration_draft_options options = {.at = day("2026-11-02")};
    const charter_new_options from = {.from = day("2026-11-02")};
    written = (paper){.fails_after = 1};
    assert_int_equal(charter_declaration_draft(the_charter, &options, sink_on(&written)), CHARTER_IO);
    written = (paper){.fails_after = 1};
    assert_int_equal(charter_new(NULL, 0, &from, sink_on(&written)), CHARTER_IO);
    charter_free(the_charter);
}

/* ---- a charter ---- */

#define ANSWER(key, value)             \
    {                                  \
        {(key), sizeof(key) - 1},      \
        {                              \
            (value), sizeof(value) - 1 \
        }                              \
    }

static charter_status make(const charter_answer *answers, size_t count, const charter_new_options *options)
{
    written = (paper){.length = 0};
    return charter_new(answers, count, options, sink_on(&written));
}

static void a_charter_is_in_force_from_its_day_and_reviewed_a_year_later(void **state)
{
    (void)state;
    static const charter_answer answers[] = {ANSWER("organisation", "Town hall"), ANSWER("data", " secret , embargo")};
    const charter_new_options options = {.from = day("2028-02-29"), .lang = CHARTER_EN};
    assert_int_equal(make(answers, 2, &options), CHARTER_OK);
    assert_non_null(strstr(written.text, "\nid: town-hall\n"));
    assert_non_null(strstr(written.text, "\nversion: \"2028.1\"\n"));
    assert_non_null(strstr(written.text, "\nfrom: 2028-02-29\n"));
    assert_non_null(strstr(written.text, "\nreview-by: 2029-02-28\n"));
    assert_non_null(strstr(written.text, "\n  embargo:\n"));
    assert_null(strstr(written.text, "\n  sensitive:\n"));
    charter_free(good_charter(written.text));
}

static void answers_that_are_none_are_refused(void **state)
{
    (void)state;
    static const charter_answer answers[][2] = {
        {ANSWER("nothing", "x"), ANSWER("data", "none")},
        {ANSWER("data", "none"), ANSWER("data", "secret")},
        {ANSWER("tools", "own,"), ANSWER("data", "mine")},
        {ANSWER("leaves", "public,personal"), ANSWER("data", "none")},
        {ANSWER("body", "\xff"), ANSWER("data", "none")},
        {ANSWER("body", "a\u202E"), ANSWER("data", "none")},
        {ANSWER("body", "\0"), ANSWER("data", "none")},
    };
    const charter_new_options options = {.from = day("2026-11-02")};
    for (size_t i = 0; i < COUNT_OF(answers); i++)
        assert_int_equal(make(answers[i], 2, &options), CHARTER_UNKNOWN);
    assert_int_equal(make(NULL, 0, &(charter_new_options){.from = CHARTER_NO_DAY}), CHARTER_UNKNOWN);
    assert_int_equal(make(NULL, 0, &(charter_new_options){.from = day("2026-11-02"), .lang = (charter_lang)7}),
                     CHARTER_UNKNOWN);
    assert_int_equal(written.length, 0);
}

static void each_question_takes_its_usual_answer_and_its_choices(void **state)
{
    (void)state;
    assert_int_equal(charter_question_count(), 12);
    assert_null(charter_question_at(12));
    for (size_t i = 0; i < charter_question_count(); i++) {
        const charter_question *q = charter_question_at(i);
        assert_true(charter_question_takes(q, (charter_text){q->usual, strlen(q->usual)}));
        assert_false(charter_question_takes(q, (charter_text){NULL, 0}));
        assert_true((q->kind == CHARTER_ASKS_TEXT) == (q->choice_count == 0));
        for (size_t k = 0; k < q->choice_count; k++) {
            const char *id = q->choices[k].id;
            assert_true(charter_question_takes(q, (charter_text){id, strlen(id)}));
        }
    }
}

static void charters_come_with_the_library(void **state)
{
    (void)state;
    size_t count = 0;
    for (const char *name; (name = charter_shipped_at(count)) != NULL; count++)
        assert_true(charter_shipped(name).length > 1000);
    assert_int_equal(count, 4);
    assert_null(charter_shipped("nothing").at);
}

int main(void)
{
    const test_table tables[] = {
        TEST(a_declaration_is_drafted_in_the_language_that_is_asked_for),
        TEST(what_cannot_be_drafted_is_told),
        TEST(a_sink_that_fails_is_told),
        TEST(a_charter_is_in_force_from_its_day_and_reviewed_a_year_later),
        TEST(answers_that_are_none_are_refused),
        TEST(each_question_takes_its_usual_answer_and_its_choices),
        TEST(charters_come_with_the_library),
    };
    return RUN_TABLES(tables);
}
