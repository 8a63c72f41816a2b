/* Laying a scalar's value beside its spelling. It is known from the value what each piece of the spelling
 * means, so that YAML's rules of folding and chomping need not be told again here: line breaks and the
 * blanks around them stand for whatever breaks or blanks the value has in that place. */
#include "tree/spelling.h"

#include "base/unicode.h"

typedef struct walk {
    ch_text from;  /* the scalar's spelling, without quotes or header */
    uint32_t base; /* of it in the source */
    ch_text value;
    size_t at, done; /* bytes of both that are behind */
    ch_span *spans;
    size_t indent; /* of a block's lines; flows lose all blanks around breaks */
    size_t plain;  /* up to here no break follows the blanks: nobody looks twice */
    bool block;
} walk;

static unsigned char peek(const walk *w, size_t ahead)
{
    return w->at + ahead < w->from.length ? (unsigned char)w->from.at[w->at + ahead] : '\0';
}

/* `taken` bytes of the spelling stand for `given` bytes of the value. Never beyond the value: what does not fit means
 * that the scalar is not spelt here, and its whole span is told instead. */
static bool put(walk *w, size_t taken, size_t given)
{
    if (w->done + given > w->value.length)
        return false;
    uint32_t start = w->base + (uint32_t)w->at;
    for (size_t i = 0; i < given; i++)
        w->spans[w->done + i] = (ch_span){start, start + (uint32_t)taken};
    w->done += given;
    w->at += taken;
    return true;
}

static bool put_byte(walk *w)
{
    return w->done < w->value.length && w->value.at[w->done] == w->from.at[w->at] && put(w, 1, 1);
}

/* ---- line breaks ---- */

static bool is_blank(unsigned char c)
{
    return c == ' ' || c == '\t';
}

static size_t break_length(const walk *w, size_t ahead)
{
    if (peek(w, ahead) == '\n')
        return 1;
    return peek(w, ahead) == '\r' && peek(w, ahead + 1) == '\n' ? 2 : 0;
}

/* Blanks, and whether a break follows them. */
static size_t blanks(const walk *w, size_t ahead)
{
    size_t count = 0;
    while (is_blank(peek(w, ahead + count)))
        count++;
    return count;
}

static size_t indentation(const walk *w, size_t ahead)
{
    size_t count = 0;
    while (count < w->indent && peek(w, ahead + count) == ' ')
        count++;
    return count;
}

/* A break with the empty lines after it and the next line's indentation; 0: none here. */
static size_t breaks(walk *w, size_t *lines)
{
    *lines = 0;
    if (w->at < w->plain)
        return 0;
    /* Remembered, or a line of blanks without a break would be walked again from each of them. */
    size_t ahead = w->block ? 0 : blanks(w, 0), length;
    w->plain = w->at + ahead;
    while ((length = break_length(w, ahead)) > 0) {
        ahead += length;
        ahead += w->block ? indentation(w, ahead) : blanks(w, ahead);
        ++*lines;
    }
    return *lines == 0 ? 0 : ahead;
}

/* One blank, or as many breaks as the value goes on with. */
static bool put_breaks(walk *w, size_t taken, size_t lines)
{
    size_t given = 0;
    while (given < lines && w->done + given < w->value.length && w->value.at[w->done + given] == '\n')
        given++;
    if (given == 0 && w->done < w->value.length && w->value.at[w->done] == ' ')
        given = 1;
    return put(w, taken, given);
}

static bool walk_breaks(walk *w, bool *found)
{
    size_t lines, taken = breaks(w, &lines);
    *found = taken > 0;
    return !*found || put_breaks(w, taken, lines);
}

/* ---- escapes ---- */

/* The number that `count` hexadecimal digits spell; -1: there are fewer, or it is no character's. */
static int32_t read_digits(ch_text text, size_t count)
{
    int64_t number = ch_text_hex(text, count);
    return number > 0x10FFFF ? -1 : (int32_t)number;
}

static bool is_surrogate(int32_t c, int32_t first)
{
    return c >= first && c < first + 0x400;
}

/* JSON spells what lies beyond the first plane by two of its escapes. */
static size_t join_surrogates(ch_text text, int32_t *character)
{
    int32_t low =
        text.length >= 12 && text.at[6] == '\\' && text.at[7] == 'u' ? read_digits(ch_text_behind(text, 8), 4) : -1;
    if (!is_surrogate(*character, 0xD800) || !is_surrogate(low, 0xDC00))
        return 0;
    *character = 0x10000 + ((*character - 0xD800) << 10) + (low - 0xDC00);
    return 12;
}

