/* zone: zones by name: their files are kept as they were read, and searched in place (RFC 8536). The rule behind the
 * last change is zone_rule.c's. Names come from conditions, and may come from declarations: none leads out of the
 * folder. */
#include "cel/zone.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cel/zone_rule.h"

#define DEFAULT_FOLDER "/usr/share/zoneinfo"
#define HEADER_SIZE    44
#define TYPE_SIZE      6
#define FARTHEST       (26 * 3600) /* seconds from UTC, RFC 8536 3.2 */

typedef struct ch_zone {
    struct ch_zone *older;
    ch_text name;
    ch_zone_status status; /* what follows holds where it is CH_ZONE_OK */
    const unsigned char *times, *types_of_times, *types;
    size_t count, time_size, type_count; /* changes; bytes of a time */
    size_t leaps;                        /* corrections by leap seconds */
    bool has_rule;                       /* for the time after the last change */
    ch_zone_rule rule;
} ch_zone;

void ch_zones_clear(ch_zones *zones)
{
    ch_arena_clear(&zones->arena);
    zones->newest = NULL;
    zones->count = 0;
}

/* ---- offsets and names ---- */

static int two_digits(const char *at)
{
    bool good = at[0] >= '0' && at[0] <= '9' && at[1] >= '0' && at[1] <= '9';
    return good ? (at[0] - '0') * 10 + (at[1] - '0') : 100;
}

/* [+-]hh:mm. */
static bool read_offset(ch_text text, int32_t *out)
{
    int sign = 1;
    if (text.length == 6 && (text.at[0] == '+' || text.at[0] == '-')) {
        sign = text.at[0] == '-' ? -1 : 1;
        text = (ch_text){text.at + 1, 5};
    }
    if (text.length != 5 || text.at[2] != ':')
        return false;
    int hours = two_digits(text.at), minutes = two_digits(text.at + 3);
    if (hours > 23 || minutes > 59)
        return false;
    *out = (hours * 3600 + minutes * 60) * sign;
    return true;
}

static bool read_fixed(ch_text text, int32_t *out)
{
    if (!ch_text_is(text, "UTC"))
        return read_offset(text, out);
    *out = 0;
    return true;
}

bool ch_zone_is_fixed(ch_text name)
{
    int32_t offset;
    return read_fixed(name, &offset);
}

/* Names of zones begin with a capital; what else lies in the folder ("localtime", "right/", "zone.tab")
 * does not. */
static bool is_name(ch_text text)
{
    if (text.length == 0 || text.length > CH_ZONE_NAME_MAX || text.at[0] < 'A' || text.at[0] > 'Z' ||
        text.at[text.length - 1] == '/')
        return false;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                     c == '+' || c == '-';
        if (!plain && !(c == '/' && text.at[i - 1] != '/'))
            return false;
    }
    return true;
}

/* ---- the bytes of a file ---- */

/* A file's folder and name, NUL-terminated. */
static char *path_of(ch_zones *zones, ch_text name)
{
    ch_text folder = ch_text_of(zones->folder == NULL ? DEFAULT_FOLDER : zones->folder);
    char *path = ch_arena_take_raw(&zones->arena, folder.length + name.length + 2);
    if (path == NULL)
        return NULL;
    ch_text_copy(path, folder);
    path[folder.length] = '/';
    ch_text_copy(path + folder.length + 1, name);
    path[folder.length + 1 + name.length] = '\0';
    return path;
}

static ch_zone_status read_all(int file, size_t size, ch_arena *arena, ch_text *out)
{
    char *bytes = ch_arena_take_raw(arena, size);
    if (bytes == NULL)
        return CH_ZONE_NO_MEMORY;
    for (size_t got = 0; got < size;) {
        ssize_t n = read(file, bytes + got, size - got);
        if (n <= 0)
            return CH_ZONE_UNREADABLE;
        got += (size_t)n;
    }
    *out = (ch_text){bytes, size};
    return CH_ZONE_OK;
}

static ch_zone_status read_file(ch_zones *zones, ch_text name, ch_text *out)
{
    const char *path = path_of(zones, name);
    if (path == NULL)
        return CH_ZONE_NO_MEMORY;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file < 0)
        return errno == ENOENT || errno == ENOTDIR ? CH_ZONE_UNKNOWN : CH_ZONE_UNREADABLE;
    struct stat about;
    ch_zone_status status = CH_ZONE_UNREADABLE;
    if (fstat(file, &about) == 0 && !S_ISREG(about.st_mode))
        status = CH_ZONE_UNKNOWN; /* "America" is a folder */
    else if (about.st_size > 0 && about.st_size <= CH_ZONE_FILE_MAX)
        status = read_all(file, (size_t)about.st_size, &zones->arena, out);
    close(file);
    return status;
}

/* ---- TZif ---- */

