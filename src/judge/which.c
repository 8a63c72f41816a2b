/* Which: uses made of a charter's entries, one after the other, judged as declarations are. Nothing is written down and
 * read again: what is tried takes the place of what the declaration says, node for node, so that a use costs no more
 * than its judgement. How uses are told is report/'s. */
#include "judge/which.h"

#include <stdlib.h>

#include "base/options.h"
#include "judge/trial.h"

CH_OPTIONS_END_WITH(charter_which_options, every);

/* One of the three that may be tried. */
typedef struct axis {
    ch_vocabulary vocabulary;
    bool every;
    uint32_t count, at; /* where it is not tried, one use stands for it */
} axis;

enum { ACTIVITY, TOOL, DATA, AXES };

struct charter_which {
    charter_judge *judge;
    const ch_version *version;
    charter_day at;
    charter_declaration declaration; /* whose names are replaced */
    ch_node activity, tool, data, class;
    axis axes[AXES];
    bool begun;
};

const ch_version *ch_which_version(const charter_which *which)
{
    return which->version;
}

const charter_diagnostics *charter_which_errors(const charter_which *which)
{
    return charter_verdict_errors(&which->judge->verdict);
}

/* ---- the walk ---- */

static const ch_entry *entry_at(const charter_which *w, int number)
{
    const axis *a = &w->axes[number];
    return a->every ? ch_vocabulary_entry(w->version, a->vocabulary, a->at) : NULL;
}

/* The next place, the last axis first; false after the last. */
static bool step(charter_which *w)
{
    if (!w->begun) {
        w->begun = true;
        for (int i = 0; i < AXES; i++)
            if (w->axes[i].count == 0)
                return false;
        return true;
    }
    for (int i = AXES; i-- > 0;) {
        if (++w->axes[i].at < w->axes[i].count)
            return true;
        w->axes[i].at = 0;
    }
    return false;
}

static bool is_in_force(const charter_which *w)
{
    for (int i = 0; i < AXES; i++) {
        const ch_entry *entry = entry_at(w, i);
        if (entry != NULL && !ch_period_holds(entry->period, w->at))
            return false;
    }
    return true;
}

static ch_text id_at(const charter_which *w, int number)
{
    const ch_entry *entry = entry_at(w, number);
    return entry == NULL ? CH_NO_TEXT : entry->id;
}

static void put_names(charter_which *w)
{
    if (w->axes[ACTIVITY].every)
        w->activity.text = id_at(w, ACTIVITY);
    if (w->axes[TOOL].every)
        w->tool.text = w->declaration.tool_name = id_at(w, TOOL);
    if (w->axes[DATA].every)
        w->class.text = id_at(w, DATA);
}

/* The tool itself, with what is missing: no other is asked for. */
static bool find_conditions(charter_judge *judge)
{
    const ch_judging *j = &judge->judging;
    charter_verdict *v = &judge->verdict;
    if (v->decision != CHARTER_DECISION_UNDETERMINED || v->tool == NULL || v->tool->status == CH_BANNED)
        return true;
    ch_trial *trial = ch_trial_of(judge);
    ch_alternative *own = ch_arena_take(&judge->arena, sizeof *own);
    if (trial == NULL || own == NULL)
        return false;
    v->alternatives = own;
    if (ch_trial_begin(trial, j) && ch_trial_search(trial, (uint32_t)(v->tool - v->version->tools.items), own))
        v->alternative_count = 1;
    return !ch_judging_failed(j);
}

charter_status charter_which_next(charter_which *w, charter_cell *cell)
{
    do
        if (!step(w))
            return CHARTER_END;
    while (!is_in_force(w));
    put_names(w);
    const charter_verdict *verdict;
    charter_status status = charter_judge_declaration(w->judge, &w->declaration, &verdict);
    if (status == CHARTER_OK && !find_conditions(w->judge))
        status = CHARTER_NO_MEMORY;
    if (status == CHARTER_OK)
        *cell = (charter_cell){id_at(w, ACTIVITY), id_at(w, TOOL), id_at(w, DATA), verdict};
    return status;
}

/* ---- opening ---- */

static ch_node name_node(const ch_node *like)
{
    return (ch_node){.kind = CH_SCALAR, .span = like == NULL ? (ch_span){0, 0} : ch_node_caret(like)};
}

static void prepare(charter_which *w, const charter_declaration *declaration, uint64_t every)
{
    static const struct {
        ch_vocabulary vocabulary;
        uint64_t flag;
    } rows[AXES] = {[ACTIVITY] = {CH_VOCABULARY_ACTIVITIES, CHARTER_EVERY_ACTIVITY},
                    [TOOL] = {CH_VOCABULARY_TOOLS, CHARTER_EVERY_TOOL},
                    [DATA] = {CH_VOCABULARY_DATA, CHARTER_EVERY_DATA}};
    w->declaration = *declaration;
    for (int i = 0; i < AXES; i++) {
        bool tried = (every & rows[i].flag) != 0;
        uint32_t count = tried ? ch_vocabulary_size(w->version, rows[i].vocabulary) : 1;
        w->axes[i] = (axis){rows[i].vocabulary, tried, count, 0};
    }
    w->activity = name_node(declaration->activity);
    w->tool = name_node(declaration->tool);
    w->class = name_node(declaration->data);
    w->data = (ch_node){.kind = CH_LIST, .count = 1, .span = w->class.span, .first = &w->class, .last = &w->class};
    if (w->axes[ACTIVITY].every)
        w->declaration.activity = &w->activity;
    if (w->axes[TOOL].every)
        w->declaration.tool = &w->tool;
    if (w->axes[DATA].every)
        w->declaration.data = &w->data;
}

charter_status charter_which_open_sized(charter_which **out, const charter *the_charter,
                                        const charter_declaration *declaration, const charter_which_options *options,
                                        size_t options_size)
{
    const uint64_t known = CHARTER_EVERY_ACTIVITY | CHARTER_EVERY_TOOL | CHARTER_EVERY_DATA;
    charter_which_options o;
    *out = NULL;
    if (options == NULL || !ch_options_copy(&o, sizeof o, options, options_size) || !ch_is_day(o.at) ||
        (o.every & ~known) != 0 || ch_charter_on(the_charter, o.at) == NULL)
        return CHARTER_UNKNOWN;
    charter_which *w = calloc(1, sizeof *w);
    if (w == NULL)
        return CHARTER_NO_MEMORY;
    const charter_judge_options judging = {.at = o.at};
    charter_status status = charter_judge_new(&w->judge, the_charter, &judging);
    if (status != CHARTER_OK) {
        free(w);
        return status;
    }
    w->at = o.at;
    w->version = ch_charter_on(the_charter, o.at);
    prepare(w, declaration, o.every);
    *out = w;
    return CHARTER_OK;
}

void charter_which_close(charter_which *w)
{
    if (w == NULL)
        return;
    charter_judge_free(w->judge);
    free(w);
}
