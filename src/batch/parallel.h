/* parallel: a batch by several jobs. Small files, and pieces of all other inputs, become parts, which a crew judges
 * while the parts before them are told. The asking thread alone reads, unpacks and cuts those other inputs. The same
 * items come in the same order as by one job. */
#ifndef CH_BATCH_PARALLEL_H
#define CH_BATCH_PARALLEL_H

#include "charter/batch.h"
#include "batch/walk.h"

typedef struct ch_parallel ch_parallel;

/* Gives a ch_parallel (ch_parallel_free). Keeps all but `options`, whose `jobs` is at least 2. */
charter_status ch_parallel_new(ch_parallel **out, const charter *law, const charter_batch_options *options,
                               ch_walk *walk);
void ch_parallel_free(ch_parallel *parallel);

/* The next item of all, or CHARTER_END. */
charter_status ch_parallel_next(ch_parallel *parallel, charter_item *item);

#endif
