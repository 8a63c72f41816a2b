/* compile: reading, checking, preparing, each in a file of its own. A pass that found a fault is the last: no tree
 * that is good by half is evaluated. */
#include "cel/cel.h"

#include "cel/tree.h"

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
