/* Joining and walking located nodes. Who makes nodes is each syntax's reader; types are decode.c's. Nodes live in the
 * arena of their charter, document or intake mapping, and are freed with it. */
#include "tree/tree.h"

void ch_node_append(ch_node *parent, ch_node *child)
{
    if (parent->last == NULL)
        parent->first = child;
    else
        parent->last->next = child;
    parent->last = child;
    parent->count++;
}

/* The null words of YAML 1.2's core schema (10.3.2). Quotes make a text of them. */
bool ch_node_absent(const ch_node *node)
{
    if (node == NULL)
        return true;
    if (node->kind != CH_SCALAR || !node->plain)
        return false;
    static const char *const spellings[] = {"", "~", "null", "Null", "NULL"};
    for (size_t i = 0; node->text.length <= 4 && i < sizeof spellings / sizeof *spellings; i++)
        if (ch_text_is(node->text, spellings[i]))
            return true;
    return false;
}

const ch_node *ch_node_get(const ch_node *map, const char *key)
{
    if (map == NULL || map->kind != CH_MAP)
        return NULL;
    ch_text wanted = ch_text_of(key);
    for (const ch_node *value = map->first; value != NULL; value = value->next)
        if (ch_text_same(value->key->text, wanted) && !ch_node_absent(value))
            return value;
    return NULL;
}

const ch_node *ch_names_first(const ch_node *names)
{
    if (names == NULL)
        return NULL;
    return names->kind == CH_LIST ? names->first : names;
}

const ch_node *ch_names_next(const ch_node *name)
{
    return name->key == NULL ? name->next : NULL; /* a list's items have no key */
}

ch_span ch_node_caret(const ch_node *node)
{
    if (node->kind != CH_SCALAR && node->key != NULL)
        return node->key->span;
    return node->span;
}
