/* stream: what a charter_stream is made of, for the files that make it: stream.c (documents, declarations, faults),
 * stream_syntax.c (the ways of writing them down), stream_chunk.c (documents that one stream cuts and another reads).
 */
#ifndef CH_DECLARATION_STREAM_H
#define CH_DECLARATION_STREAM_H

#include "declaration/chunk.h"
#include "declaration/declaration.h"
#include "tree/documents.h"
#include "tree/json_documents.h"
#include "tree/yaml.h"

/* One way of writing declarations down: cutting a stream of them, and reading one document. */
typedef struct ch_syntax {
    void (*open)(charter_stream *s, charter_input input);
    ch_document_status (*cut)(charter_stream *s);
    ch_yaml_status (*read)(charter_stream *s, ch_node **root);
    int (*error)(const charter_stream *s); /* of the failed read: a positive errno */
    const char *smaller, *fuller;          /* what to do about a document that is too large, or empty */
    bool by_intake;
    bool by_row_too; /* by a mapping that says so it would be a register */
} ch_syntax;

/* By charter_syntax. */
extern const ch_syntax ch_syntaxes[];

/* A register in JSON: by a mapping alone, whatever the input is called; where its name says NDJSON, each line is a
 * value. */
extern const ch_syntax ch_json_register;

/* What was told of a declaration that is kept. */
struct ch_kept {
    charter_diagnostics faults, notes;
    struct ch_kept *next;
};

struct charter_stream {
    charter_syntax said;           /* by whoever opened it */
    bool sheet;                    /* its bytes are a spreadsheet's rows, whatever its name says */
    const charter_intake *intakes; /* all of them */
    const charter_intake *intake;  /* the one by which an input of this name is read; NULL: none */
    const ch_syntax *syntax;
    const char *name;
    ch_yaml_documents documents; /* of YAML */
    ch_json_documents json;      /* of JSON and NDJSON */
    ch_json_rows rows;           /* of a register in JSON */
    ch_json_around around;       /* of its row */
    const ch_json_flaw *flaw;    /* of what was cut there; NULL: none */
    ch_csv csv;                  /* of a register */
    ch_register reg;
    size_t document_bytes;
    ch_yaml_rules rules;
    ch_arena arena;       /* the document's */
    ch_arena usage_arena; /* the current declaration's */
    ch_source source;
    charter_diagnostics document_faults, usage_faults, stream_faults, notes;
    ch_node *base;          /* of a document with `usages:` */
    const ch_node *next;    /* the next of them, or of a row's declarations */
    const ch_node **owners; /* of each of the document's faults: the item that it stands in, or NULL */
    size_t owner_count;
    size_t given, broken;
    bool ended;
    charter_declaration declaration;
    bool takes_measured;             /* registers of what was measured are read */
    bool chunked;                    /* its documents were cut by another stream */
    const ch_record *cut;            /* the next of these */
    bool keeps;                      /* what is given stays */
    ch_source *kept_source;          /* of this document, where some declaration of it is kept */
    struct ch_kept *kept;            /* of declarations that are kept: each has memory of its own */
    charter_diagnostics nothing;     /* empty: what those have of which nothing is told */
    charter_diagnostics *kept_notes; /* of the declaration that was just kept */
};

/* Forgets the document before, and begins the next. */
void ch_stream_begin_document(charter_stream *stream);

/* Reads the document that was just cut. */
ch_yaml_status ch_stream_read(charter_stream *stream, ch_node **root);

/* Ends the stream with what is wrong with it: a register has no header that could be read (the document's faults say
 * why), the document just cut is too large to be one, reading failed. */
charter_status ch_stream_no_header(charter_stream *stream);
charter_status ch_stream_header_too_large(charter_stream *stream);
charter_status ch_stream_unreadable(charter_stream *stream);

/* Before anything is cut or read: ends the stream where it is a register without a mapping, or of what was measured and
 * nobody takes that. */
charter_status ch_stream_begin(charter_stream *stream);

/* The next document of its chunk. */
ch_document_status ch_stream_take_record(charter_stream *stream);

#endif
