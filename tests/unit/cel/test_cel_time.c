/* CEL's timestamps and durations. */
#include "unit/support.h"

#include <stdio.h>
#include <stdlib.h>

#include "cel/time.h"

/* A copy in memory of just its size, so that a sanitizer sees any read beyond. */
static char *exact_copy(const char *text)
{
    size_t length = strlen(text);
    char *copy = malloc(length > 0 ? length : 1);
    assert_non_null(copy);
    memcpy(copy, text, length);
    return copy;
}

static ch_time_status read_instant(const char *text, ch_instant *out)
{
    char *copy = exact_copy(text);
    ch_time_status status = ch_instant_read((ch_text){copy, strlen(text)}, out);
    free(copy);
    return status;
}

static ch_time_status read_nanos(const char *text, ch_nanos *out)
{
    char *copy = exact_copy(text);
    ch_time_status status = ch_nanos_read((ch_text){copy, strlen(text)}, out);
    free(copy);
    return status;
}

static ch_instant instant(const char *text)
{
    ch_instant out;
    if (read_instant(text, &out) != CH_TIME_OK)
        fail_msg("\"%s\" is no timestamp", text);
    return out;
}

static ch_nanos nanos(const char *text)
{
    ch_nanos out;
    if (read_nanos(text, &out) != CH_TIME_OK)
        fail_msg("\"%s\" is no duration", text);
    return out;
}

/* ---- timestamps as text ---- */

enum { OK = CH_TIME_OK, BAD = CH_TIME_MALFORMED, RANGE = CH_TIME_RANGE };

typedef struct instant_row {
    const char *name, *text;
    int status;
    int64_t seconds;
    int32_t nanos;
    const char *written; /* NULL: as it was read */
} instant_row;

