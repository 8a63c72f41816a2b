/* Small pieces of text for people. */
#include "unit/report/reporting.h"

#include "report/prose/phrases.h"

static const char *taken(ch_buffer *buffer)
{
    static char text[256];
    assert_false(buffer->failed);
    assert_true(buffer->length < sizeof text);
    if (buffer->length > 0)
        memcpy(text, buffer->at, buffer->length);
    text[buffer->length] = '\0';
    ch_buffer_clear(buffer);
    return text;
}

typedef struct count_row {
    const char *name;
    uint64_t number;
    const char *english, *french;
} count_row;

static const count_row counts[] = {
    {"none is plural in English and singular in French", 0, "0 declarations", "0 d\u00e9claration"},
    {"one is singular in both", 1, "1 declaration", "1 d\u00e9claration"},
    {"two are plural in both", 2, "2 declarations", "2 d\u00e9clarations"},
    {"999 need no group", 999, "999 declarations", "999 d\u00e9clarations"},
    {"thousands are set apart", 1000, "1,000 declarations", "1\u202f000 d\u00e9clarations"},
    {"millions too", 1234567, "1,234,567 declarations", "1\u202f234\u202f567 d\u00e9clarations"},
};

static void counts_in_both_languages(void **state)
{
    static const ch_counted declarations = {"%s declaration", "%s declarations"};
    const count_row *row = *state;
    ch_buffer buffer = ch_buffer_init(256);
    ch_phrase_counted(&buffer, CHARTER_EN, &declarations, row->number);
    assert_string_equal(taken(&buffer), row->english);
    ch_phrase_counted(&buffer, CHARTER_FR, &declarations, row->number);
    assert_string_equal(taken(&buffer), row->french);
}

typedef struct interval_row {
    const char *name;
    ch_interval interval;
    const char *english, *french;
} interval_row;

static const interval_row intervals[] = {
    {"both ends are told", {0.2, 0.5}, "0.2 to 0.5", "0,2 \u00e0 0,5"},
    {"equal ends are told once", {12, 12}, "12", "12"},
    {"nought is nought", {0, 0}, "0", "0"},
    {"three digits are enough", {15.3456, 456.789}, "15.3 to 457", "15,3 \u00e0 457"},
    {"a figure near a thousand is not in powers of ten", {999.4, 999.9}, "999 to 1,000", "999 \u00e0 1\u202f000"},
    {"large figures are grouped", {18000, 1234567}, "18,000 to 1,234,567", "18\u202f000 \u00e0 1\u202f234\u202f567"},
};

static void tells_intervals(void **state)
{
    const interval_row *row = *state;
    ch_buffer buffer = ch_buffer_init(256);
    ch_phrase_interval(&buffer, CHARTER_EN, row->interval);
    assert_string_equal(taken(&buffer), row->english);
    ch_phrase_interval(&buffer, CHARTER_FR, row->interval);
    assert_string_equal(taken(&buffer), row->french);
}

typedef struct duration_row {
    const char *name;
    ch_duration duration;
    const char *english, *french;
} duration_row;

static const duration_row durations[] = {
    {"days", {0, 30, true}, "30 days", "30 jours"},
    {"one day", {0, 1, true}, "1 day", "1 jour"},
    {"no day at all", {0, 0, true}, "0 days", "0 jour"},
    {"months", {6, 0, true}, "6 months", "6 mois"},
    {"months that make a year", {12, 0, true}, "1 year", "1 an"},
    {"everything", {25, 3, true}, "2 years, 1 month, 3 days", "2 ans, 1 mois, 3 jours"},
};

static void tells_durations(void **state)
{
    const duration_row *row = *state;
    ch_buffer buffer = ch_buffer_init(256);
    ch_phrase_duration(&buffer, CHARTER_EN, row->duration);
    assert_string_equal(taken(&buffer), row->english);
    ch_phrase_duration(&buffer, CHARTER_FR, row->duration);
    assert_string_equal(taken(&buffer), row->french);
}

static void lists_have_what_separates_them_between_their_items_alone(void **state)
{
    (void)state;
    ch_buffer buffer = ch_buffer_init(256);
    ch_buffer_literal(&buffer, "x: ");
    size_t start = buffer.length;
    for (int i = 0; i < 3; i++) {
        ch_phrase_comma(&buffer, start);
        ch_buffer_literal(&buffer, "a");
    }
    ch_phrase_semicolon(&buffer, CHARTER_EN, start);
    ch_phrase_semicolon(&buffer, CHARTER_FR, start);
    assert_string_equal(taken(&buffer), "x: a, a, a; \u202f; ");
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(counts, counts_in_both_languages),
        TEST_ROWS(intervals, tells_intervals),
        TEST_ROWS(durations, tells_durations),
        TEST(lists_have_what_separates_them_between_their_items_alone),
    };
    return RUN_TABLES(tables);
}
