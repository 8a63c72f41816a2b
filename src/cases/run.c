/* Judging cases: each thread reads the files for itself, since a declaration lives until the next one is read, and
 * judges those whose turn is its own. Nothing is shared but what is never written. */
#include "cases/cases.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/processors.h"
#include "charter/memory.h"
#include "judge/facts.h"

/* ---- threads ---- */

unsigned ch_cases_threads(const charter_cases *cases)
{
    return ch_jobs(cases->options.jobs);
}

typedef struct share {
    void (*work)(void *context, unsigned thread, size_t number);
    void *context;
    size_t count;
    atomic_size_t next;
    atomic_uint threads;
} share;

static void *take_share(void *context)
{
    share *s = context;
    unsigned thread = atomic_fetch_add(&s->threads, 1);
    for (size_t number; (number = atomic_fetch_add(&s->next, 1)) < s->count;)
        s->work(s->context, thread, number);
    return NULL;
}

/* A thread that cannot be begun is done without. Signals are the caller's, whose thread alone may get them. */
void ch_cases_in_parallel(const charter_cases *cases, size_t count,
                          void (*work)(void *context, unsigned thread, size_t number), void *context)
{
    share s = {.work = work, .context = context, .count = count};
    pthread_t threads[CH_MOST_JOBS];
    unsigned begun = 0;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (begun + 1 < ch_cases_threads(cases) && begun + 1 < count &&
           pthread_create(&threads[begun], NULL, take_share, &s) == 0)
        begun++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    take_share(&s);
    for (unsigned i = 0; i < begun; i++)
        pthread_join(threads[i], NULL);
}

/* ---- one thread ---- */

/* A judge, and where it stands in the files: numbers rise. */
typedef struct reader {
    const charter_cases *cases;
    charter_judge *judge;
    charter_stream *stream;
    uint32_t file, next; /* the file that is open, and the declaration that comes next in it */
    bool open;
    charter_text left;
    const charter_declaration *declaration;
} reader;

static charter_status open_reader(reader *r, const charter_cases *cases, const charter *by)
{
    charter_judge_options options = {.at = cases->options.at, .every_clause = true, .sent = cases->options.sent};
    *r = (reader){.cases = cases};
    return charter_judge_new(&r->judge, by, &options);
}

static void close_reader(reader *r)
{
    charter_judge_free(r->judge);
    charter_stream_close(r->stream);
}

static charter_status open_file(reader *r, uint32_t file)
{
    const ch_source *source = &r->cases->files[file].source;
    r->left = source->bytes;
    r->file = file;
    r->next = 0;
    r->open = true;
    charter_input input = charter_input_from_memory(&r->left);
    if (r->stream == NULL)
        return charter_stream_open(&r->stream, source->name, input, NULL);
    charter_stream_reopen(r->stream, source->name, input);
    return CHARTER_OK;
}

/* Reads on to a case, and judges it. */
static charter_status judge_case(reader *r, const ch_case *c, bool alternatives, const charter_verdict **verdict)
{
    charter_status status = CHARTER_OK;
    if (!r->open || r->file != c->file || r->next > c->number)
        status = open_file(r, c->file);
    for (; status == CHARTER_OK && r->next <= c->number; r->next++)
        status = charter_stream_next(r->stream, &r->declaration);
    ch_judge_set(r->judge, c->at == CHARTER_NO_DAY ? r->cases->options.at : c->at, alternatives);
    return status != CHARTER_OK ? status : charter_judge_declaration(r->judge, r->declaration, verdict);
}

/* ---- the cases ---- */

typedef struct worker {
    reader reader;
    bool open;
    ch_arena arena;
    ch_seen seen;
    charter_status status;
} worker;

typedef struct judging {
    charter_cases *cases;
    worker *workers;
} judging;

static void judge_one(void *context, unsigned thread, size_t number)
{
    judging *j = context;
    worker *w = &j->workers[thread];
    ch_case *c = &j->cases->cases[number];
    const charter_verdict *verdict;
    if (w->status == CHARTER_OK && !w->open) {
        w->open = true;
        w->status = open_reader(&w->reader, j->cases, j->cases->charter);
        if (w->status == CHARTER_OK && !ch_seen_make(&j->cases->coverage, &w->seen))
            w->status = CHARTER_NO_MEMORY;
    }
    if (w->status == CHARTER_OK)
        w->status = judge_case(&w->reader, c, true, &verdict);
    if (w->status != CHARTER_OK)
        return;
    ch_case_read_answer(verdict, &w->arena, &c->got);
    c->differs = ch_case_compare(c, &c->got);
    if (!ch_coverage_count(j->cases, &w->seen, w->reader.judge, verdict))
        w->status = CHARTER_NO_MEMORY;
}

/* What a thread gathered becomes the cases' own. */
static void keep_names(charter_cases *cases, ch_case_names *names)
{
    ch_text *items = ch_arena_take_many(&cases->arena, names->count + 1, sizeof *items);
    for (uint32_t i = 0; items != NULL && i < names->count; i++)
        items[i] = ch_arena_text(&cases->arena, names->items[i]);
    names->items = items;
    if (items == NULL)
        names->count = 0;
}

