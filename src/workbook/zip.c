/* Archives: the directory at the end says what there is, and a part's own header only where its bytes begin. What
 * neither Excel nor LibreOffice write is refused, not guessed at. */
#include "workbook/zip.h"

#include <strings.h>

enum {
    END_SIZE = 22,              /* APPNOTE, 4.3.16: the end of the directory, without its comment */
    ENTRY_SIZE = 46,            /* 4.3.12 */
    HEADER_SIZE = 30,           /* 4.3.7 */
    LONGEST_COMMENT = 0xFFFF,   /* 4.4.12 */
    MOST_ENTRIES = 16384,       /* a workbook has three parts a sheet */
    LARGEST_DIRECTORY = 4 << 20 /* bytes */
};

/* What comes of a workbook at most: XML of real ones packs 1 to 10, of repeated cells 1 to 100. */
#define FREE_BYTES ((uint64_t)64 << 20)
#define MOST_RATIO 200
#define MOST_BYTES ((uint64_t)4 << 30)

static uint16_t get16(const unsigned char *at)
{
    return (uint16_t)(at[0] | at[1] << 8);
}

static uint32_t get32(const unsigned char *at)
{
    return get16(at) | (uint32_t)get16(at + 2) << 16;
}

/* All of `size` bytes. */
static ch_workbook_fault read_whole(const ch_bytes_at *file, uint64_t offset, void *into, size_t size)
{
    char *to = into;
    if (offset > file->size || size > file->size - offset)
        return CH_WORKBOOK_DAMAGED;
    while (size > 0) {
        ptrdiff_t got = file->read_at(file->context, offset, to, size);
        if (got <= 0)
            return got == 0 ? CH_WORKBOOK_DAMAGED : CH_WORKBOOK_IO;
        to += got;
        offset += (uint64_t)got;
        size -= (size_t)got;
    }
    return CH_WORKBOOK_FINE;
}

/* ---- the directory ---- */

typedef struct directory {
    uint64_t offset, size;
    uint32_t count;
} directory;

/* 4.3.6: numbers that are all ones stand in a directory of 64 bits. */
static ch_workbook_fault read_end(const unsigned char *at, uint64_t end, directory *d)
{
    *d = (directory){get32(at + 16), get32(at + 12), get16(at + 10)};
    if (get16(at + 4) != 0 || get16(at + 6) != 0 || get16(at + 8) != d->count)
        return CH_WORKBOOK_METHOD;
    if (d->count == UINT16_MAX || d->offset == UINT32_MAX || d->size == UINT32_MAX)
        return CH_WORKBOOK_METHOD;
    if (d->count > MOST_ENTRIES || d->size > LARGEST_DIRECTORY)
        return CH_WORKBOOK_TOO_MUCH;
    return d->offset + d->size == end ? CH_WORKBOOK_FINE : CH_WORKBOOK_DAMAGED;
}

/* The last end of a directory whose comment is the rest of the file: bytes behind it, or before the directory, would
 * be another archive for another program. */
static ch_workbook_fault find_end(const ch_bytes_at *file, ch_arena *arena, directory *d)
{
    size_t length = file->size < END_SIZE + LONGEST_COMMENT ? (size_t)file->size : END_SIZE + LONGEST_COMMENT;
    unsigned char *tail = ch_arena_take_raw(arena, length + 1);
    if (tail == NULL)
        return CH_WORKBOOK_NO_MEMORY;
    ch_workbook_fault fault = read_whole(file, file->size - length, tail, length);
    for (size_t i = length; fault == CH_WORKBOOK_FINE && i >= END_SIZE; i--) {
        const unsigned char *at = tail + i - END_SIZE;
        if (memcmp(at, "PK\5\6", 4) == 0 && get16(at + 20) == length - i)
            return read_end(at, file->size - length + i - END_SIZE, d);
    }
    return fault == CH_WORKBOOK_FINE ? CH_WORKBOOK_DAMAGED : fault;
}

