/* mutant: a charter with one change, made before it is read: what a charter's cases are held against (cases/). */
#ifndef CH_CHARTER_MUTANT_H
#define CH_CHARTER_MUTANT_H

#include "charter/version.h"

typedef enum ch_change {
    CH_LEAVE_OUT, /* the value, with its key */
    CH_WRITE,     /* `word` in its place */
    CH_JOIN,      /* `word` behind the names that it has */
    CH_EMPTY      /* a list without a name in its place */
} ch_change;

typedef struct ch_mutant {
    ch_change change;
    const ch_file *file; /* of the original, none that comes with the program */
    const ch_node *node; /* the value in it that is changed */
    ch_text word;
} ch_mutant;

/* Makes the change in `root`, another reading of the same file. */
void ch_mutant_change(const ch_mutant *mutant, ch_node *root, ch_arena *arena);

/* Loads the original's own files again, with one change, without the registers' mappings. Gives `*out` (charter_free)
 * where CHARTER_OK. CHARTER_INVALID: with the change it is no charter any more. Borrows all. */
charter_status ch_charter_load_mutant(charter **out, const charter *original, const ch_mutant *mutant);

#endif
