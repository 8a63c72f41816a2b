/* Which of the charter's names one that it does not list may have meant: for findings and for what is missing alike. */
#include "base/suggest.h"
#include "judge/judging.h"

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
