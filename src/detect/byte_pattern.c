/* Shapes: gathered on a stack while a pattern is read, and searched all at once.
 *
 * The search is Shift-And (R. Baeza-Yates, G. Gonnet, "A new approach to text searching", 1992), with items that may be
 * missing or repeat (G. Navarro, M. Raffinot, "Fast and simple character classes and bounded gaps pattern matching",
 * 2003): each item of each shape is a bit, set while the text so far ends with the shape up to that item. A byte costs
 * the same few operations on all bits at once, whatever the text. Which bits follow which is remembered while the text
 * is walked through, in a table that is made as it is needed and has an end: ordinary text then costs one look a byte,
 * and text that comes to ever new states no more than the operations themselves. */
#include "detect/byte_pattern.h"

#include <stdlib.h>

/* ---- the stack ---- */

void ch_outline_add(ch_outline *outline, ch_byte_pattern_item item)
{
    if (outline->count == CH_OUTLINE_MOST)
        outline->full = true;
    else
        outline->items[outline->count++] = item;
}

/* One item that covers all of those from `from` to `to`, however they follow each other. */
static ch_byte_pattern_item blur(const ch_outline *outline, uint32_t from, uint32_t to)
{
    ch_byte_pattern_item all = {.optional = true, .repeats = true};
    for (uint32_t i = from; i < to; i++) {
        ch_set_join(&all.bytes, &outline->items[i].bytes);
        all.optional = all.optional && outline->items[i].optional;
    }
    return all;
}

static void replace(ch_outline *outline, uint32_t from, ch_byte_pattern_item item)
{
    outline->count = from;
    ch_outline_add(outline, item);
}

void ch_outline_repeat(ch_outline *outline, uint32_t from, uint32_t low, bool more)
{
    uint32_t length = outline->count - from;
    if (length == 0 || (low == 1 && !more))
        return;
    ch_byte_pattern_item all = blur(outline, from, outline->count);
    if (low == 0) {
        all.repeats = length > 1 || outline->items[from].repeats || more;
        all.optional = true;
        replace(outline, from, all);
        return;
    }
    for (uint32_t copy = 1; copy < low && copy < CH_BYTE_PATTERN_LENGTH; copy++)
        for (uint32_t i = 0; i < length; i++)
            ch_outline_add(outline, outline->items[from + i]);
    all.optional = true;
    if (length == 1)
        outline->items[outline->count - 1].repeats |= more || low > CH_BYTE_PATTERN_LENGTH;
    else if (more || low > CH_BYTE_PATTERN_LENGTH)
        ch_outline_add(outline, all);
}

/* Item by item as far as both go; what the longer one has more may be missing. */
void ch_outline_either(ch_outline *outline, uint32_t from, uint32_t other)
{
    uint32_t one = other - from, two = outline->count - other, both = one < two ? one : two;
    ch_byte_pattern_item *items = outline->items;
    ch_byte_pattern_item rest =
        one > two ? blur(outline, from + both, other) : blur(outline, other + both, outline->count);
    for (uint32_t i = 0; i < both; i++) {
        items[from + i].exact = false;
        ch_set_join(&items[from + i].bytes, &items[other + i].bytes);
        items[from + i].optional |= items[other + i].optional;
        items[from + i].repeats |= items[other + i].repeats;
    }
    outline->count = from + both;
    rest.optional = true;
    if (one != two)
        ch_outline_add(outline, rest);
}

/* ---- the stretch that tells most ---- */

#define WIDE_FROM    70 /* of the 128 bytes of ASCII: beyond that an item tells nothing */
#define WORTH_LEAST  9  /* three digits */
#define WORTH_BEFORE 8  /* of the byte before it: it keeps a search out of the midst of numbers */

static uint32_t size_in_ascii(const ch_set *bytes)
{
    return (uint32_t)(__builtin_popcountll(bytes->word[0]) + __builtin_popcountll(bytes->word[1]));
}

