/* Budgets: each use is added to those that it stands under, in the period of its declared date. Whether one is
 * exceeded is for reports to say: here, sums and limits alone. */
#include "audit/totals.h"

#include <stdio.h>

#include "judge/verdict.h"

static bool names_unit(const ch_budget *budget, ch_text unit)
{
    for (const ch_node *name = ch_names_first(budget->unit_names); name != NULL; name = ch_names_next(name))
        if (ch_text_same(name->text, unit))
            return true;
    return false;
}

static bool concerns(const ch_budget *budget, const charter_verdict *v)
{
    ch_days date = v->declaration->date;
    ch_period holds = budget->entry.period;
    /* A use without a date is counted, in a period of its own: to leave it out would make silence cheap. */
    if (date.first != CHARTER_NO_DAY && (ch_period_ended(holds, date.first) || !ch_period_begun(holds, date.last)))
        return false;
    if (budget->unit_names != NULL && !names_unit(budget, v->declaration->unit))
        return false;
    if (budget->activity_names == NULL)
        return true;
    return v->activity != NULL &&
           ch_refs_have(budget->activities, (uint32_t)(v->activity - v->version->activities.items));
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

static ch_text group_of(const ch_budget *budget, const charter_verdict *v, ch_arena *arena)
{
    if (budget->each == CH_EACH_UNIT)
        return ch_group_key(arena, v->declaration->unit);
    if (budget->each == CH_EACH_ACTIVITY && v->activity != NULL)
        return v->activity->entry.id;
    return CH_LITERAL("");
}

/* With each use, as numbers of which the largest is kept: a part needs no charter to be merged. */
static void put_limits(const ch_budget *budget, uint64_t row[CH_N_BUDGET_COLUMNS])
{
    row[CH_N_ENERGY_LIMIT] = ch_millionths(budget->energy_wh);
    row[CH_N_CO2_LIMIT] = ch_millionths(budget->co2_g);
    row[CH_N_REQUESTS_LIMIT] = budget->requests.given ? (uint64_t)budget->requests.value : 0;
}

static bool add_to(charter_totals *t, const ch_budget *budget, const charter_verdict *v, ch_text period,
                   const uint64_t *use)
{
    uint64_t row[CH_N_BUDGET_COLUMNS] = {0};
    memcpy(row, use, CH_N_USE_COLUMNS * sizeof *row);
    put_limits(budget, row);
    const ch_localized *title = &budget->entry.title;
    const ch_text labels[2] = {ch_group_key(&t->arena, ch_localized_in(title, CHARTER_EN, v->version)),
                               ch_group_key(&t->arena, ch_localized_in(title, CHARTER_FR, v->version))};
    ch_buffer key = ch_buffer_init(4096);
    /* The period first, so that the latest are kept (CH_LATEST); the group last, as it may hold spaces. */
    ch_buffer_add(&key, period);
    ch_buffer_add_char(&key, ' ');
    ch_buffer_add(&key, budget->entry.id);
    ch_buffer_add_char(&key, ' ');
    ch_text group = group_of(budget, v, &t->arena);
    ch_buffer_add(&key, group);
    bool failed = key.failed || group.at == NULL || labels[0].at == NULL || labels[1].at == NULL;
    uint64_t *numbers = failed ? NULL : ch_groups_find(&t->tables[CHARTER_BUDGETS], ch_buffer_text(&key), labels);
    if (numbers != NULL)
        ch_group_add(&ch_table_kinds[CHARTER_BUDGETS], numbers, row);
    ch_buffer_clear(&key);
    return numbers != NULL;
}

/* A date that may be of several periods, or of days without the budget, counts in each as a use of which no volume is
 * known: none of them is then known to be within. */
static bool add_to_periods(charter_totals *t, const ch_budget *budget, const charter_verdict *v, const uint64_t *use)
{
    static const uint64_t unknown[CH_N_USE_COLUMNS] = {[CH_N_USES] = 1};
    ch_days date = v->declaration->date, period;
    ch_period holds = budget->entry.period;
    char name[16];
    if (date.first == CHARTER_NO_DAY)
        return add_to(t, budget, v, CH_LITERAL("-"), use);
    for (ch_day day = date.first; day <= date.last; day = period.last + 1) {
        ch_text told = period_of(budget, day, &period, name);
        if (ch_period_ended(holds, period.first) || !ch_period_begun(holds, period.last))
            continue;
        bool known = date.first >= period.first && date.last <= period.last && ch_period_holds(holds, date.first) &&
                     ch_period_holds(holds, date.last);
        if (!add_to(t, budget, v, told, known ? use : unknown))
            return false;
    }
    return true;
}

bool ch_totals_budgets(charter_totals *t, const charter_verdict *v, const uint64_t *use)
{
    for (uint32_t i = 0; v->version != NULL && i < v->version->budgets.count; i++) {
        const ch_budget *budget = &v->version->budgets.items[i];
        if (concerns(budget, v) && !add_to_periods(t, budget, v, use))
            return false;
    }
    return true;
}
