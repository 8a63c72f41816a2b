/* charter_file: which charter is meant, and loading it. */
#ifndef CLI_CHARTER_FILE_H
#define CLI_CHARTER_FILE_H

#include "cli.h"

/* The charter that `named` (--charter; may be NULL) or the environment means, or that lies in the usual places:
 * a path to be freed. NULL, once it has said what to do, where there is none. */
char *cli_find_charter(const cli *c, const char *named);

/* The same for who does without one too: `*path` is NULL where there is none. False, once it has said so, where there
 * is no memory. */
bool cli_seek_charter(const cli *c, const char *named, char **path);

/* Whether cli_find_charter would find one, or could not tell for want of memory; it says nothing. */
bool cli_has_charter(const char *named);

/* The day that this run judges on, where no option gives it: SOURCE_DATE_EPOCH's, or today (UTC). False, once it
 * has said why, where SOURCE_DATE_EPOCH is no time. */
bool cli_today(const cli *c, charter_day *day);

#endif
