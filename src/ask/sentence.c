/* Words of a sentence. Its text was checked before: nothing in it is malformed or hidden. */
#include "ask/sentence.h"

#include "base/unicode.h"

/* ---- gaps ---- */

static uint32_t gap_of(int32_t c)
{
    switch (c) {
    case ' ':
    case '\t':
    case 0xA0:   /* no-break space */
    case 0x202F: /* the narrow one */
        return CH_GAP_BLANK;
    case '-':
    case 0x2010:
    case 0x2011:
        return CH_GAP_HYPHEN;
    case '\'':
    case 0x2019:
        return CH_GAP_APOSTROPHE;
    case ',':
        return CH_GAP_COMMA;
    case '.':
        return CH_GAP_DOT;
    case '_':
    case '@':
    case '\\':
    case '/':
        return CH_GAP_GLUE;
    case '"':
    case 0xAB: /* guillemets */
    case 0xBB:
    case 0x201C:
    case 0x201D:
    case 0x201E:
        return CH_GAP_QUOTE;
    case '+':
        return CH_GAP_PLUS;
    case ':':
        return CH_GAP_STOP | CH_GAP_COLON;
    case '\n':
    case '\r':
    case ';':
    case '!':
    case '?':
    case '(':
    case ')':
    case '[':
    case ']':
    case '{':
    case '}':
    case 0x2013: /* dashes */
    case 0x2014:
    case 0x2026: /* an ellipsis */
        return CH_GAP_STOP;
    default:
        return CH_GAP_OTHER;
    }
}

/* A hyphen among blanks is a dash; a dot before a blank, or at the end, ends the sentence; a plus anywhere else than
 * right behind a word says nothing. */
static uint32_t settle_gap(uint32_t gap, int32_t first, bool at_end)
{
    if ((gap & CH_GAP_HYPHEN) && (gap & CH_GAP_BLANK))
        gap |= CH_GAP_STOP;
    if ((gap & CH_GAP_DOT) && ((gap & CH_GAP_BLANK) || at_end))
        gap |= CH_GAP_STOP;
    if ((gap & CH_GAP_PLUS) && first != '+')
        gap = (gap & ~(uint32_t)CH_GAP_PLUS) | CH_GAP_OTHER;
    return gap;
}

bool ch_gap_is_soft(uint32_t gap)
{
    return (gap & ~(uint32_t)(CH_GAP_BLANK | CH_GAP_HYPHEN | CH_GAP_APOSTROPHE)) == 0;
}

bool ch_gap_joins(uint32_t gap)
{
    return (gap & (CH_GAP_HYPHEN | CH_GAP_DOT | CH_GAP_GLUE)) != 0 && !(gap & (CH_GAP_BLANK | CH_GAP_STOP));
}

uint32_t ch_gap_behind(const ch_sentence *s, uint32_t index)
{
    return index + 1 < s->count ? s->words[index + 1].gap : s->last_gap;
}

/* ---- words ---- */

typedef struct reading {
    ch_sentence *sentence;
    ch_arena *arena;
    uint32_t at; /* bytes that were read */
} reading;

static int32_t next_character(const reading *r, uint32_t *width)
{
    int32_t c;
    ch_text left = {r->sentence->text.at + r->at, r->sentence->text.length - r->at};
    *width = (uint32_t)ch_character_next(left, &c);
    return c;
}

static uint32_t read_gap(reading *r)
{
    uint32_t gap = 0, width;
    int32_t first = 0;
    for (; r->at < r->sentence->text.length; r->at += width) {
        int32_t c = next_character(r, &width);
        if (ch_character_in_word(c))
            break;
        first = first == 0 ? c : first;
        gap |= gap_of(c);
    }
    return settle_gap(gap, first, r->at >= r->sentence->text.length);
}

static bool is_digit(int32_t c)
{
    return c >= '0' && c <= '9';
}

