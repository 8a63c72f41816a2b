/* What leaves findings undetermined: facts that are not declared. In which words a person is asked for them is
 * missing.c's; which values would do is tried by trial.c. */
#include "judge/judging.h"

#define LACKING(slot) CH_LACKING_VARIABLE(slot)

void ch_finding_lacks(const ch_judging *j, const charter_finding *f, uint8_t *lacking)
{
    const ch_rule *rule = f->clause == CH_CLAUSE_RULE ? (const ch_rule *)f->entry : NULL;
    if (f->outcome == CHARTER_OUTCOME_BREACHED && rule != NULL && rule->asks) {
        ch_lacks_of_breach(j, rule->when, lacking);
        ch_lacks_of_breach(j, rule->require, lacking);
    }
    if (f->outcome != CHARTER_OUTCOME_UNDETERMINED)
        return;
    for (uint32_t i = 0; i < j->judge->tried_count; i++)
        if ((f->by_days >> i & 1) != 0)
            lacking[LACKING(j->judge->tried[i].slot)] |= CH_LACKING_ASKED;
    if (f->by_days != 0)
        return;
    switch (f->clause) {
    case CH_CLAUSE_ACTIVITY_DATA:
    case CH_CLAUSE_TOOL_DATA:
        lacking[CH_LACKING_DATA] |= CH_LACKING_ASKED;
        break;
    case CH_CLAUSE_DATA_HOSTING:
        lacking[j->facts.data_known ? LACKING(CH_SLOT_TOOL_HOSTING) : CH_LACKING_DATA] |= CH_LACKING_ASKED;
        break;
    case CH_CLAUSE_ACTIVITY_AUTONOMY:
        lacking[LACKING(CH_SLOT_AUTONOMY)] |= CH_LACKING_ASKED;
        break;
    case CH_CLAUSE_DUTY:
        if (f->concern_unknown)
            ch_duty_lacks(j, (uint32_t)((const ch_duty *)f->entry - j->version->duties.items), lacking);
        break;
    case CH_CLAUSE_RULE:
        ch_rule_lacks(j, rule, lacking);
        break;
    default:
        break;
    }
}
