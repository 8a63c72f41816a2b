/* Writing JSON. It owns JSON's escaping, commas and line breaks (RFC 8259); which keys there are is each document's
 * own. */
#include "report/write/json_writer.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

#include "base/unicode.h"

static void begin_line(ch_json *json, unsigned indent)
{
    ch_output_char(json->output, '\n');
    ch_output_repeat(json->output, ' ', indent);
}

/* What stands between an item and the one before it. */
static void begin_item(ch_json *json)
{
    if (json->after_key || json->depth == 0) {
        json->after_key = false;
        return;
    }
    struct ch_json_level *level = &json->levels[json->depth - 1];
    if (level->filled)
        ch_output_char(json->output, ',');
    if (json->break_due && !json->compact)
        begin_line(json, level->indent);
    else if (level->filled && !json->compact)
        ch_output_char(json->output, ' ');
    level->filled = true;
    json->break_due = false;
}

/* Members of an object stand under its first member, items of an array two further than its line. */
static void open_level(ch_json *json, char open, char close, unsigned step)
{
    begin_item(json);
    ch_output_char(json->output, open);
    assert(json->depth < CH_JSON_DEPTH);
    unsigned outer = json->depth == 0 ? 0 : json->levels[json->depth - 1].indent;
    json->levels[json->depth++] = (struct ch_json_level){.close = close, .indent = outer + step};
    json->break_due = false;
}

void ch_json_object(ch_json *json)
{
    open_level(json, '{', '}', 1);
}

void ch_json_array(ch_json *json)
{
    open_level(json, '[', ']', 2);
}

void ch_json_close(ch_json *json)
{
    assert(json->depth > 0);
    ch_output_char(json->output, json->levels[--json->depth].close);
    json->break_due = false;
}

void ch_json_break(ch_json *json)
{
    json->break_due = true;
}

void ch_json_key(ch_json *json, ch_text key)
{
    begin_item(json);
    ch_output_char(json->output, '"');
    ch_output_add(json->output, key);
    ch_output_add(json->output, json->compact ? CH_LITERAL("\":") : CH_LITERAL("\": "));
    json->after_key = true;
}

/* `[` is no plain byte, since it may end what a CI runner obeys (calls_runner). */
static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\' && c != '[';
}

#define EACH_BYTE(c) (UINT64_C(0x0101010101010101) * (c))

/* The high bit of each byte of `word` that is `c`, and perhaps of bytes after it. */
static uint64_t bytes_that_are(uint64_t word, unsigned char c)
{
    uint64_t zero_where = word ^ EACH_BYTE(c);
    return (zero_where - EACH_BYTE(1)) & ~zero_where;
}

/* Whether eight bytes are all plain, looked at together. Nearly all text is. A byte taken for special that is none
 * costs a second look and no more. */
static bool eight_are_plain(const char *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
    uint64_t special = word | (word - EACH_BYTE(0x20)) | bytes_that_are(word, '"') | bytes_that_are(word, '\\') |
                       bytes_that_are(word, '[') | bytes_that_are(word, 0x7F);
    return (special & EACH_BYTE(0x80)) == 0;
}

/* How many bytes from `at` on stand for themselves: ASCII, and the Latin letters U+00C0 to U+00FF. */
static size_t plain_run(const char *at, size_t length)
{
    size_t i = 0;
    while (i < length) {
        if (i + 8 <= length && eight_are_plain(at + i)) {
            i += 8;
            continue;
        }
        unsigned char c = (unsigned char)at[i];
        if (is_plain(c))
            i++;
        else if (c == 0xC3 && i + 1 < length && ((unsigned char)at[i + 1] & 0xC0) == 0x80)
            i += 2;
        else
            break;
    }
    return i;
}

static void add_unit(ch_output *output, unsigned unit)
{
    static const char digits[] = "0123456789abcdef";
    ch_output_add(output, CH_LITERAL("\\u"));
    for (unsigned shift = 16; shift > 0; shift -= 4)
        ch_output_char(output, digits[unit >> (shift - 4) & 15]);
}

/* RFC 8259 section 7: beyond the Basic Multilingual Plane, a surrogate pair. */
static void add_escape(ch_output *output, int32_t character)
{
    unsigned c = (unsigned)character;
    if (c < 0x10000) {
        add_unit(output, c);
    } else {
        add_unit(output, 0xD7C0 + (c >> 10));
        add_unit(output, 0xDC00 + (c & 0x3FF));
    }
}

static void add_short_escape(ch_output *output, char letter)
{
    ch_output_char(output, '\\');
    ch_output_char(output, letter);
}

/* Whether `text` ends as the commands of CI runners begin, before their bracket: "##", or "##" and a word
 * as in "##vso[". What is not ASCII is passed over: some runners compare as people read, and do not see
 * what is invisible. */
