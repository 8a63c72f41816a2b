/* Reads a stream of declarations through the library to its end, judging nothing: what a syntax costs. Prints how
 * many there were.
 *
 *     inputs FILE [INTAKE] */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "charter/charter.h"

static ptrdiff_t read_file(void *context, char *into, size_t size)
{
    return read(*(int *)context, into, size);
}

static int read_whole(void *context, const char *path, size_t limit, charter_text *bytes)
{
    (void)context;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    char *text = malloc(limit);
    ssize_t length = file < 0 || text == NULL ? -1 : read(file, text, limit);
    if (length < 0)
        return errno;
    close(file);
    *bytes = (charter_text){text, (size_t)length};
    return 0;
}

static void release_whole(void *context, charter_text bytes)
{
    (void)context;
    free((void *)bytes.at);
}

static charter_intake *load(const char *path)
{
    charter_files files = {NULL, read_whole, release_whole};
    charter_diagnostics *diagnostics;
    charter_intake *intake = NULL;
    if (charter_diagnostics_new(&diagnostics) == CHARTER_OK)
        charter_intake_load(&intake, path, &files, diagnostics);
    charter_diagnostics_free(diagnostics);
    return intake;
}

int main(int argc, char **argv)
{
    int file = argc > 1 ? open(argv[1], O_RDONLY | O_CLOEXEC) : -1;
    charter_stream_options options = {.intake = argc > 2 ? load(argv[2]) : NULL};
    charter_stream *stream;
    const charter_declaration *usage;
    charter_status status;
    size_t count = 0;
    if (file < 0 || charter_stream_open_as(&stream, argv[1], (charter_input){&file, read_file}, &options) != CHARTER_OK)
        return 2;
    while ((status = charter_stream_next(stream, &usage)) == CHARTER_OK)
        count++;
    charter_stream_close(stream);
    charter_intake_free((charter_intake *)options.intake);
    printf("%zu\n", count);
    return status == CHARTER_END ? 0 : 2;
}
