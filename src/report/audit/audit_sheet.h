/* audit_sheet: an audit's totals as a sheet that people read. */
#ifndef CH_REPORT_AUDIT_AUDIT_SHEET_H
#define CH_REPORT_AUDIT_AUDIT_SHEET_H

#include "report/audit/audit_view.h"
#include "report/audit/sheet.h"

/* Fills `sheet`, which has begun. Its texts borrow from `totals`. */
void ch_audit_sheet(ch_sheet *sheet, const charter_totals *totals, const ch_audit_options *options);

#endif
