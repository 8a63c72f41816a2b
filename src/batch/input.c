/* Inputs, plain and packed. */
#include "batch/input.h"

#include <unistd.h>

#include "batch/disk.h"

charter_status ch_input_open(ch_input *input, const char *path, int file, charter_input *bytes)
{
    ch_packing packing = ch_packing_of(path);
    *input = (ch_input){.file = file};
    *bytes = ch_disk_input(&input->file);
    if (packing == CH_PLAIN)
        return CHARTER_OK;
    charter_status status = ch_decompress_open(&input->inflate, *bytes, packing);
    if (status == CHARTER_OK)
        *bytes = ch_inflate_input(input->inflate);
    else
        ch_input_close(input);
    return status;
}

void ch_input_close(ch_input *input)
{
    if (input->file > STDERR_FILENO)
        close(input->file);
    ch_decompress_close(input->inflate);
    *input = CH_NO_INPUT;
}
