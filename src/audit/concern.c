/* Concern: which clauses a use falls under, and what came of each. A rate is of the uses that something concerned;
 * which of them is told where is for reports to say. */
#include "audit/totals.h"
#include "judge/verdict.h"

/* When a clause concerns a use, so that its verdict says something of the charter's demands. */
typedef enum concern {
    NEVER,      /* it is about the charter, or about another clause */
    UNLESS_MET, /* it knows the use's names, or finds what is declared: that demands nothing */
    ALWAYS
} concern;

static const concern concerns[CH_CLAUSE_COUNT] = {
    [CH_CLAUSE_ACTIVITY_UNLISTED] = UNLESS_MET,
    [CH_CLAUSE_ACTIVITY_STATUS] = UNLESS_MET,
    [CH_CLAUSE_ACTIVITY_DATA] = ALWAYS,
    [CH_CLAUSE_ACTIVITY_TOOLS] = ALWAYS,
    [CH_CLAUSE_ACTIVITY_AUTONOMY] = ALWAYS,
    [CH_CLAUSE_TOOL_UNLISTED] = UNLESS_MET,
    [CH_CLAUSE_TOOL_STATUS] = UNLESS_MET,
    [CH_CLAUSE_TOOL_DATA] = ALWAYS,
    [CH_CLAUSE_TOOL_ACTIVITIES] = ALWAYS,
    [CH_CLAUSE_DATA_UNLISTED] = UNLESS_MET,
    [CH_CLAUSE_DATA_HOSTING] = ALWAYS,
    [CH_CLAUSE_DATA_FILES] = UNLESS_MET,
    [CH_CLAUSE_DETECTOR] = UNLESS_MET,
    [CH_CLAUSE_DUTY] = ALWAYS,
    [CH_CLAUSE_RULE] = ALWAYS,
};

static bool is_unsure(const charter_finding *f)
{
    return f->outcome == CHARTER_OUTCOME_UNDETERMINED && f->concern_unknown;
}

static bool is_concern(const charter_finding *f)
{
    bool asked = ch_is_reason(f) || (f->outcome == CHARTER_OUTCOME_MET && concerns[f->clause] == ALWAYS);
    return asked && concerns[f->clause] != NEVER && !is_unsure(f);
}

void ch_concern_of_use(const charter_verdict *v, uint64_t row[CH_N_USE_COLUMNS])
{
    bool some = v->duty_count > 0, perhaps = false, waived = false, lacks = false;
    for (size_t i = 0; i < v->finding_count; i++) {
        const charter_finding *f = &v->findings[i];
        bool undetermined = f->outcome == CHARTER_OUTCOME_UNDETERMINED;
        some = some || is_concern(f);
        perhaps = perhaps || is_unsure(f);
        waived = waived || f->outcome == CHARTER_OUTCOME_WAIVED;
        /* As for the verdict: advice decides nothing. */
        lacks = lacks || (undetermined && !f->concern_unknown && f->effect != CHARTER_EFFECT_ADVISE);
    }
    row[CH_N_CONCERNED] = some;
    row[CH_N_PERHAPS_CONCERNED] = !some && perhaps;
    row[CH_N_CONCERNED_COMPLIANT] = some && v->decision == CHARTER_DECISION_COMPLIANT;
    row[CH_N_USE_WAIVED] = waived;
    if (v->decision == CHARTER_DECISION_UNDETERMINED)
        row[lacks ? CH_N_FACT_MISSING : CH_N_CONCERN_UNKNOWN] = 1;
}

bool ch_concern_of_finding(const charter_finding *f, uint64_t row[CH_N_CLAUSE_COLUMNS])
{
    switch (f->outcome) {
    case CHARTER_OUTCOME_BREACHED:
        row[f->effect] = 1;
        break;
    case CHARTER_OUTCOME_WAIVED:
        row[CH_N_WAIVED] = 1;
        break;
    case CHARTER_OUTCOME_MET:
        /* That a charter is in force, and not to be reviewed yet, is no demand on anybody. */
        if (concerns[f->clause] == NEVER)
            return false;
        row[CH_N_CLAUSE_MET] = 1;
        break;
    case CHARTER_OUTCOME_UNDETERMINED:
        row[CH_N_UNDETERMINED] = 1;
        row[f->concern_unknown ? CH_N_CLAUSE_CONCERN_UNKNOWN : CH_N_CLAUSE_FACT_MISSING] = 1;
        break;
    default:
        return false;
    }
    row[CH_N_CLAUSE_CONCERNED] = !is_unsure(f);
    return true;
}

const charter_finding *ch_finding_of_duty(const charter_verdict *v, const ch_duty_state *state)
{
    for (size_t i = 0; i < v->finding_count; i++)
        if (v->findings[i].clause == CH_CLAUSE_DUTY && v->findings[i].entry == &state->duty->entry)
            return &v->findings[i];
    return NULL;
}

/* A duty that is not due yet has no finding: nothing of it is breached, and nothing met. */
bool ch_concern_of_duty(const charter_verdict *v, const ch_duty_state *state, uint64_t row[CH_N_CLAUSE_COLUMNS])
{
    if (ch_finding_of_duty(v, state) != NULL)
        return false;
    row[CH_N_CLAUSE_CONCERNED] = 1;
    row[state->met ? CH_N_CLAUSE_MET : CH_N_CLAUSE_OPEN] = 1;
    return true;
}
