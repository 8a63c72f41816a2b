/* Writing YAML, piece by piece: what a text has to be spelt as. Which keys stand where is the caller's. */
#include "report/write/yaml_writer.h"

#include <stdio.h>
#include <strings.h>

#include "base/unicode.h"

enum { SCREEN = 80, LONGEST_KEY = 1024 };

/* ---- in double quotes ---- */

#define SPELT_SIZE 16

/* The next character of `rest`, of `*width` bytes, as YAML's double quotes spell it (YAML 1.2, 7.3.1), in `room` where
 * that is not as it is. What would mislead a reader is spelt out: texts come from files of others. */
static ch_text spell(ch_text rest, size_t *width, char room[SPELT_SIZE])
{
    int32_t character;
    *width = ch_character_next(rest, &character);
    if (character == 0xFFFD)
        return CH_LITERAL("\uFFFD");
    if (ch_character_misleads(character))
        return (ch_text){room, (size_t)snprintf(room, SPELT_SIZE, "\\U%08X", (unsigned)character)};
    if (character == '"' || character == '\\')
        return (ch_text){room, (size_t)snprintf(room, SPELT_SIZE, "\\%c", (char)character)};
    return (ch_text){rest.at, *width};
}

void ch_yaml_quoted(ch_buffer *buffer, ch_text text)
{
    char room[SPELT_SIZE];
    ch_buffer_add_char(buffer, '"');
    for (size_t width; text.length > 0; text = ch_text_behind(text, width))
        ch_buffer_add(buffer, spell(text, &width, room));
    ch_buffer_add_char(buffer, '"');
}

bool ch_yaml_is_key(ch_text text)
{
    char room[SPELT_SIZE];
    size_t length = 2;
    for (size_t width; text.length > 0 && length <= LONGEST_KEY; text = ch_text_behind(text, width))
        length += spell(text, &width, room).length;
    return length <= LONGEST_KEY;
}

/* ---- plain ---- */

static bool is_letter(int32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A character that is never a sign of YAML's where letters stand before and behind it. Colons, "#", commas and brackets
 * are signs in some places, and stay out in all. */
static bool is_harmless(int32_t c)
{
    char plain[CH_PLAIN_LENGTH];
    size_t length;
    if (c < 0x80)
        return is_letter(c) || (c > 0 && strchr(" 0123456789_-./'()+@", c) != NULL);
    ch_plainness plainness = ch_character_plain(c, plain, &length);
    return !ch_character_misleads(c) && plainness != CH_PLAIN_UNSEEN && plainness != CH_PLAIN_BLANK;
}

/* Texts that are none to YAML 1.1 (its types bool and null), which many readers still are. */
static bool is_word_of_yaml(ch_text text)
{
    static const char *const words[] = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == text.length && strncasecmp(words[i], text.at, text.length) == 0)
            return true;
    return false;
}

/* It begins with a letter of ASCII: no number, date, sign of YAML's or printer's quote does. */
static bool is_plain(ch_text text)
{
    int32_t character = 0;
    if (text.length == 0 || !is_letter(text.at[0]) || text.length > LONGEST_KEY || is_word_of_yaml(text))
        return false;
    for (size_t width; text.length > 0; text = ch_text_behind(text, width)) {
        width = ch_character_next(text, &character);
        if (!is_harmless(character) || character == 0xFFFD)
            return false;
    }
    return character != ' ';
}

void ch_yaml_text(ch_buffer *buffer, ch_text text)
{
    if (is_plain(text))
        ch_buffer_add(buffer, text);
    else
        ch_yaml_quoted(buffer, text);
}

/* ---- comments ---- */

static size_t columns(ch_text text)
{
    size_t count = 0;
    int32_t character;
    for (; text.length > 0; text = ch_text_behind(text, ch_character_next(text, &character))) {
        ch_character_next(text, &character);
        count += ch_character_width(character);
    }
    return count;
}

/* Columns of the line that the buffer ends with. */
static size_t column_of(const ch_buffer *buffer)
{
    /* An empty buffer has no bytes to point at (C11, 6.5.6: not even at the first). */
    if (buffer->length == 0)
        return 0;
    const char *end = memrchr(buffer->at, '\n', buffer->length);
    size_t begins = end == NULL ? 0 : (size_t)(end - buffer->at) + 1;
    return columns((ch_text){buffer->at + begins, buffer->length - begins});
}

static void go_to(ch_buffer *buffer, size_t column)
{
    size_t now = column_of(buffer);
    ch_buffer_repeat(buffer, ' ', column > now ? column - now : 0);
}

static bool is_between_words(int32_t character)
{
    return character == ' ' || ch_character_misleads(character);
}

/* The first word of `*rest`, which then begins behind it; empty where there is none left. No-break spaces bind. */
static ch_text take_word(ch_text *rest)
{
    int32_t character;
    size_t width;
    while (rest->length > 0 && (width = ch_character_next(*rest, &character), is_between_words(character)))
        *rest = ch_text_behind(*rest, width);
    ch_text word = {rest->at, 0};
    while (rest->length > 0 && (width = ch_character_next(*rest, &character), !is_between_words(character))) {
        *rest = ch_text_behind(*rest, width);
        word.length += width;
    }
    return word;
}

static void begin_line(ch_buffer *buffer, size_t indent, size_t left)
{
    go_to(buffer, indent);
    ch_buffer_add_char(buffer, '#');
    go_to(buffer, left);
}

void ch_yaml_comment(ch_buffer *buffer, size_t indent, size_t left, ch_text text)
{
    ch_text word = take_word(&text);
    left = left < indent + 2 ? indent + 2 : left;
    if (column_of(buffer) == 0)
        begin_line(buffer, indent, word.length == 0 ? 0 : left);
    else if (word.length > 0)
        go_to(buffer, left);
    for (; word.length > 0; word = take_word(&text)) {
        bool parted = buffer->length > 0 && buffer->at[buffer->length - 1] == ' ';
        if (!parted && column_of(buffer) + 1 + columns(word) > SCREEN) {
            ch_buffer_add_char(buffer, '\n');
            begin_line(buffer, indent, left);
            parted = true;
        }
        ch_buffer_repeat(buffer, ' ', !parted);
        ch_buffer_add(buffer, word);
    }
    ch_buffer_add_char(buffer, '\n');
}
