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
    ch_arena_free(&arena);
    ch_diagnostics_release(&diagnostics);
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
    ch_arena_free(&arena);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(rows, is_found),
        TEST(what_came_by_an_alias_is_not_spelt_there),
    };
    return RUN_TABLES(tables);
}
