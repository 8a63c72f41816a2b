/* never: conditions that cannot be true, whatever is declared: slips of their authors.
 *
 * What nobody can have meant is refused: a list without a value, bounds that cross. Anything else that cannot be true,
 * or asks nothing, is a warning: it harms nobody but its author.
 *
 * All that a condition asks of one name must be true together for something that the name can be: each
 * value with which it is compared, one on either side of it, another one, none; sets of classes that the
 * comparisons tell apart. What is told is true for no declaration. What is not may still be: where
 * several names would have to be known together, one of several conditions is asked for, or there is a
 * pattern or a computation. */
#ifndef CH_RULE_NEVER_H
#define CH_RULE_NEVER_H

#include "rule/condition_build.h"

/* Complains of each innermost part of `root`, as it was read, that cannot be true, and of constants. False
 * where there was an error, or no memory. */
bool ch_condition_can_hold(const ch_condition_making *making, const ch_cel_node *root);

/* Whether nothing that can be declared makes `condition` false: it is always true, or unknown for want of a fact.
 * False, too, where that cannot be told, or `working` (where all of it is made) has no memory. */
bool ch_condition_always(const ch_condition *condition, ch_arena *working);

#endif
