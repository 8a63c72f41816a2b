/* The names that declarations resolve, of each vocabulary that they speak of: folded once, when the charter loads.
 * Whether two entries may share one is check_version.c's to say; which of them a declaration means on its day is
 * judge/'s. */
#include "base/unicode.h"
#include "charter/build.h"

typedef struct naming {
    ch_builder *b;
    ch_vocabulary vocabulary;
    bool by_words; /* too */
    uint32_t room; /* for names that come later */
    ch_listed_name *items;
    ch_names *names;
} naming;

static const ch_node *aliases_of(const ch_version *v, ch_vocabulary vocabulary, uint32_t entry)
{
    switch (vocabulary) {
    case CH_VOCABULARY_DATA:
        return v->data.items[entry].aliases;
    case CH_VOCABULARY_TOOLS:
        return v->tools.items[entry].aliases;
    case CH_VOCABULARY_CATALOGUE:
        return v->catalogue.items[entry].aliases;
    default:
        return v->activities.items[entry].aliases;
    }
}

/* The texts of a title: one, or one in each of its languages. */
static const ch_node *first_title(const ch_entry *entry)
{
    const ch_node *title = ch_node_get(entry->node, "title");
    return title == NULL || title->kind == CH_SCALAR ? title : title->first;
}

static const ch_node *next_title(const ch_entry *entry, const ch_node *title)
{
    return title == ch_node_get(entry->node, "title") ? NULL : title->next;
}

/* At least as many as name_entry() adds: an index has room for what it was made for, and no check. */
static uint32_t count_names(const ch_builder *b, ch_vocabulary vocabulary)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < ch_vocabulary_size(b->version, vocabulary); i++) {
        const ch_entry *entry = ch_vocabulary_entry(b->version, vocabulary, i);
        const ch_node *name = ch_names_first(aliases_of(b->version, vocabulary, i));
        for (; name != NULL; name = ch_names_next(name))
            count++;
        for (name = first_title(entry); name != NULL; name = next_title(entry, name))
            count++;
        count++;
    }
    return count;
}

static bool add_name(naming *n, uint32_t entry, ch_name_kind kind, ch_text text, const ch_node *node)
{
    ch_arena *arena = &n->b->charter->arena;
    ch_name name = ch_name_read(arena, text);
    /* Words are of tools alone: by them "GitHub Copilot" is found as a variant of Copilot. */
    ch_text words = name.folded.at == NULL || !n->by_words ? name.folded : ch_name_words(arena, name.folded);
    if (words.at == NULL)
        return false;
    n->items[n->names->count] = (ch_listed_name){entry, kind, name.folded, name.shown, node};
    ch_index_add(&n->names->folded, name.folded, n->names->count);
    if (n->by_words && words.length > 0)
        ch_index_add(&n->names->words, words, n->names->count);
    n->names->count++;
    return true;
}

/* Texts of a title that are null, or no text, are passed over: the decoder has complained of the latter. */
static bool name_entry(naming *n, uint32_t number)
{
    const ch_version *v = n->b->version;
    const ch_entry *entry = ch_vocabulary_entry(v, n->vocabulary, number);
    bool good = add_name(n, number, CH_BY_ID, entry->id, NULL);
    const ch_node *name = ch_names_first(aliases_of(v, n->vocabulary, number));
    for (; good && name != NULL; name = ch_names_next(name))
        good = add_name(n, number, CH_BY_ALIAS, name->text, name);
    for (name = first_title(entry); good && name != NULL; name = next_title(entry, name))
        good = ch_node_absent(name) || name->kind != CH_SCALAR || add_name(n, number, CH_BY_TITLE, name->text, name);
    return good;
}

