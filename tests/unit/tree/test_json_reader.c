/* JSON as located nodes, and a stream of it cut into documents: what is read, what is refused, and where. */
#include "unit/support.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "tree/json_documents.h"
#include "tree/json_reader.h"
#include "unit/tree/nodes.h"

/* ---- one value ---- */

typedef struct reading {
    ch_source source;
    ch_arena arena;
    charter_diagnostics diagnostics;
    ch_node *root;
    ch_yaml_status status;
} reading;

static const ch_yaml_rules strict = {.depth = 4, .nodes = 40, .aliases = false};

/* The bytes are copied: nothing after them may be read, and the tree must not point to them. */
static void read_bytes(reading *r, ch_text bytes)
{
    *r = (reading){.status = CH_YAML_FAULT};
    char *copy = malloc(bytes.length + (bytes.length == 0));
    assert_non_null(copy);
    memcpy(copy, bytes.at, bytes.length);
    r->source = (ch_source){.name = "usage.yaml", .bytes = {copy, bytes.length}};
    if (ch_yaml_check_bytes(&r->source, &r->diagnostics))
        r->status = ch_json_read(&r->source, &strict, &r->arena, &r->diagnostics, &r->root);
    memset(copy, '#', bytes.length);
}

static void forget(reading *r)
{
    free((void *)(uintptr_t)r->source.bytes.at);
    ch_arena_clear(&r->arena);
    ch_diagnostics_clear(&r->diagnostics);
}

static const char *tell_tree(const reading *r)
{
    static char text[1 << 12];
    text[0] = '\0';
    if (r->status == CH_YAML_DOCUMENT)
        tell_node(text, sizeof text, r->root);
    else
        tell_text(text, sizeof text, "fault");
    return text;
}

typedef struct test_row {
    const char *name, *text;
    const char *tree;
    const char *faults; /* NULL: fine */
} test_row;

