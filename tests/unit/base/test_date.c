/* Days and durations. */
#include "unit/support.h"

#include "base/date.h"

/* ---- days ---- */

typedef struct day_row {
    const char *name, *text;
    bool good;
    charter_day day;
} day_row;

static const day_row days[] = {
    {"the epoch is day nought", "1970-01-01", true, 0},
    {"the day before it is -1", "1969-12-31", true, -1},
    {"a day of this century", "2026-11-02", true, 20759},
    {"the first day of year 1", "0001-01-01", true, -719162},
    {"the last day of year 9999", "9999-12-31", true, 2932896},
    {"year 0 does not exist", "0000-12-31", false, 0},
    {"a leap day exists in a year that four divides", "2024-02-29", true, 19782},
    {"29 February does not exist in an ordinary year", "2026-02-29", false, 0},
    {"1900 was no leap year", "1900-02-29", false, 0},
    {"28 February 1900 exists", "1900-02-28", true, -25509},
    {"2000 was a leap year", "2000-02-29", true, 11016},
    {"2100 will be no leap year", "2100-02-29", false, 0},
    {"2400 will be a leap year", "2400-02-29", true, 157113},
    {"30 February never exists", "2024-02-30", false, 0},
    {"31 April never exists", "2026-04-31", false, 0},
    {"30 April exists", "2026-04-30", true, 20573},
    {"31 December exists", "2026-12-31", true, 20818},
    {"month 0 does not exist", "2026-00-10", false, 0},
    {"month 13 does not exist", "2026-13-01", false, 0},
    {"day 0 does not exist", "2026-01-00", false, 0},
    {"day 32 does not exist", "2026-01-32", false, 0},
    {"a month has two digits", "2026-1-01", false, 0},
    {"a day has two digits", "2026-01-1", false, 0},
    {"a year has four digits", "226-01-01", false, 0},
    {"a year of five digits is refused", "10000-01-01", false, 0},
    {"slashes are refused", "2026/01/01", false, 0},
    {"no separators are refused", "20260101", false, 0},
    {"a time is refused", "2026-01-01T00:00", false, 0},
    {"a blank before is refused", " 2026-01-01", false, 0},
    {"a blank after is refused", "2026-01-01 ", false, 0},
    {"a sign is refused", "-026-01-01", false, 0},
    {"a sign within is refused", "2026-+1-01", false, 0},
    {"letters are refused", "2026-01-0a", false, 0},
    {"nothing is refused", "", false, 0},
};

static void reads_day(void **state)
{
    const day_row *row = *state;
    charter_day read = 12345;
    assert_int_equal(charter_day_parse(ch_text_of(row->text), &read), row->good);
    assert_int_equal(read, row->good ? row->day : 12345);
    if (!row->good)
        return;
    char text[11];
    charter_day_format(read, text);
    assert_string_equal(text, row->text);
}

/* Every day of the calendar, in order: none is left out, and each is read as it was written. */
static void all_days_of_the_calendar_follow_one_another(void **state)
{
    (void)state;
    charter_day expected = -719162;
    for (int year = 1; year <= 9999; year++) {
        bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        for (int month = 1; month <= 12; month++) {
            int last = month == 2 ? (leap ? 29 : 28) : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
            for (int of_month = 1; of_month <= 31; of_month++) {
                char text[11] = {(char)('0' + year / 1000),
                                 (char)('0' + year / 100 % 10),
                                 (char)('0' + year / 10 % 10),
                                 (char)('0' + year % 10),
                                 '-',
                                 (char)('0' + month / 10),
                                 (char)('0' + month % 10),
                                 '-',
                                 (char)('0' + of_month / 10),
                                 (char)('0' + of_month % 10),
                                 '\0'};
                charter_day read = 0;
                if (charter_day_parse((ch_text){text, 10}, &read) != (of_month <= last))
                    fail_msg("%s", text);
                if (of_month > last)
                    continue;
                char written[11];
                charter_day_format(read, written);
                if (read != expected || strcmp(written, text) != 0)
                    fail_msg("%s is %d, not %d, and written %s", text, read, expected, written);
                expected++;
            }
        }
    }
    assert_int_equal(expected, 2932897);
}

