/* The judge: its memory, and the public calls. */
#include <stdlib.h>

#include "judge/traces.h"

/* ---- steps ---- */

/* Done on a day to come; a day more is forgiven: it is already tomorrow elsewhere. */
static bool is_to_come(const ch_judging *j)
{
    return j->stage == CH_DONE && j->day != CHARTER_NO_DAY && j->day > j->at + 1;
}

static void find_no_charter(ch_judging *j)
{
    charter_finding f = {.clause = CH_CLAUSE_CHARTER_PERIOD,
                         .outcome = CHARTER_UNDECIDED,
                         .effect = CHARTER_FORBID,
                         .own = CHARTER_FORBID};
    if (j->usage->stage_unread) {
        ch_finding_at(j, &f, NULL);
        f.message =
            ch_say("what the register says of the stage could not be read: whether the use has begun is not known");
        f.help = ch_say("add the word to the table of values under stage in the intake mapping");
    } else if (j->day == CHARTER_NO_DAY) {
        ch_finding_at(j, &f, "stage");
        f.message = ch_say("a use that is done is judged on its own day, and no date is declared");
        f.help = ch_say("add date: with the day of the use, such as date: 2026-03-31");
    } else if (is_to_come(j)) {
        ch_finding_at(j, &f, "date");
        f.message = ch_say1("the use is said to be done, and its date, %s, is still to come",
                            ch_text_day(ch_judging_arena(j), j->day));
        f.help = ch_say("correct the date, or write stage: planned");
    } else {
        ch_finding_at(j, &f, "date");
        f.message = ch_say1("no charter is in force on %s", ch_text_day(ch_judging_arena(j), j->day));
        f.help = ch_say("ask for the charter of that day, or declare the day on which the use takes place");
    }
    ch_find(j, f);
}

static void begin(charter_judge *judge, ch_judging *j, const charter_usage *usage)
{
    if (!judge->keeps)
        ch_arena_reset(&judge->arena);
    ch_diagnostics_reset(&judge->errors);
    *j = (ch_judging){
        .judge = judge,
        .usage = usage,
        .at = judge->options.at,
        .stage = usage->stage == 0 ? CH_PLANNED : usage->stage,
        .room = &judge->room,
        .tool_name = usage->tool_name,
        .tool_model = usage->tool_model,
        .every_clause = judge->options.every_clause,
    };
    j->day = usage->stage_unread ? CHARTER_NO_DAY : j->stage == CH_DONE ? usage->date : j->at;
    if (j->day != CHARTER_NO_DAY && !is_to_come(j))
        j->version = ch_charter_on(judge->charter, j->day);
    judge->verdict = (charter_verdict){.usage = usage, .at = j->at, .day = CHARTER_NO_DAY, .errors = &judge->errors};
}

static void conclude(const ch_judging *j, charter_verdict *v)
{
    v->decision = ch_judge_decide(j);
    v->day = j->day;
    v->version = j->version;
    v->activity = j->activity;
    v->tool = j->tool;
    v->data = j->facts.data;
    v->declared = j->declared;
    v->some_text = j->sightings.some_text;
    v->some_unread = j->sightings.unread != NULL;
    v->findings = j->room->findings;
    v->finding_count = j->finding_count;
    v->duties = j->room->duties;
    v->duty_count = j->duty_count;
    v->sightings = j->sightings.items;
    v->sighting_count = j->sightings.count;
}

/* What could not be read as a declaration, or says what the charter cannot make sense of. */
static bool is_readable(ch_judging *j, charter_verdict *v)
{
    const charter_usage *usage = j->usage;
    for (const charter_diagnostic *e = usage->errors->first; e != NULL; e = e->next)
        ch_diagnostics_add(&j->judge->errors, e);
    if (j->version != NULL && usage->node != NULL && usage->node->kind == CH_MAP) {
        ch_bind_declaration(j);
        v->version = j->version;
        v->day = j->day;
    }
    return j->judge->errors.errors == 0 && !j->judge->errors.failed;
}

static charter_status judge_all(charter_judge *judge, const charter_usage *usage)
{
    ch_judging *j = &judge->judging;
    charter_verdict *v = &judge->verdict;
    begin(judge, j, usage);
    if (!is_readable(j, v)) {
        v->decision = CHARTER_UNREADABLE;
        return ch_judging_failed(j) ? CHARTER_NO_MEMORY : CHARTER_OK;
    }
    if (j->version == NULL) {
        find_no_charter(j);
        conclude(j, v);
        return ch_judging_failed(j) ? CHARTER_NO_MEMORY : CHARTER_OK;
    }
    if (!ch_judge_resolve(j) || !ch_judge_detect(j))
        return CHARTER_NO_MEMORY;
    ch_judge_clauses(j);
    conclude(j, v);
    ch_judge_footprint(j, &v->footprint);
    return ch_judging_failed(j) ? CHARTER_NO_MEMORY : CHARTER_OK;
}

