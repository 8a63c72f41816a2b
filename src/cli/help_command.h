/* help command: commands by their names, and the command help, which tells what another's --help does. */
#ifndef CLI_HELP_COMMAND_H
#define CLI_HELP_COMMAND_H

#include "cli.h"

/* The command of that name, or of the name that it had before; NULL where there is none. */
const cli_command *cli_find_command(const cli *c, const char *word);

/* The name of the command that is nearly `word`; NULL where none is. */
const char *cli_nearest_command(const cli *c, const char *word);

/* Says which command has nearly that name, or else where all of them are listed. */
void cli_propose_command(const cli *c, const char *word);

#endif
