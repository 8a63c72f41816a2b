/* What of a charter its cases reach: clauses, the comparisons of its conditions, and the cells of activity, tool and
 * class. What is counted is listed once, from the charter; a case then adds to the numbers of what it reached. */
#include "cases/cases.h"

#include <stdlib.h>

#include "judge/facts.h"
#include "rule/terms.h"

typedef struct listing {
    charter_cases *cases;
    size_t room;
    const ch_version *version;
    ch_evaluator *evaluator;
    const ch_facts *facts; /* of nothing: the comparisons alone are asked for */
    /* Of the condition that is walked. */
    const ch_condition *condition;
    const ch_entry *entry;
    ch_clause clause;
    uint32_t number;
    bool failed;
} listing;

static void list_item(listing *l, ch_reached item)
{
    ch_coverage *c = &l->cases->coverage;
    item.version = l->version;
    if (!ch_cases_grow((void **)&c->items, c->count, &l->room, sizeof *c->items)) {
        l->failed = true;
        return;
    }
    c->items[c->count++] = item;
}

/* Whether there was memory for all answers. */
static bool has_answered(ch_evaluator *evaluator)
{
    bool match_failed = ch_matcher_failed(ch_evaluator_matcher(evaluator)), ran_out = ch_condition_ran_out(evaluator);
    return !match_failed && !ran_out;
}

/* ---- clauses ---- */

static bool some_activity(const ch_version *v, bool (*is)(const ch_activity *activity))
{
    for (uint32_t i = 0; i < v->activities.count; i++)
        if (is(&v->activities.items[i]))
            return true;
    return false;
}

static bool some_tool(const ch_version *v, bool (*is)(const ch_tool *tool))
{
    for (uint32_t i = 0; i < v->tools.count; i++)
        if (is(&v->tools.items[i]))
            return true;
    return false;
}

static bool is_held_back(const ch_activity *activity)
{
    return activity->status == CH_RESTRICTED || activity->status == CH_ACTIVITY_BANNED;
}

static bool has_ceiling(const ch_activity *activity)
{
    return activity->data.given;
}

static bool limits_tools(const ch_activity *activity)
{
    return activity->limits_tools;
}

static bool limits_autonomy(const ch_activity *activity)
{
    return activity->autonomy != 0;
}

static bool is_unwelcome(const ch_tool *tool)
{
    return tool->status == CH_BANNED || tool->status == CH_TOLERATED;
}

static bool tool_has_ceiling(const ch_tool *tool)
{
    return tool->data.given;
}

static bool limits_activities(const ch_tool *tool)
{
    return tool->limits_activities;
}

/* Whether a charter can breach a clause that stands once: one that only a scan or a file breaches is no case's. */
static bool can_breach(const ch_version *v, ch_clause clause)
{
    switch (clause) {
    case CH_CLAUSE_ACTIVITY_UNLISTED:
    case CH_CLAUSE_TOOL_UNLISTED:
    case CH_CLAUSE_DATA_UNLISTED:
        return true;
    case CH_CLAUSE_ACTIVITY_STATUS:
        return some_activity(v, is_held_back);
    case CH_CLAUSE_ACTIVITY_DATA:
        return some_activity(v, has_ceiling);
    case CH_CLAUSE_ACTIVITY_TOOLS:
        return some_activity(v, limits_tools);
    case CH_CLAUSE_ACTIVITY_AUTONOMY:
        return some_activity(v, limits_autonomy);
    case CH_CLAUSE_TOOL_STATUS:
        return some_tool(v, is_unwelcome);
    case CH_CLAUSE_TOOL_DATA:
        return some_tool(v, tool_has_ceiling);
    case CH_CLAUSE_TOOL_ACTIVITIES:
        return some_tool(v, limits_activities);
    case CH_CLAUSE_DATA_HOSTING:
        return v->some_hosted;
    default:
        return false;
    }
}

/* What comes with the program is tested with it. */
static bool is_shipped(const ch_version *v, const ch_entry *entry)
{
    for (const ch_file *file = v->files; file != NULL; file = file->next)
        if (&file->source == entry->source)
            return file->included_by != NULL;
    return false;
}

/* Which sides of an entry's clause there are. A rule that only asks for duties is never breached: they are. */
static unsigned sides_of_entry(const ch_version *v, ch_clause clause, uint32_t number)
{
    if (clause == CH_CLAUSE_EXCEPTION)
        return CH_FIRST_SIDE;
    return clause == CH_CLAUSE_RULE && !ch_set_empty(&v->rules.items[number].duties) ? CH_FIRST_SIDE : CH_BOTH_SIDES;
}

