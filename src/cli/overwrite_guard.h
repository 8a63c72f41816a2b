/* overwrite_guard: what a run reads, it does not write over. Files are told apart by device and inode, so that a link
 * or another spelling is the same file. What is not there yet, or is no regular file, cannot be spoilt. */
#ifndef CLI_OVERWRITE_GUARD_H
#define CLI_OVERWRITE_GUARD_H

#include "options.h"

/* The files that a run is to write, as its options name them; each may be NULL. */
typedef struct cli_written {
    const cli_texts *outputs; /* NAME=FILE */
    const char *partial, *kept, *baseline;
} cli_written;

/* Whether none of `written` is the file `read`, or lies in the folder `read` and would be read there; "-" is standard
 * input. Says which one it is. A `read` that is NULL, or cannot be found, spares everything. */
bool cli_guard(const cli *c, const cli_written *written, const char *read);
bool cli_guards_all(const cli *c, const cli_written *written, const cli_texts *read);

#endif
