/* Names that declare nothing where they stand: parts of words, of people's and of other names; what is quoted; what a
 * text is about, or what is worked on; adjectives that may be of anything. Where it is in doubt, a name is set aside:
 * the judge then asks. */
#include "ask/mention.h"

/* ---- what stands before ---- */

/* Where the phrase begins that `word` is in. */
static uint32_t phrase_of(const ch_understanding_work *work, uint32_t word)
{
    while (word > 0 && ch_ask_word(work, word)->phrase == 0)
        word--;
    return word;
}

static bool passes(uint32_t gap)
{
    return ch_gap_is_soft(gap & ~(uint32_t)CH_GAP_QUOTE);
}

#define NO_WORD UINT32_MAX

/* The word (of a phrase, its first) that governs the one at `word`, articles left out; NO_WORD: none. `*of`: "du" or
 * "des" stood between. */
static uint32_t governor_of(const ch_understanding_work *work, uint32_t word, bool *of)
{
    *of = false;
    for (;;) {
        if (word == 0 || !passes(ch_ask_word(work, word)->gap) || work->covered[word - 1] > 0)
            return NO_WORD;
        word = phrase_of(work, word - 1);
        const ch_word *w = ch_ask_word(work, word);
        if (w->phrase != 1 || !ch_word_does(w, CH_WORD_ARTICLE) || ch_word_does(w, CH_WORD_WITH | CH_WORD_BY))
            return word;
        *of = *of || ch_word_does(w, CH_WORD_OF);
    }
}

/* A note, a file; `word` may be the last of a phrase, or of a name that begins with one. */
static bool is_content(const ch_understanding_work *work, uint32_t word, uint32_t roles)
{
    uint32_t covered = work->covered[word];
    if (ch_word_does(ch_ask_word(work, phrase_of(work, word)), roles))
        return true;
    return covered > 0 && work->mentions[covered - 1].vocabulary == CHARTER_LISTED_ACTIVITIES &&
           ch_word_does(ch_ask_word(work, phrase_of(work, work->mentions[covered - 1].from)), roles);
}

/* "une note sur", "a public report on": what follows is what it is about. */
static bool is_of_a_text(const ch_understanding_work *work, uint32_t word)
{
    if (word == 0)
        return false;
    const ch_word *before = ch_ask_word(work, word - 1);
    uint32_t covered = work->covered[word - 1];
    return before->adjective > 0 || is_content(work, word - 1, CH_WORD_CONTENT) ||
           (covered > 0 && work->mentions[covered - 1].vocabulary == CHARTER_LISTED_DATA);
}

static const ch_mention *mention_before(const ch_understanding_work *work, uint32_t word)
{
    return word == 0 || work->covered[word - 1] == 0 ? NULL : &work->mentions[work->covered[word - 1] - 1];
}

/* The one that this one is listed with: "avec ChatGPT, Gemini ou Claude". */
static const ch_mention *listed_with(const ch_understanding_work *work, const ch_mention *m)
{
    if (m->from == 0)
        return NULL;
    const ch_mention *before = NULL;
    if (ch_ask_word(work, m->from)->gap & CH_GAP_COMMA)
        before = mention_before(work, m->from);
    else if (ch_word_does(ch_ask_word(work, m->from - 1), CH_WORD_JOINS))
        before = mention_before(work, m->from - 1);
    return before != NULL && before->vocabulary == m->vocabulary ? before : NULL;
}

static bool is_about(const ch_understanding_work *work, const ch_mention *m)
{
    bool of;
    uint32_t governor = governor_of(work, m->from, &of);
    if (governor == NO_WORD)
        return false;
    const ch_word *w = ch_ask_word(work, governor);
    if (ch_word_does(w, CH_WORD_ON))
        return is_of_a_text(work, governor);
    return ch_word_does(w, CH_WORD_ABOUT) && !ch_word_does(w, CH_WORD_OF | CH_WORD_INTO | CH_WORD_WITH);
}

/* ---- parts of words and of names ---- */

