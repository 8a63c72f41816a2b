/* Names of people. */
#include "base/person.h"

#include "base/no_word.h"

/* ---- whether there is anybody ---- */

/* Single capitals with nothing but dots, spaces and hyphens around them, at least two: "N. D.", "S-O". */
static bool is_initials(ch_text name)
{
    unsigned capitals = 0;
    bool behind_one = false;
    for (size_t i = 0; i < name.length; i++) {
        bool capital = name.at[i] >= 'A' && name.at[i] <= 'Z';
        if (!capital && strchr(". -", name.at[i]) == NULL)
            return false;
        if (capital && behind_one)
            return false;
        capitals += capital;
        behind_one = capital;
    }
    return capitals > 1;
}

ch_person_fault ch_person_check(ch_text name)
{
    static const ch_person_fault faults[] = {[CH_NAME_PLAIN] = CH_PERSON_NAMED,
                                             [CH_NAME_MIXES_SCRIPTS] = CH_PERSON_MIXES_SCRIPTS,
                                             [CH_NAME_HIDES_FORMAT] = CH_PERSON_HIDES_FORMAT};
    if (name.length == 0 || ((ch_says_yes(name) || ch_says_no(name)) && !is_initials(name)))
        return CH_PERSON_NOBODY;
    return faults[ch_name_suspicion(name)];
}

/* ---- whether it is the same one ---- */

/* As its reader sees it: full-width, styled and look-alike letters are what they look like. */
static ch_text as_seen(ch_arena *arena, ch_text name)
{
    if (name.at == NULL)
        return CH_NO_TEXT;
    char *seen = ch_arena_take_raw(arena, name.length + 1);
    size_t length = 0;
    if (seen == NULL)
        return CH_NO_TEXT;
    for (size_t i = 0; i < name.length;) {
        int32_t character;
        char ascii[CH_PLAIN_LENGTH];
        size_t ascii_length, width = ch_character_next((ch_text){name.at + i, name.length - i}, &character);
        if (character >= 0x80 && ch_character_plain(character, ascii, &ascii_length) == CH_PLAIN_ASCII) {
            memcpy(seen + length, ascii, ascii_length); /* never longer than the character's own bytes */
            length += ascii_length;
        } else {
            memcpy(seen + length, name.at + i, width);
            length += width;
        }
        i += width;
    }
    return (ch_text){seen, length};
}

static bool is_of_a_domain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           (unsigned char)c >= 0x80;
}

static bool is_letter_or_digit(char c)
{
    return is_of_a_domain(c) && c != '.' && c != '-';
}

/* Blanks stand where a domain stood: behind an @ that has a word somewhere before it. A handle ("@amartin") has
 * none. */
static void blank_domains(char *text, size_t length)
{
    bool named = false;
    for (size_t i = 0; i < length; i++) {
        named = named || is_letter_or_digit(text[i]);
        if (text[i] != '@' || !named)
            continue;
        for (text[i++] = ' '; i < length && is_of_a_domain(text[i]); i++)
            text[i] = ' ';
    }
}

static ch_text without_domains(ch_arena *arena, ch_text name)
{
    char *text = ch_arena_take_raw(arena, name.length + 1);
    if (text == NULL || name.at == NULL)
        return CH_NO_TEXT;
    ch_text_copy(text, name);
    blank_domains(text, name.length);
    return (ch_text){text, name.length};
}

ch_text ch_person_words(ch_arena *arena, ch_text name, ch_person_form form)
{
    ch_text text = ch_text_nfc(arena, name);
    if (text.at != NULL && form == CH_PERSON_SEEN)
        text = as_seen(arena, text);
    if (text.at != NULL && form == CH_PERSON_SEEN_SMALL)
        text = as_seen(arena, ch_name_fold(arena, text));
    text = without_domains(arena, text);
    text = text.at == NULL ? CH_NO_TEXT : ch_name_fold(arena, text);
    return text.at == NULL ? CH_NO_TEXT : ch_name_words(arena, text);
}

/* The next of some words with spaces between them; empty at their end. */
static ch_text next_word(ch_text *words)
{
    const char *space = ch_text_find(*words, ' ');
    ch_text word = {words->at, space == NULL ? words->length : (size_t)(space - words->at)};
    size_t taken = word.length + (space != NULL);
    *words = (ch_text){words->at + taken, words->length - taken};
    return word;
}

static bool has_word(ch_text words, ch_text wanted)
{
    for (ch_text word = next_word(&words); word.length > 0; word = next_word(&words))
        if (ch_text_same(word, wanted))
            return true;
    return false;
}

static bool has_words(ch_text words, ch_text wanted)
{
    for (ch_text word = next_word(&wanted); word.length > 0; word = next_word(&wanted))
        if (!has_word(words, word))
            return false;
    return true;
}

/* As sets: an address behind a name ("A. Martin <a.martin@example.org>") makes nobody else of it. */
bool ch_person_same(ch_arena *arena, ch_text one, ch_text other)
{
    ch_person_form forms = ch_person_forms(one, other);
    for (ch_person_form form = CH_PERSON_WRITTEN; form < forms; form++) {
        ch_text a = ch_person_words(arena, one, form), b = ch_person_words(arena, other, form);
        if (a.at == NULL || b.at == NULL || (has_words(a, b) && has_words(b, a)))
            return true;
    }
    return false;
}
