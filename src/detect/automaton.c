/* automaton: building it, and walking through it: one pass over a text for all words (Aho-Corasick). Which words a
 * pattern needs is prefilter.c's, what it means that they are there is scanner.c's. */
#include "detect/automaton.h"

#include <stdlib.h>

/* States are numbered in 15 bits: the sixteenth is ACCEPTS. */
#define MOST_STATES 32000
#define ACCEPTS     0x8000U /* beside a state: some words end there */

struct ch_automaton {
    uint32_t count;       /* of needs */
    ch_set wordless;      /* those that are always found */
    uint8_t classes[256]; /* of each byte, its column in `next`; 0: in no word */
    unsigned shift;       /* columns of a state: a power of two */
    uint16_t *next;       /* state and column to state, with ACCEPTS */
    ch_set *ends;         /* of each state: needs of the words that end there */
};

/* ---- building ---- */

typedef struct builder {
    ch_automaton *s;
    uint32_t states;
    unsigned columns;
    int32_t *trie;  /* state and column to state; -1: none */
    uint32_t *fail; /* of each state: that of its longest proper ending */
    uint32_t *queue;
} builder;

static void free_builder(builder *b)
{
    free(b->trie);
    free(b->fail);
    free(b->queue);
}

/* Whoever matches without regard to case takes U+017F for s and U+212A for k: where one of them stands, any word
 * may. */
static const ch_text odd_letters[] = {CH_TEXT_INIT("\xC5\xBF"), CH_TEXT_INIT("\xE2\x84\xAA")};

static uint32_t words_of(const ch_automaton *s, const ch_prefilter *prefilter, uint32_t number)
{
    return ch_set_has(&s->wordless, number) ? 0 : prefilter[number].word_count;
}

/* Both cases of a letter share a column. */
static void number_byte(ch_automaton *s, unsigned *columns, unsigned char byte)
{
    if (s->classes[byte] != 0)
        return;
    s->classes[byte] = (uint8_t)(*columns)++;
    if (byte >= 'a' && byte <= 'z')
        s->classes[byte - 'a' + 'A'] = s->classes[byte];
}

static unsigned number_bytes(ch_automaton *s, const ch_prefilter *prefilter)
{
    unsigned columns = 1;
    for (size_t w = 0; w < sizeof odd_letters / sizeof *odd_letters; w++)
        for (size_t i = 0; i < odd_letters[w].length; i++)
            number_byte(s, &columns, (unsigned char)odd_letters[w].at[i]);
    for (uint32_t d = 0; d < s->count; d++)
        for (uint32_t w = 0; w < words_of(s, prefilter, d); w++)
            for (size_t i = 0; i < prefilter[d].words[w].length; i++)
                number_byte(s, &columns, (unsigned char)prefilter[d].words[w].at[i]);
    return columns;
}

static size_t count_states(const ch_automaton *s, const ch_prefilter *prefilter)
{
    size_t states = 1 + odd_letters[0].length + odd_letters[1].length;
    for (uint32_t d = 0; d < s->count; d++)
        for (uint32_t w = 0; w < words_of(s, prefilter, d); w++)
            states += prefilter[d].words[w].length;
    return states;
}

static void add_word(builder *b, ch_text word, ch_set detectors)
{
    uint32_t state = 0;
    for (size_t i = 0; i < word.length; i++) {
        int32_t *to = &b->trie[(state << b->s->shift) + b->s->classes[(unsigned char)word.at[i]]];
        if (*to < 0)
            *to = (int32_t)b->states++;
        state = (uint32_t)*to;
    }
    ch_set_join(&b->s->ends[state], &detectors);
}

static void put_next(builder *b, uint32_t state, unsigned column, uint32_t to)
{
    b->s->next[(state << b->s->shift) + column] = (uint16_t)(to | (ch_set_empty(&b->s->ends[to]) ? 0 : ACCEPTS));
}

/* Breadth first: the state that a missing way leads back to has its own ways by then. */
static void close_ways(builder *b)
{
    uint32_t head = 0, tail = 0;
    b->queue[tail++] = 0;
    while (head < tail) {
        uint32_t state = b->queue[head++];
        for (unsigned column = 0; column < b->columns; column++) {
            int32_t *way = &b->trie[(state << b->s->shift) + column];
            uint32_t back = state == 0 ? 0 : (uint32_t)b->trie[(b->fail[state] << b->s->shift) + column];
            if (*way < 0) {
                *way = (int32_t)back;
                continue;
            }
            b->fail[*way] = back;
            ch_set_join(&b->s->ends[*way], &b->s->ends[back]);
            b->queue[tail++] = (uint32_t)*way;
        }
    }
    for (uint32_t state = 0; state < b->states; state++)
        for (unsigned column = 0; column < b->columns; column++)
            put_next(b, state, column, (uint32_t)b->trie[(state << b->s->shift) + column]);
}

