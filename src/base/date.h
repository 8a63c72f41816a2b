/* date: days of the Gregorian calendar, and ISO 8601 durations of years, months, weeks and days. */
#ifndef CH_BASE_DATE_H
#define CH_BASE_DATE_H

#include "base/text.h"

typedef charter_day ch_day;

/* The day of a date that exists, of the years 0 to 10000; and the date of a day, from 1 March of year 0 on. */
ch_day ch_day_of(int year, int month, int day);
void ch_day_split(ch_day day, int *year, int *month, int *day_of_month);

/* Whether it is a day of the years 0001 to 9999: CHARTER_NO_DAY is none. */
bool ch_is_day(ch_day day);

/* How many days `month` (from 1) has. */
int ch_month_days(int year, int month);

/* Years and months are `months`, weeks and days are `days`. A zeroed one is "no duration". */
typedef struct ch_duration {
    int32_t months, days;
    bool given;
} ch_duration;

/* Reads PnYnMnD or PnW: at least one part, each at most 9999. Times of day are refused. */
bool ch_duration_parse(ch_text text, ch_duration *out);

/* `day` plus `duration`: the months first, clamped to the end of the month (31 January + P1M is
 * 28 or 29 February), then the days. At most 9999-12-31. */
ch_day ch_day_add(ch_day day, ch_duration duration);

/* All the days from `first` to `last`, of which one is meant: a date that says no day is all days of its month. No
 * date at all: both are CHARTER_NO_DAY. */
typedef struct ch_days {
    ch_day first, last;
} ch_days;

#define CH_NO_DAYS ((ch_days){CHARTER_NO_DAY, CHARTER_NO_DAY})

static inline ch_days ch_days_of(ch_day day)
{
    return (ch_days){day, day};
}

/* Whether it is no date, or one day. */
static inline bool ch_days_settled(ch_days days)
{
    return days.first == days.last;
}

/* The days of the months from `first` to `last`, of one year, counted from 1. */
ch_days ch_days_of_months(int year, int first, int last);

#define CH_DAYS_MOST 366 /* a year */

/* Reads YYYY-MM-DD, YYYY-MM or YYYY, or two of these with a slash between them, the earlier one first, as ISO 8601
 * writes an interval. False: it is none, or has more than CH_DAYS_MOST days. */
bool ch_days_parse(ch_text text, ch_days *out);

/* Dates from and until which something holds, both inclusive; CHARTER_NO_DAY is open. */
typedef struct ch_period {
    ch_day from, until;
} ch_period;

#define CH_ALWAYS ((ch_period){CHARTER_NO_DAY, CHARTER_NO_DAY})

static inline bool ch_period_begun(ch_period period, ch_day day)
{
    return period.from == CHARTER_NO_DAY || day >= period.from;
}

static inline bool ch_period_ended(ch_period period, ch_day day)
{
    return period.until != CHARTER_NO_DAY && day > period.until;
}

static inline bool ch_period_holds(ch_period period, ch_day day)
{
    return ch_period_begun(period, day) && !ch_period_ended(period, day);
}

/* Whether some day lies in both. */
bool ch_period_overlap(ch_period a, ch_period b);

#endif
