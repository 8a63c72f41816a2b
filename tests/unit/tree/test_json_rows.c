/* Rows of registers in JSON: where they are cut, what stands around them, and how broken ones spoil no others. Each is
 * fed in pieces of every size. */
#include "unit/support.h"

#include <stdio.h>
#include <stdlib.h>

#include "tree/json_rows.h"
#include "unit/tree/nodes.h"

typedef struct rows_row {
    const char *name, *stream, *path;
    const char *given[8]; /* "LINE:COLUMN ROW", "|" and what stands around it, "!" and why it is none; "~": too large */
    size_t limit;
    bool lines;
} rows_row;

/* Columns that are asked for. */
static const ch_text asked[] = {CH_TEXT_INIT("unit"),  CH_TEXT_INIT("day"),   CH_TEXT_INIT("resource.name"),
                                CH_TEXT_INIT("model"), CH_TEXT_INIT("a.b.c"), CH_TEXT_INIT("debut")};

static const rows_row rows[] = {
    {"a list of objects",
     "[{\"a\":1}, {\"a\":\"],}\"}]",
     "",
     {"1:2 {\"a\":1}|[]", "1:11 {\"a\":\"],}\"}|[]"},
     0,
     false},
    {"a list over lines", "[\n {},\n {\n}\n]\n", "", {"2:2 {}|[]", "3:2 {\n}|[]"}, 0, false},
    {"an empty list has no rows", "[]", "", {NULL}, 0, false},
    {"nothing has no rows", " \n ", "", {NULL}, 0, false},
    {"one object is a row", "{\n\"a\":1}\n", "", {"1:1 {\n\"a\":1}|[]"}, 0, false},
    {"objects one behind the other", "{\n}\n{\n}", "", {"1:1 {\n}|[]", "3:1 {\n}|[]"}, 0, false},
    {"objects one right behind the other",
     "{\"a\":\"}\"}{\"b\":[]}{}",
     "",
     {"1:1 {\"a\":\"}\"}|[]", "1:10 {\"b\":[]}|[]", "1:18 {}|[]"},
     0,
     false},
    {"several in a line",
     "{}\n{\"a\":1}{\"b\":2} {}x\n{}",
     "",
     {"1:1 {}|[]", "2:1 {\"a\":1}|[]", "2:8 {\"b\":2}|[]", "2:16 {}|[]", "2:18 x|[]", "3:1 {}|[]"},
     0,
     false},
    {"one right behind one that is too large",
     "{\"a\":12345678}{\"b\":1}",
     "",
     {"~1:1 {\"a\":123|[]", "1:15 {\"b\":1}|[]"},
     8,
     false},
    {"rows of a path, one right behind the other",
     "{\"a\":[{}]}{\"a\":[{}]}",
     "a",
     {"1:7 {}|[]", "1:17 {}|[]"},
     0,
     false},
    {"in a list a comma is missing", "[{}{}]", "", {"1:2 {}{}|[]"}, 0, false},
    {"lines by themselves", "{}\n\n {\"a\":[]}\r\n{}", "", {"1:1 {}|[]", "3:2 {\"a\":[]}|[]", "4:1 {}|[]"}, 0, false},
    {"a broken line spoils itself",
     "{}\n{\"a\":\"x\n{\"b\":1}\n",
     "",
     {"1:1 {}|[]", "2:1 {\"a\":\"x|[]", "3:1 {\"b\":1}|[]"},
     0,
     false},
    {"a broken first line where the name says lines", "{\"a\":[\n{}\n", "", {"1:1 {\"a\":[|[]", "2:1 {}|[]"}, 0, true},
    {"a line without a value's comma", "{}\n,{}\n{}\n", "", {"1:1 {}|[]", "2:1 !json", "3:1 {}|[]"}, 0, false},
    {"a path through objects",
     "{\"x\":[1,{\"y\":2}],\"y\":{\"z\":[{\"k\":1}]}}",
     "y.z",
     {"1:28 {\"k\":1}|[]"},
     0,
     false},
    {"a path through lists",
     "{\"a\":[{\"b\":[{},{}]},{\"b\":[]},{\"b\":{}}]}",
     "a.b",
     {"1:13 {}|[]", "1:16 {}|[]", "1:35 {}|[]"},
     0,
     false},
    {"lists in lists are flattened", "[[{}],[[{}]]]", "", {"1:3 {}|[]", "1:9 {}|[]"}, 0, false},
    {"a key with points on the path", "{\"a.b\":{\"c\":[{}]}}", "a.b.c", {"1:14 {}|[]"}, 0, false},
    {"a key that is spelt with escapes", "{\"\\u0061\":[{}]}", "a", {"1:12 {}|[]"}, 0, false},
    {"what stands around and before",
     "{\"unit\":\"R\",\"x\":1,\"a\":[{\"day\":1,\"b\":[{}]},{\"b\":[{}]}],\"x\":2}",
     "a.b",
     {"1:38 {}|[{\"day\":1},{\"unit\":\"R\"}]", "1:49 {}|[{\"unit\":\"R\"}]"},
     0,
     false},
    {"what stands around and behind is told",
     "{\"a\":[{\"b\":[{}],\"x\":\"]\",\"day\":{\"y\":[\"}\"]}},{\"b\":[{}]}],\n\"model\" : 1}",
     "a.b",
     {"1:13 {}|[]", "1:25 !late", "1:50 {}|[]", "2:1 !late"},
     0,
     false},
    {"behind no rows it is about none", "{\"a\":[{}]}\n{\"a\":[],\"day\":1}", "a", {"1:7 {}|[]"}, 0, false},
    {"objects around are whole",
     "{\"resource\":{\"name\":[\"}\"]}, \"a\":[{}]}",
     "a",
     {"1:34 {}|[{\"resource\":{\"name\":[\"}\"]}}]"},
     0,
     false},
    {"a step that stands for any key",
     "{\"m\":{\"gpt\":{\"n\":1},\"claude\":{}}}",
     "m.{model}",
     {"1:13 {\"n\":1}|[{\"model\":\"gpt\"}]", "1:30 {}|[{\"model\":\"claude\"}]"},
     0,
     false},
    {"two such steps",
     "{\"m\":{\"gpt\":{\"day\":3,\"k\":{\"x\":{}}}}}",
     "m.{model}.k.{unit}",
     {"1:31 {}|[{\"unit\":\"x\"},{\"day\":3},{\"model\":\"gpt\"}]"},
     0,
     false},
    {"null is nothing", "{\"a\":null}\n{\"a\":[]}\n{\"b\":1}", "a", {NULL}, 0, false},
    {"null among rows is given", "{\"a\":[null]}\nnull", "a", {"1:7 null|[]"}, 0, false},
    {"a value in the path's way is told", "{\"a\":\"over quota\"}", "a.b", {"1:6 \"over quota\"|[]"}, 0, false},
    {"rows that are no objects are given", "{\"a\":[1,\"x\"]}", "a", {"1:7 1|[]", "1:9 \"x\"|[]"}, 0, false},
    {"a missing item is given", "[{},,{}]", "", {"1:2 {}|[]", "1:5 |[]", "1:6 {}|[]"}, 0, false},
    {"a list that is not closed", "[{},\n{}", "", {"1:2 {}|[]", "2:1 {}|[]", "2:3 !short"}, 0, false},
    {"an object that is not closed", "{\"a\":[{}]", "a", {"1:7 {}|[]", "1:10 !short"}, 0, false},
    {"a text that is not closed", "[{\"a\":\"x}]", "", {"1:2 {\"a\":\"x}]|[]"}, 0, false},
    {"a bracket of the wrong kind", "{\"a\":[{}},{}]}", "a", {"1:7 {}|[]", "1:9 !json"}, 0, false},
    {"a key that is none", "{\"a\":[{}], b: 1}", "a", {"1:7 {}|[]", "1:12 !json"}, 0, false},
    {"a key without its colon", "{\"a\" [{}]}\n{\"a\":[{}]}", "a", {"1:2 !short", "2:7 {}|[]"}, 0, false},
    {"a comma too many", "{\"a\":[{}],}", "a", {"1:7 {}|[]", "1:11 !short"}, 0, false},
    {"the path's key twice", "{\"a\":[{}],\"a\":[{}]}", "a", {"1:7 {}|[]", "1:11 !twice"}, 0, false},
    {"a row beyond the limit", "[{\"a\":1234},{}]", "", {"~1:2 {\"a\":12|[]", "1:13 {}|[]"}, 7, false},
    {"a row beyond the limit on a line", "{\"a\":1234}\n{}\n", "", {"~1:1 {\"a\":12|[]", "2:1 {}|[]"}, 7, true},
    {"what is left out may be beyond it", "{\"x\":\"12345678901234567890\",\"a\":[{}]}", "a", {"1:34 {}|[]"}, 7, false},
    {"a byte order mark", "\xEF\xBB\xBF[{}]", "", {"1:2 {}|[]"}, 0, false},
    {"no JSON at all", "}{", "", {"1:1 !json"}, 0, false},
};

