/* What each clause is about. */
#include "unit/report/reporting.h"

#include "report/prose/clause_words.h"

static void every_clause_has_words_of_its_own_in_every_language(void **state)
{
    (void)state;
    for (int i = 0; i < CH_CLAUSE_COUNT; i++) {
        const ch_clause_words *words = ch_words_of_clause((ch_clause)i);
        assert_string_equal(words->id, ch_clause_rows[i].id);
        assert_true(strlen(words->title) > 0 && strlen(words->mend) > 0);
        assert_string_not_equal(charter_translate(CHARTER_FR, words->title), words->title);
        assert_string_not_equal(charter_translate(CHARTER_FR, words->mend), words->mend);
    }
}

int main(void)
{
    const test_table tables[] = {
        TEST(every_clause_has_words_of_its_own_in_every_language),
    };
    return RUN_TABLES(tables);
}
