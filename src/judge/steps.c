/* The order of the steps, and the verdict that follows from the findings. Each step is a file of its own (judging.h
 * lists them); memory and the public calls are judge.c's. */
#include "judge/judging.h"

/* Rules are evaluated first, since those that hold ask for duties. */
void ch_judge_clauses(ch_judging *j)
{
    ch_judge_evaluate_rules(j);
    ch_judge_weigh(j);
}

void ch_judge_weigh(ch_judging *j)
{
    /* Everything that steps add to begins empty: trial.c runs them again, on a copy of a judgement. */
    j->finding_count = 0;
    j->duty_count = 0;
    j->open_before = false;
    j->for_tool.some = j->for_activity.some = false;
    /* Findings come in the order in which verdicts tell them. Exceptions are last: what they waive, and what must not
     * be waived (for_tool, for_activity), is known only then. */
    ch_judge_single_clauses(j, CH_CLAUSE_ACTIVITY_UNLISTED, CH_CLAUSE_DATA_HOSTING);
    ch_judge_detectors(j);
    ch_judge_duties(j);
    ch_judge_rules(j);
    ch_judge_single_clauses(j, CH_CLAUSE_CHARTER_PERIOD, CH_CLAUSE_CHARTER_REVIEW);
    ch_judge_exceptions(j);
}

/* Deny overrides, then the unknown, then review, then the conditional. Advice changes nothing. */
charter_decision ch_finding_decides(const charter_finding *f)
{
    if (f->effect == CHARTER_EFFECT_ADVISE)
        return CHARTER_DECISION_COMPLIANT;
    if (f->outcome == CHARTER_OUTCOME_BREACHED)
        return f->effect == CHARTER_EFFECT_FORBID ? CHARTER_DECISION_NON_COMPLIANT : CHARTER_DECISION_REVIEW;
    return f->outcome == CHARTER_OUTCOME_UNDETERMINED ? CHARTER_DECISION_UNDETERMINED : CHARTER_DECISION_COMPLIANT;
}

/* The words of charter_decision rise in that order, so that the gravest is the largest. */
charter_decision ch_judge_decide(const ch_judging *j)
{
    charter_decision decision = j->open_before ? CHARTER_DECISION_CONDITIONAL : CHARTER_DECISION_COMPLIANT;
    for (size_t i = 0; i < j->finding_count; i++) {
        charter_decision asked = ch_finding_decides(&j->workspace->findings[i]);
        decision = asked > decision ? asked : decision;
    }
    return decision;
}
