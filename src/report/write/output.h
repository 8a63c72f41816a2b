/* output: a sink with a buffer before it. Every report writes here.
 *
 * A failure sticks: after it, everything written is dropped, so that a writer asks once, at the end. */
#ifndef CH_REPORT_WRITE_OUTPUT_H
#define CH_REPORT_WRITE_OUTPUT_H

#include "base/text.h"

#define CH_OUTPUT_ROOM ((size_t)64 * 1024) /* what a report writes at once */

typedef struct ch_output {
    charter_sink sink;
    char *at; /* `room` bytes, the caller's */
    size_t length, room;
    charter_status status;
} ch_output;

/* Keeps `at`. */
static inline ch_output ch_output_init(charter_sink sink, char *at, size_t room)
{
    return (ch_output){.sink = sink, .at = at, .room = room};
}

/* Hands what is buffered to the sink. */
void ch_output_flush(ch_output *output);

/* What stops the work from now on; the first cause is kept. */
void ch_output_fail(ch_output *output, charter_status cause);

/* Adds what does not fit into what is left of the buffer. */
void ch_output_add_beyond(ch_output *output, ch_text text);
void ch_output_repeat(ch_output *output, char c, size_t times);

static inline void ch_output_add(ch_output *output, ch_text text)
{
    if (text.length > output->room - output->length) {
        ch_output_add_beyond(output, text);
    } else if (text.length > 0) {
        ch_text_copy(output->at + output->length, text);
        output->length += text.length;
    }
}

static inline void ch_output_char(ch_output *output, char c)
{
    if (output->length == output->room)
        ch_output_flush(output);
    output->at[output->length++] = c;
}

#endif
