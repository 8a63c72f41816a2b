/* Messages: a text, its arguments, and the language that a report chooses later. */
#include "unit/support.h"

#include "base/message.h"

#include <stdio.h>

#define TEXT(literal) CH_LITERAL(literal)

typedef struct test_row {
    const char *name;
    ch_message message;
    const char *said;
} test_row;

static const test_row rows[] = {
    {"a text without arguments is said as it is", {.text = "this is empty"}, "this is empty"},
    {"nothing to say is nothing", {.text = NULL}, ""},
    {"an argument stands where it is asked for",
     {.text = "no \"%s\" here", .args = {CH_TEXT_INIT("tool")}},
     "no \"tool\" here"},
    {"arguments stand in their order", {.text = "%s, %s", .args = {CH_TEXT_INIT("a"), CH_TEXT_INIT("b")}}, "a, b"},
    {"numbered arguments stand in any order",
     {.text = "%2$s before %1$s", .args = {CH_TEXT_INIT("a"), CH_TEXT_INIT("b")}},
     "b before a"},
    {"a numbered argument may stand twice", {.text = "%1$s and %1$s", .args = {CH_TEXT_INIT("a")}}, "a and a"},
    {"the fourth argument is the last",
     {.text = "%4$s%3$s%2$s%1$s", .args = {CH_TEXT_INIT("a"), CH_TEXT_INIT("b"), CH_TEXT_INIT("c"), CH_TEXT_INIT("d")}},
     "dcba"},
    {"a fifth argument does not exist: it is said as it stands",
     {.text = "%5$s", .args = {CH_TEXT_INIT("a"), CH_TEXT_INIT("b"), CH_TEXT_INIT("c"), CH_TEXT_INIT("d")}},
     "%5$s"},
    {"two per cent signs are one", {.text = "directives (%%YAML)"}, "directives (%YAML)"},
    {"a per cent sign at the end is itself", {.text = "100 %"}, "100 %"},
    {"a per cent sign before a letter is itself", {.text = "50 %d"}, "50 %d"},
    {"a number without its letters is itself", {.text = "%1", .args = {CH_TEXT_INIT("a")}}, "%1"},
    {"a number without its s is itself", {.text = "%1$d", .args = {CH_TEXT_INIT("a")}}, "%1$d"},
    {"per cent signs of an argument mean nothing",
     {.text = "<%s>", .args = {CH_TEXT_INIT("%s%n%1$s%%")}},
     "<%s%n%1$s%%>"},
    {"an absent argument is nothing", {.text = "<%s>"}, "<>"},
    {"an empty argument is nothing", {.text = "<%s>", .args = {CH_TEXT_INIT("")}}, "<>"},
    {"a slice is said up to its length", {.text = "<%s>", .args = {{"abcdef", 3}}}, "<abc>"},
    {"one is singular", {.text = "%s tool", .plural = "%s tools", .number = 1, .args = {CH_TEXT_INIT("1")}}, "1 tool"},
    {"two are plural", {.text = "%s tool", .plural = "%s tools", .number = 2, .args = {CH_TEXT_INIT("2")}}, "2 tools"},
    {"nought is plural in English",
     {.text = "%s tool", .plural = "%s tools", .number = 0, .args = {CH_TEXT_INIT("0")}},
     "0 tools"},
};

static void says(void **state)
{
    const test_row *row = *state;
    ch_buffer buffer = ch_buffer_init(1000);
    ch_message_add(&buffer, &row->message, CHARTER_EN);
    assert_text_equal(ch_buffer_text(&buffer), row->said);
    ch_buffer_clear(&buffer);
    char text[100] = "untouched";
    assert_int_equal(ch_message_print(&row->message, CHARTER_EN, text, sizeof text), strlen(row->said));
    assert_string_equal(text, row->said);
}

/* These texts are in no catalogue: it is the choice between the two that is seen. */
static void nought_and_one_are_singular_in_french(void **state)
{
    (void)state;
    static const struct {
        uint64_t number;
        const char *said;
    } french[] = {{0, "un"}, {1, "un"}, {2, "des"}, {UINT64_MAX, "des"}};
    for (size_t i = 0; i < COUNT_OF(french); i++) {
        ch_message message = {.text = "un", .plural = "des", .number = french[i].number};
        char text[10];
        ch_message_print(&message, CHARTER_FR, text, sizeof text);
        assert_string_equal(text, french[i].said);
    }
}

