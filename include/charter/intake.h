/* Intake mappings: how the rows of a register (CSV, TSV) become declarations. */
#ifndef CHARTER_INTAKE_H
#define CHARTER_INTAKE_H

#include "charter/diagnostics.h"
#include "charter/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One mapping, or several that were joined. Immutable once it is read by, and shared between threads. */
typedef struct charter_intake charter_intake;

/* Loads the mapping `name` through `files`. Gives `*out` (charter_intake_free) where CHARTER_OK;
 * CHARTER_INVALID: `diagnostics` holds every error that was found. Borrows all arguments. */
CHARTER_API charter_status charter_intake_load(charter_intake **out, const char *name, const charter_files *files,
                                               charter_diagnostics *diagnostics);

/* Joins `other` to `intake`, and keeps it whatever it returns: each register is then read by the first mapping whose
 * key `registers` has its name, or else by the one that lacks this key. CHARTER_INVALID: two of them lack it, which
 * `diagnostics` says. */
CHARTER_API charter_status charter_intake_join(charter_intake *intake, charter_intake *other,
                                               charter_diagnostics *diagnostics);

/* Releases it and what was joined to it, once no stream or batch reads by it; NULL is nothing to release. */
CHARTER_API void charter_intake_free(charter_intake *intake);

/* The SHA-256 of its file in lower-case hex, with a NUL; of several, of their hashes in turn, a line each. */
CHARTER_API void charter_intake_sha256(const charter_intake *intake, char out[CHARTER_SHA256_SIZE]);

#ifdef __cplusplus
}
#endif

#endif
