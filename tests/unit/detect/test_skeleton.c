/* Plain lines: what a reader sees, and the way back to what is written. */
#include "detect/skeleton.h"

#include <stdio.h>

#include "base/unicode.h"
#include "unit/support.h"

typedef struct plain_row {
    const char *name, *line, *skeleton;
    bool wanted;
} plain_row;

static const plain_row plain_rows[] = {
    {"nothing", "", "", false},
    {"ASCII", "a 1 ~", "a 1 ~", false},
    {"letters of French", "\u00e9t\u00e9, \u0153uvre, \u00c7a", "\u00e9t\u00e9, \u0153uvre, \u00c7a", false},
    {"a zero-width space", "1\u200b2", "12", true},
    {"a soft hyphen", "1\u00ad2", "12", true},
    {"unseen at both ends", "\ufeff12\u2060", "12", true},
    {"nothing but unseen", "\u200b\u200b", "", true},
    {"full width", "\uff21\uff42\uff11\uff20", "Ab1@", true},
    {"mathematical letters", "\U0001d400\U0001d7ce", "A0", true},
    {"case is kept", "\uff21\uff41", "Aa", true},
    {"a ligature", "\ufb01n", "fin", true},
    {"an accent behind a ligature", "\ufb01\u0301n", "f\u00edn", true},
    {"a spelling longer than the character is none", "\u247d", "\u247d", false},
    {"digits of another script", "\u0661\u0967\u0e53", "113", true},
    {"a circled digit", "\u2460\u2776", "11", true},
    {"a no-break space between digits", "1\u00a02", "1 2", true},
    {"a no-break space before a semicolon", "a\u00a0; b", "a ; b", false},
    {"no-break spaces in quotation marks", "\u00ab\u00a0a\u00a0\u00bb", "\u00ab a \u00bb", false},
    {"a no-break space before a colon", "a\u00a0: b", "a : b", true},
    {"a dash in a word", "1\u20132", "1-2", true},
    {"a dash between blanks", "1 \u2013 2", "1 - 2", false},
    {"an accent behind its letter", "e\u0301", "\u00e9", true},
    {"an accent behind what has none", "1\u0301", "1", true},
    {"two accents", "a\u0302\u0301", "\u1ea5", true},
    {"a Latin word of Cyrillic letters", "\u0410\u0412", "AB", true},
    {"a Latin word with Cyrillic letters", "t\u043eken", "token", true},
    {"a Cyrillic word", "\u043d\u043e\u0441", "\u043d\u043e\u0441", true},
    {"a Cyrillic word that ends otherwise", "\u043e\u043d a\u043e", "\u043e\u043d ao", true},
    {"a Greek word", "\u03bd\u03cc\u03bc\u03bf\u03c2", "\u03bd\u03cc\u03bc\u03bf\u03c2", true},
    {"a micro sign is no letter", "50 \u00b5g", "50 \u00b5g", false},
    {"ideographs", "\u4e2d\u6587 \ud55c", "\u4e2d\u6587 \ud55c", false},
};

static void what_is_read(void **state)
{
    const plain_row *row = *state;
    ch_skeleton skeleton = {.bytes = NULL};
    ch_text line = ch_text_of(row->line);
    assert_int_equal(ch_skeleton_wanted(line), row->wanted);
    assert_true(ch_skeleton_read(&skeleton, line));
    assert_text_equal(skeleton.text, row->skeleton);
    ch_skeleton_clear(&skeleton);
}

typedef struct place_row {
    const char *name, *line, *part, *place;
} place_row;

static const place_row place_rows[] = {
    {"unseen characters within", "x1\u200b2x", "12", "1\u200b2"},
    {"unseen characters around", "\u200b12\u200b", "12", "12"},
    {"marks on the last character", "12\u0336\u0336x", "12", "12\u0336\u0336"},
    {"a letter and its accent", "ne\u0301e", "n\u00e9", "ne\u0301"},
    {"part of a ligature is all of it", "\ufb01n", "f", "\ufb01"},
    {"the whole line", "\uff11\uff12", "12", "\uff11\uff12"},
};

static void where_it_stands(void **state)
{
    const place_row *row = *state;
    ch_skeleton skeleton = {.bytes = NULL};
    ch_text line = ch_text_of(row->line);
    assert_true(ch_skeleton_read(&skeleton, line));
    const char *at = memmem(skeleton.text.at, skeleton.text.length, row->part, strlen(row->part));
    assert_non_null(at);
    uint32_t start = (uint32_t)(at - skeleton.text.at);
    ch_span place = ch_skeleton_place(&skeleton, (ch_span){start, start + (uint32_t)strlen(row->part)});
    assert_text_equal(((ch_text){line.at + place.start, place.end - place.start}), row->place);
    ch_skeleton_clear(&skeleton);
}

/* Every character, by itself and behind letters: the copy has room for as many bytes as the line and no more. */
static void no_line_becomes_longer(void **state)
{
    (void)state;
    ch_skeleton skeleton = {.bytes = NULL};
    for (int32_t c = 1; c < 0x110000; c++) {
        char line[16] = "e";
        if (c >= 0xD800 && c < 0xE000)
            continue;
        size_t length = (size_t)(ch_character_put(c, line + 1) - line);
        assert_true(ch_skeleton_read(&skeleton, (ch_text){line, length}));
        if (skeleton.text.length > length)
            fail_msg("U+%04X becomes %zu bytes", (unsigned)c, skeleton.text.length - 1);
        bool same = ch_text_same(skeleton.text, (ch_text){line, length});
        bool set = strchr("-;!?%", skeleton.text.at[skeleton.text.length - 1]) != NULL;
        if (!same && !set && !ch_skeleton_wanted((ch_text){line, length}) && c > 0x3000)
            fail_msg("U+%04X is made plain, and not wanted", (unsigned)c);
    }
    ch_skeleton_clear(&skeleton);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(plain_rows, what_is_read),
        TEST_ROWS(place_rows, where_it_stands),
        TEST(no_line_becomes_longer),
    };
    return RUN_TABLES(tables);
}
