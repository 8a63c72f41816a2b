/* Pieces, empty again. */
#include "declaration/piece.h"

void ch_piece_reset(ch_piece *piece)
{
    ch_arena arena = piece->arena;
    ch_arena_free(&piece->headers);
    ch_arena_reset(&arena);
    *piece = (ch_piece){.arena = arena};
}

void ch_piece_free(ch_piece *piece)
{
    ch_piece_reset(piece);
    ch_arena_free(&piece->arena);
}
