/* What a use came to. Which finding is graver is reasons.c's; how a piece is made safe and written, each list's. */
#include "report/prose/result.h"

#include "base/diagnostics.h"
#include "report/prose/alternatives.h"
#include "report/prose/clause_words.h"
#include "report/prose/reasons.h"
#include "report/prose/verdict_words.h"

enum { INSTEAD_SHOWN = 3 };

static const charter_diagnostic *first_error(const charter_diagnostics *errors)
{
    const charter_diagnostic *error = errors == NULL ? NULL : errors->first;
    while (error != NULL && error->severity != CHARTER_ERROR)
        error = error->next;
    return error;
}

static const ch_duty_state *first_open(const charter_verdict *v)
{
    for (size_t i = 0; i < v->duty_count; i++)
        if (v->duties[i].duty->due == CH_BEFORE && !v->duties[i].met)
            return &v->duties[i];
    return NULL;
}

ch_result ch_result_of(const charter_verdict *v)
{
    ch_result r = {.verdict = v};
    if (v->decision == CHARTER_DECISION_INVALID)
        r.error = first_error(v->errors);
    else if (v->decision == CHARTER_DECISION_CONDITIONAL)
        r.duty = first_open(v);
    else if (v->decision != CHARTER_DECISION_COMPLIANT)
        r.finding = ch_gravest_reason(v);
    return r;
}

ch_result ch_result_of_error(const charter_diagnostic *error)
{
    return (ch_result){.error = error};
}

/* ---- what was declared ---- */

void ch_result_id(ch_buffer *text, const ch_result *r, charter_lang lang)
{
    (void)lang;
    if (r->verdict != NULL)
        ch_buffer_add(text, r->verdict->declaration->id);
}

void ch_result_unit(ch_buffer *text, const ch_result *r, charter_lang lang)
{
    (void)lang;
    if (r->verdict == NULL)
        return;
    /* Of an invalid declaration the name may be none of the charter's, and hold what detectors find beside it. */
    const ch_version *version = r->verdict->version;
    if (r->verdict->decision != CHARTER_DECISION_INVALID || version == NULL || version->unit_count == 0)
        ch_buffer_add(text, r->verdict->declaration->unit);
}

void ch_result_activity(ch_buffer *text, const ch_result *r, charter_lang lang)
{
    (void)lang;
    const charter_verdict *v = r->verdict;
    if (v == NULL || (v->activity == NULL && v->declaration->activity == NULL))
        return;
    ch_buffer_add(text, v->activity != NULL ? v->activity->entry.id : v->declaration->activity->text);
}

void ch_result_tool(ch_buffer *text, const ch_result *r, charter_lang lang)
{
    (void)lang;
    const charter_verdict *v = r->verdict;
    if (v != NULL)
        ch_buffer_add(text, v->tool != NULL ? v->tool->entry.id : v->declaration->tool_name);
}

/* ---- what it came to, and by what ---- */

void ch_result_verdict(ch_buffer *text, const ch_result *r, charter_lang lang)
{
    static const char *const words[CHARTER_DECISION_COUNT] = {
        [CHARTER_DECISION_COMPLIANT] = N_("compliant"),
        [CHARTER_DECISION_CONDITIONAL] = N_("conditional"),
        [CHARTER_DECISION_REVIEW] = N_("review"),
        [CHARTER_DECISION_UNDETERMINED] = N_("undetermined"),
        [CHARTER_DECISION_NON_COMPLIANT] = N_("non-compliant"),
        [CHARTER_DECISION_INVALID] = N_("invalid"),
    };
    static const char *const severities[] =
        {[CHARTER_ERROR] = N_("error"), [CHARTER_WARNING] = N_("warning"), [CHARTER_NOTE] = N_("note")};
    const char *word = r->verdict != NULL ? words[r->verdict->decision] : severities[r->error->severity];
    ch_buffer_add(text, ch_text_of(ch_translate(lang, word)));
}

void ch_result_clause(ch_buffer *text, const ch_result *r, charter_lang lang)
{
    (void)lang;
    if (r->finding != NULL)
        ch_finding_clause(text, r->finding);
    else if (r->duty != NULL)
        ch_clause_name(text, CH_CLAUSE_DUTY, &r->duty->duty->entry);
    else if (r->error != NULL)
        ch_buffer_add(text, ch_text_of(r->error->code));
}

void ch_result_demand(ch_buffer *text, const ch_result *r, charter_lang lang)
{
    const ch_entry *entry = r->finding != NULL ? r->finding->entry : r->duty != NULL ? &r->duty->duty->entry : NULL;
    ch_text title = entry == NULL ? CH_NO_TEXT : ch_verdict_text(r->verdict, &entry->title, lang);
    if (title.length > 0)
        ch_buffer_add(text, title);
    else if (entry != NULL)
        ch_result_clause(text, r, lang);
    else if (r->finding != NULL)
        ch_buffer_add(text, ch_text_of(ch_translate(lang, ch_words_of_clause(r->finding->clause)->title)));
}

