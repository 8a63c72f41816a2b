/* Resolving names: by id, then alias, then title, then pattern, then by what a catalogue calls a tool, among the
 * entries in force. What follows where a name is not listed is for clauses.c. */
#include "judge/resolve.h"

#include "base/person.h"

static const ch_entry *bearer(const ch_version *version, ch_vocabulary vocabulary, const ch_listed_name *name)
{
    return ch_vocabulary_entry(version, vocabulary, name->entry);
}

/* What the charter lists letter for letter is listed, however suspect it looks. */
static bool may_match(const ch_name *declared, const ch_listed_name *listed)
{
    return declared->suspicion == CH_NAME_PLAIN || ch_text_same(declared->shown, listed->shown);
}

/* The entries in force that bear `name`: as each kind of name, the first one. */
static ch_resolved find_name(const ch_version *version, ch_vocabulary vocabulary, const ch_names *names,
                             const ch_name *name, ch_day day)
{
    uint32_t first[CH_BY_CATALOGUE] = {CH_NOT_FOUND, CH_NOT_FOUND, CH_NOT_FOUND};
    bool shared = false; /* a title of two entries names neither */
    ch_resolved r = {.number = CH_NOT_FOUND,
                     .variant = CH_NOT_FOUND,
                     .suspicion = name->suspicion,
                     .failed = name->folded.at == NULL};
    ch_index_walk walk = ch_index_find(&names->folded, name->folded);
    for (uint32_t found; (found = ch_index_next(&names->folded, &walk)) != CH_NOT_FOUND;) {
        const ch_listed_name *listed = &names->items[found];
        const ch_entry *entry = bearer(version, vocabulary, listed);
        if (listed->kind == CH_BY_CATALOGUE || !may_match(name, listed))
            continue;
        /* Not listed on that day, but the message can say since when, or from when on. */
        if (!ch_period_holds(entry->period, day)) {
            r.lapsed = r.lapsed == NULL ? entry : r.lapsed;
            continue;
        }
        uint32_t *of_kind = &first[listed->kind];
        shared = shared || (listed->kind == CH_BY_TITLE && *of_kind != CH_NOT_FOUND && *of_kind != listed->entry);
        *of_kind = *of_kind == CH_NOT_FOUND ? listed->entry : *of_kind;
    }
    for (int kind = CH_BY_ID; kind < CH_BY_CATALOGUE && r.number == CH_NOT_FOUND; kind++)
        /* By id before alias before title, whatever comes first in the charter: nobody takes another's id by a
         * title. */
        r.number = kind == CH_BY_TITLE && shared ? CH_NOT_FOUND : first[kind];
    return r;
}

ch_resolved ch_resolve_activity(const ch_version *version, ch_day day, ch_text text, ch_arena *arena)
{
    ch_name name = ch_name_read(arena, text);
    return find_name(version, CH_VOCABULARY_ACTIVITIES, &version->activity_names, &name, day);
}

ch_resolved ch_resolve_class(const ch_version *version, ch_day day, ch_text text, ch_arena *arena)
{
    ch_name name = ch_name_read(arena, text);
    return find_name(version, CH_VOCABULARY_DATA, &version->class_names, &name, day);
}

/* ---- tools alone ---- */

/* Of several patterns that match, the strictest status wins, then the charter's order. A limit that was
 * reached might have hidden a stricter one: unless the match is already the strictest, all is undecided. */
