/* streaming: one input after another, judged and told at once, in memory that does not grow. */
#ifndef CH_BATCH_STREAMING_H
#define CH_BATCH_STREAMING_H

#include "batch/inflate.h"
#include "charter/batch.h"

typedef struct ch_streaming {
    const charter *law;
    charter_judge_options judging;
    charter_judge *judge;   /* made when there is something to stream */
    charter_stream *stream;
    ch_inflate *inflate; /* of a compressed input; NULL: a plain one */
    int file;            /* that is read; -1: none */
    bool open;
    size_t faults_told;
    bool telling_faults; /* of the stream as a whole */
} ch_streaming;

/* Keeps `law`; borrows `judging`. */
ch_streaming ch_streaming_new(const charter *law, const charter_judge_options *judging);
void ch_streaming_free(ch_streaming *streaming);

/* Begins with an input. Takes over `file`, unless it is standard input's; keeps `path`. */
charter_status ch_streaming_open(ch_streaming *streaming, const char *path, int file, const charter_limits *limits);

/* The next of its items; CHARTER_END after the last. */
charter_status ch_streaming_next(ch_streaming *streaming, charter_item *item);

#endif
