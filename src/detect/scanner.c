/* The scanner: which detectors a line is worth showing to, what they find there, and how sure it is.
 *
 * A line that may read otherwise than it is written is searched as it is written, and then made plain (skeleton.h).
 *
 * Three sieves stand before the patterns, the cheapest first: words (automaton.h), a count of digits, and outlines
 * (byte_pattern.h). Each takes away detectors that cannot find anything in the piece of text at hand, and none that
 * could. */
#include "detect/scanner.h"

#include <stdlib.h>

#include "base/unicode.h"
#include "detect/prefilter.h"
#include "detect/skeleton.h"
#include "detect/automaton.h"

#define DIGIT_STEPS 32
#define LIMITS_MOST 8 /* limits reached in one text before a detector is given up for it */

struct ch_scanner {
    const ch_detector_spec *detections;
    uint32_t count;
    ch_arena arena;
    ch_automaton *words;
    ch_byte_patterns *byte_patterns;
    ch_set digits[DIGIT_STEPS + 1]; /* detectors that so many digits are enough for */
    uint32_t *seen_from;            /* of each detector: where its distinct hits are kept; one more at the end */
};

/* ---- making ---- */

static bool read_prefilter(ch_scanner *s, ch_arena *working, ch_prefilter *prefilter, ch_byte_pattern *byte_patterns,
                           ch_set *wordless)
{
    for (uint32_t d = 0; d < s->count; d++) {
        if (!ch_prefilter_read(s->detections[d].spelling, working, &prefilter[d]))
            return false;
        byte_patterns[d] = prefilter[d].byte_pattern;
        if (prefilter[d].word_count == 0)
            ch_set_add(wordless, d);
        for (uint32_t n = prefilter[d].digits; n <= DIGIT_STEPS; n++)
            ch_set_add(&s->digits[n], d);
        s->seen_from[d + 1] = s->seen_from[d] + s->detections[d].at_least;
    }
    return true;
}

static bool make_sieves(ch_scanner *s)
{
    ch_arena working = {0};
    ch_set wordless = {{0}};
    ch_prefilter *prefilter = ch_arena_take_many(&working, s->count + 1, sizeof *prefilter);
    ch_byte_pattern *byte_patterns = ch_arena_take_many(&working, s->count + 1, sizeof *byte_patterns);
    s->seen_from = ch_arena_take_many(&s->arena, s->count + 1, sizeof *s->seen_from);
    bool good = prefilter != NULL && byte_patterns != NULL && s->seen_from != NULL &&
                read_prefilter(s, &working, prefilter, byte_patterns, &wordless);
    if (good) {
        s->words = ch_automaton_new(prefilter, s->count, &s->arena);
        s->byte_patterns = ch_byte_patterns_new(byte_patterns, s->count, &wordless, &s->arena);
        good = s->words != NULL && s->byte_patterns != NULL;
    }
    ch_arena_clear(&working);
    return good;
}

ch_scanner *ch_scanner_new(const ch_detector_spec *detections, uint32_t count)
{
    ch_scanner *s = calloc(1, sizeof *s);
    if (s == NULL)
        return NULL;
    s->detections = detections;
    s->count = count;
    if (make_sieves(s))
        return s;
    ch_scanner_free(s);
    return NULL;
}

void ch_scanner_free(ch_scanner *scanner)
{
    if (scanner == NULL)
        return;
    ch_arena_clear(&scanner->arena);
    free(scanner);
}

/* ---- one thread's memory ---- */

struct ch_scan_memory {
    ch_matcher *matcher;
    ch_byte_pattern_memory *byte_patterns;
    uint64_t *seen;     /* distinct hits, from the scanner's `seen_from` on */
    uint32_t *distinct; /* of each detector: how many they are */
    uint8_t *limits;    /* of each detector: limits reached in the text */
    size_t *until;      /* of each detector: where its last match in the text ends */
    ch_hit *hits;
    size_t room;
    ch_skeleton skeleton; /* the line at hand */
    ch_skeleton around;   /* what stands around a hit */
    ch_arena arena;
};

/* Where a line made plain is from. */
typedef struct origin {
    ch_text text;
    size_t line;
    size_t first, behind; /* hits that were found in the line as it is written, in the order of detectors and places */
} origin;

