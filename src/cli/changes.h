/* changes: which files a branch touches. */
#ifndef CLI_CHANGES_H
#define CLI_CHANGES_H

#include "git.h"

typedef struct cli_changes cli_changes;

/* What differs between where HEAD and `name` parted and the work tree, what is not yet added too: to be freed. NULL,
 * once it has said why, where that cannot be known. */
cli_changes *cli_changes_since(const cli *c, const char *name);
void cli_changes_free(cli_changes *all);

/* Whether the file `path` is among them; so is one that lies outside the repository, of which git knows nothing. */
bool cli_changes_hold(const cli_changes *changes, const char *path);

#endif
