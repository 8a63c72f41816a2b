/* From JSON's bytes to located nodes, by recursive descent as deep as the rules allow. Cutting a stream into values
 * is json_documents.c's. Its own, and not a library's: a declaration needs each value's place, keys that stand twice
 * told, and half a surrogate pair refused (docs/architecture.md). It makes the nodes that YAML would, so that one
 * decoder serves both; a value without quotes is `plain`, and may be null. */
#include "tree/json_reader.h"

#include "base/unicode.h"
#include "tree/keys.h"
#include "tree/misread.h"

typedef struct reader {
    const ch_source *source;
    const ch_yaml_rules *rules;
    ch_arena *arena;
    charter_diagnostics *diagnostics;
    const char *begin, *at, *end;
    unsigned depth;
    size_t nodes;
    bool ascii; /* all texts so far */
    ch_yaml_status status;
} reader;

static ch_span span_from(const reader *r, const char *start)
{
    return (ch_span){(uint32_t)(start - r->begin), (uint32_t)(r->at - r->begin)};
}

/* The character at `at`, or nothing at the end. */
static ch_span span_here(const reader *r, const char *at)
{
    uint32_t start = (uint32_t)(at - r->begin);
    return (ch_span){start, at < r->end ? start + 1 : start};
}

static void *stop(reader *r, ch_yaml_status status)
{
    r->status = status;
    return NULL;
}

static void *fault_at(reader *r, ch_code code, ch_span span, ch_message message, ch_message help)
{
    ch_error_at(r->diagnostics, code, r->source, span, message, help);
    return stop(r, CH_YAML_FAULT);
}

static void *syntax(reader *r, const char *at, ch_message message, ch_message help)
{
    return fault_at(r, CH_JSON_SYNTAX, span_here(r, at), message, help);
}

/* White space of RFC 8259, section 2: the only one. */
static void skip_space(reader *r)
{
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\n' || *r->at == '\t' || *r->at == '\r'))
        r->at++;
}

static bool next_is(const reader *r, char c)
{
    return r->at < r->end && *r->at == c;
}

/* Keys count too, as they do in YAML. */
static ch_node *new_node(reader *r, ch_kind kind)
{
    if (++r->nodes > r->rules->nodes)
        return fault_at(r, CH_LIMIT_NODES, span_here(r, r->at),
                        ch_say1("this document holds more than %s values",
                                ch_text_int(r->arena, (int64_t)r->rules->nodes)),
                        ch_say("cut it into several declarations"));
    ch_node *node = ch_arena_take(r->arena, sizeof *node);
    if (node == NULL)
        return stop(r, CH_YAML_NO_MEMORY);
    node->kind = kind;
    return node;
}

/* ---- texts ---- */

static bool hex_digits(const reader *r, const char *at, uint32_t *value)
{
    int64_t number = ch_text_hex((ch_text){at, (size_t)(r->end - at)}, 4);
    *value = number < 0 ? 0 : (uint32_t)number;
    return number >= 0;
}

/* \uXXXX, or two of them that make a pair (RFC 8259, section 7); `r->at` is behind the u. */
static char *take_unicode(reader *r, char *to)
{
    const char *start = r->at - 2;
    uint32_t c, low;
    if (!hex_digits(r, r->at, &c))
        return syntax(r, start, ch_say("four digits, 0 to 9 and a to f, are missing behind \\u"),
                      ch_say("write the character itself, in UTF-8"));
    r->at += 4;
    if (c < 0xD800 || c > 0xDFFF)
        return ch_character_put((int32_t)c, to);
    bool pair = c < 0xDC00 && r->end - r->at >= 6 && r->at[0] == '\\' && r->at[1] == 'u' &&
                hex_digits(r, r->at + 2, &low) && low >= 0xDC00 && low <= 0xDFFF;
    if (!pair)
        return fault_at(r, CH_JSON_SYNTAX, span_from(r, start),
                        ch_say("half of a pair of surrogates stands alone here: it is no character"),
                        ch_say("write the character itself, in UTF-8"));
    r->at += 6;
    return ch_character_put((int32_t)(0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00)), to);
}

/* The escapes of RFC 8259, section 7, and no others. A NUL is looked for apart: strchr() would find it at the end of
 * `letters`. */
static char *take_escape(reader *r, char *to)
{
    static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    const char *start = r->at++;
    char c = r->at < r->end ? *r->at++ : '\0';
    if (c == 'u')
        return take_unicode(r, to);
    const char *known = c == '\0' ? NULL : strchr(letters, c);
    if (known == NULL)
        return syntax(r, start, ch_say("a text in double quotes holds an unknown escape"),
                      ch_say("write a backslash as \\\\"));
    *to = meant[known - letters];
    return to + 1;
}

