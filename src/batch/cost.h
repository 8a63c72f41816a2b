/* cost: what one input, and a whole run, may cost. An input's size says little of that: a packed one may hold a
 * thousand times its bytes, and a line may send files of 16 MiB. */
#ifndef CH_BATCH_COST_H
#define CH_BATCH_COST_H

#include "base/diagnostics.h"
#include "charter/batch.h"

/* What has been used, of an input or of a run. */
typedef struct ch_cost_used {
    uint64_t declarations, faults, scanned;
} ch_cost_used;

typedef enum ch_cost_kind { CH_COST_LEFT, CH_COST_DECLARATIONS, CH_COST_FAULTS, CH_COST_SCANNED } ch_cost_kind;

/* The usual bounds where the caller says 0. */
charter_cost ch_cost_of(const charter_cost *wanted);

/* What is used up before another declaration, invalid or not, can be told; CH_COST_LEFT: nothing is. */
ch_cost_kind ch_cost_spent(const charter_cost *most, const ch_cost_used *used, bool invalid);

/* The run's: that of CHARTER_RUN_INPUTS inputs. */
charter_cost ch_cost_of_run(const charter_cost *most);

/* Adds that the rest of `file` is not judged, nor, where it is the run's bound, anything behind it. `kind` is not
 * CH_COST_LEFT. */
void ch_error_spent(charter_diagnostics *diagnostics, const char *file, ch_cost_kind kind, const charter_cost *most,
                    bool of_run);

#endif
