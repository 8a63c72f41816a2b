/* Looking at the source around a node: what YAML took away cannot be seen in the tree. Only what can hardly be meant
 * as it is read is refused: what may be meant stays legal (docs/architecture.md has each side). How a value should
 * have been written is correction.c's. */
#include "tree/misread.h"

#include "base/unicode.h"
#include "tree/correction.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char byte_at(const ch_source *source, size_t at)
{
    return at < source->bytes.length ? source->bytes.at[at] : '\0';
}

/* ---- characters at a text's ends ---- */

/* Bytes of its first or its last character; 0 where the text is empty. */
static size_t first_character(ch_text text, int32_t *character)
{
    *character = 0;
    return text.length == 0 ? 0 : ch_character_next(text, character);
}

static size_t last_character(ch_text text, int32_t *character)
{
    size_t length = text.length == 0 ? 0 : 1;
    while (length < text.length && ((unsigned char)text.at[text.length - length] & 0xC0) == 0x80)
        length++;
    first_character(ch_text_behind(text, text.length - length), character);
    return length;
}

/* A blank that YAML takes for a letter. */
static bool is_foreign_blank(int32_t character)
{
    char plain[CH_PLAIN_LENGTH];
    size_t length;
    return character >= 0x80 && ch_character_plain(character, plain, &length) == CH_PLAIN_BLANK;
}

static void error_blank(const ch_source *source, charter_diagnostics *diagnostics, ch_span span)
{
    ch_error_at(diagnostics, CH_VALUE_FORM, source, span,
                ch_say("a no-break space stands here: it is part of the text"),
                ch_say("write an ordinary space in its place; to keep it, put the text in quotes"));
}

/* Bytes of blanks at one end of a text: foreign ones, and spaces among them. */
static size_t blanks_at(ch_text text, size_t (*next)(ch_text, int32_t *), bool first)
{
    size_t blanks = 0, length;
    int32_t character;
    while ((length = next(text, &character)) > 0 && (is_foreign_blank(character) || (blanks > 0 && character == ' '))) {
        text = first ? ch_text_behind(text, length) : (ch_text){text.at, text.length - length};
        blanks += length;
    }
    return blanks;
}

/* The text is read on without them, so that one slip is told once and not as an unknown word too. */
static void trim_blanks(const ch_source *source, ch_arena *arena, charter_diagnostics *diagnostics, ch_node *scalar)
{
    ch_span span = scalar->span;
    size_t before = blanks_at(scalar->text, first_character, true);
    ch_text text = ch_text_behind(scalar->text, before);
    size_t after = blanks_at(text, last_character, false);
    if (before + after == 0)
        return;
    error_blank(source, diagnostics,
                before > 0 ? (ch_span){span.start, span.start + (uint32_t)before}
                           : (ch_span){span.end - (uint32_t)after, span.end});
    scalar->text = ch_arena_text(arena, (ch_text){text.at, text.length - after});
    diagnostics->failed = diagnostics->failed || scalar->text.at == NULL;
}

/* ---- typographic quotes ---- */

bool ch_text_in_quotes(ch_text text)
{
    static const struct {
        int32_t open, close;
        bool within; /* the closing one is an apostrophe too, and may stand within */
    } pairs[] = {
        {0x201C, 0x201D, false}, {0x201E, 0x201C, false}, {0x201E, 0x201D, false}, {0x201D, 0x201D, false},
        {0x00AB, 0x00BB, false}, {0x00BB, 0x00AB, false}, {0x2039, 0x203A, false}, {0x203A, 0x2039, false},
        {0x2018, 0x2019, true},  {0x2019, 0x2019, true},  {0x201A, 0x2018, true},  {0x201A, 0x2019, true},
    };
    int32_t open, close, character;
    size_t first = first_character(text, &open), last = last_character(text, &close);
    if (open < 0x80 || first + last > text.length)
        return false;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (pairs[i].open != open || pairs[i].close != close)
            continue;
        ch_text inner = {text.at + first, text.length - first - last};
        bool alone = true;
        while (inner.length > 0 && !pairs[i].within && alone) {
            inner = ch_text_behind(inner, ch_character_next(inner, &character));
            alone = character != open && character != close;
        }
        return alone; /* « A » and « B » is no text in quotes */
    }
    return false;
}

static bool is_any_blank(int32_t character)
{
    return character == ' ' || is_foreign_blank(character);
}

