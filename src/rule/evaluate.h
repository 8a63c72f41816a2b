/* evaluate: conditions held against the facts of one declaration.
 *
 * Names are slots: evaluating is a walk over the tree without a look-up, and without an allocation unless the condition
 * makes lists or texts. */
#ifndef CH_RULE_EVALUATE_H
#define CH_RULE_EVALUATE_H

#include "pattern/pattern.h"
#include "rule/condition.h"

/* One thread's memory for evaluating, with a matcher of its own. */
typedef struct ch_evaluator ch_evaluator;

/* Gives an evaluator (ch_evaluator_free); NULL: no memory. */
ch_evaluator *ch_evaluator_new(void);
void ch_evaluator_free(ch_evaluator *evaluator);
ch_matcher *ch_evaluator_matcher(ch_evaluator *evaluator);

/* The condition's truth, three-valued. */
ch_truth ch_condition_holds(const ch_condition *condition, const ch_facts *facts, ch_evaluator *evaluator);

/* The same, for no more than `*budget` (about a nanosecond each), from which it takes what it took; unknown where that
 * is too little. */
ch_truth ch_condition_holds_within(const ch_condition *condition, const ch_facts *facts, ch_evaluator *evaluator,
                                   int64_t *budget);

/* Whether a condition reads a variable of its scope, by its place there, or asks whether it is there; or `data`. */
bool ch_condition_reads(const ch_condition *condition, uint32_t variable);
bool ch_condition_reads_data(const ch_condition *condition);

/* Whether there was no memory for an answer since this was last asked: what was judged is not to be kept. */
bool ch_condition_ran_out(ch_evaluator *evaluator);

/* What the comparisons lack (CH_READS_…) that leave a condition unknown; a limit or a fault is the use's. 0 where it is
 * not unknown. */
uint32_t ch_condition_wants(const ch_condition *condition, const ch_facts *facts, ch_evaluator *evaluator);

/* Flags, in `lacking`, what is not declared and leaves the condition unknown: `data` first, then the scope's variables.
 * A limit or a fault lacks nothing. */
void ch_condition_lacks(const ch_condition *condition, const ch_facts *facts, ch_evaluator *evaluator,
                        uint8_t *lacking);
#define CH_LACKING_SIZE(scope)     ((scope)->count + 1)
#define CH_LACKING_DATA            0
#define CH_LACKING_VARIABLE(place) ((place) + 1)

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
