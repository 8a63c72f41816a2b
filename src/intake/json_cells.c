/* Values of JSON as cells. What a cell means is register.c's; where rows are cut, tree/json_rows.c's. */
#include "intake/json_cells.h"

#include "base/unicode.h"
#include "tree/json_reader.h"

/* ---- paths ---- */

/* AnyValue of OpenTelemetry (opentelemetry/proto/common/v1/common.proto) in its JSON: an object of one key, which
 * names the type. Of lists their values. */
static const ch_node *unwrapped(const ch_node *value)
{
    static const char *const types[] = {"stringValue", "intValue",   "doubleValue", "boolValue",
                                        "bytesValue",  "arrayValue", "kvlistValue", NULL};
    if (value == NULL || value->kind != CH_MAP || value->count != 1)
        return value;
    for (int i = 0; types[i] != NULL; i++)
        if (ch_text_is(value->first->key->text, types[i])) {
            const ch_node *values = ch_node_get(value->first->kind == CH_MAP ? value->first : value, "values");
            return values != NULL ? values : value->first;
        }
    return value;
}

/* The value under a key of an object, or of a list of {"key": …, "value": …}; null is a value too. */
static const ch_node *child_of(const ch_node *node, ch_text key)
{
    for (const ch_node *child = node->first; child != NULL; child = child->next) {
        if (node->kind == CH_MAP && ch_text_same(child->key->text, key))
            return child;
        const ch_node *name = node->kind == CH_LIST && child->kind == CH_MAP ? ch_node_get(child, "key") : NULL;
        if (name != NULL && name->kind == CH_SCALAR && ch_text_same(name->text, key))
            return unwrapped(ch_node_get(child, "value"));
    }
    return NULL;
}

/* Where the path up to `end` has its last point. */
static size_t point_before(ch_text path, size_t end)
{
    while (end > 0 && path.at[end - 1] != '.')
        end--;
    return end == 0 ? 0 : end - 1;
}

/* Each node is reached by one way alone, so that a path is tried at most once for each of them. */
static const ch_node *find_path(const ch_node *node, ch_text path)
{
    if (node->kind == CH_SCALAR)
        return NULL;
    for (size_t end = path.length; end > 0; end = point_before(path, end)) {
        const ch_node *child = child_of(node, (ch_text){path.at, end});
        if (child == NULL)
            continue;
        if (end == path.length)
            return child;
        const ch_node *found = find_path(child, (ch_text){path.at + end + 1, path.length - end - 1});
        if (found != NULL)
            return found;
    }
    return NULL;
}

/* ---- cells ---- */

typedef struct cells {
    ch_csv *csv;
    const ch_source *source;
    ch_arena *arena;
    bool failed;
} cells;

static const ch_node *single(const ch_node *item)
{
    const ch_node *value = unwrapped(item);
    return value != NULL && value->kind == CH_SCALAR ? value : NULL;
}

/* A list of single values, as JSON writes it; no text where some value is more than that. */
static ch_text list_text(cells *c, const ch_node *list)
{
    ch_buffer text = ch_buffer_init((size_t)1 << 30);
    ch_buffer_add_char(&text, '[');
    for (const ch_node *item = list->first; item != NULL; item = item->next) {
        const ch_node *value = single(item);
        if (value == NULL) {
            ch_buffer_clear(&text);
            return CH_NO_TEXT;
        }
        ch_buffer_add(&text, item == list->first ? CH_LITERAL("") : CH_LITERAL(", "));
        if (!value->plain)
            ch_buffer_add_char(&text, '"');
        for (size_t i = 0; i < value->text.length; i++) {
            if (!value->plain && strchr("\"\\", value->text.at[i]) != NULL)
                ch_buffer_add_char(&text, '\\');
            ch_buffer_add_char(&text, value->text.at[i]);
        }
        if (!value->plain)
            ch_buffer_add_char(&text, '"');
    }
    ch_buffer_add_char(&text, ']');
    ch_text kept = text.failed ? CH_NO_TEXT : ch_arena_text(c->arena, ch_buffer_text(&text));
    c->failed = c->failed || kept.at == NULL;
    ch_buffer_clear(&text);
    return kept;
}

/* Rows hold what was typed into tools too, of which nothing is checked but what a column reads. */
static bool is_fit(ch_text text)
{
    int32_t c;
    for (size_t i = 0; i < text.length;) {
        i += ch_character_next((ch_text){text.at + i, text.length - i}, &c);
        if (!ch_character_allowed(c))
            return false;
    }
    return true;
}

/* A cell's text; what cannot be one is shown as a sign. */
static ch_text cell_of(cells *c, const ch_node *node, ch_json_form *form)
{
    *form = CH_JSON_TEXT;
    if (node == NULL || ch_node_absent(node))
        return CH_LITERAL("");
    ch_text text = node->kind == CH_LIST ? list_text(c, node) : node->text;
    if (node->kind == CH_SCALAR && node->plain && !ch_text_is(text, "true") && !ch_text_is(text, "false"))
        *form = CH_JSON_NUMBER;
    if (text.at != NULL && is_fit(text))
        return text;
    *form = CH_JSON_UNFIT;
    return node->kind == CH_MAP    ? CH_LITERAL("{\xE2\x80\xA6}")
           : node->kind == CH_LIST ? CH_LITERAL("[\xE2\x80\xA6]")
                                   : CH_LITERAL("\xE2\x80\xA6");
}

