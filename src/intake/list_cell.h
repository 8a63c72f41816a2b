/* list_cell: a cell that holds several values: parted by separators, as people write them, or in the brackets of JSON
 * and Python, as programs do. A list that cannot be read is none: half of one would say too little. */
#ifndef CH_INTAKE_LIST_CELL_H
#define CH_INTAKE_LIST_CELL_H

#include "base/arena.h"
#include "tree/tree.h"

typedef struct ch_parts {
    ch_text *items; /* trimmed; of a list in brackets some may be empty, as null is, of others none is */
    uint32_t count;
    bool in_brackets;
    bool broken; /* it begins as a list in brackets, and is none; there are no items */
} ch_parts;

/* Cuts a trimmed cell at `separators`, a list of names; NULL: only a list in brackets is cut, and any other cell is one
 * part. What stands in parentheses or in double quotes is not cut, and the quotes are taken off. Parts live in `arena`,
 * or are the cell's. False where there is no memory. */
bool ch_list_cell_cut(ch_text cell, const ch_node *separators, ch_arena *arena, ch_parts *out);

#endif
