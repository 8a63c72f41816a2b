/* Understanding a sentence, step by step, and the public calls. What a name means is the charter's to say; what it
 * does in the sentence, that of the other files here. Nothing is judged. */
#include "base/date.h"
#include "base/diagnostics.h"
#include "base/unicode.h"
#include "ask/mention.h"
#include "judge/resolve.h"

#include <stdio.h>
#include <stdlib.h>

struct charter_understanding {
    ch_arena arena;
    const charter *charter;
    const ch_version *version; /* NULL: none is in force */
    charter_mention *mentions;
    uint32_t count;
};

/* ---- bytes ---- */

static charter_status refuse(charter_diagnostics *diagnostics, ch_code code, const ch_source *source, ch_span at,
                             ch_message message, ch_message help)
{
    ch_error_at(diagnostics, code, source, at, message, help);
    return diagnostics->failed ? CHARTER_NO_MEMORY : CHARTER_INVALID;
}

/* The first character that nobody sees, line ends and tabs aside. */
static bool find_hidden(ch_text text, ch_span *at, int32_t *character)
{
    for (size_t i = 0; i < text.length;) {
        size_t width = ch_character_next((ch_text){text.at + i, text.length - i}, character);
        bool blank = *character == '\n' || *character == '\t' || *character == '\r';
        *at = (ch_span){(uint32_t)i, (uint32_t)(i + width)};
        if (!blank && ch_character_misleads(*character))
            return true;
        i += width;
    }
    return false;
}

static charter_status check(ch_text sentence, charter_diagnostics *diagnostics)
{
    ch_source source = {.name = NULL, .bytes = sentence};
    ch_span at = {0, 1};
    if (sentence.length > CHARTER_SENTENCE_MAX) {
        source.bytes.length = CHARTER_SENTENCE_MAX;
        return refuse(diagnostics, CH_LIMIT_TEXT, &source, at, ch_say("the question is longer than 4096 bytes"),
                      ch_say("say in a sentence what is to be done, with which tool, on which data"));
    }
    ch_byte_fault fault = ch_source_check(&source, &at);
    if (fault == CH_BYTES_NOT_UTF8 || fault == CH_BYTES_UTF16)
        return refuse(diagnostics, CH_BYTES_ENCODING, &source, at, ch_say("this byte is not UTF-8"),
                      ch_say("write the question in UTF-8"));
    int32_t character = 0;
    if (fault == CH_BYTES_FORBIDDEN)
        ch_character_next((ch_text){sentence.at + at.start, at.end - at.start}, &character);
    else if (!find_hidden(sentence, &at, &character))
        return CHARTER_OK;
    char shown[16];
    snprintf(shown, sizeof shown, "U+%04X", (unsigned)character);
    return refuse(diagnostics, CH_BYTES_CHARACTER, &source, at,
                  ch_say1("this character may not stand here: %s", ch_text_of(shown)),
                  ch_say("remove it: it is invisible, or starts a line that an editor does not show"));
}

/* ---- what a tool's longer name means ---- */

/* As the judge will resolve it. What is unknown, and no pattern knows it, stays so. */
static bool resolve(const ch_understanding_work *work, ch_mention *m, ch_matcher *matcher)
{
    ch_resolved r = ch_resolve_tool(work->version, work->day, m->as_written, work->arena, matcher);
    if (r.failed || ch_matcher_failed(matcher))
        return false;
    if (m->kind == CHARTER_MENTION_UNKNOWN && r.number == CH_NOT_FOUND) {
        m->as_written = CH_NO_TEXT;
        return true;
    }
    m->kind = CHARTER_MENTION_TAKEN;
    m->entry_count = r.number == CH_NOT_FOUND ? 0 : 1;
    m->entries[0] = r.number;
    return true;
}

static bool resolve_tools(ch_understanding_work *work)
{
    bool good = true;
    ch_matcher *matcher = NULL;
    for (uint32_t i = 0; i < work->count && good; i++) {
        ch_mention *m = &work->mentions[i];
        if (m->as_written.at == NULL)
            continue;
        matcher = matcher == NULL ? ch_matcher_new() : matcher;
        good = matcher != NULL && resolve(work, m, matcher);
    }
    ch_matcher_free(matcher);
    return good;
}

/* ---- the result ---- */

static ch_text declared(const charter_understanding *u, const ch_mention *m)
{
    if (m->kind != CHARTER_MENTION_TAKEN)
        return CH_NO_TEXT;
    if (m->vocabulary == CHARTER_LISTED_TOOLS)
        return m->as_written.at == NULL ? m->name : m->as_written;
    ch_vocabulary kind = m->vocabulary == CHARTER_LISTED_DATA ? CH_VOCABULARY_DATA : CH_VOCABULARY_ACTIVITIES;
    return ch_vocabulary_entry(u->version, kind, (uint32_t)m->entries[0])->id;
}

