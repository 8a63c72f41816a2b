/* diagnostic: one diagnostic as people read it, into an output that something else is written to as well. */
#ifndef CH_REPORT_PROSE_DIAGNOSTIC_H
#define CH_REPORT_PROSE_DIAGNOSTIC_H

#include "base/diagnostics.h"
#include "charter/report.h"
#include "report/write/output.h"

/* Place, line, caret, help. A failure is the output's. */
void ch_show_diagnostic(ch_output *output, const charter_diagnostic *diagnostic, const charter_report_options *options);

#endif
