/* The scanner: which detectors a line is worth showing to, what they find there, and how sure it is.
 *
 * What lines need is looked for by an automaton of Aho and Corasick ("Efficient string matching", 1975) as one table
 * without ways back: one step a byte, whatever the text. */
#include "rule/scanner.h"

#include <stdlib.h>

#include "base/unicode.h"
#include "rule/needs.h"

#define MOST_STATES 32000
#define ACCEPTS     0x8000U /* beside a state: some words end there */
#define DIGIT_STEPS 32
#define LIMITS_MOST 8              /* limits reached in one text before a detector is given up for it */
#define SLOW_BYTES  ((size_t)64 * 1024) /* of a text that PCRE2's interpreter may be given */
#define CONTEXT_MOST 400           /* characters looked at before a hit and behind it */

struct ch_scanner {
    const ch_detection *detections;
    uint32_t count;
    ch_arena arena;
    uint8_t classes[256];        /* of each byte, its column in `next`; 0: in no word */
    unsigned shift;              /* columns of a state: a power of two */
    uint16_t *next;              /* state and column to state, with ACCEPTS */
    ch_set *ends;                /* of each state: detectors of the words that end there */
    ch_set wordless;             /* detectors that need no word */
    ch_set digits[DIGIT_STEPS + 1]; /* detectors that so many digits are enough for */
    uint32_t *seen_from;         /* of each detector: where its distinct hits are kept; one more at the end */
};

/* ---- the automaton ---- */

