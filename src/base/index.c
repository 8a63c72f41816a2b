/* index: open addressing with linear probing, at most half full: a search ends at a free slot, of which there is
 * always one. */
#include "base/index.h"

/* FNV-1a, 32 bits (Fowler, Noll, Vo). Only a charter's own words are keys: nobody hostile chooses them. */
static uint32_t hash(ch_text key)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < key.length; i++)
        h = (h ^ (unsigned char)key.at[i]) * 16777619u;
    return h;
}

bool ch_index_make(ch_index *index, uint32_t count, ch_arena *arena)
{
    uint32_t size = 4;
    /* Doubling stops where it would overflow. */
    while (size < UINT32_MAX / 4 && size < count * 2)
        size *= 2;
    index->slots = ch_arena_take_many(arena, size, sizeof *index->slots);
    index->mask = size - 1;
    return index->slots != NULL;
}

void ch_index_add(ch_index *index, ch_text key, uint32_t value)
{
    uint32_t at = hash(key) & index->mask;
    while (index->slots[at].key.at != NULL)
        at = (at + 1) & index->mask;
    index->slots[at] = (ch_index_slot){key, value};
}

ch_index_walk ch_index_find(const ch_index *index, ch_text key)
{
    return (ch_index_walk){key, hash(key) & index->mask};
}

uint32_t ch_index_next(const ch_index *index, ch_index_walk *walk)
{
    for (;;) {
        const ch_index_slot *slot = &index->slots[walk->at];
        if (slot->key.at == NULL)
            return CH_NOT_FOUND;
        walk->at = (walk->at + 1) & index->mask;
        if (ch_text_same(slot->key, walk->key))
            return slot->value;
    }
}

uint32_t ch_index_get(const ch_index *index, ch_text key)
{
    ch_index_walk walk = ch_index_find(index, key);
    return ch_index_next(index, &walk);
}
