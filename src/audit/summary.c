/* Reading back the totals that report/audit/audit_summary.c wrote. A summary is a file from outside: columns and
 * numbers that are not as this version writes them are refused, since a report that looks whole is worse than none. */
#include "base/catalog.h"
#include "base/diagnostics.h"
#include "audit/reading.h"
#include "audit/totals.h"
#include "tree/yaml.h"

typedef struct reading {
    ch_reading in;
    charter_totals *into;
} reading;

/* ---- tables ---- */

/* Columns of another version of the program would be added to the wrong ones. */
static bool check_columns(reading *r, const ch_node *table, const ch_group_kind *kind)
{
    const ch_node *list = ch_read_list(&r->in, table, "columns");
    if (list == NULL)
        return false;
    const ch_node *name = list->first;
    for (uint32_t c = 0; c < kind->column_count; c++, name = name->next)
        if (name == NULL || !ch_text_is(name->text, kind->columns[c].name))
            return ch_reading_refuse(&r->in, list,
                                     ch_say1("the columns of \"%s\" are not those of this version",
                                             ch_text_of(kind->name)));
    return name == NULL ||
           ch_reading_refuse(&r->in, list,
                             ch_say1("the columns of \"%s\" are not those of this version", ch_text_of(kind->name)));
}

static bool read_numbers(reading *r, const ch_node *row, const ch_node *node, const ch_group_kind *kind,
                         uint64_t *numbers)
{
    for (uint32_t c = 0; c < kind->column_count; c++, node = node->next) {
        if (node == NULL)
            return ch_reading_refuse(&r->in, row, ch_say("this row lacks a number"));
        if (!ch_read_number(&r->in, node, &numbers[c]))
            return false;
    }
    return node == NULL || ch_reading_refuse(&r->in, row, ch_say("this row has a number too many"));
}

