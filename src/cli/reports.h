/* reports: what is written once everything is known. */
#ifndef CLI_REPORTS_H
#define CLI_REPORTS_H

#include "targets.h"

/* How reports are written: those of trends ask for nothing of audits. */
typedef struct cli_reporting {
    charter_report_options report;
    charter_audit_options audit;
} cli_reporting;

/* Writes `what` in a format. */
typedef charter_status cli_write(const void *what, const char *format, const cli_reporting *options, charter_sink sink);

/* Writes to all targets; `options` are those of standard output. False, once it has said why, where one could not be.
 */
bool cli_reports_write(cli_targets *targets, cli_write *write, const void *what, const cli_reporting *options);

/* Says that some sum of `totals` could not be counted, where it could not. */
void cli_tell_saturated(const cli *c, const charter_totals *totals);

/* Says which inputs have ids that come again. */
void cli_tell_repeated(const cli *c, const charter_totals *totals);

#endif
