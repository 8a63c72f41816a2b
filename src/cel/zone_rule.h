/* zone_rule: the rule by which a zone goes on after the last change that its file lists.
 *
 * It is POSIX's TZ string with hours up to 167 (RFC 8536, 3.3): "CET-1CEST,M3.5.0,M10.5.0/3". */
#ifndef CH_CEL_ZONE_RULE_H
#define CH_CEL_ZONE_RULE_H

#include "base/text.h"

/* When the clocks change in any year. */
typedef struct ch_zone_change {
    char kind;            /* 'M': a weekday of a month; 'J': a day, never 29 February; '0': a day from 0 */
    int month, week, day; /* the last two of 'M': 1 to 5, where 5 is the last, and 0 to 6 from Sunday */
    int32_t time;         /* seconds after midnight by the clock before the change; may be negative */
} ch_zone_change;

typedef struct ch_zone_rule {
    int32_t standard, summer; /* seconds east of UTC */
    bool changes;             /* false: always `standard` */
    ch_zone_change start, end;
} ch_zone_rule;

/* Summer time must come with its dates. */
bool ch_zone_rule_read(ch_text text, ch_zone_rule *out);

/* The offset at `seconds` since 1970, in the years 1 to 9999. */
int32_t ch_zone_rule_offset(const ch_zone_rule *rule, int64_t seconds);

#endif
