/* Completing a declaration in place: an empty line for each thing that is missing, in the bytes of its file. What is
 * written there stays as it is, comments and order too; what is added is an empty key, which is an absent one, below a
 * comment with what it may hold: nothing is declared that nobody said. That this is so is looked at before anything is
 * written: the result is read again, and held against the file. What is missing is judge/missing.c's. */
#include <stdlib.h>

#include "base/catalog.h"
#include "base/unicode.h"
#include "charter/draft.h"
#include "charter/memory.h"
#include "declaration/declaration.h"
#include "judge/verdict.h"
#include "report/write/yaml_writer.h"

#define LARGEST_FILE ((size_t)64 << 20)

/* Bytes that are put in, and how many others they take the place of. */
typedef struct edit {
    size_t at, removed;
    size_t indent,
        order; /* of lines; at one place those that stand deeper come first: they belong to what ends there */
    ch_text text;
} edit;

struct charter_completion {
    const char *name;
    ch_text bytes;
    charter_lang lang;
    ch_arena arena;
    ch_buffer line; /* what is being made */
    edit *edits;
    size_t count, room, added, standing;
    const ch_node *opened; /* the last map in braces that something was added to */
    bool failed;           /* there is no memory */
};

/* One thing that is missing: /TOP or /TOP/INNER. */
typedef struct lack {
    const charter_verdict *verdict;
    size_t index;
    ch_text top, inner; /* `inner` has no `at`: it is the key itself that is missing */
    bool done;
} lack;

/* Those of one declaration. */
typedef struct lacks {
    lack *items;
    size_t count, offset; /* of the declaration's document in the file */
    const charter_declaration *declaration;
} lacks;

/* ---- edits ---- */

static void add_edit(charter_completion *c, size_t at, size_t removed, size_t indent)
{
    ch_text text = ch_arena_text(&c->arena, ch_buffer_text(&c->line));
    c->failed = c->failed || c->line.failed || text.at == NULL;
    c->line.length = 0;
    if (c->count == c->room && !c->failed) {
        size_t room = c->room == 0 ? 16 : c->room * 2;
        edit *edits = realloc(c->edits, room * sizeof *edits);
        c->failed = edits == NULL;
        if (edits != NULL) {
            c->edits = edits;
            c->room = room;
        }
    }
    if (c->failed)
        return;
    c->edits[c->count] = (edit){at, removed, indent, c->count, text};
    c->count++;
}

static int by_place(const void *a, const void *b)
{
    const edit *one = a, *other = b;
    if (one->at != other->at)
        return one->at < other->at ? -1 : 1;
    if (one->indent != other->indent)
        return one->indent > other->indent ? -1 : 1;
    return one->order < other->order ? -1 : 1;
}

/* ---- places in the file ---- */

static char byte_at(const charter_completion *c, size_t at)
{
    return at < c->bytes.length ? c->bytes.at[at] : '\0';
}

static bool is_flow(const charter_completion *c, size_t offset, const ch_node *node)
{
    char first = byte_at(c, offset + node->span.start);
    return first == '{' || first == '[';
}

/* Where the last of what a value is written with ends. A block collection's own span may take in the comments behind
 * it. */
static size_t end_of(const charter_completion *c, size_t offset, const ch_node *node)
{
    while (node->kind != CH_SCALAR && !is_flow(c, offset, node) && node->last != NULL)
        node = node->last;
    size_t end = offset + node->span.end, key = node->key == NULL ? 0 : offset + node->key->span.end;
    return end > key ? end : key;
}

/* Behind the line's end; a block scalar ends there already. */
static size_t behind_line(const charter_completion *c, size_t at)
{
    if (at > 0 && byte_at(c, at - 1) == '\n')
        return at;
    const char *end = at < c->bytes.length ? memchr(c->bytes.at + at, '\n', c->bytes.length - at) : NULL;
    return end == NULL ? c->bytes.length : (size_t)(end - c->bytes.at) + 1;
}

static size_t line_start(const charter_completion *c, size_t at)
{
    while (at > 0 && byte_at(c, at - 1) != '\n')
        at--;
    return at;
}

/* The column in which a key stands. False where something else than blanks and hyphens stands before it. */
static bool column_of(const charter_completion *c, size_t at, size_t *column)
{
    size_t start = line_start(c, at);
    *column = at - start;
    for (size_t i = start; i < at; i++)
        if (byte_at(c, i) != ' ' && byte_at(c, i) != '-')
            return false;
    return true;
}

