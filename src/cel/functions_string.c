/* functions_string: strings and the strings extension, but for format(); base64. Searching, cutting and making are
 * strings.c's, which knows no values. */
#include "base/base64.h"
#include "cel/evaluate.h"
#include "cel/functions.h"

typedef ch_cel_value value;

static ch_text text(const value *args, uint32_t i)
{
    return ch_cel_text(args[i]);
}

CH_CEL_FUNCTION(ch_cel_contains)
{
    return ch_cel_bool(ch_string_contains(text(args, 0), text(args, 1)));
}

CH_CEL_FUNCTION(ch_cel_starts_with)
{
    return ch_cel_bool(ch_string_starts_with(text(args, 0), text(args, 1)));
}

CH_CEL_FUNCTION(ch_cel_ends_with)
{
    return ch_cel_bool(ch_string_ends_with(text(args, 0), text(args, 1)));
}

/* A slice of an argument takes no memory. */
static value slice(ch_cel_machine *m, ch_string_status status, ch_text part)
{
    return status == CH_STRING_OK ? ch_cel_string(part) : ch_cel_after_text(m, status, part);
}

static value place(ch_cel_machine *m, ch_string_status status, int64_t at)
{
    return status == CH_STRING_OK ? ch_cel_int(at) : ch_cel_after_text(m, status, CH_NO_TEXT);
}

CH_CEL_FUNCTION(ch_cel_char_at)
{
    ch_text part = CH_NO_TEXT;
    ch_string_status status = ch_string_char_at(text(args, 0), args[1].integer, &part);
    return slice(m, status, part);
}

CH_CEL_FUNCTION(ch_cel_substring)
{
    ch_text part = CH_NO_TEXT;
    ch_string_status status = count == 2 ? ch_string_from(text(args, 0), args[1].integer, &part)
                                         : ch_string_between(text(args, 0), args[1].integer, args[2].integer, &part);
    return slice(m, status, part);
}

CH_CEL_FUNCTION(ch_cel_trim)
{
    return ch_cel_string(ch_string_trim(text(args, 0)));
}

CH_CEL_FUNCTION(ch_cel_index_of)
{
    int64_t at = 0;
    if (count == 2)
        return ch_cel_int(ch_string_index(text(args, 0), text(args, 1)));
    ch_string_status status = ch_string_index_from(text(args, 0), text(args, 1), args[2].integer, &at);
    return place(m, status, at);
}

CH_CEL_FUNCTION(ch_cel_last_index_of)
{
    int64_t at = 0;
    ch_string_room room = ch_cel_room(m);
    ch_string_status status =
        count == 2 ? ch_string_last_index(text(args, 0), text(args, 1), &room, &at)
                   : ch_string_last_index_from(text(args, 0), text(args, 1), args[2].integer, &room, &at);
    return place(m, status, at);
}

/* ---- making ---- */

#define MAKING(name, make)                                           \
    CH_CEL_FUNCTION(name)                                            \
    {                                                                \
        ch_text made = CH_NO_TEXT;                                   \
        ch_string_room room = ch_cel_room(m);                        \
        ch_string_status status = make(text(args, 0), &room, &made); \
        return ch_cel_after_text(m, status, made);                   \
    }

MAKING(ch_cel_lower, ch_string_lower_ascii)
MAKING(ch_cel_upper, ch_string_upper_ascii)
MAKING(ch_cel_reverse, ch_string_reverse)
MAKING(ch_cel_quote, ch_string_quote)

CH_CEL_FUNCTION(ch_cel_replace)
{
    ch_text made = CH_NO_TEXT;
    ch_string_room room = ch_cel_room(m);
    int64_t limit = count == 4 ? args[3].integer : -1;
    ch_string_status status = ch_string_replace(text(args, 0), text(args, 1), text(args, 2), limit, &room, &made);
    return ch_cel_after_text(m, status, made);
}

/* Each part takes as much of the evaluation's memory as a value, wherever pointers have 64 bits or 32. */
_Static_assert(sizeof(ch_text) <= sizeof(value), "a text fits where a value does");

CH_CEL_FUNCTION(ch_cel_join)
{
    ch_text *parts = ch_cel_take(m, args[0].length * sizeof(value));
    if (parts == NULL)
        return ch_cel_no_room(m);
    for (uint32_t i = 0; i < args[0].length; i++) {
        /* A list of dyn may hold anything. */
        if (args[0].items[i].kind != CH_CEL_STRING)
            return ch_cel_fault_of(ch_cel_no_overload);
        parts[i] = ch_cel_text(args[0].items[i]);
    }
    ch_text made = CH_NO_TEXT, separator = count == 2 ? text(args, 1) : CH_LITERAL("");
    ch_string_room room = ch_cel_room(m);
    ch_string_status status = ch_string_join(parts, args[0].length, separator, &room, &made);
    return ch_cel_after_text(m, status, made);
}

CH_CEL_FUNCTION(ch_cel_split)
{
    ch_text *parts = NULL;
    size_t parted = 0;
    ch_string_room room = ch_cel_room(m);
    int64_t limit = count == 3 ? args[2].integer : -1;
    ch_string_status status = ch_string_split(text(args, 0), text(args, 1), limit, &room, &parts, &parted);
    if (status != CH_STRING_OK)
        return ch_cel_after_text(m, status, CH_NO_TEXT);
    value *items = ch_cel_take(m, parted * sizeof *items);
    if (items == NULL)
        return ch_cel_no_room(m);
    for (size_t i = 0; i < parted; i++)
        items[i] = ch_cel_string(parts[i]);
    return ch_cel_list(items, (uint32_t)parted);
}

/* ---- base64 (RFC 4648, section 4); padding may be left out where it is read ---- */

CH_CEL_FUNCTION(ch_cel_base64_encode)
{
    ch_text in = text(args, 0);
    char *out = ch_cel_take(m, ch_base64_size(in.length));
    if (out == NULL)
        return ch_cel_no_room(m);
    ch_base64_encode(in, out);
    return ch_cel_string((ch_text){out, ch_base64_size(in.length)});
}

CH_CEL_FUNCTION(ch_cel_base64_decode)
{
    ch_text in = text(args, 0);
    while (in.length > 0 && in.at[in.length - 1] == '=')
        in.length--;
    char *out = ch_cel_take(m, in.length + 1);
    if (out == NULL)
        return ch_cel_no_room(m);
    uint32_t group = 0, held = 0;
    size_t length = 0;
    for (size_t i = 0; i < in.length; i++) {
        /* strchr would find the NUL that ends the digits. */
        const char *digit = in.at[i] == '\0' ? NULL : strchr(ch_base64_digits, in.at[i]);
        if (digit == NULL)
            return ch_cel_fault_of(N_("a text cannot be read as such a value"));
        group = group << 6 | (uint32_t)(digit - ch_base64_digits);
        held += 6;
        if (held >= 8) {
            held -= 8;
            out[length++] = (char)(group >> held & 255);
        }
    }
    /* One digit alone is six bits: no byte (RFC 4648, 4). */
    if (in.length % 4 == 1)
        return ch_cel_fault_of(N_("a text cannot be read as such a value"));
    return ch_cel_bytes((ch_text){out, length});
}
