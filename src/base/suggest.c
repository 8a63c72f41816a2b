/* suggest: distances between words: the optimal string alignment form of Damerau-Levenshtein, on bytes. Which words
 * come into question is left to the caller. */
#include "base/suggest.h"

#include "base/french.h"

/* Bounds what a misspelt word can cost: 64 times 64 steps for each candidate. */
#define LONGEST 64

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static unsigned distance(ch_text a, ch_text b)
{
    /* Three rows will do: a swap of letters looks two rows back. */
    unsigned rows[3][LONGEST + 1];
    for (unsigned j = 0; j <= b.length; j++)
        rows[0][j] = j;
    for (unsigned i = 1; i <= a.length; i++) {
        unsigned *row = rows[i % 3], *above = rows[(i - 1) % 3], *two_above = rows[(i + 1) % 3];
        row[0] = i;
        for (unsigned j = 1; j <= b.length; j++) {
            bool same = lower(a.at[i - 1]) == lower(b.at[j - 1]);
            row[j] = least(above[j - 1] + (same ? 0 : 1), least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && lower(a.at[i - 1]) == lower(b.at[j - 2]) && lower(a.at[i - 2]) == lower(b.at[j - 1]))
                row[j] = least(row[j], two_above[j - 2] + 1);
        }
    }
    return rows[a.length % 3][b.length];
}

/* As a set of 64, in which several share a place. */
static uint64_t letters_of(ch_text word)
{
    uint64_t letters = 0;
    for (size_t i = 0; i < word.length; i++)
        letters |= (uint64_t)1 << ((unsigned char)lower(word.at[i]) % 64);
    return letters;
}

/* The distance is no smaller: each letter that one word lacks takes a change of its own. */
static unsigned least_distance(uint64_t a, uint64_t b)
{
    int lacking = __builtin_popcountll(a & ~b), more = __builtin_popcountll(b & ~a);
    return (unsigned)(lacking > more ? lacking : more);
}

/* The part of a dotted name before its first dot: "usage" of "usage.output". `*name` becomes the rest. */
static ch_text take_part(ch_text *name)
{
    const char *dot = ch_text_find(*name, '.');
    ch_text part = {name->at, dot == NULL ? name->length : (size_t)(dot - name->at)};
    size_t taken = part.length + (dot != NULL);
    *name = (ch_text){name->at + taken, name->length - taken};
    return part;
}

static bool is_French(ch_text word)
{
    for (ch_text rest = word; rest.length > 0;)
        if (ch_french_find(take_part(&rest)) != NULL)
            return true;
    return false;
}

static bool part_means(ch_text part, ch_text meant)
{
    const ch_french *row = ch_french_find(part);
    for (size_t i = 0; row != NULL && i < CH_FRENCH_MEANINGS && row->meant[i] != NULL; i++)
        if (ch_text_is(meant, row->meant[i]))
            return true;
    return ch_text_same(part, meant);
}

/* Part by part, for names of conditions: "outil.statut". */
static bool means(ch_text word, ch_text candidate)
{
    while (word.length > 0 && candidate.length > 0)
        if (!part_means(take_part(&word), take_part(&candidate)))
            return false;
    return word.length == 0 && candidate.length == 0;
}

ch_suggestion ch_suggest(ch_text word)
{
    return (ch_suggestion){.word = word, .letters = letters_of(word), .french = is_French(word)};
}

void ch_suggest_try(ch_suggestion *suggestion, ch_text candidate)
{
    ch_text word = suggestion->word;
    if (word.length == 0 || word.length > LONGEST || candidate.length > LONGEST)
        return;
    if (suggestion->french && (suggestion->best.at == NULL || suggestion->distance > 0) && means(word, candidate)) {
        suggestion->best = candidate;
        suggestion->distance = 0;
        return;
    }
    size_t longer = word.length > candidate.length ? word.length : candidate.length;
    size_t shorter = word.length > candidate.length ? candidate.length : word.length;
    /* What costs least comes first: most candidates are too long, too short or of other letters. */
    if ((longer - shorter) * 3 > longer)
        return;
    if (least_distance(suggestion->letters, letters_of(candidate)) * 3 > longer)
        return;
    unsigned apart = distance(word, candidate);
    if (apart * 3 > longer || (suggestion->best.at != NULL && apart >= suggestion->distance))
        return;
    suggestion->best = candidate;
    suggestion->distance = apart;
}

ch_message ch_help_with_texts(ch_arena *arena, ch_text word, const ch_text *words, uint32_t count)
{
    ch_suggestion suggestion = ch_suggest(word);
    ch_buffer all = ch_buffer_init(2048);
    for (uint32_t i = 0; i < count; i++) {
        ch_suggest_try(&suggestion, words[i]);
        if (i > 0)
            ch_buffer_literal(&all, ", ");
        ch_buffer_add(&all, words[i]);
    }
    ch_text list = ch_arena_text(arena, ch_buffer_text(&all));
    ch_buffer_clear(&all);
    if (suggestion.best.at != NULL)
        return ch_of_ours(ch_say1("did you mean \"%s\"?", suggestion.best), 1);
    return list.length == 0 ? CH_SILENCE : ch_of_ours(ch_say1("write one of: %s", list), 1);
}

const char *charter_nearest(const char *word, const char *const *known, size_t count)
{
    ch_suggestion suggestion = ch_suggest(ch_text_of(word));
    for (size_t i = 0; i < count; i++)
        ch_suggest_try(&suggestion, ch_text_of(known[i]));
    return suggestion.best.at;
}