/* The value under a key, absent or not; NULL: the key is not there. */
static const ch_node *find(const ch_node *map, ch_text key)
{
    for (const ch_node *child = map == NULL || map->kind != CH_MAP ? NULL : map->first; child != NULL;
         child = child->next)
        if (ch_text_same(child->key->text, key))
            return child;
    return NULL;
}

/* An absent value, or a collection of such: `facts: {account: }` says as little as no facts at all. `[]` says that
 * there are none. */
static bool says_nothing(const ch_node *node)
{
    if (node == NULL || node->kind == CH_SCALAR)
        return ch_node_absent(node);
    for (const ch_node *child = node->first; child != NULL; child = child->next)
        if (!says_nothing(child))
            return false;
    return node->kind == CH_MAP || node->count > 0;
}

/* ---- what is written ---- */

static void add(charter_completion *c, ch_text text)
{
    ch_buffer_add(&c->line, text);
}

static void add_choices(ch_buffer *into, const lack *l, charter_lang lang)
{
    charter_missing m = charter_verdict_missing(l->verdict, l->index);
    for (size_t i = 0; i < m.value_count; i++) {
        ch_text title = charter_verdict_missing_value_title(l->verdict, l->index, i, lang);
        ch_buffer_add(into, i == 0 ? CH_LITERAL(" ") : CH_LITERAL(", "));
        if (m.type == CHARTER_MISSING_BOOL)
            ch_buffer_add(into, charter_verdict_missing_value(l->verdict, l->index, i));
        else
            ch_yaml_text(into, charter_verdict_missing_value(l->verdict, l->index, i));
        if (title.length == 0)
            continue;
        ch_buffer_literal(into, " (");
        ch_buffer_add(into, title);
        ch_buffer_add_char(into, ')');
    }
}

/* "Account: one of: professional, personal (…)"; of evidence, the line that would show it. */
static void put_comment(charter_completion *c, const lack *l, size_t indent)
{
    charter_missing m = charter_verdict_missing(l->verdict, l->index);
    ch_text title = charter_verdict_missing_title(l->verdict, l->index, c->lang);
    ch_buffer text = ch_buffer_init(LARGEST_FILE);
    bool listed = m.value_count > 0 && m.type != CHARTER_MISSING_EVIDENCE;
    ch_text called = title.length == 0 ? m.key : title;
    ch_message what = listed               ? ch_say1("%s, one of:", called)
                      : m.paste.at == NULL ? ch_say1("%s", called)
                                           : ch_say2("%1$s, such as: %2$s", called, m.paste);
    ch_message_add(&text, &what, c->lang);
    if (listed)
        add_choices(&text, l, c->lang);
    ch_yaml_comment(&c->line, indent, 0, ch_buffer_text(&text));
    c->failed = c->failed || text.failed;
    ch_buffer_clear(&text);
}

static void put_key(charter_completion *c, size_t indent, ch_text key)
{
    ch_buffer_repeat(&c->line, ' ', indent);
    ch_yaml_text(&c->line, key);
    ch_buffer_literal(&c->line, ":");
}

/* A value in braces and brackets, as it was read. Depth is bounded by the document's. */
static void put_value(charter_completion *c, const ch_node *node)
{
    if (node->kind == CH_SCALAR) {
        if (node->plain)
            add(c, node->text);
        else
            ch_yaml_quoted(&c->line, node->text);
        return;
    }
    add(c, node->kind == CH_MAP ? CH_LITERAL("{") : CH_LITERAL("["));
    for (const ch_node *child = node->first; child != NULL; child = child->next) {
        if (child != node->first)
            add(c, CH_LITERAL(", "));
        if (child->key != NULL) {
            ch_yaml_text(&c->line, child->key->text);
            add(c, CH_LITERAL(": "));
        }
        put_value(c, child);
    }
    add(c, node->kind == CH_MAP ? CH_LITERAL("}") : CH_LITERAL("]"));
}

/* Each key of a group within its map: those that are shared, since a usage's own key replaces the shared one whole, and
 * then those that are missing. In lines that begin at `indent`, or in braces. */
typedef struct within {
    charter_completion *c;
    size_t indent;
    bool flow, some;
} within;

static void begin_entry(within *w, ch_text key)
{
    if (w->flow && w->some)
        add(w->c, CH_LITERAL(", "));
    put_key(w->c, w->flow ? 0 : w->indent, key);
    w->some = true;
}

