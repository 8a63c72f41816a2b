/* The entrance of workbooks (.xlsx, .ods). The first byte says what an input is: any bytes as an archive; or the parts
 * of one, parted by a line %%%, which are packed here so that what is behind the checksums is met too. However much is
 * asked for at once, the same rows come out, and it ends in the same way. */
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/diagnostics.h"
#include "fuzz/fuzz.h"
#include "workbook/workbook.h"

enum { MOST_BYTES = 1 << 20, ROOM = 1 << 17 }; /* of rows that are looked at; of an archive */

static ptrdiff_t read_memory(void *context, uint64_t offset, void *into, size_t size)
{
    const charter_text *bytes = context;
    if (offset >= bytes->length)
        return 0;
    size_t length = bytes->length - (size_t)offset < size ? bytes->length - (size_t)offset : size;
    memcpy(into, bytes->at + offset, length);
    return (ptrdiff_t)length;
}

/* ---- an archive of stored parts ---- */

typedef struct archive {
    unsigned char bytes[ROOM], directory[ROOM / 8];
    size_t length, directory_length;
    unsigned count;
} archive;

static void put(unsigned char *at, uint64_t number, unsigned width)
{
    for (unsigned i = 0; i < width; i++)
        at[i] = (unsigned char)(number >> 8 * i);
}

static void add_part(archive *a, const char *name, charter_text text)
{
    size_t long_name = strlen(name);
    unsigned char *header = a->bytes + a->length, *entry = a->directory + a->directory_length;
    uLong crc = crc32(0, (const unsigned char *)text.at, (uInt)text.length);
    memset(header, 0, 30);
    memset(entry, 0, 46);
    memcpy(header, "PK\3\4", 4);
    memcpy(entry, "PK\1\2", 4);
    put(header + 26, long_name, 2);
    put(entry + 16, crc, 4);
    put(entry + 20, text.length, 4);
    put(entry + 24, text.length, 4);
    put(entry + 28, long_name, 2);
    put(entry + 42, a->length, 4);
    memcpy(header + 30, name, long_name);
    memcpy(entry + 46, name, long_name);
    if (text.length > 0)
        memcpy(header + 30 + long_name, text.at, text.length);
    a->length += 30 + long_name + text.length;
    a->directory_length += 46 + long_name;
    a->count++;
}

static charter_text finish(archive *a)
{
    unsigned char *end = a->bytes + a->length + a->directory_length;
    memcpy(a->bytes + a->length, a->directory, a->directory_length);
    memset(end, 0, 22);
    memcpy(end, "PK\5\6", 4);
    put(end + 8, a->count, 2);
    put(end + 10, a->count, 2);
    put(end + 12, a->directory_length, 4);
    put(end + 16, a->length, 4);
    return (charter_text){(const char *)a->bytes, (size_t)(end + 22 - a->bytes)};
}

static const char *const parts_xlsx[] =
    {"_rels/.rels",          "xl/_rels/workbook.xml.rels", "xl/workbook.xml",         "xl/styles.xml",
     "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml",   "xl/worksheets/sheet2.xml"};
static const char *const parts_ods[] = {"mimetype", "META-INF/manifest.xml", "content.xml"};

static charter_text pack(archive *a, const char *const *names, size_t count, charter_text text)
{
    static const char mark[] = "\n%%%\n";
    for (size_t i = 0; i < count; i++) {
        const char *end =
            i + 1 == count || text.length == 0 ? NULL : memmem(text.at, text.length, mark, sizeof mark - 1);
        size_t length = end == NULL ? text.length : (size_t)(end - text.at);
        add_part(a, names[i], (charter_text){text.at, length});
        length += end == NULL ? 0 : sizeof mark - 1;
        text = (charter_text){text.at + length, text.length - length};
    }
    return finish(a);
}

/* ---- reading ---- */

typedef struct rows {
    char *bytes;
    size_t length, errors;
    ptrdiff_t ended; /* 0, or a negative errno; 1: there was more */
} rows;

static rows read_all(charter_text file, ch_workbook_options options, size_t asked)
{
    rows r = {.bytes = malloc(MOST_BYTES), .ended = 1};
    ch_workbook *book;
    ch_bytes_at bytes = {&file, read_memory, file.length};
    if (r.bytes == NULL || ch_workbook_open(&book, "a.xlsx", bytes, &options) != CHARTER_OK)
        abort();
    charter_input input = ch_workbook_input(book);
    while (r.ended > 0 && r.length < MOST_BYTES) {
        size_t room = MOST_BYTES - r.length < asked ? MOST_BYTES - r.length : asked;
        ptrdiff_t got = input.read(input.context, r.bytes + r.length, room);
        assert(got <= (ptrdiff_t)room);
        r.length += got > 0 ? (size_t)got : 0;
        r.ended = got > 0 ? 1 : got;
    }
    const charter_diagnostics *told = ch_workbook_told(book);
    r.errors = told->errors;
    assert(r.ended > 0 || (r.ended < 0) == (told->errors > 0));
    assert(r.ended >= 0 || r.ended == -EBADMSG);
    assert(r.length == 0 || ch_workbook_sheet(book).at != NULL);
    for (const charter_diagnostic *one = told->first; one != NULL; one = one->next)
        assert(one->message.text != NULL && one->help.text != NULL);
    ch_workbook_close(book);
    return r;
}

static void check(charter_text file, ch_workbook_options options)
{
    rows whole = read_all(file, options, MOST_BYTES), piecewise = read_all(file, options, 7);
    size_t shorter = whole.length < piecewise.length ? whole.length : piecewise.length;
    assert(memcmp(whole.bytes, piecewise.bytes, shorter) == 0);
    assert(whole.length == piecewise.length && whole.ended == piecewise.ended && whole.errors == piecewise.errors);
    (void)shorter;
    free(whole.bytes);
    free(piecewise.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size < 2 || size > ROOM / 2)
        return 0;
    archive *a = calloc(1, sizeof *a);
    if (a == NULL)
        abort();
    charter_text text = {(const char *)bytes + 1, size - 1};
    ch_workbook_options options = {.any = (bytes[0] & 4) != 0};
    if ((bytes[0] & 8) != 0)
        options.sheet = (charter_text){"R", 1};
    if (bytes[0] % 4 == 1)
        text = pack(a, parts_xlsx, sizeof parts_xlsx / sizeof *parts_xlsx, text);
    else if (bytes[0] % 4 == 2)
        text = pack(a, parts_ods, sizeof parts_ods / sizeof *parts_ods, text);
    check(text, options);
    free(a);
    return 0;
}
