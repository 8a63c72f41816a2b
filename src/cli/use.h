/* use: what the options of a command, a sentence or answers say of a use, as a declaration to be judged. */
#ifndef CLI_USE_H
#define CLI_USE_H

#include "options.h"

/* The options that say what a use is. */
typedef struct cli_use {
    const char *activity, *tool;
    cli_texts data, facts; /* facts: KEY=VALUE */
    int output, autonomy;  /* of the words below, from 1 on */
} cli_use;

extern const char *const cli_use_outputs[], *const cli_use_autonomies[];

/* Rows of a table of options, for a struct `type` whose member `member` is a cli_use: those that mean the same to every
 * command. */
/* clang-format off */
#define CLI_USE_OPTIONS(type, member) \
    {"output", 0, "internal|public|decision", N_("what becomes of the result"), CLI_CHOICE, \
     offsetof(type, member.output), cli_use_outputs}, \
    {"autonomy", 0, "suggest|assist|supervised|autonomous", N_("how much the tool does on its own"), CLI_CHOICE, \
     offsetof(type, member.autonomy), cli_use_autonomies}, \
    {"fact", 0, "KEY=VALUE", N_("what else is so, as a declaration says it: account=professional, volume.requests=40"), \
     CLI_TEXTS, offsetof(type, member.facts), NULL}
/* clang-format on */

/* What is said of one use, in order. Texts are copied. */
typedef struct cli_declared {
    charter_said *items;
    char **kept; /* the memory of each */
    size_t count;
} cli_declared;

/* Adds a value of a key. False, once it has said so, where there is no memory. */
bool cli_declare(const cli *c, cli_declared *declared, charter_text key, charter_text value, bool plain);

/* Adds what options say; with their keys as conditions have them, "usage.output" for "output". False, once it has said
 * why, where a fact has no key, or there is no memory. */
bool cli_declare_use(const cli *c, cli_declared *declared, const cli_use *use);

/* Whether something is said of `key`. */
bool cli_is_declared(const cli_declared *declared, const char *key);

/* Whether this can be written in a declaration at all. */
bool cli_is_declarable(charter_text key, charter_text value, bool plain);

/* Forgets what was added behind the first `count`. */
void cli_declared_cut(cli_declared *declared, size_t count);

/* A declaration that is read from what was said. */
typedef struct cli_declaration {
    charter_buffer *text; /* its YAML */
    charter_text left;
    charter_stream *stream;
    const charter_declaration *read; /* lives as long as this */
} cli_declaration;

/* Writes a declaration and reads it, called `name` (kept) in places. CLI_FINE, or CLI_STOPPED once it has said why; it
 * is to be closed in either case. */
int cli_declaration_open(const cli *c, cli_declaration *into, const char *name, const cli_declared *declared);
void cli_declaration_close(cli_declaration *declaration);

#endif
