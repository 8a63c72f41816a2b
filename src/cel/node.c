/* node: making nodes, within what an expression may hold. All nodes are made here, those of the mapping spelling too:
 * nothing goes around the limits. */
#include "cel/tree.h"

typedef ch_cel_node node;

static bool count_node(ch_cel_unit *unit, ch_span span)
{
    if (unit->nodes < CH_CEL_NODES_MAX) {
        unit->nodes++;
        return true;
    }
    /* Told once, however many follow. */
    if (unit->nodes++ == CH_CEL_NODES_MAX)
        ch_cel_error_at(unit, CH_LIMIT_NODES, span, ch_say("the expression is too long"),
                        ch_say("make two rules of it"));
    return false;
}

/* All later passes recur along the tree: here is what bounds their stacks. */
static bool measure_depth(ch_cel_unit *unit, node *made)
{
    for (uint32_t i = 0; i < made->count; i++) {
        if (made->args[i] == NULL)
            return false;
        if (made->args[i]->depth >= made->depth)
            made->depth = (uint16_t)(made->args[i]->depth + 1);
    }
    if (made->depth <= CH_CEL_DEPTH_MAX)
        return true;
    ch_cel_error_at(unit, CH_LIMIT_DEPTH, made->span, ch_say("the expression is nested too deeply"), CH_SILENCE);
    return false;
}

node *ch_cel_make(ch_cel_unit *unit, ch_cel_op op, ch_span span, node *const *args, uint32_t count)
{
    if (!count_node(unit, span))
        return NULL;
    node *made = ch_arena_take(unit->arena, sizeof *made);
    node **kept = ch_arena_take_many(unit->arena, count == 0 ? 1 : count, sizeof(node *));
    if (made == NULL || kept == NULL) {
        unit->failed = true;
        return NULL;
    }
    if (count > 0)
        memcpy(kept, args, count * sizeof *kept);
    made->op = (uint8_t)op;
    made->span = made->name_span = span;
    made->args = kept;
    made->count = count;
    made->depth = 1;
    return measure_depth(unit, made) ? made : NULL;
}

node *ch_cel_make_constant(ch_cel_unit *unit, ch_cel_value value, ch_span span)
{
    node *made = ch_cel_make(unit, CH_CEL_CONSTANT, span, NULL, 0);
    if (made != NULL)
        made->value = value;
    return made;
}

node *ch_cel_make_call(ch_cel_unit *unit, const char *name, bool receiver, ch_span span, node *const *args,
                       uint32_t count)
{
    node *made = ch_cel_make(unit, CH_CEL_CALL, span, args, count);
    if (made != NULL) {
        made->name = ch_text_of(name);
        made->receiver = receiver;
    }
    return made;
}

node *ch_cel_make_variable(ch_cel_unit *unit, ch_cel_op op, uint32_t slot, ch_span span)
{
    node *made = ch_cel_make(unit, op, span, NULL, 0);
    if (made != NULL) {
        made->slot = slot;
        made->name = unit->scope->variables[slot].name;
    }
    return made;
}
