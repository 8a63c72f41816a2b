/* trial: the same use with another tool, and with what it lacks filled in: what would it come to?
 *
 * A trial judges as a judgement does, without places and words (steps.c on a copy), and evaluates again only those
 * rules that the tool or what is filled in may turn. */
#ifndef CH_JUDGE_TRIAL_H
#define CH_JUDGE_TRIAL_H

#include "judge/judging.h"

/* Memory for trials, made when the first is needed and kept by the judge; NULL: no memory. */
ch_trial *ch_trial_of(charter_judge *judge);
void ch_trial_free(ch_trial *trial);

/* Begins the trials of a judgement that is not compliant. False: what no tool and no filling can mend is breached or
 * undetermined already, and no search finds anything. */
bool ch_trial_begin(ch_trial *trial, const ch_judging *declared);

/* Whether no tool has anything to do with a breach, and no exception either. */
bool ch_trial_is_for_all(const ch_trial *trial, const charter_finding *finding);

/* Whether, with listed tool `number` in the declared one's place (the declared one itself, where that is it), some
 * filling leaves nothing unknown and nothing breached but reviews that the declaration has too, and is strictly better
 * than what is declared, what both share set aside. The best of them is then in `*out`, and lives in the judge's
 * arena. */
bool ch_trial_search(ch_trial *trial, uint32_t number, ch_alternative *out);

/* What the use would come to were the declared name an alias of that tool: nothing is filled in, and the name and the
 * model stay as they are declared. */
charter_decision ch_trial_alias(ch_trial *trial, uint32_t number);

/* The findings with that tool and nothing filled in, in the order of clauses; they live until the next call. */
const charter_finding *ch_trial_findings(ch_trial *trial, uint32_t number, size_t *count);

#endif
