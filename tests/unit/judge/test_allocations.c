/* Once warm, judging allocates nothing: neither per clause, nor per declaration. And where an allocation fails,
 * whichever it is, the library says so, or gives what it would have given. Every call of malloc and its sisters is
 * counted (the linker hands them over: see tests/CMakeLists.txt). */
#include "unit/support.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static size_t allocations;
static size_t failing; /* the allocation that fails; 0: none */
static size_t least;   /* bytes of an allocation that counts */

static bool fails(size_t size)
{
    return size >= least && ++allocations == failing;
}

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);

void *__wrap_malloc(size_t size)
{
    return fails(size) ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails(count * size) ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size)
{
    return fails(size) ? NULL : __real_realloc(memory, size);
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
    const char *name, *declaration;
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
static size_t count_judging(charter_judge *judge, const charter_declaration *declaration)
{
    const charter_verdict *verdict;
    size_t before = allocations;
    assert_int_equal(charter_judge_declaration(judge, declaration, &verdict), CHARTER_OK);
    return allocations - before;
}

static void judge_twice(void **state)
{
    const usage_row *row = *state;
    charter *the_charter = good_charter(law_text);
    for (int every = 0; every < 2; every++) {
        memory_input memory = {.at = row->declaration, .left = strlen(row->declaration)};
        charter_judge_options options = {.at = day("2026-11-02"), .every_clause = every == 1};
        charter_stream *stream;
        charter_judge *judge;
        const charter_declaration *declaration;
        assert_int_equal(charter_stream_open(&stream, "usage.yaml", input_from_memory(&memory), NULL), CHARTER_OK);
        assert_int_equal(charter_judge_new(&judge, the_charter, &options), CHARTER_OK);
        assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_OK);
        size_t cold = count_judging(judge, declaration);
        assert_in_range(cold, 1, 20); /* the first judgement takes its blocks: were it none, nothing was counted */
        for (int time = 0; time < 3; time++)
            assert_int_equal(count_judging(judge, declaration), 0);
        charter_judge_free(judge);
        charter_stream_close(stream);
    }
    charter_free(the_charter);
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
    const charter_declaration *declaration;
    size_t previous = 0;
    assert_int_equal(charter_stream_open(&stream, "usage.yaml", input_from_memory(&memory), NULL), CHARTER_OK);
    for (int i = 0; i < MANY; i++) {
        size_t before = allocations;
        assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_OK);
        if (i >= 2)
            assert_int_equal(allocations - before, previous);
        previous = allocations - before;
    }
    charter_stream_close(stream);
}

/* ---- every allocation fails in its turn ---- */

typedef struct run {
    charter_status status;
    bool said; /* that memory ran out, or what is wrong with the input */
    char told[4096];
} run;

/* What judging gave, in the order in which it came; nothing here allocates. */
static void tell_run(run *r, const char *word, size_t count)
{
    size_t length = strlen(r->told);
    snprintf(r->told + length, sizeof r->told - length, "%s %zu\n", word, count);
}

static charter_status judge_all(run *r, charter_judge *judge, charter_stream *stream)
{
    for (;;) {
        const charter_declaration *declaration;
        const charter_verdict *verdict;
        charter_status status = charter_stream_next(stream, &declaration);
        if (status == CHARTER_INVALID) {
            tell_run(r, "fault", charter_diagnostics_count(charter_stream_errors(stream)));
            continue;
        }
        if (status == CHARTER_OK)
            status = charter_judge_declaration(judge, declaration, &verdict);
        if (status != CHARTER_OK)
            return status == CHARTER_END ? CHARTER_OK : status;
        tell_run(r, charter_decision_name(charter_verdict_decision(verdict)), charter_verdict_finding_count(verdict));
        for (size_t i = 0; i < charter_verdict_duty_count(verdict); i++)
            tell_run(r, "duty", charter_verdict_duty(verdict, i).met);
        tell_run(r, "instead", charter_verdict_alternative_count(verdict));
    }
}

