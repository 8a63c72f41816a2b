/* audit_clauses: clauses, duties and exceptions of an audit. */
#ifndef CH_REPORT_AUDIT_AUDIT_CLAUSES_H
#define CH_REPORT_AUDIT_AUDIT_CLAUSES_H

#include "report/audit/audit_cells.h"

/* Each puts its section of the document; the fact stands in brief. */
void ch_audit_put_clauses(const ch_audit_build *b);
void ch_audit_put_duties(const ch_audit_build *b);
void ch_audit_put_exceptions(const ch_audit_build *b);
void ch_audit_put_exceptions_fact(const ch_audit_build *b);

#endif
