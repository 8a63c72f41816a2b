/* What a verdict on a tried use comes to, for people. What is tried is judge/which.c's; how answers are gathered and
 * set out is each format's. */
#include "report/prose/answer.h"

const ch_label ch_answer_labels[CH_ANSWER_KINDS] = {
    [CH_ANSWER_YES] = {N_("yes"), CH_GREEN},           [CH_ANSWER_FIRST] = {N_("yes, once done"), CH_YELLOW},
    [CH_ANSWER_IF] = {N_("yes, if"), CH_YELLOW},       [CH_ANSWER_ASK] = {N_("to be decided"), CH_BLUE},
    [CH_ANSWER_UNKNOWN] = {N_("unknown"), CH_MAGENTA}, [CH_ANSWER_NO] = {N_("no"), CH_RED},
};

ch_answer_kind ch_answer_of(const charter_verdict *v)
{
    static const ch_answer_kind kinds[] =
        {[CHARTER_DECISION_COMPLIANT] = CH_ANSWER_YES,    [CHARTER_DECISION_CONDITIONAL] = CH_ANSWER_FIRST,
         [CHARTER_DECISION_REVIEW] = CH_ANSWER_ASK,       [CHARTER_DECISION_UNDETERMINED] = CH_ANSWER_UNKNOWN,
         [CHARTER_DECISION_NON_COMPLIANT] = CH_ANSWER_NO, [CHARTER_DECISION_INVALID] = CH_ANSWER_UNKNOWN};
    const ch_alternative *own = ch_answer_conditions(v);
    if (v->decision != CHARTER_DECISION_UNDETERMINED || own == NULL)
        return kinds[v->decision];
    return own->decision <= CHARTER_DECISION_CONDITIONAL ? CH_ANSWER_IF : kinds[own->decision];
}

bool ch_answer_rests_on(const charter_verdict *v, const charter_finding *f)
{
    if (f->effect == CHARTER_EFFECT_ADVISE)
        return false;
    switch (v->decision) {
    case CHARTER_DECISION_NON_COMPLIANT:
        return f->outcome == CHARTER_OUTCOME_BREACHED && f->effect == CHARTER_EFFECT_FORBID;
    case CHARTER_DECISION_REVIEW:
        return f->outcome == CHARTER_OUTCOME_BREACHED;
    default:
        return f->outcome == CHARTER_OUTCOME_UNDETERMINED;
    }
}

bool ch_answer_is_due(const ch_duty_state *state, int due)
{
    return !state->met && state->duty->due == due;
}
