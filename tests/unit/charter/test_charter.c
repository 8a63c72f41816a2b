/* A loaded charter: what can be asked of it. */
#include "unit/support.h"

#include <stdio.h>

#include "charter/version.h"

/* ---- the version in force ---- */

static const memory_file two_years[] = {
    {"a.yaml", "charter: 1\nid: law\nfrom: 2025-01-01\nuntil: 2025-12-31\n", 0, 0},
    {"b.yaml", "charter: 1\nid: law\nfrom: 2026-02-01\n", 0, 0},
    {NULL, NULL, 0, 0},
};

typedef struct day_row {
    const char *name, *day, *file; /* NULL: none in force */
} day_row;

static const day_row days[] = {
    {"the day before the first", "2024-12-31", NULL},
    {"the first day", "2025-01-01", "a.yaml"},
    {"the last day", "2025-12-31", "a.yaml"},
    {"a day between the two", "2026-01-15", NULL},
    {"the first day of the second", "2026-02-01", "b.yaml"},
    {"the end of time", "9999-12-31", "b.yaml"},
};

static void find_version(void **state)
{
    const day_row *row = *state;
    static const char *const names[] = {"b.yaml", "a.yaml", NULL}; /* in any order */
    loaded l = load_from(two_years, names, NULL);
    assert_int_equal(l.status, CHARTER_OK);
    assert_int_equal(charter_version_count(l.charter), 2);
    const ch_version *version = ch_charter_on(l.charter, day(row->day));
    if (row->file == NULL)
        assert_null(version);
    else
        assert_string_equal(version->files->source.name, row->file);
    unload(&l);
}

/* ---- text for people ---- */

typedef struct words_row {
    const char *name, *lang, *title, *en, *fr;
} words_row;

static const words_row words[] = {
    {"plain text is for everybody", "", "T", "T", "T"},
    {"plain text of a charter in French", "lang: fr\n", "T", "T", "T"},
    {"each language has its own", "", "{fr: Charte, en: Charter}", "Charter", "Charte"},
    {"French alone", "", "{fr: Charte}", "Charte", "Charte"},
    {"English alone", "", "{en: Charter}", "Charter", "Charter"},
    {"another language is better than none", "", "{de: Charta}", "Charta", "Charta"},
    {"the charter's own language before any other", "lang: fr\n", "{de: Charta, fr: Charte}", "Charte", "Charte"},
    {"a language that the program does not speak", "lang: de\n", "{de: Charta, en: Charter}", "Charter", "Charta"},
    {"the first of several others", "", "{de: Charta, it: Carta}", "Charta", "Charta"},
};

static void speak(void **state)
{
    const words_row *row = *state;
    char text[256];
    snprintf(text, sizeof text, "charter: 1\nid: law\n%stitle: %s\n", row->lang, row->title);
    charter *the_charter = good_charter(text);
    const ch_version *version = ch_charter_on(the_charter, day("2026-11-02"));
    assert_text_equal(ch_localized_in(&version->title, CHARTER_EN, version), row->en);
    assert_text_equal(ch_localized_in(&version->title, CHARTER_FR, version), row->fr);
    charter_free(the_charter);
}

static void without_a_text_there_is_none(void **state)
{
    (void)state;
    charter *the_charter = good_charter("charter: 1\nid: law\n");
    const ch_version *version = ch_charter_on(the_charter, day("2026-11-02"));
    assert_null(ch_localized_in(&version->title, CHARTER_FR, version).at);
    charter_free(the_charter);
}

static void the_library_says_its_version(void **state)
{
    (void)state;
    unsigned major, minor, patch;
    assert_int_equal(sscanf(charter_version(), "%u.%u.%u", &major, &minor, &patch), 3);
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(days, find_version),
        TEST_ROWS(words, speak),
        TEST(without_a_text_there_is_none),
        TEST(the_library_says_its_version),
    };
    return RUN_TABLES(tables);
}
