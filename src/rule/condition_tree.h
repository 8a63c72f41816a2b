/* condition_tree: the typed tree itself, for the files that build it (one a spelling) and evaluate it. */
#ifndef CH_RULE_CONDITION_TREE_H
#define CH_RULE_CONDITION_TREE_H

#include "rule/condition.h"

typedef enum ch_op {
    CH_OP_ALL,      /* every child */
    CH_OP_ANY,      /* some child */
    CH_OP_NOT,      /* not the one child */
    CH_OP_AMONG,    /* the slot equals one of the values */
    CH_OP_MATCHES,  /* the slot's text matches the pattern */
    CH_OP_AT_LEAST, /* the slot is the first value or above */
    CH_OP_AT_MOST,
    CH_OP_ABSENT,   /* the slot is absent: never unknown */
    CH_OP_NO_DATA,  /* `data` is absent: never unknown */
    CH_OP_INCLUDES, /* an effective class is in `classes` (a class and those above it) */
    CH_OP_WITHIN    /* all effective classes are in `classes` (a class and those below it), none unlisted */
} ch_op;

struct ch_condition {
    ch_op op;
    uint32_t slot;
    uint32_t count; /* of values */
    const ch_value *values;
    const ch_pattern *pattern;
    ch_set classes;
    ch_text name; /* of the variable */
    uint32_t reads;
    struct ch_condition *first, *last, *next;
};

#endif
