/* Evaluating conditions, and saying what decided. What a condition's truth does to a verdict is judge/'s. Only true
 * and false are answers here: whatever cannot be computed, for want of a fact, at a limit or by a fault, is unknown,
 * and an unknown is never a pass. */
#include "rule/evaluate.h"

#include <stdlib.h>

#include "rule/condition_build.h"

typedef ch_cel_node node;

/* ---- evaluating ---- */

struct ch_evaluator {
    ch_matcher *matcher;
    ch_cel_workspace workspace;
};

/* One for a thread: the charter that it evaluates is shared, the matcher and the workspace are not. */
ch_evaluator *ch_evaluator_new(void)
{
    ch_evaluator *evaluator = calloc(1, sizeof *evaluator);
    if (evaluator == NULL)
        return NULL;
    evaluator->matcher = ch_matcher_new();
    if (evaluator->matcher != NULL)
        return evaluator;
    free(evaluator);
    return NULL;
}

void ch_evaluator_free(ch_evaluator *evaluator)
{
    if (evaluator == NULL)
        return;
    ch_matcher_free(evaluator->matcher);
    ch_arena_clear(&evaluator->workspace.arena);
    free(evaluator);
}

ch_matcher *ch_evaluator_matcher(ch_evaluator *evaluator)
{
    return evaluator->matcher;
}

/* The evaluator's machine, ready for these facts. The budget is new for each evaluation, so that no answer depends on
 * what was judged before. */
static ch_cel_machine *machine_for(ch_evaluator *evaluator, const ch_condition_facts *facts)
{
    ch_cel_workspace *w = &evaluator->workspace;
    w->machine.fetch = ch_condition_fetch;
    w->machine.facts = facts;
    w->machine.matcher = evaluator->matcher;
    w->machine.arena = &w->arena;
    w->machine.budget = CH_CONDITION_COST_MAX;
    return &w->machine;
}

static ch_cel_value evaluate(const node *n, ch_cel_machine *machine)
{
    ch_cel whole = {.root = n};
    return ch_cel_evaluate(&whole, machine);
}

/* An error of any kind is unknown, and so is what is no truth at all. */
static ch_truth truth_of(ch_cel_value value)
{
    return value.kind == CH_CEL_BOOL ? ch_truth_of(value.yes) : CH_UNKNOWN;
}

ch_truth ch_condition_holds(const ch_condition *condition, const ch_facts *facts, ch_evaluator *evaluator)
{
    ch_condition_facts all = {facts, condition->scope};
    return truth_of(evaluate(condition->root, machine_for(evaluator, &all)));
}

ch_truth ch_condition_holds_within(const ch_condition *condition, const ch_facts *facts, ch_evaluator *evaluator,
                                   int64_t *budget)
{
    ch_condition_facts all = {facts, condition->scope};
    ch_cel_machine *machine = machine_for(evaluator, &all);
    /* 0 would be the machine's own. */
    if (*budget < 1)
        return CH_UNKNOWN;
    machine->budget = *budget < CH_CONDITION_COST_MAX ? *budget : CH_CONDITION_COST_MAX;
    ch_cel_value value = evaluate(condition->root, machine);
    /* What a walk over the nodes takes is not counted by the machine: its folds and texts alone. */
    *budget -= (int64_t)condition->root->weight + machine->budget - (machine->left < 0 ? 0 : machine->left);
    return truth_of(value);
}

/* Memory is no fact of the declaration: what was judged without it is not kept, rather than called undetermined. */
bool ch_condition_ran_out(ch_evaluator *evaluator)
{
    ch_cel_machine *machine = &evaluator->workspace.machine;
    bool ran_out = machine->ran_out;
    machine->ran_out = false;
    return ran_out;
}

/* ---- blame ---- */

static bool is_variable(const node *n)
{
    return n->op == CH_CEL_VARIABLE || n->op == CH_CEL_PRESENT;
}

/* Depth is bounded: by CH_CEL_DEPTH_MAX in an expression, by the document's depth in a mapping. */
static bool reads(const node *n, uint32_t slot)
{
    if (is_variable(n) && n->slot == slot)
        return true;
    for (uint32_t i = 0; i < n->count; i++)
        if (reads(n->args[i], slot))
            return true;
    return false;
}

bool ch_condition_reads(const ch_condition *condition, uint32_t variable)
{
    return reads(condition->root, variable + 1);
}

bool ch_condition_reads_data(const ch_condition *condition)
{
    return reads(condition->root, CH_DATA_SLOT);
}

/* The first variable that a comparison reads. */
static const node *first_variable(const node *n)
{
    if (is_variable(n))
        return n;
    const node *found = NULL;
    for (uint32_t i = 0; found == NULL && i < n->count; i++)
        found = first_variable(n->args[i]);
    return found;
}

static ch_text name_of(const ch_condition *condition, uint32_t slot)
{
    return slot == CH_DATA_SLOT ? CH_LITERAL("data") : condition->scope->variables[slot - 1].name;
}

/* Data that were not declared are absent, whatever detectors found. */
static bool is_absent(const ch_cel_machine *machine, uint32_t slot)
{
    const ch_condition_facts *facts = machine->facts;
    if (slot == CH_DATA_SLOT)
        return !facts->facts->data_known;
    return machine->fetch(facts, slot).kind == CH_CEL_ERROR;
}

