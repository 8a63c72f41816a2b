/* Cutting a stream's documents into chunks, and taking them out again. The thread that reads a stream cuts it, and
 * other threads read what was cut: nothing is cut twice, and each record brings its place along, so that none has to
 * be corrected. Reading itself is stream.c's. */
#include "declaration/stream.h"

/* What stands around a row stands around those behind it too: one copy for all that are in the chunk. */
static bool keep_around(ch_chunk *chunk, const charter_stream *s, ch_record *cut)
{
    const ch_record *before = chunk->last;
    cut->flaw = s->flaw;
    cut->around_serial = s->around.serial;
    if (before != NULL && before->around_serial == cut->around_serial)
        cut->around = before->around;
    else
        cut->around = ch_arena_text(&chunk->arena, s->around.text);
    return cut->around.at != NULL || s->around.serial == 0;
}

/* The bytes are copied: the window that they stand in goes on. */
static charter_status add_record(ch_chunk *chunk, const charter_stream *s, ch_document_status status)
{
    ch_record *cut = ch_arena_take(&chunk->arena, sizeof *cut);
    if (cut == NULL)
        return CHARTER_NO_MEMORY;
    *cut = (ch_record){.source = s->source,
                       .status = status,
                       .row = s->csv.row.number,
                       .until = s->csv.until,
                       .trailing = s->json.trailing};
    cut->source.bytes = ch_arena_text(&chunk->arena, s->source.bytes);
    if (s->syntax == &ch_json_register && !keep_around(chunk, s, cut))
        return CHARTER_NO_MEMORY;
    if (chunk->last != NULL)
        chunk->last->next = cut;
    else
        chunk->first = cut;
    chunk->last = cut;
    chunk->bytes += s->source.bytes.length;
    chunk->count++;
    return cut->source.bytes.at == NULL ? CHARTER_NO_MEMORY : CHARTER_OK;
}

/* A row of a register whose header is not over yet. One that is more than that, the first declaration or one that
 * cannot be read, is a document of the chunk too. Only the thread that cuts knows the header, so it reads these rows
 * itself. The row is put back as it was cut (`row`): reading has converted it. */
static charter_status cut_head(charter_stream *s, ch_chunk *chunk, ch_document_status status)
{
    ch_source row = s->source;
    ch_node *root = NULL;
    if (status == CH_DOCUMENT_TOO_LARGE)
        return s->reg.ready ? add_record(chunk, s, status) : ch_stream_header_too_large(s);
    ch_yaml_status read = ch_stream_read(s, &root);
    if (read == CH_YAML_NO_MEMORY || s->document_faults.failed || s->arena.failed)
        return CHARTER_NO_MEMORY;
    if (read == CH_YAML_NOTHING)
        return CHARTER_OK;
    if (!s->reg.ready)
        return ch_stream_no_header(s);
    s->source = row;
    return add_record(chunk, s, status);
}

static charter_status cut_next(charter_stream *s, ch_chunk *chunk)
{
    ch_stream_begin_document(s);
    ch_document_status status = s->syntax->cut(s);
    switch (status) {
    case CH_DOCUMENT:
    case CH_DOCUMENT_TOO_LARGE:
        break;
    case CH_DOCUMENTS_END:
        s->ended = true;
        return CHARTER_END;
    case CH_DOCUMENTS_IO:
        return ch_stream_unreadable(s);
    case CH_DOCUMENTS_NO_MEMORY:
        return CHARTER_NO_MEMORY;
    }
    /* Rows of the header must be read in their order; all others are cut unread. */
    bool in_head = s->syntax->by_intake && !ch_register_begun(&s->reg);
    return in_head ? cut_head(s, chunk, status) : add_record(chunk, s, status);
}

/* The chunk gets a copy of the register without its arena: it borrows the header, and the last chunk of the stream is
 * given its memory, to free when all others are done. Each chunk tells of a guessed encoding by itself; who merges
 * them tells it once. */
charter_status ch_stream_cut(charter_stream *s, ch_chunk *chunk, size_t bytes)
{
    charter_status status = ch_stream_begin(s);
    while (status == CHARTER_OK && chunk->bytes < bytes && chunk->count < CH_CHUNK_RECORDS_MAX)
        status = cut_next(s, chunk);
    chunk->reg = s->reg;
    chunk->reg.arena = (ch_arena){0};
    chunk->reg.told_encoding = false;
    if (status != CHARTER_OK) {
        chunk->headers = s->reg.arena;
        s->reg.arena = (ch_arena){0};
    }
    return status;
}

const ch_columns_seen *ch_stream_columns(const charter_stream *s)
{
    return &s->reg.seen;
}

/* A chunk's records are all there is: nothing is read. */
static ptrdiff_t read_nothing(void *context, char *into, size_t size)
{
    (void)context;
    (void)into;
    (void)size;
    return 0;
}

void ch_stream_open_chunk(charter_stream *s, const char *name, const ch_chunk *chunk)
{
    ch_stream_reopen(s, name, (charter_input){NULL, read_nothing}, chunk->reg.sheet);
    ch_stream_retain(s);
    s->chunked = true;
    s->cut = chunk->first;
    ch_register_close(&s->reg);
    s->reg = chunk->reg;
}
