/* audit_document: an audit's totals as a document that people read. */
#ifndef CH_REPORT_AUDIT_AUDIT_DOCUMENT_H
#define CH_REPORT_AUDIT_AUDIT_DOCUMENT_H

#include "report/audit/audit_view.h"
#include "report/audit/document.h"

/* Fills `document`, which has begun. Its texts borrow from `totals`. */
void ch_audit_document(ch_document *document, const charter_totals *totals, const ch_audit_options *options);

#endif
