/* One YAML document as located nodes: what is read, what is refused, and where. */
#include "unit/support.h"

#include <stdio.h>
#include <stdlib.h>

#include "tree/yaml.h"
#include "unit/tree/nodes.h"

/* ---- reading, and telling a tree in one line ---- */

typedef struct reading {
    ch_source source;
    ch_arena arena;
    charter_diagnostics diagnostics;
    ch_node *root;
    ch_yaml_status status;
} reading;

static const ch_yaml_rules strict = {.depth = 32, .nodes = 100000, .aliases = false};
static const ch_yaml_rules lenient = {.depth = 32, .nodes = 100000, .aliases = true};

/* The bytes are copied: nothing after them may be read, and the tree must not point to them. */
static void read_bytes(reading *r, ch_text bytes, const ch_yaml_rules *rules)
{
    *r = (reading){.status = CH_YAML_FAULT};
    char *copy = malloc(bytes.length + 1);
    assert_non_null(copy);
    copy = realloc(copy, bytes.length > 0 ? bytes.length : 1);
    assert_non_null(copy);
    memcpy(copy, bytes.at, bytes.length);
    r->source = (ch_source){.name = "usage.yaml", .bytes = {copy, bytes.length}};
    if (ch_yaml_check_bytes(&r->source, &r->diagnostics))
        r->status = ch_yaml_read(&r->source, rules, &r->arena, &r->diagnostics, &r->root);
}

static void read_text(reading *r, const char *text, const ch_yaml_rules *rules)
{
    read_bytes(r, ch_text_of(text), rules);
}

static void forget(reading *r)
{
    free((void *)(uintptr_t)r->source.bytes.at);
    ch_arena_clear(&r->arena);
    ch_diagnostics_clear(&r->diagnostics);
}

static const char *tell_tree(const reading *r)
{
    static char text[1 << 16];
    text[0] = '\0';
    if (r->status == CH_YAML_DOCUMENT)
        tell_node(text, sizeof text, r->root);
    else
        tell_text(text, sizeof text, r->status == CH_YAML_NOTHING ? "nothing" : "fault");
    return text;
}

/* ---- what is read, and what is refused ---- */

typedef struct test_row {
    const char *name, *text;
    const char *tree;   /* "nothing", "fault", or as tell_node tells it */
    const char *faults; /* NULL: fine */
} test_row;

