/* Patterns with `*`: what each kind matches, and where. */
#include "unit/support.h"

#include <stdio.h>

#include "pattern/globs.h"

typedef struct row {
    const char *name;
    ch_glob_kind kind;
    const char *pattern, *text, *found; /* "3-7": the bytes of each match; "": none */
} row;

#define A100 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define A300 A100 A100 A100

static const row rows[] = {
    {"a file of that name", CH_GLOB_PATH, "CLAUDE.md", "CLAUDE.md", "0-9"},
    {"a file of that name in a folder", CH_GLOB_PATH, "CLAUDE.md", "docs/CLAUDE.md", "5-14"},
    {"the case of a path counts", CH_GLOB_PATH, "CLAUDE.md", "docs/claude.md", ""},
    {"a name that ends alike is another", CH_GLOB_PATH, "CLAUDE.md", "MYCLAUDE.md", ""},
    {"a name that begins alike is another", CH_GLOB_PATH, "CLAUDE.md", "CLAUDE.md.bak", ""},
    {"a slash before it means the outermost folder", CH_GLOB_PATH, "/a.md", "a.md", "0-4"},
    {"and no other folder", CH_GLOB_PATH, "/a.md", "b/a.md", ""},
    {"* stays within a name", CH_GLOB_PATH, "a/*.md", "a/b/c.md", ""},
    {"* may be nothing", CH_GLOB_PATH, "a*.md", "a.md", "0-4"},
    {"a pattern may begin with *", CH_GLOB_PATH, "*.prompt.md", "x/y.prompt.md", "2-13"},
    {"** is all that a folder holds", CH_GLOB_PATH, ".claude/**", ".claude/a/b.md", "0-14"},
    {"** is not the folder's own name", CH_GLOB_PATH, ".claude/**", ".claude", ""},
    {"** within a pattern may be no folder", CH_GLOB_PATH, "a/**/b.md", "a/b.md", "0-6"},
    {"** within a pattern may be several folders", CH_GLOB_PATH, "a/**/b.md", "a/x/y/b.md", "0-10"},
    {"** with a slash ends at one", CH_GLOB_PATH, "a/**/b.md", "a/xb.md", ""},
    {"* behind ** is tried in each folder", CH_GLOB_PATH, "a/**/b*c", "a/bx/by/bzc", "0-11"},
    {"brackets and ? are themselves", CH_GLOB_PATH, "[a]?", "[a]?", "0-4"},
    {"brackets are no choice", CH_GLOB_PATH, "[ab]", "a", ""},
    {"stars without number take no time", CH_GLOB_PATH, "*a*a*a*a*a*a*a*a*a*a*b", A300, ""},

    {"a whole line", CH_GLOB_LINE, "Assisted-by: Claude:*", "assisted-BY: claude:opus", "0-24"},
    {"not a part of one", CH_GLOB_LINE, "Assisted-by: Claude*", "> Assisted-by: Claude", ""},
    {"not its beginning", CH_GLOB_LINE, "Assisted-by: Claude", "Assisted-by: Claude Dupont", ""},
    {"* over slashes", CH_GLOB_LINE, "Author: * (aider) <*", "Author: a/b (aider) <x>", "0-23"},
    {"letters that are not ASCII are themselves", CH_GLOB_LINE, "🤖 Generated*", "🤖 Generated with", "0-19"},
    {"an empty line is matched by none", CH_GLOB_LINE, "*a*", "", ""},
    {"a whole name", CH_GLOB_LINE, "openai", "openai-mock", ""},
    {"the last star alone is tried again", CH_GLOB_LINE, "*a*ab", "xaxaab", "0-6"},

    {"a word", CH_GLOB_WORD, "gpt-4o", "model: gpt-4o, x", "7-13"},
    {"a longer word is another", CH_GLOB_WORD, "gpt-4o", "gpt-4o-mini", ""},
    {"a word within a word is none", CH_GLOB_WORD, "gpt-4o", "xgpt-4o my_gpt-4o", ""},
    {"* takes the rest of a word", CH_GLOB_WORD, "gpt-4*", "'gpt-4o-mini'", "1-12"},
    {"* may be nothing in a word", CH_GLOB_WORD, "gpt-4*", "gpt-4", "0-5"},
    {"a word may end with a dot", CH_GLOB_WORD, "gpt-4", "It is gpt-4.", "6-11"},
    {"a version is a part of a word", CH_GLOB_WORD, "gpt-4", "gpt-4.1", ""},
    {"an address within another one is none", CH_GLOB_WORD, "api.openai.com", "api.openai.com.example.org", ""},
    {"an address", CH_GLOB_WORD, "api.openai.com", "https://api.openai.com/v1", "8-22"},
    {"dots of a pattern are dots", CH_GLOB_WORD, "api.openai.com", "api-openai-com", ""},
    {"a star within an address", CH_GLOB_WORD, "bedrock.*.amazonaws.com", "bedrock.eu-west-3.amazonaws.com:443",
     "0-31"},
    {"a star goes over no slash", CH_GLOB_WORD, "a.*.example.com", "a.b/c.example.com", ""},
    {"a star at the beginning", CH_GLOB_WORD, "*.openai.azure.com", "//x.openai.azure.com/", "2-20"},
    {"each place is told", CH_GLOB_WORD, "abc", "abc abc\nABC", "0-3 4-7 8-11"},
    {"a star ends somewhere", CH_GLOB_WORD, "a*b", A300 "b", ""},
    {"bytes that are no text are no words", CH_GLOB_WORD, "abc",
     "\xff\xfe"
     "abc\xff",
     "2-5"},
};

typedef struct found {
    char text[256];
} found;

static void take(void *context, const ch_glob *glob, size_t start, size_t end)
{
    found *f = context;
    char one[64];
    assert_int_equal(glob->owner, 7);
    snprintf(one, sizeof one, "%s%zu-%zu", f->text[0] == '\0' ? "" : " ", start, end);
    strcat(f->text, one);
}

/* Among others, which are in the way of none. */
static void find(void **state)
{
    const row *r = *state;
    ch_arena arena = {0};
    ch_globs globs;
    found all = {""};
    const ch_glob items[] = {{CH_LITERAL("zzz-one"), 1},
                             {{r->pattern, strlen(r->pattern)}, 7},
                             {CH_LITERAL("*-zzz-two"), 2}};
    assert_true(ch_globs_make(&globs, r->kind, items, COUNT_OF(items), &arena));
    ch_globs_find(&globs, (ch_text){r->text, strlen(r->text)}, take, &all);
    assert_string_equal(all.text, r->found);
    ch_arena_clear(&arena);
}

static void no_patterns_find_nothing(void **state)
{
    (void)state;
    ch_arena arena = {0};
    ch_globs globs;
    found all = {""};
    assert_true(ch_globs_make(&globs, CH_GLOB_WORD, NULL, 0, &arena));
    ch_globs_find(&globs, CH_LITERAL("abc"), take, &all);
    assert_string_equal(all.text, "");
    ch_arena_clear(&arena);
}

static void a_pattern_weighs_its_letters_and_digits(void **state)
{
    (void)state;
    assert_int_equal(ch_glob_weight(CH_LITERAL("**/*.m*")), 1);
    assert_int_equal(ch_glob_weight(CH_LITERAL("gpt-4*")), 4);
    assert_int_equal(ch_glob_weight(CH_LITERAL("*")), 0);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(rows, find),
        TEST(no_patterns_find_nothing),
        TEST(a_pattern_weighs_its_letters_and_digits),
    };
    return RUN_TABLES(tables);
}
