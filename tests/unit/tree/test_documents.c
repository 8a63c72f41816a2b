/* Cutting a stream into documents, however its bytes come in. */
#include "unit/support.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "tree/documents.h"

#define BOM "\xEF\xBB\xBF"

/* What one call gives. A document's text is also where it begins: offset and lines are computed from it. */
typedef struct cut {
    const char *text; /* NULL: no more */
    bool too_large;   /* `text` is then its beginning alone */
    size_t offset;
    uint32_t lines;
} cut;

typedef struct test_row {
    const char *name, *stream;
    size_t limit; /* 0: large */
    cut cuts[6];
} test_row;

static const test_row rows[] = {
    {"nothing is no document", "", 0, {{NULL, false, 0, 0}}},
    {"one byte is a document", "a", 0, {{"a", false, 0, 0}}},
    {"a line feed is a document of blanks", "\n", 0, {{"\n", false, 0, 0}}},
    {"a stream without marks is one document", "a: 1\nb: 2\n", 0, {{"a: 1\nb: 2\n", false, 0, 0}}},
    {"a mark cuts", "a\n---\nb\n", 0, {{"a\n", false, 0, 0}, {"---\nb\n", false, 2, 1}}},
    {"a mark at the beginning belongs to the first document",
     "---\na\n---\nb\n",
     0,
     {{"---\na\n", false, 0, 0}, {"---\nb\n", false, 6, 2}}},
    {"a mark at the very end begins an empty document", "a\n---", 0, {{"a\n", false, 0, 0}, {"---", false, 2, 1}}},
    {"a mark alone is a document", "---", 0, {{"---", false, 0, 0}}},
    {"marks that follow one another are documents",
     "---\n---\n---",
     0,
     {{"---\n", false, 0, 0}, {"---\n", false, 4, 1}, {"---", false, 8, 2}}},
    {"a mark may have a value after a space", "a\n--- b\n", 0, {{"a\n", false, 0, 0}, {"--- b\n", false, 2, 1}}},
    {"a mark may have a value after a tab", "a\n---\tb\n", 0, {{"a\n", false, 0, 0}, {"---\tb\n", false, 2, 1}}},
    {"a mark may have a comment", "a\n--- # b\n", 0, {{"a\n", false, 0, 0}, {"--- # b\n", false, 2, 1}}},
    {"a mark may end in CRLF", "a\r\n---\r\nb\r\n", 0, {{"a\r\n", false, 0, 0}, {"---\r\nb\r\n", false, 3, 1}}},
    {"four hyphens are no mark", "a\n----\nb", 0, {{"a\n----\nb", false, 0, 0}}},
    {"three hyphens and a letter are no mark", "a\n---b\n", 0, {{"a\n---b\n", false, 0, 0}}},
    {"two hyphens are no mark", "a\n--\nb", 0, {{"a\n--\nb", false, 0, 0}}},
    {"two hyphens at the end are no mark", "a\n--", 0, {{"a\n--", false, 0, 0}}},
    {"hyphens that are indented are no mark", "a\n ---\nb", 0, {{"a\n ---\nb", false, 0, 0}}},
    {"hyphens at a line's end are no mark", "a ---\nb", 0, {{"a ---\nb", false, 0, 0}}},
    {"dots do not cut", "a\n...\nb\n", 0, {{"a\n...\nb\n", false, 0, 0}}},
    {"an empty line before a mark belongs to the document before",
     "a\n\n\n---\nb",
     0,
     {{"a\n\n\n", false, 0, 0}, {"---\nb", false, 4, 3}}},
    {"comments before the first mark are a document of their own",
     "# c\n---\na\n",
     0,
     {{"# c\n", false, 0, 0}, {"---\na\n", false, 4, 1}}},
    {"a byte order mark at the beginning is left out",
     BOM "a\n---\nb",
     0,
     {{"a\n", false, 3, 0}, {"---\nb", false, 5, 1}}},
    {"a byte order mark alone is nothing", BOM, 0, {{NULL, false, 0, 0}}},
    {"a byte order mark before a mark is left out", BOM "---\na", 0, {{"---\na", false, 3, 0}}},
    {"a second byte order mark stays", BOM BOM "a", 0, {{BOM "a", false, 3, 0}}},
    {"a byte order mark of a later document stays",
     "a\n---\n" BOM "b",
     0,
     {{"a\n", false, 0, 0}, {"---\n" BOM "b", false, 2, 1}}},
    {"half a byte order mark stays", "\xEF\xBB", 0, {{"\xEF\xBB", false, 0, 0}}},
    {"CRLF lines count once", "a\r\nb\r\n---\r\nc", 0, {{"a\r\nb\r\n", false, 0, 0}, {"---\r\nc", false, 6, 2}}},

    {"a document of just the limit is given",
     "abcdefgh\n\n---\nb",
     10,
     {{"abcdefgh\n\n", false, 0, 0}, {"---\nb", false, 10, 2}}},
    {"a last document of just the limit is given", "abcdefghij", 10, {{"abcdefghij", false, 0, 0}}},
    {"a document of one byte more is left out",
     "abcdefghi\n\n---\nb",
     10,
     {{"abcdefghi\n", true, 0, 0}, {"---\nb", false, 11, 2}}},
    {"a last document of one byte more is left out", "abcdefghijk", 10, {{"abcdefghij", true, 0, 0}}},
    {"a later document of just the limit is given",
     "a\n---\n56789\n---\nb",
     10,
     {{"a\n", false, 0, 0}, {"---\n56789\n", false, 2, 1}, {"---\nb", false, 12, 3}}},
    {"a document that is too large hides none that follow",
     "a\n---\nbbbbbbbbbbbbbbbb\nbb\n---\nc\n---\nd",
     10,
     {{"a\n", false, 0, 0}, {"---\nbbbbbb", true, 2, 1}, {"---\nc\n", false, 26, 4}, {"---\nd", false, 32, 6}}},
    {"two documents that are too large are told one by one",
     "aaaaaaaaaaaa\n---\nbbbbbbbbbb\n---\nc",
     10,
     {{"aaaaaaaaaa", true, 0, 0}, {"---\nbbbbbb", true, 13, 1}, {"---\nc", false, 28, 3}}},
    {"what is too large may end in what is nearly a mark",
     "aaaaaaaaaaaa\n--\n---x\n---\nc",
     10,
     {{"aaaaaaaaaa", true, 0, 0}, {"---\nc", false, 21, 3}}},
    {"nothing follows a last document that is too large",
     "aaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
     10,
     {{"aaaaaaaaaa", true, 0, 0}}},
    {"a byte order mark is no part of the limit", BOM "abcdefghij", 10, {{"abcdefghij", false, 3, 0}}},
};

