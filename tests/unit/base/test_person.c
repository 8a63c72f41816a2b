/* Words of no, and names of people. */
#include "unit/support.h"

#include <ctype.h>
#include <stdio.h>

#include "base/no_word.h"
#include "base/person.h"

/* The list once more, as the charter language has it: a test for each word. */
static const char *const no_words[] = {"n",
                                       "no",
                                       "non",
                                       "nope",
                                       "off",
                                       "false",
                                       "faux",
                                       "none",
                                       "neant",
                                       "na",
                                       "nil",
                                       "null",
                                       "nul",
                                       "zero",
                                       "aucun",
                                       "aucune",
                                       "rien",
                                       "nothing",
                                       "todo",
                                       "tbd",
                                       "tbc",
                                       "tba",
                                       "afaire",
                                       "aprevoir",
                                       "avenir",
                                       "acompleter",
                                       "adefinir",
                                       "encours",
                                       "enattente",
                                       "attente",
                                       "inprogress",
                                       "wip",
                                       "pending",
                                       "notyet",
                                       "notdone",
                                       "pasencore",
                                       "pasfait",
                                       "nonfait",
                                       "nonapplicable",
                                       "pasapplicable",
                                       "nonrealise",
                                       "nonrealisee",
                                       "prevu",
                                       "planned",
                                       "aconfirmer",
                                       "avalider",
                                       "enpreparation",
                                       "underway",
                                       "tobedone",
                                       "tobecompleted",
                                       "vide",
                                       "empty",
                                       "never",
                                       "jamais",
                                       "nein",
                                       "waiting",
                                       "ongoing",
                                       "nodata",
                                       "missing",
                                       "manquant",
                                       "unknown",
                                       "inconnu",
                                       "sansobjet",
                                       "notapplicable",
                                       "so",
                                       "nd",
                                       "nc",
                                       "undefined",
                                       "undetermined"};

static bool says_no(const char *text)
{
    return ch_says_no(ch_text_of(text));
}

/* Each word between marks, in capitals, with spaces between its letters. */
static void test_each_word_of_no_is_one_however_it_is_set(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof no_words / sizeof *no_words; i++) {
        char capitals[64] = {0}, spaced[64] = {0}, marked[72] = {0}, longer[64] = {0};
        for (size_t c = 0; no_words[i][c] != '\0'; c++) {
            capitals[c] = (char)toupper((unsigned char)no_words[i][c]);
            spaced[2 * c] = no_words[i][c];
            spaced[2 * c + 1] = ' ';
        }
        snprintf(marked, sizeof marked, "(%s)...", capitals);
        snprintf(longer, sizeof longer, "%s 12", no_words[i]);
        assert_true(says_no(no_words[i]) && says_no(capitals) && says_no(spaced) && says_no(marked));
        assert_false(says_no(longer));
    }
}

