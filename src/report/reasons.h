/* reasons: why a verdict is what it is, for people: each reason with the declared line, what the charter says
 * about it and where, and what to do. */
#ifndef CH_REPORT_REASONS_H
#define CH_REPORT_REASONS_H

#include "report/page.h"

/* Whether a finding is a reason: one that is met, or not applicable, is none. */
bool ch_is_reason(const charter_finding *finding);

/* The verdict's reasons, the worst first. */
void ch_page_reasons(ch_page *page);

/* The ids of all clauses with `outcome`, in one row. */
void ch_page_clauses(ch_page *page, charter_outcome outcome, ch_label label);

/* An invalid declaration's errors. */
void ch_page_errors(ch_page *page);

#endif