/* Where a column was found. */
typedef struct finding {
    const ch_node *node;
    bool own;   /* the row's, and not of what stands around it, whose place is the row's beginning */
    bool hides; /* it is null, and further out there is a value */
} finding;

static ch_json_form add_cell(cells *c, finding found)
{
    ch_json_form form = CH_JSON_HIDES;
    ch_row *row = &c->csv->row;
    c->csv->texts[row->count] = found.hides ? CH_LITERAL("null") : cell_of(c, found.node, &form);
    c->csv->spans[row->count++] = found.own ? found.node->span : (ch_span){0, 1};
    return form;
}

/* ---- what stands around ---- */

static bool read_around(ch_json_around *around, const ch_source *row)
{
    ch_source source = {.name = row->name, .bytes = around->text};
    charter_diagnostics told = {0};
    ch_node *list = NULL;
    around->known = around->serial;
    ch_arena_reset(&around->arena);
    bool read = ch_yaml_check_bytes(&source, &told) &&
                ch_json_read(&source, &around->rules, &around->arena, &told, &list) == CH_YAML_DOCUMENT &&
                told.errors == 0;
    bool failed = told.failed || around->arena.failed;
    around->list = read ? list : NULL;
    ch_diagnostics_clear(&told);
    return !failed;
}

static bool check_row(const ch_node *row, const ch_json_around *around, const ch_source *source,
                      charter_diagnostics *faults)
{
    if (row->kind != CH_MAP)
        ch_error_at(faults, CH_JSON_SYNTAX, source, ch_node_caret(row),
                    ch_say("a row of this register must be an object, in braces"),
                    ch_say("say with \"rows\" in the intake mapping where rows are"));
    else if (around->list == NULL)
        ch_error_at(faults, CH_JSON_SYNTAX, source, (ch_span){0, 1},
                    ch_say("what stands around this row cannot be read as JSON"),
                    ch_say("look before it for keys that stand twice, and for quotes and commas"));
    return row->kind == CH_MAP && around->list != NULL;
}

/* The innermost goes first. That of null and a value further out one is meant cannot be told. */
static finding find_column(const ch_node *row, const ch_json_around *around, ch_text path)
{
    finding found = {.node = find_path(row, path)};
    found.own = found.node != NULL;
    for (const ch_node *outer = around->list->first; ch_node_absent(found.node) && !found.hides && outer != NULL;
         outer = outer->next) {
        const ch_node *other = find_path(outer, path);
        found.hides = found.node != NULL && !ch_node_absent(other);
        found.node = found.node != NULL ? found.node : other;
    }
    return found;
}

/* The first row may be what holds rows. */
static bool holds_rows(const cells *c, const ch_node *row, charter_diagnostics *faults)
{
    for (const ch_node *child = row->first; child != NULL; child = child->next)
        if (child->kind == CH_LIST && child->first != NULL && child->first->kind == CH_MAP) {
            ch_error_at(faults, CH_JSON_SYNTAX, c->source, ch_node_caret(child->key),
                        ch_say("no column of the intake mapping is in this object, which holds a list of objects"),
                        ch_say1("where these are the rows, write in the intake mapping: rows: %s", child->key->text));
            return true;
        }
    return false;
}

ch_csv_status ch_json_cells(ch_csv *csv, const ch_source *source, ch_json_around *around,
                            const ch_json_columns *columns, ch_arena *arena, charter_diagnostics *faults)
{
    cells c = {.csv = csv, .source = source, .arena = arena};
    ch_node *row = NULL;
    size_t errors = faults->errors;
    ch_yaml_status status = ch_json_read(source, &around->rules, arena, faults, &row);
    if (status == CH_YAML_NO_MEMORY || !ch_csv_make_room(csv) ||
        (around->known != around->serial && !read_around(around, source)))
        return CH_CSV_NO_MEMORY;
    if (status != CH_YAML_DOCUMENT || faults->errors > errors || !check_row(row, around, source, faults))
        return faults->failed ? CH_CSV_NO_MEMORY : CH_CSV_FAULT;
    bool some = columns->path || columns->count == 0 || csv->row.number > 1;
    for (uint32_t i = 0; i < columns->count; i++) {
        finding found = find_column(row, around, columns->paths[i]);
        columns->forms[i] = (uint8_t)add_cell(&c, found);
        some = some || found.node != NULL;
        if (found.node != NULL)
            columns->seen[i / 64] |= UINT64_C(1) << (i % 64);
    }
    if (!some && holds_rows(&c, row, faults))
        return faults->failed ? CH_CSV_NO_MEMORY : CH_CSV_FAULT;
    return c.failed ? CH_CSV_NO_MEMORY : CH_CSV_ROW;
}
