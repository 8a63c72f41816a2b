/* audit_uses: the tables that count uses, in the order in which a report has them. */
#ifndef CH_REPORT_AUDIT_AUDIT_USES_H
#define CH_REPORT_AUDIT_AUDIT_USES_H

#include "report/audit/audit_cells.h"

/* Months, units, activities, tools and what the charter does not list of them, and what uses expose. */
void ch_audit_put_uses(const ch_audit_build *b);

/* Authors and reviewers, where they were asked for. */
void ch_audit_put_people(const ch_audit_build *b);

#endif
