/* input: an open file as a stream of bytes, unpacked where its name says that it is packed. */
#ifndef CH_BATCH_INPUT_H
#define CH_BATCH_INPUT_H

#include "batch/decompress.h"

typedef struct ch_input {
    int file;               /* -1: none */
    ch_decompress *inflate; /* NULL: a plain one */
} ch_input;

#define CH_NO_INPUT ((ch_input){.file = -1})

/* Takes over `file`, whatever comes of it, unless it is standard input's. `*bytes` keeps `input`. */
charter_status ch_input_open(ch_input *input, const char *path, int file, charter_input *bytes);
void ch_input_close(ch_input *input);

#endif
