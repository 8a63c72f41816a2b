/* reports: what is written once everything is known: on standard output, and in files that are written whole or not at
 * all. Files are opened at the beginning, so that a name that cannot be written is told before the work is done. */
#ifndef CLI_REPORTS_H
#define CLI_REPORTS_H

#include "formats.h"
#include "options.h"

typedef struct cli_reports cli_reports;

/* Writes `what` in a format. */
typedef charter_status cli_write(const void *what, const char *format, const charter_audit_options *options,
                                 charter_sink sink);

/* `format` on standard output, each NAME=FILE of `files`, and `summary` (a file; NULL: none) in the format of that
 * name. NULL, once it has said why, where that cannot be done. Keeps all arguments. */
cli_reports *cli_reports_open(const cli *c, const cli_formats *formats, const char *format, const cli_texts *files,
                              const char *summary);

/* Writes them all; `options` are those of standard output. False, once it has said why, where one could not be. */
bool cli_reports_write(cli_reports *reports, cli_write *write, const void *what, const charter_audit_options *options);

/* What has not been written leaves no trace. */
void cli_reports_free(cli_reports *all);

#endif
