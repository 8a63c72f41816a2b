/* input: an open file as a stream of bytes, plain or packed, by its name alone. Opening is disk.c's, unpacking
 * decompress.c's. */
#include "batch/input.h"

#include <unistd.h>

#include "batch/disk.h"

charter_status ch_input_open(ch_input *input, const char *path, int file, charter_input *bytes)
{
    /* Not by its first bytes; of standard input by the name that it is given (--stdin-filename). */
    ch_packing packing = ch_packing_of(path);
    *input = (ch_input){.file = file};
    *bytes = ch_disk_input(&input->file);
    if (packing == CH_PLAIN)
        return CHARTER_OK;
    charter_status status = ch_decompress_open(&input->inflate, *bytes, packing);
    if (status == CHARTER_OK)
        *bytes = ch_decompress_input(input->inflate);
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
