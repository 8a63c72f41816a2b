/* reports: what is written once everything is known. */
#ifndef CLI_REPORTS_H
#define CLI_REPORTS_H

#include "targets.h"

/* Writes `what` in a format. */
typedef charter_status cli_write(const void *what, const char *format, const charter_audit_options *options,
                                 charter_sink sink);

/* Writes to all targets; `options` are those of standard output. False, once it has said why, where one could not be.
 */
bool cli_reports_write(cli_targets *targets, cli_write *write, const void *what, const charter_audit_options *options);

#endif