typedef struct builder {
    ch_scanner *s;
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

/* Both cases of a letter share a column. */
static void number_byte(ch_scanner *s, unsigned *columns, unsigned char byte)
{
    if (s->classes[byte] != 0)
        return;
    s->classes[byte] = (uint8_t)(*columns)++;
    if (byte >= 'a' && byte <= 'z')
        s->classes[byte - 'a' + 'A'] = s->classes[byte];
}

static unsigned number_bytes(ch_scanner *s, const ch_needs *needs)
{
    unsigned columns = 1;
    for (size_t w = 0; w < sizeof odd_letters / sizeof *odd_letters; w++)
        for (size_t i = 0; i < odd_letters[w].length; i++)
            number_byte(s, &columns, (unsigned char)odd_letters[w].at[i]);
    for (uint32_t d = 0; d < s->count; d++)
        for (uint32_t w = 0; w < needs[d].word_count; w++)
            for (size_t i = 0; i < needs[d].words[w].length; i++)
                number_byte(s, &columns, (unsigned char)needs[d].words[w].at[i]);
    return columns;
}

static size_t count_states(const ch_scanner *s, const ch_needs *needs)
{
    size_t states = 1 + odd_letters[0].length + odd_letters[1].length;
    for (uint32_t d = 0; d < s->count; d++)
        for (uint32_t w = 0; w < needs[d].word_count; w++)
            states += needs[d].words[w].length;
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

static bool take_tables(builder *b, size_t states)
{
    ch_scanner *s = b->s;
    size_t cells = states << s->shift;
    b->trie = malloc(cells * sizeof *b->trie);
    b->fail = calloc(states, sizeof *b->fail);
    b->queue = malloc(states * sizeof *b->queue);
    s->next = ch_arena_take_many(&s->arena, cells, sizeof *s->next);
    s->ends = ch_arena_take_many(&s->arena, states, sizeof *s->ends);
    if (b->trie == NULL || b->fail == NULL || b->queue == NULL || s->next == NULL || s->ends == NULL)
        return false;
    for (size_t i = 0; i < cells; i++)
        b->trie[i] = -1;
    return true;
}

static void add_words(builder *b, const ch_needs *needs)
{
    ch_set all = {{0}};
    for (uint32_t d = 0; d < b->s->count; d++) {
        ch_set alone = {{0}};
        ch_set_add(&alone, d);
        ch_set_add(&all, d);
        for (uint32_t w = 0; w < needs[d].word_count; w++)
            add_word(b, needs[d].words[w], alone);
    }
    for (size_t w = 0; w < sizeof odd_letters / sizeof *odd_letters; w++)
        add_word(b, odd_letters[w], all);
}

static bool make_automaton(ch_scanner *s, const ch_needs *needs)
{
    builder b = {.s = s, .states = 1, .columns = number_bytes(s, needs)};
    while ((1U << s->shift) < b.columns)
        s->shift++;
    bool taken = take_tables(&b, count_states(s, needs));
    if (taken) {
        add_words(&b, needs);
        close_ways(&b);
    }
    free_builder(&b);
    return taken;
}

/* Words that would make the table too large are not looked for: their detectors see every line. */
static void keep_within(ch_scanner *s, ch_needs *needs)
{
    for (uint32_t d = s->count; d-- > 0 && count_states(s, needs) > MOST_STATES;)
        needs[d].word_count = 0;
    for (uint32_t d = 0; d < s->count; d++) {
        if (needs[d].word_count == 0)
            ch_set_add(&s->wordless, d);
        for (uint32_t n = needs[d].digits; n <= DIGIT_STEPS; n++)
            ch_set_add(&s->digits[n], d);
    }
}

static bool make_tables(ch_scanner *s)
{
    ch_arena working = {0};
    ch_needs *needs = ch_arena_take_many(&working, s->count + 1, sizeof *needs);
    s->seen_from = ch_arena_take_many(&s->arena, s->count + 1, sizeof *s->seen_from);
    bool good = needs != NULL && s->seen_from != NULL;
    for (uint32_t d = 0; good && d < s->count; d++) {
        good = ch_needs_read(s->detections[d].spelling, &working, &needs[d]);
        s->seen_from[d + 1] = s->seen_from[d] + s->detections[d].at_least;
    }
    if (good) {
        keep_within(s, needs);
        good = make_automaton(s, needs);
    }
    ch_arena_free(&working);
    return good;
}

ch_scanner *ch_scanner_new(const ch_detection *detections, uint32_t count)
{
    ch_scanner *s = calloc(1, sizeof *s);
    if (s == NULL)
        return NULL;
    s->detections = detections;
    s->count = count;
    if (make_tables(s))
        return s;
    ch_scanner_free(s);
    return NULL;
}

void ch_scanner_free(ch_scanner *scanner)
{
    if (scanner == NULL)
        return;
    ch_arena_free(&scanner->arena);
    free(scanner);
}

/* ---- one thread's memory ---- */

struct ch_scan_memory {
    ch_matcher *matcher;
    ch_pattern **quick; /* of each detector: its pattern in machine code, made when it is first searched */
    uint64_t *seen;     /* distinct hits, from the scanner's `seen_from` on */
    uint32_t *distinct; /* of each detector: how many they are */
    uint8_t *limits;    /* of each detector: limits reached in the text */
    size_t *until;      /* of each detector: where its last match in the text ends */
    ch_hit *hits;
    size_t room;
    ch_arena arena;
};

/* What is searched: a text, and in it a line or a piece of one. */
typedef struct searching {
    ch_scan *scan;
    const ch_scanner *scanner;
    struct ch_scan_memory *memory;
    ch_text text;
    size_t line;       /* where the line begins: what a pattern may look back to */
    size_t from, next; /* hits that begin in these bytes are the piece's own */
    size_t end;        /* of the piece, which overlaps the next one */
    bool open;         /* the line goes on behind it */
} searching;

bool ch_scan_open(ch_scan *scan, const ch_scanner *scanner)
{
    struct ch_scan_memory *m = calloc(1, sizeof *m);
    *scan = (ch_scan){.scanner = scanner, .memory = m};
    if (m == NULL)
        return false;
    m->matcher = ch_matcher_new();
    m->quick = calloc(scanner->count + 1, sizeof *m->quick);
    m->seen = calloc(scanner->seen_from[scanner->count] + 1, sizeof *m->seen);
    m->distinct = calloc(scanner->count + 1, sizeof *m->distinct);
    m->limits = calloc(scanner->count + 1, sizeof *m->limits);
    m->until = calloc(scanner->count + 1, sizeof *m->until);
    if (m->matcher != NULL && m->quick != NULL && m->seen != NULL && m->distinct != NULL && m->limits != NULL &&
        m->until != NULL)
        return true;
    ch_scan_close(scan);
    return false;
}

void ch_scan_close(ch_scan *scan)
{
    struct ch_scan_memory *m = scan->memory;
    if (m == NULL)
        return;
    for (uint32_t d = 0; m->quick != NULL && d < scan->scanner->count; d++)
        ch_pattern_free(m->quick[d]);
    ch_matcher_free(m->matcher);
    free(m->quick);
    free(m->seen);
    free(m->distinct);
    free(m->limits);
    free(m->until);
    free(m->hits);
    ch_arena_free(&m->arena);
    free(m);
    *scan = (ch_scan){.scanner = NULL};
}

void ch_scan_begin(ch_scan *scan)
{
    const ch_set none = {{0}};
    scan->count = 0;
    scan->more = scan->failed = false;
    scan->found = scan->limited = none;
    memset(scan->memory->distinct, 0, (scan->scanner->count + 1) * sizeof *scan->memory->distinct);
}

/* ---- hits ---- */

/* What a hit is told apart by: its letters and digits, without regard to case or to what stands between. */
static uint64_t identity(ch_text text)
{
    uint64_t hash = UINT64_C(14695981039346656037); /* FNV-1a */
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c >= 'A' && c <= 'Z')
            c = (unsigned char)(c - 'A' + 'a');
        if (c < '0' || (c > '9' && c < 'a') || (c > 'z' && c < 0x80))
            continue;
        hash = (hash ^ c) * UINT64_C(1099511628211);
    }
    return hash;
}

