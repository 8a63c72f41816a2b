/* Which declarations are gone through. An activity, a tool and the data that are sent are chosen first; then, one after
 * the other, the facts that what is not decided yet waits for, absent or with each value that tells answers apart. By
 * Kleene's logic what is decided stays so whatever else is declared, but for exceptions, and for conditions that ask
 * whether a fact is there: what those read is chosen before anything is given up. So each branch ends where nothing
 * that follows can be otherwise, and each step of it is a declaration itself. */
#include "proof/proof.h"

#include <string.h>

#define CLASSES_MOST 12 /* of which all sets are gone through */

typedef struct search {
    charter_proof *p;
    bool waivable[CH_CLAUSE_COUNT]; /* an exception in force names it */
    bool ended;                     /* found, failed or too many */
} search;

/* Judges what is chosen, within the bound; what shows the claim is made small beyond it. */
static bool judge_next(search *s)
{
    charter_proof *p = s->p;
    uint64_t most = p->options.most == 0 ? CHARTER_PROOF_MOST : p->options.most;
    if (p->judged >= most)
        ch_proof_gap(p, ch_say("there are more declarations to judge than --most allows"),
                     (charter_place){.file = NULL});
    s->ended = p->judged >= most || !ch_proof_judge(p);
    return !s->ended;
}

/* ---- when to give up ---- */

static bool is_waivable(const charter_proof *p, ch_clause clause)
{
    ch_refs waivers = p->version->waivers[clause];
    for (uint32_t i = 0; i < waivers.count; i++)
        if (ch_period_holds(p->version->exceptions.items[waivers.items[i]].entry.period, p->options.at))
            return true;
    return false;
}

static bool all_first_chosen(const charter_proof *p)
{
    for (uint32_t slot = 0; slot < p->version->scope.count; slot++)
        if (p->choices[slot].first && p->choices[slot].values.count > 0 && p->choices[slot].chosen == CH_OPEN)
            return false;
    return true;
}

/* Whether a breach stays one whatever else is declared. An open duty may still be shown by a fact. */
static bool is_final(const search *s, const charter_finding *f, bool all_chosen)
{
    if (f->outcome != CHARTER_OUTCOME_BREACHED || f->effect == CHARTER_EFFECT_ADVISE || f->clause == CH_CLAUSE_DUTY)
        return false;
    bool asks = f->clause == CH_CLAUSE_RULE && ((const ch_rule *)f->entry)->asks;
    return all_chosen || (!asks && !s->waivable[f->clause]);
}

/* Whether nothing below can show anything. */
static bool is_settled(const search *s, bool all_chosen)
{
    const charter_proof *p = s->p;
    ch_truth truth = p->claim == CH_CLAIM_NEVER ? CH_FALSE : CH_TRUE;
    if (p->condition != NULL && all_chosen && ch_proof_truth(p) == truth)
        return true;
    for (size_t i = 0; i < p->verdict->finding_count; i++) {
        const charter_finding *f = &p->verdict->findings[i];
        bool graver = p->claim != CH_CLAIM_REACHABLE || p->wanted < CHARTER_DECISION_REVIEW ||
                      (f->effect == CHARTER_EFFECT_FORBID && p->wanted != CHARTER_DECISION_NON_COMPLIANT);
        if (graver && is_final(s, f, all_chosen))
            return true;
    }
    return false;
}

/* ---- what is still to be chosen ---- */

static uint32_t slot_of(const charter_proof *p, ch_text name)
{
    const ch_scope *scope = &p->version->scope;
    for (uint32_t slot = 0; slot < scope->count; slot++)
        if (ch_text_same(scope->variables[slot].name, name) && p->choices[slot].values.count > 0)
            return slot;
    return CH_NOT_FOUND;
}

typedef struct waiting {
    uint32_t *slots;
    uint32_t count;
} waiting;

static void wait_for(const charter_proof *p, waiting *w, uint32_t slot)
{
    if (slot == CH_NOT_FOUND || p->choices[slot].values.count == 0 || p->choices[slot].chosen != CH_OPEN)
        return;
    for (uint32_t i = 0; i < w->count; i++)
        if (w->slots[i] == slot)
            return;
    w->slots[w->count++] = slot;
}