/* Read as a declaration is. */
static const test_row declarations[] = {
    {"a mapping is read", "a: 1\nb: x y\n", "{a: 1, b: x y}", NULL},
    {"a list is read", "- a\n- b\n", "[a, b]", NULL},
    {"a scalar is read", "x\n", "x", NULL},
    {"nested collections are read", "a:\n- b: 1\n  c: [2, {d: 3}]\n-\ne: {}\n",
     "{a: [{b: 1, c: [2, {d: 3}]}, ], e: {}}", NULL},
    {"JSON is read", "{\"a\": [1, true, null], \"b\": {\"c\": \"d\"}}", "{a: [1, true, null], b: {c: 'd'}}", NULL},
    {"quotes are remembered", "a: 'x'\nb: \"y\"\nc: z", "{a: 'x', b: 'y', c: z}", NULL},
    {"two single quotes are one", "a: 'it''s'", "{a: 'it's'}", NULL},
    {"a literal text keeps its lines", "a: |\n  x\n  y\nb: 1", "{a: 'x\ny\n', b: 1}", NULL},
    {"a folded text joins its lines", "a: >-\n  x\n  y\nb: 1", "{a: 'x y', b: 1}", NULL},
    {"a plain text goes on in the next line", "a: x\n  y\nb: 1", "{a: x y, b: 1}", NULL},
    {"comments are left out", "# c\na: 1 # d\n# e\n", "{a: 1}", NULL},
    {"a number sign without a space is no comment", "a: x#y", "{a: x#y}", NULL},
    {"CRLF lines are read", "a: 1\r\nb: |\r\n  x\r\n  y\r\n", "{a: 1, b: 'x\ny\n'}", NULL},
    {"a key may be written with a question mark", "? a\n: 1", "{a: 1}", NULL},
    {"a quoted key is a key", "\"a\": 1", "{a: 1}", NULL},
    {"a mark before the document is read", "--- # c\na: 1", "{a: 1}", NULL},
    {"a mark's own line may hold the value", "--- x", "x", NULL},
    {"an end mark is read", "a: 1\n...\n", "{a: 1}", NULL},
    {"words that other schemas read otherwise are texts", "a: no\nb: 010\nc: 1_000\nd: 12:30:45\ne: .inf",
     "{a: no, b: 010, c: 1_000, d: 12:30:45, e: .inf}", NULL},
    {"a mark without anything is an absent value", "---\n", "", NULL},
    {"nothing is nothing", "", "nothing", NULL},
    {"blanks and comments are nothing", "\n  # c\n\n", "nothing", NULL},

    {"a duplicate key is told at its second place", "a: 1\nb: 2\na: 3", "{a: 1, b: 2, a: 3}", "3:1 key.duplicate"},
    {"a key that stands three times is told twice", "a: 1\na: 2\na: 3", "{a: 1, a: 2, a: 3}",
     "2:1 key.duplicate; 3:1 key.duplicate"},
    {"a quoted key is the same as a plain one", "a: 1\n\"a\": 2", "{a: 1, a: 2}", "2:1 key.duplicate"},
    {"an escaped key is the same as a plain one", "a: 1\n\"\\x61\": 2", "{a: 1, a: 2}", "2:1 key.duplicate"},
    {"keys are the same where their normal forms are", "\xC3\xA9: 1\ne\xCC\x81: 2", "{\xC3\xA9: 1, e\xCC\x81: 2}",
     "2:1 key.duplicate"},
    {"keys are the same where their normal forms are, in escapes", "\"\\u00E9\": 1\n\"e\\u0301\": 2",
     "{\xC3\xA9: 1, e\xCC\x81: 2}", "2:1 key.duplicate"},
    {"letter case makes keys differ", "a: 1\nA: 2", "{a: 1, A: 2}", NULL},
    {"the same key in two mappings is no duplicate", "a: {b: 1}\nc: {b: 1}", "{a: {b: 1}, c: {b: 1}}", NULL},
    {"a duplicate key in braces is told", "{a: 1, b: 2, a: 3}", "{a: 1, b: 2, a: 3}", "1:14 key.duplicate"},
    {"a duplicate key further in is told", "x:\n- a: 1\n  a: 2", "{x: [{a: 1, a: 2}]}", "3:3 key.duplicate"},

    {"an anchor is refused in a declaration", "a: &x 1\nb: 2", "{a: 1, b: 2}", "1:4 yaml.anchor"},
    {"an anchor of a list is refused", "a: &x [1]", "{a: [1]}", "1:4 yaml.anchor"},
    {"an anchor of a mapping is refused", "a: &x\n  b: 1", "{a: {b: 1}}", "1:4 yaml.anchor"},
    {"an anchor of a key is refused", "&x a: 1", "{a: 1}", "1:1 yaml.anchor"},
    {"an alias is refused in a declaration, with its anchor", "a: &x 1\nb: *x", "fault",
     "1:4 yaml.anchor; 2:4 yaml.anchor"},
    {"a tag is refused", "a: !!str 1", "{a: 1}", "1:4 yaml.tag"},
    {"a tag of one's own is refused", "a: !mine 1", "{a: 1}", "1:4 yaml.tag"},
    {"Python's tags are refused", "a: !!python/object/apply:os.system [id]", "{a: [id]}", "1:4 yaml.tag"},
    {"a tag written out is refused", "a: !<tag:x,2000:y> 1", "{a: 1}", "1:4 yaml.tag"},
    {"the tag that says nothing is refused", "a: ! 1", "{a: 1}", "1:4 yaml.tag"},
    {"a tag of a mapping is refused", "!!map {a: 1}", "{a: 1}", "1:1 yaml.tag"},
    {"a tag of a list is refused", "a: !!seq [1]", "{a: [1]}", "1:4 yaml.tag"},
    {"a tag of a key is refused", "!!str a: 1", "{a: 1}", "1:1 yaml.tag"},
    {"a merge key is refused", "a: 1\n<<: {b: 2}", "{a: 1, <<: {b: 2}}", "2:1 yaml.merge"},
    {"a quoted merge key is a key like any other", "'<<': 1", "{<<: 1}", NULL},
    {"a merge key with an alias is refused by both names", "<<: *x", "fault", "1:1 yaml.merge; 1:5 yaml.anchor"},
    {"a version directive is refused", "%YAML 1.2\n---\na: 1", "fault", "1:1 yaml.directive"},
    {"a tag directive is refused", "# c\n%TAG ! tag:x,2000:\n---\na: 1", "fault", "2:1 yaml.directive"},
    {"an unknown directive is refused", "%\n---\na: 1", "fault", "1:1 yaml.directive"},
    {"a per cent sign within a line is no directive", "a: 50 %\nb: x%y", "{a: 50 %, b: x%y}", NULL},
    {"a list as a key is refused", "? [a]\n: 1", "fault", "1:3 yaml.key"},
    {"a list as a key in braces is refused", "{[a]: 1}", "fault", "1:2 yaml.key"},
    {"a mapping as a key is refused", "? a: 1\n: 2", "fault", "1:3 yaml.key"},
    {"a second document is refused, and does not replace the first", "a: 1\n---\nb: 2", "fault", "3:1 yaml.syntax"},
    {"a second document that is a scalar is refused", "a: 1\n--- x", "fault", "2:5 yaml.syntax"},
    {"a second document after an end mark is refused", "a: 1\n...\n---\nb: 2", "fault", "4:1 yaml.syntax"},
    {"a second document without a mark is refused", "a: 1\n...\nb: 2", "fault", "2:1 yaml.syntax"},
    {"several faults are told in one run", "a: !x 1\na: &y 2\n<<: 3\n\"b\\e\": 4", "{a: 1, a: 2, <<: 3, b\x1B: 4}",
     "1:4 yaml.tag; 2:4 yaml.anchor; 3:1 yaml.merge; 4:1 bytes.character; 2:1 key.duplicate"},
};

