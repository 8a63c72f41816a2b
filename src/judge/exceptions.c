/* Exceptions: what approved ones waive, and those that have lapsed or lack an approval, which resurface. What an
 * unlisted tool's clauses wait for is noted where they are judged (clauses.c, rules.c). */
#include "judge/judging.h"

bool ch_exception_names(const ch_version *version, const ch_exception *e, const charter_finding *f)
{
    /* Breaches alone: a fact that is left out must not let an exception waive the clause that needs it. */
    if (f->outcome != CHARTER_OUTCOME_BREACHED)
        return false;
    for (uint32_t i = 0; i < e->waive_count; i++) {
        const ch_clause_ref *ref = &e->waives[i];
        if (ref->clause != f->clause)
            continue;
        if (f->clause == CH_CLAUSE_DUTY && f->entry != &version->duties.items[ref->entry].entry)
            continue;
        if (f->clause == CH_CLAUSE_DETECTOR && f->entry != &version->detectors.items[ref->entry].entry)
            continue;
        if (f->clause == CH_CLAUSE_RULE && f->entry != &version->rules.items[ref->entry].entry)
            continue;
        return true;
    }
    return false;
}

/* Unknown is not true: an exception that may not be meant for this use stays silent. */
static bool concerns(const ch_judging *j, const ch_exception *e)
{
    return e->condition == NULL || ch_condition_holds(e->condition, &j->facts, j->judge->evaluator) == CH_TRUE;
}

/* ---- which may concern the use at all ---- */

/* The use whatever its tool: what is false of it is false of all tools, and whatever a trial fills in beside what is
 * declared. */
static ch_facts without_tool(const ch_judging *j)
{
    ch_waivers *w = &j->judge->waivers;
    ch_facts facts = j->judge->judging.facts;
    if (!w->slots_set) {
        memcpy(w->slots, facts.slots, j->version->scope.count * sizeof *w->slots);
        for (ch_slot slot = CH_SLOT_TOOL_ID; slot <= CH_SLOT_TOOL_MODEL; slot++)
            w->slots[slot] = (ch_value){.kind = CH_ABSENT};
        w->slots_set = true;
    }
    facts.slots = w->slots;
    return facts;
}

/* What a charter has of exceptions that name a clause may be many, and few of them concern one use. Asked once for all
 * tools that are tried, and whatever is declared besides. */
static bool may_concern(const ch_judging *j, const ch_exception *e)
{
    if (!ch_period_begun(e->entry.period, j->day))
        return false;
    if (e->condition == NULL || e->asks)
        return true;
    ch_facts facts = without_tool(j);
    return ch_condition_holds(e->condition, &facts, j->judge->evaluator) != CH_FALSE;
}

static ch_refs candidates(const ch_judging *j, ch_clause clause)
{
    ch_waivers *w = &j->judge->waivers;
    uint32_t *items = w->items[clause];
    if (!w->known[clause]) {
        const ch_refs all = j->version->waivers[clause];
        w->counts[clause] = 0;
        for (uint32_t i = 0; i < all.count; i++)
            if (may_concern(j, &j->version->exceptions.items[all.items[i]]))
                items[w->counts[clause]++] = all.items[i];
        w->known[clause] = true;
    }
    return (ch_refs){items, w->counts[clause]};
}

static bool approved(const ch_judging *j, const ch_exception *e, charter_effect effect)
{
    return ch_set_within(&j->version->governance.approval[effect], &e->approved_by);
}

static void waive(charter_finding *f, const ch_judging *j, const ch_exception *e)
{
    ch_day until = e->entry.period.until;
    f->outcome = CHARTER_OUTCOME_WAIVED;
    f->waived_by = &e->entry;
    if (j->silent)
        return;
    f->help = until == CHARTER_NO_DAY
                  ? ch_say1("waived by the exception \"%s\"", e->entry.id)
                  : ch_with_day(ch_say1("waived until %2$s by the exception \"%1$s\"", e->entry.id), 1, until);
}

/* That a tool (an activity) is not listed cannot be waived while a clause would have to know what the charter does not
 * say of it: to waive would be to let all those clauses go, and nobody approved of that. */
static const ch_waiting *waits_for(const ch_judging *j, const charter_finding *f)
{
    const ch_waiting *waiting = f->clause == CH_CLAUSE_TOOL_UNLISTED       ? &j->for_tool
                                : f->clause == CH_CLAUSE_ACTIVITY_UNLISTED ? &j->for_activity
                                                                           : NULL;
    return waiting != NULL && waiting->some ? waiting : NULL;
}

static ch_text clause_text(const ch_judging *j, const ch_waiting *waiting)
{
    ch_buffer text = ch_buffer_init(4096);
    ch_clause_name(&text, waiting->clause, waiting->entry);
    ch_text kept = ch_arena_text(ch_judging_arena(j), ch_buffer_text(&text));
    ch_buffer_clear(&text);
    return kept;
}

static void leave_breached(charter_finding *f, const ch_judging *j, const ch_exception *e, const ch_waiting *waiting)
{
    f->help =
        ch_say2(f->clause == CH_CLAUSE_TOOL_UNLISTED
                    ? N_("the exception \"%1$s\" does not waive this: %2$s needs what the charter does not say of this "
                         "tool; list the tool, then waive its status")
                    : N_("the exception \"%1$s\" does not waive this: %2$s needs what the charter does not say of this "
                         "activity; list the activity, then waive its status"),
                e->entry.id, clause_text(j, waiting));
}

