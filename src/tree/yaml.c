/* From libyaml's events to located nodes. The tree knows no types: plain or quoted is all that is kept, and
 * decode.c's tables say the rest. Cutting a stream into documents is documents.c's; what YAML reads otherwise than
 * people write is misread.c's. Faults that leave the structure whole are told, and reading goes on. */
#include "tree/yaml.h"

#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

#include "base/unicode.h"
#include "tree/foreign.h"
#include "tree/keys.h"
#include "tree/misread.h"
#include "tree/slip.h"

/* libyaml counts code points; nodes have bytes. Its marks come in order, so that one cursor walks along
 * (and back, where a mark is behind the last one). In ASCII the two are the same. */
typedef struct cursor {
    size_t points, bytes;
} cursor;

/* A name of anchors, given anew or not: YAML's aliases mean the last one before them (1.2, 3.2.2.2). */
typedef struct anchor_name {
    ch_text text;
    const ch_node *newest;
    bool used; /* all of that name count as used: each may have been, in its time */
} anchor_name;

typedef struct anchor {
    const anchor_name *name;
    const ch_node *node;
    struct anchor *older;
} anchor;

typedef struct loader {
    const ch_source *source;
    const ch_yaml_rules *rules;
    ch_arena *arena;
    charter_diagnostics *diagnostics;
    yaml_parser_t parser;
    cursor cursor;
    ch_node *open[CH_YAML_MAX_DEPTH]; /* the collections around the next event */
    unsigned depth;
    ch_node *key;        /* of the innermost map: read, and its value not yet */
    const ch_node *last; /* the last scalar; NULL: none yet */
    size_t nodes;
    ch_node *root;
    bool ascii;      /* all keys so far: an escape can spell what the bytes do not hold */
    anchor *anchors; /* the newest first */
    void *names;     /* anchor_name, as tsearch(3) keeps them: a charter may have tens of thousands */
    ch_yaml_status status;
} loader;

static ch_text text_of_char(const char *name)
{
    return ch_text_of(name);
}

static ch_span byte_span(size_t start, size_t end)
{
    return (ch_span){(uint32_t)start, (uint32_t)end};
}