/* Read as a charter is: the same, but for anchors and aliases. */
static const test_row charters[] = {
    {"an alias is a copy of its anchor's value", "a: &x 1\nb: *x", "{a: 1, b: 1}", NULL},
    {"an alias of a list is a copy of it", "a: &x [1, 2]\nb: *x\nc: *x", "{a: [1, 2], b: [1, 2], c: [1, 2]}", NULL},
    {"an alias of a mapping is a copy of it", "a: &x {b: {c: 1}}\nd: *x", "{a: {b: {c: 1}}, d: {b: {c: 1}}}", NULL},
    {"a quoted text stays quoted in its copies", "a: &x 'null'\nb: *x", "{a: 'null', b: 'null'}", NULL},
    {"an anchor may stand within an anchored value", "a: &x [&y 1, *y]\nb: [*x, *y]", "{a: [1, 1], b: [[1, 1], 1]}",
     NULL},
    {"an anchor may be given anew: the last one counts", "a: &x 1\nb: &x 2\nc: *x", "{a: 1, b: 2, c: 2}", NULL},
    {"an anchor that is used nowhere is text that lacks its quotes", "a: &Co partners", "{a: partners}",
     "1:4 yaml.anchor"},
    {"an anchor of nothing is one too", "a: &Co", "{a: }", "1:4 yaml.anchor"},
    {"what an anchor is used for may stand behind a broken place", "a: &Co partners\nb: *x\nc: *Co", "fault",
     "2:4 yaml.anchor"},
    {"a name that is given anew was used before", "a: &x 1\nb: *x\nc: &x 2", "{a: 1, b: 1, c: 2}", NULL},
    {"a list's anchor may wait for its use", "a: &Co [b]", "{a: [b]}", NULL},
    {"an alias in a list is a copy", "- &x a\n- *x", "[a, a]", NULL},
    {"an alias may be a key where its value is a scalar", "a: &x k\n*x : 1", "{a: k, k: 1}", NULL},
    {"an alias that is a duplicate key is told", "k: &x k\n*x : 1", "{k: k, k: 1}", "2:1 key.duplicate"},
    {"an alias of a list as a key is refused", "a: &x [1]\n*x : 1", "fault", "2:1 yaml.key"},
    {"an anchor that nobody gave is refused", "a: *x", "fault", "1:4 yaml.anchor"},
    {"an anchor that comes later is refused", "a: *x\nb: &x 1", "fault", "1:4 yaml.anchor"},
    {"an alias to the list that it stands in is refused", "a: &x [1, *x]", "fault", "1:11 yaml.anchor"},
    {"an alias to the mapping that it stands in is refused", "a: &x\n  b: 1\n  c: [*x]", "fault", "3:7 yaml.anchor"},
    {"an alias to the whole document is refused", "--- &x\na: *x", "fault", "2:4 yaml.anchor"},
    {"a merge key is refused in a charter too", "a: &x {b: 1}\nc:\n  <<: *x", "{a: {b: 1}, c: {<<: {b: 1}}}",
     "3:3 yaml.merge"},
    {"a tag is refused in a charter too", "a: !!str 1", "{a: 1}", "1:4 yaml.tag"},
    {"an anchor of a key is refused in a charter too", "&x a: 1\nb: 2", "{a: 1, b: 2}", "1:1 yaml.anchor"},
    {"an anchor of a key in braces is refused", "{&x a: 1}", "{a: 1}", "1:2 yaml.anchor"},
    {"a second document is refused in a charter too", "a: 1\n---\nb: 2", "fault", "3:1 yaml.syntax"},
};

static void check_row(const test_row *row, const ch_yaml_rules *rules)
{
    reading r;
    read_text(&r, row->text, rules);
    assert_string_equal(tell_tree(&r), row->tree);
    assert_string_equal(tell_diagnostics(&r.diagnostics), row->faults == NULL ? "fine" : row->faults);
    forget(&r);
}

static void reads_declaration(void **state)
{
    check_row(*state, &strict);
}

static void reads_charter(void **state)
{
    check_row(*state, &lenient);
}

/* What neither aliases nor anchors concern is read in the same way by both rules. */
static void a_charter_is_read_as_a_declaration_is_but_for_anchors(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(declarations); i++)
        if (declarations[i].faults == NULL)
            check_row(&declarations[i], &lenient);
}

/* ---- syntax that is broken ---- */

typedef struct syntax_row {
    const char *name, *text;
    const char *place;
    const char *message; /* its beginning */
} syntax_row;