static const instant_row instants[] = {
    {"the first second of year 1 is read", "0001-01-01T00:00:00Z", OK, -62135596800, 0, NULL},
    {"the last nanosecond of year 9999 is read", "9999-12-31T23:59:59.999999999Z", OK, 253402300799, 999999999, NULL},
    {"year 0 is out of range", "0000-01-01T00:00:00Z", RANGE, 0, 0, NULL},
    {"the last hour of year 0 is year 1 in UTC", "0000-12-31T23:30:00-01:00", OK, -62135595000, 0,
     "0001-01-01T00:30:00Z"},
    {"the first hour of year 1 may be year 0 in UTC", "0001-01-01T00:59:59+01:00", RANGE, 0, 0, NULL},
    {"the last hour of year 9999 may be year 10000 in UTC", "9999-12-31T23:00:00-01:00", RANGE, 0, 0, NULL},
    {"a year of five digits is out of range", "10000-01-01T00:00:00Z", RANGE, 0, 0, NULL},
    {"a year of nine digits is out of range", "999999999-12-31T00:00:00Z", RANGE, 0, 0, NULL},
    {"a year of ten digits is malformed", "1000000000-01-01T00:00:00Z", BAD, 0, 0, NULL},
    {"a year of three digits is malformed", "999-01-01T00:00:00Z", BAD, 0, 0, NULL},
    {"a year has no sign", "-001-01-01T00:00:00Z", BAD, 0, 0, NULL},
    {"the epoch is nought", "1970-01-01T00:00:00Z", OK, 0, 0, NULL},
    {"the second before it is -1", "1969-12-31T23:59:59Z", OK, -1, 0, NULL},
    {"a fraction before 1970 counts forwards", "1969-12-31T23:59:59.25Z", OK, -1, 250000000, NULL},
    {"a time of this century", "2009-02-13T23:31:30Z", OK, 1234567890, 0, NULL},
    {"an offset east is subtracted", "2023-02-03T23:31:20+00:30", OK, 1675465280, 0, "2023-02-03T23:01:20Z"},
    {"an offset west is added", "2009-02-13T18:31:30-05:00", OK, 1234567890, 0, "2009-02-13T23:31:30Z"},
    {"an offset of nought is UTC", "2009-02-13T23:31:30-00:00", OK, 1234567890, 0, "2009-02-13T23:31:30Z"},
    {"the widest offset is read", "2009-02-14T23:30:30+23:59", OK, 1234567890, 0, "2009-02-13T23:31:30Z"},
    {"one digit of a fraction is tenths", "1970-01-01T00:00:00.5Z", OK, 0, 500000000, NULL},
    {"nine digits of a fraction are nanoseconds", "1970-01-01T00:00:00.000000001Z", OK, 0, 1, NULL},
    {"zeros at the end of a fraction are not written", "1970-01-01T00:00:00.1200Z", OK, 0, 120000000,
     "1970-01-01T00:00:00.12Z"},
    {"a fraction of nought is not written", "1970-01-01T00:00:00.000Z", OK, 0, 0, "1970-01-01T00:00:00Z"},
    {"digits below the nanosecond are dropped", "1970-01-01T00:00:00.9999999999Z", OK, 0, 999999999,
     "1970-01-01T00:00:00.999999999Z"},
    {"a leap day exists", "2024-02-29T00:00:00Z", OK, 1709164800, 0, NULL},
    {"29 February of an ordinary year does not", "2023-02-29T00:00:00Z", BAD, 0, 0, NULL},
    {"31 April does not exist", "2023-04-31T00:00:00Z", BAD, 0, 0, NULL},
    {"month 13 does not exist", "2023-13-01T00:00:00Z", BAD, 0, 0, NULL},
    {"month 0 does not exist", "2023-00-01T00:00:00Z", BAD, 0, 0, NULL},
    {"day 0 does not exist", "2023-01-00T00:00:00Z", BAD, 0, 0, NULL},
    {"hour 24 does not exist", "2023-01-01T24:00:00Z", BAD, 0, 0, NULL},
    {"minute 60 does not exist", "2023-01-01T00:60:00Z", BAD, 0, 0, NULL},
    {"a leap second is refused", "2016-12-31T23:59:60Z", BAD, 0, 0, NULL},
    {"an offset of 24 hours is refused", "2023-01-01T00:00:00+24:00", BAD, 0, 0, NULL},
    {"an offset of 60 minutes is refused", "2023-01-01T00:00:00+01:60", BAD, 0, 0, NULL},
    {"an offset has a colon", "2023-01-01T00:00:00+0100", BAD, 0, 0, NULL},
    {"an offset has minutes", "2023-01-01T00:00:00+01", BAD, 0, 0, NULL},
    {"an offset is required", "2023-01-01T00:00:00", BAD, 0, 0, NULL},
    {"a small z is refused", "2023-01-01T00:00:00z", BAD, 0, 0, NULL},
    {"a small t is refused", "2023-01-01t00:00:00Z", BAD, 0, 0, NULL},
    {"a blank for the T is refused", "2023-01-01 00:00:00Z", BAD, 0, 0, NULL},
    {"a date alone is refused", "2023-01-01", BAD, 0, 0, NULL},
    {"seconds are required", "2023-01-01T00:00Z", BAD, 0, 0, NULL},
    {"a point wants digits", "2023-01-01T00:00:00.Z", BAD, 0, 0, NULL},
    {"a comma is no point", "2023-01-01T00:00:00,5Z", BAD, 0, 0, NULL},
    {"an hour has two digits", "2023-01-01T0:00:00Z", BAD, 0, 0, NULL},
    {"nothing may follow", "2023-01-01T00:00:00Z ", BAD, 0, 0, NULL},
    {"nothing may come before", " 2023-01-01T00:00:00Z", BAD, 0, 0, NULL},
    {"no text is no timestamp", "", BAD, 0, 0, NULL},
};

