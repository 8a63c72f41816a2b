/* Streams of declarations: documents, usages with shared keys, whose fault is whose, and limits. */
#include "unit/support.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static charter *the_charter(void)
{
    return good_charter("charter: 1\nid: law\nactivities: {a: {status: allowed}, b: {status: banned}}\n"
                        "tools: {t: {status: approved}}\n"
                        "rules: {r: {when: {usage.output: public}, effect: review}}\n"
                        "fields: {x: {type: bool}, y: {type: bool}}\n");
}

/* ---- what a stream holds ---- */

typedef struct stream_row {
    const char *name, *declarations, *told;
} stream_row;

#define GOOD   "usage: 1\nactivity: a\ntool: t\noutput: internal\n"
#define BAD    "usage: 1\nactivity: b\ntool: t\noutput: internal\n"
#define BANNED "non-compliant | activity.status breached forbid"
#define SHARED "usage: 1\nactivity: a\ntool: t\noutput: internal\n"

static const stream_row rows[] = {
    {"one declaration", GOOD, "compliant"},
    {"without a last line break", "usage: 1\nactivity: a\ntool: t\noutput: internal", "compliant"},
    {"as JSON", "{\"usage\": 1, \"activity\": \"a\", \"tool\": \"t\", \"output\": \"internal\"}", "compliant"},
    {"two documents", GOOD "---\n" BAD, "compliant\n" BANNED},
    {"documents between marks", "---\n" GOOD "...\n---\n" BAD "...\n", "compliant\n" BANNED},
    {"comments around", "# first\n" GOOD "# between\n---\n# second\n" GOOD "# last\n", "compliant\ncompliant"},
    {"a byte order mark", "\xEF\xBB\xBF" GOOD, "compliant"},
    {"lines that end with CR LF", "usage: 1\r\nactivity: a\r\ntool: t\r\noutput: internal\r\n---\r\n" GOOD,
     "compliant\ncompliant"},

    {"an empty file", "", "fault | usage.yaml input.empty"},
    {"a file of one line break", "\n", "fault | usage.yaml input.empty"},
    {"a file of three line breaks", "\n\n\n", "fault | usage.yaml input.empty"},
    {"a file of comments", "# nothing\n\n", "fault | usage.yaml input.empty"},
    {"a file of one mark", "---\n", "invalid | 1:1 input.empty"},
    {"an empty document between others", GOOD "---\n---\n" GOOD, "compliant\ninvalid | 5:1 input.empty\ncompliant"},
    {"an empty document at the end", GOOD "---\n", "compliant\ninvalid | 5:1 input.empty"},
    {"a null document", GOOD "--- ~\n", "compliant\ninvalid | 5:5 input.empty"},
    {"a document of comments", GOOD "---\n# nothing\n---\n" GOOD, "compliant\ninvalid | 5:1 input.empty\ncompliant"},

    /* ---- usages ---- */
    {"usages",
     "usages:\n- {usage: 1, activity: a, tool: t, output: internal}\n"
     "- {usage: 1, activity: b, tool: t, output: internal}\n",
     "compliant\n" BANNED},
    {"shared keys are defaults", SHARED "usages:\n- {}\n- {activity: b}\n- {output: public}\n",
     "compliant\n" BANNED "\nreview | rule.r breached review"},
    {"shared keys may follow", "usages:\n- {activity: b}\n- {id: x}\n" SHARED, BANNED "\ncompliant"},
    {"a key in a usage replaces the shared key whole",
     SHARED "facts: {x: true, nonsense: 1}\nusages:\n- {facts: {y: true}}\n", "compliant"},
    {"a shared key that is not replaced counts", SHARED "facts: {nonsense: 1}\nusages:\n- {id: x}\n",
     "invalid | 5:9 fact.unknown"},
    {"null in a usage is an absent key: the shared one counts", SHARED "usages:\n- {activity: ~}\n", "compliant"},
    {"null is a default of nothing", "usage: 1\ntool: t\noutput: internal\nactivity: ~\nusages:\n- {activity: a}\n",
     "compliant"},
    {"usage: 1 may be shared or not", "activity: a\ntool: t\noutput: internal\nusages:\n- {usage: 1}\n- {}\n",
     "compliant\ninvalid | 6:3 key.missing"},
    {"a usage may say another version", SHARED "usages:\n- {usage: 2}\n- {}\n", "invalid | 6:11 value.form\ncompliant"},
    {"a missing key is missing from each", "usage: 1\nactivity: a\nusages:\n- {id: x}\n- {tool: t, output: internal}\n",
     "invalid | 4:4 key.missing\ncompliant"},
    {"an empty list of usages", SHARED "usages: []\n", "invalid | 5:1 value.type"},
    {"usages that are a mapping", SHARED "usages: {a: b}\n", "invalid | 5:1 value.type"},
    {"usages that are a word", SHARED "usages: many\n", "invalid | 5:1 value.type"},
    {"usages that are null are none", GOOD "usages: ~\n", "compliant"},
    {"a usage that is no mapping", SHARED "usages:\n- word\n- {}\n", "invalid | 6:3 value.type\ncompliant"},
    {"a usage that is null", SHARED "usages:\n-\n- {}\n", "invalid | 6:2 value.type\ncompliant"},
    {"several documents of usages", SHARED "usages:\n- {}\n- {}\n---\n" SHARED "usages:\n- {activity: b}\n",
     "compliant\ncompliant\n" BANNED},

    /* ---- a fault of the schema spoils its own usage ---- */
    {"an unknown key", SHARED "usages:\n- {colour: red}\n- {}\n", "invalid | 6:4 key.unknown\ncompliant"},
    {"a bad value", SHARED "usages:\n- {}\n- {stage: begun}\n- {}\n",
     "compliant\ninvalid | 7:11 value.choice\ncompliant"},
    {"a key twice in a usage", SHARED "usages:\n- {id: x, id: y}\n- {}\n", "invalid | 6:11 key.duplicate\ncompliant"},
    {"an anchor in a usage", SHARED "usages:\n- {id: &x y}\n- {}\n", "invalid | 6:8 yaml.anchor\ncompliant"},
    {"a tag in a usage", SHARED "usages:\n- {id: !!str y}\n- {}\n", "invalid | 6:8 yaml.tag\ncompliant"},
    {"a control character in a usage", SHARED "usages:\n- {}\n- {id: \"\\e\"}\n",
     "compliant\ninvalid | 7:8 bytes.character"},
    {"a fault of what all share spoils all", SHARED "stage: begun\nusages:\n- {}\n- {}\n",
     "invalid | 5:8 value.choice\ninvalid | 5:8 value.choice"},
    {"but those that replace it", SHARED "stage: begun\nusages:\n- {}\n- {stage: planned}\n",
     "invalid | 5:8 value.choice\ncompliant"},
    {"a key twice of what all share spoils all", SHARED "tool: u\nusages:\n- {}\n- {}\n",
     "invalid | 5:1 key.duplicate\ninvalid | 5:1 key.duplicate"},
    {"a fault in one document spoils no other", "usage: 2\n---\n" GOOD,
     "invalid | 1:1 key.missing; 1:1 key.missing; 1:8 value.form\ncompliant"},

    /* ---- a fault of the syntax spoils its document ---- */
    {"a list that is not closed", "usage: 1\ntool: [t\n---\n" GOOD, "invalid | 2:7 yaml.syntax\ncompliant"},
    {"a quote that is not closed", "usage: 1\ntool: 't\n---\n" GOOD, "invalid | 2:7 yaml.syntax\ncompliant"},
    {"a tab for indentation", "usage: 1\ntool:\n\tname: t\n---\n" GOOD, "invalid | 3:1 yaml.syntax\ncompliant"},
    {"a fault in the midst of good ones", GOOD "---\n{\n---\n" GOOD, "compliant\ninvalid | 7:1 yaml.syntax\ncompliant"},
    {"a fault in usages spoils them all", SHARED "usages:\n- {}\n- {\n---\n" GOOD,
     "invalid | 8:1 yaml.syntax\ncompliant"},
    {"a directive is a document of its own", "%YAML 1.2\n---\n" GOOD, "invalid | 1:1 yaml.directive\ncompliant"},
    {"a directive after a document spoils that one", GOOD "...\n%TAG ! tag:x,2000:\n---\n" GOOD,
     "invalid | 6:1 yaml.directive\ncompliant"},
    {"an alias bomb", "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nusage: 1\n---\n" GOOD,
     "invalid | 1:4 yaml.anchor; 2:4 yaml.anchor; 2:8 yaml.anchor\ncompliant"},

    /* ---- bytes ---- */
    {"bytes that are no UTF-8 spoil their document", "usage: 1\nid: \xFF\n---\n" GOOD,
     "invalid | 2:5 bytes.encoding\ncompliant"},
    {"an overlong form", "id: \xC0\xAF\n---\n" GOOD, "invalid | 1:5 bytes.encoding\ncompliant"},
    {"a surrogate", "id: \xED\xA0\x80\n---\n" GOOD, "invalid | 1:5 bytes.encoding\ncompliant"},
    {"a hidden line end spoils its document", "usage: 1\ntool: t\xE2\x80\xA8id: x\n---\n" GOOD,
     "invalid | 2:8 bytes.character\ncompliant"},
    {"a raw escape character", "usage: 1\nid: \x1B[31m\n---\n" GOOD, "invalid | 2:5 bytes.character\ncompliant"},
};

