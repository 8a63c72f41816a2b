/* read: whole texts that a person names, from a file or from standard input. */
#ifndef CLI_READ_H
#define CLI_READ_H

#include "cli.h"

#define CLI_TEXT_MAX ((size_t)16 << 20) /* bytes of a text that is looked through */

/* A descriptor of the file `path`, or that of standard input, which is nobody's to close, for "-". -1, once it has said
 * why, for what is no file, or may not be followed (cli_may_follow). */
int cli_open_text(const cli *c, const char *path);

/* The bytes of `path` ("-": standard input), to be freed, with their number in `*length`. NULL, once it has said why,
 * where they cannot be read, or are more than CLI_TEXT_MAX. */
char *cli_read_text(const cli *c, const char *path, size_t *length);

#endif