static bool is_wide(const ch_byte_pattern_item *item)
{
    return size_in_ascii(&item->bytes) >= WIDE_FROM;
}

static uint32_t worth(const ch_byte_pattern_item *item)
{
    uint32_t size = size_in_ascii(&item->bytes);
    return item->optional ? 0 : size <= 4 ? 4 : size <= 30 ? 3 : 1;
}

/* Optional items that follow each other become one. */
static void join_optional(ch_outline *outline)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < outline->count; i++) {
        ch_byte_pattern_item *last = kept == 0 ? NULL : &outline->items[kept - 1];
        if (last != NULL && last->optional && outline->items[i].optional) {
            ch_set_join(&last->bytes, &outline->items[i].bytes);
            last->repeats = true;
        } else {
            outline->items[kept++] = outline->items[i];
        }
    }
    outline->count = kept;
}

/* The worthiest stretch that begins at `from` gives its worth, and its length. Its first item may be missing only
 * behind the byte before it. */
static uint32_t stretch(const ch_outline *outline, uint32_t from, uint32_t *length)
{
    uint32_t sum = 0;
    *length = 0;
    if (outline->items[from].optional && (from > 0 || !outline->begins))
        return 0;
    for (uint32_t i = from; i < outline->count && i - from < CH_BYTE_PATTERN_LENGTH && !is_wide(&outline->items[i]);
         i++) {
        sum += worth(&outline->items[i]);
        if (!outline->items[i].optional)
            *length = i - from + 1;
    }
    return sum;
}

bool ch_outline_byte_pattern(ch_outline *outline, ch_arena *arena, ch_byte_pattern *out)
{
    uint32_t best = WORTH_LEAST - 1, begin = 0;
    *out = (ch_byte_pattern){.count = 0};
    if (outline->full)
        return true;
    join_optional(outline);
    for (uint32_t from = 0; from < outline->count; from++) {
        uint32_t length, sum = stretch(outline, from, &length);
        if (from == 0 && outline->begins && sum > 0)
            sum += WORTH_BEFORE;
        if (sum <= best)
            continue;
        best = sum;
        begin = from;
        out->count = length;
    }
    out->begins = outline->begins && begin == 0 && out->count > 0;
    ch_byte_pattern_item *items = ch_arena_take_many(arena, out->count + 1, sizeof *items);
    if (items == NULL)
        return false;
    memcpy(items + out->begins, outline->items + begin, out->count * sizeof *items);
    if (out->begins)
        items[0].bytes = outline->before;
    out->items = items;
    out->count += out->begins;
    return true;
}

/* ---- searching ---- */

#define LANES 4 /* words of a block, two to a vector */

/* Whatever vectors the processor has do a pair of words at once; both pairs of a block have registers of their own. */
typedef uint64_t pair __attribute__((vector_size(2 * sizeof(uint64_t))));

typedef struct lanes {
    pair low, high;
} lanes;

typedef struct block {
    lanes first;            /* a shape begins here */
    lanes before;           /* these are set before the text: what they take may be missing there */
    lanes stays;            /* items that repeat */
    lanes skipped;          /* items before which one may be missing */
    lanes admits[256];      /* of each byte: the items that take it */
    ch_set holds;           /* the shapes that are searched here */
    lanes last[CH_SET_MAX]; /* of each of them: its last item */
} block;

struct ch_byte_patterns {
    block *blocks;
    uint32_t count;
    ch_set holds;         /* the shapes that are searched */
    uint8_t classes[256]; /* of each byte: its column in a table of states; those of one column are taken alike */
    unsigned shift;       /* columns of a state: a power of two */
};

static void set_bit(lanes *set, uint32_t bit)
{
    pair *half = bit < 128 ? &set->low : &set->high;
    (*half)[bit / 64 % 2] |= UINT64_C(1) << (bit % 64);
}

static void put_item(block *b, const ch_byte_pattern_item *item, uint32_t bit)
{
    for (uint32_t byte = 0; byte < 256; byte++)
        if (ch_set_has(&item->bytes, byte))
            set_bit(&b->admits[byte], bit);
    if (item->repeats)
        set_bit(&b->stays, bit);
    if (item->optional)
        set_bit(&b->skipped, bit + 1);
}

