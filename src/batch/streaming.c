#include "batch/streaming.h"

#include "judge/verdict.h"
#include "declaration/piece.h"

ch_streaming ch_streaming_new(const charter *law, const charter_batch_options *options)
{
    return (ch_streaming){.law = law, .options = *options, .input = CH_NO_INPUT};
}

static void close_input(ch_streaming *s)
{
    ch_input_close(&s->input);
    s->open = false;
}

void ch_streaming_free(ch_streaming *s)
{
    close_input(s);
    charter_stream_free(s->stream);
    charter_judge_free(s->judge);
}

static charter_status open_stream(ch_streaming *s, const char *path, charter_input input)
{
    charter_stream_options options = {.limits = s->options.limits, .intake = s->options.intake};
    if (s->stream == NULL)
        return charter_stream_open_as(&s->stream, path, input, &options);
    charter_stream_reopen(s->stream, path, input);
    return CHARTER_OK;
}

charter_status ch_streaming_open(ch_streaming *s, const char *path, int file)
{
    charter_input input;
    charter_status status = ch_input_open(&s->input, path, file, &input);
    s->telling_faults = false;
    if (status == CHARTER_OK && s->judge == NULL)
        status = charter_judge_open(&s->judge, s->law, &s->options.judging);
    if (status == CHARTER_OK)
        status = open_stream(s, path, input);
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

static charter_status judge(ch_streaming *s, const charter_usage *usage, charter_item *item)
{
    charter_diagnostics *notes = ch_stream_notes(s->stream);
    charter_status status = charter_judge_usage(s->judge, usage, &item->verdict);
    item->notes = charter_diagnostics_count(notes) == 0 ? NULL : notes;
    if (status == CHARTER_OK && item->notes != NULL && !ch_judge_mask(s->judge, item->verdict, notes))
        return CHARTER_NO_MEMORY;
    return status;
}

static charter_status begin_faults(ch_streaming *s, charter_item *item)
{
    s->telling_faults = true;
    s->faults_told = 0;
    bool masked = ch_judge_mask(s->judge, NULL, ch_stream_faults(s->stream));
    return masked ? next_fault(s, item) : CHARTER_NO_MEMORY;
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
        return judge(s, usage, item);
    if (status == CHARTER_INVALID)
        return begin_faults(s, item);
    close_input(s);
    return status;
}
