/* Groups by key: a hash table over an array, and a heap over both where something has to give way. Which tables
 * there are is totals_tables.c's; what is added, totals.c's. */
#include "audit/groups.h"

#include <stdlib.h>

#include "base/unicode.h"

bool ch_groups_init(ch_groups *g, const ch_group_kind *kind)
{
    *g = (ch_groups){.kind = kind};
    g->others = calloc(kind->column_count, sizeof *g->others);
    return g->others != NULL;
}

static void free_group(ch_group *group)
{
    /* free() takes no const. */
    union {
        const char *kept;
        void *memory;
    } texts = {.kept = group->key.at};
    free(texts.memory);
    free(group->numbers);
}

void ch_groups_clear(ch_groups *g)
{
    for (uint32_t i = 0; i < g->count; i++)
        free_group(&g->items[i]);
    free(g->items);
    free(g->slots);
    free(g->heap);
    free(g->others);
    *g = (ch_groups){0};
}

/* ---- keys ---- */

static bool are_names(const ch_group_kind *kind)
{
    return kind->ranking == CH_BY_NAME || kind->ranking == CH_LATEST_NAME;
}

/* The next character of a name as it is compared; `*at` goes on behind it. */
static inline int32_t next_small(ch_text key, size_t *at)
{
    int32_t character = (unsigned char)key.at[*at];
    if (character < 0x80) {
        (*at)++;
        return character >= 'A' && character <= 'Z' ? character - 'A' + 'a' : character;
    }
    *at += ch_character_next((ch_text){key.at + *at, key.length - *at}, &character);
    return ch_character_small(character);
}

static int compare_names(ch_text a, ch_text b)
{
    for (size_t i = 0, k = 0;;) {
        if (i == a.length || k == b.length)
            return (i < a.length) - (k < b.length);
        int32_t left = next_small(a, &i), right = next_small(b, &k);
        if (left != right)
            return left < right ? -1 : 1;
    }
}

bool ch_group_names_same(ch_text a, ch_text b)
{
    return compare_names(a, b) == 0;
}

/* As byte order, of names letter case aside. */
static int compare_keys(const ch_group_kind *kind, ch_text a, ch_text b)
{
    return are_names(kind) && !ch_text_same(a, b) ? compare_names(a, b) : ch_text_compare(a, b);
}

/* FNV-1a, 64 bits, and a finish (that of MurmurHash3) that spreads its high bits. No seed: which groups are kept
 * follows from it, and must be the same in all parts of an audit. */
static uint64_t hash_of(const ch_group_kind *kind, ch_text key)
{
    uint64_t h = 14695981039346656037u;
    bool names = are_names(kind);
    for (size_t i = 0; !names && i < key.length; i++)
        h = (h ^ (unsigned char)key.at[i]) * 1099511628211u;
    for (size_t i = 0; names && i < key.length;)
        h = (h ^ (uint32_t)next_small(key, &i)) * 1099511628211u;
    h = (h ^ (h >> 33)) * 0xff51afd7ed558ccdu;
    h = (h ^ (h >> 33)) * 0xc4ceb9fe1a85ec53u;
    return h ^ (h >> 33);
}

/* ---- ranks ---- */

/* Below 0 where `a` is to be kept rather than `b`. A total order of keys. */
static int compare_ranks(const ch_groups *g, const ch_group *a, const ch_group *b)
{
    /* The empty key, what is not declared, is kept whatever comes. */
    if (a->key.length == 0 || b->key.length == 0)
        return (a->key.length > 0) - (b->key.length > 0);
    if (g->kind->ranking == CH_LATEST || g->kind->ranking == CH_LATEST_NAME)
        return compare_keys(g->kind, b->key, a->key);
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return compare_keys(g->kind, a->key, b->key);
}

/* The group at `at` of the heap goes down until none below it ranks higher. */
static void sift_down(ch_groups *g, uint32_t at)
{
    for (;;) {
        uint32_t highest = at, child = 2 * at + 1;
        for (uint32_t i = child; i < child + 2 && i < g->count; i++)
            if (compare_ranks(g, &g->items[g->heap[i]], &g->items[g->heap[highest]]) > 0)
                highest = i;
        if (highest == at)
            return;
        uint32_t moved = g->heap[at];
        g->heap[at] = g->heap[highest];
        g->heap[highest] = moved;
        at = highest;
    }
}

static bool make_heap(ch_groups *g)
{
    if (g->heap != NULL)
        return true;
    g->heap = calloc(g->count, sizeof *g->heap);
    if (g->heap == NULL)
        return false;
    for (uint32_t i = 0; i < g->count; i++)
        g->heap[i] = i;
    for (uint32_t i = g->count / 2; i-- > 0;)
        sift_down(g, i);
    return true;
}

