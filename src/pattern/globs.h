/* globs: many patterns with `*` in them, looked for at once. What traces are written in: anybody can read one.
 *
 * Each is kept under its first byte, so that a text is compared with few of them. `*` is the only wildcard. Nothing
 * here recurses, and what a comparison costs is bounded by the product of the two lengths. */
#ifndef CH_PATTERN_GLOBS_H
#define CH_PATTERN_GLOBS_H

#include "base/arena.h"
#include "base/text.h"

typedef enum ch_glob_kind {
    CH_GLOB_PATH, /* of a file, from any folder on, or from the outermost one with a slash before it: `*` within a
                     name, `**` over folders; case counts */
    CH_GLOB_LINE, /* a whole line or name; case of ASCII letters does not count */
    CH_GLOB_WORD  /* a word within a text, with no letter, digit, "_" or "-" beside it: `*` over what words and the
                     names of machines are made of; case of ASCII letters does not count */
} ch_glob_kind;

typedef struct ch_glob {
    ch_text text;
    uint32_t owner; /* whatever whoever made it wants to find again */
} ch_glob;

#define CH_GLOB_HEADS 257 /* first bytes, and `*` */

typedef struct ch_globs {
    ch_glob_kind kind;
    const ch_glob *items; /* by first byte */
    uint32_t count;
    uint32_t heads[CH_GLOB_HEADS + 1]; /* where the patterns with each of them begin */
} ch_globs;

/* Makes them of `count` patterns, none of them empty, in `arena`. Borrows `items`, keeps their texts. False where there
 * is no memory. */
bool ch_globs_make(ch_globs *globs, ch_glob_kind kind, const ch_glob *items, uint32_t count, ch_arena *arena);

/* One that matches, and the bytes of the text that it does: for a word; else the whole text. */
typedef void ch_glob_found(void *context, const ch_glob *glob, size_t start, size_t end);

/* Tells every pattern that matches `text`, a word wherever it stands; one may be told several times. */
void ch_globs_find(const ch_globs *globs, ch_text text, ch_glob_found *found, void *context);

/* Letters and digits that a pattern holds: with few of them it says nothing. */
unsigned ch_glob_weight(ch_text pattern);

#endif
