/* JSON and registers made to stall the reader, to exhaust it, or to slip something past it. Each is over in moments,
 * and none hides what stands before it. */
#include "unit/intake/intakes.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define GOOD_JSON "{\"usage\": 1, \"activity\": \"a\", \"tool\": \"b\"}"

static const char mapping[] =
    "intake: 1\ndeclare:\n  activity: A\n  tool: {column: B, split: ',', each: true}\n  purpose: C\n";

/* A text of `before`, `times` times `middle`, and `after`. */
typedef struct test_row {
    const char *name;
    charter_syntax syntax;
    const char *before, *middle;
    size_t times;
    const char *after;
    const char *told;
} test_row;

static const test_row rows[] = {
    {"brackets nested a million deep", CHARTER_JSON, "[" GOOD_JSON ",", "[", 1000000, "",
     "1 good, 1 invalid: limit.depth"},
    {"braces nested deep", CHARTER_JSON, "[" GOOD_JSON ",", "{\"a\":", 200000, "", "1 good, 1 invalid: limit.depth"},
    {"brackets a line", CHARTER_NDJSON, GOOD_JSON "\n", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n", 5000, "",
     "1 good, 1001 invalid: limit.depth, given up"},
    {"a text without end", CHARTER_JSON, "[" GOOD_JSON ",\"", "a", 5000000, "", "1 good, 1 invalid: limit.size"},
    {"a key that stands a hundred thousand times", CHARTER_JSON, "[{", "\"a\":1,", 100000, "\"a\":1}," GOOD_JSON "]",
     "1 good, 1 invalid: limit.nodes"},
    {"a key that stands twenty thousand times", CHARTER_JSON, "[{", "\"a\":1,", 20000, "\"a\":1}," GOOD_JSON "]",
     "1 good, 1 invalid: key.duplicate"},
    {"keys that are not ASCII, twenty thousand times", CHARTER_JSON, "[{", "\"\xC3\xA9\":1,", 20000,
     "\"a\":1}," GOOD_JSON "]", "1 good, 1 invalid: key.duplicate"},
    {"a text of escapes", CHARTER_JSON, "[{\"usage\": 1, \"activity\": \"a\", \"tool\": \"b\", \"purpose\": \"",
     "\\ud83d\\ude00", 5000, "\"}]", "1 good, 0 invalid"},
    {"backslashes without end", CHARTER_JSON, "[\"", "\\\\", 3000000, "\"," GOOD_JSON "]",
     "1 good, 1 invalid: limit.size"},
    {"commas", CHARTER_JSON, "[" GOOD_JSON, ",", 100000, "", "1 good, 1001 invalid: json.syntax, given up"},
    {"blanks", CHARTER_JSON, "", " \n", 3000000, "[" GOOD_JSON "]", "1 good, 0 invalid"},
    {"blank lines", CHARTER_NDJSON, "", "\n", 5000000, GOOD_JSON, "1 good, 0 invalid"},
    {"what trails, without end", CHARTER_JSON, "[" GOOD_JSON "]", "{}", 2000000, "", "1 good, 1 invalid: limit.size"},

    {"a quote that is never closed", CHARTER_CSV, "A,B,C\na,b,\na,b,\"", "a,b,\n", 1000000, "",
     "1000000 good, 1 invalid: csv.syntax"},
    {"quotes that open and close", CHARTER_CSV, "A,B,C\na,b,\na,b,\"", "\"\"", 20000, "\"\n", "2 good, 0 invalid"},
    {"quotes where none may be", CHARTER_CSV, "A,B,C\na,b,\n", "\"a\"\"b\"c,\n", 5000, "",
     "1 good, 1001 invalid: csv.syntax, given up"},
    {"a million cells", CHARTER_CSV, "A,B,C\na,b,\n", ",", 1000000, "\na,b,\n", "2 good, 1 invalid: limit.entries"},
    {"a header of a million cells", CHARTER_CSV, "A,B,C", ",", 1000000, "\na,b,\n", "0 good, 0 invalid, given up"},
    {"empty lines", CHARTER_CSV, "A,B,C\n", "\n", 5000000, "a,b,\n", "1 good, 0 invalid"},
    {"rows of blanks", CHARTER_CSV, "A,B,C\n", " ,,\n", 500000, "a,b,\n", "1 good, 0 invalid"},
    {"a cell of thirty thousand parts", CHARTER_CSV, "A,B,C\na,\"", "x,", 30000, "\",\na,b,\n",
     "1 good, 1 invalid: limit.entries"},
    {"a cell of just as many parts as may be", CHARTER_CSV, "A,B,C\na,\"", "x,", 256, "\",\n", "256 good, 0 invalid"},
    {"parentheses that are never closed", CHARTER_CSV, "A,B,C\na,\"", "(,", 500, "\",\n", "1 good, 0 invalid"},
    {"a row without end", CHARTER_CSV, "A,B,C\na,b,\na,b,", "x", 5000000, "\na,b,\n", "2 good, 1 invalid: limit.size"},
    {"control characters", CHARTER_CSV, "A,B,C\na,b,\n", "a,b,\x1B]0;x\x07\n", 3, "a,b,\n", "5 good, 0 invalid"},
    {"control characters in a header", CHARTER_CSV, "A,\x01,B,C\n", "a,,b,\n", 3, "", "0 good, 0 invalid, given up"},
    {"a hidden line end", CHARTER_CSV, "A,B,C\na,b,\n", "a,b,x\xE2\x80\xA8y\n", 2, "", "3 good, 0 invalid"},
    {"lines that end as on old Macintoshes", CHARTER_CSV, "A,B,C\na,b,\n", "a,b,\ra,b,", 2, "\n",
     "1 good, 1 invalid: bytes.character"},
};

