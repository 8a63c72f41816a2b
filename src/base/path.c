/* Paths by their letters. That "a/.." is nothing holds where `a` is no link: who names a file through one names it so
 * each time. */
#include "base/path.h"

#include "base/source.h"
#include "base/unicode.h"

/* Where the last part of a path begins; its slash aside. */
static size_t last_part(const char *path, size_t length)
{
    while (length > 0 && path[length - 1] != '/')
        length--;
    return length;
}

/* Adds a part to a path that holds `length` bytes, behind the `root` of one that is absolute; how long it is then. A
 * part that leads up takes one away, where there is one that does not lead up itself. */
static size_t add_step(char *path, size_t root, size_t length, ch_text part)
{
    size_t last = last_part(path, length);
    bool up = ch_text_is(part, ".."),
         may_go = length > last && !ch_text_is((ch_text){path + last, length - last}, "..");
    if (part.length == 0 || ch_text_is(part, ".") || (up && length == root && root > 0))
        return length;
    if (up && may_go)
        return last > root ? last - 1 : root;
    if (length > root)
        path[length++] = '/';
    ch_text_copy(path + length, part);
    return length + part.length;
}

size_t ch_path_make_plain(char *into, const char *path)
{
    size_t root = path[0] == '/', length = root;
    into[0] = '/';
    for (const char *rest = path;;) {
        size_t step = strcspn(rest, "/");
        length = add_step(into, root, length, (ch_text){rest, step});
        if (rest[step] == '\0')
            break;
        rest += step + 1;
    }
    into[length] = '\0';
    return length;
}

ch_text ch_path_plain(ch_arena *arena, const char *path)
{
    char *plain = ch_arena_take_raw(arena, strlen(path) + 1);
    return plain == NULL ? CH_NO_TEXT : (ch_text){plain, ch_path_make_plain(plain, path)};
}

ch_text ch_path_below(ch_text path, const char *folder)
{
    size_t length = strcmp(folder, "/") == 0 ? 0 : strlen(folder);
    if (path.length < length || memcmp(path.at, folder, length) != 0)
        return CH_NO_TEXT;
    if (path.length == length)
        return (ch_text){path.at + length, 0};
    return path.at[length] == '/' ? (ch_text){path.at + length + 1, path.length - length - 1} : CH_NO_TEXT;
}

/* Bytes that no JSON of ours may spell (tree/keys), and those that are no text: as in a URI, with its `%`. */
static bool is_spelt_out(ch_text rest, size_t *length)
{
    int32_t character;
    *length = ch_character_next(rest, &character);
    bool malformed = *length == 1 && (unsigned char)rest.at[0] >= 0x80;
    return malformed || character == '%' || !ch_character_allowed(character);
}

ch_text ch_path_writable(ch_arena *arena, const char *path)
{
    static const char digits[] = "0123456789ABCDEF";
    ch_text plain = ch_path_plain(arena, path);
    char *spelt = plain.at == NULL ? NULL : ch_arena_take_raw(arena, 3 * plain.length + 1);
    size_t end = 0, length;
    if (spelt == NULL)
        return CH_NO_TEXT;
    for (ch_text rest = plain; rest.length > 0; rest = (ch_text){rest.at + length, rest.length - length}) {
        bool out = is_spelt_out(rest, &length);
        for (size_t i = 0; i < length; i++) {
            unsigned char byte = (unsigned char)rest.at[i];
            if (out)
                spelt[end++] = '%';
            spelt[end++] = out ? digits[byte >> 4] : rest.at[i];
            if (out)
                spelt[end++] = digits[byte & 15];
        }
    }
    return (ch_text){spelt, end};
}
