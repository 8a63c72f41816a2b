/* Which tools are offered in the declared one's place, and in which order; and which one an unlisted tool may be. What
 * a use with each comes to is trial.c's, which names are near, nearest.c's. */
#include "judge/trial.h"

/* ---- ranking ---- */

static uint32_t place_in_own_list(const ch_tool *declared, uint32_t tool)
{
    uint32_t i = 0;
    while (declared != NULL && i < declared->instead.count && declared->instead.items[i] != tool)
        i++;
    return i;
}

/* By verdict, then by what has to be so, then the declared tool's own list, then status, then the charter's order. */
static bool ranks_before(const ch_judging *j, const ch_alternative *a, const ch_alternative *b)
{
    const ch_tool *tools = j->version->tools.items;
    if (a->decision != b->decision)
        return a->decision < b->decision;
    if (a->count != b->count)
        return a->count < b->count;
    uint32_t own_a = place_in_own_list(j->tool, a->tool), own_b = place_in_own_list(j->tool, b->tool);
    if (own_a != own_b)
        return own_a < own_b;
    if (tools[a->tool].status != tools[b->tool].status)
        return tools[a->tool].status < tools[b->tool].status;
    return a->tool < b->tool;
}

/* Insertion keeps the list ranked, and no longer than is told. */
static void insert(const ch_judging *j, charter_verdict *v, ch_alternative *list, const ch_alternative *item)
{
    bool full = v->alternative_count == CH_ALTERNATIVES_TOLD;
    size_t at = v->alternative_count;
    v->more_alternatives += full;
    if (full && !ranks_before(j, item, &list[at - 1]))
        return;
    at -= full;
    for (; at > 0 && ranks_before(j, item, &list[at - 1]); at--)
        list[at] = list[at - 1];
    list[at] = *item;
    v->alternative_count += !full;
}

/* ---- candidates ---- */

/* A banned tool is never offered, though an exception might waive its ban for this declaration. */
static bool may_be_offered(const ch_judging *j, uint32_t number)
{
    const ch_tool *tool = &j->version->tools.items[number];
    return tool->status != CH_BANNED && ch_period_holds(tool->entry.period, j->day);
}

static void search_tools(ch_trial *trial, const ch_judging *j, charter_verdict *v, ch_alternative *list)
{
    for (uint32_t i = 0; i < j->version->tools.count; i++) {
        ch_alternative offer;
        bool declared = j->tool == &j->version->tools.items[i];
        /* The declared tool, with what is missing, where it is that alone which stands in its way. */
        if (!may_be_offered(j, i) || (declared && v->decision != CHARTER_DECISION_UNDETERMINED))
            continue;
        if (ch_trial_search(trial, i, &offer))
            insert(j, v, list, &offer);
    }
}

/* ---- why there is none ---- */

static bool is_breach(const charter_finding *f)
{
    return f->outcome == CHARTER_OUTCOME_BREACHED && f->effect != CHARTER_EFFECT_ADVISE;
}

static bool has_breach(const charter_finding *findings, size_t count, const ch_clause_of *wanted)
{
    for (size_t i = 0; i < count; i++)
        if (findings[i].clause == wanted->clause && findings[i].entry == wanted->entry)
            return is_breach(&findings[i]);
    return false;
}

static ch_clause_of *breaches_of(ch_arena *arena, const charter_finding *findings, size_t count, uint32_t *number)
{
    ch_clause_of *list = ch_arena_take_many(arena, count, sizeof *list);
    *number = 0;
    for (size_t i = 0; list != NULL && i < count; i++)
        if (is_breach(&findings[i]))
            list[(*number)++] = (ch_clause_of){findings[i].clause, findings[i].entry, NULL};
    return list;
}

/* Whether a use with every tool that could be offered breaches it: until one does not. */
static bool all_breach(ch_trial *trial, const ch_judging *j, const ch_clause_of *clause)
{
    charter_finding f = {.clause = clause->clause, .entry = clause->entry};
    for (uint32_t i = 0; i < j->version->tools.count && !ch_trial_is_for_all(trial, &f); i++) {
        size_t count;
        if (!may_be_offered(j, i))
            continue;
        const charter_finding *findings = ch_trial_findings(trial, i, &count);
        if (!has_breach(findings, count, clause))
            return false;
    }
    return true;
}