static ch_workbook_fault read_entry(ch_zip *zip, const unsigned char **at, const unsigned char *end, ch_arena *arena)
{
    const unsigned char *e = *at;
    if (end - e < ENTRY_SIZE || memcmp(e, "PK\1\2", 4) != 0)
        return CH_WORKBOOK_DAMAGED;
    size_t name = get16(e + 28), behind = (size_t)get16(e + 30) + get16(e + 32);
    if ((size_t)(end - e) - ENTRY_SIZE < name + behind)
        return CH_WORKBOOK_DAMAGED;
    ch_zip_entry *entry = &zip->entries[zip->count++];
    *entry = (ch_zip_entry){.name = ch_arena_text(arena, (ch_text){(const char *)e + ENTRY_SIZE, name}),
                            .packed = get32(e + 20),
                            .size = get32(e + 24),
                            .offset = get32(e + 42),
                            .crc = get32(e + 16),
                            .flags = get16(e + 8),
                            .method = get16(e + 10)};
    *at = e + ENTRY_SIZE + name + behind;
    if (entry->packed == UINT32_MAX || entry->size == UINT32_MAX || entry->offset == UINT32_MAX)
        return CH_WORKBOOK_METHOD;
    return entry->name.at == NULL ? CH_WORKBOOK_NO_MEMORY : CH_WORKBOOK_FINE;
}

ch_workbook_fault ch_zip_read(ch_zip *zip, ch_bytes_at file, ch_arena *arena)
{
    directory d;
    *zip = (ch_zip){.file = file};
    ch_workbook_fault fault = find_end(&file, arena, &d);
    if (fault != CH_WORKBOOK_FINE)
        return fault;
    unsigned char *bytes = ch_arena_take_raw(arena, (size_t)d.size + 1);
    zip->entries = ch_arena_take_many(arena, (size_t)d.count + 1, sizeof *zip->entries);
    if (bytes == NULL || zip->entries == NULL)
        return CH_WORKBOOK_NO_MEMORY;
    fault = read_whole(&file, d.offset, bytes, (size_t)d.size);
    const unsigned char *at = bytes, *end = bytes + d.size;
    for (uint32_t i = 0; fault == CH_WORKBOOK_FINE && i < d.count; i++)
        fault = read_entry(zip, &at, end, arena);
    return fault;
}

static bool is_named(const ch_zip_entry *entry, ch_text name)
{
    return entry->name.length == name.length && strncasecmp(entry->name.at, name.at, name.length) == 0;
}

const ch_zip_entry *ch_zip_find(const ch_zip *zip, ch_text name)
{
    for (uint32_t i = 0; i < zip->count; i++)
        if (is_named(&zip->entries[i], name))
            return &zip->entries[i];
    return NULL;
}

/* ---- one part ---- */

/* Which of two parts of a name is meant, programs decide otherwise. */
static bool stands_twice(const ch_zip *zip, const ch_zip_entry *entry)
{
    unsigned count = 0;
    for (uint32_t i = 0; i < zip->count; i++)
        count += is_named(&zip->entries[i], entry->name);
    return count > 1;
}

/* 4.3.7: a name and extra fields stand between the header and the bytes. Sizes are the directory's: those of the header
 * may come behind the bytes. */
static ch_workbook_fault find_bytes(ch_part *part)
{
    unsigned char header[HEADER_SIZE];
    const ch_zip_entry *entry = part->entry;
    ch_workbook_fault fault = read_whole(&part->zip->file, entry->offset, header, sizeof header);
    if (fault != CH_WORKBOOK_FINE)
        return fault;
    if (memcmp(header, "PK\3\4", 4) != 0 || get16(header + 26) != entry->name.length)
        return CH_WORKBOOK_DAMAGED;
    part->at = entry->offset + HEADER_SIZE + get16(header + 26) + get16(header + 28);
    part->left = entry->packed;
    bool within = part->at <= part->zip->file.size && part->left <= part->zip->file.size - part->at;
    return within ? CH_WORKBOOK_FINE : CH_WORKBOOK_DAMAGED;
}

