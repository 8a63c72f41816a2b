/* arena: memory that lives and dies together.
 *
 * One load or one judgement owns one arena; every object it makes points freely at its siblings, and
 * nobody frees them one by one. A zeroed ch_arena is an empty one. */
#ifndef CH_BASE_ARENA_H
#define CH_BASE_ARENA_H

#include <stdalign.h>

#include "base/text.h"

typedef struct ch_arena {
    char *at, *end; /* of the newest block, what is still to be handed out */
    struct ch_block *newest;
    bool failed; /* something was refused for want of memory, since the arena was made or reset */
} ch_arena;

/* What ch_arena_take_raw does where the newest block has no room. */
void *ch_arena_take_beyond(ch_arena *arena, size_t size);

/* Memory, suitably aligned for any object and not zeroed, for what is written whole at once; NULL when there is none
 * left. */
static inline void *ch_arena_take_raw(ch_arena *arena, size_t size)
{
    if (size >= (size_t)(arena->end - arena->at))
        return ch_arena_take_beyond(arena, size);
    void *object = arena->at;
    arena->at += (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
    return object;
}

/* The same, zeroed. */
void *ch_arena_take(ch_arena *arena, size_t size);

/* Zeroed memory for `count` objects of `size` bytes; NULL too where the product overflows. */
void *ch_arena_take_many(ch_arena *arena, size_t count, size_t size);

/* A copy of `text` followed by a NUL; `at` is NULL when there is no memory (or no text). */
ch_text ch_arena_text(ch_arena *arena, ch_text text);

/* Forgets every object. Keeps a block of modest size, so that a warm arena takes without allocating. */
void ch_arena_reset(ch_arena *arena);

/* Forgets every object and gives all memory back. */
void ch_arena_clear(ch_arena *arena);

#endif
