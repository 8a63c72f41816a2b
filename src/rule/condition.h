/* condition: what a rule asks, as one typed tree, whichever spelling it was written in.
 *
 * A scope says which names exist, of which type, and which values they can ever have: conditions are
 * checked against it when the charter loads. The mapping spelling makes the nodes that a text in CEL would
 * make (rule/cel/), so that there is one evaluator. At judging time each name is a slot: evaluating is a walk
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

typedef struct ch_condition_reader {
    const ch_decoder *decoder;
    const ch_scope *scope;
    /* Keeps a compiled pattern for as long as the condition lives, and frees it then. False: no memory. */
    bool (*keep_pattern)(void *context, ch_pattern *pattern);
    void *context;
} ch_condition_reader;

/* Reads a condition. NULL where there was a fault, which has been complained of, or no memory (then the
 * diagnostics are `failed`). */
const ch_condition *ch_condition_read(const ch_condition_reader *reader, const ch_node *node);

/* One thread's memory for evaluating, with a matcher of its own. */
typedef struct ch_evaluator ch_evaluator;

ch_evaluator *ch_evaluator_new(void);
void ch_evaluator_free(ch_evaluator *evaluator);
ch_matcher *ch_evaluator_matcher(ch_evaluator *evaluator);

/* The condition's truth, three-valued. */
ch_truth ch_condition_holds(const ch_condition *condition, const ch_facts *facts, ch_evaluator *evaluator);

/* Whether there was no memory for an answer since this was last asked: what was judged is not to be kept. */
bool ch_condition_ran_out(ch_evaluator *evaluator);

/* What the comparisons lack (CH_READS_…) that leave a condition unknown; a limit or a fault is the use's. 0 where it is
 * not unknown. */
uint32_t ch_condition_wants(const ch_condition *condition, const ch_facts *facts, ch_evaluator *evaluator);

/* Tells the author, as a warning, where has() makes a rule pass over an absent fact in silence: where a
 * `when` is false, or (`requires`) a `require` true, because of it. */
void ch_condition_advise(const ch_condition_reader *reader, const ch_condition *condition, bool requires);

/* Why a condition has the truth that it has: the first comparison that decided it. */
typedef struct ch_blame {
    ch_text name;      /* the variable's, "facts.account"; "data" */
    bool limit;        /* a limit was reached: a pattern's, or the budget */
    bool absent;       /* the fact is not declared */
    const char *fault; /* why it cannot be computed, an English text of the catalogue; NULL where it can, or
                        * where an absent fact or a pattern's limit says it all */
} ch_blame;

/* `aside`: names (CH_READS_…) that are not to be blamed for an unknown where something else is wanting too. */
ch_blame ch_condition_blame(const ch_condition *condition, uint32_t aside, const ch_facts *facts,
                            ch_evaluator *evaluator);

#endif
