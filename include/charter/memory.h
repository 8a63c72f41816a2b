/* Bytes in memory, where the library asks for files, inputs and sinks.
 *
 *     const charter_memory_file files[] = {{"charter.yaml", charter_text_of(the_charter)}, {NULL, {NULL, 0}}};
 *     const charter_files from = charter_files_in_memory(files);
 *     charter_text left = charter_text_of(declaration);
 *     charter_input input = charter_input_from_memory(&left);
 *
 * Nothing is copied but what a buffer gathers, and a buffer has a bound from its birth. */
#ifndef CHARTER_MEMORY_H
#define CHARTER_MEMORY_H

#include <string.h>

#include "charter/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A NUL-terminated string as a text; NULL is no text. Keeps `string`. */
static inline charter_text charter_text_of(const char *string)
{
    charter_text text;
    text.at = string;
    text.length = string == NULL ? 0 : strlen(string);
    return text;
}

/* A file of a name, which is compared byte by byte. */
typedef struct charter_memory_file {
    const char *name; /* NULL: the row behind the last file */
    charter_text bytes;
} charter_memory_file;

/* The files of a table that ends with a row without a name: what a charter, an intake mapping or a baseline is loaded
 * from. Keeps `files` and all that is in it. A name that is not there is ENOENT, a file beyond the reader's limit
 * EFBIG. Reading takes as long as looking through the names. It may be shared by threads. */
CHARTER_API charter_files charter_files_in_memory(const charter_memory_file *files);

/* The bytes of `*left` as an input. Keeps `left`, from whose beginning it takes what has been read, and the bytes. */
CHARTER_API charter_input charter_input_from_memory(charter_text *left);

/* What a report writes, gathered in memory. */
typedef struct charter_buffer charter_buffer;

/* Gives an empty buffer (charter_buffer_free) for at most `most` bytes. CHARTER_NO_MEMORY is the only failure. */
CHARTER_API charter_status charter_buffer_new(charter_buffer **out, size_t most);

/* Releases it with its bytes; NULL is nothing to release. */
CHARTER_API void charter_buffer_free(charter_buffer *buffer);

/* Where to write to fill it; keeps `buffer`. A write beyond the bound fails with EFBIG, one for which there is no
 * memory with ENOMEM, and so do all after it: whoever writes there then says CHARTER_IO. */
CHARTER_API charter_sink charter_buffer_sink(charter_buffer *buffer);

/* All that was written, with a NUL behind it that does not count. `at` is NULL once a write has failed: a half is never
 * taken for the whole. Lives until the next write, or until the buffer is cleared or freed. */
CHARTER_API charter_text charter_buffer_text(const charter_buffer *buffer);

/* Forgets what was written, and that a write failed; the memory is kept for what follows. */
CHARTER_API void charter_buffer_clear(charter_buffer *buffer);

#ifdef __cplusplus
}
#endif

#endif
