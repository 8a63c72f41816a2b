/* Compressed inputs: unpacked as they are read, in bounded memory; damage is told after all that came before it. */
#include "unit/support.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

#include "batch/decompress.h"
#include "declaration/declaration.h"

typedef struct bytes {
    char *at;
    size_t length;
} bytes;

static bytes gzip_of(const char *text, size_t length)
{
    z_stream z = {0};
    bytes out = {malloc(length + 1000), 0};
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_in = (unsigned char *)(uintptr_t)text;
    z.avail_in = (uInt)length;
    z.next_out = (unsigned char *)out.at;
    z.avail_out = (uInt)(length + 1000);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    out.length = z.total_out;
    deflateEnd(&z);
    return out;
}

static bytes zstd_of(const char *text, size_t length)
{
    bytes out = {malloc(ZSTD_compressBound(length)), 0};
    out.length = ZSTD_compress(out.at, ZSTD_compressBound(length), text, length, 3);
    assert_false(ZSTD_isError(out.length));
    return out;
}

static bytes pack(ch_packing packing, const char *text, size_t length)
{
    if (packing == CH_GZIP)
        return gzip_of(text, length);
    if (packing == CH_ZSTD)
        return zstd_of(text, length);
    bytes out = {malloc(length + 1), length};
    memcpy(out.at, text, length);
    return out;
}

/* Reads everything, `step` bytes at a time, into `into`; returns the last read's answer. */
static ptrdiff_t unpack(ch_packing packing, bytes packed, size_t piece, size_t step, char *into, size_t room,
                        size_t *length)
{
    memory_input memory = {.at = packed.at, .left = packed.length, .piece = piece};
    ch_decompress *inflating;
    assert_int_equal(ch_decompress_open(&inflating, input_from_memory(&memory), packing), CHARTER_OK);
    charter_input input = ch_decompress_input(inflating);
    ptrdiff_t got;
    *length = 0;
    while ((got = input.read(input.context, into + *length, *length + step < room ? step : room - *length)) > 0)
        *length += (size_t)got;
    ch_decompress_close(inflating);
    return got;
}

static const ch_packing packings[] = {CH_PLAIN, CH_GZIP, CH_ZSTD};

#define TEXT_LENGTH ((size_t)200000)

static char *some_text(void)
{
    char *text = malloc(TEXT_LENGTH);
    unsigned seed = 1;
    for (size_t i = 0; i < TEXT_LENGTH; i++) {
        seed = seed * 1103515245u + 12345u;
        text[i] = (char)('a' + (seed >> 16) % 23);
    }
    return text;
}

static void what_was_packed_comes_out(void **state)
{
    (void)state;
    char *text = some_text(), *back = malloc(TEXT_LENGTH + 1);
    for (size_t i = 0; i < COUNT_OF(packings); i++) {
        bytes packed = pack(packings[i], text, TEXT_LENGTH);
        const size_t pieces[] = {0, 1, 7, 4096};
        for (size_t j = 0; j < COUNT_OF(pieces); j++) {
            size_t length;
            assert_int_equal(unpack(packings[i], packed, pieces[j], j == 2 ? 3 : 65536, back, TEXT_LENGTH + 1, &length),
                             0);
            assert_int_equal(length, TEXT_LENGTH);
            assert_memory_equal(back, text, length);
        }
        free(packed.at);
    }
    free(text);
    free(back);
}

static void an_empty_text_may_be_packed(void **state)
{
    (void)state;
    char back[10];
    for (size_t i = 0; i < COUNT_OF(packings); i++) {
        bytes packed = pack(packings[i], "", 0);
        size_t length;
        assert_int_equal(unpack(packings[i], packed, 0, 10, back, sizeof back, &length), 0);
        assert_int_equal(length, 0);
        free(packed.at);
    }
}

static void members_that_follow_one_another_are_one_text(void **state)
{
    (void)state;
    char back[20];
    for (size_t i = 1; i < COUNT_OF(packings); i++) {
        bytes one = pack(packings[i], "one,", 4), two = pack(packings[i], "two", 3);
        bytes both = {malloc(one.length + two.length), one.length + two.length};
        memcpy(both.at, one.at, one.length);
        memcpy(both.at + one.length, two.at, two.length);
        size_t length;
        assert_int_equal(unpack(packings[i], both, 1, 5, back, sizeof back, &length), 0);
        assert_text_equal(((charter_text){back, length}), "one,two");
        free(one.at);
        free(two.at);
        free(both.at);
    }
}

