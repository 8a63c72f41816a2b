/* What a negation reaches. "Sans X", "rather than X" deny what they govern; "pas", "not" all that follows in the
 * clause, since what is denied may stand at its end ("do not translate it with X"). A class or a tool right behind
 * "not" is all that is denied ("a note that is not public, with X"). */
#include "ask/mention.h"

typedef enum reach { NOTHING, A_NAME, THE_REST } reach;

typedef struct scope {
    reach reach;
    uint32_t denied;               /* mentions */
    charter_vocabulary vocabulary; /* of the last one */
    uint32_t end;                  /* the word behind it */
} scope;

static const ch_mention *mention_at(const ch_understanding_work *work, uint32_t word)
{
    return word < work->sentence.count && work->covered[word] > 0 ? &work->mentions[work->covered[word] - 1] : NULL;
}

/* The mention that begins here, articles left out. */
static const ch_mention *mention_after(const ch_understanding_work *work, uint32_t word)
{
    while (word < work->sentence.count && work->covered[word] == 0 &&
           ch_word_does(ch_ask_word(work, word), CH_WORD_ARTICLE | CH_WORD_OF | CH_WORD_VERY))
        word++;
    return mention_at(work, word);
}

/* "sans ChatGPT, Claude ni Gemini" goes on behind its comma; "sans ChatGPT, avec Claude" does not. */
static bool goes_on(const ch_understanding_work *work, const scope *s, uint32_t word)
{
    const ch_mention *next = mention_after(work, word);
    return s->denied > 0 && s->end == word && next != NULL && next->vocabulary == s->vocabulary;
}

static void end_at_gap(const ch_understanding_work *work, scope *s, uint32_t word)
{
    uint32_t gap = ch_ask_word(work, word)->gap;
    if ((gap & CH_GAP_STOP) || ((gap & CH_GAP_COMMA) && !goes_on(work, s, word)))
        *s = (scope){0};
}

static void begin(const ch_understanding_work *work, scope *s, uint32_t word)
{
    const ch_word *w = ch_ask_word(work, word);
    if (ch_word_does(w, CH_WORD_BARS_REST)) {
        const ch_mention *next = mention_after(work, word + 1);
        bool of_name =
            next != NULL && next->vocabulary != CHARTER_LISTED_ACTIVITIES && (s->reach != THE_REST || s->denied == 0);
        *s = (scope){.reach = of_name ? A_NAME : THE_REST};
    } else if (ch_word_does(w, CH_WORD_BARS_NAME) && s->reach == NOTHING) {
        *s = (scope){.reach = A_NAME};
    }
}

/* "sans données personnelles, avec X"; but "sans travailler avec X". */
static bool governs_no_more(const scope *s, const ch_word *w)
{
    return s->reach == A_NAME && s->denied > 0 &&
           ch_word_does(w, CH_WORD_WITH | CH_WORD_INTO | CH_WORD_ON | CH_WORD_BY) && !ch_word_does(w, CH_WORD_OF);
}

void ch_ask_find_denied(ch_understanding_work *work)
{
    scope s = {0};
    for (uint32_t i = 0; i < work->sentence.count; i++) {
        const ch_word *w = ch_ask_word(work, i);
        uint32_t covered = work->covered[i];
        end_at_gap(work, &s, i);
        if (covered == 0) {
            if (ch_word_does(w, CH_WORD_TURNS) || governs_no_more(&s, w))
                s = (scope){0};
            begin(work, &s, i);
            continue;
        }
        if (s.reach == NOTHING)
            continue;
        /* All that begin here: the same words may stand in two vocabularies. */
        for (uint32_t m = covered; m > 0 && work->mentions[m - 1].from == work->mentions[covered - 1].from; m--)
            work->mentions[m - 1].kind = CHARTER_MENTION_DENIED;
        s.vocabulary = work->mentions[covered - 1].vocabulary;
        s.end = work->mentions[covered - 1].to;
        s.denied++;
    }
}
