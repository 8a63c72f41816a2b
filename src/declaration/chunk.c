/* Chunks, empty again. What is in them, and why they are small, is in chunk.h; cutting and reading them is
 * stream_chunk.c's. */
#include "declaration/chunk.h"

/* The documents' memory stays warm; the header's is given back, since the next stream has another one. */
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