static void what_is_cut_short_is_told_wherever_it_is_cut(void **state)
{
    (void)state;
    char back[200];
    const char *text = "usage: 1\nactivity: drafting\ntool: inhouse\n---\nusage: 1\n";
    for (size_t i = 1; i < COUNT_OF(packings); i++) {
        bytes packed = pack(packings[i], text, strlen(text));
        for (size_t cut = 0; cut < packed.length; cut++) {
            size_t length;
            bytes shorter = {packed.at, cut};
            assert_int_equal(unpack(packings[i], shorter, 0, 50, back, sizeof back, &length), -EBADMSG);
            assert_memory_equal(back, text, length);
        }
        free(packed.at);
    }
}

static void damage_is_told_or_changes_nothing(void **state)
{
    (void)state;
    char back[400];
    const char *text = "usage: 1\nactivity: drafting\ntool: inhouse\n---\nusage: 1\n";
    bytes packed = pack(CH_GZIP, text, strlen(text));
    size_t told = 0;
    for (size_t i = 10; i < packed.length; i++) { /* behind the header, of which some bytes mean nothing */
        packed.at[i] = (char)(packed.at[i] ^ 0x10);
        size_t length;
        if (unpack(CH_GZIP, packed, 0, 50, back, sizeof back - 1, &length) == 0) /* bits that only pad */
            assert_text_equal(((charter_text){back, length}), text);
        else
            told++;
        packed.at[i] = (char)(packed.at[i] ^ 0x10);
    }
    assert_true(told > packed.length - 12);
    free(packed.at);
}

static void what_is_not_packed_is_told(void **state)
{
    (void)state;
    char back[100];
    size_t length;
    bytes plain = {(char *)(uintptr_t) "usage: 1\n", 9};
    assert_int_equal(unpack(CH_GZIP, plain, 0, 50, back, sizeof back, &length), -EBADMSG);
    assert_int_equal(unpack(CH_ZSTD, plain, 0, 50, back, sizeof back, &length), -EBADMSG);
    bytes packed = pack(CH_GZIP, "a", 1);
    packed.at = realloc(packed.at, packed.length + 3);
    memcpy(packed.at + packed.length, "xyz", 3);
    packed.length += 3;
    assert_int_equal(unpack(CH_GZIP, packed, 0, 50, back, sizeof back, &length), -EBADMSG);
    assert_int_equal(length, 1);
    free(packed.at);
}

/* Each says what can be done. */
static void what_cannot_be_read_says_why(void **state)
{
    static const struct {
        int error;
        const char *told;
    } rows[] = {{EBADMSG, "damaged"}, {EOVERFLOW, "window"}, {ENOMEM, "memory"}, {EIO, "reading this file failed"}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        charter_diagnostics *faults;
        assert_int_equal(charter_diagnostics_new(&faults), CHARTER_OK);
        ch_error_unread(faults, "a.zst", rows[i].error);
        assert_non_null(strstr(tell_messages(faults), rows[i].told));
        charter_diagnostics_free(faults);
    }
}

static void a_window_that_asks_for_much_memory_is_refused(void **state)
{
    (void)state;
    size_t size = (size_t)64 << 20, length;
    char *zeros = calloc(1, size), back[100];
    ZSTD_CCtx *context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, 26);
    ZSTD_CCtx_setParameter(context, ZSTD_c_enableLongDistanceMatching, 1);
    bytes packed = {malloc(ZSTD_compressBound(size)), 0};
    ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0);
    packed.length = ZSTD_compress2(context, packed.at, ZSTD_compressBound(size), zeros, size);
    assert_false(ZSTD_isError(packed.length));
    assert_int_equal(unpack(CH_ZSTD, packed, 0, 50, back, sizeof back, &length), -EOVERFLOW);
    ZSTD_freeCCtx(context);
    free(packed.at);
    free(zeros);
}

/* The last of them are what libzstd takes for whole as long as it is not asked for all of it at once. */
static void a_frame_holds_what_it_says_however_it_is_read(void **state)
{
    static const struct {
        const char *frames;
        size_t length;
        ptrdiff_t ended;
    } rows[] = {
        {"\x28\xB5\x2F\xFD\x20\x02\x11\x00\x00"
         "ab",
         11, 0},
        {"\x28\xB5\x2F\xFD\x00\x58\x01\x00\x00", 9, 0}, /* it does not say */
        {"\x50\x2A\x4D\x18\x04\x00\x00\x00"
         "skip",
         12, 0},
        {"\x28\xB5\x2F\xFD\x20\x03\x11\x00\x00"
         "ab",
         11, -EBADMSG},
        {"\x28\xB5\x2F\xFD\x20\x80\x01\x00\x00", 9, -EBADMSG},
        {"\x28\xB5\x2F\xFD\x24\x80\x01\x00\x00\x99\xE9\xD8\x51", 13, -EBADMSG},
        {"\x28\xB5\x2F\xFD\x20\x00\x01\x00\x00\x28\xB5\x2F\xFD\x20\x80\x01\x00\x00", 18, -EBADMSG},
    };
    (void)state;
    char back[300];
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        for (size_t piece = 0; piece <= rows[i].length; piece++)
            for (size_t step = 1; step <= 300; step += 299) {
                size_t length;
                bytes packed = {(char *)(uintptr_t)rows[i].frames, rows[i].length};
                assert_int_equal(unpack(CH_ZSTD, packed, piece, step, back, sizeof back, &length), rows[i].ended);
            }
}

