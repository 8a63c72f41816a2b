/* The entrance of baselines: any bytes as one, and where it loads, the verdicts of a few declarations and traces held
 * against it. What it accepts of them is told again from its tree and the verdicts alone, and must be that, no less and
 * no more. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz.h"
#include "fuzz/judging.h"
#include "judge/traces.h"
#include "report/gate/issue.h"
#include "tree/decode.h"
#include "tree/json_reader.h"

/* What breaches of it rest on: nothing, a word, several, the same several times. */
static const char law_text[] =
    "charter: 1\nid: a\n"
    "data: {public: {}, internal: {above: public, hosting: [here]}, personal: {above: internal, hosting: [here]}}\n"
    "hosting: {here: {}, there: {}}\n"
    "duties: {check: {due: before, evidence: review}}\n"
    "fields: {b: {type: bool}, n: {type: number}}\n"
    "tools: {good: {status: approved, hosting: here}, bad: {status: banned, hosting: there}}\n"
    "activities: {drafting: {status: allowed, autonomy: suggest, duties: [check]}}\n"
    "detectors: {key: {pattern: 'K-\\d+', means: personal, effect: forbid}}\n"
    "traces: {left: {tool: bad, paths: [.bad]}}\n"
    "rules: {r: {when: {facts.b: true}}, s: {when: {facts.n: {at-least: 2}}, effect: review}}\n";

static const char declarations[] =
    "usage: 1\nid: forbidden\nactivity: drafting\nautonomy: supervised\n"
    "tool: bad\ndata: [internal, personal]\nfacts: {b: true, n: 3}\n---\n"
    "usage: 1\nid: asked\nactivity: coding\ntool: other\ndata: [x, y]\nfacts: {b: false, n: 4}\n---\n"
    "usage: 1\nid: open\nactivity: drafting\nautonomy: suggest\n"
    "tool: good\ndata: [public]\nfacts: {b: false, n: 0}\n---\n"
    "usage: 1\nid: open\nactivity: drafting\nautonomy: suggest\n"
    "tool: good\ndata: [public]\nfacts: {b: false, n: 0}\nstage: in-use\n---\n"
    "usage: 1\nactivity: drafting\nautonomy: suggest\n"
    "tool: good\ndata: [public]\npurpose: K-1 K-2 K-34\nfacts: {b: false, n: 0}\n---\n"
    "usage: 1\nid: unknown\nactivity: drafting\ntool: bad\n---\n"
    "usage: 1\nid: broken\nactivity: drafting\n";

enum { MOST_BYTES = 64 * 1024, TAKEN = 8 };

static const charter *the_charter(void)
{
    static charter *loaded;
    if (loaded == NULL)
        loaded = load_bytes((charter_text){law_text, sizeof law_text - 1});
    if (loaded == NULL)
        abort();
    return loaded;
}

/* ---- what a baseline says, by its tree ---- */

/* The list of entries. `bytes` are those of one that was loaded. */
static const ch_node *read_entries(charter_text bytes, ch_arena *arena)
{
    static const ch_yaml_rules rules = {.depth = 6, .nodes = 1000 * 1000};
    ch_source source = {.name = "baseline.json", .bytes = bytes};
    charter_diagnostics *faults;
    ch_node *root;
    if (charter_diagnostics_new(&faults) != CHARTER_OK)
        abort();
    if (!ch_source_index(&source, arena) || !ch_yaml_check_bytes(&source, faults) ||
        ch_json_read(&source, &rules, arena, faults, &root) != CH_YAML_DOCUMENT)
        abort();
    charter_diagnostics_free(faults);
    return ch_node_get(root, "accepted");
}

static charter_text text_under(const ch_node *entry, const char *key)
{
    const ch_node *node = ch_node_get(entry, key);
    return node == NULL ? CH_NO_TEXT : node->text;
}

static int64_t number_of(const ch_node *entry)
{
    const ch_node *node = ch_node_get(entry, "number");
    int64_t number = ch_node_get(entry, "file") == NULL ? 0 : 1;
    if (node != NULL && !ch_text_to_int(node->text, &number))
        abort();
    return number;
}

static int effect_of(const ch_node *entry)
{
    static const char *const rising[] = {"duty", "review", "forbid", NULL};
    return ch_word_index(rising, text_under(entry, "effect"));
}

