/* time: reading, writing and reckoning instants and lengths of time; the calendar is base/date's, zones are
 * zone.c's. */
#include "cel/time.h"

#include <stdio.h>

#include "base/date.h"

#define SECONDS_OF_DAY 86400

/* ---- pieces of a text: each goes forward in `rest` where it is there ---- */

static bool past(ch_text *rest, char c)
{
    if (rest->length == 0 || rest->at[0] != c)
        return false;
    *rest = (ch_text){rest->at + 1, rest->length - 1};
    return true;
}

/* The digits that `rest` begins with. */
static ch_text digits(ch_text *rest)
{
    size_t n = 0;
    while (n < rest->length && rest->at[n] >= '0' && rest->at[n] <= '9')
        n++;
    ch_text found = {rest->at, n};
    *rest = (ch_text){rest->at + n, rest->length - n};
    return found;
}

/* A number of `least` to `most` digits, nine at most. */
static bool number(ch_text *rest, size_t least, size_t most, int *out)
{
    ch_text found = digits(rest);
    if (found.length < least || found.length > most)
        return false;
    *out = 0;
    for (size_t i = 0; i < found.length; i++)
        *out = *out * 10 + (found.at[i] - '0');
    return true;
}

/* ---- timestamps ---- */

typedef struct civil {
    int year, month, day, hour, minute, second;
    int32_t nanos, offset;
} civil;

static bool read_date(ch_text *rest, civil *out)
{
    return number(rest, 4, 9, &out->year) && past(rest, '-') && number(rest, 2, 2, &out->month) && past(rest, '-') &&
           number(rest, 2, 2, &out->day) && out->month >= 1 && out->month <= 12 && out->day >= 1 &&
           out->day <= ch_month_days(out->year, out->month);
}

static bool read_fraction(ch_text *rest, int32_t *nanos)
{
    ch_text found = digits(rest);
    *nanos = 0;
    for (size_t i = 0; i < 9; i++)
        *nanos = *nanos * 10 + (i < found.length ? found.at[i] - '0' : 0);
    return found.length > 0;
}

static bool read_clock(ch_text *rest, int *hour, int *minute)
{
    return number(rest, 2, 2, hour) && past(rest, ':') && number(rest, 2, 2, minute) && *hour < 24 && *minute < 60;
}

/* RFC 3339, 5.6 lets a reader want capitals. Its second 60 is refused: this time scale has no leap seconds. */
static bool read_time(ch_text *rest, civil *out)
{
    if (!past(rest, 'T') || !read_clock(rest, &out->hour, &out->minute) || !past(rest, ':') ||
        !number(rest, 2, 2, &out->second) || out->second > 59)
        return false;
    return !past(rest, '.') || read_fraction(rest, &out->nanos);
}

static bool read_offset(ch_text *rest, civil *out)
{
    if (past(rest, 'Z'))
        return true;
    bool west = past(rest, '-');
    int hour, minute;
    if ((!west && !past(rest, '+')) || !read_clock(rest, &hour, &minute))
        return false;
    out->offset = (hour * 3600 + minute * 60) * (west ? -1 : 1);
    return true;
}

ch_time_status ch_instant_read(ch_text text, ch_instant *out)
{
    civil c = {0};
    if (!read_date(&text, &c) || !read_time(&text, &c) || !read_offset(&text, &c) || text.length > 0)
        return CH_TIME_MALFORMED;
    if (c.year > 9999) /* year 0 is left to the sum: its last hours may be in year 1 of UTC */
        return CH_TIME_RANGE;
    int of_day = c.hour * 3600 + c.minute * 60 + c.second - c.offset;
    int64_t seconds = (int64_t)ch_day_of(c.year, c.month, c.day) * SECONDS_OF_DAY + of_day;
    if (!ch_instant_of(seconds, out))
        return CH_TIME_RANGE;
    out->nanos = c.nanos;
    return CH_TIME_OK;
}

/* A point and the digits that `nanos` needs, or nothing; gives the end. */
static char *write_fraction(char *at, uint32_t nanos)
{
    if (nanos == 0)
        return at;
    char wide[16];
    int length = snprintf(wide, sizeof wide, ".%09u", (unsigned)nanos);
    while (wide[length - 1] == '0')
        length--;
    memcpy(at, wide, (size_t)length);
    return at + length;
}

