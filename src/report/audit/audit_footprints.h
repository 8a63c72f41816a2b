/* audit_footprints: environmental footprints and budgets of an audit. */
#ifndef CH_REPORT_AUDIT_AUDIT_FOOTPRINTS_H
#define CH_REPORT_AUDIT_AUDIT_FOOTPRINTS_H

#include "report/audit/audit_cells.h"

/* Each puts its section of the document; the fact stands in brief. */
void ch_audit_put_footprints(const ch_audit_build *b);
void ch_audit_put_budgets(const ch_audit_build *b);
void ch_audit_put_budgets_fact(const ch_audit_build *b);

#endif