static bool name_vocabulary(naming *n)
{
    ch_arena *arena = &n->b->charter->arena;
    uint32_t count = count_names(n->b, n->vocabulary) + n->room;
    n->items = ch_arena_take_many(arena, count + 1, sizeof *n->items);
    n->names->items = n->items;
    if (n->items == NULL || !ch_index_make(&n->names->folded, count, arena) ||
        !ch_index_make(&n->names->words, n->by_words ? count : 0, arena))
        return false;
    for (uint32_t i = 0; i < ch_vocabulary_size(n->b->version, n->vocabulary); i++)
        if (!name_entry(n, i))
            return false;
    return true;
}

/* ---- a catalogue's names ---- */

/* At most as many as tools of the charter take. */
static uint32_t count_taken(const ch_version *v, const ch_names *known)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < known->count; i++)
        count += v->catalogue.items[known->items[i].entry].tool != CH_NOT_FOUND;
    return count;
}

bool ch_entry_says(const ch_entry *entry, const char *key)
{
    const ch_node *node = ch_node_get(entry->node, key);
    return node != NULL && !ch_node_absent(node);
}

/* Whether a tool of the charter says itself what it is called in this way. */
static bool is_said(const ch_tool *tool, ch_name_kind kind)
{
    return kind == CH_BY_ALIAS ? tool->aliases != NULL : kind == CH_BY_TITLE && ch_entry_says(&tool->entry, "title");
}

static bool is_anothers(const ch_index *own, ch_text letters, uint32_t tool)
{
    ch_index_walk walk = ch_index_find(own, letters);
    uint32_t found;
    do
        found = ch_index_next(own, &walk);
    while (found == tool && found != CH_NOT_FOUND);
    return found != CH_NOT_FOUND;
}

/* A name that the charter says itself, or gives to another tool, however it is spelt, is none of the catalogue's. Those
 * that a tool takes are its names behind all of the charter's own. */
static bool take_name(naming *tools, const ch_index *own, const ch_listed_name *name)
{
    ch_version *v = tools->b->version;
    uint32_t tool = v->catalogue.items[name->entry].tool;
    ch_text letters = ch_name_letters(&tools->b->charter->arena, name->folded);
    if (letters.at == NULL)
        return false;
    if ((tool != CH_NOT_FOUND && is_said(&v->tools.items[tool], name->kind)) || is_anothers(own, letters, tool))
        return true;
    ch_index_add(&v->catalogue_names, letters, name->entry);
    return tool == CH_NOT_FOUND || name->kind == CH_BY_ID ||
           add_name(tools, tool, CH_BY_CATALOGUE, name->shown, name->node);
}

static bool take_names(naming *tools, const ch_names *known)
{
    ch_arena *arena = &tools->b->charter->arena;
    ch_index own;
    uint32_t count = tools->names->count;
    bool good =
        ch_index_make(&own, count, arena) && ch_index_make(&tools->b->version->catalogue_names, known->count, arena);
    for (uint32_t i = 0; good && i < count; i++) {
        ch_text letters = ch_name_letters(arena, tools->items[i].folded);
        good = letters.at != NULL;
        if (good)
            ch_index_add(&own, letters, tools->items[i].entry);
    }
    for (uint32_t i = 0; good && i < known->count; i++)
        good = take_name(tools, &own, &known->items[i]);
    return good;
}

bool ch_version_link_names(ch_builder *b)
{
    ch_version *v = b->version;
    ch_names known = {.count = 0};
    naming classes = {.b = b, .vocabulary = CH_VOCABULARY_DATA, .names = &v->class_names};
    naming activities = {.b = b, .vocabulary = CH_VOCABULARY_ACTIVITIES, .names = &v->activity_names};
    naming catalogue = {.b = b, .vocabulary = CH_VOCABULARY_CATALOGUE, .names = &known};
    naming tools = {.b = b, .vocabulary = CH_VOCABULARY_TOOLS, .names = &v->tool_names, .by_words = true};
    bool good = name_vocabulary(&classes) && name_vocabulary(&activities) && name_vocabulary(&catalogue);
    tools.room = count_taken(v, &known);
    good = good && name_vocabulary(&tools) && (known.count == 0 || take_names(&tools, &known));
    if (!good)
        ch_builder_no_memory(b);
    return good;
}
