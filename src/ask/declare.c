/* A declaration in YAML, from values that were said one by one. What they mean under a charter is the judge's. */
#include "base/date.h"
#include "base/source.h"
#include "charter/ask.h"
#include "report/write/yaml_writer.h"

#define DECLARATION_MAX ((size_t)1 << 20) /* bytes: what a reader takes by default */

/* The key before a dot, and what stands behind it (`at` NULL: no dot). */
typedef struct parts {
    ch_text top, below;
} parts;

static parts parts_of(const char *key)
{
    size_t length = strlen(key), dot = strcspn(key, ".");
    parts p = {.top = {key, dot}};
    if (dot < length)
        p.below = (ch_text){key + dot + 1, length - dot - 1};
    return p;
}

/* Of a declaration, or an id of the charter: an evidence's has hyphens. */
static bool is_key(ch_text text)
{
    return ch_text_is_identifier(text) || ch_text_is_id(text);
}

static bool is_plain(ch_text value)
{
    charter_day day;
    return ch_text_is(value, "true") || ch_text_is(value, "false") || ch_text_is_number(value) ||
           charter_day_parse(value, &day);
}

static bool is_text(ch_text value)
{
    ch_source source = {.bytes = value};
    ch_span at;
    return ch_source_check(&source, &at) == CH_BYTES_FINE;
}

static bool is_said(const charter_said *s)
{
    parts p = parts_of(s->key);
    return is_key(p.top) && (p.below.at == NULL || is_key(p.below)) &&
           (s->plain ? is_plain(s->value) : is_text(s->value));
}

static bool are_said(const charter_said *said, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (said[i].value.at == NULL)
            continue;
        if (!is_said(&said[i]))
            return false;
        for (size_t j = 0; j < i; j++) {
            parts a = parts_of(said[i].key), b = parts_of(said[j].key);
            bool mixed = (a.below.at == NULL) != (b.below.at == NULL);
            if (said[j].value.at != NULL && ch_text_same(a.top, b.top) && mixed)
                return false;
        }
    }
    return true;
}

/* ---- writing ---- */

typedef struct writing {
    const charter_said *said;
    size_t count;
    ch_buffer buffer;
} writing;

static void write_value(writing *w, const charter_said *s)
{
    if (s->plain)
        ch_buffer_add(&w->buffer, s->value);
    else
        ch_yaml_text(&w->buffer, s->value);
}

/* Whether it is the first that says its key, or its key's first part. */
static bool is_first(const writing *w, size_t index, bool whole)
{
    for (size_t i = 0; i < index; i++) {
        parts a = parts_of(w->said[i].key), b = parts_of(w->said[index].key);
        if (w->said[i].value.at != NULL && ch_text_same(a.top, b.top) && (!whole || ch_text_same(a.below, b.below)))
            return false;
    }
    return true;
}

/* All values of one key: one as it is, several as a list. */
static void write_values(writing *w, size_t index)
{
    const char *key = w->said[index].key;
    size_t values = 0;
    for (size_t i = index; i < w->count; i++)
        values += w->said[i].value.at != NULL && strcmp(w->said[i].key, key) == 0;
    bool list = values > 1 || strcmp(key, "data") == 0;
    const char *before = list ? "[" : "";
    for (size_t i = index; i < w->count; i++) {
        if (w->said[i].value.at == NULL || strcmp(w->said[i].key, key) != 0)
            continue;
        ch_buffer_add(&w->buffer, ch_text_of(before));
        write_value(w, &w->said[i]);
        before = ", ";
    }
    ch_buffer_add(&w->buffer, ch_text_of(list ? "]" : ""));
}

static void write_below(writing *w, size_t index)
{
    parts top = parts_of(w->said[index].key);
    const char *before = "{";
    for (size_t i = index; i < w->count; i++) {
        parts p = parts_of(w->said[i].key);
        if (w->said[i].value.at == NULL || !ch_text_same(p.top, top.top) || !is_first(w, i, true))
            continue;
        ch_buffer_add(&w->buffer, ch_text_of(before));
        ch_buffer_add(&w->buffer, p.below);
        ch_buffer_literal(&w->buffer, ": ");
        write_values(w, i);
        before = ", ";
    }
    ch_buffer_add_char(&w->buffer, '}');
}

static void write_key(writing *w, size_t index)
{
    parts p = parts_of(w->said[index].key);
    if (w->said[index].value.at == NULL || !is_first(w, index, false))
        return;
    ch_buffer_add(&w->buffer, p.top);
    ch_buffer_literal(&w->buffer, ": ");
    if (p.below.at == NULL)
        write_values(w, index);
    else
        write_below(w, index);
    ch_buffer_add_char(&w->buffer, '\n');
}

charter_status charter_declaration_write(const charter_said *said, size_t count, charter_sink sink)
{
    if (!are_said(said, count))
        return CHARTER_UNKNOWN;
    writing w = {.said = said, .count = count, .buffer = ch_buffer_init(DECLARATION_MAX)};
    ch_buffer_literal(&w.buffer, "usage: 1\n");
    for (size_t i = 0; i < count; i++)
        write_key(&w, i);
    charter_status status = CHARTER_NO_MEMORY;
    if (!w.buffer.failed)
        status = sink.write(sink.context, w.buffer.at, w.buffer.length) == 0 ? CHARTER_OK : CHARTER_IO;
    ch_buffer_clear(&w.buffer);
    return status;
}
