/* Keys that stand twice, and characters that only an escape can spell. Both readers, of YAML and JSON, end each map
 * with it: which of two values holds must never depend on who reads. */
#include "tree/keys.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/unicode.h"

typedef struct checking {
    const ch_source *source;
    ch_arena *arena;
    charter_diagnostics *diagnostics;
    bool ascii;
} checking;

/* What a key looks like when keys are compared: its normal form. Normal form C (UAX 15): two spellings of one accent
 * are the same key to a reader. */
static ch_text key_form(const checking *c, const ch_node *key)
{
    return c->ascii ? key->text : ch_text_nfc(c->arena, key->text);
}

/* Counting columns in a long line costs: nobody does it for complaints that are not shown. */
static void error_twice(const checking *c, const ch_node *first, const ch_node *second)
{
    if (c->diagnostics->errors > CH_DIAGNOSTICS_MAX)
        return;
    charter_place place = ch_source_place(c->source, first->key->span);
    ch_error_at(c->diagnostics, CH_KEY_DUPLICATE, c->source, second->key->span,
                ch_of_ours(ch_say2("the key \"%1$s\" stands here a second time; the first is on line %2$s",
                                   second->key->text, ch_text_int(c->arena, (int64_t)place.line)),
                           2),
                ch_say("keep one of the two"));
}

typedef struct keyed {
    ch_text form;
    const ch_node *value;
} keyed;

/* Equal keys in the order of the file: the second is complained of. qsort() is not stable. */
static int order_keys(const void *a, const void *b)
{
    const keyed *left = a, *right = b;
    int order = ch_text_compare(left->form, right->form);
    if (order != 0)
        return order;
    return (left->value->key->span.start > right->value->key->span.start) -
           (left->value->key->span.start < right->value->key->span.start);
}

/* Sorting keeps a map of many keys from costing the square of their number. */
static bool check_many_keys(const checking *c, const ch_node *map)
{
    keyed *keys = ch_arena_take_many(c->arena, map->count, sizeof *keys);
    if (keys == NULL)
        return false;
    size_t count = 0;
    for (const ch_node *value = map->first; value != NULL; value = value->next)
        keys[count++] = (keyed){key_form(c, value->key), value};
    qsort(keys, count, sizeof *keys, order_keys);
    for (size_t i = 1; i < count; i++)
        if (ch_text_same(keys[i].form, keys[i - 1].form))
            error_twice(c, keys[i - 1].value, keys[i].value);
    return true;
}

static bool check_keys(const checking *c, const ch_node *map)
{
    /* Most maps have few keys: comparing them all with one another needs no memory. */
    enum { FEW = 24 };
    if (map->count > FEW || !c->ascii)
        return map->count < 2 || check_many_keys(c, map);
    for (const ch_node *value = map->first; value != NULL; value = value->next)
        for (const ch_node *before = map->first; before != value; before = before->next)
            if (ch_text_same(before->key->text, value->key->text)) {
                error_twice(c, before, value);
                break;
            }
    return true;
}

bool ch_check_keys(const ch_source *source, ch_arena *arena, charter_diagnostics *diagnostics, const ch_node *map,
                   bool ascii)
{
    checking c = {source, arena, diagnostics, ascii};
    return check_keys(&c, map);
}

/* YAML 1.2 (5.7) and JSON spell any character by an escape: what the check of bytes keeps out must not come in that
 * way. One complaint for a text is enough. */
void ch_check_spelt(const ch_source *source, charter_diagnostics *diagnostics, const ch_node *node, bool *ascii)
{
    for (size_t i = 0; i < node->text.length;) {
        int32_t character;
        ch_text rest = {node->text.at + i, node->text.length - i};
        i += ch_character_next(rest, &character);
        *ascii = *ascii && character < 0x80;
        if (ch_character_allowed(character))
            continue;
        char shown[16];
        snprintf(shown, sizeof shown, "U+%04X", (unsigned)character);
        ch_error_at(diagnostics, CH_BYTES_CHARACTER, source, node->span,
                    ch_say1("this text spells a character that may not stand here: %s", ch_text_of(shown)),
                    ch_say("leave out control characters and line separators"));
        return;
    }
}
