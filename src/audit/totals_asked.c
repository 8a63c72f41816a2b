/* Totals that are asked for by facts, "FIELD VALUE", and what they are asked by; and ids that come again in one input.
 * Which fields a charter has, its version says. */
#include <stdlib.h>

#include "audit/totals.h"
#include "judge/verdict.h"

/* ---- by facts ---- */

static int by_id(const void *a, const void *b)
{
    const ch_text *left = a, *right = b;
    return ch_text_compare(*left, *right);
}

/* In one order and each once: the same question is the same, however it is asked. */
bool ch_totals_ask(charter_totals *t, const char *const *by, size_t count)
{
    ch_text *fields = ch_arena_take_many(&t->asked, count + 1, sizeof *fields);
    if (fields == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        fields[i] = ch_arena_text(&t->asked, ch_text_of(by[i]));
    for (size_t i = 0; i < count; i++)
        if (fields[i].at == NULL)
            return false;
    if (count > 1)
        qsort(fields, count, sizeof *fields, by_id);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || !ch_text_same(fields[i], fields[i - 1]))
            fields[t->by_count++] = fields[i];
    t->by = fields;
    return true;
}

bool charter_has_field(const charter *the_charter, const char *id)
{
    for (size_t i = 0; i < the_charter->count; i++)
        if (ch_find_field(&the_charter->versions[i], ch_text_of(id)) != NULL)
            return true;
    return false;
}

/* As declared: a value that the field does not take makes a declaration invalid. */
static ch_text value_of(const charter_verdict *v, ch_text field)
{
    const ch_node *facts = v->declaration->facts;
    for (const ch_node *entry = facts == NULL ? NULL : facts->first; entry != NULL; entry = entry->next)
        if (ch_text_same(entry->key->text, field) && entry->kind == CH_SCALAR && !ch_node_absent(entry))
            return entry->text;
    return CH_LITERAL("");
}

static const ch_localized *title_of(const charter_verdict *v, ch_text field, ch_text value)
{
    const ch_fact_field *known = v->version == NULL ? NULL : ch_find_field(v->version, field);
    for (uint32_t i = 0; known != NULL && known->value_titles != NULL && i < known->value_count; i++)
        if (ch_text_same(known->values[i], value))
            return &known->value_titles[i];
    return NULL;
}

bool ch_totals_facts(charter_totals *t, const charter_verdict *v, const uint64_t *use)
{
    for (uint32_t i = 0; i < t->by_count; i++) {
        ch_text value = value_of(v, t->by[i]), labels[2] = {CH_NO_TEXT, CH_NO_TEXT};
        ch_text key = ch_group_key_of_word(&t->arena, t->by[i], ch_group_key(&t->arena, value));
        const ch_localized *title = title_of(v, t->by[i], value);
        if (title != NULL)
            ch_totals_labels(t, title, v->version, labels);
        if (!ch_groups_add(&t->tables[CHARTER_FACTS], key, labels, use))
            return false;
    }
    return true;
}

/* ---- ids that come again ---- */

static const ch_group_column times[] = {{"times", CH_SUM, false}};

/* Of larger inputs those are counted whose ids are among so many: then there are as many at least. */
static const ch_group_kind ids_kind = {"ids", times, 1, 100 * 1000, CH_BY_HASH, NULL};

static bool begin_input(charter_totals *t, ch_text file)
{
    ch_groups_clear(&t->ids);
    ch_buffer_clear(&t->at_hand);
    t->at_hand = ch_buffer_init(SIZE_MAX / 2);
    ch_buffer_add(&t->at_hand, file);
    return !t->at_hand.failed && ch_groups_init(&t->ids, &ids_kind);
}

/* Verdicts of one input come one after the other. An id that comes again is told apart by its number, "12#2". */
bool ch_totals_id(charter_totals *t, const charter_verdict *v)
{
    ch_text id = v->declaration->id;
    charter_place place = charter_verdict_place(v);
    ch_text file = ch_text_of(place.file == NULL ? "" : place.file);
    if ((t->ids.kind == NULL || !ch_text_same(ch_buffer_text(&t->at_hand), file)) && !begin_input(t, file))
        return false;
    if (id.length == 0)
        return true;
    uint64_t *count = ch_groups_find(&t->ids, id, NULL);
    if (count == NULL)
        return false;
    /* What is not kept is in a sum of several. */
    if (count == t->ids.others || (*count)++ == 0)
        return true;
    const uint64_t row[CH_N_FIRST_AGAIN + 1] = {1, place.line};
    return ch_groups_add(&t->tables[CHARTER_REPEATED], ch_group_key(&t->arena, file), NULL, row);
}

void ch_totals_asked_clear(charter_totals *t)
{
    ch_arena_clear(&t->asked);
    ch_groups_clear(&t->ids);
    ch_buffer_clear(&t->at_hand);
}
