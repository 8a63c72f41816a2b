/* Which tools and activities a condition can be true of. What the charter says of a tool is known, all else is not, and
 * logic is three-valued: what is false then is false whatever is declared. Where an absent fact is an answer of its own
 * (has(), absent), that does not follow, and all may be meant. */
#include "lint/lint.h"
#include "rule/never.h"

/* What one condition may take for one tool: where that is too little it is unknown, so that the tool may be meant. */
#define ONE_EVALUATION 20000

/* No entry is called that, since ids have no such letter. */
#define NOTHING CH_LITERAL("\x7F")

static void set_words(ch_value *slot, const char *const *words, int number)
{
    *slot = ch_value_text(number == 0 ? NOTHING : ch_text_of(words[number - 1]));
}

static ch_value bool_of(ch_answer answer)
{
    return answer == CH_UNSAID ? (ch_value){.kind = CH_ABSENT} : ch_value_bool(answer == CH_YES);
}

static void set_tool(const ch_lint *l, const ch_tool *tool)
{
    const ch_version *v = l->version;
    l->slots[CH_SLOT_TOOL_LISTED] = ch_value_bool(true);
    l->slots[CH_SLOT_TOOL_ID] = ch_value_text(tool->entry.id);
    set_words(&l->slots[CH_SLOT_TOOL_STATUS], ch_tool_status_names, tool->status);
    /* What the charter does not say of a tool is unknown: no answer, and no other. */
    l->slots[CH_SLOT_TOOL_HOSTING] =
        tool->hosting < 0 ? (ch_value){.kind = CH_ABSENT} : ch_value_text(v->hosting.items[tool->hosting].entry.id);
    l->slots[CH_SLOT_TOOL_VENDOR] = ch_value_text(tool->vendor);
    l->slots[CH_SLOT_TOOL_TRAINS] = bool_of(tool->trains_on_inputs);
}

static void set_activity(const ch_lint *l, const ch_activity *activity)
{
    l->slots[CH_SLOT_ACTIVITY_LISTED] = ch_value_bool(true);
    l->slots[CH_SLOT_ACTIVITY_ID] = ch_value_text(activity->entry.id);
    set_words(&l->slots[CH_SLOT_ACTIVITY_STATUS], ch_activity_status_names, activity->status);
}

/* The slots of a tool, or of an activity. */
typedef struct kind {
    ch_vocabulary vocabulary;
    uint32_t first, last, listed;
    uint32_t reads;
} kind;

static const kind tools = {CH_VOCABULARY_TOOLS, CH_SLOT_TOOL_ID, CH_SLOT_TOOL_TRAINS, CH_SLOT_TOOL_LISTED,
                           CH_READS_TOOL};
static const kind activities = {CH_VOCABULARY_ACTIVITIES, CH_SLOT_ACTIVITY_ID, CH_SLOT_ACTIVITY_STATUS,
                                CH_SLOT_ACTIVITY_LISTED, CH_READS_ACTIVITY};

static void clear(const ch_lint *l, const kind *k)
{
    for (uint32_t slot = k->first; slot <= k->last; slot++)
        l->slots[slot] = (ch_value){.kind = CH_ABSENT};
}

static ch_truth holds(ch_lint *l, const ch_condition *condition)
{
    ch_facts facts = {.slots = l->slots};
    int64_t budget = ONE_EVALUATION;
    ch_truth truth = ch_condition_holds_within(condition, &facts, l->evaluator, &budget);
    ch_lint_spend(l, ONE_EVALUATION - budget + 50);
    return truth;
}

/* Of what is not listed nobody knows more. What compares that is never true: with a word that is none it is false, and
 * so is the whole where it needs it; or it is unknown for want of that alone. */
static bool may_be_unlisted(ch_lint *l, const ch_condition *condition, const kind *k)
{
    clear(l, k);
    l->slots[k->listed] = ch_value_bool(false);
    ch_facts facts = {.slots = l->slots};
    bool waits = holds(l, condition) == CH_UNKNOWN && ch_condition_wants(condition, &facts, l->evaluator) == k->reads;
    for (uint32_t slot = k->first; slot <= k->last; slot++)
        if (slot != k->listed && l->version->scope.variables[slot].kind == CH_VALUE_TEXT)
            l->slots[slot] = ch_value_text(NOTHING);
    return !waits && holds(l, condition) != CH_FALSE;
}

static bool may_be_listed(ch_lint *l, const ch_condition *condition, const kind *k, uint32_t number)
{
    if (!ch_lint_in_force(l, ch_vocabulary_entry(l->version, k->vocabulary, number)))
        return false;
    if (k == &tools)
        set_tool(l, &l->version->tools.items[number]);
    else
        set_activity(l, &l->version->activities.items[number]);
    return holds(l, condition) != CH_FALSE;
}

static bool find(ch_lint *l, const ch_condition *condition, const kind *k, bool *may)
{
    uint32_t count = ch_vocabulary_size(l->version, k->vocabulary);
    if (may == NULL || condition == NULL || !ch_condition_reads_among(condition, k->first, k->last) ||
        ch_condition_asks_beyond(condition, k->first, k->last))
        return false;
    for (uint32_t i = 0; i < count && l->budget > 0; i++)
        may[i] = may_be_listed(l, condition, k, i);
    may[count] = may_be_unlisted(l, condition, k);
    clear(l, k);
    return l->budget > 0;
}

bool ch_lint_is_always(ch_lint *l, const ch_condition *condition)
{
    /* As many values may be tried as never.c tries of it. */
    enum { ONE_TRIAL = 50000 };
    bool always = condition != NULL && ch_lint_spend(l, ONE_TRIAL) && ch_condition_always(condition, l->working);
    l->arena->failed = l->arena->failed || l->working->failed;
    ch_arena_reset(l->working);
    return always;
}

bool ch_lint_tools_of(ch_lint *l, const ch_condition *condition, bool *may)
{
    return find(l, condition, &tools, may);
}

bool ch_lint_activities_of(ch_lint *l, const ch_condition *condition, bool *may)
{
    return find(l, condition, &activities, may);
}
