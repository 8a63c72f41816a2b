/* Intake mappings: how the rows of a register (CSV, TSV) become declarations. */
#ifndef CHARTER_INTAKE_H
#define CHARTER_INTAKE_H

#include "charter/diagnostics.h"
#include "charter/types.h"

/* Immutable, and shared between threads. */
typedef struct charter_intake charter_intake;

/* Loads the mapping `name` through `files`. Gives `*out` (charter_intake_free) where CHARTER_OK;
 * CHARTER_INVALID: `diagnostics` holds every error that was found. Borrows all arguments. */
CHARTER_API charter_status charter_intake_load(charter_intake **out, const char *name,
                                               const charter_files *files, charter_diagnostics *diagnostics);
CHARTER_API void charter_intake_free(charter_intake *intake);

#endif
