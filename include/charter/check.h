/* One call, from a charter and declarations as texts to their verdicts as JSON.
 *
 *     charter_buffer *json;
 *     charter_summary summary;
 *     charter_buffer_new(&json, 1 << 20);
 *     if (charter_check_text(the_charter, uses, today, NULL, charter_buffer_sink(json), &summary) == CHARTER_OK &&
 *         charter_summary_is_decided(&summary) && charter_summary_gravest(&summary) == CHARTER_DECISION_COMPLIANT)
 *         tell(charter_buffer_text(json).at);
 *     charter_buffer_free(json);
 *
 * It loads the charter each time. Who judges many texts by one charter loads it once (load.h, memory.h), and asks
 * charter_check_loaded. */
#ifndef CHARTER_CHECK_H
#define CHARTER_CHECK_H

#include "charter/judge.h"
#include "charter/memory.h"
#include "charter/report.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct charter_check_options {
    charter_lang lang;            /* of what people read in the document */
    charter_syntax syntax;        /* of the declarations; 0: as their name says, and YAML where it says nothing */
    bool every_clause;            /* verdicts list every clause, as --verbose does */
    bool no_alternatives;         /* verdicts do not say which tools would do instead, which is quicker */
    const char *charter_name;     /* how the charter is called in places; NULL: "charter.yaml" */
    const char *declaration_name; /* how the declarations are; NULL: "usage.yaml" */
    const charter_files *files;   /* what the charter includes, by name; NULL: only what comes with the library */
    const char *exceptions;       /* a further file of exceptions, in `files`; NULL: none */
    charter_limits loading_limits, limits; /* bounds on the charter, and on the declarations */
    charter_sent_files sent; /* how `files` of declarations are read; `read` NULL: they are not, which is told */
} charter_check_options;

/* Judges the declarations by the charter on the day `at` (uses that are done, on their own), and writes to `json` what
 * `charter-check --format json` writes, byte for byte. `*summary` is the record that its last lines are written from;
 * `summary` may be NULL. Borrows everything; `options` may be NULL. It may be called by several threads at once.
 *
 * CHARTER_OK: the document is whole, whatever it says. `summary` tells whether all was read, and what came of it:
 *   declarations that could not be read are in its verdicts (CHARTER_DECISION_INVALID) and errors.
 * CHARTER_INVALID: the charter has faults. The document is whole, and tells them among its errors; nothing was judged.
 * CHARTER_UNKNOWN: `at` is no day, or an option is not known. Nothing was written.
 * CHARTER_IO, CHARTER_NO_MEMORY: what was written is not whole, and means nothing. */
CHARTER_API charter_status charter_check_text_sized(charter_text the_charter, charter_text declarations, charter_day at,
                                                    const charter_check_options *options, size_t options_size,
                                                    charter_sink json, charter_summary *summary);
static inline charter_status charter_check_text(charter_text the_charter, charter_text declarations, charter_day at,
                                                const charter_check_options *options, charter_sink json,
                                                charter_summary *summary)
{
    return charter_check_text_sized(the_charter, declarations, at, options, sizeof *options, json, summary);
}

/* The same by a charter that is loaded, of one version or several. Of the options, those that say how a charter is
 * loaded are not looked at; CHARTER_INVALID is not an answer. */
CHARTER_API charter_status charter_check_loaded_sized(const charter *the_charter, charter_text declarations,
                                                      charter_day at, const charter_check_options *options,
                                                      size_t options_size, charter_sink json, charter_summary *summary);
static inline charter_status charter_check_loaded(const charter *the_charter, charter_text declarations, charter_day at,
                                                  const charter_check_options *options, charter_sink json,
                                                  charter_summary *summary)
{
    return charter_check_loaded_sized(the_charter, declarations, at, options, sizeof *options, json, summary);
}

/* Writes the document of a charter that could not be loaded: its errors, as both of them tell them, and that nothing
 * was judged. Borrows all. CHARTER_UNKNOWN: `at` is no day, or `lang` no language. */
CHARTER_API charter_status charter_check_errors(const charter_diagnostics *diagnostics, charter_day at,
                                                charter_lang lang, charter_sink json);

#ifdef __cplusplus
}
#endif

#endif
