/* Looking a charter over for what its author did not mean: what nothing uses, what nobody may do, what has lapsed.
 *
 *     charter_load_path(&the_charter, path, NULL, diagnostics);
 *     charter_lint_options options = {.at = today};
 *     if (the_charter != NULL)
 *         charter_lint(the_charter, &options, diagnostics);
 *
 * What a charter may not say is loading's to refuse; here is what it may say and hardly meant. */
#ifndef CHARTER_LINT_H
#define CHARTER_LINT_H

#include "charter/load.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct charter_lint_options {
    charter_day at; /* the day that it is looked at on */
} charter_lint_options;

/* Adds warnings and notes to `diagnostics`, in which there may be those of loading already. Looked at are all versions
 * that have not ended by then; where all have, the last one. What the charter's author has ignored, with a reason
 * (`x-lint-ignore`), is left out and counted, loading's warnings too. At most CHARTER_LINT_TOLD of each code are told,
 * and how many more there are.
 *
 * Its time is bounded, whatever the charter: where entries are too many to be held against one another, `limit.cost`
 * says so. CHARTER_UNKNOWN: `at` is no day. Borrows all arguments. */
CHARTER_API charter_status charter_lint_sized(const charter *the_charter, const charter_lint_options *options,
                                              size_t options_size, charter_diagnostics *diagnostics);
static inline charter_status charter_lint(const charter *the_charter, const charter_lint_options *options,
                                          charter_diagnostics *diagnostics)
{
    return charter_lint_sized(the_charter, options, sizeof *options, diagnostics);
}

#define CHARTER_LINT_TOLD 50

/* What of a charter's diagnostics its author has ignored. */
CHARTER_API size_t charter_diagnostics_ignored_count(const charter_diagnostics *diagnostics);

/* What is looked for: a row each. */
typedef struct charter_lint_check {
    const char *code;  /* "lint.past"; never translated */
    const char *title; /* one line in English, translated by charter_translate */
    charter_severity severity;
} charter_lint_check;

/* How many there are. */
CHARTER_API size_t charter_lint_check_count(void);

/* The row at `index`, below their number; its texts live as long as the program. */
CHARTER_API charter_lint_check charter_lint_check_at(size_t index);

#ifdef __cplusplus
}
#endif

#endif
