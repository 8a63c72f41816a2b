/* Where the bytes of a scalar's value stand in its spelling: each row has marks, [1] to [4], that must be found in both
 * at the same places. */
#include "unit/support.h"

#include <stdio.h>

#include "tree/spelling.h"
#include "tree/yaml.h"

typedef struct spelling_row {
    const char *name, *text;
    int marks;
} spelling_row;

static const spelling_row rows[] = {
    {"plain", "a [1] b [2]", 2},
    {"plain over lines", "a [1]\n  b [2]\n  [3]", 3},
    {"plain with blanks around the break", "a [1]   \n   b [2]", 2},
    {"plain with empty lines", "a [1]\n\n\n  b [2]", 2},
    {"plain in several bytes a letter", "\xC3\xA9\xC3\xA9 [1] \xE2\x82\xAC [2]", 2},
    {"single quotes", "'a [1] b [2]'", 2},
    {"doubled single quotes", "'it''s [1] and ''that'' [2]'", 2},
    {"single quotes over lines", "'a [1]\n\n  b [2]\n  [3]'", 3},
    {"double quotes", "\"a [1] b [2]\"", 2},
    {"escapes", "\"\\\"[1]\\\" \\n[2] \\t \\\\ [3] \\/ [4]\"", 4},
    {"numeric escapes", "\"\\x41[1] \\u00e9[2] \\U0001F600[3]\"", 3},
    {"escapes of more than a byte", "\"\\_[1] \\N[2]\"", 2},
    {"an escaped break", "\"a [1] \\\n    b [2]\"", 2},
    {"double quotes over lines", "\"a [1]  \n\n   b [2]\\\n  [3]\"", 3},
    {"literal", "|\n  a [1]\n  b [2]\n", 2},
    {"literal, indented within", "|\n  a [1]\n      b [2]\n   c [3]\n", 3},
    {"literal, its first line indented", "|2\n     a [1]\n  b [2]\n", 2},
    {"literal with empty lines", "|\n\n  a [1]\n\n\n  b [2]\n\n", 2},
    {"literal, stripped", "|-\n  a [1]\n  b [2]\n\n", 2},
    {"literal, kept", "|+\n  a [1]\n  b [2]\n\n", 2},
    {"literal with a comment in its header", "|- # [9]\n  a [1]\n  b [2]\n", 2},
    {"literal with tabs", "|\n  a\t[1]\n  \tb [2]\n", 2},
    {"literal with carriage returns", "|\r\n  a [1]\r\n  b [2]\r\n", 2},
    {"folded", ">\n  a [1]\n  b [2]\n", 2},
    {"folded with empty lines", ">\n  a [1]\n\n  b [2]\n\n\n  c [3]\n", 3},
    {"folded, indented within", ">\n  a [1]\n    b [2]\n    c [3]\n  d [4]\n", 4},
    {"folded, stripped", ">-\n  a [1]\n  b [2]\n", 2},
    {"in a list", "- x\n- a [1]\n  b [2]\n", 2},
    {"in a mapping", "k: >-\n    a [1]\n    b [2]\nl: x\n", 2},
    {"in brackets", "{k: \"a [1]\n  b [2]\", l: x}", 2},
};

static const ch_node *first_marked(const ch_node *node)
{
    if (node->kind == CH_SCALAR)
        return node->text.length > 0 && memmem(node->text.at, node->text.length, "[1]", 3) != NULL ? node : NULL;
    const ch_node *found = NULL;
    for (const ch_node *child = node->first; child != NULL && found == NULL; child = child->next)
        found = first_marked(child);
    return found;
}

static void is_found(void **state)
{
    const spelling_row *row = *state;
    static const ch_yaml_rules rules = {.depth = 32, .nodes = 1000};
    ch_source source = {.name = "charter.yaml", .bytes = ch_text_of(row->text)};
    ch_arena arena = {0};
    charter_diagnostics diagnostics = {.count = 0};
    ch_node *root = NULL;
    assert_true(ch_yaml_check_bytes(&source, &diagnostics));
    assert_int_equal(ch_yaml_read(&source, &rules, &arena, &diagnostics, &root), CH_YAML_DOCUMENT);
    const ch_node *node = first_marked(root);
    assert_non_null(node);
    ch_spelling spelling = ch_spelling_of(&source, node, &arena);
    assert_non_null(spelling.bytes);
    for (int mark = 1; mark <= row->marks; mark++) {
        char text[16];
        snprintf(text, sizeof text, "[%d]", mark);
        const char *in_value = memmem(node->text.at, node->text.length, text, 3), *in_source = strstr(row->text, text);
        assert_non_null(in_value);
        uint32_t at = (uint32_t)(in_value - node->text.at);
        ch_span place = ch_spelling_place(&spelling, (ch_span){at, at + 3});
        assert_int_equal(place.start, in_source - row->text);
        assert_int_equal(place.end, in_source - row->text + 3);
    }
    ch_arena_clear(&arena);
    ch_diagnostics_clear(&diagnostics);
}

/* ---- JSON, and cells ---- */

typedef struct flow_row {
    const char *name, *spelt, *value;
    const char *places; /* for each byte of the value, a letter of the spelling at which it begins, a to z */
} flow_row;

