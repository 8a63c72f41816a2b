/* audit_exceptions: the exceptions of an audit, and the colleges that approve them. */
#ifndef CH_REPORT_AUDIT_AUDIT_EXCEPTIONS_H
#define CH_REPORT_AUDIT_AUDIT_EXCEPTIONS_H

#include "report/audit/audit_cells.h"

/* Puts the section; the fact stands in brief. */
void ch_audit_put_exceptions(const ch_audit_build *b);
void ch_audit_put_exceptions_fact(const ch_audit_build *b);

/* A college as people call it. */
ch_text ch_audit_college_name(const ch_audit_build *b, ch_text college);

/* The colleges that approved an exception, or that it still lacks: "users, technicians"; empty where there are none.
 * `colleges` is the view of CHARTER_COLLEGE_EXCEPTIONS, in the order of its keys. */
ch_text ch_audit_colleges_of(const ch_audit_build *b, const ch_view *colleges, ch_text exception, bool approved);

#endif
