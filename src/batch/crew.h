/* crew: threads that judge parts. The thread that asks for a part works too while it waits.
 *
 * Threads are begun when there is something for them to do, one at a time: a single declaration begins none. */
#ifndef CH_BATCH_CREW_H
#define CH_BATCH_CREW_H

#include "batch/part.h"

typedef struct ch_crew ch_crew;

/* Gives a crew (ch_crew_free) of at most `hands` threads beside the caller's. */
charter_status ch_crew_new(ch_crew **out, unsigned hands);

/* Waits for the threads, which finish what they have begun. */
void ch_crew_free(ch_crew *crew);

/* Parts are begun in the order in which they are handed over. Keeps `part` until it is done. */
void ch_crew_hand_over(ch_crew *crew, ch_part *part);

/* Returns when `part` is done. */
void ch_crew_wait(ch_crew *crew, ch_part *part);

#endif
