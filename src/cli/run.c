/* run: which command is meant, and how people are spoken to: language, width, colours. What a command does is its own
 * file's; main() stands apart, so that tests can call this. */
#include "run.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands.h"
#include "environment.h"
#include "help_command.h"
#include "say.h"

static const cli_command commands[] = {
#define CLI_ROW(name, word, title, synopsis)        {word, title, synopsis, false, &cli_page_##name, cli_run_##name},
#define CLI_HIDDEN_ROW(name, word, title, synopsis) {word, title, synopsis, true, &cli_page_##name, cli_run_##name},
    CLI_COMMANDS(CLI_ROW) CLI_HIDDEN_COMMANDS(CLI_HIDDEN_ROW)
#undef CLI_ROW
#undef CLI_HIDDEN_ROW
        {NULL, NULL, NULL, false, NULL, NULL},
};

/* ---- how people are spoken to ---- */

/* POSIX (Base Definitions, 8.2): the first of the three that is set decides. */
static charter_lang language_of_environment(void)
{
    static const cli_variable names[] = {CLI_LC_ALL, CLI_LC_MESSAGES, CLI_LANG};
    charter_lang lang = CHARTER_EN;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = cli_environment(names[i]);
        if (value == NULL)
            continue;
        charter_lang_parse(value, &lang);
        break;
    }
    return lang;
}

/* The value of an option, wherever it stands: language, colours and links are asked of every command alike. */
static const char *early_option(int count, char **arguments, const char *name)
{
    size_t length = strlen(name);
    const char *found = NULL;
    for (int i = 1; i < count && strcmp(arguments[i], "--") != 0; i++) {
        if (strncmp(arguments[i], name, length) != 0)
            continue;
        if (arguments[i][length] == '=')
            found = arguments[i] + length + 1;
        else if (arguments[i][length] == '\0' && i + 1 < count)
            found = arguments[i + 1];
    }
    return found;
}

static bool early_flag(int count, char **arguments, const char *name)
{
    for (int i = 1; i < count && strcmp(arguments[i], "--") != 0; i++)
        if (strcmp(arguments[i], name) == 0)
            return true;
    return false;
}

/* --color beats NO_COLOR, which beats CLICOLOR_FORCE, which beats what the screen can do. no-color.org: any value but
 * an empty one; bixense.com/clicolors: any value but 0. */
static bool wants_colour(const char *option, int file)
{
    const char *terminal = cli_variable_value(CLI_TERM);
    const char *forced = cli_environment(CLI_CLICOLOR_FORCE);
    if (option != NULL && strcmp(option, "auto") != 0)
        return strcmp(option, "always") == 0;
    if (cli_environment(CLI_NO_COLOR) != NULL)
        return false;
    if (forced != NULL && strcmp(forced, "0") != 0)
        return true;
    return isatty(file) && terminal != NULL && strcmp(terminal, "dumb") != 0;
}

/* POSIX, XBD 8.3: COLUMNS is the width that the user prefers, whatever the screen is. One that is no number is none. */
static unsigned preferred_width(void)
{
    enum { MOST = 10000 };
    const char *value = cli_environment(CLI_COLUMNS);
    unsigned long columns = 0;
    for (const char *digit = value; digit != NULL && *digit != '\0'; digit++) {
        if (*digit < '0' || *digit > '9' || columns > MOST)
            return 0;
        columns = 10 * columns + (unsigned long)(*digit - '0');
    }
    return columns > MOST ? 0 : (unsigned)columns;
}

/* Columns of standard output; 0 where it is no screen. */
static unsigned screen_width(void)
{
    struct winsize size;
    unsigned preferred = preferred_width();
    if (preferred > 0)
        return preferred;
    return isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/* Lines of people's text are as wide as the screen, within what is pleasant to read. */
static unsigned line_width(unsigned screen)
{
    enum { USUAL = 80, NARROWEST = 40, WIDEST = 100 };
    if (screen == 0)
        return USUAL;
    return screen < NARROWEST ? NARROWEST : screen > WIDEST ? WIDEST : screen;
}

static cli finish(int count, char **arguments)
{
    const char *lang = early_option(count, arguments, "--lang");
    const char *colour = early_option(count, arguments, "--color");
    unsigned screen = screen_width();
    /* Runners obey lines that they read: GitHub's "::command" and "##[command]", Azure's (TF_BUILD)
     * "##vso[command]". */
    cli c = {
        .commands = commands,
        .lang = language_of_environment(),
        .screen = screen,
        .width = line_width(screen),
        .colour_out = wants_colour(colour, STDOUT_FILENO),
        .colour_err = wants_colour(colour, STDERR_FILENO),
        .follow_links = early_flag(count, arguments, "--follow-links"),
        .defuse = cli_in_ci() || cli_environment(CLI_GITHUB_ACTIONS) != NULL || cli_environment(CLI_TF_BUILD) != NULL,
    };
    if (lang != NULL)
        charter_lang_parse(lang, &c.lang);
    return c;
}

/* ---- commands ---- */

/* A word that may be a command's: no option, and no path. */
static bool may_be_a_command(const char *word)
{
    return word[0] != '-' && word[0] != '\0' && strpbrk(word, "/.") == NULL;
}

/* A command's name alone would take the place of a file of that name without a word, and a slip in it be told as a file
 * that is missing. False, once it has said so. */
static bool is_clear(const cli *c, const char *word, const cli_command *command)
{
    struct stat status;
    bool is_file = lstat(word, &status) == 0;
    if (command != NULL && is_file) {
        cli_say(c, N_("%s is a command, and a file or folder here"), word);
        cli_help(c, N_("write ./%1$s for the file, or %1$s -- for the command"), word);
        return false;
    }
    if (command == NULL && !is_file && may_be_a_command(word) && cli_nearest_command(c, word) != NULL) {
        cli_say(c, N_("there is no command and no file %s"), word);
        cli_propose_command(c, word);
        return false;
    }
    return true;
}

/* A standard descriptor that is missing would be given to the next file that is opened, and a report would be
 * written over it. What takes its place answers with errors: nothing is lost without a word. */
static void hold_standard_streams(void)
{
    for (int file = STDIN_FILENO; file <= STDERR_FILENO; file++)
        if (fcntl(file, F_GETFD) < 0)
            (void)!open("/dev/null", file == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int cli_main(int count, char **arguments)
{
    hold_standard_streams();
    cli c = finish(count, arguments);
    cli_said said = {.message = ""};
    c.said = &said;
    /* A reader that goes away and a file that may grow no further are failed writes, after which everything is put in
     * order. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    const cli_command *command = count > 1 ? cli_find_command(&c, arguments[1]) : NULL;
    if (count == 2 && !is_clear(&c, arguments[1], command))
        return CLI_STOPPED;
    int before = command == NULL ? 1 : 2;
    /* execve() takes no words at all: there may be no name of the program either. */
    if (count < before)
        before = count;
    if (command == NULL)
        command = commands;
    return command->run(&c, command, count - before, arguments + before);
}
