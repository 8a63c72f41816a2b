/* A change within the tree of a file, where its syntax has no say: the same value is found again because the same bytes
 * give the same tree. */
#include "charter/mutant.h"

/* What is at the place of `node` in `twin`, where it is somewhere below `from`; and what it stands in. */
typedef struct found {
    ch_node *node, *parent;
} found;

static found find_twin(const ch_node *from, ch_node *twin, ch_node *parent, const ch_node *node)
{
    found none = {NULL, NULL};
    if (from == node)
        return (found){twin, parent};
    ch_node *other = twin->first;
    for (const ch_node *child = from->first; child != NULL && other != NULL; child = child->next, other = other->next) {
        found below = find_twin(child, other, twin, node);
        if (below.node != NULL)
            return below;
    }
    return none;
}

static void leave_out(ch_node *parent, const ch_node *node)
{
    ch_node **at = &parent->first, *last = NULL;
    while (*at != NULL && *at != node) {
        last = *at;
        at = &last->next;
    }
    if (*at == NULL)
        return;
    *at = node->next;
    if (node->next == NULL)
        parent->last = last;
    parent->count--;
}

static void make_empty(ch_node *node)
{
    node->kind = CH_LIST;
    node->first = node->last = NULL;
    node->count = 0;
}

static void add_name(ch_node *list, ch_text word, ch_arena *arena)
{
    ch_node *name = ch_arena_take(arena, sizeof *name);
    if (name == NULL)
        return; /* the arena has failed */
    *name = (ch_node){.kind = CH_SCALAR, .span = list->span, .text = word};
    ch_node_append(list, name);
}

static void join(ch_node *node, ch_text word, ch_arena *arena)
{
    if (node->kind == CH_SCALAR) {
        ch_text alone = node->text;
        make_empty(node);
        add_name(node, alone, arena);
    }
    add_name(node, word, arena);
}

static void write(ch_node *node, ch_text word)
{
    make_empty(node);
    node->kind = CH_SCALAR;
    node->plain = true;
    node->text = word;
}

void ch_mutant_change(const ch_mutant *mutant, ch_node *root, ch_arena *arena)
{
    found at = find_twin(mutant->file->root, root, NULL, mutant->node);
    if (at.node == NULL || at.parent == NULL)
        return;
    switch (mutant->change) {
    case CH_LEAVE_OUT:
        leave_out(at.parent, at.node);
        break;
    case CH_WRITE:
        write(at.node, mutant->word);
        break;
    case CH_JOIN:
        join(at.node, mutant->word, arena);
        break;
    case CH_EMPTY:
        make_empty(at.node);
        break;
    }
}
