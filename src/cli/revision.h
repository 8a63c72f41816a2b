/* revision: which commit a name means, in a repository where a stranger may have made branches and tags of any name. */
#ifndef CLI_REVISION_H
#define CLI_REVISION_H

#include "git.h"

/* Which commit `name`, the argument of `option`, is in the repository of `folder`. False, once it has said why, where
 * it is none, or where it may mean several: two branches or tags, or one of them and the beginning of a hash. Whole
 * hashes, HEAD and names from "refs/" on mean one thing alone. */
bool cli_revision_find(const cli *c, const char *folder, const char *option, const char *name, cli_revision *out);

#endif
