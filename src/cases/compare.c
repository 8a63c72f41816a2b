/* What a verdict says of all that may be expected, and what differs from it. */
#include "cases/cases.h"

/* ---- what a verdict says ---- */

typedef struct gathering {
    ch_arena *arena;
    const charter_verdict *verdict;
    ch_text *items;
    uint32_t count;
} gathering;

static void add(gathering *g, ch_text text)
{
    g->items[g->count++] = ch_arena_text(g->arena, text);
}

ch_text ch_case_clause(ch_arena *arena, ch_clause clause, const ch_entry *entry)
{
    ch_buffer name = ch_buffer_init(1 << 16);
    ch_clause_name(&name, clause, entry);
    ch_text kept = ch_arena_text(arena, ch_buffer_text(&name));
    arena->failed = arena->failed || name.failed;
    ch_buffer_clear(&name);
    return kept;
}

/* A clause of which several findings speak is named once. */
static void add_clauses(gathering *g, charter_outcome outcome)
{
    const charter_verdict *v = g->verdict;
    for (size_t i = 0; i < v->finding_count; i++) {
        const charter_finding *f = &v->findings[i];
        bool known = false;
        for (size_t k = 0; k < i && !known; k++)
            known = v->findings[k].outcome == outcome && v->findings[k].clause == f->clause &&
                    v->findings[k].entry == f->entry;
        if (f->outcome == outcome && !known)
            g->items[g->count++] = ch_case_clause(g->arena, f->clause, f->entry);
    }
}

static void add_breached(gathering *g)
{
    add_clauses(g, CHARTER_OUTCOME_BREACHED);
}

static void add_undetermined(gathering *g)
{
    add_clauses(g, CHARTER_OUTCOME_UNDETERMINED);
}

static void add_waived(gathering *g)
{
    add_clauses(g, CHARTER_OUTCOME_WAIVED);
}

static void add_met(gathering *g)
{
    add_clauses(g, CHARTER_OUTCOME_MET);
}

static void add_open(gathering *g)
{
    for (size_t i = 0; i < g->verdict->duty_count; i++)
        if (!g->verdict->duties[i].met)
            add(g, g->verdict->duties[i].duty->entry.id);
}

static void add_missing(gathering *g)
{
    for (const ch_missing *m = g->verdict->missing; m != NULL; m = m->next)
        add(g, m->key);
}

static void add_instead(gathering *g)
{
    for (size_t i = 0; i < g->verdict->alternative_count; i++)
        add(g, ch_alternative_id(g->verdict, i));
}

static void (*const gather[CH_CASE_LIST_COUNT])(gathering *) = {
    [CH_CASE_BREACHED] = add_breached, [CH_CASE_UNDETERMINED] = add_undetermined,
    [CH_CASE_WAIVED] = add_waived,     [CH_CASE_MET] = add_met,
    [CH_CASE_OPEN] = add_open,         [CH_CASE_MISSING] = add_missing,
    [CH_CASE_INSTEAD] = add_instead,
};

bool ch_case_expects_alternatives(const ch_case *expected)
{
    return expected->lists[CH_CASE_MISSING].given || expected->lists[CH_CASE_INSTEAD].given;
}

/* The first finding that has the verdict for its consequence; of a conditional one the first open duty. */
static void find_decisive(const charter_verdict *v, ch_arena *arena, ch_case_answer *answer)
{
    for (size_t i = 0; v->decision >= CHARTER_DECISION_REVIEW && i < v->finding_count; i++) {
        const charter_finding *f = &v->findings[i];
        if (ch_finding_decides(f) != v->decision)
            continue;
        answer->decides = ch_case_clause(arena, f->clause, f->entry);
        answer->decides_at = charter_finding_charter_place(v, f);
        return;
    }
    for (size_t i = 0; v->decision == CHARTER_DECISION_CONDITIONAL && i < v->duty_count; i++)
        if (!v->duties[i].met && v->duties[i].duty->due == CH_BEFORE) {
            answer->decides = v->duties[i].duty->entry.id;
            answer->decides_at = ch_entry_place(&v->duties[i].duty->entry, NULL);
            return;
        }
}

void ch_case_read_answer(const charter_verdict *v, ch_arena *arena, ch_case_answer *answer)
{
    size_t most = v->finding_count + v->duty_count + v->missing_count + v->alternative_count + 1;
    *answer = (ch_case_answer){.decision = v->decision, .fault = CH_SILENCE};
    for (int i = 0; i < CH_CASE_LIST_COUNT; i++) {
        gathering g = {.arena = arena, .verdict = v, .items = ch_arena_take_many(arena, most, sizeof *g.items)};
        if (g.items == NULL)
            return; /* the arena has failed */
        gather[i](&g);
        answer->lists[i] = (ch_case_names){.items = g.items, .count = g.count};
    }
    find_decisive(v, arena, answer);
    if (v->decision == CHARTER_DECISION_INVALID && v->errors != NULL && v->errors->first != NULL) {
        answer->fault = v->errors->first->message;
        ch_message_keep(&answer->fault, arena);
    }
}

/* ---- what differs ---- */

static bool has(const ch_case_names *names, ch_text name)
{
    for (uint32_t i = 0; i < names->count; i++)
        if (ch_text_same(names->items[i], name))
            return true;
    return false;
}

static bool holds_all(const ch_case_names *of, const ch_case_names *in)
{
    for (uint32_t i = 0; i < of->count; i++)
        if (!has(in, of->items[i]))
            return false;
    return true;
}

unsigned ch_case_compare(const ch_case *expected, const ch_case_answer *answer)
{
    if (!expected->expects)
        return CH_DIFFERS_UNEXPECTED;
    unsigned differs = expected->decision == answer->decision ? 0 : CH_DIFFERS_VERDICT;
    for (int i = 0; i < CH_CASE_LIST_COUNT; i++) {
        const ch_case_names *wanted = &expected->lists[i], *got = &answer->lists[i];
        if (wanted->given && (!holds_all(wanted, got) || (i != CH_CASE_MET && !holds_all(got, wanted))))
            differs |= CH_DIFFERS_IN(i);
    }
    return differs;
}
