/* documents: a stream of bytes, cut into YAML documents without holding more than one.
 *
 * A stream is cut before each line that begins with "---" followed by a blank or the line's end. Directives
 * (lines that begin with %) are refused by the reader of each document, so that no "---" ever belongs to
 * one. A parser for each document costs little, and a fault in one leaves all others readable. */
#ifndef CH_TREE_DOCUMENTS_H
#define CH_TREE_DOCUMENTS_H

#include "base/source.h"
#include "charter/types.h"

typedef struct ch_documents {
    const char *name;
    charter_input input;
    size_t limit;      /* the largest document, in bytes */
    char *window;      /* what was read and not yet given */
    size_t room, begin, end;
    size_t offset;     /* of window[begin] in the stream */
    uint32_t lines;    /* lines before window[begin] */
    bool ended;
    bool skipping;     /* the rest of a document that was too large is to be left out */
    int error;         /* of the last failed read: a positive errno */
} ch_documents;

typedef enum ch_document_status {
    CH_DOCUMENT,           /* `*out` is the next one, until the next call */
    CH_DOCUMENT_TOO_LARGE, /* `*out` is the beginning of one that was left out */
    CH_DOCUMENTS_END,
    CH_DOCUMENTS_IO,       /* reading failed: see `error` */
    CH_DOCUMENTS_NO_MEMORY
} ch_document_status;

/* Keeps `name`. */
void ch_documents_open(ch_documents *documents, const char *name, charter_input input, size_t limit);
void ch_documents_free(ch_documents *documents);

/* The same over another input, with its memory kept. */
void ch_documents_reopen(ch_documents *documents, const char *name, charter_input input);

ch_document_status ch_documents_next(ch_documents *documents, ch_source *out);

#endif
