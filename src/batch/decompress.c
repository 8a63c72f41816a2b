/* decompress: a packed input as a plain one, step by step, by zlib (gzip, RFC 1952) and libzstd (RFC 8878). Nothing is
 * held whole: how much comes out is bounded by the limits of what reads it, document by document. */
#include "batch/decompress.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#define CHUNK ((size_t)64 * 1024)

/* The largest window that ordinary levels of compression use (zstd -19); a frame that asks for more asks for memory,
 * and is refused. RFC 8878 lets a frame ask for far more, and recommends that a decoder take 8 MiB at least
 * (3.1.1.1.2): 2 to the power of 23. */
#define LARGEST_WINDOW_LOG 23

struct ch_decompress {
    charter_input packed;
    ptrdiff_t (*step)(ch_decompress *f, void *into, size_t size);
    z_stream gzip;
    bool gzip_begun;
    ZSTD_DStream *zstd;
    uint64_t promised, given; /* bytes of a frame: as its header says, and so far */
    size_t header;            /* bytes that are wanted before a member or frame begins */
    bool within;              /* a member or frame has begun and not ended */
    bool any;                 /* one has ended: what follows is another, or nothing */
    bool ended;               /* the packed input has */
    size_t at, length;        /* packed bytes not yet used */
    char bytes[CHUNK];
};

static const struct {
    const char *ending;
    ch_packing packing;
} endings[] = {{".gz", CH_GZIP}, {".zst", CH_ZSTD}};

ch_packing ch_packing_of(const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t ending = strlen(endings[i].ending);
        if (length > ending && strcasecmp(name + length - ending, endings[i].ending) == 0)
            return endings[i].packing;
    }
    return CH_PLAIN;
}

/* Makes sure of packed bytes, of a whole header where one begins, or of their end. 0, or a negative errno. */
static ptrdiff_t fill(ch_decompress *f)
{
    size_t wanted = f->within ? 1 : f->header;
    while (f->length - f->at < wanted && !f->ended) {
        memmove(f->bytes, f->bytes + f->at, f->length - f->at);
        f->length -= f->at;
        f->at = 0;
        ptrdiff_t got = f->packed.read(f->packed.context, f->bytes + f->length, CHUNK - f->length);
        if (got < 0)
            return got;
        f->ended = got == 0;
        f->length += (size_t)got;
    }
    return 0;
}

/* ---- gzip ---- */

/* One step of zlib, into `into`: how much it gave, or a negative errno. RFC 1952, 2.2: a file is a series of members,
 * one behind the other. */
static ptrdiff_t step_gzip(ch_decompress *f, void *into, size_t size)
{
    z_stream *z = &f->gzip;
    if (!f->within && inflateReset(z) != Z_OK) /* members may follow one another */
        return -EBADMSG;
    z->next_in = (unsigned char *)f->bytes + f->at;
    z->avail_in = (uInt)(f->length - f->at);
    z->next_out = into;
    /* zlib counts in 32 bits: what is left is for the next step. */
    z->avail_out = size > UINT32_MAX ? UINT32_MAX : (uInt)size;
    uInt room = z->avail_out;
    int result = inflate(z, Z_NO_FLUSH);
    f->at = f->length - z->avail_in;
    f->within = result != Z_STREAM_END;
    f->any = f->any || result == Z_STREAM_END;
    if (result == Z_MEM_ERROR)
        return -ENOMEM;
    /* Z_BUF_ERROR is no damage: there was nothing to read, or no room (zlib.h). */
    if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
        return -EBADMSG;
    return (ptrdiff_t)(room - z->avail_out);
}

/* ---- zstd ---- */

static int error_of(ZSTD_ErrorCode code)
{
    if (code == ZSTD_error_frameParameter_windowTooLarge)
        return -EOVERFLOW;
    return code == ZSTD_error_memory_allocation ? -ENOMEM : -EBADMSG;
}

/* A frame may say how many bytes it holds (RFC 8878, 3.1.1.1.4). libzstd (1.5.4) always holds it to that where it
 * unpacks it at one go, and otherwise not where its last block is empty: whether an input is damaged would depend on
 * how much of it is asked for at once. */
