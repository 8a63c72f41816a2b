/* json_documents: a stream of JSON, cut into declarations without holding more than one.
 *
 * A file of one value is one document; where that value is a list, each of its items is one, so that a list
 * of millions streams. Of NDJSON each line is a document, and blank lines are none. The cut looks at quotes,
 * brackets and commas alone: a fault within an item spoils that item, as long as its brackets are closed. */
#ifndef CH_TREE_JSON_DOCUMENTS_H
#define CH_TREE_JSON_DOCUMENTS_H

#include "tree/json_cut.h"

typedef struct ch_json_documents {
    ch_json_cut cut;
    size_t limit;  /* the largest document, in bytes */
    bool lines;    /* NDJSON */
    int state;     /* where in the stream the window begins */
    bool skipping; /* the rest of a document that was too large is to be left out */
    bool trailing; /* what was given stands behind the list's end, where nothing may */
} ch_json_documents;

/* `documents` is zeroed, or was open before: its memory is kept. Keeps `name`. */
void ch_json_documents_open(ch_json_documents *documents, const char *name, charter_input input, size_t limit,
                            bool lines);
void ch_json_documents_close(ch_json_documents *documents);

/* Where a list ends too early, or an item of it is missing, gives an empty document there. */
ch_document_status ch_json_documents_next(ch_json_documents *documents, ch_source *out);

#endif
