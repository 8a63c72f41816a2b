/* Verdicts, errors and counts as JSON. Nothing is worked out here; keys are added and never renamed, since programs
 * depend on them. Which document they stand in is json.c's and ndjson.c's. */
#include "report/json_verdict.h"

#include "base/diagnostics.h"
#include "judge/verdict.h"
#include "judge/acceptance.h"

ch_json_teller ch_json_teller_init(charter_report *report, bool compact)
{
    return (ch_json_teller){
        .json = ch_json_init(&report->output, compact),
        .lang = report->options.lang,
        .scratch = &report->scratch,
        .report = report,
        .judged = {.day = CHARTER_NO_DAY},
        .measured = {.day = CHARTER_NO_DAY},
    };
}

/* The last day's text is kept: nearly all verdicts of a run have one day. */
void ch_json_put_day(ch_json *json, struct ch_json_day *last, charter_day day)
{
    if (day == CHARTER_NO_DAY) {
        ch_json_null(json);
        return;
    }
    if (last->day != day)
        charter_day_format(day, last->text);
    last->day = day;
    ch_json_text(json, (ch_text){last->text, 10});
}

/* A message in the report's language, or null where there is nothing to say. */
static void put_message(ch_json_teller *teller, ch_text key, const ch_message *message)
{
    ch_json_key(&teller->json, key);
    if (message->text == NULL) {
        ch_json_null(&teller->json);
        return;
    }
    teller->scratch->length = 0;
    ch_message_add(teller->scratch, message, teller->lang);
    ch_text text = ch_buffer_text(teller->scratch);
    /* An empty message is a text; null is that there is none. */
    ch_json_text(&teller->json, text.at == NULL ? CH_LITERAL("") : text);
}

#define MESSAGE(teller, name, message) put_message((teller), CH_LITERAL(name), (message))

/* Without a version in force there are no words, and no language of its own to choose them by. */
static ch_text words_of(const ch_localized *words, charter_lang lang, const ch_version *version)
{
    return words == NULL || version == NULL ? CH_NO_TEXT : ch_localized_in(words, lang, version);
}

static void put_words(ch_json_teller *teller, ch_text key, const ch_localized *words, const ch_version *version)
{
    ch_json_put_text(&teller->json, key, words_of(words, teller->lang, version));
}

/* Hashed when the version changes, not for each verdict. */
static const char *hash_of(ch_json_teller *teller, const ch_version *version)
{
    if (teller->hashed.version != version)
        ch_version_hash(version, teller->hashed.text);
    teller->hashed.version = version;
    return teller->hashed.text;
}

static void put_charter(ch_json_teller *teller, const ch_version *version)
{
    ch_json *json = &teller->json;
    CH_JSON_KEY(json, "charter");
    if (version == NULL) {
        ch_json_null(json);
        return;
    }
    ch_json_object(json);
    CH_JSON_TEXT(json, "id", version->id);
    CH_JSON_TEXT(json, "version", version->number);
    CH_JSON_TEXT(json, "sha256", ch_text_of(hash_of(teller, version)));
    CH_JSON_TEXT(json, "file", ch_text_of(version->files->source.name));
    ch_json_close(json);
}

static void put_cited(ch_json *json, const charter_verdict *verdict, const charter_finding *finding)
{
    charter_place place = charter_finding_charter_place(verdict, finding);
    CH_JSON_KEY(json, "charter");
    /* The charter does not write of it: what it leaves unsaid has a meaning all the same. */
    if (place.line == 0) {
        ch_json_null(json);
        return;
    }
    ch_json_object(json);
    CH_JSON_TEXT(json, "file", ch_text_of(place.file));
    CH_JSON_POSITION(json, "line", place.line);
    ch_json_close(json);
}

/* Good until something else is said. */
static ch_text clause_name(ch_json_teller *teller, ch_clause clause, const ch_entry *entry)
{
    teller->scratch->length = 0;
    ch_clause_name(teller->scratch, clause, entry);
    return ch_buffer_text(teller->scratch);
}

/* A hostile text may hold thousands; a detection beyond these changes nothing that is told. */
#define HITS_MOST 100 /* that are told of one detector */

/* What a detector found: kind, place and length, and nothing of the text. That is what a log may hold; to show the
 * text would be to spread what should not have been sent. */
