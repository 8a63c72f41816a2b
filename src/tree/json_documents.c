/* Cutting JSON into documents. Reading what was cut is json_reader.c's: a cut follows quotes and brackets, and checks
 * nothing. */
#include "tree/json_documents.h"

enum { BEGINNING, FIRST_ITEM, ITEM, BEHIND_LIST, BEHIND_ALL };

void ch_json_documents_open(ch_json_documents *documents, const char *name, charter_input input, size_t limit,
                            bool lines)
{
    *documents = (ch_json_documents){.name = name,
                                     .window = ch_window_again(&documents->window, input),
                                     .limit = limit,
                                     .lines = lines};
}

void ch_json_documents_close(ch_json_documents *documents)
{
    ch_window_clear(&documents->window);
}

/* ---- dropping, and knowing where one is ---- */

/* Columns count code points: every byte but those that continue one. */
static uint32_t count_points(const char *at, size_t length)
{
    uint32_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)at[i] & 0xC0) != 0x80;
    return count;
}

static void drop(ch_json_documents *d, size_t length)
{
    const char *at = ch_window_at(&d->window);
    const char *last = memrchr(at, '\n', length);
    if (last == NULL)
        d->column += count_points(at, length);
    else
        d->column = count_points(last + 1, (size_t)(at + length - last - 1));
    ch_window_drop(&d->window, length, last == NULL ? 0 : ch_count_feeds(at, length));
}

static ch_source give(const ch_json_documents *d, size_t length)
{
    ch_source source = ch_window_source(&d->window, d->name, length);
    source.columns_before = d->column;
    return source;
}

/* JSON's white space (RFC 8259, section 2). */
static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Leaves white space out. False at a failure; at the stream's end nothing is left. */
static bool skip_space(ch_json_documents *d, ch_document_status *status)
{
    for (;;) {
        size_t left = ch_window_left(&d->window), i = 0;
        while (i < left && is_space(ch_window_at(&d->window)[i]))
            i++;
        if (i > 0)
            drop(d, i);
        if (i < left || d->window.ended)
            return true;
        if (!ch_window_more(&d->window, status))
            return false;
    }
}

/* ---- where a document ends ---- */

/* Behind the text that `i` is in, or at the window's end within it. */
static size_t leave_text(ch_json_documents *d, const char *at, size_t i, size_t length)
{
    while (i < length) {
        char c = at[i];
        if (c == '\\' && i + 1 == length && !d->window.ended)
            return i; /* what is escaped has not been read yet */
        i += c == '\\' ? 2 : 1;
        if (c == '"') {
            d->in_text = false;
            break;
        }
    }
    return i < length ? i : length;
}

/* Looks on for the end of an item, from `*searched` on. True where its comma or the list's end is found right behind
 * `*searched`. Which kind of bracket closes which is not looked at: the reader tells. The state is in `d`, since a
 * window may end anywhere. */
static bool find_item_end(ch_json_documents *d, size_t *searched)
{
    const char *at = ch_window_at(&d->window);
    size_t length = ch_window_left(&d->window), i = *searched;
    while (i < length) {
        if (d->in_text) {
            size_t next = leave_text(d, at, i, length);
            if (next == i)
                break;
            i = next;
            continue;
        }
        char c = at[i];
        if (d->depth == 0 && (c == ',' || c == ']'))
            break;
        d->in_text = c == '"';
        if (c == '{' || c == '[')
            d->depth++;
        else if ((c == '}' || c == ']') && d->depth > 0)
            d->depth--;
        i++;
    }
    *searched = i;
    return i < length && !d->in_text;
}

/* A line feed cannot stand within a text of JSON (RFC 8259, section 7): each line is one document. */
static bool find_line_end(const ch_json_documents *d, size_t *searched)
{
    const char *at = ch_window_at(&d->window);
    size_t length = ch_window_left(&d->window);
    const char *feed = *searched < length ? memchr(at + *searched, '\n', length - *searched) : NULL;
    *searched = feed == NULL ? length : (size_t)(feed - at);
    return feed != NULL;
}

