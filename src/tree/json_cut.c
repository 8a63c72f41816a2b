/* Following quotes and brackets of JSON in a window. Nothing is checked: a cut that is wrong gives a piece that its
 * reader refuses. */
#include "tree/json_cut.h"

void ch_json_cut_open(ch_json_cut *c, const char *name, charter_input input)
{
    *c = (ch_json_cut){.name = name, .window = ch_window_again(&c->window, input)};
}

void ch_json_cut_close(ch_json_cut *c)
{
    ch_window_clear(&c->window);
}

/* Columns count code points: every byte but those that continue one. */
static uint32_t count_points(const char *at, size_t length)
{
    uint32_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)at[i] & 0xC0) != 0x80;
    return count;
}

void ch_json_cut_drop(ch_json_cut *c, size_t length)
{
    const char *at = ch_window_at(&c->window);
    const char *last = length == 0 ? NULL : memrchr(at, '\n', length);
    if (last == NULL)
        c->column += count_points(at, length);
    else
        c->column = count_points(last + 1, (size_t)(at + length - last - 1));
    ch_window_drop(&c->window, length, last == NULL ? 0 : ch_count_feeds(at, length));
}

ch_source ch_json_cut_give(const ch_json_cut *c, size_t length)
{
    ch_source source = ch_window_source(&c->window, c->name, length);
    source.columns_before = c->column;
    return source;
}

/* JSON's white space (RFC 8259, section 2). */
static bool is_space(char c, bool in_line)
{
    return c == ' ' || (c == '\n' && !in_line) || c == '\t' || c == '\r';
}

bool ch_json_cut_space(ch_json_cut *c, bool in_line, ch_document_status *status)
{
    for (;;) {
        size_t left = ch_window_left(&c->window), i = 0;
        while (i < left && is_space(ch_window_at(&c->window)[i], in_line))
            i++;
        if (i > 0)
            ch_json_cut_drop(c, i);
        if (i < left || c->window.ended)
            return true;
        if (!ch_window_more(&c->window, status))
            return false;
    }
}

void ch_json_cut_begin_value(ch_json_cut *c)
{
    c->depth = 0;
    c->in_text = c->closed = false;
}

/* Behind the text that `i` is in, or at the window's end within it. */
static size_t leave_text(ch_json_cut *c, const char *at, size_t i, size_t length)
{
    while (i < length) {
        char byte = at[i];
        if (byte == '\\' && i + 1 == length && !c->window.ended)
            return i; /* what is escaped has not been read yet */
        i += byte == '\\' ? 2 : 1;
        if (byte == '"') {
            c->in_text = false;
            break;
        }
    }
    return i < length ? i : length;
}

/* A bracket, which may be the last of the value. */
static void weigh_bracket(ch_json_cut *c, char byte)
{
    if (byte == '{' || byte == '[')
        c->depth++;
    else if ((byte == '}' || byte == ']') && c->depth > 0)
        c->closed = --c->depth == 0 && c->closes;
}

/* Looks on among `length` bytes; where it stops before their end, it has found one of `ends`, the end of the value's
 * brackets, or half of an escape. */
static size_t look_on(ch_json_cut *c, const char *ends, size_t i, size_t length)
{
    const char *at = ch_window_at(&c->window);
    while (i < length && !c->closed) {
        if (c->in_text) {
            size_t next = leave_text(c, at, i, length);
            if (next == i)
                break;
            i = next;
            continue;
        }
        char byte = at[i];
        if (c->depth == 0 && byte != '\0' && strchr(ends, byte) != NULL)
            break;
        c->in_text = byte == '"';
        weigh_bracket(c, byte);
        i++;
    }
    return i;
}

/* The state is in `c`, since a window may end anywhere. */
bool ch_json_cut_find_end(ch_json_cut *c, const char *ends, size_t *searched)
{
    size_t length = ch_window_left(&c->window), line = *searched;
    bool fed = c->lines && ch_json_cut_find_feed(c, &line);
    size_t found = look_on(c, ends, *searched, fed ? line : length);
    if (fed && (c->in_text || found >= line)) {
        *searched = line;
        return true;
    }
    *searched = found;
    return c->closed || (found < length && !c->in_text);
}

bool ch_json_cut_find_feed(const ch_json_cut *c, size_t *searched)
{
    const char *at = ch_window_at(&c->window);
    size_t length = ch_window_left(&c->window);
    const char *feed = *searched < length ? memchr(at + *searched, '\n', length - *searched) : NULL;
    *searched = feed == NULL ? length : (size_t)(feed - at);
    return feed != NULL;
}
