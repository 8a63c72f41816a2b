/* Zones: offsets, TZ strings, TZif files of our own making, and the system's against the C library. */
#include "unit/support.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cel/zone.h"
#include "cel/zone_rule.h"

#define SYSTEM_FOLDER "/usr/share/zoneinfo"

enum { OK = CH_ZONE_OK, UNKNOWN = CH_ZONE_UNKNOWN, UNREADABLE = CH_ZONE_UNREADABLE };

static int64_t seconds(const char *text)
{
    ch_instant out;
    if (ch_instant_read(ch_text_of(text), &out) != CH_TIME_OK)
        fail_msg("\"%s\" is no timestamp", text);
    return out.seconds;
}

/* A copy in memory of just its size, so that a sanitizer sees any read beyond. */
static char *exact_copy(ch_text text)
{
    char *copy = malloc(text.length > 0 ? text.length : 1);
    assert_non_null(copy);
    if (text.length > 0)
        memcpy(copy, text.at, text.length);
    return copy;
}

/* ---- names that need no file, and names that are none ---- */

typedef struct name_row {
    const char *name, *zone;
    int status;
    int32_t offset;
} name_row;

#define SIXTY_FOUR "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const name_row names[] = {
    {"hours east", "+11:00", OK, 39600},
    {"hours and minutes west", "-02:30", OK, -9000},
    {"no sign is east", "02:00", OK, 7200},
    {"nought west is UTC", "-00:00", OK, 0},
    {"the widest offset east", "+23:59", OK, 86340},
    {"the widest offset west", "-23:59", OK, -86340},
    {"UTC needs no file", "UTC", OK, 0},
    {"24 hours are none", "+24:00", UNKNOWN, 0},
    {"60 minutes are none", "+01:60", UNKNOWN, 0},
    {"an hour has two digits", "+1:00", UNKNOWN, 0},
    {"an offset has a colon", "+0100", UNKNOWN, 0},
    {"an offset has no seconds", "+01:00:00", UNKNOWN, 0},
    {"two signs are none", "+-1:00", UNKNOWN, 0},
    {"letters are no digits", "0a:00", UNKNOWN, 0},
    {"no name is no zone", "", UNKNOWN, 0},
    {"a way out of the folder is no name", "../../../etc/passwd", UNKNOWN, 0},
    {"a way out from within is no name", "Europe/../../../../etc/passwd", UNKNOWN, 0},
    {"a point is in no name", "Europe/./Paris", UNKNOWN, 0},
    {"an absolute path is no name", "/usr/share/zoneinfo/Europe/Paris", UNKNOWN, 0},
    {"two slashes are no name", "Europe//Paris", UNKNOWN, 0},
    {"a slash at the end is no name", "Europe/Paris/", UNKNOWN, 0},
    {"a slash is no name", "/", UNKNOWN, 0},
    {"a small letter begins no name", "right/Europe/Paris", UNKNOWN, 0},
    {"the machine's own zone is no name", "localtime", UNKNOWN, 0},
    {"a blank is in no name", "Europe/Pa ris", UNKNOWN, 0},
    {"a folder is no zone", "Folder", UNKNOWN, 0},
    {"a file within a file is no zone", "Paris/Paris", UNKNOWN, 0},
    {"a name of 64 bytes is looked for", SIXTY_FOUR, UNKNOWN, 0},
    {"a longer one is no name", SIXTY_FOUR "a", UNKNOWN, 0},
};

/* ---- files of our own ---- */

static char folder[] = "/tmp/zones-XXXXXX";

