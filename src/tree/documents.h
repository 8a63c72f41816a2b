/* documents: a stream of bytes, cut into YAML documents without holding more than one.
 *
 * A stream is cut before each line that begins with "---" followed by a blank or the line's end. Directives
 * (lines that begin with %) are refused by the reader of each document, so that no "---" ever belongs to
 * one. A parser for each document costs little, and a fault in one leaves all others readable. */
#ifndef CH_TREE_DOCUMENTS_H
#define CH_TREE_DOCUMENTS_H

#include "tree/window.h"

typedef struct ch_yaml_documents {
    const char *name;
    ch_window window;
    size_t limit;  /* the largest document, in bytes */
    bool skipping; /* the rest of a document that was too large is to be left out */
} ch_yaml_documents;

/* `documents` is zeroed, or was open before: its memory is kept. Keeps `name`. */
void ch_yaml_documents_open(ch_yaml_documents *documents, const char *name, charter_input input, size_t limit);
void ch_yaml_documents_close(ch_yaml_documents *documents);

/* Cuts the next document: its bytes are in `out` until the next call. */
ch_document_status ch_yaml_documents_next(ch_yaml_documents *documents, ch_source *out);

#endif
