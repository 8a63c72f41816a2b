/* Duties of uses, and when the open ones are due: as of the day of the audit, and by the days that uses declare. A
 * charter says whether a duty is due before a use or after; the day is the use's own. */
#include "audit/totals.h"
#include "judge/verdict.h"

/* The day by which an open duty is due: before a use that is planned, of whose days the first may be it. CH_NO_DAYS
 * where none is said. */
static ch_days due_days(const charter_verdict *v, const ch_duty_state *state)
{
    return state->duty->due == CH_BEFORE ? v->declaration->date : CH_NO_DAYS;
}

static bool is(const charter_finding *finding, charter_outcome outcome)
{
    return finding != NULL && finding->outcome == outcome;
}

/* Which column an open duty counts in. A use that is planned for a day of the past has begun, or its declaration is
 * stale: somebody has to see to it either way. */
static unsigned when_due(const charter_totals *t, const charter_verdict *v, const ch_duty_state *state)
{
    ch_days days = due_days(v, state);
    /* Judging has a finding of a duty that is not met where the use has begun, or is over, without it. */
    if (is(ch_finding_of_duty(v, state), CHARTER_OUTCOME_BREACHED) ||
        (days.last != CHARTER_NO_DAY && days.last < t->at))
        return CH_N_OVERDUE;
    if (state->duty->due == CH_AFTER)
        return CH_N_DUE_ONCE_OVER;
    return days.first != CHARTER_NO_DAY && days.first - t->at <= CH_SOON ? CH_N_DUE_SOON : CH_N_DUE_LATER;
}

static void put_open(const charter_totals *t, const charter_verdict *v, const ch_duty_state *state, uint64_t *row)
{
    ch_day first = due_days(v, state).first;
    unsigned when = when_due(t, v, state);
    row[when] = 1;
    if (when == CH_N_OVERDUE)
        row[CH_N_OVERDUE_SINCE] = ch_day_number(v->declaration->date.first);
    else if (first != CHARTER_NO_DAY) /* of days of which some are over, none of these */
        row[CH_N_NEXT_DUE] = ch_day_number(first < t->at ? t->at : first);
}

static bool shows_training(const ch_duty *duty)
{
    for (uint32_t i = 0; i < duty->path_count; i++)
        if (duty->paths[i].kind == CH_BY_TRAINING)
            return true;
    return false;
}

unsigned ch_duty_column(const charter_verdict *v, const ch_duty_state *state)
{
    const charter_finding *finding = ch_finding_of_duty(v, state);
    if (is(finding, CHARTER_OUTCOME_UNDETERMINED))
        return CH_N_DUTY_UNKNOWN;
    if (is(finding, CHARTER_OUTCOME_WAIVED))
        return CH_N_DUTY_WAIVED;
    return state->met ? CH_N_MET : state->duty->due == CH_BEFORE ? CH_N_OPEN_BEFORE : CH_N_OPEN_AFTER;
}

bool ch_totals_duty(charter_totals *t, const charter_verdict *v, const ch_duty_state *state, ch_text unit)
{
    const ch_duty *duty = state->duty;
    uint64_t row[CH_N_DUTY_COLUMNS] = {[CH_N_ASKED] = 1, [CH_N_IS_TRAINING] = shows_training(duty)};
    ch_text labels[2];
    unsigned column = ch_duty_column(v, state);
    row[column] = 1;
    if (column == CH_N_OPEN_BEFORE || column == CH_N_OPEN_AFTER)
        put_open(t, v, state, row);
    ch_totals_labels(t, &duty->entry.title, v->version, labels);
    return ch_groups_add(&t->tables[CHARTER_DUTIES], duty->entry.id, labels, row) &&
           ch_groups_add(&t->tables[CHARTER_UNIT_DUTIES], ch_group_key_of_word(&t->arena, duty->entry.id, unit), labels,
                         row);
}
