/* functions_time: timestamps and durations as values. Reckoning is time.c's, local time zone.c's. */
#include "cel/functions.h"

typedef ch_cel_value value;

/* Value and instant have the same parts: seconds, and the nanoseconds in the value's length. */
static ch_instant instant_of(value v)
{
    return (ch_instant){v.integer, (int32_t)v.length};
}

static value of_instant(ch_instant instant)
{
    return ch_cel_timestamp(instant.seconds, (uint32_t)instant.nanos);
}

/* Times never wrap: a timestamp is within the years 1 to 9999, a duration within 64 bits of nanoseconds. */
static value out_of_range(void)
{
    return ch_cel_fault_of(N_("a time is out of range"));
}

static value read_status(ch_time_status status, value v)
{
    if (status == CH_TIME_OK)
        return v;
    return status == CH_TIME_RANGE ? out_of_range() : ch_cel_fault_of(N_("a text cannot be read as such a value"));
}

CH_CEL_FUNCTION(ch_cel_to_timestamp)
{
    ch_instant instant = {0, 0};
    if (args[0].kind == CH_CEL_INT)
        return ch_instant_of(args[0].integer, &instant) ? of_instant(instant) : out_of_range();
    ch_time_status status = ch_instant_read(ch_cel_text(args[0]), &instant);
    return read_status(status, of_instant(instant));
}

CH_CEL_FUNCTION(ch_cel_to_duration)
{
    ch_nanos nanos = 0;
    ch_time_status status = ch_nanos_read(ch_cel_text(args[0]), &nanos);
    return read_status(status, ch_cel_duration(nanos));
}

/* ---- sums and differences ---- */

CH_CEL_FUNCTION(ch_cel_add_time)
{
    ch_instant instant = {0, 0};
    ch_nanos nanos = 0;
    if (args[0].kind == CH_CEL_DURATION && args[1].kind == CH_CEL_DURATION)
        return ch_nanos_add(args[0].integer, args[1].integer, &nanos) ? ch_cel_duration(nanos) : out_of_range();
    bool first = args[0].kind == CH_CEL_TIMESTAMP;
    bool good = ch_instant_add(instant_of(args[first ? 0 : 1]), args[first ? 1 : 0].integer, &instant);
    return good ? of_instant(instant) : out_of_range();
}

CH_CEL_FUNCTION(ch_cel_subtract_time)
{
    ch_instant instant = {0, 0};
    ch_nanos nanos = 0;
    bool good;
    if (args[0].kind == CH_CEL_TIMESTAMP && args[1].kind == CH_CEL_DURATION) {
        good = ch_instant_subtract(instant_of(args[0]), args[1].integer, &instant);
        return good ? of_instant(instant) : out_of_range();
    }
    if (args[0].kind == CH_CEL_TIMESTAMP)
        good = ch_instant_between(instant_of(args[0]), instant_of(args[1]), &nanos);
    else
        good = ch_nanos_subtract(args[0].integer, args[1].integer, &nanos);
    return good ? ch_cel_duration(nanos) : out_of_range();
}

/* ---- parts ---- */

static value part(ch_cel_machine *m, const value *args, uint32_t count, ch_time_part wanted)
{
    int32_t offset = 0;
    if (args[0].kind == CH_CEL_DURATION)
        return ch_cel_int(ch_nanos_part(args[0].integer, wanted));
    if (count < 2)
        return ch_cel_int(ch_instant_part(instant_of(args[0]), 0, wanted));
    switch (ch_zone_offset(m->zones, ch_cel_text(args[1]), instant_of(args[0]), &offset)) {
    case CH_ZONE_OK:
        return ch_cel_int(ch_instant_part(instant_of(args[0]), offset, wanted));
    case CH_ZONE_UNKNOWN:
        return ch_cel_fault_of(N_("there is no such time zone"));
    case CH_ZONE_UNREADABLE:
        return ch_cel_fault_of(N_("the time zone cannot be read"));
    case CH_ZONE_NO_MEMORY:
        m->ran_out = true;
        break;
    }
    return ch_cel_no_room(m);
}

#define PART(name, wanted)                     \
    CH_CEL_FUNCTION(name)                      \
    {                                          \
        return part(m, args, count, (wanted)); \
    }

PART(ch_cel_get_year, CH_GET_FULL_YEAR)
PART(ch_cel_get_month, CH_GET_MONTH)
PART(ch_cel_get_day_of_month, CH_GET_DAY_OF_MONTH)
PART(ch_cel_get_date, CH_GET_DATE)
PART(ch_cel_get_day_of_week, CH_GET_DAY_OF_WEEK)
PART(ch_cel_get_day_of_year, CH_GET_DAY_OF_YEAR)
PART(ch_cel_get_hours, CH_GET_HOURS)
PART(ch_cel_get_minutes, CH_GET_MINUTES)
PART(ch_cel_get_seconds, CH_GET_SECONDS)
PART(ch_cel_get_milliseconds, CH_GET_MILLISECONDS)
