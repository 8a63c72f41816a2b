/* json_cut: a window on a stream of JSON, for what cuts it into pieces without reading them.
 *
 * It follows quotes and brackets alone, and knows line and column of what it gives. Which pieces a stream is cut into
 * is json_documents.c's (values) and json_rows.c's (rows, wherever they are nested). */
#ifndef CH_TREE_JSON_CUT_H
#define CH_TREE_JSON_CUT_H

#include "tree/window.h"

typedef struct ch_json_cut {
    const char *name;
    ch_window window;
    uint32_t column; /* code points before the window in its line */
    unsigned depth;  /* of brackets, in the value that is looked at */
    bool in_text;
    bool closes; /* a value in brackets ends where they are closed, whatever follows */
    bool closed; /* they are */
    bool
        lines; /* a value ends where its line does, whatever is open (RFC 8259, section 7: no text holds a line feed) */
} ch_json_cut;

/* `cut` is zeroed, or was open before: its memory is kept. Keeps `name`. */
void ch_json_cut_open(ch_json_cut *cut, const char *name, charter_input input);
void ch_json_cut_close(ch_json_cut *cut);

/* Forgets `length` bytes of the window. */
void ch_json_cut_drop(ch_json_cut *cut, size_t length);

/* The next `length` bytes, with their place. */
ch_source ch_json_cut_give(const ch_json_cut *cut, size_t length);

/* Leaves white space out; of the line alone where `in_line`. False at a failure; at the stream's end nothing is left.
 */
bool ch_json_cut_space(ch_json_cut *cut, bool in_line, ch_document_status *status);

/* Before the end of a value is looked for. */
void ch_json_cut_begin_value(ch_json_cut *cut);

/* Looks on for the end of a value, from `*searched` on: one of the characters `ends`, where no bracket is open. True
 * where it is found, right behind `*searched`, or where `lines` or its brackets end it. Which kind of bracket closes
 * which is not looked at: the reader tells.
 */
bool ch_json_cut_find_end(ch_json_cut *cut, const char *ends, size_t *searched);

/* The same up to a line feed. */
bool ch_json_cut_find_feed(const ch_json_cut *cut, size_t *searched);

#endif