static void reads_instant(void **state)
{
    const instant_row *row = *state;
    ch_instant read = {12345, 678};
    assert_int_equal(read_instant(row->text, &read), row->status);
    assert_int_equal(read.seconds, row->status == OK ? row->seconds : 12345);
    assert_int_equal(read.nanos, row->status == OK ? row->nanos : 678);
    if (row->status != OK)
        return;
    char written[CH_INSTANT_SIZE];
    size_t length = ch_instant_write(read, written);
    assert_string_equal(written, row->written == NULL ? row->text : row->written);
    assert_int_equal(length, strlen(written));
}

/* Every cut of a timestamp is read within its bounds, and only whole ones are timestamps. */
static void a_timestamp_cut_anywhere_is_none(void **state)
{
    (void)state;
    const char whole[] = "2009-02-13T23:31:30.123456789+01:00";
    for (size_t length = 0; length < sizeof whole - 1; length++) {
        char cut[sizeof whole] = {0};
        memcpy(cut, whole, length);
        ch_instant read;
        assert_int_equal(read_instant(cut, &read), CH_TIME_MALFORMED);
    }
}

/* ---- durations as text ---- */

typedef struct nanos_row {
    const char *name, *text;
    int status;
    ch_nanos nanos;
    const char *written;
} nanos_row;

static const nanos_row lengths[] = {
    {"nought needs no unit", "0", OK, 0, "0s"},
    {"nought may have a sign", "-0", OK, 0, "0s"},
    {"nought may have a unit", "0s", OK, 0, "0s"},
    {"two noughts need one", "00", BAD, 0, NULL},
    {"any other number wants a unit", "1", BAD, 0, NULL},
    {"no text is no duration", "", BAD, 0, NULL},
    {"a sign is no duration", "-", BAD, 0, NULL},
    {"a unit is no duration", "s", BAD, 0, NULL},
    {"a point is no number", ".s", BAD, 0, NULL},
    {"two signs are refused", "--1s", BAD, 0, NULL},
    {"a sign within is refused", "1h-1m", BAD, 0, NULL},
    {"an unknown unit is refused", "1d", BAD, 0, NULL},
    {"a capital unit is refused", "1S", BAD, 0, NULL},
    {"a blank is refused", "1 s", BAD, 0, NULL},
    {"a last number without its unit is refused", "1h30", BAD, 0, NULL},
    {"an exponent is refused", "1e3s", BAD, 0, NULL},
    {"two points are refused", "1.2.3s", BAD, 0, NULL},
    {"hours", "2h", OK, 7200000000000, "7200s"},
    {"minutes", "3m", OK, 180000000000, "180s"},
    {"seconds", "1000000s", OK, 1000000000000000, "1000000s"},
    {"milliseconds", "5ms", OK, 5000000, "0.005s"},
    {"microseconds", "6us", OK, 6000, "0.000006s"},
    {"microseconds with the micro sign", "6\xC2\xB5s", OK, 6000, "0.000006s"},
    {"microseconds with the Greek letter", "6\xCE\xBCs", OK, 6000, "0.000006s"},
    {"nanoseconds", "7ns", OK, 7, "0.000000007s"},
    {"several terms add up", "1h45m47s", OK, 6347000000000, "6347s"},
    {"terms may stand in any order, and again", "1s1h1s", OK, 3602000000000, "3602s"},
    {"the sign is of the whole", "-1h30m", OK, -5400000000000, "-5400s"},
    {"a plus is read", "+1s", OK, 1000000000, "1s"},
    {"a fraction of seconds", "123.321456789s", OK, 123321456789, "123.321456789s"},
    {"a negative fraction", "-1.5s", OK, -1500000000, "-1.5s"},
    {"less than a second, negative", "-1ns", OK, -1, "-0.000000001s"},
    {"a fraction of hours", "1.5h", OK, 5400000000000, "5400s"},
    {"a third of an hour in twelve digits loses nothing", "0.333333333333h", OK, 1199999999998, "1199.999999998s"},
    {"a fraction of nanoseconds is dropped", "1.9ns", OK, 1, "0.000000001s"},
    {"a long fraction is cut, not rounded", "0.9999999999999999999999999s", OK, 999999999, "0.999999999s"},
    {"a fraction alone", ".5s", OK, 500000000, "0.5s"},
    {"a point after the digits", "1.s", OK, 1000000000, "1s"},
    {"leading zeros are read", "007s", OK, 7000000000, "7s"},
    {"the longest duration", "9223372036854775807ns", OK, INT64_MAX, "9223372036.854775807s"},
    {"the longest duration in seconds", "9223372036.854775807s", OK, INT64_MAX, "9223372036.854775807s"},
    {"the longest negative duration", "-9223372036854775808ns", OK, INT64_MIN, "-9223372036.854775808s"},
    {"one nanosecond more is out of range", "9223372036854775808ns", RANGE, 0, NULL},
    {"one nanosecond less is out of range", "-9223372036854775809ns", RANGE, 0, NULL},
    {"a term of its own out of range", "320000000000s", RANGE, 0, NULL},
    {"the same, negative", "-320000000000s", RANGE, 0, NULL},
    {"terms that are out of range together", "9223372036s1s", RANGE, 0, NULL},
    {"more digits than 64 bits hold", "99999999999999999999999ns", RANGE, 0, NULL},
    {"out of range, and malformed behind that", "320000000000sx", BAD, 0, NULL},
    {"terms that wrap 64 bits are out of range", "9223372036s9223372036s1h", RANGE, 0, NULL},
};

