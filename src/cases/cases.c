/* What cases are made of, and how it is released. */
#include "cases/cases.h"

#include <stdlib.h>

#include "base/options.h"

CH_OPTIONS_END_WITH(charter_cases_options, wants);

charter_status charter_cases_new_sized(charter_cases **out, const charter *the_charter,
                                       const charter_cases_options *options, size_t options_size)
{
    charter_cases_options o;
    *out = NULL;
    if (options == NULL || !ch_options_copy(&o, sizeof o, options, options_size) || !ch_is_day(o.at) ||
        (o.wants & ~CHARTER_CASES_MUTANTS) != 0)
        return CHARTER_UNKNOWN;
    charter_cases *cases = calloc(1, sizeof *cases);
    if (cases == NULL)
        return CHARTER_NO_MEMORY;
    cases->charter = the_charter;
    cases->options = o;
    if (charter_diagnostics_new(&cases->diagnostics) != CHARTER_OK ||
        charter_diagnostics_new(&cases->differences) != CHARTER_OK) {
        charter_cases_free(cases);
        return CHARTER_NO_MEMORY;
    }
    *out = cases;
    return CHARTER_OK;
}

void charter_cases_free(charter_cases *cases)
{
    if (cases == NULL)
        return;
    charter_diagnostics_free(cases->diagnostics);
    charter_diagnostics_free(cases->differences);
    ch_seen_free(&cases->seen);
    free(cases->coverage.items);
    free(cases->files);
    free(cases->cases);
    free(cases->mutants);
    ch_arena_clear(&cases->arena);
    free(cases);
}