static const syntax_row syntaxes[] = {
    {"a tab that indents", "a:\n\tb: 1", "2:1", "a tab stands where spaces must indent [write two spaces"},
    {"an at sign", "a: @x", "1:4", "a text cannot begin with this sign [put the text in quotes: \"@x\"]"},
    {"a backtick", "a: `x`", "1:4", "a text cannot begin with this sign"},
    {"a colon in a value", "a: b: c", "1:5", "a second colon stands on this line"},
    {"a key below a text", "a\nb: c", "1:1", "this line has no colon"},
    {"a key that is indented too far", "a: 1\n b: 2", "2:2", "this line begins further right than the key above"},
    {"a key that is not indented enough", "a:\n  b: 1\n c: 2", "3:2", "this line is aligned with none above it"},
    {"a key below a list", "- a\nb: c", "2:1", "this line does not fit the list above"},
    {"an item that is indented less than the others", "- - a\n - b", "2:2", "this line does not fit the list above"},
    {"text after a quoted text", "a: \"b\" c", "1:6", "this sign ends the text, and more follows"},
    {"a double quote that is never closed", "a: \"x\nb: 1", "1:4", "a quote that was opened is never closed"},
    {"a single quote that is never closed", "a: 'x", "1:4", "a quote that was opened is never closed"},
    {"a bracket that is never closed", "a: [1, 2\nb: 3", "1:4", "a list in brackets is not closed"},
    {"a brace that is never closed", "a: {b: 1", "1:4", "a mapping in braces is not closed"},
    {"a comma that lacks in braces", "a: {b: 1 c: 2}", "1:11", "a comma is missing before this"},
    {"a comma without a value", "a: [,]", "1:5", "a value is missing before this place"},
    {"a bracket that was never opened", "a: ]", "1:4", "this bracket closes nothing"},
    {"an unknown escape", "a: \"\\q\"", "1:5", "a backslash in double quotes begins an escape"},
    {"an escape of half a surrogate pair", "a: \"\\uD800\"", "1:5", "a backslash in double quotes begins an escape"},
    {"an escape of too few digits", "a: \"\\u00\"", "1:5", "a backslash in double quotes begins an escape"},
    {"an anchor without a name", "a: & b", "1:4", "a text cannot begin with this sign"},
    {"an alias without a name", "a: * b", "1:4", "a text cannot begin with this sign"},
    {"a question mark and a space", "a: ? b", "1:4", "a text cannot begin with this sign"},
    {"a text behind a bar", "a: |b", "1:4", "a text of several lines begins here"},
    {"a text behind a greater-than sign", "a: >b", "1:4", "a text of several lines begins here"},
    {"a list in a key's line", "a: - b", "1:4", "a list begins on the line of its key"},
    {"an end mark and more", "a: 1\n... x", "2:5", "more follows here, where the document has ended"},
    {"a mapping after a mapping", "{a: 1}\n{b: 2}", "2:1", "more follows here, where the document has ended"},
};

/* The fault is where it was, whether or not what stands before it is ASCII. */
static void breaks(void **state)
{
    const syntax_row *row = *state;
    static const char *const before[] = {"", "# \xC3\xA9\xC3\xA8\xF0\x9F\x98\x80\n"};
    for (unsigned i = 0; i < COUNT_OF(before); i++) {
        char text[200], expected[200];
        snprintf(text, sizeof text, "%s%s", before[i], row->text);
        unsigned line, column;
        assert_int_equal(sscanf(row->place, "%u:%u", &line, &column), 2);
        snprintf(expected, sizeof expected, "%u:%u yaml.syntax", line + i, column);
        reading r;
        read_text(&r, text, &strict);
        assert_int_equal(r.status, CH_YAML_FAULT);
        assert_string_equal(tell_diagnostics(&r.diagnostics), expected);
        if (strncmp(tell_messages(&r.diagnostics), row->message, strlen(row->message)) != 0)
            fail_msg("%s", tell_messages(&r.diagnostics));
        forget(&r);
    }
}

/* ---- where values stand ---- */

typedef struct place_row {
    const char *name, *text;
    const char *place; /* of the value under the key "v" */
    const char *key;   /* of the key */
} place_row;

static const place_row places[] = {
    {"a plain text", "v: abc", "1:4-1:7", "1:1-1:2"},
    {"a plain text before a comment", "v: abc   # c", "1:4-1:7", "1:1-1:2"},
    {"a plain text of two words", "v: a b ", "1:4-1:7", "1:1-1:2"},
    {"a plain text of two lines", "v: a\n  bc\nw: 1", "1:4-2:5", "1:1-1:2"},
    {"a text in single quotes, quotes included", "v: 'abc'", "1:4-1:9", "1:1-1:2"},
    {"a text in double quotes, quotes included", "v: \"abc\"", "1:4-1:9", "1:1-1:2"},
    {"a quoted text of two lines", "v: \"a\n  b\"", "1:4-2:5", "1:1-1:2"},
    {"a text with escapes, as it is written", "v: \"\\u00e9\\t\"", "1:4-1:14", "1:1-1:2"},
    {"a literal text, from its bar to the line after it", "v: |\n  a\n  b\nw: 1", "1:4-4:1", "1:1-1:2"},
    {"a folded text, from its sign to the line after it", "v: >-\n  a\nw: 1", "1:4-3:1", "1:1-1:2"},
    {"an absent value, after its colon", "v:\nw: 1", "1:3-1:3", "1:1-1:2"},
    {"a tilde", "v: ~", "1:4-1:5", "1:1-1:2"},
    {"a list in brackets", "v: [1, 2] # c", "1:4-1:10", "1:1-1:2"},
    {"a list in brackets over lines", "v: [1,\n  2]", "1:4-2:5", "1:1-1:2"},
    {"a mapping in braces", "v: {a: b}", "1:4-1:10", "1:1-1:2"},
    {"a mapping below, up to its last value", "v:\n  a: b\n  c: d\nw: 1", "2:3-3:7", "1:1-1:2"},
    {"a list below, up to its last value", "v:\n- a\n- bc\n\nw: 1", "2:1-3:5", "1:1-1:2"},
    {"a value further in", "a:\n  b:\n    v: xyz", "3:8-3:11", "3:5-3:6"},
    {"a value in a list", "a:\n- b: 1\n  v: xyz", "3:6-3:9", "3:3-3:4"},
    {"a quoted key, quotes included", "\"v\": 1", "1:6-1:7", "1:1-1:4"},
    {"a key after a question mark", "? v\n: 1", "2:3-2:4", "1:3-1:4"},
    {"a value in braces after others", "{a: 1, v: 2}", "1:11-1:12", "1:8-1:9"},
    {"a value after a mark", "---\nv: 1", "2:4-2:5", "2:1-2:2"},
    {"letters of two bytes count once", "\xC3\xA9: \xC3\xA8\nv: \xC3\xA9t\xC3\xA9 # \xC3\xA9", "2:4-2:7", "2:1-2:2"},
    {"letters of two bytes before it on the line count once", "{\xC3\xA9: \xC3\xA8, v: 2}", "1:11-1:12", "1:8-1:9"},
    {"letters of four bytes count once", "\xF0\x9F\x98\x80: '\xF0\x9F\x98\x80'\nv: \"\xF0\x9F\x98\x80x\"", "2:4-2:8",
     "2:1-2:2"},
    {"a literal text that is not ASCII", "v: |\n  \xC3\xA9\nw: \xC3\xA9", "1:4-3:1", "1:1-1:2"},
    {"a value after CRLF lines", "a: 1\r\nv: bc\r\n", "2:4-2:6", "2:1-2:2"},
    {"a value after CRLF lines that are not ASCII", "a: \xC3\xA9\r\nv: bc\r\n", "2:4-2:6", "2:1-2:2"},
    {"an alias stands where it is written", "a: &x [1]\nv: *x", "2:4-2:6", "2:1-2:2"},
};