static void put_hit(ch_json *json, const charter_verdict *verdict, const ch_detection *s)
{
    static const char *const keys[] = {[CH_LOW] = "low", [CH_MEDIUM] = "medium", [CH_HIGH] = "high"};
    const ch_detector *detector = &verdict->version->detectors.items[s->detector];
    ch_json_object(json);
    CH_JSON_TEXT(json, "class", verdict->version->data.items[detector->class].entry.id);
    CH_JSON_TEXT(json, "file", ch_text_of(s->place.file));
    CH_JSON_POSITION(json, "line", s->place.line);
    CH_JSON_POSITION(json, "column", s->place.column);
    CH_JSON_KEY(json, "length");
    ch_json_int(json, s->length);
    CH_JSON_TEXT(json, "confidence", ch_text_of(keys[s->confidence]));
    ch_json_close(json);
}

static void put_hits(ch_json *json, const charter_verdict *verdict, const charter_finding *finding)
{
    int told = 0;
    if (finding->clause != CH_CLAUSE_DETECTOR)
        return;
    CH_JSON_KEY(json, "hits");
    ch_json_array(json);
    for (size_t i = 0; i < verdict->detection_count && told < HITS_MOST; i++) {
        if (!ch_finding_sees(verdict, finding, &verdict->detections[i]))
            continue;
        put_hit(json, verdict, &verdict->detections[i]);
        told++;
    }
    ch_json_close(json);
}

/* ---- chains ---- */

static void put_ground_place(ch_json *json, ch_text key, charter_place place)
{
    ch_json_key(json, key);
    if (place.line == 0) {
        ch_json_null(json);
        return;
    }
    ch_json_object(json);
    CH_JSON_TEXT(json, "file", ch_text_of(place.file));
    CH_JSON_POSITION(json, "line", place.line);
    CH_JSON_POSITION(json, "column", place.column);
    ch_json_close(json);
}

static void put_ground(ch_json_teller *teller, const ch_ground *ground)
{
    static const char *const kinds[] = {[CH_GROUND_FACT] = "fact",
                                        [CH_GROUND_COMPARISON] = "comparison",
                                        [CH_GROUND_ALL] = "all",
                                        [CH_GROUND_ANY] = "any",
                                        [CH_GROUND_NOT] = "not"};
    static const char *const truths[] = {[CH_FALSE] = "false", [CH_TRUE] = "true", [CH_UNKNOWN] = "unknown"};
    ch_json *json = &teller->json;
    ch_json_break(json);
    ch_json_object(json);
    CH_JSON_TEXT(json, "kind", ch_text_of(kinds[ground->kind]));
    CH_JSON_KEY(json, "depth"); /* 0 is a depth */
    ch_json_int(json, ground->depth);
    if (ground->part != NULL)
        CH_JSON_TEXT(json, "part", ch_text_of(ground->part));
    if (ground->kind == CH_GROUND_FACT) {
        CH_JSON_TEXT(json, "name", ground->name);
        CH_JSON_TEXT(json, "value", ground->value);
    } else {
        CH_JSON_TEXT(json, "text", ground->value);
        CH_JSON_TEXT(json, "truth", ch_text_of(truths[ground->truth]));
    }
    if (ground->fault != NULL)
        CH_JSON_TEXT(json, "fault", ch_text_of(ch_translate(teller->lang, ground->fault)));
    put_ground_place(json, CH_LITERAL("declared"), ground->declared);
    put_ground_place(json, CH_LITERAL("charter"), ground->charter);
    ch_json_close(json);
}

/* Where the judge was asked for them alone. */
static void put_chain(ch_json_teller *teller, const ch_chain *chain)
{
    if (chain->count == 0)
        return;
    CH_JSON_KEY(&teller->json, "chain");
    ch_json_array(&teller->json);
    for (uint32_t i = 0; i < chain->count; i++)
        put_ground(teller, &chain->items[i]);
    ch_json_close(&teller->json);
}

