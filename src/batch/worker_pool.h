/* worker_pool: threads that judge work units. The thread that asks for a work unit works too while it waits.
 *
 * Threads are begun when there is something for them to do, one at a time: a single declaration begins none. */
#ifndef CH_BATCH_WORKER_POOL_H
#define CH_BATCH_WORKER_POOL_H

#include "batch/work_unit.h"

typedef struct ch_worker_pool ch_worker_pool;

/* Gives a pool of workers (ch_worker_pool_free) of at most `workers` threads beside the caller's. */
charter_status ch_worker_pool_new(ch_worker_pool **out, unsigned workers);

/* Waits for the threads, which finish what they have begun. */
void ch_worker_pool_free(ch_worker_pool *pool);

/* Parts are begun in the order in which they are handed over. Keeps `part` until it is done. */
void ch_worker_pool_add(ch_worker_pool *pool, ch_work_unit *unit);

/* Returns when `part` is done. */
void ch_worker_pool_wait(ch_worker_pool *pool, ch_work_unit *unit);

#endif