static void end_entry(within *w, const ch_node *value)
{
    if (value != NULL) {
        add(w->c, CH_LITERAL(" "));
        put_value(w->c, value);
    } else if (w->flow) {
        add(w->c, CH_LITERAL(" "));
    }
    if (!w->flow)
        add(w->c, CH_LITERAL("\n"));
}

static bool is_lacking(const lacks *all, ch_text top, ch_text inner)
{
    for (size_t i = 0; i < all->count; i++)
        if (ch_text_same(all->items[i].top, top) && ch_text_same(all->items[i].inner, inner))
            return true;
    return false;
}

/* `held`: what the key holds already, shared or not; NULL: nothing. A tool that is a text is its name. */
static void put_group(within *w, lacks *all, ch_text top, const ch_node *held)
{
    if (held != NULL && held->kind == CH_SCALAR) {
        begin_entry(w, CH_LITERAL("name"));
        end_entry(w, held);
    }
    for (const ch_node *child = held == NULL || held->kind != CH_MAP ? NULL : held->first; child != NULL;
         child = child->next) {
        if (ch_node_absent(child) || is_lacking(all, top, child->key->text))
            continue;
        begin_entry(w, child->key->text);
        end_entry(w, child);
    }
    for (size_t i = 0; i < all->count; i++) {
        lack *l = &all->items[i];
        if (l->done || !ch_text_same(l->top, top))
            continue;
        if (!w->flow)
            put_comment(w->c, l, w->indent);
        begin_entry(w, l->inner);
        end_entry(w, NULL);
        l->done = true;
        w->c->added++;
    }
}

/* ---- where it goes ---- */

/* Above the line in which something stands; behind "---" it would be another document's. */
static void comment_above(charter_completion *c, const lack *l, size_t at)
{
    size_t start = line_start(c, at), column = 0;
    while (byte_at(c, start + column) == ' ')
        column++;
    if (byte_at(c, start + column) == '-' && byte_at(c, start + column + 1) == '-')
        return;
    put_comment(c, l, column);
    add_edit(c, start, 0, column);
}

/* Comments of a group that stands in braces. */
static void comments_above(charter_completion *c, const lacks *all, ch_text top, size_t at)
{
    for (size_t i = 0; i < all->count; i++)
        if (!all->items[i].done && ch_text_same(all->items[i].top, top))
            comment_above(c, &all->items[i], at);
}

/* Whether its last entry's line goes on to the end of a map in braces: a comment may stand where it does not, or a
 * comma that nobody sees. */
static bool ends_in_line(const charter_completion *c, size_t offset, const ch_node *map, size_t end)
{
    size_t last = map->last == NULL ? end : end_of(c, offset, map->last);
    return last >= end || memchr(c->bytes.at + last, '\n', end - last) == NULL;
}

/* Where a further key of a map in braces goes, `*at`, with the comma before it or, at the map's beginning, `*behind`
 * it. False where the map has no end. */
static bool begin_in_flow(charter_completion *c, size_t offset, const ch_node *map, size_t *at, const char **behind)
{
    size_t begin = offset + map->span.start + 1, end = offset + map->span.end - 1, last = end;
    *behind = "";
    *at = end;
    if (byte_at(c, end) != '}')
        return false;
    if (!ends_in_line(c, offset, map, end)) {
        *at = begin;
        *behind = ", ";
        return true;
    }
    while (strchr(" \t", byte_at(c, last - 1)) != NULL)
        last--;
    if (c->opened == map || (map->count > 0 && byte_at(c, last - 1) != ','))
        add(c, CH_LITERAL(", "));
    c->opened = map;
    return true;
}

/* Lines behind the line that what ends at `at` stands in. */
static void add_lines(charter_completion *c, size_t at, size_t indent)
{
    add_edit(c, behind_line(c, at), 0, indent);
}

/* The column of a block's keys; false where there is none, or they do not begin their line. */
static bool column_of_keys(const charter_completion *c, size_t offset, const ch_node *map, size_t *column)
{
    return map->first != NULL && column_of(c, offset + map->first->key->span.start, column);
}

/* One more key of a map that is there. */
static void add_key(charter_completion *c, const lacks *all, lack *l, const ch_node *map, ch_text key)
{
    size_t column, at;
    const char *behind;
    if (!is_flow(c, all->offset, map)) {
        if (!column_of_keys(c, all->offset, map, &column))
            return;
        put_comment(c, l, column);
        put_key(c, column, key);
        add(c, CH_LITERAL("\n"));
        add_lines(c, end_of(c, all->offset, map->last), column);
    } else {
        comment_above(c, l, all->offset + map->span.start);
        if (!begin_in_flow(c, all->offset, map, &at, &behind))
            return;
        put_key(c, 0, key);
        add(c, CH_LITERAL(" "));
        add(c, ch_text_of(behind));
        add_edit(c, at, 0, 0);
    }
    l->done = true;
    c->added++;
}

