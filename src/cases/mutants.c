/* The changes of a charter that its cases ought to notice: each ban lifted, each ceiling raised, each duty dropped,
 * each date moved, each rule removed. What is changed is found in the tree of its files by tables: a row a kind. What
 * comes with the program is left alone. */
#include "cases/cases.h"

#include <stdlib.h>

typedef struct listing {
    charter_cases *cases;
    const ch_version *version;
    const ch_file *file;
    bool failed;
} listing;

static void add(listing *l, ch_mutant mutant, const char *what, ch_text entry)
{
    charter_cases *c = l->cases;
    mutant.file = l->file;
    if (!ch_cases_grow((void **)&c->mutants, c->mutant_count, &c->mutant_room, sizeof *c->mutants)) {
        l->failed = true;
        return;
    }
    const ch_node *at = mutant.node->key != NULL ? mutant.node->key : mutant.node;
    c->mutants[c->mutant_count++] = (ch_case_mutant){.mutant = mutant,
                                                     .what = what,
                                                     .entry = entry,
                                                     .word = mutant.word,
                                                     .place = ch_source_place(&l->file->source, at->span)};
}

/* ---- keys of entries ---- */

/* What is changed where a key of an entry has a value: `from` NULL is any; `to` NULL leaves the key out. */
static const struct {
    const char *section, *key, *from, *to, *what;
} key_changes[] = {
    {"tools", "status", "banned", "approved", N_("\"%s\" is no longer banned")},
    {"activities", "status", "banned", "allowed", N_("\"%s\" is no longer banned")},
    {"activities", "status", "restricted", "allowed", N_("\"%s\" is no longer restricted")},
    {"activities", "autonomy", NULL, NULL, N_("\"%s\" no longer limits autonomy")},
    {"activities", "tools", NULL, NULL, N_("\"%s\" may be done with any tool")},
    {"tools", "activities", NULL, NULL, N_("\"%s\" may be used for any activity")},
    {"data", "hosting", NULL, NULL, N_("\"%s\" may be hosted anywhere")},
};

static void list_key_changes(listing *l, const char *section, const ch_node *entry)
{
    for (size_t i = 0; i < sizeof key_changes / sizeof *key_changes; i++) {
        const ch_node *value =
            strcmp(section, key_changes[i].section) == 0 ? ch_node_get(entry, key_changes[i].key) : NULL;
        const char *from = key_changes[i].from, *to = key_changes[i].to;
        if (value == NULL || (from != NULL && !(value->kind == CH_SCALAR && ch_text_is(value->text, from))))
            continue;
        add(l, (ch_mutant){.change = to == NULL ? CH_LEAVE_OUT : CH_WRITE, .node = value, .word = ch_text_of(to)},
            key_changes[i].what, entry->key->text);
    }
}

/* ---- lists of duties ---- */

static void list_dropped_duties(listing *l, const ch_node *entry)
{
    const ch_node *duties = ch_node_get(entry, "duties");
    for (const ch_node *name = ch_names_first(duties); name != NULL; name = ch_names_next(name))
        add(l, (ch_mutant){.change = name == duties ? CH_EMPTY : CH_LEAVE_OUT, .node = name, .word = name->text},
            N_("\"%1$s\" no longer asks for \"%2$s\""), entry->key->text);
}

/* ---- dates ---- */

static void list_moved_date(listing *l, const ch_node *holder, const char *key, ch_text entry)
{
    const ch_node *value = ch_node_get(holder, key);
    charter_day day;
    if (value == NULL || value->kind != CH_SCALAR || !charter_day_parse(value->text, &day) || !ch_is_day(day + 1))
        return;
    const char *what = strcmp(key, "from") == 0 ? N_("\"%1$s\" begins a day later, on %2$s")
                                                : N_("\"%1$s\" ends a day later, on %2$s");
    add(l, (ch_mutant){.change = CH_WRITE, .node = value, .word = ch_text_day(&l->cases->arena, day + 1)}, what, entry);
}

static void list_moved_dates(listing *l, const ch_node *holder, ch_text entry)
{
    list_moved_date(l, holder, "from", entry);
    list_moved_date(l, holder, "until", entry);
}

/* ---- ceilings ---- */

