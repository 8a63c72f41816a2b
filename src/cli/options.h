/* options: a command's options as a table, which reading, --help and the did-you-mean all walk.
 *
 *     static const cli_option options[] = {
 *         {"charter", 0, "FILE|DIR", N_("the charter to judge by"), CLI_ONCE, offsetof(check, charter), NULL},
 *         {"quiet", 'q', NULL, N_("the summary alone"), CLI_FLAG, offsetof(check, quiet), NULL},
 *         {0},
 *     }; */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stddef.h>

#include "cli.h"

/* Each kind's C type is in brackets. */
typedef enum cli_kind {
    CLI_FLAG,   /* [bool] */
    CLI_TEXT,   /* [const char *] the last one given; NULL: not given */
    CLI_ONCE,   /* [const char *] given twice, the first would be read by nobody: it is refused */
    CLI_TEXTS,  /* [cli_texts] as often as it is given */
    CLI_CHOICE, /* [int] 1 for the first of `choices`, and so on; 0 where not given */
    CLI_DAY,    /* [charter_day] left alone where not given */
    CLI_BYTES,  /* [size_t] 65536, 64K, 1M; places in a document are 32 bits wide */
    CLI_SIZE,   /* [uint64_t] the same, and 4G; 0: not given */
    CLI_COUNT   /* [unsigned] from 1 on; 0: not given */
} cli_kind;

typedef struct cli_texts {
    const char **items; /* released by cli_options_free */
    size_t count;
} cli_texts;

typedef struct cli_option {
    const char *name;     /* without its dashes */
    char letter;          /* its short form; 0: none */
    const char *argument; /* how its argument is called; NULL: it takes none */
    const char *title;    /* one line */
    cli_kind kind;
    size_t offset;
    const char *const *choices; /* CLI_CHOICE: NULL-terminated */
} cli_option;

/* What every command takes: a member of its struct that is called `common`. */
typedef struct cli_common {
    int lang, colour; /* read before all others, wherever they stand: see run.c */
    bool help, follow_links;
} cli_common;

extern const char *const cli_langs[];
extern const char *const cli_colours[];
extern const char *const cli_delimiters[];

/* The character that stands for a choice of cli_delimiters; NULL: none was made. */
const char *cli_delimiter(int choice);

/* A row of those who write CSV: a member `int delimiter`. Then the last rows of each table of options, and its end. */
/* clang-format off */
#define CLI_DELIMITER_OPTION(type) \
    {"delimiter", 0, "CHAR", N_("csv: what separates fields: , ; or tab"), CLI_CHOICE, offsetof(type, delimiter), \
     cli_delimiters}

#define CLI_COMMON_OPTIONS(type) \
    {"lang", 0, "en|fr", N_("the language of messages"), CLI_CHOICE, offsetof(type, common.lang), cli_langs}, \
    {"color", 0, "auto|always|never", N_("colours in text"), CLI_CHOICE, offsetof(type, common.colour), cli_colours}, \
    {"follow-links", 0, NULL, N_("follow links that lead out of the repository too"), CLI_FLAG, \
     offsetof(type, common.follow_links), NULL}, \
    {"help", 'h', NULL, N_("print this help"), CLI_FLAG, offsetof(type, common.help), NULL}, \
    {NULL, 0, NULL, NULL, CLI_FLAG, 0, NULL}
/* clang-format on */

/* Reads `arguments` into `into`; what is no option is an operand, added to `operands`. False, once it has said why,
 * where a word is no option, or lacks its argument. Keeps `arguments`. */
bool cli_options_read(const cli *c, const cli_command *command, const cli_option *options, int count, char **arguments,
                      void *into, cli_texts *operands);

/* Releases the lists in `into`. */
void cli_options_free(const cli_option *options, void *into);
bool cli_texts_add(cli_texts *texts, const char *text);

#endif
