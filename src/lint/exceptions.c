/* Exceptions: about to lapse, wider than one decision, or without effect. That one lacks approvals, loading tells. */
#include "lint/lint.h"

/* What an exception concerns, as far as the charter can say. */
typedef struct concerned {
    bool *tools, *activities; /* a place for each, and one for one that is not listed */
} concerned;

/* ---- whether a clause can be breached in what it concerns ---- */

typedef bool (*can_be_breached)(ch_lint *l, const concerned *c, uint32_t entry);

static bool is_ceiling(const ch_version *v, const ch_ceiling *ceiling)
{
    for (uint32_t i = 0; ceiling->given && i < v->data.count; i++)
        if (!ch_set_has(&ceiling->classes, i))
            return true;
    return false;
}

static bool some_activity(const ch_lint *l, const concerned *c, bool (*is)(const ch_version *, const ch_activity *))
{
    for (uint32_t i = 0; i < l->version->activities.count; i++)
        if (c->activities[i] && is(l->version, &l->version->activities.items[i]))
            return true;
    return false;
}

static bool some_tool(const ch_lint *l, const concerned *c, bool (*is)(const ch_version *, const ch_tool *))
{
    for (uint32_t i = 0; i < l->version->tools.count; i++)
        if (c->tools[i] && is(l->version, &l->version->tools.items[i]))
            return true;
    return false;
}

static bool is_limited_activity(const ch_version *v, const ch_activity *a)
{
    (void)v;
    return a->status != CH_ALLOWED;
}

static bool limits_data(const ch_version *v, const ch_activity *a)
{
    return is_ceiling(v, &a->data);
}

static bool limits_tools(const ch_version *v, const ch_activity *a)
{
    (void)v;
    return a->limits_tools;
}

static bool limits_autonomy(const ch_version *v, const ch_activity *a)
{
    (void)v;
    return a->autonomy != 0 && a->autonomy != CH_AUTONOMOUS;
}

/* Tolerated is a breach too, though it is advice. */
static bool is_limited_tool(const ch_version *v, const ch_tool *t)
{
    (void)v;
    return t->status == CH_BANNED || t->status == CH_TOLERATED;
}

static bool limits_tool_data(const ch_version *v, const ch_tool *t)
{
    return is_ceiling(v, &t->data);
}

static bool limits_activities(const ch_version *v, const ch_tool *t)
{
    (void)v;
    return t->limits_activities;
}

static bool lies_elsewhere(const ch_version *v, const ch_tool *t)
{
    for (uint32_t i = 0; t->hosting >= 0 && i < v->data.count; i++)
        if (v->data.items[i].hosted && !ch_set_has(&v->data.items[i].hostings, (uint32_t)t->hosting))
            return true;
    return false;
}

#define OF_ACTIVITIES(name, is)                                      \
    static bool name(ch_lint *l, const concerned *c, uint32_t entry) \
    {                                                                \
        (void)entry;                                                 \
        return some_activity(l, c, is);                              \
    }
#define OF_TOOLS(name, is)                                           \
    static bool name(ch_lint *l, const concerned *c, uint32_t entry) \
    {                                                                \
        (void)entry;                                                 \
        return some_tool(l, c, is);                                  \
    }

OF_ACTIVITIES(activity_status, is_limited_activity)
OF_ACTIVITIES(activity_data, limits_data)
OF_ACTIVITIES(activity_tools, limits_tools)
OF_ACTIVITIES(activity_autonomy, limits_autonomy)
OF_TOOLS(tool_status, is_limited_tool)
OF_TOOLS(tool_data, limits_tool_data)
OF_TOOLS(tool_activities, limits_activities)
OF_TOOLS(data_hosting, lies_elsewhere)

static bool activity_unlisted(ch_lint *l, const concerned *c, uint32_t entry)
{
    (void)entry;
    return c->activities[l->version->activities.count];
}

static bool tool_unlisted(ch_lint *l, const concerned *c, uint32_t entry)
{
    (void)entry;
    return c->tools[l->version->tools.count];
}

/* A rule that asks for duties breaches nothing itself. */
static bool rule_is_breached(ch_lint *l, const concerned *c, uint32_t entry)
{
    (void)c;
    return l->version->rules.items[entry].duty_names == NULL;
}