static void read_stream(void **state)
{
    const stream_row *row = *state;
    charter *good = the_charter();
    assert_string_equal(tell_verdicts(good, row->declarations, "2026-11-02", 0), row->told);
    charter_free(good);
}

/* ---- however the bytes come ---- */

typedef struct reading {
    char text[4096];
    size_t length;
} reading;

static void take(reading *r, const char *text)
{
    r->length +=
        (size_t)snprintf(r->text + r->length, sizeof r->text - r->length, "%s%s", r->length > 0 ? "\n" : "", text);
    assert_true(r->length < sizeof r->text);
}

/* The verdicts' words and the errors of a stream: "compliant\ninvalid 1:2 value.type\nfault …". */
static void read_all(reading *r, const charter *good, memory_input memory, const charter_limits *limits)
{
    charter_judge_options options = {.at = day("2026-11-02")};
    charter_stream *stream;
    charter_judge *judge;
    r->length = 0;
    assert_int_equal(charter_stream_open(&stream, "usage.yaml", input_from_memory(&memory), limits), CHARTER_OK);
    assert_int_equal(charter_judge_new(&judge, good, &options), CHARTER_OK);
    for (;;) {
        const charter_declaration *declaration;
        const charter_verdict *verdict;
        char line[1024];
        charter_status status = charter_stream_next(stream, &declaration);
        if (status == CHARTER_END)
            break;
        if (status == CHARTER_INVALID) {
            snprintf(line, sizeof line, "fault %s", tell_diagnostics(charter_stream_errors(stream)));
            take(r, line);
            continue;
        }
        assert_int_equal(status, CHARTER_OK);
        assert_int_equal(charter_judge_declaration(judge, declaration, &verdict), CHARTER_OK);
        const charter_diagnostics *errors = charter_verdict_errors(verdict);
        snprintf(line, sizeof line, "%s%s%s", charter_decision_name(charter_verdict_decision(verdict)),
                 charter_diagnostics_count(errors) > 0 ? " " : "",
                 charter_diagnostics_count(errors) > 0 ? tell_diagnostics(errors) : "");
        take(r, line);
    }
    const charter_declaration *declaration;
    assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_END); /* and stays there */
    charter_judge_free(judge);
    charter_stream_close(stream);
}

