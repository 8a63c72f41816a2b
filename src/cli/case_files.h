/* case files: where a charter's cases lie, and reading them. */
#ifndef CLI_CASE_FILES_H
#define CLI_CASE_FILES_H

#include "charter/cases.h"
#include "overwrite_guard.h"

typedef struct cli_case_files {
    char **paths;
    size_t count, room;
} cli_case_files;

/* The files of `named` (files, or folders of which those that hold declarations are taken, by name), or else those
 * that lie beside the charter: NAME.cases.yaml and the folder NAME.cases beside NAME.yaml; in a folder of versions
 * all that are called so, and the folder cases. False, once it has said why, where there is none. Release with
 * cli_case_files_free in either case. */
bool cli_case_files_find(const cli *c, const char *the_charter, const cli_texts *named, cli_case_files *files);
void cli_case_files_free(cli_case_files *files);

/* Reads them into `cases`, in their order. CLI_FINE, or CLI_STOPPED once it has said why. */
int cli_case_files_read(const cli *c, const cli_case_files *files, charter_cases *cases);

#endif