static size_t numeric_length(ch_text text, size_t digits, int32_t *character)
{
    *character = read_digits(ch_text_behind(text, 2), digits);
    if (*character >= 0xD800 && *character < 0xE000)
        return join_surrogates(text, character);
    return *character < 0 ? 0 : 2 + digits;
}

/* The bytes of the escape that `text` begins with, and what it stands for; 0: there is none. Escapes of YAML 1.2
 * (5.7), among which are those of JSON (RFC 8259, section 7). */
static size_t escape_length(ch_text text, int32_t *character)
{
    static const struct {
        char letter;
        int32_t character;
    } letters[] = {
        {'0', 0},   {'a', 7},     {'b', 8},    {'t', '\t'}, {'\t', '\t'},  {'n', '\n'},
        {'v', 11},  {'f', 12},    {'r', '\r'}, {'e', 27},   {' ', ' '},    {'"', '"'},
        {'/', '/'}, {'\\', '\\'}, {'N', 0x85}, {'_', 0xA0}, {'L', 0x2028}, {'P', 0x2029},
    };
    static const struct {
        char letter;
        size_t digits;
    } numeric[] = {{'x', 2}, {'u', 4}, {'U', 8}};
    if (text.length < 2 || *text.at != '\\')
        return 0;
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (text.at[1] == letters[i].letter) {
            *character = letters[i].character;
            return 2;
        }
    for (size_t i = 0; i < sizeof numeric / sizeof *numeric; i++)
        if (text.at[1] == numeric[i].letter)
            return numeric_length(text, numeric[i].digits, character);
    return 0;
}

/* ---- the styles ---- */

/* Bytes of the value that an escape stands for: one character, of which the value says how long it is. */
static size_t character_length(const walk *w)
{
    size_t length = 1;
    while (w->done + length < w->value.length && (w->value.at[w->done + length] & 0xC0) == 0x80)
        length++;
    return length;
}

static bool walk_escape(walk *w)
{
    size_t line = break_length(w, 1);
    if (line > 0) /* an escaped break stands for nothing */
        return put(w, 1 + line + blanks(w, 1 + line), 0);
    int32_t character;
    size_t taken = escape_length((ch_text){w->from.at + w->at, w->from.length - w->at}, &character);
    return taken > 0 && put(w, taken, character_length(w));
}

/* Double, single and plain scalars (YAML 1.2, 7.3) fold their lines alike. */
static bool walk_flow(walk *w, char quote)
{
    while (w->at < w->from.length) {
        bool found, good = walk_breaks(w, &found);
        if (found)
            ; /* it has been put */
        else if (quote == '"' && peek(w, 0) == '\\')
            good = walk_escape(w);
        else if (quote != '\0' && peek(w, 0) == (unsigned char)quote && peek(w, 1) == (unsigned char)quote)
            good = put(w, 2, 1); /* in single quotes, and in a cell's */
        else
            good = put_byte(w);
        if (!good)
            return false;
    }
    return true;
}

/* The indentation is what the first line that is not empty has more than its value. An indicator (|2) need not be
 * read for it (YAML 1.2, 8.1.1.1): the value shows what was taken off. */
static void find_indent(walk *w)
{
    size_t ahead = 0, length, spaces = 0, own = 0, first = 0;
    for (;;) {
        spaces = 0;
        while (peek(w, ahead + spaces) == ' ')
            spaces++;
        length = break_length(w, ahead + spaces);
        if (length == 0)
            break;
        ahead += spaces + length;
    }
    while (first < w->value.length && w->value.at[first] == '\n')
        first++;
    while (first + own < w->value.length && w->value.at[first + own] == ' ')
        own++;
    w->indent = spaces > own ? spaces - own : 0;
}

/* What stands before the first line: empty lines are in the value, the indentation is not. Literal or folded, and
 * chomped in which way (YAML 1.2, 8.1), only the value tells. */
static bool walk_block(walk *w)
{
    find_indent(w);
    w->at += indentation(w, 0);
    while (w->at < w->from.length) {
        bool found;
        if (!walk_breaks(w, &found))
            return false;
        if (!found && w->done == w->value.length) /* chomped, or a comment after the block */
            return true;
        if (!found && !put_byte(w))
            return false;
    }
    return true;
}

/* ---- where the spelling stands ---- */

/* Past "|2-  # comment" and its break. */
static void skip_header(walk *w)
{
    while (w->at < w->from.length && break_length(w, 0) == 0)
        w->at++;
    w->at += break_length(w, 0);
}

