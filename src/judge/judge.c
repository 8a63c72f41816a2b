/* The judge: its memory, and the public calls. What is judged, and in which order, is in steps.c; what a verdict
 * says is read in verdict.c. */
#include <stdlib.h>

#include "judge/traces.h"
#include "judge/trial.h"
#include "base/options.h"

CH_OPTIONS_END_WITH(charter_judge_options, wants);

/* ---- steps ---- */

/* Done on a day to come; a day more is forgiven: it is already tomorrow elsewhere. */
static bool is_to_come(const ch_judging *j)
{
    return j->stage == CH_DONE && j->day != CHARTER_NO_DAY && j->day > j->at + 1;
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
    } else if (j->day == CHARTER_NO_DAY) {
        ch_finding_at(j, &f, "stage");
        f.message = ch_say("a use that is done is judged on its own day, and no date is declared");
        f.help = ch_say("add date: with the day of the use, such as date: 2026-03-31");
    } else if (is_to_come(j)) {
        ch_finding_at(j, &f, "date");
        f.message = ch_with_day(ch_say("the use is said to be done, and its date, %s, is still to come"), 0, j->day);
        f.help = ch_say("correct the date, or write stage: planned");
    } else {
        ch_finding_at(j, &f, "date");
        f.message = ch_with_day(ch_say("no charter is in force on %s"), 0, j->day);
        f.help = ch_say("ask for the charter of that day, or declare the day on which the use takes place");
    }
    ch_finding_add(j, f);
}

static void begin(charter_judge *judge, ch_judging *j, const charter_declaration *declaration)
{
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
    j->day = declaration->stage_unread ? CHARTER_NO_DAY : j->stage == CH_DONE ? declaration->date : j->at;
    if (j->day != CHARTER_NO_DAY && !is_to_come(j))
        j->version = ch_charter_on(judge->charter, j->day);
    judge->verdict =
        (charter_verdict){.declaration = declaration, .at = j->at, .day = CHARTER_NO_DAY, .errors = &judge->errors};
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
        v->day = j->day;
    }
    /* A collection that has failed may lack an error: its being empty says nothing. */
    return j->judge->errors.errors == 0 && !j->judge->errors.failed;
}

/* Only what the charter lists as the tool is asked, as of the day on which it was measured. */
static charter_status take_measured(ch_judging *j, charter_verdict *v)
{
    const charter_declaration *declaration = j->declaration;
    for (const charter_diagnostic *e = declaration->errors->first; e != NULL; e = e->next)
        ch_diagnostics_add(&j->judge->errors, e);
    bool readable = j->judge->errors.errors == 0;
    j->day = declaration->date == CHARTER_NO_DAY ? j->at : declaration->date;
    j->version = v->version = ch_charter_on(j->judge->charter, j->day);
    v->day = j->day;
    v->measured = readable;
    v->decision = readable ? CHARTER_DECISION_UNDETERMINED : CHARTER_DECISION_INVALID;
    if (!readable || j->version == NULL || declaration->tool_name.length == 0)
        return ch_judging_failed(j) ? CHARTER_NO_MEMORY : CHARTER_OK;
    ch_resolved found =
        ch_resolve_tool(j->version, j->day, declaration->tool_name, ch_judging_arena(j), j->judge->matcher);
    if (found.failed)
        return CHARTER_NO_MEMORY;
    j->tool = v->tool = found.number == CH_NOT_FOUND ? NULL : &j->version->tools.items[found.number];
    ch_judge_footprint(j, &v->footprint);
    return ch_judging_failed(j) ? CHARTER_NO_MEMORY : CHARTER_OK;
}

