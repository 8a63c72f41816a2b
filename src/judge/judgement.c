/* One judgement, from the day to the verdict. What a date without a day comes to is days.c's. */
#include "judge/judging.h"

/* Done on a day to come; a day more is forgiven: it is already tomorrow elsewhere. */
static bool is_to_come(const ch_judging *j)
{
    return j->stage == CH_DONE && j->day != CHARTER_NO_DAY && j->day > j->at + 1;
}

/* On some of the days that its date may mean another charter is in force, or none. */
static void find_no_day(const ch_judging *j, charter_finding *f)
{
    ch_days date = j->declaration->date;
    ch_finding_at(j, f, "date");
    f->message = ch_say1(date.last > j->at + 1
                             ? N_("the use is said to be done, and some days of its date, %s, are still to come")
                             : N_("the use is dated %s, and not one charter is in force on all of these days"),
                         ch_text_days(ch_judging_arena(j), date));
    f->help = ch_say("write the day of the use, such as 2026-03-31");
}

/* The day that was judged on, or the days of which it is one. */
static ch_message say_date(const ch_judging *j, const char *message)
{
    const ch_tried_day *tried = &j->judge->tried[0];
    bool open = j->judge->tried_count > 0 && tried->slot == CH_SLOT_DATE;
    return open ? ch_say1(message, ch_text_days(ch_judging_arena(j), tried->days))
                : ch_with_day(ch_say(message), 0, j->day);
}

/* Undetermined, and not invalid: what the declaration says can only be checked by the charter of its day. No other
 * clause is asked, since nobody knows which they are. */
static void find_no_charter(ch_judging *j)
{
    charter_finding f = {.clause = CH_CLAUSE_CHARTER_PERIOD,
                         .outcome = CHARTER_OUTCOME_UNDETERMINED,
                         .effect = CHARTER_EFFECT_FORBID,
                         .own = CHARTER_EFFECT_FORBID,
                         .concern_unknown = true};
    if (j->declaration->stage_unread) {
        ch_finding_at(j, &f, NULL);
        f.message =
            ch_say("what the register says of the stage could not be read: whether the use has begun is not known");
        f.help = ch_say("add the word to the table of values under stage in the intake mapping");
    } else if (j->judge->tries_too_many) {
        ch_finding_at(j, &f, NULL);
        f.message = ch_say("too many dates of this declaration say no day: not all that they may mean can be tried");
        f.help = ch_say("write the days of the dates, or leave out dates that nobody needs");
    } else if (!ch_days_settled(j->declaration->date)) {
        find_no_day(j, &f);
    } else if (j->day == CHARTER_NO_DAY) {
        ch_finding_at(j, &f, "stage");
        f.message = ch_say("a use that is done is judged on its own day, and no date is declared");
        f.help = ch_say("add date: with the day of the use, such as date: 2026-03-31");
    } else if (is_to_come(j)) {
        ch_finding_at(j, &f, "date");
        f.message = say_date(j, N_("the use is said to be done, and its date, %s, is still to come"));
        f.help = ch_say("correct the date, or write stage: planned");
    } else {
        ch_finding_at(j, &f, "date");
        f.message = say_date(j, N_("no charter is in force on %s"));
        f.help = ch_say("ask for the charter of that day, or declare the day on which the use takes place");
    }
    ch_finding_add(j, f);
}

void ch_judgement_begin(charter_judge *judge, const charter_declaration *declaration)
{
    ch_judging *j = &judge->judging;
    /* Here the last verdict dies: it borrows from the arena. */
    if (!judge->keeps)
        ch_arena_reset(&judge->arena);
    ch_diagnostics_reset(&judge->errors);
    memset(judge->waivers.known, 0, sizeof judge->waivers.known);
    judge->waivers.slots_set = false;
    *j = (ch_judging){
        .judge = judge,
        .declaration = declaration,
        .at = judge->options.at,
        .stage = declaration->stage == 0 ? CH_PLANNED : declaration->stage,
        .workspace = &judge->workspace,
        .tool_name = declaration->tool_name,
        .tool_model = declaration->tool_model,
        .every_clause = judge->options.every_clause,
        .met_clauses = judge->options.every_clause || (judge->options.wants & CHARTER_WANTS_MET) != 0,
    };
    /* A use that is done is judged by the charter of its own day. Where a register's word for the stage is not
     * known, neither is the day: to guess would choose the charter. */
    ch_day date = ch_days_settled(declaration->date) ? declaration->date.first : CHARTER_NO_DAY;
    j->day = declaration->stage_unread ? CHARTER_NO_DAY : j->stage == CH_DONE ? date : j->at;
    if (j->day != CHARTER_NO_DAY && !is_to_come(j) && !judge->tries_too_many)
        j->version = ch_charter_on(judge->charter, j->day);
    judge->verdict =
        (charter_verdict){.declaration = declaration, .at = j->at, .days = CH_NO_DAYS, .errors = &judge->errors};
}

