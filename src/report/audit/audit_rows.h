/* audit_rows: uses one by one, what asks for a decision first. Never for publication. */
#ifndef CH_REPORT_AUDIT_AUDIT_ROWS_H
#define CH_REPORT_AUDIT_AUDIT_ROWS_H

#include "report/audit/audit_cells.h"
#include "report/write/json_writer.h"

/* The section of the document; where the report is a short one, CH_AUDIT_MOST_ROWS of each verdict. */
void ch_audit_put_rows(const ch_audit_build *b);

/* The member "uses" of the JSON document: all rows that are kept, and how many of each verdict are not. */
void ch_audit_put_rows_json(ch_json *json, const charter_totals *totals, const ch_audit_options *options);

#endif
