/* arena: a chain of blocks, each handed out from its beginning to its end. The usual case, room in the newest block,
 * is inline in the header: here is what happens where there is none. */
#include "base/arena.h"

#include <stdlib.h>

/* Tests build arenas with blocks of no size, so that each object is an allocation, which may fail and has an end. */
#ifndef FIRST_BLOCK
#define FIRST_BLOCK  ((size_t)16 * 1024)
#define LARGEST_STEP ((size_t)256 * 1024)
#endif
#define ALIGNMENT alignof(max_align_t)

typedef struct ch_block {
    struct ch_block *older;
    size_t room; /* a multiple of ALIGNMENT */
    alignas(max_align_t) char bytes[];
} ch_block;

static void begin_block(ch_arena *arena, ch_block *block)
{
    arena->newest = block;
    arena->at = block->bytes;
    arena->end = block->bytes + block->room;
}

/* Blocks double, up to a step, so that small judgements stay small and large ones take few blocks. */
static bool add_block(ch_arena *arena, size_t size)
{
    size_t room = arena->newest == NULL ? FIRST_BLOCK : arena->newest->room * 2;
    if (room > LARGEST_STEP)
        room = LARGEST_STEP;
    if (size > (size_t)PTRDIFF_MAX - sizeof(ch_block) - ALIGNMENT) /* no object is larger */
        return false;
    /* More than `size`: ch_arena_take_raw does not fill a block to its last byte. */
    if (room <= size)
        room = (size / ALIGNMENT + 1) * ALIGNMENT;
    ch_block *block = malloc(sizeof *block + room);
    if (block == NULL)
        return false;
    *block = (ch_block){.older = arena->newest, .room = room};
    begin_block(arena, block);
    return true;
}

/* A refusal is remembered: what was made with the arena is not given then. */
void *ch_arena_take_beyond(ch_arena *arena, size_t size)
{
    if (add_block(arena, size))
        return ch_arena_take_raw(arena, size);
    arena->failed = true;
    return NULL;
}

void *ch_arena_take(ch_arena *arena, size_t size)
{
    void *object = ch_arena_take_raw(arena, size);
    return object == NULL ? NULL : memset(object, 0, size);
}

void *ch_arena_take_many(ch_arena *arena, size_t count, size_t size)
{
    size_t whole;
    if (__builtin_mul_overflow(count, size, &whole))
        return NULL;
    return ch_arena_take(arena, whole);
}

ch_text ch_arena_text(ch_arena *arena, ch_text text)
{
    if (text.at == NULL)
        return CH_NO_TEXT;
    char *copy = ch_arena_take_raw(arena, text.length + 1);
    if (copy == NULL)
        return CH_NO_TEXT;
    ch_text_copy(copy, text);
    copy[text.length] = '\0';
    return (ch_text){copy, text.length};
}

static void free_older(ch_block *block)
{
    while (block != NULL) {
        ch_block *older = block->older;
        free(block);
        block = older;
    }
}

/* A block that one huge object made is given back: the documents behind it do not pay for it. */
void ch_arena_reset(ch_arena *arena)
{
    ch_block *kept = arena->newest;
    arena->failed = false;
    if (kept == NULL)
        return;
    free_older(kept->older);
    kept->older = NULL;
    begin_block(arena, kept);
    if (kept->room > LARGEST_STEP)
        ch_arena_clear(arena);
}

void ch_arena_clear(ch_arena *arena)
{
    free_older(arena->newest);
    *arena = (ch_arena){0};
}
