/* help command: finding and proposing commands by their names. What is told of one is help.c's. */
#include "help_command.h"

#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "say.h"

enum { MOST_COMMANDS = 64 };

/* ---- commands by their names ---- */

/* Names that commands had in earlier versions, and still answer to; --help does not list them. */
static const struct {
    const char *before, *now;
} renamed[] = {{"scan-text", "detect"}};

const cli_command *cli_find_command(const cli *c, const char *word)
{
    for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++)
        if (strcmp(renamed[i].before, word) == 0)
            word = renamed[i].now;
    for (const cli_command *command = c->commands; command->name != NULL; command++)
        if (strcmp(command->name, word) == 0)
            return command;
    return NULL;
}

const char *cli_nearest_command(const cli *c, const char *word)
{
    const char *names[MOST_COMMANDS];
    size_t count = 0;
    for (const cli_command *command = c->commands; command->name != NULL && count < MOST_COMMANDS; command++)
        if (!command->hidden)
            names[count++] = command->name;
    return charter_nearest(word, names, count);
}

void cli_propose_command(const cli *c, const char *word)
{
    const char *nearest = cli_nearest_command(c, word);
    if (nearest != NULL)
        cli_help(c, N_("did you mean the command %s?"), nearest);
    else
        cli_help(c, N_("charter-check --help lists them"));
}

/* ---- the command help ---- */

typedef struct helping {
    cli_texts words;
    cli_common common;
} helping;

static const cli_option options[] = {CLI_COMMON_OPTIONS(helping)};

static const cli_example examples[] = {
    {"charter-check help audit", N_("what audit does, with examples and all of its options")},
    {NULL, NULL},
};

const cli_page cli_page_help = {options, examples, NULL};

static int tell_named(const cli *c, const helping *h, const cli_command *command)
{
    if (h->common.help || h->words.count > 1)
        return cli_tell_command(c, command);
    if (h->words.count == 0)
        return cli_tell_command(c, c->commands);
    const cli_command *named = cli_find_command(c, h->words.items[0]);
    if (named != NULL)
        return cli_tell_command(c, named);
    cli_say(c, N_("there is no command %s"), h->words.items[0]);
    cli_propose_command(c, h->words.items[0]);
    return CLI_STOPPED;
}

int cli_run_help(cli *c, const cli_command *command, int count, char **arguments)
{
    helping h = {.words = {NULL, 0}};
    int code = CLI_STOPPED;
    if (cli_options_read(c, command, options, count, arguments, &h, &h.words))
        code = tell_named(c, &h, command);
    free(h.words.items);
    return code;
}
