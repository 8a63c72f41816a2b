/* fault: what is wrong with an expression, kept in the order in which it is found. How it is shown, and where it
 * stands in the charter, is left to src/rule/. */
#include "cel/cel.h"

void ch_cel_error_at(ch_cel_unit *unit, ch_code code, ch_span span, ch_message message, ch_message help)
{
    /* Counted first: an expression whose fault there was no memory for is faulty all the same. */
    unit->faults++;
    ch_cel_fault *fault = ch_arena_take(unit->arena, sizeof *fault);
    if (fault == NULL || !ch_message_keep(&message, unit->arena) || !ch_message_keep(&help, unit->arena)) {
        unit->failed = true;
        return;
    }
    *fault = (ch_cel_fault){.code = code, .span = span, .message = message, .help = help};
    if (unit->last == NULL)
        unit->first = fault;
    else
        unit->last->next = fault;
    unit->last = fault;
}