static const ch_ceiling *ceiling_of(const ch_version *v, const char *section, const ch_node *entry)
{
    for (uint32_t i = 0; strcmp(section, "tools") == 0 && i < v->tools.count; i++)
        if (v->tools.items[i].entry.node == entry)
            return &v->tools.items[i].data;
    for (uint32_t i = 0; strcmp(section, "activities") == 0 && i < v->activities.count; i++)
        if (v->activities.items[i].entry.node == entry)
            return &v->activities.items[i].data;
    return NULL;
}

/* Of the classes that a ceiling leaves out those with no other such class below them: raised by one step. */
static bool is_next(const ch_version *v, const ch_ceiling *ceiling, uint32_t class)
{
    if (ch_set_has(&ceiling->classes, class))
        return false;
    for (uint32_t below = 0; below < v->data.count; below++)
        if (below != class && ch_set_has(&v->at_or_below[class], below) && !ch_set_has(&ceiling->classes, below))
            return false;
    return true;
}

static void list_raised_ceilings(listing *l, const char *section, const ch_node *entry)
{
    const ch_ceiling *ceiling = ceiling_of(l->version, section, entry);
    const ch_node *data = ch_node_get(entry, "data");
    if (ceiling == NULL || !ceiling->given || data == NULL || data->kind == CH_MAP)
        return;
    for (uint32_t i = 0; i < l->version->data.count; i++)
        if (is_next(l->version, ceiling, i))
            add(l, (ch_mutant){.change = CH_JOIN, .node = data, .word = l->version->data.items[i].entry.id},
                N_("\"%1$s\" may receive \"%2$s\" too"), entry->key->text);
}

/* ---- sections ---- */

/* Entries that are removed whole. */
static const struct {
    const char *section, *what;
} removed[] = {
    {"rules", N_("the rule \"%s\" is gone")},
    {"detectors", N_("the detector \"%s\" is gone")},
    {"exceptions", N_("the exception \"%s\" is gone")},
};

static void list_removals(listing *l, const char *section, const ch_node *entry)
{
    for (size_t i = 0; i < sizeof removed / sizeof *removed; i++)
        if (strcmp(section, removed[i].section) == 0)
            add(l, (ch_mutant){.change = CH_LEAVE_OUT, .node = entry}, removed[i].what, entry->key->text);
}

static void list_section(listing *l, const char *section)
{
    const ch_node *entries = ch_node_get(l->file->root, section);
    if (entries == NULL || entries->kind != CH_MAP)
        return;
    for (const ch_node *entry = entries->first; entry != NULL && !l->failed; entry = entry->next) {
        list_removals(l, section, entry);
        if (entry->kind != CH_MAP)
            continue;
        list_key_changes(l, section, entry);
        list_raised_ceilings(l, section, entry);
        list_dropped_duties(l, entry);
        list_moved_dates(l, entry, entry->key->text);
    }
}

static void list_unlisted(listing *l)
{
    const ch_node *unlisted = ch_node_get(l->file->root, "unlisted");
    const ch_node *value = unlisted != NULL && unlisted->kind == CH_MAP ? unlisted->first : NULL;
    for (; value != NULL; value = value->next)
        if (value->kind == CH_SCALAR && ch_text_is(value->text, "forbid"))
            add(l, (ch_mutant){.change = CH_WRITE, .node = value, .word = CH_LITERAL("review")},
                N_("what is not listed under \"%s\" is reviewed, and not forbidden"), value->key->text);
}

static void list_file(listing *l)
{
    static const char *const sections[] = {"data", "duties", "tools", "activities", "rules", "detectors", "exceptions"};
    list_moved_dates(l, l->file->root, l->version->id);
    list_unlisted(l);
    for (size_t i = 0; i < sizeof sections / sizeof *sections && !l->failed; i++)
        list_section(l, sections[i]);
}

/* The file of exceptions kept apart joins every version; it is changed once. */
static bool is_known(const listing *l)
{
    const charter *c = l->cases->charter;
    for (size_t i = 0; &c->versions[i] != l->version; i++)
        for (const ch_file *file = c->versions[i].files; file != NULL; file = file->next)
            if (strcmp(file->source.name, l->file->source.name) == 0)
                return true;
    return false;
}

bool ch_mutants_list(charter_cases *cases)
{
    listing l = {.cases = cases};
    for (size_t i = 0; i < cases->charter->count && !l.failed; i++) {
        l.version = &cases->charter->versions[i];
        for (l.file = l.version->files; l.file != NULL && !l.failed; l.file = l.file->next)
            if (l.file->included_by == NULL && !is_known(&l))
                list_file(&l);
    }
    return !l.failed && !cases->arena.failed;
}