ch_workbook_fault ch_part_open(ch_part *part, ch_zip *zip, const ch_zip_entry *entry)
{
    enum { STORED = 0, DEFLATED = 8, ENCRYPTED = 1 }; /* 4.4.5; 4.4.4, bit 0 */
    part->zip = zip;
    part->entry = entry;
    part->given = 0;
    part->crc = crc32(0, Z_NULL, 0);
    part->inflating = part->ended = false;
    if (stands_twice(zip, entry))
        return CH_WORKBOOK_TWICE;
    if (entry->flags & ENCRYPTED)
        return CH_WORKBOOK_ENCRYPTED;
    if (entry->method != STORED && entry->method != DEFLATED)
        return CH_WORKBOOK_METHOD;
    ch_workbook_fault fault = find_bytes(part);
    if (fault != CH_WORKBOOK_FINE || entry->method == STORED)
        return fault;
    part->inflate = (z_stream){.next_in = Z_NULL};
    part->inflating = inflateInit2(&part->inflate, -MAX_WBITS) == Z_OK; /* zlib.h: no header of its own */
    return part->inflating ? CH_WORKBOOK_FINE : CH_WORKBOOK_NO_MEMORY;
}

void ch_part_close(ch_part *part)
{
    if (part->inflating)
        inflateEnd(&part->inflate);
    part->inflating = false;
}

static ch_workbook_fault read_packed(ch_part *part, void *into, size_t size, size_t *length)
{
    *length = part->left < size ? (size_t)part->left : size;
    ch_workbook_fault fault = read_whole(&part->zip->file, part->at, into, *length);
    part->at += *length;
    part->left -= *length;
    return fault;
}

static ch_workbook_fault read_deflated(ch_part *part, void *into, size_t size, size_t *length)
{
    z_stream *z = &part->inflate;
    z->next_out = into;
    z->avail_out = (uInt)size;
    while (z->avail_out == size && !part->ended) {
        if (z->avail_in == 0) {
            size_t got;
            ch_workbook_fault fault = read_packed(part, part->packed, sizeof part->packed, &got);
            if (fault != CH_WORKBOOK_FINE)
                return fault;
            z->next_in = part->packed;
            z->avail_in = (uInt)got;
        }
        int result = inflate(z, Z_NO_FLUSH);
        part->ended = result == Z_STREAM_END;
        if (result == Z_MEM_ERROR)
            return CH_WORKBOOK_NO_MEMORY;
        if (result != Z_OK && !part->ended) /* Z_BUF_ERROR too: all was given, and it is not over */
            return CH_WORKBOOK_DAMAGED;
    }
    *length = size - z->avail_out;
    return CH_WORKBOOK_FINE;
}

static bool is_too_much(const ch_zip *zip)
{
    uint64_t most = FREE_BYTES + MOST_RATIO * zip->file.size;
    return zip->unpacked > MOST_BYTES || zip->unpacked > most;
}

ch_workbook_fault ch_part_read(ch_part *part, void *into, size_t size, size_t *length)
{
    ch_workbook_fault fault =
        part->inflating ? read_deflated(part, into, size, length) : read_packed(part, into, size, length);
    if (fault != CH_WORKBOOK_FINE)
        return fault;
    part->crc = crc32(part->crc, into, (uInt)*length);
    part->given += *length;
    part->zip->unpacked += *length;
    if (is_too_much(part->zip))
        return CH_WORKBOOK_TOO_MUCH;
    bool over = *length == 0;
    if (part->given > part->entry->size ||
        (over && (part->given != part->entry->size || part->crc != part->entry->crc)))
        return CH_WORKBOOK_DAMAGED;
    return CH_WORKBOOK_FINE;
}
