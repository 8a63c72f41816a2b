/* Laying a scalar's value beside its spelling. It is known from the value what each piece of the spelling means,
 * so that YAML's rules of folding and chomping need not be told again here: line breaks and the blanks around
 * them stand for whatever breaks or blanks the value has in that place. */
#include "tree/spelling.h"

typedef struct walk {
    ch_text from;  /* the scalar's spelling, without quotes or header */
    uint32_t base; /* of it in the source */
    ch_text value;
    size_t at, done; /* bytes of both that are behind */
    ch_span *spans;
    size_t indent; /* of a block's lines; flows lose all blanks around breaks */
    bool block;
} walk;

static unsigned char peek(const walk *w, size_t ahead)
{
    return w->at + ahead < w->from.length ? (unsigned char)w->from.at[w->at + ahead] : '\0';
}

/* `taken` bytes of the spelling stand for `given` bytes of the value. */
static bool put(walk *w, size_t taken, size_t given)
{
    if (w->done + given > w->value.length)
        return false;
    uint32_t start = w->base + (uint32_t)w->at;
    for (size_t i = 0; i < given; i++)
        w->spans[w->done + i] = (ch_span){start, start + (uint32_t)taken};
    w->done += given;
    w->at += taken;
    return true;
}

static bool put_byte(walk *w)
{
    return w->done < w->value.length && w->value.at[w->done] == w->from.at[w->at] && put(w, 1, 1);
}

/* ---- line breaks ---- */

static bool is_blank(unsigned char c)
{
    return c == ' ' || c == '\t';
}

static size_t break_length(const walk *w, size_t ahead)
{
    if (peek(w, ahead) == '\n')
        return 1;
    return peek(w, ahead) == '\r' && peek(w, ahead + 1) == '\n' ? 2 : 0;
}

/* Blanks, and whether a break follows them. */
static size_t blanks(const walk *w, size_t ahead)
{
    size_t count = 0;
    while (is_blank(peek(w, ahead + count)))
        count++;
    return count;
}

static size_t indentation(const walk *w, size_t ahead)
{
    size_t count = 0;
    while (count < w->indent && peek(w, ahead + count) == ' ')
        count++;
    return count;
}

/* A break with the empty lines after it and the next line's indentation; 0: none here. */
static size_t breaks(const walk *w, size_t *lines)
{
    size_t ahead = w->block ? 0 : blanks(w, 0), length;
    *lines = 0;
    while ((length = break_length(w, ahead)) > 0) {
        ahead += length;
        ahead += w->block ? indentation(w, ahead) : blanks(w, ahead);
        ++*lines;
    }
    return *lines == 0 ? 0 : ahead;
}

/* One blank, or as many breaks as the value goes on with. */
static bool put_breaks(walk *w, size_t taken, size_t lines)
{
    size_t given = 0;
    while (given < lines && w->done + given < w->value.length && w->value.at[w->done + given] == '\n')
        given++;
    if (given == 0 && w->done < w->value.length && w->value.at[w->done] == ' ')
        given = 1;
    return put(w, taken, given);
}

static bool walk_breaks(walk *w, bool *found)
{
    size_t lines, taken = breaks(w, &lines);
    *found = taken > 0;
    return !*found || put_breaks(w, taken, lines);
}

/* ---- the styles ---- */

/* Bytes of the value that an escape stands for: one character, of which the value says how long it is. */
static size_t character_length(const walk *w)
{
    size_t length = 1;
    while (w->done + length < w->value.length && (w->value.at[w->done + length] & 0xC0) == 0x80)
        length++;
    return length;
}

