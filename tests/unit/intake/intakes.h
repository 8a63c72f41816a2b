/* intakes: mappings and registers from literals, for the tests of both. */
#ifndef UNIT_MODEL_INTAKES_H
#define UNIT_MODEL_INTAKES_H

#include "declaration/declaration.h"
#include "unit/support.h"
#include "unit/tree/nodes.h"

/* Loads a mapping, "charter.yaml"; `*diagnostics` is to be freed. */
static inline charter_intake *load_intake(const char *text, charter_diagnostics **diagnostics)
{
    const memory_file table[] = {{"charter.yaml", text, 0, 0}, {NULL, NULL, 0, 0}};
    charter_files files = files_in_memory(table);
    charter_intake *intake;
    assert_int_equal(charter_diagnostics_new(diagnostics), CHARTER_OK);
    charter_status status = charter_intake_load(&intake, "charter.yaml", &files, *diagnostics);
    assert_true((status == CHARTER_OK) == (intake != NULL));
    assert_true(status == CHARTER_OK || status == CHARTER_INVALID);
    return intake;
}

static inline charter_intake *good_intake(const char *text)
{
    charter_diagnostics *diagnostics;
    charter_intake *intake = load_intake(text, &diagnostics);
    if (intake == NULL)
        fail_msg("the mapping is not good: %s: %s\n%s", tell_diagnostics(diagnostics), tell_messages(diagnostics),
                 text);
    charter_diagnostics_free(diagnostics);
    return intake;
}

#endif