static bool continues_character(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* Places of a text in ASCII but for a word would else be counted byte by byte. */
static bool eight_ascii(const char *at)
{
    uint64_t eight;
    memcpy(&eight, at, sizeof eight);
    return (eight & 0x8080808080808080U) == 0;
}

/* Forwards for nearly every mark: the whole document is walked about once. */
static size_t walk_to(loader *l, size_t points)
{
    ch_text bytes = l->source->bytes;
    cursor *at = &l->cursor;
    while (at->points < points && at->bytes < bytes.length) {
        if (points - at->points >= 8 && bytes.length - at->bytes >= 8 && eight_ascii(bytes.at + at->bytes)) {
            at->points += 8;
            at->bytes += 8;
            continue;
        }
        at->bytes++;
        while (at->bytes < bytes.length && continues_character(bytes.at[at->bytes]))
            at->bytes++;
        at->points++;
    }
    while (at->points > points) {
        at->bytes--;
        while (at->bytes > 0 && continues_character(bytes.at[at->bytes]))
            at->bytes--;
        at->points--;
    }
    return at->bytes;
}

static inline size_t byte_at(loader *l, size_t points)
{
    if (!l->source->ascii)
        return walk_to(l, points);
    return points < l->source->bytes.length ? points : l->source->bytes.length;
}

static ch_span span_of(loader *l, const yaml_event_t *event)
{
    size_t start = byte_at(l, event->start_mark.index);
    return byte_span(start, byte_at(l, event->end_mark.index));
}

static bool stop(loader *l, ch_yaml_status status)
{
    l->status = status;
    return false;
}

CH_SELDOM static bool fault(loader *l, ch_code code, ch_span span, ch_message message, ch_message help)
{
    ch_error_at(l->diagnostics, code, l->source, span, message, help);
    return stop(l, CH_YAML_FAULT);
}

static ch_text number(loader *l, size_t value)
{
    return ch_text_int(l->arena, (int64_t)value);
}

CH_SELDOM static ch_node *too_many_nodes(loader *l, ch_span span)
{
    fault(l, CH_LIMIT_NODES, span, ch_say1("this document holds more than %s values", number(l, l->rules->nodes)),
          ch_say("cut it into several documents, with a line --- between them"));
    return NULL;
}

/* Counted before it is made. Copies of aliases pass here too: an anchor of anchors ("a billion laughs") ends at this
 * bound. */
static ch_node *new_node(loader *l, ch_kind kind, ch_span span)
{
    if (++l->nodes > l->rules->nodes)
        return too_many_nodes(l, span);
    ch_node *node = ch_arena_take_raw(l->arena, sizeof *node);
    if (node == NULL) {
        stop(l, CH_YAML_NO_MEMORY);
        return NULL;
    }
    *node = (ch_node){.kind = kind, .span = span};
    return node;
}

/* YAML allows collections as keys (1.2, 3.2.1); no table of keys could name one. */
CH_SELDOM static bool refuse_key(loader *l, const ch_node *key)
{
    return fault(l, CH_YAML_KEY, key->span, ch_say("a key must be a single word or text"),
                 ch_say("write \"key: value\", and put the list or the mapping in the value"));
}

/* A type of YAML 1.1 that 1.2 does not have. */
CH_SELDOM static void refuse_merge(loader *l, const ch_node *key)
{
    ch_error_at(l->diagnostics, CH_YAML_MERGE, l->source, key->span, ch_say("merge keys (<<) are not used here"),
                ch_say("write the keys out"));
}

static bool take_key(loader *l, ch_node *key)
{
    if (key->kind != CH_SCALAR)
        return refuse_key(l, key);
    if (key->plain && ch_text_is(key->text, "<<"))
        refuse_merge(l, key);
    l->key = key;
    return true;
}

CH_SELDOM static bool refuse_second(loader *l, const ch_node *node)
{
    return fault(l, CH_YAML_SYNTAX, node->span, ch_say("a second document begins here, where one is expected"),
                 ch_say("keep one document, without a line --- after its beginning"));
}

/* Puts a node where it belongs: the root, a key, a value, an item. A key is held back until its value comes: a node
 * of a map is the value, and its key hangs on it. */
static bool place_node(loader *l, ch_node *node)
{
    if (l->depth == 0 && l->root != NULL)
        return refuse_second(l, node);
    if (l->depth == 0) {
        l->root = node;
        return true;
    }
    ch_node *parent = l->open[l->depth - 1];
    if (parent->kind == CH_MAP && l->key == NULL)
        return take_key(l, node);
    if (parent->kind == CH_MAP) {
        node->key = l->key;
        l->key = NULL;
    }
    ch_node_append(parent, node);
    return true;
}

static int by_text(const void *a, const void *b)
{
    const anchor_name *one = a, *other = b;
    return ch_text_compare(one->text, other->text);
}

/* NULL where no anchor has that name. */
static anchor_name *find_name(const loader *l, ch_text text)
{
    anchor_name wanted = {.text = text};
    anchor_name *const *found = tfind(&wanted, &l->names, by_text);
    return found == NULL ? NULL : *found;
}

/* The one that is there, or a new one; NULL where there is no memory. */
static anchor_name *name_anew(loader *l, ch_text text)
{
    anchor_name *name = find_name(l, text);
    if (name != NULL)
        return name;
    name = ch_arena_take(l->arena, sizeof *name);
    if (name == NULL)
        return NULL;
    *name = (anchor_name){.text = ch_arena_text(l->arena, text)};
    return name->text.at == NULL || tsearch(name, &l->names, by_text) == NULL ? NULL : name;
}

/* In a declaration an anchor is told, and nothing is kept of it: no alias will ask. */
CH_SELDOM static bool note_name(loader *l, const yaml_char_t *name, const ch_node *node)
{
    if (l->rules->aliases && l->depth > 0 && l->open[l->depth - 1]->kind == CH_MAP && l->key == NULL) {
        ch_error_at(l->diagnostics, CH_YAML_ANCHOR, l->source, node->span,
                    ch_say1("a key has no anchor (&%s)", text_of_char((const char *)name)),
                    ch_say("give the anchor to a value"));
        return true;
    }
    if (!l->rules->aliases) {
        ch_error_at(l->diagnostics, CH_YAML_ANCHOR, l->source, node->span,
                    ch_say1("anchors (&%s) are not used in declarations", text_of_char((const char *)name)),
                    ch_say("write the value out where it is needed; put text that begins with & in quotes"));
        return true;
    }
    anchor *noted = ch_arena_take(l->arena, sizeof *noted);
    anchor_name *its = noted == NULL ? NULL : name_anew(l, text_of_char((const char *)name));
    if (its == NULL)
        return stop(l, CH_YAML_NO_MEMORY);
    its->newest = node;
    *noted = (anchor){its, node, l->anchors};
    l->anchors = noted;
    return true;
}

static bool note_anchor(loader *l, const yaml_char_t *name, const ch_node *node)
{
    return name == NULL || note_name(l, name, node);
}

CH_SELDOM static void refuse_tag(loader *l, const yaml_char_t *tag, ch_span span)
{
    ch_error_at(l->diagnostics, CH_YAML_TAG, l->source, span,
                ch_say1("tags (%s) are not used here", text_of_char((const char *)tag)),
                ch_say("remove the tag: each key knows the type of its value; put text that begins with ! in quotes"));
}

CH_SELDOM static bool refuse_length(loader *l, ch_span span)
{
    return fault(l, CH_LIMIT_TEXT, span, ch_say1("this text is longer than %s bytes", number(l, CH_YAML_TEXT_MAX)),
                 ch_say("shorten it; a file that is sent can be named under files:"));
}

/* The event's bytes are libyaml's, and freed after the event: the text is copied. */
static bool take_scalar(loader *l, const yaml_event_t *event)
{
    ch_span span = span_of(l, event);
    ch_node *node = new_node(l, CH_SCALAR, span);
    if (node == NULL)
        return false;
    ch_text text = {(const char *)event->data.scalar.value, event->data.scalar.length};
    if (text.length > CH_YAML_TEXT_MAX)
        return refuse_length(l, span);
    node->text = ch_arena_text(l->arena, text);
    if (node->text.at == NULL)
        return stop(l, CH_YAML_NO_MEMORY);
    node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    l->last = node;
    if (event->data.scalar.tag != NULL)
        refuse_tag(l, event->data.scalar.tag, span);
    if (node->plain)
        ch_check_plain(l->source, l->arena, l->diagnostics, node);
    if (event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
        ch_check_spelt(l->source, l->diagnostics, node, &l->ascii);
    return note_anchor(l, event->data.scalar.anchor, node) && place_node(l, node);
}

CH_SELDOM static bool refuse_depth(loader *l, ch_span span)
{
    return fault(l, CH_LIMIT_DEPTH, span,
                 ch_say1("lists and mappings are nested more than %s deep", number(l, l->rules->depth)),
                 ch_say("no declaration and no charter needs that: look for brackets left open"));
}

/* `open` has room: callers let no depth beyond CH_YAML_MAX_DEPTH in (load.c, stream.c, intake/load.c). The same bound
 * keeps the recursion of all that walks the tree later. */
static bool open_collection(loader *l, const yaml_event_t *event, ch_kind kind, const yaml_char_t *tag,
                            const yaml_char_t *name)
{
    ch_span span = span_of(l, event);
    if (l->depth >= l->rules->depth)
        return refuse_depth(l, span);
    ch_node *node = new_node(l, kind, span);
    if (node == NULL)
        return false;
    if (tag != NULL)
        refuse_tag(l, tag, span);
    if (!note_anchor(l, name, node) || !place_node(l, node))
        return false;
    l->open[l->depth++] = node;
    return true;
}

/* A block collection's end mark is where the next token begins: its last child's end says more. */
static bool close_collection(loader *l, const yaml_event_t *event)
{
    ch_node *node = l->open[--l->depth];
    size_t start = byte_at(l, event->start_mark.index), end = byte_at(l, event->end_mark.index);
    if (end > start)
        node->span.end = (uint32_t)end;
    else if (node->last != NULL)
        node->span.end = node->last->span.end;
    if (node->kind == CH_LIST || ch_check_keys(l->source, l->arena, l->diagnostics, node, l->ascii))
        return true;
    return stop(l, CH_YAML_NO_MEMORY);
}

/* A copy of an anchored node. Recursion is bounded by the depth of what was read. Copies, not shared nodes: a node
 * has one key and one place among its siblings. Texts and keys are shared, since nobody writes to them. */
static ch_node *copy_node(loader *l, const ch_node *from)
{
    ch_node *copy = new_node(l, from->kind, from->span);
    if (copy == NULL)
        return NULL;
    copy->plain = from->plain;
    copy->text = from->text;
    for (const ch_node *child = from->first; child != NULL; child = child->next) {
        ch_node *twin = copy_node(l, child);
        if (twin == NULL)
            return NULL;
        twin->key = child->key;
        ch_node_append(copy, twin);
    }
    return copy;
}

/* Recursion as in copy_node(). A list of nothing has the height of its brackets. */
static unsigned height(const ch_node *node)
{
    unsigned highest = 0;
    for (const ch_node *child = node->first; child != NULL; child = child->next) {
        unsigned h = height(child);
        highest = h > highest ? h : highest;
    }
    return highest + (node->kind != CH_SCALAR);
}

/* An alias within its own anchor would be a tree without end. */
static bool is_open(const loader *l, const ch_node *node)
{
    for (unsigned i = 0; i < l->depth; i++)
        if (l->open[i] == node)
            return true;
    return false;
}

static bool take_alias(loader *l, const yaml_event_t *event)
{
    ch_span span = span_of(l, event);
    ch_text name = text_of_char((const char *)event->data.alias.anchor);
    if (!l->rules->aliases)
        return fault(l, CH_YAML_ANCHOR, span, ch_say1("aliases (*%s) are not used in declarations", name),
                     ch_say("write the value out; put text that begins with * in quotes"));
    anchor_name *found = find_name(l, name);
    if (found != NULL)
        found->used = true;
    if (found == NULL || is_open(l, found->newest))
        return fault(l, CH_YAML_ANCHOR, span, ch_say1("there is no finished anchor &%s before this", name),
                     ch_say("give the value an anchor where it first stands, or write it out"));
    if (l->depth + height(found->newest) > l->rules->depth)
        return fault(l, CH_LIMIT_DEPTH, span,
                     ch_say1("lists and mappings are nested more than %s deep", number(l, l->rules->depth)),
                     ch_say("write the value out where it is needed"));
    ch_node *copy = copy_node(l, found->newest);
    if (copy == NULL)
        return false;
    /* Faults of the copy itself are told at the alias, where it was asked for; those within it at what is spelt. */
    copy->span = span;
    return place_node(l, copy);
}

static bool take_event(loader *l, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return take_scalar(l, event);
    case YAML_SEQUENCE_START_EVENT:
        return open_collection(l, event, CH_LIST, event->data.sequence_start.tag, event->data.sequence_start.anchor);
    case YAML_MAPPING_START_EVENT:
        return open_collection(l, event, CH_MAP, event->data.mapping_start.tag, event->data.mapping_start.anchor);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return close_collection(l, event);
    case YAML_ALIAS_EVENT:
        return take_alias(l, event);
    default:
        return true;
    }
}

/* libyaml's complaints (0.1.4 to 0.2.5), as far as a source that was checked, and has no directives, can draw them. Its
 * words are compared whole: what another version words otherwise is told in a sentence of ours. */
static const struct {
    const char *problem;
    ch_broken broken;
} problems[] = {
    {"found character that cannot start any token", CH_BROKEN_BEGINNING},
    {"found a tab character that violates indentation", CH_BROKEN_TAB},
    {"found a tab character that violate intendation", CH_BROKEN_TAB},
    {"found a tab character where an indentation space is expected", CH_BROKEN_TAB},
    {"found a tab character where an intendation space is expected", CH_BROKEN_TAB},
    {"mapping values are not allowed in this context", CH_BROKEN_COLON},
    {"could not find expected ':'", CH_BROKEN_KEY},
    {"did not find expected key", CH_BROKEN_MAP},
    {"did not find expected '-' indicator", CH_BROKEN_LIST},
    {"found unexpected end of stream", CH_BROKEN_QUOTE},
    {"found unexpected document indicator", CH_BROKEN_QUOTE},
    {"did not find expected ',' or ']'", CH_BROKEN_BRACKETS},
    {"did not find expected ',' or '}'", CH_BROKEN_BRACES},
    {"did not find expected node content", CH_BROKEN_VALUE},
    {"found unexpected ':'", CH_BROKEN_GLUED},
    {"did not find expected comment or line break", CH_BROKEN_LINES},
    {"found an indentation indicator equal to 0", CH_BROKEN_LINES},
    {"found an intendation indicator equal to 0", CH_BROKEN_LINES},
    {"block sequence entries are not allowed in this context", CH_BROKEN_DASH},
    {"did not find expected alphabetic or numeric character", CH_BROKEN_NAME},
    {"mapping keys are not allowed in this context", CH_BROKEN_QUESTION},
    {"found unknown escape character", CH_BROKEN_ESCAPE},
    {"did not find expected hexdecimal number", CH_BROKEN_ESCAPE},
    {"found invalid Unicode character escape code", CH_BROKEN_ESCAPE},
    {"did not find expected tag URI", CH_BROKEN_TAG},
    {"did not find expected whitespace or line break", CH_BROKEN_TAG},
    {"did not find the expected '>'", CH_BROKEN_TAG},
    {"did not find URI escaped octet", CH_BROKEN_TAG},
    {"found an incorrect leading UTF-8 octet", CH_BROKEN_TAG},
    {"found an incorrect trailing UTF-8 octet", CH_BROKEN_TAG},
    {"found undefined tag handle", CH_BROKEN_TAG},
    {"did not find expected <document start>", CH_BROKEN_END},
};

static bool syntax_fault(loader *l)
{
    const yaml_parser_t *parser = &l->parser;
    if (parser->error == YAML_MEMORY_ERROR)
        return stop(l, CH_YAML_NO_MEMORY);
    bool tells = parser->context != NULL;
    ch_stop given_up = {.at = byte_at(l, parser->problem_mark.index), .last = l->last};
    given_up.from = tells ? byte_at(l, parser->context_mark.index) : given_up.at;
    for (size_t i = 0; i < sizeof problems / sizeof *problems; i++)
        if (parser->problem != NULL && strcmp(parser->problem, problems[i].problem) == 0)
            given_up.broken = problems[i].broken;
    ch_slip slip = ch_find_slip(l->source, l->arena, &given_up);
    return fault(l, CH_YAML_SYNTAX, slip.span, slip.message, slip.help);
}

/* "&Co partners" names the text "partners" and loses "Co": whoever names a text means to use the name. */
static void check_anchors(loader *l)
{
    for (const anchor *one = l->anchors; one != NULL; one = one->older)
        if (!one->name->used && one->node->kind == CH_SCALAR && one->node->plain)
            ch_error_at(l->diagnostics, CH_YAML_ANCHOR, l->source, one->node->span,
                        ch_say1("the anchor &%s is used nowhere", one->name->text),
                        ch_say("put text that begins with & in quotes; or take the anchor away"));
}

/* The arena has the names. */
static void free_nothing(void *name)
{
    (void)name;
}

static void read_events(loader *l)
{
    for (bool more = true; more;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&l->parser, &event)) {
            syntax_fault(l);
            return;
        }
        more = take_event(l, &event) && event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
}