void ch_result_article(ch_buffer *text, const ch_result *r, charter_lang lang)
{
    const ch_entry *cited = r->finding != NULL ? r->finding->cited : r->duty != NULL ? &r->duty->duty->entry : NULL;
    if (cited != NULL)
        ch_buffer_add(text, ch_verdict_text(r->verdict, &cited->article, lang));
}

/* What shows a duty may name who did it, so that an open one is told by its title. */
void ch_result_reason(ch_buffer *text, const ch_result *r, charter_lang lang)
{
    if (r->finding != NULL)
        ch_message_add(text, &r->finding->message, lang);
    if (r->error != NULL)
        ch_message_add(text, &r->error->message, lang);
    if (r->duty != NULL) {
        ch_message message =
            ch_say1("to be done before use: %s", ch_verdict_name(r->verdict, &r->duty->duty->entry, lang));
        ch_message_add(text, &message, lang);
    }
    if (r->accepted)
        ch_buffer_add(text, ch_text_of(ch_translate(lang, N_(" (accepted by the baseline)"))));
}

/* ---- what can be done ---- */

/* Whether the verdict waits for it: advice does not count, nor what is due later. */
static bool is_waited_for(const charter_verdict *v, const ch_missing *m)
{
    for (const ch_clause_of *asker = m->asked_by; asker != NULL && !m->later; asker = asker->next) {
        bool duty = asker->clause == CH_CLAUSE_DUTY && ((const ch_duty *)asker->entry)->due == CH_BEFORE;
        if (duty || ch_is_asked_by_finding(v, asker))
            return true;
    }
    return false;
}

/* A register's column, the title that the charter gives a fact, or the key. */
static ch_text name_of(const charter_verdict *v, const ch_missing *m, charter_lang lang)
{
    ch_text key = ch_name_as_declared(m->key);
    ch_text title = ch_text_begins(key, "facts.") ? ch_missing_title(v, m, lang) : CH_NO_TEXT;
    return m->column.length > 0 ? m->column : title.length > 0 ? title : key;
}

/* Several duties may look for evidence in one place. */
static bool was_told(const charter_verdict *v, const ch_missing *m, charter_lang lang)
{
    for (const ch_missing *before = v->missing; before != m; before = before->next)
        if (is_waited_for(v, before) && ch_text_same(name_of(v, before, lang), name_of(v, m, lang)))
            return true;
    return false;
}

static void add_missing(ch_buffer *text, const charter_verdict *v, const ch_missing *m, charter_lang lang)
{
    ch_buffer_add(text, name_of(v, m, lang));
    if (m->path.at == NULL)
        ch_buffer_add(text, ch_text_of(ch_translate(lang, N_(" (for the charter to say)"))));
}

void ch_result_missing(ch_buffer *text, const ch_result *r, charter_lang lang)
{
    size_t start = text->length;
    for (const ch_missing *m = r->verdict == NULL ? NULL : r->verdict->missing; m != NULL; m = m->next) {
        if (!is_waited_for(r->verdict, m) || was_told(r->verdict, m, lang))
            continue;
        ch_phrase_semicolon(text, lang, start);
        add_missing(text, r->verdict, m, lang);
    }
}

void ch_result_instead(ch_buffer *text, const ch_result *r, charter_lang lang)
{
    if (r->verdict != NULL)
        ch_phrase_alternatives(text, r->verdict, INSTEAD_SHOWN, lang);
}

static void add_duties(ch_buffer *text, const ch_result *r, int due, charter_lang lang)
{
    size_t start = text->length;
    for (size_t i = 0; r->verdict != NULL && i < r->verdict->duty_count; i++) {
        const ch_duty_state *state = &r->verdict->duties[i];
        if (state->met || state->duty->due != due)
            continue;
        ch_phrase_semicolon(text, lang, start);
        ch_buffer_add(text, ch_verdict_name(r->verdict, &state->duty->entry, lang));
    }
}

void ch_result_duties_before(ch_buffer *text, const ch_result *r, charter_lang lang)
{
    add_duties(text, r, CH_BEFORE, lang);
}

void ch_result_duties_after(ch_buffer *text, const ch_result *r, charter_lang lang)
{
    add_duties(text, r, CH_AFTER, lang);
}

/* ---- what could not be read ---- */

static void add_error(ch_buffer *text, const charter_diagnostic *error, size_t start, charter_lang lang)
{
    ch_phrase_semicolon(text, lang, start);
    ch_buffer_add(text, ch_text_of(error->code));
    ch_buffer_literal(text, ": ");
    ch_message_add(text, &error->message, lang);
}

void ch_result_errors(ch_buffer *text, const ch_result *r, charter_lang lang)
{
    size_t start = text->length;
    if (r->verdict == NULL)
        add_error(text, r->error, start, lang);
    for (const charter_diagnostic *e = r->verdict == NULL || r->error == NULL ? NULL : r->error; e != NULL; e = e->next)
        if (e->severity == CHARTER_ERROR)
            add_error(text, e, start, lang);
}
