/* Once warm, judging allocates nothing: neither per clause, nor per declaration. Every call of malloc and its
 * sisters is counted (the linker hands them over: see tests/CMakeLists.txt). */
#include "unit/support.h"

#include <stdlib.h>

static size_t allocations;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);

void *__wrap_malloc(size_t size)
{
    allocations++;
    return __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    allocations++;
    return __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size)
{
    allocations++;
    return __real_realloc(memory, size);
}

static const char law_text[] =
    "charter: 1\nid: law\ngovernance: {colleges: [x]}\n"
    "data:\n  public:\n  internal: {above: public}\n  personal: {above: internal, hosting: [here], duties: dpia}\n"
    "hosting: {here: {}, there: {}}\n"
    "duties: {review: {due: after, evidence: review, by-another: true}, dpia: {due: before}}\n"
    "fields: {ok: {type: bool}}\n"
    "tools:\n"
    "  inhouse: {status: recommended, hosting: here, data: personal}\n"
    "  chatgpt: {status: banned, hosting: there, aliases: [ChatGPT], pattern: '(?i)^gpt', instead: inhouse}\n"
    "  poor: {status: tolerated}\n"
    "activities: {drafting: {status: allowed, data: internal, duties: [review], aliases: Rédaction}}\n"
    "rules:\n  r: {when: {usage.purpose: {matches: 'sec.et'}}, effect: review}\n"
    "  s: {when: {tool.hosting: {not: here}}, require: {facts.ok: true}}\n"
    "exceptions: {past: {waives: tool.status, approved-by: x, until: 2026-01-31}}\n";

typedef struct usage_row {
    const char *name, *usage;
} usage_row;

static const usage_row rows[] = {
    {"one that is compliant", "usage: 1\nactivity: drafting\ntool: inhouse\ndata: [internal]\npurpose: x\n"},
    {"one that breaches all there is",
     "usage: 1\nactivity: RÉDACTION\ntool: GPT-4\ndata: [personal, gossip, public]\npurpose: un secret\nstage: in-use\n"
     "facts: {ok: false}\nauthor: a\nreview: [{by: A}, {by: b, on: 2030-01-01}]\n"},
    {"one of which much is unknown", "usage: 1\nactivity: drafting\ntool: poor\n"},
    {"one that lists nothing the charter knows", "usage: 1\nactivity: cooking\ntool: СhatGPT\ndata: gossip\n"},
    {"one that is invalid", "usage: 1\nactivity: drafting\ntool: {nme: x}\nfacts: {no: 1}\n"},
};

/* Allocations of one judgement, and of the alternatives that are tried then. */
static size_t count_judging(charter_judge *judge, const charter_usage *usage)
{
    const charter_verdict *verdict;
    const charter_text *ids;
    size_t count, before = allocations;
    assert_int_equal(charter_judge_usage(judge, usage, &verdict), CHARTER_OK);
    assert_int_equal(charter_verdict_instead(verdict, &ids, &count), CHARTER_OK);
    return allocations - before;
}

static void judge_twice(void **state)
{
    const usage_row *row = *state;
    charter *law = good_charter(law_text);
    for (int every = 0; every < 2; every++) {
        memory_input memory = {.at = row->usage, .left = strlen(row->usage)};
        charter_judge_options options = {.at = day("2026-11-02"), .every_clause = every == 1};
        charter_stream *stream;
        charter_judge *judge;
        const charter_usage *usage;
        assert_int_equal(charter_stream_open(&stream, "usage.yaml", input_from_memory(&memory), NULL), CHARTER_OK);
        assert_int_equal(charter_judge_open(&judge, law, &options), CHARTER_OK);
        assert_int_equal(charter_stream_next(stream, &usage), CHARTER_OK);
        size_t cold = count_judging(judge, usage);
        assert_in_range(cold, 1, 20); /* the first judgement takes its blocks: were it none, nothing was counted */
        for (int time = 0; time < 3; time++)
            assert_int_equal(count_judging(judge, usage), 0);
        charter_judge_free(judge);
        charter_stream_free(stream);
    }
    charter_free(law);
}

/* Reading is another matter: the parser makes pieces, but as many for each declaration. */
static void reading_takes_the_same_for_every_declaration(void **state)
{
    (void)state;
    enum { MANY = 50 };
    static char text[MANY * 128];
    static const char one[] = "usage: 1\nactivity: drafting\ntool: inhouse\ndata: [internal]\n---\n";
    for (size_t i = 0; i < MANY; i++)
        memcpy(text + i * (sizeof one - 1), one, sizeof one - 1);
    memory_input memory = {.at = text, .left = MANY * (sizeof one - 1) - 4};
    charter_stream *stream;
    const charter_usage *usage;
    size_t previous = 0;
    assert_int_equal(charter_stream_open(&stream, "usage.yaml", input_from_memory(&memory), NULL), CHARTER_OK);
    for (int i = 0; i < MANY; i++) {
        size_t before = allocations;
        assert_int_equal(charter_stream_next(stream, &usage), CHARTER_OK);
        if (i >= 2)
            assert_int_equal(allocations - before, previous);
        previous = allocations - before;
    }
    charter_stream_free(stream);
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(rows, judge_twice),
        TEST(reading_takes_the_same_for_every_declaration),
    };
    return RUN_TABLES(tables);
}
