/* What was wrong in an input: collected, so that one run shows everything, each with its place. */
#ifndef CHARTER_DIAGNOSTICS_H
#define CHARTER_DIAGNOSTICS_H

#include "charter/types.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum charter_severity { CHARTER_ERROR, CHARTER_WARNING, CHARTER_NOTE } charter_severity;

typedef struct charter_diagnostics charter_diagnostics;
typedef struct charter_diagnostic charter_diagnostic;

/* Gives an empty collection; release it with charter_diagnostics_free. */
CHARTER_API charter_status charter_diagnostics_new(charter_diagnostics **out);

/* Releases it with its items; NULL is nothing to release. */
CHARTER_API void charter_diagnostics_free(charter_diagnostics *diagnostics);

/* Adds the error `run.stopped`: that nothing was judged, why, and what to do (`help` may be empty), in the words of
 * whoever ran it, translated already. */
CHARTER_API charter_status charter_diagnostics_add_stop(charter_diagnostics *diagnostics, charter_text message,
                                                        charter_text help);

/* All items: errors, warnings and notes. */
CHARTER_API size_t charter_diagnostics_count(const charter_diagnostics *diagnostics);

/* Errors alone. */
CHARTER_API size_t charter_diagnostics_error_count(const charter_diagnostics *diagnostics);

/* The item at `index`, below the count, in the order in which they were found. Lives as long as the
 * collection. */
CHARTER_API const charter_diagnostic *charter_diagnostics_at(const charter_diagnostics *diagnostics, size_t index);

/* Whether something is wrong, looks so, or is worth a look. Notes are charter_lint's alone. */
CHARTER_API charter_severity charter_diagnostic_severity(const charter_diagnostic *diagnostic);

/* "error", "warning", "note"; never translated. */
CHARTER_API const char *charter_severity_name(charter_severity severity);

/* A stable code such as "key.unknown"; never translated. */
CHARTER_API const char *charter_diagnostic_code(const charter_diagnostic *diagnostic);

/* Where it stands; `line` is 0 where it is of a file as a whole. `file` lives as long as the collection. */
CHARTER_API charter_place charter_diagnostic_place(const charter_diagnostic *diagnostic);

/* The source's line that the place is in, without its line break; `at` is NULL where there is none. */
CHARTER_API charter_text charter_diagnostic_line(const charter_diagnostic *diagnostic);

/* Writes the message, or what to do about it, as snprintf writes: at most `size` bytes with the NUL;
 * returns the length without it. Hostile text in it is as it was declared: whoever prints it makes it
 * safe. An empty help has length 0. */
CHARTER_API size_t charter_diagnostic_message(const charter_diagnostic *diagnostic, charter_lang lang, char *into,
                                              size_t size);
CHARTER_API size_t charter_diagnostic_help(const charter_diagnostic *diagnostic, charter_lang lang, char *into,
                                           size_t size);

/* What the operating system refused, in words: English texts of the catalogue (charter_translate). */
typedef struct charter_io_words {
    const char *message, *help; /* NULL: there are no words for it, its number may be told */
} charter_io_words;

/* Of a positive errno, of opening and reading a file, or of writing one. */
CHARTER_API charter_io_words charter_io_error(int error, bool writing);

#ifdef __cplusplus
}
#endif

#endif
