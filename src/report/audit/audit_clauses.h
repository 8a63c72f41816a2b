/* audit_clauses: the clauses of an audit. */
#ifndef CH_REPORT_AUDIT_AUDIT_CLAUSES_H
#define CH_REPORT_AUDIT_AUDIT_CLAUSES_H

#include "report/audit/audit_cells.h"

/* Puts the section: what was breached, whom each concerns, and by unit. */
void ch_audit_put_clauses(const ch_audit_build *b);

#endif
