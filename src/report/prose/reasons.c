/* Reasons, as rows. Which findings there are is the judge's; this is the order in which people are told, and what
 * is told together. */
#include "report/prose/reasons.h"

#include "base/diagnostics.h"

/* A breach, by its effect. */
static const ch_label breach_labels[] = {
    [CHARTER_EFFECT_ADVISE] = {N_("advice"), CH_BLUE},
    [CHARTER_EFFECT_REVIEW] = {N_("to be decided"), CH_BLUE},
    [CHARTER_EFFECT_FORBID] = {N_("not allowed"), CH_RED},
};
static const ch_label missing_label = {N_("missing"), CH_MAGENTA};
static const ch_label waived_label = {N_("waived"), CH_GREEN};

ch_label ch_finding_label(const charter_finding *f)
{
    if (f->outcome == CHARTER_OUTCOME_WAIVED)
        return waived_label;
    return f->outcome == CHARTER_OUTCOME_UNDETERMINED ? missing_label : breach_labels[f->effect];
}

/* A finding on the declaration as a whole has nothing to point at. */
static void put_declared_line(ch_layout *p, const charter_finding *f)
{
    if (f->path.length > 0)
        ch_layout_declared_line(p, f->span, charter_finding_place(p->verdict, f), ch_finding_label(f).style);
}

/* Where it is written: the article that people cite, the clause, and the charter's line. */
static void put_authority(ch_layout *p, const charter_finding *f)
{
    charter_place place = charter_finding_charter_place(p->verdict, f);
    if (f->cited != NULL)
        ch_layout_row(p, ch_faint(N_("article")), ch_layout_localized(p, &f->cited->article));
    ch_finding_clause(&p->text, f);
    if (place.line > 0) {
        ch_buffer_literal(&p->text, " (");
        ch_phrase_place(&p->text, place);
        ch_buffer_literal(&p->text, ")");
    }
    ch_layout_begin_row(p, ch_faint(N_("charter")));
    p->screen.style = CH_FAINT;
    ch_layout_flow(p, ch_buffer_text(&p->text));
    p->screen.style = CH_PLAIN;
    p->text.length = 0;
    ch_layout_end_line(p);
}

/* Several clauses may say the same, and where facts are missing, several may ask for the same one: they are
 * told together. This is what they have in common. */
static const ch_message *common(const charter_finding *f)
{
    return f->outcome == CHARTER_OUTCOME_UNDETERMINED && f->help.text != NULL ? &f->help : &f->message;
}

static bool belong_together(const charter_finding *a, const charter_finding *b)
{
    return a->outcome == b->outcome && a->effect == b->effect && ch_message_same(common(a), common(b));
}

/* The findings that belong together with `first`, in turn, itself included; NULL after the last. */
static const charter_finding *next_together(const ch_layout *p, const charter_finding *first,
                                            const charter_finding *after)
{
    const charter_finding *end = p->verdict->findings + p->verdict->finding_count;
    const charter_finding *next = after == NULL ? first : after + 1;
    while (next < end && !belong_together(first, next))
        next++;
    return next < end ? next : NULL;
}

static bool was_told(const charter_verdict *v, const charter_finding *f)
{
    for (const charter_finding *before = v->findings; before < f; before++)
        if (belong_together(before, f))
            return true;
    return false;
}

static void put_messages(ch_layout *p, const charter_finding *first)
{
    const charter_finding *last = NULL, *f = NULL;
    while ((f = next_together(p, first, f)) != NULL) {
        if (last == NULL || !ch_message_same(&last->message, &f->message))
            ch_layout_message_row(p, last == NULL ? ch_finding_label(f) : ch_no_label, &f->message);
        last = f;
    }
}

static void put_authorities(ch_layout *p, const charter_finding *first)
{
    for (const charter_finding *f = NULL; (f = next_together(p, first, f)) != NULL;)
        put_authority(p, f);
}

static ch_text because(const ch_layout *p, const charter_finding *f)
{
    return f->cited == NULL ? CH_NO_TEXT : ch_layout_localized(p, &f->cited->because);
}

