/* What nothing of the charter asks for. Declarations may still name it: so these are notes. */
#include "lint/lint.h"

typedef struct uses {
    ch_set duties, hostings, classes;
    ch_condition_names read;
} uses;

/* ---- what is used ---- */

static void mark(const ch_condition *condition, uses *u)
{
    if (condition != NULL)
        ch_condition_mark(condition, &u->read);
}

static void mark_conditions(const ch_version *v, uses *u)
{
    for (uint32_t i = 0; i < v->rules.count; i++) {
        mark(v->rules.items[i].when, u);
        mark(v->rules.items[i].require, u);
        ch_set_join(&u->duties, &v->rules.items[i].duties);
    }
    for (uint32_t i = 0; i < v->exceptions.count; i++)
        mark(v->exceptions.items[i].condition, u);
}

static void mark_duties(const ch_version *v, uses *u)
{
    for (uint32_t i = 0; i < v->data.count; i++)
        ch_set_join(&u->duties, &v->data.items[i].duties);
    for (uint32_t i = 0; i < v->tools.count; i++)
        ch_set_join(&u->duties, &v->tools.items[i].duties);
    for (uint32_t i = 0; i < v->activities.count; i++)
        ch_set_join(&u->duties, &v->activities.items[i].duties);
}

static void mark_evidence(const ch_version *v, uses *u)
{
    for (uint32_t i = 0; i < v->duties.count; i++)
        for (uint32_t p = 0; p < v->duties.items[i].path_count; p++)
            if (v->duties.items[i].paths[p].kind == CH_BY_FACT)
                u->read.variables[v->duties.items[i].paths[p].slot] = true;
}

static void mark_hostings(const ch_version *v, uses *u)
{
    for (uint32_t i = 0; i < v->tools.count; i++)
        if (v->tools.items[i].hosting >= 0)
            ch_set_add(&u->hostings, (uint32_t)v->tools.items[i].hosting);
    for (uint32_t i = 0; i < v->data.count; i++)
        for (const ch_node *name = ch_names_first(v->data.items[i].hosting_names); name != NULL;
             name = ch_names_next(name))
            for (uint32_t h = 0; h < v->hosting.count; h++)
                if (ch_text_same(v->hosting.items[h].entry.id, name->text))
                    ch_set_add(&u->hostings, h);
}

/* A class beyond a ceiling is what the ceiling is for: where there is any, each class is used. */
static bool all_classes_count(const ch_version *v, const uses *u)
{
    bool some = u->read.data;
    for (uint32_t i = 0; i < v->tools.count && !some; i++)
        some = v->tools.items[i].data.given;
    for (uint32_t i = 0; i < v->activities.count && !some; i++)
        some = v->activities.items[i].data.given;
    return some;
}

static void mark_classes(const ch_version *v, uses *u)
{
    static const ch_set nothing = {{0}};
    bool all = all_classes_count(v, u);
    for (uint32_t i = 0; i < v->data.count; i++) {
        const ch_data_class *class = &v->data.items[i];
        if (all || class->hosted || !ch_set_within(&class->duties, &nothing))
            ch_set_join(&u->classes, &v->at_or_below[i]);
    }
    for (uint32_t i = 0; i < v->detectors.count; i++)
        if (v->detectors.items[i].class != CH_NOT_FOUND)
            ch_set_add(&u->classes, v->detectors.items[i].class);
}

static bool compares(const ch_condition *condition, ch_text word)
{
    return condition != NULL && ch_condition_mentions(condition, CH_SLOT_TOOL_HOSTING, word);
}

static bool some_condition_has(const ch_version *v, ch_text hosting)
{
    for (uint32_t i = 0; i < v->rules.count; i++)
        if (compares(v->rules.items[i].when, hosting) || compares(v->rules.items[i].require, hosting))
            return true;
    for (uint32_t i = 0; i < v->exceptions.count; i++)
        if (compares(v->exceptions.items[i].condition, hosting))
            return true;
    return false;
}

/* ---- what is told ---- */

static void tell_unused(ch_lint *l, ch_vocabulary vocabulary, uint32_t number, const char *message, const char *help)
{
    const ch_entry *entry = ch_vocabulary_entry(l->version, vocabulary, number);
    if (ch_lint_is_current(l, entry))
        ch_lint_tell(l, CH_LINT_UNUSED, (ch_lint_of){vocabulary, number}, entry->node->key->span,
                     ch_say1(message, entry->id), ch_say(help));
}

void ch_lint_unused(ch_lint *l)
{
    const ch_version *v = l->version;
    uses u = {.read.variables = ch_arena_take_many(l->arena, v->scope.count, sizeof(bool))};
    if (u.read.variables == NULL)
        return;
    mark_conditions(v, &u);
    mark_duties(v, &u);
    mark_evidence(v, &u);
    mark_hostings(v, &u);
    mark_classes(v, &u);
    for (uint32_t i = 0; i < v->data.count; i++)
        if (!ch_set_has(&u.classes, i))
            tell_unused(l, CH_VOCABULARY_DATA, i, N_("nothing in this charter depends on the class \"%s\""),
                        N_("give tools or activities a ceiling (data), or the class a hosting or duties"));
    for (uint32_t i = 0; i < v->hosting.count; i++)
        if (!ch_set_has(&u.hostings, i) &&
            !(u.read.variables[CH_SLOT_TOOL_HOSTING] && some_condition_has(v, v->hosting.items[i].entry.id)))
            tell_unused(l, CH_VOCABULARY_HOSTING, i, N_("no tool, class or condition names the hosting \"%s\""),
                        N_("name it where it is meant, or take it out"));
    for (uint32_t i = 0; i < v->duties.count; i++)
        if (!ch_set_has(&u.duties, i))
            tell_unused(l, CH_VOCABULARY_DUTIES, i, N_("nothing asks for the duty \"%s\""),
                        N_("name it under duties of an activity, a tool, a class or a rule, or take it out"));
    for (uint32_t i = 0; i < v->fields.count; i++)
        if (!u.read.variables[CH_SLOT_FACTS + i])
            tell_unused(l, CH_VOCABULARY_FIELDS, i, N_("no rule, exception or duty reads the field \"%s\""),
                        N_("ask for it in a rule, or take it out: people are asked for what nobody reads"));
}