static const ch_node *find_value(const ch_node *node)
{
    if (node->key != NULL && ch_text_is(node->key->text, "v"))
        return node;
    const ch_node *found = NULL;
    for (const ch_node *child = node->first; child != NULL && found == NULL; child = child->next)
        found = find_value(child);
    return found;
}

static void check_place(const reading *r, ch_span span, const char *expected, unsigned lines)
{
    charter_place place = ch_source_place(&r->source, span);
    char told[100];
    snprintf(told, sizeof told, "%u:%u-%u:%u", place.line - lines, place.column, place.end_line - lines,
             place.end_column);
    assert_string_equal(told, expected);
}

static void stands(void **state)
{
    const place_row *row = *state;
    static const char *const before[] = {"", "# plain\n", "# \xC3\xA9\xC3\xA8\n# \xF0\x9F\x98\x80\n"};
    for (unsigned i = 0; i < COUNT_OF(before); i++) {
        char text[200];
        snprintf(text, sizeof text, "%s%s", before[i], row->text);
        reading r;
        read_text(&r, text, &lenient);
        assert_int_equal(r.status, CH_YAML_DOCUMENT);
        const ch_node *value = find_value(r.root);
        assert_non_null(value);
        check_place(&r, value->span, row->place, i);
        check_place(&r, value->key->span, row->key, i);
        forget(&r);
    }
}

static void a_caret_underlines_a_scalar_or_the_key_of_a_collection(void **state)
{
    (void)state;
    reading r;
    read_text(&r, "key: [1, 2]\nv: xy\n", &strict);
    check_place(&r, ch_node_caret(r.root->first), "1:1-1:4", 0);
    check_place(&r, ch_node_caret(r.root->last), "2:4-2:6", 0);
    check_place(&r, ch_node_caret(r.root), "1:1-2:6", 0);
    forget(&r);
}

/* ---- characters that are spelt ---- */

typedef struct escape_row {
    const char *name, *text;
    const char *value; /* NULL: refused */
} escape_row;

static const escape_row escapes[] = {
    {"a tab may be spelt", "\"a\\tb\"", "a\tb"},
    {"a line feed may be spelt", "\"a\\nb\"", "a\nb"},
    {"a letter may be spelt", "\"\\x41\"", "A"},
    {"an accented letter may be spelt", "\"\\u00e9\"", "\xC3\xA9"},
    {"an emoji may be spelt", "\"\\U0001F600\"", "\xF0\x9F\x98\x80"},
    {"a no-break space may be spelt", "\"\\_\"", "\xC2\xA0"},
    {"a quote and a backslash may be spelt", "\"\\\"\\\\\"", "\"\\"},
    {"a slash may be spelt", "\"\\/\"", "/"},
    {"NUL may not be spelt", "\"a\\0b\"", NULL},
    {"ESC may not be spelt", "\"\\e]0;x\"", NULL},
    {"BEL may not be spelt", "\"\\a\"", NULL},
    {"backspace may not be spelt", "\"\\b\"", NULL},
    {"a vertical tab may not be spelt", "\"\\v\"", NULL},
    {"a form feed may not be spelt", "\"\\f\"", NULL},
    {"a carriage return may not be spelt", "\"\\r\"", NULL},
    {"NEL may not be spelt", "\"\\N\"", NULL},
    {"NEL may not be spelt by its number", "\"\\x85\"", NULL},
    {"the line separator may not be spelt", "\"\\L\"", NULL},
    {"the line separator may not be spelt by its number", "\"\\u2028\"", NULL},
    {"the paragraph separator may not be spelt", "\"\\P\"", NULL},
    {"the paragraph separator may not be spelt by its number", "\"\\u2029\"", NULL},
    {"DEL may not be spelt", "\"\\x7f\"", NULL},
    {"CSI may not be spelt", "\"\\x9b\"", NULL},
    {"a byte order mark may not be spelt", "\"\\uFEFF\"", NULL},
    {"U+FFFE may not be spelt", "\"\\uFFFE\"", NULL},
    {"single quotes spell nothing", "'\\0\\e'", "\\0\\e"},
    {"a plain text spells nothing", "\\0\\e", "\\0\\e"},
    {"a literal text spells nothing", "|-\n  \\0\\e", "\\0\\e"},
};

