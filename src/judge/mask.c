/* Masking: a verdict never shows what detectors find. Whatever it quotes of the declaration is looked
 * through here, once, so that no format has to know: arguments of messages, lines of diagnostics, and the
 * names that reports and totals print; and so is what is told without a verdict. Of lines of the source, which
 * reports show as they are written, the verdict says what must not be shown. */
#include "base/unicode.h"
#include "judge/judging.h"

#define WORDLIKE 8 /* bytes of a secret that is hidden within words too: shorter ones stand in many */

/* What detectors find in the line at hand. */
typedef struct secret {
    ch_text text;
    bool begins, ends; /* it stands by itself on that side: no letter or digit comes before, or behind */
    struct secret *next;
} secret;

typedef struct masking {
    charter_judge *judge;
    ch_hiders hiders;
    ch_arena *arena;  /* of what is covered */
    ch_arena working; /* of the text at hand */
    ch_arena learnt;  /* of the line at hand */
    secret *secrets;
    ch_text line; /* that was learnt last */
    const ch_hidden *hidden;
    bool known; /* what equals a word of the charter is one: of findings, not of a declaration's faults */
    bool failed;
} masking;

static masking begin(charter_judge *judge, const ch_version *version, ch_arena *arena)
{
    return (masking){.judge = judge, .hiders = ch_hiders_of(judge, version), .arena = arena};
}

static bool end(masking *m)
{
    ch_arena_clear(&m->working);
    ch_arena_clear(&m->learnt);
    return !m->failed && !m->arena->failed;
}

/* ---- secrets of a line ---- */

static bool in_word(ch_text text, size_t at)
{
    unsigned char c = at < text.length ? (unsigned char)text.at[at] : '\0';
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
}

static void learn_hit(void *context, ch_text text, size_t start, size_t end)
{
    masking *m = context;
    size_t letter = start;
    while (letter < end && !in_word(text, letter))
        letter++;
    if (letter == end) /* a sign or two are no secret by themselves */
        return;
    secret *learnt = ch_arena_take(&m->learnt, sizeof *learnt);
    if (learnt == NULL) {
        m->failed = true;
        return;
    }
    learnt->text = (ch_text){text.at + start, end - start};
    learnt->begins = start == 0 || !in_word(text, start - 1);
    learnt->ends = !in_word(text, end);
    learnt->next = m->secrets;
    m->secrets = learnt;
}

static void forget(masking *m)
{
    m->secrets = NULL;
    m->line = CH_NO_TEXT;
    ch_arena_reset(&m->learnt);
}

/* What stands in this line is a secret in what quotes it too, be it without the words that gave it away. Its bytes that
 * must not be shown become `hidden`, unless that is NULL. */
static void learn(masking *m, ch_text line, ch_text around, bool *hidden)
{
    ch_views views;
    forget(m);
    m->line = line;
    if (line.length == 0)
        return;
    if (!ch_views_of(&views, line, around.at == NULL ? line : around, &m->learnt))
        m->failed = true;
    else
        ch_views_hide(m->judge, m->hiders, &views, learn_hit, m, hidden, &m->failed);
}

/* A short one is a secret where it stands by itself as it does in its line: a number of a line is not in
 * every date. */
static bool is_secret(const secret *s, ch_text text, size_t at)
{
    if (s->text.length >= WORDLIKE)
        return true;
    bool begins = at == 0 || !in_word(text, at - 1), ends = !in_word(text, at + s->text.length);
    return (begins || !s->begins) && (ends || !s->ends);
}

static bool hide_secret(const ch_views *views, const ch_view *view, const secret *s, bool *hidden)
{
    bool some = false;
    ch_text text = view->reading.text;
    const char *from = text.at, *behind = text.at + text.length;
    while (from < behind && (from = memmem(from, (size_t)(behind - from), s->text.at, s->text.length)) != NULL) {
        size_t at = (size_t)(from++ - text.at);
        if (is_secret(s, text, at))
            some = ch_view_hide(views, view, at, at + s->text.length, hidden) || some;
    }
    return some;
}