static bool is_part_of_word(const ch_understanding_work *work, const ch_mention *m)
{
    const ch_word *first = ch_ask_word(work, m->from);
    uint32_t behind = ch_gap_behind(&work->sentence, m->to - 1);
    if (first->opaque)
        return true;
    if (m->from > 0 && ch_gap_joins(first->gap) && !((first->gap & CH_GAP_GLUE) && work->covered[m->from - 1] > 0) &&
        !ch_word_does(ch_ask_word(work, m->from - 1), CH_WORD_BARS_NAME))
        return true;
    if (m->to >= work->sentence.count)
        return false;
    if (behind == CH_GAP_APOSTROPHE)
        return true; /* "Claude's" */
    if (!ch_gap_joins(behind) || (behind & CH_GAP_PLUS))
        return false;
    if ((behind & CH_GAP_GLUE) && work->covered[m->to] > 0)
        return false; /* "ChatGPT/Claude" */
    return !((behind & CH_GAP_HYPHEN) && ch_word_does(ch_ask_word(work, m->to), CH_WORD_PRONOUN));
}

/* A word with a capital that is nothing else than somebody's, or something's, name. */
static bool is_foreign_name(const ch_understanding_work *work, uint32_t word)
{
    const ch_word *w = ch_ask_word(work, word);
    return work->covered[word] == 0 && w->capital && w->roles == 0 && w->adjective == 0;
}

static bool has_name_behind(const ch_understanding_work *work, const ch_mention *m)
{
    uint32_t word = m->to;
    if (word >= work->sentence.count || !ch_gap_is_soft(ch_ask_word(work, word)->gap) ||
        (ch_ask_word(work, word)->gap & CH_GAP_APOSTROPHE))
        return false;
    /* "Claude de Villiers", "Claude Le Goff" */
    if (work->covered[word] == 0 && ch_word_does(ch_ask_word(work, word), CH_WORD_ARTICLE | CH_WORD_OF) &&
        word + 1 < work->sentence.count && ch_gap_is_soft(ch_ask_word(work, word + 1)->gap))
        word++;
    return is_foreign_name(work, word);
}

static bool has_name_before(const ch_understanding_work *work, const ch_mention *m)
{
    if (m->from == 0)
        return false;
    uint32_t gap = ch_ask_word(work, m->from)->gap;
    const ch_word *before = ch_ask_word(work, m->from - 1);
    /* "C. Mistral": an initial is no end of a sentence. */
    if ((gap & CH_GAP_DOT) && before->capital && before->bare.length == 1)
        return true;
    return ch_gap_is_soft(gap) && !(gap & CH_GAP_APOSTROPHE) && is_foreign_name(work, m->from - 1);
}

static bool has_title_before(const ch_understanding_work *work, const ch_mention *m)
{
    if (m->from == 0 || work->covered[m->from - 1] > 0)
        return false;
    uint32_t gap = ch_ask_word(work, m->from)->gap & ~(uint32_t)(CH_GAP_DOT | CH_GAP_STOP);
    return ch_gap_is_soft(gap) && !(gap & CH_GAP_APOSTROPHE) &&
           ch_word_does(ch_ask_word(work, m->from - 1), CH_WORD_PERSON);
}

/* In capitals alone nobody can tell a name. Of activities and classes one word within a sentence can be part of one:
 * "Santé Publique France". */
static bool is_part_of_name(const ch_understanding_work *work, const ch_mention *m)
{
    bool tool = m->vocabulary == CHARTER_LISTED_TOOLS;
    const ch_word *first = ch_ask_word(work, m->from);
    if (tool ? !m->ordinary : m->to - m->from > 1 || !first->capital || m->from == 0 || work->sentence.loud)
        return false;
    return has_title_before(work, m) || has_name_before(work, m) || has_name_behind(work, m);
}

