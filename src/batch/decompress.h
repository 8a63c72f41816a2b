/* decompress: a compressed input as a plain one, while it is read.
 *
 * Nothing is ever held whole, so that a small file which would grow without end costs time alone, and each
 * document of it still has its limit. Knows zlib (gzip, RFC 1952) and libzstd (RFC 8878). */
#ifndef CH_BATCH_DECOMPRESS_H
#define CH_BATCH_DECOMPRESS_H

#include <stdbool.h>

#include "charter/types.h"

typedef enum ch_packing { CH_PLAIN, CH_GZIP, CH_ZSTD } ch_packing;

/* What a file's name says: .gz, .zst. */
ch_packing ch_packing_of(const char *name);

typedef struct ch_decompress ch_decompress;

/* Gives `*out` (ch_decompress_close), which reads `packed`, and keeps it. CH_PLAIN hands bytes on as they are. */
charter_status ch_decompress_open(ch_decompress **out, charter_input packed, ch_packing packing);
void ch_decompress_close(ch_decompress *inflate);

/* The bytes within. A read gives -EBADMSG where the data are damaged or end too early, after what came before; of the
 * read that meets the damage nothing is given, since a checksum speaks of all of it. -EOVERFLOW where they ask for a
 * larger window than is read; -ENOMEM; or what `packed` failed with. */
charter_input ch_decompress_input(ch_decompress *inflate);

#endif