/* What is searched: a text, and in it a line or a piece of one. */
typedef struct searching {
    ch_scan *scan;
    const ch_scanner *scanner;
    struct ch_scan_memory *memory;
    ch_text text;
    const origin *origin; /* where `text` is a line made plain; else NULL */
    size_t line;          /* where the line begins: what a pattern may look back to */
    size_t suspect;       /* where the next character stands that may hide something, or one before the line */
    size_t from, next;    /* hits that begin in these bytes are the piece's own */
    size_t end;           /* of the piece, which overlaps the next one */
    bool open;            /* the line goes on behind it */
} searching;

bool ch_scan_init(ch_scan *scan, const ch_scanner *scanner)
{
    struct ch_scan_memory *m = calloc(1, sizeof *m);
    *scan = (ch_scan){.scanner = scanner, .memory = m};
    if (m == NULL)
        return false;
    m->matcher = ch_matcher_new();
    m->byte_patterns = ch_byte_pattern_memory_new(scanner->byte_patterns);
    m->seen = calloc(scanner->seen_from[scanner->count] + 1, sizeof *m->seen);
    m->distinct = calloc(scanner->count + 1, sizeof *m->distinct);
    m->limits = calloc(scanner->count + 1, sizeof *m->limits);
    m->until = calloc(scanner->count + 1, sizeof *m->until);
    if (m->matcher != NULL && m->byte_patterns != NULL && m->seen != NULL && m->distinct != NULL && m->limits != NULL &&
        m->until != NULL)
        return true;
    ch_scan_clear(scan);
    return false;
}