static void spells(void **state)
{
    const escape_row *row = *state;
    char text[100];
    snprintf(text, sizeof text, "\nv: %s", row->text);
    reading r;
    read_text(&r, text, &strict);
    assert_int_equal(r.status, CH_YAML_DOCUMENT); /* a fault of its usage alone */
    assert_string_equal(tell_diagnostics(&r.diagnostics), row->value == NULL ? "2:4 bytes.character" : "fine");
    if (row->value != NULL)
        assert_text_equal(r.root->first->text, row->value);
    forget(&r);
    snprintf(text, sizeof text, "? %s\n: 1", row->text);
    read_text(&r, text, &strict);
    assert_string_equal(tell_diagnostics(&r.diagnostics), row->value == NULL ? "1:3 bytes.character" : "fine");
    forget(&r);
}

static void a_text_with_two_refused_characters_is_told_once_with_the_first(void **state)
{
    (void)state;
    reading r;
    read_text(&r, "a: \"\\e \\0\"", &strict);
    assert_string_equal(tell_diagnostics(&r.diagnostics), "1:4 bytes.character");
    assert_non_null(strstr(tell_messages(&r.diagnostics), "U+001B"));
    forget(&r);
}

/* ---- bytes that are refused before they are parsed ---- */

typedef struct byte_row {
    const char *name, *text;
    size_t length;
    const char *faults, *shown;
} byte_row;

static const byte_row bytes[] = {
    {"a hidden key behind NEL is refused",
     "tool: X\xC2\x85"
     "approved: true",
     23, "1:8 bytes.character", "U+0085"},
    {"a hidden key behind a line separator is refused",
     "a: 1\ntool: X\xE2\x80\xA8"
     "b: 1",
     19, "2:8 bytes.character", "U+2028"},
    {"a raw ESC is refused", "a: \x1B[31m", 8, "1:4 bytes.character", "U+001B"},
    {"a NUL is refused", "a: 1\n\0", 6, "2:1 bytes.character", "U+0000"},
    {"a lone CR is refused", "a: 1\rb: 2", 9, "1:5 bytes.character", "a carriage return"},
    {"a byte order mark within is refused",
     "a: \xEF\xBB\xBF"
     "1",
     7, "1:4 bytes.character", "U+FEFF"},
    {"UTF-16 is refused",
     "\xFF\xFE"
     "a\0",
     4, "1:1 bytes.encoding", "UTF-16"},
    {"UTF-16 without a mark is refused", "a\0:\0 \0", 6, "1:2 bytes.encoding", "UTF-16"},
    {"a PDF document is refused", "%PDF-1.7\n", 9, "1:1 bytes.encoding", "a PDF document"},
    {"an office program's document is refused", "PK\x03\x04\x14", 5, "1:1 bytes.encoding", "an office program"},
    {"an old office program's is refused", "\xD0\xCF\x11\xE0\xA1", 5, "1:1 bytes.encoding", "an office program"},
    {"rich text is refused", "{\\rtf1 usage: 1}", 16, "1:1 bytes.encoding", "an office program"},
    {"a page of the web is refused", "<!DOCTYPE html>", 15, "1:1 bytes.encoding", "a page of the web"},
    {"a picture is refused", "\x89PNG\r\n", 6, "1:1 bytes.encoding", "a picture"},
    {"Latin-1 is refused at its first letter", "a: \xC3\xA9\nb: \xE9", 10, "2:4 bytes.encoding", "not UTF-8"},
    {"an overlong slash is refused", "a: ..\xC0\xAF", 7, "1:6 bytes.encoding", "not UTF-8"},
    {"a surrogate is refused", "a: \xED\xA0\x80", 6, "1:4 bytes.encoding", "not UTF-8"},
};

static void refuses_bytes(void **state)
{
    const byte_row *row = *state;
    reading r;
    read_bytes(&r, (ch_text){row->text, row->length}, &strict);
    assert_null(r.root);
    assert_string_equal(tell_diagnostics(&r.diagnostics), row->faults);
    assert_non_null(strstr(tell_messages(&r.diagnostics), row->shown));
    forget(&r);
}

/* ---- bounds ---- */

/* `open` n times, `middle`, `close` n times. */
static char *nested(const char *open, const char *middle, const char *close, size_t n)
{
    char *text = calloc(1, n * (strlen(open) + strlen(close)) + strlen(middle) + 1);
    assert_non_null(text);
    char *at = text;
    for (size_t i = 0; i < n; i++)
        at = stpcpy(at, open);
    at = stpcpy(at, middle);
    for (size_t i = 0; i < n; i++)
        at = stpcpy(at, close);
    return text;
}

typedef struct depth_row {
    const char *name, *open, *middle, *close;
    size_t n;
    unsigned depth;
    const char *faults;
} depth_row;