static bool calls_runner(ch_text text)
{
    size_t i = text.length;
    while (i > 0 && (text.at[i - 1] >= 'a' && text.at[i - 1] <= 'z'))
        i--;
    int hashes = 0;
    for (; i > 0 && hashes < 2; i--) {
        unsigned char c = (unsigned char)text.at[i - 1];
        if (c == '#')
            hashes++;
        else if (c < 0x80)
            return false;
    }
    return hashes == 2;
}

/* Writes the character at `i`, which does not stand for itself; gives its length in bytes. */
static size_t add_special(ch_output *output, ch_text text, size_t i)
{
    int32_t character;
    ch_text rest = {text.at + i, text.length - i};
    size_t width = ch_character_next(rest, &character);
    switch (character) {
    case '"':
    case '\\':
        add_short_escape(output, (char)character);
        break;
    case '\n':
        add_short_escape(output, 'n');
        break;
    case '\t':
        add_short_escape(output, 't');
        break;
    /* JSON goes to the logs of runners too. As an escape the text stays what it is, and is no command. */
    case '[':
        if (calls_runner((ch_text){text.at, i}))
            add_unit(output, '[');
        else
            ch_output_char(output, '[');
        break;
    default:
        if (ch_character_misleads(character) || character == 0xFFFD)
            add_escape(output, character);
        else
            ch_output_add(output, (ch_text){rest.at, width});
    }
    return width;
}

void ch_json_text(ch_json *json, ch_text text)
{
    if (text.at == NULL) {
        ch_json_null(json);
        return;
    }
    begin_item(json);
    ch_output_char(json->output, '"');
    for (size_t i = 0; i < text.length;) {
        size_t run = plain_run(text.at + i, text.length - i);
        ch_output_add(json->output, (ch_text){text.at + i, run});
        i += run;
        if (i < text.length)
            i += add_special(json->output, text, i);
    }
    ch_output_char(json->output, '"');
}

void ch_json_bool(ch_json *json, bool yes)
{
    begin_item(json);
    ch_output_add(json->output, yes ? CH_LITERAL("true") : CH_LITERAL("false"));
}

void ch_json_null(ch_json *json)
{
    begin_item(json);
    ch_output_add(json->output, CH_LITERAL("null"));
}

static void add_int(ch_output *output, uint64_t number)
{
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    ch_output_add(output, (ch_text){digits + at, sizeof digits - at});
}

void ch_json_int(ch_json *json, uint64_t number)
{
    begin_item(json);
    add_int(json->output, number);
}

/* "%.15g" without printf, where the number has at most six decimals and fifteen digits: a decimal so near
 * (within 3.5e-16 of it, relatively, and the division's own 1.1e-16) is the nearest one of fifteen digits. */
static bool add_short_number(ch_output *output, double number)
{
    if (!(number >= 0 && number < 1e9))
        return false;
    double scaled = nearbyint(number * 1e6);
    if ((number > 0 && scaled < 100) || fabs(scaled / 1e6 - number) > 3.5e-16 * number)
        return false;
    uint64_t millionths = (uint64_t)scaled, fraction = millionths % 1000000;
    add_int(output, millionths / 1000000);
    if (fraction == 0)
        return true;
    ch_output_char(output, '.');
    for (uint64_t place = 100000; fraction > 0; place /= 10) {
        ch_output_char(output, (char)('0' + fraction / place));
        fraction %= place;
    }
    return true;
}

/* A locale of the host's may have put another sign in the point's place. */
static void add_printed_number(ch_output *output, double number)
{
    char digits[40];
    int length = snprintf(digits, sizeof digits, "%.15g", number);
    for (int i = 0; i < length; i++)
        if (strchr("0123456789+-e", digits[i]) == NULL)
            digits[i] = '.';
    ch_output_add(output, (ch_text){digits, (size_t)length});
}

void ch_json_number(ch_json *json, double number)
{
    /* RFC 8259 section 6: there is no number for these. */
    if (!isfinite(number)) {
        ch_json_null(json);
        return;
    }
    begin_item(json);
    if (!add_short_number(json->output, number))
        add_printed_number(json->output, number);
}

/* Already written, with its commas (deferred_json.c). */
void ch_json_items(ch_json *json, ch_text items)
{
    if (items.length == 0)
        return;
    begin_item(json);
    ch_output_add(json->output, items);
}

void ch_json_put_text(ch_json *json, ch_text key, ch_text text)
{
    ch_json_key(json, key);
    ch_json_text(json, text);
}

void ch_json_put_int(ch_json *json, ch_text key, uint64_t number)
{
    ch_json_key(json, key);
    ch_json_int(json, number);
}

void ch_json_put_position(ch_json *json, ch_text key, uint32_t position)
{
    ch_json_key(json, key);
    /* Lines and columns count from 1; 0 is that there is none. */
    if (position == 0)
        ch_json_null(json);
    else
        ch_json_int(json, position);
}
