/* strings: CEL's functions on strings, and those of its strings extension.
 *
 * Positions count code points, from 0. Texts are well-formed UTF-8: malformed ones give results without a
 * meaning, never a read outside. What is part of an argument is a slice of it; whatever has to be made is
 * made in a ch_string_room, and no result is larger than that allows. Two strings are compared by
 * ch_text_compare and ch_text_same. */
#ifndef CH_CEL_STRINGS_H
#define CH_CEL_STRINGS_H

#include "base/arena.h"
#include "base/text.h"

typedef enum ch_string_status {
    CH_STRING_OK,
    CH_STRING_INDEX,     /* the index, or the first of two, is not in 0 to the size: "index out of range" */
    CH_STRING_END,       /* the second of two is not */
    CH_STRING_ORDER,     /* the second is before the first: "invalid substring range" */
    CH_STRING_TOO_LARGE, /* beyond the room's bytes; also a list beyond them, by the size of its elements */
    CH_STRING_NO_MEMORY
} ch_string_status;

/* Where results are made, and the most bytes that one of them may take. */
typedef struct ch_string_room {
    ch_arena *arena;
    size_t max;
} ch_string_room;

/* How many characters a text has; whether it holds a part, at its beginning or its end; what is left without white
 * space at its ends. */
size_t ch_string_size(ch_text text);
bool ch_string_contains(ch_text text, ch_text part);
bool ch_string_starts_with(ch_text text, ch_text prefix);
bool ch_string_ends_with(ch_text text, ch_text suffix);

/* ---- slices ---- */

/* The character at `index`, empty at the end. CH_STRING_INDEX. */
ch_string_status ch_string_char_at(ch_text text, int64_t index, ch_text *out);

/* From `start` to the end. CH_STRING_INDEX. */
ch_string_status ch_string_from(ch_text text, int64_t start, ch_text *out);

/* From `start` to before `end`. CH_STRING_ORDER is told first, then CH_STRING_INDEX and CH_STRING_END. */
ch_string_status ch_string_between(ch_text text, int64_t start, int64_t end, ch_text *out);

/* Without the characters of Unicode's property White_Space at both ends. */
ch_text ch_string_trim(ch_text text);

/* ---- searching: -1 where `part` is not found; an empty one is found at once ---- */

/* The first place of a part, in characters. */
int64_t ch_string_index(ch_text text, ch_text part);

/* The first place at or after `start`. CH_STRING_INDEX. */
ch_string_status ch_string_index_from(ch_text text, ch_text part, int64_t start, int64_t *out);

/* The last place; it takes working memory. */
ch_string_status ch_string_last_index(ch_text text, ch_text part, const ch_string_room *room, int64_t *out);

/* The last place at or before `start`. CH_STRING_INDEX. */
ch_string_status ch_string_last_index_from(ch_text text, ch_text part, int64_t start, const ch_string_room *room,
                                           int64_t *out);

/* ---- making ---- */

/* A new text in `room`: one behind the other; with ASCII letters small, or capital; with its characters in reverse. */
ch_string_status ch_string_concat(ch_text a, ch_text b, const ch_string_room *room, ch_text *out);
ch_string_status ch_string_lower_ascii(ch_text text, const ch_string_room *room, ch_text *out);
ch_string_status ch_string_upper_ascii(ch_text text, const ch_string_room *room, ch_text *out);
ch_string_status ch_string_reverse(ch_text text, const ch_string_room *room, ch_text *out);

/* In double quotes, with CEL's escapes for '"', '\' and BEL BS FF LF CR TAB VT; all else as it is. */
ch_string_status ch_string_quote(ch_text text, const ch_string_room *room, ch_text *out);

/* All parts with a separator between them, in `room`. */
ch_string_status ch_string_join(const ch_text *parts, size_t count, ch_text separator, const ch_string_room *room,
                                ch_text *out);

/* The first `limit` places of `old` replaced, all of them where `limit` is negative. An empty `old` is
 * found before each character and at the end. */
ch_string_status ch_string_replace(ch_text text, ch_text old, ch_text with, int64_t limit, const ch_string_room *room,
                                   ch_text *out);

/* Slices of `text`: `limit` at most, the last of which is what remains; none for 0, all where it is
 * negative. An empty separator parts characters, and of an empty text there is then none. */
ch_string_status ch_string_split(ch_text text, ch_text separator, int64_t limit, const ch_string_room *room,
                                 ch_text **out, size_t *count);

#endif
