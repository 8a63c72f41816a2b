/* A charter is shared by threads: each judges a stream of its own with a judge of its own, and all give what one
 * thread alone gives. Meant for the thread sanitizer as well. */
#include "unit/support.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { THREADS = 4, ROUNDS = 20, ROOM = 1 << 16 };

/* Something of everything that judging reads: patterns, conditions, order, dates, exceptions. */
static const char law_text[] =
    "charter: 1\nid: law\nlang: fr\nfrom: 2026-01-01\nreview-by: 2026-06-30\n"
    "governance: {body: {fr: Instance}, colleges: [x, y], approval: {review: [x]}}\n"
    "units: [DMRG, DSDS]\n"
    "data:\n  public:\n  internal: {above: public}\n  personal: {above: internal, hosting: [here], duties: dpia}\n"
    "hosting: {here: {}, there: {}}\n"
    "duties:\n  human-review: {due: after, evidence: review, by-another: true}\n"
    "  dpia: {due: before}\n  training: {due: before, evidence: training, accepts: [t-1], valid-for: P2Y}\n"
    "fields: {account: {type: choice, values: [professional, personal]}}\n"
    "tools:\n"
    "  inhouse: {status: recommended, hosting: here, data: personal,\n"
    "    footprint: {per: request, energy-wh: [1, 2]}}\n"
    "  chatgpt: {status: banned, hosting: there, aliases: [ChatGPT], pattern: '(?i)^gpt', instead: inhouse}\n"
    "  slow: {status: tolerated, pattern: '(a+)+$'}\n"
    "activities:\n  drafting: {status: allowed, data: internal, duties: [human-review], aliases: Rédaction}\n"
    "  coding: {status: restricted, autonomy: assist, tools: {not: chatgpt}, duties: training}\n"
    "rules:\n  account: {when: {tool.hosting: {not: here}}, require: {facts.account: professional}}\n"
    "  words: {when: {usage.purpose: {matches: 'sec.et'}}, effect: review}\n"
    "exceptions:\n  pilot: {for: {usage.unit: DMRG}, waives: [tool.status, data.hosting], approved-by: [x, y]}\n"
    "  past: {waives: tool.status, approved-by: x, until: 2026-06-30}\n";

/* Each thread has a stream of its own; some are broken. */
static const char *const streams[THREADS] = {
    "usage: 1\nactivity: rédaction\ntool: ChatGPT\ndata: [personal]\nunit: DMRG\nfacts: {account: personal}\n---\n"
    "usage: 1\nactivity: drafting\ntool: GPT-4o\ndata: [internal]\n---\n"
    "usage: 1\nactivity: drafting\ntool: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\ndata: []\n",

    "usage: 1\nactivity: coding\ntool: inhouse\nautonomy: autonomous\ntraining: {id: t-1, on: 2026-01-10}\n---\n"
    "usage: 1\nactivity: [\n---\n"
    "usage: 1\nactivity: coding\ntool: inhouse\nautonomy: assist\nstage: in-use\n",

    "tool: inhouse\nusage: 1\npurpose: un secret\nusages:\n- {activity: drafting}\n- {activity: cooking, data: gossip}\n"
    "- {activity: drafting, unit: NONE}\n- {activity: drafting, data: [personal], evidence: {dpia: true}}\n",

    "usage: 1\nactivity: drafting\ntool: СhatGPT\n---\nusage: 1\nactivity: drafting\ntool: inhouse\nstage: done\n"
    "date: 2025-06-01\n---\nusage: 1\nactivity: drafting\ntool: inhouse\nvolume: {requests: 3}\nstage: done\n"
    "date: 2026-07-01\nauthor: a\nreview: {by: b, on: 2026-07-02}\n---\nid: \xFF\n",
};

typedef struct work {
    const charter *charter;
    const char *declarations;
    char *told; /* ROOM bytes */
    size_t length;
} work;

static void put(work *w, const char *text, size_t length)
{
    if (w->length + length < ROOM)
        memcpy(w->told + w->length, text, length);
    w->length += length;
}