static bool read_word(reading *r, ch_word *word)
{
    uint32_t width, start = r->at;
    for (; r->at < r->sentence->text.length; r->at += width) {
        int32_t c = next_character(r, &width);
        if (!ch_character_in_word(c))
            break;
        bool big = ch_character_is_capital(c) || is_digit(c);
        if (r->at == start)
            word->capital = big;
        else
            word->shaped = word->shaped || big;
    }
    word->at = (ch_span){start, r->at};
    word->folded = ch_name_fold(r->arena, (ch_text){r->sentence->text.at + start, r->at - start});
    word->bare = word->folded.at == NULL ? CH_NO_TEXT : ch_text_unaccented(r->arena, word->folded);
    return word->bare.at != NULL;
}

/* As many as its bytes allow: each word has at least one, and another parts it from the next. */
static bool read_words(ch_sentence *s, ch_arena *arena)
{
    reading r = {.sentence = s, .arena = arena};
    s->words = ch_arena_take_many(arena, s->text.length / 2 + 1, sizeof *s->words);
    if (s->words == NULL)
        return false;
    for (;;) {
        uint32_t gap = read_gap(&r);
        s->last_gap = gap;
        if (r.at >= s->text.length)
            return true;
        s->words[s->count].gap = gap;
        if (!read_word(&r, &s->words[s->count]))
            return false;
        s->last_gap = 0;
        s->count++;
    }
}

/* ---- what words do ---- */

static void find_roles(ch_sentence *s)
{
    for (uint32_t i = 0; i < s->count;) {
        ch_text words[CH_PHRASE_WORDS];
        size_t count = 0, length;
        for (; count < CH_PHRASE_WORDS && i + count < s->count; count++) {
            if (count > 0 && !ch_gap_is_soft(s->words[i + count].gap))
                break;
            words[count] = s->words[i + count].bare;
        }
        s->words[i].roles = ch_word_roles(s->known, words, count, &length);
        s->words[i].phrase = (uint32_t)length;
        for (size_t inner = 1; inner < length; inner++)
            s->words[i + inner].roles = CH_WORD_PLAIN;
        i += (uint32_t)length;
    }
    for (uint32_t i = 0; i < s->count; i++)
        s->words[i].adjective = ch_word_adjective(s->words[i].bare);
}

/* "don't", "isn't": the t says no. "n'est-ce pas", "m'aider": one letter is a pronoun, and no initial. */
static void mend_apostrophes(ch_sentence *s)
{
    for (uint32_t i = 0; i < s->count; i++) {
        ch_word *w = &s->words[i];
        if (i > 0 && w->gap == CH_GAP_APOSTROPHE && ch_text_is(w->bare, "t") &&
            s->words[i - 1].bare.at[s->words[i - 1].bare.length - 1] == 'n')
            w->roles |= CH_WORD_BARS_REST | CH_WORD_ENGLISH;
        if (w->bare.length == 1 && (ch_gap_behind(s, i) & CH_GAP_APOSTROPHE))
            w->roles &= ~(uint32_t)CH_WORD_PERSON;
    }
}

/* "Je ne traduis pas", "n'utilise plus": what stands between is denied too. "Ne … que" denies nothing. */
static void mend_ne(ch_sentence *s)
{
    enum { FARTHEST = 6 };
    static const char *const closing[] = {"pas",  "plus",  "jamais", "aucun",    "aucune",
                                          "rien", "guere", "ni",     "nullement"};
    for (uint32_t i = 0; i < s->count; i++) {
        if (!ch_text_is(s->words[i].bare, "ne") && !ch_text_is(s->words[i].bare, "n"))
            continue;
        for (uint32_t to = i + 1; to < s->count && to <= i + FARTHEST; to++) {
            if (s->words[to].gap & (CH_GAP_STOP | CH_GAP_COMMA))
                break;
            for (size_t w = 0; w < sizeof closing / sizeof *closing; w++)
                if (ch_text_is(s->words[to].bare, closing[w]))
                    s->words[i].roles |= CH_WORD_BARS_REST;
        }
    }
}

