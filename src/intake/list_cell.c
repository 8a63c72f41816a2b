/* Cells that are lists. "a; b (c; d)" is parted by what the mapping says; ["a", "b"] and ['a', 'b'] are what JSON and
 * Python write, and need no word in the mapping. What the parts mean is register.c's. */
#include "intake/list_cell.h"

#include "base/unicode.h"
#include "intake/cell.h"

typedef struct cutting {
    ch_text cell;
    size_t at;
    const ch_node *separators;
    ch_arena *arena;
    ch_parts *out;
    uint32_t room;
    char *unescaped;   /* room for what is left of the cell, once its quotes and backslashes are taken off */
    bool never_closed; /* no double quote from here on stands before a separator */
    bool failed;       /* no memory */
} cutting;

static void add(cutting *c, ch_text part)
{
    if (c->out->count == c->room) {
        uint32_t room = c->room == 0 ? 8 : 2 * c->room;
        ch_text *items = ch_arena_take_many(c->arena, room, sizeof *items);
        if (items == NULL) {
            c->failed = true;
            return;
        }
        if (c->out->count > 0)
            memcpy(items, c->out->items, c->out->count * sizeof *items);
        c->out->items = items;
        c->room = room;
    }
    c->out->items[c->out->count++] = part;
}

static ch_text rest(const cutting *c, size_t at)
{
    return (ch_text){c->cell.at + at, c->cell.length - at};
}

/* The length of the separator at `at`; 0: there is none. */
static size_t separator_at(const cutting *c, size_t at)
{
    if (c->out->in_brackets && ch_text_begins(rest(c, at), ","))
        return 1;
    for (const ch_node *one = ch_names_first(c->separators); one != NULL; one = ch_names_next(one))
        if (c->cell.length - at >= one->text.length && memcmp(c->cell.at + at, one->text.at, one->text.length) == 0)
            return one->text.length;
    return 0;
}

static size_t skip_blanks(const cutting *c, size_t at)
{
    return c->cell.length - ch_cell_trim_left(rest(c, at)).length;
}

/* Where a part without quotes ends. "Office suite (mail, texts)" is one product; a parenthesis that is never closed
 * keeps the rest together: nothing is lost. */
static size_t bare_end(const cutting *c, size_t at)
{
    unsigned depth = 0;
    for (; at < c->cell.length; at++) {
        char character = c->cell.at[at];
        if (depth == 0 && (separator_at(c, at) > 0 || (c->out->in_brackets && character == ']')))
            break;
        if (character == '(')
            depth++;
        else if (character == ')' && depth > 0)
            depth--;
    }
    return at;
}

/* ---- parted by separators ---- */

/* Whether a part may end at `at`, blanks aside; `*end` is then where its separator stands. */
static bool ends_part(const cutting *c, size_t at, size_t *end)
{
    *end = at; /* a separator may begin with a blank: " and " */
    if (at == c->cell.length || separator_at(c, at) > 0)
        return true;
    *end = skip_blanks(c, at);
    return *end == c->cell.length || separator_at(c, *end) > 0;
}

/* A part in double quotes, closed before a separator or the end. Else its quotes are its own, as in "Copilot" for
 * GitHub: the cell is looked through once for that. */
static bool find_quoted(cutting *c, size_t start, ch_text *part, size_t *end)
{
    if (c->never_closed || !ch_text_begins(rest(c, start), "\""))
        return false;
    for (size_t i = start + 1; i < c->cell.length; i++)
        if (c->cell.at[i] == '"' && ends_part(c, i + 1, end)) {
            *part = (ch_text){c->cell.at + start + 1, i - start - 1};
            return true;
        }
    c->never_closed = true;
    return false;
}

static void cut_at_separators(cutting *c)
{
    while (c->at < c->cell.length && !c->failed) {
        ch_text part;
        size_t end;
        if (!find_quoted(c, skip_blanks(c, c->at), &part, &end)) {
            end = bare_end(c, c->at);
            part = (ch_text){c->cell.at + c->at, end - c->at};
        }
        part = ch_cell_trim(part);
        if (part.length > 0)
            add(c, part);
        c->at = end < c->cell.length ? end + separator_at(c, end) : end;
    }
}

/* ---- in brackets ---- */

static bool take_hex(ch_text *text, int32_t *out)
{
    int64_t number = ch_text_hex(*text, 4);
    if (number < 0)
        return false;
    *out = (int32_t)number;
    *text = (ch_text){text->at + 4, text->length - 4};
    return true;
}