/* A directive can make libyaml work for seconds (a megabyte of %TAG): it is refused before. Without them each
 * document can be read alone, from its mark on (YAML 1.2, 6.8). */
static bool refuse_directives(loader *l)
{
    ch_text bytes = l->source->bytes;
    if (ch_text_find(bytes, '%') == NULL)
        return true;
    for (size_t i = 0; i < bytes.length;) {
        const char *end = memchr(bytes.at + i, '\n', bytes.length - i);
        size_t next = end == NULL ? bytes.length : (size_t)(end - bytes.at) + 1;
        if (bytes.at[i] == '%')
            return fault(l, CH_YAML_DIRECTIVE, byte_span(i, end == NULL ? next : next - 1),
                         ch_say("directives (%%YAML, %%TAG) are not used here"), ch_say("remove this line"));
        i = next;
    }
    return true;
}

/* The encoding is said: libyaml would else guess it from the first bytes. They were checked by ch_yaml_check_bytes(),
 * which knows characters that libyaml lets pass. */
ch_yaml_status ch_yaml_read(const ch_source *source, const ch_yaml_rules *rules, ch_arena *arena,
                            charter_diagnostics *diagnostics, ch_node **root)
{
    loader l = {.source = source,
                .rules = rules,
                .arena = arena,
                .diagnostics = diagnostics,
                .ascii = source->ascii,
                .status = CH_YAML_NOTHING};
    if (!refuse_directives(&l))
        return l.status;
    if (!yaml_parser_initialize(&l.parser))
        return CH_YAML_NO_MEMORY;
    yaml_parser_set_encoding(&l.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&l.parser, (const unsigned char *)source->bytes.at, source->bytes.length);
    read_events(&l);
    /* Behind a broken place there may be more aliases. */
    if (l.status == CH_YAML_NOTHING)
        check_anchors(&l);
    tdestroy(l.names, free_nothing);
    yaml_parser_delete(&l.parser);
    if (diagnostics->failed)
        return CH_YAML_NO_MEMORY;
    if (l.status == CH_YAML_NOTHING && l.root != NULL) {
        *root = l.root;
        return CH_YAML_DOCUMENT;
    }
    return l.status;
}