static void check_cut(const cut *expected, ch_document_status status, const ch_source *got, size_t piece)
{
    if (status != (expected->too_large ? CH_DOCUMENT_TOO_LARGE : CH_DOCUMENT))
        fail_msg("status %d in pieces of %zu, at \"%s\"", (int)status, piece, expected->text);
    assert_text_equal(got->bytes, expected->text);
    assert_string_equal(got->name, "s.yaml");
    assert_int_equal(got->offset, expected->offset);
    assert_int_equal(got->lines_before, expected->lines);
}

static void cuts_in_pieces(const test_row *row, size_t piece)
{
    memory_input memory = {.at = row->stream, .left = strlen(row->stream), .piece = piece};
    ch_yaml_documents documents = {0};
    ch_yaml_documents_open(&documents, "s.yaml", input_from_memory(&memory), row->limit == 0 ? 1000 : row->limit);
    ch_source got = {0};
    for (size_t i = 0; row->cuts[i].text != NULL; i++) {
        ch_document_status status = ch_yaml_documents_next(&documents, &got);
        check_cut(&row->cuts[i], status, &got, piece);
    }
    assert_int_equal(ch_yaml_documents_next(&documents, &got), CH_DOCUMENTS_END);
    assert_int_equal(ch_yaml_documents_next(&documents, &got), CH_DOCUMENTS_END);
    ch_yaml_documents_close(&documents);
}

/* The same documents, whatever each read gives: all at once, and 1, 2, 3… bytes. */
static void cuts(void **state)
{
    const test_row *row = *state;
    for (size_t piece = 0; piece <= strlen(row->stream) + 1; piece++)
        cuts_in_pieces(row, piece);
}

/* ---- larger than the window ---- */

/* The plainest way to cut: the length of the document that begins at `at`. */
static size_t plain_cut(const char *at, size_t left)
{
    for (size_t i = 1; i + 3 <= left; i++) {
        bool mark = at[i - 1] == '\n' && memcmp(at + i, "---", 3) == 0;
        if (mark && (i + 3 == left || strchr("\n\r\t ", at[i + 3]) != NULL))
            return i;
    }
    return left;
}

