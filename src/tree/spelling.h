/* spelling: where each byte of a scalar's value stands in the source.
 *
 * A value may be spelt over several lines, with escapes, folded or indented. Whoever reads a language of its own
 * in a scalar tells its faults by this. */
#ifndef CH_TREE_SPELLING_H
#define CH_TREE_SPELLING_H

#include "base/source.h"
#include "tree/tree.h"

/* Where each byte of a value is spelt, in bytes of the source. The bytes of one character may be spelt together,
 * by an escape. */
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

#endif
