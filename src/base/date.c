/* Days, by the civil-calendar arithmetic of Howard Hinnant's "chrono-Compatible Low-Level Date
 * Algorithms" (eras of 400 years, years that begin in March). */
#include "base/date.h"

#include <stdio.h>

#define FIRST_DAY (-719162) /* 0001-01-01 */
#define LAST_DAY  2932896   /* 9999-12-31 */

bool ch_is_day(ch_day day)
{
    return day >= FIRST_DAY && day <= LAST_DAY;
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int ch_month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

ch_day ch_day_of(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = (y < 0 ? y - 399 : y) / 400; /* year 0 begins in the year before */
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

void ch_day_split(ch_day day, int *year, int *month, int *day_of_month)
{
    int shifted = day + 719468;
    int era = shifted / 146097; /* not negative from 1 March of year 0 on */
    int day_of_era = shifted - era * 146097;
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted_month = (5 * day_of_year + 2) / 153;
    *day_of_month = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    *month = shifted_month + (shifted_month < 10 ? 3 : -9);
    *year = year_of_era + era * 400 + (*month <= 2 ? 1 : 0);
}

/* `count` digits from `at`, or -1. */
static int digits(const char *at, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (at[i] < '0' || at[i] > '9')
            return -1;
        value = value * 10 + (at[i] - '0');
    }
    return value;
}

bool charter_day_parse(charter_text text, charter_day *out)
{
    if (text.length != 10 || text.at[4] != '-' || text.at[7] != '-')
        return false;
    int year = digits(text.at, 4);
    int month = digits(text.at + 5, 2);
    int day = digits(text.at + 8, 2);
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > ch_month_days(year, month))
        return false;
    *out = ch_day_of(year, month, day);
    return true;
}

/* printf() would be some percent of an audit. */
static void put_digits(char *at, int count, int number)
{
    for (int i = count; i-- > 0; number /= 10)
        at[i] = (char)('0' + number % 10);
}

void charter_day_format(charter_day day, char out[11])
{
    int year = 0, month = 0, day_of_month = 0; /* of no day: a date that does not exist, of the same length */
    if (ch_is_day(day))
        ch_day_split(day, &year, &month, &day_of_month);
    put_digits(out, 4, year);
    put_digits(out + 5, 2, month);
    put_digits(out + 8, 2, day_of_month);
    out[4] = out[7] = '-';
    out[10] = '\0';
}

ch_days ch_days_of_months(int year, int first, int last)
{
    return (ch_days){ch_day_of(year, first, 1), ch_day_of(year, last, ch_month_days(year, last))};
}

/* "2026-03-31", "2026-03" or "2026". */
static bool days_of_part(ch_text text, ch_days *out)
{
    int year = text.length >= 4 ? digits(text.at, 4) : -1;
    int month = text.length == 7 && text.at[4] == '-' ? digits(text.at + 5, 2) : -1;
    if (text.length == 10) {
        ch_day day;
        if (!charter_day_parse(text, &day))
            return false;
        *out = ch_days_of(day);
        return true;
    }
    if (year < 1 || (text.length != 4 && (month < 1 || month > 12)))
        return false;
    *out = ch_days_of_months(year, month < 0 ? 1 : month, month < 0 ? 12 : month);
    return true;
}

bool ch_days_parse(ch_text text, ch_days *out)
{
    const char *slash = ch_text_find(text, '/');
    ch_days first, last;
    if (slash == NULL)
        return days_of_part(text, out);
    size_t length = (size_t)(slash - text.at);
    if (!days_of_part((ch_text){text.at, length}, &first) ||
        !days_of_part((ch_text){slash + 1, text.length - length - 1}, &last) || first.first > last.first ||
        last.last - first.first >= CH_DAYS_MOST)
        return false;
    *out = (ch_days){first.first, last.last};
    return true;
}

/* Months where they are whole, of which "YYYY-MM" is the beginning of a day. */
void charter_days_format(charter_day from, charter_day until, char out[CHARTER_DAYS_SIZE])
{
    char first[11], last[11];
    int year = 0, month = 0, day = 0;
    if (from == until) {
        charter_day_format(from, out);
        return;
    }
    charter_day_format(from, first);
    charter_day_format(until, last);
    if (ch_is_day(until))
        ch_day_split(until, &year, &month, &day);
    bool months = month > 0 && memcmp(first + 8, "01", 2) == 0 && day == ch_month_days(year, month);
    bool whole = months && memcmp(first, last, 4) == 0 && memcmp(first + 5, "01", 2) == 0 && month == 12;
    int length = whole ? 4 : months && from != until ? 7 : 10;
    if (whole || memcmp(first, last, (size_t)length) == 0)
        snprintf(out, CHARTER_DAYS_SIZE, "%.*s", length, first);
    else
        snprintf(out, CHARTER_DAYS_SIZE, "%.*s/%.*s", length, first, length, last);
}

bool ch_duration_parse(ch_text text, ch_duration *out)
{
    static const struct {
        char letter;
        int months, days;
    } parts[] = {{'Y', 12, 0}, {'M', 1, 0}, {'W', 0, 7}, {'D', 0, 1}};
    if (text.length < 3 || text.at[0] != 'P')
        return false;
    ch_duration sum = {.given = true};
    size_t next_part = 0;
    for (size_t i = 1; i < text.length;) {
        int number = 0;
        size_t first = i;
        /* Four digits at most: sums of months and days stay far within an int32_t. */
        while (i < text.length && text.at[i] >= '0' && text.at[i] <= '9' && i - first < 4)
            number = number * 10 + (text.at[i++] - '0');
        if (i == first || i == text.length)
            return false;
        /* ISO 8601: each part at most once, and in this order. */
        while (next_part < 4 && parts[next_part].letter != text.at[i])
            next_part++;
        if (next_part == 4)
            return false;
        if (text.at[i] == 'W' && (first > 1 || i + 1 < text.length))
            return false; /* weeks stand alone */
        sum.months += number * parts[next_part].months;
        sum.days += number * parts[next_part].days;
        next_part++;
        i++;
    }
    *out = sum;
    return true;
}

ch_day ch_day_add(ch_day day, ch_duration duration)
{
    int year, month, day_of_month;
    ch_day_split(day, &year, &month, &day_of_month);
    int months = year * 12 + (month - 1) + duration.months;
    year = months / 12;
    month = months % 12 + 1;
    if (year > 9999)
        return LAST_DAY;
    int last = ch_month_days(year, month);
    ch_day sum = ch_day_of(year, month, day_of_month < last ? day_of_month : last) + duration.days;
    return sum > LAST_DAY ? LAST_DAY : sum;
}

bool ch_period_overlap(ch_period a, ch_period b)
{
    bool a_ends_first = a.until != CHARTER_NO_DAY && b.from != CHARTER_NO_DAY && a.until < b.from;
    bool b_ends_first = b.until != CHARTER_NO_DAY && a.from != CHARTER_NO_DAY && b.until < a.from;
    return !a_ends_first && !b_ends_first;
}
