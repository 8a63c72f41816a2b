/* chunk: a share of a stream's documents, cut by one stream and read by another, so that several threads can judge one
 * stream. What is given for it is what the stream itself would give: the same declarations, faults, notes, places. */
#ifndef CH_DECLARATION_CHUNK_H
#define CH_DECLARATION_CHUNK_H

#include "charter/judge.h"
#include "intake/register.h"

/* A document that was cut, its bytes not read yet. */
typedef struct ch_record {
    ch_source source;
    ch_document_status status; /* CH_DOCUMENT, or CH_DOCUMENT_TOO_LARGE */
    uint32_t row, until;       /* of a register: its number, and ch_csv's `until` */
    bool trailing;             /* behind the end of a list of JSON */
    const ch_json_flaw *flaw;  /* of a register in JSON: why it is no row */
    ch_text around;            /* what stands around it */
    uint32_t around_serial;
    struct ch_record *next;
} ch_record;

/* A zeroed chunk is an empty one. */
typedef struct ch_chunk {
    ch_arena arena; /* the documents' */
    ch_record *first, *last;
    size_t bytes, count; /* of them */
    ch_register reg;     /* as it is after the register's header */
    ch_arena headers;    /* of a stream's last chunk: the header that all of its chunks borrow */
} ch_chunk;

/* Forgets what it holds, keeping memory warm; the last chunk of a stream after all others. */
void ch_chunk_reset(ch_chunk *chunk);
void ch_chunk_clear(ch_chunk *chunk);

/* What a chunk holds at most: what becomes of it then fits in memory that threads keep warm. */
#define CH_CHUNK_RECORDS_MAX 32

/* Cuts documents of the stream into `chunk`, which is empty, until they have that many bytes. CHARTER_OK: more may
 * come. CHARTER_END: these are the last. CHARTER_INVALID: likewise, and charter_stream_errors says what is wrong with
 * the stream as a whole; that it declares nothing is not found out here. A stream that is cut is not read. */
charter_status ch_stream_cut(charter_stream *stream, ch_chunk *chunk, size_t bytes);

/* charter_stream_reopen; `sheet`: the input is the rows of a spreadsheet, as CSV in UTF-8, whatever the name says. */
void ch_stream_reopen(charter_stream *stream, const char *name, charter_input input, bool sheet);

/* Begins with the documents of a chunk, as of the stream `name` (both are kept). What is given stays. Their end is the
 * stream's, even where they declare nothing. */
void ch_stream_open_chunk(charter_stream *stream, const char *name, const ch_chunk *chunk);

/* What is given stays, notes too, each declaration in memory of its own, until ch_stream_release. Right after
 * (re)opening. */
void ch_stream_retain(charter_stream *stream);
void ch_stream_release(charter_stream *stream);

/* From now on registers of what was measured are read too; else they are refused. */
void ch_stream_take_measured(charter_stream *stream);

/* Which columns of a register in JSON the stream has seen so far, those that its chunk was cut with too. */
const ch_columns_seen *ch_stream_columns(const charter_stream *stream);

/* What charter_stream_notes gives, to be masked in place. */
charter_diagnostics *ch_stream_notes(charter_stream *stream);

#endif
