/* TOML, read by its brackets and quotes alone. Depth is bounded by an array, and nothing recurses. What keys mean is
 * manifest.c's. A document that is no TOML does no harm: what cannot be followed ends its line. */
#include "tree/toml.h"

/* An open list or inline table. */
typedef struct bracket {
    bool list;
    unsigned keys; /* of the path, before it */
} bracket;

typedef struct reader {
    ch_text text;
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

/* From its first quote to behind its last one; one line's string ends with the line at the latest. Strings of TOML
 * 1.0: "…" and '…' on one line, """…""" and '''…''' on several; backslashes escape in the double ones alone. They are
 * told as written, since no name needs an escape. */
static ch_text read_string(reader *r)
{
    char quote = here(r);
    bool tripled = is_tripled(r, quote);
    r->at += tripled ? 3 : 1;
    size_t start = r->at;
    for (; !is_over(r); r->at++) {
        char c = here(r);
        if (c == '\\' && quote == '"') {
            r->at++;
        } else if (c == '\n' && !tripled) {
            break;
        } else if (c == quote && (!tripled || is_tripled(r, quote))) {
            ch_text string = {r->text.at + start, r->at - start};
            r->at += tripled ? 3 : 1;
            return string;
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
        ch_text key = quoted ? read_string(r) : read_bare(r);
        if (!quoted && key.length == 0)
            return false;
        if (r->count < CH_TOML_DEEPEST) {
            r->offsets[r->count] = offset + quoted;
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
        size_t offset = r->at + (is_tripled(r, c) ? 3 : 1);
        tell(r, read_string(r), offset);
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

void ch_toml_read(ch_text document, ch_toml_told *told, void *context)
{
    reader r = {.text = document, .told = told, .context = context};
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