static void a_spoken_argument_is_translated_and_a_quoted_one_is_not(void **state)
{
    (void)state;
    const char *english = "this is empty";
    ch_message message = ch_say2("<%1$s> <%2$s>", ch_text_of(english), ch_text_of(english));
    message.spoken = 2;
    char text[200], expected[200] = "<this is empty> <";
    strcat(strcat(expected, charter_translate(CHARTER_FR, english)), ">");
    ch_message_print(&message, CHARTER_FR, text, sizeof text);
    assert_string_equal(text, expected);
    ch_message_print(&message, CHARTER_EN, text, sizeof text);
    assert_string_equal(text, "<this is empty> <this is empty>");
}

static void a_spoken_argument_that_is_absent_is_nothing(void **state)
{
    (void)state;
    ch_message message = {.text = "<%s>", .spoken = 1};
    char text[10];
    assert_int_equal(ch_message_print(&message, CHARTER_FR, text, sizeof text), 2);
    assert_string_equal(text, "<>");
}

static void a_day_is_written_out_in_the_language(void **state)
{
    (void)state;
    static const struct {
        const char *day, *english, *french;
    } days[] = {
        {"2026-12-15", "until 15 December 2026", "jusqu’au 15 décembre 2026"},
        {"2026-01-01", "until 1 January 2026", "jusqu’au 1er janvier 2026"},
        {"2024-02-29", "until 29 February 2024", "jusqu’au 29 février 2024"},
        {"2026-08-11", "until 11 August 2026", "jusqu’au 11 août 2026"},
        {"0001-01-01", "until 1 January 1", "jusqu’au 1er janvier 1"},
        {"9999-12-31", "until 31 December 9999", "jusqu’au 31 décembre 9999"},
    };
    for (size_t i = 0; i < COUNT_OF(days); i++) {
        ch_message message = ch_with_day(ch_say("until %s"), 0, day(days[i].day));
        char text[100];
        ch_message_print(&message, CHARTER_EN, text, sizeof text);
        assert_string_equal(text, days[i].english);
        ch_message_print(&message, CHARTER_FR, text, sizeof text);
        assert_string_equal(text, days[i].french);
    }
}

