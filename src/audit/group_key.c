/* Keys of groups: texts that are harmless wherever a report puts them. A key goes into summaries and from there
 * into any format; what a syntax needs is escaped by its writer. */
#include <stdio.h>

#include "base/unicode.h"
#include "audit/groups.h"

static bool is_harmless(ch_text text)
{
    int32_t c;
    for (size_t i = 0; i < text.length;) {
        if (text.at[i] >= 0x20 && text.at[i] < 0x7F) {
            i++;
            continue;
        }
        i += ch_character_next((ch_text){text.at + i, text.length - i}, &c);
        if (ch_character_misleads(c))
            return false;
    }
    return true;
}

ch_text ch_harmless_line(ch_arena *arena, ch_text text)
{
    if (text.at == NULL)
        return CH_LITERAL("");
    if (is_harmless(text))
        return text;
    /* The longest spelling, U+10FFFF, takes 8 bytes. */
    char *key = ch_arena_take_raw(arena, text.length * 8 + 1);
    size_t length = 0;
    for (size_t i = 0; key != NULL && i < text.length;) {
        int32_t c;
        ch_text rest = {text.at + i, text.length - i};
        size_t width = ch_character_next(rest, &c);
        if (c == '\n' || c == '\t') {
            key[length++] = ' ';
        } else if (ch_character_misleads(c)) {
            length += (size_t)sprintf(key + length, "U+%04X", (unsigned)c);
        } else {
            memcpy(key + length, rest.at, width);
            length += width;
        }
        i += width;
    }
    return (ch_text){key, length};
}

ch_text ch_group_key(ch_arena *arena, ch_text text)
{
    return ch_harmless_line(arena, ch_group_cut(text));
}
