/* Reads a stream of declarations through the library to its end, judging nothing: what a syntax costs. Prints how
 * many there were. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "charter/charter.h"

static ptrdiff_t read_file(void *context, char *into, size_t size)
{
    return read(*(int *)context, into, size);
}

int main(int argc, char **argv)
{
    int file = argc > 1 ? open(argv[1], O_RDONLY | O_CLOEXEC) : -1;
    charter_stream *stream;
    const charter_usage *usage;
    charter_status status;
    size_t count = 0;
    if (file < 0 || charter_stream_open(&stream, argv[1], (charter_input){&file, read_file}, NULL) != CHARTER_OK)
        return 2;
    while ((status = charter_stream_next(stream, &usage)) == CHARTER_OK)
        count++;
    charter_stream_free(stream);
    printf("%zu\n", count);
    return status == CHARTER_END ? 0 : 2;
}