/* Everything that a reader can ask of a verdict, as text. */
static void put_verdict(work *w, const charter_verdict *verdict, charter_lang lang)
{
    char text[2048];
    put(w, "\n", 1);
    put(w, text, (size_t)snprintf(text, sizeof text, "%s", charter_decision_name(charter_verdict_decision(verdict))));
    for (size_t i = 0; i < charter_verdict_finding_count(verdict); i++) {
        const charter_finding *f = charter_verdict_finding(verdict, i);
        charter_place law_place = charter_finding_charter_place(verdict, f);
        put(w, text, charter_finding_clause(f, text, sizeof text));
        put(w, text,
            (size_t)snprintf(text, sizeof text, " %d %d %u %u ", charter_finding_outcome(f), charter_finding_effect(f),
                             charter_finding_place(verdict, f).line, law_place.line));
        put(w, text, charter_finding_message(f, lang, text, sizeof text));
        put(w, text, charter_finding_help(f, lang, text, sizeof text));
    }
    const charter_diagnostics *errors = charter_verdict_errors(verdict);
    for (size_t i = 0; i < charter_diagnostics_count(errors); i++)
        put(w, text, charter_diagnostic_message(charter_diagnostics_at(errors, i), lang, text, sizeof text));
    for (size_t i = 0; i < charter_verdict_alternative_count(verdict); i++)
        put(w, charter_verdict_alternative(verdict, i).at, charter_verdict_alternative(verdict, i).length);
}

/* Asserts belong to the main thread: a failure here shows as a text that differs. */
static void *judge_stream(void *argument)
{
    work *w = argument;
    charter_judge_options options = {.at = 20759, .every_clause = true, .alternatives = true}; /* 2026-11-02 */
    charter_judge *judge = NULL;
    if (charter_judge_new(&judge, w->charter, &options) != CHARTER_OK)
        return NULL;
    for (int round = 0; round < ROUNDS; round++) {
        memory_input memory = {.at = w->declarations, .left = strlen(w->declarations), .piece = (size_t)round + 1};
        charter_stream *stream = NULL;
        const charter_declaration *declaration;
        const charter_verdict *verdict;
        w->length = 0;
        if (charter_stream_open(&stream, "usage.yaml", input_from_memory(&memory), NULL) != CHARTER_OK)
            break;
        while (charter_stream_next(stream, &declaration) == CHARTER_OK)
            if (charter_judge_declaration(judge, declaration, &verdict) == CHARTER_OK)
                put_verdict(w, verdict, round % 2 == 0 ? CHARTER_EN : CHARTER_FR);
        char sha256[CHARTER_SHA256_SIZE];
        charter_version_sha256(w->charter, 0, sha256);
        put(w, sha256, sizeof sha256 - 1);
        charter_stream_close(stream);
    }
    charter_judge_free(judge);
    return NULL;
}

static void start_work(work *w, const charter *the_charter, int stream)
{
    *w = (work){.charter = the_charter, .declarations = streams[stream], .told = calloc(1, ROOM)};
    assert_non_null(w->told);
}

static void threads_give_what_one_thread_gives(void **state)
{
    (void)state;
    charter *the_charter = good_charter(law_text);
    work alone[THREADS], together[THREADS];
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) {
        start_work(&alone[i], the_charter, i);
        judge_stream(&alone[i]);
        assert_in_range(alone[i].length, 500, ROOM - 1);
    }
    for (int i = 0; i < THREADS; i++) {
        start_work(&together[i], the_charter, i);
        assert_int_equal(pthread_create(&threads[i], NULL, judge_stream, &together[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_int_equal(together[i].length, alone[i].length);
        assert_memory_equal(together[i].told, alone[i].told, alone[i].length);
        free(together[i].told);
        free(alone[i].told);
    }
    charter_free(the_charter);
}

/* Several threads on the same stream: nothing that one leaves behind is seen by another. */
static void threads_on_the_same_declarations_agree(void **state)
{
    (void)state;
    charter *the_charter = good_charter(law_text);
    work together[THREADS];
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) {
        start_work(&together[i], the_charter, 0);
        assert_int_equal(pthread_create(&threads[i], NULL, judge_stream, &together[i]), 0);
    }
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(together[i].length, together[0].length);
        assert_memory_equal(together[i].told, together[0].told, together[0].length);
    }
    for (int i = 0; i < THREADS; i++)
        free(together[i].told);
    charter_free(the_charter);
}

int main(void)
{
    static const test_table tables[] = {
        TEST(threads_give_what_one_thread_gives),
        TEST(threads_on_the_same_declarations_agree),
    };
    return RUN_TABLES(tables);
}
