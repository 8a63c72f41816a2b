/* condition_read: conditions from the charter's YAML, whichever spelling they are in. */
#ifndef CH_RULE_CONDITION_READ_H
#define CH_RULE_CONDITION_READ_H

#include "rule/condition.h"

/* Reads a condition. NULL where there was a fault, which has been complained of, or no memory (then the
 * diagnostics are `failed`). */
const ch_condition *ch_condition_read(const ch_condition_reader *reader, const ch_node *yaml);

/* Tells the author, as a warning, where has() makes a rule pass over an absent fact in silence: where a
 * `when` is false, or (`requires`) a `require` true, because of it. */
void ch_condition_advise(const ch_condition_reader *reader, const ch_condition *condition, bool requires);

#endif
