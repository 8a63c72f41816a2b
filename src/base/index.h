/* index: texts to small numbers, by hash. Built once, then only read; keys may stand several times. */
#ifndef CH_BASE_INDEX_H
#define CH_BASE_INDEX_H

#include "base/arena.h"
#include "base/text.h"

typedef struct ch_index_slot {
    ch_text key; /* `at` NULL: free */
    uint32_t value;
} ch_index_slot;

typedef struct ch_index {
    ch_index_slot *slots;
    uint32_t mask; /* slots - 1, a power of two less one */
} ch_index;

/* Room for `count` keys, in `arena`. False when there is no memory. */
bool ch_index_make(ch_index *index, uint32_t count, ch_arena *arena);

/* Adds `value` under `key`, which is kept; at most as many as there is room for. */
void ch_index_add(ch_index *index, ch_text key, uint32_t value);

#define CH_NOT_FOUND UINT32_MAX

/* A walk over all values under one key, in the order in which they were added. */
typedef struct ch_index_walk {
    ch_text key;
    uint32_t at;
} ch_index_walk;

/* Begins a walk over what stands under `key`. */
ch_index_walk ch_index_find(const ch_index *index, ch_text key);

/* The next value, or CH_NOT_FOUND. */
uint32_t ch_index_next(const ch_index *index, ch_index_walk *walk);

/* The first value under `key`, or CH_NOT_FOUND. */
uint32_t ch_index_get(const ch_index *index, ch_text key);

#endif