static bool hide_secrets(const masking *m, const ch_views *views, bool *hidden)
{
    bool some = false;
    for (const secret *s = m->secrets; s != NULL; s = s->next)
        for (uint32_t v = 0; v < views->count; v++)
            some = hide_secret(views, &views->items[v], s, hidden) || some;
    return some;
}

/* ---- the charter's own words ---- */

/* Detectors give examples of what is to be hidden, rules and exceptions ask for what was declared: of
 * theirs, ids alone are words. */
static bool has_words(const ch_node *value)
{
    static const char *const others[] = {"detectors", "rules", "exceptions"};
    for (size_t i = 0; value->key != NULL && i < sizeof others / sizeof *others; i++)
        if (ch_text_is(value->key->text, others[i]))
            return false;
    return true;
}

static bool says(const ch_node *node, ch_text word, bool values)
{
    bool said = node->kind == CH_SCALAR && values && ch_text_same(node->text, word);
    for (const ch_node *child = node->first; child != NULL && !said; child = child->next)
        said = (child->key != NULL && ch_text_same(child->key->text, word)) ||
               says(child, word, values && has_words(child));
    return said;
}

static bool is_charters_word(const masking *m, ch_text word)
{
    bool said = false;
    for (size_t i = 0; i < m->hiders.count && !said; i++)
        for (const ch_file *file = m->hiders.first[i].files; file != NULL && !said; file = file->next)
            said = says(file->root, word, true);
    return said;
}

/* A word that the charter says, or a list of some: it is public, whatever it looks like. */
static bool is_charters(const masking *m, ch_text text)
{
    while (text.length > 0) {
        const char *comma = memmem(text.at, text.length, ", ", 2);
        size_t length = comma == NULL ? text.length : (size_t)(comma - text.at), past = comma == NULL ? 0 : 2;
        if (!is_charters_word(m, text) && !is_charters_word(m, (ch_text){text.at, length}))
            return false;
        text = (ch_text){text.at + length + past, text.length - length - past};
    }
    return true;
}

/* ---- covering ---- */

/* A bullet for each character that is hidden, blanks aside. */
static ch_text cover(masking *m, ch_text text, const bool *hidden)
{
    ch_buffer covered = ch_buffer_init(text.length * 3 + 1);
    for (size_t i = 0; i < text.length;) {
        int32_t character;
        ch_text rest = {text.at + i, text.length - i};
        size_t length = ch_character_next(rest, &character);
        bool shown = !hidden[i] || character == ' ' || character == '\t' || character == '\n';
        ch_buffer_add(&covered, shown ? (ch_text){rest.at, length} : CH_LITERAL("\xE2\x80\xA2"));
        i += length;
    }
    ch_text kept = covered.failed ? CH_NO_TEXT : ch_arena_text(m->arena, ch_buffer_text(&covered));
    ch_buffer_clear(&covered);
    m->failed = m->failed || kept.at == NULL;
    return kept;
}

/* Which bytes of it are hidden; `hidden` may be NULL. */
static bool hide(masking *m, const ch_views *views, bool *hidden)
{
    bool some = hide_secrets(m, views, hidden);
    if (some && hidden == NULL)
        return true;
    return ch_views_hide(m->judge, m->hiders, views, NULL, NULL, hidden, &m->failed) || some;
}

/* `*text` becomes what may be shown of it; whether that differs. Most texts are clean, and nothing is made
 * for them. */
static bool mask_views(masking *m, ch_text *text, const ch_views *views)
{
    if (!hide(m, views, NULL) || (m->known && is_charters(m, *text)))
        return false;
    bool *hidden = ch_arena_take_many(&m->working, text->length, sizeof *hidden);
    m->failed = m->failed || hidden == NULL;
    if (hidden == NULL)
        return false;
    hide(m, views, hidden);
    *text = cover(m, *text, hidden);
    return true;
}