/* What the charter itself offers in a banned tool's place: nothing else is known of the use. */
static void offer_instead(const ch_judging *j, charter_verdict *v)
{
    v->alternatives = j->judge->alternatives;
    if (j->tool == NULL || v->decision == CHARTER_COMPLIANT)
        return;
    for (uint32_t i = 0; i < j->tool->instead.count; i++) {
        const ch_tool *other = &j->version->tools.items[j->tool->instead.items[i]];
        if (other->status != CH_BANNED && ch_period_holds(other->entry.period, j->day))
            j->judge->alternatives[v->alternative_count++] = other->entry.id;
    }
}

charter_status ch_judge_trace(charter_judge *judge, const charter_usage *usage, const ch_trace_case *traced)
{
    ch_judging *j = &judge->judging;
    begin(judge, j, usage);
    j->tool = traced->tool;
    ch_bind_declaration(j);
    ch_bind_tool(j);
    ch_judge_trace_clauses(j, traced);
    ch_judge_exceptions(j);
    conclude(j, &judge->verdict);
    judge->verdict.traces = &traced->found;
    offer_instead(j, &judge->verdict);
    return ch_judging_failed(j) ? CHARTER_NO_MEMORY : CHARTER_OK;
}

charter_status charter_judge_usage(charter_judge *judge, const charter_usage *usage, const charter_verdict **out)
{
    *out = &judge->verdict;
    charter_status status = judge_all(judge, usage);
    if (status != CHARTER_OK)
        return status;
    bool good = ch_mask_verdict(judge) && (!judge->options.alternatives || ch_judge_alternatives(judge)) &&
                (!judge->keeps || ch_judge_keep_verdict(judge, out));
    return good ? CHARTER_OK : CHARTER_NO_MEMORY;
}

/* ---- the judge ---- */

static bool make_room(ch_room *room, size_t findings, size_t duties, size_t slots, size_t rules)
{
    /* One more of each than needed: a charter may have none, and nobody asks for no memory. */
    room->findings = calloc(findings + 1, sizeof *room->findings);
    room->duties = calloc(duties + 1, sizeof *room->duties);
    room->slots = calloc(slots + 1, sizeof *room->slots);
    room->rule_when = calloc(rules + 1, 1);
    room->rule_require = calloc(rules + 1, 1);
    return room->findings != NULL && room->duties != NULL && room->slots != NULL && room->rule_when != NULL &&
           room->rule_require != NULL;
}

static void free_room(ch_room *room)
{
    free(room->findings);
    free(room->duties);
    free(room->slots);
    free(room->rule_when);
    free(room->rule_require);
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static bool make_rooms(charter_judge *judge)
{
    size_t findings = 0, duties = 0, slots = 0, rules = 0, tools = 0;
    for (size_t i = 0; i < judge->charter->count; i++) {
        const ch_version *v = &judge->charter->versions[i];
        size_t families = (size_t)v->detectors.count + v->duties.count + v->rules.count + v->exceptions.count;
        findings = larger(findings, CH_CLAUSE_COUNT + families);
        duties = larger(duties, v->duties.count);
        slots = larger(slots, v->scope.count);
        rules = larger(rules, v->rules.count);
        tools = larger(tools, v->tools.count);
    }
    judge->alternatives = calloc(tools + 1, sizeof *judge->alternatives);
    /* A charter has a version at the least. NOLINTNEXTLINE(clang-analyzer-optin.portability.UnixAPI) */
    judge->scans = calloc(judge->charter->count, sizeof *judge->scans);
    return judge->alternatives != NULL && judge->scans != NULL &&
           make_room(&judge->room, findings, duties, slots, rules) &&
           make_room(&judge->trial, findings, duties, slots, rules);
}

charter_status charter_judge_open(charter_judge **out, const charter *law, const charter_judge_options *options)
{
    charter_judge *judge = *out = calloc(1, sizeof *judge);
    if (judge == NULL)
        return CHARTER_NO_MEMORY;
    judge->charter = law;
    judge->options = *options;
    judge->evaluator = ch_evaluator_new();
    if (judge->evaluator != NULL && make_rooms(judge)) {
        judge->matcher = ch_evaluator_matcher(judge->evaluator);
        return CHARTER_OK;
    }
    charter_judge_free(judge);
    *out = NULL;
    return CHARTER_NO_MEMORY;
}

void charter_judge_free(charter_judge *judge)
{
    if (judge == NULL)
        return;
    free_room(&judge->room);
    free_room(&judge->trial);
    for (size_t i = 0; judge->scans != NULL && i < judge->charter->count; i++)
        if (judge->scans[i].memory != NULL)
            ch_scan_close(&judge->scans[i]);
    free(judge->scans);
    free(judge->alternatives);
    ch_evaluator_free(judge->evaluator);
    ch_judge_forget(judge);
    ch_diagnostics_release(&judge->errors);
    ch_arena_free(&judge->arena);
    free(judge);
}
