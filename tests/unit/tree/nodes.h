/* nodes: trees told in one line, for the tests of whatever reads them. */
#ifndef UNIT_TREE_NODES_H
#define UNIT_TREE_NODES_H

#include "tree/tree.h"
#include "unit/support.h"

static inline void tell_text(char *into, size_t size, const char *text)
{
    size_t length = strlen(into);
    assert_true(length + strlen(text) < size);
    memcpy(into + length, text, strlen(text) + 1);
}

/* "{a: 1, b: ['x', {}]}": plain scalars bare, all others in single quotes. */
static inline void tell_node(char *into, size_t size, const ch_node *node)
{
    if (node->key != NULL) {
        tell_text(into, size, node->key->text.at);
        tell_text(into, size, ": ");
    }
    if (node->kind == CH_SCALAR) {
        tell_text(into, size, node->plain ? "" : "'");
        tell_text(into, size, node->text.at);
        tell_text(into, size, node->plain ? "" : "'");
        return;
    }
    uint32_t count = 0;
    tell_text(into, size, node->kind == CH_LIST ? "[" : "{");
    for (const ch_node *child = node->first; child != NULL; child = child->next) {
        tell_text(into, size, count++ > 0 ? ", " : "");
        tell_node(into, size, child);
    }
    tell_text(into, size, node->kind == CH_LIST ? "]" : "}");
    assert_int_equal(count, node->count);
}

#endif
