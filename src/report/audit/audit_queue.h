/* audit_queue: what of an audit asks for a decision, as a list that a body can go through. */
#ifndef CH_REPORT_AUDIT_AUDIT_QUEUE_H
#define CH_REPORT_AUDIT_AUDIT_QUEUE_H

#include "report/audit/audit_cells.h"

/* Puts the section: who decides, then each thing to decide, with the uses that wait for it, since when, and what would
 * settle it; the most uses first. Nothing of it is published. */
void ch_audit_put_queue(const ch_audit_build *b);

#endif