static void begin_frame(ch_decompress *f)
{
    f->promised = ZSTD_getFrameContentSize(f->bytes + f->at, f->length - f->at);
    f->given = 0;
}

static bool keeps_promise(const ch_decompress *f)
{
    bool none = f->promised == ZSTD_CONTENTSIZE_UNKNOWN || f->promised == ZSTD_CONTENTSIZE_ERROR;
    return none || f->given == f->promised;
}

/* RFC 8878, 3: frames may follow one another. 0 says that one has ended and all of it was given. */
static ptrdiff_t step_zstd(ch_decompress *f, void *into, size_t size)
{
    if (!f->within)
        begin_frame(f);
    ZSTD_inBuffer in = {f->bytes, f->length, f->at};
    ZSTD_outBuffer out = {into, size, 0};
    size_t result = ZSTD_decompressStream(f->zstd, &out, &in);
    f->at = in.pos;
    if (ZSTD_isError(result))
        return error_of(ZSTD_getErrorCode(result));
    f->given += out.pos;
    if (result == 0 && !keeps_promise(f))
        return -EBADMSG;
    f->within = result != 0;
    f->any = f->any || result == 0;
    return (ptrdiff_t)out.pos;
}

/* ---- the input ---- */

static ptrdiff_t step_plain(ch_decompress *f, void *into, size_t size)
{
    size_t length = f->length - f->at < size ? f->length - f->at : size;
    memcpy(into, f->bytes + f->at, length);
    f->at += length;
    f->any = true;
    return (ptrdiff_t)length;
}

/* The end comes between two members alone. A file that is cut short would else be one with fewer declarations. */
static ptrdiff_t finish(const ch_decompress *f)
{
    return f->within || !f->any ? -EBADMSG : 0;
}

static ptrdiff_t read_packed(void *context, char *into, size_t size)
{
    ch_decompress *f = context;
    for (;;) {
        ptrdiff_t status = fill(f);
        if (status < 0)
            return status;
        bool starved = f->at == f->length;
        /* Within a member, the unpacker may still hold bytes though all of the input was read: it is asked once
         * more. */
        if (starved && !f->within)
            return finish(f);
        ptrdiff_t got = f->step(f, into, size);
        if (got != 0)
            return got;
        if (starved)
            return finish(f); /* neither bytes in nor bytes out: cut short */
    }
}

charter_input ch_decompress_input(ch_decompress *inflate)
{
    return (charter_input){inflate, read_packed};
}

static bool begin(ch_decompress *f, ch_packing packing)
{
    /* zlib.h: with 16 added to the window's bits gzip is read, and nothing else. */
    enum { GZIP_ALONE = 16 + MAX_WBITS };
    enum { LONGEST_FRAME_HEADER = 18 }; /* RFC 8878, 3.1.1: with its magic number */
    f->header = packing == CH_ZSTD ? LONGEST_FRAME_HEADER : 1;
    switch (packing) {
    case CH_GZIP:
        f->step = step_gzip;
        f->gzip_begun = inflateInit2(&f->gzip, GZIP_ALONE) == Z_OK;
        return f->gzip_begun;
    case CH_ZSTD:
        f->step = step_zstd;
        f->zstd = ZSTD_createDStream();
        return f->zstd != NULL &&
               !ZSTD_isError(ZSTD_DCtx_setParameter(f->zstd, ZSTD_d_windowLogMax, LARGEST_WINDOW_LOG));
    default:
        f->step = step_plain;
        f->any = true; /* an empty file is one */
        return true;
    }
}

charter_status ch_decompress_open(ch_decompress **out, charter_input packed, ch_packing packing)
{
    ch_decompress *f = *out = calloc(1, sizeof *f);
    if (f == NULL)
        return CHARTER_NO_MEMORY;
    f->packed = packed;
    if (begin(f, packing))
        return CHARTER_OK;
    ch_decompress_close(f);
    *out = NULL;
    return CHARTER_NO_MEMORY;
}

void ch_decompress_close(ch_decompress *inflate)
{
    if (inflate == NULL)
        return;
    if (inflate->gzip_begun)
        inflateEnd(&inflate->gzip);
    ZSTD_freeDStream(inflate->zstd);
    free(inflate);
}