static void list_family(listing *l, ch_clause clause, ch_vocabulary vocabulary)
{
    for (uint32_t i = 0; i < ch_vocabulary_size(l->version, vocabulary); i++) {
        const ch_entry *entry = ch_vocabulary_entry(l->version, vocabulary, i);
        if (!is_shipped(l->version, entry))
            list_item(l, (ch_reached){.clause = clause,
                                      .entry = entry,
                                      .place = ch_entry_place(entry, NULL),
                                      .text = ch_case_clause(&l->cases->arena, clause, entry),
                                      .sides = sides_of_entry(l->version, clause, i)});
    }
}

static bool some_host_suits(const ch_version *v)
{
    for (uint32_t i = 0; i < v->data.count; i++)
        if (v->data.items[i].hosted && !ch_set_empty(&v->data.items[i].hostings))
            return true;
    return false;
}

/* Which sides there are of a clause that stands once. Where classes with hostings all go nowhere, no case meets it. */
static unsigned sides_of_clause(const ch_version *v, ch_clause clause)
{
    bool unmet = clause == CH_CLAUSE_DATA_UNLISTED || (clause == CH_CLAUSE_DATA_HOSTING && !some_host_suits(v));
    return unmet ? CH_SECOND_SIDE : CH_BOTH_SIDES;
}

/* Where the charter as a whole says it: at its beginning. */
static void list_clauses(listing *l)
{
    const ch_file *file = l->version->files;
    for (int clause = 0; clause < CH_CLAUSE_COUNT; clause++)
        if (!ch_clause_rows[clause].family && can_breach(l->version, (ch_clause)clause))
            list_item(l, (ch_reached){.clause = (ch_clause)clause,
                                      .place = ch_source_place(&file->source, file->root->first->key->span),
                                      .text = ch_text_of(ch_clause_rows[clause].id),
                                      .sides = sides_of_clause(l->version, (ch_clause)clause)});
    list_family(l, CH_CLAUSE_DETECTOR, CH_VOCABULARY_DETECTORS);
    list_family(l, CH_CLAUSE_DUTY, CH_VOCABULARY_DUTIES);
    list_family(l, CH_CLAUSE_RULE, CH_VOCABULARY_RULES);
    list_family(l, CH_CLAUSE_EXCEPTION, CH_VOCABULARY_EXCEPTIONS);
}

/* ---- comparisons ---- */

static bool list_comparison(void *context, const ch_term *term)
{
    listing *l = context;
    if (term->kind == CH_TERM_COMPARISON)
        list_item(l, (ch_reached){.clause = l->clause,
                                  .entry = l->entry,
                                  .place = ch_source_place(l->entry->source, term->span),
                                  .text = term->text,
                                  .sides = CH_BOTH_SIDES,
                                  .condition = l->condition,
                                  .number = l->number++});
    return !l->failed;
}

static void list_condition(listing *l, ch_clause clause, const ch_entry *entry, const ch_condition *condition)
{
    if (condition == NULL || l->failed)
        return;
    l->condition = condition;
    l->clause = clause;
    l->entry = entry;
    l->number = 0;
    ch_condition_terms(condition, entry->source, l->facts, l->evaluator, &l->cases->arena, list_comparison, l);
}

static void list_conditions(listing *l)
{
    const ch_version *v = l->version;
    ch_value *slots = calloc((size_t)v->scope.count + 1, sizeof *slots);
    const ch_facts facts = {.slots = slots};
    l->failed = l->failed || slots == NULL;
    l->facts = &facts;
    for (uint32_t i = 0; i < v->rules.count && !l->failed; i++) {
        const ch_rule *rule = &v->rules.items[i];
        list_condition(l, CH_CLAUSE_RULE, &rule->entry, rule->when);
        list_condition(l, CH_CLAUSE_RULE, &rule->entry, rule->require);
    }
    for (uint32_t i = 0; i < v->exceptions.count && !l->failed; i++)
        list_condition(l, CH_CLAUSE_EXCEPTION, &v->exceptions.items[i].entry, v->exceptions.items[i].condition);
    l->facts = NULL;
    free(slots);
}

/* ---- all of it ---- */

