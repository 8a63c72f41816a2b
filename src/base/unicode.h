/* unicode: names compared as people read them, and text made safe and measured for a screen.
 *
 * The only file of the library that knows utf8proc (normal forms, case folding, widths) but for the
 * check of raw bytes in source.c, and libunistring (scripts, which utf8proc does not have). */
#ifndef CH_BASE_UNICODE_H
#define CH_BASE_UNICODE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"

/* What makes a name suspect: it may look like another one. Scripts are mixed where UTS 39 would not call the name
 * Highly Restrictive (Han with kana, bopomofo or hangul beside Latin are no mixture); what hides are format characters
 * and others that show nothing. */
typedef enum ch_suspicion { CH_NAME_PLAIN, CH_NAME_MIXES_SCRIPTS, CH_NAME_HIDES_FORMAT } ch_suspicion;

/* A name in the forms that are compared; each is `at` NULL when there is no memory. */
typedef struct ch_name {
    ch_text folded; /* NFC, full case folding, apostrophes straight, white space squeezed and trimmed */
    ch_text shown;  /* NFC, squeezed and trimmed, case kept: what patterns are searched in */
    ch_suspicion suspicion;
} ch_name;

/* Makes all of a name's forms in `arena`. Malformed UTF-8 cannot come here: sources are checked. */
ch_name ch_name_read(ch_arena *arena, ch_text text);

/* Whether all of its bytes are below 128. */
bool ch_text_is_ascii(ch_text text);

/* What makes `text` suspect, alone. */
ch_suspicion ch_name_suspicion(ch_text text);

/* The folded form alone. */
ch_text ch_name_fold(ch_arena *arena, ch_text text);

/* A folded text without its accents: "resume", "coeur". `at` NULL when there is no memory. */
ch_text ch_text_unaccented(ch_arena *arena, ch_text folded);

/* Whether a character is of a word: a letter, a digit, or a mark on one. */
bool ch_character_in_word(int32_t character);

/* Whether it is a capital letter. */
bool ch_character_is_capital(int32_t character);

/* A folded name's words, split at what is neither letter nor digit, with one space between them: "github copilot",
 * "a martin". Empty where it has none; `at` NULL when there is no memory. */
ch_text ch_name_words(ch_arena *arena, ch_text folded);

/* A folded name's letters and digits alone: "Chat-GPT 4o" is "chatgpt4o". As ch_name_words() else. */
ch_text ch_name_letters(ch_arena *arena, ch_text folded);

/* The letters and digits of `text` alone, decomposed and folded: "Jusqu’à 10" is "jusqua10"; "?" stands for a letter
 * that ASCII lacks. Writes at most `size` bytes, the NUL among them; returns how many letters that are, and `size` - 1
 * where there may be more. */
size_t ch_text_letters(ch_text text, char *into, size_t size);

/* Unicode's normal form C; `text` itself where it is ASCII. */
ch_text ch_text_nfc(ch_arena *arena, ch_text text);

/* Each character that makes the name suspect, or all that are not ASCII where it mixes scripts, as
 * "U+0421 U+200B"; the first eight of them. */
ch_text ch_name_code_points(ch_arena *arena, ch_text text);

/* The columns that one character takes on a terminal: 0, 1 or 2. */
unsigned ch_character_width(int32_t character);

/* Whether a character could mislead a terminal or its reader: C0, C1, bidirectional and other format
 * characters, line separators. TAB and LF too. */
bool ch_character_misleads(int32_t character);

/* The next character of well-formed text, and how many bytes it takes; malformed bytes are taken one at a
 * time, as U+FFFD. `text` may not be empty. */
size_t ch_character_next(ch_text text, int32_t *character);

/* A letter as a small one, where that is one character; any other as it is. */
int32_t ch_character_small(int32_t character);

/* Writes a character in UTF-8; returns behind it. It exists, and is no surrogate. */
char *ch_character_put(int32_t character, char *into);

/* The ASCII character that a letter of another script, or a stroke, looks like; 0: none. */
char ch_character_twin(int32_t character);

/* What a character beyond ASCII comes down to in the eye of its reader. */
typedef enum ch_plainness {
    CH_PLAIN_ITSELF,
    CH_PLAIN_UNSEEN, /* nothing: it has no width, or it only formats */
    CH_PLAIN_MARK,   /* part of the character before it */
    CH_PLAIN_BLANK,
    CH_PLAIN_ASCII /* digits, letters and dashes of another width, style or script */
} ch_plainness;

#define CH_PLAIN_LENGTH 4 /* of an ASCII spelling, at most; it is never longer than the character's own bytes */

/* `*length` bytes of `into` are the ASCII spelling, where there is one (letters that look like Latin ones,
 * compatibility decompositions, values of digits, dashes). */
ch_plainness ch_character_plain(int32_t character, char into[CH_PLAIN_LENGTH], size_t *length);

/* The one character that `base` and a mark behind it are, or 0. */
int32_t ch_character_compose(int32_t base, int32_t mark);

#endif