static const depth_row depths[] = {
    {"32 lists within one another are read", "[", "1", "]", 32, 32, "fine"},
    {"33 lists within one another are refused at the 33rd", "[", "1", "]", 33, 32, "1:33 limit.depth"},
    {"32 mappings within one another are read", "{a: ", "1", "}", 32, 32, "fine"},
    {"33 mappings within one another are refused", "{a: ", "1", "}", 33, 32, "1:129 limit.depth"},
    {"33 lists written with dashes are refused", "- ", "1", "", 33, 32, "1:65 limit.depth"},
    {"16 pairs are 32 deep", "[{a: ", "1", "}]", 16, 32, "fine"},
    {"a document of 100,000 brackets is refused as soon", "[", "1", "", 100000, 32, "1:33 limit.depth"},
    {"a lower bound is kept", "[", "1", "]", 3, 2, "1:3 limit.depth"},
    {"a bound of one allows one", "[", "1", "]", 1, 1, "fine"},
    {"the highest bound is kept", "[", "1", "]", 64, 64, "fine"},
    {"beyond the highest bound is refused", "[", "1", "]", 65, 64, "1:65 limit.depth"},
};

static void nests(void **state)
{
    const depth_row *row = *state;
    char *text = nested(row->open, row->middle, row->close, row->n);
    ch_yaml_rules rules = {.depth = row->depth, .nodes = 100000};
    reading r;
    read_text(&r, text, &rules);
    assert_string_equal(tell_diagnostics(&r.diagnostics), row->faults);
    assert_int_equal(r.status, strcmp(row->faults, "fine") == 0 ? CH_YAML_DOCUMENT : CH_YAML_FAULT);
    forget(&r);
    free(text);
}

static void aliases_cannot_nest_deeper_than_the_bound(void **state)
{
    (void)state;
    ch_yaml_rules rules = {.depth = 4, .nodes = 1000, .aliases = true};
    reading r;
    read_text(&r, "a: &x [[1]]\nb: [*x]", &rules);
    assert_string_equal(tell_diagnostics(&r.diagnostics), "fine");
    forget(&r);
    read_text(&r, "a: &x [[1]]\nb: [[*x]]", &rules);
    assert_string_equal(tell_diagnostics(&r.diagnostics), "2:6 limit.depth");
    forget(&r);
}

typedef struct node_row {
    const char *name, *text;
    size_t nodes; /* what it holds, exactly: keys and values */
} node_row;

static const node_row nodes[] = {
    {"a list and its items are counted", "[a, b, c]", 4},
    {"a mapping, its keys and its values are counted", "a: 1\nb: 2", 5},
    {"each copy of an alias is counted", "a: &x [1, 2]\nb: *x", 9},
    {"copies of copies are counted", "- &x [1]\n- &y [*x, *x]\n- *y\n", 13},
};

static void counts_nodes(void **state)
{
    const node_row *row = *state;
    ch_yaml_rules rules = {.depth = 32, .nodes = row->nodes, .aliases = true};
    reading r;
    read_text(&r, row->text, &rules);
    assert_string_equal(tell_diagnostics(&r.diagnostics), "fine");
    forget(&r);
    rules.nodes--;
    read_text(&r, row->text, &rules);
    assert_int_equal(r.status, CH_YAML_FAULT);
    assert_string_equal(charter_diagnostic_code(charter_diagnostics_at(&r.diagnostics, 0)), "limit.nodes");
    forget(&r);
}

static void an_alias_bomb_ends_at_the_budget_of_nodes(void **state)
{
    (void)state;
    static const char bomb[] = "a: &a [x, x, x, x, x, x, x, x, x]\n"
                               "b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
                               "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\n"
                               "d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]\n"
                               "e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]\n"
                               "f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]\n"
                               "g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f]\n"
                               "h: &h [*g, *g, *g, *g, *g, *g, *g, *g, *g]\n"
                               "i: &i [*h, *h, *h, *h, *h, *h, *h, *h, *h]\n";
    reading r;
    read_text(&r, bomb, &lenient);
    assert_int_equal(r.status, CH_YAML_FAULT);
    assert_int_equal(charter_diagnostics_count(&r.diagnostics), 1);
    assert_string_equal(charter_diagnostic_code(charter_diagnostics_at(&r.diagnostics, 0)), "limit.nodes");
    forget(&r);
    read_text(&r, bomb, &strict); /* and at the first alias of a declaration */
    assert_string_equal(tell_diagnostics(&r.diagnostics), "1:4 yaml.anchor; 2:4 yaml.anchor; 2:8 yaml.anchor");
    forget(&r);
}

static void a_text_of_64_kib_is_read_and_one_byte_more_is_refused(void **state)
{
    (void)state;
    for (size_t more = 0; more < 2; more++) {
        size_t length = CH_YAML_TEXT_MAX + more;
        char *text = malloc(length + 4);
        assert_non_null(text);
        memcpy(text, "v: ", 3);
        memset(text + 3, 'x', length);
        reading r;
        read_bytes(&r, (ch_text){text, length + 3}, &strict);
        assert_string_equal(tell_diagnostics(&r.diagnostics), more == 0 ? "fine" : "1:4 limit.text");
        if (more == 0)
            assert_int_equal(r.root->first->text.length, length);
        forget(&r);
        free(text);
    }
}

/* ---- many keys ---- */

