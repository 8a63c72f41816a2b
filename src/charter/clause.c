/* The table of clauses, and the fixed words for outcomes, effects and decisions. What a clause demands, and when, is
 * judge/'s; how an outcome is told to people is report/'s. JSON has these words: they are never translated. */
#include "charter/clause.h"

const ch_clause_row ch_clause_rows[CH_CLAUSE_COUNT] = {
#define CH_CLAUSE(name, id, family, effects) [CH_CLAUSE_##name] = {id, family, effects},
    CH_CLAUSES(CH_CLAUSE)
#undef CH_CLAUSE
};

/* Whether a family has such an entry depends on the version: link_version.c asks. `*entry` borrows from `id`. No id
 * of the table begins with the id of a family, so the order of the rows decides nothing. */
ch_clause ch_clause_parse(ch_text id, ch_text *entry)
{
    *entry = CH_NO_TEXT;
    for (int i = 0; i < CH_CLAUSE_COUNT; i++) {
        const ch_clause_row *row = &ch_clause_rows[i];
        if (!row->family && ch_text_is(id, row->id))
            return (ch_clause)i;
        if (row->family && ch_text_begins(id, row->id)) {
            size_t prefix = strlen(row->id);
            *entry = (ch_text){id.at + prefix, id.length - prefix};
            return (ch_clause)i;
        }
    }
    return CH_CLAUSE_COUNT;
}

static const char *const outcome_names[] = {
    [CHARTER_OUTCOME_NOT_APPLICABLE] = "not-applicable",
    [CHARTER_OUTCOME_MET] = "met",
    [CHARTER_OUTCOME_WAIVED] = "waived",
    [CHARTER_OUTCOME_UNDETERMINED] = "undetermined",
    [CHARTER_OUTCOME_BREACHED] = "breached",
};

static const char *const effect_names[] =
    {[CHARTER_EFFECT_ADVISE] = "advise", [CHARTER_EFFECT_REVIEW] = "review", [CHARTER_EFFECT_FORBID] = "forbid"};

const char *const ch_decision_names[CHARTER_DECISION_COUNT + 1] = {
    [CHARTER_DECISION_COMPLIANT] = "compliant",
    [CHARTER_DECISION_CONDITIONAL] = "conditional",
    [CHARTER_DECISION_REVIEW] = "review",
    [CHARTER_DECISION_UNDETERMINED] = "undetermined",
    [CHARTER_DECISION_NON_COMPLIANT] = "non-compliant",
    [CHARTER_DECISION_INVALID] = "invalid",
};

const char *charter_outcome_name(charter_outcome outcome)
{
    return outcome_names[outcome];
}

const char *charter_effect_name(charter_effect effect)
{
    return effect_names[effect];
}

const char *charter_decision_name(charter_decision decision)
{
    return ch_decision_names[decision];
}
