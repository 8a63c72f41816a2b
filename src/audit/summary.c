/* Reading back the totals that report/audit/audit_summary.c wrote. A summary is a file from outside: columns and
 * numbers that are not as this version writes them are refused, since a report that looks whole is worse than none. */
#include "base/catalog.h"
#include "base/diagnostics.h"
#include "audit/totals.h"
#include "tree/yaml.h"

typedef struct reading {
    charter_totals *into;
    ch_source source;
    charter_diagnostics *diagnostics;
    ch_arena arena;
    bool no_memory;
} reading;

static bool refuse(reading *r, const ch_node *node, ch_message message)
{
    ch_span span = node == NULL ? (ch_span){0, 0} : ch_node_caret(node);
    ch_error_at(r->diagnostics, CH_VALUE_FORM, &r->source, span, message,
                ch_say("merge reads what audit --partial wrote"));
    return false;
}

/* ---- values ---- */

static bool read_number(reading *r, const ch_node *node, uint64_t *out)
{
    uint64_t number = 0;
    bool good = node != NULL && node->kind == CH_SCALAR && node->text.length > 0 && node->text.length <= 20;
    for (size_t i = 0; good && i < node->text.length; i++) {
        unsigned digit = (unsigned)(unsigned char)node->text.at[i] - '0';
        /* Exact over all of 64 bits: no double comes between. */
        good = digit <= 9 && number <= (UINT64_MAX - digit) / 10;
        number = number * 10 + digit;
    }
    if (!good)
        return refuse(r, node, ch_say("this must be a number from 0 to 18446744073709551615"));
    *out = number;
    return true;
}

static bool read_day(reading *r, const ch_node *map, const char *key, charter_day *out)
{
    const ch_node *node = ch_node_get(map, key);
    *out = CHARTER_NO_DAY;
    if (node == NULL || (node->kind == CH_SCALAR && charter_day_parse(node->text, out)))
        return true;
    return refuse(r, node, ch_say("this must be a date"));
}

static const ch_node *list_at(reading *r, const ch_node *map, const char *key)
{
    const ch_node *node = ch_node_get(map, key);
    if (node != NULL && node->kind == CH_LIST)
        return node;
    refuse(r, node == NULL ? map : node, ch_say1("\"%s\" must be a list", ch_text_of(key)));
    return NULL;
}

/* ---- tables ---- */

/* Columns of another version of the program would be added to the wrong ones. */
static bool check_columns(reading *r, const ch_node *table, const ch_group_kind *kind)
{
    const ch_node *list = list_at(r, table, "columns");
    if (list == NULL)
        return false;
    const ch_node *name = list->first;
    for (uint32_t c = 0; c < kind->column_count; c++, name = name->next)
        if (name == NULL || !ch_text_is(name->text, kind->columns[c].name))
            return refuse(r, list,
                          ch_say1("the columns of \"%s\" are not those of this version", ch_text_of(kind->name)));
    return name == NULL ||
           refuse(r, list, ch_say1("the columns of \"%s\" are not those of this version", ch_text_of(kind->name)));
}

static bool read_numbers(reading *r, const ch_node *row, const ch_node *node, const ch_group_kind *kind,
                         uint64_t *numbers)
{
    for (uint32_t c = 0; c < kind->column_count; c++, node = node->next) {
        if (node == NULL)
            return refuse(r, row, ch_say("this row lacks a number"));
        if (!read_number(r, node, &numbers[c]))
            return false;
    }
    return node == NULL || refuse(r, row, ch_say("this row has a number too many"));
}

/* A scalar's text, made a key; of null, none. Anew, though it was one when it was written: the file may have been
 * edited. */
static ch_text text_at(reading *r, const ch_node *node)
{
    return ch_group_key(&r->arena, ch_node_absent(node) ? CH_LITERAL("") : node->text);
}

static bool read_group(reading *r, const ch_node *row, ch_groups *groups)
{
    ch_text texts[3];
    /* The most columns that any table has. */
    uint64_t numbers[CH_N_BUDGET_COLUMNS];
    const ch_node *node = row->kind == CH_LIST ? row->first : NULL;
    for (int i = 0; i < 3; i++, node = node->next) {
        if (node == NULL || node->kind != CH_SCALAR)
            return refuse(r, row, ch_say("a row begins with its key and two titles"));
        texts[i] = text_at(r, node);
        r->no_memory = r->no_memory || texts[i].at == NULL;
    }
    if (!read_numbers(r, row, node, groups->kind, numbers))
        return false;
    uint64_t *into = r->no_memory ? NULL : ch_groups_find(groups, texts[0], texts + 1);
    r->no_memory = into == NULL;
    if (into != NULL)
        ch_group_add(groups->kind, into, numbers);
    return into != NULL;
}

