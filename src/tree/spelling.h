/* spelling: where each byte of a scalar's value stands in the source: the one map between the two.
 *
 * A value may be spelt over several lines, with escapes, folded or indented, in YAML, JSON or a cell.
 * Whoever reads a language of its own in a scalar tells its faults by this, and so does whoever looks for
 * something in a value and has to say, or to cover, where it stands. */
#ifndef CH_TREE_SPELLING_H
#define CH_TREE_SPELLING_H

#include "base/source.h"
#include "tree/tree.h"

/* Where each byte of a value is spelt, in bytes of the source. The bytes of one character may be spelt
 * together, by an escape. */
typedef struct ch_spelling {
    ch_span whole;  /* the scalar's */
    size_t length;  /* bytes of the value */
    ch_span *bytes; /* of each; NULL: the value is not spelt there (it came by an alias) */
} ch_spelling;

/* Lives in `arena`; without `bytes` too where there is no memory. */
ch_spelling ch_spelling_of(const ch_source *source, const ch_node *scalar, ch_arena *arena);

/* Where a range of the value's bytes stands, at least one byte of the source; the whole scalar where that is
 * not known. */
ch_span ch_spelling_place(const ch_spelling *spelling, ch_span range);

/* What a reader could make of a piece of a source, of which it is not known what it is a part of: escapes
 * are the characters that they stand for, doubled quotes are one, an escaped line break is nothing, and
 * others, with the blanks around them, are a blank, or breaks where lines are empty. */
typedef struct ch_reading {
    ch_text text;         /* `at` is NULL: no memory */
    const ch_span *bytes; /* of each: where in the piece it stands; NULL: the piece says what is written */
} ch_reading;

/* Reads a piece of YAML or JSON as its value; the reading lives in `arena`. */
ch_reading ch_spelling_read(ch_text piece, ch_arena *arena);

/* Where a range of a reading's bytes, not empty, stands in the piece. */
static inline ch_span ch_reading_place(const ch_reading *reading, size_t start, size_t end)
{
    if (reading->bytes == NULL)
        return (ch_span){(uint32_t)start, (uint32_t)end};
    return (ch_span){reading->bytes[start].start, reading->bytes[end - 1].end};
}

#endif
