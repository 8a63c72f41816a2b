/* reasons: why a verdict is what it is, for people: each reason with the declared line, what the charter says
 * about it and where, and what to do. */
#ifndef CH_REPORT_PROSE_REASONS_H
#define CH_REPORT_PROSE_REASONS_H

#include "report/prose/layout.h"

/* The verdict's reasons, the worst first. */
void ch_layout_reasons(ch_layout *page);

/* The ids of all clauses with `outcome`, in one row. */
void ch_layout_clauses(ch_layout *page, charter_outcome outcome, ch_label label);

/* An invalid declaration's errors. */
void ch_layout_errors(ch_layout *page);

#endif