static bool read_group(reading *r, const ch_node *row, ch_groups *groups)
{
    ch_text texts[3];
    /* The most columns that any table has. */
    uint64_t numbers[CH_N_BUDGET_COLUMNS];
    const ch_node *node = row->kind == CH_LIST ? row->first : NULL;
    for (int i = 0; i < 3; i++, node = node->next) {
        if (node == NULL || node->kind != CH_SCALAR)
            return ch_reading_refuse(&r->in, row, ch_say("a row begins with its key and two titles"));
        texts[i] = ch_read_key(&r->in, node);
    }
    if (!read_numbers(r, row, node, groups->kind, numbers))
        return false;
    uint64_t *into = r->in.no_memory ? NULL : ch_groups_find(groups, texts[0], texts + 1);
    r->in.no_memory = into == NULL;
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
        return ch_reading_refuse(&r->in, tables, ch_say1("there is no table \"%s\"", ch_text_of(groups->kind->name)));
    const ch_node *list = check_columns(r, table, groups->kind) ? ch_read_list(&r->in, table, "groups") : NULL;
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

/* ---- uses one by one ---- */

static bool read_decision(reading *r, const ch_node *node, charter_decision *out)
{
    for (int d = CHARTER_DECISION_CONDITIONAL; d < CHARTER_DECISION_COUNT; d++)
        if (node != NULL && node->kind == CH_SCALAR &&
            ch_text_is(node->text, charter_decision_name((charter_decision)d))) {
            *out = (charter_decision)d;
            return true;
        }
    return ch_reading_refuse(&r->in, node, ch_say("this is no verdict of which uses are told one by one"));
}

static bool read_use(reading *r, const ch_node *item, ch_use_rows *uses)
{
    charter_decision decision = CHARTER_DECISION_INVALID;
    ch_use_row row = {.numbers = {0}};
    const ch_node *node = item->kind == CH_LIST ? item->first : NULL;
    if (!read_decision(r, node, &decision) || node == NULL)
        return false;
    node = node->next;
    for (int i = 0; i < CH_USE_NUMBERS; i++, node = node->next)
        if (!ch_read_number(&r->in, node, &row.numbers[i]))
            return false;
    for (int i = 0; i < CH_USE_TEXTS; i++, node = node->next) {
        if (node == NULL || node->kind != CH_SCALAR)
            return ch_reading_refuse(&r->in, item, ch_say("this row lacks a text"));
        row.texts[i] = node->text;
    }
    r->in.no_memory = !ch_use_rows_add(uses, &r->in.arena, decision, &row);
    return !r->in.no_memory;
}

/* Of another version texts would be taken for one another. */
static bool check_use_columns(reading *r, const ch_node *table)
{
    const ch_node *list = ch_read_list(&r->in, table, "columns"), *name = list == NULL ? NULL : list->first;
    bool good = name != NULL && ch_text_is(name->text, "verdict");
    for (int i = 0; good && i < CH_USE_NUMBERS + CH_USE_TEXTS; i++) {
        name = name->next;
        good = name != NULL && ch_text_is(name->text, i < CH_USE_NUMBERS ? ch_use_number_names[i]
                                                                         : ch_use_text_names[i - CH_USE_NUMBERS]);
    }
    if (list == NULL || (good && name->next == NULL))
        return list != NULL;
    return ch_reading_refuse(&r->in, list,
                             ch_say1("the columns of \"%s\" are not those of this version", CH_LITERAL("uses")));
}

static bool read_uses(reading *r, const ch_node *root, ch_use_rows *uses)
{
    const ch_node *table = ch_node_get(root, "uses");
    if (table == NULL || table->kind != CH_MAP)
        return ch_reading_refuse(&r->in, root, ch_say1("there is no table \"%s\"", CH_LITERAL("uses")));
    const ch_node *list = check_use_columns(r, table) ? ch_read_list(&r->in, table, "rows") : NULL;
    for (const ch_node *item = list == NULL ? NULL : list->first; item != NULL; item = item->next)
        if (!read_use(r, item, uses))
            return false;
    return list != NULL;
}

/* ---- the whole ---- */

static bool refuse_cut(reading *r)
{
    return ch_reading_refuse_with(&r->in, NULL,
                                  ch_say("this part was cut or edited: its hash is not that of its bytes"),
                                  ch_say("take it anew from where it was made, or run its audit again"));
}

static bool check_version(reading *r, const ch_node *root)
{
    const ch_node *node = root->kind == CH_MAP ? ch_node_get(root, "charter-check-audit") : NULL;
    int64_t version = 0;
    bool given = node != NULL && node->kind == CH_SCALAR && ch_text_to_int(node->text, &version);
    if (given && version == CH_PART_VERSION)
        return r->in.hash.length > 0 || refuse_cut(r);
    if (given && version > 0 && version < CH_PART_VERSION)
        return ch_reading_refuse_with(
            &r->in, node, ch_say("this part is of an earlier version: it does not hold all that audits tell now"),
            ch_say("run its audit again"));
    return ch_reading_refuse(&r->in, node, ch_say("this is not a summary of an audit that this version reads"));
}

static bool read_head(reading *r, const ch_node *root, charter_totals *part)
{
    const ch_node *names = ch_node_get(root, "with-names");
    part->with_names = names != NULL && names->kind == CH_SCALAR && ch_text_is(names->text, "true");
    return ch_read_day(&r->in, root, "at", &part->at) && ch_read_day(&r->in, root, "first", &part->first) &&
           ch_read_day(&r->in, root, "last", &part->last) &&
           ch_read_number(&r->in, ch_node_get(root, "errors"), &part->errors);
}

/* ---- what it is made of ---- */

/* null: there is none. */
static bool read_hash(reading *r, const ch_node *map, const char *key, char out[CHARTER_SHA256_SIZE])
{
    const ch_node *node = ch_node_get(map, key);
    if (ch_node_absent(node))
        return true;
    if (node->kind != CH_SCALAR || node->text.length != CHARTER_SHA256_SIZE - 1)
        return ch_reading_refuse(&r->in, node, ch_say("this must be a SHA-256"));
    ch_text_copy(out, node->text);
    out[node->text.length] = '\0';
    return true;
}

static bool read_mixed(reading *r, const ch_node *root, ch_origin *origin)
{
    const ch_node *list = ch_read_list(&r->in, root, "mixed");
    for (const ch_node *item = list == NULL ? NULL : list->first; item != NULL; item = item->next)
        for (int i = 0; i < CH_UNLIKES; i++)
            origin->mixed[i] = origin->mixed[i] || ch_text_is(item->text, ch_unlike_names[i]);
    return list != NULL;
}

static bool read_origin(reading *r, const ch_node *root, charter_totals *part)
{
    ch_origin *o = part->origin;
    const ch_node *options = ch_node_get(root, "options");
    if (options == NULL || options->kind != CH_MAP)
        return ch_reading_refuse(&r->in, root, ch_say("this summary does not say with which options it was judged"));
    o->by.at = part->at;
    o->by.with_names = part->with_names;
    if (!read_hash(r, root, "charter", o->by.charter) || !read_hash(r, options, "exceptions", o->by.exceptions) ||
        !read_hash(r, options, "intake", o->by.intake) || !read_hash(r, options, "by", o->by.by) ||
        !ch_read_number(&r->in, ch_node_get(options, "max-bytes"), &o->by.document_bytes) || !read_mixed(r, root, o))
        return false;
    /* Totals of nothing were judged by nothing. */
    o->known = o->by.charter[0] != '\0';
    return read_table(r, root, &o->inputs);
}

/* ---- whether it may be added ---- */

/* Whatever is asked for: what was added twice is no sum of anything. */
static bool is_new(reading *r, const ch_node *root, const charter_totals *part)
{
    const ch_origin *all = r->into->origin;
    if (ch_groups_have(&all->parts, r->in.hash))
        return ch_reading_refuse_with(&r->in, NULL, ch_say("this part is merged already"),
                                      ch_say("name each part once"));
    ch_text shared = ch_origin_shared(all, part->origin);
    if (shared.at == NULL)
        return true;
    return ch_reading_refuse_with(
        &r->in, ch_node_get(root, "inputs"),
        ch_say1("the input \"%s\" is in a part that is merged already",
                ch_arena_text(&r->in.diagnostics->arena, shared)),
        ch_say("leave one of them out; where they are two that look alike, give each a name of its own: "
               "--stdin-filename NAME"));
}

/* In what it is unlike those before it, in the words of whoever has to judge it again. */
static bool refuse_unlike(reading *r, const ch_node *root, const charter_totals *part, ch_unlike what,
                          const char *option)
{
    const char *const keys[CH_UNLIKES] = {"at", "charter", "options"};
    ch_message message = ch_say("this part was judged by another charter than those before it");
    if (what == CH_UNLIKE_DAY)
        message = ch_with_day(ch_with_day(ch_say("this part was judged as of %1$s, and those before it as of %2$s"), 0,
                                          part->at),
                              1, r->into->at);
    if (what == CH_UNLIKE_OPTIONS)
        message = ch_say1("this part was judged with other options than those before it: %s", ch_text_of(option));
    return ch_reading_refuse_with(&r->in, ch_node_get(root, keys[what]), message,
                                  ch_say("judge all parts alike; to add them up all the same, say --mixed"));
}

static bool is_like(reading *r, const ch_node *root, const charter_totals *part)
{
    const char *option = NULL;
    for (int i = 0; !r->into->mixes && i < CH_UNLIKES; i++) {
        if (part->origin->mixed[i])
            return ch_reading_refuse_with(&r->in, ch_node_get(root, "mixed"),
                                          ch_say("this part is mixed itself: its own parts were not judged alike"),
                                          ch_say("judge all parts alike; to add them up all the same, say --mixed"));
        if (ch_origin_unlike(r->into->origin, part->origin, (ch_unlike)i, &option))
            return refuse_unlike(r, root, part, (ch_unlike)i, option);
    }
    return true;
}

/* From now on it is known by its hash; what it was merged of, by its inputs. */
static bool note_part(reading *r, charter_totals *part)
{
    const uint64_t once = 1;
    bool added = ch_groups_add(&part->origin->parts, r->in.hash, NULL, &once);
    r->in.no_memory = r->in.no_memory || !added;
    return added;
}

/* The titles are borrowed: merging keeps a copy. */
static bool read_titles(reading *r, const ch_node *root, charter_totals *part)
{
    const ch_node *list = ch_read_list(&r->in, root, "title");
    const ch_node *node = list == NULL ? NULL : list->first;
    for (int i = 0; node != NULL && i < CH_LANGS; i++, node = node->next)
        part->title[i] = node->kind == CH_SCALAR ? ch_read_key(&r->in, node) : CH_NO_TEXT;
    return list != NULL;
}

static bool read_part(reading *r, const ch_node *root, charter_totals *part)
{
    const ch_node *tables = ch_node_get(root, "tables");
    if (tables == NULL || tables->kind != CH_MAP)
        return ch_reading_refuse(&r->in, root, ch_say("this summary has no tables"));
    for (int i = 0; i < CHARTER_TABLE_COUNT; i++)
        if (!read_table(r, tables, &part->tables[i]))
            return false;
    return true;
}

/* What is read is merged as a whole, or not at all. */
static charter_status read_document(reading *r, const ch_node *root)
{
    if (!check_version(r, root))
        return CHARTER_INVALID;
    charter_totals *part;
    const charter_totals_options options = {.at = CHARTER_NO_DAY};
    charter_status status = charter_totals_new(&part, NULL, &options);
    if (status != CHARTER_OK)
        return status;
    status = CHARTER_INVALID;
    if (read_head(r, root, part) && read_titles(r, root, part) && read_origin(r, root, part) && is_new(r, root, part) &&
        is_like(r, root, part) && read_part(r, root, part) && read_uses(r, root, &part->uses) && note_part(r, part))
        status = charter_totals_merge(r->into, part);
    /* Borrowed from the file: the part must not free them. */
    part->title[0] = part->title[1] = CH_NO_TEXT;
    charter_totals_free(part);
    return r->in.no_memory ? CHARTER_NO_MEMORY : status;
}

#define DIGITS(number)    #number
#define DIGITS_OF(number) DIGITS(number)

/* Before anything else is looked at: where bytes are missing, whatever is said of them would mislead. Of another
 * version that is told. */
static bool check_whole(reading *r)
{
    static const char begins[] = "{\"charter-check-audit\": " DIGITS_OF(CH_PART_VERSION) ",";
    ch_text bytes = r->in.source.bytes;
    size_t length = bytes.length < strlen(begins) ? bytes.length : strlen(begins);
    if (length == 0 || memcmp(bytes.at, begins, length) != 0 || ch_reading_is_whole(&r->in))
        return true;
    return refuse_cut(r);
}

charter_status charter_totals_read(charter_totals *totals, const char *name, charter_text bytes,
                                   charter_diagnostics *diagnostics)
{
    static const ch_yaml_rules rules = {.depth = 16, .nodes = 20 * 1000 * 1000};
    reading r = {.in = {.source = {.name = name, .bytes = bytes},
                        .diagnostics = diagnostics,
                        .help = ch_say("merge reads what audit --partial wrote")},
                 .into = totals};
    ch_node *root;
    charter_status status = CHARTER_INVALID;
    size_t errors = diagnostics->errors; /* those of other parts may be there */
    if (!ch_source_index(&r.in.source, &r.in.arena))
        status = CHARTER_NO_MEMORY;
    else if (check_whole(&r) && ch_yaml_check_bytes(&r.in.source, diagnostics))
        switch (ch_yaml_read(&r.in.source, &rules, &r.in.arena, diagnostics, &root)) {
        case CH_YAML_DOCUMENT:
            /* What the reader corrects as well as it can (a key that stands twice, an anchor) was not written by an
             * audit: the part was edited. */
            if (diagnostics->errors == errors)
                status = read_document(&r, root);
            break;
        case CH_YAML_NO_MEMORY:
            status = CHARTER_NO_MEMORY;
            break;
        case CH_YAML_NOTHING:
            ch_reading_refuse(&r.in, NULL, ch_say("this is not a summary of an audit that this version reads"));
            break;
        case CH_YAML_FAULT:
            break;
        }
    ch_arena_clear(&r.in.arena);
    return diagnostics->failed ? CHARTER_NO_MEMORY : status;
}
