/* Walking over what a gate shows. What it weighs for a pipeline is decided here, once for all formats; how it is
 * written is theirs. */
#include "report/gate/issue.h"

#include "report/prose/verdict_words.h"

static ch_weight weigh(const charter_finding *f)
{
    if (f->outcome == CHARTER_OUTCOME_WAIVED)
        return CH_WAIVED;
    /* Advice first: undetermined advice changes no verdict, and fails no pipeline. */
    if (f->effect == CHARTER_EFFECT_ADVISE || !ch_is_reason(f))
        return CH_ADVICE;
    if (f->outcome == CHARTER_OUTCOME_UNDETERMINED)
        return CH_UNKNOWN_FACT;
    return f->effect == CHARTER_EFFECT_FORBID ? CH_FORBIDDEN : CH_OPEN;
}

static ch_issue issue_of_finding(const charter_verdict *v, const charter_finding *f)
{
    return (ch_issue){
        .weight = weigh(f),
        .verdict = v,
        .finding = f,
        .message = &f->message,
        .help = &f->help,
        .cited = f->cited,
        .place = charter_finding_place(v, f),
    };
}

/* An open duty is no finding: its message is what it takes to show it. */
static ch_issue issue_of_duty(const charter_verdict *v, const ch_duty_state *state)
{
    static const ch_message none = {.text = NULL};
    return (ch_issue){
        .weight = CH_OPEN,
        .verdict = v,
        .duty = state,
        .message = &state->how,
        .help = &none,
        .cited = &state->duty->entry,
        .place = charter_verdict_place(v),
    };
}

ch_issue ch_issue_of_fault(const charter_diagnostic *fault)
{
    static const ch_weight weights[] =
        {[CHARTER_ERROR] = CH_FAULT, [CHARTER_WARNING] = CH_OPEN, [CHARTER_NOTE] = CH_ADVICE};
    return (ch_issue){
        .weight = weights[fault->severity],
        .fault = fault,
        .message = &fault->message,
        .help = &fault->help,
        .place = fault->place,
    };
}

static bool next_finding(ch_issues *walk, ch_issue *issue)
{
    const charter_verdict *v = walk->verdict;
    while (walk->finding < v->finding_count) {
        const charter_finding *f = &v->findings[walk->finding++];
        *issue = issue_of_finding(v, f);
        issue->accepted = ch_accepts_finding(walk->acceptance, v, f);
        if (walk->every_finding || ch_is_reason(f))
            return true;
    }
    return false;
}

/* A duty due after use keeps nobody waiting. */
static bool next_duty(ch_issues *walk, ch_issue *issue)
{
    const charter_verdict *v = walk->verdict;
    while (walk->duty < v->duty_count) {
        const ch_duty_state *state = &v->duties[walk->duty++];
        *issue = issue_of_duty(v, state);
        issue->accepted = ch_accepts_duty(walk->acceptance, v, state);
        if (state->duty->due == CH_BEFORE && ch_is_left_to_do(v, state))
            return true;
    }
    return false;
}

static bool next_fault(ch_issues *walk, ch_issue *issue)
{
    const charter_verdict *v = walk->verdict;
    if (v->errors == NULL || (walk->fault != NULL && walk->fault->next == NULL))
        return false;
    walk->fault = walk->fault == NULL ? v->errors->first : walk->fault->next;
    if (walk->fault == NULL)
        return false;
    *issue = ch_issue_of_fault(walk->fault);
    /* A warning lets the declaration be read: it is told as advice. */
    issue->weight = issue->weight == CH_FAULT ? CH_FAULT : CH_ADVICE;
    issue->verdict = v;
    return true;
}

/* In one order for all formats, so that their reports of one run can be held against each other. */
bool ch_next_issue(ch_issues *walk, ch_issue *issue)
{
    return next_finding(walk, issue) || next_duty(walk, issue) || next_fault(walk, issue);
}

ch_level ch_issue_level(const ch_issue *issue)
{
    /* Undetermined fails as a breach does: unable to decide is never a pass. */
    static const ch_level levels[] = {
        [CH_WAIVED] = CH_NOTICE,     [CH_ADVICE] = CH_NOTICE,  [CH_OPEN] = CH_WARN,
        [CH_UNKNOWN_FACT] = CH_FAIL, [CH_FORBIDDEN] = CH_FAIL, [CH_FAULT] = CH_FAIL,
    };
    return issue->accepted ? CH_NOTICE : levels[issue->weight];
}

void ch_issue_rule(ch_buffer *buffer, const ch_issue *issue)
{
    if (issue->finding != NULL) {
        ch_finding_clause(buffer, issue->finding);
    } else if (issue->duty != NULL) {
        ch_buffer_add(buffer, ch_text_of(ch_clause_rows[CH_CLAUSE_DUTY].id));
        ch_buffer_add(buffer, issue->duty->duty->entry.id);
    } else {
        ch_buffer_add(buffer, ch_text_of(issue->fault->code));
    }
}

/* A duty that is not a finding has no message but what it takes: it needs its name. */
void ch_sanitize_issue(ch_sanitizer *s, const ch_issue *issue)
{
    if (issue->duty != NULL) {
        ch_sanitize_prose(s, ch_verdict_name(issue->verdict, &issue->duty->duty->entry, s->lang));
        ch_sanitize(s, ch_phrase_colon(s->lang));
    }
    ch_sanitize_message(s, issue->message);
    if (issue->accepted)
        ch_sanitize_translated(s, N_(" (accepted by the baseline)"));
}

void ch_sanitize_rule(ch_sanitizer *s, const ch_issue *issue)
{
    ch_issue_rule(&s->raw, issue);
    ch_sanitize(s, ch_buffer_text(&s->raw));
    s->raw.length = 0;
}

ch_text ch_issue_because(const ch_issue *i, charter_lang lang)
{
    return i->cited == NULL ? CH_NO_TEXT : ch_verdict_text(i->verdict, &i->cited->because, lang);
}

ch_text ch_issue_article(const ch_issue *i, charter_lang lang)
{
    return i->cited == NULL ? CH_NO_TEXT : ch_verdict_text(i->verdict, &i->cited->article, lang);
}

ch_text ch_issue_learn(const ch_issue *i, charter_lang lang)
{
    return i->cited == NULL ? CH_NO_TEXT : ch_verdict_text(i->verdict, &i->cited->learn, lang);
}

void ch_sanitize_declaration(ch_sanitizer *s, const charter_verdict *v)
{
    if (v->declaration->id.length > 0) {
        ch_sanitize(s, v->declaration->id);
        return;
    }
    ch_phrase_place(&s->raw, charter_verdict_place(v));
    ch_sanitize(s, ch_buffer_text(&s->raw));
    s->raw.length = 0;
}