static void pieces_of_any_size_give_the_same(void **state)
{
    (void)state;
    static const char text[] = "\xEF\xBB\xBF" GOOD "---\nid: [\n---\n" BAD "---\nid: é\xE2\x80\xA8\n---\n" GOOD;
    static reading whole, pieces;
    charter *good = the_charter();
    memory_input memory = {.at = text, .left = sizeof text - 1};
    read_all(&whole, good, memory, NULL);
    assert_string_equal(whole.text, "compliant\ninvalid 7:1 yaml.syntax\nnon-compliant\ninvalid 13:6 bytes.character\n"
                                    "compliant");
    for (size_t piece = 1; piece < sizeof text; piece++) {
        memory.piece = piece;
        read_all(&pieces, good, memory, NULL);
        assert_string_equal(pieces.text, whole.text);
    }
    charter_free(good);
}

static void a_read_that_fails_ends_the_stream_with_a_fault(void **state)
{
    (void)state;
    static reading r;
    charter *good = the_charter();
    memory_input memory = {.at = GOOD "---\n" GOOD, .left = strlen(GOOD "---\n" GOOD), .error = EIO};
    read_all(&r, good, memory, NULL);
    assert_string_equal(r.text, "compliant\nfault usage.yaml input.unreadable");
    memory = (memory_input){.at = "", .left = 0, .error = EIO};
    read_all(&r, good, memory, NULL);
    assert_string_equal(r.text, "fault usage.yaml input.unreadable");
    charter_free(good);
}

/* ---- limits ---- */

typedef struct limit_row {
    const char *name, *declarations;
    charter_limits limits;
    const char *told;
} limit_row;

