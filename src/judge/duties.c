/* Duties: which are asked for, and what follows where one is open. What shows that one is done is evidence.c's. */
#include "judge/judging.h"

/* ---- which are asked for ---- */

static void join_duties_of_classes(const ch_judging *j, const ch_set *classes, ch_set *asked)
{
    for (uint32_t i = 0; i < j->version->data.count; i++)
        if (ch_set_has(classes, i))
            ch_set_join(asked, &j->version->data.items[i].duties);
}

/* The duties that are asked for, by what asks. */
typedef struct asked {
    ch_set by_declared;                         /* owed whatever detectors found */
    ch_set by_found[CHARTER_EFFECT_FORBID + 1]; /* by what detectors of an effect found alone */
    ch_set perhaps;                             /* not known: something that is not said may ask for them */
    ch_set all;                                 /* of the first two */
} asked;

static void ask_by_rules(const ch_judging *j, asked *a)
{
    for (uint32_t i = 0; i < ch_rule_count(j); i++) {
        uint32_t number = ch_rule_number(j, i);
        const ch_rule *rule = &j->version->rules.items[number];
        /* Only a rule that holds asks: one that is not known to hold is itself undetermined, and stays so in
         * rules.c. */
        if (rule->duty_names == NULL || j->workspace->rule_when[number] != CH_TRUE)
            continue;
        ch_owed owed = ch_rule_owed(j, rule, CHARTER_EFFECT_FORBID);
        ch_set_join(&a->by_found[owed.effect], &rule->duties);
        if (owed.open)
            ch_set_join(&a->perhaps, &rule->duties);
    }
}

static asked ask_for_duties(const ch_judging *j)
{
    asked a = {0};
    if (j->activity != NULL)
        ch_set_join(&a.by_declared, &j->activity->duties);
    if (j->tool != NULL)
        ch_set_join(&a.by_declared, &j->tool->duties);
    join_duties_of_classes(j, &j->declared, &a.by_declared);
    ask_by_rules(j, &a);
    a.all = a.by_declared;
    for (int effect = CHARTER_EFFECT_FORBID; effect >= CHARTER_EFFECT_ADVISE; effect--) {
        ch_set found = ch_detected_classes(j, (charter_effect)effect);
        join_duties_of_classes(j, &found, &a.by_found[effect]);
        ch_set_join(&a.all, &a.by_found[effect]);
    }
    /* Not to say what is sent must never be cheaper than to say it: any class may be among what is sent. */
    for (uint32_t i = 0; !j->facts.data_known && i < j->version->data.count; i++)
        if (ch_period_holds(j->version->data.items[i].entry.period, j->day))
            ch_set_join(&a.perhaps, &j->version->data.items[i].duties);
    return a;
}

static charter_effect effect_of(const asked *a, uint32_t duty)
{
    int effect = CHARTER_EFFECT_FORBID;
    while (effect > CHARTER_EFFECT_ADVISE && !ch_set_has(&a->by_declared, duty) &&
           !ch_set_has(&a->by_found[effect], duty))
        effect--;
    return (charter_effect)effect;
}

/* What leaves unknown whether a duty is owed by more than what was found. */
void ch_duty_lacks(const ch_judging *j, uint32_t duty, uint8_t *lacking)
{
    if (!j->facts.data_known)
        lacking[CH_LACKING_DATA] |= CH_LACKING_ASKED;
    for (uint32_t i = 0; j->facts.data_known && i < ch_rule_count(j); i++) {
        uint32_t number = ch_rule_number(j, i);
        const ch_rule *rule = &j->version->rules.items[number];
        if (j->workspace->rule_when[number] == CH_TRUE && ch_set_has(&rule->duties, duty) &&
            ch_rule_owed(j, rule, CHARTER_EFFECT_FORBID).open)
            ch_rule_lacks(j, rule, lacking);
    }
}

/* ---- open ones ---- */

static charter_finding finding_of(const ch_duty *duty, charter_outcome outcome)
{
    return (charter_finding){.clause = CH_CLAUSE_DUTY,
                             .entry = &duty->entry,
                             .outcome = outcome,
                             .effect = CHARTER_EFFECT_FORBID,
                             .own = CHARTER_EFFECT_FORBID,
                             .cited = &duty->entry};
}

