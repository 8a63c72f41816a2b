/* temporary: files without a name, or under another one, which are gone if the program is stopped before they are kept.
 */
#ifndef CLI_TEMPORARY_H
#define CLI_TEMPORARY_H

#include <stdbool.h>

typedef struct cli_temporary {
    char *target;  /* what it will be called */
    bool replaces; /* false: `target` is no regular file (/dev/stderr), and written as it is */
    char *name;    /* what it is called until then; NULL: it has no name */
    int file;      /* -1: closed */
    int slot;
} cli_temporary;

/* 0, or a positive errno. Borrows `path`. */
int cli_temporary_open(cli_temporary *temporary, const char *path);

/* All that was written is on the disk, under its name. 0, or a positive errno: then nothing has changed. */
int cli_temporary_keep(cli_temporary *temporary);

/* The same, but EEXIST where something has that name by now. */
int cli_temporary_keep_new(cli_temporary *temporary);

/* Removes what was not kept. */
void cli_temporary_free(cli_temporary *temporary);

#endif
