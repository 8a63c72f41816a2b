/* buffer: text that grows, up to a maximum that it is born with.
 *
 * A failure sticks: after it, appending does nothing, so that a writer checks once, at the end. */
#ifndef CH_BASE_BUFFER_H
#define CH_BASE_BUFFER_H

#include "base/text.h"

typedef struct ch_buffer {
    char *at;
    size_t length, room, max;
    bool failed; /* out of memory, or beyond the maximum */
} ch_buffer;

static inline ch_buffer ch_buffer_init(size_t max)
{
    return (ch_buffer){.max = max};
}

/* Gives the memory back; the buffer is empty again. */
void ch_buffer_clear(ch_buffer *buffer);

/* Adds a text, or its copy; a buffer that is full, or without memory, has `failed`. */
void ch_buffer_add(ch_buffer *buffer, ch_text text);
void ch_buffer_add_char(ch_buffer *buffer, char c);
void ch_buffer_repeat(ch_buffer *buffer, char c, size_t times);

#define ch_buffer_literal(buffer, literal) ch_buffer_add((buffer), CH_LITERAL(literal))

/* A decimal number. */
void ch_buffer_int(ch_buffer *buffer, int64_t number);

/* Room for `size` more bytes to be written at the end, or NULL; the caller then adds to `length`. */
char *ch_buffer_room(ch_buffer *buffer, size_t size);

static inline ch_text ch_buffer_text(const ch_buffer *buffer)
{
    return (ch_text){buffer->at, buffer->length};
}

#endif
