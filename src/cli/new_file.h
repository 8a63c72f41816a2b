/* new file: what a command writes for its user, on standard output or in a file that was not there. */
#ifndef CLI_NEW_FILE_H
#define CLI_NEW_FILE_H

#include "cli.h"

/* Whether `path` may be written: nothing has that name, or `force`. Says why not. NULL and "-" are standard output. */
bool cli_may_create(const cli *c, const char *path, bool force);

/* Has `write` write to `path`, whole or not at all: until it has written all, nothing has that name, or what had it
 * before. CLI_FINE; or CLI_STOPPED, once it has said why. `write` says itself why it gives another status than
 * CHARTER_NO_MEMORY and CHARTER_IO. */
int cli_create(const cli *c, const char *path, bool force, charter_status (*write)(void *context, charter_sink sink),
               void *context);

#endif