static void a_failed_read_is_handed_on(void **state)
{
    (void)state;
    memory_input memory = {.at = "\x1F\x8B", .left = 2, .error = EIO};
    ch_decompress *inflating;
    char back[10];
    assert_int_equal(ch_decompress_open(&inflating, input_from_memory(&memory), CH_GZIP), CHARTER_OK);
    charter_input input = ch_decompress_input(inflating);
    assert_int_equal(input.read(input.context, back, sizeof back), -EIO);
    ch_decompress_close(inflating);
}

static void a_name_tells_the_packing(void **state)
{
    (void)state;
    assert_int_equal(ch_packing_of("a/b.csv.gz"), CH_GZIP);
    assert_int_equal(ch_packing_of("B.YAML.ZST"), CH_ZSTD);
    assert_int_equal(ch_packing_of("b.yaml"), CH_PLAIN);
    assert_int_equal(ch_packing_of(".gz"), CH_PLAIN);
}

/* A bomb is only long: a document that never ends is refused at its limit, and memory stays small. */
static void a_bomb_is_a_document_beyond_the_limit(void **state)
{
    (void)state;
    size_t size = (size_t)50 << 20;
    char *zeros = malloc(size);
    memset(zeros, 'a', size);
    bytes packed = gzip_of(zeros, size);
    free(zeros);
    assert_true(packed.length < 100000);
    memory_input memory = {.at = packed.at, .left = packed.length};
    ch_decompress *inflating;
    charter_stream *stream;
    const charter_declaration *declaration;
    assert_int_equal(ch_decompress_open(&inflating, input_from_memory(&memory), CH_GZIP), CHARTER_OK);
    assert_int_equal(charter_stream_open(&stream, "bomb.json.gz", ch_decompress_input(inflating), NULL), CHARTER_OK);
    assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_OK);
    assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_END);
    charter_stream_close(stream);
    ch_decompress_close(inflating);
    free(packed.at);
}

static void everything_before_the_damage_is_given(void **state)
{
    (void)state;
    const char *text = "{\"usage\": 1}\n{\"usage\": 1}\n{\"usage\": 1}\n";
    bytes packed = gzip_of(text, strlen(text));
    memory_input memory = {.at = packed.at, .left = packed.length - 3}; /* the checksum is cut */
    ch_decompress *inflating;
    charter_stream *stream;
    const charter_declaration *declaration;
    assert_int_equal(ch_decompress_open(&inflating, input_from_memory(&memory), CH_GZIP), CHARTER_OK);
    assert_int_equal(charter_stream_open(&stream, "a.ndjson.gz", ch_decompress_input(inflating), NULL), CHARTER_OK);
    for (int i = 0; i < 3; i++)
        assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_OK);
    assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_INVALID);
    assert_string_equal(tell_messages(charter_stream_errors(stream)),
                        "the compressed data are damaged or end too early: the rest is not judged "
                        "[compress or copy the file anew, then check again]");
    assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_END);
    charter_stream_close(stream);
    ch_decompress_close(inflating);
    free(packed.at);
}

int main(void)
{
    const test_table tables[] = {
        TEST(what_was_packed_comes_out),
        TEST(an_empty_text_may_be_packed),
        TEST(members_that_follow_one_another_are_one_text),
        TEST(what_is_cut_short_is_told_wherever_it_is_cut),
        TEST(damage_is_told_or_changes_nothing),
        TEST(what_is_not_packed_is_told),
        TEST(what_cannot_be_read_says_why),
        TEST(a_window_that_asks_for_much_memory_is_refused),
        TEST(a_frame_holds_what_it_says_however_it_is_read),
        TEST(a_failed_read_is_handed_on),
        TEST(a_name_tells_the_packing),
        TEST(a_bomb_is_a_document_beyond_the_limit),
        TEST(everything_before_the_damage_is_given),
    };
    return RUN_TABLES(tables);
}