/* Whether it saw `word` so often: it may stand there several times, each time for as many. */
static bool saw(const ch_node *entry, charter_text word, int64_t wanted)
{
    for (const ch_node *item = ch_node_get(entry, "saw")->first; item != NULL && wanted > 0; item = item->next) {
        int64_t times = 1;
        bool pair = item->kind == CH_LIST;
        if (pair && !ch_text_to_int(item->first->next->text, &times))
            abort();
        if (ch_text_same(pair ? item->first->text : item->text, word))
            wanted -= times;
    }
    return wanted <= 0;
}

/* Whether two entries are of one clause of one use. */
static bool are_of_one(const ch_node *one, const ch_node *other)
{
    static const char *const keys[] = {"file", "declaration", "activity", "tool", "clause"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!ch_text_same(text_under(one, keys[i]), text_under(other, keys[i])))
            return false;
    return number_of(one) == number_of(other);
}

static size_t count_clauses(const ch_node *entries)
{
    size_t count = 0;
    for (const ch_node *entry = entries->first; entry != NULL; entry = entry->next) {
        const ch_node *before = entries->first;
        while (before != entry && !are_of_one(before, entry))
            before = before->next;
        count += before == entry;
    }
    return count;
}

/* ---- what a verdict says ---- */

typedef struct breach {
    charter_text file, declaration, activity, tool, clause;
    int64_t number;
    int effect; /* as above */
    const charter_text *words;
    size_t count;
} breach;

/* What is advice, lifted or undetermined is accepted by nobody, nor is a fault. */
static bool may_be_accepted(const ch_issue *issue)
{
    const charter_finding *f = issue->finding;
    if (f == NULL)
        return issue->duty != NULL;
    return charter_finding_outcome(f) == CHARTER_OUTCOME_BREACHED && charter_finding_effect(f) != CHARTER_EFFECT_ADVISE;
}

/* Of one that may be. Where a tool's traces are is no part of what is accepted. */
static breach breach_of(const ch_issue *issue, int64_t number, charter_text clause)
{
    const charter_verdict *v = issue->verdict;
    breach b = {.tool = v->declaration->tool_name, .clause = clause, .number = number};
    if (issue->finding != NULL) {
        b.effect = charter_finding_effect(issue->finding) == CHARTER_EFFECT_FORBID ? 2 : 1;
        b.words = issue->finding->offences;
        b.count = issue->finding->offence_count;
    }
    if (v->traces != NULL)
        return b;
    b.file = ch_text_of("usage.yaml");
    b.declaration = v->declaration->id;
    b.activity = v->declaration->activity->text; /* nothing here has a second name */
    return b;
}

static bool saw_all(const ch_node *entry, const breach *b)
{
    for (size_t i = 0; i < b->count; i++) {
        int64_t times = 0;
        for (size_t k = 0; k < b->count; k++)
            times += ch_text_same(b->words[i], b->words[k]);
        if (!saw(entry, b->words[i], times))
            return false;
    }
    return true;
}

static bool is_accepted_by(const ch_node *entry, const breach *b)
{
    return ch_text_same(text_under(entry, "file"), b->file) &&
           ch_text_same(text_under(entry, "declaration"), b->declaration) && number_of(entry) == b->number &&
           ch_text_same(text_under(entry, "activity"), b->activity) &&
           ch_text_same(text_under(entry, "tool"), b->tool) && ch_text_same(text_under(entry, "clause"), b->clause) &&
           effect_of(entry) >= b->effect && saw_all(entry, b);
}

/* ---- the one held against the other ---- */

typedef struct taking {
    charter_baseline *baseline;
    const ch_node *entries; /* NULL: it is being renewed, and all that may be accepted is */
    size_t count, whole, accepted;
    charter_text id; /* of the verdict before; uses of one id come one after the other */
    int64_t number;
    ch_arena arena;
} taking;

static bool should_accept(const taking *t, const ch_issue *issue)
{
    if (t->entries == NULL || !may_be_accepted(issue))
        return may_be_accepted(issue);
    ch_buffer clause = ch_buffer_init(1024);
    ch_issue_rule(&clause, issue);
    const breach b = breach_of(issue, t->number, ch_buffer_text(&clause));
    const ch_node *entry = t->entries->first;
    while (entry != NULL && !is_accepted_by(entry, &b))
        entry = entry->next;
    ch_buffer_clear(&clause);
    return entry != NULL;
}

/* Whether all that stands against it is accepted, and something does. */
static bool check_issues(taking *t, const charter_verdict *verdict, const charter_acceptance *acceptance)
{
    ch_issue issue;
    bool some = false, all = true;
    for (ch_issues walk = {.verdict = verdict, .acceptance = acceptance}; ch_next_issue(&walk, &issue);) {
        bool wanted = should_accept(t, &issue);
        assert(issue.accepted == wanted);
        t->accepted += wanted;
        some = some || issue.weight > CH_ADVICE;
        all = all && (wanted || issue.weight <= CH_ADVICE);
    }
    return some && all;
}

