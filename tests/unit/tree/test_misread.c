/* Plain YAML that says something else than it looks like. */
#include "unit/support.h"

#include "tree/misread.h"
#include "tree/yaml.h"
#include "unit/tree/nodes.h"

#define NBSP  "\xC2\xA0"
#define NNBSP "\xE2\x80\xAF"
#define LDQ   "\xE2\x80\x9C"
#define RDQ   "\xE2\x80\x9D"
#define LSQ   "\xE2\x80\x98"
#define RSQ   "\xE2\x80\x99"
#define LG    "\xC2\xAB"
#define RG    "\xC2\xBB"

typedef struct reading {
    ch_source source;
    ch_arena arena;
    charter_diagnostics diagnostics;
    ch_node *root;
} reading;

static void read_text(reading *r, const char *text)
{
    static const ch_yaml_rules rules = {.depth = 32, .nodes = 10000, .aliases = false};
    *r = (reading){.source = {.name = "usage.yaml", .bytes = ch_text_of(text)}};
    assert_true(ch_yaml_check_bytes(&r->source, &r->diagnostics));
    assert_int_equal(ch_yaml_read(&r->source, &rules, &r->arena, &r->diagnostics, &r->root), CH_YAML_DOCUMENT);
}

static void forget(reading *r)
{
    ch_arena_clear(&r->arena);
    ch_diagnostics_clear(&r->diagnostics);
}

/* ---- what is read, and what is refused ---- */

typedef struct plain_row {
    const char *name, *text;
    const char *tree;
    const char *faults; /* NULL: fine */
} plain_row;

static const plain_row plains[] = {
    {"a number that a hash sign cuts off", "a: Dossier #12", "{a: Dossier}", "1:12 value.form"},
    {"a word that a hash sign cuts off", "a: note\t#b", "{a: note}", "1:9 value.form"},
    {"a letter with an accent that a hash sign cuts off", "a: note #\xC3\xA9tude", "{a: note}", "1:9 value.form"},
    {"a value that is a hash sign and a word", "a: #b", "{a: }", "1:4 value.form"},
    {"an item that is one", "- #b\n- c", "[, c]", "1:3 value.form"},
    {"a text of two lines that one cuts off", "a: b\n  c #12", "{a: b c}", "2:5 value.form"},
    {"a value in braces before one", "{a: b #12\n}", "{a: b}", "1:7 value.form"},
    {"a comment begins with a space", "a: ChatGPT # the free one", "{a: ChatGPT}", NULL},
    {"a comment of nothing", "a: b #\nc: d", "{a: b, c: d}", NULL},
    {"a comment of a line of signs", "a: b #----- #####", "{a: b}", NULL},
    {"a comment behind an absent value", "a: # none yet\nb: 1", "{a: , b: 1}", NULL},
    {"a comment on a line of its own", "a: b\n#c\nd: e", "{a: b, d: e}", NULL},
    {"a comment behind a quoted text", "a: \"b\" #12", "{a: 'b'}", NULL},
    {"a comment behind a list", "a: [b] #12", "{a: [b]}", NULL},
    {"a comment before a mapping's lines", "a: #12\n  b: c", "{a: {b: c}}", NULL},
    {"a hash sign within a word", "a: C#12", "{a: C#12}", NULL},
    {"a hash sign in quotes", "a: 'Dossier #12'", "{a: 'Dossier #12'}", NULL},
    {"a hash sign in lines of text", "a: |\n  Dossier #12\n", "{a: 'Dossier #12\n'}", NULL},

    {"double quotes", "a: " LDQ "b" RDQ, "{a: b}", "1:4 value.form"},
    {"guillemets", "a: " LG " b " RG, "{a: b}", "1:4 value.form"},
    {"guillemets with no-break spaces", "a: " LG NBSP "b" NNBSP RG, "{a: b}", "1:4 value.form"},
    {"single quotes", "a: " LSQ "b" RSQ, "{a: b}", "1:4 value.form"},
    {"single quotes around an apostrophe", "a: " LSQ "l" RSQ "b" RSQ, "{a: l" RSQ "b}", "1:4 value.form"},
    {"German quotes",
     "a: \xE2\x80\x9E"
     "b" LDQ,
     "{a: b}", "1:4 value.form"},
    {"quotes around a key", LDQ "a" RDQ ": b", "{a: b}", "1:1 value.form"},
    {"quotes around an item", "[" LDQ "b" RDQ "]", "[b]", "1:2 value.form"},
    {"quotes around nothing", "a: " LDQ RDQ, "{a: }", "1:4 value.form"},
    {"quotes within a text", "a: the " LDQ "b" RDQ " of c", "{a: the " LDQ "b" RDQ " of c}", NULL},
    {"a text that begins and ends with two quoted ones", "a: " LG " b " RG " et " LG " c " RG,
     "{a: " LG " b " RG " et " LG " c " RG "}", NULL},
    {"a quote that is never closed", "a: " LDQ "b", "{a: " LDQ "b}", NULL},
    {"an apostrophe at the beginning", "a: " RSQ "b", "{a: " RSQ "b}", NULL},
    {"an apostrophe alone", "a: " RSQ, "{a: " RSQ "}", NULL},
    {"quotes in straight quotes", "a: '" LDQ "b" RDQ "'", "{a: '" LDQ "b" RDQ "'}", NULL},

    {"a no-break space before a value", "a: " NBSP "b", "{a: b}", "1:4 value.form"},
    {"a no-break space behind a value", "a: b" NBSP, "{a: b}", "1:5 value.form"},
    {"a narrow one among spaces", "a: b " NNBSP " " NBSP "\nc: d", "{a: b, c: d}", "1:5 value.form"},
    {"a no-break space before the colon", "a" NBSP ": b", "{a: b}", "1:2 value.form"},
    {"a no-break space that indents a key", NBSP "a: b", "{a: b}", "1:1 value.form"},
    {"a no-break space that is all", "a: " NBSP, "{a: }", "1:4 value.form"},
    {"a no-break space within", "a: b" NBSP "c", "{a: b" NBSP "c}", NULL},
    {"a no-break space in quotes", "a: '" NBSP "b'", "{a: '" NBSP "b'}", NULL},
    {"a space before the colon", "a : b", "{a: b}", NULL},
    {"a tab behind the colon, and at the end", "a:\tb\t", "{a: b}", NULL},
    {"a tab behind a key", "a\t: b", "{a: b}", NULL},
    {"accents are letters", "\xC3\xA9: \xC3\xA0", "{\xC3\xA9: \xC3\xA0}", NULL},
};

