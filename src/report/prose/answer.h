/* answer: a verdict on a use that was tried (charter/which.h), as people take it: yes, yes under conditions, to be
 * decided, no. */
#ifndef CH_REPORT_PROSE_ANSWER_H
#define CH_REPORT_PROSE_ANSWER_H

#include "judge/verdict.h"
#include "report/prose/layout.h"

/* From the best to the worst. */
typedef enum ch_answer_kind {
    CH_ANSWER_YES,
    CH_ANSWER_FIRST, /* once duties are done */
    CH_ANSWER_IF,    /* under conditions */
    CH_ANSWER_ASK,   /* a person decides */
    CH_ANSWER_UNKNOWN,
    CH_ANSWER_NO,
    CH_ANSWER_KINDS
} ch_answer_kind;

/* What each is called. */
extern const ch_label ch_answer_labels[CH_ANSWER_KINDS];

static inline bool ch_answer_is_yes(ch_answer_kind answer)
{
    return answer <= CH_ANSWER_IF;
}

/* Under conditions it may still be for a person to decide. */
ch_answer_kind ch_answer_of(const charter_verdict *verdict);

/* Under which conditions the tool that was tried would do; NULL: none are missing, or none would help. */
static inline const ch_alternative *ch_answer_conditions(const charter_verdict *verdict)
{
    return verdict->alternative_count > 0 ? &verdict->alternatives[0] : NULL;
}

/* Whether a finding is why the answer is what it is. */
bool ch_answer_rests_on(const charter_verdict *verdict, const charter_finding *finding);

/* Whether a duty is open, and due then: CH_BEFORE, CH_AFTER. */
bool ch_answer_is_due(const ch_duty_state *state, int due);

#endif