/* The text is read on without them, and without the blanks that French has there. */
static void trim_quotes(const ch_source *source, ch_arena *arena, charter_diagnostics *diagnostics, ch_node *scalar)
{
    int32_t character;
    ch_error_at(diagnostics, CH_VALUE_FORM, source, scalar->span,
                ch_say("these typographic quotes are part of the text"),
                ch_say("write straight quotes (\") in their place, or none; to keep them, put straight ones around"));
    ch_text text = ch_text_behind(scalar->text, first_character(scalar->text, &character));
    text.length -= last_character(text, &character);
    for (size_t length; (length = first_character(text, &character)) > 0 && is_any_blank(character);)
        text = ch_text_behind(text, length);
    for (size_t length; (length = last_character(text, &character)) > 0 && is_any_blank(character);)
        text.length -= length;
    scalar->text = ch_arena_text(arena, text);
    diagnostics->failed = diagnostics->failed || scalar->text.at == NULL;
}

static bool is_double_quote(int32_t character)
{
    return (character >= 0x201C && character <= 0x201F) || character == 0x00AB || character == 0x00BB;
}

bool ch_text_half_quoted(ch_text text)
{
    int32_t first, last, character;
    size_t quotes = 0;
    first_character(text, &first);
    last_character(text, &last);
    for (ch_text rest = text; rest.length > 0;) {
        rest = ch_text_behind(rest, first_character(rest, &character));
        quotes += is_double_quote(character);
    }
    return quotes == 1 && (is_double_quote(first) || is_double_quote(last));
}

/* ---- bullets ---- */

/* Word's own bullet (U+F0B7 and U+F0A7) is one of the private use area. */
static bool is_bullet(int32_t character)
{
    static const int32_t bullets[] = {0x00B7, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2022, 0x2023,
                                      0x2043, 0x2212, 0x25A0, 0x25AA, 0x25B8, 0x25BA, 0x25CB, 0x25CF,
                                      0x25E6, 0x2713, 0x2714, 0x27A2, 0xF0A7, 0xF0B7};
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (bullets[i] == character)
            return true;
    return false;
}

/* -5 and --- are none. */
size_t ch_bullet(ch_text text)
{
    int32_t first, second;
    size_t length = first_character(text, &first);
    first_character(ch_text_behind(text, length), &second);
    bool letter = (second | 0x20) >= 'a' && (second | 0x20) <= 'z';
    if (first == '-')
        return letter || second >= 0x80 ? length : 0;
    return is_bullet(first) || (first == '*' && second == ' ') ? length : 0;
}

/* ---- comments ---- */

/* A comment's "#" has a blank or another sign behind it. "Dossier #12" and "#chatgpt" are texts. YAML 1.2 (6.6)
 * begins a comment at any # behind white space. "#-----" and "##" are ruled lines, and stay comments. */
static bool cuts(const ch_source *source, size_t at)
{
    size_t sign = at;
    while (is_blank(byte_at(source, sign)))
        sign++;
    char next = byte_at(source, sign + 1), letter = (char)(next | 0x20);
    return sign > at && byte_at(source, sign) == '#' &&
           (is_digit(next) || (letter >= 'a' && letter <= 'z') || (unsigned char)next >= 0x80);
}

static void error_cut(const ch_source *source, charter_diagnostics *diagnostics, size_t at)
{
    size_t sign = at;
    while (is_blank(byte_at(source, sign)))
        sign++;
    ch_span span = {(uint32_t)sign, (uint32_t)sign + 1};
    ch_error_at(diagnostics, CH_VALUE_FORM, source, span,
                ch_say("the text ends before this \"#\": after a space it begins a comment"),
                ch_say("put the whole text in quotes, \"… #12\"; in a comment, write a space after the \"#\""));
}

/* Most texts are ASCII at both ends, and are left after two comparisons: this runs for each plain scalar. */
void ch_check_plain(const ch_source *source, ch_arena *arena, charter_diagnostics *diagnostics, ch_node *scalar)
{
    ch_text text = scalar->text;
    if (is_blank(byte_at(source, scalar->span.end)) && cuts(source, scalar->span.end))
        error_cut(source, diagnostics, scalar->span.end);
    if (text.length == 0 || ((text.at[0] | text.at[text.length - 1]) & 0x80) == 0)
        return;
    trim_blanks(source, arena, diagnostics, scalar);
    if (ch_text_in_quotes(scalar->text))
        trim_quotes(source, arena, diagnostics, scalar);
}

