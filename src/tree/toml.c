/* TOML, read by its brackets and quotes alone. Depth is bounded by an array, and nothing recurses. What keys mean is
 * manifest.c's. A document that is no TOML does no harm: what cannot be followed ends its line. */
#include "tree/toml.h"

#include "base/unicode.h"

/* An open list or inline table. */
typedef struct bracket {
    bool list;
    unsigned keys; /* of the path, before it */
} bracket;

typedef struct reader {
    ch_text text;
    ch_arena *arena;
    size_t at;
    ch_text keys[CH_TOML_DEEPEST];
    size_t offsets[CH_TOML_DEEPEST];
    unsigned count, table; /* keys of the path; of these, those of the table's header */
    bracket open[CH_TOML_DEEPEST];
    unsigned depth; /* brackets that are open, those beyond what is kept too */
    ch_toml_told *told;
    void *context;
} reader;

static bool is_over(const reader *r)
{
    return r->at >= r->text.length;
}

static char here(const reader *r)
{
    return is_over(r) ? '\n' : r->text.at[r->at];
}

static void skip_line(reader *r)
{
    const char *end = is_over(r) ? NULL : memchr(r->text.at + r->at, '\n', r->text.length - r->at);
    r->at = end == NULL ? r->text.length : (size_t)(end - r->text.at);
}

static void skip_blanks(reader *r)
{
    while (!is_over(r) && (here(r) == ' ' || here(r) == '\t' || here(r) == '\r'))
        r->at++;
}

/* ---- strings and keys ---- */

static bool is_tripled(const reader *r, char quote)
{
    return r->at + 2 < r->text.length && r->text.at[r->at + 1] == quote && r->text.at[r->at + 2] == quote;
}

/* Of `digits` digits; -1: not so many, or no character. */
static int32_t code_point(ch_text text, size_t digits)
{
    int64_t code = ch_text_hex(text, digits);
    return code <= 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000) ? -1 : (int32_t)code;
}

/* One escape at the beginning of `text`, behind its backslash: what it takes of it, 0 where it is none. */
static size_t read_escape(ch_text text, char **into)
{
    static const char letters[] = "btnfre\"\\", values[] = "\b\t\n\f\r\x1B\"\\";
    char c = text.length == 0 ? '\0' : text.at[0];
    const char *letter = c == '\0' ? NULL : strchr(letters, c);
    if (letter != NULL) {
        *(*into)++ = values[letter - letters];
        return 1;
    }
    size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    int32_t code = digits == 0 ? -1 : code_point((ch_text){text.at + 1, text.length - 1}, digits);
    if (code < 0)
        return 0;
    *into = ch_character_put(code, *into);
    return 1 + digits;
}

/* How much of `text` a backslash at the end of a line takes away: all blanks and breaks behind it; 0: none is there. */
static size_t read_line_end(ch_text text)
{
    bool broken = false;
    size_t length = 0;
    for (; length < text.length && strchr(" \t\r\n", text.at[length]) != NULL && text.at[length] != '\0'; length++)
        broken = broken || text.at[length] == '\n';
    return broken ? length : 0;
}

/* With its escapes read (TOML 1.1's too), or itself where it has none: names may be spelt by them. What is no escape
 * stays. No escape is shorter than the character that it stands for. */
static ch_text unescape(const reader *r, ch_text text, char quote)
{
    if (quote != '"' || ch_text_find(text, '\\') == NULL)
        return text;
    char *copy = ch_arena_take_raw(r->arena, text.length), *into = copy;
    if (copy == NULL)
        return CH_NO_TEXT;
    for (size_t i = 0; i < text.length; i++) {
        ch_text rest = {text.at + i + 1, text.length - i - 1};
        size_t taken = text.at[i] == '\\' ? read_line_end(rest) : 0;
        if (taken == 0 && text.at[i] == '\\')
            taken = read_escape(rest, &into);
        if (taken == 0)
            *into++ = text.at[i];
        i += taken;
    }
    return (ch_text){copy, (size_t)(into - copy)};
}

/* A line break right behind the quotes of several lines belongs to none of them. */
static void skip_break(reader *r)
{
    if (!is_over(r) && here(r) == '\r')
        r->at++;
    if (!is_over(r) && here(r) == '\n')
        r->at++;
}

/* From its first quote to behind its last one; one line's string ends with the line at the latest. Strings of TOML
 * 1.0: "…" and '…' on one line, """…""" and '''…''' on several; backslashes escape in the double ones alone. */
static ch_text read_string(reader *r, size_t *offset)
{
    char quote = here(r);
    bool tripled = is_tripled(r, quote);
    r->at += tripled ? 3 : 1;
    if (tripled)
        skip_break(r);
    size_t start = r->at;
    *offset = start;
    for (; !is_over(r); r->at++) {
        char c = here(r);
        if (c == '\\' && quote == '"') {
            r->at++;
        } else if (c == '\n' && !tripled) {
            break;
        } else if (c == quote && (!tripled || is_tripled(r, quote))) {
            ch_text string = {r->text.at + start, r->at - start};
            r->at += tripled ? 3 : 1;
            return unescape(r, string, quote);
        }
    }
    r->at = r->at > r->text.length ? r->text.length : r->at;
    return (ch_text){r->text.at + start, r->at - start};
}