/* Behind "\u": a character, or two halves of one (RFC 8259, 7). */
static bool take_unicode(ch_text *text, char **to)
{
    int32_t character, low;
    if (!take_hex(text, &character))
        return false;
    if (character >= 0xD800 && character < 0xDC00) {
        if (!ch_text_begins(*text, "\\u"))
            return false;
        *text = (ch_text){text->at + 2, text->length - 2};
        if (!take_hex(text, &low) || low < 0xDC00 || low > 0xDFFF)
            return false;
        character = 0x10000 + ((character - 0xD800) << 10) + (low - 0xDC00);
    }
    if ((character >= 0xDC00 && character < 0xE000) || !ch_character_allowed(character))
        return false;
    *to = ch_character_put(character, *to);
    return true;
}

/* What a backslash and the character behind it mean. Line ends and tabs are blanks: a value is one line. */
static bool take_escape(ch_text *text, char **to)
{
    if (text->length == 0)
        return false;
    char escaped = text->at[0];
    *text = (ch_text){text->at + 1, text->length - 1};
    if (escaped == 'u')
        return take_unicode(text, to);
    if (strchr("\"'\\/ntr", escaped) == NULL || escaped == '\0')
        return false;
    *(*to)++ = escaped;
    if (strchr("ntr", escaped) != NULL)
        (*to)[-1] = ' ';
    return true;
}

/* A part in quotes that begins at `c->at`; then `c->at` is behind it. No part is longer than it is written: one copy is
 * room for all. */
static bool read_quoted(cutting *c)
{
    char quote = c->cell.at[c->at];
    ch_text text = rest(c, c->at + 1);
    if (c->unescaped == NULL)
        c->unescaped = ch_arena_take_raw(c->arena, text.length);
    c->failed = c->failed || c->unescaped == NULL;
    char *begin = c->unescaped, *to = begin;
    while (!c->failed && text.length > 0 && text.at[0] != quote) {
        char character = text.at[0];
        text = (ch_text){text.at + 1, text.length - 1};
        if (character != '\\')
            *to++ = character;
        else if (!take_escape(&text, &to))
            return false;
    }
    if (c->failed || text.length == 0)
        return false;
    add(c, ch_cell_trim((ch_text){begin, (size_t)(to - begin)}));
    c->unescaped = to;
    c->at = c->cell.length - text.length + 1;
    return true;
}

/* What JSON and Python write, without quotes, in place of a value that is not there. */
static bool is_null(ch_text part)
{
    return ch_text_is(part, "null") || ch_text_is(part, "None");
}

static bool read_bare(cutting *c)
{
    size_t end = bare_end(c, c->at);
    ch_text part = ch_cell_trim((ch_text){c->cell.at + c->at, end - c->at});
    c->at = end;
    if (part.length == 0 || ch_text_find(part, '[') != NULL || ch_text_find(part, '"') != NULL)
        return false;
    add(c, is_null(part) ? CH_LITERAL("") : part);
    return true;
}

static bool read_item(cutting *c)
{
    c->at = skip_blanks(c, c->at);
    if (c->at == c->cell.length)
        return false;
    bool quoted = c->cell.at[c->at] == '"' || c->cell.at[c->at] == '\'';
    return quoted ? read_quoted(c) : read_bare(c);
}

/* From behind the opening bracket to the end of the cell. */
static bool read_brackets(cutting *c)
{
    c->at = skip_blanks(c, 1);
    bool empty = ch_text_begins(rest(c, c->at), "]");
    while (!empty) {
        if (!read_item(c))
            return false;
        c->at = skip_blanks(c, c->at);
        size_t width = c->at < c->cell.length ? separator_at(c, c->at) : 0;
        if (width == 0)
            break;
        c->at += width;
    }
    return c->at + 1 == c->cell.length && c->cell.at[c->at] == ']';
}

bool ch_list_cell_cut(ch_text cell, const ch_node *separators, ch_arena *arena, ch_parts *out)
{
    *out = (ch_parts){.in_brackets = ch_text_begins(cell, "[")};
    cutting c = {.cell = cell, .separators = separators, .arena = arena, .out = out};
    if (out->in_brackets && !read_brackets(&c))
        *out = (ch_parts){.in_brackets = true, .broken = true};
    else if (!out->in_brackets && separators != NULL)
        cut_at_separators(&c);
    else if (!out->in_brackets && cell.length > 0)
        add(&c, cell);
    return !c.failed;
}
