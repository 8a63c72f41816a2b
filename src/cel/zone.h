/* zone: how far local time is from UTC, by an offset or by the name of a zone of the IANA database.
 *
 * Names are read from the system's TZif files (RFC 8536; Debian's package tzdata), never through TZ or the
 * C library, which keep state for the whole process. Where that package is missing every name but UTC is
 * unknown, and a condition that asks for one is undetermined. Names may come from outside: they are
 * letters, digits, '_', '+', '-' and '/' only, so that none leads out of the folder. */
#ifndef CH_CEL_ZONE_H
#define CH_CEL_ZONE_H

#include "base/arena.h"
#include "cel/time.h"

#define CH_ZONE_NAME_MAX 64
#define CH_ZONE_FILE_MAX 65536 /* bytes; Debian's largest has some 3,600 */
#define CH_ZONES_MAX     64    /* zones kept; the next one makes the cache begin anew */

/* The zones that one thread has met, those that cannot be had too. A zeroed one is empty and reads
 * /usr/share/zoneinfo; `folder` is kept. */
typedef struct ch_zones {
    const char *folder;
    ch_arena arena;
    struct ch_zone *newest;
    size_t count;
} ch_zones;

/* Forgets the zones that were read. */
void ch_zones_clear(ch_zones *zones);

typedef enum ch_zone_status {
    CH_ZONE_OK,
    CH_ZONE_UNKNOWN,    /* no offset, and no name of a zone that is installed */
    CH_ZONE_UNREADABLE, /* its file is too large, damaged, or of another kind */
    CH_ZONE_NO_MEMORY
} ch_zone_status;

/* Whether `name` is an offset or "UTC", which need no file. */
bool ch_zone_is_fixed(ch_text name);

/* Gives the seconds that local time is east of UTC at `instant`. `name` is "+hh:mm", "-hh:mm", "hh:mm",
 * "UTC" or the name of a zone; an empty one is unknown, and without `zones` every name. */
ch_zone_status ch_zone_offset(ch_zones *zones, ch_text name, ch_instant instant, int32_t *offset);

#endif