/* What must be chosen first comes first; then what the verdict lacks, then what the claim does. */
static bool list_waiting(charter_proof *p, ch_arena *arena, waiting *w)
{
    const ch_scope *scope = &p->version->scope;
    uint8_t *lacking = ch_arena_take_many(arena, CH_LACKING_SIZE(scope), 1);
    w->slots = ch_arena_take_many(arena, scope->count + 1, sizeof *w->slots);
    w->count = 0;
    if (lacking == NULL || w->slots == NULL)
        return false;
    for (uint32_t slot = 0; slot < scope->count; slot++)
        if (p->choices[slot].first)
            wait_for(p, w, slot);
    for (const ch_missing *m = p->verdict->missing; m != NULL; m = m->next)
        if (!m->duty)
            wait_for(p, w, slot_of(p, m->key));
    if (p->condition == NULL)
        return true;
    ch_condition_lacks(p->condition, ch_judge_facts(p->judge), ch_judge_evaluator(p->judge), lacking);
    for (uint32_t slot = 0; slot < scope->count; slot++)
        if (lacking[CH_LACKING_VARIABLE(slot)] != 0)
            wait_for(p, w, slot);
    return true;
}

/* ---- one activity, one tool, some data ---- */

static void go_through(search *s);

/* Each value of the first, then with the first absent each of the second, and so on: every choice of them once. */
static void choose_each(search *s, const waiting *w)
{
    charter_proof *p = s->p;
    for (uint32_t i = 0; i < w->count && !s->ended; i++) {
        ch_choice *choice = &p->choices[w->slots[i]];
        for (uint32_t value = 0; value < choice->values.count && !s->ended; value++) {
            choice->chosen = CH_FIRST_VALUE + value;
            go_through(s);
        }
        if (!s->ended)
            choice->chosen = CH_ABSENT_CHOSEN;
    }
    for (uint32_t i = 0; i < w->count && !s->ended; i++)
        p->choices[w->slots[i]].chosen = CH_OPEN;
}

/* Depth: of facts, of which each is chosen once. NOLINTNEXTLINE(misc-no-recursion) */
static void go_through(search *s)
{
    charter_proof *p = s->p;
    ch_arena arena = {0};
    waiting w;
    if (!judge_next(s))
        return;
    if ((p->tool == NULL && p->verdict->tool != NULL) || (p->activity == NULL && p->verdict->activity != NULL))
        ch_proof_gap(p, ch_say("a pattern or an alias catches the name that stands for all that is not listed"),
                     (charter_place){.file = NULL});
    p->found = ch_proof_shows(p);
    s->ended = p->found;
    if (s->ended || is_settled(s, all_first_chosen(p)))
        return;
    if (!list_waiting(p, &arena, &w)) {
        p->failed = s->ended = true;
    } else {
        bool first_open = !all_first_chosen(p);
        choose_each(s, &w);
        /* With all of them absent the same declaration has been judged already; but what it may be given up for, and
         * what else it waits for, is known only now. */
        if (first_open && !s->ended) {
            for (uint32_t i = 0; i < w.count; i++)
                p->choices[w.slots[i]].chosen = CH_ABSENT_CHOSEN;
            go_through(s);
            for (uint32_t i = 0; i < w.count && !s->ended; i++)
                p->choices[w.slots[i]].chosen = CH_OPEN;
        }
    }
    ch_arena_clear(&arena);
}

/* ---- data ---- */

/* Whether a class alone is more than the activity or the tool may have, or may not go where the tool is: then so is
 * each set that holds it. */
static bool is_barred(search *s)
{
    charter_proof *p = s->p;
    if (!judge_next(s))
        return true;
    for (size_t i = 0; i < p->verdict->finding_count; i++) {
        const charter_finding *f = &p->verdict->findings[i];
        bool by_data = f->clause == CH_CLAUSE_ACTIVITY_DATA || f->clause == CH_CLAUSE_TOOL_DATA ||
                       f->clause == CH_CLAUSE_DATA_HOSTING;
        if (by_data && is_final(s, f, false))
            return true;
    }
    return false;
}

typedef struct classes {
    uint32_t items[CH_SET_MAX];
    uint32_t count;
} classes;

static void list_classes(search *s, classes *list)
{
    charter_proof *p = s->p;
    bool any = p->claim == CH_CLAIM_REACHABLE && p->wanted >= CHARTER_DECISION_REVIEW;
    list->count = 0;
    p->data_said = true;
    for (uint32_t i = 0; i < p->version->data.count && !s->ended; i++) {
        if (!ch_period_holds(p->version->data.items[i].entry.period, p->options.at))
            continue;
        p->data = (ch_set){{0}};
        ch_set_add(&p->data, i);
        if (any || !is_barred(s))
            list->items[list->count++] = i;
    }
}

/* A class beside one that stands above it says nothing more. */
static bool says_more(const charter_proof *p, uint32_t class)
{
    for (uint32_t i = 0; i < p->version->data.count; i++)
        if (ch_set_has(&p->data, i) &&
            (ch_set_has(&p->version->at_or_below[i], class) || ch_set_has(&p->version->at_or_above[i], class)))
            return false;
    return true;
}

/* The set that is chosen, and each that has more of those from `from` on. Depth: at most `left`.
 * NOLINTNEXTLINE(misc-no-recursion) */