/* Of what an activity may not receive: the classes that it may, and the activities that may receive these data. */
static void put_within(ch_json *json, const charter_verdict *v, const charter_finding *finding)
{
    if (finding->clause != CH_CLAUSE_ACTIVITY_DATA || finding->outcome != CHARTER_OUTCOME_BREACHED)
        return;
    CH_JSON_KEY(json, "within");
    ch_json_array(json);
    for (uint32_t i = 0; i < v->version->data.count; i++)
        if (ch_set_has(&v->activity->data.classes, i) &&
            ch_period_holds(v->version->data.items[i].entry.period, v->days.first))
            ch_json_text(json, v->version->data.items[i].entry.id);
    ch_json_close(json);
    CH_JSON_KEY(json, "received-by");
    ch_json_array(json);
    for (uint32_t i = 0; i < v->version->activities.count; i++)
        if (ch_activity_receives(&v->version->activities.items[i], &v->data, v->days.first))
            ch_json_text(json, v->version->activities.items[i].entry.id);
    ch_json_close(json);
}

/* Where there is a baseline alone. */
static void put_accepted(ch_json_teller *teller, bool accepted)
{
    if (teller->report->acceptance == NULL)
        return;
    CH_JSON_KEY(&teller->json, "accepted");
    ch_json_bool(&teller->json, accepted);
}

static void put_finding(ch_json_teller *teller, const charter_verdict *verdict, const charter_finding *finding)
{
    ch_json *json = &teller->json;
    const ch_entry *cited = finding->cited;
    charter_place place = charter_finding_place(verdict, finding);

    ch_json_break(json);
    ch_json_object(json);
    CH_JSON_TEXT(json, "clause", clause_name(teller, finding->clause, finding->entry));
    CH_JSON_TEXT(json, "outcome", ch_text_of(charter_outcome_name(finding->outcome)));
    CH_JSON_TEXT(json, "effect", ch_text_of(charter_effect_name(finding->effect)));
    CH_JSON_TEXT(json, "path", finding->path.at == NULL ? CH_LITERAL("") : finding->path);
    CH_JSON_POSITION(json, "line", place.line);
    CH_JSON_POSITION(json, "column", place.column);
    CH_JSON_POSITION(json, "endLine", place.end_line);
    CH_JSON_POSITION(json, "endColumn", place.end_column);
    MESSAGE(teller, "message", &finding->message);
    put_words(teller, CH_LITERAL("because"), cited == NULL ? NULL : &cited->because, verdict->version);
    put_words(teller, CH_LITERAL("article"), cited == NULL ? NULL : &cited->article, verdict->version);
    put_words(teller, CH_LITERAL("learn"), cited == NULL ? NULL : &cited->learn, verdict->version);
    MESSAGE(teller, "help", &finding->help);
    put_cited(json, verdict, finding);
    put_within(json, verdict, finding);
    put_hits(json, verdict, finding);
    put_chain(teller, &finding->chain);
    put_accepted(teller, ch_accepts_finding(teller->report->acceptance, verdict, finding));
    ch_json_close(json);
}

static void put_findings(ch_json_teller *teller, const charter_verdict *verdict)
{
    CH_JSON_KEY(&teller->json, "findings");
    ch_json_array(&teller->json);
    for (size_t i = 0; i < verdict->finding_count; i++)
        put_finding(teller, verdict, &verdict->findings[i]);
    ch_json_close(&teller->json);
}

static void put_duties(ch_json_teller *teller, const charter_verdict *verdict)
{
    ch_json *json = &teller->json;
    CH_JSON_KEY(json, "duties");
    ch_json_array(json);
    for (size_t i = 0; i < verdict->duty_count; i++) {
        const ch_duty_state *state = &verdict->duties[i];
        ch_json_break(json);
        ch_json_object(json);
        CH_JSON_TEXT(json, "id", state->duty->entry.id);
        CH_JSON_TEXT(json, "due", ch_text_of(ch_due_names[state->duty->due - 1]));
        CH_JSON_KEY(json, "met");
        ch_json_bool(json, state->met);
        MESSAGE(teller, "how", &state->how);
        put_chain(teller, &state->chain);
        ch_json_close(json);
    }
    ch_json_close(json);
}

/* The ids of those that need nothing more; of traces, the charter's own list. */
static void put_instead(ch_json *json, const charter_verdict *verdict)
{
    CH_JSON_KEY(json, "instead");
    ch_json_array(json);
    for (size_t i = 0; i < verdict->alternative_count; i++)
        if (verdict->alternatives[i].count == 0)
            ch_json_text(json, ch_alternative_id(verdict, i));
    ch_json_close(json);
}