static void put_byte_pattern(block *b, const ch_byte_pattern *byte_pattern, uint32_t number, uint32_t bit)
{
    ch_set_add(&b->holds, number);
    set_bit(&b->first, bit);
    if (byte_pattern->begins)
        set_bit(&b->before, bit);
    for (uint32_t i = 0; i < byte_pattern->count; i++)
        put_item(b, &byte_pattern->items[i], bit + i);
    set_bit(&b->last[number], bit + byte_pattern->count - 1);
}

/* The first bit from `bit` on where a shape of `count` items lies within one word. */
static uint32_t place_for(uint32_t bit, uint32_t count)
{
    return bit % 64 + count > 64 ? (bit / 64 + 1) * 64 : bit;
}

/* Gives each shape its first bit; returns how many bits they take. */
static uint32_t place_byte_patterns(const ch_byte_pattern *byte_patterns, uint32_t count, const ch_set *often,
                                    uint32_t *places)
{
    uint32_t bit = 0;
    for (int seldom = 0; seldom < 2; seldom++)
        for (uint32_t i = 0; i < count; i++) {
            if (ch_set_has(often, i) == (seldom == 1))
                continue;
            places[i] = bit = place_for(bit, byte_patterns[i].count);
            bit += byte_patterns[i].count;
        }
    return bit;
}

static bool taken_alike(const ch_byte_patterns *s, unsigned one, unsigned other)
{
    for (const block *b = s->blocks; b < s->blocks + s->count; b++)
        /* NOLINTNEXTLINE(bugprone-suspicious-memory-comparison,cert-exp42-c,cert-flp37-c): vectors have no padding */
        if (memcmp(&b->admits[one], &b->admits[other], sizeof *b->admits) != 0)
            return false;
    return true;
}

static void number_bytes(ch_byte_patterns *s)
{
    uint8_t examples[256];
    unsigned columns = 0;
    for (unsigned byte = 0; byte < 256; byte++) {
        unsigned column = 0;
        while (column < columns && !taken_alike(s, byte, examples[column]))
            column++;
        if (column == columns)
            examples[columns++] = (uint8_t)byte;
        s->classes[byte] = (uint8_t)column;
    }
    while ((1U << s->shift) < columns)
        s->shift++;
}

ch_byte_patterns *ch_byte_patterns_new(const ch_byte_pattern *byte_patterns, uint32_t count, const ch_set *often,
                                       ch_arena *arena)
{
    uint32_t places[CH_SET_MAX];
    ch_byte_patterns *s = ch_arena_take(arena, sizeof *s);
    if (s == NULL)
        return NULL;
    s->count = place_byte_patterns(byte_patterns, count, often, places) / (64 * LANES) + 1;
    s->blocks = ch_arena_take_many(arena, s->count, sizeof *s->blocks);
    if (s->blocks == NULL)
        return NULL;
    for (uint32_t i = 0; i < count; i++)
        if (byte_patterns[i].count > 0)
            put_byte_pattern(&s->blocks[places[i] / (64 * LANES)], &byte_patterns[i], i, places[i] % (64 * LANES));
    for (const block *b = s->blocks; b < s->blocks + s->count; b++)
        ch_set_join(&s->holds, &b->holds);
    number_bytes(s);
    return s;
}

/* An item's bit is set by a byte that it takes, where the item before it was set, or itself if it repeats, or the one
 * before that if the one between may be missing. */
static inline pair step(pair state, pair first, pair stays, pair skipped, pair admits)
{
    return (state << 1 | (state << 2 & skipped) | (first | (state & stays))) & admits;
}

static inline lanes step_block(const block *b, lanes state, unsigned char byte)
{
    const lanes *admits = &b->admits[byte];
    return (lanes){step(state.low, b->first.low, b->stays.low, b->skipped.low, admits->low),
                   step(state.high, b->first.high, b->stays.high, b->skipped.high, admits->high)};
}