static void count_distinct(ch_scan *scan, uint32_t detector, ch_text text)
{
    struct ch_scan_memory *m = scan->memory;
    uint32_t wanted = scan->scanner->detections[detector].at_least, *count = &m->distinct[detector];
    uint64_t *seen = m->seen + scan->scanner->seen_from[detector], hash = identity(text);
    if (*count >= wanted)
        return;
    for (uint32_t i = 0; i < *count; i++)
        if (seen[i] == hash)
            return;
    seen[(*count)++] = hash;
    if (*count == wanted)
        ch_set_add(&scan->found, detector);
}

static void keep_hit(ch_scan *scan, ch_hit hit)
{
    struct ch_scan_memory *m = scan->memory;
    if (scan->count == CH_SCAN_HITS) {
        scan->more = true;
        return;
    }
    if (scan->count == m->room) {
        size_t room = m->room == 0 ? 64 : m->room * 2;
        ch_hit *grown = realloc(m->hits, room * sizeof *grown);
        if (grown == NULL) {
            scan->failed = true;
            return;
        }
        m->hits = grown;
        m->room = room;
    }
    m->hits[scan->count++] = hit;
    scan->hits = m->hits;
}

static bool is_allowed(searching *s, uint32_t detector, ch_text text)
{
    const ch_detection *d = &s->scanner->detections[detector];
    for (uint32_t i = 0; i < d->allow_count; i++) {
        ch_found whole;
        ch_match match = ch_pattern_search(d->allow[i], s->memory->matcher, text, 0, false, &whole);
        if (match == CH_MATCH_LIMIT)
            ch_set_add(&s->scan->limited, detector);
        s->scan->failed = s->scan->failed || match == CH_MATCH_NO_MEMORY;
        if (match != CH_MATCH_NO)
            return true;
    }
    return false;
}

/* ---- context ---- */

