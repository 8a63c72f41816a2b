/* streaming: one input after another, judged and told at once, in memory that does not grow. */
#ifndef CH_BATCH_STREAMING_H
#define CH_BATCH_STREAMING_H

#include "batch/input.h"
#include "charter/batch.h"

typedef struct ch_streaming {
    const charter *law;
    charter_batch_options options;
    charter_judge *judge; /* made when there is something to stream */
    charter_stream *stream;
    ch_input input; /* that is read */
    bool open;
    size_t faults_told;
    bool telling_faults; /* of the stream as a whole */
} ch_streaming;

/* Keeps `law`; borrows `options`. */
ch_streaming ch_streaming_new(const charter *law, const charter_batch_options *options);
void ch_streaming_free(ch_streaming *streaming);

/* Begins with an input. Takes over `file`, unless it is standard input's; keeps `path`. */
charter_status ch_streaming_open(ch_streaming *streaming, const char *path, int file);

/* The next of its items; CHARTER_END after the last. */
charter_status ch_streaming_next(ch_streaming *streaming, charter_item *item);

#endif
