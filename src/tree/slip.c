/* The commonest slips in YAML, each found by what stands around the place at which the parser gave up. A finder looks
 * at lines, not at grammar: what it shows is a proposal to a person, and nothing is ever read by it. Where none knows
 * better, the parser's place and a sentence about it are told. */
#include "tree/slip.h"

#include "base/french.h"
#include "base/unicode.h"
#include "tree/misread.h"

typedef struct line {
    size_t start, first, end; /* of its bytes; the first and the last that are no blanks */
} line;

typedef struct looking {
    const ch_source *source;
    ch_arena *arena;
    const ch_stop *stop;
    line here; /* the line of stop->at */
    line from; /* the line of stop->from */
} looking;

/* Longer texts are not shown whole. */
#define SHOWN_MAX ((size_t)160)

/* ---- bytes and lines ---- */

static char byte_at(const looking *k, size_t at)
{
    return at < k->source->bytes.length ? k->source->bytes.at[at] : '\0';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_end(char c)
{
    return c == '\0' || c == '\n' || c == '\r';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static ch_text text_at(const looking *k, size_t start, size_t end)
{
    return (ch_text){k->source->bytes.at + start, end - start};
}

static ch_span span_of(size_t start, size_t end)
{
    return (ch_span){(uint32_t)start, (uint32_t)end};
}

/* The character at `at`; none at the source's end. */
static ch_span sign_at(const looking *k, size_t at)
{
    int32_t character;
    size_t left = k->source->bytes.length - at;
    return span_of(at, left == 0 ? at : at + ch_character_next(text_at(k, at, at + left), &character));
}

static line line_of(const looking *k, size_t at)
{
    line l = {.start = at, .end = at};
    while (l.start > 0 && byte_at(k, l.start - 1) != '\n')
        l.start--;
    for (l.first = l.start; is_blank(byte_at(k, l.first));)
        l.first++;
    while (l.end < k->source->bytes.length && byte_at(k, l.end) != '\n')
        l.end++;
    while (l.end > l.first && (is_blank(byte_at(k, l.end - 1)) || byte_at(k, l.end - 1) == '\r'))
        l.end--;
    return l;
}

/* The nearest line above that says something. */
static bool line_above(const looking *k, line of, line *above)
{
    for (size_t at = of.start; at > 0; at = above->start) {
        *above = line_of(k, at - 1);
        if (above->first < above->end && byte_at(k, above->first) != '#')
            return true;
    }
    return false;
}

static size_t indent(line l)
{
    return l.first - l.start;
}

/* Behind the dashes of items. */
static size_t content_of(const looking *k, line l)
{
    size_t at = l.first;
    while (byte_at(k, at) == '-' && is_blank(byte_at(k, at + 1)))
        for (at++; is_blank(byte_at(k, at));)
            at++;
    return at;
}

/* As people count: from 1. */
static ch_text column_at(const looking *k, size_t at)
{
    return ch_text_int(k->arena, (int64_t)ch_source_place(k->source, sign_at(k, at)).column);
}

/* The colon of "key: …" that stands first in a range; `end` where there is none. */
static size_t colon_in(const looking *k, size_t at, size_t end)
{
    while (at < end && !(byte_at(k, at) == ':' && (is_blank(byte_at(k, at + 1)) || is_end(byte_at(k, at + 1)))))
        at++;
    return at;
}

/* Where the value begins that stands on a line before `at`: behind a key's colon or an item's dash. */
static size_t value_of(const looking *k, line l, size_t at)
{
    size_t from = content_of(k, l);
    size_t colon = colon_in(k, from, at);
    if (colon < at)
        from = colon + 1;
    while (from < l.end && is_blank(byte_at(k, from)))
        from++;
    return from;
}

/* ---- what is shown ---- */

static ch_text keep(const looking *k, ch_buffer *shown)
{
    ch_text kept = ch_arena_text(k->arena, ch_buffer_text(shown));
    k->arena->failed = k->arena->failed || shown->failed;
    ch_buffer_clear(shown);
    return kept;
}

/* In the quotes that need no escape: YAML's single ones double theirs (1.2, 7.3.2). No text where there is nothing to
 * show: a value in brackets ends somewhere else than its line. */
static ch_text in_quotes(const looking *k, size_t start, size_t end)
{
    ch_text text = text_at(k, start, end);
    line l = line_of(k, start);
    bool within = memchr(k->source->bytes.at + l.start, '[', start - l.start) != NULL ||
                  memchr(k->source->bytes.at + l.start, '{', start - l.start) != NULL;
    if (text.length == 0 || text.length > SHOWN_MAX || within)
        return CH_NO_TEXT;
    bool single = ch_text_find(text, '"') != NULL || ch_text_find(text, '\\') != NULL;
    ch_buffer shown = ch_buffer_init(3 * SHOWN_MAX);
    ch_buffer_add_char(&shown, single ? '\'' : '"');
    for (size_t i = 0; i < text.length; i++)
        ch_buffer_add(&shown, single && text.at[i] == '\'' ? CH_LITERAL("''") : (ch_text){text.at + i, 1});
    ch_buffer_add_char(&shown, single ? '\'' : '"');
    return keep(k, &shown);
}

static ch_message help_quotes(const looking *k, size_t start, size_t end)
{
    ch_text shown = in_quotes(k, start, end);
    return shown.length > 0 ? ch_say1("put the text in quotes: %s", shown) : ch_say("put the text in quotes");
}

/* A range of a line, with a piece of it replaced. */
static ch_text replaced(const looking *k, ch_span range, ch_span piece, const char *by)
{
    ch_buffer shown = ch_buffer_init(2 * SHOWN_MAX);
    if (range.end - range.start > SHOWN_MAX)
        return CH_NO_TEXT;
    ch_buffer_add(&shown, text_at(k, range.start, piece.start));
    ch_buffer_add(&shown, ch_text_of(by));
    ch_buffer_add(&shown, text_at(k, piece.end, range.end));
    return keep(k, &shown);
}

static bool tell(ch_slip *slip, ch_span span, ch_message message, ch_message help)
{
    help.respelt = true;
    *slip = (ch_slip){span, message, help};
    return true;
}

/* ---- a line that should have been "key: value" ---- */

/* Blanks at `at`, foreign ones too. */
static size_t skip_blanks(const looking *k, size_t at, size_t end)
{
    char plain[CH_PLAIN_LENGTH];
    size_t length, bytes;
    int32_t character;
    for (; at < end; at += bytes) {
        bytes = ch_character_next(text_at(k, at, end), &character);
        if (character != ' ' && character != '\t' && ch_character_plain(character, plain, &length) != CH_PLAIN_BLANK)
            break;
    }
    return at;
}

/* Bytes of a sign that people write between a key and its value: a colon, that of another keyboard, an equals sign. */
static size_t separator_at(const looking *k, size_t at)
{
    static const char *const signs[] = {":", "=", "\xEF\xBC\x9A", "\xEF\xB9\x95", "\xE2\x88\xB6"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (ch_text_begins(text_at(k, at, k->source->bytes.length), signs[i]))
            return strlen(signs[i]);
    return 0;
}

/* The blanks and the sign between a key and its value; `*sign` is where that stands. An address (https://…), a path
 * (C:\…) and a time (10:30) have none. */
static bool find_separator(const looking *k, size_t from, size_t end, ch_span *separator, size_t *sign)
{
    size_t at = from;
    while (at < end && separator_at(k, at) == 0 && skip_blanks(k, at, end) == at &&
           (is_letter(byte_at(k, at)) || (at > from && strchr("-_0123456789", byte_at(k, at)) != NULL)))
        at = sign_at(k, at).end;
    *sign = skip_blanks(k, at, end);
    size_t behind = *sign + separator_at(k, *sign);
    if (at == from || *sign >= end || behind == *sign || strchr("/\\", byte_at(k, behind)) != NULL)
        return false;
    *separator = span_of(at, skip_blanks(k, behind, end));
    return true;
}

static bool tell_separator(const looking *k, size_t from, size_t end, ch_slip *slip)
{
    ch_span separator;
    size_t sign;
    if (!find_separator(k, from, end, &separator, &sign))
        return false;
    char c = byte_at(k, sign);
    if (c == ':' && is_blank(byte_at(k, sign + 1)))
        return false; /* a key as it should be */
    ch_message message = c == '='   ? ch_say("an equals sign stands where a colon is wanted")
                         : c == ':' ? ch_say("a space is missing after this colon")
                                    : ch_say("this sign is not the colon of the keyboard");
    ch_text shown = replaced(k, span_of(from, end), separator, ": ");
    return tell(slip, sign_at(k, sign), message,
                shown.length > 0 ? ch_say1("write %s, with a space after the colon", shown)
                                 : ch_say("write \"key: value\", with a space after the colon"));
}

/* A hyphen without its space, or what other programs begin an item with. */
static bool tell_bullet(const looking *k, size_t from, size_t end, ch_slip *slip)
{
    size_t length = ch_bullet(text_at(k, from, end));
    if (length == 0)
        return false;
    ch_text shown = replaced(k, span_of(from, end), span_of(from, skip_blanks(k, from + length, end)), "- ");
    return tell(slip, sign_at(k, from),
                byte_at(k, from) == '-' ? ch_say("a space is missing after this hyphen")
                                        : ch_say("an item of a list does not begin with this sign"),
                shown.length > 0 ? ch_say1("write %s, with a hyphen and a space", shown)
                                 : ch_say("begin each item with a hyphen and a space"));
}

/* "-----", "======", "// note". */
static bool tell_remark(const looking *k, size_t from, size_t end, ch_slip *slip)
{
    size_t at = from;
    while (at < end && strchr("-=_*~+", byte_at(k, at)) != NULL)
        at++;
    bool slashes = byte_at(k, from) == '/' && strchr("/*", byte_at(k, from + 1)) != NULL;
    if (!slashes && (at < end || end - from < 3))
        return false;
    return tell(slip, span_of(from, end), ch_say("this line is no key"),
                ch_say("write # and a space before it, so that it is not read; or remove it"));
}

static bool tell_line(const looking *k, size_t from, size_t end, ch_slip *slip)
{
    return tell_remark(k, from, end, slip) || tell_bullet(k, from, end, slip) || tell_separator(k, from, end, slip);
}

/* A key longer than 1024 characters, or of several lines, is none (YAML 1.2, 7.4.2): libyaml finds no colon then. */
static bool find_keyless(const looking *k, ch_slip *slip)
{
    size_t from = k->stop->from;
    line l = k->from;
    if (tell_line(k, from, l.end, slip))
        return true;
    if (colon_in(k, from, l.end) < l.end)
        return tell(slip, sign_at(k, from), ch_say("a key is longer than 1024 characters"),
                    ch_say("write a short key, and the text behind its colon"));
    return tell(slip, span_of(from, l.end), ch_say("this line has no colon"),
                ch_say("write \"key: value\"; or, if it goes on with the text above, indent it by two spaces"));
}

/* ---- a colon too many ---- */

/* "usage: 1 activity: drafting" */
static bool find_second_key(const looking *k, ch_slip *slip)
{
    size_t start = k->stop->at, value = value_of(k, k->here, start);
    while (start > value && !is_blank(byte_at(k, start - 1)))
        start--;
    if (start <= value || !ch_french_means(text_at(k, start, k->stop->at)))
        return false;
    return tell(slip, span_of(start, k->stop->at), ch_say("a second key stands on this line"),
                ch_say("begin each key on a line of its own, without a comma at its end"));
}

/* "purpose: Object: note" */
static bool find_second_colon(const looking *k, ch_slip *slip)
{
    if (colon_in(k, k->here.first, k->stop->at) >= k->stop->at)
        return false;
    ch_text shown = in_quotes(k, value_of(k, k->here, k->stop->at), k->here.end);
    return tell(slip, sign_at(k, k->stop->at), ch_say("a second colon stands on this line"),
                shown.length > 0
                    ? ch_say1("put a text that holds a colon in quotes: %s; begin each key on a line of its own", shown)
                    : ch_say("put a text that holds a colon in quotes; begin each key on a line of its own"));
}

typedef struct text_above {
    size_t text;    /* where the lines without a key's colon begin that the parser takes with this one for a text */
    line top;       /* its line; this one where there is none */
    size_t key;     /* the key over them that has a value on its line; SIZE_MAX: none */
    size_t columns; /* before that key */
} text_above;

static text_above look_above(const looking *k)
{
    text_above found = {k->here.first, k->here, SIZE_MAX, 0};
    for (line l; line_above(k, found.top, &l);) {
        size_t content = content_of(k, l), colon = colon_in(k, content, l.end);
        if (colon < l.end && value_of(k, l, l.end) < l.end)
            found.key = content, found.columns = content - l.start;
        if (colon < l.end)
            break;
        found.text = content;
        found.top = l;
        if (content > l.first)
            break;
    }
    return found;
}

/* The text's first line is the slip ("usage:1"), or this one is, by its indentation. */
static bool find_text_above(const looking *k, ch_slip *slip)
{
    text_above found = look_above(k);
    if (found.key != SIZE_MAX && indent(found.top) > found.columns)
        return tell(slip, span_of(k->here.first, k->stop->at),
                    ch_say("this line begins further right than the key above: it is read as more of its text"),
                    ch_of_ours(ch_say1("begin a key in the same column, %s; put a text of several lines in quotes",
                                       column_at(k, found.key)),
                               1));
    if (found.top.start == k->here.start)
        return false;
    return tell_line(k, found.text, found.top.end, slip) ||
           tell(slip, span_of(found.text, found.top.end), ch_say("this line has no colon"),
                ch_say("write \"key: value\", with a space after the colon"));
}

/* ---- quotes ---- */

static bool is_quote(char c)
{
    return c == '"' || c == '\'';
}

/* The scalar before `at`, where it is in quotes and nothing but blanks stands between. */
static bool quoted_before(const looking *k, ch_span *quoted)
{
    const ch_node *last = k->stop->last;
    if (last == NULL || last->plain || !is_quote(byte_at(k, last->span.start)) || last->span.end > k->stop->at)
        return false;
    *quoted = last->span;
    return skip_blanks(k, last->span.end, k->stop->at) == k->stop->at;
}

/* 'the minister's opinion': the apostrophe ends the text. What is shown is the line's rest, in other quotes. */
static bool find_quote_within(const looking *k, ch_slip *slip)
{
    ch_span quoted;
    if (!quoted_before(k, &quoted) || quoted.start < k->here.start)
        return false;
    char quote = byte_at(k, quoted.start);
    bool closed = byte_at(k, k->here.end - 1) == quote && k->here.end > quoted.end;
    size_t start = closed ? quoted.start + 1 : quoted.start, end = closed ? k->here.end - 1 : k->here.end;
    for (; closed && end > start + 1 && byte_at(k, start) == quote && byte_at(k, end - 1) == quote; end--)
        start++; /* ''a'' */
    ch_text shown = in_quotes(k, start, end);
    return tell(slip, span_of(quoted.end - 1, quoted.end), ch_say("this sign ends the text, and more follows"),
                shown.length > 0 ? ch_say1("put the text in quotes of the other kind: %s", shown)
                                 : ch_say("put the text in quotes of the other kind"));
}

/* One that is closed by the next text's. */
static bool find_quote_open(const looking *k, ch_slip *slip)
{
    ch_span quoted;
    if (!quoted_before(k, &quoted) || quoted.start >= k->here.start)
        return false;
    ch_text closed = ch_text_int(k->arena, (int64_t)ch_source_place(k->source, sign_at(k, quoted.end - 1)).line);
    return tell(slip, span_of(quoted.start, quoted.start + 1),
                ch_of_ours(ch_say1("the text that this quote begins ends on line %s, where more text follows", closed),
                           1),
                ch_say("close it where the text ends, with the same kind of quote"));
}

static bool find_quote_never_closed(const looking *k, ch_slip *slip)
{
    return tell(slip, sign_at(k, k->stop->from), ch_say("a quote that was opened is never closed"),
                ch_say("close it where the text ends, with the same kind of quote"));
}

/* C:\Users is no path in double quotes. */
static bool find_escape(const looking *k, ch_slip *slip)
{
    size_t at = k->stop->at, start = k->stop->from;
    while (at > start && byte_at(k, at) != '\\')
        at--;
    bool closed = at < k->from.end && k->from.end > start + 1 && byte_at(k, k->from.end - 1) == '"';
    ch_text shown = closed ? in_quotes(k, start + 1, k->from.end - 1) : CH_NO_TEXT;
    return tell(slip, span_of(at, at + 1), ch_say("a backslash in double quotes begins an escape, and this is none"),
                shown.length > 0 ? ch_say1("put the text in single quotes: %s", shown)
                                 : ch_say("write the backslash twice, or put the text in single quotes"));
}

/* ---- brackets ---- */

static bool is_closing(char c)
{
    return c == ']' || c == '}';
}

static bool find_closing_alone(const looking *k, ch_slip *slip)
{
    return is_closing(byte_at(k, k->stop->at)) &&
           tell(slip, sign_at(k, k->stop->at), ch_say("this bracket closes nothing"),
                ch_say("remove it, or write the one that opens it"));
}

/* [URGENT] note */
static bool find_text_behind(const looking *k, ch_slip *slip)
{
    size_t before = k->stop->at;
    while (before > k->here.first && is_blank(byte_at(k, before - 1)))
        before--;
    if (before == k->here.first || !is_closing(byte_at(k, before - 1)))
        return false;
    return tell(slip, sign_at(k, k->stop->at), ch_say("text follows a bracket that is closed"),
                k->stop->broken == CH_BROKEN_END ? ch_say("remove it, or write it within the brackets")
                                                 : help_quotes(k, value_of(k, k->here, before), k->here.end));
}

static bool is_list(const looking *k)
{
    return k->stop->broken == CH_BROKEN_BRACKETS;
}

static bool find_other_closing(const looking *k, ch_slip *slip)
{
    if (!is_closing(byte_at(k, k->stop->at)))
        return false;
    return tell(slip, sign_at(k, k->stop->at), ch_say("this bracket is not of the kind that was opened"),
                is_list(k) ? ch_say("write ] in its place") : ch_say("write } in its place"));
}

/* Brackets over several lines, as JSON's: what was opened has nothing behind it on its line. */
static bool find_comma_above(const looking *k, ch_slip *slip)
{
    line above;
    if (k->stop->from + 1 < k->from.end || k->stop->at >= k->source->bytes.length || !line_above(k, k->here, &above) ||
        above.end <= k->stop->from + 1 || byte_at(k, above.end - 1) == ',')
        return false;
    return tell(slip, span_of(above.end - 1, above.end), ch_say("a comma is missing at the end of this line"),
                ch_say("write a comma between two entries"));
}

static bool find_bracket_open(const looking *k, ch_slip *slip)
{
    if (k->from.start == k->here.start && k->stop->at < k->source->bytes.length)
        return false;
    return tell(slip, sign_at(k, k->stop->from),
                is_list(k) ? ch_say("a list in brackets is not closed") : ch_say("a mapping in braces is not closed"),
                is_list(k) ? ch_say("close it with ]") : ch_say("close it with }"));
}

static bool find_comma(const looking *k, ch_slip *slip)
{
    return tell(slip, sign_at(k, k->stop->at), ch_say("a comma is missing before this"),
                ch_say("write a comma between two entries, and quotes around a text that holds signs"));
}

/* ---- signs that begin something else ---- */

/* Lines of three backticks, copied from a page with the example. */
static bool find_fence(const looking *k, ch_slip *slip)
{
    return k->stop->at == k->here.first && ch_text_begins(text_at(k, k->here.first, k->here.end), "```") &&
           tell(slip, span_of(k->here.first, k->here.end), ch_say("this line is no part of the file"),
                ch_say("remove it"));
}

static bool find_tab(const looking *k, ch_slip *slip)
{
    size_t end = k->stop->at;
    while (byte_at(k, end) == '\t')
        end++;
    if (end == k->stop->at && k->stop->broken != CH_BROKEN_TAB)
        return false;
    return tell(slip, end > k->stop->at ? span_of(k->stop->at, end) : sign_at(k, k->stop->at),
                ch_say("a tab stands where spaces must indent"), ch_say("write two spaces in the place of each tab"));
}

static bool find_star(const looking *k, ch_slip *slip)
{
    return byte_at(k, k->stop->from) == '*' && k->stop->from == k->from.first &&
           is_blank(byte_at(k, k->stop->from + 1)) && tell_bullet(k, k->from.first, k->from.end, slip);
}

static bool find_sign(const looking *k, ch_slip *slip)
{
    return tell(slip, sign_at(k, k->stop->from), ch_say("a text cannot begin with this sign"),
                help_quotes(k, k->stop->from, k->from.end));
}

static bool find_lines(const looking *k, ch_slip *slip)
{
    return tell(slip, sign_at(k, k->stop->from), ch_say("a text of several lines begins here, with | or >"),
                help_quotes(k, k->stop->from, k->from.end));
}

/* data: - public */
static bool find_item_behind_key(const looking *k, ch_slip *slip)
{
    size_t start = skip_blanks(k, k->stop->at + 1, k->here.end), key = k->stop->at;
    while (key > k->here.first && is_blank(byte_at(k, key - 1)))
        key--;
    if (start == k->here.end || key == k->here.first || k->here.end - k->here.first > SHOWN_MAX)
        return false;
    return tell(
        slip, sign_at(k, k->stop->at), ch_say("a list begins on the line of its key"),
        ch_say2("write %1$s [%2$s], or [first, second] for several; or each on a line of its own, after a dash and "
                "a space",
                text_at(k, k->here.first, key), text_at(k, start, k->here.end)));
}

/* ---- a line that fits none above ---- */

static bool find_misaligned(const looking *k, ch_slip *slip)
{
    line above;
    if (k->stop->at != k->here.first || !line_above(k, k->here, &above) || indent(above) == indent(k->here))
        return false;
    return tell(slip, sign_at(k, k->stop->at), ch_say("this line is aligned with none above it"),
                ch_of_ours(ch_say2("begin it in column %1$s or %2$s, with the lines that it belongs to",
                                   column_at(k, k->stop->from), column_at(k, above.first)),
                           3));
}

static bool find_item_below_value(const looking *k, ch_slip *slip)
{
    return k->stop->at == k->here.first && byte_at(k, k->stop->at) == '-' &&
           tell(slip, sign_at(k, k->stop->at), ch_say("an item of a list stands below a key that has its value"),
                ch_say("write [first, second] behind the key; or leave what stands behind its colon out"));
}

/* - usage: 1
 *   activity: …, which must stand below usage */
static bool find_beside_list(const looking *k, ch_slip *slip)
{
    size_t item = skip_blanks(k, k->stop->from + 1, k->from.end);
    if (k->stop->at != k->here.first)
        return false;
    return tell(
        slip, sign_at(k, k->stop->at), ch_say("this line does not fit the list above"),
        ch_of_ours(
            ch_say2("begin an item in column %1$s with a dash and a space, and what belongs to the item above in "
                    "column %2$s",
                    column_at(k, k->stop->from), column_at(k, item)),
            3));
}

static bool find_dots(const looking *k, ch_slip *slip)
{
    line above;
    return line_above(k, k->here, &above) && ch_text_is(text_at(k, above.start, above.end), "...") &&
           tell(slip, span_of(above.start, above.end), ch_say("three dots end the document here"),
                ch_say("remove this line"));
}

static bool find_outdented(const looking *k, ch_slip *slip)
{
    line above;
    if (k->stop->at != k->here.first || !line_above(k, k->here, &above) || indent(above) <= indent(k->here))
        return false;
    return tell(slip, sign_at(k, k->stop->at), ch_say("this line begins further left than the first one"),
                ch_say("begin all keys in the same column, best the first"));
}

/* ---- all of them ---- */

typedef bool finder(const looking *k, ch_slip *slip);

/* The first that knows is told. */
static finder *const finders[CH_BROKEN_COUNT][8] = {
    [CH_BROKEN_BEGINNING] = {find_tab, find_fence, find_sign},
    [CH_BROKEN_TAB] = {find_tab},
    [CH_BROKEN_COLON] = {find_second_key, find_second_colon, find_text_above},
    [CH_BROKEN_KEY] = {find_keyless},
    [CH_BROKEN_MAP] = {find_quote_within, find_quote_open, find_closing_alone, find_text_behind, find_misaligned,
                       find_item_below_value},
    [CH_BROKEN_LIST] = {find_quote_within, find_quote_open, find_closing_alone, find_text_behind, find_beside_list},
    [CH_BROKEN_QUOTE] = {find_quote_never_closed},
    [CH_BROKEN_BRACKETS] = {find_other_closing, find_quote_within, find_comma_above, find_bracket_open, find_comma},
    [CH_BROKEN_BRACES] = {find_other_closing, find_quote_within, find_comma_above, find_bracket_open, find_comma},
    [CH_BROKEN_VALUE] = {find_closing_alone},
    [CH_BROKEN_LINES] = {find_lines},
    [CH_BROKEN_DASH] = {find_item_behind_key},
    [CH_BROKEN_NAME] = {find_star, find_sign},
    [CH_BROKEN_QUESTION] = {find_sign},
    [CH_BROKEN_ESCAPE] = {find_escape},
    [CH_BROKEN_TAG] = {find_sign},
    [CH_BROKEN_END] = {find_dots, find_closing_alone, find_text_behind, find_quote_within, find_outdented},
};

/* What is told where no finder knows more. */
static const struct {
    const char *message, *help;
} otherwise[CH_BROKEN_COUNT] = {
    [CH_BROKEN_COLON] = {N_("a colon stands where no key can be"),
                         N_("check the indentation; put text that holds \": \" in quotes")},
    [CH_BROKEN_MAP] = {N_("this line does not fit the ones above"),
                       N_("align the keys of one mapping in the same column; put text that holds quotes in quotes")},
    [CH_BROKEN_LIST] = {N_("this line does not fit the list above"),
                        N_("align the items of one list in the same column, each with a dash and a space")},
    [CH_BROKEN_VALUE] = {N_("a value is missing before this place"),
                         N_("write the value, and close every bracket and brace that was opened")},
    [CH_BROKEN_GLUED] = {N_("a value is missing behind this colon"),
                         N_("write a space and the value; or put a text that ends with a colon in quotes")},
    [CH_BROKEN_DASH] = {N_("a list begins on the line of its key"),
                        N_("write [first, second], or each item on a line of its own, after a dash and a space")},
    [CH_BROKEN_END] = {N_("more follows here, where the document has ended"),
                       N_("check indentation, quotes, brackets and colons around this place")},
};

bool ch_find_glued_key(const ch_source *source, ch_arena *arena, const ch_node *scalar, ch_slip *slip)
{
    looking k = {source, arena, NULL, .here = {0, 0, 0}};
    line l = line_of(&k, scalar->span.start);
    return scalar->kind == CH_SCALAR && scalar->plain && content_of(&k, l) == scalar->span.start &&
           tell_separator(&k, scalar->span.start, l.end, slip);
}

ch_slip ch_find_slip(const ch_source *source, ch_arena *arena, const ch_stop *stop)
{
    looking k = {source, arena, stop, .here = {0, 0, 0}};
    k.here = line_of(&k, stop->at);
    k.from = line_of(&k, stop->from);
    ch_slip slip = {sign_at(&k, stop->at), ch_say("this is not well-formed YAML"),
                    ch_say("check indentation, quotes, brackets and colons around this place")};
    for (finder *const *find = finders[stop->broken]; *find != NULL; find++)
        if ((*find)(&k, &slip))
            return slip;
    if (otherwise[stop->broken].message != NULL) {
        slip.message = ch_say(otherwise[stop->broken].message);
        slip.help = ch_say(otherwise[stop->broken].help);
    }
    return slip;
}