/* Where the text that begins behind `at` is closed; NULL, with a complaint, where it is not. `*escapes`: some
 * character of it is escaped. Control characters must be escaped (RFC 8259, section 7). */
static const char *find_quote(reader *r, const char *at, bool *escapes)
{
    const char *open = at - 1;
    for (; at < r->end; at++) {
        if (*at == '"')
            return at;
        if ((unsigned char)*at < 0x20)
            return syntax(r, at, ch_say("a line break or a tab stands within a text here"),
                          ch_say("close the quote before it, or write \\n or \\t"));
        if (*at == '\\') {
            *escapes = true;
            at++;
        }
    }
    return syntax(r, open, ch_say("a quote that was opened is never closed"), ch_say("close it"));
}

/* An escape is never shorter than what it stands for: the text fits in the bytes that spell it. */
static bool unescape(reader *r, ch_node *node, const char *close)
{
    char *text = ch_arena_take_raw(r->arena, (size_t)(close - r->at) + 1), *to = text;
    if (text == NULL)
        return stop(r, CH_YAML_NO_MEMORY) != NULL;
    while (r->at < close) {
        if (*r->at != '\\') {
            *to++ = *r->at++;
            continue;
        }
        to = take_escape(r, to);
        if (to == NULL)
            return false;
    }
    *to = '\0';
    node->text = (ch_text){text, (size_t)(to - text)};
    return true;
}

/* Bounded by its spelling, before anything is copied. */
static ch_node *read_text(reader *r)
{
    const char *start = r->at++;
    bool escapes = false;
    const char *close = find_quote(r, r->at, &escapes);
    ch_node *node = close == NULL ? NULL : new_node(r, CH_SCALAR);
    if (node == NULL)
        return NULL;
    if (!r->rules->any_text && (size_t)(close - r->at) > CH_YAML_TEXT_MAX) {
        r->at = close + 1;
        return fault_at(r, CH_LIMIT_TEXT, span_from(r, start),
                        ch_say1("this text is longer than %s bytes", ch_text_int(r->arena, (int64_t)CH_YAML_TEXT_MAX)),
                        ch_say("shorten it; a file that is sent can be named under files:"));
    }
    if (escapes) {
        if (!unescape(r, node, close))
            return NULL;
    } else {
        node->text = ch_arena_text(r->arena, (ch_text){r->at, (size_t)(close - r->at)});
        if (node->text.at == NULL)
            return stop(r, CH_YAML_NO_MEMORY);
    }
    r->at = close + 1;
    node->span = span_from(r, start);
    /* Bytes were checked before; what an escape spells is seen only now. */
    if (escapes && !r->rules->any_text)
        ch_check_spelt(r->source, r->diagnostics, node, &r->ascii);
    return node;
}

/* ---- numbers, true, false, null ---- */

/* Wider than any value: "tru", "1.2.3" and "None" are told whole, as the one fault that they are. */
static bool in_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '-' ||
           c == '.' || c == '_' || (unsigned char)c >= 0x80;
}

/* Three literal names in small letters (RFC 8259, section 3), and numbers without leading zeros or a plus (section
 * 6). */
static bool is_word(ch_text word)
{
    return ch_text_is(word, "true") || ch_text_is(word, "false") || ch_text_is(word, "null") || ch_text_is_number(word);
}

static ch_node *read_word(reader *r)
{
    const char *start = r->at;
    while (r->at < r->end && in_word(*r->at))
        r->at++;
    ch_text word = {start, (size_t)(r->at - start)};
    if (word.length == 0 && (start == r->end || strchr(",]}:", *start) != NULL))
        return syntax(r, start, ch_say("a value is missing before this place"),
                      ch_say("write the value, and close every bracket and brace that was opened"));
    if (!is_word(word)) {
        ch_span span = word.length == 0 ? span_here(r, start) : span_from(r, start);
        return fault_at(r, CH_JSON_SYNTAX, span, ch_say("this is no value of JSON"),
                        ch_say("put texts in double quotes; numbers have no leading zero and no sign +"));
    }
    ch_node *node = new_node(r, CH_SCALAR);
    if (node == NULL)
        return NULL;
    node->plain = true;
    node->span = span_from(r, start);
    node->text = ch_arena_text(r->arena, word);
    return node->text.at == NULL ? stop(r, CH_YAML_NO_MEMORY) : node;
}

/* ---- lists and maps ---- */

static ch_node *read_value(reader *r);