/* "k0: 1\nk1: 1\n…", with the last one called as the key `twin` is where that is below `count`. */
static char *many_keys(size_t count, size_t twin, const char *prefix)
{
    char *text = malloc(count * 32), *at = text;
    assert_non_null(text);
    for (size_t i = 0; i < count; i++)
        at += sprintf(at, "%sk%zu: 1\n", prefix, i == count - 1 && twin < count ? twin : i);
    return text;
}

typedef struct many_row {
    const char *name, *prefix;
    size_t count, twin;
} many_row;

static const many_row manies[] = {
    {"twenty-four different keys are fine", "", 24, 99},
    {"the last of twenty-four keys is found to be the first again", "", 24, 0},
    {"twenty-five different keys are fine", "", 25, 99},
    {"the last of twenty-five keys is found to be the first again", "", 25, 0},
    {"the last of twenty-five keys is found to be the one before again", "", 25, 23},
    {"the last of twenty thousand keys is found to be an earlier one again", "", 20000, 777},
    {"twenty thousand different keys are fine", "", 20000, 99999},
    {"the last of many keys that are not ASCII is found to be an earlier one again", "\xC3\xA9", 3000, 1500},
};

static void finds_twin(void **state)
{
    const many_row *row = *state;
    char *text = many_keys(row->count, row->twin, row->prefix);
    reading r;
    read_text(&r, text, &strict);
    char expected[100] = "fine";
    if (row->twin < row->count)
        snprintf(expected, sizeof expected, "%zu:1 key.duplicate", row->count);
    assert_string_equal(tell_diagnostics(&r.diagnostics), expected);
    assert_int_equal(r.root->count, row->count);
    snprintf(expected, sizeof expected, "on line %zu", row->twin + 1);
    if (row->twin < row->count)
        assert_non_null(strstr(tell_messages(&r.diagnostics), expected));
    forget(&r);
    free(text);
}

/* ---- what is absent ---- */

typedef struct absent_row {
    const char *name, *text;
    bool absent;
} absent_row;

static const absent_row absents[] = {
    {"nothing after the colon is absent", "v:", true},
    {"null is absent", "v: null", true},
    {"a tilde is absent", "v: ~", true},
    {"a quoted null is a text", "v: 'null'", false},
    {"a quoted tilde is a text", "v: \"~\"", false},
    {"an empty quoted text is a text", "v: ''", false},
    {"an empty literal text is a text", "v: |\n", false},
    {"an empty list is a value", "v: []", false},
    {"an empty mapping is a value", "v: {}", false},
    {"the word none is a text", "v: none", false},
    {"nought is a value", "v: 0", false},
    {"false is a value", "v: false", false},
};

static void is_absent(void **state)
{
    const absent_row *row = *state;
    reading r;
    read_text(&r, row->text, &strict);
    assert_int_equal(ch_node_absent(r.root->first), row->absent);
    assert_ptr_equal(ch_node_get(r.root, "v"), row->absent ? NULL : r.root->first);
    forget(&r);
}

static void getting_a_key_of_what_is_no_mapping_gives_nothing(void **state)
{
    (void)state;
    reading r;
    read_text(&r, "v: [v]", &strict);
    assert_null(ch_node_get(NULL, "v"));
    assert_null(ch_node_get(r.root->first, "v"));
    assert_null(ch_node_get(r.root->first->first, "v"));
    assert_null(ch_node_get(r.root, "w"));
    assert_true(ch_node_absent(NULL));
    forget(&r);
}

static void a_scalar_is_a_list_of_itself(void **state)
{
    (void)state;
    reading r;
    read_text(&r, "a: x\nb: [y, z]\nc: []\n", &strict);
    const ch_node *name = ch_names_first(ch_node_get(r.root, "a"));
    assert_text_equal(name->text, "x");
    assert_null(ch_names_next(name));
    name = ch_names_first(ch_node_get(r.root, "b"));
    assert_text_equal(name->text, "y");
    name = ch_names_next(name);
    assert_text_equal(name->text, "z");
    assert_null(ch_names_next(name));
    assert_null(ch_names_first(ch_node_get(r.root, "c")));
    assert_null(ch_names_first(NULL));
    forget(&r);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(declarations, reads_declaration),
        TEST_ROWS(charters, reads_charter),
        TEST(a_charter_is_read_as_a_declaration_is_but_for_anchors),
        TEST_ROWS(syntaxes, breaks),
        TEST_ROWS(places, stands),
        TEST(a_caret_underlines_a_scalar_or_the_key_of_a_collection),
        TEST_ROWS(escapes, spells),
        TEST(a_text_with_two_refused_characters_is_told_once_with_the_first),
        TEST_ROWS(bytes, refuses_bytes),
        TEST_ROWS(depths, nests),
        TEST(aliases_cannot_nest_deeper_than_the_bound),
        TEST_ROWS(nodes, counts_nodes),
        TEST(an_alias_bomb_ends_at_the_budget_of_nodes),
        TEST(a_text_of_64_kib_is_read_and_one_byte_more_is_refused),
        TEST_ROWS(manies, finds_twin),
        TEST_ROWS(absents, is_absent),
        TEST(getting_a_key_of_what_is_no_mapping_gives_nothing),
        TEST(a_scalar_is_a_list_of_itself),
    };
    return RUN_TABLES(tables);
}