static charter_status judge_all(charter_judge *judge, const charter_declaration *declaration)
{
    ch_judging *j = &judge->judging;
    charter_verdict *v = &judge->verdict;
    begin(judge, j, declaration);
    if (declaration->measured)
        return take_measured(j, v);
    if (!is_readable(j, v)) {
        v->decision = CHARTER_DECISION_INVALID;
        return ch_judging_failed(j) ? CHARTER_NO_MEMORY : CHARTER_OK;
    }
    if (j->version == NULL) {
        find_no_charter(j);
        conclude(j, v);
        return ch_judging_failed(j) ? CHARTER_NO_MEMORY : CHARTER_OK;
    }
    /* Detectors come after names: whether what they find is declared depends on what the classes mean. */
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
    if (j->tool == NULL || v->decision == CHARTER_DECISION_COMPLIANT)
        return;
    for (uint32_t i = 0; i < j->tool->instead.count; i++) {
        const ch_tool *other = &j->version->tools.items[j->tool->instead.items[i]];
        if (other->status != CH_BANNED && ch_period_holds(other->entry.period, j->day))
            j->judge->alternatives[v->alternative_count++] = (ch_alternative){.tool = j->tool->instead.items[i]};
    }
}

charter_status ch_judge_trace(charter_judge *judge, const charter_declaration *declaration, const ch_trace_case *traced)
{
    ch_judging *j = &judge->judging;
    begin(judge, j, declaration);
    /* There is a version: a search is opened only on a day on which one is in force. */
    j->tool = traced->tool;
    ch_bind_declaration(j);
    ch_bind_tool(j);
    ch_judge_trace_clauses(j, traced);
    /* Nothing is masked: names and patterns are the charter's, and of files only their paths are told. */
    ch_judge_exceptions(j);
    conclude(j, &judge->verdict);
    judge->verdict.traces = &traced->found;
    offer_instead(j, &judge->verdict);
    return ch_judge_offences(judge) && !ch_judging_failed(j) ? CHARTER_OK : CHARTER_NO_MEMORY;
}

static bool wants(const charter_judge *judge, uint64_t what)
{
    return (judge->options.wants & what) != 0;
}

charter_status charter_judge_declaration(charter_judge *judge, const charter_declaration *declaration,
                                         const charter_verdict **out)
{
    *out = &judge->verdict;
    charter_status status = judge_all(judge, declaration);
    if (status != CHARTER_OK)
        return status;
    /* Masked before anything keeps it: what cannot be masked is not given. Alternatives still read the declaration
     * as it was written, since masking changes only what the verdict shows. */
    bool use = !declaration->measured;
    bool good = (!use || ch_judge_missing(judge)) && ch_mask_verdict(judge) &&
                (!wants(judge, CHARTER_WANTS_OFFENCES) || ch_judge_offences(judge)) &&
                (!wants(judge, CHARTER_WANTS_CHAINS) || ch_judge_chains(judge)) &&
                (!use || !judge->options.alternatives || ch_judge_alternatives(judge)) &&
                (!judge->keeps || ch_judge_retain_verdict(judge, out));
    return good ? CHARTER_OK : CHARTER_NO_MEMORY;
}

/* ---- the judge ---- */

#define SCRATCH_MAX ((size_t)4096) /* bytes of a line that is made to be pasted */

/* All results fit, so that ch_finding_add asks for no memory and cannot fail: a clause that stands once has one
 * finding at the most, and so has each entry of a family. */
static bool make_workspace(ch_workspace *workspace, size_t findings, size_t duties, size_t slots, size_t rules)
{
    /* One more of each than needed: a charter may have none, and nobody asks for no memory. */
    workspace->findings = calloc(findings + 1, sizeof *workspace->findings);
    workspace->duties = calloc(duties + 1, sizeof *workspace->duties);
    workspace->slots = calloc(slots + 1, sizeof *workspace->slots);
    workspace->rule_when = calloc(rules + 1, 1);
    workspace->rule_require = calloc(rules + 1, 1);
    return workspace->findings != NULL && workspace->duties != NULL && workspace->slots != NULL &&
           workspace->rule_when != NULL && workspace->rule_require != NULL;
}