static void put_clauses(ch_json_teller *teller, ch_text key, const ch_clause_of *clauses, size_t count)
{
    ch_json *json = &teller->json;
    ch_json_key(json, key);
    ch_json_array(json);
    for (size_t i = 0; i < count; i++)
        ch_json_text(json, clause_name(teller, clauses[i].clause, clauses[i].entry));
    ch_json_close(json);
}

static void put_value(ch_json *json, const ch_filled *filled)
{
    CH_JSON_KEY(json, "value");
    switch (filled->value.kind) {
    case CH_VALUE_BOOL:
        ch_json_bool(json, filled->value.yes);
        break;
    case CH_VALUE_INT:
        ch_json_int(json, (uint64_t)filled->value.integer); /* a count: never negative */
        break;
    case CH_VALUE_NUMBER:
        ch_json_number(json, filled->value.number);
        break;
    default:
        ch_json_text(json, filled->text);
        break;
    }
}

static void put_alternative(ch_json_teller *teller, const charter_verdict *verdict, const ch_alternative *a)
{
    ch_json *json = &teller->json;
    const ch_entry *entry = &verdict->version->tools.items[a->tool].entry;
    ch_json_break(json);
    ch_json_object(json);
    CH_JSON_TEXT(json, "tool", entry->id);
    put_words(teller, CH_LITERAL("title"), &entry->title, verdict->version);
    CH_JSON_TEXT(json, "verdict", ch_text_of(charter_decision_name(a->decision)));
    CH_JSON_KEY(json, "if");
    ch_json_array(json);
    for (uint32_t i = 0; i < a->count; i++) {
        ch_json_object(json);
        CH_JSON_TEXT(json, "path", a->filled[i].path);
        put_value(json, &a->filled[i]);
        ch_json_close(json);
    }
    ch_json_close(json);
    ch_json_close(json);
}

/* Of what left traces nothing else is known: no verdict is promised. */
static void put_alternatives(ch_json_teller *teller, const charter_verdict *verdict)
{
    ch_json *json = &teller->json;
    size_t count = verdict->traces == NULL ? verdict->alternative_count : 0;
    CH_JSON_KEY(json, "alternatives");
    ch_json_array(json);
    for (size_t i = 0; i < count; i++)
        put_alternative(teller, verdict, &verdict->alternatives[i]);
    ch_json_close(json);
    ch_json_break(json);
    CH_JSON_KEY(json, "more-alternatives");
    ch_json_int(json, verdict->more_alternatives);
    put_clauses(teller, CH_LITERAL("none-because"), verdict->none_because, verdict->none_because_count);
    CH_JSON_KEY(json, "charter-instead");
    ch_json_array(json);
    for (size_t i = 0; i < verdict->charter_instead_count; i++) {
        const ch_charter_instead *own = &verdict->charter_instead[i];
        ch_json_object(json);
        CH_JSON_TEXT(json, "tool", verdict->version->tools.items[own->tool].entry.id);
        put_clauses(teller, CH_LITERAL("breaches"), own->breaches, own->count);
        ch_json_close(json);
    }
    ch_json_close(json);
}

/* ---- what is missing ---- */

static void put_askers(ch_json_teller *teller, const ch_missing *m)
{
    ch_json *json = &teller->json;
    CH_JSON_KEY(json, "asked-by");
    ch_json_array(json);
    for (const ch_clause_of *asker = m->asked_by; asker != NULL; asker = asker->next)
        ch_json_text(json, clause_name(teller, asker->clause, asker->entry));
    ch_json_close(json);
}

static void put_missing_values(ch_json_teller *teller, const charter_verdict *verdict, const ch_missing *m)
{
    ch_json *json = &teller->json;
    CH_JSON_KEY(json, "values");
    ch_json_array(json);
    for (const ch_missing_value *value = m->values; value != NULL; value = value->next) {
        ch_json_object(json);
        CH_JSON_TEXT(json, "id", value->id);
        CH_JSON_TEXT(json, "title", ch_missing_value_title(verdict, value, teller->lang));
        ch_json_close(json);
    }
    ch_json_close(json);
}