/* What every tool that could be offered breaches: among what the first does. */
static bool explain_none(ch_trial *trial, const ch_judging *j, charter_verdict *v)
{
    uint32_t first = 0, count = 0;
    while (first < j->version->tools.count && !may_be_offered(j, first))
        first++;
    if (first == j->version->tools.count)
        return true;
    size_t found;
    const charter_finding *findings = ch_trial_findings(trial, first, &found);
    ch_clause_of *common = breaches_of(ch_judging_arena(j), findings, found, &count);
    if (common == NULL)
        return false;
    for (uint32_t k = 0; k < count; k++)
        if (all_breach(trial, j, &common[k]))
            common[v->none_because_count++] = common[k];
    v->none_because = common;
    return true;
}

/* ---- the charter's own list ---- */

static bool list_own(ch_trial *trial, const ch_judging *j, charter_verdict *v)
{
    uint32_t count = j->tool == NULL ? 0 : j->tool->instead.count;
    ch_charter_instead *list = ch_arena_take_many(ch_judging_arena(j), count, sizeof *list);
    if (list == NULL)
        return false;
    v->charter_instead = list;
    for (uint32_t i = 0; i < count; i++) {
        size_t found;
        uint32_t tool = j->tool->instead.items[i];
        if (!ch_period_holds(j->version->tools.items[tool].entry.period, j->day))
            continue;
        ch_charter_instead *own = &list[v->charter_instead_count++];
        const charter_finding *findings = ch_trial_findings(trial, tool, &found);
        own->tool = tool;
        own->breaches = breaches_of(ch_judging_arena(j), findings, found, &own->count);
        if (own->breaches == NULL)
            return false;
    }
    return true;
}

static bool may_have_alternatives(const charter_verdict *v)
{
    return v->decision != CHARTER_DECISION_COMPLIANT && v->decision != CHARTER_DECISION_INVALID && v->version != NULL;
}

bool ch_judge_alternatives(charter_judge *judge)
{
    const ch_judging *j = &judge->judging;
    charter_verdict *v = &judge->verdict;
    if (!may_have_alternatives(v))
        return true;
    ch_trial *trial = ch_trial_of(judge);
    ch_alternative *list = ch_arena_take_many(&judge->arena, CH_ALTERNATIVES_TOLD, sizeof *list);
    if (trial == NULL || list == NULL)
        return false;
    v->alternatives = list;
    if (ch_trial_begin(trial, j))
        search_tools(trial, j, v, list);
    return list_own(trial, j, v) && (v->alternative_count > 0 || explain_none(trial, j, v)) && !ch_judging_failed(j);
}

/* ---- the tool that an unlisted one may be ---- */

/* By the folded name, so that spellings of one tool are near the same. A name that imitates another, or that an entry
 * out of force bears, is to be no alias; nor is a variant of a banned tool, or what a catalogue knows as another tool.
 */
static const ch_tool *nearest_tool(const ch_judging *j)
{
    const ch_resolved *found = &j->tool_found;
    const ch_entry *near[CH_NEAREST_MOST];
    if (found->suspicion != CH_NAME_PLAIN || found->lapsed != NULL || found->limit || found->known != NULL)
        return NULL;
    if (found->variant != CH_NOT_FOUND)
        return ch_may_be_meant(j, CH_VOCABULARY_TOOLS, found->variant) ? &j->version->tools.items[found->variant]
                                                                       : NULL;
    ch_text name = ch_name_fold(ch_judging_arena(j), j->tool_name);
    bool some = name.at != NULL && ch_nearest_entries(j, CH_VOCABULARY_TOOLS, name, near) > 0;
    return some ? (const ch_tool *)near[0] : NULL;
}

bool ch_judge_nearest(charter_judge *judge)
{
    const ch_judging *j = &judge->judging;
    charter_verdict *v = &judge->verdict;
    if (v->version == NULL || v->tool != NULL || v->decision == CHARTER_DECISION_INVALID)
        return true;
    v->nearest = nearest_tool(j);
    ch_trial *trial = v->nearest == NULL ? NULL : ch_trial_of(judge);
    if (trial != NULL) {
        /* Though no other tool may do better, this one may do otherwise. */
        ch_trial_begin(trial, j);
        v->as_nearest = ch_trial_alias(trial, (uint32_t)(v->nearest - v->version->tools.items));
    }
    return !ch_judging_failed(j) && (v->nearest == NULL || trial != NULL);
}
