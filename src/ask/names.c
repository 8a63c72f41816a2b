/* The charter's names in a sentence: ids, aliases and titles in force. Of those that overlap the longest counts. */
#include "ask/mention.h"
#include "base/suggest.h"

#include <limits.h>

#define LETTERS_MIN 2

static const struct {
    charter_vocabulary listed;
    ch_vocabulary vocabulary;
} vocabularies[] = {
    {CHARTER_LISTED_ACTIVITIES, CH_VOCABULARY_ACTIVITIES},
    {CHARTER_LISTED_TOOLS, CH_VOCABULARY_TOOLS},
    {CHARTER_LISTED_DATA, CH_VOCABULARY_DATA},
};

#define VOCABULARIES (sizeof vocabularies / sizeof *vocabularies)

static const ch_names *names_of(const ch_version *v, charter_vocabulary vocabulary)
{
    switch (vocabulary) {
    case CHARTER_LISTED_ACTIVITIES:
        return &v->activity_names;
    case CHARTER_LISTED_TOOLS:
        return &v->tool_names;
    default:
        return &v->class_names;
    }
}

/* ---- the names ---- */

/* An activity "other" is no reason to find it in every sentence. */
static bool says_something(const ch_sentence *name)
{
    if (name->count != 1)
        return name->count > 1;
    return name->words[0].bare.length >= LETTERS_MIN &&
           (!ch_word_does(&name->words[0], CH_WORD_SMALL) || ch_word_does(&name->words[0], CH_WORD_CONTENT));
}

static bool add_names(ch_understanding_work *work, ch_known_name *into, size_t v)
{
    const ch_names *names = names_of(work->version, vocabularies[v].listed);
    for (uint32_t i = 0; i < names->count; i++) {
        const ch_listed_name *listed = &names->items[i];
        const ch_entry *entry = ch_vocabulary_entry(work->version, vocabularies[v].vocabulary, listed->entry);
        ch_known_name *name = &into[work->name_count];
        if (!ch_period_holds(entry->period, work->day))
            continue;
        if (!ch_sentence_read(&name->words, listed->shown, work->sentence.known, true, work->arena))
            return false;
        name->vocabulary = vocabularies[v].listed;
        name->listed = listed;
        work->name_count += says_something(&name->words);
    }
    return true;
}

bool ch_ask_find_names(ch_understanding_work *work)
{
    uint32_t count = 0;
    for (size_t v = 0; v < VOCABULARIES; v++)
        count += names_of(work->version, vocabularies[v].listed)->count;
    ch_known_name *names = ch_arena_take_many(work->arena, (size_t)count + 1, sizeof *names);
    work->names = names;
    for (size_t v = 0; v < VOCABULARIES && names != NULL; v++)
        if (!add_names(work, names, v))
            return false;
    return names != NULL;
}

/* ---- one name at one place ---- */

typedef struct fit {
    uint32_t to; /* behind its last word; 0: it is not there */
    bool exact;  /* letter case aside */
} fit;

/* Plurals of a product's name are other words: "otters" is no Otter. Without its accents a French word may be an
 * English one: "resumes" are no summaries. */
static bool is_word(const ch_sentence *s, const ch_word *word, const ch_known_name *name, const ch_word *wanted)
{
    if (name->vocabulary == CHARTER_LISTED_TOOLS && name->words.count == 1)
        return ch_text_same(word->bare, wanted->bare);
    if (word->adjective > 0 && word->adjective == wanted->adjective)
        return true;
    return s->english ? ch_words_same(word->folded, wanted->folded) : ch_words_same(word->bare, wanted->bare);
}

/* Articles within a name may be others, or lack: "compte rendu de la réunion". */
static bool may_lack(const ch_known_name *name, const ch_word *word)
{
    return name->words.count > 1 && ch_word_does(word, CH_WORD_ARTICLE | CH_WORD_OF);
}

static fit fit_name(const ch_sentence *s, uint32_t from, const ch_known_name *name)
{
    fit f = {.to = from, .exact = true};
    uint32_t next = 0;
    while (next < name->words.count) {
        const ch_word *wanted = &name->words.words[next];
        if (f.to >= s->count)
            return (fit){0};
        const ch_word *word = &s->words[f.to];
        if (next > 0 && !ch_gap_is_soft(word->gap) && ch_gap_is_soft(wanted->gap))
            return (fit){0};
        if (is_word(s, word, name, wanted)) {
            f.exact = f.exact && ch_text_same(word->folded, wanted->folded);
            f.to++;
            next++;
        } else if (next > 0 && may_lack(name, wanted) && next + 1 < name->words.count) {
            f.exact = false;
            next++;
        } else if (next > 0 && may_lack(name, word)) {
            f.exact = false;
            f.to++;
        } else {
            return (fit){0};
        }
    }
    return f;
}

