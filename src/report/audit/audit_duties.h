/* audit_duties: the duties of an audit, and when the open ones are due. */
#ifndef CH_REPORT_AUDIT_AUDIT_DUTIES_H
#define CH_REPORT_AUDIT_AUDIT_DUTIES_H

#include "report/audit/audit_cells.h"

/* Puts the section: what is asked for, what is open by due date, and by unit. Numbers are of uses, never of people. */
void ch_audit_put_duties(const ch_audit_build *b);

#endif