/* Words of a phrase that says something else: "grand public", "note de synthèse". */
static bool is_part_of_phrase(const ch_understanding_work *work, const ch_mention *m)
{
    if (ch_ask_word(work, m->from)->phrase == 0)
        return true;
    for (uint32_t i = m->from; i < m->to; i++)
        if (i + ch_ask_word(work, i)->phrase > m->to && !ch_word_does(ch_ask_word(work, i), CH_WORD_CONTENT))
            return true; /* "écrire une note de service" has more of a noun, and is no other */
    return false;
}

/* A quotation that is the name alone only sets it off. */
static bool is_quoted(const ch_understanding_work *work, const ch_mention *m)
{
    uint32_t quotation = ch_ask_word(work, m->from)->quotation;
    if (quotation == 0)
        return false;
    return (m->from > 0 && ch_ask_word(work, m->from - 1)->quotation == quotation) ||
           (m->to < work->sentence.count && ch_ask_word(work, m->to)->quotation == quotation);
}

/* ---- tools ---- */

/* Nothing but names: "traduction DeepL interne". */
static bool is_telegram(const ch_understanding_work *work)
{
    for (uint32_t i = 0; i < work->sentence.count; i++)
        if (work->covered[i] == 0)
            return false;
    return true;
}

/* Written as a name is. */
static bool is_capital(const ch_understanding_work *work, const ch_mention *m)
{
    for (uint32_t i = m->from; i < m->to; i++)
        if (!ch_ask_word(work, i)->capital && !ch_word_does(ch_ask_word(work, i), CH_WORD_ARTICLE))
            return false;
    return true;
}

/* "Le chat du voisin", "Claude from the press office" */
static bool belongs_to_somebody(const ch_understanding_work *work, const ch_mention *m)
{
    uint32_t behind = ch_gap_behind(&work->sentence, m->to - 1);
    if (m->to >= work->sentence.count || !ch_gap_is_soft(behind))
        return false;
    const ch_word *next = ch_ask_word(work, m->to);
    return m->ordinary && (ch_text_is(next->bare, "du") || ch_text_is(next->bare, "des") ||
                           ch_text_is(next->bare, "of") || ch_text_is(next->bare, "from"));
}

static bool has_article(const ch_understanding_work *work, const ch_mention *m)
{
    return m->from > 0 && ch_word_does(ch_ask_word(work, m->from - 1), CH_WORD_ARTICLE);
}

static bool names_any(const ch_understanding_work *work, charter_vocabulary vocabulary)
{
    for (uint32_t i = 0; i < work->count; i++)
        if (work->mentions[i].vocabulary == vocabulary && work->mentions[i].kind == CHARTER_MENTION_TAKEN)
            return true;
    return false;
}

/* Of what is not set aside yet. "Mistral gagnant", "déjeuner avec Claude" speak of no use. */
static bool names_use(const ch_understanding_work *work)
{
    return names_any(work, CHARTER_LISTED_ACTIVITIES) || names_any(work, CHARTER_LISTED_DATA);
}

static bool names_other_tool(const ch_understanding_work *work, const ch_mention *m)
{
    for (const ch_mention *o = work->mentions; o < work->mentions + work->count; o++)
        if (o != m && o->vocabulary == CHARTER_LISTED_TOOLS && o->kind == CHARTER_MENTION_TAKEN &&
            listed_with(work, o) != m && listed_with(work, m) != o)
            return true;
    return false;
}

/* "Merci, Claude", "Claude, peux-tu" speak to somebody; "Claude et Marie" are two. */
static bool is_spoken_to(const ch_understanding_work *work, const ch_mention *m)
{
    uint32_t gap = m->from == 0 ? 0 : ch_ask_word(work, m->from)->gap;
    uint32_t behind = ch_gap_behind(&work->sentence, m->to - 1), next = m->to;
    if (((gap | behind) & CH_GAP_COMMA) && listed_with(work, m) == NULL)
        return true;
    return next + 1 < work->sentence.count && ch_word_does(ch_ask_word(work, next), CH_WORD_JOINS) &&
           is_foreign_name(work, next + 1);
}

