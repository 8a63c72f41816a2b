/* input: an open file as a stream of bytes, packed by its name alone, a workbook by its bytes. Opening is disk.c's,
 * unpacking decompress.c's, and reading a sheet workbook/'s. */
#include "batch/input.h"

#include <errno.h>
#include <sys/stat.h>
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
    bool packed = input->inflate != NULL || input->workbook != NULL;
    bool free = input->given <= CH_INPUT_FREE || !packed || !input->by_size;
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

/* ---- workbooks: their archive is read at any place ---- */

static ptrdiff_t read_at(void *context, uint64_t offset, void *into, size_t size)
{
    const int *file = context;
    ssize_t got;
    do
        got = pread(*file, into, size, (off_t)offset);
    while (got < 0 && errno == EINTR);
    return got < 0 ? -errno : got;
}

bool ch_input_is_workbook(int file)
{
    char mark[CH_WORKBOOK_MARK];
    ssize_t got = pread(file, mark, sizeof mark, 0); /* of a pipe nothing */
    return got > 0 && ch_is_workbook(mark, (size_t)got);
}

static charter_status open_workbook(ch_input *input, const char *path, const ch_workbook_options *sheets)
{
    struct stat status;
    uint64_t size = fstat(input->file, &status) == 0 && status.st_size > 0 ? (uint64_t)status.st_size : 0;
    input->taken = size;
    ch_bytes_at bytes = {&input->file, read_at, size};
    charter_status opened = ch_workbook_open(&input->workbook, path, bytes, sheets);
    if (opened == CHARTER_OK)
        input->bytes = ch_workbook_input(input->workbook);
    else
        ch_input_close(input);
    return opened;
}

charter_status ch_input_open(ch_input *input, const char *path, int file, uint64_t most, bool by_size,
                             const ch_workbook_options *sheets, charter_input *bytes)
{
    /* Not by its first bytes; of standard input by the name that it is given (--stdin-filename). */
    ch_packing packing = ch_packing_of(path);
    *input = (ch_input){.file = file, .most = most, .by_size = by_size};
    input->packed = input->bytes = ch_disk_input(&input->file);
    *bytes = (charter_input){input, read_bounded};
    if (sheets != NULL && packing == CH_PLAIN && ch_input_is_workbook(file))
        return open_workbook(input, path, sheets);
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
    ch_workbook_close(input->workbook);
    *input = CH_NO_INPUT;
}