static bool mask_piece(masking *m, ch_text *text, ch_text around)
{
    ch_views views;
    if (text->length == 0)
        return false;
    ch_arena_reset(&m->working);
    if (ch_views_of(&views, *text, around, &m->working))
        return mask_views(m, text, &views);
    m->failed = true;
    return false;
}

static bool mask(masking *m, ch_text *text)
{
    return mask_piece(m, text, *text);
}

/* A detector may know a secret by the sign before it, which another spelling has not. */
static void cover_whole(masking *m, ch_text *text)
{
    if (text->length == 0)
        return;
    ch_arena_reset(&m->working);
    bool *hidden = ch_arena_take_many(&m->working, text->length, sizeof *hidden);
    m->failed = m->failed || hidden == NULL;
    for (size_t i = 0; hidden != NULL && i < text->length; i++)
        hidden[i] = true;
    *text = hidden == NULL ? CH_NO_TEXT : cover(m, *text, hidden);
}

/* Texts of the catalogue are ours too. */
static void mask_message(masking *m, ch_message *message)
{
    for (int i = 0; i < CH_MESSAGE_ARGS; i++) {
        if (((message->spoken | message->ours) & (1U << i)) != 0)
            continue;
        if (message->respelt && m->secrets != NULL)
            cover_whole(m, &message->args[i]);
        else
            mask(m, &message->args[i]);
    }
}

/* ---- lines ---- */

static void add_hidden(masking *m, ch_span span)
{
    ch_hidden *hidden = ch_arena_take(m->arena, sizeof *hidden);
    if (hidden == NULL)
        return; /* the arena has failed */
    *hidden = (ch_hidden){span, m->hidden};
    m->hidden = hidden;
}

static void add_runs(masking *m, const bool *hidden, size_t length, uint32_t offset)
{
    for (uint32_t at = 0, start; at < length; at++) {
        if (!hidden[at])
            continue;
        for (start = at; at < length && hidden[at];)
            at++;
        add_hidden(m, (ch_span){offset + start, offset + at});
    }
}

/* Learns a finding's line, and notes what of it must not be shown. */
static void learn_line(masking *m, const charter_declaration *declaration, ch_text line)
{
    if (line.at == m->line.at && line.length == m->line.length)
        return;
    ch_arena_reset(&m->working);
    bool *hidden = ch_arena_take_many(&m->working, line.length + 1, sizeof *hidden);
    m->failed = m->failed || hidden == NULL;
    learn(m, line, ch_usage_around(declaration, line), hidden);
    if (hidden != NULL)
        add_runs(m, hidden, line.length, (uint32_t)(line.at - declaration->source->bytes.at));
}

/* Of detectors' own finds in the purpose the place is known. */
static void hide_detections(masking *m, const charter_verdict *v)
{
    for (size_t i = 0; i < v->detection_count; i++)
        if (v->detections[i].file == NULL && !v->detections[i].in_prompt)
            add_hidden(m, v->detections[i].span);
}

/* A value may go over several lines: what gives a secret away may stand in another than its first. */
static void mask_findings(masking *m, const charter_verdict *v)
{
    const ch_source *source = v->declaration->source;
    for (size_t i = 0; i < v->finding_count; i++) {
        charter_finding *f = &m->judge->workspace.findings[i];
        if (f->message.text == NULL && f->help.text == NULL && f->path.length == 0)
            continue;
        ch_text first = ch_source_line(source, f->span.start), all = ch_lines_of(source, f->span);
        if (f->path.length > 0 && all.length > first.length)
            learn_line(m, v->declaration, all);
        learn_line(m, v->declaration, first);
        mask_message(m, &f->message);
        mask_message(m, &f->help);
    }
}

static void mask_duties(masking *m, const charter_verdict *v)
{
    forget(m);
    for (size_t i = 0; i < v->duty_count; i++)
        mask_message(m, &m->judge->workspace.duties[i].how);
}

