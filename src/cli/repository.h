/* repository: the files and the commits of a folder, told to a search for traces. git is asked where the folder lies in
 * a repository; elsewhere the disk is, and there is no history. */
#ifndef CLI_REPOSITORY_H
#define CLI_REPOSITORY_H

#include "git.h"

typedef struct cli_commits {
    bool none;
    unsigned commits;  /* the last ones; 0: all */
    const char *since; /* those that this revision does not have; NULL: all */
} cli_commits;

/* Tells `traces` every file of `folder` that git does not ignore, then its history. What could not be read is added to
 * `faults`. CLI_FINE, or CLI_STOPPED once it has said why. */
int cli_repository_tell(const cli *c, const char *folder, const cli_commits *history, charter_traces *traces,
                        charter_diagnostics *faults);

#endif