static size_t cells_of(const ch_version *v)
{
    return (size_t)v->activities.count * v->tools.count * v->data.count;
}

static void list_versions(listing *l, void (*list)(listing *))
{
    const charter *c = l->cases->charter;
    for (size_t i = 0; i < c->count && !l->failed; i++) {
        l->version = &c->versions[i];
        list(l);
    }
}

bool ch_coverage_prepare(charter_cases *cases)
{
    const charter *c = cases->charter;
    ch_coverage *coverage = &cases->coverage;
    listing l = {.cases = cases, .evaluator = ch_evaluator_new()};
    if (l.evaluator == NULL)
        return false;
    list_versions(&l, list_clauses);
    coverage->clauses = coverage->count;
    list_versions(&l, list_conditions);
    for (size_t i = 0; i < c->count; i++)
        coverage->cell_count += cells_of(&c->versions[i]);
    bool good = !l.failed && has_answered(l.evaluator) && !cases->arena.failed;
    ch_evaluator_free(l.evaluator);
    return good;
}

bool ch_seen_make(const ch_coverage *coverage, ch_seen *seen)
{
    seen->sides = calloc(2 * (size_t)coverage->count + 1, sizeof *seen->sides);
    seen->cells = calloc(coverage->cell_count + 1, 1);
    return seen->sides != NULL && seen->cells != NULL;
}

void ch_seen_free(ch_seen *seen)
{
    free(seen->sides);
    free(seen->cells);
}

void ch_seen_join(const ch_coverage *coverage, ch_seen *into, const ch_seen *seen)
{
    for (size_t i = 0; i < 2 * (size_t)coverage->count; i++)
        into->sides[i] += seen->sides[i];
    for (size_t i = 0; i < coverage->cell_count; i++)
        into->cells[i] |= seen->cells[i];
}

/* ---- one case ---- */

typedef struct counting {
    const charter_cases *cases;
    ch_seen *seen;
    charter_judge *judge;
    const charter_verdict *verdict;
    uint32_t first, number; /* of the comparisons that are walked, and which of them comes next */
} counting;

enum { FIRST, SECOND };

static void count_clause(const counting *c, ch_clause clause, const ch_entry *entry, int side)
{
    const ch_coverage *coverage = &c->cases->coverage;
    for (uint32_t i = 0; i < coverage->clauses; i++) {
        const ch_reached *item = &coverage->items[i];
        if (item->version == c->verdict->version && item->clause == clause && item->entry == entry)
            c->seen->sides[2 * i + (size_t)side]++;
    }
}

/* Of a rule whose condition is the breach, that it does not hold is that it is met. */
static bool is_met(const charter_verdict *v, const charter_finding *f)
{
    if (f->outcome != CHARTER_OUTCOME_NOT_APPLICABLE)
        return f->outcome == CHARTER_OUTCOME_MET;
    for (uint32_t i = 0; f->clause == CH_CLAUSE_RULE && i < v->version->rules.count; i++)
        if (&v->version->rules.items[i].entry == f->entry)
            return v->version->rules.items[i].require == NULL && ch_set_empty(&v->version->rules.items[i].duties);
    return false;
}

static void count_clauses(const counting *c)
{
    const charter_verdict *v = c->verdict;
    for (size_t i = 0; i < v->finding_count; i++) {
        const charter_finding *f = &v->findings[i];
        if (f->waived_by != NULL)
            count_clause(c, CH_CLAUSE_EXCEPTION, f->waived_by, FIRST);
        if (f->clause == CH_CLAUSE_DUTY || f->clause == CH_CLAUSE_EXCEPTION)
            continue; /* a duty is counted below, whether it is a finding or not */
        if (f->outcome == CHARTER_OUTCOME_BREACHED || f->outcome == CHARTER_OUTCOME_WAIVED)
            count_clause(c, f->clause, f->entry, SECOND);
        else if (is_met(v, f))
            count_clause(c, f->clause, f->entry, FIRST);
    }
    for (size_t i = 0; i < v->duty_count; i++)
        count_clause(c, CH_CLAUSE_DUTY, &v->duties[i].duty->entry, v->duties[i].met ? FIRST : SECOND);
}

static bool count_comparison(void *context, const ch_term *term)
{
    counting *c = context;
    if (term->kind != CH_TERM_COMPARISON)
        return true;
    const ch_coverage *coverage = &c->cases->coverage;
    size_t item = c->first + c->number++;
    bool known = item < coverage->count && coverage->items[item].condition == coverage->items[c->first].condition;
    if (known && term->truth != CH_UNKNOWN)
        c->seen->sides[2 * item + (term->truth == CH_TRUE ? FIRST : SECOND)]++;
    return true;
}