/* A key of the declaration that is not there, with all that is missing within it. */
static void add_group(charter_completion *c, lacks *all, const lack *l, const ch_node *held)
{
    const ch_node *map = all->declaration->node;
    ch_text top = l->top;
    size_t column, at;
    const char *behind;
    if (!is_flow(c, all->offset, map)) {
        if (!column_of_keys(c, all->offset, map, &column))
            return;
        put_key(c, column, top);
        add(c, CH_LITERAL("\n"));
        put_group(&(within){c, column + 2, false, false}, all, top, held);
        add_lines(c, end_of(c, all->offset, map->last), column);
        return;
    }
    comments_above(c, all, top, all->offset + map->span.start);
    if (!begin_in_flow(c, all->offset, map, &at, &behind))
        return;
    put_key(c, 0, top);
    add(c, CH_LITERAL(" {"));
    put_group(&(within){c, 0, true, false}, all, top, held);
    add(c, CH_LITERAL("}"));
    add(c, ch_text_of(behind));
    add_edit(c, at, 0, 0);
}

/* Within a key that is there and empty. */
static void fill_group(charter_completion *c, lacks *all, const lack *l, const ch_node *empty, const ch_node *held)
{
    ch_text top = l->top;
    size_t column, end = end_of(c, all->offset, empty);
    /* It may spell null, which would stand before what is added. */
    if (empty->text.length > 0)
        return;
    if (!is_flow(c, all->offset, all->declaration->node)) {
        if (!column_of_keys(c, all->offset, all->declaration->node, &column))
            return;
        put_group(&(within){c, column + 2, false, false}, all, top, held);
        add_lines(c, end, column + 2);
        return;
    }
    comments_above(c, all, top, end);
    /* What is empty stands nowhere in particular: it goes behind the mark of its key. */
    const char *key = c->bytes.at + all->offset + empty->key->span.end;
    const char *mark = memchr(key, ':', (size_t)(c->bytes.at + c->bytes.length - key));
    if (mark == NULL)
        return;
    add(c, CH_LITERAL(" {"));
    put_group(&(within){c, 0, true, false}, all, top, held);
    add(c, CH_LITERAL("}"));
    add_edit(c, (size_t)(mark - c->bytes.at) + 1, 0, 0);
}

/* A tool that is a text becomes a map with that name. */
static void widen(charter_completion *c, lacks *all, const lack *l, const ch_node *scalar)
{
    ch_text top = l->top;
    comments_above(c, all, top, all->offset + scalar->span.start);
    add(c, CH_LITERAL("{"));
    put_group(&(within){c, 0, true, false}, all, top, scalar);
    add(c, CH_LITERAL("}"));
    add_edit(c, all->offset + scalar->span.start, scalar->span.end - scalar->span.start, 0);
}

/* What has a value already, or no place of its own, is left to its author. */
static void place(charter_completion *c, lacks *all, lack *l)
{
    const charter_declaration *d = all->declaration;
    const ch_node *own = find(d->node, l->top), *shared = find(d->base, l->top);
    bool empty = own == NULL || ch_node_absent(own);
    if (l->inner.at == NULL) {
        if (own == NULL)
            add_key(c, all, l, d->node, l->top);
        else
            c->standing += l->done = says_nothing(own);
    } else if (own == NULL) {
        add_group(c, all, l, shared);
    } else if (empty) {
        fill_group(c, all, l, own, shared);
    } else if (own->kind == CH_MAP && find(own, l->inner) == NULL) {
        add_key(c, all, l, own, l->inner);
    } else if (own->kind == CH_MAP) {
        const ch_node *inner = find(own, l->inner);
        c->standing += l->done = says_nothing(inner);
    } else if (own->kind == CH_SCALAR && ch_text_is(l->top, "tool")) {
        widen(c, all, l, own);
    }
}

/* ---- what is missing ---- */

/* "/facts/account" in two; false where there is no such place: an item of a list, say. */
static bool split(ch_text path, lack *l)
{
    if (path.at == NULL || path.length < 2)
        return false;
    ch_text rest = {path.at + 1, path.length - 1};
    const char *slash = ch_text_find(rest, '/');
    l->top = slash == NULL ? rest : (ch_text){rest.at, (size_t)(slash - rest.at)};
    l->inner = slash == NULL ? CH_NO_TEXT : (ch_text){slash + 1, rest.length - l->top.length - 1};
    return ch_text_find(rest, '~') == NULL && (slash == NULL || ch_text_find(l->inner, '/') == NULL);
}

