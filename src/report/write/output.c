/* A sink with a buffer before it. What is written, and in which syntax, is the writers'. */
#include "report/write/output.h"

/* The first cause stays: what follows it is only its consequence. */
void ch_output_fail(ch_output *output, charter_status cause)
{
    if (output->status == CHARTER_OK)
        output->status = cause;
}

static void send(ch_output *output, const char *bytes, size_t length)
{
    if (output->status == CHARTER_OK && length > 0 && output->sink.write(output->sink.context, bytes, length) != 0)
        ch_output_fail(output, CHARTER_IO);
}

void ch_output_flush(ch_output *output)
{
    send(output, output->at, output->length);
    output->length = 0;
}

void ch_output_add_beyond(ch_output *output, ch_text text)
{
    ch_output_flush(output);
    /* Larger than the buffer: it goes to the sink as it is, and needs no memory. */
    if (text.length > output->room)
        send(output, text.at, text.length);
    else
        ch_output_add(output, text);
}

void ch_output_repeat(ch_output *output, char c, size_t times)
{
    while (times-- > 0)
        ch_output_char(output, c);
}
