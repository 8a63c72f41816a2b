/* real_path: where a name leads to, and whether it may be followed there. */
#ifndef CLI_REAL_PATH_H
#define CLI_REAL_PATH_H

#include "cli.h"

/* Gives (free) what `path` leads to: a link is followed. One file has one such path, whether it exists yet or not. What
 * cannot be found out is `path` itself: opening it tells why. NULL: there is no memory. */
char *cli_real_path(const char *path);

/* Whether `path` may be read or written: false, once it has said why, where a link leads out of the work tree and no
 * option allows it. */
bool cli_may_follow(const cli *c, const char *path);

/* Gives (free) the real path of the work tree that what `path` leads to lies in; NULL where it lies in none, or there
 * is no memory. */
char *cli_work_tree_of(const char *path);

/* Whether what `path` leads to lies in the work tree that the current folder is in. */
bool cli_is_in_work_tree(const char *path);

#endif