/* ---- the hash table ---- */

/* Where `key` stands in the table of slots, or the free slot where it would. */
static uint32_t find_slot(const ch_groups *g, ch_text key, uint64_t hash)
{
    uint32_t at = (uint32_t)hash & g->mask;
    while (g->slots[at] != 0) {
        const ch_group *group = &g->items[g->slots[at] - 1];
        if (group->hash == hash && compare_keys(g->kind, group->key, key) == 0)
            break;
        at = (at + 1) & g->mask;
    }
    return at;
}

/* Frees a slot, and moves up what was put behind it for want of place (Knuth, volume 3, 6.4, algorithm R). */
static void free_slot(ch_groups *g, uint32_t hole)
{
    for (uint32_t at = hole;;) {
        g->slots[hole] = 0;
        uint32_t home;
        do {
            at = (at + 1) & g->mask;
            if (g->slots[at] == 0)
                return;
            home = (uint32_t)g->items[g->slots[at] - 1].hash & g->mask;
        } while (hole <= at ? hole < home && home <= at : hole < home || home <= at);
        g->slots[hole] = g->slots[at];
        hole = at;
    }
}

/* Twice as many slots as items, at least. */
static bool grow(ch_groups *g)
{
    uint32_t room = g->room == 0 ? 16 : g->room * 2;
    if (room > g->kind->most)
        room = g->kind->most;
    uint32_t size = 4;
    while (size < 2 * room)
        size *= 2;
    uint32_t *slots = calloc(size, sizeof *slots);
    ch_group *items = slots == NULL ? NULL : realloc(g->items, room * sizeof *items);
    if (items == NULL) {
        free(slots);
        return false;
    }
    free(g->slots);
    g->items = items;
    g->room = room;
    g->slots = slots;
    g->mask = size - 1;
    for (uint32_t i = 0; i < g->count; i++)
        g->slots[find_slot(g, g->items[i].key, g->items[i].hash)] = i + 1;
    return true;
}

/* ---- texts ---- */

ch_text ch_text_cut(ch_text text, size_t most)
{
    if (text.length <= most)
        return text;
    while (most > 0 && ((unsigned char)text.at[most] & 0xC0) == 0x80)
        most--;
    return (ch_text){text.at, most};
}

/* One piece of memory holds a group's key and labels. */
static bool set_texts(ch_group *group, ch_text key, const ch_text labels[2])
{
    char *at = malloc(key.length + labels[0].length + labels[1].length + 1);
    if (at == NULL)
        return false;
    const ch_text parts[3] = {key, labels[0], labels[1]};
    ch_text *const into[3] = {&group->key, &group->label[0], &group->label[1]};
    for (int i = 0; i < 3; i++) {
        ch_text_copy(at, parts[i]);
        *into[i] = (ch_text){at, parts[i].length};
        at += parts[i].length;
    }
    return true;
}

/* The last in byte order, whichever came first: parts must give the same whatever their order. */
static bool improve_texts(ch_group *group, ch_text key, const ch_text labels[2])
{
    ch_text better[2];
    bool changed = !ch_text_same(key, group->key) && ch_text_compare(key, group->key) > 0;
    key = changed ? key : group->key;
    for (int i = 0; i < 2; i++) {
        ch_text label = ch_group_cut(labels[i]);
        bool later = ch_text_compare(label, group->label[i]) > 0;
        better[i] = later ? label : group->label[i];
        changed = changed || later;
    }
    if (!changed)
        return true;
    ch_group old = *group;
    if (!set_texts(group, key, better))
        return false;
    old.numbers = NULL;
    free_group(&old);
    return true;
}

/* ---- groups ---- */

static uint64_t *add_group(ch_groups *g, ch_group *group)
{
    if (g->count == g->room && !grow(g))
        return NULL;
    g->slots[find_slot(g, group->key, group->hash)] = g->count + 1;
    g->items[g->count] = *group;
    return g->items[g->count++].numbers;
}

/* The new group takes the place of the one of highest rank, which joins the others. */
static uint64_t *replace_highest(ch_groups *g, ch_group *group)
{
    uint32_t at = g->heap[0];
    ch_group *old = &g->items[at];
    free_slot(g, find_slot(g, old->key, old->hash));
    ch_group_add(g->kind, ch_groups_others(g), old->numbers);
    free_group(old);
    *old = *group;
    g->slots[find_slot(g, group->key, group->hash)] = at + 1;
    sift_down(g, 0);
    return group->numbers;
}