/* ---- durations ---- */

typedef struct duration_row {
    const char *name, *text;
    bool good;
    int months, days;
} duration_row;

static const duration_row durations[] = {
    {"years are twelve months", "P2Y", true, 24, 0},
    {"months are months", "P6M", true, 6, 0},
    {"days are days", "P30D", true, 0, 30},
    {"weeks are seven days", "P2W", true, 0, 14},
    {"years, months and days add up", "P1Y2M3D", true, 14, 3},
    {"years and days may stand without months", "P1Y3D", true, 12, 3},
    {"nought days is a duration", "P0D", true, 0, 0},
    {"four digits are allowed", "P9999D", true, 0, 9999},
    {"all parts at their most do not overflow", "P9999Y9999M9999D", true, 129987, 9999},
    {"five digits are refused", "P10000D", false, 0, 0},
    {"leading zeros are read", "P01Y", true, 12, 0},
    {"weeks stand alone: not after years", "P1Y2W", false, 0, 0},
    {"weeks stand alone: not before days", "P2W3D", false, 0, 0},
    {"parts stand in order", "P1M1Y", false, 0, 0},
    {"a part stands once", "P1Y1Y", false, 0, 0},
    {"a P alone is refused", "P", false, 0, 0},
    {"a number without its letter is refused", "P30", false, 0, 0},
    {"a letter without its number is refused", "PY", false, 0, 0},
    {"a letter without its number is refused after a part", "P1YM", false, 0, 0},
    {"a number alone is refused", "30", false, 0, 0},
    {"no P is refused", "30D", false, 0, 0},
    {"small letters are refused", "p30d", false, 0, 0},
    {"a small part is refused", "P30d", false, 0, 0},
    {"hours are refused", "PT24H", false, 0, 0},
    {"a time after days is refused", "P1DT12H", false, 0, 0},
    {"a fraction is refused", "P1.5Y", false, 0, 0},
    {"a minus is refused", "P-1D", false, 0, 0},
    {"a minus before the P is refused", "-P1D", false, 0, 0},
    {"a blank is refused", "P1D ", false, 0, 0},
    {"words are refused", "2 years", false, 0, 0},
    {"nothing is refused", "", false, 0, 0},
};

static void reads_duration(void **state)
{
    const duration_row *row = *state;
    ch_duration read = {0};
    assert_int_equal(ch_duration_parse(ch_text_of(row->text), &read), row->good);
    assert_int_equal(read.given, row->good);
    assert_int_equal(read.months, row->months);
    assert_int_equal(read.days, row->days);
}

/* ---- adding ---- */

typedef struct sum_row {
    const char *name, *from, *lasts, *sum;
} sum_row;

static const sum_row sums[] = {
    {"days are added", "2026-03-30", "P3D", "2026-04-02"},
    {"nothing is added", "2026-03-30", "P0D", "2026-03-30"},
    {"weeks are added", "2026-12-28", "P1W", "2027-01-04"},
    {"a month keeps the day", "2026-01-15", "P1M", "2026-02-15"},
    {"a month is clamped to the end of February", "2026-01-31", "P1M", "2026-02-28"},
    {"a month is clamped to a leap February", "2024-01-31", "P1M", "2024-02-29"},
    {"a month is clamped to 30 days", "2026-03-31", "P1M", "2026-04-30"},
    {"a clamped day does not come back", "2026-02-28", "P1M", "2026-03-28"},
    {"two months at once are not clamped between", "2026-01-31", "P2M", "2026-03-31"},
    {"a year after a leap day is 28 February", "2024-02-29", "P1Y", "2025-02-28"},
    {"four years after a leap day is a leap day", "2024-02-29", "P4Y", "2028-02-29"},
    {"a hundred years after a leap day is 28 February where the century is ordinary", "2000-02-29", "P100Y",
     "2100-02-28"},
    {"months pass the year's end", "2026-11-30", "P3M", "2027-02-28"},
    {"twelve months are a year", "2026-12-31", "P12M", "2027-12-31"},
    {"months come before days", "2026-01-30", "P1M1D", "2026-03-01"},
    {"the last day of all stays", "9999-12-31", "P1D", "9999-12-31"},
    {"beyond the calendar is its last day", "9999-12-31", "P9999Y9999M9999D", "9999-12-31"},
    {"December 9999 is reached", "9999-11-30", "P1M", "9999-12-30"},
    {"year 1 is added to", "0001-01-31", "P1M", "0001-02-28"},
};

