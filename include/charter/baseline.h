/* A baseline: the breaches that were there when a gate was set up, and that it lets pass.
 *
 *     charter_baseline_new(&baseline, false);
 *     charter_files files = charter_files_on_disk(false);
 *     charter_baseline_load(baseline, path, &files, diagnostics);
 *     while (charter_batch_next(batch, &item) == CHARTER_OK) {
 *         charter_baseline_take(baseline, item.verdict, &accepted);
 *         charter_report_verdict(report, item.verdict, accepted);
 *     }
 *
 * It accepts breaches, and duties that are open before use, as it saw them: the same clause of the same use, resting on
 * the same classes, names, facts or finds, or on fewer. What is further, graver or other is new; what is undetermined
 * or invalid is never accepted. A use is known by its id within its file, and how often that came before; one without
 * an id by its place in the file. So verdicts are to be taken in the order of their inputs, all of them. */
#ifndef CHARTER_BASELINE_H
#define CHARTER_BASELINE_H

#include "charter/judge.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct charter_baseline charter_baseline;

/* The most entries that a baseline holds, and the most bytes of its file. */
#define CHARTER_BASELINE_ENTRIES 100000
#define CHARTER_BASELINE_BYTES   ((size_t)64 * 1024 * 1024)

/* Gives an empty baseline (charter_baseline_free). `renewing`: it accepts whatever it takes, to be written. */
CHARTER_API charter_status charter_baseline_new(charter_baseline **out, bool renewing);

/* Releases it; NULL is nothing to release. */
CHARTER_API void charter_baseline_free(charter_baseline *baseline);

/* Fills an empty one with what charter_baseline_write wrote into the file `name`, read through `files`. CHARTER_INVALID
 * where it is none: `diagnostics` say why. Borrows all. */
CHARTER_API charter_status charter_baseline_load(charter_baseline *baseline, const char *name,
                                                 const charter_files *files, charter_diagnostics *diagnostics);

/* What a baseline accepts of one verdict. */
typedef struct charter_acceptance charter_acceptance;

/* Takes the run's next verdict, and gives what is accepted of it, which lives until the next call. CHARTER_UNKNOWN: the
 * judge was not asked for CHARTER_WANTS_OFFENCES, and nobody can tell. Borrows `verdict`. */
CHARTER_API charter_status charter_baseline_take(charter_baseline *baseline, const charter_verdict *verdict,
                                                 const charter_acceptance **out);

/* Whether all that stands against the verdict is accepted. */
CHARTER_API bool charter_acceptance_is_whole(const charter_acceptance *acceptance);

/* What was accepted, and was not met again in the verdicts taken so far. */
typedef struct charter_baseline_entry {
    charter_text clause, declaration, file, tool; /* `at` is NULL where it has none */
} charter_baseline_entry;

/* The next stale entry from `*index` on, which begins as 0; false after the last. It lives as long as the baseline. */
CHARTER_API bool charter_baseline_next_stale(const charter_baseline *baseline, size_t *index,
                                             charter_baseline_entry *entry);

/* Writes what was taken: JSON, an entry a line, in byte order. CHARTER_INVALID where that is more than a baseline
 * holds; nothing is then written. */
CHARTER_API charter_status charter_baseline_write(const charter_baseline *baseline, charter_sink sink);

#ifdef __cplusplus
}
#endif

#endif