static bool is_taken(const lacks *all, const lack *l)
{
    for (size_t i = 0; i < all->count; i++)
        if (ch_text_same(all->items[i].top, l->top) && ch_text_same(all->items[i].inner, l->inner))
            return true;
    return false;
}

/* Whether these are the bytes that the declaration was read from. */
static bool is_of_these_bytes(const charter_completion *c, const ch_source *source)
{
    return source->row == NULL && !source->converted && source->offset <= c->bytes.length &&
           source->bytes.length <= c->bytes.length - source->offset &&
           memcmp(c->bytes.at + source->offset, source->bytes.at, source->bytes.length) == 0;
}

charter_status charter_completion_add(charter_completion *c, const charter_verdict *verdict)
{
    const charter_declaration *d = verdict->declaration;
    if (d->node == NULL || verdict->decision == CHARTER_DECISION_INVALID)
        return CHARTER_OK;
    if (!is_of_these_bytes(c, d->source))
        return CHARTER_INVALID;
    lacks all = {ch_arena_take_many(&c->arena, verdict->missing_count, sizeof(lack)), 0, d->source->offset, d};
    for (size_t i = 0; all.items != NULL && i < verdict->missing_count; i++) {
        lack l = {.verdict = verdict, .index = i};
        charter_missing m = charter_verdict_missing(verdict, i);
        bool placed = split(m.path, &l);
        /* A path into a text is the text's. */
        if (l.inner.at == NULL && ch_text_is(m.key, "tool.model"))
            l.inner = CH_LITERAL("model");
        if (placed && !is_taken(&all, &l))
            all.items[all.count++] = l;
    }
    for (size_t i = 0; i < all.count; i++)
        if (!all.items[i].done)
            place(c, &all, &all.items[i]);
    c->failed = c->failed || c->arena.failed;
    return c->failed ? CHARTER_NO_MEMORY : CHARTER_OK;
}

/* ---- the result, held against the file ---- */

static bool says_the_same(const ch_node *a, const ch_node *b);

/* Whether all that a map says, the other does. */
static bool holds_all(const ch_node *a, const ch_node *b)
{
    for (const ch_node *child = a->first; child != NULL; child = child->next)
        if (!says_the_same(child, find(b, child->key->text)))
            return false;
    return true;
}

static bool says_the_same(const ch_node *a, const ch_node *b)
{
    bool nothing = says_nothing(a), neither = says_nothing(b);
    if (nothing || neither)
        return nothing == neither;
    if (a->kind != b->kind)
        return false;
    if (a->kind == CH_SCALAR)
        return ch_text_same(a->text, b->text);
    if (a->kind == CH_MAP)
        return holds_all(a, b) && holds_all(b, a);
    const ch_node *other = b->first;
    for (const ch_node *item = a->first; item != NULL; item = item->next, other = other->next)
        if (other == NULL || !says_the_same(item, other))
            return false;
    return other == NULL;
}

/* What a declaration says under a key, its own or the shared one. */
static const ch_node *effective(const charter_declaration *d, ch_text key)
{
    const ch_node *own = find(d->node, key);
    return own == NULL || ch_node_absent(own) ? find(d->base, key) : own;
}

/* A tool that is a text is its name. */
static bool names_the_same(const ch_node *a, const ch_node *b)
{
    const ch_node *name =
        a != NULL && a->kind == CH_SCALAR && b != NULL && b->kind == CH_MAP ? ch_node_get(b, "name") : NULL;
    return name != NULL && says_the_same(a, name) && says_nothing(find(b, CH_LITERAL("model")));
}

static bool keys_say_the_same(const ch_node *keys, const charter_declaration *a, const charter_declaration *b)
{
    for (const ch_node *child = keys == NULL ? NULL : keys->first; child != NULL; child = child->next) {
        const ch_node *before = effective(a, child->key->text), *now = effective(b, child->key->text);
        /* Beside shared keys stand all the declarations that share them. */
        bool same = ch_text_is(child->key->text, "usages") || says_the_same(before, now) ||
                    (ch_text_is(child->key->text, "tool") && names_the_same(before, now));
        if (!same)
            return false;
    }
    return true;
}

