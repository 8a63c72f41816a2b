/* What a charter lists, told to programs. */
#include <stdio.h>

#include "unit/support.h"

static const char law_text[] =
    "charter: 1\n"
    "id: town\n"
    "version: \"2026.1\"\n"
    "title: {en: Town rules, fr: Règles de la ville}\n"
    "lang: fr\n"
    "from: 2026-01-01\n"
    "until: 2026-12-31\n"
    "data: {public: {title: Public}, personal: {above: public}}\n"
    "duties: {training: {title: Formation, due: before}, review: {due: after}}\n"
    "fields:\n"
    "  audience: {type: choice, values: [staff, everyone], title: {en: Who reads it, fr: Qui le lit}}\n"
    "  pages: {type: number}\n"
    "tools:\n"
    "  writer: {title: Writer, status: tolerated, from: 2026-02-01, until: 2026-03-31}\n"
    "  robot: {status: banned}\n"
    "activities:\n"
    "  drafting: {title: {en: Drafting, fr: Rédaction}, status: restricted}\n";

static charter *law;

typedef struct entry_row {
    const char *name;
    charter_vocabulary vocabulary;
    size_t index;
    const char *id, *english, *french, *status, *from, *until; /* NULL: none */
} entry_row;

static const entry_row entries[] = {
    {"an activity with titles", CHARTER_LISTED_ACTIVITIES, 0, "drafting", "Drafting", "Rédaction", "restricted", NULL,
     NULL},
    {"a tool with days", CHARTER_LISTED_TOOLS, 0, "writer", "Writer", "Writer", "tolerated", "2026-02-01",
     "2026-03-31"},
    {"a tool without a title", CHARTER_LISTED_TOOLS, 1, "robot", NULL, NULL, "banned", NULL, NULL},
    {"a data class", CHARTER_LISTED_DATA, 0, "public", "Public", "Public", NULL, NULL, NULL},
    {"another", CHARTER_LISTED_DATA, 1, "personal", NULL, NULL, NULL, NULL, NULL},
    {"a duty", CHARTER_LISTED_DUTIES, 0, "training", "Formation", "Formation", NULL, NULL, NULL},
    {"a field", CHARTER_LISTED_FIELDS, 0, "audience", "Who reads it", "Qui le lit", NULL, NULL, NULL},
    {"no activity", CHARTER_LISTED_ACTIVITIES, 1, NULL, NULL, NULL, NULL, NULL, NULL},
    {"no tool at all", CHARTER_LISTED_TOOLS, SIZE_MAX, NULL, NULL, NULL, NULL, NULL, NULL},
    {"a vocabulary that is none", (charter_vocabulary)CHARTER_VOCABULARIES, 0, NULL, NULL, NULL, NULL, NULL, NULL},
};

static void assert_told(charter_text text, const char *expected)
{
    if (expected == NULL)
        assert_null(text.at);
    else
        assert_text_equal(text, expected);
}

static void assert_word(const char *word, const char *expected)
{
    if (expected == NULL)
        assert_null(word);
    else
        assert_string_equal(word, expected);
}

static void test_entry(void **state)
{
    const entry_row *r = *state;
    charter_day from = r->from == NULL ? CHARTER_NO_DAY : day(r->from);
    charter_day until = r->until == NULL ? CHARTER_NO_DAY : day(r->until);
    assert_told(charter_entry_id(law, 0, r->vocabulary, r->index), r->id);
    assert_told(charter_entry_title(law, 0, r->vocabulary, r->index, CHARTER_EN), r->english);
    assert_told(charter_entry_title(law, 0, r->vocabulary, r->index, CHARTER_FR), r->french);
    assert_told(charter_entry_title(law, 0, r->vocabulary, r->index, (charter_lang)9), r->english);
    assert_word(charter_entry_status(law, 0, r->vocabulary, r->index), r->status);
    assert_int_equal(charter_entry_from(law, 0, r->vocabulary, r->index), from);
    assert_int_equal(charter_entry_until(law, 0, r->vocabulary, r->index), until);
    assert_null(charter_entry_id(law, 1, r->vocabulary, r->index).at);
    assert_null(charter_entry_status(law, 1, r->vocabulary, r->index));
}

static void test_each_vocabulary_is_counted_and_called_by_its_key(void **state)
{
    (void)state;
    static const size_t counts[] = {1, 2, 2, 2, 2};
    static const char *const names[] = {"activities", "tools", "data", "duties", "fields"};
    for (int i = 0; i < CHARTER_VOCABULARIES; i++) {
        assert_string_equal(charter_vocabulary_name((charter_vocabulary)i), names[i]);
        assert_int_equal(charter_entry_count(law, 0, (charter_vocabulary)i), counts[i]);
        assert_int_equal(charter_entry_count(law, 1, (charter_vocabulary)i), 0);
    }
    assert_null(charter_vocabulary_name((charter_vocabulary)-1));
    assert_int_equal(charter_entry_count(law, 0, (charter_vocabulary)-1), 0);
}

static void test_duties_say_when_they_are_due(void **state)
{
    (void)state;
    assert_word(charter_duty_due(law, 0, 0), "before");
    assert_word(charter_duty_due(law, 0, 1), "after");
    assert_word(charter_duty_due(law, 0, 2), NULL);
    assert_word(charter_duty_due(law, 1, 0), NULL);
}

static void test_fields_say_what_they_hold(void **state)
{
    (void)state;
    assert_word(charter_field_type(law, 0, 0), "choice");
    assert_word(charter_field_type(law, 0, 1), "number");
    assert_word(charter_field_type(law, 0, 2), NULL);
    assert_int_equal(charter_field_value_count(law, 0, 0), 2);
    assert_told(charter_field_value(law, 0, 0, 0), "staff");
    assert_told(charter_field_value(law, 0, 0, 1), "everyone");
    assert_told(charter_field_value(law, 0, 0, 2), NULL);
    assert_int_equal(charter_field_value_count(law, 0, 1), 0);
    assert_told(charter_field_value(law, 0, 1, 0), NULL);
    assert_int_equal(charter_field_value_count(law, 1, 0), 0);
}

static void test_the_version_of_a_day_is_found_with_its_title(void **state)
{
    (void)state;
    size_t version = 7;
    assert_false(charter_version_on(law, day("2025-12-31"), &version));
    assert_false(charter_version_on(law, CHARTER_NO_DAY, &version));
    assert_int_equal(version, 7);
    assert_true(charter_version_on(law, day("2026-12-31"), &version));
    assert_int_equal(version, 0);
    assert_told(charter_version_title(law, 0, CHARTER_EN), "Town rules");
    assert_told(charter_version_title(law, 0, CHARTER_FR), "Règles de la ville");
    assert_told(charter_version_title(law, 1, CHARTER_FR), NULL);
}

static const test_table tables[] = {
    TEST_ROWS(entries, test_entry),
    TEST(test_each_vocabulary_is_counted_and_called_by_its_key),
    TEST(test_duties_say_when_they_are_due),
    TEST(test_fields_say_what_they_hold),
    TEST(test_the_version_of_a_day_is_found_with_its_title),
};

int main(void)
{
    law = good_charter(law_text);
    int failed = RUN_TABLES(tables);
    charter_free(law);
    return failed;
}
