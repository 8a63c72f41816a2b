/* Pieces, empty again. */
#include "declaration/chunk.h"

void ch_chunk_reset(ch_chunk *chunk)
{
    ch_arena arena = chunk->arena;
    ch_arena_clear(&chunk->headers);
    ch_arena_reset(&arena);
    *chunk = (ch_chunk){.arena = arena};
}

void ch_chunk_clear(ch_chunk *chunk)
{
    ch_chunk_reset(chunk);
    ch_arena_clear(&chunk->arena);
}