static uint64_t *new_group(ch_groups *g, ch_text key, uint64_t hash, const ch_text labels[2])
{
    ch_group group = {.key = key, .hash = hash};
    bool full = g->count == g->kind->most;
    if (full && !make_heap(g))
        return NULL;
    /* It would be the first to go: it joins the others at once, and takes no memory. */
    if (full && compare_ranks(g, &group, &g->items[g->heap[0]]) > 0)
        return ch_groups_others(g);
    const ch_text cut_labels[2] = {ch_group_cut(labels[0]), ch_group_cut(labels[1])};
    group.numbers = calloc(g->kind->column_count, sizeof *group.numbers);
    if (group.numbers == NULL || !set_texts(&group, key, cut_labels)) {
        free(group.numbers);
        return NULL;
    }
    uint64_t *numbers = full ? replace_highest(g, &group) : add_group(g, &group);
    if (numbers == NULL)
        free_group(&group);
    return numbers; /* NOLINT(clang-analyzer-unix.Malloc): the group's texts went with it */
}

uint64_t *ch_groups_find(ch_groups *g, ch_text key, const ch_text labels[2])
{
    static const ch_text none[2] = {{NULL, 0}, {NULL, 0}};
    if (labels == NULL)
        labels = none;
    /* Before it is looked up: keys that are cut alike are one group, in every part. */
    key = ch_group_cut(key);
    uint64_t hash = hash_of(g->kind, key);
    uint32_t slot = g->slots == NULL ? 0 : g->slots[find_slot(g, key, hash)];
    if (slot == 0)
        return new_group(g, key, hash, labels);
    ch_group *found = &g->items[slot - 1];
    return improve_texts(found, key, labels) ? found->numbers : NULL;
}

const ch_group *ch_groups_get(const ch_groups *g, ch_text key)
{
    key = ch_group_cut(key);
    uint32_t slot = g->slots == NULL ? 0 : g->slots[find_slot(g, key, hash_of(g->kind, key))];
    return slot == 0 ? NULL : &g->items[slot - 1];
}

bool ch_groups_add(ch_groups *g, ch_text key, const ch_text labels[2], const uint64_t *row)
{
    uint64_t *numbers = key.at == NULL ? NULL : ch_groups_find(g, key, labels);
    if (numbers != NULL)
        ch_group_add(g->kind, numbers, row);
    return numbers != NULL;
}

const uint64_t *ch_groups_look_up(const ch_groups *g, ch_text key)
{
    const ch_group *group = ch_groups_get(g, key);
    return group == NULL ? NULL : group->numbers;
}

bool ch_groups_have(const ch_groups *g, ch_text key)
{
    return ch_groups_get(g, key) != NULL;
}

uint64_t *ch_groups_others(ch_groups *g)
{
    g->overflowed = true;
    return g->others;
}

static uint64_t add_number(ch_adding adding, uint64_t into, uint64_t number)
{
    switch (adding) {
    case CH_MAX:
        return number > into ? number : into;
    case CH_MIN:
        /* 0 is that there is none, and not the smallest. */
        return number != 0 && (into == 0 || number < into) ? number : into;
    default:
        return ch_sum(into, number);
    }
}

void ch_group_add(const ch_group_kind *kind, uint64_t *into, const uint64_t *numbers)
{
    for (uint32_t i = 0; i < kind->column_count; i++)
        into[i] = add_number(kind->columns[i].adding, into[i], numbers[i]);
}

bool ch_groups_join(ch_groups *g, const ch_groups *from)
{
    if (from->overflowed)
        ch_group_add(g->kind, ch_groups_others(g), from->others);
    for (uint32_t i = 0; i < from->count; i++) {
        uint64_t *numbers = ch_groups_find(g, from->items[i].key, from->items[i].label);
        if (numbers == NULL)
            return false;
        ch_group_add(g->kind, numbers, from->items[i].numbers);
    }
    return true;
}

static int by_key(const void *a, const void *b)
{
    const ch_group *const *left = a, *const *right = b;
    return ch_text_compare((*left)->key, (*right)->key);
}

const ch_group **ch_groups_sorted(const ch_groups *g, ch_arena *arena)
{
    const ch_group **sorted = ch_arena_take_many(arena, g->count + 1, sizeof *sorted);
    if (sorted == NULL)
        return NULL;
    for (uint32_t i = 0; i < g->count; i++)
        sorted[i] = &g->items[i];
    if (g->count > 1)
        qsort(sorted, g->count, sizeof *sorted, by_key);
    return sorted;
}
