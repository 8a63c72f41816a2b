/* history_place: where a history lies, and what that allows: on a network share nothing is written, and where nothing
 * can be written a history is read as a copy. What is in it is history_database.c's. */
#ifndef CLI_HISTORY_PLACE_H
#define CLI_HISTORY_PLACE_H

#include <stdint.h>
#include <sys/stat.h>

#include "cli.h"

typedef enum cli_history_use {
    CLI_HISTORY_NOT_AT_ALL,
    CLI_HISTORY_AS_USUAL,
    CLI_HISTORY_BESIDE_LOG, /* nothing can be written, and a log lies beside it, which may be readable */
    CLI_HISTORY_AS_COPY     /* nothing can be written, and nobody writes */
} cli_history_use;

typedef struct cli_history_place {
    char *real; /* its path; release it with free() */
    cli_history_use use;
    struct stat found; /* of a copy */
} cli_history_place;

typedef struct cli_share {
    uint32_t type;    /* statfs(2), f_type */
    const char *name; /* as people know it */
    bool is_certain;  /* false: such a file system may be a network's, or lie on a disk of this machine */
} cli_share;

/* What a type of file system says of a network share; NULL: it is none. */
const cli_share *cli_share_of_type(uint32_t type);

/* How the history `path` may be used, which is not there yet or is. CLI_HISTORY_NOT_AT_ALL, once it has said why. */
cli_history_place cli_history_place_of(const cli *c, const char *path, bool writes);

/* Whether a copy, as `place` found it, is what it was: SQLite takes no lock on it, and half of an audit could be read
 * of one that is written. */
bool cli_history_is_as_found(const cli_history_place *place);

/* Says that beside the history `path` lies a log that cannot be read. */
void cli_history_tell_log(const cli *c, const char *path);

#endif