static const test_row values[] = {
    {"a mapping is read", "{\"a\": 1, \"b\": \"x y\"}", "{a: 1, b: 'x y'}", NULL},
    {"a list is read", " [1 , \"a\",[] , {}]\n", "[1, 'a', [], {}]", NULL},
    {"the three words are plain", "[true,false,null]", "[true, false, null]", NULL},
    {"a text that spells a word is quoted", "[\"true\", \"null\"]", "['true', 'null']", NULL},
    {"numbers keep their spelling", "[0, -0, 1.50, 1E+2, 12345678901234567890, 1e999]",
     "[0, -0, 1.50, 1E+2, 12345678901234567890, 1e999]", NULL},
    {"escapes are read", "\"a\\n\\t\\\"\\\\\\/\\u00e9\\u0041\"",
     "'a\n\t\"\\/\xC3\xA9"
     "A'",
     NULL},
    {"a pair of surrogates is one character", "\"\\ud83d\\uDE00\"", "'\xF0\x9F\x98\x80'", NULL},
    {"the last character has a pair", "\"\\udbff\\udffd\"", "'\xF4\x8F\xBF\xBD'", NULL},
    {"CRLF is white space", "{\r\n\"a\":\r\n1}", "{a: 1}", NULL},
    {"an empty text is one", "{\"\": \"\"}", "{: ''}", NULL},
    {"four levels are read", "[[[[1]]]]", "[[[[1]]]]", NULL},

    {"a fifth level is refused", "[[[[[1]]]]]", "fault", "1:5 limit.depth"},
    {"too many values are refused",
     "[1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1]", "fault",
     "1:81 limit.nodes"},
    {"a key that stands twice is told", "{\"a\": 1,\n \"a\": 2}", "{a: 1, a: 2}", "2:2 key.duplicate"},
    {"an escaped key is the same as a plain one", "{\"a\": 1, \"\\u0061\": 2}", "{a: 1, a: 2}", "1:10 key.duplicate"},
    {"keys are the same where their normal forms are", "{\"\\u00e9\": 1, \"e\\u0301\": 2}",
     "{\xC3\xA9: 1, e\xCC\x81: 2}", "1:15 key.duplicate"},
    {"half a pair alone is refused", "\"\\ud83d\"", "fault", "1:2 json.syntax"},
    {"a low half first is refused", "\"\\ude00\\ud83d\"", "fault", "1:2 json.syntax"},
    {"a high half twice is refused", "\"\\ud83d\\ud83d\"", "fault", "1:2 json.syntax"},
    {"a high half before a letter is refused", "\"\\ud83d\\u0041\"", "fault", "1:2 json.syntax"},
    {"a high half at the end is refused", "\"\\ud83d\\", "fault", "1:1 json.syntax"},
    {"NUL behind an escape is refused", "{\"a\": \"x\\u0000y\"}", "{a: 'x'}", "1:7 bytes.character"},
    {"ESC behind an escape is refused", "\"\\u001b]0;x\"", "'\x1B]0;x'", "1:1 bytes.character"},
    {"C1 behind an escape is refused", "\"\\u0085\"", "'\xC2\x85'", "1:1 bytes.character"},
    {"a line separator behind an escape is refused", "\"\\u2028\"", "'\xE2\x80\xA8'", "1:1 bytes.character"},
    {"a carriage return behind an escape is refused", "\"\\r\"", "'\r'", "1:1 bytes.character"},
    {"a control character in a key is refused", "{\"a\\b\": 1}", "{a\b: 1}", "1:2 bytes.character"},
    {"a control character is refused", "{\"a\": \"\x1B\"}", "fault", "1:8 bytes.character"},
    {"a hidden line end is refused", "{\"a\": \"x\xC2\x85\"}", "fault", "1:9 bytes.character"},
    {"what is not UTF-8 is refused", "{\"a\": \"\xE9\"}", "fault", "1:8 bytes.encoding"},
    {"a surrogate in UTF-8 is refused", "{\"a\": \"\xED\xA0\x80\"}", "fault", "1:8 bytes.encoding"},
    {"an overlong form is refused", "{\"a\": \"\xC0\x80\"}", "fault", "1:8 bytes.encoding"},
    {"a tab within a text is refused", "{\"a\": \"x\ty\"}", "fault", "1:9 json.syntax"},
    {"a line break within a text is refused", "{\"a\": \"x\ny\"}", "fault", "1:9 json.syntax"},
    {"a quote that is not closed is told where it opens", "{\"a\": \"x}", "fault", "1:7 json.syntax"},
    {"an unknown escape is refused", "\"\\x41\"", "fault", "1:2 json.syntax"},
    {"an escape of too few digits is refused", "\"\\u00g0\"", "fault", "1:2 json.syntax"},
    {"nothing is no value", "", "fault", "1:1 json.syntax"},
    {"blanks are no value", " \n ", "fault", "2:2 json.syntax"},
    {"a comma at the end is refused", "[1,]", "fault", "1:4 json.syntax"},
    {"a comma at a mapping's end is refused", "{\"a\": 1,}", "fault", "1:9 json.syntax"},
    {"a decimal comma is refused", "{\"a\": 0,9}", "fault", "1:9 json.syntax"},
    {"a comma that lacks is told", "[1 2]", "fault", "1:4 json.syntax"},
    {"a colon that lacks is told", "{\"a\" 1}", "fault", "1:6 json.syntax"},
    {"a value that lacks is told", "{\"a\": }", "fault", "1:7 json.syntax"},
    {"a key without quotes is refused", "{a: 1}", "fault", "1:2 json.syntax"},
    {"single quotes are refused", "['a']", "fault", "1:2 json.syntax"},
    {"a comment is refused", "[1] // x", "fault", "1:5 json.syntax"},
    {"a second value is refused", "{} {}", "fault", "1:4 json.syntax"},
    {"a bracket too many is refused", "[1]]", "fault", "1:4 json.syntax"},
    {"a list that is not closed is told", "[1", "fault", "1:3 json.syntax"},
    {"a mapping closed by a bracket is refused", "{\"a\": 1]", "fault", "1:8 json.syntax"},
    {"NaN is refused", "[NaN]", "fault", "1:2 json.syntax"},
    {"a leading zero is refused", "[010]", "fault", "1:2 json.syntax"},
    {"a plus sign is refused", "[+1]", "fault", "1:2 json.syntax"},
    {"a number that ends in its point is refused", "[1.]", "fault", "1:2 json.syntax"},
    {"other words are refused", "[True]", "fault", "1:2 json.syntax"},
};

static void reads(void **state)
{
    const test_row *row = *state;
    reading r;
    read_bytes(&r, ch_text_of(row->text));
    assert_string_equal(tell_tree(&r), row->tree);
    assert_string_equal(tell_diagnostics(&r.diagnostics), row->faults == NULL ? "fine" : row->faults);
    forget(&r);
}