static void reads_nanos(void **state)
{
    const nanos_row *row = *state;
    ch_nanos read = 12345;
    assert_int_equal(read_nanos(row->text, &read), row->status);
    assert_true(read == (row->status == OK ? row->nanos : 12345));
    if (row->status != OK)
        return;
    char written[CH_NANOS_SIZE];
    size_t length = ch_nanos_write(read, written);
    assert_string_equal(written, row->written);
    assert_int_equal(length, strlen(written));
}

/* ---- reckoning ---- */

typedef struct sum_row {
    const char *name, *instant, *length, *sum; /* NULL: out of range */
    const char *difference;
} sum_row;

static const sum_row sums[] = {
    {"minutes are added and subtracted", "2009-02-13T23:00:00Z", "240s", "2009-02-13T23:04:00Z",
     "2009-02-13T22:56:00Z"},
    {"nanoseconds carry backwards", "0001-01-01T00:00:01.000000001Z", "-999999999ns", "0001-01-01T00:00:00.000000002Z",
     "0001-01-01T00:00:02Z"},
    {"nanoseconds carry forwards", "0001-01-01T00:00:01.999999999Z", "999999999ns", "0001-01-01T00:00:02.999999998Z",
     "0001-01-01T00:00:01Z"},
    {"before 1970 the carry is the same", "1969-12-31T23:59:59.5Z", "700ms", "1970-01-01T00:00:00.2Z",
     "1969-12-31T23:59:58.8Z"},
    {"nothing before the first instant", "0001-01-01T00:00:00Z", "1ns", "0001-01-01T00:00:00.000000001Z", NULL},
    {"nothing before the first instant by a negative length", "0001-01-01T00:00:00Z", "-1s", NULL,
     "0001-01-01T00:00:01Z"},
    {"nothing after the last instant", "9999-12-31T23:59:59.999999999Z", "1ns", NULL, "9999-12-31T23:59:59.999999998Z"},
    {"nothing after the last second", "9999-12-31T23:59:59Z", "1s", NULL, "9999-12-31T23:59:58Z"},
    {"the longest negative length is subtracted as well", "1970-01-01T00:00:00Z", "-9223372036854775808ns",
     "1677-09-21T00:12:43.145224192Z", "2262-04-11T23:47:16.854775808Z"},
};

