/* skeleton: making a line plain, as its reader sees it (after UTS 39): character by character, with what the one
 * before it and the word around it say. What single characters look like is base/unicode.c's; what is searched in the
 * line, scanner.c's. */
#include "detect/skeleton.h"

#include <stdlib.h>

#include "base/unicode.h"

/* ---- characters ---- */

static bool is_greek_or_cyrillic(int32_t character)
{
    return (character >= 0x370 && character <= 0x52F) || (character >= 0x1F00 && character <= 0x1FFF);
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Ideographs and Hangul, of which no reader takes one for anything else. */
static bool is_plainly_itself(int32_t character)
{
    return (character >= 0x3400 && character <= 0x9FFF) || (character >= 0xAC00 && character <= 0xD7A3);
}

static ch_plainness plainness(int32_t character, char into[CH_PLAIN_LENGTH], size_t *length)
{
    return is_plainly_itself(character) ? CH_PLAIN_ITSELF : ch_character_plain(character, into, length);
}

/* ---- whether a line hides anything ---- */

#define LATIN_LETTERS 0xC3 /* the byte that U+00C0 to U+00FF begin with, and that French is full of */

/* A bit for each byte that begins a character of two bytes or more, but for LATIN_LETTERS. */
static inline uint64_t suspects(uint64_t bytes)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), low = ones * 0x7F;
    uint64_t others = bytes ^ ones * LATIN_LETTERS;
    return bytes & bytes << 1 & (((others & low) + low) | others) & ~low;
}

static bool is_suspect(char byte)
{
    return (unsigned char)byte >= 0xC0 && (unsigned char)byte != LATIN_LETTERS;
}

size_t ch_skeleton_suspect(ch_text text, size_t from)
{
    for (uint64_t bytes[4]; from + sizeof bytes <= text.length; from += sizeof bytes) {
        memcpy(bytes, text.at + from, sizeof bytes);
        if (((bytes[0] | bytes[1] | bytes[2] | bytes[3]) & UINT64_C(0x8080808080808080)) == 0)
            continue;
        if ((suspects(bytes[0]) | suspects(bytes[1]) | suspects(bytes[2]) | suspects(bytes[3])) != 0)
            break;
    }
    while (from < text.length && !is_suspect(text.at[from]))
        from++;
    return from;
}

static bool stands_at(ch_text line, size_t at, const char *bytes)
{
    size_t length = strlen(bytes);
    return at <= line.length && line.length - at >= length && memcmp(line.at + at, bytes, length) == 0;
}

/* As French sets it: before high punctuation, units and closing quotation marks, behind opening ones. */
static bool is_set_in_french(ch_text line, size_t at, size_t behind)
{
    return behind == line.length || strchr(";!?%", line.at[behind]) != NULL || stands_at(line, behind, "\xC2\xBB") ||
           stands_at(line, behind, "\xE2\x82\xAC") || (at >= 2 && stands_at(line, at - 2, "\xC2\xAB"));
}

static bool is_within_a_word(ch_text line, size_t at, size_t behind)
{
    return at > 0 && behind < line.length && is_word_byte(line.at[at - 1]) && is_word_byte(line.at[behind]);
}

/* Letters and signs that European prose is full of. */
static bool is_common(int32_t character)
{
    return (character < 0x180 && character != 0xA0 && character != 0xAD && character != 0x131 && character != 0x17F) ||
           (character >= 0x2016 && character <= 0x2022) || character == 0x2026 || character == 0x20AC;
}

static bool hides(ch_text line, size_t at, size_t behind, int32_t character)
{
    char ascii[CH_PLAIN_LENGTH];
    size_t length;
    if (is_common(character))
        return false;
    switch (plainness(character, ascii, &length)) {
    case CH_PLAIN_ITSELF:
        return false;
    case CH_PLAIN_BLANK:
        return !is_set_in_french(line, at, behind);
    case CH_PLAIN_ASCII:
        return ascii[0] != '-' || is_within_a_word(line, at, behind);
    default:
        return true;
    }
}

bool ch_skeleton_wanted(ch_text line)
{
    for (size_t at = 0; (at = ch_skeleton_suspect(line, at)) < line.length;) {
        int32_t character;
        size_t behind = at + ch_character_next((ch_text){line.at + at, line.length - at}, &character);
        if (hides(line, at, behind, character))
            return true;
        at = behind;
    }
    return false;
}

/* ---- making ---- */

/* What stands in the line from `at` on, up to `behind`. */
typedef struct reading {
    ch_skeleton *skeleton;
    ch_text line;
    size_t at, behind, length;
    int32_t last;      /* the character that was put last; 0: none */
    size_t last_at;    /* in the plain text */
    size_t word_until; /* up to here in the line, it is known how letters of other scripts are read: */
    bool word_is_latin;
} reading;

/* Greek and Cyrillic letters are read as Latin ones where all of a word's look so: those of "СОС" do, of "нос" not. */
static void look_through_word(reading *r)
{
    size_t at = r->at;
    bool latin = true, within = true;
    while (within && at < r->line.length) {
        int32_t character;
        char ascii[CH_PLAIN_LENGTH];
        size_t length, behind = at + ch_character_next((ch_text){r->line.at + at, r->line.length - at}, &character);
        if (character < 0x80)
            within = is_word_byte((char)character);
        else if (is_greek_or_cyrillic(character))
            latin = latin && ch_character_twin(character) != 0;
        else
            within = plainness(character, ascii, &length) != CH_PLAIN_BLANK;
        at = within ? behind : at;
    }
    r->word_until = at;
    r->word_is_latin = latin;
}

