/* input: an open file as a stream of bytes, unpacked where its name says that it is packed. */
#ifndef CH_BATCH_INPUT_H
#define CH_BATCH_INPUT_H

#include "batch/decompress.h"

typedef struct ch_input {
    int file;               /* -1: none */
    ch_decompress *inflate; /* NULL: a plain one */
    charter_input packed, bytes;
    uint64_t taken;       /* packed bytes, where it is packed */
    uint64_t given, most; /* the others */
    bool by_size;         /* and at most CH_INPUT_RATIO of them for a packed one, behind the first CH_INPUT_FREE */
} ch_input;

/* gzip packs 1 to 1,032 at best (zlib.net, "Maximum Compression Factor"), real registers 1 to 10 or 30; zstd has no
 * such bound. */
#define CH_INPUT_RATIO 2000
#define CH_INPUT_FREE  ((uint64_t)64 << 20)

#define CH_NO_INPUT ((ch_input){.file = -1})

/* Takes over `file`, whatever comes of it, unless it is standard input's. `*bytes` keeps `input`, and fails with EFBIG
 * where there are more than `most`, or, with `by_size`, more than a packed input of its size should hold. */
charter_status ch_input_open(ch_input *input, const char *path, int file, uint64_t most, bool by_size,
                             charter_input *bytes);
void ch_input_close(ch_input *input);

#endif
