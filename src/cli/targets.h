/* targets: where the reports of a run go: standard output, and files that are written whole or not at all. Files are
 * opened at the beginning, so that a name that cannot be written is told before the work is done. */
#ifndef CLI_TARGETS_H
#define CLI_TARGETS_H

#include "formats.h"
#include "options.h"
#include "temporary.h"

typedef struct cli_target {
    char format[CLI_FORMAT_NAME_SIZE];
    const char *path; /* NULL: standard output */
    cli_temporary temporary;
} cli_target;

/* The first is standard output. */
typedef struct cli_targets {
    const cli *c;
    size_t count;
    cli_target items[];
} cli_targets;

/* `format` on standard output (NULL: what a NAME=- of `files` says, and else text), each NAME=FILE of `files`, and
 * `summary` (a file; NULL: none) in the format of that name. Gives them (cli_targets_free), or NULL, once it has said
 * why. Keeps all arguments. */
cli_targets *cli_targets_open(const cli *c, const cli_formats *formats, const char *format, const cli_texts *files,
                              const char *summary);

/* Where what goes to a target is written; it lives as long as the target. */
charter_sink cli_target_sink(cli_target *target);

/* Ends a target whose report ended with `status`: a file gets its name. False, once it has said why, where the report
 * could not be written. */
bool cli_target_end(const cli *c, cli_target *target, charter_status status);

/* What has not been ended leaves no trace. */
void cli_targets_free(cli_targets *all);

#endif