/* Which of the uses of its id it is, or of all; a tool that left traces is none. */
static int64_t number_next(taking *t, const charter_verdict *verdict)
{
    charter_text id = verdict->declaration->id, before = t->id;
    t->id = ch_arena_text(&t->arena, id);
    if (verdict->traces != NULL)
        return 0;
    if (id.length == 0)
        return (int64_t)t->count;
    return ch_text_same(id, before) ? t->number + 1 : 1;
}

static void take(void *context, const charter_verdict *verdict)
{
    taking *t = context;
    const charter_acceptance *acceptance;
    charter_decision decision = charter_verdict_decision(verdict);
    if (charter_baseline_take(t->baseline, verdict, &acceptance) != CHARTER_OK)
        abort();
    t->count++;
    t->number = number_next(t, verdict);
    bool whole = check_issues(t, verdict, acceptance) && decision != CHARTER_DECISION_UNDETERMINED &&
                 decision != CHARTER_DECISION_INVALID;
    assert(charter_acceptance_is_whole(acceptance) == whole);
    t->whole += whole;
}

static void take_traces(taking *t)
{
    const charter_traces_options options = {.at = DAY, .folder = ".", .declare_in = "usage.yaml"};
    charter_traces *traces;
    const charter_verdict *verdict;
    if (charter_traces_open(&traces, the_charter(), &options) != CHARTER_OK)
        abort();
    ch_traces_see_path(traces, ch_text_of(".bad"));
    while (charter_traces_next(traces, &verdict) == CHARTER_OK)
        take(t, verdict);
    charter_traces_close(traces);
}

static taking take_all(charter_baseline *baseline, const ch_node *entries)
{
    taking t = {.baseline = baseline, .entries = entries};
    judge_each(the_charter(), (charter_text){declarations, sizeof declarations - 1}, &t, take);
    take_traces(&t);
    assert(t.count == TAKEN);
    ch_arena_clear(&t.arena);
    return t;
}

static void check_stale(const charter_baseline *baseline, const taking *t)
{
    charter_baseline_entry entry;
    size_t index = 0, count = 0;
    for (; charter_baseline_next_stale(baseline, &index, &entry); count++)
        assert(entry.clause.at != NULL && index <= CHARTER_BASELINE_ENTRIES);
    assert(count + t->accepted == count_clauses(t->entries));
}

static taking load_and_take(charter_text bytes, bool *loaded)
{
    const charter_memory_file table[] = {{"baseline.json", bytes}, {NULL, {NULL, 0}}};
    const charter_files files = charter_files_in_memory(table);
    charter_diagnostics *faults;
    charter_baseline *baseline;
    taking t = {0};
    ch_arena arena = {0};
    if (charter_diagnostics_new(&faults) != CHARTER_OK || charter_baseline_new(&baseline, false) != CHARTER_OK)
        abort();
    charter_status status = charter_baseline_load(baseline, table[0].name, &files, faults);
    check_faults(status, faults, bytes.length);
    *loaded = status == CHARTER_OK;
    if (*loaded) {
        t = take_all(baseline, read_entries(bytes, &arena));
        check_stale(baseline, &t);
    }
    ch_arena_clear(&arena);
    charter_baseline_free(baseline);
    charter_diagnostics_free(faults);
    return t;
}

/* What is written where all that may be accepted is accepts that. Once: no input changes it. */
static void check_renewed(void)
{
    static bool checked;
    bool loaded;
    charter_buffer *written;
    charter_baseline *renewed;
    if (checked)
        return;
    checked = true;
    if (charter_buffer_new(&written, MOST_BYTES) != CHARTER_OK || charter_baseline_new(&renewed, true) != CHARTER_OK)
        abort();
    taking given = take_all(renewed, NULL);
    if (charter_baseline_write(renewed, charter_buffer_sink(written)) != CHARTER_OK)
        abort();
    taking again = load_and_take(charter_buffer_text(written), &loaded);
    assert(loaded && given.whole == TAKEN - 2 && again.whole == given.whole && again.accepted == given.accepted);
    (void)again;
    charter_baseline_free(renewed);
    charter_buffer_free(written);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    bool loaded;
    check_renewed();
    load_and_take((charter_text){size == 0 ? "" : (const char *)bytes, size}, &loaded);
    return 0;
}
