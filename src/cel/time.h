/* time: CEL's timestamps and durations, exact to the nanosecond.
 *
 * An instant is a point of UTC in the years 0001 to 9999; a length of time is a count of nanoseconds, about
 * 292 years either way. Neither wraps: what would leave its range is refused. Local time is UTC plus an
 * offset, which zone.h finds. */
#ifndef CH_CEL_TIME_H
#define CH_CEL_TIME_H

#include "base/text.h"

typedef struct ch_instant {
    int64_t seconds; /* since 1970-01-01T00:00:00Z; negative before */
    int32_t nanos;   /* after that second: 0 to 999,999,999, before 1970 too */
} ch_instant;

#define CH_INSTANT_FIRST (-62135596800) /* seconds of 0001-01-01T00:00:00Z */
#define CH_INSTANT_LAST  253402300799   /* seconds of 9999-12-31T23:59:59Z */

typedef int64_t ch_nanos;

#define CH_SECOND ((ch_nanos)1000000000)

typedef enum ch_time_status {
    CH_TIME_OK,
    CH_TIME_MALFORMED, /* no timestamp, no duration */
    CH_TIME_RANGE      /* well-formed, and beyond what can be held */
} ch_time_status;

/* Reads a timestamp of RFC 3339 with capital T and Z: "2026-11-02T09:30:00.5+01:00". Digits after the
 * ninth of a fraction are dropped; a second 60 is malformed; a year of five digits is out of range. */
ch_time_status ch_instant_read(ch_text text, ch_instant *out);

/* Reads a sign at most and one or more of NUMBER UNIT ("1h30m", "-1.5s"), or "0". A number may have a
 * fraction; the units are h, m, s, ms, us (µs too) and ns, in any order. What is below the nanosecond is
 * dropped. */
ch_time_status ch_nanos_read(ch_text text, ch_nanos *out);

/* Both write a NUL after their text and give its length. A fraction has no more digits than it needs. */
#define CH_INSTANT_SIZE 31
#define CH_NANOS_SIZE   23
size_t ch_instant_write(ch_instant instant, char out[CH_INSTANT_SIZE]); /* "2026-11-02T08:30:00.5Z" */
size_t ch_nanos_write(ch_nanos length, char out[CH_NANOS_SIZE]);        /* "5400s", "-1.5s" */

/* Each of these is false where the result is out of range; `*out` is then as it was. */
bool ch_instant_of(int64_t seconds, ch_instant *out); /* timestamp(int) */
bool ch_instant_add(ch_instant instant, ch_nanos length, ch_instant *out);
bool ch_instant_subtract(ch_instant instant, ch_nanos length, ch_instant *out);
bool ch_instant_between(ch_instant later, ch_instant earlier, ch_nanos *out); /* later - earlier */
bool ch_nanos_add(ch_nanos a, ch_nanos b, ch_nanos *out);
bool ch_nanos_subtract(ch_nanos a, ch_nanos b, ch_nanos *out);

/* What the accessors ask for. */
typedef enum ch_time_part {
    CH_GET_FULL_YEAR,    /* 2026; local time may be in year 0 or 10000 */
    CH_GET_MONTH,        /* 0 is January */
    CH_GET_DAY_OF_MONTH, /* 0 is the first: getDayOfMonth */
    CH_GET_DATE,         /* 1 is the first: getDate */
    CH_GET_DAY_OF_WEEK,  /* 0 is Sunday */
    CH_GET_DAY_OF_YEAR,  /* 0 is 1 January */
    CH_GET_HOURS,
    CH_GET_MINUTES,
    CH_GET_SECONDS,
    CH_GET_MILLISECONDS /* of the second */
} ch_time_part;

/* A part of the local time at `offset` seconds east of UTC (fewer than 26 hours either way). */
int64_t ch_instant_part(ch_instant instant, int32_t offset, ch_time_part part);

/* The whole length in hours, minutes or seconds, or the milliseconds within its second; all of them
 * truncated towards zero. `part` is one of those four. */
int64_t ch_nanos_part(ch_nanos length, ch_time_part part);

#endif
