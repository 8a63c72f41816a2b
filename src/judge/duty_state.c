/* Whether a duty is done, or would be in the way. Which duties are asked for is duties.c's, what shows one
 * evidence.c's. */
#include "judge/judging.h"

/* Whether an open duty is a breach by now. */
bool ch_duty_overdue(const ch_judging *j, const ch_duty *duty)
{
    if (j->stage == CH_PLANNED)
        return false;
    return duty->due == CH_BEFORE || j->stage == CH_DONE || duty->every.given;
}

/* Asked of duties that silence may hide: one that would change no verdict makes nothing undetermined. */
bool ch_duty_would_count(const ch_judging *j, uint32_t number)
{
    const ch_duty *duty = &j->version->duties.items[number];
    return ch_period_holds(duty->entry.period, j->day) && (duty->due == CH_BEFORE || ch_duty_overdue(j, duty)) &&
           ch_judge_shows(j, duty, NULL) != CH_TRUE;
}
