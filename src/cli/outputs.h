/* outputs: reports of one run, on standard output and in files. A file is written whole or not at all: under
 * another name first, which it loses when everything is in it. */
#ifndef CLI_OUTPUTS_H
#define CLI_OUTPUTS_H

#include "options.h"

typedef struct cli_outputs cli_outputs;

/* Opens a report of `format` on standard output (NULL: cli_targets_open), and each NAME=FILE of `files`; `options` are
 * those of standard output. NULL, once it has said why, where that cannot be done. Keeps `files`. */
cli_outputs *cli_outputs_open(const cli *c, const char *format, const cli_texts *files,
                              const charter_report_options *options);

/* To all reports, with what the baseline accepts of it (NULL: there is none). A failure is told at the end. */
void cli_outputs_verdict(cli_outputs *all, const charter_verdict *verdict, const charter_acceptance *acceptance);
void cli_outputs_error(cli_outputs *all, const charter_diagnostic *error);

/* What lint says of a charter (charter_report_lint). */
void cli_outputs_lint(cli_outputs *all, const charter *the_charter, const charter_diagnostics *diagnostics);

/* Whether none of them can be written any more: whoever read them has gone away. */
bool cli_outputs_all_failed(const cli_outputs *outputs);

/* Whether standard output speaks to people, who find errors on the standard error stream. */
bool cli_outputs_for_people(const cli_outputs *outputs);

/* What all of them are told alike. */
const charter_summary *cli_outputs_summary(const cli_outputs *all);

/* Ends all reports and gives files their names. False, once it has said why, where one could not be written. */
bool cli_outputs_end(cli_outputs *outputs);

/* The errors among the faults of a charter that judges nothing. They go to whoever keeps it, and to a program that
 * reads along. No file is written, and no report where there is no error: one without findings would be taken for one
 * of a day on which there were none. */
void cli_outputs_charter_errors(cli_outputs *all, const charter_diagnostics *faults);

/* Likewise what people were told last, where the run stops before anything was judged; nothing where the reports have
 * ended. */
void cli_outputs_stopped(cli_outputs *all);

/* What has not been ended leaves no trace. */
void cli_outputs_free(cli_outputs *all);

#endif