/* Behind a child: a comma and more (true), or the end (false, and `r->status` tells a fault). */
static bool another(reader *r, char close)
{
    skip_space(r);
    if (next_is(r, close)) {
        r->at++;
        return false;
    }
    if (!next_is(r, ',')) {
        if (close == ']')
            syntax(r, r->at, ch_say("a list in brackets is not closed"),
                   ch_say("separate its items by commas and close it with ]"));
        else
            syntax(r, r->at, ch_say("a mapping in braces is not closed"),
                   ch_say("separate its entries by commas and close it with }"));
        return false;
    }
    r->at++;
    skip_space(r);
    return true;
}

static ch_node *read_key(reader *r)
{
    ch_text number;
    if (next_is(r, '"'))
        return read_text(r);
    if (ch_cut_number(r->source, r->arena, (uint32_t)(r->at - r->begin), &number))
        return syntax(r, r->at, ch_say("a key is missing here"),
                      ch_say1("a comma ends a number: write %s, with a decimal point", number));
    return syntax(r, r->at, ch_say("a key is missing here"),
                  ch_say("write \"key\": value, with the key in double quotes, and no comma behind the last one"));
}

static bool read_entry(reader *r, ch_node *map)
{
    ch_node *key = read_key(r);
    if (key == NULL)
        return false;
    skip_space(r);
    if (!next_is(r, ':'))
        return syntax(r, r->at, ch_say("a key lacks its colon"), ch_say("write \"key\": value")) != NULL;
    r->at++;
    ch_node *value = read_value(r);
    if (value == NULL)
        return false;
    value->key = key;
    ch_node_append(map, value);
    return true;
}

static bool read_item(reader *r, ch_node *list)
{
    ch_node *value = read_value(r);
    if (value != NULL)
        ch_node_append(list, value);
    return value != NULL;
}

/* Whether the loop ended at the bracket or at a fault, only the status tells. */
static bool read_children(reader *r, ch_node *node)
{
    char close = node->kind == CH_LIST ? ']' : '}';
    skip_space(r);
    if (next_is(r, close)) {
        r->at++;
        return true;
    }
    do
        if (!(node->kind == CH_LIST ? read_item(r, node) : read_entry(r, node)))
            return false;
    while (another(r, close));
    return r->status == CH_YAML_NOTHING;
}

/* Recursion is bounded by the depth that the rules allow. */
static ch_node *read_collection(reader *r, ch_kind kind)
{
    const char *start = r->at;
    if (r->depth >= r->rules->depth)
        return fault_at(r, CH_LIMIT_DEPTH, span_here(r, r->at),
                        ch_say1("lists and mappings are nested more than %s deep",
                                ch_text_int(r->arena, (int64_t)r->rules->depth)),
                        ch_say("no declaration and no charter needs that: look for brackets left open"));
    ch_node *node = new_node(r, kind);
    if (node == NULL)
        return NULL;
    r->at++;
    r->depth++;
    if (!read_children(r, node))
        return NULL;
    r->depth--;
    node->span = span_from(r, start);
    /* RFC 8259 (section 4) leaves open what a name that stands twice means; here it is an error, so that no two
     * readers see different declarations. */
    if (kind == CH_MAP && !ch_check_keys(r->source, r->arena, r->diagnostics, node, r->ascii))
        return stop(r, CH_YAML_NO_MEMORY);
    return node;
}

static ch_node *read_value(reader *r)
{
    skip_space(r);
    if (next_is(r, '{'))
        return read_collection(r, CH_MAP);
    if (next_is(r, '['))
        return read_collection(r, CH_LIST);
    return next_is(r, '"') ? read_text(r) : read_word(r);
}

/* The bytes were checked by ch_yaml_check_bytes(): texts are copied as they stand, and are UTF-8. */
ch_yaml_status ch_json_read(const ch_source *source, const ch_yaml_rules *rules, ch_arena *arena,
                            charter_diagnostics *diagnostics, ch_node **root)
{
    ch_text bytes = source->bytes;
    reader r = {.source = source,
                .rules = rules,
                .arena = arena,
                .diagnostics = diagnostics,
                .begin = bytes.at,
                .at = bytes.at,
                .end = bytes.at + bytes.length,
                .ascii = source->ascii,
                .status = CH_YAML_NOTHING};
    ch_node *value = read_value(&r);
    skip_space(&r);
    if (value != NULL && r.at < r.end)
        syntax(&r, r.at, ch_say("something follows the value, where nothing may"),
               ch_say("put several declarations in one list, or one a line in a file called .ndjson"));
    if (diagnostics->failed)
        return CH_YAML_NO_MEMORY;
    if (r.status != CH_YAML_NOTHING)
        return r.status;
    *root = value;
    return CH_YAML_DOCUMENT;
}
