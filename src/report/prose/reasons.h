/* reasons: why a verdict is what it is, for people: each reason with the declared line, what the charter says
 * about it and where, and what to do. */
#ifndef CH_REPORT_PROSE_REASONS_H
#define CH_REPORT_PROSE_REASONS_H

#include "report/prose/layout.h"

/* What a finding is called, in a word. */
ch_label ch_finding_label(const charter_finding *finding);

/* How grave it is: 4 for what is forbidden, then what is missing, what is to be decided, advice, what is waived (0). */
enum { CH_GRAVEST = 4 };
int ch_finding_gravity(const charter_finding *finding);

/* The first of the gravest findings that are more than advice; NULL: there is none. */
const charter_finding *ch_gravest_reason(const charter_verdict *verdict);

/* Whether a finding that is more than advice asks for what is missing: one of those of `asker`. */
bool ch_is_asked_by_finding(const charter_verdict *verdict, const ch_clause_of *asker);

/* The verdict's reasons, the worst first. */
void ch_layout_reasons(ch_layout *page);

/* The ids of all clauses with `outcome`, in one row. */
void ch_layout_clauses(ch_layout *page, charter_outcome outcome, ch_label label);

/* An invalid declaration's errors. */
void ch_layout_errors(ch_layout *page);

#endif