static size_t count_feeds(const char *at, size_t length)
{
    size_t feeds = 0;
    for (size_t i = 0; i < length; i++)
        feeds += at[i] == '\n';
    return feeds;
}

static void check_against_plain(const char *stream, size_t length, size_t limit, size_t piece)
{
    memory_input memory = {.at = stream, .left = length, .piece = piece};
    ch_yaml_documents documents = {0};
    ch_yaml_documents_open(&documents, "s", input_from_memory(&memory), limit);
    size_t at = 0, lines = 0;
    while (at < length) {
        size_t expected = plain_cut(stream + at, length - at);
        ch_source got;
        ch_document_status status = ch_yaml_documents_next(&documents, &got);
        assert_int_equal(status, expected > limit ? CH_DOCUMENT_TOO_LARGE : CH_DOCUMENT);
        assert_int_equal(got.offset, at);
        assert_int_equal(got.lines_before, lines);
        assert_int_equal(got.bytes.length, expected > limit ? limit : expected);
        assert_memory_equal(got.bytes.at, stream + at, got.bytes.length);
        lines += count_feeds(stream + at, expected);
        at += expected;
    }
    ch_source none;
    assert_int_equal(ch_yaml_documents_next(&documents, &none), CH_DOCUMENTS_END);
    ch_yaml_documents_close(&documents);
}

/* Fills `size` bytes with lines of `width`. */
static void fill_lines(char *at, size_t size, size_t width)
{
    memset(at, 'x', size);
    for (size_t i = width - 1; i < size; i += width)
        at[i] = '\n';
}

typedef struct large_row {
    const char *name;
    size_t first; /* bytes of the first document; then follow 13 shorter and longer ones */
    size_t width; /* of a line */
    size_t limit, piece;
} large_row;

#define KIB ((size_t)1024)

static const large_row larges[] = {
    {"documents across the borders of the window are whole", 40 * KIB, 64, 1 << 20, 0},
    {"documents come whole in pieces of 4095 bytes", 70 * KIB, 80, 1 << 20, 4095},
    {"documents come whole in pieces of 64 KiB", 64 * KIB, 64, 1 << 20, 64 * KIB},
    {"documents come whole in pieces of 64 KiB less one", 64 * KIB, 64, 1 << 20, 64 * KIB - 1},
    {"documents come whole in pieces of 64 KiB and one", 64 * KIB, 64, 1 << 20, 64 * KIB + 1},
    {"documents larger than the limit are left out across the borders", 50 * KIB, 100, 60 * KIB, 0},
    {"documents larger than the limit are left out in pieces of 1000 bytes", 50 * KIB, 100, 60 * KIB, 1000},
    {"a limit as large as some documents divides them", 30 * KIB, 64, 40 * KIB, 0},
    {"lines longer than the window are left out with their document", 10 * KIB, 300 * KIB, 20 * KIB, 0},
    {"lines longer than the window are left out in pieces of 777 bytes", 10 * KIB, 300 * KIB, 20 * KIB, 777},
};

static void cuts_large(void **state)
{
    const large_row *row = *state;
    size_t room = 0;
    for (size_t i = 0; i < 14; i++)
        room += row->first + i * 10 * KIB + 64;
    char *stream = malloc(room);
    assert_non_null(stream);
    size_t length = 0;
    for (size_t i = 0; i < 14; i++) {
        size_t size = row->first + i * 10 * KIB;
        fill_lines(stream + length, size, row->width);
        if (i > 0)
            memcpy(stream + length, "---\n", 4);
        stream[length + size - 1] = '\n';
        length += size;
    }
    check_against_plain(stream, length, row->limit, row->piece);
    free(stream);
}

/* The first document's end is moved byte by byte over the place where the window of 128 KiB ends. */
static void a_mark_at_the_windows_border_is_found(void **state)
{
    (void)state;
    enum { WINDOW = 128 * 1024, AROUND = 8 };
    static char stream[WINDOW + 4096];
    for (size_t first = WINDOW - AROUND; first <= WINDOW + AROUND; first++) {
        for (int ending = 0; ending < 3; ending++) {
            size_t length = first + 16;
            fill_lines(stream, length, 50);
            stream[first - 1] = '\n';
            memcpy(stream + first, ending == 0 ? "---\n" : ending == 1 ? "--- " : "---x", 4);
            check_against_plain(stream, length, 1 << 20, 0);
            check_against_plain(stream, length, first, 0);
            check_against_plain(stream, length, 1000, 0);
        }
        check_against_plain(stream, first + 3, 1 << 20, 0); /* the mark is all that is left */
    }
}

