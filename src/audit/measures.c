/* Days and measures as the whole numbers that are added up. Sums of whole numbers are the same in any order; those
 * of doubles are not, and merged parts must equal the whole byte for byte (docs/scale.md). */
#include "audit/totals.h"

#include <stdio.h>

uint64_t ch_day_number(charter_day day)
{
    if (day == CHARTER_NO_DAY)
        return 0;
    char text[11];
    uint64_t number = 0;
    charter_day_format(day, text);
    for (const char *c = text; *c != '\0'; c++)
        if (*c != '-')
            number = number * 10 + (uint64_t)(*c - '0');
    return number;
}

charter_day ch_day_of_number(uint64_t number)
{
    char text[32];
    charter_day day;
    if (number == 0 || number > 99991231)
        return CHARTER_NO_DAY;
    int length = snprintf(text, sizeof text, "%04u-%02u-%02u", (unsigned)(number / 10000),
                          (unsigned)(number / 100 % 100), (unsigned)(number % 100));
    return charter_day_parse((ch_text){text, (size_t)length}, &day) ? day : CHARTER_NO_DAY;
}

uint64_t ch_millionths(double figure)
{
    /* 0 for what is not a number, too. */
    if (!(figure > 0))
        return 0;
    /* Near where 64 bits end: sums stop there and do not wrap. */
    return figure >= 1.8e13 ? UINT64_MAX : (uint64_t)(figure * 1e6 + 0.5);
}

bool ch_footprint_is_sourced(const ch_footprint *figures)
{
    return figures->source.length > 0 && figures->on != CHARTER_NO_DAY;
}
