/* evaluate: how each kind of node gets its value; for the pass that hands the functions out. */
#ifndef CH_CEL_EVALUATE_H
#define CH_CEL_EVALUATE_H

#include "cel/set.h"
#include "cel/tree.h"

typedef ch_cel_value ch_cel_evaluation(const ch_cel_node *node, ch_cel_machine *machine);

ch_cel_evaluation ch_cel_eval_constant, ch_cel_eval_local, ch_cel_eval_variable, ch_cel_eval_present,
    ch_cel_eval_unbound, ch_cel_eval_select, ch_cel_eval_has, ch_cel_eval_index, ch_cel_eval_list, ch_cel_eval_map,
    ch_cel_eval_all, ch_cel_eval_any, ch_cel_eval_not, ch_cel_eval_choose, ch_cel_eval_block, ch_cel_eval_call;

/* Operators that need no dispatch. */
ch_cel_evaluation ch_cel_eval_equal, ch_cel_eval_not_equal, ch_cel_eval_less, ch_cel_eval_less_same, ch_cel_eval_more,
    ch_cel_eval_more_same, ch_cel_eval_in, ch_cel_eval_in_set, ch_cel_eval_matches;

/* Macros: fold.c. */
ch_cel_evaluation ch_cel_eval_fold_all, ch_cel_eval_fold_exists, ch_cel_eval_fold_one, ch_cel_eval_fold_list,
    ch_cel_eval_fold_map, ch_cel_eval_fold_bind, ch_cel_eval_fold_optional;

/* Messages that several files say. */
extern const char *const ch_cel_no_overload, *const ch_cel_no_key;

static inline ch_cel_value ch_cel_eval(const ch_cel_node *node, ch_cel_machine *machine)
{
    return node->eval(node, machine);
}

/* Adds an entry to a map being made, of which there are `count`; an error where the key stands already or
 * cannot be one. */
ch_cel_value ch_cel_put_entry(ch_cel_machine *machine, ch_cel_value *pairs, uint32_t *count, ch_cel_value key,
                              ch_cel_value value);

#endif
