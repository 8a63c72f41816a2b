/* unicode: names as people read them: normal forms (UAX 15), full case folding (The Unicode Standard, 3.13), scripts
 * (UAX 24), names that imitate others (UTS 39). Which names are held against each other is left to src/judge/; lines
 * that detectors read are made plain in src/detect/skeleton.c. */
#include "base/unicode.h"

#include <stdio.h>
#include <stdlib.h>
#include <unictype.h>
#include <utf8proc.h>

bool ch_text_is_ascii(ch_text text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.at[i] >= 0x80)
            return false;
    return true;
}

size_t ch_character_next(ch_text text, int32_t *character)
{
    utf8proc_int32_t c;
    utf8proc_ssize_t width = utf8proc_iterate((const utf8proc_uint8_t *)text.at, (utf8proc_ssize_t)text.length, &c);
    if (width <= 0) {
        *character = 0xFFFD;
        return 1;
    }
    *character = c;
    return (size_t)width;
}

int32_t ch_character_small(int32_t character)
{
    return utf8proc_tolower(character);
}

char *ch_character_put(int32_t character, char *into)
{
    return into + utf8proc_encode_char(character, (utf8proc_uint8_t *)into);
}

/* utf8proc's mapping of `text`, in `arena`: decomposed into code points (of what `first` makes of each, where there is
 * such), composed, and encoded anew. */
static ch_text map_text(ch_arena *arena, ch_text text, utf8proc_option_t options, utf8proc_custom_func first)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text.at;
    utf8proc_ssize_t length = (utf8proc_ssize_t)text.length;
    utf8proc_ssize_t count = utf8proc_decompose_custom(bytes, length, NULL, 0, options, first, NULL);
    if (count < 0)
        return CH_NO_TEXT;
    /* One code point more than needed: utf8proc_reencode writes a NUL after the text. */
    utf8proc_int32_t *points = ch_arena_take_many(arena, (size_t)count + 1, sizeof *points);
    if (points == NULL || utf8proc_decompose_custom(bytes, length, points, count, options, first, NULL) < 0)
        return CH_NO_TEXT;
    utf8proc_ssize_t size = utf8proc_reencode(points, count, options);
    return size < 0 ? CH_NO_TEXT : (ch_text){(char *)points, (size_t)size};
}

#define NORMAL_FORM_C ((utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE))

ch_text ch_text_nfc(ch_arena *arena, ch_text text)
{
    return ch_text_is_ascii(text) ? text : map_text(arena, text, NORMAL_FORM_C, NULL);
}

