/* Cutting JSON into documents. Reading what was cut is json_reader.c's: a cut follows quotes and brackets, and checks
 * nothing. */
#include "tree/json_documents.h"

enum { BEGINNING, FIRST_ITEM, ITEM, BEHIND_LIST, BEHIND_ALL };

void ch_json_documents_open(ch_json_documents *documents, const char *name, charter_input input, size_t limit,
                            bool lines)
{
    ch_json_cut cut = documents->cut;
    ch_json_cut_open(&cut, name, input);
    *documents = (ch_json_documents){.cut = cut, .limit = limit, .lines = lines};
}

void ch_json_documents_close(ch_json_documents *documents)
{
    ch_json_cut_close(&documents->cut);
}

/* ---- where a document ends ---- */

/* A document that is a file's one value ends where the file does. */
static bool find_end(ch_json_documents *d, size_t *searched)
{
    if (d->lines)
        return ch_json_cut_find_feed(&d->cut, searched);
    if (d->state == ITEM)
        return ch_json_cut_find_end(&d->cut, ",]", searched);
    *searched = ch_window_left(&d->cut.window);
    return false;
}

/* Leaves out a document of `length` bytes and, where it was found, what ended it: a comma, the list's
 * bracket, a line feed. */
static void pass(ch_json_documents *d, size_t length, bool found)
{
    bool comma = found && ch_window_at(&d->cut.window)[length] == ',';
    ch_json_cut_drop(&d->cut, length + found);
    if (d->lines)
        return;
    if (d->state != ITEM)
        d->state = BEHIND_ALL;
    else if (found)
        d->state = comma ? ITEM : BEHIND_LIST;
    else if (d->cut.depth > 0 || d->cut.in_text || length == 0)
        d->state = BEHIND_ALL; /* whoever reads the item says what is missing */
}

/* Reads on to the end of a document that is over the limit, forgetting what it reads. */
static bool skip_document(ch_json_documents *d, ch_document_status *status)
{
    for (;;) {
        size_t searched = 0;
        bool found = find_end(d, &searched);
        if (found || d->cut.window.ended) {
            pass(d, searched, found);
            if (!found)
                d->state = BEHIND_ALL;
            d->skipping = false;
            return true;
        }
        ch_json_cut_drop(&d->cut, searched);
        if (!ch_window_more(&d->cut.window, status))
            return false;
    }
}

/* Without the CR of a line that ends in CRLF. */
static size_t trimmed(const ch_json_documents *d, size_t length)
{
    return d->lines && length > 0 && ch_window_at(&d->cut.window)[length - 1] == '\r' ? length - 1 : length;
}

static ch_document_status give_next(ch_json_documents *d, ch_source *out)
{
    ch_document_status status;
    size_t searched = 0;
    ch_json_cut_begin_value(&d->cut);
    for (;;) {
        bool found = find_end(d, &searched);
        if (searched > d->limit) {
            *out = ch_json_cut_give(&d->cut, d->limit);
            d->skipping = true;
            ch_json_cut_begin_value(&d->cut); /* looked at anew from the document's beginning */
            return CH_DOCUMENT_TOO_LARGE;
        }
        if (found || d->cut.window.ended) {
            *out = ch_json_cut_give(&d->cut, trimmed(d, searched));
            pass(d, searched, found);
            return CH_DOCUMENT;
        }
        if (!ch_window_more(&d->cut.window, &status))
            return status;
    }
}

/* ---- the stream ---- */

/* Whether another item is to come; the end of the list is passed. */
static bool enter_item(ch_json_documents *d)
{
    bool first = d->state == FIRST_ITEM;
    d->state = ITEM;
    if (!first || ch_window_left(&d->cut.window) == 0 || *ch_window_at(&d->cut.window) != ']')
        return true;
    ch_json_cut_drop(&d->cut, 1);
    d->state = BEHIND_LIST;
    return false;
}

/* Goes on to where the next document begins. False at a failure, and where there is none. */
static bool approach(ch_json_documents *d, ch_document_status *status)
{
    *status = CH_DOCUMENTS_END;
    if (d->state == BEHIND_ALL || !ch_json_cut_space(&d->cut, false, status))
        return false;
    bool anything = ch_window_left(&d->cut.window) > 0;
    if (d->state == BEGINNING && anything && !d->lines && *ch_window_at(&d->cut.window) == '[') {
        ch_json_cut_drop(&d->cut, 1);
        d->state = FIRST_ITEM;
        if (!ch_json_cut_space(&d->cut, false, status))
            return false;
    }
    if ((d->state == FIRST_ITEM || d->state == ITEM) && enter_item(d))
        return true; /* at the stream's end too: the list is not closed */
    if (d->state == BEHIND_LIST) {
        d->trailing = true;
        if (!ch_json_cut_space(&d->cut, false, status))
            return false;
    }
    return ch_window_left(&d->cut.window) > 0;
}

ch_document_status ch_json_documents_next(ch_json_documents *d, ch_source *out)
{
    ch_document_status status;
    if (d->skipping && !skip_document(d, &status))
        return status;
    if (d->cut.window.offset == 0 && !ch_window_fill(&d->cut.window, 3, &status))
        return status;
    ch_window_skip_mark(&d->cut.window);
    return approach(d, &status) ? give_next(d, out) : status;
}