static void every_month_has_its_name(void **state)
{
    (void)state;
    static const char *const french[] = {"janvier", "février", "mars",      "avril",   "mai",      "juin",
                                         "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
    for (int month = 1; month <= 12; month++) {
        ch_message message = ch_with_day(ch_say("%s"), 0, ch_day_of(2026, month, 2));
        char text[100], said[100];
        snprintf(said, sizeof said, "2 %s 2026", french[month - 1]);
        ch_message_print(&message, CHARTER_FR, text, sizeof text);
        assert_string_equal(text, said);
    }
}

static void a_day_stands_beside_texts_in_any_order(void **state)
{
    (void)state;
    ch_arena arena = {0};
    ch_message message =
        ch_with_day(ch_say3("%2$s: %1$s, %3$s", TEXT("a"), CH_NO_TEXT, TEXT("c")), 1, day("2026-03-31"));
    ch_message other = ch_with_day(message, 1, day("2026-04-01")), none = message;
    none.dated = 0;
    assert_true(ch_message_keep(&message, &arena)); /* a day needs no keeping */
    char text[100];
    ch_message_print(&message, CHARTER_EN, text, sizeof text);
    assert_string_equal(text, "31 March 2026: a, c");
    assert_true(ch_message_same(&message, &message));
    assert_false(ch_message_same(&message, &other));
    assert_false(ch_message_same(&message, &none));
    ch_arena_clear(&arena);
}

/* Days of summaries are a stranger's. */
static void what_is_no_day_is_written_as_a_date_that_does_not_exist(void **state)
{
    (void)state;
    const ch_day none[] = {CHARTER_NO_DAY, INT32_MAX, ch_day_of(10000, 1, 1)};
    for (size_t i = 0; i < COUNT_OF(none); i++) {
        ch_message message = ch_with_day(ch_say("%s"), 0, none[i]);
        char text[100];
        ch_message_print(&message, CHARTER_FR, text, sizeof text);
        assert_string_equal(text, "0000-00-00");
    }
}

static void printing_writes_as_snprintf_writes(void **state)
{
    (void)state;
    ch_message message = ch_say1("no %s", TEXT("tool"));
    char text[16] = "0123456789abcde";
    assert_int_equal(ch_message_print(&message, CHARTER_EN, NULL, 0), 7);
    assert_int_equal(ch_message_print(&message, CHARTER_EN, text, 5), 7);
    assert_string_equal(text, "no t");
    assert_int_equal(text[5], '5'); /* nothing beyond the NUL */
    assert_int_equal(ch_message_print(&message, CHARTER_EN, text, 1), 7);
    assert_string_equal(text, "");
    assert_int_equal(ch_message_print(&message, CHARTER_EN, text, 8), 7);
    assert_string_equal(text, "no tool");
    assert_int_equal(ch_message_print(&CH_SILENCE, CHARTER_EN, text, sizeof text), 0);
    assert_string_equal(text, "");
}

static void a_kept_message_outlives_its_arguments(void **state)
{
    (void)state;
    ch_arena arena = {0};
    char argument[] = "tool";
    ch_message message = ch_say2("%2$s no %1$s", ch_text_of(argument), CH_NO_TEXT);
    assert_true(ch_message_keep(&message, &arena));
    memset(argument, 'x', sizeof argument - 1);
    char text[20];
    ch_message_print(&message, CHARTER_EN, text, sizeof text);
    assert_string_equal(text, " no tool");
    ch_arena_clear(&arena);
}

static void numbers_days_and_lists_become_arguments(void **state)
{
    (void)state;
    ch_arena arena = {0};
    assert_text_equal(ch_text_int(&arena, 0), "0");
    assert_text_equal(ch_text_int(&arena, 1048576), "1048576");
    assert_text_equal(ch_text_int(&arena, INT64_MIN), "-9223372036854775808");
    assert_text_equal(ch_text_day(&arena, day("2026-03-31")), "2026-03-31");
    ch_text list = ch_text_listed(&arena, CH_NO_TEXT, TEXT("a"));
    assert_text_equal(list, "a");
    list = ch_text_listed(&arena, list, TEXT("b"));
    assert_text_equal(ch_text_listed(&arena, list, TEXT("c")), "a, b, c");
    ch_arena_clear(&arena);
}

/* ---- languages ---- */

typedef struct lang_row {
    const char *name, *text;
    bool known;
    charter_lang lang;
} lang_row;

static const lang_row langs[] = {
    {"fr is French", "fr", true, CHARTER_FR},
    {"en is English", "en", true, CHARTER_EN},
    {"a locale of France is French", "fr_FR.UTF-8", true, CHARTER_FR},
    {"a hyphenated locale is known", "en-GB", true, CHARTER_EN},
    {"a charset after the language is known", "fr.UTF-8", true, CHARTER_FR},
    {"German is not spoken", "de", false, CHARTER_EN},
    {"C is not spoken", "C", false, CHARTER_EN},
    {"nothing is not spoken", "", false, CHARTER_EN},
    {"one letter is not spoken", "f", false, CHARTER_EN},
    {"Frisian of three letters is no French", "fry", false, CHARTER_EN},
};

static void parses_lang(void **state)
{
    const lang_row *row = *state;
    charter_lang lang = (charter_lang)77;
    assert_int_equal(charter_lang_parse(row->text, &lang), row->known);
    assert_int_equal(lang, row->known ? row->lang : (charter_lang)77);
}

static void a_message_that_the_catalogue_lacks_is_said_in_english(void **state)
{
    (void)state;
    const char *unheard = "a message that nobody has ever translated";
    assert_ptr_equal(charter_translate(CHARTER_FR, unheard), unheard);
    assert_ptr_equal(charter_translate(CHARTER_EN, unheard), unheard);
    assert_ptr_equal(charter_translate(CHARTER_EN, "this is empty"), "this is empty");
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(rows, says),
        TEST(nought_and_one_are_singular_in_french),
        TEST(a_spoken_argument_is_translated_and_a_quoted_one_is_not),
        TEST(a_spoken_argument_that_is_absent_is_nothing),
        TEST(a_day_is_written_out_in_the_language),
        TEST(every_month_has_its_name),
        TEST(a_day_stands_beside_texts_in_any_order),
        TEST(what_is_no_day_is_written_as_a_date_that_does_not_exist),
        TEST(printing_writes_as_snprintf_writes),
        TEST(a_kept_message_outlives_its_arguments),
        TEST(numbers_days_and_lists_become_arguments),
        TEST_ROWS(langs, parses_lang),
        TEST(a_message_that_the_catalogue_lacks_is_said_in_english),
    };
    return RUN_TABLES(tables);
}