/* A condition's comparisons stand one behind the other. False: no memory. */
static bool count_comparisons(counting *c)
{
    const ch_coverage *coverage = &c->cases->coverage;
    ch_arena arena = {0};
    bool failed = false;
    for (uint32_t i = coverage->clauses; i < coverage->count; i++) {
        const ch_reached *item = &coverage->items[i];
        if (item->number != 0 || item->version != c->verdict->version)
            continue;
        c->first = i;
        c->number = 0;
        ch_condition_terms(item->condition, item->entry->source, ch_judge_facts(c->judge), ch_judge_evaluator(c->judge),
                           &arena, count_comparison, c);
        failed = failed || arena.failed;
        ch_arena_reset(&arena);
    }
    ch_arena_clear(&arena);
    return has_answered(ch_judge_evaluator(c->judge)) && !failed;
}

static void count_cells(const counting *c)
{
    const charter_verdict *v = c->verdict;
    const charter *all = c->cases->charter;
    size_t first = 0;
    for (size_t i = 0; &all->versions[i] != v->version; i++)
        first += cells_of(&all->versions[i]);
    if (v->activity == NULL || v->tool == NULL)
        return;
    size_t activity = (size_t)(v->activity - v->version->activities.items);
    size_t tool = (size_t)(v->tool - v->version->tools.items);
    size_t row = first + (activity * v->version->tools.count + tool) * v->version->data.count;
    for (uint32_t i = 0; i < v->version->data.count; i++)
        if (ch_set_has(&v->data, i))
            c->seen->cells[row + i] = 1;
}

bool ch_coverage_count(const charter_cases *cases, ch_seen *seen, charter_judge *judge, const charter_verdict *verdict)
{
    counting c = {.cases = cases, .seen = seen, .judge = judge, .verdict = verdict};
    if (verdict->version == NULL || verdict->decision == CHARTER_DECISION_INVALID)
        return true;
    count_clauses(&c);
    count_cells(&c);
    return count_comparisons(&c);
}

/* ---- shares ---- */

static charter_share share_of(const charter_cases *cases, uint32_t from, uint32_t to)
{
    charter_share share = {0, 0};
    for (uint32_t i = from; i < to; i++)
        for (uint32_t side = 0; side < 2; side++) {
            bool there = (cases->coverage.items[i].sides >> side & 1) != 0;
            share.all += there;
            share.covered += there && cases->seen.sides[2 * (size_t)i + side] > 0;
        }
    return share;
}

static charter_share share_of_cells(const charter_cases *cases)
{
    charter_share share = {0, cases->coverage.cell_count};
    for (size_t i = 0; i < cases->coverage.cell_count; i++)
        share.covered += cases->seen.cells[i];
    return share;
}

static charter_share share_of_mutants(const charter_cases *cases)
{
    charter_share share = {0, 0};
    for (size_t i = 0; i < cases->mutant_count; i++) {
        share.all += cases->mutants[i].fate != CH_MUTANT_NO_CHARTER;
        share.covered += cases->mutants[i].fate == CH_MUTANT_NOTICED;
    }
    return share;
}

charter_share ch_coverage_share(const charter_cases *cases, charter_covering covering)
{
    const ch_coverage *c = &cases->coverage;
    switch (covering) {
    case CHARTER_COVERING_CLAUSES:
        return share_of(cases, 0, c->clauses);
    case CHARTER_COVERING_BRANCHES:
        return share_of(cases, c->clauses, c->count);
    case CHARTER_COVERING_CELLS:
        return share_of_cells(cases);
    case CHARTER_COVERING_MUTANTS:
        return share_of_mutants(cases);
    }
    return (charter_share){0, 0};
}

const ch_reached *ch_coverage_next_open(const charter_cases *cases, uint32_t *at, uint32_t *side)
{
    const ch_coverage *c = &cases->coverage;
    for (; *at < 2 * c->count; ++*at) {
        const ch_reached *item = &c->items[*at / 2];
        if ((item->sides >> *at % 2 & 1) != 0 && cases->seen.sides[*at] == 0) {
            *side = *at % 2;
            ++*at;
            return item;
        }
    }
    return NULL;
}
