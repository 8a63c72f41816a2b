/* What the program knows by tables, as one JSON document: schemas, reference tables, completion and option lists are
 * made from it (docs/generate/). Its keys may change from version to version. */
#ifndef CHARTER_TABLES_H
#define CHARTER_TABLES_H

#include "charter/load.h"
#include "charter/report.h"

/* An option of a command. */
typedef struct charter_option_row {
    const char *name;           /* without its dashes */
    char letter;                /* its short form; 0: none */
    const char *argument;       /* how its argument is called; NULL: it takes none */
    const char *title;          /* one line */
    const char *kind;           /* "flag", "choice"… */
    const char *const *choices; /* words that it takes, NULL-terminated; NULL: any */
} charter_option_row;

/* A command of a program that stands on the library. */
typedef struct charter_command_row {
    const char *name, *title, *synopsis;
    bool hidden; /* --help does not list it */
    const charter_option_row *options;
    size_t option_count;
    size_t (*format_count)(void); /* NULL: it has no formats */
    const charter_format *(*format_at)(size_t index);
} charter_command_row;

typedef struct charter_program_rows {
    const charter_command_row *commands;
    size_t command_count;
    const char *const *variables; /* of the environment, NULL-terminated */
} charter_program_rows;

/* Writes the library's tables and the program's. Borrows all arguments. CHARTER_IO where the sink failed. */
CHARTER_API charter_status charter_tables_write(const charter_program_rows *program, charter_sink sink);

/* The key of a vocabulary of charters, "data" or "tools"; NULL beyond the last. */
CHARTER_API const char *charter_vocabulary_at(size_t index);

/* Writes the ids of a vocabulary, by its key, as the version in force on `day` has them: one a line. CHARTER_UNKNOWN
 * where there is no such vocabulary, CHARTER_END where no version is in force on that day. */
CHARTER_API charter_status charter_ids_write(const charter *charter, const char *vocabulary, charter_day day,
                                             charter_sink sink);

#endif