static void adds(void **state)
{
    const sum_row *row = *state;
    ch_duration lasts;
    char text[11];
    assert_true(ch_duration_parse(ch_text_of(row->lasts), &lasts));
    charter_day_format(ch_day_add(day(row->from), lasts), text);
    assert_string_equal(text, row->sum);
}

/* ---- periods ---- */

typedef struct period_row {
    const char *name;
    const char *from, *until; /* NULL: open */
    const char *day;
    bool begun, ended;
} period_row;

static const period_row periods[] = {
    {"an open period always holds", NULL, NULL, "2026-06-01", true, false},
    {"the first day is within", "2026-06-01", "2026-06-30", "2026-06-01", true, false},
    {"the last day is within", "2026-06-01", "2026-06-30", "2026-06-30", true, false},
    {"the day before has not begun", "2026-06-01", "2026-06-30", "2026-05-31", false, false},
    {"the day after has ended", "2026-06-01", "2026-06-30", "2026-07-01", true, true},
    {"a period without a beginning has begun", NULL, "2026-06-30", "0001-01-01", true, false},
    {"a period without an end never ends", "2026-06-01", NULL, "9999-12-31", true, false},
    {"one day is a period", "2026-06-01", "2026-06-01", "2026-06-01", true, false},
};

static charter_day day_or_none(const char *text)
{
    return text == NULL ? CHARTER_NO_DAY : day(text);
}

static void holds(void **state)
{
    const period_row *row = *state;
    ch_period period = {day_or_none(row->from), day_or_none(row->until)};
    assert_int_equal(ch_period_begun(period, day(row->day)), row->begun);
    assert_int_equal(ch_period_ended(period, day(row->day)), row->ended);
    assert_int_equal(ch_period_holds(period, day(row->day)), row->begun && !row->ended);
}

typedef struct overlap_row {
    const char *name;
    const char *from, *until, *other_from, *other_until;
    bool overlap;
} overlap_row;

static const overlap_row overlaps[] = {
    {"two open periods overlap", NULL, NULL, NULL, NULL, true},
    {"periods that share one day overlap", "2026-01-01", "2026-06-30", "2026-06-30", "2026-12-31", true},
    {"periods that follow one another do not", "2026-01-01", "2026-06-30", "2026-07-01", "2026-12-31", false},
    {"a period within another overlaps it", "2026-01-01", "2026-12-31", "2026-03-01", "2026-03-31", true},
    {"an end and a later beginning do not overlap", NULL, "2026-06-30", "2026-07-01", NULL, false},
    {"an end and an earlier beginning overlap", NULL, "2026-06-30", "2026-06-01", NULL, true},
    {"an open period overlaps every other", NULL, NULL, "2026-06-01", "2026-06-01", true},
};

static void overlap(void **state)
{
    const overlap_row *row = *state;
    ch_period a = {day_or_none(row->from), day_or_none(row->until)};
    ch_period b = {day_or_none(row->other_from), day_or_none(row->other_until)};
    assert_int_equal(ch_period_overlap(a, b), row->overlap);
    assert_int_equal(ch_period_overlap(b, a), row->overlap);
}

/* ---- days, of which one is meant ---- */

typedef struct days_row {
    const char *name, *text;
    const char *first, *last; /* NULL: they are none */
    const char *shortest;     /* NULL: as it stands */
} days_row;

