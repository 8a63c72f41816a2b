/* Reading back what report/audit/audit_json.c wrote for publication. Files from outside, and of others' making perhaps:
 * one that was cut, edited or written by another version is refused, since what it does not tell any more would be
 * taken for what nobody was told. */
#include "audit/publications.h"

#include <stdlib.h>

#include "audit/reading.h"
#include "tree/json_reader.h"

static const ch_group_column columns[CH_P_COLUMNS] = {
    [CH_P_USES] = {"uses", CH_SUM, false},
    [CH_P_FOUND] = {"found", CH_SUM, false},
    [CH_P_UNDECLARED] = {"undeclared", CH_SUM, false},
};

/* More groups than any table of totals has. Letter case does not count, as with units: which of their spellings is
 * told may change from one publication to the next. */
static const ch_group_kind kind = {"publication", columns, CH_P_COLUMNS, 20000, CH_BY_NAME, NULL};

/* ---- life ---- */

charter_status charter_publications_new(charter_publications **out)
{
    *out = calloc(1, sizeof **out);
    return *out == NULL ? CHARTER_NO_MEMORY : CHARTER_OK;
}

static void free_publication(ch_publication *p)
{
    for (int i = 0; p != NULL && i < CHARTER_TABLE_COUNT; i++)
        ch_groups_clear(&p->tables[i].groups);
    free(p);
}

void charter_publications_free(charter_publications *all)
{
    if (all == NULL)
        return;
    for (size_t i = 0; i < all->count; i++)
        free_publication(all->items[i]);
    free(all->items);
    free(all);
}

size_t charter_publications_count(const charter_publications *all)
{
    return all->count;
}

static ch_publication *new_publication(void)
{
    ch_publication *p = calloc(1, sizeof *p);
    bool good = p != NULL;
    for (int i = 0; good && i < CHARTER_TABLE_COUNT; i++)
        good = ch_groups_init(&p->tables[i].groups, &kind);
    if (good)
        return p;
    free_publication(p);
    return NULL;
}

static bool keep(charter_publications *all, ch_publication *p)
{
    if (all->count == all->room) {
        size_t room = all->room == 0 ? 8 : 2 * all->room;
        ch_publication **items = realloc(all->items, room * sizeof(ch_publication *));
        if (items == NULL)
            return false;
        all->items = items;
        all->room = room;
    }
    all->items[all->count++] = p;
    return true;
}

const uint64_t *ch_publication_group(const ch_publication *p, charter_table table, ch_text key)
{
    return ch_groups_look_up(&p->tables[table].groups, key);
}

/* ---- tables ---- */

/* A number that may be left out, where it was hidden. */
static bool read_told(ch_reading *r, const ch_node *node, uint64_t *out)
{
    *out = CH_UNTOLD;
    return ch_node_absent(node) || ch_read_number(r, node, out);
}

static bool read_group(ch_reading *r, const ch_node *node, ch_published_table *table)
{
    uint64_t row[CH_P_COLUMNS];
    const ch_node *key = node->kind == CH_MAP ? ch_node_get(node, "key") : NULL;
    if (key == NULL || key->kind != CH_SCALAR)
        return ch_reading_refuse(r, node, ch_say("this group has no key"));
    if (!ch_read_number(r, ch_node_get(node, columns[CH_P_USES].name), &row[CH_P_USES]))
        return false;
    for (int c = CH_P_FOUND; c < CH_P_COLUMNS; c++)
        if (!read_told(r, ch_node_get(node, columns[c].name), &row[c]))
            return false;
    ch_text text = ch_read_key(r, key);
    if (r->no_memory)
        return false;
    if (ch_groups_have(&table->groups, text) || table->groups.count == kind.most)
        return ch_reading_refuse(r, key, ch_say("this group stands twice, or there are too many"));
    uint64_t *numbers = ch_groups_find(&table->groups, text, NULL);
    r->no_memory = numbers == NULL;
    if (numbers != NULL)
        memcpy(numbers, row, sizeof row);
    table->shown = ch_sum(table->shown, row[CH_P_USES]);
    return numbers != NULL;
}

static bool read_table(ch_reading *r, const ch_node *node, ch_published_table *table)
{
    uint64_t others = 0;
    const ch_node *groups = ch_read_list(r, node, "groups");
    if (groups == NULL || !ch_read_number(r, ch_node_get(node, "hidden"), &table->hidden))
        return false;
    for (const ch_node *group = groups->first; group != NULL; group = group->next)
        if (!read_group(r, group, table))
            return false;
    const ch_node *rest = ch_node_get(node, "others");
    if (rest != NULL && !ch_read_number(r, rest->kind == CH_MAP ? ch_node_get(rest, "uses") : rest, &others))
        return false;
    table->shown = ch_sum(table->shown, others);
    table->there = true;
    return true;
}

