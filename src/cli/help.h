/* help: what --help tells, from the tables of commands and options. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "formats.h"
#include "options.h"

/* A command line, and what it does; a table of them ends with an empty row. */
typedef struct cli_example {
    const char *arguments, *title;
} cli_example;

/* What --help tells of a command; each table ends with an empty row. */
typedef struct cli_page {
    const cli_option *options;
    const cli_example *examples;
    const cli_formats *formats; /* NULL: it has none */
} cli_page;

/* Tells a command on standard output: what it does, examples, its use, its options and its formats. Gives the exit
 * code. */
int cli_tell_command(const cli *c, const cli_command *command);

#endif