static void adds_and_subtracts(void **state)
{
    const sum_row *row = *state;
    const char *expected[] = {row->sum, row->difference};
    for (int i = 0; i < 2; i++) {
        ch_instant out = {7, 7};
        bool good = (i == 0 ? ch_instant_add : ch_instant_subtract)(instant(row->instant), nanos(row->length), &out);
        assert_int_equal(good, expected[i] != NULL);
        char written[CH_INSTANT_SIZE];
        ch_instant_write(out, written);
        assert_string_equal(written, good ? expected[i] : "1970-01-01T00:00:07.000000007Z");
    }
}

typedef struct between_row {
    const char *name, *later, *earlier, *length; /* NULL: out of range */
} between_row;

static const between_row betweens[] = {
    {"minutes", "2009-02-13T23:31:00Z", "2009-02-13T23:29:00Z", "120s"},
    {"the earlier first gives a negative length", "2009-02-13T23:29:00Z", "2009-02-13T23:31:00Z", "-120s"},
    {"the same instant", "2009-02-13T23:29:00Z", "2009-02-13T23:29:00Z", "0s"},
    {"nanoseconds across a second", "1970-01-01T00:00:01Z", "1970-01-01T00:00:00.999999999Z", "1ns"},
    {"nanoseconds across a second, backwards", "1970-01-01T00:00:00.999999999Z", "1970-01-01T00:00:01Z", "-1ns"},
    {"the longest length", "2262-04-11T23:47:16.854775807Z", "1970-01-01T00:00:00Z", "9223372036854775807ns"},
    {"one more is out of range", "2262-04-11T23:47:16.854775808Z", "1970-01-01T00:00:00Z", NULL},
    {"the longest negative length", "1970-01-01T00:00:00Z", "2262-04-11T23:47:16.854775808Z", "-9223372036854775808ns"},
    {"one less is out of range", "1970-01-01T00:00:00Z", "2262-04-11T23:47:16.854775809Z", NULL},
    {"all time is out of range", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", NULL},
    {"all time backwards is out of range", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", NULL},
};

static void lies_between(void **state)
{
    const between_row *row = *state;
    ch_nanos out = 4321;
    bool good = ch_instant_between(instant(row->later), instant(row->earlier), &out);
    assert_int_equal(good, row->length != NULL);
    assert_true(out == (good ? nanos(row->length) : 4321));
}

static void seconds_outside_the_years_1_to_9999_are_no_instant(void **state)
{
    (void)state;
    ch_instant out = {7, 7};
    assert_false(ch_instant_of(-62135596801, &out));
    assert_false(ch_instant_of(253402300800, &out));
    assert_false(ch_instant_of(INT64_MIN, &out));
    assert_false(ch_instant_of(INT64_MAX, &out));
    assert_int_equal(out.seconds, 7);
    assert_true(ch_instant_of(CH_INSTANT_FIRST, &out));
    assert_true(ch_instant_of(CH_INSTANT_LAST, &out));
    assert_int_equal(out.nanos, 0);
}

static void lengths_do_not_wrap(void **state)
{
    (void)state;
    ch_nanos out = 5;
    assert_false(ch_nanos_add(INT64_MAX, 1, &out));
    assert_false(ch_nanos_add(INT64_MIN, -1, &out));
    assert_false(ch_nanos_subtract(INT64_MIN, 1, &out));
    assert_false(ch_nanos_subtract(0, INT64_MIN, &out));
    assert_int_equal(out, 5);
    assert_true(ch_nanos_add(nanos("600s"), nanos("50s"), &out) && out == nanos("650s"));
    assert_true(ch_nanos_subtract(nanos("900s"), nanos("42s"), &out) && out == nanos("858s"));
    assert_true(ch_nanos_add(INT64_MAX, INT64_MIN, &out) && out == -1);
}

/* ---- parts ---- */

typedef struct part_row {
    const char *name, *instant;
    int32_t offset;
    int64_t parts[10]; /* year, month, day from 0, day from 1, weekday, day of year, h, m, s, ms */
} part_row;

static const part_row parts[] = {
    {"a Friday in UTC", "2009-02-13T23:31:20.123456789Z", 0, {2009, 1, 12, 13, 5, 43, 23, 31, 20, 123}},
    {"eleven hours east it is Saturday", "2009-02-13T23:31:30Z", 39600, {2009, 1, 13, 14, 6, 44, 10, 31, 30, 0}},
    {"two hours and a half west it is Thursday", "2009-02-13T02:00:00Z", -9000, {2009, 1, 11, 12, 4, 42, 23, 30, 0, 0}},
    {"quarters of an hour", "2009-02-13T23:31:30Z", 20700, {2009, 1, 13, 14, 6, 44, 5, 16, 30, 0}},
    {"the second before 1970 was a Wednesday",
     "1969-12-31T23:59:59.999Z",
     0,
     {1969, 11, 30, 31, 3, 364, 23, 59, 59, 999}},
    {"the epoch was a Thursday", "1970-01-01T00:00:00Z", 0, {1970, 0, 0, 1, 4, 0, 0, 0, 0, 0}},
    {"the last day of a leap year is its 366th", "2024-12-31T00:00:00Z", 0, {2024, 11, 30, 31, 2, 365, 0, 0, 0, 0}},
    {"the first instant was a Monday", "0001-01-01T00:00:00Z", 0, {1, 0, 0, 1, 1, 0, 0, 0, 0, 0}},
    {"west of it year 0 ends, a leap year", "0001-01-01T00:00:00Z", -1, {0, 11, 30, 31, 0, 365, 23, 59, 59, 0}},
    {"the last instant will be a Friday",
     "9999-12-31T23:59:59.999999999Z",
     0,
     {9999, 11, 30, 31, 5, 364, 23, 59, 59, 999}},
    {"east of it year 10000 begins", "9999-12-31T23:59:59Z", 1, {10000, 0, 0, 1, 6, 0, 0, 0, 0, 0}},
    {"an offset of seconds counts", "1890-01-01T00:00:00Z", 561, {1890, 0, 0, 1, 3, 0, 0, 9, 21, 0}},
};

static void has_parts(void **state)
{
    const part_row *row = *state;
    for (int part = CH_GET_FULL_YEAR; part <= CH_GET_MILLISECONDS; part++)
        assert_int_equal(ch_instant_part(instant(row->instant), row->offset, (ch_time_part)part), row->parts[part]);
}

typedef struct length_part_row {
    const char *name, *length;
    int64_t hours, minutes, seconds, milliseconds;
} length_part_row;

static const length_part_row length_parts[] = {
    {"hours, minutes and seconds are of the whole", "10000s", 2, 166, 10000, 0},
    {"milliseconds are of the second", "123.321456789s", 0, 2, 123, 321},
    {"all truncate towards zero", "-3730.9999s", -1, -62, -3730, -999},
    {"nothing is nothing", "0s", 0, 0, 0, 0},
    {"the longest negative length", "-9223372036854775808ns", -2562047, -153722867, -9223372036, -854},
};

static void length_has_parts(void **state)
{
    const length_part_row *row = *state;
    ch_nanos length = nanos(row->length);
    assert_int_equal(ch_nanos_part(length, CH_GET_HOURS), row->hours);
    assert_int_equal(ch_nanos_part(length, CH_GET_MINUTES), row->minutes);
    assert_int_equal(ch_nanos_part(length, CH_GET_SECONDS), row->seconds);
    assert_int_equal(ch_nanos_part(length, CH_GET_MILLISECONDS), row->milliseconds);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(instants, reads_instant), TEST(a_timestamp_cut_anywhere_is_none),
        TEST_ROWS(lengths, reads_nanos),    TEST_ROWS(sums, adds_and_subtracts),
        TEST_ROWS(betweens, lies_between),  TEST(seconds_outside_the_years_1_to_9999_are_no_instant),
        TEST_ROWS(parts, has_parts),        TEST_ROWS(length_parts, length_has_parts),
        TEST(lengths_do_not_wrap),
    };
    return RUN_TABLES(tables);
}