/* What is no negation: "Pas-de-Calais", "sans-abri", "no 12". */
static void mend_negations(ch_sentence *s)
{
    for (uint32_t i = 0; i < s->count; i++) {
        ch_word *w = &s->words[i];
        uint32_t behind = ch_gap_behind(s, i);
        bool hyphened = (behind & CH_GAP_HYPHEN) && !(behind & CH_GAP_BLANK) && !ch_text_is(w->bare, "non");
        bool numbered = ch_text_is(w->bare, "no") && i + 1 < s->count && is_digit(s->words[i + 1].bare.at[0]);
        if (hyphened || numbered)
            w->roles &= ~(uint32_t)(CH_WORD_BARS_NAME | CH_WORD_BARS_REST);
    }
}

static void find_language(ch_sentence *s, bool french)
{
    uint32_t english = 0, others = 0;
    s->loud = s->count > 0;
    for (uint32_t i = 0; i < s->count; i++) {
        const ch_word *w = &s->words[i];
        bool in_english = (w->roles & CH_WORD_ENGLISH) != 0, in_french = (w->roles & CH_WORD_FRENCH) != 0;
        english += in_english && !in_french;
        others += in_french && !in_english;
        s->loud = s->loud && w->capital && (w->shaped || w->at.end - w->at.start == 1);
    }
    s->english = english == others ? !french : english > others;
}

/* ---- what is no text: addresses, paths, quotations ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A run without blanks that is an address or a path. "et/ou" is none. */
static bool is_opaque(ch_text run)
{
    unsigned slashes = 0, dots = 0;
    if (ch_text_begins(run, "www."))
        return true;
    for (size_t i = 0; i < run.length; i++) {
        bool inner = i > 0 && i + 1 < run.length;
        if (run.at[i] == '\\' || (inner && run.at[i] == '@'))
            return true;
        if (inner && run.at[i] == ':' && run.at[i + 1] == '/')
            return true;
        slashes += run.at[i] == '/';
        dots += inner && run.at[i] == '.' && !is_blank(run.at[i + 1]) && run.at[i + 1] != '.';
    }
    return slashes > 1 || (slashes == 1 && dots > 0);
}

static void find_opaque(ch_sentence *s)
{
    uint32_t word = 0;
    for (size_t i = 0; i < s->text.length;) {
        size_t end = i;
        while (end < s->text.length && !is_blank(s->text.at[end]))
            end++;
        bool opaque = is_opaque((ch_text){s->text.at + i, end - i});
        for (; word < s->count && s->words[word].at.start < end; word++)
            s->words[word].opaque = opaque;
        i = end + 1;
    }
}

/* The mark that closes a quotation, or 0. */
static int32_t closing_mark(int32_t c)
{
    switch (c) {
    case '"':
        return '"';
    case 0xAB:
        return 0xBB;
    case 0x201C:
        return 0x201D;
    case 0x201E:
        return 0x201C;
    default:
        return 0;
    }
}

static void quote_words(ch_sentence *s, uint32_t from, uint32_t to, uint32_t number)
{
    for (uint32_t i = 0; i < s->count; i++)
        if (s->words[i].at.start >= from && s->words[i].at.end <= to)
            s->words[i].quotation = number;
}

/* One that nobody closes is none. */
static void find_quotations(ch_sentence *s)
{
    reading r = {.sentence = s};
    uint32_t width, from = 0, number = 0;
    int32_t closes = 0;
    for (; r.at < s->text.length; r.at += width) {
        int32_t c = next_character(&r, &width);
        if (closes != 0 && c == closes) {
            quote_words(s, from, r.at, ++number);
            closes = 0;
        } else if (closes == 0 && (closes = closing_mark(c)) != 0) {
            from = r.at;
        }
    }
}

bool ch_sentence_read(ch_sentence *s, ch_text text, const ch_small_words *known, bool french, ch_arena *arena)
{
    *s = (ch_sentence){.known = known, .text = text};
    if (!read_words(s, arena))
        return false;
    find_roles(s);
    mend_apostrophes(s);
    mend_ne(s);
    mend_negations(s);
    find_language(s, french);
    find_opaque(s);
    find_quotations(s);
    return true;
}
