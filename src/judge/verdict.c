/* The public way of reading a verdict and its findings. */
#include "judge/verdict.h"

charter_decision charter_verdict_decision(const charter_verdict *v)
{
    return v->decision;
}

charter_text charter_verdict_id(const charter_verdict *v)
{
    return v->usage->id;
}

charter_text charter_verdict_activity(const charter_verdict *v)
{
    return v->activity == NULL ? CH_NO_TEXT : v->activity->entry.id;
}

charter_text charter_verdict_tool(const charter_verdict *v)
{
    return v->tool == NULL ? CH_NO_TEXT : v->tool->entry.id;
}

charter_place charter_verdict_place(const charter_verdict *v)
{
    return ch_source_place(v->usage->source, ch_usage_span(v->usage));
}

charter_day charter_verdict_day(const charter_verdict *v)
{
    return v->day;
}

const charter_diagnostics *charter_verdict_errors(const charter_verdict *v)
{
    return v->errors;
}

size_t charter_verdict_findings(const charter_verdict *v)
{
    return v->finding_count;
}

const charter_finding *charter_verdict_finding(const charter_verdict *v, size_t index)
{
    return &v->findings[index];
}

void ch_finding_clause(ch_buffer *buffer, const charter_finding *f)
{
    ch_buffer_add(buffer, ch_text_of(ch_clause_rows[f->clause].id));
    if (f->entry != NULL)
        ch_buffer_add(buffer, f->entry->id);
}

size_t charter_finding_clause(const charter_finding *f, char *into, size_t size)
{
    ch_message whole = ch_say2("%1$s%2$s", ch_text_of(ch_clause_rows[f->clause].id),
                               f->entry == NULL ? CH_NO_TEXT : f->entry->id);
    return ch_message_print(&whole, CHARTER_EN, into, size);
}

charter_outcome charter_finding_outcome(const charter_finding *f)
{
    return f->outcome;
}

charter_effect charter_finding_effect(const charter_finding *f)
{
    return f->effect;
}

charter_place charter_finding_place(const charter_verdict *v, const charter_finding *f)
{
    return ch_source_place(v->usage->source, f->span);
}

charter_place charter_finding_charter_place(const charter_verdict *v, const charter_finding *f)
{
    (void)v;
    if (f->cited != NULL)
        return ch_entry_place(f->cited, f->cited_key);
    return (charter_place){.file = NULL};
}

size_t charter_finding_message(const charter_finding *f, charter_lang lang, char *into, size_t size)
{
    return ch_message_print(&f->message, lang, into, size);
}

size_t charter_finding_help(const charter_finding *f, charter_lang lang, char *into, size_t size)
{
    return ch_message_print(&f->help, lang, into, size);
}

size_t charter_verdict_duties(const charter_verdict *v)
{
    return v->duty_count;
}

charter_duty_state charter_verdict_duty(const charter_verdict *v, size_t index)
{
    const ch_duty_state *state = &v->duties[index];
    return (charter_duty_state){state->duty->entry.id, state->duty->due == CH_BEFORE, state->met};
}
