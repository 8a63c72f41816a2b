/* byte_pattern: the outline of what a pattern matches, as a row of sets of bytes, and a search for many outlines at
 * once.
 *
 * "Two capitals, two digits, blanks perhaps, four letters or digits" is no IBAN yet, but whatever is one looks like it.
 * A shape may find too much; it never misses what its pattern matches. */
#ifndef CH_DETECT_BYTE_PATTERN_H
#define CH_DETECT_BYTE_PATTERN_H

#include "base/arena.h"
#include "base/set.h"

#define CH_BYTE_PATTERN_LENGTH 23 /* items of a shape, at most, beside the byte before it */

/* One byte that is in `bytes`. */
typedef struct ch_byte_pattern_item {
    ch_set bytes;
    bool optional; /* it may be missing */
    bool repeats;  /* more such bytes may follow */
    bool exact;    /* all of `bytes` match, and nothing else does */
} ch_byte_pattern_item;

/* No two optional items stand side by side, and none stands at an end but behind the byte before it. */
typedef struct ch_byte_pattern {
    const ch_byte_pattern_item *items;
    uint32_t count; /* 0: a shape that is everywhere */
    bool begins;    /* the first item is the byte before it, and missing where a text begins with the shape */
} ch_byte_pattern;

/* ---- reading: a stack of items, on which a pattern's reader puts what it reads ---- */

#define CH_OUTLINE_MOST 320

typedef struct ch_outline {
    ch_byte_pattern_item items[CH_OUTLINE_MOST];
    uint32_t count;
    bool full;   /* something did not fit: there is no shape */
    bool begins; /* what matches stands behind one byte of `before`, or first */
    ch_set before;
} ch_outline;

/* Adds one item behind those that are there. */
void ch_outline_add(ch_outline *outline, ch_byte_pattern_item item);

/* What lies on the stack from `from` on comes `low` times, or more often. */
void ch_outline_repeat(ch_outline *outline, uint32_t from, uint32_t low, bool more);

/* What lies from `from` to `other`, or what lies from there on, becomes one that covers both. */
void ch_outline_either(ch_outline *outline, uint32_t from, uint32_t other);

/* The most telling stretch of an outline, with a count of 0 where none tells much. False when there is no memory. */
bool ch_outline_byte_pattern(ch_outline *outline, ch_arena *arena, ch_byte_pattern *out);

/* ---- searching ---- */

typedef struct ch_byte_patterns ch_byte_patterns;

/* A search for `count` shapes, at most CH_SET_MAX, in `arena`; NULL: no memory. Those with a count of 0 are found
 * everywhere. Those that are asked for `often` lie together. */
ch_byte_patterns *ch_byte_patterns_new(const ch_byte_pattern *byte_patterns, uint32_t count, const ch_set *often,
                                       ch_arena *arena);

/* What one thread remembers of the texts that it searched; it keeps `shapes`. */
typedef struct ch_byte_pattern_memory ch_byte_pattern_memory;

/* Gives a memory (ch_byte_pattern_memory_free); NULL: there is none. */
ch_byte_pattern_memory *ch_byte_pattern_memory_new(const ch_byte_patterns *byte_patterns);
void ch_byte_pattern_memory_free(ch_byte_pattern_memory *memory);

/* Takes from `found` those shapes that `text` does not hold. */
void ch_byte_patterns_find(ch_byte_pattern_memory *memory, ch_text text, ch_set *found);

#endif
