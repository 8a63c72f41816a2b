/* progress: a line on the terminal while long work goes on: how much is done, how fast, how long it will take, and what
 * was found. Nothing where standard error is no terminal. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "options.h"

typedef struct cli_progress {
    const cli *c;
    const cli_texts *inputs;
    bool shown;           /* there is a terminal to show it on */
    bool some;            /* a line stands there */
    double started, next; /* seconds */
    uint64_t done, found;
    double total;  /* bytes of all inputs; 0: unknown */
    double before; /* bytes of the files before this one */
    size_t input;  /* of `inputs`, the file that is being read */
} cli_progress;

/* Keeps `inputs`. */
cli_progress cli_progress_begin(const cli *c, const cli_texts *inputs, bool quiet);

/* One more declaration, at `place`; `found`: it does not comply. */
void cli_progress_tick(cli_progress *progress, charter_place place, bool found);

/* Takes the line away, before anything else is written there. */
void cli_progress_clear(cli_progress *progress);

#endif