static bool is_space(int32_t character)
{
    if (character < 0x80)
        return character == ' ' || character == '\t' || character == '\n';
    utf8proc_category_t category = utf8proc_category(character);
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

/* `text` with each run of white space as one space, and none at its ends, in place. */
static ch_text squeeze(char *text, size_t length)
{
    size_t out = 0;
    bool pending = false;
    for (size_t i = 0; i < length;) {
        int32_t character;
        size_t width = ch_character_next((ch_text){text + i, length - i}, &character);
        if (is_space(character)) {
            pending = out > 0;
        } else {
            if (pending)
                text[out++] = ' ';
            pending = false;
            memmove(text + out, text + i, width);
            out += width;
        }
        i += width;
    }
    return (ch_text){text, out};
}

static ch_text squeezed_copy(ch_arena *arena, ch_text text)
{
    if (text.at == NULL)
        return CH_NO_TEXT;
    char *copy = ch_arena_take_raw(arena, text.length + 1);
    if (copy == NULL)
        return CH_NO_TEXT;
    ch_text_copy(copy, text);
    return squeeze(copy, text.length);
}

static ch_text lower_ascii(ch_arena *arena, ch_text text)
{
    char *copy = ch_arena_take_raw(arena, text.length + 1);
    if (copy == NULL)
        return CH_NO_TEXT;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        copy[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    return (ch_text){copy, text.length};
}

/* A title has the apostrophe of letters, and who types its name that of the keyboard. */
static utf8proc_int32_t straight_apostrophe(utf8proc_int32_t character, void *unused)
{
    (void)unused;
    return character == 0x2019 ? '\'' : character;
}

/* Folding can denormalise: the folded text is brought to normal form once more. The Unicode Standard folds between two
 * normal forms for the same reason (3.13, D145). */
static ch_text fold(ch_arena *arena, ch_text squeezed)
{
    if (squeezed.at == NULL)
        return CH_NO_TEXT;
    if (ch_text_is_ascii(squeezed))
        return lower_ascii(arena, squeezed);
    ch_text folded =
        map_text(arena, squeezed, (utf8proc_option_t)(NORMAL_FORM_C | UTF8PROC_CASEFOLD), straight_apostrophe);
    return folded.at == NULL ? CH_NO_TEXT : map_text(arena, folded, NORMAL_FORM_C, NULL);
}

ch_text ch_name_fold(ch_arena *arena, ch_text text)
{
    return fold(arena, squeezed_copy(arena, ch_text_nfc(arena, text)));
}

/* Format characters, and whatever else a renderer shows nothing of (Default_Ignorable_Code_Point): fillers,
 * variation selectors, joiners of graphemes. */
static bool is_format(int32_t character)
{
    if (character < 0x80)
        return false;
    const utf8proc_property_t *property = utf8proc_get_property(character);
    return property->category == UTF8PROC_CATEGORY_CF || property->ignorable;
}

/* The scripts that may stand in one name, as UTS 39 has them (section 5.2, Highly Restrictive): any one alone, or those
 * of a row together. The first of each row is Latin. */
enum { LATIN = 1, HAN = 2, HIRAGANA = 4, KATAKANA = 8, BOPOMOFO = 16, HANGUL = 32, OTHER = 64 };

static const unsigned together[] = {
    LATIN | HAN | HIRAGANA | KATAKANA,
    LATIN | HAN | BOPOMOFO,
    LATIN | HAN | HANGUL,
};

static unsigned script_bit(const uc_script_t *script)
{
    static const struct {
        const char *name;
        unsigned bit;
    } known[] = {{"Latin", LATIN},       {"Han", HAN},           {"Hiragana", HIRAGANA},
                 {"Katakana", KATAKANA}, {"Bopomofo", BOPOMOFO}, {"Hangul", HANGUL}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(script->name, known[i].name) == 0)
            return known[i].bit;
    return OTHER;
}

/* The character's script, or NULL where it is Common or Inherited, which go with every script. */
static const uc_script_t *own_script(int32_t character)
{
    const uc_script_t *script = uc_script((ucs4_t)character);
    if (script == NULL || strcmp(script->name, "Common") == 0 || strcmp(script->name, "Inherited") == 0)
        return NULL;
    return script;
}

static bool go_together(unsigned scripts)
{
    for (size_t i = 0; i < sizeof together / sizeof *together; i++)
        if ((scripts & ~together[i]) == 0)
            return true;
    return false;
}

ch_suspicion ch_name_suspicion(ch_text text)
{
    if (ch_text_is_ascii(text))
        return CH_NAME_PLAIN;
    /* libunistring has one object for each script: pointers tell them apart. */
    const uc_script_t *first = NULL;
    bool mixes = false;
    unsigned scripts = 0;
    for (size_t i = 0; i < text.length;) {
        int32_t character;
        i += ch_character_next((ch_text){text.at + i, text.length - i}, &character);
        if (is_format(character))
            return CH_NAME_HIDES_FORMAT;
        const uc_script_t *script = own_script(character);
        if (script == NULL)
            continue;
        first = first == NULL ? script : first;
        mixes = mixes || script != first;
        scripts |= script_bit(script);
    }
    return mixes && !go_together(scripts) ? CH_NAME_MIXES_SCRIPTS : CH_NAME_PLAIN;
}

/* Ligatures that Unicode does not take apart, as people type them. */
static ch_text without_ligatures(ch_arena *arena, ch_text text)
{
    char *plain = ch_arena_take_raw(arena, text.length + 1); /* two bytes each, as before */
    if (plain == NULL)
        return CH_NO_TEXT;
    ch_text_copy(plain, text);
    for (size_t i = 0; i + 1 < text.length; i++) {
        if (memcmp(plain + i, "\u0153", 2) == 0)
            memcpy(plain + i, "oe", 2);
        else if (memcmp(plain + i, "\u00E6", 2) == 0)
            memcpy(plain + i, "ae", 2);
    }
    return (ch_text){plain, text.length};
}

ch_text ch_text_unaccented(ch_arena *arena, ch_text folded)
{
    if (ch_text_is_ascii(folded))
        return folded;
    ch_text bare = map_text(arena, folded, (utf8proc_option_t)(NORMAL_FORM_C | UTF8PROC_STRIPMARK), NULL);
    return bare.at == NULL ? CH_NO_TEXT : without_ligatures(arena, bare);
}

bool ch_character_is_capital(int32_t character)
{
    if (character < 0x80)
        return character >= 'A' && character <= 'Z';
    utf8proc_category_t category = utf8proc_category(character);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool ch_character_in_word(int32_t character)
{
    if (character < 0x80)
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
               (character >= '0' && character <= '9');
    /* utf8proc numbers letters, marks and digits one behind the other. */
    utf8proc_category_t category = utf8proc_category(character);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

static ch_text words_of(ch_arena *arena, ch_text folded, bool apart)
{
    char *words = ch_arena_take_raw(arena, folded.length + 1);
    size_t length = 0;
    bool pending = false;
    if (words == NULL)
        return CH_NO_TEXT;
    for (size_t i = 0; i < folded.length;) {
        int32_t character;
        size_t width = ch_character_next((ch_text){folded.at + i, folded.length - i}, &character);
        if (ch_character_in_word(character)) {
            if (pending && apart)
                words[length++] = ' ';
            pending = false;
            memcpy(words + length, folded.at + i, width);
            length += width;
        } else {
            pending = length > 0;
        }
        i += width;
    }
    return (ch_text){words, length};
}

ch_text ch_name_words(ch_arena *arena, ch_text folded)
{
    return words_of(arena, folded, true);
}

ch_text ch_name_letters(ch_arena *arena, ch_text folded)
{
    return words_of(arena, folded, false);
}

ch_name ch_name_read(ch_arena *arena, ch_text text)
{
    ch_text shown = squeezed_copy(arena, ch_text_nfc(arena, text));
    return (ch_name){.folded = fold(arena, shown), .shown = shown, .suspicion = ch_name_suspicion(text)};
}

ch_text ch_name_code_points(ch_arena *arena, ch_text text)
{
    enum { MOST = 8, WIDEST = sizeof "U+10FFFF " };
    char *list = ch_arena_take(arena, (size_t)MOST * WIDEST);
    if (list == NULL)
        return CH_NO_TEXT;
    bool formats_only = ch_name_suspicion(text) == CH_NAME_HIDES_FORMAT;
    size_t length = 0;
    int shown = 0;
    for (size_t i = 0; i < text.length && shown < MOST;) {
        int32_t character;
        i += ch_character_next((ch_text){text.at + i, text.length - i}, &character);
        if (formats_only ? !is_format(character) : character < 0x80)
            continue;
        int written = snprintf(list + length, WIDEST, "%sU+%04X", length > 0 ? " " : "", (unsigned)character);
        length += (size_t)written;
        shown++;
    }
    return (ch_text){list, length};
}

unsigned ch_character_width(int32_t character)
{
    if (character < 0x80)
        return character >= 0x20 && character != 0x7F;
    int width = utf8proc_charwidth(character);
    return width < 0 ? 0 : (unsigned)width;
}

bool ch_character_misleads(int32_t character)
{
    if (character < 0x80)
        return character < 0x20 || character == 0x7F;
    if (character < 0xA0)
        return true;
    switch (utf8proc_category(character)) {
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    /* Unassigned, private, surrogates: a screen may show anything, or nothing. */
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CS:
        return true;
    default:
        /* Letters that show nothing: Hangul fillers. */
        return character == 0x115F || character == 0x1160 || character == 0x3164 || character == 0xFFA0;
    }
}

/* ---- letters alone ---- */

typedef struct letters {
    char *at;
    size_t count, most;
} letters;

static void put_letter(letters *l, int32_t character)
{
    bool letter = character >= 'a' && character <= 'z', digit = character >= '0' && character <= '9';
    if (l->count < l->most)
        l->at[l->count++] = letter || digit ? (char)character : '?';
}

/* A digit of whatever script counts as what it is worth. */
static void put_part(letters *l, int32_t part)
{
    int digit = part < 0x80 ? -1 : uc_digit_value((ucs4_t)part);
    utf8proc_category_t category = utf8proc_category(part);
    if (digit >= 0)
        put_letter(l, '0' + digit);
    else if ((category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
             (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO))
        put_letter(l, part);
}

/* Marks, and what shows nothing, are no part of them. */
size_t ch_text_letters(ch_text text, char *into, size_t size)
{
    enum { PARTS = 32 }; /* of one character: 18 at the most (U+FDFA) */
    letters l = {.at = into, .most = size - 1};
    for (size_t i = 0; i < text.length && l.count < l.most;) {
        int32_t character, parts[PARTS];
        int class = UTF8PROC_BOUNDCLASS_START;
        i += ch_character_next((ch_text){text.at + i, text.length - i}, &character);
        utf8proc_ssize_t count =
            utf8proc_decompose_char(character, parts, PARTS,
                                    UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE, &class);
        for (utf8proc_ssize_t part = 0; part < count && part < PARTS; part++)
            put_part(&l, parts[part]);
    }
    into[l.count] = '\0';
    return l.count;
}

/* ---- what looks alike ---- */

typedef struct twin {
    int32_t character;
    char like;
} twin;

/* Letters that look like Latin ones, and strokes like a hyphen or a slash; by code point. */
static const twin twins[] = {
    {0x0131, 'i'}, {0x0251, 'a'}, {0x0261, 'g'}, {0x037F, 'J'}, {0x0391, 'A'}, {0x0392, 'B'}, {0x0395, 'E'},
    {0x0396, 'Z'}, {0x0397, 'H'}, {0x0399, 'I'}, {0x039A, 'K'}, {0x039C, 'M'}, {0x039D, 'N'}, {0x039F, 'O'},
    {0x03A1, 'P'}, {0x03A4, 'T'}, {0x03A5, 'Y'}, {0x03A7, 'X'}, {0x03B1, 'a'}, {0x03B9, 'i'}, {0x03BA, 'k'},
    {0x03BD, 'v'}, {0x03BF, 'o'}, {0x03C1, 'p'}, {0x03C5, 'u'}, {0x03C7, 'x'}, {0x03F2, 'c'}, {0x03F3, 'j'},
    {0x03F9, 'C'}, {0x0405, 'S'}, {0x0406, 'I'}, {0x0408, 'J'}, {0x0410, 'A'}, {0x0412, 'B'}, {0x0415, 'E'},
    {0x041A, 'K'}, {0x041C, 'M'}, {0x041D, 'H'}, {0x041E, 'O'}, {0x0420, 'P'}, {0x0421, 'C'}, {0x0422, 'T'},
    {0x0423, 'Y'}, {0x0425, 'X'}, {0x0430, 'a'}, {0x0435, 'e'}, {0x043A, 'k'}, {0x043E, 'o'}, {0x0440, 'p'},
    {0x0441, 'c'}, {0x0443, 'y'}, {0x0445, 'x'}, {0x0455, 's'}, {0x0456, 'i'}, {0x0458, 'j'}, {0x0474, 'V'},
    {0x0475, 'v'}, {0x04BB, 'h'}, {0x04C0, 'I'}, {0x04CF, 'l'}, {0x0501, 'd'}, {0x050C, 'G'}, {0x051A, 'Q'},
    {0x051B, 'q'}, {0x051C, 'W'}, {0x051D, 'w'}, {0x2043, '-'}, {0x2044, '/'}, {0x2212, '-'}, {0x2215, '/'},
};

static int by_character(const void *key, const void *row)
{
    int32_t wanted = *(const int32_t *)key, has = ((const twin *)row)->character;
    return wanted < has ? -1 : wanted > has;
}

char ch_character_twin(int32_t character)
{
    if (character < twins[0].character || character > twins[sizeof twins / sizeof *twins - 1].character)
        return 0;
    const twin *found = bsearch(&character, twins, sizeof twins / sizeof *twins, sizeof *twins, by_character);
    return found == NULL ? 0 : found->like;
}

/* The compatibility decomposition, where it is ASCII and no longer than the character itself. */
static size_t ascii_of(int32_t character, char into[CH_PLAIN_LENGTH])
{
    utf8proc_int32_t points[CH_PLAIN_LENGTH];
    utf8proc_uint8_t own[4];
    int class = UTF8PROC_BOUNDCLASS_START;
    if (utf8proc_get_property(character)->decomp_seqindex == UINT16_MAX)
        return 0;
    utf8proc_ssize_t count =
        utf8proc_decompose_char(character, points, CH_PLAIN_LENGTH, UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, &class);
    if (count < 1 || count > utf8proc_encode_char(character, own))
        return 0;
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        if (points[i] >= 0x80)
            return 0;
        into[i] = (char)points[i];
    }
    return (size_t)count;
}

ch_plainness ch_character_plain(int32_t character, char into[CH_PLAIN_LENGTH], size_t *length)
{
    const utf8proc_property_t *property = utf8proc_get_property(character);
    int digit = -1;
    into[0] = ch_character_twin(character);
    *length = 1;
    if (into[0] != 0)
        return CH_PLAIN_ASCII;
    if (property->ignorable)
        return CH_PLAIN_UNSEEN;
    switch (property->category) {
    case UTF8PROC_CATEGORY_CF:
        return CH_PLAIN_UNSEEN;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
        return CH_PLAIN_MARK;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return CH_PLAIN_BLANK;
    case UTF8PROC_CATEGORY_PD:
        into[0] = '-';
        *length = 1;
        return CH_PLAIN_ASCII;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NO:
        digit = uc_digit_value((ucs4_t)character);
        break;
    default:
        break;
    }
    into[0] = (char)('0' + digit);
    *length = digit >= 0 ? 1 : ascii_of(character, into);
    return *length > 0 ? CH_PLAIN_ASCII : CH_PLAIN_ITSELF;
}

int32_t ch_character_compose(int32_t base, int32_t mark)
{
    utf8proc_int32_t pair[2] = {base, mark};
    return utf8proc_normalize_utf32(pair, 2, NORMAL_FORM_C) == 1 ? pair[0] : 0;
}
