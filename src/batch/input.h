/* input: an open file as a stream of bytes: unpacked where its name says that it is packed, and the rows of a sheet
 * where its bytes say that it is a workbook. */
#ifndef CH_BATCH_INPUT_H
#define CH_BATCH_INPUT_H

#include "batch/decompress.h"
#include "workbook/workbook.h"

typedef struct ch_input {
    int file;               /* -1: none */
    ch_decompress *inflate; /* NULL: a plain one */
    ch_workbook *workbook;  /* NULL: it is none */
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
 * where there are more than `most`, or, with `by_size`, more than a packed input of its size should hold. `sheets`:
 * which sheet of a workbook is read; NULL: none is looked for. */
charter_status ch_input_open(ch_input *input, const char *path, int file, uint64_t most, bool by_size,
                             const ch_workbook_options *sheets, charter_input *bytes);
void ch_input_close(ch_input *input);

/* Whether the file, which may be read at any place, begins as a workbook does. */
bool ch_input_is_workbook(int file);

#endif