/* Bare keys of TOML 1.0. */
static bool is_bare(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

static ch_text read_bare(reader *r)
{
    size_t start = r->at;
    while (!is_over(r) && is_bare(here(r)))
        r->at++;
    return (ch_text){r->text.at + start, r->at - start};
}

/* A key, dotted or not, behind `before` others. False where there is none. Keys beyond what is kept are read and
 * dropped: the path is then one of fewer keys, and the reading stays in step. */
static bool read_key(reader *r, unsigned before)
{
    r->count = before;
    for (;;) {
        skip_blanks(r);
        size_t offset = r->at;
        bool quoted = here(r) == '"' || here(r) == '\'';
        ch_text key = quoted ? read_string(r, &offset) : read_bare(r);
        if (!quoted && key.length == 0)
            return false;
        if (r->count < CH_TOML_DEEPEST) {
            r->offsets[r->count] = offset;
            r->keys[r->count++] = key;
        }
        skip_blanks(r);
        if (here(r) != '.')
            return true;
        r->at++;
    }
}

static void tell(const reader *r, ch_text string, size_t offset)
{
    ch_toml_event event = {.keys = r->keys,
                           .offsets = r->offsets,
                           .count = r->count,
                           .string = string,
                           .offset = offset,
                           .in_list = r->depth > 0 && r->depth <= CH_TOML_DEEPEST && r->open[r->depth - 1].list};
    if (r->count > 0)
        r->told(r->context, &event);
}

static void tell_key(const reader *r)
{
    if (r->count > 0)
        tell(r, CH_NO_TEXT, r->offsets[r->count - 1]);
}

/* ---- values ---- */

/* Brackets beyond the array are counted, so that each closes its own. */
static void open_bracket(reader *r, bool list)
{
    if (r->depth < CH_TOML_DEEPEST)
        r->open[r->depth] = (bracket){list, r->count};
    r->depth++;
    r->at++;
}

static void close_bracket(reader *r)
{
    r->depth--;
    r->at++;
    if (r->depth < CH_TOML_DEEPEST)
        r->count = r->open[r->depth].keys;
}

static bool is_in_table(const reader *r)
{
    return r->depth > 0 && r->depth <= CH_TOML_DEEPEST && !r->open[r->depth - 1].list;
}

/* A key within an inline table. At least one byte is passed, or a byte that begins no key would be read for ever. */
static void read_inner_key(reader *r)
{
    size_t start = r->at;
    if (read_key(r, r->open[r->depth - 1].keys) && here(r) == '=') {
        r->at++;
        tell_key(r);
    }
    r->at += r->at == start;
}

/* One token of a value that begins behind "="; false where the value has ended. */
static bool read_token(reader *r)
{
    char c = here(r);
    if (c == '#')
        skip_line(r);
    else if (c == '\n' && r->depth == 0)
        return false;
    else if (c == '[' || c == '{')
        open_bracket(r, c == '[');
    else if ((c == ']' || c == '}') && r->depth > 0)
        close_bracket(r);
    else if (c == ',' && is_in_table(r))
        r->count = r->open[r->depth - 1].keys, r->at++;
    else if (is_in_table(r) && r->count == r->open[r->depth - 1].keys && (is_bare(c) || c == '"' || c == '\''))
        read_inner_key(r);
    else if (c == '"' || c == '\'') {
        size_t offset;
        ch_text string = read_string(r, &offset);
        if (string.at != NULL)
            tell(r, string, offset);
    } else
        r->at++;
    return !is_over(r);
}

static void read_value(reader *r)
{
    r->depth = 0;
    while (read_token(r))
        continue;
}

/* ---- lines ---- */

/* "[table]" or "[[table]]". */
static void read_header(reader *r)
{
    r->at += r->at + 1 < r->text.length && r->text.at[r->at + 1] == '[' ? 2 : 1;
    r->table = read_key(r, 0) && here(r) == ']' ? r->count : 0;
    r->count = r->table;
    tell_key(r);
}

void ch_toml_read(ch_text document, ch_arena *arena, ch_toml_told *told, void *context)
{
    reader r = {.text = document, .arena = arena, .told = told, .context = context};
    for (; !is_over(&r); r.at++) {
        skip_blanks(&r);
        if (here(&r) == '[') {
            read_header(&r);
        } else if (here(&r) != '#' && here(&r) != '\n' && read_key(&r, r.table) && here(&r) == '=') {
            r.at++;
            tell_key(&r);
            read_value(&r);
        }
        skip_line(&r);
    }
}