/* A word that may be another, or a person's name, with nothing before it that makes it a tool. */
static bool stands_alone_as_tool(const ch_understanding_work *work, const ch_mention *m)
{
    return is_telegram(work) ||
           (is_capital(work, m) && !has_article(work, m) && names_any(work, CHARTER_LISTED_ACTIVITIES) &&
            !names_other_tool(work, m) && !is_spoken_to(work, m));
}

/* A tool is what something is done with. A word that may be another is one only where it is written as a name, or
 * stands where a tool does. */
static bool is_tool_aside(const ch_understanding_work *work, const ch_mention *m)
{
    const ch_mention *first = m, *before;
    while ((before = listed_with(work, first)) != NULL)
        first = before;
    bool of;
    uint32_t governor = governor_of(work, first->from, &of);
    uint32_t roles = governor == NO_WORD ? 0 : ch_ask_word(work, governor)->roles;
    if ((roles & CH_WORD_WITH) && !(roles & CH_WORD_COMPANY))
        return false;
    if (belongs_to_somebody(work, m))
        return true;
    if (roles & CH_WORD_WITH)
        return m->ordinary && !names_use(work);
    if (roles & CH_WORD_ON)
        return is_of_a_text(work, governor);
    if ((roles & CH_WORD_ABOUT) || of)
        return true;
    if (roles & CH_WORD_BY)
        return m->ordinary;
    return m->ordinary && !stands_alone_as_tool(work, m);
}

/* ---- data classes ---- */

static bool is_between(const ch_word *w)
{
    return w->adjective > 0 || ch_word_does(w, CH_WORD_JOINS | CH_WORD_IS | CH_WORD_VERY);
}

static bool may_pass(const ch_word *w)
{
    uint32_t gap = w->gap & ~(uint32_t)(CH_GAP_QUOTE | CH_GAP_COMMA);
    return ch_gap_is_soft(gap) || (gap & CH_GAP_COLON);
}

/* What a word for content must be, and how far off it may stand. */
typedef struct said {
    uint32_t roles; /* any of these */
    bool mild;
} said;

/* "Document interne", "données internes et personnelles", "note marked internal", "rapport d'activité interne". */
static bool follows_content(const ch_understanding_work *work, uint32_t word, said s)
{
    enum { FARTHEST = 4 };
    bool away = false; /* a word of another kind stands between: only behind "de" is it the text's own */
    for (unsigned steps = 0; word > 0 && steps < FARTHEST && may_pass(ch_ask_word(work, word)); steps++) {
        word--;
        const ch_word *w = ch_ask_word(work, word);
        if (!away && is_content(work, word, s.roles))
            return true;
        if (away && ch_word_does(w, CH_WORD_OF))
            return word > 0 && ch_gap_is_soft(w->gap) && is_content(work, word - 1, s.roles);
        if (is_between(w) && !away)
            continue;
        away = true;
        if (s.mild || (w->roles != 0 && !ch_word_does(w, CH_WORD_ARTICLE | CH_WORD_BODY)))
            return false;
    }
    return false;
}

/* "Internal note", "public and internal data", "confidential staff report". */
static bool precedes_content(const ch_understanding_work *work, uint32_t word, said s)
{
    enum { FARTHEST = 3 };
    bool away = false;
    for (unsigned steps = 0; word < work->sentence.count && steps < FARTHEST; steps++, word++) {
        const ch_word *w = ch_ask_word(work, word);
        if (!may_pass(w))
            return false;
        if (ch_word_does(w, s.roles))
            return true;
        if (is_between(w) && !ch_word_does(w, CH_WORD_IS) && !away)
            continue;
        away = true;
        if (s.mild || (w->roles & ~(uint32_t)CH_WORD_BODY) != 0 || !work->sentence.english)
            return false;
    }
    return false;
}

static bool is_said_of_content(const ch_understanding_work *work, const ch_mention *m)
{
    uint32_t adjective = m->to - m->from == 1 ? ch_ask_word(work, m->from)->adjective : 0;
    said s = {.roles = CH_WORD_CONTENT | CH_WORD_EVENT};
    if (ch_adjective_is_strict(adjective))
        s.roles = CH_WORD_DATA;
    if (ch_adjective_is_mild(adjective))
        s = (said){.roles = CH_WORD_CONTENT, .mild = true};
    return adjective == 0 || follows_content(work, m->from, s) || precedes_content(work, m->to, s) || is_telegram(work);
}