/* ---- reads that fail ---- */

static void a_read_that_fails_ends_the_stream_and_says_why(void **state)
{
    (void)state;
    for (size_t piece = 0; piece < 12; piece++) {
        static const char stream[] = "a\n---\nb\n";
        memory_input memory = {.at = stream, .left = sizeof stream - 1, .piece = piece, .error = EIO};
        ch_yaml_documents documents = {0};
        ch_yaml_documents_open(&documents, "s", input_from_memory(&memory), 1000);
        ch_source got;
        ch_document_status status = ch_yaml_documents_next(&documents, &got);
        if (status == CH_DOCUMENT) { /* the first document is whole; the second might not be */
            assert_text_equal(got.bytes, "a\n");
            status = ch_yaml_documents_next(&documents, &got);
        }
        assert_int_equal(status, CH_DOCUMENTS_IO);
        assert_int_equal(documents.window.error, EIO);
        assert_int_equal(ch_yaml_documents_next(&documents, &got), CH_DOCUMENTS_END);
        ch_yaml_documents_close(&documents);
    }
}

static void a_read_that_fails_at_once_is_told(void **state)
{
    (void)state;
    memory_input memory = {.at = "", .error = EACCES};
    ch_yaml_documents documents = {0};
    ch_yaml_documents_open(&documents, "s", input_from_memory(&memory), 1000);
    ch_source got;
    assert_int_equal(ch_yaml_documents_next(&documents, &got), CH_DOCUMENTS_IO);
    assert_int_equal(documents.window.error, EACCES);
    ch_yaml_documents_close(&documents);
}

static void a_read_that_fails_while_a_document_is_left_out_is_told(void **state)
{
    (void)state;
    memory_input memory = {.at = "aaaaaaaaaaaaaaaa", .left = 16, .piece = 3, .error = EIO};
    ch_yaml_documents documents = {0};
    ch_yaml_documents_open(&documents, "s", input_from_memory(&memory), 4);
    ch_source got;
    assert_int_equal(ch_yaml_documents_next(&documents, &got), CH_DOCUMENT_TOO_LARGE);
    assert_int_equal(ch_yaml_documents_next(&documents, &got), CH_DOCUMENTS_IO);
    assert_int_equal(documents.window.error, EIO);
    ch_yaml_documents_close(&documents);
}

/* Every second read is interrupted by a signal. */
typedef struct interrupted {
    memory_input memory;
    bool now;
} interrupted;

static ptrdiff_t read_interrupted(void *context, char *into, size_t size)
{
    interrupted *input = context;
    input->now = !input->now;
    return input->now ? -EINTR : input_from_memory(&input->memory).read(&input->memory, into, size);
}

static void a_read_that_was_interrupted_is_made_again(void **state)
{
    (void)state;
    interrupted input = {{.at = "a\n---\nb", .left = 7, .piece = 2}, false};
    ch_yaml_documents documents = {0};
    ch_yaml_documents_open(&documents, "s", (charter_input){&input, read_interrupted}, 1000);
    ch_source got;
    assert_int_equal(ch_yaml_documents_next(&documents, &got), CH_DOCUMENT);
    assert_text_equal(got.bytes, "a\n");
    assert_int_equal(ch_yaml_documents_next(&documents, &got), CH_DOCUMENT);
    assert_text_equal(got.bytes, "---\nb");
    assert_int_equal(ch_yaml_documents_next(&documents, &got), CH_DOCUMENTS_END);
    ch_yaml_documents_close(&documents);
}

static void documents_that_were_never_read_are_freed(void **state)
{
    (void)state;
    memory_input memory = {.at = "a", .left = 1};
    ch_yaml_documents documents = {0};
    ch_yaml_documents_open(&documents, "s", input_from_memory(&memory), 1000);
    ch_yaml_documents_close(&documents);
    ch_yaml_documents_close(&documents);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(rows, cuts),
        TEST_ROWS(larges, cuts_large),
        TEST(a_mark_at_the_windows_border_is_found),
        TEST(a_read_that_fails_ends_the_stream_and_says_why),
        TEST(a_read_that_fails_at_once_is_told),
        TEST(a_read_that_fails_while_a_document_is_left_out_is_told),
        TEST(a_read_that_was_interrupted_is_made_again),
        TEST(documents_that_were_never_read_are_freed),
    };
    return RUN_TABLES(tables);
}
