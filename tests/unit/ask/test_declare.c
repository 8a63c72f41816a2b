/* A declaration from what was said: what is written, and that it is read as it was said. */
#include <stdio.h>
#include <string.h>

#include "unit/support.h"

#define SAID(key, value)                           \
    {                                              \
        (key), {(value), sizeof(value) - 1}, false \
    }
#define PLAIN(key, value)                         \
    {                                             \
        (key), {(value), sizeof(value) - 1}, true \
    }

enum { MOST = 8 };

typedef struct declared_row {
    const char *name;
    charter_said said[MOST];
    const char *expected; /* behind "usage: 1"; NULL: CHARTER_UNKNOWN */
} declared_row;

static const declared_row rows[] = {
    {"nothing", {{0}}, ""},
    {"an ordinary use",
     {SAID("activity", "drafting"), SAID("tool", "ChatGPT Plus"), SAID("data", "internal"), SAID("output", "public")},
     "activity: drafting\ntool: ChatGPT Plus\ndata: [internal]\noutput: public\n"},
    {"several classes", {SAID("data", "a"), SAID("tool", "t"), SAID("data", "b")}, "data: [a, b]\ntool: t\n"},
    {"facts",
     {SAID("facts.account", "professional"), SAID("tool", "t"), PLAIN("facts.reuse_disabled", "true")},
     "facts: {account: professional, reuse_disabled: true}\ntool: t\n"},
    {"evidence",
     {PLAIN("evidence.legal-basis", "true"), SAID("review.by", "a.b"), PLAIN("review.on", "2026-01-02")},
     "evidence: {legal-basis: true}\nreview: {by: a.b, on: 2026-01-02}\n"},
    {"a list below a key",
     {SAID("facts.a", "x"), SAID("facts.b", "w"), SAID("facts.a", "z")},
     "facts: {a: [x, z], b: w}\n"},
    {"what says nothing is left out", {{"tool", {NULL, 0}, false}, SAID("activity", "a")}, "activity: a\n"},
    {"texts are quoted where they could be something else",
     {SAID("tool", "a: b #c"), SAID("purpose", "true"), SAID("facts.x", "}, y: {"), SAID("unit", "12")},
     "tool: \"a: b #c\"\npurpose: \"true\"\nfacts: {x: \"}, y: {\"}\nunit: \"12\"\n"},
    {"a plain value is one", {PLAIN("facts.n", "0.5"), PLAIN("facts.b", "false")}, "facts: {n: 0.5, b: false}\n"},
    {"a plain value that is none", {PLAIN("facts.n", "0,5")}, NULL},
    {"a plain value that goes on", {PLAIN("facts.n", "true\ntool: x")}, NULL},
    {"a key that is none", {SAID("tool: x, y", "a")}, NULL},
    {"no key", {SAID("", "a")}, NULL},
    {"a key with nothing below", {SAID("facts.", "a")}, NULL},
    {"keys two levels below",
     {PLAIN("evidence.dpia.on", "2026-01-02"), PLAIN("evidence.dib", "true"), SAID("evidence.dpia.by", "a.b")},
     "evidence: {dpia: {on: 2026-01-02, by: a.b}, dib: true}\n"},
    {"a key with three dots", {SAID("a.b.c.d", "a")}, NULL},
    {"with and without a key below", {SAID("tool", "a"), SAID("tool.name", "b")}, NULL},
    {"with and without a key two levels below", {SAID("evidence.a.on", "a"), SAID("evidence", "b")}, NULL},
    {"no UTF-8", {SAID("tool", "\xFF")}, NULL},
    {"a control character", {SAID("tool", "a\x1B")}, NULL},
};

static size_t count_said(const charter_said *said)
{
    size_t count = 0;
    while (count < MOST && said[count].key != NULL)
        count++;
    return count;
}

static void test_declared(void **state)
{
    const declared_row *r = *state;
    charter_buffer *buffer;
    char expected[1024];
    assert_int_equal(charter_buffer_new(&buffer, 4096), CHARTER_OK);
    charter_status status = charter_declaration_write(r->said, count_said(r->said), charter_buffer_sink(buffer));
    if (r->expected == NULL) {
        assert_int_equal(status, CHARTER_UNKNOWN);
        assert_int_equal(charter_buffer_text(buffer).length, 0);
    } else {
        assert_int_equal(status, CHARTER_OK);
        snprintf(expected, sizeof expected, "usage: 1\n%s", r->expected);
        assert_text_equal(charter_buffer_text(buffer), expected);
    }
    charter_buffer_free(buffer);
}

/* ---- read as said ---- */

static const char law[] = "charter: 1\nid: a\nversion: \"1\"\n"
                          "tools: {t: {status: approved}}\n"
                          "activities: {a: {status: allowed}}\n"
                          "data: {c: {}}\n"
                          "fields: {f: {type: text}, g: {type: text}}\n"
                          "rules: {f: {when: {facts.g: {not: '1'}}, effect: forbid}}\n";

/* Pieces that mean something to YAML, in any order: the text is read as one text, and the fact beside it too. */
static void test_any_text_is_read_as_it_was_said(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a",  " ",   "'",    "\"", ":",    ": ",   "#",   " #", "-", "- ",
                                         "{",  "}",   "[",    "]",  ",",    "&",    "*",   "!",  "|", ">",
                                         "%",  "@",   "`",    "?",  "true", "null", "~",   "12", "é", "\n",
                                         "\\", "0x1", "🙂", "\t", "=",    "<<",   "---", "..."};
    charter *the_charter = good_charter(law);
    uint32_t random = 1;
    for (int n = 0; n < 1000; n++) {
        char text[128];
        size_t length = (size_t)snprintf(text, sizeof text, "x");
        for (int i = 0; i < 6; i++) {
            random = random * 1664525U + 1013904223U;
            length +=
                (size_t)snprintf(text + length, sizeof text - length, "%s", pieces[(random >> 16) % COUNT_OF(pieces)]);
        }
        const charter_said said[] = {
            SAID("activity", "a"), SAID("tool", "t"), SAID("data", "c"), {"facts.f", {text + 1, length - 1}, false},
            SAID("facts.g", "1"),
        };
        charter_buffer *buffer;
        assert_int_equal(charter_buffer_new(&buffer, 4096), CHARTER_OK);
        assert_int_equal(charter_declaration_write(said, COUNT_OF(said), charter_buffer_sink(buffer)), CHARTER_OK);
        const char *told = tell_verdicts(the_charter, charter_buffer_text(buffer).at, "2026-11-02", 0);
        assert_string_equal(told, "compliant");
        charter_buffer_free(buffer);
    }
    charter_free(the_charter);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(rows, test_declared),
        TEST(test_any_text_is_read_as_it_was_said),
    };
    return RUN_TABLES(tables);
}
