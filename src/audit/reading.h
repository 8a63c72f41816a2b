/* reading: JSON that audits wrote, read back: a part, a publication. Files from outside: what is not as this version
 * writes it is refused at its place, since a report that looks whole is worse than none. */
#ifndef CH_AUDIT_READING_H
#define CH_AUDIT_READING_H

#include "base/diagnostics.h"
#include "tree/tree.h"

typedef struct ch_reading {
    ch_source source;
    charter_diagnostics *diagnostics;
    ch_arena arena;
    ch_message help; /* what such a file is made by */
    ch_text hash;    /* of the file, as it says; empty: it has none that is right */
    bool no_memory;
} ch_reading;

/* Says what is wrong at `node` (NULL: with the file), and gives false. */
bool ch_reading_refuse(ch_reading *reading, const ch_node *node, ch_message message);
bool ch_reading_refuse_with(ch_reading *reading, const ch_node *node, ch_message message, ch_message help);

/* Values. False, once it has said why, where there is none of the kind; a day may be null or missing. */
bool ch_read_number(ch_reading *reading, const ch_node *node, uint64_t *out);
bool ch_read_day(ch_reading *reading, const ch_node *map, const char *key, charter_day *out);

/* The list, or the map, under a key; NULL, once it has said so, where there is none. */
const ch_node *ch_read_list(ch_reading *reading, const ch_node *map, const char *key);
const ch_node *ch_read_map(ch_reading *reading, const ch_node *map, const char *key);

/* A scalar's text as a key of groups; of null, none. `at` is NULL where there is no memory, which is noted. */
ch_text ch_read_key(ch_reading *reading, const ch_node *node);

/* Whether the file ends with the hash of all that stands before it, which is then `hash`. Where an editor left out the
 * end of the last line, nothing is missing. */
bool ch_reading_is_whole(ch_reading *reading);

#endif