void ch_judgement_conclude(const ch_judging *j, charter_verdict *v)
{
    v->decision = ch_judge_decide(j);
    v->days = ch_days_of(j->day);
    v->version = j->version;
    v->activity = j->activity;
    v->tool = j->tool;
    v->data = j->facts.data;
    v->declared = j->declared;
    v->some_text = j->detections.some_text && j->detections.looks;
    v->some_unread = j->detections.unread != NULL && j->detections.looks;
    v->found = j->detections.found;
    v->findings = j->workspace->findings;
    v->finding_count = j->finding_count;
    v->duties = j->workspace->duties;
    v->duty_count = j->duty_count;
    v->scanned = j->detections.scanned;
    v->detections = j->detections.items;
    v->detection_count = j->detections.count;
}

/* What could not be read as a declaration, or says what the charter cannot make sense of. The declaration's own
 * faults are copied, since masking changes what is told of them. */
static bool is_readable(ch_judging *j, charter_verdict *v)
{
    const charter_declaration *declaration = j->declaration;
    for (const charter_diagnostic *e = declaration->errors->first; e != NULL; e = e->next)
        ch_diagnostics_add(&j->judge->errors, e);
    if (j->version != NULL && declaration->node != NULL && declaration->node->kind == CH_MAP) {
        ch_bind_declaration(j);
        v->version = j->version;
        v->days = ch_days_of(j->day);
    }
    /* A collection that has failed may lack an error: its being empty says nothing. */
    return j->judge->errors.errors == 0 && !j->judge->errors.failed;
}

charter_status ch_judge_once(charter_judge *judge, const charter_declaration *declaration)
{
    ch_judging *j = &judge->judging;
    charter_verdict *v = &judge->verdict;
    ch_judgement_begin(judge, declaration);
    if (!is_readable(j, v)) {
        v->decision = CHARTER_DECISION_INVALID;
        return ch_judging_failed(j) ? CHARTER_NO_MEMORY : CHARTER_OK;
    }
    if (j->version == NULL) {
        find_no_charter(j);
        ch_judgement_conclude(j, v);
        return ch_judging_failed(j) ? CHARTER_NO_MEMORY : CHARTER_OK;
    }
    /* Detectors come after names: whether what they find is declared depends on what the classes mean. */
    if (!ch_judge_resolve(j) || !ch_judge_detect(j))
        return CHARTER_NO_MEMORY;
    ch_judge_clauses(j);
    ch_judgement_conclude(j, v);
    ch_judge_footprint(j, &v->footprint);
    return ch_judging_failed(j) ? CHARTER_NO_MEMORY : CHARTER_OK;
}

/* Only what the charter lists as the tool is asked, as of the first day on which it may have been measured. */
charter_status ch_judge_measured(charter_judge *judge, const charter_declaration *declaration)
{
    ch_judging *j = &judge->judging;
    charter_verdict *v = &judge->verdict;
    ch_judgement_begin(judge, declaration);
    for (const charter_diagnostic *e = declaration->errors->first; e != NULL; e = e->next)
        ch_diagnostics_add(&judge->errors, e);
    bool readable = judge->errors.errors == 0;
    j->day = declaration->date.first == CHARTER_NO_DAY ? j->at : declaration->date.first;
    j->version = v->version = ch_charter_on(judge->charter, j->day);
    v->days = ch_days_of(j->day);
    v->measured = readable;
    v->decision = readable ? CHARTER_DECISION_UNDETERMINED : CHARTER_DECISION_INVALID;
    if (!readable || j->version == NULL || declaration->tool_name.length == 0)
        return ch_judging_failed(j) ? CHARTER_NO_MEMORY : CHARTER_OK;
    ch_resolved found =
        ch_resolve_tool(j->version, j->day, declaration->tool_name, ch_judging_arena(j), judge->matcher);
    if (found.failed)
        return CHARTER_NO_MEMORY;
    j->tool = v->tool = found.number == CH_NOT_FOUND ? NULL : &j->version->tools.items[found.number];
    ch_judge_footprint(j, &v->footprint);
    return ch_judging_failed(j) ? CHARTER_NO_MEMORY : CHARTER_OK;
}