/* What is not said may be what asks for it, or for more. */
static void find_unasked(ch_judging *j, const ch_duty *duty)
{
    charter_finding f = finding_of(duty, CHARTER_OUTCOME_UNDETERMINED);
    f.concern_unknown = true;
    if (ch_finding_add_silent(j, &f))
        return;
    ch_finding_at(j, &f, NULL);
    if (j->facts.data_known) {
        f.message =
            ch_say1("what was found in the text asks for the duty \"%s\", and whether it is owed anyway is not said",
                    duty->entry.id);
        f.help = ch_say("declare the class of what was found under data, or take it out of what is sent");
    } else {
        f.message = ch_say1("the declaration does not say which data are sent, and some ask for the duty \"%s\"",
                            duty->entry.id);
        f.help = ch_say("add data: with the classes that are sent; data: [] says that none are");
    }
    f.message = ch_with_title(f.message, 0, &duty->entry.title);
    ch_finding_add(j, f);
}

/* `effect` is the detectors' where only what they found asks for the duty. */
static void find_overdue(ch_judging *j, const ch_duty *duty, ch_message how, charter_effect effect)
{
    /* In the order of the kinds of paths, of which the first stands for all. */
    static const char *const keys[] = {"review", "training", "evidence", "facts"};
    const char *key = duty->path_count == 0 ? NULL : keys[duty->paths[0].kind];
    charter_finding f = finding_of(duty, CHARTER_OUTCOME_BREACHED);
    f.effect = effect;
    f.help = how;
    if (ch_finding_add_silent(j, &f))
        return;
    ch_finding_at(j, &f, key != NULL && ch_usage_get(j->declaration, key) != NULL ? key : "stage");
    if (duty->due == CH_BEFORE)
        f.message = ch_say1("the use has begun, and the duty \"%s\" was due before", duty->entry.id);
    else if (j->stage == CH_DONE)
        f.message = ch_say1("the use is done, and the duty \"%s\" is not", duty->entry.id);
    else
        f.message = ch_say1("the use goes on, and the duty \"%s\" was not done lately enough", duty->entry.id);
    f.message = ch_with_title(f.message, 0, &duty->entry.title);
    ch_finding_add(j, f);
}

/* Its evidence counts on some of the days that it may have been done on. */
static void find_day_unknown(ch_judging *j, const ch_duty *duty, ch_message how, charter_effect effect)
{
    charter_finding f = finding_of(duty, CHARTER_OUTCOME_UNDETERMINED);
    f.effect = effect;
    f.help = how;
    if (ch_finding_add_silent(j, &f))
        return;
    ch_finding_at(j, &f, NULL);
    f.message =
        ch_with_title(ch_say1("whether the duty \"%s\" is done depends on a day that nobody says", duty->entry.id), 0,
                      &duty->entry.title);
    ch_finding_add(j, f);
}

/* `open`: something that is not said may ask for it, and more strictly. */
static void judge_duty(ch_judging *j, const ch_duty *duty, charter_effect effect, bool open)
{
    ch_duty_state state = {.duty = duty};
    ch_truth shown = ch_judge_shows(j, duty, j->silent ? NULL : &state.how);
    state.met = shown == CH_TRUE;
    j->workspace->duties[j->duty_count++] = state;
    if (state.met)
        ch_finding_add_quiet(j, CH_CLAUSE_DUTY, &duty->entry, CHARTER_OUTCOME_MET, CHARTER_EFFECT_FORBID);
    else if (shown == CH_UNKNOWN && (duty->due == CH_BEFORE || ch_duty_overdue(j, duty)))
        find_day_unknown(j, duty, state.how, open ? CHARTER_EFFECT_FORBID : effect);
    /* What detectors alone ask for weighs as they do. Where silence may ask for more, the weaker breach would hide
     * it. */
    else if (ch_duty_overdue(j, duty) && open && effect < CHARTER_EFFECT_FORBID)
        find_unasked(j, duty);
    else if (ch_duty_overdue(j, duty))
        find_overdue(j, duty, state.how, effect);
    else
        /* Due later, or before a use that is only planned: no finding, so no exception waives it. */
        j->open_before = j->open_before || duty->due == CH_BEFORE;
}

void ch_judge_duties(ch_judging *j)
{
    asked a = ask_for_duties(j);
    if (ch_set_empty(&a.all) && ch_set_empty(&a.perhaps) && !j->every_clause)
        return;
    for (uint32_t i = 0; i < j->version->duties.count; i++) {
        const ch_duty *duty = &j->version->duties.items[i];
        bool perhaps = ch_set_has(&a.perhaps, i);
        if (ch_set_has(&a.all, i) && ch_period_holds(duty->entry.period, j->day))
            judge_duty(j, duty, effect_of(&a, i), perhaps);
        else if (perhaps && ch_duty_would_count(j, i))
            find_unasked(j, duty);
        else
            ch_finding_add_quiet(j, CH_CLAUSE_DUTY, &duty->entry, CHARTER_OUTCOME_NOT_APPLICABLE,
                                 CHARTER_EFFECT_FORBID);
    }
}