static bool is_same_declaration(const charter_declaration *a, const charter_declaration *b)
{
    if (a->node == NULL || b->node == NULL)
        return a->node == b->node;
    /* A key that is not known is an error though it is empty. */
    if (charter_diagnostics_error_count(a->errors) != charter_diagnostics_error_count(b->errors))
        return false;
    return keys_say_the_same(a->node, a, b) && keys_say_the_same(a->base, a, b) && keys_say_the_same(b->node, a, b);
}

/* Both are read to their ends, declaration by declaration. */
static charter_status compare(const charter_completion *c, charter_stream *before, charter_stream *now)
{
    (void)c;
    for (;;) {
        const charter_declaration *a = NULL, *b = NULL;
        charter_status one = charter_stream_next(before, &a), other = charter_stream_next(now, &b);
        if (one == CHARTER_NO_MEMORY || other == CHARTER_NO_MEMORY)
            return CHARTER_NO_MEMORY;
        if (one != other || (one != CHARTER_OK && one != CHARTER_END))
            return CHARTER_INVALID;
        if (one == CHARTER_END)
            return CHARTER_OK;
        if (!is_same_declaration(a, b))
            return CHARTER_INVALID;
    }
}

static charter_status check(const charter_completion *c, ch_text result)
{
    const charter_stream_options yaml = {.syntax = CHARTER_YAML};
    charter_text left[2] = {c->bytes, result};
    charter_stream *streams[2] = {NULL, NULL};
    charter_status status = CHARTER_OK;
    for (int i = 0; i < 2 && status == CHARTER_OK; i++)
        status = charter_stream_open_as(&streams[i], c->name, charter_input_from_memory(&left[i]), &yaml);
    if (status == CHARTER_OK)
        status = compare(c, streams[0], streams[1]);
    charter_stream_close(streams[0]);
    charter_stream_close(streams[1]);
    return status;
}

/* Lines end as those of the file do. */
static void add_text(const charter_completion *c, ch_buffer *out, ch_text text)
{
    const char *first = ch_text_find(c->bytes, '\n');
    bool crlf = first != NULL && first > c->bytes.at && first[-1] == '\r';
    for (size_t i = 0; i < text.length; i++) {
        if (crlf && text.at[i] == '\n')
            ch_buffer_add_char(out, '\r');
        ch_buffer_add_char(out, text.at[i]);
    }
}

static void apply(charter_completion *c, ch_buffer *out)
{
    size_t at = 0;
    if (c->count > 0)
        qsort(c->edits, c->count, sizeof *c->edits, by_place);
    for (size_t i = 0; i < c->count; i++) {
        const edit *e = &c->edits[i];
        ch_buffer_add(out, (ch_text){c->bytes.at + at, e->at - at});
        /* The file's last line may have no end. */
        if (e->at == c->bytes.length && out->length > 0 && out->at[out->length - 1] != '\n')
            add_text(c, out, CH_LITERAL("\n"));
        add_text(c, out, e->text);
        at = e->at + e->removed;
    }
    ch_buffer_add(out, (ch_text){c->bytes.at + at, c->bytes.length - at});
}

charter_status charter_completion_write(charter_completion *c, charter_sink sink)
{
    ch_buffer out = ch_buffer_init(c->bytes.length + LARGEST_FILE);
    apply(c, &out);
    charter_status status = out.failed || c->failed ? CHARTER_NO_MEMORY : check(c, ch_buffer_text(&out));
    if (status == CHARTER_OK && sink.write(sink.context, out.at, out.length) != 0)
        status = CHARTER_IO;
    ch_buffer_clear(&out);
    return status;
}

/* ---- its life ---- */

charter_status charter_completion_new(charter_completion **out, const char *name, charter_text bytes, charter_lang lang)
{
    if (!ch_is_lang(lang))
        return CHARTER_UNKNOWN;
    charter_completion *c = calloc(1, sizeof *c);
    if (c == NULL)
        return CHARTER_NO_MEMORY;
    c->name = name;
    c->bytes = bytes;
    c->lang = lang;
    c->line = ch_buffer_init(LARGEST_FILE);
    *out = c;
    return CHARTER_OK;
}

size_t charter_completion_added(const charter_completion *c)
{
    return c->added;
}

size_t charter_completion_standing(const charter_completion *c)
{
    return c->standing;
}

void charter_completion_free(charter_completion *c)
{
    if (c == NULL)
        return;
    free(c->edits);
    ch_buffer_clear(&c->line);
    ch_arena_clear(&c->arena);
    free(c);
}