static void find_pattern(const ch_version *version, ch_day day, ch_text shown, bool of_catalogue, ch_matcher *matcher,
                         ch_resolved *r)
{
    int strictest = 0;
    for (uint32_t i = 0; i < version->tools.count; i++) {
        const ch_tool *tool = &version->tools.items[i];
        const ch_pattern *pattern = of_catalogue ? tool->catalogue_pattern : tool->pattern;
        /* One that could not be stricter than what has matched is not even searched: its limit would be no reason
         * to doubt. */
        if (pattern == NULL || tool->status <= strictest || !ch_period_holds(tool->entry.period, day))
            continue;
        ch_match match = ch_pattern_find(pattern, matcher, shown);
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

/* Two tools of one title: it names neither of them, nor what looks like a variant of it. */
static bool is_shared_title(const ch_version *version, const ch_listed_name *title, ch_day day)
{
    const ch_names *names = &version->tool_names;
    ch_index_walk walk = ch_index_find(&names->folded, title->folded);
    for (uint32_t found; (found = ch_index_next(&names->folded, &walk)) != CH_NOT_FOUND;) {
        const ch_listed_name *other = &names->items[found];
        if (other->kind == CH_BY_TITLE && other->entry != title->entry &&
            ch_period_holds(bearer(version, CH_VOCABULARY_TOOLS, other)->period, day))
            return true;
    }
    return false;
}

/* What is asked for variants: up to which kind of names. */
typedef struct variants {
    const ch_version *version;
    ch_day day;
    ch_name_kind last;
} variants;

/* A name of these words that a tool in force bears: a banned one's, where there is one. */
static const ch_listed_name *find_words(const variants *of, ch_text words)
{
    const ch_version *version = of->version;
    const ch_names *names = &version->tool_names;
    const ch_listed_name *best = NULL;
    ch_index_walk walk = ch_index_find(&names->words, words);
    for (uint32_t found; (found = ch_index_next(&names->words, &walk)) != CH_NOT_FOUND;) {
        const ch_listed_name *name = &names->items[found];
        const ch_tool *tool = &version->tools.items[name->entry];
        if (name->kind > of->last || !ch_period_holds(tool->entry.period, of->day) ||
            (name->kind == CH_BY_TITLE && is_shared_title(version, name, of->day)))
            continue;
        if (tool->status == CH_BANNED)
            return name;
        best = best == NULL ? name : best;
    }
    return best;
}

/* Less its last word, or its first; empty where it has but one. */
static ch_text shortened(ch_text words, bool at_end)
{
    size_t space = at_end ? words.length : 0;
    while (at_end ? space > 0 && words.at[space - 1] != ' ' : space < words.length && words.at[space] != ' ')
        at_end ? space-- : space++;
    if (at_end)
        return (ch_text){words.at, space == 0 ? 0 : space - 1};
    return space == words.length ? (ch_text){words.at, 0} : (ch_text){words.at + space + 1, words.length - space - 1};
}

/* The longest listed name that `words` begin with (`at_end`: what is cut off stands at the end), or end with. */
static const ch_listed_name *find_side(const variants *of, ch_text words, bool at_end)
{
    const ch_listed_name *found = NULL;
    for (; words.length > 0 && found == NULL; words = shortened(words, at_end))
        found = find_words(of, words);
    return found;
}

static bool is_banned_tool(const ch_version *version, uint32_t number)
{
    return number != CH_NOT_FOUND && version->tools.items[number].status == CH_BANNED;
}

static bool is_banned(const ch_version *version, const ch_listed_name *name)
{
    return name != NULL && is_banned_tool(version, name->entry);
}

/* "GitHub Copilot", "ChatGPT Plus": a listed name with more words before or behind it. Of both sides, a banned one. */
static void find_variant(const variants *of, ch_text words, ch_resolved *r)
{
    const ch_listed_name *begins = find_side(of, words, true), *ends = find_side(of, words, false);
    const ch_listed_name *found =
        begins == NULL || (is_banned(of->version, ends) && !is_banned(of->version, begins)) ? ends : begins;
    if (found == NULL)
        return;
    r->variant = found->entry;
    r->variant_name = found->shown;
}

/* ---- by what a catalogue calls a tool ---- */

static void ask_catalogue(const ch_version *version, ch_day day, const ch_name *name, ch_arena *arena,
                          ch_matcher *matcher, ch_resolved *r)
{
    ch_text letters = ch_name_letters(arena, name->folded);
    uint32_t known = letters.at == NULL ? CH_NOT_FOUND : ch_index_get(&version->catalogue_names, letters);
    /* A pattern that takes too long matches nothing: the tool stays unlisted, as it is without the catalogue. */
    ch_resolved by = {.number = CH_NOT_FOUND};
    if (known == CH_NOT_FOUND)
        find_pattern(version, day, name->shown, true, matcher, &by);
    uint32_t number = known == CH_NOT_FOUND ? by.number : version->catalogue.items[known].tool;
    const ch_tool *tool = number == CH_NOT_FOUND ? NULL : &version->tools.items[number];
    bool banned = is_banned_tool(version, r->variant);
    if (tool == NULL)
        r->known = known == CH_NOT_FOUND ? NULL : &version->catalogue.items[known];
    else if (!ch_period_holds(tool->entry.period, day))
        r->lapsed = r->lapsed == NULL ? &tool->entry : r->lapsed;
    else if (!banned || tool->status == CH_BANNED)
        r->number = number;
}

ch_resolved ch_resolve_tool(const ch_version *version, ch_day day, ch_text text, ch_arena *arena, ch_matcher *matcher)
{
    ch_name name = ch_name_read(arena, text);
    ch_resolved r = find_name(version, CH_VOCABULARY_TOOLS, &version->tool_names, &name, day);
    /* A suspect name matches no pattern: one that is made to look like an approved tool would else be it. */
    if (r.number == CH_NOT_FOUND && version->some_pattern && name.suspicion == CH_NAME_PLAIN)
        find_pattern(version, day, name.shown, false, matcher, &r);
    if (r.number != CH_NOT_FOUND || r.failed || r.limit)
        return r;
    ch_text words = ch_name_words(arena, name.folded);
    /* Suspect names too: a banned tool's name with a letter of another script is a variant of it. */
    variants of = {version, day, CH_BY_TITLE};
    if (words.at != NULL)
        find_variant(&of, words, &r);
    if (version->catalogue.count == 0 || words.at == NULL)
        return r;
    if (name.suspicion == CH_NAME_PLAIN && r.lapsed == NULL)
        ask_catalogue(version, day, &name, arena, matcher, &r);
    /* The charter's own names first: a longer one of the catalogue's may be a milder tool's. */
    of.last = CH_BY_CATALOGUE;
    if (r.number == CH_NOT_FOUND && !is_banned_tool(version, r.variant))
        find_variant(&of, words, &r);
    return r;
}

static bool bears_words(const ch_version *version, ch_day day, ch_text words)
{
    const ch_names *names = &version->tool_names;
    ch_index_walk walk = ch_index_find(&names->words, words);
    for (uint32_t found; (found = ch_index_next(&names->words, &walk)) != CH_NOT_FOUND;)
        if (ch_period_holds(bearer(version, CH_VOCABULARY_TOOLS, &names->items[found])->period, day))
            return true;
    return false;
}

bool ch_resolve_is_tool(const ch_version *version, ch_day day, ch_text text, ch_arena *arena)
{
    /* Of people patterns and variants are never asked: they would take somebody's name for a tool's. */
    ch_person_form forms = ch_person_forms(text, CH_LITERAL(""));
    for (ch_person_form form = CH_PERSON_WRITTEN; form < forms; form++) {
        ch_text words = ch_person_words(arena, text, form);
        if (words.at == NULL || bears_words(version, day, words))
            return true;
    }
    return false;
}