/* ---- activities ---- */

/* "Un rapport d'analyse", "le service de traduction", "the translation team", "a draft note" */
static bool names_a_thing(const ch_understanding_work *work, const ch_mention *m)
{
    bool of;
    uint32_t governor = governor_of(work, m->from, &of);
    bool is_of = of || (governor != NO_WORD && ch_word_does(ch_ask_word(work, governor), CH_WORD_OF));
    if (is_of && governor != NO_WORD) {
        uint32_t head = ch_word_does(ch_ask_word(work, governor), CH_WORD_OF) && governor > 0 ? governor - 1 : governor;
        if (is_content(work, head, CH_WORD_CONTENT | CH_WORD_BODY))
            return true;
    }
    if (m->to >= work->sentence.count || work->covered[m->to] > 0 || m->to - m->from > 1 ||
        ch_gap_behind(&work->sentence, m->to - 1) != CH_GAP_BLANK)
        return false;
    const ch_word *next = ch_ask_word(work, m->to);
    bool article = m->from > 0 && ch_word_does(ch_ask_word(work, m->from - 1), CH_WORD_ARTICLE);
    return ch_word_does(next, CH_WORD_BODY) || (article && ch_word_does(next, CH_WORD_CONTENT));
}

static bool is_aside(const ch_understanding_work *work, const ch_mention *m)
{
    switch (m->vocabulary) {
    case CHARTER_LISTED_TOOLS:
        return is_tool_aside(work, m);
    case CHARTER_LISTED_DATA:
        return is_about(work, m) || !is_said_of_content(work, m);
    default:
        return is_about(work, m) || names_a_thing(work, m);
    }
}

void ch_ask_set_aside(ch_understanding_work *work)
{
    for (uint32_t i = 0; i < work->count; i++) {
        ch_mention *m = &work->mentions[i];
        if (m->kind == CHARTER_MENTION_DENIED || m->kind == CHARTER_MENTION_UNKNOWN)
            continue;
        if (is_quoted(work, m))
            m->kind = CHARTER_MENTION_QUOTED;
        else if (is_part_of_word(work, m) || is_part_of_name(work, m))
            m->kind = CHARTER_MENTION_NAME;
        else if (is_part_of_phrase(work, m) || is_aside(work, m))
            m->kind = CHARTER_MENTION_ASIDE;
    }
}

/* ---- those that are left ---- */

/* A noun behind an article or a preposition is what is worked on, where a verb, or a noun without one, says what is
 * done: "traduire un compte rendu de réunion", "translation of the documentation". */
static bool is_determined(const ch_understanding_work *work, const ch_mention *m)
{
    const ch_mention *before = listed_with(work, m);
    if (before != NULL && before->kind == CHARTER_MENTION_TAKEN)
        return is_determined(work, before);
    if (m->from == 0 || !passes(ch_ask_word(work, m->from)->gap) || work->covered[m->from - 1] > 0)
        return false;
    uint32_t before_it = phrase_of(work, m->from - 1);
    const ch_word *w = ch_ask_word(work, before_it);
    /* "Un outil de traduction"; but "demander à X de traduire". */
    if (ch_word_does(w, CH_WORD_OF) && w->phrase == 1)
        return before_it > 0 && work->covered[before_it - 1] == 0;
    return ch_word_does(w, CH_WORD_ARTICLE | CH_WORD_WITH | CH_WORD_ON) && !ch_word_does(w, CH_WORD_INTO);
}

static bool is_of_noun(const ch_understanding_work *work, uint32_t word)
{
    uint32_t covered = work->covered[word];
    if (covered > 0)
        return work->mentions[covered - 1].vocabulary == CHARTER_LISTED_DATA;
    return ch_word_does(ch_ask_word(work, word), CH_WORD_ARTICLE | CH_WORD_OF);
}

