/* names: what declarations may call a charter's activities, tools and data classes: ids, aliases, titles. */
#ifndef CH_CHARTER_NAMES_H
#define CH_CHARTER_NAMES_H

#include "base/index.h"
#include "tree/tree.h"

/* How an entry bears a name, in the order in which names are resolved. */
typedef enum ch_name_kind { CH_BY_ID, CH_BY_ALIAS, CH_BY_TITLE, CH_BY_CATALOGUE, CH_NAME_KINDS } ch_name_kind;

typedef struct ch_listed_name {
    uint32_t entry; /* its number in the vocabulary */
    ch_name_kind kind;
    ch_text folded;      /* as names are compared */
    ch_text shown;       /* in NFC, squeezed and trimmed, case kept: "letter for letter" */
    const ch_node *node; /* where it stands; NULL: the id */
} ch_listed_name;

/* All names of one vocabulary. The indexes lead to places in `items`, in the charter's order under each key. */
typedef struct ch_names {
    const ch_listed_name *items;
    uint32_t count;
    ch_index folded;
    ch_index words; /* by their words (ch_name_words): of tools alone */
} ch_names;

#endif
