/* window: the part of a stream of bytes that has been read and not yet given.
 *
 * What cuts a stream into documents, elements, lines or records works in one: it looks for an end, asks for
 * more, gives what it found, and drops it. Memory is one piece's, whatever the stream's length. */
#ifndef CH_TREE_WINDOW_H
#define CH_TREE_WINDOW_H

#include "base/source.h"
#include "charter/types.h"

/* What whoever cuts a stream gives next. */
typedef enum ch_document_status {
    CH_DOCUMENT,           /* the next one, until the next call */
    CH_DOCUMENT_TOO_LARGE, /* the beginning of one that was left out */
    CH_DOCUMENTS_END,
    CH_DOCUMENTS_IO, /* reading failed: see the window's `error` */
    CH_DOCUMENTS_NO_MEMORY
} ch_document_status;

typedef struct ch_window {
    charter_input input;
    char *bytes;
    size_t room, begin, end;
    size_t offset;  /* of bytes[begin] in the stream */
    uint32_t lines; /* line feeds before bytes[begin] */
    bool ended;
    int error; /* of the last failed read: a positive errno */
} ch_window;

#define CH_WINDOW_CHUNK ((size_t)64 * 1024)

/* With the memory of one that was used before. */
static inline ch_window ch_window_again(const ch_window *used, charter_input input)
{
    return (ch_window){.input = input, .bytes = used->bytes, .room = used->room};
}

/* Forgets what was read. */
void ch_window_clear(ch_window *window);

/* One read more. False at a failure, which is in `*status`. */
bool ch_window_more(ch_window *window, ch_document_status *status);

/* Reads until there are `length` bytes, or the stream's end. False at a failure. */
bool ch_window_fill(ch_window *window, size_t length, ch_document_status *status);

static inline size_t ch_window_left(const ch_window *window)
{
    return window->end - window->begin;
}

static inline const char *ch_window_at(const ch_window *window)
{
    return window->bytes + window->begin;
}

/* Forgets `length` bytes, which hold `lines` line feeds. */
static inline void ch_window_drop(ch_window *window, size_t length, uint32_t lines)
{
    window->begin += length;
    window->offset += length;
    window->lines += lines;
}

/* UTF-8's byte order mark, at the stream's very beginning, is no part of it. */
void ch_window_skip_mark(ch_window *window);

/* The next `length` bytes, with their place. */
ch_source ch_window_source(const ch_window *window, const char *name, size_t length);

/* The line feeds among `length` bytes. */
uint32_t ch_count_feeds(const char *at, size_t length);

#endif
