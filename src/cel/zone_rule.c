/* TZ strings: read once, then asked for any year. */
#include "cel/zone_rule.h"

#include "base/date.h"

#define HOUR           3600
#define SECONDS_OF_DAY 86400

/* ---- reading: each piece goes forward in `rest` where it is there ---- */

static bool past(ch_text *rest, char c)
{
    if (rest->length == 0 || rest->at[0] != c)
        return false;
    *rest = (ch_text){rest->at + 1, rest->length - 1};
    return true;
}

/* One to three digits that give `least` to `most`. */
static bool number(ch_text *rest, int least, int most, int *out)
{
    size_t n = 0;
    *out = 0;
    while (n < 3 && n < rest->length && rest->at[n] >= '0' && rest->at[n] <= '9')
        *out = *out * 10 + (rest->at[n++] - '0');
    *rest = (ch_text){rest->at + n, rest->length - n};
    return n > 0 && *out >= least && *out <= most;
}

/* Letters, or letters, digits and signs between "<" and ">". */
static bool past_name(ch_text *rest)
{
    bool quoted = past(rest, '<');
    size_t n = 0;
    while (n < rest->length) {
        char c = rest->at[n];
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (!letter && !(quoted && ((c >= '0' && c <= '9') || c == '+' || c == '-')))
            break;
        n++;
    }
    *rest = (ch_text){rest->at + n, rest->length - n};
    return n >= 3 && (!quoted || past(rest, '>'));
}

/* [+-]h[hh][:mm[:ss]], in seconds. */
static bool read_clock(ch_text *rest, int32_t *out)
{
    bool negative = past(rest, '-');
    if (!negative)
        past(rest, '+');
    int hours, minutes = 0, seconds = 0;
    if (!number(rest, 0, 167, &hours))
        return false;
    if (past(rest, ':') && !number(rest, 0, 59, &minutes))
        return false;
    if (past(rest, ':') && !number(rest, 0, 59, &seconds))
        return false;
    *out = (hours * HOUR + minutes * 60 + seconds) * (negative ? -1 : 1);
    return true;
}

/* POSIX counts west of UTC. */
static bool read_offset(ch_text *rest, int32_t *out)
{
    if (!read_clock(rest, out) || *out < -25 * HOUR || *out > 25 * HOUR)
        return false;
    *out = -*out;
    return true;
}

static bool read_day(ch_text *rest, ch_zone_change *out)
{
    if (past(rest, 'M')) {
        out->kind = 'M';
        return number(rest, 1, 12, &out->month) && past(rest, '.') && number(rest, 1, 5, &out->week) &&
               past(rest, '.') && number(rest, 0, 6, &out->day);
    }
    if (past(rest, 'J')) {
        out->kind = 'J';
        return number(rest, 1, 365, &out->day);
    }
    out->kind = '0';
    return number(rest, 0, 365, &out->day);
}

static bool read_change(ch_text *rest, ch_zone_change *out)
{
    out->time = 2 * HOUR;
    return past(rest, ',') && read_day(rest, out) && (!past(rest, '/') || read_clock(rest, &out->time));
}

bool ch_zone_rule_read(ch_text text, ch_zone_rule *out)
{
    *out = (ch_zone_rule){.changes = false};
    if (!past_name(&text) || !read_offset(&text, &out->standard))
        return false;
    if (text.length == 0)
        return true;
    out->changes = true;
    out->summer = out->standard + HOUR;
    if (!past_name(&text) || text.length == 0)
        return false;
    if (text.at[0] != ',' && !read_offset(&text, &out->summer))
        return false;
    return read_change(&text, &out->start) && read_change(&text, &out->end) && text.length == 0;
}

/* ---- asking ---- */

/* The day of the week, from Sunday. */
static int weekday(ch_day day)
{
    return ((day + 4) % 7 + 7) % 7; /* day 0 was a Thursday */
}

static ch_day weekday_of_month(const ch_zone_change *change, int year)
{
    ch_day first = ch_day_of(year, change->month, 1);
    int of_month = (change->day - weekday(first) + 7) % 7 + (change->week - 1) * 7;
    while (of_month >= ch_month_days(year, change->month))
        of_month -= 7;
    return first + of_month;
}

static ch_day day_of_change(const ch_zone_change *change, int year)
{
    ch_day first = ch_day_of(year, 1, 1);
    switch (change->kind) {
    case 'M':
        return weekday_of_month(change, year);
    case 'J': /* the 60th is always 1 March */
        return first + change->day - 1 + (change->day >= 60 && ch_month_days(year, 2) == 29);
    default:
        return first + change->day;
    }
}

/* The change of `year` in UTC; `before` is the offset until then. */
static int64_t moment(const ch_zone_change *change, int year, int32_t before)
{
    return (int64_t)day_of_change(change, year) * SECONDS_OF_DAY + change->time - before;
}

static ch_day day_at(int64_t seconds)
{
    int64_t of_day = (seconds % SECONDS_OF_DAY + SECONDS_OF_DAY) % SECONDS_OF_DAY;
    return (ch_day)((seconds - of_day) / SECONDS_OF_DAY);
}

/* The latest change decides. Those of the years around count too: a time of day may lie days away. Where
 * an end and a start meet, summer time goes on (a zone may have it all the year, RFC 8536, 3.3.1). */
int32_t ch_zone_rule_offset(const ch_zone_rule *rule, int64_t seconds)
{
    if (!rule->changes)
        return rule->standard;
    int year, month, of_month;
    ch_day_split(day_at(seconds), &year, &month, &of_month);
    int64_t latest = INT64_MIN;
    int32_t offset = rule->standard;
    for (int y = year - 1; y <= year + 1; y++) {
        int64_t start = moment(&rule->start, y, rule->standard);
        int64_t end = moment(&rule->end, y, rule->summer);
        if (end <= seconds && end > latest) {
            latest = end;
            offset = rule->standard;
        }
        if (start <= seconds && start >= latest) {
            latest = start;
            offset = rule->summer;
        }
    }
    return offset;
}
