/* Budgets: each use is added to those that it stands under, in the period of its declared date. Whether one is
 * exceeded is for reports to say: here, sums and limits alone. */
#include "audit/totals.h"

#include <stdio.h>

#include "judge/resolve.h"
#include "judge/verdict.h"

/* A use by a version of the charter whose budgets may be for it. */
typedef struct standing {
    const charter_declaration *declaration;
    const ch_version *version;
    const ch_activity *activity; /* NULL: not listed, or not read */
    const ch_version *before;    /* one that may be that, too, and was asked; or NULL */
} standing;

/* What is known of a use whose volume may be another's: that there is one. None is then known to be within. */
static const uint64_t unknown[CH_N_USE_COLUMNS] = {[CH_N_USES] = 1};

static bool names_unit(const ch_budget *budget, ch_text unit)
{
    for (const ch_node *name = ch_names_first(budget->unit_names); name != NULL; name = ch_names_next(name))
        if (ch_group_names_same(name->text, unit))
            return true;
    return false;
}

/* A use of which what the budget asks is known not to be its own. An activity that was not read may be any. */
static bool is_apart(const ch_budget *budget, const standing *u)
{
    ch_days date = u->declaration->date;
    ch_period holds = budget->entry.period;
    /* A use without a date is counted, in a period of its own: to leave it out would make silence cheap. */
    if (date.first != CHARTER_NO_DAY && (ch_period_ended(holds, date.first) || !ch_period_begun(holds, date.last)))
        return true;
    if (budget->unit_names != NULL && !names_unit(budget, u->declaration->unit))
        return true;
    return budget->activity_names != NULL && !u->declaration->activity_unread &&
           (u->activity == NULL ||
            !ch_refs_have(budget->activities, (uint32_t)(u->activity - u->version->activities.items)));
}

/* The period that a day is of, "2026-03", "2026-Q1" or "2026", and its days. */
static ch_text period_of(const ch_budget *budget, ch_day date, ch_days *days, char into[16])
{
    static const int lengths[] = {[CH_MONTHLY] = 1, [CH_QUARTERLY] = 3, [CH_YEARLY] = 12};
    int year, month, day, months = lengths[budget->period];
    ch_day_split(date, &year, &month, &day);
    int number = (month - 1) / months;
    *days = ch_days_of_months(year, number * months + 1, (number + 1) * months);
    int length = budget->period == CH_MONTHLY     ? snprintf(into, 16, "%04d-%02d", year, month)
                 : budget->period == CH_QUARTERLY ? snprintf(into, 16, "%04d-Q%d", year, number + 1)
                                                  : snprintf(into, 16, "%04d", year);
    return (ch_text){into, (size_t)length};
}

static ch_text group_of(const ch_budget *budget, const standing *u, ch_arena *arena)
{
    if (budget->each == CH_EACH_UNIT)
        return ch_group_key(arena, u->declaration->unit);
    if (budget->each == CH_EACH_ACTIVITY && u->activity != NULL)
        return u->activity->entry.id;
    return CH_LITERAL("");
}

/* With each use, as numbers of which the largest is kept: a part needs no charter to be merged. */
static void put_limits(const ch_budget *budget, uint64_t row[CH_N_BUDGET_COLUMNS])
{
    row[CH_N_ENERGY_LIMIT] = ch_millionths(budget->energy_wh);
    row[CH_N_CO2_LIMIT] = ch_millionths(budget->co2_g);
    row[CH_N_REQUESTS_LIMIT] = budget->requests.given ? (uint64_t)budget->requests.value : 0;
}

static bool add_to(charter_totals *t, const ch_budget *budget, const standing *u, ch_text period, const uint64_t *use)
{
    uint64_t row[CH_N_BUDGET_COLUMNS] = {0};
    memcpy(row, use, CH_N_USE_COLUMNS * sizeof *row);
    put_limits(budget, row);
    const ch_localized *title = &budget->entry.title;
    const ch_text labels[2] = {ch_group_key(&t->arena, ch_localized_in(title, CHARTER_EN, u->version)),
                               ch_group_key(&t->arena, ch_localized_in(title, CHARTER_FR, u->version))};
    ch_buffer key = ch_buffer_init(4096);
    /* The period first, so that the latest are kept (CH_LATEST); the group last, as it may hold spaces. */
    ch_buffer_add(&key, period);
    ch_buffer_add_char(&key, ' ');
    ch_buffer_add(&key, budget->entry.id);
    ch_buffer_add_char(&key, ' ');
    ch_text group = group_of(budget, u, &t->arena);
    ch_buffer_add(&key, group);
    bool failed = key.failed || group.at == NULL || labels[0].at == NULL || labels[1].at == NULL;
    bool added = !failed && ch_groups_add(&t->tables[CHARTER_BUDGETS], ch_buffer_text(&key), labels, row);
    ch_buffer_clear(&key);
    return added;
}