static charter_status open_and_judge(run *r, const charter *the_charter, const char *declarations)
{
    memory_input memory = {.at = declarations, .left = strlen(declarations)};
    charter_judge_options options = {.at = 20759, .alternatives = true}; /* 2026-11-02 */
    charter_stream *stream = NULL;
    charter_judge *judge = NULL;
    charter_status status = charter_stream_open(&stream, "usage.yaml", input_from_memory(&memory), NULL);
    if (status == CHARTER_OK)
        status = charter_judge_new(&judge, the_charter, &options);
    if (status == CHARTER_OK)
        status = judge_all(r, judge, stream);
    charter_judge_free(judge);
    charter_stream_close(stream);
    return status;
}

static run load_and_judge(const memory_file *files, const char *declarations, size_t fail_at)
{
    static const char *const names[] = {"old.yaml", "charter.yaml"};
    charter_load_options options = {.exceptions = "apart.yaml"};
    charter_files access = files_in_memory(files);
    charter_diagnostics *diagnostics = NULL;
    charter *the_charter = NULL;
    run r = {.status = CHARTER_NO_MEMORY};
    allocations = 0;
    failing = fail_at;
    if (charter_diagnostics_new(&diagnostics) == CHARTER_OK) {
        r.status = charter_load(&the_charter, names, 2, &access, &options, diagnostics);
        r.said = charter_diagnostics_error_count(diagnostics) > 0;
    }
    if (r.status == CHARTER_OK)
        r.status = open_and_judge(&r, the_charter, declarations);
    failing = 0;
    charter_free(the_charter);
    charter_diagnostics_free(diagnostics);
    return r;
}

/* All that a charter may hold, so that each kind of thing is built with an allocation less. */
static const char *const whole_law =
    "charter: 1\nid: law\nlang: fr\nfrom: 2026-01-01\ninclude: [part.yaml]\n"
    "governance: {body: B, colleges: [x, y], approval: {review: [x]}}\nunits: [DMRG]\nroles: {a: {title: T}}\n"
    "fields: {ok: {type: bool}, c: {type: choice, values: [u, v]}}\n"
    "data:\n  public:\n  internal: {above: public}\n  personal: {above: internal, hosting: [here], duties: dpia}\n"
    "hosting: {here: {}, there: {}}\n"
    "duties: {review: {due: after, evidence: [review, evidence.r], by-another: true}, dpia: {due: before},\n"
    "  ok: {due: before, evidence: facts.ok}}\n"
    "activities: {drafting: {status: allowed, data: internal, duties: [review], aliases: Rédaction}}\n"
    "rules:\n  r: {when: {usage.purpose: {matches: 'sec.et'}}, effect: review}\n"
    "  s: {when: {all: [{tool.hosting: {not-in: [here]}}, {data: {includes: personal}}]}, require: {facts.c: u}}\n"
    "exceptions: {lacking: {waives: [tool.status, rule.r], approved-by: x, for: {usage.unit: DMRG}}}\n";
static const char *const whole_part =
    "charter: 1\ntools:\n"
    "  inhouse: {status: recommended, hosting: here, data: personal, instead: [poor], activities: [drafting]}\n"
    "  chatgpt: {status: banned, hosting: there, aliases: [ChatGPT], pattern: '(?i)^gpt', instead: inhouse}\n"
    "  poor: {status: tolerated, footprint: {per: request, energy-wh: [1, 2]}}\n";
static const char *const old_law = "charter: 1\nid: law\ngovernance: {colleges: [x]}\nuntil: 2025-12-31\n";
static const char *const apart =
    "charter: 1\nexceptions: {now: {waives: rule.r, approved-by: [x, y], from: 2026-01-01}}\n";
static const char *const faulty_law =
    "charter: 1\nid: A\ndata: {a: {above: b}, b: {above: a}, a: }\ngovernance: {colleges: [x]}\n"
    "tools: {t: {status: good, pattern: '('}, u: {status: approved, aliases: T, hosting: none}}\n"
    "rules: {r: {when: {tool: nosuch, usage.purpose: {matches: '('}}}}\nexceptions: {e: {waives: x.y}}\ncolour: red\n";

