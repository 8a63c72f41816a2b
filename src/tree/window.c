/* Reading a stream of bytes piece by piece. Where one document ends and the next begins is the business of what cuts
 * (documents.c, json_documents.c, csv_reader.c), which also bounds how long a document may get: the window grows as
 * long as it is asked for more. */
#include "tree/window.h"

#include <errno.h>
#include <stdlib.h>

void ch_window_clear(ch_window *window)
{
    free(window->bytes);
    window->bytes = NULL;
}

/* Moves what is left to the beginning, and makes room for one more chunk. What was given before is overwritten:
 * sources borrow from the window until the next call. */
static bool make_workspace(ch_window *window)
{
    size_t left = ch_window_left(window);
    if (window->begin > 0) {
        memmove(window->bytes, window->bytes + window->begin, left);
        window->begin = 0;
        window->end = left;
    }
    if (window->room - left >= CH_WINDOW_CHUNK)
        return true;
    size_t room = window->room == 0 ? 2 * CH_WINDOW_CHUNK : window->room * 2;
    char *bytes = realloc(window->bytes, room);
    if (bytes == NULL)
        return false;
    window->bytes = bytes;
    window->room = room;
    return true;
}

bool ch_window_more(ch_window *window, ch_document_status *status)
{
    if (!make_workspace(window)) {
        *status = CH_DOCUMENTS_NO_MEMORY;
        return false;
    }
    ptrdiff_t got;
    do
        got = window->input.read(window->input.context, window->bytes + window->end, window->room - window->end);
    while (got == -EINTR);
    /* What has been read of an unfinished document is forgotten: half a declaration must not be judged. */
    if (got < 0) {
        window->error = (int)-got;
        window->ended = true;
        window->begin = window->end;
        *status = CH_DOCUMENTS_IO;
        return false;
    }
    window->ended = got == 0;
    window->end += (size_t)got;
    return true;
}

bool ch_window_fill(ch_window *window, size_t length, ch_document_status *status)
{
    while (ch_window_left(window) < length && !window->ended)
        if (!ch_window_more(window, status))
            return false;
    return true;
}

/* U+FEFF elsewhere is refused with the other characters that nobody sees (ch_source_check). */
void ch_window_skip_mark(ch_window *window)
{
    if (window->offset == 0 && ch_window_left(window) >= 3 && memcmp(ch_window_at(window), "\xEF\xBB\xBF", 3) == 0)
        ch_window_drop(window, 3, 0);
}

ch_source ch_window_source(const ch_window *window, const char *name, size_t length)
{
    return (ch_source){
        .name = name,
        .bytes = {ch_window_at(window), length},
        .offset = window->offset,
        .lines_before = window->lines,
    };
}

uint32_t ch_count_feeds(const char *at, size_t length)
{
    uint32_t feeds = 0;
    const char *end = at + length;
    for (; at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
        feeds++;
    return feeds;
}