static const flow_row flows[] = {
    {"JSON's escapes", "\"\\u0041\\/\\\"\"", "A/\"", "bhj"},
    {"JSON's pairs of escapes", "\"\\ud83d\\uDE00!\"", "\xF0\x9F\x98\x80!", "bbbbn"},
    {"a cell's doubled quotes", "\"a\"\"b\"", "a\"b", "bce"},
};

static void is_laid_out(void **state)
{
    const flow_row *row = *state;
    ch_source source = {.name = "x", .bytes = ch_text_of(row->spelt)};
    ch_node node = {.kind = CH_SCALAR, .span = {0, (uint32_t)strlen(row->spelt)}, .text = ch_text_of(row->value)};
    ch_arena arena = {0};
    ch_spelling spelling = ch_spelling_of(&source, &node, &arena);
    assert_non_null(spelling.bytes);
    for (size_t i = 0; i < strlen(row->value); i++)
        assert_int_equal(spelling.bytes[i].start, row->places[i] - 'a');
    ch_arena_clear(&arena);
}

/* ---- what a reader could make of a piece ---- */

typedef struct reading_row {
    const char *name, *piece, *text;
} reading_row;

static const reading_row readings[] = {
    {"nothing to read", "a b", "a b"},
    {"nothing", "", ""},
    {"escapes by number", "\\x41\\u0042\\U00000043", "ABC"},
    {"escapes in capitals and small letters", "\\u00e9\\u00E9", "\xC3\xA9\xC3\xA9"},
    {"escapes by letter", "\\\\ \\/ \\\" \\t", "\\ / \" \t"},
    {"escapes of several bytes", "\\_\\N\\L\\P", "\xC2\xA0\xC2\x85\xE2\x80\xA8\xE2\x80\xA9"},
    {"two halves of a character", "\\ud83d\\ude00", "\xF0\x9F\x98\x80"},
    {"half a character", "\\ud83d!", "\\ud83d!"},
    {"the wrong half", "\\ude00\\ud83d", "\\ude00\\ud83d"},
    {"digits that are none", "\\x4g \\u004 \\U00110000", "\\x4g \\u004 \\U00110000"},
    {"letters that are none", "C:\\Windows \\q", "C:\\Windows \\q"},
    {"a backslash at the end", "a\\", "a\\"},
    {"doubled quotes", "it''s \"\"so\"\"", "it's \"so\""},
    {"an escaped break", "ab\\\n   cd", "abcd"},
    {"an escaped break of two bytes", "ab\\\r\n\tcd", "abcd"},
    {"a break", "ab  \n   cd", "ab cd"},
    {"empty lines", "ab\n\n  cd", "ab\ncd"},
    {"blanks before no break", "ab   cd", "ab   cd"},
};

static void is_read(void **state)
{
    const reading_row *row = *state;
    ch_arena arena = {0};
    ch_text piece = ch_text_of(row->piece);
    ch_reading reading = ch_spelling_read(piece, &arena);
    assert_text_equal(reading.text, row->text);
    assert_int_equal(reading.bytes == NULL, strcmp(row->piece, row->text) == 0);
    size_t behind = 0;
    for (size_t i = 0; i < reading.text.length;
         i++) { /* from left to right, nothing between but what stands for nothing */
        ch_span place = ch_reading_place(&reading, i, i + 1);
        assert_true(place.start >= (i > 0 && ((unsigned char)reading.text.at[i] & 0xC0) == 0x80 ? 0 : behind));
        assert_true(place.end > place.start && place.end <= piece.length);
        behind = place.end;
    }
    ch_arena_clear(&arena);
}

static void many_blanks_are_read_once(void **state)
{
    (void)state;
    enum { LENGTH = 1 << 20 };
    ch_arena arena = {0};
    char *blanks = ch_arena_take_raw(&arena, LENGTH);
    assert_non_null(blanks);
    memset(blanks, ' ', LENGTH);
    blanks[0] = blanks[LENGTH - 1] = '"';
    ch_text text = {blanks, LENGTH};
    ch_reading reading = ch_spelling_read(text, &arena);
    assert_null(reading.bytes);
    ch_source source = {.name = "x", .bytes = text};
    ch_node node = {.kind = CH_SCALAR, .span = {0, LENGTH}, .text = {blanks + 1, LENGTH - 2}};
    assert_non_null(ch_spelling_of(&source, &node, &arena).bytes);
    ch_arena_clear(&arena);
}

static void what_came_by_an_alias_is_not_spelt_there(void **state)
{
    (void)state;
    ch_source source = {.name = "charter.yaml", .bytes = CH_LITERAL("*name of something else")};
    ch_node node = {.kind = CH_SCALAR, .plain = true, .span = {0, 5}, .text = CH_LITERAL("usage.unit")};
    ch_arena arena = {0};
    ch_spelling spelling = ch_spelling_of(&source, &node, &arena);
    assert_null(spelling.bytes);
    assert_int_equal(ch_spelling_place(&spelling, (ch_span){2, 3}).start, 0);
    assert_int_equal(ch_spelling_place(&spelling, (ch_span){2, 3}).end, 5);
    ch_arena_clear(&arena);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(rows, is_found),
        TEST_ROWS(flows, is_laid_out),
        TEST_ROWS(readings, is_read),
        TEST(many_blanks_are_read_once),
        TEST(what_came_by_an_alias_is_not_spelt_there),
    };
    return RUN_TABLES(tables);
}
