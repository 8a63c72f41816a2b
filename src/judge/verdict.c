/* The public way of reading a verdict and its findings. Nothing is computed, and nothing can fail here: judge.c has
 * put all that a report needs into the verdict. */
#include "judge/verdict.h"

bool charter_verdict_is_measured(const charter_verdict *v)
{
    return v->measured;
}

charter_decision charter_verdict_decision(const charter_verdict *v)
{
    return v->decision;
}

charter_text charter_verdict_id(const charter_verdict *v)
{
    return v->declaration->id;
}

bool charter_verdict_sends(const charter_verdict *v, bool (*is_one)(void *, charter_text), void *context)
{
    for (const ch_node *file = ch_names_first(v->declaration->files); file != NULL; file = ch_names_next(file))
        if (file->kind == CH_SCALAR && is_one(context, file->text))
            return true;
    return false;
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
    return ch_source_place(v->declaration->source, ch_usage_span(v->declaration));
}

charter_day charter_verdict_day(const charter_verdict *v)
{
    return ch_days_settled(v->days) ? v->days.first : CHARTER_NO_DAY;
}

void charter_verdict_days(const charter_verdict *v, charter_day *first, charter_day *last)
{
    *first = v->days.first;
    *last = v->days.last;
}

const charter_diagnostics *charter_verdict_errors(const charter_verdict *v)
{
    return v->errors;
}

size_t charter_verdict_finding_count(const charter_verdict *v)
{
    return v->finding_count;
}

const charter_finding *charter_verdict_finding(const charter_verdict *v, size_t index)
{
    return &v->findings[index];
}

size_t charter_verdict_alternative_count(const charter_verdict *v)
{
    return v->alternative_count;
}

charter_text charter_verdict_alternative(const charter_verdict *v, size_t index)
{
    return ch_alternative_id(v, index);
}

ch_text ch_alternative_id(const charter_verdict *v, size_t index)
{
    return v->version->tools.items[v->alternatives[index].tool].entry.id;
}

charter_decision charter_verdict_alternative_decision(const charter_verdict *v, size_t index)
{
    return v->alternatives[index].decision;
}

size_t charter_verdict_condition_count(const charter_verdict *v, size_t index)
{
    return v->alternatives[index].count;
}

charter_condition charter_verdict_condition(const charter_verdict *v, size_t index, size_t place)
{
    const ch_filled *filled = &v->alternatives[index].filled[place];
    return (charter_condition){filled->path, filled->text};
}

/* ---- what is missing ---- */

const char *charter_missing_type_name(charter_missing_type type)
{
    static const char *const names[] = {
        [CHARTER_MISSING_CHOICE] = "choice", [CHARTER_MISSING_BOOL] = "bool", [CHARTER_MISSING_NUMBER] = "number",
        [CHARTER_MISSING_DATE] = "date",     [CHARTER_MISSING_TEXT] = "text", [CHARTER_MISSING_EVIDENCE] = "evidence",
    };
    return names[type];
}

size_t charter_verdict_missing_count(const charter_verdict *v)
{
    return v->missing_count;
}

static const ch_missing *missing_at(const charter_verdict *v, size_t index)
{
    const ch_missing *m = v->missing;
    while (index-- > 0)
        m = m->next;
    return m;
}

charter_missing charter_verdict_missing(const charter_verdict *v, size_t index)
{
    const ch_missing *m = missing_at(v, index);
    charter_missing shown =
        {.path = m->path, .key = m->key, .paste = m->paste, .column = m->column, .type = m->type, .later = m->later};
    for (const ch_missing_value *value = m->values; value != NULL; value = value->next)
        shown.value_count++;
    for (const ch_clause_of *asker = m->asked_by; asker != NULL; asker = asker->next)
        shown.asker_count++;
    return shown;
}

ch_text ch_missing_title(const charter_verdict *v, const ch_missing *m, charter_lang lang)
{
    ch_text title = m->title == NULL ? CH_NO_TEXT : ch_localized_in(m->title, lang, v->version);
    return title.at != NULL || m->word == NULL ? title : ch_text_of(ch_translate(lang, m->word));
}

ch_text ch_missing_value_title(const charter_verdict *v, const ch_missing_value *value, charter_lang lang)
{
    ch_text title = value->title == NULL ? CH_NO_TEXT : ch_localized_in(value->title, lang, v->version);
    return title.at != NULL || value->word == NULL ? title : ch_text_of(ch_translate(lang, value->word));
}

charter_text charter_verdict_missing_title(const charter_verdict *v, size_t index, charter_lang lang)
{
    return ch_missing_title(v, missing_at(v, index), lang);
}

charter_text charter_verdict_missing_because(const charter_verdict *v, size_t index, charter_lang lang)
{
    const ch_entry *cited = missing_at(v, index)->cited;
    return cited == NULL ? CH_NO_TEXT : ch_localized_in(&cited->because, lang, v->version);
}

static const ch_missing_value *value_at(const charter_verdict *v, size_t index, size_t place)
{
    const ch_missing_value *value = missing_at(v, index)->values;
    while (place-- > 0)
        value = value->next;
    return value;
}

