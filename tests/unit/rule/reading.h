/* reading: conditions read from a text of YAML, and judged by facts that are a text too. */
#ifndef UNIT_RULE_READING_H
#define UNIT_RULE_READING_H

#include "tree/yaml.h"
#include "unit/rule/scope.h"
#include "unit/support.h"

/* ---- a condition that was read ---- */

enum { MOST_PATTERNS = 16 };

typedef struct reading {
    ch_source source;
    ch_arena arena;
    charter_diagnostics diagnostics;
    ch_evaluator *evaluator;
    ch_pattern *patterns[MOST_PATTERNS];
    size_t pattern_count;
    const ch_condition *condition;
    ch_value slots[SLOTS];
    ch_facts facts;
} reading;

static inline bool keep_pattern(void *context, ch_pattern *pattern)
{
    reading *r = context;
    assert_true(r->pattern_count < MOST_PATTERNS);
    r->patterns[r->pattern_count++] = pattern;
    return true;
}

static inline void read_condition(reading *r, const char *text)
{
    static const ch_yaml_rules rules = {.depth = 32, .nodes = 10000};
    *r = (reading){.source = {.name = "charter.yaml", .bytes = ch_text_of(text)}};
    ch_node *root = NULL;
    assert_true(ch_yaml_check_bytes(&r->source, &r->diagnostics));
    if (ch_yaml_read(&r->source, &rules, &r->arena, &r->diagnostics, &root) != CH_YAML_DOCUMENT)
        fail_msg("%s: %s", text, tell_diagnostics(&r->diagnostics));
    ch_decoder decoder = {&r->source, &r->arena, &r->diagnostics};
    ch_condition_reader reader = {&decoder, &scope, keep_pattern, r};
    r->condition = ch_condition_read(&reader, root);
    r->evaluator = ch_evaluator_new();
    r->facts.slots = r->slots;
}

static inline void forget(reading *r)
{
    for (size_t i = 0; i < r->pattern_count; i++)
        ch_pattern_free(r->patterns[i]);
    ch_evaluator_free(r->evaluator);
    ch_arena_clear(&r->arena);
    ch_diagnostics_clear(&r->diagnostics);
}

static inline uint32_t index_of(const ch_text *words, uint32_t count, ch_text word)
{
    for (uint32_t i = 0; i < count; i++)
        if (ch_text_same(words[i], word))
            return i;
    fail_msg("%.*s", (int)word.length, word.at);
    return 0;
}

/* "internal,personal,?": the question mark is a class that the charter does not list; "-" is none. */
static inline void take_classes(reading *r, ch_text list)
{
    r->facts.data_known = true;
    while (list.length > 0) {
        const char *comma = memchr(list.at, ',', list.length);
        size_t length = comma == NULL ? list.length : (size_t)(comma - list.at);
        ch_text word = {list.at, length};
        if (ch_text_is(word, "?"))
            r->facts.data_unlisted = true;
        else if (!ch_text_is(word, "-"))
            ch_set_add(&r->facts.data, index_of(classes, CLASSES, word));
        list.at += length + (comma != NULL);
        list.length -= length + (comma != NULL);
    }
}

static inline void take_value(reading *r, uint32_t slot, ch_text text)
{
    ch_value *value = &r->slots[slot];
    value->kind = variables[slot].kind;
    if (value->kind == CH_VALUE_BOOL)
        value->yes = ch_text_is(text, "true");
    else if (value->kind == CH_VALUE_INT)
        assert_true(ch_text_to_int(text, &value->integer));
    else if (value->kind == CH_VALUE_NUMBER)
        assert_true(ch_text_to_number(text, &value->number));
    else if (value->kind == CH_VALUE_DATE)
        assert_true(charter_day_parse(text, &value->day));
    else if (value->kind == CH_VALUE_RANK)
        value->rank = (int)index_of(variables[slot].words, variables[slot].word_count, text);
    else
        value->text = text;
}

/* "usage.output=public; data=internal": the facts of one declaration. */
static inline void take_facts(reading *r, const char *facts)
{
    while (*facts != '\0') {
        size_t name = strcspn(facts, "="), length = strcspn(facts + name, ";") - 1;
        ch_text value = {facts + name + 1, length};
        if (ch_text_is((ch_text){facts, name}, "data")) {
            take_classes(r, value);
        } else {
            uint32_t slot = 0;
            while (slot < SLOTS && !ch_text_same(variables[slot].name, (ch_text){facts, name}))
                slot++;
            assert_true(slot < SLOTS);
            take_value(r, slot, value);
        }
        facts += name + 1 + length;
        facts += strspn(facts, "; ");
    }
}

static inline ch_truth truth_of(const char *condition, const char *facts)
{
    reading r;
    read_condition(&r, condition);
    if (r.condition == NULL)
        fail_msg("%s: %s: %s", condition, tell_diagnostics(&r.diagnostics), tell_messages(&r.diagnostics));
    take_facts(&r, facts);
    ch_truth truth = ch_condition_holds(r.condition, &r.facts, r.evaluator);
    forget(&r);
    return truth;
}

#endif
