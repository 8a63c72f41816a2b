/* clause: everything that a charter can demand, one row each, in the order in which it is judged and told.
 *
 * A clause that stands once has its whole id here; one of a family ("duty.", "rule.") stands once for each
 * entry of a vocabulary, whose id completes it. */
#ifndef CH_CHARTER_CLAUSE_H
#define CH_CHARTER_CLAUSE_H

#include "base/text.h"
#include "charter/judge.h"

/* clang-format off */
#define CH_CLAUSES(clause) \
    /*     name                id                   family  effects a breach of it can have */ \
    clause(ACTIVITY_UNLISTED,  "activity.unlisted", false,  CH_MAY_REVIEW | CH_MAY_FORBID) \
    clause(ACTIVITY_STATUS,    "activity.status",   false,  CH_MAY_REVIEW | CH_MAY_FORBID) \
    clause(ACTIVITY_DATA,      "activity.data",     false,  CH_MAY_FORBID) \
    clause(ACTIVITY_TOOLS,     "activity.tools",    false,  CH_MAY_FORBID) \
    clause(ACTIVITY_AUTONOMY,  "activity.autonomy", false,  CH_MAY_FORBID) \
    clause(TOOL_UNLISTED,      "tool.unlisted",     false,  CH_MAY_REVIEW | CH_MAY_FORBID) \
    clause(TOOL_STATUS,        "tool.status",       false,  CH_MAY_ADVISE | CH_MAY_FORBID) \
    clause(TOOL_DATA,          "tool.data",         false,  CH_MAY_FORBID) \
    clause(TOOL_ACTIVITIES,    "tool.activities",   false,  CH_MAY_FORBID) \
    clause(DATA_UNLISTED,      "data.unlisted",     false,  CH_MAY_REVIEW | CH_MAY_FORBID) \
    clause(DATA_HOSTING,       "data.hosting",      false,  CH_MAY_FORBID) \
    clause(DATA_FILES,         "data.files",        false,  0) \
    clause(DETECTOR,           "detector.",         true,   CH_MAY_ADVISE | CH_MAY_REVIEW | CH_MAY_FORBID) \
    clause(DUTY,               "duty.",             true,   CH_MAY_FORBID) \
    clause(RULE,               "rule.",             true,   CH_MAY_ADVISE | CH_MAY_REVIEW | CH_MAY_FORBID) \
    clause(CHARTER_PERIOD,     "charter.period",    false,  0) \
    clause(CHARTER_REVIEW,     "charter.review",    false,  CH_MAY_ADVISE) \
    clause(TRACE_UNDECLARED,   "trace.undeclared",  false,  CH_MAY_REVIEW) \
    clause(EXCEPTION,          "exception.",        true,   0)
/* clang-format on */

enum {
    CH_MAY_ADVISE = 1 << CHARTER_EFFECT_ADVISE,
    CH_MAY_REVIEW = 1 << CHARTER_EFFECT_REVIEW,
    CH_MAY_FORBID = 1 << CHARTER_EFFECT_FORBID
};

typedef enum ch_clause {
#define CH_CLAUSE(name, id, family, effects) CH_CLAUSE_##name,
    CH_CLAUSES(CH_CLAUSE)
#undef CH_CLAUSE
        CH_CLAUSE_COUNT
} ch_clause;

typedef struct ch_clause_row {
    const char *id;
    bool family;
    unsigned effects; /* CH_MAY_…; an exception can waive it where there is any */
} ch_clause_row;

extern const ch_clause_row ch_clause_rows[CH_CLAUSE_COUNT];

/* The words of verdicts, in the order of charter_decision; NULL ends them. */
extern const char *const ch_decision_names[CHARTER_DECISION_COUNT + 1];

/* Which clause `id` is; CH_CLAUSE_COUNT: none. `*entry` is what completes a family's id, else empty. */
ch_clause ch_clause_parse(ch_text id, ch_text *entry);

#endif
