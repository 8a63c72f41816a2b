/* facts: what conditions read of the declaration that a judge judged last, for who holds conditions against it himself.
 */
#ifndef CH_JUDGE_FACTS_H
#define CH_JUDGE_FACTS_H

#include "charter/judge.h"
#include "rule/evaluate.h"

/* Until the next declaration; of one that is invalid, or for which no version is in force, they say nothing. */
const ch_facts *ch_judge_facts(const charter_judge *judge);

/* The judge's own: of its thread. */
ch_evaluator *ch_judge_evaluator(charter_judge *judge);

/* Judges what comes on another day, with alternatives or without (charter_judge_options). */
void ch_judge_set(charter_judge *judge, charter_day at, bool alternatives);

#endif