/* The activity whose complement this one is: "traduction d'un compte rendu", "translate internal meeting minutes",
 * "rédiger une synthèse". */
static const ch_mention *complemented(const ch_understanding_work *work, const ch_mention *m)
{
    uint32_t word = m->from;
    while (word > 0 && passes(ch_ask_word(work, word)->gap) && is_of_noun(work, word - 1))
        word--;
    if (word == 0 || !passes(ch_ask_word(work, word)->gap))
        return NULL;
    const ch_mention *before = mention_before(work, word);
    bool activity = before != NULL && before->vocabulary == CHARTER_LISTED_ACTIVITIES;
    return activity && before->kind == CHARTER_MENTION_TAKEN ? before : NULL;
}

static bool is_live(const ch_mention *m, charter_vocabulary vocabulary)
{
    return m->vocabulary == vocabulary && (m->kind == CHARTER_MENTION_TAKEN || m->kind == CHARTER_MENTION_AMBIGUOUS);
}

/* What is made may be what is meant: "rédiger une synthèse" is both. */
static bool is_made(const ch_understanding_work *work, const ch_mention *by)
{
    return by != NULL && ch_word_does(ch_ask_word(work, by->from), CH_WORD_MAKES);
}

static void leave_heads(ch_understanding_work *work)
{
    bool bare = false;
    for (uint32_t i = 0; i < work->count; i++)
        bare = bare ||
               (is_live(&work->mentions[i], CHARTER_LISTED_ACTIVITIES) && !is_determined(work, &work->mentions[i]));
    /* From behind: what a complement depends on is still as it was. */
    for (uint32_t i = work->count; i-- > 0;) {
        ch_mention *m = &work->mentions[i];
        if (!is_live(m, CHARTER_LISTED_ACTIVITIES))
            continue;
        const ch_mention *of = complemented(work, m);
        if (!is_made(work, of) && (of != NULL || (bare && is_determined(work, m))))
            m->kind = CHARTER_MENTION_ASIDE;
    }
}

static ch_text declared_name(const ch_mention *m)
{
    return m->as_written.at == NULL ? m->name : m->as_written;
}

/* "Chat GPT" and "ChatGPT" are one name; "ChatGPT" and "Claude" are two tools, though one entry has both. */
static bool same_letters(ch_text a, ch_text b)
{
    size_t i = 0, j = 0;
    for (;; i++, j++) {
        while (i < a.length && (a.at[i] == ' ' || a.at[i] == '-'))
            i++;
        while (j < b.length && (b.at[j] == ' ' || b.at[j] == '-'))
            j++;
        if (i >= a.length || j >= b.length)
            return i >= a.length && j >= b.length;
        if ((a.at[i] | 0x20) != (b.at[j] | 0x20))
            return false;
    }
}

static bool are_rivals(const ch_mention *a, const ch_mention *b)
{
    if (a->entry_count != 1 || b->entry_count != 1 || a->entries[0] != b->entries[0])
        return true;
    return a->vocabulary == CHARTER_LISTED_TOOLS && !same_letters(declared_name(a), declared_name(b));
}

static void find_rivals(ch_understanding_work *work, charter_vocabulary vocabulary)
{
    const ch_mention *first = NULL;
    bool rivals = false;
    for (uint32_t i = 0; i < work->count; i++) {
        const ch_mention *m = &work->mentions[i];
        if (!is_live(m, vocabulary))
            continue;
        rivals = rivals || (first != NULL && are_rivals(first, m));
        first = first == NULL ? m : first;
    }
    for (uint32_t i = 0; i < work->count && rivals; i++)
        if (is_live(&work->mentions[i], vocabulary))
            work->mentions[i].kind = CHARTER_MENTION_AMBIGUOUS;
}

void ch_ask_find_rivals(ch_understanding_work *work)
{
    leave_heads(work);
    find_rivals(work, CHARTER_LISTED_ACTIVITIES);
    find_rivals(work, CHARTER_LISTED_TOOLS);
}