static void test_accents_widths_and_what_is_unseen_hide_no_word_of_no(void **state)
{
    (void)state;
    static const char *const texts[] = {
        ("n\xC3\xA9"
         "ant"),           /* néant */
        "\xC3\x80 faire",  /* À faire */
        "A\xCC\x80 faire", /* decomposed */
        "n/a",
        "N.A.",
        "En cours\xE2\x80\xA6",
        "n\xE2\x80\x8Bo",
        "\xEF\xBD\x8E\xEF\xBD\x8F", /* n, zero-width, o; full width */
        "0",
        "00",
        "0,00",
        "\xD9\xA0", /* an Arabic zero */
        "",
        " ",
        "-",
        "\xE2\x80\x94",
        "...",
        "\xC2\xA0",
        "\xE2\x80\x8B",
        "\xE3\x85\xA4",
        "\xE2\xA0\x80",
        "\xF0\x9F\x91\x8D",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_true(says_no(texts[i]));
}

static void test_references_say_something(void **state)
{
    (void)state;
    static const char *const texts[] = {"N/A-2026-12",
                                        "No. 12",
                                        "zero-trust review",
                                        "10",
                                        "DPIA-12",
                                        "nonce",
                                        "Noel",
                                        "0x",
                                        "a",
                                        "2026",
                                        "nord",
                                        "tbd-1",
                                        "pending (2)",
                                        "\xE5\x90\xA6",
                                        "undeterminedly",
                                        "unknown author, see p. 3"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_false(says_no(texts[i]));
}

static void test_who_names_somebody(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        ch_person_fault fault;
    } rows[] = {
        {"a.martin", CH_PERSON_NAMED},
        {"u12345", CH_PERSON_NAMED},
        {"4711", CH_PERSON_NAMED},
        {"a.martin2", CH_PERSON_NAMED},
        {"Claude Durand", CH_PERSON_NAMED},
        {"No\xC3\xABl Nguy\xE1\xBB\x85n", CH_PERSON_NAMED},
        {"\xE5\xB1\xB1\xE7\x94\xB0 Tar\xC5\x8D", CH_PERSON_NAMED}, /* Han beside Latin */
        {"\xD0\x98\xD0\xB2\xD0\xB0\xD0\xBD", CH_PERSON_NAMED},     /* Cyrillic alone */
        {"N. D.", CH_PERSON_NAMED},
        {"S-O", CH_PERSON_NAMED},
        {"oui", CH_PERSON_NOBODY},
        {"True", CH_PERSON_NOBODY},
        {"Yes.", CH_PERSON_NOBODY},
        {"Oui !", CH_PERSON_NOBODY},
        {"\xC2\xA0"
         "ok",
         CH_PERSON_NOBODY},
        {"y.e.s", CH_PERSON_NOBODY},
        {"\xEF\xBC\xB9\xEF\xBC\xA5\xEF\xBC\xB3", CH_PERSON_NOBODY}, /* full-width YES */
        {"O. K.", CH_PERSON_NAMED},
        {"Ouida Faye", CH_PERSON_NAMED},
        {"ND", CH_PERSON_NOBODY},
        {"n.d.", CH_PERSON_NOBODY},
        {"N/A", CH_PERSON_NOBODY},
        {"N.", CH_PERSON_NOBODY},
        {"", CH_PERSON_NOBODY},
        {" ", CH_PERSON_NOBODY},
        {"-", CH_PERSON_NOBODY},
        {"personne \xD0\xB0", CH_PERSON_MIXES_SCRIPTS},
        {"a.m\xD0\xB0rtin", CH_PERSON_MIXES_SCRIPTS},
        {"a.martin\xE2\x80\x8B", CH_PERSON_HIDES_FORMAT},
        {"a.martin\xE3\x85\xA4", CH_PERSON_HIDES_FORMAT}, /* a filler */
        {"a.ma\xCD\x8Frtin", CH_PERSON_HIDES_FORMAT},     /* a joiner of graphemes */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (ch_person_check(ch_text_of(rows[i].name)) != rows[i].fault)
            fail_msg("%s", rows[i].name);
}

static void test_the_same_words_name_the_same_person(void **state)
{
    (void)state;
    static const struct {
        const char *one, *other;
        bool same;
    } rows[] = {
        {"a.martin", "a.martin", true},
        {"a.martin", "Martin A.", true},
        {"a.martin", "a-MARTIN", true},
        {"a_martin", "martin a", true},
        {"a.martin", "a.martin@example.org", true},
        {"a.martin@example.org", "a.martin@elsewhere.example", true},
        {"a.martin", "A. Martin <a.martin@example.org>", true},
        {"\xD0\x98\xD0\xB2\xD0\xB0\xD0\xBD", "\xD0\x98\xD0\x92\xD0\x90\xD0\x9D", true}, /* Cyrillic in capitals */
        {"\xCE\xB7\xCF\x81\xCE\xB1", "\xCE\x97\xCE\xA1\xCE\x91", true},                 /* Greek in capitals */
        {"HOPE", "\xD0\xBD\xD0\xBE\xD1\x80\xD0\xB5", false}, /* what looks otherwise when small */
        {"HOPE", "\xD0\x9D\xD0\x9E\xD0\xA0\xD0\x95", true},  /* what looks the same in capitals */
        {"a.martin", "a.martin\xEF\xBC\xA0", true},          /* a full-width @ */
        {"@amartin", "amartin", true},
        {"a.martin", "a.martin @example.org", true},
        {"a.martin", "a.martin_@example.org", true},
        {"a.martin", "a.martin (a.martin@example.org)", true},
        {"\xC3\x89ve", "E\xCC\x81ve", true},
        {"a.cope", "\xD0\xB0.\xD1\x81\xD0\xBE\xD1\x80\xD0\xB5", true}, /* the same look, in Cyrillic alone */
        {"a.martin", "\xEF\xBD\x81.martin", true},                     /* a full-width a */
        {"a.martin", "a.martin\xE2\xA0\x80", true},                    /* a blank of Braille */
        {"4711", "4711", true},
        {"\xC3\xA9ve", "eve", false},
        {"a.martin", "b.martin", false},
        {"a.martin", "alice.martin", false},
        {"a.martin1", "a.martin2", false},
        {"4711", "4712", false},
        {"u12345", "u12346", false},
        {"@amartin", "@bmartin", false},
        {"a.martin@example.org", "b.martin@example.org", false},
        {"martin", "a.martin", false},
    };
    ch_arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ch_text one = ch_text_of(rows[i].one), other = ch_text_of(rows[i].other);
        if (ch_person_same(&arena, one, other) != rows[i].same || ch_person_same(&arena, other, one) != rows[i].same)
            fail_msg("%s, %s", rows[i].one, rows[i].other);
    }
    ch_arena_clear(&arena);
}

static void a_text_begins_with_a_word_of_no(void **state)
{
    static const char *const begin[] = {"not started",          "pas encore fait", "aucun DPIA", "no DPIA",
                                        "Non (\xC3\xA0 faire)", "NONE YET",        "never",      "no - to do"};
    static const char *const others[] = {"No. 12",  "no 2026-03", "non-lieu",   "Note of the DPO", "nonprofit.org/dpia",
                                         "DPIA no", "",           "not A38 yet"};
    (void)state;
    for (size_t i = 0; i < sizeof begin / sizeof *begin; i++)
        if (!ch_begins_with_no(ch_text_of(begin[i])))
            fail_msg("%s", begin[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (ch_begins_with_no(ch_text_of(others[i])))
            fail_msg("%s", others[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_begins_with_a_word_of_no),
        cmocka_unit_test(test_each_word_of_no_is_one_however_it_is_set),
        cmocka_unit_test(test_accents_widths_and_what_is_unseen_hide_no_word_of_no),
        cmocka_unit_test(test_references_say_something),
        cmocka_unit_test(test_who_names_somebody),
        cmocka_unit_test(test_the_same_words_name_the_same_person),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
