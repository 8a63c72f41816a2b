/* Alternatives: the same declaration, with each listed tool in the declared one's place. What texts hold, and what
 * the other names mean, is taken from the declaration's own judgement: no tool changes it. */
#include <stdlib.h>

#include "judge/judging.h"

typedef struct alternative {
    uint32_t tool;
    charter_decision decision;
    uint32_t own; /* place in the declared tool's own `instead` list; its length: not in it */
    int status;
} alternative;

/* By verdict, then the declared tool's own list, then status, then the charter's order. */
static bool ranks_before(const alternative *a, const alternative *b)
{
    if (a->decision != b->decision)
        return a->decision < b->decision;
    if (a->own != b->own)
        return a->own < b->own;
    if (a->status != b->status)
        return a->status < b->status;
    return a->tool < b->tool;
}

static uint32_t place_in_own_list(const ch_tool *declared, uint32_t tool)
{
    if (declared == NULL)
        return 0;
    uint32_t i = 0;
    while (i < declared->instead.count && declared->instead.items[i] != tool)
        i++;
    return i;
}

/* As if the declaration said `tool: ID`, all else equal. */
static charter_decision try_tool(const ch_judging *declared, uint32_t number)
{
    charter_judge *judge = declared->judge;
    /* A copy, with a workspace of its own: the verdict's findings stand in the other one and must stay. */
    ch_judging trial = *declared;
    trial.workspace = &judge->trial;
    trial.every_clause = false;
    trial.tool = &declared->version->tools.items[number];
    trial.tool_found = (ch_resolved){.number = number, .variant = CH_NOT_FOUND};
    trial.tool_name = trial.tool->entry.id;
    /* The declared model is a model of the declared tool. */
    trial.tool_model = CH_NO_TEXT;
    ch_bind_tool(&trial);
    ch_judge_clauses(&trial);
    return ch_judge_decide(&trial);
}

/* Insertion keeps the list ranked. */
static size_t insert(alternative *list, size_t count, alternative item)
{
    size_t at = count;
    for (; at > 0 && ranks_before(&item, &list[at - 1]); at--)
        list[at] = list[at - 1];
    list[at] = item;
    return count + 1;
}

static size_t rank_tools(const ch_judging *j, charter_decision decision, alternative *list)
{
    size_t count = 0;
    for (uint32_t i = 0; i < j->version->tools.count; i++) {
        const ch_tool *tool = &j->version->tools.items[i];
        /* A banned tool is never offered, though an exception might waive its ban for this declaration. */
        if (tool->status == CH_BANNED || !ch_period_holds(tool->entry.period, j->day))
            continue;
        alternative item = {i, try_tool(j, i), place_in_own_list(j->tool, i), tool->status};
        /* What needs a person's decision or a fact that is not said is no way out: the most that may be left is a
         * duty. */
        if (item.decision <= CHARTER_DECISION_CONDITIONAL && item.decision < decision)
            count = insert(list, count, item);
    }
    return count;
}

static bool may_have_alternatives(const charter_verdict *v)
{
    return v->decision != CHARTER_DECISION_COMPLIANT && v->decision != CHARTER_DECISION_INVALID && v->version != NULL;
}

bool ch_judge_alternatives(charter_judge *judge)
{
    const ch_judging *j = &judge->judging;
    charter_verdict *v = &judge->verdict;
    v->alternatives = judge->alternatives;
    if (!may_have_alternatives(v))
        return true;
    alternative *list = ch_arena_take_many(&judge->arena, j->version->tools.count, sizeof *list);
    if (list == NULL)
        return false;
    /* Slots that do not speak of the tool are alike for all trials; ch_bind_tool fills the others for each. */
    memcpy(judge->trial.slots, judge->workspace.slots, j->version->scope.count * sizeof *judge->workspace.slots);
    v->alternative_count = rank_tools(j, v->decision, list);
    for (size_t i = 0; i < v->alternative_count; i++)
        judge->alternatives[i] = j->version->tools.items[list[i].tool].entry.id;
    return !ch_judging_failed(j);
}