static void a_value_knows_its_bytes(void **state)
{
    (void)state;
    const char *text = "{\"\\u00e9\": [ \"x\\n\" , 12 ],\"b\":{}}";
    reading r;
    read_bytes(&r, ch_text_of(text));
    const ch_node *list = r.root->first, *map = r.root->last;
    const struct {
        ch_span span;
        const char *bytes;
    } expected[] = {
        {r.root->span, text},
        {list->key->span, "\"\\u00e9\""},
        {list->span, "[ \"x\\n\" , 12 ]"},
        {list->first->span, "\"x\\n\""},
        {list->last->span, "12"},
        {map->key->span, "\"b\""},
        {map->span, "{}"},
    };
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        ch_span span = expected[i].span;
        assert_text_equal(((ch_text){text + span.start, span.end - span.start}), expected[i].bytes);
    }
    forget(&r);
}

static void a_text_beyond_the_limit_is_refused(void **state)
{
    (void)state;
    size_t length = CH_YAML_TEXT_MAX + 3;
    char *text = malloc(length);
    memset(text, 'a', length);
    text[0] = text[length - 1] = '"';
    reading r;
    read_bytes(&r, (ch_text){text, length});
    assert_string_equal(tell_diagnostics(&r.diagnostics), "1:1 limit.text");
    forget(&r);
    text[length - 2] = '"';
    read_bytes(&r, (ch_text){text, length - 1});
    assert_string_equal(tell_diagnostics(&r.diagnostics), "fine");
    forget(&r);
    free(text);
}

/* ---- a stream ---- */

typedef struct cut_row {
    const char *name, *stream;
    bool lines;
    size_t limit;        /* 0: large */
    const char *cuts[8]; /* "line:column bytes"; "~" before what is too large, "!" before what trails */
} cut_row;

static const cut_row cuts[] = {
    {"nothing is no document", "", false, 0, {NULL}},
    {"blanks are no document", " \n\t", false, 0, {NULL}},
    {"a mapping is one document", " {\"a\": [1, 2]}\n", false, 0, {"1:2 {\"a\": [1, 2]}\n"}},
    {"a word is a document", "x", false, 0, {"1:1 x"}},
    {"two mappings are one document, which its reader refuses", "{}{}", false, 0, {"1:1 {}{}"}},
    {"an empty list has no document", "[ ]\n", false, 0, {NULL}},
    {"the items of a list are documents", "[{\"a\":1},{}\n,\n 3 ]", false, 0, {"1:2 {\"a\":1}", "1:10 {}\n", "3:2 3 "}},
    {"columns count characters",
     "[\"\xC3\xA9\",\"\xF0\x9F\x98\x80\", 1]",
     false,
     0,
     {"1:2 \"\xC3\xA9\"", "1:6 \"\xF0\x9F\x98\x80\"", "1:11 1"}},
    {"commas and brackets in texts cut nothing",
     "[\"],[\\\"],\", [[\"]\"],{}]]",
     false,
     0,
     {"1:2 \"],[\\\"],\"", "1:13 [[\"]\"],{}]"}},
    {"a fault spoils its own item", "[{\"a\" 1},{:},{}]", false, 0, {"1:2 {\"a\" 1}", "1:10 {:}", "1:14 {}"}},
    {"an item that lacks is an empty document", "[,1,]", false, 0, {"1:2 ", "1:3 1", "1:5 "}},
    {"a list that is not closed is told behind its last item", "[1", false, 0, {"1:2 1", "1:3 "}},
    {"a list that ends in a comma is told", "[1,", false, 0, {"1:2 1", "1:4 "}},
    {"a list that ends within an item is told once", "[1,{\"a\":", false, 0, {"1:2 1", "1:4 {\"a\":"}},
    {"a list that ends within a text is told once", "[\"a", false, 0, {"1:2 \"a"}},
    {"a list that has only begun is told", "[", false, 0, {"1:2 "}},
    {"what trails a list is told", "[1] {}", false, 0, {"1:2 1", "!1:5 {}"}},
    {"a bracket too many trails", "[1]]", false, 0, {"1:2 1", "!1:4 ]"}},
    {"a byte order mark is left out", "\xEF\xBB\xBF[1]", false, 0, {"1:2 1"}},
    {"an item of just the limit is given", "[12345678,1]", false, 8, {"1:2 12345678", "1:11 1"}},
    {"an item beyond the limit hides none that follow",
     "[[123,\"]\",5678],\n2]",
     false,
     8,
     {"~1:2 [123,\"]\"", "2:1 2"}},
    {"a last item beyond the limit is told", "[1,234567890", false, 8, {"1:2 1", "~1:4 23456789"}},
    {"a single document beyond the limit is told", "{\"a\":123}", false, 8, {"~1:1 {\"a\":123"}},

    {"lines are documents", "{}\n{\"a\":1}\n", true, 0, {"1:1 {}", "2:1 {\"a\":1}"}},
    {"blank lines are none", "\n  \n{}\n\n\n {}", true, 0, {"3:1 {}", "6:2 {}"}},
    {"a line may end in CRLF", "{}\r\n{}\r\n", true, 0, {"1:1 {}", "2:1 {}"}},
    {"a broken line spoils itself alone", "{\"a\n[\n{}", true, 0, {"1:1 {\"a", "2:1 [", "3:1 {}"}},
    {"a line beyond the limit spoils itself alone",
     "{}\n0123456789\n{}\n",
     true,
     8,
     {"1:1 {}", "~2:1 01234567", "3:1 {}"}},
    {"a last line beyond the limit is told", "{}\n0123456789", true, 8, {"1:1 {}", "~2:1 01234567"}},
    {"a line of just the limit is given", "01234567\n", true, 8, {"1:1 01234567"}},
};

