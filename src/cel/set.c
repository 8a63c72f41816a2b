/* Constant lists to look into: short ones element by element, long ones of strings by hash. */
#include "cel/set.h"

#define FEW 8

/* The index takes a text without a pointer for a free slot. */
static bool all_texts(ch_cel_value list)
{
    for (uint32_t i = 0; i < list.length; i++)
        if (list.items[i].kind != CH_CEL_STRING || list.items[i].at == NULL)
            return false;
    return true;
}

const ch_cel_set *ch_cel_set_make(ch_cel_value list, ch_arena *arena)
{
    ch_cel_set *set = ch_arena_take(arena, sizeof *set);
    if (set == NULL)
        return NULL;
    *set = (ch_cel_set){.list = list, .texts = all_texts(list)};
    if (!set->texts || list.length <= FEW)
        return set;
    if (!ch_index_make(&set->index, list.length, arena))
        return NULL;
    for (uint32_t i = 0; i < list.length; i++)
        ch_index_add(&set->index, ch_cel_text(list.items[i]), i);
    set->indexed = true;
    return set;
}

bool ch_cel_set_has(const ch_cel_set *set, ch_cel_value value)
{
    if (!set->texts)
        return ch_cel_list_has(set->list, value);
    /* Nothing of another kind equals a string. */
    if (value.kind != CH_CEL_STRING)
        return false;
    if (set->indexed)
        return ch_index_get(&set->index, ch_cel_text(value)) != CH_NOT_FOUND;
    for (uint32_t i = 0; i < set->list.length; i++)
        if (ch_text_same(ch_cel_text(set->list.items[i]), ch_cel_text(value)))
            return true;
    return false;
}