static charter_mention told(const charter_understanding *u, const ch_understanding_work *work, const ch_mention *m,
                            ch_text text)
{
    size_t start = ch_ask_word(work, m->from)->at.start;
    size_t end = m->as_written.at == NULL ? ch_ask_word(work, m->to - 1)->at.end : start + m->as_written.length;
    return (charter_mention){.vocabulary = m->vocabulary,
                             .kind = m->kind,
                             .start = start,
                             .end = end,
                             .written = {text.at + start, end - start},
                             .declared = declared(u, m),
                             .entries = m->entries,
                             .entry_count = m->entry_count};
}

static int by_start(const void *a, const void *b)
{
    const charter_mention *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->vocabulary != y->vocabulary)
        return x->vocabulary < y->vocabulary ? -1 : 1;
    if (x->end != y->end)
        return x->end < y->end ? -1 : 1;
    return (x->kind > y->kind) - (x->kind < y->kind);
}

static bool tell(charter_understanding *u, const ch_understanding_work *work)
{
    u->mentions = ch_arena_take_many(&u->arena, (size_t)work->count + 1, sizeof *u->mentions);
    if (u->mentions == NULL)
        return false;
    for (; u->count < work->count; u->count++)
        u->mentions[u->count] = told(u, work, &work->mentions[u->count], work->sentence.text);
    qsort(u->mentions, u->count, sizeof *u->mentions, by_start);
    return !u->arena.failed;
}

/* ---- the steps ---- */

static bool understand(charter_understanding *u, charter_day at, bool french, ch_text sentence)
{
    ch_understanding_work work = {.version = u->version, .day = at, .arena = &u->arena};
    if (u->version == NULL)
        return true;
    const ch_small_words *known = ch_small_words_make(&u->arena);
    ch_text text = ch_arena_text(&u->arena, sentence.at == NULL ? CH_LITERAL("") : sentence);
    if (known == NULL || text.at == NULL || !ch_sentence_read(&work.sentence, text, known, french, work.arena) ||
        !ch_ask_find_names(&work) || !ch_ask_find_mentions(&work))
        return false;
    ch_ask_extend_tools(&work);
    if (!ch_ask_find_products(&work) || !resolve_tools(&work))
        return false;
    ch_ask_find_denied(&work);
    ch_ask_set_aside(&work);
    ch_ask_find_rivals(&work);
    return ch_ask_find_unknown(&work) && tell(u, &work);
}

charter_status charter_understand(charter_understanding **out, const charter *the_charter, charter_day at,
                                  charter_lang lang, charter_text sentence, charter_diagnostics *diagnostics)
{
    *out = NULL;
    if (!ch_is_day(at) || !ch_is_lang(lang))
        return CHARTER_UNKNOWN;
    charter_status status = check(sentence, diagnostics);
    if (status != CHARTER_OK)
        return status;
    charter_understanding *u = calloc(1, sizeof *u);
    if (u == NULL)
        return CHARTER_NO_MEMORY;
    u->charter = the_charter;
    u->version = ch_charter_on(the_charter, at);
    if (!understand(u, at, lang == CHARTER_FR, sentence)) {
        charter_understanding_free(u);
        return CHARTER_NO_MEMORY;
    }
    *out = u;
    return CHARTER_OK;
}

void charter_understanding_free(charter_understanding *u)
{
    if (u == NULL)
        return;
    ch_arena_clear(&u->arena);
    free(u);
}

bool charter_understanding_version(const charter_understanding *u, size_t *version)
{
    if (u->version != NULL)
        *version = (size_t)(u->version - u->charter->versions);
    return u->version != NULL;
}

size_t charter_mention_count(const charter_understanding *u)
{
    return u->count;
}

const charter_mention *charter_mention_at(const charter_understanding *u, size_t index)
{
    return &u->mentions[index];
}

const char *charter_mention_kind_name(charter_mention_kind kind)
{
    static const char *const names[] = {
        [CHARTER_MENTION_TAKEN] = "taken",     [CHARTER_MENTION_AMBIGUOUS] = "ambiguous",
        [CHARTER_MENTION_DENIED] = "denied",   [CHARTER_MENTION_NAME] = "name",
        [CHARTER_MENTION_QUOTED] = "quoted",   [CHARTER_MENTION_ASIDE] = "aside",
        [CHARTER_MENTION_UNKNOWN] = "unknown",
    };
    _Static_assert(sizeof names / sizeof *names == CHARTER_MENTION_KINDS, "each has its name");
    return (unsigned)kind < CHARTER_MENTION_KINDS ? names[kind] : NULL;
}