/* Only where it is so: most of what is missing is a fact. */
static void put_evidence(ch_json *json, const ch_missing *m)
{
    if (m->fill_count > 0) {
        CH_JSON_KEY(json, "fill");
        ch_json_object(json);
        for (uint32_t i = 0; i < m->fill_count; i++)
            ch_json_put_text(json, ch_text_of(m->fill[i].key), m->fill[i].text);
        ch_json_close(json);
    }
    if (m->any_of_count > 0) {
        CH_JSON_KEY(json, "any-of");
        ch_json_array(json);
        for (uint32_t i = 0; i < m->any_of_count; i++)
            ch_json_text(json, m->any_of[i]);
        ch_json_close(json);
    }
    if (m->later) {
        CH_JSON_KEY(json, "later");
        ch_json_bool(json, true);
    }
}

static void put_missing(ch_json_teller *teller, const charter_verdict *verdict)
{
    ch_json *json = &teller->json;
    CH_JSON_KEY(json, "missing");
    ch_json_array(json);
    for (const ch_missing *m = verdict->missing; m != NULL; m = m->next) {
        ch_json_break(json);
        ch_json_object(json);
        CH_JSON_TEXT(json, "path", m->path);
        CH_JSON_TEXT(json, "key", m->key);
        CH_JSON_TEXT(json, "type", ch_text_of(charter_missing_type_name(m->type)));
        put_missing_values(teller, verdict, m);
        CH_JSON_TEXT(json, "title", ch_missing_title(verdict, m, teller->lang));
        put_askers(teller, m);
        put_words(teller, CH_LITERAL("because"), m->cited == NULL ? NULL : &m->cited->because, verdict->version);
        CH_JSON_TEXT(json, "paste", m->paste);
        CH_JSON_TEXT(json, "column", m->column);
        put_evidence(json, m);
        ch_json_close(json);
    }
    ch_json_close(json);
}

static void put_ask(ch_json_teller *teller, const ch_version *version)
{
    ch_json *json = &teller->json;
    ch_text body = words_of(version == NULL ? NULL : &version->governance.body, teller->lang, version);
    ch_text contact = words_of(version == NULL ? NULL : &version->governance.contact, teller->lang, version);
    CH_JSON_KEY(json, "ask");
    if (body.at == NULL && contact.at == NULL) {
        ch_json_null(json);
        return;
    }
    ch_json_object(json);
    CH_JSON_TEXT(json, "body", body);
    CH_JSON_TEXT(json, "contact", contact);
    ch_json_close(json);
}

static void put_exposure(ch_json *json, const charter_verdict *verdict)
{
    /* Of an unlisted tool nothing is known: three nulls, and never a false. */
    static const ch_tool unknown = {.hosting = -1};
    const ch_tool *tool = verdict->tool == NULL ? &unknown : verdict->tool;
    CH_JSON_KEY(json, "exposure");
    ch_json_object(json);
    CH_JSON_TEXT(json, "hosting",
                 tool->hosting < 0 ? CH_NO_TEXT : verdict->version->hosting.items[tool->hosting].entry.id);
    CH_JSON_KEY(json, "trains-on-inputs");
    if (tool->trains_on_inputs == CH_UNSAID)
        ch_json_null(json);
    else
        ch_json_bool(json, tool->trains_on_inputs == CH_YES);
    CH_JSON_TEXT(json, "retention", tool->retention);
    ch_json_close(json);
}

static void put_interval(ch_json *json, ch_text key, ch_interval interval)
{
    ch_json_key(json, key);
    /* Below 0: the charter gives no such figure. */
    if (interval.low < 0) {
        ch_json_null(json);
        return;
    }
    ch_json_array(json);
    ch_json_number(json, interval.low);
    ch_json_number(json, interval.high);
    ch_json_close(json);
}

static void put_footprint(ch_json_teller *teller, const ch_footprint_sum *sum)
{
    ch_json *json = &teller->json;
    CH_JSON_KEY(json, "footprint");
    if (sum->figures == NULL) {
        ch_json_null(json);
        return;
    }
    ch_json_object(json);
    put_interval(json, CH_LITERAL("energy-wh"), sum->energy_wh);
    put_interval(json, CH_LITERAL("co2-g"), sum->co2_g);
    put_interval(json, CH_LITERAL("water-ml"), sum->water_ml);
    CH_JSON_TEXT(json, "scope", sum->figures->scope);
    CH_JSON_TEXT(json, "source", sum->figures->source);
    CH_JSON_KEY(json, "on");
    ch_json_put_day(json, &teller->measured, sum->figures->on);
    ch_json_close(json);
}

