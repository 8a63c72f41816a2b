/* Compiling: reading, checking, preparing; and the list of faults. */
#include "cel/cel.h"

#include "cel/tree.h"

void ch_cel_complain(ch_cel_unit *unit, ch_code code, ch_span span, ch_message message, ch_message help)
{
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

const ch_cel *ch_cel_finish(ch_cel_unit *unit, ch_cel_node *root)
{
    if (root == NULL || unit->failed || unit->faults > 0)
        return NULL;
    const ch_cel_type *type = ch_cel_check(unit, root);
    if (type == NULL || !ch_cel_prepare(unit, root))
        return NULL;
    ch_cel *made = ch_arena_take(unit->arena, sizeof *made);
    if (made == NULL) {
        unit->failed = true;
        return NULL;
    }
    *made = (ch_cel){root, type, root->cost};
    return made;
}

const ch_cel *ch_cel_compile(ch_cel_unit *unit, ch_text text)
{
    return ch_cel_finish(unit, ch_cel_parse(unit, text));
}
