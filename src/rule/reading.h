/* reading: what a condition reads, without evaluating it: for those who ask which answers can differ. */
#ifndef CH_RULE_READING_H
#define CH_RULE_READING_H

#include "rule/condition.h"

/* Whether it reads one of the variables `first` to `last` of its scope, or asks whether it is there. */
bool ch_condition_reads_among(const ch_condition *condition, uint32_t first, uint32_t last);

/* Whether it asks of any variable whether it is there: then to declare a fact may turn an answer around. Without that,
 * what is true or false stays so whatever else is declared. */
bool ch_condition_asks(const ch_condition *condition);

/* Flags, in `asked`, of which variables it asks that, as ch_condition_lacks flags what is lacking. */
void ch_condition_asked(const ch_condition *condition, uint8_t *asked);

/* Whether each of its comparisons is of one name with what is written out, so that a few values of each name tell all
 * that it can answer: no pattern, nothing computed. */
bool ch_condition_is_plain(const ch_condition *condition);

/* Whether each name is read once, in a comparison that may be true and may be false, so that all that leaves it unknown
 * matters: nothing has to be tried. */
bool ch_condition_reads_apart(const ch_condition *condition);

/* Tells, in their order, the values written out in the comparisons that read a variable, where they are of its type. */
typedef void ch_tell_constant(void *context, ch_value value);
void ch_condition_constants(const ch_condition *condition, uint32_t variable, ch_tell_constant *tell, void *context);

/* ---- for whoever looks at a charter and judges nothing ---- */

/* What some conditions read: `variables` has a place for each of the scope. */
typedef struct ch_condition_names {
    bool *variables;
    bool data;
} ch_condition_names;

/* Marks what `condition` reads, or asks whether it is there. */
void ch_condition_mark(const ch_condition *condition, ch_condition_names *names);

/* Whether `word` is among what the condition compares the variable with; so it is, too, where it is compared with
 * something that is computed, or with a pattern. */
bool ch_condition_mentions(const ch_condition *condition, uint32_t variable, ch_text word);

/* Whether it asks if a name is there, but for the variables from `first` to `last`: then an absent fact is an answer,
 * and what is true of absent facts need not be of others. */
bool ch_condition_asks_beyond(const ch_condition *condition, uint32_t first, uint32_t last);

/* Where a use that does not declare a fact gets by because it does not: the first question after presence that leads
 * to `passing`, the truth with which it gets by (false for a `when`). `*name` is the fact's. False: there is none. */
bool ch_condition_rewards_silence(const ch_condition *condition, bool passing, ch_span *span, ch_text *name);

#endif
