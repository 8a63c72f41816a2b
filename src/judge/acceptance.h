/* acceptance: what a baseline accepts of one verdict, as a value. */
#ifndef CH_JUDGE_ACCEPTANCE_H
#define CH_JUDGE_ACCEPTANCE_H

#include "charter/baseline.h"
#include "judge/verdict.h"

struct charter_acceptance {
    const bool *findings, *duties; /* one for each of the verdict's */
    bool whole;                    /* all that stands against it is accepted */
};

/* Each is false where there is no baseline: where `acceptance` is NULL. */
static inline bool ch_accepts_finding(const charter_acceptance *acceptance, const charter_verdict *verdict,
                                      const charter_finding *finding)
{
    return acceptance != NULL && acceptance->findings[finding - verdict->findings];
}

static inline bool ch_accepts_duty(const charter_acceptance *acceptance, const charter_verdict *verdict,
                                   const ch_duty_state *duty)
{
    return acceptance != NULL && acceptance->duties[duty - verdict->duties];
}

static inline bool ch_accepts_whole(const charter_acceptance *acceptance)
{
    return acceptance != NULL && acceptance->whole;
}

#endif