static bool take_tables(builder *b, size_t states, ch_arena *arena)
{
    ch_automaton *s = b->s;
    size_t cells = states << s->shift;
    b->trie = malloc(cells * sizeof *b->trie);
    b->fail = calloc(states, sizeof *b->fail);
    b->queue = malloc(states * sizeof *b->queue);
    s->next = ch_arena_take_many(arena, cells, sizeof *s->next);
    s->ends = ch_arena_take_many(arena, states, sizeof *s->ends);
    if (b->trie == NULL || b->fail == NULL || b->queue == NULL || s->next == NULL || s->ends == NULL)
        return false;
    for (size_t i = 0; i < cells; i++)
        b->trie[i] = -1;
    return true;
}

static void add_words(builder *b, const ch_prefilter *prefilter)
{
    ch_set all = {{0}};
    for (uint32_t d = 0; d < b->s->count; d++) {
        ch_set alone = {{0}};
        ch_set_add(&alone, d);
        ch_set_add(&all, d);
        for (uint32_t w = 0; w < words_of(b->s, prefilter, d); w++)
            add_word(b, prefilter[d].words[w], alone);
    }
    for (size_t w = 0; w < sizeof odd_letters / sizeof *odd_letters; w++)
        add_word(b, odd_letters[w], all);
}

static bool make_automaton(ch_automaton *s, const ch_prefilter *prefilter, ch_arena *arena)
{
    builder b = {.s = s, .states = 1, .columns = number_bytes(s, prefilter)};
    while ((1U << s->shift) < b.columns)
        s->shift++;
    bool taken = take_tables(&b, count_states(s, prefilter), arena);
    if (taken) {
        add_words(&b, prefilter);
        close_ways(&b);
    }
    free_builder(&b);
    return taken;
}

static void leave_out(ch_automaton *s, const ch_prefilter *prefilter)
{
    for (uint32_t i = 0; i < s->count; i++)
        if (prefilter[i].word_count == 0)
            ch_set_add(&s->wordless, i);
    for (uint32_t i = s->count; i-- > 0 && count_states(s, prefilter) > MOST_STATES;)
        ch_set_add(&s->wordless, i);
}

ch_automaton *ch_automaton_new(const ch_prefilter *prefilter, uint32_t count, ch_arena *arena)
{
    ch_automaton *s = ch_arena_take(arena, sizeof *s);
    if (s == NULL)
        return NULL;
    s->count = count;
    leave_out(s, prefilter);
    return make_automaton(s, prefilter, arena) ? s : NULL;
}

/* ---- walking ---- */

#define CHAINS 4
#define SHORT  (CHAINS * CH_NEED_LENGTH) /* bytes below which one chain will do */

static inline uint16_t step(const ch_automaton *s, uint16_t from, char byte)
{
    return s->next[((uint32_t)(from & ~ACCEPTS) << s->shift) + s->classes[(unsigned char)byte]];
}

static void add_ends(const ch_automaton *s, uint16_t state, ch_set *found)
{
    if ((state & ACCEPTS) != 0)
        ch_set_join(found, &s->ends[state & ~ACCEPTS]);
}

static void walk(const ch_automaton *s, ch_text text, ch_set *found)
{
    uint16_t state = 0;
    for (size_t i = 0; i < text.length; i++) {
        state = step(s, state, text.at[i]);
        add_ends(s, state, found);
    }
}

/* Each step waits for the one before it: so the text is walked from four places at once, each of which begins a
 * word's length before the end of the part before; some words are found twice, which is no matter. */
static void walk_at_once(const ch_automaton *s, ch_text text, ch_set *found)
{
    size_t early = CH_NEED_LENGTH - 1, apart = (text.length - early) / CHAINS, length = apart + early;
    const char *one = text.at, *two = one + apart, *three = two + apart, *four = three + apart;
    uint16_t a = 0, b = 0, c = 0, d = 0;
    for (size_t i = 0; i < length; i++) {
        a = step(s, a, one[i]);
        b = step(s, b, two[i]);
        c = step(s, c, three[i]);
        d = step(s, d, four[i]);
        if (((a | b | c | d) & ACCEPTS) == 0)
            continue;
        add_ends(s, a, found);
        add_ends(s, b, found);
        add_ends(s, c, found);
        add_ends(s, d, found);
    }
    for (const char *end = text.at + text.length, *rest = four + length; rest < end; rest++) {
        d = step(s, d, *rest);
        add_ends(s, d, found);
    }
}

ch_set ch_automaton_find(const ch_automaton *words, ch_text text)
{
    ch_set found = words->wordless;
    if (text.length < SHORT)
        walk(words, text, &found);
    else
        walk_at_once(words, text, &found);
    return found;
}