/* The bits that were set at some place. */
static lanes follow(const block *b, ch_text text)
{
    lanes state = b->before, seen = {{0}, {0}};
    for (size_t i = 0; i < text.length; i++) {
        state = step_block(b, state, (unsigned char)text.at[i]);
        seen.low |= state.low;
        seen.high |= state.high;
    }
    return seen;
}

static bool is_seen(const lanes *last, const lanes *seen)
{
    pair common = (last->low & seen->low) | (last->high & seen->high);
    return (common[0] | common[1]) != 0;
}

/* The shapes of a block that are complete where these bits are set. */
static void add_complete(const block *b, const lanes *seen, ch_set *complete)
{
    for (int w = 0; w < CH_SET_WORDS; w++)
        for (uint64_t word = b->holds.word[w]; word != 0; word &= word - 1) {
            uint32_t number = (uint32_t)(w * 64 + __builtin_ctzll(word));
            if (is_seen(&b->last[number], seen))
                ch_set_add(complete, number);
        }
}

/* ---- states that are remembered ---- */

#define MOST_STATES 16384 /* source code comes to some ten thousand */
#define PLACES      (2 * MOST_STATES)
#define COMPLETES   0x8000U            /* beside a state: some shapes are complete there */
#define FORGET_FROM ((size_t)16 << 20) /* bytes that are searched before all states may be made anew */
#define WASTE_MOST  8 /* a table in which one byte of so many is walked through in vain is not walked in */

struct ch_byte_pattern_memory {
    const ch_byte_patterns *byte_patterns;
    uint32_t count;   /* states, numbered from 1 */
    lanes *bits;      /* of each state and block */
    ch_set *complete; /* of each state: the shapes that end there */
    uint16_t *next;   /* state and column to state, with COMPLETES; 0: not known yet */
    uint16_t *places; /* where a state is found by its bits */
    size_t searched;  /* bytes, since it began to remember */
    size_t wasted;    /* of them, walked through in vain: the table was full, and they came to other states */
};

/* The state in which a text begins is the first. */
static void begin(ch_byte_pattern_memory *m)
{
    const ch_byte_patterns *s = m->byte_patterns;
    m->searched = m->wasted = 0;
    m->count = 1;
    for (uint32_t b = 0; b < s->count; b++)
        m->bits[s->count + b] = s->blocks[b].before;
}

static void forget(ch_byte_pattern_memory *m)
{
    memset(m->next, 0, ((size_t)(MOST_STATES + 1) << m->byte_patterns->shift) * sizeof *m->next);
    memset(m->places, 0, PLACES * sizeof *m->places);
    begin(m);
}

/* Tables that are all zero are there only where they are used: a short text does not pay for a long one. */
ch_byte_pattern_memory *ch_byte_pattern_memory_new(const ch_byte_patterns *byte_patterns)
{
    ch_byte_pattern_memory *m = calloc(1, sizeof *m);
    if (m == NULL)
        return NULL;
    m->byte_patterns = byte_patterns;
    m->bits = calloc((size_t)(MOST_STATES + 1) * byte_patterns->count, sizeof *m->bits);
    m->complete = calloc(MOST_STATES + 1, sizeof *m->complete);
    m->next = calloc((size_t)(MOST_STATES + 1) << byte_patterns->shift, sizeof *m->next);
    m->places = calloc(PLACES, sizeof *m->places);
    if (m->bits == NULL || m->complete == NULL || m->next == NULL || m->places == NULL) {
        ch_byte_pattern_memory_free(m);
        return NULL;
    }
    begin(m);
    return m;
}

void ch_byte_pattern_memory_free(ch_byte_pattern_memory *memory)
{
    if (memory == NULL)
        return;
    free(memory->bits);
    free(memory->complete);
    free(memory->next);
    free(memory->places);
    free(memory);
}