static bool read_table(reading *r, const ch_node *tables, ch_groups *groups)
{
    uint64_t numbers[CH_N_BUDGET_COLUMNS];
    const ch_node *table = ch_node_get(tables, groups->kind->name);
    /* A table that is missing is a part that is damaged, and not a table of nothing. */
    if (table == NULL || table->kind != CH_MAP)
        return refuse(r, tables, ch_say1("there is no table \"%s\"", ch_text_of(groups->kind->name)));
    const ch_node *list = check_columns(r, table, groups->kind) ? list_at(r, table, "groups") : NULL;
    if (list == NULL)
        return false;
    for (const ch_node *row = list->first; row != NULL; row = row->next)
        if (!read_group(r, row, groups))
            return false;
    const ch_node *others = ch_node_get(table, "others");
    if (others == NULL)
        return true;
    if (!read_numbers(r, others, others->first, groups->kind, numbers))
        return false;
    ch_group_add(groups->kind, ch_groups_others(groups), numbers);
    return true;
}

/* ---- the whole ---- */

static bool read_head(reading *r, const ch_node *root, charter_totals *part)
{
    const ch_node *version = root->kind == CH_MAP ? ch_node_get(root, "charter-check-audit") : NULL;
    if (version == NULL || version->kind != CH_SCALAR || !ch_text_is(version->text, "1"))
        return refuse(r, version, ch_say("this is not a summary of an audit that this version reads"));
    const ch_node *names = ch_node_get(root, "with-names");
    part->with_names = names != NULL && names->kind == CH_SCALAR && ch_text_is(names->text, "true");
    return read_day(r, root, "at", &part->at) && read_day(r, root, "first", &part->first) &&
           read_day(r, root, "last", &part->last) && read_number(r, ch_node_get(root, "errors"), &part->errors);
}

/* The titles are borrowed: merging keeps a copy. */
static bool read_titles(reading *r, const ch_node *root, charter_totals *part)
{
    const ch_node *list = list_at(r, root, "title");
    const ch_node *node = list == NULL ? NULL : list->first;
    for (int i = 0; node != NULL && i < CH_LANGS; i++, node = node->next)
        part->title[i] = node->kind == CH_SCALAR ? text_at(r, node) : CH_NO_TEXT;
    return list != NULL;
}

static bool read_part(reading *r, const ch_node *root, charter_totals *part)
{
    const ch_node *tables = ch_node_get(root, "tables");
    if (tables == NULL || tables->kind != CH_MAP)
        return refuse(r, root, ch_say("this summary has no tables"));
    for (int i = 0; i < CHARTER_TABLE_COUNT; i++)
        if (!read_table(r, tables, &part->tables[i]))
            return false;
    return true;
}

/* What is read is merged as a whole, or not at all. */
static charter_status read_document(reading *r, const ch_node *root)
{
    charter_totals *part;
    const charter_totals_options options = {.at = CHARTER_NO_DAY};
    charter_status status = charter_totals_new(&part, NULL, &options);
    if (status != CHARTER_OK)
        return status;
    status = CHARTER_INVALID;
    if (read_head(r, root, part) && read_titles(r, root, part) && read_part(r, root, part))
        status = charter_totals_merge(r->into, part);
    /* Borrowed from the file: the part must not free them. */
    part->title[0] = part->title[1] = CH_NO_TEXT;
    charter_totals_free(part);
    return r->no_memory ? CHARTER_NO_MEMORY : status;
}

charter_status charter_totals_read(charter_totals *totals, const char *name, charter_text bytes,
                                   charter_diagnostics *diagnostics)
{
    static const ch_yaml_rules rules = {.depth = 16, .nodes = 20 * 1000 * 1000};
    reading r = {.into = totals, .source = {.name = name, .bytes = bytes}, .diagnostics = diagnostics};
    ch_node *root;
    charter_status status = CHARTER_INVALID;
    if (!ch_source_index(&r.source, &r.arena))
        status = CHARTER_NO_MEMORY;
    else if (ch_yaml_check_bytes(&r.source, diagnostics))
        switch (ch_yaml_read(&r.source, &rules, &r.arena, diagnostics, &root)) {
        case CH_YAML_DOCUMENT:
            status = read_document(&r, root);
            break;
        case CH_YAML_NO_MEMORY:
            status = CHARTER_NO_MEMORY;
            break;
        case CH_YAML_NOTHING:
            refuse(&r, NULL, ch_say("this is not a summary of an audit that this version reads"));
            break;
        case CH_YAML_FAULT:
            break;
        }
    ch_arena_clear(&r.arena);
    return diagnostics->failed ? CHARTER_NO_MEMORY : status;
}
