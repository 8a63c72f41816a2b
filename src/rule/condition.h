/* condition: what a rule asks, as one typed tree, whichever spelling it was written in.
 *
 * A scope says which names exist, of which type, and which values they can ever have: conditions are
 * checked against it when the charter loads. The mapping spelling makes the nodes that a text in CEL would
 * make (cel/), so that there is one evaluator. At judging time each name is a slot: evaluating is a walk
 * over the tree without a look-up, and without an allocation unless the condition makes lists or texts. */
#ifndef CH_RULE_CONDITION_H
#define CH_RULE_CONDITION_H

#include "pattern/pattern.h"
#include "rule/value.h"
#include "tree/decode.h"

/* What a condition reads: what an unlisted tool or activity does not have, or what the declaration says itself. */
enum { CH_READS_TOOL = 1, CH_READS_ACTIVITY = 2, CH_READS_USE = 4 };

/* A name that conditions may read; its slot is its place in the scope. */
typedef struct ch_variable {
    ch_text name; /* "usage.autonomy" */
    ch_value_kind kind;
    bool closed;          /* it can have no value but `words` */
    const ch_text *words; /* of a rank: in rising order */
    uint32_t word_count;
    uint32_t reads; /* CH_READS_TOOL, CH_READS_ACTIVITY; 0: the use */
} ch_variable;

typedef struct ch_scope {
    const ch_variable *variables;
    uint32_t count;
    const ch_text *classes;    /* the data classes' ids */
    const ch_set *at_or_below; /* for each class */
    const ch_set *at_or_above;
    uint32_t class_count;
} ch_scope;

/* What the slots hold for one declaration. */
typedef struct ch_facts {
    const ch_value *slots;
    bool data_known;    /* `data` was declared; where it was not, `data` below is not all there may be */
    bool data_unlisted; /* a class was declared that the charter does not list */
    ch_set data;        /* effective classes that it does: declared, or found by detectors */
} ch_facts;

/* The ways to compare in a mapping, those of `data`, and the keys beside names; NULL-terminated. */
extern const char *const ch_matcher_words[], *const ch_data_matcher_words[], *const ch_logic_words[];

typedef struct ch_condition ch_condition;

/* What one evaluation may cost at most (cel/cel.h): some ten milliseconds. */
#define CH_CONDITION_COST_MAX 10000000

/* What reading a condition takes. */
typedef struct ch_condition_reader {
    const ch_decoder *decoder;
    const ch_scope *scope;
    /* Keeps a compiled pattern for as long as the condition lives, and frees it then. False: no memory. */
    bool (*keep_pattern)(void *context, ch_pattern *pattern);
    void *context;
} ch_condition_reader;

#endif
