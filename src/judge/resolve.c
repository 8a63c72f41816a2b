/* Resolving names: by id, then alias, then pattern, among the entries in force. */
#include "judge/resolve.h"

/* One pass over the entries that bear `name`: as their ids, or as aliases. */
static uint32_t find_in_force(const ch_version *version, ch_vocabulary vocabulary, const ch_index *names,
                              ch_text name, bool alias, ch_day day, const ch_entry **lapsed)
{
    ch_index_walk walk = ch_index_find(names, name);
    for (uint32_t found; (found = ch_index_next(names, &walk)) != CH_NOT_FOUND;) {
        if ((found & 1) != alias)
            continue;
        const ch_entry *entry = ch_vocabulary_entry(version, vocabulary, found / 2);
        if (ch_period_holds(entry->period, day))
            return found / 2;
        if (*lapsed == NULL)
            *lapsed = entry;
    }
    return CH_NOT_FOUND;
}

static ch_resolved find_name(const ch_version *version, ch_vocabulary vocabulary, const ch_index *names,
                             const ch_name *name, ch_day day)
{
    ch_resolved r = {.suspicion = name->suspicion, .failed = name->folded.at == NULL};
    r.number = find_in_force(version, vocabulary, names, name->folded, false, day, &r.lapsed);
    if (r.number == CH_NOT_FOUND && name->suspicion == CH_NAME_PLAIN)
        r.number = find_in_force(version, vocabulary, names, name->folded, true, day, &r.lapsed);
    return r;
}

ch_resolved ch_resolve_activity(const ch_version *version, ch_day day, ch_text text, ch_arena *arena)
{
    ch_name name = ch_name_read(arena, text);
    return find_name(version, CH_VOCABULARY_ACTIVITIES, &version->activity_names, &name, day);
}

ch_resolved ch_resolve_class(const ch_version *version, ch_day day, ch_text text, ch_arena *arena)
{
    ch_name name = {.folded = ch_name_fold(arena, text)};
    return find_name(version, CH_VOCABULARY_DATA, &version->class_names, &name, day);
}

/* Of several patterns that match, the strictest status wins, then the charter's order. A limit that was
 * reached might have hidden a stricter one: unless the match is already the strictest, all is undecided. */
static void find_pattern(const ch_version *version, ch_day day, ch_text shown, ch_matcher *matcher,
                         ch_resolved *r)
{
    int strictest = 0;
    for (uint32_t i = 0; i < version->tools.count; i++) {
        const ch_tool *tool = &version->tools.items[i];
        if (tool->pattern == NULL || tool->status <= strictest || !ch_period_holds(tool->entry.period, day))
            continue;
        ch_match match = ch_pattern_find(tool->pattern, matcher, shown);
        r->limit = r->limit || match == CH_MATCH_LIMIT;
        if (match != CH_MATCH_YES)
            continue;
        r->number = i;
        strictest = tool->status;
    }
    if (strictest == CH_BANNED)
        r->limit = false;
    if (r->limit)
        r->number = CH_NOT_FOUND;
}

ch_resolved ch_resolve_tool(const ch_version *version, ch_day day, ch_text text, ch_arena *arena,
                            ch_matcher *matcher)
{
    ch_name name = ch_name_read(arena, text);
    ch_resolved r = find_name(version, CH_VOCABULARY_TOOLS, &version->tool_names, &name, day);
    if (r.number == CH_NOT_FOUND && version->some_pattern && name.suspicion == CH_NAME_PLAIN)
        find_pattern(version, day, name.shown, matcher, &r);
    return r;
}