/* The first that may waive it does. */
static void apply(const ch_judging *j, charter_finding *f)
{
    const ch_waiting *waiting = waits_for(j, f);
    ch_refs all = candidates(j, f->clause);
    for (uint32_t i = 0; i < all.count && f->outcome == CHARTER_OUTCOME_BREACHED; i++) {
        const ch_exception *e = &j->version->exceptions.items[all.items[i]];
        /* By the clause's own effect: what is found and not declared weighs less, and asks for no fewer colleges. */
        if (!ch_period_holds(e->entry.period, j->day) || !ch_exception_names(j->version, e, f) ||
            !approved(j, e, f->own) || !concerns(j, e))
            continue;
        if (waiting == NULL)
            waive(f, j, e);
        else if (!j->silent)
            leave_breached(f, j, e, waiting);
    }
}

bool ch_exceptions_name(const ch_judging *j, const charter_finding *f)
{
    return candidates(j, f->clause).count > 0;
}

bool ch_exceptions_may_waive(const ch_judging *j, const charter_finding *f)
{
    ch_refs all = candidates(j, f->clause);
    for (uint32_t i = 0; i < all.count; i++) {
        const ch_exception *e = &j->version->exceptions.items[all.items[i]];
        if (ch_period_holds(e->entry.period, j->day) && ch_exception_names(j->version, e, f) &&
            approved(j, e, f->own) &&
            (e->asks || e->condition == NULL ||
             ch_condition_holds(e->condition, &j->facts, j->judge->evaluator) != CH_FALSE))
            return true;
    }
    return false;
}

/* The colleges that an exception lacks for a finding, by their names. */
static ch_text lacking(const ch_judging *j, const ch_exception *e, charter_effect effect)
{
    const ch_governance *g = &j->version->governance;
    ch_text list = CH_NO_TEXT;
    for (uint32_t i = 0; i < g->college_count; i++)
        if (ch_set_has(&g->approval[effect], i) && !ch_set_has(&e->approved_by, i))
            list = ch_text_listed(ch_judging_arena(j), list, g->colleges[i]);
    return list;
}

/* The first finding that the exception names and that is still breached, because it has ended or lacks an approval. */
static const charter_finding *left_breached(const ch_judging *j, const ch_exception *e, size_t count)
{
    bool ended = ch_period_ended(e->entry.period, j->day);
    for (size_t i = 0; i < count; i++) {
        const charter_finding *f = &j->workspace->findings[i];
        if (ch_exception_names(j->version, e, f) && (ended || !approved(j, e, f->own)))
            return concerns(j, e) ? f : NULL;
    }
    return NULL;
}

static void resurface(ch_judging *j, const ch_exception *e, const charter_finding *left)
{
    bool ended = ch_period_ended(e->entry.period, j->day);
    /* Advice: the breach stands and decides; this only says why nothing waives it. */
    charter_finding f = {.clause = CH_CLAUSE_EXCEPTION,
                         .entry = &e->entry,
                         .outcome = CHARTER_OUTCOME_BREACHED,
                         .effect = CHARTER_EFFECT_ADVISE,
                         .own = CHARTER_EFFECT_ADVISE,
                         .cited = &e->entry,
                         .cited_key = ended ? "until" : "approved-by",
                         .path = left->path,
                         .span = left->span};
    if (ended)
        f.message =
            ch_with_day(ch_say1("the exception \"%1$s\" ended on %2$s: it waives nothing any more", e->entry.id), 1,
                        e->entry.period.until);
    else
        f.message =
            ch_say2("the exception \"%1$s\" lacks the approval of: %2$s", e->entry.id, lacking(j, e, left->own));
    f.help =
        ended ? ch_say("stop the use, or have the exception renewed") : ch_say("have it approved before relying on it");
    ch_finding_add(j, f);
}

static bool any_breach(const ch_judging *j)
{
    for (size_t i = 0; i < j->finding_count; i++)
        if (j->workspace->findings[i].outcome == CHARTER_OUTCOME_BREACHED)
            return true;
    return false;
}

void ch_judge_exceptions(ch_judging *j)
{
    uint32_t count = j->version->exceptions.count;
    if (count == 0 || (!any_breach(j) && !j->every_clause))
        return;
    size_t judged = j->finding_count; /* exceptions never concern one another */
    for (size_t i = 0; i < judged; i++)
        if (j->workspace->findings[i].outcome == CHARTER_OUTCOME_BREACHED)
            apply(j, &j->workspace->findings[i]);
    /* That one has lapsed is advice. */
    if (j->silent)
        return;
    /* Only after all that are valid: what one of them has waived, an ended one has nothing to say of. */
    for (uint32_t i = 0; i < count; i++) {
        const ch_exception *e = &j->version->exceptions.items[i];
        const charter_finding *left = ch_period_begun(e->entry.period, j->day) ? left_breached(j, e, judged) : NULL;
        if (left != NULL)
            resurface(j, e, left);
        else
            ch_finding_add_quiet(j, CH_CLAUSE_EXCEPTION, &e->entry, CHARTER_OUTCOME_NOT_APPLICABLE,
                                 CHARTER_EFFECT_ADVISE);
    }
}