/* Most names begin with another letter. */
static bool may_begin(const ch_word *word, const ch_known_name *name)
{
    return word->bare.at[0] == name->words.words[0].bare.at[0];
}

/* Behind the longest name that begins at a word and ends before another; 0: there is none. */
static uint32_t longest_at(const ch_understanding_work *work, uint32_t from, uint32_t before)
{
    uint32_t longest = 0;
    for (uint32_t i = 0; i < work->name_count; i++) {
        if (!may_begin(ch_ask_word(work, from), &work->names[i]))
            continue;
        fit f = fit_name(&work->sentence, from, &work->names[i]);
        longest = f.to > longest && f.to <= before ? f.to : longest;
    }
    return longest;
}

/* ---- mentions ---- */

ch_mention *ch_ask_add(ch_understanding_work *work, const ch_mention *mention)
{
    /* As many as there are words, three times: one of each vocabulary may stand at each. */
    ch_mention *added = &work->mentions[work->count++];
    *added = *mention;
    return added;
}

/* What is written letter for letter comes before what is forgiven, and a title, or what a catalogue calls it, behind
 * both. */
static unsigned rank(const ch_known_name *name, fit f)
{
    return (f.exact ? 0U : 2U) + (name->listed->kind >= CH_BY_TITLE);
}

static bool has_entry(const ch_mention *m, size_t entry)
{
    for (uint32_t i = 0; i < m->entry_count; i++)
        if (m->entries[i] == entry)
            return true;
    return false;
}

/* A product's name that has a capital or a digit within, or a second word, is no ordinary word. */
static bool is_ordinary(const ch_sentence *name)
{
    uint32_t words = 0;
    for (uint32_t i = 0; i < name->count; i++) {
        if (name->words[i].shaped)
            return false;
        words += !ch_word_does(&name->words[i], CH_WORD_ARTICLE);
    }
    return words == 1;
}

/* Where this name ends that is to fill the words from `from` to `to`; rank UINT_MAX: it does not. */
static unsigned rank_between(const ch_understanding_work *work, const ch_known_name *name, uint32_t from, uint32_t to)
{
    if (!may_begin(ch_ask_word(work, from), name))
        return UINT_MAX;
    fit f = fit_name(&work->sentence, from, name);
    return f.to == to ? rank(name, f) : UINT_MAX;
}

/* Of one vocabulary: what the words from `from` to `to` name. */
static bool add_mention(ch_understanding_work *work, charter_vocabulary vocabulary, uint32_t from, uint32_t to)
{
    ch_mention m = {.vocabulary = vocabulary, .from = from, .to = to, .ordinary = true};
    unsigned best = UINT_MAX;
    uint32_t fitting = 0;
    for (uint32_t i = 0; i < work->name_count; i++) {
        unsigned its =
            work->names[i].vocabulary == vocabulary ? rank_between(work, &work->names[i], from, to) : UINT_MAX;
        fitting += its != UINT_MAX;
        best = its < best ? its : best;
    }
    if (fitting == 0)
        return true;
    m.entries = ch_arena_take_many(work->arena, fitting, sizeof *m.entries);
    if (m.entries == NULL)
        return false;
    for (uint32_t i = 0; i < work->name_count; i++) {
        const ch_known_name *name = &work->names[i];
        unsigned its = name->vocabulary == vocabulary ? rank_between(work, name, from, to) : UINT_MAX;
        if (its == UINT_MAX)
            continue;
        m.ordinary = m.ordinary && is_ordinary(&name->words);
        if (its > best)
            continue;
        /* As an author writes it, rather than by the id: that is what a tool is called. */
        m.name = m.name.at == NULL || name->listed->kind == CH_BY_ALIAS ? name->listed->shown : m.name;
        if (!has_entry(&m, name->listed->entry))
            m.entries[m.entry_count++] = name->listed->entry;
    }
    m.kind = m.entry_count > 1 ? CHARTER_MENTION_AMBIGUOUS : CHARTER_MENTION_TAKEN;
    ch_ask_add(work, &m);
    return true;
}

