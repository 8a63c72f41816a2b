/* "did you mean …?" */
#include "unit/support.h"

#include "base/suggest.h"

#define SIXTY_FOUR "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

typedef struct test_row {
    const char *name, *word;
    const char *candidates[4];
    const char *best; /* NULL: none is near enough */
} test_row;

static const test_row rows[] = {
    {"a missing letter is near", "data_clas", {"data_class"}, "data_class"},
    {"a letter too many is near", "autonnomy", {"autonomy"}, "autonomy"},
    {"a wrong letter is near", "activitu", {"activity"}, "activity"},
    {"two letters swapped are one mistake", "tolo", {"tool"}, "tool"},
    {"two letters swapped in a word of three are near", "cab", {"acb"}, "acb"},
    {"two mistakes in a word of six are near", "stotas", {"status"}, "status"},
    {"two mistakes in a word of five are too many", "abcde", {"abcxy"}, NULL},
    {"one mistake in a word of three is near", "abx", {"abc"}, "abc"},
    {"one mistake in a word of two is too many", "ax", {"ab"}, NULL},
    {"the third is of the longer word: of the candidate", "ab", {"abc"}, "abc"},
    {"the third is of the longer word: of the word", "abc", {"ab"}, "ab"},
    {"letter case is no mistake", "DATA", {"data"}, "data"},
    {"letter case is no mistake when swapped", "TOol", {"otol"}, "otol"},
    {"the word itself is the nearest", "tool", {"tools", "tool"}, "tool"},
    {"the nearer wins, whatever comes first", "humn-review", {"humn-revi", "human-review"}, "human-review"},
    {"the first of equals wins", "tooz", {"toot", "tool"}, "toot"},
    {"a word unlike all others has no suggestion", "zebra", {"activity", "tool", "data"}, NULL},
    {"no candidates give no suggestion", "tool", {NULL}, NULL},
    {"an empty word has no suggestion", "", {"a", ""}, NULL},
    {"an empty candidate is never suggested", "a", {""}, NULL},
    {"sixty-four bytes have a suggestion", SIXTY_FOUR, {"b" SIXTY_FOUR "x", SIXTY_FOUR}, SIXTY_FOUR},
    {"sixty-five bytes have none", SIXTY_FOUR "a", {SIXTY_FOUR}, NULL},
    {"a prefix that lacks more than a third is too far", "activities", {"activ"}, NULL},
};

static void suggests(void **state)
{
    const test_row *row = *state;
    ch_suggestion suggestion = ch_suggest(ch_text_of(row->word));
    for (size_t i = 0; i < COUNT_OF(row->candidates) && row->candidates[i] != NULL; i++)
        ch_suggest_try(&suggestion, ch_text_of(row->candidates[i]));
    if (row->best == NULL)
        assert_null(suggestion.best.at);
    else
        assert_text_equal(suggestion.best, row->best);
}

int main(void)
{
    const test_table tables[] = {TEST_ROWS(rows, suggests)};
    return RUN_TABLES(tables);
}
