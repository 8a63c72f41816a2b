/* Intake mappings: how the rows of a register (CSV, TSV) become declarations. */
#ifndef CHARTER_INTAKE_H
#define CHARTER_INTAKE_H

#include "charter/diagnostics.h"
#include "charter/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Immutable, and shared between threads. */
typedef struct charter_intake charter_intake;

/* Loads the mapping `name` through `files`. Gives `*out` (charter_intake_free) where CHARTER_OK;
 * CHARTER_INVALID: `diagnostics` holds every error that was found. Borrows all arguments. */
CHARTER_API charter_status charter_intake_load(charter_intake **out, const char *name, const charter_files *files,
                                               charter_diagnostics *diagnostics);

/* Releases it, once no stream or batch reads by it; NULL is nothing to release. */
CHARTER_API void charter_intake_free(charter_intake *intake);

/* The SHA-256 of its file in lower-case hex, with a NUL. */
CHARTER_API void charter_intake_sha256(const charter_intake *intake, char out[CHARTER_SHA256_SIZE]);

typedef struct charter_draft_options {
    bool tabs;         /* the register is TSV; else the delimiter is what the header has most of */
    charter_lang lang; /* of the comments */
    const char *sheet; /* of a workbook: which one is read (NULL: the first); of an input: whose rows, as CSV, it has */
} charter_draft_options;

/* Writes a first mapping for the register that `input` gives, to be completed by a person: each column under
 * a key x-N, which a loader leaves out, and those that have few words with these words. What a column might
 * be is said in comments alone. CHARTER_INVALID: `diagnostics` say why there is none;
 * CHARTER_UNKNOWN: the language is none. Borrows everything;
 * `name` names the register. */
CHARTER_API charter_status charter_intake_draft_sized(const char *name, charter_input input,
                                                      const charter_draft_options *options, size_t options_size,
                                                      charter_sink sink, charter_diagnostics *diagnostics);
static inline charter_status charter_intake_draft(const char *name, charter_input input,
                                                  const charter_draft_options *options, charter_sink sink,
                                                  charter_diagnostics *diagnostics)
{
    return charter_intake_draft_sized(name, input, options, sizeof *options, sink, diagnostics);
}

/* The same for an open file: a packed one (.gz, .zst) is unpacked, and of a workbook (.xlsx, .ods) a sheet is read.
 * `diagnostics` may have warnings where it gives a draft. `file` is left open. */
CHARTER_API charter_status charter_intake_draft_file_sized(const char *name, int file,
                                                           const charter_draft_options *options, size_t options_size,
                                                           charter_sink sink, charter_diagnostics *diagnostics);
static inline charter_status charter_intake_draft_file(const char *name, int file, const charter_draft_options *options,
                                                       charter_sink sink, charter_diagnostics *diagnostics)
{
    return charter_intake_draft_file_sized(name, file, options, sizeof *options, sink, diagnostics);
}

#ifdef __cplusplus
}
#endif

#endif
