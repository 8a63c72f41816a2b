/* A declaration in YAML, from values that were said one by one. What they mean under a charter is the judge's. */
#include "base/date.h"
#include "base/source.h"
#include "charter/ask.h"
#include "report/write/yaml_writer.h"

#define DECLARATION_MAX ((size_t)1 << 20) /* bytes: what a reader takes by default */

/* Keys that stand in one another: evidence.dpia.on. */
#define KEYS_MAX 3

/* Of a declaration, or an id of the charter: an evidence's has hyphens. */
static bool is_key(ch_text text)
{
    return ch_text_is_identifier(text) || ch_text_is_id(text);
}

/* Where the key that begins at `from` ends: at a dot, or with the text. */
static size_t end_of(const char *key, size_t from)
{
    return from + strcspn(key + from, ".");
}

static bool are_keys(const char *key)
{
    size_t from = 0;
    for (int depth = 0; depth < KEYS_MAX; depth++) {
        size_t end = end_of(key, from);
        if (!is_key((ch_text){key + from, end - from}))
            return false;
        if (key[end] == '\0')
            return true;
        from = end + 1;
    }
    return false;
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
    return are_keys(s->key) && (s->plain ? is_plain(s->value) : is_text(s->value));
}

/* Whether `inner` stands below `outer`, which then has no value of its own. */
static bool is_below(const char *inner, const char *outer)
{
    size_t length = strlen(outer);
    return strncmp(inner, outer, length) == 0 && inner[length] == '.';
}

static bool are_said(const charter_said *said, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (said[i].value.at == NULL)
            continue;
        if (!is_said(&said[i]))
            return false;
        for (size_t j = 0; j < i; j++)
            if (said[j].value.at != NULL && (is_below(said[i].key, said[j].key) || is_below(said[j].key, said[i].key)))
                return false;
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

/* Whether what is said at `index` has the keys of `key` up to `end`. */
static bool has_keys(const writing *w, size_t index, const char *key, size_t end)
{
    const charter_said *s = &w->said[index];
    return s->value.at != NULL && strncmp(s->key, key, end) == 0 && (s->key[end] == '.' || s->key[end] == '\0');
}

static bool is_first(const writing *w, size_t index, size_t end)
{
    for (size_t i = 0; i < index; i++)
        if (has_keys(w, i, w->said[index].key, end))
            return false;
    return w->said[index].value.at != NULL;
}

/* "key: value" of the key that begins at `from`; the recursion is as deep as keys are. */
static void write_key(writing *w, size_t index, size_t from)
{
    const char *key = w->said[index].key, *before = "{";
    size_t end = end_of(key, from);
    ch_buffer_add(&w->buffer, (ch_text){key + from, end - from});
    ch_buffer_literal(&w->buffer, ": ");
    if (key[end] == '\0') {
        write_values(w, index);
        return;
    }
    for (size_t i = index; i < w->count; i++) {
        if (!has_keys(w, i, key, end) || !is_first(w, i, end_of(w->said[i].key, end + 1)))
            continue;
        ch_buffer_add(&w->buffer, ch_text_of(before));
        write_key(w, i, end + 1);
        before = ", ";
    }
    ch_buffer_add_char(&w->buffer, '}');
}

charter_status charter_declaration_write(const charter_said *said, size_t count, charter_sink sink)
{
    if (!are_said(said, count))
        return CHARTER_UNKNOWN;
    writing w = {.said = said, .count = count, .buffer = ch_buffer_init(DECLARATION_MAX)};
    ch_buffer_literal(&w.buffer, "usage: 1\n");
    for (size_t i = 0; i < count; i++) {
        if (!is_first(&w, i, end_of(said[i].key, 0)))
            continue;
        write_key(&w, i, 0);
        ch_buffer_add_char(&w.buffer, '\n');
    }
    charter_status status = CHARTER_NO_MEMORY;
    if (!w.buffer.failed)
        status = sink.write(sink.context, w.buffer.at, w.buffer.length) == 0 ? CHARTER_OK : CHARTER_IO;
    ch_buffer_clear(&w.buffer);
    return status;
}
