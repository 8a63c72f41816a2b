/* audit_evidence: what was declared beside what detectors found; what the intake mapping does not know. */
#ifndef CH_REPORT_AUDIT_AUDIT_EVIDENCE_H
#define CH_REPORT_AUDIT_AUDIT_EVIDENCE_H

#include "report/audit/audit_cells.h"

/* Each puts its part of the document: a fact in brief, the section, the section of unknown values. */
void ch_audit_put_evidence_fact(const ch_audit_build *b);
void ch_audit_put_evidence(const ch_audit_build *b);
void ch_audit_put_unmapped(const ch_audit_build *b);

/* What could not be read: code, place and reason of each. */
void ch_audit_put_unread(const ch_audit_build *b);

#endif