static const char *path_in_folder(const char *name)
{
    static char path[160];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void write_file(const char *name, const void *bytes, size_t size)
{
    FILE *file = fopen(path_in_folder(name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

/* What a test asks of the folder, and asks again: the second answer comes from the cache. */
static ch_zone_status ask(const char *name, int64_t at, int32_t *offset)
{
    ch_zones zones = {.folder = folder};
    char *copy = exact_copy(ch_text_of(name));
    ch_text text = {copy, strlen(name)};
    int32_t again = *offset;
    ch_zone_status status = ch_zone_offset(&zones, text, (ch_instant){at, 0}, offset);
    assert_int_equal(ch_zone_offset(&zones, text, (ch_instant){at, 0}, &again), status);
    assert_int_equal(again, *offset);
    free(copy);
    ch_zones_clear(&zones);
    return status;
}

static void names_zone(void **state)
{
    const name_row *row = *state;
    int32_t offset = 77;
    assert_int_equal(ask(row->zone, 0, &offset), row->status);
    assert_int_equal(offset, row->status == OK ? row->offset : 77);
}

/* A TZif file in the making. */
typedef struct tzif {
    unsigned char bytes[1024];
    size_t size;
} tzif;

static void put(tzif *file, const void *bytes, size_t size)
{
    assert_true(file->size + size <= sizeof file->bytes);
    memcpy(file->bytes + file->size, bytes, size);
    file->size += size;
}

static void put_number(tzif *file, int64_t number, int bytes)
{
    for (int i = bytes - 1; i >= 0; i--)
        put(file, &(unsigned char){(unsigned char)((uint64_t)number >> (8 * i))}, 1);
}

typedef struct block {
    int version;      /* '2', or 0 */
    int time_size;    /* bytes */
    int leaps, marks; /* how many leap seconds, and how many of both kinds of marks */
    int64_t times[4]; /* of `count` changes */
    int types[4];
    int count;
    int32_t offsets[3]; /* of the types; ends with END */
} block;

#define END 0x7FFFFFFF

static void put_block(tzif *file, const block *b)
{
    int types = 0;
    while (types < 3 && b->offsets[types] != END)
        types++;
    put(file, "TZif", 4);
    put_number(file, b->version, 1);
    put(file, "               ", 15);
    const int counts[] = {b->marks, b->marks, b->leaps, b->count, types, 4};
    for (int i = 0; i < 6; i++)
        put_number(file, counts[i], 4);
    for (int i = 0; i < b->count; i++)
        put_number(file, b->times[i], b->time_size);
    for (int i = 0; i < b->count; i++)
        put_number(file, b->types[i], 1);
    for (int i = 0; i < types; i++) {
        put_number(file, b->offsets[i], 4);
        put_number(file, 0, 2);
    }
    put(file, "ABC", 4);
    for (int i = 0; i < b->leaps; i++)
        put_number(file, 0, b->time_size + 4);
    for (int i = 0; i < 2 * b->marks; i++)
        put_number(file, 0, 1);
}

/* clang-format off */
#define OLD {0, 4, 0, 0, {0}, {0}, 0, {0, END}}
#define NEW {'2', 4, 0, 0, {0}, {0}, 0, {0, END}}
/* clang-format on */

typedef struct file_row {
    const char *name;
    block first, second; /* the second where the first is of version 2 or later */
    const char *footer;  /* with its line ends; NULL: none */
    int64_t at;
    int status;
    int32_t offset;
} file_row;

static const file_row files[] = {
    {"a file of version 1 without a change has one offset",
     {0, 4, 0, 0, {0}, {0}, 0, {3600, END}},
     {0},
     NULL,
     0,
     OK,
     3600},
    {"before the first change the first type holds",
     {0, 4, 0, 0, {100, 200}, {1, 2}, 2, {60, 120, 180}},
     {0},
     NULL,
     99,
     OK,
     60},
    {"at a change its type holds", {0, 4, 0, 0, {100, 200}, {1, 2}, 2, {60, 120, 180}}, {0}, NULL, 100, OK, 120},
    {"up to the next change it holds", {0, 4, 0, 0, {100, 200}, {1, 2}, 2, {60, 120, 180}}, {0}, NULL, 199, OK, 120},
    {"after the last change of version 1 its type holds",
     {0, 4, 0, 0, {100, 200}, {1, 2}, 2, {60, 120, 180}},
     {0},
     NULL,
     253402300799,
     OK,
     180},
    {"times of version 1 are negative before 1970",
     {0, 4, 0, 0, {-100}, {1}, 1, {60, 120, END}},
     {0},
     NULL,
     -101,
     OK,
     60},
    {"marks are passed over", {0, 4, 0, 2, {100}, {1}, 1, {60, 120, END}}, {0}, NULL, 100, OK, 120},
    {"in version 2 the second block counts",
     {'2', 4, 0, 0, {0}, {0}, 0, {60, END}},
     {'2', 8, 0, 0, {-5000000000, 5000000000}, {0, 1}, 2, {120, 180, END}},
     "\n\n",
     -5000000000,
     OK,
     120},
    {"times of version 2 have 64 bits",
     NEW,
     {'2', 8, 0, 0, {-5000000000, 5000000000}, {0, 1}, 2, {120, 180, END}},
     "\n\n",
     4999999999,
     OK,
     120},
    {"an empty footer leaves the last type",
     NEW,
     {'2', 8, 0, 0, {100}, {1}, 1, {120, 180, END}},
     "\n\n",
     253402300799,
     OK,
     180},
    {"a footer holds after the last change",
     NEW,
     {'2', 8, 0, 0, {100}, {1}, 1, {120, 180, END}},
     "\nCET-1CEST,M3.5.0,M10.5.0/3\n",
     1783000000,
     OK,
     7200},
    {"a footer does not hold before it",
     NEW,
     {'2', 8, 0, 0, {1783000001}, {1}, 1, {120, 180, END}},
     "\nCET-1CEST,M3.5.0,M10.5.0/3\n",
     1783000000,
     OK,
     120},
    {"a footer holds always where nothing changes",
     NEW,
     {'2', 8, 0, 0, {0}, {0}, 0, {120, END}},
     "\nXYZ5\n",
     -62135596800,
     OK,
     -18000},
    {"version 3 is read",
     {'3', 4, 0, 0, {0}, {0}, 0, {0, END}},
     {'3', 8, 0, 0, {0}, {0}, 0, {120, END}},
     "\n<-02>2<-01>,M3.5.0/-1,M10.5.0/0\n",
     1783000000,
     OK,
     -3600},
    {"a footer that is no TZ string is damage",
     NEW,
     {'2', 8, 0, 0, {0}, {0}, 0, {120, END}},
     "\nCET\n",
     0,
     UNREADABLE,
     0},
    {"a footer without its first line end is damage",
     NEW,
     {'2', 8, 0, 0, {0}, {0}, 0, {120, END}},
     "XYZ5\n",
     0,
     UNREADABLE,
     0},
    {"a footer without its last line end is damage",
     NEW,
     {'2', 8, 0, 0, {0}, {0}, 0, {120, END}},
     "\nXYZ5",
     0,
     UNREADABLE,
     0},
    {"a second block of another version is damage",
     NEW,
     {'3', 8, 0, 0, {0}, {0}, 0, {120, END}},
     "\n\n",
     0,
     UNREADABLE,
     0},
    {"no types are damage", {0, 4, 0, 0, {0}, {0}, 0, {END}}, {0}, NULL, 0, UNREADABLE, 0},
    {"an empty first block is none in version 2",
     {'2', 4, 0, 0, {0}, {0}, 0, {END}},
     {'2', 8, 0, 0, {0}, {0}, 0, {120, END}},
     "\n\n",
     0,
     OK,
     120},
    {"a change to a type that is not there is damage",
     {0, 4, 0, 0, {100}, {2}, 1, {60, 120, END}},
     {0},
     NULL,
     0,
     UNREADABLE,
     0},
    {"26 hours from UTC are damage", {0, 4, 0, 0, {0}, {0}, 0, {93600, END}}, {0}, NULL, 0, UNREADABLE, 0},
    {"a second less is an offset", {0, 4, 0, 0, {0}, {0}, 0, {-93599, END}}, {0}, NULL, 0, OK, -93599},
    {"leap seconds are refused", {0, 4, 1, 0, {0}, {0}, 0, {0, END}}, {0}, NULL, 0, UNREADABLE, 0},
};

static void make_file(const file_row *row, tzif *file)
{
    put_block(file, &row->first);
    if (row->first.version != 0)
        put_block(file, &row->second);
    if (row->footer != NULL)
        put(file, row->footer, strlen(row->footer));
}

static void reads_file(void **state)
{
    const file_row *row = *state;
    tzif file = {.size = 0};
    make_file(row, &file);
    write_file("Zone", file.bytes, file.size);
    int32_t offset = 77;
    assert_int_equal(ask("Zone", row->at, &offset), row->status);
    assert_int_equal(offset, row->status == OK ? row->offset : 77);
}

/* No cut of a good file is read beyond its end, nor taken for a good one. */
static void a_file_cut_anywhere_is_damage(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        if (files[i].status != OK)
            continue;
        tzif file = {.size = 0};
        make_file(&files[i], &file);
        for (size_t size = 1; size < file.size; size++) {
            write_file("Zone", file.bytes, size);
            int32_t offset = 77;
            if (ask("Zone", 0, &offset) != CH_ZONE_UNREADABLE)
                fail_msg("%s: cut at %zu of %zu bytes", files[i].name, size, file.size);
        }
    }
}

/* Any byte may be anything: no answer is asked for but an end within bounds. */
static void a_file_with_any_byte_changed_does_no_harm(void **state)
{
    (void)state;
    static const unsigned char others[] = {0x00, 0x01, 0x7F, 0x80, 0xFF};
    tzif good = {.size = 0};
    make_file(&files[10], &good);
    for (size_t i = 0; i < good.size; i++)
        for (size_t j = 0; j < COUNT_OF(others); j++) {
            tzif file = good;
            file.bytes[i] = others[j];
            write_file("Zone", file.bytes, file.size);
            int32_t offset = 77;
            ch_zone_status status = ask("Zone", 1783000000, &offset);
            assert_true(status == CH_ZONE_OK || (status == CH_ZONE_UNREADABLE && offset == 77));
        }
}

static void a_file_that_is_too_large_or_empty_is_not_read(void **state)
{
    (void)state;
    char *large = calloc(1, CH_ZONE_FILE_MAX + 1);
    assert_non_null(large);
    int32_t offset = 77;
    write_file("Zone", large, CH_ZONE_FILE_MAX + 1);
    assert_int_equal(ask("Zone", 0, &offset), CH_ZONE_UNREADABLE);
    write_file("Zone", large, 0);
    assert_int_equal(ask("Zone", 0, &offset), CH_ZONE_UNREADABLE);
    free(large);
}

static void a_pipe_is_no_zone_and_is_not_waited_for(void **state)
{
    (void)state;
    assert_int_equal(mkfifo(path_in_folder("Pipe"), 0600), 0);
    int32_t offset = 77;
    assert_int_equal(ask("Pipe", 0, &offset), CH_ZONE_UNKNOWN);
    assert_int_equal(unlink(path_in_folder("Pipe")), 0);
}

static void without_its_folder_only_utc_is_known(void **state)
{
    (void)state;
    ch_zones zones = {.folder = "/nowhere/at/all"};
    int32_t offset = 77;
    assert_int_equal(ch_zone_offset(&zones, CH_LITERAL("Europe/Paris"), (ch_instant){0}, &offset), CH_ZONE_UNKNOWN);
    assert_int_equal(ch_zone_offset(&zones, CH_LITERAL("UTC"), (ch_instant){0}, &offset), CH_ZONE_OK);
    ch_zones_clear(&zones);
}

/* What is kept is what was read: a zone that is replaced, or comes later, is not seen before the cache
 * begins anew, which it does when it is full. */
static void the_cache_keeps_so_many_zones_and_begins_anew(void **state)
{
    (void)state;
    tzif file = {.size = 0};
    put_block(&file, &files[0].first);
    ch_zones zones = {.folder = folder};
    int32_t offset = 77;
    unlink(path_in_folder("Later"));
    assert_int_equal(ch_zone_offset(&zones, CH_LITERAL("Later"), (ch_instant){0}, &offset), CH_ZONE_UNKNOWN);
    write_file("Later", file.bytes, file.size);
    for (int i = 1; i < CH_ZONES_MAX; i++) {
        char name[16];
        snprintf(name, sizeof name, "None%d", i);
        assert_int_equal(ch_zone_offset(&zones, ch_text_of(name), (ch_instant){0}, &offset), CH_ZONE_UNKNOWN);
    }
    assert_int_equal(ch_zone_offset(&zones, CH_LITERAL("Later"), (ch_instant){0}, &offset), CH_ZONE_UNKNOWN);
    assert_int_equal(ch_zone_offset(&zones, CH_LITERAL("One-more"), (ch_instant){0}, &offset), CH_ZONE_UNKNOWN);
    assert_int_equal(zones.count, 1);
    assert_int_equal(ch_zone_offset(&zones, CH_LITERAL("Later"), (ch_instant){0}, &offset), CH_ZONE_OK);
    assert_int_equal(offset, 3600);
    ch_zones_clear(&zones);
    assert_int_equal(zones.count, 0);
}

/* ---- TZ strings ---- */

typedef struct rule_row {
    const char *name, *rule, *at; /* `at` NULL: the rule is none */
    int32_t offset;
} rule_row;

#define PARIS "CET-1CEST,M3.5.0,M10.5.0/3"

static const rule_row rules[] = {
    {"one offset, west", "EST5", "2026-07-01T00:00:00Z", -18000},
    {"one offset, east", "IST-5:30", "2026-07-01T00:00:00Z", 19800},
    {"an offset with seconds", "XYZ-1:02:03", "2026-07-01T00:00:00Z", 3723},
    {"a plus is west", "XYZ+5", "2026-07-01T00:00:00Z", -18000},
    {"a quoted name", "<+0545>-5:45", "2026-07-01T00:00:00Z", 20700},
    {"Paris in winter", PARIS, "2026-01-15T00:00:00Z", 3600},
    {"Paris in summer", PARIS, "2026-07-15T00:00:00Z", 7200},
    {"the second before Paris' summer", PARIS, "2026-03-29T00:59:59Z", 3600},
    {"the first second of Paris' summer", PARIS, "2026-03-29T01:00:00Z", 7200},
    {"the last second of Paris' summer", PARIS, "2026-10-25T00:59:59Z", 7200},
    {"the second after it", PARIS, "2026-10-25T01:00:00Z", 3600},
    {"the first of all years", PARIS, "0001-01-01T00:00:00Z", 3600},
    {"the summer of the first year", PARIS, "0001-07-01T00:00:00Z", 7200},
    {"the last of all years", PARIS, "9999-12-31T23:59:59Z", 3600},
    {"the summer of the last year", PARIS, "9999-07-01T00:00:00Z", 7200},
    {"in the south summer spans the new year", "AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-01-01T00:00:00Z", 39600},
    {"in the south winter is in July", "AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-07-01T00:00:00Z", 36000},
    {"a summer of its own offset", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-01-01T00:00:00Z", 39600},
    {"a summer that turns back", "IST-1GMT0,M10.5.0,M3.5.0/1", "2026-01-01T00:00:00Z", 0},
    {"the fifth week is the last", "AAA0BBB,M2.5.0,M12.1.0", "2026-02-22T01:59:59Z", 0},
    {"the fifth week is the last, from its hour on", "AAA0BBB,M2.5.0,M12.1.0", "2026-02-22T02:00:00Z", 3600},
    {"the first week begins with the month", "AAA0BBB,M3.1.0/0,M12.1.0", "2026-03-01T00:00:00Z", 3600},
    {"J60 is 1 March of a leap year", "AAA0BBB,J60/0,J300", "2024-02-29T23:59:59Z", 0},
    {"J60 is 1 March of a leap year, from its midnight on", "AAA0BBB,J60/0,J300", "2024-03-01T00:00:00Z", 3600},
    {"J60 is 1 March of an ordinary year", "AAA0BBB,J60/0,J300", "2023-03-01T00:00:00Z", 3600},
    {"J59 is 28 February", "AAA0BBB,J59/0,J300", "2024-02-28T00:00:00Z", 3600},
    {"day 59 is 29 February of a leap year", "AAA0BBB,59/0,300", "2024-02-29T00:00:00Z", 3600},
    {"day 59 is 1 March of an ordinary year", "AAA0BBB,59/0,300", "2023-02-28T23:59:59Z", 0},
    {"hours before midnight", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z", -7200},
    {"hours before midnight, from then on", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", -3600},
    {"hours of later days", "IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-26T23:59:59Z", 7200},
    {"hours of later days, from then on", "IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-27T00:00:00Z", 10800},
    {"summer all the year, at the new year", "XXX3EDT4,0/0,J365/23", "2026-01-01T03:00:00Z", -14400},
    {"summer all the year, before it", "XXX3EDT4,0/0,J365/23", "2026-01-01T02:59:59Z", -14400},
    {"summer all the year, in July", "XXX3EDT4,0/0,J365/23", "2026-07-01T00:00:00Z", -14400},
    {"a start in the year before its own", "AAA0BBB,0/-167,J100", "2025-12-26T00:00:00Z", 3600},
    {"nothing is no rule", "", NULL, 0},
    {"a name wants an offset", "EST", NULL, 0},
    {"a name has three letters", "ES5", NULL, 0},
    {"a quoted name has an end", "<EST5", NULL, 0},
    {"an offset wants a name", "5", NULL, 0},
    {"an offset has at most 25 hours", "EST26", NULL, 0},
    {"minutes have at most 59", "EST5:60", NULL, 0},
    {"a summer wants its dates", "EST5EDT", NULL, 0},
    {"a summer wants both its dates", "EST5EDT,M3.2.0", NULL, 0},
    {"a summer's name has three letters", "EST5ED,M3.2.0,M11.1.0", NULL, 0},
    {"month 13 is none", "EST5EDT,M13.2.0,M11.1.0", NULL, 0},
    {"month 0 is none", "EST5EDT,M0.2.0,M11.1.0", NULL, 0},
    {"week 6 is none", "EST5EDT,M3.6.0,M11.1.0", NULL, 0},
    {"week 0 is none", "EST5EDT,M3.0.0,M11.1.0", NULL, 0},
    {"weekday 7 is none", "EST5EDT,M3.2.7,M11.1.0", NULL, 0},
    {"J0 is none", "EST5EDT,J0,J300", NULL, 0},
    {"J366 is none", "EST5EDT,J1,J366", NULL, 0},
    {"day 366 is none", "EST5EDT,1,366", NULL, 0},
    {"168 hours are none", "EST5EDT,M3.2.0/168,M11.1.0", NULL, 0},
    {"a slash wants a time", "EST5EDT,M3.2.0/,M11.1.0", NULL, 0},
    {"nothing may follow", "EST5EDT,M3.2.0,M11.1.0,", NULL, 0},
    {"nothing may follow a single offset but a summer", "EST5,", NULL, 0},
};

static void follows_rule(void **state)
{
    const rule_row *row = *state;
    ch_zone_rule rule;
    char *copy = exact_copy(ch_text_of(row->rule));
    bool good = ch_zone_rule_read((ch_text){copy, strlen(row->rule)}, &rule);
    free(copy);
    assert_int_equal(good, row->at != NULL);
    if (good)
        assert_int_equal(ch_zone_rule_offset(&rule, seconds(row->at)), row->offset);
}

/* ---- the system's zones ---- */

typedef struct system_row {
    const char *name, *zone, *at;
    int32_t offset;
} system_row;

static const system_row of_the_system[] = {
    {"Sydney in summer", "Australia/Sydney", "2009-02-13T23:31:30Z", 39600},
    {"the middle of the United States in winter", "US/Central", "2009-02-13T23:31:30Z", -21600},
    {"St. John's is half an hour off", "America/St_Johns", "2009-02-13T02:00:00Z", -12600},
    {"Kathmandu is a quarter off", "Asia/Kathmandu", "2009-02-13T23:31:30Z", 20700},
    {"Paris before there was a common time", "Europe/Paris", "1890-01-01T00:00:00Z", 561},
    {"Paris in a summer to come", "Europe/Paris", "2150-07-01T00:00:00Z", 7200},
    {"a name with a sign", "Etc/GMT+12", "2026-01-01T00:00:00Z", -43200},
    {"a name of three parts", "America/Argentina/Ushuaia", "2026-01-01T00:00:00Z", -10800},
    {"a rule of version 3", "America/Nuuk", "2150-07-01T00:00:00Z", -3600},
};

static void reads_zone_of_the_system(void **state)
{
    const system_row *row = *state;
    if (access(SYSTEM_FOLDER "/Europe/Paris", R_OK) != 0)
        SKIP_BECAUSE("there is no package tzdata");
    ch_zones zones = {0};
    int32_t offset = 77;
    ch_instant at = {seconds(row->at), 0};
    assert_int_equal(ch_zone_offset(&zones, ch_text_of(row->zone), at, &offset), CH_ZONE_OK);
    assert_int_equal(offset, row->offset);
    ch_zones_clear(&zones);
}

/* Against localtime_r, every hundred days or so from 1800 to 2400. */
static void compare_zone(ch_zones *zones, const char *name)
{
    char tz[164];
    snprintf(tz, sizeof tz, ":%s", name);
    setenv("TZ", tz, 1);
    tzset();
    for (int64_t at = -5364662400; at < 13569465600; at += 9876543) {
        struct tm local;
        assert_non_null(localtime_r(&at, &local));
        int32_t offset = 77;
        ch_zone_status status = ch_zone_offset(zones, ch_text_of(name), (ch_instant){at, 0}, &offset);
        if (status != CH_ZONE_OK || offset != local.tm_gmtoff)
            fail_msg("%s at %lld: %d, not %ld", name, (long long)at, offset, local.tm_gmtoff);
    }
}

static size_t compare_folder(ch_zones *zones, const char *below)
{
    char path[160];
    snprintf(path, sizeof path, SYSTEM_FOLDER "/%s", below);
    DIR *dir = opendir(path);
    size_t count = 0;
    for (struct dirent *entry; dir != NULL && (entry = readdir(dir)) != NULL;) {
        char name[160];
        if (entry->d_name[0] < 'A' || entry->d_name[0] > 'Z')
            continue;
        snprintf(name, sizeof name, "%.60s%s%.60s", below, *below == '\0' ? "" : "/", entry->d_name);
        struct stat about;
        snprintf(path, sizeof path, SYSTEM_FOLDER "/%.120s", name);
        if (stat(path, &about) != 0)
            continue;
        if (S_ISDIR(about.st_mode))
            count += compare_folder(zones, name);
        else {
            compare_zone(zones, name);
            count++;
        }
    }
    if (dir != NULL)
        closedir(dir);
    return count;
}

static void every_zone_of_the_system_is_what_the_c_library_says(void **state)
{
    (void)state;
    if (access(SYSTEM_FOLDER "/Europe/Paris", R_OK) != 0)
        SKIP_BECAUSE("there is no package tzdata");
    ch_zones zones = {0};
    assert_true(compare_folder(&zones, "") > 300);
    ch_zones_clear(&zones);
    unsetenv("TZ");
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(names, names_zone),
        TEST_ROWS(files, reads_file),
        TEST(a_file_cut_anywhere_is_damage),
        TEST(a_file_with_any_byte_changed_does_no_harm),
        TEST(a_file_that_is_too_large_or_empty_is_not_read),
        TEST(a_pipe_is_no_zone_and_is_not_waited_for),
        TEST(without_its_folder_only_utc_is_known),
        TEST(the_cache_keeps_so_many_zones_and_begins_anew),
        TEST_ROWS(rules, follows_rule),
        TEST_ROWS(of_the_system, reads_zone_of_the_system),
        TEST(every_zone_of_the_system_is_what_the_c_library_says),
    };
    if (mkdtemp(folder) == NULL)
        return 1;
    static const char *const made[] = {"Folder", "Paris", "Zone", "Later"};
    mkdir(path_in_folder("Folder"), 0700);
    write_file("Paris", "", 0);
    int result = RUN_TABLES(tables);
    for (size_t i = 0; i < COUNT_OF(made); i++)
        remove(path_in_folder(made[i]));
    rmdir(folder);
    return result;
}