static void check_cut(const cut_row *row, size_t piece)
{
    memory_input memory = {.at = row->stream, .left = strlen(row->stream), .piece = piece};
    ch_json_documents documents = {0};
    ch_source source;
    ch_json_documents_open(&documents, "usage.json", input_from_memory(&memory), row->limit == 0 ? 1 << 20 : row->limit,
                           row->lines);
    for (size_t i = 0; i < COUNT_OF(row->cuts); i++) {
        ch_document_status status = ch_json_documents_next(&documents, &source);
        if (status == CH_DOCUMENTS_END) {
            assert_null(row->cuts[i]);
            break;
        }
        charter_place place = ch_source_place(&source, (ch_span){0, 0});
        char told[200];
        snprintf(told, sizeof told, "%s%s%u:%u %.*s", status == CH_DOCUMENT_TOO_LARGE ? "~" : "",
                 documents.trailing ? "!" : "", place.line, place.column, (int)source.bytes.length, source.bytes.at);
        assert_non_null(row->cuts[i]);
        assert_string_equal(told, row->cuts[i]);
        assert_memory_equal(row->stream + source.offset, source.bytes.at, source.bytes.length);
    }
    ch_json_documents_close(&documents);
}

static void cuts_in_pieces(void **state)
{
    for (size_t piece = 0; piece < 12; piece++)
        check_cut(*state, piece);
}

static void a_failed_read_ends_the_stream(void **state)
{
    (void)state;
    memory_input memory = {.at = "[1,2,", .left = 5, .error = EIO};
    ch_json_documents documents = {0};
    ch_source source;
    ch_json_documents_open(&documents, "usage.json", input_from_memory(&memory), 100, false);
    assert_int_equal(ch_json_documents_next(&documents, &source), CH_DOCUMENT);
    assert_int_equal(ch_json_documents_next(&documents, &source), CH_DOCUMENT);
    assert_int_equal(ch_json_documents_next(&documents, &source), CH_DOCUMENTS_IO);
    assert_int_equal(documents.cut.window.error, EIO);
    ch_json_documents_close(&documents);
}

/* A list of any length takes no more memory than its items do. */
typedef struct endless {
    size_t items, at;
} endless;

static ptrdiff_t read_endless(void *context, char *into, size_t size)
{
    static const char item[] = ",{\"usage\":1}";
    endless *e = context;
    size_t length = 0;
    for (; e->items > 0 && length + sizeof item <= size; e->items--) {
        memcpy(into + length, item, sizeof item - 1);
        if (e->at++ == 0)
            into[0] = '[';
        length += sizeof item - 1;
    }
    return (ptrdiff_t)length;
}

static void a_list_of_any_length_streams(void **state)
{
    (void)state;
    endless e = {.items = 200000};
    ch_json_documents documents = {0};
    ch_source source;
    size_t count = 0;
    ch_json_documents_open(&documents, "usage.json", (charter_input){&e, read_endless}, 1 << 20, false);
    while (ch_json_documents_next(&documents, &source) == CH_DOCUMENT)
        count++;
    assert_int_equal(count, 200001); /* the list's missing end */
    assert_true(documents.cut.window.room <= 4 * CH_WINDOW_CHUNK);
    ch_json_documents_close(&documents);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(values, reads),        TEST(a_value_knows_its_bytes),       TEST(a_text_beyond_the_limit_is_refused),
        TEST_ROWS(cuts, cuts_in_pieces), TEST(a_failed_read_ends_the_stream), TEST(a_list_of_any_length_streams),
    };
    return RUN_TABLES(tables);
}
