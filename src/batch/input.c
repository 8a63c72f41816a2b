/* input: an open file as a stream of bytes, plain or packed, by its name alone. Opening is disk.c's, unpacking
 * decompress.c's. */
#include "batch/input.h"

#include <errno.h>
#include <unistd.h>

#include "batch/disk.h"

static ptrdiff_t read_packed(void *context, char *into, size_t size)
{
    ch_input *input = context;
    ptrdiff_t got = input->packed.read(input->packed.context, into, size);
    input->taken += got > 0 ? (uint64_t)got : 0;
    return got;
}

static bool is_too_much(const ch_input *input)
{
    bool free = input->given <= CH_INPUT_FREE || input->inflate == NULL || !input->by_size;
    return input->given > input->most || (!free && input->given - CH_INPUT_FREE > CH_INPUT_RATIO * input->taken);
}

/* At the bound one byte more is asked for, to know whether there is any. */
static ptrdiff_t read_bounded(void *context, char *into, size_t size)
{
    ch_input *input = context;
    if (input->given > input->most)
        return -EFBIG;
    uint64_t left = input->most - input->given;
    if (size > left)
        size = left == 0 ? 1 : (size_t)left;
    ptrdiff_t got = input->bytes.read(input->bytes.context, into, size);
    input->given += got > 0 ? (uint64_t)got : 0;
    return got > 0 && is_too_much(input) ? -EFBIG : got;
}

charter_status ch_input_open(ch_input *input, const char *path, int file, uint64_t most, bool by_size,
                             charter_input *bytes)
{
    /* Not by its first bytes; of standard input by the name that it is given (--stdin-filename). */
    ch_packing packing = ch_packing_of(path);
    *input = (ch_input){.file = file, .most = most, .by_size = by_size};
    input->packed = input->bytes = ch_disk_input(&input->file);
    *bytes = (charter_input){input, read_bounded};
    if (packing == CH_PLAIN)
        return CHARTER_OK;
    charter_status status = ch_decompress_open(&input->inflate, (charter_input){input, read_packed}, packing);
    if (status == CHARTER_OK)
        input->bytes = ch_decompress_input(input->inflate);
    else
        ch_input_close(input);
    return status;
}

void ch_input_close(ch_input *input)
{
    /* Standard input is not ours to close. */
    if (input->file > STDERR_FILENO)
        close(input->file);
    ch_decompress_close(input->inflate);
    *input = CH_NO_INPUT;
}
