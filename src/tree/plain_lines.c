/* Unicode's encoding forms and schemes (Unicode 15, 3.9 and 3.10). */
#include "tree/plain_lines.h"

#include <string.h>
#include <utf8proc.h>

enum { REPLACEMENT = 0xFFFD, LONGEST = 4 /* bytes of a character in UTF-8 */ };

/* ---- which encoding ---- */

typedef struct scheme {
    size_t width; /* bytes of a unit; 1: UTF-8 */
    bool little;
    size_t mark; /* bytes of its mark */
} scheme;

/* The longer marks stand before those that they begin with. */
static const struct {
    ch_text mark;
    scheme scheme;
} marks[] = {
    {CH_TEXT_INIT("\xEF\xBB\xBF"), {1, false, 3}}, {CH_TEXT_INIT("\xFF\xFE\0\0"), {4, true, 4}},
    {CH_TEXT_INIT("\0\0\xFE\xFF"), {4, false, 4}}, {CH_TEXT_INIT("\xFF\xFE"), {2, true, 2}},
    {CH_TEXT_INIT("\xFE\xFF"), {2, false, 2}},
};

static scheme scheme_of(ch_text bytes)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (bytes.length >= marks[i].mark.length && memcmp(bytes.at, marks[i].mark.at, marks[i].mark.length) == 0)
            return marks[i].scheme;
    if (bytes.length >= 2 && (bytes.at[0] == '\0') != (bytes.at[1] == '\0'))
        return (scheme){2, bytes.at[1] == '\0', 0};
    return (scheme){1, false, 0};
}

/* ---- its characters ---- */

static uint32_t unit_at(const char *at, scheme s)
{
    uint32_t unit = 0;
    for (size_t i = 0; i < s.width; i++)
        unit = unit << 8 | (unsigned char)at[s.little ? s.width - 1 - i : i];
    return unit;
}

static bool is_half(uint32_t unit, uint32_t first)
{
    return unit >= first && unit < first + 0x400;
}

/* The character at `*at`, which is moved behind it. */
static int32_t next_character(const char **at, const char *end, scheme s)
{
    uint32_t unit = unit_at(*at, s);
    *at += s.width;
    if (s.width == 2 && is_half(unit, 0xD800) && (size_t)(end - *at) >= s.width && is_half(unit_at(*at, s), 0xDC00)) {
        unit = 0x10000 + ((unit - 0xD800) << 10 | (unit_at(*at, s) - 0xDC00));
        *at += s.width;
    }
    return utf8proc_codepoint_valid((int32_t)unit) ? (int32_t)unit : REPLACEMENT;
}

/* Half a unit at the end is left out. */
static ch_text recode(ch_text bytes, scheme s, ch_arena *arena)
{
    char *text = ch_arena_take_many(arena, bytes.length / s.width + 1, LONGEST);
    size_t length = 0;
    const char *at = bytes.at, *end = at + bytes.length;
    while (text != NULL && (size_t)(end - at) >= s.width)
        length += (size_t)utf8proc_encode_char(next_character(&at, end, s), (utf8proc_uint8_t *)text + length);
    return (ch_text){text, length};
}

/* ---- its lines ---- */

static bool is_lone(ch_text text, size_t i)
{
    return text.at[i] == '\r' && (i + 1 == text.length || text.at[i + 1] != '\n');
}

static ch_text break_lines(ch_text text, ch_arena *arena)
{
    size_t first = 0;
    while (first < text.length && !is_lone(text, first))
        first++;
    if (first == text.length)
        return text;
    char *copy = ch_arena_take_many(arena, text.length, 1);
    for (size_t i = 0; copy != NULL && i < text.length; i++)
        copy[i] = is_lone(text, i) ? '\n' : text.at[i];
    return (ch_text){copy, text.length};
}

ch_text ch_plain_lines(ch_text bytes, ch_arena *arena)
{
    scheme s = scheme_of(bytes);
    ch_text text = {bytes.at + s.mark, bytes.length - s.mark};
    if (s.width > 1)
        text = recode(text, s, arena);
    return text.at == NULL ? text : break_lines(text, arena);
}