static void put_finding(ch_layout *p, const charter_finding *f)
{
    bool waived = f->outcome == CHARTER_OUTCOME_WAIVED;
    bool explained = !waived && (f->outcome == CHARTER_OUTCOME_BREACHED || next_together(p, f, f) == NULL);
    p->gap_due = true;
    put_messages(p, f);
    /* Lines are shown where something has to be changed. */
    if (!waived && f->effect != CHARTER_EFFECT_ADVISE)
        put_declared_line(p, f);
    if (explained)
        ch_layout_row(p, ch_faint(N_("why")), because(p, f));
    ch_layout_message_row(p, waived ? ch_no_label : ch_faint(N_("help")), &f->help);
    if (explained && f->cited != NULL)
        ch_layout_row(p, ch_faint(N_("learn more")), ch_layout_localized(p, &f->cited->learn));
    put_authorities(p, f);
    if (ch_accepts_finding(p->acceptance, p->verdict, f))
        ch_layout_row(p, ch_faint(N_("baseline")), ch_text_of(ch_translate(p->lang, N_("accepted"))));
}

/* The worst first, then as the clauses are judged: what is breached by its effect, what is missing, advice,
 * and what is waived. */
int ch_finding_gravity(const charter_finding *f)
{
    if (f->outcome == CHARTER_OUTCOME_WAIVED)
        return 0;
    if (f->effect == CHARTER_EFFECT_ADVISE)
        return 1;
    if (f->outcome == CHARTER_OUTCOME_UNDETERMINED)
        return 3;
    return f->effect == CHARTER_EFFECT_FORBID ? 4 : 2;
}

const charter_finding *ch_gravest_reason(const charter_verdict *v)
{
    const charter_finding *found = NULL;
    for (size_t i = 0; i < v->finding_count; i++) {
        const charter_finding *f = &v->findings[i];
        bool counts = ch_is_reason(f) && f->outcome != CHARTER_OUTCOME_WAIVED && f->effect != CHARTER_EFFECT_ADVISE;
        if (counts && (found == NULL || ch_finding_gravity(f) > ch_finding_gravity(found)))
            found = f;
    }
    return found;
}

bool ch_is_asked_by_finding(const charter_verdict *v, const ch_clause_of *asker)
{
    for (size_t i = 0; i < v->finding_count; i++)
        if (v->findings[i].clause == asker->clause && v->findings[i].entry == asker->entry &&
            v->findings[i].effect != CHARTER_EFFECT_ADVISE)
            return true;
    return false;
}

void ch_layout_reasons(ch_layout *p)
{
    const charter_verdict *v = p->verdict;
    for (int g = CH_GRAVEST; g >= 0; g--)
        for (size_t i = 0; i < v->finding_count; i++)
            if (ch_is_reason(&v->findings[i]) && ch_finding_gravity(&v->findings[i]) == g &&
                !was_told(v, &v->findings[i]))
                put_finding(p, &v->findings[i]);
}

void ch_layout_clauses(ch_layout *p, charter_outcome outcome, ch_label label)
{
    for (size_t i = 0; i < p->verdict->finding_count; i++) {
        const charter_finding *f = &p->verdict->findings[i];
        if (f->outcome != outcome)
            continue;
        ch_phrase_comma(&p->text, 0);
        ch_finding_clause(&p->text, f);
    }
    ch_layout_gathered_row(p, label);
}

static void put_error(ch_layout *p, const charter_diagnostic *e)
{
    static const ch_label severities[] =
        {[CHARTER_ERROR] = {N_("error"), CH_RED}, [CHARTER_WARNING] = {N_("warning"), CH_YELLOW}};
    p->gap_due = true;
    ch_layout_message_row(p, severities[e->severity], &e->message);
    ch_layout_excerpt(p, e->line, e->place, severities[e->severity].style);
    ch_layout_message_row(p, ch_faint(N_("help")), &e->help);
    ch_layout_row(p, ch_faint(N_("code")), ch_text_of(e->code));
}

void ch_layout_errors(ch_layout *p)
{
    const charter_diagnostics *errors = p->verdict->errors;
    for (const charter_diagnostic *e = errors == NULL ? NULL : errors->first; e != NULL; e = e->next)
        put_error(p, e);
}
