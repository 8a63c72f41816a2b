/* One use as the history keeps it, and its fingerprint. Neither author nor reviewer is in it: the history has no names.
 * The SQL is the command's. */
#include <sha256.h>
#include <stdlib.h>

#include "audit/totals.h"
#include "judge/verdict.h"

/* Below 0: no such figure. */
static bool put_measure(uint64_t into[2], ch_interval interval)
{
    if (interval.low < 0)
        return false;
    into[0] = ch_millionths(interval.low);
    into[1] = ch_millionths(interval.high);
    return true;
}

/* As in totals: figures without a source or a date are added to nothing. */
static void put_footprint(charter_use *use, const ch_footprint_sum *sum)
{
    if (sum->figures == NULL || !ch_footprint_is_sourced(sum->figures))
        return;
    use->sourced[CHARTER_ENERGY] = put_measure(use->figures[CHARTER_ENERGY], sum->energy_wh);
    use->sourced[CHARTER_CO2] = put_measure(use->figures[CHARTER_CO2], sum->co2_g);
    use->sourced[CHARTER_WATER] = put_measure(use->figures[CHARTER_WATER], sum->water_ml);
}

static void count_duties(charter_use *use, const charter_verdict *v)
{
    for (size_t i = 0; i < v->duty_count; i++) {
        unsigned column = ch_duty_column(v, &v->duties[i]);
        use->open_before += column == CH_N_OPEN_BEFORE;
        use->open_after += column == CH_N_OPEN_AFTER;
    }
}

charter_use charter_verdict_use(const charter_verdict *v)
{
    const charter_declaration *declaration = v->declaration;
    charter_use use = {
        .unit = declaration->unit,
        .activity = charter_verdict_activity(v),
        .tool = v->tool == NULL ? declaration->tool_name : v->tool->entry.id,
        .tool_listed = v->tool != NULL,
        .date = declaration->date.first,
        .last_date = declaration->date.last,
        .stage = ch_stage_names[(declaration->stage == 0 ? CH_PLANNED : declaration->stage) - 1],
        /* -1 is not declared, and no 0. */
        .requests = declaration->requests.given ? declaration->requests.value : -1,
    };
    if (v->version != NULL) {
        use.charter_id = v->version->id;
        use.charter_version = v->version->number;
    }
    uint64_t row[CH_N_USE_COLUMNS] = {0};
    ch_concern_of_use(v, row);
    use.concerned = v->decision != CHARTER_DECISION_INVALID && row[CH_N_CONCERNED] > 0;
    put_footprint(&use, &v->footprint);
    count_duties(&use, v);
    return use;
}

void charter_verdict_charter_sha256(const charter_verdict *v, char out[CHARTER_SHA256_SIZE])
{
    out[0] = '\0';
    if (v->version != NULL)
        ch_version_hash(v->version, out);
}

/* ---- the fingerprint ---- */

/* A text after its length, so that no two sequences of texts are alike. Byte by byte, so that the digest is the
 * same on any machine. */
static void hash_text(SHA2_CTX *hash, ch_text text)
{
    uint64_t length = text.length;
    uint8_t bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (uint8_t)(length >> (8 * i));
    SHA256Update(hash, bytes, sizeof bytes);
    SHA256Update(hash, (const uint8_t *)text.at, text.length);
}

static void hash_mark(SHA2_CTX *hash, char mark, uint32_t count)
{
    uint8_t bytes[5] = {(uint8_t)mark};
    for (int i = 0; i < 4; i++)
        bytes[1 + i] = (uint8_t)(count >> (8 * i));
    SHA256Update(hash, bytes, sizeof bytes);
}

static int by_key(const void *a, const void *b)
{
    const ch_node *const *left = a, *const *right = b;
    return ch_text_compare((*left)->key->text, (*right)->key->text);
}

/* The entries of a map, and those of `base` that it does not have, by key; absent values are no entries. The order
 * of keys, and what is shared or written out, change no fingerprint: only what is declared does. */
static const ch_node **entries(const ch_node *map, const ch_node *base, ch_arena *arena, uint32_t *count)
{
    const ch_node **list = ch_arena_take_many(arena, (base == NULL ? 0 : base->count) + map->count + 1, sizeof *list);
    *count = 0;
    if (list == NULL)
        return NULL;
    for (const ch_node *entry = map->first; entry != NULL; entry = entry->next)
        if (!ch_node_absent(entry))
            list[(*count)++] = entry;
    uint32_t own = *count;
    for (const ch_node *entry = base == NULL ? NULL : base->first; entry != NULL; entry = entry->next) {
        bool replaced = ch_node_absent(entry) || ch_text_is(entry->key->text, "usages");
        for (uint32_t i = 0; !replaced && i < own; i++)
            replaced = ch_text_same(list[i]->key->text, entry->key->text);
        if (!replaced)
            list[(*count)++] = entry;
    }
    if (*count > 1)
        qsort(list, *count, sizeof *list, by_key);
    return list;
}

/* Trees are as deep as their reader let them be: charter_limits.depth. */
static bool hash_node(SHA2_CTX *hash, const ch_node *node, const ch_node *base, ch_arena *arena)
{
    if (node->kind == CH_SCALAR) {
        hash_mark(hash, 's', 0);
        hash_text(hash, node->text);
        return true;
    }
    if (node->kind == CH_LIST) {
        hash_mark(hash, 'l', node->count);
        for (const ch_node *item = node->first; item != NULL; item = item->next)
            if (!hash_node(hash, item, NULL, arena))
                return false;
        return true;
    }
    uint32_t count;
    const ch_node **list = entries(node, base, arena, &count);
    if (list == NULL)
        return false;
    hash_mark(hash, 'm', count);
    for (uint32_t i = 0; i < count; i++) {
        hash_text(hash, list[i]->key->text);
        if (!hash_node(hash, list[i], NULL, arena))
            return false;
    }
    return true;
}

/* It is stored in the history: any change to what is hashed would make known uses new ones. */
charter_status charter_verdict_fingerprint(const charter_verdict *v, char out[CHARTER_SHA256_SIZE])
{
    SHA2_CTX hash;
    ch_arena arena = {0};
    SHA256Init(&hash);
    const charter_declaration *declaration = v->declaration;
    bool good = true;
    if (declaration->node != NULL)
        good = hash_node(&hash, declaration->node, declaration->base, &arena);
    else
        hash_text(&hash, declaration->source->bytes); /* what could not be read is known by its bytes */
    SHA256End(&hash, out);
    ch_arena_clear(&arena);
    return good ? CHARTER_OK : CHARTER_NO_MEMORY;
}

void charter_fingerprint_add(char whole[CHARTER_SHA256_SIZE], const char *fingerprint)
{
    SHA2_CTX hash;
    SHA256Init(&hash);
    SHA256Update(&hash, (const uint8_t *)whole, strlen(whole));
    SHA256Update(&hash, (const uint8_t *)fingerprint, strlen(fingerprint));
    SHA256End(&hash, whole);
}