static bool walk_escape(walk *w)
{
    static const struct {
        char letter;
        size_t digits;
    } numeric[] = {{'x', 2}, {'u', 4}, {'U', 8}};
    size_t line = break_length(w, 1), taken = 2;
    if (line > 0) /* an escaped break stands for nothing */
        return put(w, 1 + line + blanks(w, 1 + line), 0);
    for (size_t i = 0; i < sizeof numeric / sizeof *numeric; i++)
        if (peek(w, 1) == numeric[i].letter)
            taken += numeric[i].digits;
    return taken <= w->from.length - w->at && put(w, taken, character_length(w));
}

static bool walk_flow(walk *w, char quote)
{
    while (w->at < w->from.length) {
        bool found, good = walk_breaks(w, &found);
        if (found)
            ; /* it has been put */
        else if (quote == '"' && peek(w, 0) == '\\')
            good = walk_escape(w);
        else if (quote == '\'' && peek(w, 0) == '\'' && peek(w, 1) == '\'')
            good = put(w, 2, 1);
        else
            good = put_byte(w);
        if (!good)
            return false;
    }
    return true;
}

/* The indentation is what the first line that is not empty has more than its value. */
static void find_indent(walk *w)
{
    size_t ahead = 0, length, spaces = 0, own = 0, first = 0;
    for (;;) {
        spaces = 0;
        while (peek(w, ahead + spaces) == ' ')
            spaces++;
        length = break_length(w, ahead + spaces);
        if (length == 0)
            break;
        ahead += spaces + length;
    }
    while (first < w->value.length && w->value.at[first] == '\n')
        first++;
    while (first + own < w->value.length && w->value.at[first + own] == ' ')
        own++;
    w->indent = spaces > own ? spaces - own : 0;
}

/* What stands before the first line: empty lines are in the value, the indentation is not. */
static bool walk_block(walk *w)
{
    find_indent(w);
    w->at += indentation(w, 0);
    while (w->at < w->from.length) {
        bool found;
        if (!walk_breaks(w, &found))
            return false;
        if (!found && w->done == w->value.length) /* chomped, or a comment after the block */
            return true;
        if (!found && !put_byte(w))
            return false;
    }
    return true;
}

/* ---- where the spelling stands ---- */

/* Past "|2-  # comment" and its break. */
static void skip_header(walk *w)
{
    while (w->at < w->from.length && break_length(w, 0) == 0)
        w->at++;
    w->at += break_length(w, 0);
}

static bool walk_scalar(walk *w, bool plain)
{
    unsigned char first = peek(w, 0);
    if (!plain && (first == '|' || first == '>')) {
        w->block = true;
        skip_header(w);
        return walk_block(w);
    }
    if (plain)
        return walk_flow(w, '\0');
    if (w->from.length < 2 || (first != '"' && first != '\''))
        return false;
    w->from.length--; /* the closing quote */
    w->at = 1;
    return walk_flow(w, (char)first);
}

ch_spelling ch_spelling_of(const ch_source *source, const ch_node *scalar, ch_arena *arena)
{
    ch_span span = scalar->span;
    ch_spelling spelling = {span, scalar->text.length, NULL};
    if (span.end > source->bytes.length || span.start >= span.end)
        return spelling;
    walk w = {.from = {source->bytes.at + span.start, span.end - span.start},
              .base = span.start,
              .value = scalar->text};
    w.spans = ch_arena_take_many(arena, scalar->text.length + 1, sizeof *w.spans);
    if (w.spans != NULL && walk_scalar(&w, scalar->plain) && w.done == w.value.length)
        spelling.bytes = w.spans;
    return spelling;
}

ch_span ch_spelling_place(const ch_spelling *spelling, ch_span range)
{
    size_t length = spelling->length, start = range.start, end = range.end;
    if (spelling->bytes == NULL || length == 0)
        return spelling->whole;
    if (end > length)
        end = length;
    if (start >= length) { /* something is missing at the end */
        uint32_t last = spelling->bytes[length - 1].end;
        return (ch_span){last, last + 1};
    }
    if (end <= start)
        end = start + 1;
    return (ch_span){spelling->bytes[start].start, spelling->bytes[end - 1].end};
}
