/* worker pool: threads that judge work units, begun one at a time when there is something for them to do. One lock
 * protects the queue of those that nobody has begun, and each work unit's `done` and `waiting`; all else of a work
 * unit belongs to the thread that has taken it. */
#include "batch/worker_pool.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

struct ch_worker_pool {
    pthread_mutex_t lock;
    pthread_cond_t some_waiting, some_done;
    ch_work_unit *first, *last; /* not yet begun */
    bool over;
    /* Of the thread that asks alone: no lock. */
    unsigned workers, begun;
    pthread_t threads[];
};

charter_status ch_worker_pool_new(ch_worker_pool **out, unsigned workers)
{
    ch_worker_pool *pool = *out = calloc(1, sizeof *pool + workers * sizeof *pool->threads);
    if (pool == NULL)
        return CHARTER_NO_MEMORY;
    pool->workers = workers;
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->some_waiting, NULL);
    pthread_cond_init(&pool->some_done, NULL);
    return CHARTER_OK;
}

/* The first work unit that nobody has begun, or NULL. Under the lock. */
static ch_work_unit *take_first(ch_worker_pool *pool)
{
    ch_work_unit *unit = pool->first;
    if (unit == NULL)
        return NULL;
    pool->first = unit->waiting;
    if (pool->first == NULL)
        pool->last = NULL;
    return unit;
}

/* Under the lock, which is not held while the work unit is judged. */
static void judge(ch_worker_pool *pool, ch_work_unit *unit)
{
    pthread_mutex_unlock(&pool->lock);
    ch_work_unit_judge(unit);
    pthread_mutex_lock(&pool->lock);
    unit->done = true;
    pthread_cond_broadcast(&pool->some_done);
}

static void *work(void *context)
{
    ch_worker_pool *pool = context;
    pthread_mutex_lock(&pool->lock);
    while (!pool->over) {
        ch_work_unit *unit = take_first(pool);
        if (unit != NULL)
            judge(pool, unit);
        else
            pthread_cond_wait(&pool->some_waiting, &pool->lock);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

void ch_worker_pool_free(ch_worker_pool *pool)
{
    if (pool == NULL)
        return;
    pthread_mutex_lock(&pool->lock);
    /* Those that nobody has begun are left: who frees the pool wants no results. */
    pool->over = true;
    pthread_cond_broadcast(&pool->some_waiting);
    pthread_mutex_unlock(&pool->lock);
    for (unsigned i = 0; i < pool->begun; i++)
        pthread_join(pool->threads[i], NULL);
    pthread_cond_destroy(&pool->some_done);
    pthread_cond_destroy(&pool->some_waiting);
    pthread_mutex_destroy(&pool->lock);
    free(pool);
}

/* A thread that cannot be begun is done without. Signals are the caller's, whose thread alone may get them. */
static void begin_thread(ch_worker_pool *pool)
{
    if (pool->begun == pool->workers)
        return;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    if (pthread_create(&pool->threads[pool->begun], NULL, work, pool) == 0)
        pool->begun++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void ch_worker_pool_add(ch_worker_pool *pool, ch_work_unit *unit)
{
    pthread_mutex_lock(&pool->lock);
    /* A single work unit is judged by the thread that asks: it needs no other. */
    bool more_than_one = pool->last != NULL;
    if (more_than_one)
        pool->last->waiting = unit;
    else
        pool->first = unit;
    pool->last = unit;
    pthread_cond_signal(&pool->some_waiting);
    pthread_mutex_unlock(&pool->lock);
    if (more_than_one)
        begin_thread(pool);
}

void ch_worker_pool_wait(ch_worker_pool *pool, ch_work_unit *unit)
{
    pthread_mutex_lock(&pool->lock);
    /* POSIX lets a wait end without reason: the condition is asked anew each time. */
    while (!unit->done) {
        ch_work_unit *other = take_first(pool);
        if (other != NULL)
            judge(pool, other);
        else
            pthread_cond_wait(&pool->some_done, &pool->lock);
    }
    pthread_mutex_unlock(&pool->lock);
}
