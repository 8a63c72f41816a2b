/* cli: what the files of the command line share. It is an ordinary customer of the library: it includes
 * charter/ and this room's own headers, and what it lacks, the library lacks.
 *
 *     main.c             main() alone
 *     run.c              the table of commands; which one is meant; how people are spoken to
 *     options.c          a command's table of options, and reading it
 *     help.c             --help, from the same tables
 *     help_command.c     the command help, and commands by their names
 *     check.c            the command check
 *     ask.c              the command ask; ask_sentence.c is what it understands, ask_questions.c what it asks
 *     use.c              a use from options and answers, as a declaration
 *     detect.c           the command detect
 *     scan.c             the command scan
 *     which.c            the command which
 *     page.c             the command page
 *     explain.c          the command explain; link_base.c is what its links begin at
 *     lint.c             the command lint
 *     tables.c           the command tables, which --help does not list
 *     intake.c           the command intake
 *     audit.c            the command audit; merge.c and trend.c are beside it
 *     init.c             the command init: a declaration; init_charter.c: a charter
 *     complete.c         the command complete
 *     questions.c        one question at a time on a terminal
 *     new_file.c         a file that takes nobody's place
 *     judging.c          what every command that judges takes: charter, day, inputs
 *     environment.c      variables of the environment
 *     read.c             whole texts
 *     charter_file.c     which charter is meant, and loading it
 *     pin.c              the charter as a revision has it, or as its hash says
 *     baseline.c         what a gate lets pass: reading it, writing it, what is stale
 *     changes.c          which files a branch touches
 *     repository.c       a repository's files and commits, told to a search for traces
 *     git.c              what a repository holds, asked of git
 *     revision.c         which commit a name means
 *     history.c          the audits that are kept, in SQLite: history_database.c opens them, history_place.c looks
 *                        where they lie
 *     targets.c          standard output and files, whole or not at all; outputs.c and reports.c write to them
 *     real_path.c        where a name leads to, and whether it may be followed
 *     overwrite_guard.c  that no file is written which is read
 *     say.c              messages to people
 *     yaml_memory.c      memory for libyaml
 *
 * A further command is one file and one row in commands.h. */
#ifndef CLI_H
#define CLI_H

#include "charter/charter.h"

/* Marks a text for translation where it is not yet translated. */
#define N_(text) (text)

/* Exit codes. CLI_STOPPED outranks CLI_FOUND, and nothing turns it into anything else. */
enum { CLI_FINE = 0, CLI_FOUND = 1, CLI_STOPPED = 2 };

/* What people were told last: a run that stops tells it to programs that read along, too. */
typedef struct cli_said {
    char message[1024], help[1024];
} cli_said;

/* What every command is given: how people are spoken to, settled before anything else. */
typedef struct cli {
    const struct cli_command *commands; /* all there are; an empty row ends them */
    charter_lang lang;
    unsigned width;  /* of lines of text: the screen, within what is pleasant to read; 80 where there is none */
    unsigned screen; /* columns of standard output; 0: it is no screen, and tables are as wide as they need */
    bool colour_out, colour_err;
    cli_said *said;
    bool defuse;       /* a CI runner reads along */
    bool follow_links; /* that lead out of the work tree too */
} cli;

typedef struct cli_command {
    const char *name;
    const char *title;    /* one line */
    const char *synopsis; /* what follows the name: "[OPTIONS] [FILE | DIR | -]..." */
    bool hidden;          /* --help does not list it */
    const struct cli_page *page;
    int (*run)(cli *c, const struct cli_command *command, int count, char **arguments); /* words after the name */
} cli_command;

#endif