/* What of all that a comparison reads is absent. */
static uint32_t lacks(const ch_condition *condition, const node *n, const ch_cel_machine *machine)
{
    uint32_t reads = 0;
    if (n->op == CH_CEL_VARIABLE && is_absent(machine, n->slot))
        reads = n->slot == CH_DATA_SLOT ? 0 : condition->scope->variables[n->slot - 1].reads;
    if (n->op == CH_CEL_VARIABLE && is_absent(machine, n->slot) && reads == 0)
        reads = CH_READS_USE;
    for (uint32_t i = 0; i < n->count; i++)
        reads |= lacks(condition, n->args[i], machine);
    return reads;
}

static bool is_logic(const node *n)
{
    return n->op == CH_CEL_ALL || n->op == CH_CEL_ANY || n->op == CH_CEL_NOT;
}

/* Each part is evaluated again, so that no evaluation has to remember why. */
static uint32_t wants(const ch_condition *condition, const node *n, ch_cel_machine *machine)
{
    uint32_t reads = 0;
    ch_cel_value value = evaluate(n, machine);
    if (truth_of(value) != CH_UNKNOWN)
        return 0; /* it is not this that leaves the whole unknown */
    /* A limit or a fault counts as a want of the use itself: it must not make a rule "not applicable", as what an
     * unlisted tool lacks does. */
    if (!is_logic(n)) {
        bool absent = value.kind == CH_CEL_ERROR && value.failure == CH_CEL_ABSENT;
        return absent ? lacks(condition, n, machine) : CH_READS_USE;
    }
    for (uint32_t i = 0; i < n->count; i++)
        reads |= wants(condition, n->args[i], machine);
    return reads;
}

uint32_t ch_condition_wants(const ch_condition *condition, const ch_facts *facts, ch_evaluator *evaluator)
{
    ch_condition_facts all = {facts, condition->scope};
    return wants(condition, condition->root, machine_for(evaluator, &all));
}

static void flag_absent(const node *n, const ch_cel_machine *machine, uint8_t *lacking)
{
    if (n->op == CH_CEL_VARIABLE && is_absent(machine, n->slot))
        lacking[n->slot] = 1;
    for (uint32_t i = 0; i < n->count; i++)
        flag_absent(n->args[i], machine, lacking);
}

/* What is unknown for another reason, a limit or a fault, lacks nothing. */
static void flag_lacks(const node *n, ch_cel_machine *machine, uint8_t *lacking)
{
    ch_cel_value value = evaluate(n, machine);
    if (truth_of(value) != CH_UNKNOWN)
        return;
    if (!is_logic(n)) {
        if (value.kind == CH_CEL_ERROR && value.failure == CH_CEL_ABSENT)
            flag_absent(n, machine, lacking);
        return;
    }
    for (uint32_t i = 0; i < n->count; i++)
        flag_lacks(n->args[i], machine, lacking);
}

void ch_condition_lacks(const ch_condition *condition, const ch_facts *facts, ch_evaluator *evaluator, uint8_t *lacking)
{
    ch_condition_facts all = {facts, condition->scope};
    flag_lacks(condition->root, machine_for(evaluator, &all), lacking);
}

static ch_blame blame_leaf(const ch_condition *condition, const node *leaf, ch_cel_machine *machine)
{
    ch_cel_value value = evaluate(leaf, machine);
    if (value.kind == CH_CEL_ERROR && value.failure == CH_CEL_ABSENT)
        return (ch_blame){.name = name_of(condition, value.length), .absent = true};
    ch_blame blame = {.limit = value.kind == CH_CEL_ERROR && value.failure == CH_CEL_LIMIT};
    if (value.kind == CH_CEL_ERROR && value.message != ch_cel_pattern_limit)
        blame.fault = value.message;
    const node *variable = first_variable(leaf);
    if (variable != NULL) {
        blame.name = name_of(condition, variable->slot);
        blame.absent = is_absent(machine, variable->slot);
    }
    return blame;
}

/* The child that has the whole's own truth decided it; where all children together did, the first one. Of unknown
 * children one that lacks more than `aside` is blamed first: to name what an unlisted tool lacks would hide the fact
 * that its author can still declare. */
static const node *decided_by(const ch_condition *condition, const node *n, ch_truth truth, uint32_t aside,
                              ch_cel_machine *machine)
{
    const node *decided = NULL;
    for (uint32_t i = 0; i < n->count; i++) {
        if (truth_of(evaluate(n->args[i], machine)) != truth)
            continue;
        if (truth != CH_UNKNOWN || aside == 0 || (wants(condition, n->args[i], machine) & ~aside) != 0)
            return n->args[i];
        decided = decided == NULL ? n->args[i] : decided;
    }
    return decided != NULL ? decided : n->args[0];
}

/* A loop down to one comparison; under "not" the truth looked for turns around. */
ch_blame ch_condition_blame(const ch_condition *condition, uint32_t aside, const ch_facts *facts,
                            ch_evaluator *evaluator)
{
    ch_condition_facts all = {facts, condition->scope};
    ch_cel_machine *machine = machine_for(evaluator, &all);
    const node *n = condition->root;
    ch_truth truth = truth_of(evaluate(n, machine));
    while (is_logic(n)) {
        if (n->count == 0)
            return (ch_blame){0}; /* "always" reads nothing */
        if (n->op == CH_CEL_NOT)
            truth = ch_truth_not(truth);
        n = decided_by(condition, n, truth, aside, machine);
    }
    return blame_leaf(condition, n, machine);
}
