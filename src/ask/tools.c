/* What more belongs to a tool's name than the charter lists: "ChatGPT Plus" is not ChatGPT, and the judge is to see
 * what was written. Which words before and behind are a product's, small lists say (words.c); where the name can be
 * nothing but a product's (ChatGPT, DeepL), so is any word with a capital beside it. */
#include "ask/mention.h"

static bool is_beside(const ch_understanding_work *work, uint32_t word, uint32_t gap)
{
    return word < work->sentence.count && work->covered[word] == 0 && ch_gap_is_soft(gap) &&
           !(gap & CH_GAP_APOSTROPHE) && !ch_ask_word(work, word)->opaque;
}

/* A number is a product's where nothing is counted behind it: "DeepL 3", but not "avec DeepL 3 notes". */
static bool counts_nothing(const ch_understanding_work *work, uint32_t number)
{
    uint32_t next = number + 1;
    return next >= work->sentence.count || !ch_gap_is_soft(ch_ask_word(work, next)->gap) ||
           (work->covered[next] == 0 &&
            ch_word_does(ch_ask_word(work, next), CH_WORD_SMALL | CH_WORD_OFFER | CH_WORD_OFFER_NAME) &&
            !ch_word_does(ch_ask_word(work, next), CH_WORD_CONTENT));
}

static bool is_number(const ch_word *w)
{
    return w->bare.at[0] >= '0' && w->bare.at[0] <= '9';
}

static bool belongs_behind(const ch_understanding_work *work, const ch_mention *m)
{
    uint32_t word = m->to;
    if (!is_beside(work, word, ch_gap_behind(&work->sentence, m->to - 1)))
        return false;
    const ch_word *w = ch_ask_word(work, word);
    if (is_number(w))
        return counts_nothing(work, word);
    if (ch_word_does(w, CH_WORD_OFFER))
        return true;
    if (!w->capital || work->sentence.loud)
        return false;
    return ch_word_does(w, CH_WORD_OFFER_NAME) || (!m->ordinary && w->roles == 0);
}

static bool belongs_before(const ch_understanding_work *work, const ch_mention *m)
{
    if (m->from == 0 || !is_beside(work, m->from - 1, ch_ask_word(work, m->from)->gap))
        return false;
    const ch_word *w = ch_ask_word(work, m->from - 1);
    if (ch_word_does(w, CH_WORD_VENDOR))
        return true;
    /* A sentence's first word has a capital whatever it is. */
    return !m->ordinary && w->roles == 0 && w->capital && m->from > 1 && !work->sentence.loud;
}

static void extend(ch_understanding_work *work, uint32_t number)
{
    ch_mention *m = &work->mentions[number];
    uint32_t from = m->from, to = m->to;
    for (; belongs_behind(work, m); m->to++)
        work->covered[m->to] = number + 1;
    for (; belongs_before(work, m); m->from--)
        work->covered[m->from - 1] = number + 1;
    bool plus = (ch_gap_behind(&work->sentence, m->to - 1) & CH_GAP_PLUS) != 0;
    if (m->from == from && m->to == to && !plus)
        return;
    size_t start = ch_ask_word(work, m->from)->at.start, end = ch_ask_word(work, m->to - 1)->at.end + (plus ? 1 : 0);
    m->as_written = (ch_text){work->sentence.text.at + start, end - start};
    /* What has more to its name is no ordinary word any more. */
    m->ordinary = false;
}

void ch_ask_extend_tools(ch_understanding_work *work)
{
    for (uint32_t i = 0; i < work->count; i++)
        if (work->mentions[i].vocabulary == CHARTER_LISTED_TOOLS)
            extend(work, i);
}