static void keep_answers(charter_cases *cases)
{
    for (size_t i = 0; i < cases->case_count; i++) {
        ch_case_answer *got = &cases->cases[i].got;
        for (int k = 0; k < CH_CASE_LIST_COUNT; k++)
            keep_names(cases, &got->lists[k]);
        if (got->decides.at != NULL)
            got->decides = ch_arena_text(&cases->arena, got->decides);
        ch_message_keep(&got->fault, &cases->arena);
    }
}

static charter_status judge_all(charter_cases *cases)
{
    unsigned threads = ch_cases_threads(cases);
    judging j = {cases, calloc(threads, sizeof *j.workers)};
    charter_status status = j.workers == NULL ? CHARTER_NO_MEMORY : CHARTER_OK;
    if (status == CHARTER_OK)
        ch_cases_in_parallel(cases, cases->case_count, judge_one, &j);
    for (unsigned i = 0; j.workers != NULL && i < threads; i++) {
        worker *w = &j.workers[i];
        bool failed = w->status != CHARTER_OK || w->arena.failed;
        status = failed ? CHARTER_NO_MEMORY : status;
        if (w->open && !failed)
            ch_seen_join(&cases->coverage, &cases->seen, &w->seen);
    }
    if (status == CHARTER_OK)
        keep_answers(cases);
    for (unsigned i = 0; j.workers != NULL && i < threads; i++) {
        close_reader(&j.workers[i].reader);
        ch_seen_free(&j.workers[i].seen);
        ch_arena_clear(&j.workers[i].arena);
    }
    free(j.workers);
    return status;
}

/* ---- mutants ---- */

/* Whether a case that was as expected is so no more. */
static charter_status hold_against(reader *r, ch_case_mutant *m, ch_arena *arena)
{
    const charter_cases *cases = r->cases;
    const charter_verdict *verdict;
    charter_status status = CHARTER_OK;
    m->fate = CH_MUTANT_LIVES;
    for (size_t i = 0; i < cases->case_count && m->fate == CH_MUTANT_LIVES && status == CHARTER_OK; i++) {
        const ch_case *c = &cases->cases[i];
        ch_case_answer answer;
        if (c->differs != 0)
            continue;
        /* Alternatives cost more than all the rest: they are worked out for those who expect some. */
        status = judge_case(r, c, ch_case_expects_alternatives(c), &verdict);
        if (status != CHARTER_OK)
            break;
        ch_case_read_answer(verdict, arena, &answer);
        if (ch_case_compare(c, &answer) != 0)
            m->fate = CH_MUTANT_NOTICED;
        if (arena->failed)
            status = CHARTER_NO_MEMORY;
        ch_arena_reset(arena);
    }
    return status;
}

static void try_mutant(void *context, unsigned thread, size_t number)
{
    judging *j = context;
    worker *w = &j->workers[thread];
    ch_case_mutant *m = &j->cases->mutants[number];
    charter *changed = NULL;
    if (w->status != CHARTER_OK)
        return;
    charter_status status = ch_charter_load_mutant(&changed, j->cases->charter, &m->mutant);
    m->fate = CH_MUTANT_NO_CHARTER;
    if (status == CHARTER_OK) {
        status = open_reader(&w->reader, j->cases, changed);
        if (status == CHARTER_OK)
            status = hold_against(&w->reader, m, &w->arena);
        close_reader(&w->reader);
    }
    charter_free(changed);
    w->status = status == CHARTER_INVALID ? CHARTER_OK : status;
}

static charter_status try_mutants(charter_cases *cases)
{
    unsigned threads = ch_cases_threads(cases);
    judging j = {cases, calloc(threads, sizeof *j.workers)};
    charter_status status = j.workers == NULL || !ch_mutants_list(cases) ? CHARTER_NO_MEMORY : CHARTER_OK;
    if (status == CHARTER_OK)
        ch_cases_in_parallel(cases, cases->mutant_count, try_mutant, &j);
    for (unsigned i = 0; j.workers != NULL && i < threads; i++) {
        if (j.workers[i].status != CHARTER_OK)
            status = CHARTER_NO_MEMORY;
        ch_arena_clear(&j.workers[i].arena);
    }
    free(j.workers);
    return status;
}

charter_status charter_cases_run(charter_cases *cases)
{
    charter_status status = CHARTER_NO_MEMORY;
    if (ch_coverage_prepare(cases) && ch_seen_make(&cases->coverage, &cases->seen))
        status = judge_all(cases);
    if (status == CHARTER_OK && (cases->options.wants & CHARTER_CASES_MUTANTS) != 0)
        status = try_mutants(cases);
    if (status == CHARTER_OK)
        ch_cases_tell_differences(cases);
    return cases->arena.failed || cases->differences->failed ? CHARTER_NO_MEMORY : status;
}