static void go_through_sets(search *s, const classes *list, uint32_t from, uint32_t left)
{
    charter_proof *p = s->p;
    go_through(s);
    for (uint32_t i = from; i < list->count && left > 0 && !s->ended; i++) {
        const ch_set before = p->data;
        if (!says_more(p, list->items[i]))
            continue;
        ch_set_add(&p->data, list->items[i]);
        go_through_sets(s, list, i + 1, left - 1);
        if (!s->ended)
            p->data = before;
    }
}

static void go_through_data(search *s)
{
    charter_proof *p = s->p;
    classes list;
    p->data = (ch_set){{0}};
    p->data_said = p->data_unlisted = false;
    go_through(s);
    if (s->ended)
        return;
    list_classes(s, &list);
    if (list.count > CLASSES_MOST)
        ch_proof_gap(p,
                     ch_say(
                         "a tool may receive more classes of data than are tried together: they are tried two by two"),
                     (charter_place){.file = NULL});
    /* Then each of them with a class that is not listed: what is within a class is then within it no more. */
    for (int unlisted = 0; unlisted < 2 && !s->ended; unlisted++) {
        p->data = (ch_set){{0}};
        p->data_unlisted = unlisted;
        go_through_sets(s, &list, 0, list.count > CLASSES_MOST ? 2 : CLASSES_MOST);
    }
}

/* ---- activities and tools ---- */

static const ch_entry *entry_at(const charter_proof *p, ch_vocabulary vocabulary, uint32_t number)
{
    const ch_entry *entry = ch_vocabulary_entry(p->version, vocabulary, number);
    return ch_period_holds(entry->period, p->options.at) ? entry : NULL;
}

static void go_through_tools(search *s)
{
    charter_proof *p = s->p;
    for (uint32_t i = 0; i <= p->version->tools.count && !s->ended; i++) {
        bool other = i == p->version->tools.count;
        p->tool = other ? NULL : entry_at(p, CH_VOCABULARY_TOOLS, i);
        if (other || p->tool != NULL)
            go_through_data(s);
    }
}

static void go_through_activities(search *s)
{
    charter_proof *p = s->p;
    for (uint32_t i = 0; i <= p->version->activities.count && !s->ended; i++) {
        bool other = i == p->version->activities.count;
        p->activity = other ? NULL : entry_at(p, CH_VOCABULARY_ACTIVITIES, i);
        if (other || p->activity != NULL)
            go_through_tools(s);
    }
}

/* ---- the witness ---- */

/* Judges what is chosen; whether it still shows it. */
static bool still_shows(charter_proof *p)
{
    return ch_proof_judge(p) && ch_proof_shows(p);
}

/* Leaves out, one after the other, what is not required. */
static void make_small(charter_proof *p)
{
    for (uint32_t slot = 0; slot < p->version->scope.count && !p->failed; slot++) {
        uint32_t chosen = p->choices[slot].chosen;
        if (chosen < CH_FIRST_VALUE)
            continue;
        p->choices[slot].chosen = CH_ABSENT_CHOSEN;
        if (!still_shows(p))
            p->choices[slot].chosen = chosen;
    }
    for (uint32_t i = 0; i < p->version->data.count && !p->failed; i++) {
        const ch_set before = p->data;
        if (!ch_set_has(&p->data, i))
            continue;
        ch_set one = {{0}};
        ch_set_add(&one, i);
        ch_set_remove(&p->data, &one);
        if (!still_shows(p))
            p->data = before;
    }
}

/* The last word is the judge's: what is told is judged once more. */
static void keep_witness(charter_proof *p)
{
    make_small(p);
    if (p->failed || !still_shows(p)) {
        p->failed = true;
        return;
    }
    p->witness = ch_arena_text(&p->arena, ch_buffer_text(&p->text));
    p->witness_decision = p->verdict->decision;
    p->witness_activity = p->activity;
    p->witness_tool = p->tool;
}

charter_status charter_proof_run(charter_proof *p)
{
    search s = {.p = p};
    for (int clause = 0; clause < CH_CLAUSE_COUNT; clause++)
        s.waivable[clause] = is_waivable(p, (ch_clause)clause);
    p->with_evidence = p->claim == CH_CLAIM_REACHABLE && p->wanted == CHARTER_DECISION_COMPLIANT;
    go_through_activities(&s);
    if (p->found && !p->failed)
        keep_witness(p);
    if (p->failed || p->arena.failed)
        return CHARTER_NO_MEMORY;
    bool reached = p->claim == CH_CLAIM_REACHABLE;
    if (p->found)
        p->answer = reached ? CHARTER_PROVED : CHARTER_REFUTED;
    else if (p->gaps != NULL)
        p->answer = CHARTER_UNDECIDED;
    else
        p->answer = reached ? CHARTER_REFUTED : CHARTER_PROVED;
    return CHARTER_OK;
}
