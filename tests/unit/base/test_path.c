/* Paths as they are known again, and as JSON can spell them. */
#include "unit/support.h"

#include "base/path.h"

typedef struct path_row {
    const char *name, *path, *plain;
} path_row;

static const path_row plain[] = {
    {"nothing", "", ""},
    {"a name", "a.yaml", "a.yaml"},
    {"here", ".", ""},
    {"a name here", "./a.yaml", "a.yaml"},
    {"slashes that stand twice", "a//b///c", "a/b/c"},
    {"a slash at the end", "a/b/", "a/b"},
    {"points within", "a/./b/.", "a/b"},
    {"up and down again", "a/../b", "b"},
    {"up twice", "a/b/../../c", "c"},
    {"up to nothing", "a/..", ""},
    {"out of the folder", "../a", "../a"},
    {"further out", "../../a", "../../a"},
    {"in, out, and further out", "a/../../b", "../b"},
    {"an absolute path", "/a/b", "/a/b"},
    {"the root", "/", "/"},
    {"above the root", "/../a", "/a"},
    {"up to the root", "/a/..", "/"},
    {"up to the root and down", "/a/../b", "/b"},
    {"a root of two slashes", "//a", "/a"},
    {"a name of three points", ".../a", ".../a"},
    {"a hidden name", ".a/..b", ".a/..b"},
};

static void is_plain(void **state)
{
    const path_row *row = *state;
    ch_arena arena = {0};
    ch_text got = ch_path_plain(&arena, row->path);
    assert_int_equal(got.length, strlen(row->plain));
    assert_memory_equal(got.at, row->plain, got.length);
    ch_arena_clear(&arena);
}

static const path_row writable[] = {
    {"letters of all kinds", "./caf\xC3\xA9/\xE6\x97\xA5.yaml", "caf\xC3\xA9/\xE6\x97\xA5.yaml"},
    {"blanks and quotes", "a b\t\"c\"\n", "a b\t\"c\"\n"},
    {"a percent sign", "100%.yaml", "100%25.yaml"},
    {"an escape", "\x1B[1m", "%1B[1m"},
    {"a byte that is no text", "a\xFFz", "a%FFz"},
    {"half of a letter", "a\xC3", "a%C3"},
    {"a separator of lines", "a\xE2\x80\xA8z", "a%E2%80%A8z"},
};

static void is_writable(void **state)
{
    const path_row *row = *state;
    ch_arena arena = {0};
    ch_text got = ch_path_writable(&arena, row->path);
    assert_int_equal(got.length, strlen(row->plain));
    assert_memory_equal(got.at, row->plain, got.length);
    ch_arena_clear(&arena);
}

int main(void)
{
    const test_table tables[] = {TEST_ROWS(plain, is_plain), TEST_ROWS(writable, is_writable)};
    return RUN_TABLES(tables);
}
