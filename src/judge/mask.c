/* Masking: a verdict never shows what detectors find. Whatever it quotes of the declaration is looked through here, once,
 * so that no format has to know: arguments of messages, lines of diagnostics, and the names that reports and totals
 * print. Lines of the source are looked through when they are shown (ch_verdict_hides). */
#include "base/unicode.h"
#include "judge/judging.h"

#define SECRETS_MOST  16 /* that a line holds, and that are looked for in what quotes it */
#define SECRET_LENGTH 4  /* bytes of one, at least: shorter ones stand in many words */

typedef struct masking {
    charter_judge *judge;
    ch_scan *scan;
    ch_text secrets[SECRETS_MOST]; /* what detectors find in the line at hand */
    uint32_t secret_count;
    bool failed;
} masking;

static const ch_set everything = {{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}};

/* Whether `text` could be looked through; where not, all of it is a secret. */
static bool look_through(masking *m, ch_text text)
{
    ch_scan_begin(m->scan);
    ch_scan_text(m->scan, text, &everything);
    m->failed = m->failed || m->scan->failed;
    return !m->scan->failed && !m->scan->more;
}

/* What stands in this line is a secret in what quotes it too, be it without the words that gave it away. */
static void learn(masking *m, ch_text line)
{
    m->secret_count = 0;
    if (line.length == 0)
        return;
    look_through(m, line);
    for (size_t i = 0; i < m->scan->count && m->secret_count < SECRETS_MOST; i++) {
        const ch_hit *hit = &m->scan->hits[i];
        if (hit->end - hit->start >= SECRET_LENGTH)
            m->secrets[m->secret_count++] = (ch_text){line.at + hit->start, hit->end - hit->start};
    }
}

static void hide(bool *hidden, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        hidden[i] = true;
}

static bool hide_secrets(const masking *m, ch_text text, bool *hidden)
{
    bool some = false;
    for (uint32_t i = 0; i < m->secret_count; i++) {
        ch_text secret = m->secrets[i];
        for (const char *at = text.at; at != NULL; at += at == NULL ? 0 : 1) {
            at = memmem(at, (size_t)(text.at + text.length - at), secret.at, secret.length);
            if (at == NULL)
                break;
            hide(hidden, (size_t)(at - text.at), (size_t)(at - text.at) + secret.length);
            some = true;
        }
    }
    return some;
}

static bool hide_hits(masking *m, ch_text text, bool *hidden)
{
    if (!look_through(m, text)) {
        hide(hidden, 0, text.length);
        return true;
    }
    for (size_t i = 0; i < m->scan->count; i++)
        hide(hidden, m->scan->hits[i].start, m->scan->hits[i].end);
    return m->scan->count > 0;
}

/* A bullet for each character that is hidden, blanks aside. */
static ch_text cover(masking *m, ch_text text, const bool *hidden)
{
    ch_buffer covered = ch_buffer_new(text.length * 3 + 1);
    for (size_t i = 0; i < text.length;) {
        int32_t character;
        ch_text rest = {text.at + i, text.length - i};
        size_t length = ch_character_next(rest, &character);
        bool shown = !hidden[i] || character == ' ' || character == '\t' || character == '\n';
        ch_buffer_add(&covered, shown ? (ch_text){rest.at, length} : CH_LITERAL("\xE2\x80\xA2"));
        i += length;
    }
    ch_text kept = covered.failed ? CH_NO_TEXT : ch_arena_text(&m->judge->arena, ch_buffer_text(&covered));
    ch_buffer_free(&covered);
    return kept;
}

/* `*text` becomes what may be shown of it; whether that differs. */
static bool mask(masking *m, ch_text *text)
{
    if (text->length == 0)
        return false;
    bool *hidden = ch_arena_take_many(&m->judge->arena, text->length, sizeof *hidden);
    if (hidden == NULL) {
        m->failed = true;
        return false;
    }
    bool found = hide_hits(m, *text, hidden), known = hide_secrets(m, *text, hidden);
    if (!found && !known)
        return false;
    *text = cover(m, *text, hidden);
    m->failed = m->failed || text->at == NULL;
    return true;
}

/* Texts of the catalogue are ours. */
static void mask_message(masking *m, ch_message *message)
{
    for (int i = 0; i < CH_MESSAGE_ARGS; i++)
        if ((message->spoken & (1U << i)) == 0)
            mask(m, &message->args[i]);
}

static void mask_findings(masking *m, const charter_verdict *v)
{
    for (size_t i = 0; i < v->finding_count; i++) {
        charter_finding *f = &m->judge->room.findings[i];
        if (f->message.text == NULL && f->help.text == NULL)
            continue;
        learn(m, ch_source_line(v->usage->source, f->span.start));
        mask_message(m, &f->message);
        mask_message(m, &f->help);
    }
}

static void mask_duties(masking *m, const charter_verdict *v)
{
    m->secret_count = 0;
    for (size_t i = 0; i < v->duty_count; i++)
        mask_message(m, &m->judge->room.duties[i].how);
}

static void mask_errors(masking *m)
{
    for (charter_diagnostic *e = m->judge->errors.first; e != NULL; e = e->next) {
        learn(m, e->line);
        mask_message(m, &e->message);
        mask_message(m, &e->help);
        mask(m, &e->line);
    }
}

static bool mask_node(masking *m, const ch_node **node)
{
    if (*node == NULL || (*node)->kind != CH_SCALAR)
        return false;
    ch_text text = (*node)->text;
    ch_node *twin = mask(m, &text) ? ch_arena_take(&m->judge->arena, sizeof *twin) : NULL;
    if (twin == NULL)
        return false;
    *twin = **node;
    twin->text = text;
    *node = twin;
    return true;
}

/* Who reviewed what, and who is trained. */
static bool mask_reviewers(masking *m, ch_evidences *review)
{
    bool some = false;
    ch_evidence *items = ch_arena_take_many(&m->judge->arena, review->count + 1, sizeof *items);
    if (items == NULL) {
        m->failed = true;
        return false;
    }
    for (uint32_t i = 0; i < review->count; i++) {
        items[i] = review->items[i];
        some = mask(m, &items[i].by) || some;
    }
    if (some)
        review->items = items;
    return some;
}

/* The names that are printed without their line. Judging is over: what the declaration says no longer decides anything. */
static void mask_names(masking *m, charter_verdict *v)
{
    charter_usage shown = *v->usage;
    ch_text *names[] = {&shown.id, &shown.unit, &shown.author, &shown.tool_name, &shown.tool_model};
    bool some = false;
    m->secret_count = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        some = mask(m, names[i]) || some;
    some = mask_node(m, &shown.activity) || some;
    some = (shown.review.count > 0 && mask_reviewers(m, &shown.review)) || some;
    if (!some)
        return;
    charter_usage *kept = ch_arena_take(&m->judge->arena, sizeof *kept);
    if (kept == NULL) {
        m->failed = true;
        return;
    }
    *kept = shown;
    v->usage = kept;
}

bool ch_mask_verdict(charter_judge *judge)
{
    charter_verdict *v = &judge->verdict;
    if (!ch_verdict_detects(v))
        return true;
    masking m = {.judge = judge, .scan = ch_verdict_scan(v)};
    if (m.scan == NULL)
        return false;
    mask_errors(&m);
    mask_findings(&m, v);
    mask_duties(&m, v);
    mask_names(&m, v);
    return !m.failed && !judge->arena.failed;
}
