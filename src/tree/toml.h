/* toml: what a TOML document (toml.io, 1.0) says of names and strings, as events: enough to find dependencies.
 *
 * It is no validator: values other than strings are passed over, and what it cannot follow ends a line, not the
 * reading. Every string is told with the keys that lead to it: its table's, then its own, dotted ones and those of
 * inline tables too. Escapes are read. */
#ifndef CH_TREE_TOML_H
#define CH_TREE_TOML_H

#include "base/arena.h"
#include "base/text.h"

#define CH_TOML_DEEPEST 12 /* keys of one path; deeper ones are not told */

typedef struct ch_toml_event {
    const ch_text *keys;
    const size_t *offsets; /* of the keys, behind their quotes */
    unsigned count;
    bool in_list;   /* the string is an item of a list */
    ch_text string; /* `at` is NULL for a key, whatever its value */
    size_t offset;  /* of the string, or of the last key */
} ch_toml_event;

typedef void ch_toml_told(void *context, const ch_toml_event *event);

/* Tells every key, when its value begins, and every string. Borrows all. Where `arena`, which holds what had escapes,
 * fails, texts are missing. */
void ch_toml_read(ch_text document, ch_arena *arena, ch_toml_told *told, void *context);

#endif