void ch_scan_clear(ch_scan *scan)
{
    struct ch_scan_memory *m = scan->memory;
    if (m == NULL)
        return;
    ch_matcher_free(m->matcher);
    ch_byte_pattern_memory_free(m->byte_patterns);
    free(m->seen);
    free(m->distinct);
    free(m->limits);
    free(m->until);
    free(m->hits);
    ch_skeleton_clear(&m->skeleton);
    ch_skeleton_clear(&m->around);
    ch_arena_clear(&m->arena);
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

/* `text` made plain, in the scan's arena; `text` itself where it is so already. */
static ch_text made_plain(searching *s, ch_text text)
{
    ch_skeleton *skeleton = &s->memory->around;
    if (!ch_skeleton_wanted(text))
        return text;
    ch_text copy = ch_skeleton_read(skeleton, text) ? ch_arena_text(&s->memory->arena, skeleton->text) : CH_NO_TEXT;
    s->scan->failed = s->scan->failed || copy.at == NULL;
    return copy;
}

static void count_distinct(searching *s, uint32_t detector, ch_text text)
{
    ch_scan *scan = s->scan;
    struct ch_scan_memory *m = s->memory;
    uint32_t wanted = s->scanner->detections[detector].at_least, *count = &m->distinct[detector];
    if (*count >= wanted)
        return;
    uint64_t *seen = m->seen + s->scanner->seen_from[detector], hash = identity(made_plain(s, text));
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
    const ch_detector_spec *d = &s->scanner->detections[detector];
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

static ch_text joined(searching *s, ch_text one, ch_text other)
{
    char *both = ch_arena_take_raw(&s->memory->arena, one.length + other.length + 1);
    if (both == NULL || one.at == NULL || other.at == NULL)
        return CH_NO_TEXT;
    ch_text_copy(both, one);
    ch_text_copy(both + one.length, other);
    return (ch_text){both, one.length + other.length};
}

static uint32_t characters_in(ch_text text)
{
    uint32_t count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += in_a_character(text.at[i]) ? 0 : 1;
    return count;
}

/* `within` characters before `start`, plain; those of a line made plain, and then those that stand before the line. */
static ch_text window_before(searching *s, size_t start, uint32_t within)
{
    size_t from = characters_before(s->text, start, within);
    ch_text near = {s->text.at + from, start - from};
    if (s->origin == NULL)
        return made_plain(s, near);
    if (from > 0)
        return near;
    const origin *o = s->origin;
    size_t before = characters_before(o->text, o->line, within - characters_in(near));
    return joined(s, made_plain(s, (ch_text){o->text.at + before, o->line - before}), near);
}

static ch_text window_behind(searching *s, size_t end, uint32_t within)
{
    size_t until = characters_behind(s->text, end, within);
    ch_text near = {s->text.at + end, until - end};
    if (s->origin == NULL)
        return made_plain(s, near);
    if (until < s->text.length)
        return near;
    const origin *o = s->origin;
    size_t line_end = o->line + s->memory->skeleton.line.length;
    size_t behind = characters_behind(o->text, line_end, within - characters_in(near));
    return joined(s, near, made_plain(s, (ch_text){o->text.at + line_end, behind - line_end}));
}

static ch_confidence confidence_of(searching *s, const ch_detector_spec *d, size_t start, size_t end)
{
    const ch_context *c = &d->context;
    int confidence = (int)d->confidence;
    if (c->raise_count + c->lower_count == 0)
        return d->confidence;
    ch_text around[2] = {window_before(s, start, c->within), window_behind(s, end, c->within)};
    for (int i = 0; i < 2; i++)
        if (around[i].at != NULL)
            around[i] = ch_name_fold(&s->memory->arena, around[i]);
    if (around[0].at == NULL || around[1].at == NULL) {
        s->scan->failed = true;
        return CH_LOW;
    }
    confidence += has_any(around, c->raises, c->raise_count) - has_any(around, c->lowers, c->lower_count);
    return confidence < CH_LOW ? CH_LOW : confidence > CH_HIGH ? CH_HIGH : (ch_confidence)confidence;
}

/* ---- what is found twice ---- */

static int by_rank(uint32_t one, uint32_t other)
{
    return (one > other) - (one < other);
}

/* Total: qsort() leaves equal ones in an order that is each C library's own. */
static int by_end(const ch_hit *one, const ch_hit *other)
{
    int order = by_rank(one->end, other->end);
    return order != 0 ? order : by_rank(one->confidence, other->confidence);
}

static int by_detector(const void *a, const void *b)
{
    const ch_hit *one = a, *other = b;
    int order = by_rank(one->detector, other->detector);
    order = order != 0 ? order : by_rank(one->start, other->start);
    return order != 0 ? order : by_end(one, other);
}

/* The hit of the same detector in the line as it is written that `hit` overlaps, or NULL. They do not overlap each
 * other, and plain lines are searched from left to right. */
static ch_hit *known_hit(searching *s, const ch_hit *hit)
{
    ch_hit *hits = s->memory->hits;
    size_t low = s->origin->first, high = s->origin->behind;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const ch_hit *known = &hits[middle];
        if (known->detector < hit->detector || (known->detector == hit->detector && known->end <= hit->start))
            low = middle + 1;
        else
            high = middle;
    }
    bool known = low < s->origin->behind && hits[low].detector == hit->detector && hits[low].start < hit->end;
    return known ? &hits[low] : NULL;
}

/* Makes one of two hits: it covers both. Whether the known one had been counted. */
static bool join_known(ch_hit *known, const ch_hit *hit)
{
    bool counted = known->confidence > CH_LOW;
    if (hit->start < known->start)
        known->start = hit->start;
    if (hit->end > known->end)
        known->end = hit->end;
    if (hit->confidence > known->confidence)
        known->confidence = hit->confidence;
    return counted;
}

/* Whether the hit is nothing new. */
static bool keep_or_join(searching *s, const ch_hit *hit)
{
    ch_hit *known = s->origin == NULL ? NULL : known_hit(s, hit);
    if (known != NULL)
        return join_known(known, hit);
    keep_hit(s->scan, *hit);
    return false;
}

/* Shortens `found` to what is a hit. */
static void consider(searching *s, uint32_t detector, ch_span *found)
{
    const ch_detector_spec *d = &s->scanner->detections[detector];
    ch_text text = {s->text.at + s->line + found->start, found->end - found->start};
    if (!ch_check_trim(d->check, &text) || is_allowed(s, detector, text))
        return;
    found->end = found->start + (uint32_t)text.length;
    ch_span at = {(uint32_t)(s->line + found->start), (uint32_t)(s->line + found->end)};
    ch_arena_reset(&s->memory->arena);
    ch_hit hit = {detector, confidence_of(s, d, at.start, at.end), at.start, at.end};
    if (s->origin != NULL) {
        at = ch_skeleton_place(&s->memory->skeleton, at);
        hit.start = (uint32_t)(s->origin->line + at.start);
        hit.end = (uint32_t)(s->origin->line + at.end);
    }
    if (!keep_or_join(s, &hit) && hit.confidence > CH_LOW)
        count_distinct(s, detector, text);
}

/* ---- searching ---- */

/* Matches do not overlap, nor does a piece find again what the one before it did. */
static ch_match search_all(searching *s, uint32_t detector)
{
    const ch_pattern *pattern = s->scanner->detections[detector].pattern;
    size_t *until = &s->memory->until[detector], from = *until > s->from ? *until : s->from;
    ch_text line = {s->text.at + s->line, s->end - s->line};
    ch_found found;
    ch_match match;
    while ((match = ch_pattern_search(pattern, s->memory->matcher, line, from - s->line, s->open, &found)) ==
           CH_MATCH_YES) {
        if (s->line + found.whole.start >= s->next)
            return CH_MATCH_NO;
        ch_span hit = found.part;
        consider(s, detector, &hit);
        from = s->line + (hit.end < found.part.end ? hit.end : found.whole.end);
        *until = from;
    }
    return match;
}

static void search(searching *s, uint32_t detector)
{
    if (s->memory->limits[detector] == LIMITS_MOST)
        return;
    ch_match match = search_all(s, detector);
    s->scan->failed = s->scan->failed || match == CH_MATCH_NO_MEMORY;
    if (match != CH_MATCH_LIMIT)
        return;
    ch_set_add(&s->scan->limited, detector);
    s->memory->limits[detector]++;
}

/* ---- which detectors a piece is shown to ---- */

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

static ch_set possible(searching *in, ch_text piece, const ch_set *among)
{
    const ch_scanner *s = in->scanner;
    ch_set found = ch_automaton_find(s->words, piece);
    uint32_t digits = count_digits(piece);
    ch_set_meet(&found, &s->digits[digits < DIGIT_STEPS ? digits : DIGIT_STEPS]);
    ch_set_meet(&found, among);
    ch_byte_patterns_find(in->memory->byte_patterns, piece, &found);
    return found;
}

static void search_piece(searching *s, const ch_set *among)
{
    ch_set shown = possible(s, (ch_text){s->text.at + s->from, s->end - s->from}, among);
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

/* Once more, made plain, where that may be something else; hits from `first` on are the line's own. */
static void search_plain(searching *s, size_t end, const ch_set *among, size_t first)
{
    ch_text line = {s->text.at + s->line, end - s->line};
    struct ch_scan_memory *m = s->memory;
    if (s->suspect < s->line)
        s->suspect = ch_skeleton_suspect(s->text, s->line);
    if (s->suspect >= end || s->scan->failed || !ch_skeleton_wanted(line))
        return;
    if (!ch_skeleton_read(&m->skeleton, line)) {
        s->scan->failed = true;
        return;
    }
    if (ch_text_same(m->skeleton.text, line))
        return;
    origin from = {s->text, s->line, first, s->scan->count};
    searching skeleton = {.scan = s->scan,
                          .scanner = s->scanner,
                          .memory = m,
                          .text = m->skeleton.text,
                          .origin = &from};
    if (from.behind - from.first > 1)
        qsort(m->hits + from.first, from.behind - from.first, sizeof *m->hits, by_detector);
    memset(m->until, 0, s->scanner->count * sizeof *m->until);
    search_line(&skeleton, skeleton.text.length, among);
    memset(m->until, 0, s->scanner->count * sizeof *m->until);
}

static int by_place(const void *a, const void *b)
{
    const ch_hit *one = a, *other = b;
    int order = by_rank(one->start, other->start);
    order = order != 0 ? order : by_rank(one->detector, other->detector);
    return order != 0 ? order : by_end(one, other);
}

void ch_scan_text(ch_scan *scan, ch_text text, const ch_set *among)
{
    searching s = {.scan = scan, .scanner = scan->scanner, .memory = scan->memory, .text = text};
    size_t first = scan->count;
    s.suspect = ch_skeleton_suspect(text, 0);
    memset(s.memory->limits, 0, s.scanner->count);
    memset(s.memory->until, 0, s.scanner->count * sizeof *s.memory->until);
    while (s.line < text.length && !scan->failed) {
        const char *feed = memchr(text.at + s.line, '\n', text.length - s.line);
        size_t next = feed == NULL ? text.length : (size_t)(feed - text.at) + 1;
        size_t end = feed == NULL ? text.length : next - 1;
        if (end > s.line && feed != NULL && text.at[end - 1] == '\r')
            end--;
        size_t own = scan->count;
        search_line(&s, end, among);
        search_plain(&s, end, among, own);
        s.line = next;
    }
    if (scan->count > first)
        qsort(s.memory->hits + first, scan->count - first, sizeof *s.memory->hits, by_place);
}
