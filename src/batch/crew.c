#include "batch/crew.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

struct ch_crew {
    pthread_mutex_t lock;
    pthread_cond_t some_waiting, some_done;
    ch_part *first, *last; /* not yet begun */
    bool over;
    unsigned hands, begun;
    pthread_t threads[];
};

charter_status ch_crew_new(ch_crew **out, unsigned hands)
{
    ch_crew *crew = *out = calloc(1, sizeof *crew + hands * sizeof *crew->threads);
    if (crew == NULL)
        return CHARTER_NO_MEMORY;
    crew->hands = hands;
    pthread_mutex_init(&crew->lock, NULL);
    pthread_cond_init(&crew->some_waiting, NULL);
    pthread_cond_init(&crew->some_done, NULL);
    return CHARTER_OK;
}

/* The first part that nobody has begun, or NULL. Under the lock. */
static ch_part *take_first(ch_crew *crew)
{
    ch_part *part = crew->first;
    if (part == NULL)
        return NULL;
    crew->first = part->waiting;
    if (crew->first == NULL)
        crew->last = NULL;
    return part;
}

/* Under the lock, which is not held while the part is judged. */
static void judge(ch_crew *crew, ch_part *part)
{
    pthread_mutex_unlock(&crew->lock);
    ch_part_judge(part);
    pthread_mutex_lock(&crew->lock);
    part->done = true;
    pthread_cond_broadcast(&crew->some_done);
}

static void *work(void *context)
{
    ch_crew *crew = context;
    pthread_mutex_lock(&crew->lock);
    while (!crew->over) {
        ch_part *part = take_first(crew);
        if (part != NULL)
            judge(crew, part);
        else
            pthread_cond_wait(&crew->some_waiting, &crew->lock);
    }
    pthread_mutex_unlock(&crew->lock);
    return NULL;
}

void ch_crew_free(ch_crew *crew)
{
    if (crew == NULL)
        return;
    pthread_mutex_lock(&crew->lock);
    crew->over = true;
    pthread_cond_broadcast(&crew->some_waiting);
    pthread_mutex_unlock(&crew->lock);
    for (unsigned i = 0; i < crew->begun; i++)
        pthread_join(crew->threads[i], NULL);
    pthread_cond_destroy(&crew->some_done);
    pthread_cond_destroy(&crew->some_waiting);
    pthread_mutex_destroy(&crew->lock);
    free(crew);
}

/* A thread that cannot be begun is done without. Signals are the caller's, whose thread alone may get them. */
static void begin_thread(ch_crew *crew)
{
    if (crew->begun == crew->hands)
        return;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    if (pthread_create(&crew->threads[crew->begun], NULL, work, crew) == 0)
        crew->begun++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void ch_crew_hand_over(ch_crew *crew, ch_part *part)
{
    pthread_mutex_lock(&crew->lock);
    bool more_than_one = crew->last != NULL;
    if (more_than_one)
        crew->last->waiting = part;
    else
        crew->first = part;
    crew->last = part;
    pthread_cond_signal(&crew->some_waiting);
    pthread_mutex_unlock(&crew->lock);
    if (more_than_one)
        begin_thread(crew);
}

void ch_crew_wait(ch_crew *crew, ch_part *part)
{
    pthread_mutex_lock(&crew->lock);
    while (!part->done) {
        ch_part *other = take_first(crew);
        if (other != NULL)
            judge(crew, other);
        else
            pthread_cond_wait(&crew->some_done, &crew->lock);
    }
    pthread_mutex_unlock(&crew->lock);
}
