/* The entrance of packed inputs (.gz, .zst): any bytes as one, and as what is packed. The first byte says how they are
 * packed and fed. However they are fed and asked for, the same comes out, and it ends as it should. */
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "batch/decompress.h"
#include "charter/memory.h"
#include "fuzz/fuzz.h"

enum { MOST_BYTES = 256 * 1024 }; /* that are looked at: a few bytes may stand for many */

typedef struct feed {
    charter_text left;
    size_t step;
} feed;

static ptrdiff_t read_feed(void *context, char *into, size_t size)
{
    feed *f = context;
    size_t length = f->left.length < size ? f->left.length : size;
    length = length < f->step ? length : f->step;
    if (length > 0)
        memcpy(into, f->left.at, length);
    f->left = (charter_text){f->left.at + length, f->left.length - length};
    return (ptrdiff_t)length;
}

typedef struct unpacked {
    char *bytes;
    size_t length;
    ptrdiff_t ended; /* 0, or a negative errno; 1: there was more */
} unpacked;

static unpacked unpack(charter_text packed, ch_packing packing, size_t step, size_t asked)
{
    feed f = {packed, step};
    unpacked u = {.bytes = malloc(MOST_BYTES), .ended = 1};
    ch_decompress *d;
    if (u.bytes == NULL || ch_decompress_open(&d, (charter_input){&f, read_feed}, packing) != CHARTER_OK)
        abort();
    charter_input input = ch_decompress_input(d);
    while (u.ended > 0 && u.length < MOST_BYTES) {
        size_t room = MOST_BYTES - u.length < asked ? MOST_BYTES - u.length : asked;
        ptrdiff_t got = input.read(input.context, u.bytes + u.length, room);
        assert(got <= (ptrdiff_t)room);
        u.length += got > 0 ? (size_t)got : 0;
        u.ended = got > 0 ? 1 : got;
    }
    ch_decompress_close(d);
    return u;
}

/* How much comes out before damage depends on how much was asked for; what comes out does not. */
static void check_same(const unpacked *one, const unpacked *other)
{
    size_t shorter = one->length < other->length ? one->length : other->length;
    assert(memcmp(one->bytes, other->bytes, shorter) == 0);
    /* Of two reasons to refuse it libzstd tells the one that it meets first, which depends on how much it is given. */
    assert((one->ended < 0) == (other->ended < 0) || one->ended > 0 || other->ended > 0);
    assert(one->ended < 0 || other->ended < 0 || one->length == other->length);
    (void)shorter;
}

static void check_unpacking(charter_text packed, ch_packing packing, size_t step)
{
    unpacked whole = unpack(packed, packing, packed.length + 1, MOST_BYTES);
    unpacked piecewise = unpack(packed, packing, step, step + 1);
    assert(whole.ended == 1 || whole.ended == 0 || whole.ended == -EBADMSG || whole.ended == -EOVERFLOW);
    assert(whole.ended != -EOVERFLOW || packing == CH_ZSTD);
    check_same(&whole, &piecewise);
    free(whole.bytes);
    free(piecewise.bytes);
}

static size_t pack_gzip(charter_text bytes, unsigned char *into, size_t room)
{
    z_stream z = {0};
    if (deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        abort();
    unsigned char *copy = malloc(bytes.length + 1); /* zlib's input is not const */
    if (copy == NULL)
        abort();
    memcpy(copy, bytes.at, bytes.length);
    z.next_in = copy;
    z.avail_in = (uInt)bytes.length;
    z.next_out = into;
    z.avail_out = (uInt)room;
    int result = deflate(&z, Z_FINISH);
    assert(result == Z_STREAM_END);
    (void)result;
    deflateEnd(&z);
    free(copy);
    return room - z.avail_out;
}

static size_t pack(charter_text bytes, ch_packing packing, unsigned char *into, size_t room)
{
    if (packing == CH_GZIP)
        return pack_gzip(bytes, into, room);
    if (packing == CH_ZSTD)
        return ZSTD_compress(into, room, bytes.at, bytes.length, 1);
    memcpy(into, bytes.at, bytes.length);
    return bytes.length;
}

/* What was packed comes out, and cut short by a byte it is damaged. */
static void check_packed(charter_text bytes, ch_packing packing, size_t step)
{
    size_t room = bytes.length + 1024;
    unsigned char *packed = malloc(room);
    if (packed == NULL)
        abort();
    size_t length = pack(bytes, packing, packed, room);
    unpacked u = unpack((charter_text){(char *)packed, length}, packing, step, step + 1);
    assert(u.ended == 0 && u.length == bytes.length && memcmp(u.bytes, bytes.at, u.length) == 0);
    free(u.bytes);
    u = unpack((charter_text){(char *)packed, length - 1}, packing, step, MOST_BYTES);
    assert(packing == CH_PLAIN || u.ended == -EBADMSG);
    free(u.bytes);
    free(packed);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size < 2)
        return 0;
    ch_packing packing = (ch_packing)(bytes[0] % 3);
    size_t step = (size_t)bytes[0] / 3 + 1;
    charter_text rest = {(const char *)bytes + 1, size - 1};
    check_unpacking(rest, packing, step);
    if (rest.length < 4096)
        check_packed(rest, packing, step);
    return 0;
}
