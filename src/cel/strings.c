/* strings: strings by code points: positions become bytes once, and all else works on bytes, for UTF-8 finds no
 * character within another. As values of expressions they are functions_string.c's. */
#include "cel/strings.h"

#define NOT_FOUND SIZE_MAX

/* ---- positions ---- */

static bool begins_character(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

size_t ch_string_size(ch_text text)
{
    size_t size = 0;
    for (size_t i = 0; i < text.length; i++)
        size += begins_character(text.at[i]);
    return size;
}

/* The byte at which the character after byte `at` begins. */
static size_t next(ch_text text, size_t at)
{
    do
        at++;
    while (at < text.length && !begins_character(text.at[at]));
    return at;
}

/* The byte at which character `index` begins, the text's length at its end; false beyond it. */
static bool place(ch_text text, int64_t index, size_t *out)
{
    if (index < 0)
        return false;
    size_t at = 0;
    for (; index > 0 && at < text.length; index--)
        at = next(text, at);
    *out = at;
    return index == 0;
}

static ch_text slice(ch_text text, size_t start, size_t end)
{
    return (ch_text){text.at == NULL ? "" : text.at + start, end - start}; /* no text is an empty one */
}

static ch_text from(ch_text text, size_t start)
{
    return slice(text, start, text.length);
}

/* The byte at which `part` is found, from byte `start` on. memmem takes a time that grows with the sum of both
 * lengths: a search that tries each place could be made to take their product. */
static size_t find(ch_text text, ch_text part, size_t start)
{
    if (part.length == 0)
        return start;
    if (part.length > text.length - start)
        return NOT_FOUND;
    const char *found = memmem(text.at + start, text.length - start, part.at, part.length);
    return found == NULL ? NOT_FOUND : (size_t)(found - text.at);
}

/* ---- asking ---- */

bool ch_string_contains(ch_text text, ch_text part)
{
    return find(text, part, 0) != NOT_FOUND;
}

bool ch_string_starts_with(ch_text text, ch_text prefix)
{
    return prefix.length <= text.length && ch_text_same(slice(text, 0, prefix.length), prefix);
}

bool ch_string_ends_with(ch_text text, ch_text suffix)
{
    return suffix.length <= text.length && ch_text_same(from(text, text.length - suffix.length), suffix);
}

/* ---- slices ---- */

ch_string_status ch_string_char_at(ch_text text, int64_t index, ch_text *out)
{
    size_t at;
    if (!place(text, index, &at))
        return CH_STRING_INDEX;
    *out = at == text.length ? CH_LITERAL("") : slice(text, at, next(text, at));
    return CH_STRING_OK;
}

ch_string_status ch_string_from(ch_text text, int64_t start, ch_text *out)
{
    size_t at;
    if (!place(text, start, &at))
        return CH_STRING_INDEX;
    *out = from(text, at);
    return CH_STRING_OK;
}

ch_string_status ch_string_between(ch_text text, int64_t start, int64_t end, ch_text *out)
{
    if (start > end)
        return CH_STRING_ORDER;
    size_t at, length;
    if (!place(text, start, &at))
        return CH_STRING_INDEX;
    if (!place(from(text, at), end - start, &length))
        return CH_STRING_END;
    *out = slice(text, at, at + length);
    return CH_STRING_OK;
}

/* How many bytes a white space at the beginning of `text` takes, or 0. The property White_Space, from
 * Unicode's PropList.txt; it has not changed since Unicode 6.3. */
static size_t white_space(ch_text text)
{
    static const ch_text wide[] = {
        CH_TEXT_INIT("\xC2\x85"),     CH_TEXT_INIT("\xC2\xA0"),     CH_TEXT_INIT("\xE1\x9A\x80"),
        CH_TEXT_INIT("\xE2\x80\xA8"), CH_TEXT_INIT("\xE2\x80\xA9"), CH_TEXT_INIT("\xE2\x80\xAF"),
        CH_TEXT_INIT("\xE2\x81\x9F"), CH_TEXT_INIT("\xE3\x80\x80"),
    };
    if (text.length == 0)
        return 0;
    if ((text.at[0] >= '\t' && text.at[0] <= '\r') || text.at[0] == ' ')
        return 1;
    if (text.length >= 3 && memcmp(text.at, "\xE2\x80", 2) == 0 && (unsigned char)text.at[2] <= 0x8A)
        return 3; /* U+2000 to U+200A */
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (ch_string_starts_with(text, wide[i]))
            return wide[i].length;
    return 0;
}

ch_text ch_string_trim(ch_text text)
{
    size_t start = 0, end = text.length, n;
    while ((n = white_space(from(text, start))) > 0)
        start += n;
    while (end > start) {
        size_t last = end - 1;
        while (last > start && !begins_character(text.at[last]))
            last--;
        if (white_space(slice(text, last, end)) == 0)
            break;
        end = last;
    }
    return slice(text, start, end);
}

/* ---- searching ---- */

int64_t ch_string_index(ch_text text, ch_text part)
{
    size_t at = find(text, part, 0);
    return at == NOT_FOUND ? -1 : (int64_t)ch_string_size(slice(text, 0, at));
}

ch_string_status ch_string_index_from(ch_text text, ch_text part, int64_t start, int64_t *out)
{
    size_t at;
    if (!place(text, start, &at))
        return CH_STRING_INDEX;
    int64_t beyond = ch_string_index(from(text, at), part);
    *out = beyond < 0 ? -1 : start + beyond;
    return CH_STRING_OK;
}

/* The bytes in reverse: no UTF-8, but searched as well as any. */
static char *backwards(ch_text text, ch_arena *arena)
{
    char *copy = ch_arena_take_raw(arena, text.length);
    for (size_t i = 0; copy != NULL && i < text.length; i++)
        copy[i] = text.at[text.length - 1 - i];
    return copy;
}

/* Backwards, the last place is the first: memmem's time is linear, where a scan from the end would take
 * the product of both lengths. */
ch_string_status ch_string_last_index(ch_text text, ch_text part, const ch_string_room *room, int64_t *out)
{
    *out = part.length == 0 ? (int64_t)ch_string_size(text) : -1;
    if (part.length == 0 || part.length > text.length)
        return CH_STRING_OK;
    ch_text reversed = {backwards(text, room->arena), text.length};
    ch_text wanted = {backwards(part, room->arena), part.length};
    if (reversed.at == NULL || wanted.at == NULL)
        return CH_STRING_NO_MEMORY;
    size_t at = find(reversed, wanted, 0);
    if (at != NOT_FOUND)
        *out = (int64_t)ch_string_size(slice(text, 0, text.length - at - part.length));
    return CH_STRING_OK;
}

ch_string_status ch_string_last_index_from(ch_text text, ch_text part, int64_t start, const ch_string_room *room,
                                           int64_t *out)
{
    size_t at;
    if (!place(text, start, &at))
        return CH_STRING_INDEX;
    size_t end = part.length < text.length - at ? at + part.length : text.length;
    return ch_string_last_index(slice(text, 0, end), part, room, out);
}

/* ---- making ---- */

/* A result in the making: what is added is measured first, then written into a piece of just that size. */
typedef struct maker {
    const ch_string_room *room;
    char *at; /* NULL while it is measured */
    size_t length;
    bool too_large;
} maker;

static void add(maker *m, ch_text text)
{
    if (m->at != NULL)
        ch_text_copy(m->at + m->length, text);
    if (m->at == NULL && text.length > m->room->max - m->length)
        m->too_large = true;
    else
        m->length += text.length;
}

/* From measuring to writing. An empty result has a place too. */
static ch_string_status begin(maker *m)
{
    if (m->too_large)
        return CH_STRING_TOO_LARGE;
    m->at = ch_arena_take_raw(m->room->arena, m->length + 1);
    if (m->at == NULL)
        return CH_STRING_NO_MEMORY;
    m->at[m->length] = '\0';
    m->length = 0;
    return CH_STRING_OK;
}

static ch_text made(const maker *m)
{
    return (ch_text){m->at, m->length};
}

ch_string_status ch_string_concat(ch_text a, ch_text b, const ch_string_room *room, ch_text *out)
{
    return ch_string_join((const ch_text[]){a, b}, 2, CH_LITERAL(""), room, out);
}

/* `text` with the letters from `first` on, 26 of them, turned into those from `other` on. */
static ch_string_status change_case(ch_text text, char first, char other, const ch_string_room *room, ch_text *out)
{
    maker m = {.room = room};
    add(&m, text);
    ch_string_status status = begin(&m);
    if (status != CH_STRING_OK)
        return status;
    add(&m, text);
    for (size_t i = 0; i < text.length; i++)
        if (m.at[i] >= first && m.at[i] < first + 26)
            m.at[i] = (char)(m.at[i] - first + other);
    *out = made(&m);
    return CH_STRING_OK;
}

ch_string_status ch_string_lower_ascii(ch_text text, const ch_string_room *room, ch_text *out)
{
    return change_case(text, 'A', 'a', room, out);
}

ch_string_status ch_string_upper_ascii(ch_text text, const ch_string_room *room, ch_text *out)
{
    return change_case(text, 'a', 'A', room, out);
}

ch_string_status ch_string_reverse(ch_text text, const ch_string_room *room, ch_text *out)
{
    maker m = {.room = room};
    add(&m, text);
    ch_string_status status = begin(&m);
    if (status != CH_STRING_OK)
        return status;
    for (size_t end = text.length; end > 0;) {
        size_t start = end - 1;
        while (start > 0 && !begins_character(text.at[start]))
            start--;
        add(&m, slice(text, start, end));
        end = start;
    }
    *out = made(&m);
    return CH_STRING_OK;
}

static void put_quoted(maker *m, ch_text text)
{
    static const char escaped[] = "\a\b\f\n\r\t\v\\\"", letters[] = "abfnrtv\\\"";
    add(m, CH_LITERAL("\""));
    for (size_t i = 0; i < text.length; i++) {
        const char *found = memchr(escaped, text.at[i], sizeof escaped - 1);
        if (found == NULL)
            add(m, slice(text, i, i + 1));
        else
            add(m, (ch_text){(const char[]){'\\', letters[found - escaped]}, 2});
    }
    add(m, CH_LITERAL("\""));
}

ch_string_status ch_string_quote(ch_text text, const ch_string_room *room, ch_text *out)
{
    maker m = {.room = room};
    put_quoted(&m, text);
    ch_string_status status = begin(&m);
    if (status != CH_STRING_OK)
        return status;
    put_quoted(&m, text);
    *out = made(&m);
    return CH_STRING_OK;
}

static void put_joined(maker *m, const ch_text *parts, size_t count, ch_text separator)
{
    for (size_t i = 0; i < count && !m->too_large; i++) {
        if (i > 0)
            add(m, separator);
        add(m, parts[i]);
    }
}

ch_string_status ch_string_join(const ch_text *parts, size_t count, ch_text separator, const ch_string_room *room,
                                ch_text *out)
{
    maker m = {.room = room};
    put_joined(&m, parts, count, separator);
    ch_string_status status = begin(&m);
    if (status != CH_STRING_OK)
        return status;
    put_joined(&m, parts, count, separator);
    *out = made(&m);
    return CH_STRING_OK;
}

/* What is too large already is not measured to its end. */
static void put_replaced(maker *m, ch_text text, ch_text old, ch_text with, uint64_t limit)
{
    size_t copied = 0, at = 0;
    for (; limit > 0 && at <= text.length && !m->too_large; limit--) {
        size_t found = find(text, old, at);
        if (found == NOT_FOUND)
            break;
        add(m, slice(text, copied, found));
        add(m, with);
        copied = found + old.length;
        at = old.length > 0 ? copied : found == text.length ? found + 1 : next(text, found);
    }
    add(m, slice(text, copied, text.length));
}

/* A negative limit is none. */
static uint64_t limit_of(int64_t limit)
{
    return limit < 0 ? UINT64_MAX : (uint64_t)limit;
}

ch_string_status ch_string_replace(ch_text text, ch_text old, ch_text with, int64_t limit, const ch_string_room *room,
                                   ch_text *out)
{
    maker m = {.room = room};
    put_replaced(&m, text, old, with, limit_of(limit));
    ch_string_status status = begin(&m);
    if (status != CH_STRING_OK)
        return status;
    put_replaced(&m, text, old, with, limit_of(limit));
    *out = made(&m);
    return CH_STRING_OK;
}

/* The byte at which the piece from `at` on ends, and NOT_FOUND where it is the last. */
static size_t end_of_piece(ch_text text, ch_text separator, size_t at)
{
    if (separator.length > 0)
        return find(text, separator, at);
    size_t end = next(text, at);
    return end >= text.length ? NOT_FOUND : end;
}

/* Counts the pieces, and gives them where `out` is not NULL. */
static size_t pieces(ch_text text, ch_text separator, uint64_t limit, ch_text *out)
{
    if (limit == 0 || (text.length == 0 && separator.length == 0))
        return 0;
    size_t count = 0, at = 0, end;
    while (count + 1 < limit && (end = end_of_piece(text, separator, at)) != NOT_FOUND) {
        if (out != NULL)
            out[count] = slice(text, at, end);
        count++;
        at = end + separator.length;
    }
    if (out != NULL)
        out[count] = from(text, at);
    return count + 1;
}

ch_string_status ch_string_split(ch_text text, ch_text separator, int64_t limit, const ch_string_room *room,
                                 ch_text **out, size_t *count)
{
    size_t n = pieces(text, separator, limit_of(limit), NULL);
    if (n > room->max / sizeof **out)
        return CH_STRING_TOO_LARGE;
    ch_text *list = ch_arena_take_many(room->arena, n, sizeof *list);
    if (list == NULL)
        return CH_STRING_NO_MEMORY;
    pieces(text, separator, limit_of(limit), list);
    *out = list;
    *count = n;
    return CH_STRING_OK;
}