/* The same words may name a tool and an activity: which of them is meant, nobody can tell. */
static bool add_mentions(ch_understanding_work *work, uint32_t from, uint32_t to)
{
    uint32_t first = work->count;
    for (size_t v = 0; v < VOCABULARIES; v++)
        if (!add_mention(work, vocabularies[v].listed, from, to))
            return false;
    for (uint32_t i = first; i < work->count && work->count - first > 1; i++)
        work->mentions[i].kind = CHARTER_MENTION_AMBIGUOUS;
    return true;
}

/* Words that a name may still take, from one on. */
static uint32_t free_until(const uint32_t *taken, uint32_t from, uint32_t count)
{
    uint32_t to = from;
    while (to < count && taken[to] == 0)
        to++;
    return to;
}

/* Takes the longest name of all, then the longest of what is left, and so on. `taken` becomes, by word, 1 + the end of
 * the name that begins there, or 1 within one. */
static void take_longest(const ch_understanding_work *work, uint32_t *ends, uint32_t *taken)
{
    uint32_t count = work->sentence.count;
    for (uint32_t i = 0; i < count; i++)
        ends[i] = longest_at(work, i, count);
    for (;;) {
        uint32_t best = 0, best_length = 0;
        for (uint32_t i = 0; i < count; i++) {
            uint32_t length =
                ends[i] == 0 ? 0 : ch_ask_word(work, ends[i] - 1)->at.end - ch_ask_word(work, i)->at.start;
            if (length > best_length) {
                best = i;
                best_length = length;
            }
        }
        if (best_length == 0)
            return;
        uint32_t end = ends[best], free = free_until(taken, best, count);
        /* A longer one has some of its words: perhaps a shorter name fits before it. */
        ends[best] = 0;
        if (free < end) {
            ends[best] = free == best ? 0 : longest_at(work, best, free);
            continue;
        }
        taken[best] = 1 + end;
        for (uint32_t i = best + 1; i < end; i++)
            taken[i] = 1;
    }
}

bool ch_ask_find_mentions(ch_understanding_work *work)
{
    uint32_t count = work->sentence.count;
    uint32_t *ends = ch_arena_take_many(work->arena, (size_t)count + 1, sizeof *ends);
    uint32_t *taken = ch_arena_take_many(work->arena, (size_t)count + 1, sizeof *taken);
    work->covered = ch_arena_take_many(work->arena, (size_t)count + 1, sizeof *work->covered);
    work->mentions = ch_arena_take_many(work->arena, ((size_t)count + 1) * VOCABULARIES, sizeof *work->mentions);
    if (ends == NULL || taken == NULL || work->covered == NULL || work->mentions == NULL)
        return false;
    take_longest(work, ends, taken);
    for (uint32_t i = 0; i < count; i++) {
        if (taken[i] > 1 && !add_mentions(work, i, taken[i] - 1))
            return false;
        if (taken[i] > 0)
            work->covered[i] = work->count;
    }
    return true;
}

/* ---- near names ---- */

uint32_t ch_ask_nearest(const ch_understanding_work *work, charter_vocabulary vocabulary, ch_text words,
                        size_t entries[CH_NEAREST])
{
    unsigned distances[CH_NEAREST];
    uint32_t count = 0;
    for (uint32_t i = 0; i < work->name_count; i++) {
        const ch_listed_name *listed = work->names[i].listed;
        ch_suggestion s = ch_suggest(words);
        if (work->names[i].vocabulary != vocabulary)
            continue;
        ch_suggest_try(&s, listed->folded);
        if (s.best.at == NULL)
            continue;
        uint32_t at = 0;
        while (at < count && entries[at] != listed->entry)
            at++;
        if (at < count && distances[at] <= s.distance)
            continue;
        /* A place of its own, or the last one's where that is farther away; then up to where it belongs. */
        if (at == count && count < CH_NEAREST)
            count++;
        else if (at == count && distances[--at] <= s.distance)
            continue;
        for (; at > 0 && distances[at - 1] > s.distance; at--) {
            entries[at] = entries[at - 1];
            distances[at] = distances[at - 1];
        }
        entries[at] = listed->entry;
        distances[at] = s.distance;
    }
    return count;
}
