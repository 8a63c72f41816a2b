/* Cells that hold several values: what they are cut into, by separators and in brackets. */
#include "intake/cell.h"
#include "intake/list_cell.h"

#include <stdio.h>
#include <stdlib.h>

#include "unit/support.h"

typedef struct list_row {
    const char *name, *cell, *separators; /* each of one character; NULL: none are said */
    const char *parts;                    /* with bars between them; NULL: the list is broken */
} list_row;

static const list_row lists[] = {
    {"one part", "a", ";", "a"},
    {"nothing", "", ";", ""},
    {"parts, blanks and empty ones left out", " a ; b;; c;", ";", "a|b|c"},
    {"several separators", "a; b, c", ";,", "a|b|c"},
    {"parentheses are not cut", "a (b; c); d", ";", "a (b; c)|d"},
    {"a parenthesis that is not closed keeps the rest", "a (b; c; d", ";", "a (b; c; d"},
    {"quotes are taken off, and not cut", "\"a; b\"; c", ";", "a; b|c"},
    {"quotes within a part are its own", "\"a\" for b; c", ";", "\"a\" for b|c"},
    {"a quote that is not closed is its part's", "\"a; b", ";", "\"a|b"},
    {"an apostrophe is a letter", "l'un; l'autre", ";", "l'un|l'autre"},
    {"without separators a cell is one part", "a; b", NULL, "a; b"},
    {"a list of JSON", "[\"a\", \"b, c\"]", NULL, "a|b, c"},
    {"a list of Python", "['a', \"b's\", 'c\\'s']", NULL, "a|b's|c's"},
    {"words without quotes", "[a, b c]", NULL, "a|b c"},
    {"a separator counts in brackets too", "['a'; 'b']", ";", "a|b"},
    {"parentheses in brackets", "[a (b, c), d]", NULL, "a (b, c)|d"},
    {"brackets within quotes", "[\"a]\", \"[b\"]", NULL, "a]|[b"},
    {"an empty list", "[ ]", NULL, ""},
    {"an empty item is kept: it says that something is lacking", "['', 'a']", NULL, "|a"},
    {"null is such an item, and \"null\" a word", "[null, \"null\", nullable]", NULL, "|null|nullable"},
    {"Python's as well", "['a', None, 'None']", NULL, "a||None"},
    {"escapes", "[\"\\u00e9\\\\\\/\\n\\ud83d\\ude00\"]", NULL, "\xC3\xA9\\/ \xF0\x9F\x98\x80"},
    {"blanks around items", "[ 'a' ,'b'\t]", NULL, "a|b"},
    {"brackets that are not closed", "['a', 'b'", ";", NULL},
    {"a quote that is not closed in brackets", "['a', 'b]", ";", NULL},
    {"something behind the brackets", "['a'] b", ";", NULL},
    {"something behind an item", "['l'un', 'b']", NULL, NULL},
    {"no comma between items", "['a' 'b']", NULL, NULL},
    {"a comma too many", "['a',]", NULL, NULL},
    {"a comma alone", "[,]", NULL, NULL},
    {"a list in a list", "[['a']]", NULL, NULL},
    {"an escape that means nothing", "['\\x41']", NULL, NULL},
    {"half of a character", "[\"\\ud83d\"]", NULL, NULL},
    {"the other half", "[\"\\ude00\"]", NULL, NULL},
    {"a character that may not be", "[\"\\u0000\"]", NULL, NULL},
    {"a backslash at the end", "['a\\", NULL, NULL},
    {"a bracket alone", "[", ";", NULL},
};

/* Names as a mapping has them. */
static ch_node *names_of(ch_arena *arena, const char *separators)
{
    ch_node *list = ch_arena_take(arena, sizeof *list);
    list->kind = CH_LIST;
    for (const char *at = separators; *at != '\0'; at++) {
        ch_node *name = ch_arena_take(arena, sizeof *name);
        name->text = (ch_text){at, 1};
        ch_node_append(list, name);
    }
    return list;
}

static void is_cut(void **state)
{
    const list_row *row = *state;
    ch_arena arena = {0};
    ch_parts parts;
    char told[256] = "";
    const ch_node *separators = row->separators == NULL ? NULL : names_of(&arena, row->separators);
    assert_true(ch_list_cell_cut(ch_cell_trim(ch_text_of(row->cell)), separators, &arena, &parts));
    assert_true(parts.broken == (row->parts == NULL));
    for (uint32_t i = 0; i < parts.count; i++) {
        size_t length = strlen(told);
        snprintf(told + length, sizeof told - length, "%s%.*s", i == 0 ? "" : "|", (int)parts.items[i].length,
                 parts.items[i].at);
    }
    assert_string_equal(told, row->parts == NULL ? "" : row->parts);
    ch_arena_clear(&arena);
}

/* Of any cell the parts are pieces of it, each once and in its order; and the time is no square of its length. */
static void no_cell_costs_more_than_its_length(void **state)
{
    (void)state;
    static const char *const pieces[] = {"\"a ", "['a',", "(", "; ", "\"", "[", "\\", "'", "a;", "\"a\";", "\\u00e9"};
    enum { LENGTH = 1 << 20 };
    char *cell = malloc(LENGTH + 16);
    for (size_t i = 0; i < COUNT_OF(pieces); i++)
        for (int brackets = 0; brackets < 2; brackets++) {
            size_t length = (size_t)brackets, piece = strlen(pieces[i]);
            cell[0] = '[';
            for (; length + piece <= LENGTH; length += piece)
                memcpy(cell + length, pieces[i], piece);
            ch_arena arena = {0};
            ch_parts parts;
            assert_true(ch_list_cell_cut((ch_text){cell, length}, names_of(&arena, ";,"), &arena, &parts));
            size_t told = 0;
            for (uint32_t k = 0; k < parts.count; k++)
                told += parts.items[k].length;
            assert_true(told <= length);
            ch_arena_clear(&arena);
        }
    free(cell);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(lists, is_cut),
        TEST(no_cell_costs_more_than_its_length),
    };
    return RUN_TABLES(tables);
}
