/* memory: files, inputs and sinks that are memory of the caller's. All of it stays theirs but what a sink gathers. */
#include "charter/memory.h"

#include <errno.h>
#include <stdlib.h>

#include "base/buffer.h"

/* ---- files ---- */

static int read_file(void *context, const char *path, size_t limit, charter_text *bytes)
{
    const charter_memory_file *file = context;
    while (file->name != NULL && strcmp(file->name, path) != 0)
        file++;
    if (file->name == NULL)
        return ENOENT;
    if (file->bytes.length > limit)
        return EFBIG;
    *bytes = file->bytes.at == NULL ? CH_LITERAL("") : file->bytes;
    return 0;
}

/* It is the caller's. */
static void release_file(void *context, charter_text bytes)
{
    (void)context, (void)bytes;
}

/* A context is no const pointer; what it points to is not changed. */
charter_files charter_files_in_memory(const charter_memory_file *files)
{
    return (charter_files){(void *)(uintptr_t)files, read_file, release_file};
}

/* ---- inputs ---- */

static ptrdiff_t read_text(void *context, char *into, size_t size)
{
    charter_text *left = context;
    size_t length = left->length < size ? left->length : size;
    if (length == 0)
        return 0;
    memcpy(into, left->at, length);
    left->at += length;
    left->length -= length;
    return (ptrdiff_t)length;
}

charter_input charter_input_from_memory(charter_text *left)
{
    return (charter_input){left, read_text};
}

/* ---- sinks ---- */

struct charter_buffer {
    ch_buffer bytes; /* a NUL behind them, which does not count */
    size_t most;
};

charter_status charter_buffer_new(charter_buffer **out, size_t most)
{
    charter_buffer *buffer = *out = calloc(1, sizeof *buffer);
    if (buffer == NULL)
        return CHARTER_NO_MEMORY;
    /* One byte is for the NUL. */
    buffer->most = most < SIZE_MAX ? most : SIZE_MAX - 1;
    buffer->bytes = ch_buffer_init(buffer->most + 1);
    return CHARTER_OK;
}

void charter_buffer_free(charter_buffer *buffer)
{
    if (buffer == NULL)
        return;
    ch_buffer_clear(&buffer->bytes);
    free(buffer);
}

/* The NUL is there for callers in C, and not counted: the next piece is written over it. */
static int gather(void *context, const char *bytes, size_t length)
{
    charter_buffer *buffer = context;
    bool fits = length <= buffer->most - buffer->bytes.length;
    if (!fits)
        buffer->bytes.failed = true;
    ch_buffer_add(&buffer->bytes, (ch_text){bytes, length});
    ch_buffer_add_char(&buffer->bytes, '\0');
    if (buffer->bytes.failed)
        return fits ? ENOMEM : EFBIG;
    buffer->bytes.length--;
    return 0;
}

charter_sink charter_buffer_sink(charter_buffer *buffer)
{
    return (charter_sink){buffer, gather};
}

charter_text charter_buffer_text(const charter_buffer *buffer)
{
    if (buffer->bytes.failed)
        return CH_NO_TEXT;
    return buffer->bytes.at == NULL ? CH_LITERAL("") : ch_buffer_text(&buffer->bytes);
}

void charter_buffer_clear(charter_buffer *buffer)
{
    buffer->bytes.length = 0;
    buffer->bytes.failed = false;
    if (buffer->bytes.at != NULL)
        buffer->bytes.at[0] = '\0';
}
