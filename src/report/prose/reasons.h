/* reasons: why a verdict is what it is, for people: each reason with the declared line, what the charter says
 * about it and where, and what to do. */
#ifndef CH_REPORT_PROSE_REASONS_H
#define CH_REPORT_PROSE_REASONS_H

#include "report/prose/page.h"

/* The verdict's reasons, the worst first. */
void ch_page_reasons(ch_page *page);

/* The ids of all clauses with `outcome`, in one row. */
void ch_page_clauses(ch_page *page, charter_outcome outcome, ch_label label);

/* An invalid declaration's errors. */
void ch_page_errors(ch_page *page);

#endif