charter_text charter_verdict_missing_value(const charter_verdict *v, size_t index, size_t place)
{
    return value_at(v, index, place)->id;
}

charter_text charter_verdict_missing_value_title(const charter_verdict *v, size_t index, size_t place,
                                                 charter_lang lang)
{
    return ch_missing_value_title(v, value_at(v, index, place), lang);
}

size_t charter_verdict_missing_fill_count(const charter_verdict *v, size_t index)
{
    return missing_at(v, index)->fill_count;
}

charter_fill charter_verdict_missing_fill(const charter_verdict *v, size_t index, size_t place)
{
    const ch_missing_key *fill = &missing_at(v, index)->fill[place];
    return (charter_fill){ch_text_of(fill->key), fill->text};
}

size_t charter_verdict_missing_asker(const charter_verdict *v, size_t index, size_t place, char *into, size_t size)
{
    const ch_clause_of *asker = missing_at(v, index)->asked_by;
    while (place-- > 0)
        asker = asker->next;
    charter_finding finding = {.clause = asker->clause, .entry = asker->entry};
    return charter_finding_clause(&finding, into, size);
}

bool ch_verdict_hides(const charter_verdict *v, uint32_t offset)
{
    for (const ch_hidden *h = v->hidden; h != NULL; h = h->next)
        if (offset >= h->span.start && offset < h->span.end)
            return true;
    return false;
}

ch_text ch_lines_of(const ch_source *source, ch_span span)
{
    ch_text first = ch_source_line(source, span.start), last = ch_source_line(source, span.end);
    const char *behind = source->bytes.at + span.end;
    if (last.at + last.length > behind)
        behind = last.at + last.length;
    return (ch_text){first.at, (size_t)(behind - first.at)};
}

uint64_t ch_traces_count(const ch_traces_found *found)
{
    uint64_t count = 0;
    for (int kind = 0; kind < CH_TRACE_KINDS; kind++)
        count += found->counts[kind];
    return count;
}

void ch_clause_name(ch_buffer *buffer, ch_clause clause, const ch_entry *entry)
{
    ch_buffer_add(buffer, ch_text_of(ch_clause_rows[clause].id));
    if (entry != NULL)
        ch_buffer_add(buffer, entry->id);
}

void ch_finding_clause(ch_buffer *buffer, const charter_finding *f)
{
    ch_clause_name(buffer, f->clause, f->entry);
}

size_t charter_finding_clause(const charter_finding *f, char *into, size_t size)
{
    /* An id and no text: it is the same in every language. */
    ch_message whole =
        ch_say2("%1$s%2$s", ch_text_of(ch_clause_rows[f->clause].id), f->entry == NULL ? CH_NO_TEXT : f->entry->id);
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
    return ch_source_place(v->declaration->source, f->span);
}

/* What the charter says as a whole, and of no entry: where it does. */
static const struct {
    ch_clause clause;
    const char *map, *key; /* `map` is NULL: at the top */
} general_keys[] = {
    {CH_CLAUSE_ACTIVITY_UNLISTED, "unlisted", "activity"},
    {CH_CLAUSE_TOOL_UNLISTED, "unlisted", "tool"},
    {CH_CLAUSE_DATA_UNLISTED, "unlisted", "data"},
    {CH_CLAUSE_CHARTER_REVIEW, NULL, "review-by"},
};

static const ch_node *general_key(const ch_version *version, ch_clause clause)
{
    for (size_t i = 0; i < sizeof general_keys / sizeof *general_keys; i++) {
        if (general_keys[i].clause != clause)
            continue;
        const ch_node *map = version->files->root;
        if (general_keys[i].map != NULL)
            map = ch_node_get(map, general_keys[i].map);
        const ch_node *value = ch_node_get(map, general_keys[i].key);
        return value == NULL ? NULL : value->key;
    }
    return NULL;
}

charter_place charter_finding_charter_place(const charter_verdict *v, const charter_finding *f)
{
    if (f->cited != NULL)
        return ch_entry_place(f->cited, f->cited_key);
    const ch_node *key = v->version == NULL ? NULL : general_key(v->version, f->clause);
    /* No place: the clause stands though the charter does not write of it (a part of `unlisted` that is not said). */
    return key == NULL ? (charter_place){.file = NULL} : ch_source_place(&v->version->files->source, key->span);
}

size_t charter_finding_message(const charter_finding *f, charter_lang lang, char *into, size_t size)
{
    return ch_message_print(&f->message, lang, into, size);
}

size_t charter_finding_help(const charter_finding *f, charter_lang lang, char *into, size_t size)
{
    return ch_message_print(&f->help, lang, into, size);
}

size_t charter_verdict_duty_count(const charter_verdict *v)
{
    return v->duty_count;
}

charter_duty_state charter_verdict_duty(const charter_verdict *v, size_t index)
{
    const ch_duty_state *state = &v->duties[index];
    return (charter_duty_state){state->duty->entry.id, state->duty->due == CH_BEFORE, state->met};
}