static bool in_a_character(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* `start` moved `count` characters back, or `end` as many on, within the text. */
static size_t characters_before(ch_text text, size_t start, uint32_t count)
{
    while (start > 0 && (count > 0 || in_a_character(text.at[start])))
        count -= in_a_character(text.at[--start]) ? 0 : 1;
    return start;
}

static size_t characters_behind(ch_text text, size_t end, uint32_t count)
{
    while (end < text.length && (count > 0 || in_a_character(text.at[end])))
        if (!in_a_character(text.at[end++]))
            count--;
    return end;
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Whether `word` stands in `text` by itself: both are folded. */
static bool has_word(ch_text text, ch_text word)
{
    const char *at = text.at, *end = text.at + text.length;
    while (at < end && (at = memmem(at, (size_t)(end - at), word.at, word.length)) != NULL) {
        const char *behind = at + word.length;
        if ((at == text.at || !is_word_byte(at[-1])) && (behind == end || !is_word_byte(*behind)))
            return true;
        at++;
    }
    return false;
}

static bool has_any(const ch_text around[2], const ch_text *words, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (has_word(around[0], words[i]) || has_word(around[1], words[i]))
            return true;
    return false;
}

static ch_confidence confidence_of(searching *s, const ch_detection *d, size_t start, size_t end)
{
    const ch_context *c = &d->context;
    int confidence = (int)d->confidence;
    if (c->raise_count + c->lower_count == 0)
        return d->confidence;
    size_t before = characters_before(s->text, start, c->within), behind = characters_behind(s->text, end, c->within);
    ch_arena_reset(&s->memory->arena);
    ch_text around[2] = {
        ch_name_fold(&s->memory->arena, (ch_text){s->text.at + before, start - before}),
        ch_name_fold(&s->memory->arena, (ch_text){s->text.at + end, behind - end}),
    };
    if (around[0].at == NULL || around[1].at == NULL) {
        s->scan->failed = true;
        return CH_LOW;
    }
    confidence += has_any(around, c->raises, c->raise_count) - has_any(around, c->lowers, c->lower_count);
    return confidence < CH_LOW ? CH_LOW : confidence > CH_HIGH ? CH_HIGH : (ch_confidence)confidence;
}

static void consider(searching *s, uint32_t detector, ch_span found)
{
    const ch_detection *d = &s->scanner->detections[detector];
    ch_hit hit = {detector, d->confidence, (uint32_t)(s->line + found.start), (uint32_t)(s->line + found.end)};
    ch_text text = {s->text.at + hit.start, hit.end - hit.start};
    if (!ch_check_holds(d->check, text) || is_allowed(s, detector, text))
        return;
    hit.confidence = confidence_of(s, d, hit.start, hit.end);
    keep_hit(s->scan, hit);
    if (hit.confidence > CH_LOW)
        count_distinct(s->scan, detector, text);
}

/* ---- searching ---- */

static const ch_pattern *pattern_for(searching *s, uint32_t detector)
{
    ch_pattern **quick = &s->memory->quick[detector];
    if (*quick == NULL)
        *quick = ch_pattern_quicken(s->scanner->detections[detector].pattern);
    if (*quick == NULL)
        s->scan->failed = true;
    return *quick;
}

/* Matches do not overlap, nor does a piece find again what the one before it did. */
static ch_match search_all(searching *s, uint32_t detector, const ch_pattern *pattern)
{
    size_t *until = &s->memory->until[detector], from = *until > s->from ? *until : s->from;
    ch_text line = {s->text.at + s->line, s->end - s->line};
    ch_found found;
    ch_match match;
    while ((match = ch_pattern_search(pattern, s->memory->matcher, line, from - s->line, s->open, &found)) ==
           CH_MATCH_YES) {
        from = s->line + found.whole.end;
        if (s->line + found.whole.start >= s->next)
            return CH_MATCH_NO;
        *until = from;
        consider(s, detector, found.part);
    }
    return match;
}

static void search(searching *s, uint32_t detector)
{
    const ch_pattern *pattern = pattern_for(s, detector);
    if (pattern == NULL || s->memory->limits[detector] == LIMITS_MOST)
        return;
    bool allowed = ch_pattern_quick(pattern) || s->text.length <= SLOW_BYTES;
    ch_match match = allowed ? search_all(s, detector, pattern) : CH_MATCH_LIMIT;
    s->scan->failed = s->scan->failed || match == CH_MATCH_NO_MEMORY;
    if (match != CH_MATCH_LIMIT)
        return;
    ch_set_add(&s->scan->limited, detector);
    s->memory->limits[detector]++;
}

/* ---- which detectors a piece is shown to ---- */

#define CHAINS 4
#define SHORT  (CHAINS * CH_NEED_LENGTH) /* bytes below which one chain will do */

static inline uint16_t step(const ch_scanner *s, uint16_t from, char byte)
{
    return s->next[((uint32_t)(from & ~ACCEPTS) << s->shift) + s->classes[(unsigned char)byte]];
}

static void add_ends(const ch_scanner *s, uint16_t state, ch_set *found)
{
    if ((state & ACCEPTS) != 0)
        ch_set_join(found, &s->ends[state & ~ACCEPTS]);
}

static void walk(const ch_scanner *s, ch_text text, ch_set *found)
{
    uint16_t state = 0;
    for (size_t i = 0; i < text.length; i++) {
        state = step(s, state, text.at[i]);
        add_ends(s, state, found);
    }
}

/* Each step waits for the one before it: so the text is walked from four places at once, each of which begins a
 * word's length before the end of the part before; some words are found twice, which is no matter. */
static void walk_at_once(const ch_scanner *s, ch_text text, ch_set *found)
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

/* Eight bytes at once: a digit is a byte that differs from '0' by less than ten. */
static uint32_t count_digits(ch_text text)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint32_t digits = 0;
    size_t i = 0;
    for (uint64_t bytes; i + sizeof bytes <= text.length; i += sizeof bytes) {
        memcpy(&bytes, text.at + i, sizeof bytes);
        bytes ^= ones * '0';
        uint64_t others = ((bytes & ones * 0x7F) + ones * (0x80 - 10)) | bytes;
        digits += (uint32_t)((((~others >> 7) & ones) * ones) >> 56);
    }
    for (; i < text.length; i++)
        digits += (unsigned char)(text.at[i] - '0') < 10;
    return digits;
}

static ch_set possible(const ch_scanner *s, ch_text piece)
{
    ch_set found = s->wordless;
    uint32_t digits = count_digits(piece);
    const ch_set *enough = &s->digits[digits < DIGIT_STEPS ? digits : DIGIT_STEPS];
    if (piece.length < SHORT)
        walk(s, piece, &found);
    else
        walk_at_once(s, piece, &found);
    ch_set_meet(&found, enough);
    return found;
}

static void search_piece(searching *s, const ch_set *among)
{
    ch_set shown = possible(s->scanner, (ch_text){s->text.at + s->from, s->end - s->from});
    ch_set_meet(&shown, among);
    for (int w = 0; w < CH_SET_WORDS; w++)
        for (uint64_t word = shown.word[w]; word != 0; word &= word - 1)
            search(s, (uint32_t)(w * 64 + __builtin_ctzll(word)));
}

/* Never within a character. */
static size_t cut_at(ch_text text, size_t at)
{
    while (at > 0 && at < text.length && in_a_character(text.at[at]))
        at--;
    return at;
}

static void search_line(searching *s, size_t end, const ch_set *among)
{
    for (s->from = s->line; s->from < end; s->from = s->next) {
        bool last = end - s->from <= CH_SCAN_PIECE;
        s->end = last ? end : cut_at(s->text, s->from + CH_SCAN_PIECE);
        s->next = last ? end : cut_at(s->text, s->end - CH_SCAN_OVERLAP);
        s->open = !last;
        search_piece(s, among);
    }
}

static int by_place(const void *a, const void *b)
{
    const ch_hit *one = a, *other = b;
    if (one->start != other->start)
        return one->start < other->start ? -1 : 1;
    return one->detector < other->detector ? -1 : one->detector > other->detector;
}

void ch_scan_text(ch_scan *scan, ch_text text, const ch_set *among)
{
    searching s = {.scan = scan, .scanner = scan->scanner, .memory = scan->memory, .text = text};
    size_t first = scan->count;
    memset(s.memory->limits, 0, s.scanner->count);
    memset(s.memory->until, 0, s.scanner->count * sizeof *s.memory->until);
    while (s.line < text.length && !scan->failed) {
        const char *feed = memchr(text.at + s.line, '\n', text.length - s.line);
        size_t next = feed == NULL ? text.length : (size_t)(feed - text.at) + 1;
        size_t end = feed == NULL ? text.length : next - 1;
        if (end > s.line && feed != NULL && text.at[end - 1] == '\r')
            end--;
        search_line(&s, end, among);
        s.line = next;
    }
    if (scan->count > first)
        qsort(s.memory->hits + first, scan->count - first, sizeof *s.memory->hits, by_place);
}
