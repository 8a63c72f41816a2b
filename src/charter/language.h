/* language: what charters are written in, as tables: keys, vocabularies, the names that conditions read; and bounds.
 *
 * This room reads charters by these rows; tables/ shows them to those who write schemas and manuals. */
#ifndef CH_CHARTER_LANGUAGE_H
#define CH_CHARTER_LANGUAGE_H

#include "charter/version.h"

/* The tables of keys, the charter's own and those of each kind of entry; an empty row ends them. */
extern const ch_key_table ch_charter_keys[];

/* What the entries of a vocabulary are like. */
typedef struct ch_vocabulary_shape {
    const char *key;        /* under which they stand */
    const ch_field *fields; /* of one of them */
    uint32_t most;          /* entries */
    bool identifiers;       /* ids are [a-z][a-z0-9_]* */
} ch_vocabulary_shape;

/* That of one vocabulary. */
const ch_vocabulary_shape *ch_vocabulary_shape_of(ch_vocabulary vocabulary);

/* A name that conditions read, facts aside. */
typedef struct ch_slot_row {
    const char *name;
    ch_value_kind kind;
    const char *const *words; /* that it can be; NULL: any */
    uint32_t reads;           /* CH_READS_TOOL, CH_READS_ACTIVITY; 0: the use */
} ch_slot_row;

extern const ch_slot_row ch_slot_rows[]; /* CH_SLOT_FACTS of them, by ch_slot */

/* Bounds on a charter, where the caller gives no others. */
#define CH_CHARTER_FILE_BYTES ((size_t)4 << 20)
#define CH_CHARTER_NODES_MAX  ((size_t)500000) /* values in one file */
#define CH_CHARTER_DEPTH_MAX  32
#define CH_CHARTER_FILES_MAX  256 /* of one version */

#endif