/* ---- commas ---- */

/* Where the value begins that a comma before `at` has ended; `at` itself where there is none. */
static size_t value_before(const ch_source *source, size_t at)
{
    size_t from = at;
    if (from == 0 || byte_at(source, --from) != ',')
        return at;
    while (from > 0 && strchr(":{[,\n", byte_at(source, from - 1)) == NULL)
        from--;
    while (is_blank(byte_at(source, from)))
        from++;
    return from;
}

/* A key in braces that no colon follows. YAML reads {a, b} as two keys with null values (1.2, 7.4.2). */
static bool is_bare(const ch_source *source, const ch_node *key)
{
    size_t at = key->span.end;
    while (is_blank(byte_at(source, at)) || byte_at(source, at) == '\n' || byte_at(source, at) == '\r')
        at++;
    return key->plain && (byte_at(source, at) == ',' || byte_at(source, at) == '}');
}

bool ch_cut_number(const ch_source *source, ch_arena *arena, uint32_t at, ch_text *number)
{
    size_t start = value_before(source, at), end = at;
    ch_text other;
    while (is_digit(byte_at(source, end)))
        end++;
    return start < at && end > at &&
           ch_correct_number(arena, (ch_text){source->bytes.at + start, end - start}, number, &other);
}

ch_message ch_help_bare_key(const ch_source *source, ch_arena *arena, const ch_node *key)
{
    if (!is_bare(source, key))
        return CH_SILENCE;
    size_t start = value_before(source, key->span.start);
    ch_text one, other, cut = {source->bytes.at + start, key->span.end - start};
    if (start < key->span.start && ch_correct_number(arena, cut, &one, &other))
        return other.length > 0
                   ? ch_say2("a comma ends a value in braces: write %1$s or %2$s, whichever is meant", one, other)
                   : ch_say1("a comma ends a value in braces: write %s, with a decimal point", one);
    if (ch_text_find(key->text, ':') != NULL)
        return ch_say("write \"key: value\", with a space after the colon");
    return ch_say("a comma ends a value in braces: put a text that holds one in quotes");
}

/* ---- lists of numbers ---- */

static bool is_number(const ch_node *item)
{
    ch_text text = item->text;
    return item->kind == CH_SCALAR && item->plain && text.length > 0 && is_digit(text.at[text.length - 1]) &&
           is_digit(text.at[text.length > 1 && text.at[0] == '-']);
}

/* Whether a comma and nothing else stands between an item and the next. */
static bool is_glued(const ch_source *source, const ch_node *item)
{
    const ch_node *next = item->next;
    return next != NULL && is_number(item) && is_number(next) && next->span.start == item->span.end + 1 &&
           byte_at(source, item->span.end) == ',';
}

/* Two commas in a row cannot both be decimal points: of three glued numbers the first two are joined. */
static ch_text with_points(const ch_source *source, ch_arena *arena, const ch_node *list)
{
    ch_buffer meant = ch_buffer_init(1024);
    bool joined = false;
    ch_buffer_add_char(&meant, '[');
    for (const ch_node *item = list->first; item != NULL; item = item->next) {
        joined = !joined && is_glued(source, item);
        ch_buffer_add(&meant, item->text);
        if (item->next != NULL)
            ch_buffer_add(&meant, joined ? CH_LITERAL(".") : CH_LITERAL(", "));
    }
    ch_buffer_add_char(&meant, ']');
    ch_text kept = ch_arena_text(arena, ch_buffer_text(&meant));
    ch_buffer_clear(&meant);
    return kept;
}

/* [1,2,3] is a list: all commas are alike. A key in quotes is taken for JSON's. */
bool ch_list_misread(const ch_source *source, ch_arena *arena, const ch_node *list, ch_text *meant)
{
    uint32_t glued = 0;
    bool json = list->key != NULL && !list->key->plain; /* which has no decimal commas */
    if (list->kind != CH_LIST || json)
        return false;
    for (const ch_node *item = list->first; item != NULL; item = item->next)
        glued += is_glued(source, item);
    if (glued == 0 || (list->count > 2 && glued == list->count - 1))
        return false;
    *meant = with_points(source, arena, list);
    return meant->at != NULL;
}