/* What is not here can always be. */
static const can_be_breached breaches[CH_CLAUSE_COUNT] = {
    [CH_CLAUSE_ACTIVITY_UNLISTED] = activity_unlisted,
    [CH_CLAUSE_ACTIVITY_STATUS] = activity_status,
    [CH_CLAUSE_ACTIVITY_DATA] = activity_data,
    [CH_CLAUSE_ACTIVITY_TOOLS] = activity_tools,
    [CH_CLAUSE_ACTIVITY_AUTONOMY] = activity_autonomy,
    [CH_CLAUSE_TOOL_UNLISTED] = tool_unlisted,
    [CH_CLAUSE_TOOL_STATUS] = tool_status,
    [CH_CLAUSE_TOOL_DATA] = tool_data,
    [CH_CLAUSE_TOOL_ACTIVITIES] = tool_activities,
    [CH_CLAUSE_DATA_HOSTING] = data_hosting,
    [CH_CLAUSE_RULE] = rule_is_breached,
};

/* ---- without effect ---- */

static void all_in_force(const ch_lint *l, ch_vocabulary vocabulary, bool *may)
{
    uint32_t count = ch_vocabulary_size(l->version, vocabulary);
    for (uint32_t i = 0; i < count; i++)
        may[i] = ch_lint_in_force(l, ch_vocabulary_entry(l->version, vocabulary, i));
    may[count] = true;
}

static bool none(const bool *may, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (may[i])
            return false;
    return true;
}

/* False where it concerns nothing. */
static bool find_concerned(ch_lint *l, const ch_exception *e, const concerned *c)
{
    if (!ch_lint_tools_of(l, e->condition, c->tools))
        all_in_force(l, CH_VOCABULARY_TOOLS, c->tools);
    if (!ch_lint_activities_of(l, e->condition, c->activities))
        all_in_force(l, CH_VOCABULARY_ACTIVITIES, c->activities);
    return !none(c->tools, l->version->tools.count + 1) && !none(c->activities, l->version->activities.count + 1);
}

static void look_at_effect(ch_lint *l, ch_lint_of of, const ch_exception *e, const concerned *c)
{
    if (!find_concerned(l, e, c)) {
        ch_lint_tell(l, CH_LINT_EXCEPTION_IDLE, of, ch_lint_span(&e->entry, "for"),
                     ch_say1("the exception \"%s\" concerns nothing: its \"for\" is true of no tool or activity",
                             e->entry.id),
                     ch_say("correct its conditions, or take it out"));
        return;
    }
    const ch_node *name = ch_names_first(e->waives_names);
    for (uint32_t i = 0; i < e->waive_count && name != NULL; i++, name = ch_names_next(name)) {
        can_be_breached can = breaches[e->waives[i].clause];
        if (!ch_lint_spend(l, l->version->tools.count + l->version->activities.count))
            return;
        if (can != NULL && !can(l, c, e->waives[i].entry))
            ch_lint_tell(l, CH_LINT_EXCEPTION_IDLE, of, name->span,
                         ch_say2("nothing that the exception \"%1$s\" concerns can breach \"%2$s\"", e->entry.id,
                                 name->text),
                         ch_say("waive what stands in the way, or correct \"for\""));
    }
}

/* ---- too wide ---- */

enum { TOOL = 1, ACTIVITY = 2 };

/* What a condition has to speak of, so that a ban is not lifted for all of its kind. */
static const unsigned char narrowed_by[CH_CLAUSE_COUNT] = {
    [CH_CLAUSE_ACTIVITY_UNLISTED] = ACTIVITY,
    [CH_CLAUSE_ACTIVITY_STATUS] = ACTIVITY,
    [CH_CLAUSE_ACTIVITY_DATA] = ACTIVITY,
    [CH_CLAUSE_ACTIVITY_TOOLS] = ACTIVITY | TOOL,
    [CH_CLAUSE_TOOL_UNLISTED] = TOOL,
    [CH_CLAUSE_TOOL_STATUS] = TOOL,
    [CH_CLAUSE_TOOL_DATA] = TOOL,
    [CH_CLAUSE_TOOL_ACTIVITIES] = ACTIVITY | TOOL,
};