static uint32_t place_of(const lanes *bits, uint32_t count)
{
    uint64_t hash = 0;
    for (uint32_t b = 0; b < count; b++)
        for (int half = 0; half < 2; half++) {
            hash = (hash ^ bits[b].low[half]) * UINT64_C(0x9E3779B97F4A7C15);
            hash = (hash ^ hash >> 29 ^ bits[b].high[half]) * UINT64_C(0x9E3779B97F4A7C15);
        }
    return (uint32_t)(hash >> 40) % PLACES;
}

/* The state of the bits that were put behind the last state, with COMPLETES: a known one, or a new one. */
static uint16_t find_state(ch_byte_pattern_memory *m)
{
    uint32_t blocks = m->byte_patterns->count;
    const lanes *bits = m->bits + (size_t)(m->count + 1) * blocks;
    uint32_t place = place_of(bits, blocks);
    for (; m->places[place] != 0; place = (place + 1) % PLACES)
        if (memcmp(m->bits + (size_t)(m->places[place] & ~COMPLETES) * blocks, bits, blocks * sizeof *bits) == 0)
            return m->places[place];
    ch_set complete = {{0}};
    for (uint32_t b = 0; b < blocks; b++)
        add_complete(&m->byte_patterns->blocks[b], &bits[b], &complete);
    m->complete[++m->count] = complete;
    m->places[place] = (uint16_t)(m->count | (ch_set_empty(&complete) ? 0 : COMPLETES));
    return m->places[place];
}

/* What `byte` leads to from a state; 0 where no more states are remembered. */
static uint16_t learn(ch_byte_pattern_memory *m, uint32_t from, unsigned char byte)
{
    const ch_byte_patterns *s = m->byte_patterns;
    if (m->count == MOST_STATES)
        return 0;
    for (uint32_t b = 0; b < s->count; b++)
        m->bits[(m->count + 1) * s->count + b] = step_block(&s->blocks[b], m->bits[from * s->count + b], byte);
    uint16_t to = find_state(m);
    m->next[((size_t)from << s->shift) + s->classes[byte]] = to;
    return to;
}

/* Adds the shapes that `text` holds. False where it comes to more states than are remembered. */
static bool walk(ch_byte_pattern_memory *m, ch_text text, ch_set *seen)
{
    const uint8_t *classes = m->byte_patterns->classes;
    const uint16_t *next = m->next;
    const unsigned shift = m->byte_patterns->shift;
    uint32_t state = 1;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.at[i];
        uint32_t to = next[(state << shift) + classes[byte]];
        if (to == 0 && (to = learn(m, state, byte)) == 0)
            return false;
        state = to & ~COMPLETES;
        if (to != state)
            ch_set_join(seen, &m->complete[state]);
    }
    return true;
}

static void follow_all(const ch_byte_patterns *byte_patterns, ch_text text, ch_set *seen)
{
    for (const block *b = byte_patterns->blocks; b < byte_patterns->blocks + byte_patterns->count; b++) {
        lanes bits = follow(b, text);
        add_complete(b, &bits, seen);
    }
}

/* Whether the text was walked through. Where many are not, it is not even tried. */
static bool remembers(ch_byte_pattern_memory *m, ch_text text, ch_set *seen)
{
    if (m->count == MOST_STATES && m->searched >= FORGET_FROM)
        forget(m);
    m->searched += text.length;
    if (m->wasted * WASTE_MOST > m->searched)
        return false;
    if (walk(m, text, seen))
        return true;
    m->wasted += text.length;
    return false;
}

void ch_byte_patterns_find(ch_byte_pattern_memory *memory, ch_text text, ch_set *found)
{
    const ch_byte_patterns *s = memory->byte_patterns;
    ch_set seen = {{0}}, asked = s->holds;
    ch_set_meet(&asked, found);
    if (ch_set_empty(&asked))
        return;
    if (!remembers(memory, text, &seen))
        follow_all(s, text, &seen);
    for (int w = 0; w < CH_SET_WORDS; w++)
        found->word[w] &= seen.word[w] | ~s->holds.word[w];
}
