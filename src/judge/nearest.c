/* Which of the charter's names one that it does not list may have meant: for findings, for what is missing and for
 * whoever keeps the charter alike. */
#include "base/suggest.h"
#include "judge/trial.h"

bool ch_may_be_meant(const ch_judging *j, ch_vocabulary vocabulary, uint32_t number)
{
    bool banned = vocabulary == CH_VOCABULARY_TOOLS && j->version->tools.items[number].status == CH_BANNED;
    return !banned && ch_period_holds(ch_vocabulary_entry(j->version, vocabulary, number)->period, j->day);
}

/* How far a name is from an entry's id and titles; UINT32_MAX: not near. */
static unsigned distance_of(ch_text name, const ch_entry *entry)
{
    ch_suggestion suggestion = ch_suggest(name);
    ch_suggest_try(&suggestion, entry->id);
    ch_suggest_try(&suggestion, entry->title.plain);
    for (int lang = 0; lang < CH_LANGS; lang++)
        ch_suggest_try(&suggestion, entry->title.in[lang]);
    return suggestion.best.at == NULL ? UINT32_MAX : suggestion.distance;
}

uint32_t ch_nearest_entries(const ch_judging *j, ch_vocabulary vocabulary, ch_text name,
                            const ch_entry *nearest[CH_NEAREST_MOST])
{
    unsigned distances[CH_NEAREST_MOST];
    uint32_t count = 0;
    for (uint32_t i = 0; i < ch_vocabulary_size(j->version, vocabulary); i++) {
        const ch_entry *entry = ch_vocabulary_entry(j->version, vocabulary, i);
        unsigned distance = ch_may_be_meant(j, vocabulary, i) ? distance_of(name, entry) : UINT32_MAX;
        bool full = count == CH_NEAREST_MOST;
        if (distance == UINT32_MAX || (full && distance >= distances[count - 1]))
            continue;
        uint32_t at = full ? count - 1 : count++;
        for (; at > 0 && distances[at - 1] > distance; at--) {
            distances[at] = distances[at - 1];
            nearest[at] = nearest[at - 1];
        }
        distances[at] = distance;
        nearest[at] = entry;
    }
    return count;
}

/* ---- the tool that an unlisted one may be ---- */

/* By the folded name, so that spellings of one tool are near the same. A name that imitates another, or that an entry
 * out of force bears, is to be no alias; nor is a variant of a banned tool. */
static const ch_tool *nearest_tool(const ch_judging *j)
{
    const ch_resolved *found = &j->tool_found;
    const ch_entry *near[CH_NEAREST_MOST];
    if (found->suspicion != CH_NAME_PLAIN || found->lapsed != NULL || found->limit)
        return NULL;
    if (found->variant != CH_NOT_FOUND)
        return ch_may_be_meant(j, CH_VOCABULARY_TOOLS, found->variant) ? &j->version->tools.items[found->variant]
                                                                       : NULL;
    ch_text name = ch_name_fold(ch_judging_arena(j), j->tool_name);
    bool some = name.at != NULL && ch_nearest_entries(j, CH_VOCABULARY_TOOLS, name, near) > 0;
    return some ? (const ch_tool *)near[0] : NULL;
}

bool ch_judge_nearest(charter_judge *judge)
{
    const ch_judging *j = &judge->judging;
    charter_verdict *v = &judge->verdict;
    if (v->version == NULL || v->tool != NULL || v->decision == CHARTER_DECISION_INVALID)
        return true;
    v->nearest = nearest_tool(j);
    ch_trial *trial = v->nearest == NULL ? NULL : ch_trial_of(judge);
    if (trial != NULL) {
        /* Though no other tool may do better, this one may do otherwise. */
        ch_trial_begin(trial, j);
        v->as_nearest = ch_trial_alias(trial, (uint32_t)(v->nearest - v->version->tools.items));
    }
    return !ch_judging_failed(j) && (v->nearest == NULL || trial != NULL);
}
