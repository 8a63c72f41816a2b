/* Patterns with `*`, matched without recursion: only the last `*` is ever tried again. So a comparison costs at most
 * the product of the two lengths, whatever a repository holds; regular expressions, which cost more and say more, are
 * pattern.c's. Which patterns say too little is charter/link_traces.c's to refuse. */
#include "pattern/globs.h"

#define ANY 256 /* the head of a pattern that begins with `*` */

static bool is_letter_or_digit(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static unsigned char fold(char byte)
{
    unsigned char c = (unsigned char)byte;
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c - 'A' + 'a') : c;
}

/* Bytes beyond ASCII count, each: a word of another script says something too. */
unsigned ch_glob_weight(ch_text pattern)
{
    unsigned weight = 0;
    for (size_t i = 0; i < pattern.length; i++)
        weight += is_letter_or_digit((unsigned char)pattern.at[i]) || (unsigned char)pattern.at[i] >= 0x80;
    return weight;
}

/* ---- making them ---- */

static bool is_anchored(ch_glob_kind kind, ch_text pattern)
{
    return kind == CH_GLOB_PATH && pattern.length > 1 && pattern.at[0] == '/';
}

static unsigned head_of(ch_glob_kind kind, ch_text pattern)
{
    char first = pattern.at[is_anchored(kind, pattern) ? 1 : 0];
    return first == '*' ? ANY : kind == CH_GLOB_PATH ? (unsigned char)first : fold(first);
}

/* A counting sort: patterns keep their order under each first byte. A pattern is never empty (the header asks for
 * it), so it has a first byte. */
bool ch_globs_make(ch_globs *globs, ch_glob_kind kind, const ch_glob *items, uint32_t count, ch_arena *arena)
{
    ch_glob *sorted = ch_arena_take_many(arena, count + 1, sizeof *sorted);
    *globs = (ch_globs){.kind = kind, .items = sorted, .count = sorted == NULL ? 0 : count};
    if (sorted == NULL)
        return false;
    uint32_t next[CH_GLOB_HEADS] = {0};
    for (uint32_t i = 0; i < count; i++)
        globs->heads[head_of(kind, items[i].text) + 1]++;
    for (unsigned head = 0; head < CH_GLOB_HEADS; head++) {
        globs->heads[head + 1] += globs->heads[head];
        next[head] = globs->heads[head];
    }
    for (uint32_t i = 0; i < count; i++)
        sorted[next[head_of(kind, items[i].text)]++] = items[i];
    return true;
}

/* ---- one pattern, one text ---- */

/* Where to go on from when what follows a `*` does not match: with one byte more under it. */
typedef struct retry {
    bool set;
    size_t pattern, text;
} retry;

/* What an earlier star has taken need never be changed: the last star can take whatever is left between. */
static bool matches_line(ch_text pattern, ch_text text)
{
    retry star = {.set = false};
    size_t p = 0, t = 0;
    while (t < text.length || p < pattern.length) {
        if (p < pattern.length && pattern.at[p] == '*') {
            star = (retry){true, ++p, t};
        } else if (p < pattern.length && t < text.length && fold(pattern.at[p]) == fold(text.at[t])) {
            p++;
            t++;
        } else if (star.set && star.text < text.length) {
            p = star.pattern;
            t = ++star.text;
        } else {
            return false;
        }
    }
    return true;
}

/* `**` with a slash behind it is any number of folders, none too; at a pattern's end it is all that follows. */
typedef struct path_match {
    ch_text pattern, text;
    size_t p, t;
    retry star, deep;
    bool by_folders; /* `deep` goes on behind the next slash */
} path_match;

static void take_star(path_match *m)
{
    bool deep = m->p + 1 < m->pattern.length && m->pattern.at[m->p + 1] == '*';
    m->p += deep ? 2 : 1;
    if (!deep) {
        m->star = (retry){true, m->p, m->t};
        return;
    }
    m->by_folders = m->p < m->pattern.length && m->pattern.at[m->p] == '/';
    m->p += m->by_folders;
    m->star.set = false;
    m->deep = (retry){true, m->p, m->t};
}

/* A `*` never takes a slash. When the last one can take no more, the last `**` takes a folder, or a byte, and all
 * behind it begins anew. */
