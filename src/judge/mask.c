/* Masking: a verdict never shows what detectors find. Whatever it quotes of the declaration is looked through here, once,
 * so that no format has to know: arguments of messages, lines of diagnostics, and the names that reports and totals
 * print; and so is what is told without a verdict. Lines of the source are looked through when they are shown
 * (ch_verdict_hides). */
#include "base/unicode.h"
#include "judge/judging.h"

#define SECRETS_MOST  16 /* that a line holds, and that are looked for in what quotes it */
#define SECRET_LENGTH 4  /* bytes of one, at least: shorter ones stand in many words */

typedef struct masking {
    charter_judge *judge;
    ch_hiders hiders;
    ch_arena *arena; /* of what is covered */
    ch_text secrets[SECRETS_MOST]; /* what detectors find in the line at hand */
    uint32_t secret_count;
    bool failed;
} masking;

/* Takes what a version finds in `text`; `scan` is NULL where that cannot be known. */
typedef void see_found(masking *m, ch_text text, const ch_scan *scan, bool *hidden);

/* Shows to `see` what each version finds in `text`; whether anything of it must be hidden. */
static bool look_through(masking *m, ch_text text, see_found *see, bool *hidden)
{
    bool some = false;
    for (size_t i = 0; i < m->hiders.count; i++) {
        if (m->hiders.first[i].scanner == NULL)
            continue;
        const ch_scan *scan = ch_look_through(m->judge, &m->hiders.first[i], text, &m->failed);
        some = some || scan == NULL || scan->count > 0;
        if (see != NULL)
            see(m, text, scan, hidden);
    }
    return some;
}

static void add_secrets(masking *m, ch_text line, const ch_scan *scan, bool *hidden)
{
    (void)hidden;
    for (size_t i = 0; scan != NULL && i < scan->count && m->secret_count < SECRETS_MOST; i++) {
        const ch_hit *hit = &scan->hits[i];
        if (hit->end - hit->start >= SECRET_LENGTH)
            m->secrets[m->secret_count++] = (ch_text){line.at + hit->start, hit->end - hit->start};
    }
}

/* What stands in this line is a secret in what quotes it too, be it without the words that gave it away. */
static void learn(masking *m, ch_text line)
{
    m->secret_count = 0;
    if (line.length > 0)
        look_through(m, line, add_secrets, NULL);
}

static void hide(bool *hidden, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        hidden[i] = true;
}

/* `hidden` may be NULL: whether there are any is then all that is asked. */
static bool hide_secrets(const masking *m, ch_text text, bool *hidden)
{
    bool some = false;
    for (uint32_t i = 0; i < m->secret_count; i++) {
        ch_text secret = m->secrets[i];
        for (const char *at = text.at; at != NULL; at += at == NULL ? 0 : 1) {
            at = memmem(at, (size_t)(text.at + text.length - at), secret.at, secret.length);
            if (at == NULL)
                break;
            if (hidden != NULL)
                hide(hidden, (size_t)(at - text.at), (size_t)(at - text.at) + secret.length);
            some = true;
        }
    }
    return some;
}

static void hide_hits(masking *m, ch_text text, const ch_scan *scan, bool *hidden)
{
    (void)m;
    if (scan == NULL)
        hide(hidden, 0, text.length);
    for (size_t i = 0; scan != NULL && i < scan->count; i++)
        hide(hidden, scan->hits[i].start, scan->hits[i].end);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The text as names and messages show it, its blanks and line breaks squeezed; CH_NO_TEXT where it has none to squeeze. */
static ch_text squeeze(masking *m, ch_text text)
{
    bool some = false;
    size_t length = 0;
    for (size_t i = 0; i < text.length && !some; i++)
        some = is_blank(text.at[i]) && (text.at[i] != ' ' || (i > 0 && is_blank(text.at[i - 1])));
    char *squeezed = some ? ch_arena_take_raw(m->arena, text.length) : NULL;
    m->failed = m->failed || (some && squeezed == NULL);
    for (size_t i = 0; squeezed != NULL && i < text.length; i++) {
        if (!is_blank(text.at[i]))
            squeezed[length++] = text.at[i];
        else if (length > 0 && squeezed[length - 1] != ' ')
            squeezed[length++] = ' ';
    }
    return (ch_text){squeezed, length};
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
    ch_text kept = covered.failed ? CH_NO_TEXT : ch_arena_text(m->arena, ch_buffer_text(&covered));
    ch_buffer_free(&covered);
    m->failed = m->failed || kept.at == NULL;
    return kept;
}

/* Only then is there anything to be done: most texts are clean. */
static bool is_clean(masking *m, ch_text text)
{
    return text.length == 0 || (!hide_secrets(m, text, NULL) && !look_through(m, text, NULL, NULL));
}

/* `*text` becomes what may be shown of it, all of it covered where `whole`; whether that differs. */
static bool mask_part(masking *m, ch_text *text, bool whole)
{
    bool *hidden = ch_arena_take_many(m->arena, text->length, sizeof *hidden);
    m->failed = m->failed || hidden == NULL;
    if (hidden == NULL)
        return false;
    if (whole) {
        hide(hidden, 0, text->length);
    } else {
        look_through(m, *text, hide_hits, hidden);
        hide_secrets(m, *text, hidden);
    }
    *text = cover(m, *text, hidden);
    return true;
}

/* A line, which is shown as it is written. */
static bool mask_line(masking *m, ch_text *line)
{
    return !is_clean(m, *line) && mask_part(m, line, false);
}

/* A name or an argument. What becomes a secret by being squeezed is covered whole. */
static bool mask(masking *m, ch_text *text)
{
    if (mask_line(m, text))
        return true;
    ch_text squeezed = squeeze(m, *text);
    return !is_clean(m, squeezed) && mask_part(m, text, true);
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

static void mask_diagnostics(masking *m, charter_diagnostics *diagnostics)
{
    for (charter_diagnostic *d = diagnostics->first; d != NULL; d = d->next) {
        learn(m, d->line);
        mask_message(m, &d->message);
        mask_message(m, &d->help);
        mask_line(m, &d->line);
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
    masking m = {.judge = judge, .hiders = ch_hiders_of(judge, v->version), .arena = &judge->arena};
    if (!ch_hiders_detect(m.hiders))
        return true;
    mask_diagnostics(&m, &judge->errors);
    mask_findings(&m, v);
    mask_duties(&m, v);
    mask_names(&m, v);
    return !m.failed && !judge->arena.failed;
}

bool ch_judge_mask(charter_judge *judge, const charter_verdict *verdict, charter_diagnostics *diagnostics)
{
    const ch_version *version = verdict == NULL ? NULL : verdict->version;
    masking m = {.judge = judge, .hiders = ch_hiders_of(judge, version), .arena = &diagnostics->arena};
    if (diagnostics->count > 0 && ch_hiders_detect(m.hiders))
        mask_diagnostics(&m, diagnostics);
    return !m.failed && !diagnostics->arena.failed;
}
