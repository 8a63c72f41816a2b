/* faults: rows about a charter's faults: each with its place, and with what the program says of it. */
#ifndef UNIT_MODEL_FAULTS_H
#define UNIT_MODEL_FAULTS_H

#include "unit/support.h"

/* A row's charter begins with these two lines: its own count from 3. */
#define LAW(text) "charter: 1\nid: law\n" text

typedef struct fault_row {
    const char *name, *text;
    const char *told; /* as tell_diagnostics tells it; "fine" */
    const char *said; /* NULL, or a part of the messages and helps */
} fault_row;

static inline void check_fault(void **state)
{
    const fault_row *row = *state;
    loaded l = load_text(row->text);
    assert_string_equal(tell_diagnostics(l.diagnostics), row->told);
    assert_int_equal(l.status, charter_diagnostics_error_count(l.diagnostics) > 0 ? CHARTER_INVALID : CHARTER_OK);
    if (row->said != NULL && strstr(tell_messages(l.diagnostics), row->said) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", tell_messages(l.diagnostics), row->said);
    unload(&l);
}

#endif
