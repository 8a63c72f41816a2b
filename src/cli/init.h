/* init: what its two halves share: a declaration to begin with (init.c), and a charter (init_charter.c). */
#ifndef CLI_INIT_H
#define CLI_INIT_H

#include "judging.h"

typedef struct init {
    cli_judging judging; /* operands, and which charter a declaration is drafted from */
    const char *from;    /* the shipped charter that is copied; NULL: none */
    cli_texts answers;   /* KEY=VALUE */
    bool defaults, force;
    cli_common common;
} init;

/* Drafts a charter into `path` (NULL: none is named). Gives the exit code. */
int cli_init_charter(const cli *c, const init *o, const char *path);

#endif