static const limit_row limits[] = {
    {"within the limit of bytes", GOOD, {.document_bytes = sizeof GOOD - 1}, "compliant"},
    {"beyond the limit of bytes", GOOD, {.document_bytes = sizeof GOOD - 2}, "invalid 1:1 limit.size"},
    {"a document that is too large spoils no other",
     GOOD "---\n" GOOD "purpose: much too long for this\n---\n" GOOD,
     {.document_bytes = sizeof GOOD + 8},
     "compliant\ninvalid 5:1 limit.size\ncompliant"},
    {"many documents may be larger than one",
     GOOD "---\n" GOOD "---\n" GOOD,
     {.document_bytes = sizeof GOOD + 8},
     "compliant\ncompliant\ncompliant"},
    {"beyond the limit of depth", GOOD "x-a: [[[]]]\n---\n" GOOD, {.depth = 3}, "invalid 5:8 limit.depth\ncompliant"},
    {"within the limit of depth", GOOD "x-a: [[]]\n", {.depth = 3}, "compliant"},
    {"no limit allows more depth than the reader can hold", GOOD "x-a: [[]]\n", {.depth = 4000000}, "compliant"},
    {"beyond the limit of nodes",
     GOOD "x-a: [1, 2, 3]\n---\n" GOOD,
     {.nodes = 12},
     "invalid 5:10 limit.nodes\ncompliant"},
};

static void keep_limits(void **state)
{
    const limit_row *row = *state;
    static reading r;
    charter *good = the_charter();
    memory_input memory = {.at = row->declarations, .left = strlen(row->declarations)};
    read_all(&r, good, memory, &row->limits);
    assert_string_equal(r.text, row->told);
    charter_free(good);
}

/* `count` documents that cannot be read, then a good one. */
static size_t count_judged(size_t count, bool *gave_up)
{
    static const char broken[] = "{\n---\n";
    size_t length = count * (sizeof broken - 1), judged = 0;
    char *text = malloc(length + sizeof GOOD);
    assert_non_null(text);
    for (size_t i = 0; i < count; i++)
        memcpy(text + i * (sizeof broken - 1), broken, sizeof broken - 1);
    memcpy(text + length, GOOD, sizeof GOOD);
    memory_input memory = {.at = text, .left = length + sizeof GOOD - 1};
    charter_stream *stream;
    const charter_declaration *declaration;
    *gave_up = false;
    assert_int_equal(charter_stream_open(&stream, "usage.yaml", input_from_memory(&memory), NULL), CHARTER_OK);
    for (charter_status status; (status = charter_stream_next(stream, &declaration)) != CHARTER_END;) {
        judged += status == CHARTER_OK;
        if (status == CHARTER_INVALID) {
            *gave_up = true;
            assert_string_equal(tell_diagnostics(charter_stream_errors(stream)), "usage.yaml limit.faults");
        }
    }
    charter_stream_close(stream);
    free(text);
    return judged;
}

static void a_stream_of_nothing_but_faults_is_given_up(void **state)
{
    (void)state;
    bool gave_up;
    assert_int_equal(count_judged(1000, &gave_up), 1001);
    assert_false(gave_up);
    assert_int_equal(count_judged(1001, &gave_up), 1001);
    assert_true(gave_up);
    assert_int_equal(count_judged(5000, &gave_up), 1001);
    assert_true(gave_up);
}

static void a_stream_of_good_documents_has_no_end_of_its_own(void **state)
{
    (void)state;
    enum { MANY = 20000 };
    static const char one[] = GOOD "---\n";
    char *text = malloc(MANY * (sizeof one - 1));
    assert_non_null(text);
    for (size_t i = 0; i < MANY; i++)
        memcpy(text + i * (sizeof one - 1), one, sizeof one - 1);
    memory_input memory = {.at = text, .left = MANY * (sizeof one - 1) - 4}; /* without the last mark */
    charter_stream *stream;
    const charter_declaration *declaration;
    size_t given = 0;
    assert_int_equal(charter_stream_open(&stream, "usage.yaml", input_from_memory(&memory), NULL), CHARTER_OK);
    while (charter_stream_next(stream, &declaration) == CHARTER_OK)
        given++;
    assert_int_equal(given, MANY);
    charter_stream_close(stream);
    free(text);
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(rows, read_stream),
        TEST(pieces_of_any_size_give_the_same),
        TEST(a_read_that_fails_ends_the_stream_with_a_fault),
        TEST_ROWS(limits, keep_limits),
        TEST(a_stream_of_nothing_but_faults_is_given_up),
        TEST(a_stream_of_good_documents_has_no_end_of_its_own),
    };
    return RUN_TABLES(tables);
}