static void put_errors(ch_json_teller *teller, const charter_diagnostics *errors)
{
    CH_JSON_KEY(&teller->json, "errors");
    ch_json_array(&teller->json);
    const charter_diagnostic *first = errors == NULL ? NULL : errors->first;
    for (const charter_diagnostic *error = first; error != NULL; error = error->next) {
        ch_json_break(&teller->json);
        ch_json_error(teller, error);
    }
    ch_json_close(&teller->json);
}

/* ---- traces ---- */

/* The pattern is the charter's own: of a file or a commit nothing is told but where it is. */
static void put_trace(ch_json *json, const ch_trace_place *place)
{
    ch_json_break(json);
    ch_json_object(json);
    CH_JSON_TEXT(json, "trace", place->trace->entry.id);
    CH_JSON_TEXT(json, "kind", ch_text_of(ch_trace_kind_names[place->kind]));
    CH_JSON_TEXT(json, "pattern", place->pattern);
    CH_JSON_TEXT(json, "commit", place->commit);
    CH_JSON_TEXT(json, "file", ch_text_of(place->place.file));
    CH_JSON_POSITION(json, "line", place->place.line);
    CH_JSON_POSITION(json, "column", place->place.column);
    ch_json_close(json);
}

/* Of a tool that left traces alone. */
static void put_traces(ch_json *json, const ch_traces_found *found)
{
    if (found == NULL)
        return;
    CH_JSON_KEY(json, "traces");
    ch_json_object(json);
    for (int kind = 0; kind < CH_TRACE_KINDS; kind++) {
        ch_json_key(json, ch_text_of(ch_trace_kind_names[kind]));
        ch_json_int(json, found->counts[kind]);
    }
    CH_JSON_KEY(json, "places");
    ch_json_array(json);
    for (const ch_trace_place *place = found->first; place != NULL; place = place->next)
        put_trace(json, place);
    ch_json_close(json);
    ch_json_close(json);
    ch_json_break(json);
}

static void put_identity(ch_json *json, const charter_verdict *verdict)
{
    charter_place place = charter_verdict_place(verdict);
    CH_JSON_TEXT(json, "file", ch_text_of(place.file));
    CH_JSON_POSITION(json, "line", place.line);
    CH_JSON_TEXT(json, "id", charter_verdict_id(verdict));
    CH_JSON_TEXT(json, "verdict", ch_text_of(charter_decision_name(verdict->decision)));
}

/* Where a register's date says no day: the first and the last that it may mean. */
static void put_days(ch_json *json, ch_days days)
{
    if (ch_days_settled(days))
        return;
    CH_JSON_KEY(json, "days");
    ch_json_array(json);
    for (int end = 0; end < 2; end++) {
        struct ch_json_day text = {.day = CHARTER_NO_DAY};
        ch_json_put_day(json, &text, end == 0 ? days.first : days.last);
    }
    ch_json_close(json);
}

void ch_json_verdict(ch_json_teller *teller, const charter_verdict *verdict)
{
    ch_json *json = &teller->json;
    ch_json_object(json);
    put_identity(json, verdict);
    ch_json_break(json);
    CH_JSON_KEY(json, "day");
    ch_json_put_day(json, &teller->judged, charter_verdict_day(verdict));
    put_days(json, verdict->days);
    put_charter(teller, verdict->version);
    ch_json_break(json);
    CH_JSON_TEXT(json, "activity", charter_verdict_activity(verdict));
    put_words(teller, CH_LITERAL("activity-title"), verdict->activity == NULL ? NULL : &verdict->activity->entry.title,
              verdict->version);
    CH_JSON_TEXT(json, "tool", charter_verdict_tool(verdict));
    put_words(teller, CH_LITERAL("tool-title"), verdict->tool == NULL ? NULL : &verdict->tool->entry.title,
              verdict->version);
    ch_json_break(json);
    put_findings(teller, verdict);
    ch_json_break(json);
    put_traces(json, verdict->traces);
    put_duties(teller, verdict);
    ch_json_break(json);
    put_missing(teller, verdict);
    ch_json_break(json);
    put_alternatives(teller, verdict);
    ch_json_break(json);
    put_instead(json, verdict);
    ch_json_break(json);
    put_ask(teller, verdict->version);
    ch_json_break(json);
    put_exposure(json, verdict);
    ch_json_break(json);
    put_footprint(teller, &verdict->footprint);
    put_errors(teller, verdict->errors);
    put_accepted(teller, ch_accepts_whole(teller->report->acceptance));
    ch_json_close(json);
}