size_t ch_instant_write(ch_instant instant, char out[CH_INSTANT_SIZE])
{
    int second = (int)ch_instant_part(instant, 0, CH_GET_SECONDS);
    int minute = (int)ch_instant_part(instant, 0, CH_GET_MINUTES);
    int hour = (int)ch_instant_part(instant, 0, CH_GET_HOURS);
    int64_t of_day = hour * 3600 + minute * 60 + second;
    charter_day_format((ch_day)((instant.seconds - of_day) / SECONDS_OF_DAY), out);
    char wide[40]; /* the compiler does not know that these have two digits */
    snprintf(wide, sizeof wide, "T%02d:%02d:%02d", hour, minute, second);
    memcpy(out + 10, wide, 9);
    char *end = write_fraction(out + 19, (uint32_t)instant.nanos);
    memcpy(end, "Z", 2);
    return (size_t)(end + 1 - out);
}

/* ---- durations ---- */

typedef struct unit {
    ch_text name;
    uint64_t nanos;
} unit;

/* The unit that `rest` begins with: all up to the next number. */
static const unit *past_unit(ch_text *rest)
{
    static const unit units[] = {
        {CH_TEXT_INIT("h"), 3600000000000},
        {CH_TEXT_INIT("m"), 60000000000},
        {CH_TEXT_INIT("s"), 1000000000},
        {CH_TEXT_INIT("ms"), 1000000},
        {CH_TEXT_INIT("us"), 1000},
        {CH_TEXT_INIT("\xC2\xB5s"), 1000}, /* MICRO SIGN */
        {CH_TEXT_INIT("\xCE\xBCs"), 1000} /* GREEK SMALL LETTER MU */,
        {CH_TEXT_INIT("ns"), 1},
    };
    ch_text name = {rest->at, 0};
    while (name.length < rest->length && strchr("0123456789.", rest->at[name.length]) == NULL)
        name.length++;
    *rest = (ch_text){rest->at + name.length, rest->length - name.length};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (ch_text_same(units[i].name, name))
            return &units[i];
    return NULL;
}

/* `whole` units, in nanoseconds. */
static bool whole_nanos(ch_text whole, uint64_t of_unit, uint64_t *out)
{
    uint64_t value = 0;
    for (size_t i = 0; i < whole.length; i++)
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, (uint64_t)(whole.at[i] - '0'), &value))
            return false;
    return !__builtin_mul_overflow(value, of_unit, out);
}

/* 0.`fraction` units, in nanoseconds: multiplied digit by digit, from the last, so that nothing is lost. */
static uint64_t fraction_nanos(ch_text fraction, uint64_t of_unit)
{
    uint64_t carry = 0;
    for (size_t i = fraction.length; i > 0; i--)
        carry = (of_unit * (uint64_t)(fraction.at[i - 1] - '0') + carry) / 10;
    return carry;
}

/* One NUMBER UNIT, added to `sum`; `*fits` becomes false where that overflows. */
static bool read_term(ch_text *rest, uint64_t *sum, bool *fits)
{
    ch_text whole = digits(rest);
    ch_text fraction = past(rest, '.') ? digits(rest) : CH_NO_TEXT;
    if (whole.length + fraction.length == 0)
        return false;
    const unit *found = past_unit(rest);
    if (found == NULL)
        return false;
    uint64_t nanos = 0;
    *fits = whole_nanos(whole, found->nanos, &nanos) && *fits;
    *fits = !__builtin_add_overflow(*sum, nanos, sum) && *fits;
    *fits = !__builtin_add_overflow(*sum, fraction_nanos(fraction, found->nanos), sum) && *fits;
    return true;
}

ch_time_status ch_nanos_read(ch_text text, ch_nanos *out)
{
    bool negative = past(&text, '-');
    if (!negative)
        past(&text, '+');
    bool fits = true;
    uint64_t sum = 0;
    if (ch_text_is(text, "0"))
        text = CH_NO_TEXT;
    else if (text.length == 0)
        return CH_TIME_MALFORMED;
    while (text.length > 0)
        if (!read_term(&text, &sum, &fits))
            return CH_TIME_MALFORMED;
    if (!fits || sum > (uint64_t)INT64_MAX + negative)
        return CH_TIME_RANGE;
    *out = negative ? (ch_nanos)(0 - sum) : (ch_nanos)sum;
    return CH_TIME_OK;
}

