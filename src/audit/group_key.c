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

/* ---- keys of two parts ---- */

ch_text ch_group_keep(ch_arena *arena, ch_buffer *key)
{
    ch_text text = key->failed ? CH_NO_TEXT : ch_arena_text(arena, ch_group_cut(ch_buffer_text(key)));
    arena->failed = arena->failed || key->failed; /* whoever has a key to look up asks the arena alone */
    ch_buffer_clear(key);
    return text;
}

ch_text ch_group_key_of_word(ch_arena *arena, ch_text word, ch_text rest)
{
    ch_buffer key = ch_buffer_init(CH_GROUP_KEY_MOST);
    ch_buffer_add(&key, word);
    ch_buffer_add_char(&key, ' ');
    ch_buffer_add(&key, rest);
    key.failed = key.failed || rest.at == NULL;
    return ch_group_keep(arena, &key);
}

/* A key is cut at CH_GROUP_TEXT_MAX: a long left part must leave some of the right one. */
ch_text ch_group_key_left(ch_arena *arena, ch_text text)
{
    enum { LEFT_MOST = 80 };
    ch_text whole = ch_group_key(arena, text);
    if (whole.length == 0)
        return whole;
    ch_buffer key = ch_buffer_init(CH_GROUP_KEY_MOST);
    for (size_t i = 0, width; i < whole.length && i < LEFT_MOST; i += width) {
        int32_t c;
        ch_text rest = {whole.at + i, whole.length - i};
        width = ch_character_next(rest, &c);
        if (c == '=')
            ch_buffer_literal(&key, "U+003D");
        else
            ch_buffer_add(&key, (ch_text){rest.at, width});
    }
    return ch_group_keep(arena, &key);
}

ch_text ch_group_key_of_two(ch_arena *arena, ch_text left, ch_text right)
{
    ch_text texts[2] = {ch_group_key_left(arena, left), ch_group_key(arena, right)};
    ch_buffer key = ch_buffer_init(CH_GROUP_KEY_MOST);
    ch_buffer_add(&key, texts[0]);
    ch_buffer_literal(&key, " = ");
    ch_buffer_add(&key, texts[1]);
    key.failed = key.failed || texts[0].at == NULL || texts[1].at == NULL;
    return ch_group_keep(arena, &key);
}