static bool stays_foreign(reading *r, int32_t character)
{
    if (!is_greek_or_cyrillic(character))
        return false;
    if (r->at >= r->word_until)
        look_through_word(r);
    return !r->word_is_latin;
}

static void put(reading *r, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        r->skeleton->bytes[r->length] = bytes[i];
        r->skeleton->places[r->length++] = (uint32_t)r->at;
    }
}

/* On a letter that exists with it, a mark is part of the letter, where the letter stands; else it is nothing. */
static void put_mark(reading *r, int32_t mark)
{
    int32_t whole = r->last == 0 ? 0 : ch_character_compose(r->last, mark);
    if (whole == 0)
        return;
    char bytes[4];
    size_t length = (size_t)(ch_character_put(whole, bytes) - bytes), behind = r->at;
    r->at = r->skeleton->places[r->last_at];
    r->length = r->last_at;
    put(r, bytes, length);
    r->at = behind;
    r->last = whole;
}

static void put_character(reading *r, int32_t character)
{
    char ascii[CH_PLAIN_LENGTH];
    size_t length = 0;
    ch_plainness how = stays_foreign(r, character) ? CH_PLAIN_ITSELF : plainness(character, ascii, &length);
    size_t begin = r->length;
    switch (how) {
    case CH_PLAIN_UNSEEN:
        return;
    case CH_PLAIN_MARK:
        put_mark(r, character);
        return;
    case CH_PLAIN_BLANK:
        put(r, " ", 1);
        break;
    case CH_PLAIN_ASCII:
        put(r, ascii, length);
        character = (unsigned char)ascii[length - 1];
        begin = r->length - 1;
        break;
    case CH_PLAIN_ITSELF:
        put(r, r->line.at + r->at, r->behind - r->at);
        break;
    }
    r->last = character;
    r->last_at = begin;
}

/* All that stands before the next character beyond ASCII. */
static void put_ascii(reading *r)
{
    const char *from = r->line.at + r->at;
    char *bytes = r->skeleton->bytes + r->length;
    uint32_t *places = r->skeleton->places + r->length;
    size_t length = 0, most = r->line.length - r->at;
    for (; length < most && (unsigned char)from[length] < 0x80; length++) {
        bytes[length] = from[length];
        places[length] = (uint32_t)(r->at + length);
    }
    r->length += length;
    r->behind = r->at + length;
    r->last = (unsigned char)from[length - 1];
    r->last_at = r->length - 1;
}

static bool make_workspace(ch_skeleton *skeleton, size_t length)
{
    if (skeleton->room > length)
        return true;
    char *bytes = realloc(skeleton->bytes, length + 1);
    if (bytes != NULL)
        skeleton->bytes = bytes;
    uint32_t *places = realloc(skeleton->places, (length + 1) * sizeof *places);
    if (places != NULL)
        skeleton->places = places;
    if (bytes == NULL || places == NULL)
        return false;
    skeleton->room = length + 1;
    return true;
}

bool ch_skeleton_read(ch_skeleton *skeleton, ch_text line)
{
    reading r = {.skeleton = skeleton, .line = line};
    if (!make_workspace(skeleton, line.length))
        return false;
    for (; r.at < line.length; r.at = r.behind) {
        int32_t character = (unsigned char)line.at[r.at];
        if (character < 0x80) {
            put_ascii(&r);
            continue;
        }
        r.behind = r.at + ch_character_next((ch_text){line.at + r.at, line.length - r.at}, &character);
        put_character(&r, character);
    }
    skeleton->places[r.length] = (uint32_t)line.length;
    skeleton->text = (ch_text){skeleton->bytes, r.length};
    skeleton->line = line;
    return true;
}

static size_t character_length(ch_text text, size_t at)
{
    int32_t character;
    return ch_character_next((ch_text){text.at + at, text.length - at}, &character);
}

/* Behind the marks that stand in the line from `at` on, before `most`. */
static size_t behind_marks(ch_text line, size_t at, size_t most)
{
    char ascii[CH_PLAIN_LENGTH];
    size_t length, behind;
    for (int32_t character; at < most; at = behind) {
        behind = at + ch_character_next((ch_text){line.at + at, line.length - at}, &character);
        if (character < 0x80 || ch_character_plain(character, ascii, &length) != CH_PLAIN_MARK)
            break;
    }
    return at;
}

ch_span ch_skeleton_place(const ch_skeleton *skeleton, ch_span part)
{
    size_t start = skeleton->places[part.start], last = skeleton->places[part.end - 1];
    size_t end = last + character_length(skeleton->line, last);
    return (ch_span){(uint32_t)start, (uint32_t)behind_marks(skeleton->line, end, skeleton->places[part.end])};
}

void ch_skeleton_clear(ch_skeleton *skeleton)
{
    free(skeleton->bytes);
    free(skeleton->places);
    *skeleton = (ch_skeleton){.bytes = NULL};
}