static const days_row several[] = {
    {"a day", "2026-03-31", "2026-03-31", "2026-03-31", NULL},
    {"a month", "2026-03", "2026-03-01", "2026-03-31", NULL},
    {"a month of a leap year", "2024-02", "2024-02-01", "2024-02-29", NULL},
    {"a year", "2026", "2026-01-01", "2026-12-31", NULL},
    {"a leap year", "2024", "2024-01-01", "2024-12-31", NULL},
    {"months", "2025-10/2025-12", "2025-10-01", "2025-12-31", NULL},
    {"months of two years", "2025-12/2026-01", "2025-12-01", "2026-01-31", NULL},
    {"days", "2025-10-02/2025-12-30", "2025-10-02", "2025-12-30", NULL},
    {"a day and a month", "2025-10-02/2025-12", "2025-10-02", "2025-12-31", "2025-10-02/2025-12-31"},
    {"one day twice", "2025-10-02/2025-10-02", "2025-10-02", "2025-10-02", "2025-10-02"},
    {"one month twice", "2025-10/2025-10", "2025-10-01", "2025-10-31", "2025-10"},
    {"all months of a year", "2025-01/2025-12", "2025-01-01", "2025-12-31", "2025"},
    {"from the end of a year", "2025-12-31/2026-12-31", "2025-12-31", "2026-12-31", NULL},
    {"a day more than a year", "2024-01-01/2025-01-01", NULL, NULL, NULL},
    {"two years", "2025/2026", NULL, NULL, NULL},
    {"backwards", "2025-12/2025-10", NULL, NULL, NULL},
    {"no end", "2025-10/", NULL, NULL, NULL},
    {"no beginning", "/2025-10", NULL, NULL, NULL},
    {"three of them", "2025-10/2025-11/2025-12", NULL, NULL, NULL},
    {"month 13", "2025-13", NULL, NULL, NULL},
    {"month nought", "2025-00", NULL, NULL, NULL},
    {"year nought", "0000", NULL, NULL, NULL},
    {"a month of one digit", "2025-1", NULL, NULL, NULL},
    {"a day that does not exist", "2025-02-29", NULL, NULL, NULL},
    {"a year of three digits", "202", NULL, NULL, NULL},
    {"nothing", "", NULL, NULL, NULL},
};

static void reads_days(void **state)
{
    const days_row *row = *state;
    ch_days read = CH_NO_DAYS;
    char text[CHARTER_DAYS_SIZE];
    assert_int_equal(ch_days_parse(ch_text_of(row->text), &read), row->first != NULL);
    if (row->first == NULL)
        return;
    assert_int_equal(read.first, day_or_none(row->first));
    assert_int_equal(read.last, day_or_none(row->last));
    charter_days_format(read.first, read.last, text);
    assert_string_equal(text, row->shortest != NULL ? row->shortest : row->text);
}

/* Whatever the days, they are read as they were written. */
static void all_days_of_two_years_are_read_back(void **state)
{
    ch_day begin = ch_day_of(2023, 12, 1), end = ch_day_of(2025, 2, 1);
    (void)state;
    for (ch_day first = begin; first < end; first++)
        for (ch_day last = first; last < end && last - first < CH_DAYS_MOST; last++) {
            char text[CHARTER_DAYS_SIZE];
            ch_days read;
            charter_days_format(first, last, text);
            assert_true(ch_days_parse(ch_text_of(text), &read));
            assert_true(read.first == first && read.last == last);
        }
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(days, reads_day),
        TEST(all_days_of_the_calendar_follow_one_another),
        TEST_ROWS(durations, reads_duration),
        TEST_ROWS(sums, adds),
        TEST_ROWS(periods, holds),
        TEST_ROWS(overlaps, overlap),
        TEST_ROWS(several, reads_days),
        TEST(all_days_of_two_years_are_read_back),
    };
    return RUN_TABLES(tables);
}
