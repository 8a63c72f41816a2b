#include "batch/streaming.h"

#include <unistd.h>

#include "batch/disk.h"

ch_streaming ch_streaming_new(const charter *law, const charter_judge_options *judging)
{
    return (ch_streaming){.law = law, .judging = *judging, .file = -1};
}

static void close_input(ch_streaming *s)
{
    if (s->file > STDERR_FILENO)
        close(s->file);
    s->file = -1;
    ch_inflate_free(s->inflate);
    s->inflate = NULL;
    s->open = false;
}

void ch_streaming_free(ch_streaming *s)
{
    close_input(s);
    charter_stream_free(s->stream);
    charter_judge_free(s->judge);
}

/* The bytes of what `path` names, unpacked where its name says that they are packed. */
static charter_status input_of(ch_streaming *s, const char *path, charter_input *input)
{
    ch_packing packing = ch_packing_of(path);
    *input = ch_disk_input(&s->file);
    if (packing == CH_PLAIN)
        return CHARTER_OK;
    charter_status status = ch_inflate_open(&s->inflate, *input, packing);
    if (status == CHARTER_OK)
        *input = ch_inflate_input(s->inflate);
    return status;
}

charter_status ch_streaming_open(ch_streaming *s, const char *path, int file, const charter_limits *limits)
{
    charter_input input;
    s->file = file;
    s->telling_faults = false;
    charter_status status = s->judge == NULL ? charter_judge_open(&s->judge, s->law, &s->judging) : CHARTER_OK;
    if (status == CHARTER_OK)
        status = input_of(s, path, &input);
    if (status == CHARTER_OK && s->stream != NULL)
        charter_stream_reopen(s->stream, path, input);
    else if (status == CHARTER_OK)
        status = charter_stream_open(&s->stream, path, input, limits);
    s->open = status == CHARTER_OK;
    return status;
}

static charter_status next_fault(ch_streaming *s, charter_item *item)
{
    const charter_diagnostics *faults = charter_stream_fault(s->stream);
    s->telling_faults = s->faults_told < charter_diagnostics_count(faults);
    if (!s->telling_faults)
        return ch_streaming_next(s, item);
    item->error = charter_diagnostics_at(faults, s->faults_told++);
    return CHARTER_OK;
}

charter_status ch_streaming_next(ch_streaming *s, charter_item *item)
{
    const charter_usage *usage;
    if (!s->open)
        return CHARTER_END;
    if (s->telling_faults)
        return next_fault(s, item);
    charter_status status = charter_stream_next(s->stream, &usage);
    if (status == CHARTER_OK)
        return charter_judge_usage(s->judge, usage, &item->verdict);
    if (status == CHARTER_INVALID) {
        s->telling_faults = true;
        s->faults_told = 0;
        return next_fault(s, item);
    }
    close_input(s);
    return status;
}