/* A date that may be of several periods, or of days without the budget, counts in each as a use of which no volume is
 * known. */
static bool add_to_periods(charter_totals *t, const ch_budget *budget, const standing *u, const uint64_t *use)
{
    ch_days date = u->declaration->date, period;
    ch_period holds = budget->entry.period;
    char name[16];
    if (date.first == CHARTER_NO_DAY)
        return add_to(t, budget, u, CH_LITERAL("-"), use);
    for (ch_day day = date.first; day <= date.last; day = period.last + 1) {
        ch_text told = period_of(budget, day, &period, name);
        if (ch_period_ended(holds, period.first) || !ch_period_begun(holds, period.last))
            continue;
        bool known = date.first >= period.first && date.last <= period.last && ch_period_holds(holds, date.first) &&
                     ch_period_holds(holds, date.last);
        if (!add_to(t, budget, u, told, known ? use : unknown))
            return false;
    }
    return true;
}

/* A budget that an earlier version has too: a use is one use of it. */
static bool is_of_before(const ch_budget *budget, const standing *u)
{
    for (uint32_t i = 0; u->before != NULL && i < u->before->budgets.count; i++) {
        const ch_budget *other = &u->before->budgets.items[i];
        if (ch_text_same(other->entry.id, budget->entry.id) && other->period == budget->period &&
            other->each == budget->each)
            return true;
    }
    return false;
}

static bool add_to_version(charter_totals *t, const standing *u, const uint64_t *use)
{
    for (uint32_t i = 0; i < u->version->budgets.count; i++) {
        const ch_budget *budget = &u->version->budgets.items[i];
        bool perhaps = budget->activity_names != NULL && u->declaration->activity_unread;
        if (!is_apart(budget, u) && !is_of_before(budget, u) && !add_to_periods(t, budget, u, perhaps ? unknown : use))
            return false;
    }
    return true;
}

/* ---- uses by no one version ---- */

/* A use that is not known to be over is by the version of the audit's day, too; one without a date by any. */
static bool may_judge(const charter_totals *t, const ch_version *version, const charter_declaration *u)
{
    bool done = u->stage == CH_DONE && !u->stage_unread;
    return u->date.first == CHARTER_NO_DAY || (!done && ch_period_holds(version->period, t->at)) ||
           (!ch_period_ended(version->period, u->date.first) && ch_period_begun(version->period, u->date.last));
}

static bool resolve(charter_totals *t, standing *u)
{
    const charter_declaration *declared = u->declaration;
    ch_day day = declared->date.first != CHARTER_NO_DAY ? declared->date.first : t->at;
    u->activity = NULL;
    if (declared->activity_unread)
        return true;
    ch_resolved found = ch_resolve_activity(u->version, day, declared->activity->text, &t->arena);
    if (found.number != CH_NOT_FOUND)
        u->activity = &u->version->activities.items[found.number];
    return !found.failed;
}

/* No version judged it: nobody knows by which of them it stands, and it may be of any of their budgets. */
static bool add_to_any(charter_totals *t, const charter_declaration *declaration)
{
    standing u = {.declaration = declaration};
    for (size_t i = 0; t->charter != NULL && i < t->charter->count; i++) {
        u.version = &t->charter->versions[i];
        if (!may_judge(t, u.version, declaration))
            continue;
        if (!resolve(t, &u) || !add_to_version(t, &u, unknown))
            return false;
        u.before = u.version;
    }
    return true;
}

bool ch_totals_budgets(charter_totals *t, const charter_verdict *v, const uint64_t *use)
{
    const standing u = {v->declaration, v->version, v->activity, NULL};
    return v->version == NULL ? add_to_any(t, v->declaration) : add_to_version(t, &u, use);
}
