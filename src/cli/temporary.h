/* temporary: files under other names, which disappear if the program is stopped before they are renamed. */
#ifndef CLI_TEMPORARY_H
#define CLI_TEMPORARY_H

#include <stdbool.h>

typedef struct cli_temporary {
    char *target; /* what it will be called */
    char *name;   /* what it is called; NULL: `target` is no regular file (/dev/stderr), and written as it is */
    int file;     /* -1: closed */
    int slot;
} cli_temporary;

/* 0, or a positive errno. Borrows `path`. */
int cli_temporary_open(cli_temporary *temporary, const char *path);

/* All that was written is on the disk, under its name. 0, or a positive errno: then nothing has changed. */
int cli_temporary_keep(cli_temporary *temporary);

/* Removes what was not kept. */
void cli_temporary_free(cli_temporary *temporary);

#endif