/* Half of a character of ASCII in UTF-16 is NUL, which no text holds. */
static bool looks_like_utf16(const ch_source *source)
{
    ch_text bytes = source->bytes;
    return bytes.length >= 2 && source->offset == 0 && (bytes.at[0] == '\0') != (bytes.at[1] == '\0');
}

static bool error_encoding(const ch_source *source, charter_diagnostics *diagnostics, ch_span at, const char *message)
{
    ch_error_at(diagnostics, CH_BYTES_ENCODING, source, at, ch_say(message),
                ch_say("save the file as UTF-8: in a text editor, under Save as, Encoding"));
    return false;
}

/* Before every parser, and once: it also finds out whether all is ASCII, which saves the counting of characters. */
bool ch_yaml_check_bytes(ch_source *source, charter_diagnostics *diagnostics)
{
    ch_span at;
    ch_byte_fault found = ch_source_check(source, &at);
    if (ch_refuse_foreign(source, diagnostics))
        return false;
    if (found == CH_BYTES_FINE)
        return true;
    if (found == CH_BYTES_UTF16 || looks_like_utf16(source))
        return error_encoding(source, diagnostics, at, N_("this file is in UTF-16"));
    if (found == CH_BYTES_NOT_UTF8)
        return error_encoding(source, diagnostics, at, N_("this byte is not UTF-8"));
    int32_t character;
    ch_character_next((ch_text){source->bytes.at + at.start, at.end - at.start}, &character);
    if (character == '\r') {
        ch_error_at(diagnostics, CH_BYTES_CHARACTER, source, at,
                    ch_say("a carriage return stands here alone: it ends lines of old Macintosh files"),
                    ch_say("save the file with the line ends of Windows or of Unix"));
        return false;
    }
    char shown[16];
    snprintf(shown, sizeof shown, "U+%04X", (unsigned)character);
    ch_error_at(diagnostics, CH_BYTES_CHARACTER, source, at,
                ch_say1("this character may not stand here: %s", ch_text_of(shown)),
                ch_say("remove it: it is invisible, or starts a line that an editor does not show"));
    return false;
}
