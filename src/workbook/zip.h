/* zip: the parts of an archive, as workbooks are packed (APPNOTE 6.3: one disk, stored or deflated).
 *
 * Nothing is ever written to a disk: a part's name is only looked for. Of what is read each byte is counted, so that a
 * small archive which would grow without end is given up. */
#ifndef CH_WORKBOOK_ZIP_H
#define CH_WORKBOOK_ZIP_H

#include <zlib.h>

#include "base/arena.h"
#include "base/text.h"

/* A file that is read at any place. `read_at` gives what it could read from `offset` on, 0 at the end, or a negative
 * errno. */
typedef struct ch_bytes_at {
    void *context;
    ptrdiff_t (*read_at)(void *context, uint64_t offset, void *into, size_t size);
    uint64_t size;
} ch_bytes_at;

/* Why an archive, or what is in it, is not read. */
typedef enum ch_workbook_fault {
    CH_WORKBOOK_FINE,
    CH_WORKBOOK_NO_MEMORY,
    CH_WORKBOOK_IO,
    CH_WORKBOOK_DAMAGED,   /* cut short, or no archive at all */
    CH_WORKBOOK_METHOD,    /* packed otherwise, on several disks, or of 64 bits (zip64) */
    CH_WORKBOOK_ENCRYPTED, /* with a password */
    CH_WORKBOOK_TWICE,     /* a part stands in it twice */
    CH_WORKBOOK_TOO_MUCH,  /* more comes of it than a file of its size holds, or more parts than a workbook has */
    CH_WORKBOOK_XML,       /* a part is no XML */
    CH_WORKBOOK_PREFIX,    /* a prefix stands for no namespace, or memory ran out */
    CH_WORKBOOK_DOCTYPE,   /* it declares a document type, whose entities could stand for anything */
    CH_WORKBOOK_DEPTH,
    CH_WORKBOOK_CELL, /* a cell stands before the one before it, or beyond the last that a sheet can have */
    CH_WORKBOOK_PART  /* a part that others name is not there */
} ch_workbook_fault;

typedef struct ch_zip_entry {
    ch_text name;
    uint64_t packed, size, offset;
    uint32_t crc;
    uint16_t flags, method;
} ch_zip_entry;

typedef struct ch_zip {
    ch_bytes_at file;
    ch_zip_entry *entries; /* in the caller's arena */
    uint32_t count;
    uint64_t unpacked; /* bytes, of all parts so far */
} ch_zip;

/* Reads what the archive holds; names and entries live in `arena`. */
ch_workbook_fault ch_zip_read(ch_zip *zip, ch_bytes_at file, ch_arena *arena);

/* The part of that name, letter case aside (ECMA-376, Part 2, 6.2.2); NULL where there is none. */
const ch_zip_entry *ch_zip_find(const ch_zip *zip, ch_text name);

/* One part, while it is read. */
typedef struct ch_part {
    ch_zip *zip;
    const ch_zip_entry *entry;
    uint64_t at, left, given; /* of the packed bytes: where they go on, how many; of the others */
    uLong crc;
    z_stream inflate;
    bool inflating, ended;
    unsigned char packed[16 * 1024];
} ch_part;

/* Begins to read `entry`, whose zip is kept. CH_WORKBOOK_TWICE: another part has its name. */
ch_workbook_fault ch_part_open(ch_part *part, ch_zip *zip, const ch_zip_entry *entry);
void ch_part_close(ch_part *part);

/* Gives the next bytes, at most `size` of them; `*length` is 0 at the end, where the checksum was right. */
ch_workbook_fault ch_part_read(ch_part *part, void *into, size_t size, size_t *length);

#endif
