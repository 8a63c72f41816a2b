/* reasons: why a verdict is what it is, for people: each reason with the declared line, what the charter says
 * about it and where, and what to do. */
#ifndef CH_REPORT_PROSE_REASONS_H
#define CH_REPORT_PROSE_REASONS_H

#include "report/prose/layout.h"

/* What a finding is called, in a word. */
ch_label ch_finding_label(const charter_finding *finding);

/* How grave it is: 4 for what is forbidden, then what is missing, what is to be decided, advice, what is waived (0). */
enum { CH_GRAVEST = 4 };
int ch_finding_gravity(const charter_finding *finding);

/* The verdict's reasons, the worst first. */
void ch_layout_reasons(ch_layout *page);

/* The ids of all clauses with `outcome`, in one row. */
void ch_layout_clauses(ch_layout *page, charter_outcome outcome, ch_label label);

/* An invalid declaration's errors. */
void ch_layout_errors(ch_layout *page);

#endif