static const char *flaw_of(const ch_json_flaw *flaw)
{
    static const struct {
        const char *of, *name;
    } names[] = {{"this is no JSON", "json"},       {"a value ends before", "short"},
                 {"this key leads", "twice"},       {"the register's rows are nested", "deep"},
                 {"what stands around", "much"},    {"a key around", "key"},
                 {"a column of the intake", "late"}};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (strncmp(flaw->message, names[i].of, strlen(names[i].of)) == 0)
            return names[i].name;
    return "?";
}

static void check_rows(const rows_row *row, size_t piece)
{
    memory_input memory = {.at = row->stream, .left = strlen(row->stream), .piece = piece};
    const ch_json_aim aim = {ch_text_of(row->path), asked, COUNT_OF(asked)};
    ch_json_rows cut = {.number = 0};
    ch_source source;
    ch_json_rows_open(&cut, "register.json", input_from_memory(&memory), row->limit == 0 ? 1 << 20 : row->limit,
                      row->lines, &aim);
    for (size_t i = 0;; i++) {
        char told[200];
        ch_document_status status = ch_json_rows_next(&cut, &source);
        if (status == CH_DOCUMENTS_END) {
            assert_null(row->given[i]);
            break;
        }
        charter_place place = ch_source_place(&source, (ch_span){0, 0});
        if (cut.flaw != NULL)
            snprintf(told, sizeof told, "%u:%u !%s", place.line, place.column, flaw_of(cut.flaw));
        else
            snprintf(told, sizeof told, "%s%u:%u %.*s|%.*s", status == CH_DOCUMENT_TOO_LARGE ? "~" : "", place.line,
                     place.column, (int)source.bytes.length, source.bytes.at, (int)cut.around.length, cut.around.at);
        assert_non_null(row->given[i]);
        assert_string_equal(told, row->given[i]);
        assert_int_equal(cut.number, i + 1);
    }
    ch_json_rows_close(&cut);
}

