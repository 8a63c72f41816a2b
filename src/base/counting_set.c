/* Open addressing with linear probing, at most half full. What is counted, and why it is bounded, is for those who
 * ask (junit.c, fingerprint.c). */
#include "base/counting_set.h"

#include <stdlib.h>

#define FIRST_ROOM 256

/* The slot of `key`, or the free one that it would take. There is always a free one. */
static struct ch_counting_set_slot *find(struct ch_counting_set_slot *slots, size_t room, const ch_digest *key)
{
    size_t at;
    /* The key is a part of a SHA-256: its bytes are spread already, and need no further hash. */
    memcpy(&at, key->bytes, sizeof at);
    while (slots[at & (room - 1)].count > 0 && memcmp(&slots[at & (room - 1)].key, key, sizeof *key) != 0)
        at++;
    return &slots[at & (room - 1)];
}

static bool grow(ch_counting_set *t)
{
    size_t room = t->room == 0 ? FIRST_ROOM : t->room * 2;
    struct ch_counting_set_slot *slots = calloc(room, sizeof *slots);
    if (slots == NULL)
        return false;
    for (size_t i = 0; i < t->room; i++)
        if (t->slots[i].count > 0)
            *find(slots, room, &t->slots[i].key) = t->slots[i];
    free(t->slots);
    t->slots = slots;
    t->room = room;
    return true;
}

uint32_t ch_counting_set_add(ch_counting_set *t, ch_digest key)
{
    if (t->failed || (t->used * 2 >= t->room && !grow(t))) {
        t->failed = true;
        return 0;
    }
    struct ch_counting_set_slot *slot = find(t->slots, t->room, &key);
    if (slot->count == 0) {
        /* Full: known keys are still counted, new ones are told apart no more. */
        if (t->used == t->max)
            return 0;
        t->used++;
        slot->key = key;
    }
    return ++slot->count;
}

void ch_counting_set_clear(ch_counting_set *t)
{
    free(t->slots);
    *t = (ch_counting_set){.max = t->max};
}
