/* commands: the table of commands, one row each. The file NAME.c defines cli_run_NAME, and cli_page_NAME, what --help
 * tells of it. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "help.h"

/* clang-format off */
/* The first is the one that needs no name. */
#define CLI_COMMANDS(command) \
    command(check, "check", N_("Check declared uses of AI against an organisation's charter."), \
            "[OPTIONS] [FILE | DIR | -]...") \
    command(ask, "ask", N_("Ask in your own words whether a use is allowed, and what is missing."), \
            "[OPTIONS] [SENTENCE]") \
    command(detect, "detect", N_("Look through a text, with the charter's detectors alone."), \
            "[OPTIONS] [FILE | -]") \
    command(scan, "scan", N_("Find traces of AI tools in a repository that no declaration names."), "[OPTIONS] [DIR]") \
    command(lint, "lint", N_("Look a charter over: its errors, and what its author did not mean."), \
            "[OPTIONS] [CHARTER]") \
    command(test, "test", N_("Hold a charter against its cases, and tell what they do not cover."), \
            "[OPTIONS] [CHARTER [CASES]...]") \
    command(prove, "prove", N_("Hold a claim about a charter against all that can be declared."), \
            "[OPTIONS] [CHARTER] CLAIM") \
    command(intake, "intake", N_("Draft an intake mapping from the headers and values of a register (CSV, TSV)."), \
            "[OPTIONS] FILE") \
    command(audit, "audit", N_("Add up the verdicts of many declarations, and report the totals."), \
            "[OPTIONS] [FILE | DIR | -]...") \
    command(merge, "merge", N_("Add up summaries of parts of an audit."), "[OPTIONS] FILE...") \
    command(trend, "trend", N_("Show what a history of audits holds over time."), "--history FILE [OPTIONS]") \
    command(init, "init", N_("Begin a declaration to fill in; or, with init charter, a charter."), \
            "[OPTIONS] [charter] [FILE]") \
    command(complete, "complete", N_("Tell what is open in declarations, and the line that closes it."), \
            "[OPTIONS] [FILE | DIR | -]...") \
    command(which, "which", N_("Tell what may be used, for what, and with which data."), "[OPTIONS]") \
    command(page, "page", N_("Write a charter as one HTML file, to be read, and asked, in any browser."), \
            "[OPTIONS] FILE") \
    command(explain, "explain", N_("Explain a clause, a code or a verdict, or why a declaration gets its verdict."), \
            "[OPTIONS] [WORD]") \
    command(help, "help", N_("Tell how a command is used, as its --help does."), "[COMMAND]")

/* For those who make things from the program: --help does not list them. */
#define CLI_HIDDEN_COMMANDS(command) \
    command(tables, "tables", N_("Tell what the program knows by tables, as JSON; or a charter's ids."), "[OPTIONS]")
/* clang-format on */

#define CLI_COMMAND(name, word, title, synopsis)                                         \
    int cli_run_##name(cli *c, const cli_command *command, int count, char **arguments); \
    extern const cli_page cli_page_##name;
CLI_COMMANDS(CLI_COMMAND)
CLI_HIDDEN_COMMANDS(CLI_COMMAND)
#undef CLI_COMMAND

#endif
