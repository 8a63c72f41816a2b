/* say: messages to people, on the standard error stream, and pieces of text on either.
 *
 * `english` is a text of the catalogue with placeholders as printf has them (%s, %1$s); what is put in is made
 * safe for the screen with it. */
#ifndef CLI_SAY_H
#define CLI_SAY_H

#include "cli.h"

/* "charter-check: MESSAGE". */
void cli_say(const cli *c, const char *english, ...);

/* "  HELP", after a message. */
void cli_help(const cli *c, const char *english, ...);

/* A line by itself. */
void cli_tell(const cli *c, const char *english, ...);

/* What a word may have been meant to be: the nearest of `names`, and all of them; or, where none is near, `otherwise`,
 * which takes them all as its %s. */
void cli_help_to_choose(const cli *c, const char *word, const char *const *names, size_t count, const char *otherwise);

/* What an option's argument, or a command's synopsis, is called in the reader's language: "FICHIER|DOSSIER" for
 * "FILE|DIR". A longer one is cut. */
#define CLI_SPELLING 128
const char *cli_spell(const cli *c, const char *arguments, char into[CLI_SPELLING]);

/* There is no memory left: says so and gives CLI_STOPPED. */
int cli_no_memory(const cli *c);

/* `path` cannot be read, or written, for the errno `error`. */
void cli_say_unreadable(const cli *c, const char *path, int error);
void cli_say_unwritable(const cli *c, const char *path, int error);

/* A diagnostic with its place, on the standard error stream. */
void cli_explain(const cli *c, const charter_diagnostic *diagnostic);
void cli_explain_all(const cli *c, const charter_diagnostics *diagnostics);

/* Where bytes go: all of them, over short and interrupted writes. `*file` is a descriptor, kept. */
charter_sink cli_sink(const int *file);
charter_sink cli_standard_output(void);
charter_sink cli_standard_error(void);

/* Standard output, where a runner of continuous integration reads along (`c->defuse`) without a command in it. `write`
 * is called with it, and `context`; its status, CHARTER_IO or CHARTER_NO_MEMORY. */
charter_status cli_write_defused(const cli *c, charter_status (*write)(void *context, charter_sink sink),
                                 void *context);

/* Text as it is, to a sink; false where it could not be written. */
bool cli_put(charter_sink sink, const char *text);

#endif
