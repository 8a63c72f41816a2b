/* French words for the words of the language. That each meaning is one is asked of the program (tests/cli). */
#include "unit/support.h"

#include "base/french.h"
#include "base/suggest.h"
#include "base/unicode.h"

static void rows_are_sorted_and_stand_once(void **state)
{
    (void)state;
    for (const ch_french *row = ch_french_words; row[0].word != NULL && row[1].word != NULL; row++)
        if (strcmp(row[0].word, row[1].word) >= 0)
            fail_msg("%s is not before %s", row[0].word, row[1].word);
}

static void each_row_is_found_by_its_own_word_and_in_capitals(void **state)
{
    (void)state;
    for (const ch_french *row = ch_french_words; row->word != NULL; row++) {
        char letters[64];
        assert_int_equal(ch_text_letters(ch_text_of(row->word), letters, sizeof letters), strlen(row->word));
        assert_string_equal(letters, row->word);
        for (size_t i = 0; letters[i] != '\0'; i++)
            letters[i] = (char)(letters[i] - 'a' + 'A');
        assert_ptr_equal(ch_french_find(ch_text_of(row->word)), row);
        assert_ptr_equal(ch_french_find(ch_text_of(letters)), row);
        assert_non_null(row->meant[0]);
        assert_true(ch_french_means(ch_text_of(row->meant[0])));
    }
}

typedef struct word_row {
    const char *name;
    const char *meant; /* NULL: nothing */
} word_row;

static const word_row words[] = {
    {"outil", "tool"},
    {"Donn\u00E9es", "data"},
    {"DONNE\u0301ES", "data"},
    {"donnee", "data"},
    {"unité", "unit"},
    {"Jusqu’au", "until"},
    {"jusqu'a", "until"},
    {"approuvé-par", "approved-by"},
    {"approuvé_par", "approved-by"},
    {"Interdites", "banned"},
    {"recommandés", "recommended"},
    {"suggérer", "suggest"},
    {"prévue", "planned"},
    {"en cours", "in-use"},
    {"le", "on"},
    {"tool", NULL},
    {"outillage", NULL},
    {"s", NULL},
    {"es", NULL},
    {"", NULL},
    {"…", NULL},
    {"un texte bien plus long que tous les mots de la table", NULL},
    {"\xFF\xFE", NULL},
};

static void means(void **state)
{
    const word_row *row = *state;
    const ch_french *found = ch_french_find(ch_text_of(row->name));
    if (row->meant == NULL)
        assert_null(found);
    else
        assert_string_equal(found == NULL ? "" : found->meant[0], row->meant);
}

/* "direction" is nearer to "decision" than "unit" is. */
static void what_a_word_means_is_nearer_than_what_is_spelt_alike(void **state)
{
    (void)state;
    ch_suggestion suggestion = ch_suggest(CH_LITERAL("Direction"));
    ch_suggest_try(&suggestion, CH_LITERAL("direction-x"));
    ch_suggest_try(&suggestion, CH_LITERAL("unit"));
    ch_suggest_try(&suggestion, CH_LITERAL("units"));
    assert_true(ch_text_is(suggestion.best, "unit"));
}

static void of_two_meanings_the_place_takes_its_own(void **state)
{
    (void)state;
    ch_suggestion forbid = ch_suggest(CH_LITERAL("interdit")), banned = forbid;
    ch_suggest_try(&forbid, CH_LITERAL("review"));
    ch_suggest_try(&forbid, CH_LITERAL("forbid"));
    ch_suggest_try(&banned, CH_LITERAL("banned"));
    assert_true(ch_text_is(forbid.best, "forbid"));
    assert_true(ch_text_is(banned.best, "banned"));
}

/* Names of conditions have parts. */
static void a_name_means_what_its_parts_mean(void **state)
{
    static const char *const names[][2] = {{"outil.statut", "tool.status"},
                                           {"usage.sortie", "usage.output"},
                                           {"outil.listed", "tool.listed"},
                                           {"usage.relecture", NULL},
                                           {"outil", NULL},
                                           {".", NULL}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        ch_suggestion suggestion = ch_suggest(ch_text_of(names[i][0]));
        ch_suggest_try(&suggestion, CH_LITERAL("tool.status"));
        ch_suggest_try(&suggestion, CH_LITERAL("tool.listed"));
        ch_suggest_try(&suggestion, CH_LITERAL("usage.output"));
        if (names[i][1] == NULL)
            assert_null(suggestion.best.at);
        else
            assert_text_equal(suggestion.best, names[i][1]);
    }
}

int main(void)
{
    const test_table tables[] = {
        TEST(rows_are_sorted_and_stand_once),
        TEST(each_row_is_found_by_its_own_word_and_in_capitals),
        TEST_ROWS(words, means),
        TEST(what_a_word_means_is_nearer_than_what_is_spelt_alike),
        TEST(of_two_meanings_the_place_takes_its_own),
        TEST(a_name_means_what_its_parts_mean),
    };
    return RUN_TABLES(tables);
}