static void cuts_in_pieces(void **state)
{
    for (size_t piece = 0; piece < 12; piece++)
        check_rows(*state, piece);
}

/* Whatever is cut, once is enough: the reader is asked again after the end. */
static void nothing_follows_the_end(void **state)
{
    (void)state;
    memory_input memory = {.at = "[{}", .left = 3};
    const ch_json_aim aim = {CH_LITERAL(""), NULL, 0};
    ch_json_rows cut = {.number = 0};
    ch_source source;
    ch_json_rows_open(&cut, "r.json", input_from_memory(&memory), 100, false, &aim);
    assert_int_equal(ch_json_rows_next(&cut, &source), CH_DOCUMENT);
    assert_int_equal(ch_json_rows_next(&cut, &source), CH_DOCUMENT);
    assert_int_equal(ch_json_rows_next(&cut, &source), CH_DOCUMENTS_END);
    assert_int_equal(ch_json_rows_next(&cut, &source), CH_DOCUMENTS_END);
    ch_json_rows_close(&cut);
}

/* What stands around is bounded, and so is depth: both are told, and the memory of neither grows. */
static void bounds_are_told(void **state)
{
    (void)state;
    size_t length = 2 * CH_JSON_AROUND_MAX;
    char *stream = malloc(length + 64);
    assert_non_null(stream);
    int begun = sprintf(stream, "{\"unit\":\"");
    memset(stream + begun, 'x', length);
    strcpy(stream + begun + length, "\",\"a\":[{}]}");
    char deep[CH_JSON_LEVELS_MAX + 2];
    memset(deep, '[', sizeof deep);
    const ch_json_aim aims[] = {{CH_LITERAL("a"), asked, COUNT_OF(asked)}, {CH_LITERAL(""), NULL, 0}};
    const char *const flaws[] = {"much", "deep"};
    memory_input inputs[] = {{.at = stream, .left = strlen(stream)}, {.at = deep, .left = sizeof deep}};
    for (size_t i = 0; i < 2; i++) {
        ch_json_rows cut = {.number = 0};
        ch_source source;
        ch_json_rows_open(&cut, "r.json", input_from_memory(&inputs[i]), 1 << 20, false, &aims[i]);
        assert_int_equal(ch_json_rows_next(&cut, &source), CH_DOCUMENT);
        assert_non_null(cut.flaw);
        assert_string_equal(flaw_of(cut.flaw), flaws[i]);
        assert_true(cut.members.length <= CH_JSON_AROUND_MAX);
        ch_json_rows_close(&cut);
    }
    free(stream);
}

/* A document of any length takes no more memory than its rows do. */
typedef struct endless {
    size_t rows, at;
} endless;

static ptrdiff_t read_endless(void *context, char *into, size_t size)
{
    static const char head[] = "{\"x\":[1],\"rows\":[{\"a\":1}", item[] = ",{\"a\":1}";
    endless *e = context;
    size_t length = 0;
    if (e->at == 0) {
        memcpy(into, head, sizeof head - 1);
        length = sizeof head - 1;
        e->at++;
    }
    for (; e->at < e->rows && length + sizeof item <= size; e->at++, length += sizeof item - 1)
        memcpy(into + length, item, sizeof item - 1);
    return (ptrdiff_t)length;
}

static void a_document_of_any_length_streams(void **state)
{
    (void)state;
    endless e = {.rows = 200000};
    const ch_json_aim aim = {CH_LITERAL("rows"), asked, COUNT_OF(asked)};
    ch_json_rows cut = {.number = 0};
    ch_source source;
    ch_json_rows_open(&cut, "r.json", (charter_input){&e, read_endless}, 1 << 10, false, &aim);
    while (ch_json_rows_next(&cut, &source) == CH_DOCUMENT)
        continue;
    assert_int_equal(cut.number, 200001); /* its end is missing, which is told */
    assert_true(cut.cut.window.room <= 4 * CH_WINDOW_CHUNK);
    ch_json_rows_close(&cut);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(rows, cuts_in_pieces),
        TEST(nothing_follows_the_end),
        TEST(bounds_are_told),
        TEST(a_document_of_any_length_streams),
    };
    return RUN_TABLES(tables);
}