size_t ch_nanos_write(ch_nanos length, char out[CH_NANOS_SIZE])
{
    uint64_t size = length < 0 ? 0 - (uint64_t)length : (uint64_t)length;
    char wide[40];
    int whole = snprintf(wide, sizeof wide, "%s%llu", length < 0 ? "-" : "", (unsigned long long)(size / CH_SECOND));
    memcpy(out, wide, (size_t)whole);
    char *end = write_fraction(out + whole, (uint32_t)(size % CH_SECOND));
    memcpy(end, "s", 2);
    return (size_t)(end + 1 - out);
}

/* ---- reckoning ---- */

bool ch_instant_of(int64_t seconds, ch_instant *out)
{
    if (seconds < CH_INSTANT_FIRST || seconds > CH_INSTANT_LAST)
        return false;
    *out = (ch_instant){.seconds = seconds};
    return true;
}

/* `nanos` may be a second too low or too high. */
static bool instant_of(int64_t seconds, int64_t nanos, ch_instant *out)
{
    if (nanos < 0) {
        nanos += CH_SECOND;
        seconds--;
    } else if (nanos >= CH_SECOND) {
        nanos -= CH_SECOND;
        seconds++;
    }
    if (!ch_instant_of(seconds, out))
        return false;
    out->nanos = (int32_t)nanos;
    return true;
}

/* C divides towards zero: what is left of a second may be negative, which instant_of mends. */
bool ch_instant_add(ch_instant instant, ch_nanos length, ch_instant *out)
{
    return instant_of(instant.seconds + length / CH_SECOND, instant.nanos + length % CH_SECOND, out);
}

bool ch_instant_subtract(ch_instant instant, ch_nanos length, ch_instant *out)
{
    return instant_of(instant.seconds - length / CH_SECOND, instant.nanos - length % CH_SECOND, out);
}

bool ch_instant_between(ch_instant later, ch_instant earlier, ch_nanos *out)
{
    int64_t seconds = later.seconds - earlier.seconds;
    int64_t nanos = later.nanos - earlier.nanos;
    if (seconds < 0 && nanos > 0) { /* of one sign: then the product overflows only where the sum does */
        seconds++;
        nanos -= CH_SECOND;
    }
    ch_nanos length;
    if (__builtin_mul_overflow(seconds, CH_SECOND, &length) || __builtin_add_overflow(length, nanos, &length))
        return false;
    *out = length;
    return true;
}

bool ch_nanos_add(ch_nanos a, ch_nanos b, ch_nanos *out)
{
    ch_nanos sum;
    if (__builtin_add_overflow(a, b, &sum))
        return false;
    *out = sum;
    return true;
}

bool ch_nanos_subtract(ch_nanos a, ch_nanos b, ch_nanos *out)
{
    ch_nanos difference;
    if (__builtin_sub_overflow(a, b, &difference))
        return false;
    *out = difference;
    return true;
}

/* ---- parts ---- */

static int64_t part_of_day(ch_day day, ch_time_part part)
{
    int year, month, of_month;
    ch_day_split(day, &year, &month, &of_month);
    switch (part) {
    case CH_GET_FULL_YEAR:
        return year;
    case CH_GET_MONTH:
        return month - 1;
    case CH_GET_DAY_OF_MONTH:
        return of_month - 1;
    case CH_GET_DATE:
        return of_month;
    case CH_GET_DAY_OF_WEEK:
        return ((day + 4) % 7 + 7) % 7; /* day 0 was a Thursday */
    default:
        return day - ch_day_of(year, 1, 1);
    }
}

int64_t ch_instant_part(ch_instant instant, int32_t offset, ch_time_part part)
{
    int64_t local = instant.seconds + offset;
    /* Before 1970 C's remainder is negative. */
    int64_t of_day = (local % SECONDS_OF_DAY + SECONDS_OF_DAY) % SECONDS_OF_DAY;
    switch (part) {
    case CH_GET_HOURS:
        return of_day / 3600;
    case CH_GET_MINUTES:
        return of_day / 60 % 60;
    case CH_GET_SECONDS:
        return of_day % 60;
    case CH_GET_MILLISECONDS:
        return instant.nanos / 1000000;
    default:
        return part_of_day((ch_day)((local - of_day) / SECONDS_OF_DAY), part);
    }
}

int64_t ch_nanos_part(ch_nanos length, ch_time_part part)
{
    switch (part) {
    case CH_GET_HOURS:
        return length / CH_SECOND / 3600;
    case CH_GET_MINUTES:
        return length / CH_SECOND / 60;
    case CH_GET_SECONDS:
        return length / CH_SECOND;
    default:
        return length / 1000000 % 1000;
    }
}
