/* buffer: growing text with a maximum that it is born with. A failure sticks, and what follows from it is left to the
 * writer, who asks once, at the end. */
#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>

void ch_buffer_clear(ch_buffer *buffer)
{
    free(buffer->at);
    *buffer = ch_buffer_init(buffer->max);
}

static bool grow(ch_buffer *buffer, size_t size)
{
    /* By a difference, as a sum could overflow: a length never exceeds the maximum. */
    if (buffer->failed || size > buffer->max - buffer->length) {
        buffer->failed = true;
        return false;
    }
    size_t room = buffer->room == 0 ? 256 : buffer->room;
    while (room - buffer->length < size)
        room *= 2;
    if (room > buffer->max)
        room = buffer->max;
    char *at = realloc(buffer->at, room);
    if (at == NULL) {
        buffer->failed = true;
        return false;
    }
    buffer->at = at;
    buffer->room = room;
    return true;
}

char *ch_buffer_room(ch_buffer *buffer, size_t size)
{
    if (buffer->failed || (buffer->room - buffer->length < size && !grow(buffer, size)))
        return NULL;
    return buffer->at + buffer->length;
}

void ch_buffer_add(ch_buffer *buffer, ch_text text)
{
    /* An empty text may have no pointer, which memcpy must not be given whatever the length (C11, 7.24.1). */
    if (text.length == 0)
        return;
    char *end = ch_buffer_room(buffer, text.length);
    if (end == NULL)
        return;
    ch_text_copy(end, text);
    buffer->length += text.length;
}

void ch_buffer_add_char(ch_buffer *buffer, char c)
{
    ch_buffer_add(buffer, (ch_text){&c, 1});
}

void ch_buffer_repeat(ch_buffer *buffer, char c, size_t times)
{
    char *end = times == 0 ? NULL : ch_buffer_room(buffer, times);
    if (end == NULL)
        return;
    memset(end, c, times);
    buffer->length += times;
}

void ch_buffer_int(ch_buffer *buffer, int64_t number)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%lld", (long long)number);
    ch_buffer_add(buffer, (ch_text){digits, (size_t)length});
}
