/* What the tables let come together: which classes some tool may be given in which activity. Rules, exceptions and
 * autonomy are left out: they ask what a declaration says. What is told is so whatever it says. */
#include "lint/lint.h"

/* ---- working it out ---- */

/* A tool without a hosting is undetermined for a class that has a set of them: unable to decide is no yes. */
static ch_set receives(const ch_lint *l, const ch_tool *tool)
{
    const ch_version *v = l->version;
    ch_set set = {{0}};
    for (uint32_t i = 0; i < v->data.count; i++) {
        const ch_data_class *class = &v->data.items[i];
        bool hosted = !class->hosted || (tool->hosting >= 0 && ch_set_has(&class->hostings, (uint32_t)tool->hosting));
        if (hosted && ch_lint_in_force(l, &class->entry) && (!tool->data.given || ch_set_has(&tool->data.classes, i)))
            ch_set_add(&set, i);
    }
    return set;
}

static bool may_serve(ch_lint *l, uint32_t number, uint32_t activity)
{
    const ch_tool *tool = &l->version->tools.items[number];
    const ch_activity *a = &l->version->activities.items[activity];
    if (tool->status == CH_BANNED || !ch_lint_in_force(l, &tool->entry) ||
        (a->statuses != 0 && ((a->statuses >> tool->status) & 1) == 0))
        return false;
    ch_lint_spend(l, tool->activities.count);
    return !tool->limits_activities || ch_refs_have(tool->activities, activity);
}

static void serve(ch_lint *l, uint32_t number, uint32_t activity)
{
    const ch_activity *a = &l->version->activities.items[activity];
    if (!may_serve(l, number, activity))
        return;
    ch_set set = l->reach.receives[number];
    if (a->data.given)
        ch_set_meet(&set, &a->data.classes);
    ch_set_join(&l->reach.served[activity], &set);
    /* A charter without classes asks nothing of data. */
    static const ch_set nothing = {{0}};
    bool some = l->version->data.count == 0 || !ch_set_within(&set, &nothing);
    l->reach.some[activity] = l->reach.some[activity] || some;
}

/* `excluded` has the number of the last activity that excludes a tool, from 1: cleared by none of them. */
static void serve_by_all(ch_lint *l, uint32_t activity, uint32_t *excluded)
{
    const ch_activity *a = &l->version->activities.items[activity];
    for (uint32_t i = 0; i < a->not_these.count; i++)
        excluded[a->not_these.items[i]] = activity + 1;
    uint32_t count = a->only_names != NULL ? a->only.count : l->version->tools.count;
    for (uint32_t i = 0; i < count && ch_lint_spend(l, 20); i++) {
        uint32_t number = a->only_names != NULL ? a->only.items[i] : i;
        if (excluded[number] != activity + 1)
            serve(l, number, activity);
    }
}

static bool may_be_done(const ch_lint *l, const ch_activity *a)
{
    return a->status != CH_ACTIVITY_BANNED && ch_lint_in_force(l, &a->entry);
}

void ch_lint_work_out_reach(ch_lint *l)
{
    const ch_version *v = l->version;
    ch_lint_reach *r = &l->reach;
    *r = (ch_lint_reach){.receives = ch_arena_take_many(l->arena, v->tools.count, sizeof *r->receives),
                         .served = ch_arena_take_many(l->arena, v->activities.count, sizeof *r->served),
                         .some = ch_arena_take_many(l->arena, v->activities.count, sizeof *r->some)};
    uint32_t *excluded = ch_arena_take_many(l->arena, v->tools.count, sizeof *excluded);
    if (l->arena->failed)
        return;
    for (uint32_t i = 0; i < v->tools.count; i++)
        r->receives[i] = receives(l, &v->tools.items[i]);
    for (uint32_t i = 0; i < v->activities.count && l->budget > 0; i++) {
        if (may_be_done(l, &v->activities.items[i]))
            serve_by_all(l, i, excluded);
        ch_set_join(&r->all, &r->served[i]);
        r->any = r->any || r->some[i];
    }
    r->whole = l->budget > 0;
}

/* ---- what is told of it ---- */

/* `hosting: []` says it in so many words: nowhere. */
static bool goes_nowhere(const ch_lint *l, uint32_t class)
{
    const ch_version *v = l->version;
    for (uint32_t i = 0; i < v->data.count; i++) {
        const ch_node *hosting = v->data.items[i].hosting_names;
        if (ch_set_has(&v->at_or_below[class], i) && hosting != NULL && hosting->kind == CH_LIST && hosting->count == 0)
            return true;
    }
    return false;
}