static void free_workspace(ch_workspace *workspace)
{
    free(workspace->findings);
    free(workspace->duties);
    free(workspace->slots);
    free(workspace->rule_when);
    free(workspace->rule_require);
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* One piece for all clauses, behind the first one. */
static bool make_waivers(ch_waivers *waivers, const size_t counts[CH_CLAUSE_COUNT], size_t slots)
{
    size_t all = 0;
    for (int clause = 0; clause < CH_CLAUSE_COUNT; clause++)
        all += counts[clause];
    waivers->slots = calloc(slots + 1, sizeof *waivers->slots);
    waivers->items[0] = calloc(all + 1, sizeof *waivers->items[0]);
    if (waivers->slots == NULL || waivers->items[0] == NULL)
        return false;
    for (int clause = 1; clause < CH_CLAUSE_COUNT; clause++)
        waivers->items[clause] = waivers->items[clause - 1] + counts[clause - 1];
    return true;
}

static bool make_workspaces(charter_judge *judge)
{
    size_t findings = 0, duties = 0, slots = 0, rules = 0, tools = 0, waivers[CH_CLAUSE_COUNT] = {0};
    /* For the largest version: which one judges is known with the day of each declaration. */
    for (size_t i = 0; i < judge->charter->count; i++) {
        const ch_version *v = &judge->charter->versions[i];
        size_t families = (size_t)v->detectors.count + v->duties.count + v->rules.count + v->exceptions.count;
        findings = larger(findings, CH_CLAUSE_COUNT + families);
        duties = larger(duties, v->duties.count);
        slots = larger(slots, v->scope.count);
        rules = larger(rules, v->rules.count);
        tools = larger(tools, v->tools.count);
        for (int clause = 0; clause < CH_CLAUSE_COUNT; clause++)
            waivers[clause] = larger(waivers[clause], v->waivers[clause].count);
    }
    judge->alternatives = calloc(tools + 1, sizeof *judge->alternatives);
    judge->lacking = calloc(slots + 1, 1);
    judge->lacking_of_finding = calloc(slots + 1, 1);
    judge->scratch = ch_buffer_init(SCRATCH_MAX);
    /* A charter has a version at the least. NOLINTNEXTLINE(clang-analyzer-optin.portability.UnixAPI) */
    judge->scans = calloc(judge->charter->count, sizeof *judge->scans);
    /* At once, so that a line that does not fit is too long, and nothing else. */
    return ch_buffer_room(&judge->scratch, SCRATCH_MAX) != NULL && judge->alternatives != NULL &&
           judge->scans != NULL && judge->lacking != NULL && judge->lacking_of_finding != NULL &&
           make_waivers(&judge->waivers, waivers, slots) &&
           make_workspace(&judge->workspace, findings, duties, slots, rules) &&
           make_workspace(&judge->trial, findings, duties, slots, rules);
}

charter_status charter_judge_new_sized(charter_judge **out, const charter *the_charter,
                                       const charter_judge_options *options, size_t options_size)
{
    *out = NULL;
    charter_judge_options o;
    if (options == NULL || !ch_options_copy(&o, sizeof o, options, options_size) || !ch_is_day(o.at) ||
        (o.wants & ~(CHARTER_WANTS_OFFENCES | CHARTER_WANTS_CHAINS | CHARTER_WANTS_MET | CHARTER_WANTS_MEASURED)) != 0)
        return CHARTER_UNKNOWN;
    charter_judge *judge = *out = calloc(1, sizeof *judge);
    if (judge == NULL)
        return CHARTER_NO_MEMORY;
    judge->charter = the_charter;
    judge->options = o;
    judge->evaluator = ch_evaluator_new();
    if (judge->evaluator != NULL && make_workspaces(judge)) {
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
    free_workspace(&judge->workspace);
    free_workspace(&judge->trial);
    free(judge->waivers.slots);
    free(judge->waivers.items[0]);
    for (size_t i = 0; judge->scans != NULL && i < judge->charter->count; i++)
        if (judge->scans[i].memory != NULL)
            ch_scan_clear(&judge->scans[i]);
    free(judge->scans);
    free(judge->alternatives);
    free(judge->lacking);
    free(judge->lacking_of_finding);
    ch_trial_free(judge->trials);
    ch_buffer_clear(&judge->scratch);
    /* The matcher is the evaluator's, and goes with it. */
    ch_evaluator_free(judge->evaluator);
    ch_judge_release(judge);
    ch_diagnostics_clear(&judge->errors);
    ch_arena_clear(&judge->arena);
    free(judge);
}