static uint32_t big_endian(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static int64_t time_at(const ch_zone *zone, size_t i)
{
    const unsigned char *at = zone->times + i * zone->time_size;
    if (zone->time_size == 4)
        return (int32_t)big_endian(at);
    return (int64_t)((uint64_t)big_endian(at) << 32 | big_endian(at + 4));
}

static int32_t offset_of_type(const ch_zone *zone, size_t type)
{
    return (int32_t)big_endian(zone->types + type * TYPE_SIZE);
}

/* The next `count` things of `size` bytes, or NULL: `rest` is too short. No product overflows: counts are
 * of 32 bits, and checked against the file's size first. */
static const unsigned char *take(ch_text *rest, size_t count, size_t size)
{
    if (count > rest->length || count * size > rest->length)
        return NULL;
    const unsigned char *taken = (const unsigned char *)rest->at;
    *rest = (ch_text){rest->at + count * size, rest->length - count * size};
    return taken;
}

/* One header and its block of data; what of it serves goes into `zone`. Gives the file's version, from
 * '0' (written as a NUL) on, or -1: damaged. */
static int read_block(ch_text *rest, size_t time_size, ch_zone *zone)
{
    const unsigned char *header = take(rest, HEADER_SIZE, 1);
    if (header == NULL || memcmp(header, "TZif", 4) != 0)
        return -1;
    /* In the order of RFC 8536, 3.1: local or UT, standard or wall, leap seconds, changes, types, names. */
    size_t counts[6];
    for (size_t i = 0; i < 6; i++)
        counts[i] = big_endian(header + 20 + 4 * i);
    zone->time_size = time_size;
    zone->count = counts[3];
    zone->type_count = counts[4];
    zone->leaps = counts[2];
    zone->times = take(rest, counts[3], time_size);
    zone->types_of_times = take(rest, counts[3], 1);
    zone->types = take(rest, counts[4], TYPE_SIZE);
    bool whole = zone->times != NULL && zone->types_of_times != NULL && zone->types != NULL &&
                 take(rest, counts[5], 1) != NULL && take(rest, counts[2], time_size + 4) != NULL &&
                 take(rest, counts[1], 1) != NULL && take(rest, counts[0], 1) != NULL;
    return whole ? header[4] : -1;
}

/* A zone that counts leap seconds is not on CEL's time scale. */
static bool is_good(const ch_zone *zone)
{
    if (zone->type_count == 0 || zone->leaps > 0)
        return false;
    for (size_t i = 0; i < zone->count; i++)
        if (zone->types_of_times[i] >= zone->type_count)
            return false;
    for (size_t i = 0; i < zone->type_count; i++) {
        int32_t offset = offset_of_type(zone, i);
        if (offset <= -FARTHEST || offset >= FARTHEST)
            return false;
    }
    return true;
}

/* "\n", a TZ string that may be empty, "\n". */
static bool read_footer(ch_text rest, ch_zone *zone)
{
    if (rest.length < 2 || rest.at[0] != '\n')
        return false;
    const char *end = memchr(rest.at + 1, '\n', rest.length - 1);
    if (end == NULL)
        return false;
    ch_text rule = {rest.at + 1, (size_t)(end - rest.at - 1)};
    zone->has_rule = rule.length > 0;
    return !zone->has_rule || ch_zone_rule_read(rule, &zone->rule);
}

/* From version 2 on everything is said again with times of 64 bits. */
static bool read_tzif(ch_text bytes, ch_zone *zone)
{
    int version = read_block(&bytes, 4, zone);
    if (version >= '2' && (read_block(&bytes, 8, zone) != version || !read_footer(bytes, zone)))
        return false;
    return version >= 0 && is_good(zone);
}

/* The offset before the first change is that of the first type (RFC 8536, 3.2). */
static int32_t offset_at(const ch_zone *zone, int64_t seconds)
{
    size_t low = 0, high = zone->count; /* how many changes there were by then */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (time_at(zone, middle) <= seconds)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == zone->count && zone->has_rule)
        return ch_zone_rule_offset(&zone->rule, seconds);
    return offset_of_type(zone, low == 0 ? 0 : zone->types_of_times[low - 1]);
}

/* ---- the cache ---- */

static ch_zone *find(const ch_zones *zones, ch_text name)
{
    for (ch_zone *zone = zones->newest; zone != NULL; zone = zone->older)
        if (ch_text_same(zone->name, name))
            return zone;
    return NULL;
}

/* Reads a zone and keeps it; NULL when there is no memory. */
static ch_zone *add(ch_zones *zones, ch_text name)
{
    if (zones->count == CH_ZONES_MAX) {
        ch_arena_reset(&zones->arena);
        zones->newest = NULL;
        zones->count = 0;
    }
    ch_zone *zone = ch_arena_take(&zones->arena, sizeof *zone);
    if (zone == NULL || (zone->name = ch_arena_text(&zones->arena, name)).at == NULL)
        return NULL;
    ch_text bytes;
    zone->status = read_file(zones, name, &bytes);
    if (zone->status == CH_ZONE_NO_MEMORY)
        return NULL;
    if (zone->status == CH_ZONE_OK && !read_tzif(bytes, zone))
        zone->status = CH_ZONE_UNREADABLE;
    zone->older = zones->newest;
    zones->newest = zone;
    zones->count++;
    return zone;
}

ch_zone_status ch_zone_offset(ch_zones *zones, ch_text name, ch_instant instant, int32_t *offset)
{
    if (read_fixed(name, offset))
        return CH_ZONE_OK;
    if (zones == NULL || !is_name(name))
        return CH_ZONE_UNKNOWN;
    ch_zone *zone = find(zones, name);
    if (zone == NULL && (zone = add(zones, name)) == NULL)
        return CH_ZONE_NO_MEMORY;
    if (zone->status == CH_ZONE_OK)
        *offset = offset_at(zone, instant.seconds);
    return zone->status;
}
