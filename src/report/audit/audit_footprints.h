/* audit_footprints: environmental footprints and budgets of an audit. */
#ifndef CH_REPORT_AUDIT_AUDIT_FOOTPRINTS_H
#define CH_REPORT_AUDIT_AUDIT_FOOTPRINTS_H

#include "report/audit/audit_cells.h"

/* Each puts its section of the document; the fact stands in brief. */
void ch_audit_put_footprints(const ch_audit_build *b);
void ch_audit_put_budgets(const ch_audit_build *b);
void ch_audit_put_budgets_fact(const ch_audit_build *b);

/* Whether a group of CHARTER_BUDGETS is beyond a limit for sure; what it is called, with its group. */
bool ch_audit_budget_exceeded(const ch_group *budget);
ch_text ch_audit_budget_name(const ch_audit_build *b, const ch_group *budget);

#endif
