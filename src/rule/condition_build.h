/* condition_build: for the files that read conditions (one a spelling) and evaluate them. */
#ifndef CH_RULE_CONDITION_BUILD_H
#define CH_RULE_CONDITION_BUILD_H

#include "cel/tree.h"
#include "rule/condition.h"
#include "tree/spelling.h"

struct ch_condition {
    const ch_cel_node *root;
    const ch_scope *scope;
};

/* In CEL's scope `data` comes first, then the variables in their order. */
#define CH_DATA_SLOT          0
#define CH_CEL_SLOT(variable) ((variable) + 1)

/* The same names as CEL sees them. Made anew for each condition: nothing of it is read once the tree is made. */
bool ch_cel_scope_make(ch_cel_scope *out, const ch_scope *scope, ch_arena *arena);

/* What a machine's facts are. */
typedef struct ch_condition_facts {
    const ch_facts *facts;
    const ch_scope *scope;
} ch_condition_facts;

/* The value of a variable, as CEL has it: what a machine is given to read facts by. */
ch_cel_value ch_condition_fetch(const void *facts, uint32_t variable);

/* A day as CEL has it: a timestamp at 00:00 UTC. */
ch_cel_value ch_cel_of_day(ch_day day);

/* One reading of a condition. */
typedef struct ch_condition_making {
    const ch_condition_reader *reader;
    ch_arena *working; /* what the condition does not keep */
    ch_cel_scope scope;
    ch_cel_unit unit; /* of nodes made by hand: their spans are the source's */
} ch_condition_making;

/* A unit of CEL that makes nodes for this reading. */
ch_cel_unit ch_condition_unit(const ch_condition_making *making);

/* Moves a unit's faults to the diagnostics. `spelling` says where its expression stands; where it is NULL,
 * their places are those of the source already. */
void ch_condition_tell(const ch_condition_making *making, const ch_cel_unit *unit, const ch_spelling *spelling);

/* Reads one spelling; NULL after a fault that has been told, or where there is no memory. */
ch_cel_node *ch_condition_read_text(ch_condition_making *making, const ch_node *node);
ch_cel_node *ch_condition_read_mapping(ch_condition_making *making, const ch_node *node);

#endif
