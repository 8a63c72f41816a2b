/* What people write in cells: numbers, answers and blanks. A table of words by what they are read as. */
#include "intake/cell.h"

#include "unit/support.h"

typedef struct number_row {
    const char *name, *cell;
    const char *point, *comma, *unsaid; /* by decimal mark; NULL: it is not read */
    const char *whole;                  /* of a whole number, with no mark said */
} number_row;

static const number_row numbers[] = {
    {"digits", "1234", "1234", "1234", "1234", "1234"},
    {"a space between groups", "1 234 567", "1234567", "1234567", "1234567", "1234567"},
    {"a no-break space",
     "1\xC2\xA0"
     "234",
     "1234", "1234", "1234", "1234"},
    {"a narrow no-break space",
     "1\xE2\x80\xAF"
     "234",
     "1234", "1234", "1234", "1234"},
    {"an apostrophe", "1'234", "1234", "1234", "1234", "1234"},
    {"a space in the wrong place", "12 34", NULL, NULL, NULL, NULL},
    {"a decimal comma", "1234,5", NULL, "1234.5", "1234.5", NULL},
    {"a decimal comma behind groups", "1 234,5", NULL, "1234.5", "1234.5", NULL},
    {"points in groups, a decimal comma", "1.234,50", NULL, "1234.50", "1234.50", NULL},
    {"commas in groups, a decimal point", "1,234.50", "1234.50", NULL, "1234.50", NULL},
    {"several commas", "1,234,567", "1234567", NULL, "1234567", "1234567"},
    {"several points", "1.234.567", NULL, "1234567", "1234567", "1234567"},
    {"what could be two numbers", "1,234", "1234", "1.234", NULL, NULL},
    {"a decimal comma behind a nought", "0,125", NULL, "0.125", "0.125", NULL},
    {"a point before three digits may be either mark", "1.234", "1.234", "1234", NULL, NULL},
    {"a whole number with decimals", "12.0", "12.0", NULL, "12.0", "12"},
    {"the same with a comma", "12,0", NULL, "12.0", "12.0", "12"},
    {"euros", "12 \xE2\x82\xAC", "12", "12", "12", "12"},
    {"euros before",
     "\xE2\x82\xAC"
     "12",
     "12", "12", "12", "12"},
    {"a percentage is two things", "12 %", NULL, NULL, NULL, NULL},
    {"a unit", "12 kWh", NULL, NULL, NULL, NULL},
    {"a sign", "-3", "-3", "-3", "-3", NULL},
    {"a plus", "+3", "3", "3", "3", "3"},
    {"leading noughts", "007", "7", "7", "7", "7"},
    {"nought", "0", "0", "0", "0", "0"},
    {"no digits", ",", NULL, NULL, NULL, NULL},
    {"nothing", "", NULL, NULL, NULL, NULL},
    {"a mark at the end", "12,", NULL, NULL, NULL, NULL},
    {"a mark at the beginning", ".5", NULL, NULL, NULL, NULL},
    {"more digits than there is room for", "123456789012345678901234567890123456789012345678901234567890123", NULL,
     NULL, NULL, NULL},
    {"a word", "many", NULL, NULL, NULL, NULL},
    {"an interval", "10-20", NULL, NULL, NULL, NULL},
};

static void reads(const char *cell, ch_decimal decimal, bool whole, const char *expected)
{
    char number[CH_CELL_NUMBER_MAX];
    bool read = ch_cell_number(ch_text_of(cell), decimal, whole, number);
    assert_string_equal(read ? number : "not read", expected == NULL ? "not read" : expected);
}

static void number_is_read(void **state)
{
    const number_row *row = *state;
    reads(row->cell, CH_DECIMAL_POINT, false, row->point);
    reads(row->cell, CH_DECIMAL_COMMA, false, row->comma);
    reads(row->cell, CH_DECIMAL_UNSAID, false, row->unsaid);
    reads(row->cell, CH_DECIMAL_UNSAID, true, row->whole);
}

static void answers_are_read_in_both_languages(void **state)
{
    (void)state;
    static const char *const yes[] = {"true", "yes", "vrai", "oui"}, *const no[] = {"false", "no", "faux", "non"};
    for (size_t i = 0; i < COUNT_OF(yes); i++) {
        assert_string_equal(ch_cell_bool(ch_text_of(yes[i])), "true");
        assert_string_equal(ch_cell_bool(ch_text_of(no[i])), "false");
    }
    assert_null(ch_cell_bool(ch_text_of("1")));
    assert_null(ch_cell_bool(ch_text_of("perhaps")));
}

static void blanks_are_known(void **state)
{
    (void)state;
    static const char *const blanks[] = {"n/a", "#n/a", "n/d", "-", "\xE2\x80\x93", "\xE2\x80\x94"};
    for (size_t i = 0; i < COUNT_OF(blanks); i++)
        assert_true(ch_cell_is_blank(ch_text_of(blanks[i])));
    assert_false(ch_cell_is_blank(ch_text_of("none")));
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(numbers, number_is_read),
        TEST(answers_are_read_in_both_languages),
        TEST(blanks_are_known),
    };
    return RUN_TABLES(tables);
}