static void mask_diagnostics(masking *m, charter_diagnostics *diagnostics)
{
    for (charter_diagnostic *d = diagnostics->first; d != NULL; d = d->next) {
        learn(m, d->line, d->around, NULL);
        mask_message(m, &d->message);
        mask_message(m, &d->help);
        mask_piece(m, &d->line, d->around.at == NULL ? d->line : d->around);
        d->around = CH_NO_TEXT;
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

static bool names_unlisted_data(const charter_verdict *v)
{
    for (size_t i = 0; i < v->finding_count; i++)
        if (v->findings[i].clause == CH_CLAUSE_DATA_UNLISTED && v->findings[i].outcome != CHARTER_OUTCOME_MET)
            return true;
    return false;
}

/* Names of a list; of those that the charter lists nothing is hidden, since the charter says them. */
static bool mask_list(masking *m, const ch_node **list)
{
    if (*list == NULL || (*list)->kind != CH_LIST)
        return mask_node(m, list);
    ch_node *twin = ch_arena_take(&m->judge->arena, sizeof *twin);
    m->failed = m->failed || twin == NULL;
    if (m->failed)
        return false;
    bool some = false;
    *twin = **list;
    twin->first = twin->last = NULL;
    twin->count = 0;
    for (const ch_node *item = (*list)->first; item != NULL; item = item->next) {
        const ch_node *shown = item;
        some = mask_node(m, &shown) || some;
        ch_node *copy = ch_arena_take(&m->judge->arena, sizeof *copy);
        m->failed = m->failed || copy == NULL;
        if (m->failed)
            return false;
        *copy = *shown;
        copy->next = NULL;
        ch_node_append(twin, copy);
    }
    *list = some ? twin : *list;
    return some;
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

/* The names that are printed without their line. Judging is over: what the declaration says no longer
 * decides anything. */
static void mask_names(masking *m, charter_verdict *v)
{
    charter_declaration shown = *v->declaration;
    ch_text *names[] = {&shown.id, &shown.unit, &shown.author, &shown.tool_name, &shown.tool_model};
    bool some = false;
    forget(m);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        some = mask(m, names[i]) || some;
    some = mask_node(m, &shown.activity) || some;
    some = (names_unlisted_data(v) && mask_list(m, &shown.data)) || some;
    some = (shown.review.count > 0 && mask_reviewers(m, &shown.review)) || some;
    if (!some)
        return;
    charter_declaration *kept = ch_arena_take(&m->judge->arena, sizeof *kept);
    if (kept == NULL) {
        m->failed = true;
        return;
    }
    *kept = shown;
    v->declaration = kept;
}

bool ch_mask_verdict(charter_judge *judge)
{
    charter_verdict *v = &judge->verdict;
    masking m = begin(judge, v->version, &judge->arena);
    if (ch_hiders_detect(m.hiders)) {
        mask_diagnostics(&m, &judge->errors);
        m.known = true;
        mask_findings(&m, v);
        hide_detections(&m, v);
        v->hidden = m.hidden;
        mask_duties(&m, v);
        mask_names(&m, v);
    }
    return end(&m);
}

ch_text ch_masked(charter_judge *judge, const ch_version *version, ch_text text)
{
    masking m = begin(judge, version, &judge->arena);
    m.known = true;
    if (text.length > 0 && ch_hiders_detect(m.hiders))
        mask(&m, &text);
    return end(&m) ? text : CH_NO_TEXT;
}

bool ch_judge_mask(charter_judge *judge, const charter_verdict *verdict, charter_diagnostics *diagnostics)
{
    masking m = begin(judge, verdict == NULL ? NULL : verdict->version, &diagnostics->arena);
    if (diagnostics->count > 0 && ch_hiders_detect(m.hiders))
        mask_diagnostics(&m, diagnostics);
    return end(&m);
}
