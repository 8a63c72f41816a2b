/* The judge: its memory, and the public calls. One judgement is judgement.c's, the days of a date without a day
 * days.c's; what is judged, and in which order, is in steps.c; what a verdict says is read in verdict.c. */
#include <stdlib.h>

#include "judge/facts.h"
#include "judge/traces.h"
#include "judge/trial.h"
#include "base/options.h"

CH_OPTIONS_END_WITH(charter_judge_options, alternatives_most);

/* ---- steps ---- */

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
    ch_judgement_begin(judge, declaration);
    /* There is a version: a search is opened only on a day on which one is in force. */
    j->tool = traced->tool;
    ch_bind_declaration(j);
    ch_bind_tool(j);
    ch_judge_trace_clauses(j, traced);
    /* Nothing is masked: names and patterns are the charter's, and of files only their paths are told. */
    ch_judge_exceptions(j);
    ch_judgement_conclude(j, &judge->verdict);
    judge->verdict.traces = &traced->found;
    offer_instead(j, &judge->verdict);
    return ch_judge_offences(judge) && !ch_judging_failed(j) ? CHARTER_OK : CHARTER_NO_MEMORY;
}

static bool wants(const charter_judge *judge, uint64_t what)
{
    return (judge->options.wants & what) != 0;
}

/* Where each thread has files to itself from their beginnings, or chunks of them in order, a use that is among the
 * first of its file is among the first here: whatever the number of threads. */
static bool offers_more(charter_judge *judge)
{
    const char *file = judge->judging.declaration->source->name;
    if (judge->options.alternatives_most == 0)
        return judge->options.alternatives;
    if (judge->counted.length == 0 || strcmp(judge->counted.at, file) != 0) {
        judge->counted.length = 0;
        ch_buffer_add(&judge->counted, (ch_text){file, strlen(file) + 1});
        memset(judge->offered, 0, sizeof judge->offered);
    }
    return judge->options.alternatives && judge->offered[judge->verdict.decision]++ < judge->options.alternatives_most;
}

charter_status charter_judge_declaration(charter_judge *judge, const charter_declaration *declaration,
                                         const charter_verdict **out)
{
    *out = &judge->verdict;
    charter_status status = ch_judge_on_days(judge, declaration);
    if (status != CHARTER_OK)
        return status;
    judge->offers = offers_more(judge);
    /* Masked before anything keeps it: what cannot be masked is not given. Alternatives still read the declaration
     * as it was written, since masking changes only what the verdict shows. */
    bool use = !declaration->measured;
    bool good = (!use || ch_judge_missing(judge)) && ch_mask_verdict(judge) &&
                (!wants(judge, CHARTER_WANTS_OFFENCES) || ch_judge_offences(judge)) &&
                (!wants(judge, CHARTER_WANTS_CHAINS) || ch_judge_chains(judge)) &&
                (!use || !judge->offers || judge->several_days || ch_judge_alternatives(judge)) &&
                (!use || !wants(judge, CHARTER_WANTS_NEAREST) || ch_judge_nearest(judge)) &&
                (!judge->keeps || ch_judge_retain_verdict(judge, out));
    return good && !judge->counted.failed ? CHARTER_OK : CHARTER_NO_MEMORY;
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
    judge->counted = ch_buffer_init(SIZE_MAX / 2);
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
        (o.wants & ~(CHARTER_WANTS_OFFENCES | CHARTER_WANTS_CHAINS | CHARTER_WANTS_MET | CHARTER_WANTS_NEAREST |
                     CHARTER_WANTS_MEASURED)) != 0)
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

const ch_facts *ch_judge_facts(const charter_judge *judge)
{
    return &judge->judging.facts;
}

ch_evaluator *ch_judge_evaluator(charter_judge *judge)
{
    return judge->evaluator;
}

void ch_judge_set(charter_judge *judge, charter_day at, bool alternatives)
{
    judge->options.at = at;
    judge->options.alternatives = alternatives;
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
    ch_buffer_clear(&judge->counted);
    /* The matcher is the evaluator's, and goes with it. */
    ch_evaluator_free(judge->evaluator);
    ch_judge_release(judge);
    ch_diagnostics_clear(&judge->errors);
    ch_arena_clear(&judge->arena);
    free(judge);
}
