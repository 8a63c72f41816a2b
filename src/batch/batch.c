/* The batch: what the walk finds, streamed by one job, or shared among several. */
#include "charter/batch.h"

#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

#include "batch/list.h"
#include "batch/parallel.h"
#include "batch/streaming.h"
#include "batch/walk.h"

enum { MOST_JOBS = 256 };

struct charter_batch {
    charter_batch_options options;
    ch_walk *walk;
    ch_streaming streaming;
    ch_parallel *parallel;      /* NULL: one job */
    charter_diagnostics faults; /* of the input that the walk found last */
};

/* As many as there are processors that we may run on. */
static unsigned processors(void)
{
    cpu_set_t set;
    int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return count < 1 ? 1 : (unsigned)count;
}

static charter_status open_all(charter_batch *b, const charter *law)
{
    charter_batch_options *options = &b->options;
    b->streaming = ch_streaming_new(law, options);
    charter_status status = ch_walk_new(&b->walk, options->intake != NULL, &options->choice);
    if (status == CHARTER_OK && options->jobs > 1)
        status = ch_parallel_new(&b->parallel, law, options, b->walk);
    return status;
}

charter_status charter_batch_open(charter_batch **out, const charter *law, const charter_batch_options *options)
{
    charter_batch *b = *out = calloc(1, sizeof *b);
    if (b == NULL)
        return CHARTER_NO_MEMORY;
    b->options = *options;
    if (b->options.intake == NULL)
        b->options.intake = charter_intake_on(law, options->judging.at);
    if (b->options.jobs == 0)
        b->options.jobs = processors();
    if (b->options.jobs > MOST_JOBS)
        b->options.jobs = MOST_JOBS;
    if (b->options.stdin_name == NULL)
        b->options.stdin_name = "-";
    charter_status status = open_all(b, law);
    if (status == CHARTER_OK)
        return CHARTER_OK;
    charter_batch_free(b);
    *out = NULL;
    return status;
}

void charter_batch_free(charter_batch *b)
{
    if (b == NULL)
        return;
    ch_parallel_free(b->parallel);
    ch_streaming_free(&b->streaming);
    ch_walk_free(b->walk);
    ch_diagnostics_release(&b->faults);
    free(b);
}

charter_status charter_batch_add(charter_batch *b, const char *path)
{
    return ch_walk_add(b->walk, path);
}

charter_status charter_batch_add_list(charter_batch *b, const charter_list *list)
{
    charter_status status = CHARTER_OK;
    if (list->count == 0)
        return ch_walk_add_empty_list(b->walk, list->name);
    for (size_t i = 0; status == CHARTER_OK && i < list->count; i++)
        status = ch_walk_add(b->walk, charter_list_at(list, i));
    return status;
}

/* Opens the next input, or gives what is wrong with it. */
static charter_status open_next(charter_batch *b, charter_item *item)
{
    ch_walk_item found;
    ch_diagnostics_reset(&b->faults);
    charter_status status = ch_walk_next(b->walk, &found, &b->faults);
    if (status != CHARTER_OK)
        return status;
    if (found.file == CH_WALK_FAULT) {
        item->error = b->faults.first;
        return CHARTER_OK;
    }
    const char *name = found.file == STDIN_FILENO ? b->options.stdin_name : found.path;
    return ch_streaming_open(&b->streaming, name, found.file);
}

charter_status charter_batch_next(charter_batch *b, charter_item *item)
{
    *item = (charter_item){.verdict = NULL};
    if (b->parallel != NULL)
        return ch_parallel_next(b->parallel, item);
    for (;;) {
        charter_status status = ch_streaming_next(&b->streaming, item);
        if (status != CHARTER_END)
            return status;
        status = open_next(b, item);
        if (status != CHARTER_OK || item->error != NULL)
            return status;
    }
}