/* `code` is the same in every language; only message and help are people's. */
void ch_json_error(ch_json_teller *teller, const charter_diagnostic *error)
{
    ch_json *json = &teller->json;
    ch_json_object(json);
    CH_JSON_TEXT(json, "code", ch_text_of(error->code));
    if (teller->report->options.of_charter)
        CH_JSON_TEXT(json, "severity", ch_text_of(charter_severity_name(error->severity)));
    CH_JSON_TEXT(json, "file", ch_text_of(error->place.file));
    CH_JSON_POSITION(json, "line", error->place.line);
    CH_JSON_POSITION(json, "column", error->place.column);
    if (teller->report->options.of_charter) {
        CH_JSON_POSITION(json, "endLine", error->place.end_line);
        CH_JSON_POSITION(json, "endColumn", error->place.end_column);
    }
    MESSAGE(teller, "message", &error->message);
    MESSAGE(teller, "help", &error->help);
    ch_json_close(json);
}

static void put_lint_summary(ch_json *json, const charter_summary *s)
{
    ch_json_object(json);
    CH_JSON_INT(json, "errors", s->errors);
    CH_JSON_INT(json, "warnings", s->warnings);
    CH_JSON_INT(json, "notes", s->notes);
    CH_JSON_INT(json, "ignored", s->ignored);
    ch_json_close(json);
}

/* The order of the design, which is that of rising severity. */
void ch_json_summary(ch_json *json, const charter_report *report)
{
    if (report->options.of_charter) {
        put_lint_summary(json, &report->summary);
        return;
    }
    ch_json_object(json);
    ch_json_key(json, report->options.of_tools ? CH_LITERAL("tools") : CH_LITERAL("declarations"));
    ch_json_int(json, charter_summary_verdict_count(&report->summary));
    for (int i = 0; i < CHARTER_DECISION_COUNT; i++) {
        ch_json_key(json, ch_text_of(charter_decision_name((charter_decision)i)));
        ch_json_int(json, report->summary.verdicts[i]);
    }
    ch_json_close(json);
}

/* ---- a charter that was looked over ---- */

static void put_day(ch_json *json, ch_text key, ch_day day)
{
    struct ch_json_day text = {.day = CHARTER_NO_DAY};
    ch_json_key(json, key);
    ch_json_put_day(json, &text, day);
}

static void put_commitments(ch_json_teller *teller, const ch_version *v)
{
    ch_json *json = &teller->json;
    CH_JSON_KEY(json, "commitments");
    ch_json_array(json);
    for (uint32_t i = 0; i < v->commitments.count; i++) {
        const ch_entry *entry = &v->commitments.items[i];
        ch_json_object(json);
        CH_JSON_TEXT(json, "id", entry->id);
        put_words(teller, CH_LITERAL("title"), &entry->title, v);
        ch_json_close(json);
    }
    ch_json_close(json);
}

static void put_version(ch_json_teller *teller, const ch_version *v)
{
    ch_json *json = &teller->json;
    char hash[CH_HASH_SIZE];
    ch_version_hash(v, hash);
    ch_json_break(json);
    ch_json_object(json);
    CH_JSON_TEXT(json, "id", v->id);
    CH_JSON_TEXT(json, "version", v->number);
    put_words(teller, CH_LITERAL("title"), &v->title, v);
    put_day(json, CH_LITERAL("from"), v->period.from);
    put_day(json, CH_LITERAL("until"), v->period.until);
    put_day(json, CH_LITERAL("review-by"), v->review_by);
    CH_JSON_TEXT(json, "sha256", ch_text_of(hash));
    CH_JSON_TEXT(json, "file", ch_text_of(v->files->source.name));
    put_commitments(teller, v);
    ch_json_close(json);
}

void ch_json_charters(ch_json_teller *teller, const charter *of)
{
    CH_JSON_KEY(&teller->json, "charters");
    ch_json_array(&teller->json);
    for (size_t i = 0; of != NULL && i < of->count; i++)
        put_version(teller, &of->versions[i]);
    ch_json_close(&teller->json);
}
