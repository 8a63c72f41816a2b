/* Duties: which are asked for, and what follows where one is open. */
#include "judge/judging.h"

/* ---- which are asked for ---- */

static ch_set asked_duties(const ch_judging *j, const ch_set *data)
{
    ch_set asked = {{0}};
    if (j->activity != NULL)
        ch_set_join(&asked, &j->activity->duties);
    if (j->tool != NULL)
        ch_set_join(&asked, &j->tool->duties);
    for (uint32_t i = 0; i < j->version->data.count; i++)
        if (ch_set_has(data, i))
            ch_set_join(&asked, &j->version->data.items[i].duties);
    for (uint32_t i = 0; i < j->version->rules.count; i++)
        if (j->room->rule_when[i] == CH_TRUE)
            ch_set_join(&asked, &j->version->rules.items[i].duties);
    return asked;
}

/* What the classes in force ask for, of which any may be sent where none is declared. */
static ch_set duties_of_classes(const ch_judging *j)
{
    ch_set asked = {{0}};
    for (uint32_t i = 0; i < j->version->data.count; i++)
        if (ch_period_holds(j->version->data.items[i].entry.period, j->day))
            ch_set_join(&asked, &j->version->data.items[i].duties);
    return asked;
}

/* ---- open ones ---- */

/* Whether an open duty is a breach by now. */
static bool overdue(const ch_judging *j, const ch_duty *duty)
{
    if (j->stage == CH_PLANNED)
        return false;
    return duty->due == CH_BEFORE || j->stage == CH_DONE || duty->every.given;
}

bool ch_duty_would_count(const ch_judging *j, uint32_t number)
{
    const ch_duty *duty = &j->version->duties.items[number];
    ch_message how;
    return ch_period_holds(duty->entry.period, j->day) && (duty->due == CH_BEFORE || overdue(j, duty)) &&
           !ch_judge_shows(j, duty, &how);
}

static charter_finding finding_of(const ch_duty *duty, charter_outcome outcome)
{
    return (charter_finding){.clause = CH_CLAUSE_DUTY,
                             .entry = &duty->entry,
                             .outcome = outcome,
                             .effect = CHARTER_FORBID,
                             .own = CHARTER_FORBID,
                             .cited = &duty->entry};
}

/* What is not said may be what asks for it, or for more. */
static void find_unasked(ch_judging *j, const ch_duty *duty)
{
    charter_finding f = finding_of(duty, CHARTER_UNDECIDED);
    ch_finding_at(j, &f, NULL);
    f.message = ch_say1("the declaration does not say which data are sent, and some ask for the duty \"%s\"",
                        duty->entry.id);
    f.help = ch_say("add data: with the classes that are sent; data: [] says that none are");
    ch_find(j, f);
}

/* `effect` is the detectors' where only what they found asks for the duty. */
static void find_overdue(ch_judging *j, const ch_duty *duty, ch_message how, charter_effect effect)
{
    static const char *const keys[] = {"review", "training", "evidence", "facts"};
    const char *key = duty->path_count == 0 ? NULL : keys[duty->paths[0].kind];
    charter_finding f = finding_of(duty, CHARTER_BREACHED);
    f.effect = effect;
    f.help = how;
    ch_finding_at(j, &f, key != NULL && ch_usage_get(j->usage, key) != NULL ? key : "stage");
    if (duty->due == CH_BEFORE)
        f.message = ch_say1("the use has begun, and the duty \"%s\" was due before", duty->entry.id);
    else if (j->stage == CH_DONE)
        f.message = ch_say1("the use is done, and the duty \"%s\" is not", duty->entry.id);
    else
        f.message = ch_say1("the use goes on, and the duty \"%s\" was not done lately enough", duty->entry.id);
    ch_find(j, f);
}

static void judge_duty(ch_judging *j, const ch_duty *duty, charter_effect effect)
{
    ch_duty_state state = {.duty = duty};
    state.met = ch_judge_shows(j, duty, &state.how);
    j->room->duties[j->duty_count++] = state;
    if (state.met)
        ch_find_quiet(j, CH_CLAUSE_DUTY, &duty->entry, CHARTER_MET, CHARTER_FORBID);
    else if (overdue(j, duty) && !j->facts.data_known && effect < CHARTER_FORBID)
        find_unasked(j, duty);
    else if (overdue(j, duty))
        find_overdue(j, duty, state.how, effect);
    else
        j->open_before = j->open_before || duty->due == CH_BEFORE;
}

/* A duty that something declared asks for is owed whatever detectors found. */
static charter_effect duty_effect(const ch_judging *j, const ch_set *declared, uint32_t duty)
{
    ch_set classes = {{0}};
    if (ch_set_has(declared, duty))
        return CHARTER_FORBID;
    for (uint32_t i = 0; i < j->version->data.count; i++)
        if (ch_set_has(&j->version->data.items[i].duties, duty))
            ch_set_add(&classes, i);
    return ch_detected_effect(j, &classes);
}

void ch_judge_duties(ch_judging *j)
{
    ch_set asked = asked_duties(j, &j->facts.data), declared = asked_duties(j, &j->declared), silent = {{0}};
    if (!j->facts.data_known)
        silent = duties_of_classes(j);
    if (ch_set_empty(&asked) && ch_set_empty(&silent) && !j->every_clause)
        return;
    for (uint32_t i = 0; i < j->version->duties.count; i++) {
        const ch_duty *duty = &j->version->duties.items[i];
        if (ch_set_has(&asked, i) && ch_period_holds(duty->entry.period, j->day))
            judge_duty(j, duty, duty_effect(j, &declared, i));
        else if (ch_set_has(&silent, i) && ch_duty_would_count(j, i))
            find_unasked(j, duty);
        else
            ch_find_quiet(j, CH_CLAUSE_DUTY, &duty->entry, CHARTER_NOT_APPLICABLE, CHARTER_FORBID);
    }
}