/* More names than a judge's first block of memory holds, each as long as a name may be. */
static char *many_usages(void)
{
    enum { CLASSES = 60, LONG = 1000 };
    static const char *const few =
        "usage: 1\nactivity: RÉDACTION\ntool: GPT-4\npurpose: un secret\nstage: in-use\nauthor: a\nunit: DMRG\n"
        "facts: {ok: false, c: v}\nreview: [{by: A}, {by: b}]\nevidence: {dpia: [true]}\nvolume: {requests: 3}\n---\n"
        "tool: inhouse\nusage: 1\nusages: [{activity: drafting, data: []}, {activity: no, nonsense: 1}]\n---\n{\n---\n"
        "usage: 1\nactivity: drafting\ntool: GPT\ndata: [internal,\n";
    static const char *const last = "personal]\n";
    char *text = calloc(1, strlen(few) + CLASSES * (LONG + 16) + strlen(last) + 1);
    assert_non_null(text);
    size_t length = strlen(few);
    memcpy(text, few, length);
    for (int i = 0; i < CLASSES; i++)
        length += (size_t)sprintf(text + length, "É%0*d,\n", LONG, i);
    memcpy(text + length, last, strlen(last));
    return text;
}

/* A law that is good, and one that has faults of every kind. */
static void any_allocation_may_fail(void **state)
{
    (void)state;
    char *declarations = many_usages();
    const char *const laws[] = {whole_law, faulty_law};
    for (size_t the_charter = 0; the_charter < COUNT_OF(laws); the_charter++) {
        const memory_file files[] = {{"old.yaml", old_law, 0, 0},
                                     {"charter.yaml", laws[the_charter], 0, 0},
                                     {"part.yaml", whole_part, 0, 0},
                                     {"apart.yaml", apart, 0, 0},
                                     {NULL, NULL, 0, 0}};
        run whole = load_and_judge(files, declarations, 0);
        size_t total = allocations;
        assert_int_equal(whole.status, the_charter == 0 ? CHARTER_OK : CHARTER_INVALID);
        assert_in_range(total, 100, 100000);
        for (size_t at = 1; at <= total; at++) {
            run failed = load_and_judge(files, declarations, at);
            if (failed.status == CHARTER_NO_MEMORY || (failed.status == CHARTER_INVALID && failed.said))
                continue;
            if (failed.status != whole.status || strcmp(failed.told, whole.told) != 0)
                fail_msg("allocation %zu of %zu failed: status %d\n%s--- not\n%s", at, total, (int)failed.status,
                         failed.told, whole.told);
        }
    }
    free(declarations);
}

/* Arenas take blocks, and an object is refused where it would begin the next one. A law that is longer by a few
 * bytes puts the ends of blocks before other objects. */
static void any_block_of_memory_may_be_the_last(void **state)
{
    (void)state;
    enum { BLOCK = 16 * 1024, STEP = 112, ROOM = BLOCK + 4096 };
    static char padded[ROOM];
    const char *declarations = "usage: 1\nactivity: drafting\ntool: GPT\ndata: [personal]\nauthor: a\n";
    const memory_file files[] = {{"old.yaml", old_law, 0, 0},
                                 {"charter.yaml", padded, 0, 0},
                                 {"part.yaml", whole_part, 0, 0},
                                 {"apart.yaml", apart, 0, 0},
                                 {NULL, NULL, 0, 0}};
    least = BLOCK;
    for (int pad = 1; pad < BLOCK; pad += STEP) {
        snprintf(padded, sizeof padded, "%stitle: %0*d\n", whole_law, pad, 0);
        run whole = load_and_judge(files, declarations, 0);
        size_t total = allocations;
        assert_int_equal(whole.status, CHARTER_OK);
        assert_in_range(total, 5, 100);
        for (size_t at = 1; at <= total; at++) {
            run failed = load_and_judge(files, declarations, at);
            if (failed.status != CHARTER_NO_MEMORY && strcmp(failed.told, whole.told) != 0)
                fail_msg("%d bytes more, block %zu of %zu: status %d\n%s--- not\n%s", pad, at, total,
                         (int)failed.status, failed.told, whole.told);
        }
    }
    least = 0;
}

int main(void)
{
    static const test_table tables[] = {
        TEST(any_allocation_may_fail),
        TEST(any_block_of_memory_may_be_the_last),
        TEST_ROWS(rows, judge_twice),
        TEST(reading_takes_the_same_for_every_declaration),
    };
    return RUN_TABLES(tables);
}
