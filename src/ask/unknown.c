/* What stands in the place of a name and is none that the charter lists: told, with the nearest names, and never
 * taken. A tool's place is behind "with"; an activity's at the beginning, or behind "to"; a class's beside a word for
 * content. */
#include "ask/mention.h"

static bool is_free(const ch_understanding_work *work, uint32_t word)
{
    const ch_word *w = ch_ask_word(work, word);
    return work->covered[word] == 0 && !w->opaque && w->quotation == 0;
}

static bool add_unknown(ch_understanding_work *work, charter_vocabulary vocabulary, uint32_t from, uint32_t to,
                        bool near_alone)
{
    const ch_sentence *s = &work->sentence;
    ch_text written = {s->text.at + s->words[from].at.start, s->words[to - 1].at.end - s->words[from].at.start};
    ch_mention m = {.vocabulary = vocabulary, .kind = CHARTER_MENTION_UNKNOWN, .from = from, .to = to};
    m.entries = ch_arena_take_many(work->arena, CH_NEAREST, sizeof *m.entries);
    if (m.entries == NULL)
        return false;
    m.entry_count = ch_ask_nearest(work, vocabulary, to - from == 1 ? s->words[from].folded : written, m.entries);
    if (near_alone && m.entry_count == 0)
        return true;
    ch_ask_add(work, &m);
    for (uint32_t i = from; i < to; i++)
        work->covered[i] = work->count;
    return true;
}

static bool is_governed_by(const ch_understanding_work *work, uint32_t word, uint32_t roles)
{
    for (; word > 0 && ch_gap_is_soft(ch_ask_word(work, word)->gap & ~(uint32_t)CH_GAP_QUOTE); word--) {
        uint32_t before = word - 1;
        while (before > 0 && ch_ask_word(work, before)->phrase == 0)
            before--;
        const ch_word *w = ch_ask_word(work, before);
        if (work->covered[word - 1] > 0)
            return false;
        if (ch_word_does(w, roles))
            return true;
        if (!ch_word_does(w, CH_WORD_ARTICLE))
            return false;
        word = before + 1;
    }
    return false;
}

/* ---- tools ---- */

static bool is_number(const ch_word *w)
{
    return w->bare.at[0] >= '0' && w->bare.at[0] <= '9';
}

/* ChatGPT, Foobar, gpt-4o. */
static bool looks_like_product(const ch_understanding_work *work, uint32_t word)
{
    const ch_word *w = ch_ask_word(work, word);
    bool numbered = word + 1 < work->sentence.count && ch_ask_word(work, word + 1)->gap == CH_GAP_HYPHEN &&
                    is_number(ch_ask_word(work, word + 1));
    return w->capital || w->shaped || numbered;
}

/* Behind the last word of what may be a product's name. */
static uint32_t end_of_product(const ch_understanding_work *work, uint32_t word, bool *shaped)
{
    uint32_t from = word;
    for (; word < work->sentence.count && is_free(work, word); word++) {
        const ch_word *w = ch_ask_word(work, word);
        if (!looks_like_product(work, word) || ch_word_does(w, CH_WORD_SMALL) ||
            (word > from && !ch_gap_is_soft(w->gap)))
            break;
        *shaped = *shaped || w->shaped || (is_number(w) && word > from);
    }
    return word;
}

bool ch_ask_find_products(ch_understanding_work *work)
{
    for (uint32_t i = 0; i < work->sentence.count; i++) {
        bool free = is_free(work, i) && (ch_ask_word(work, i)->roles & ~(uint32_t)CH_WORD_VENDOR) == 0;
        bool with = free && is_governed_by(work, i, CH_WORD_WITH);
        if (!with && !(free && is_governed_by(work, i, CH_WORD_ON)))
            continue;
        bool shaped = false;
        uint32_t to = work->sentence.loud ? i : end_of_product(work, i, &shaped);
        bool product = to > i && (with || shaped);
        uint32_t number = work->count;
        if (!add_unknown(work, CHARTER_LISTED_TOOLS, i, product ? to : i + 1, !product))
            return false;
        /* The judge may know it by a pattern; where a name has but a capital, it may be anybody's. */
        if (work->count > number && product && shaped) {
            ch_mention *m = &work->mentions[number];
            size_t start = ch_ask_word(work, m->from)->at.start;
            m->as_written = (ch_text){work->sentence.text.at + start, ch_ask_word(work, to - 1)->at.end - start};
        }
    }
    return true;
}

/* ---- activities ---- */

static bool is_named(const ch_understanding_work *work, charter_vocabulary vocabulary)
{
    for (uint32_t i = 0; i < work->count; i++)
        if (work->mentions[i].vocabulary == vocabulary &&
            (work->mentions[i].kind == CHARTER_MENTION_TAKEN || work->mentions[i].kind == CHARTER_MENTION_AMBIGUOUS))
            return true;
    return false;
}

/* French infinitives; of English, nothing shows a verb. */
static bool looks_like_verb(const ch_word *w)
{
    size_t n = w->bare.length;
    return n > 4 && w->bare.at[n - 1] == 'r' ? w->bare.at[n - 2] == 'e' || w->bare.at[n - 2] == 'i'
                                             : n > 4 && w->bare.at[n - 1] == 'e' && w->bare.at[n - 2] == 'r';
}

static bool find_activity(ch_understanding_work *work)
{
    if (is_named(work, CHARTER_LISTED_ACTIVITIES))
        return true;
    for (uint32_t i = 0; i < work->sentence.count; i++) {
        const ch_word *w = ch_ask_word(work, i);
        if (!is_free(work, i) || (w->roles & ~(uint32_t)(CH_WORD_MAKES | CH_WORD_FRENCH | CH_WORD_ENGLISH)) != 0)
            continue;
        bool first = i == 0, after = i > 0 && (!w->capital || work->sentence.loud) && work->covered[i - 1] == 0 &&
                                     ch_gap_is_soft(w->gap) && is_governed_by(work, i, CH_WORD_INTO) &&
                                     !ch_word_does(ch_ask_word(work, i - 1), CH_WORD_ARTICLE);
        if (!first && !after)
            continue;
        bool verb = looks_like_verb(w) || ch_word_does(w, CH_WORD_MAKES) || (after && work->sentence.english);
        uint32_t before = work->count;
        if (!add_unknown(work, CHARTER_LISTED_ACTIVITIES, i, i + 1, !verb))
            return false;
        if (work->count > before)
            return true;
    }
    return true;
}

/* ---- classes ---- */

static bool is_beside_content(const ch_understanding_work *work, uint32_t word)
{
    uint32_t last = work->sentence.count - 1;
    bool before = word > 0 && ch_gap_is_soft(ch_ask_word(work, word)->gap) &&
                  ch_word_does(ch_ask_word(work, word - 1), CH_WORD_CONTENT);
    bool behind = word < last && ch_gap_is_soft(ch_ask_word(work, word + 1)->gap) &&
                  ch_word_does(ch_ask_word(work, word + 1), CH_WORD_CONTENT);
    return before || behind;
}

static bool find_classes(ch_understanding_work *work)
{
    enum { LETTERS_MIN = 4 };
    for (uint32_t i = 0; i < work->sentence.count; i++) {
        const ch_word *w = ch_ask_word(work, i);
        if (is_free(work, i) && w->roles == 0 && w->bare.length >= LETTERS_MIN && is_beside_content(work, i) &&
            !add_unknown(work, CHARTER_LISTED_DATA, i, i + 1, true))
            return false;
    }
    return true;
}

bool ch_ask_find_unknown(ch_understanding_work *work)
{
    return find_activity(work) && find_classes(work);
}