/* Commitments count no use. */
static bool read_tables(ch_reading *r, const ch_node *root, ch_publication *p)
{
    const ch_node *tables = ch_read_map(r, root, "tables");
    if (tables == NULL)
        return false;
    for (int i = 0; i < CHARTER_TABLE_COUNT; i++) {
        const ch_node *table = i == CHARTER_COMMITMENTS ? NULL : ch_node_get(tables, ch_table_kinds[i].name);
        if (table == NULL)
            continue;
        if (table->kind != CH_MAP)
            return ch_reading_refuse(r, table, ch_say("this is no table"));
        if (!read_table(r, table, &p->tables[i]))
            return false;
    }
    const uint64_t *all = ch_publication_group(p, CHARTER_ALL, CH_LITERAL(""));
    if (all == NULL)
        return ch_reading_refuse(r, tables, ch_say("this publication does not say of how many uses it is"));
    p->uses = all[CH_P_USES];
    return true;
}

/* ---- the whole ---- */

static bool read_verdicts(ch_reading *r, const ch_node *root, ch_publication *p)
{
    const ch_node *map = ch_read_map(r, root, "verdicts");
    for (int d = 0; map != NULL && d < CHARTER_DECISION_COUNT; d++)
        if (!read_told(r, ch_node_get(map, charter_decision_name((charter_decision)d)), &p->verdicts[d]))
            return false;
    return map != NULL;
}

/* The day changes nothing here: it is to be there. */
static bool read_head(ch_reading *r, const ch_node *root, ch_publication *p)
{
    const ch_node *version = root->kind == CH_MAP ? ch_node_get(root, "publication") : NULL;
    charter_day at;
    if (version == NULL)
        return ch_reading_refuse(r, NULL, ch_say("this is no publication of an audit"));
    if (version->kind != CH_SCALAR || !ch_text_is(version->text, CH_PUBLICATION_DIGITS))
        return ch_reading_refuse(r, version, ch_say("this publication is of another version"));
    if (r->hash.length == 0)
        return ch_reading_refuse_with(r, NULL,
                                      ch_say("this publication was cut or edited: its hash is not that of its bytes"),
                                      ch_say("take the file as the audit wrote it"));
    return ch_read_day(r, root, "at", &at) && ch_read_number(r, ch_node_get(root, "smallest-group"), &p->smallest);
}

static charter_status read_document(ch_reading *r, const ch_node *root, charter_publications *all)
{
    ch_publication *p = new_publication();
    if (p == NULL)
        return CHARTER_NO_MEMORY;
    bool good = read_head(r, root, p) && read_verdicts(r, root, p) && read_tables(r, root, p);
    if (good && keep(all, p))
        return CHARTER_OK;
    free_publication(p);
    return good || r->no_memory ? CHARTER_NO_MEMORY : CHARTER_INVALID;
}

charter_status charter_publications_read(charter_publications *all, const char *name, charter_text bytes,
                                         charter_diagnostics *diagnostics)
{
    static const ch_yaml_rules rules = {.depth = 16, .nodes = 2 * 1000 * 1000};
    ch_reading r = {.source = {.name = name, .bytes = bytes},
                    .diagnostics = diagnostics,
                    .help = ch_say("name what an earlier audit --publish --format json wrote")};
    ch_node *root;
    charter_status status = CHARTER_INVALID;
    size_t errors = diagnostics->errors; /* those of other files may be there */
    if (!ch_source_index(&r.source, &r.arena))
        status = CHARTER_NO_MEMORY;
    else if (ch_yaml_check_bytes(&r.source, diagnostics))
        switch (ch_json_read(&r.source, &rules, &r.arena, diagnostics, &root)) {
        case CH_YAML_DOCUMENT:
            if (!ch_reading_is_whole(&r))
                r.hash = CH_NO_TEXT;
            if (diagnostics->errors == errors)
                status = read_document(&r, root, all);
            break;
        case CH_YAML_NO_MEMORY:
            status = CHARTER_NO_MEMORY;
            break;
        case CH_YAML_NOTHING:
            ch_reading_refuse(&r, NULL, ch_say("this is no publication of an audit"));
            break;
        case CH_YAML_FAULT:
            break;
        }
    ch_arena_clear(&r.arena);
    return diagnostics->failed ? CHARTER_NO_MEMORY : status;
}
