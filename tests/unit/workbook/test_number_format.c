/* Formats of numbers: which show a day, which day a number is, and how all others are written. */
#include "unit/support.h"

#include <stdlib.h>

#include "charter/types.h"
#include "workbook/number_format.h"

typedef struct code_row {
    const char *name, *code;
    bool day;
} code_row;

static const code_row codes[] = {
    {"a day", "dd/mm/yyyy", true},
    {"letter case does not count", "YYYY-MM-DD", true},
    {"a month and a year", "mmm\\-yy", true},
    {"a month alone", "mmmm", true},
    {"a day with hours", "yyyy-mm-dd hh:mm", true},
    {"a language, and a name", "[$-40C]dddd\\ d\\ mmmm\\ yyyy;@", true},
    {"an era's year", "[$-411]ge.m.d", true},
    {"hours and minutes", "hh:mm", false},
    {"minutes and seconds", "mm:ss.0", false},
    {"hours of twelve", "h:mm AM/PM", false},
    {"hours that run on", "[h]:mm", false},
    {"minutes that run on", "[mm]:ss", false},
    {"a number", "0.00", false},
    {"General", "General", false},
    {"a number and a unit", "0.0\\ \"days\"", false},
    {"letters that are escaped", "0\\d\\m\\y", false},
    {"the width of a letter", "0_d", false},
    {"a letter that fills", "*d0", false},
    {"a colour", "[Red]0;[Cyan]-0", false},
    {"an exponent", "0.00E+00", false},
    {"what is negative says nothing", "0;dd/mm/yyyy", false},
    {"a quote that is not closed", "0\"dd", false},
    {"a bracket that is not closed", "0[dd", false},
    {"a backslash at the end", "0\\", false},
    {"nothing", "", false},
};

static void tells_days(void **state)
{
    const code_row *row = *state;
    assert_int_equal(ch_format_has_day(ch_text_of(row->code)), row->day);
}

typedef struct number_row {
    const char *name;
    double number;
    bool day, since_1904;
    const char *written;
} number_row;

static const number_row numbers[] = {
    {"the first day", 1, true, false, "1900-01-01"},
    {"the last before the fault", 59, true, false, "1900-02-28"},
    {"the day that never was", 60, true, false, "1900-02-29"},
    {"the first behind it", 61, true, false, "1900-03-01"},
    {"hours are left out", 46297.999, true, false, "2026-10-02"},
    {"the last day", 2958465.5, true, false, "9999-12-31"},
    {"no day behind it", 2958466, true, false, "2958466"},
    {"none before the first", 0, true, false, "0"},
    {"an hour is no day", 0.25, true, false, "0.25"},
    {"nor is what is negative", -3, true, false, "-3"},
    {"the first day of 1904", 0, true, true, "1904-01-01"},
    {"a leap day of 1904", 59, true, true, "1904-02-29"},
    {"the last day of that system", 2957003, true, true, "9999-12-31"},
    {"no day behind it, either", 2957004, true, true, "2957004"},
    {"a number is no day", 46297, false, false, "46297"},
    {"the shortest decimal", 0.1, false, false, "0.1"},
    {"as many digits as it takes", 0.1 + 0.2, false, false, "0.30000000000000004"},
    {"three decimals are three", 1.234, false, false, "1.234"},
    {"so are those of large numbers", -1234567.891, false, false, "-1234567.891"},
    {"four are none anyway", 1.2345, false, false, "1.2345"},
    {"small ones keep their exponent", 1e-7, false, false, "1e-7"},
    {"large ones have none as long as they can", 1e20, false, false, "100000000000000000000"},
};

static void writes(void **state)
{
    const number_row *row = *state;
    char out[CH_DOUBLE_SIZE];
    size_t length = ch_format_number(row->number, row->day, row->since_1904, out);
    assert_string_equal(out, row->written);
    assert_int_equal(length, strlen(out));
}

static void whole_numbers_are_known_as_they_stand(void **state)
{
    (void)state;
    static const char *const whole[] = {"1", "-12", "123456789012345671"}, *const others[] = {"",    "-",   "0",  "007",
                                                                                              "1.0", "1e3", "+1", "1 "};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        assert_true(ch_number_is_whole(ch_text_of(whole[i])));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(ch_number_is_whole(ch_text_of(others[i])));
}

/* Each day of both systems, one after the other, and none twice. */
static void days_follow_one_another(void **state)
{
    (void)state;
    for (int since_1904 = 0; since_1904 < 2; since_1904++) {
        charter_day before = CHARTER_NO_DAY, day;
        for (int number = 61; number <= 2957003; number += number % 977 == 0 ? 1 : 7) {
            char out[CH_DOUBLE_SIZE];
            size_t length = ch_format_number(number, true, since_1904 != 0, out);
            assert_true(charter_day_parse((charter_text){out, length}, &day));
            assert_true(before == CHARTER_NO_DAY || day > before);
            before = day;
        }
    }
}

/* Whatever the number, what is written is read back as it was. */
static void numbers_read_back(void **state)
{
    (void)state;
    uint64_t seed = 88172645463325252ULL;
    for (int i = 0; i < 20000; i++) {
        char out[CH_DOUBLE_SIZE];
        double number;
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        number = i % 2 == 0 ? (double)(int64_t)(seed >> 40) / 1000 : (double)(int64_t)seed / 3e9;
        ch_format_number(number, false, false, out);
        assert_true(strtod(out, NULL) == number);
    }
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(codes, tells_days),  TEST_ROWS(numbers, writes), TEST(whole_numbers_are_known_as_they_stand),
        TEST(days_follow_one_another), TEST(numbers_read_back),
    };
    return RUN_TABLES(tables);
}