static char *spell(const test_row *row, size_t *length)
{
    size_t middle = strlen(row->middle);
    *length = strlen(row->before) + row->times * middle + strlen(row->after);
    char *text = malloc(*length + 1), *to = stpcpy(text, row->before);
    for (size_t i = 0; i < row->times; i++, to += middle)
        memcpy(to, row->middle, middle);
    strcpy(to, row->after);
    return text;
}

static void is_survived(void **state)
{
    const test_row *row = *state;
    size_t length, good = 0, invalid = 0;
    char *text = spell(row, &length), told[200], code[64] = "";
    memory_input memory = {.at = text, .left = length};
    charter_intake *intake = good_intake(mapping);
    charter_stream_options options = {.syntax = row->syntax, .intake = intake};
    charter_stream *stream;
    const charter_declaration *declaration;
    charter_status status;
    bool gave_up = false;
    clock_t begun = clock();
    assert_int_equal(charter_stream_open_as(&stream, "x", input_from_memory(&memory), &options), CHARTER_OK);
    while ((status = charter_stream_next(stream, &declaration)) != CHARTER_END) {
        gave_up = gave_up || status == CHARTER_INVALID;
        bool fine = status == CHARTER_OK && charter_diagnostics_count(declaration->errors) == 0;
        good += fine;
        invalid += status == CHARTER_OK && !fine;
        if (status == CHARTER_OK && !fine)
            snprintf(code, sizeof code, ": %s",
                     charter_diagnostic_code(charter_diagnostics_at(declaration->errors, 0)));
    }
    snprintf(told, sizeof told, "%zu good, %zu invalid%s%s", good, invalid, code, gave_up ? ", given up" : "");
    assert_string_equal(told, row->told);
    if (getenv("CHARTER_SANITIZE") == NULL)
        assert_true(clock() - begun < 4 * CLOCKS_PER_SEC);
    charter_stream_close(stream);
    charter_intake_free(intake);
    free(text);
}

int main(void)
{
    const test_table tables[] = {TEST_ROWS(rows, is_survived)};
    return RUN_TABLES(tables);
}