/* A document that is a file's one value ends where the file does. */
static bool find_end(ch_json_documents *d, size_t *searched)
{
    if (d->lines)
        return find_line_end(d, searched);
    if (d->state == ITEM)
        return find_item_end(d, searched);
    *searched = ch_window_left(&d->window);
    return false;
}

/* Leaves out a document of `length` bytes and, where it was found, what ended it: a comma, the list's
 * bracket, a line feed. */
static void pass(ch_json_documents *d, size_t length, bool found)
{
    bool comma = found && ch_window_at(&d->window)[length] == ',';
    drop(d, length + found);
    if (d->lines)
        return;
    if (d->state != ITEM)
        d->state = BEHIND_ALL;
    else if (found)
        d->state = comma ? ITEM : BEHIND_LIST;
    else if (d->depth > 0 || d->in_text || length == 0)
        d->state = BEHIND_ALL; /* whoever reads the item says what is missing */
}

/* Reads on to the end of a document that is over the limit, forgetting what it reads. */
static bool skip_document(ch_json_documents *d, ch_document_status *status)
{
    for (;;) {
        size_t searched = 0;
        bool found = find_end(d, &searched);
        if (found || d->window.ended) {
            pass(d, searched, found);
            if (!found)
                d->state = BEHIND_ALL;
            d->skipping = false;
            return true;
        }
        drop(d, searched);
        if (!ch_window_more(&d->window, status))
            return false;
    }
}

/* Without the CR of a line that ends in CRLF. */
static size_t trimmed(const ch_json_documents *d, size_t length)
{
    return d->lines && length > 0 && ch_window_at(&d->window)[length - 1] == '\r' ? length - 1 : length;
}

static ch_document_status give_next(ch_json_documents *d, ch_source *out)
{
    ch_document_status status;
    size_t searched = 0;
    d->depth = 0;
    d->in_text = false;
    for (;;) {
        bool found = find_end(d, &searched);
        if (searched > d->limit) {
            *out = give(d, d->limit);
            d->skipping = true;
            d->depth = 0; /* looked at anew from the document's beginning */
            d->in_text = false;
            return CH_DOCUMENT_TOO_LARGE;
        }
        if (found || d->window.ended) {
            *out = give(d, trimmed(d, searched));
            pass(d, searched, found);
            return CH_DOCUMENT;
        }
        if (!ch_window_more(&d->window, &status))
            return status;
    }
}

/* ---- the stream ---- */

/* Whether another item is to come; the end of the list is passed. */
static bool enter_item(ch_json_documents *d)
{
    bool first = d->state == FIRST_ITEM;
    d->state = ITEM;
    if (!first || ch_window_left(&d->window) == 0 || *ch_window_at(&d->window) != ']')
        return true;
    drop(d, 1);
    d->state = BEHIND_LIST;
    return false;
}

/* Goes on to where the next document begins. False at a failure, and where there is none. */
static bool approach(ch_json_documents *d, ch_document_status *status)
{
    *status = CH_DOCUMENTS_END;
    if (d->state == BEHIND_ALL || !skip_space(d, status))
        return false;
    bool anything = ch_window_left(&d->window) > 0;
    if (d->state == BEGINNING && anything && !d->lines && *ch_window_at(&d->window) == '[') {
        drop(d, 1);
        d->state = FIRST_ITEM;
        if (!skip_space(d, status))
            return false;
    }
    if ((d->state == FIRST_ITEM || d->state == ITEM) && enter_item(d))
        return true; /* at the stream's end too: the list is not closed */
    if (d->state == BEHIND_LIST) {
        d->trailing = true;
        if (!skip_space(d, status))
            return false;
    }
    return ch_window_left(&d->window) > 0;
}

ch_document_status ch_json_documents_next(ch_json_documents *d, ch_source *out)
{
    ch_document_status status;
    if (d->skipping && !skip_document(d, &status))
        return status;
    if (d->window.offset == 0 && !ch_window_fill(&d->window, 3, &status))
        return status;
    ch_window_skip_mark(&d->window);
    return approach(d, &status) ? give_next(d, out) : status;
}