static bool walk_scalar(walk *w, bool plain)
{
    unsigned char first = peek(w, 0);
    if (!plain && (first == '|' || first == '>')) {
        w->block = true;
        skip_header(w);
        return walk_block(w);
    }
    if (plain)
        return walk_flow(w, '\0');
    if (w->from.length < 2 || (first != '"' && first != '\''))
        return false;
    w->from.length--; /* the closing quote */
    w->at = 1;
    return walk_flow(w, (char)first);
}

ch_spelling ch_spelling_of(const ch_source *source, const ch_node *scalar, ch_arena *arena)
{
    ch_span span = scalar->span;
    ch_spelling spelling = {span, scalar->text.length, NULL};
    if (span.end > source->bytes.length || span.start >= span.end)
        return spelling;
    walk w = {.from = {source->bytes.at + span.start, span.end - span.start},
              .base = span.start,
              .value = scalar->text};
    w.spans = ch_arena_take_many(arena, scalar->text.length + 1, sizeof *w.spans);
    if (w.spans != NULL && walk_scalar(&w, scalar->plain) && w.done == w.value.length)
        spelling.bytes = w.spans;
    return spelling;
}

ch_span ch_spelling_place(const ch_spelling *spelling, ch_span range)
{
    size_t length = spelling->length, start = range.start, end = range.end;
    if (spelling->bytes == NULL || length == 0)
        return spelling->whole;
    if (end > length)
        end = length;
    if (start >= length) { /* something is missing at the end */
        uint32_t last = spelling->bytes[length - 1].end;
        return (ch_span){last, last + 1};
    }
    if (end <= start)
        end = start + 1;
    return (ch_span){spelling->bytes[start].start, spelling->bytes[end - 1].end};
}

/* ---- without the value ---- */

typedef struct reading {
    walk from; /* of the piece; its value is what is written */
    char *text;
    ch_span *bytes;
    size_t length;
    bool differs;
} reading;

/* `taken` bytes of the piece stand for `given`. */
static void write_down(reading *r, size_t taken, ch_text given)
{
    ch_span span = {(uint32_t)r->from.at, (uint32_t)(r->from.at + taken)};
    r->differs = r->differs || given.length != taken || memcmp(given.at, r->from.from.at + r->from.at, taken) != 0;
    for (size_t i = 0; i < given.length; i++) {
        r->bytes[r->length] = span;
        r->text[r->length++] = given.at[i];
    }
    r->from.at += taken;
}

static bool read_breaks(reading *r)
{
    static const char feeds[] = "\n";
    size_t lines, taken = breaks(&r->from, &lines);
    if (taken > 0)
        write_down(r, taken, lines == 1 ? CH_LITERAL(" ") : (ch_text){feeds, 1});
    return taken > 0;
}

static bool read_escape(reading *r, ch_text rest)
{
    char bytes[4];
    int32_t character;
    size_t line = peek(&r->from, 0) == '\\' ? break_length(&r->from, 1) : 0;
    if (line > 0) {
        write_down(r, 1 + line + blanks(&r->from, 1 + line), CH_LITERAL(""));
        return true;
    }
    size_t taken = escape_length(rest, &character);
    if (taken > 0)
        write_down(r, taken, (ch_text){bytes, (size_t)(ch_character_put(character, bytes) - bytes)});
    return taken > 0;
}

static void read_next(reading *r)
{
    const walk *from = &r->from;
    ch_text rest = ch_text_behind(from->from, from->at);
    if (read_breaks(r) || read_escape(r, rest))
        return;
    bool doubled = (*rest.at == '\'' || *rest.at == '"') && peek(from, 1) == (unsigned char)*rest.at;
    write_down(r, doubled ? 2 : 1, (ch_text){rest.at, 1});
}

/* Used where a value is not known, on a piece that may begin anywhere: it reads what any syntax could have meant. */
ch_reading ch_spelling_read(ch_text piece, ch_arena *arena)
{
    static const char marks[] = {'\\', '\n', '\'', '"'};
    bool some = false;
    for (size_t i = 0; i < sizeof marks && !some && piece.length > 0; i++)
        some = ch_text_find(piece, marks[i]) != NULL;
    if (!some)
        return (ch_reading){piece, NULL};
    enum { MOST = 2 }; /* bytes for each that is read: "\\L" is U+2028, of three */
    reading r = {.from = {.from = piece}};
    r.text = ch_arena_take_raw(arena, piece.length * MOST + 1);
    r.bytes = ch_arena_take_raw(arena, (piece.length * MOST + 1) * sizeof *r.bytes);
    if (r.text == NULL || r.bytes == NULL)
        return (ch_reading){CH_NO_TEXT, NULL};
    while (r.from.at < piece.length)
        read_next(&r);
    return r.differs ? (ch_reading){{r.text, r.length}, r.bytes} : (ch_reading){piece, NULL};
}
