/* processors: how many threads can work at once. */
#ifndef CH_BASE_PROCESSORS_H
#define CH_BASE_PROCESSORS_H

#include <sched.h>

#define CH_MOST_JOBS 256 /* what may be asked for: each job brings judges and streams of its own */

/* As many as there are processors that we may run on. Not all that there are: a container may be given fewer
 * (sched_setaffinity). */
static inline unsigned ch_processors(void)
{
    cpu_set_t set;
    int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return count < 1 ? 1 : (unsigned)count;
}

/* How many threads `jobs` are, where 0 says as many as there are processors. */
static inline unsigned ch_jobs(unsigned jobs)
{
    if (jobs == 0)
        jobs = ch_processors();
    return jobs > CH_MOST_JOBS ? CH_MOST_JOBS : jobs;
}

#endif