static void reads(void **state)
{
    const plain_row *row = *state;
    char told[400] = "";
    reading r;
    read_text(&r, row->text);
    tell_node(told, sizeof told, r.root);
    assert_string_equal(told, row->tree);
    assert_string_equal(tell_diagnostics(&r.diagnostics), row->faults == NULL ? "fine" : row->faults);
    forget(&r);
}

/* ---- keys ---- */

typedef struct key_row {
    const char *name; /* a mapping; the last key is asked for */
    const char *help; /* its beginning; NULL: nothing to say */
} key_row;

static const key_row keys[] = {
    {"{a: 0,9}", "a comma ends a value in braces: write 0.9, with a decimal point"},
    {"{a: -0,9}", "a comma ends a value in braces: write -0.9, with a decimal point"},
    {"{a: 1 234,5}", "a comma ends a value in braces: write 1234.5, with a decimal point"},
    {"{a:\n  0,9\n}", "a comma ends a value in braces: write 0.9, with a decimal point"},
    {"{a: 1,000}", "a comma ends a value in braces: write 1000 or 1.000, whichever is meant"},
    {"{a: 2,5 %}", "a comma ends a value in braces: write 2.5 or 0.025, whichever is meant"},
    {"{a: 1, b: 0,9}", "a comma ends a value in braces: write 0.9, with a decimal point"},
    {"{a: 0, 9}", "a comma ends a value in braces: put a text that holds one in quotes"},
    {"{a: b,9}", "a comma ends a value in braces: put a text that holds one in quotes"},
    {"{a: b, c}", "a comma ends a value in braces: put a text that holds one in quotes"},
    {"{a}", "a comma ends a value in braces: put a text that holds one in quotes"},
    {"{a:1}", "write \"key: value\", with a space after the colon"},
    {"{a: 1, b" NBSP ":c}", "write \"key: value\", with a space after the colon"},
    {"{a: 0, 9: }", NULL},
    {"{a: 0,\"9\": 1}", NULL},
    {"{a: 0,9 : 1}", NULL},
    {"a: 0\n9:", NULL},
};

static void a_key(void **state)
{
    const key_row *row = *state;
    char told[400] = "";
    reading r;
    read_text(&r, row->name);
    ch_message help = ch_help_bare_key(&r.source, &r.arena, r.root->last->key);
    if (help.text != NULL)
        ch_message_print(&help, CHARTER_EN, told, sizeof told);
    assert_string_equal(told, row->help == NULL ? "" : row->help);
    forget(&r);
}

/* ---- lists of numbers ---- */

typedef struct list_row {
    const char *name;
    const char *meant; /* NULL: it is read as it looks */
} list_row;

static const list_row lists[] = {
    {"[0,9]", "[0.9]"},
    {"[0,2, 0,5]", "[0.2, 0.5]"},
    {"[0,2, 1]", "[0.2, 1]"},
    {"[1, 0,2]", "[1, 0.2]"},
    {"[-0,5, 1]", "[-0.5, 1]"},
    {"[a, 0,9]", "[a, 0.9]"},
    {"[0, 9]", NULL},
    {"[1,2,3]", NULL},
    {"[1]", NULL},
    {"[]", NULL},
    {"[a,b]", NULL},
    {"[a,b, c]", NULL},
    {"['0',9]", NULL},
    {"- 0\n- 9", NULL},
    {"0,9", NULL},
};

static void a_list(void **state)
{
    const list_row *row = *state;
    ch_text meant = CH_NO_TEXT;
    reading r;
    read_text(&r, row->name);
    assert_int_equal(ch_list_misread(&r.source, &r.arena, r.root, &meant), row->meant != NULL);
    if (row->meant != NULL)
        assert_text_equal(meant, row->meant);
    forget(&r);
}

static void JSON_has_no_decimal_commas(void **state)
{
    (void)state;
    ch_text meant;
    reading r;
    read_text(&r, "{\"a\":[0,9]}");
    assert_false(ch_list_misread(&r.source, &r.arena, r.root->first, &meant));
    forget(&r);
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(plains, reads),
        TEST_ROWS(keys, a_key),
        TEST_ROWS(lists, a_list),
        TEST(JSON_has_no_decimal_commas),
    };
    return RUN_TABLES(tables);
}
