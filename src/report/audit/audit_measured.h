/* audit_measured: what was declared beside what a log has measured. */
#ifndef CH_REPORT_AUDIT_AUDIT_MEASURED_H
#define CH_REPORT_AUDIT_AUDIT_MEASURED_H

#include "report/audit/audit_cells.h"

/* Puts the section; nothing where nothing was measured, or where a report is for publication. */
void ch_audit_put_measured(const ch_audit_build *b);

#endif