static unsigned narrows(const ch_condition *condition)
{
    unsigned of = 0;
    if (ch_condition_reads_among(condition, CH_SLOT_TOOL_ID, CH_SLOT_TOOL_MODEL))
        of |= TOOL;
    if (ch_condition_reads_among(condition, CH_SLOT_ACTIVITY_ID, CH_SLOT_ACTIVITY_STATUS))
        of |= ACTIVITY;
    return of;
}

/* The first clause that is waived for all of its kind. */
static const ch_node *find_wide(const ch_exception *e)
{
    unsigned narrow = narrows(e->condition);
    const ch_node *name = ch_names_first(e->waives_names);
    for (uint32_t i = 0; i < e->waive_count && name != NULL; i++, name = ch_names_next(name)) {
        unsigned wanted = narrowed_by[e->waives[i].clause];
        if (wanted != 0 && (wanted & narrow) == 0)
            return name;
    }
    return NULL;
}

static void look_at_width(ch_lint *l, ch_lint_of of, const ch_exception *e)
{
    ch_span key = e->entry.node->key->span;
    ch_message every = ch_say1("the exception \"%s\" is for every use", e->entry.id);
    ch_message narrow = ch_say("add for: which unit, tool and activity the decision was about");
    if (e->condition == NULL) {
        ch_lint_tell(l, CH_LINT_EXCEPTION_BROAD, of, key, every, narrow);
        return;
    }
    if (ch_lint_is_always(l, e->condition)) {
        ch_lint_tell(l, CH_LINT_EXCEPTION_BROAD, of, ch_lint_span(&e->entry, "for"), every, narrow);
        return;
    }
    const ch_node *wide = find_wide(e);
    if (wide == NULL)
        return;
    bool tools = ch_text_begins(wide->text, "tool.");
    ch_lint_tell(l, CH_LINT_EXCEPTION_BROAD, of, wide->span,
                 ch_say2(tools ? N_("the exception \"%1$s\" waives \"%2$s\" for every tool")
                               : N_("the exception \"%1$s\" waives \"%2$s\" for every activity"),
                         e->entry.id, wide->text),
                 tools ? ch_say("say under for: which tool it is about")
                       : ch_say("say under for: which activity it is about"));
}

/* ---- its end ---- */

static void look_at_end(ch_lint *l, ch_lint_of of, const ch_exception *e)
{
    ch_day until = e->entry.period.until;
    if (until == CHARTER_NO_DAY && l->version->period.until == CHARTER_NO_DAY)
        ch_lint_tell(l, CH_LINT_EXCEPTION_BROAD, of, e->entry.node->key->span,
                     ch_say1("the exception \"%s\" has no end", e->entry.id),
                     ch_say("add until: the day on which it is to be decided again"));
    if (until != CHARTER_NO_DAY && ch_period_begun(e->entry.period, l->at) && until - l->at <= CH_LINT_LAPSING_DAYS)
        ch_lint_tell(l, CH_LINT_EXCEPTION_LAPSING, of, ch_lint_span(&e->entry, "until"),
                     ch_say2("the exception \"%1$s\" ends on %2$s: what it waives is breached again from then on",
                             e->entry.id, ch_text_day(l->arena, until)),
                     ch_say("have it renewed by those who approved it, or tell those who rely on it"));
}

void ch_lint_exceptions(ch_lint *l)
{
    const ch_version *v = l->version;
    concerned c = {ch_arena_take_many(l->arena, (size_t)v->tools.count + 1, sizeof(bool)),
                   ch_arena_take_many(l->arena, (size_t)v->activities.count + 1, sizeof(bool))};
    for (uint32_t i = 0; c.tools != NULL && c.activities != NULL && i < v->exceptions.count; i++) {
        const ch_exception *e = &v->exceptions.items[i];
        ch_lint_of of = {CH_VOCABULARY_EXCEPTIONS, i};
        if (!ch_lint_is_current(l, &e->entry) || !ch_period_overlap(e->entry.period, v->period))
            continue;
        look_at_end(l, of, e);
        look_at_width(l, of, e);
        look_at_effect(l, of, e, &c);
    }
}