static bool try_again(path_match *m)
{
    if (m->star.set && m->star.text < m->text.length && m->text.at[m->star.text] != '/') {
        m->p = m->star.pattern;
        m->t = ++m->star.text;
        return true;
    }
    if (!m->deep.set || m->deep.text >= m->text.length)
        return false;
    const char *from = m->text.at + m->deep.text;
    const char *slash = m->by_folders ? memchr(from, '/', m->text.length - m->deep.text) : from;
    if (slash == NULL)
        return false;
    m->deep.text = (size_t)(slash - m->text.at) + 1;
    m->star.set = false;
    m->p = m->deep.pattern;
    m->t = m->deep.text;
    return true;
}

static bool matches_path(ch_text pattern, ch_text text)
{
    path_match m = {.pattern = pattern, .text = text};
    while (m.t < text.length || m.p < pattern.length) {
        if (m.p < pattern.length && pattern.at[m.p] == '*') {
            take_star(&m);
        } else if (m.p < pattern.length && m.t < text.length && pattern.at[m.p] == text.at[m.t]) {
            m.p++;
            m.t++;
        } else if (!try_again(&m)) {
            return false;
        }
    }
    return true;
}

static bool is_in_word(char c)
{
    return is_letter_or_digit((unsigned char)c) || c == '_' || c == '-';
}

/* A dot ends a sentence, or parts a version or the name of a machine from its rest. */
static bool is_border(ch_text text, size_t at)
{
    if (at == text.length || is_in_word(text.at[at]))
        return at == text.length;
    return text.at[at] != '.' || at + 1 == text.length || !is_in_word(text.at[at + 1]);
}

#define WORD_MOST ((size_t)256) /* bytes under one `*` */

/* Where the pattern's match from `start` on ends, or 0. A `*` at the end takes all that it can. The bound keeps a
 * text of one endless word from being walked to its end from each of its letters. */
static size_t end_of_word(ch_text pattern, ch_text text, size_t start)
{
    retry star = {.set = false};
    size_t p = 0, t = start, since = start;
    for (;;) {
        if (p < pattern.length && pattern.at[p] == '*') {
            star = (retry){true, ++p, t};
            since = t;
        } else if (p < pattern.length && t < text.length && fold(pattern.at[p]) == fold(text.at[t])) {
            p++;
            t++;
        } else if (p == pattern.length && is_border(text, t)) {
            return t;
        } else if (star.set && star.text < text.length && star.text - since < WORD_MOST &&
                   (is_in_word(text.at[star.text]) || text.at[star.text] == '.')) {
            p = star.pattern;
            t = ++star.text;
        } else {
            return 0;
        }
    }
}

/* ---- all of them ---- */

static void find_among(const ch_globs *g, unsigned head, ch_text text, size_t start, ch_glob_found *found,
                       void *context)
{
    for (uint32_t i = g->heads[head]; i < g->heads[head + 1]; i++) {
        const ch_glob *glob = &g->items[i];
        ch_text rest = {text.at + start, text.length - start};
        bool anchored = is_anchored(g->kind, glob->text);
        ch_text pattern = {glob->text.at + anchored, glob->text.length - anchored};
        size_t end = text.length;
        if (g->kind == CH_GLOB_WORD && (end = end_of_word(pattern, text, start)) == 0)
            continue;
        if (g->kind == CH_GLOB_LINE && !matches_line(pattern, rest))
            continue;
        if (g->kind == CH_GLOB_PATH && ((anchored && start > 0) || !matches_path(pattern, rest)))
            continue;
        found(context, glob, start, end);
    }
}

/* Whether something that is looked for may begin here. */
static bool may_begin(ch_glob_kind kind, ch_text text, size_t at)
{
    if (at == 0)
        return true;
    return kind == CH_GLOB_PATH ? text.at[at - 1] == '/' : !is_in_word(text.at[at - 1]);
}

void ch_globs_find(const ch_globs *g, ch_text text, ch_glob_found *found, void *context)
{
    /* A line is matched whole, and so from its beginning alone. */
    size_t last = g->kind == CH_GLOB_LINE && text.length > 0 ? 1 : text.length;
    if (g->count == 0)
        return;
    for (size_t at = 0; at < last; at++) {
        unsigned head = g->kind == CH_GLOB_PATH ? (unsigned char)text.at[at] : fold(text.at[at]);
        /* Most positions are left after two comparisons, before anything is matched. */
        bool some = g->heads[head] < g->heads[head + 1] || g->heads[ANY] < g->heads[ANY + 1];
        if (!some || !may_begin(g->kind, text, at))
            continue;
        find_among(g, head, text, at, found, context);
        find_among(g, ANY, text, at, found, context);
    }
}