void ch_lint_classes(ch_lint *l)
{
    const ch_version *v = l->version;
    for (uint32_t i = 0; l->reach.whole && l->reach.any && i < v->data.count; i++) {
        const ch_entry *entry = &v->data.items[i].entry;
        if (ch_set_has(&l->reach.all, i) || !ch_lint_in_force(l, entry) || !ch_lint_is_own(l, entry) ||
            goes_nowhere(l, i))
            continue;
        ch_lint_tell(l, CH_LINT_CLASS_UNSERVED, (ch_lint_of){CH_VOCABULARY_DATA, i}, entry->node->key->span,
                     ch_say1("no listed tool may be given the class \"%s\" in any activity", entry->id),
                     ch_say("raise a ceiling (data), add a hosting, or say that it goes nowhere: hosting: []"));
    }
}

/* A charter that lists no tool leaves them all to `unlisted`. */
void ch_lint_activities(ch_lint *l)
{
    const ch_version *v = l->version;
    for (uint32_t i = 0; l->reach.whole && v->tools.count > 0 && i < v->activities.count; i++) {
        const ch_activity *a = &v->activities.items[i];
        if (l->reach.some[i] || !may_be_done(l, a) || !ch_lint_is_own(l, &a->entry))
            continue;
        ch_lint_tell(l, CH_LINT_ACTIVITY_UNSERVED, (ch_lint_of){CH_VOCABULARY_ACTIVITIES, i}, a->entry.node->key->span,
                     ch_say1("no listed tool may serve the activity \"%s\", whatever the data", a->entry.id),
                     ch_say("widen its tools or its data, or give it status: banned"));
    }
}

/* ---- banned tools ---- */

/* What the tool would have served, had it not been banned: some other tool serves some of it. */
static bool is_served(const ch_lint *l, const ch_tool *tool, bool some, const ch_set *served)
{
    return some && (l->version->data.count == 0 || !tool->data.given || ch_set_meets(served, &tool->data.classes));
}

/* Of a tool for what nobody may do anyway, nothing is wanted in its place. */
static bool has_alternative(const ch_lint *l, const ch_tool *tool)
{
    if (!tool->limits_activities)
        return is_served(l, tool, l->reach.any, &l->reach.all);
    bool wanted = false;
    for (uint32_t i = 0; i < tool->activities.count; i++) {
        uint32_t activity = tool->activities.items[i];
        if (is_served(l, tool, l->reach.some[activity], &l->reach.served[activity]))
            return true;
        wanted = wanted || may_be_done(l, &l->version->activities.items[activity]);
    }
    return !wanted;
}

static bool some_instead(const ch_lint *l, const ch_tool *tool)
{
    for (uint32_t i = 0; i < tool->instead.count; i++) {
        const ch_tool *other = &l->version->tools.items[tool->instead.items[i]];
        if (other->status != CH_BANNED && ch_lint_in_force(l, &other->entry))
            return true;
    }
    return tool->instead.count == 0;
}

void ch_lint_alternatives(ch_lint *l)
{
    const ch_version *v = l->version;
    for (uint32_t i = 0; l->reach.whole && v->activities.count > 0 && i < v->tools.count; i++) {
        const ch_tool *tool = &v->tools.items[i];
        ch_lint_of of = {CH_VOCABULARY_TOOLS, i};
        if (tool->status != CH_BANNED || !ch_lint_in_force(l, &tool->entry) || !ch_lint_is_own(l, &tool->entry))
            continue;
        if (!has_alternative(l, tool))
            ch_lint_tell(l, CH_LINT_NO_ALTERNATIVE, of, tool->entry.node->key->span,
                         ch_say1("\"%s\" is banned, and no listed tool may be used in its place", tool->entry.id),
                         ch_say("list a tool for what people did with it: they will look for one"));
        else if (!some_instead(l, tool))
            ch_lint_tell(l, CH_LINT_NO_ALTERNATIVE, of, ch_lint_span(&tool->entry, "instead"),
                         ch_say1("nothing that stands under instead of \"%s\" may be used", tool->entry.id),
                         ch_say("name a tool in force that is not banned"));
    }
}
