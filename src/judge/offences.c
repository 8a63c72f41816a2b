/* Offences: what a breach rests on, in words that the next run can be held against: classes, names, steps beyond what
 * is allowed, finds of detectors, facts. A function for each clause, in one table. A graver breach of a clause has
 * more of them: where there is an order (autonomy, stages), each step is a word. That a baseline accepts what it saw
 * and nothing else is report/gate's.
 *
 * They are kept in files. So nothing stands in them that detectors find, and not even a digest of it: of a number of
 * ten digits, a digest is the number. What a detector finds is known by its place and length alone. */
#include <stdio.h>
#include <stdlib.h>

#include "base/digest.h"
#include "judge/judging.h"

typedef struct gathering {
    charter_judge *judge;
    const ch_judging *j;
    const charter_verdict *verdict;
    ch_text *items;
    uint32_t count, room;
} gathering;

/* An arena gives nothing back: twice as many each time. */
static void add(gathering *g, ch_text word)
{
    if (g->count == g->room) {
        uint32_t room = g->room == 0 ? 8 : 2 * g->room;
        ch_text *items = ch_arena_take_many(&g->judge->arena, room, sizeof *items);
        if (items == NULL)
            return; /* the arena has failed */
        if (g->count > 0)
            memcpy(items, g->items, g->count * sizeof *items);
        g->items = items;
        g->room = room;
    }
    g->items[g->count++] = word;
}

/* Both texts, and what stands between them. */
static void add_joined(gathering *g, ch_text first, const char *between, ch_text second)
{
    size_t middle = strlen(between);
    char *at = ch_arena_take_raw(&g->judge->arena, first.length + middle + second.length + 1);
    if (at == NULL)
        return;
    ch_text_copy(at, first);
    memcpy(at + first.length, between, middle);
    ch_text_copy(at + first.length + middle, second);
    add(g, (ch_text){at, first.length + middle + second.length});
}

/* Declared text, as it may be shown. */
static ch_text shown(const gathering *g, ch_text text)
{
    return ch_masked(g->judge, g->verdict->version, text);
}

/* Each step from behind `most` up to `reached`, both from 1. */
static void add_steps(gathering *g, const char *const *steps, int most, int reached)
{
    for (int step = most + 1; step <= reached; step++)
        add(g, ch_text_of(steps[step - 1]));
}

/* ---- names ---- */

static void activity_name(gathering *g, const charter_finding *f)
{
    (void)f;
    add(g, g->j->activity != NULL ? g->j->activity->entry.id : shown(g, g->j->declaration->activity->text));
}

static void activity_status(gathering *g, const charter_finding *f)
{
    (void)f;
    add(g, ch_text_of(ch_activity_status_names[g->j->activity->status - 1]));
}

static void tool_name(gathering *g, const charter_finding *f)
{
    (void)f;
    add(g, g->j->tool != NULL ? g->j->tool->entry.id : shown(g, g->j->tool_name));
}

static void tool_status(gathering *g, const charter_finding *f)
{
    (void)f;
    add(g, ch_text_of(ch_tool_status_names[g->j->tool->status - 1]));
}

static void autonomy(gathering *g, const charter_finding *f)
{
    (void)f;
    add_steps(g, ch_autonomy_names, g->j->activity->autonomy, g->j->declaration->autonomy);
}

/* ---- classes ---- */

static void unlisted_classes(gathering *g, const charter_finding *f)
{
    (void)f;
    const ch_judging *j = g->j;
    const ch_node *item = ch_names_first(j->declaration->data);
    for (; item != NULL; item = ch_names_next(item))
        if (ch_resolve_class(j->version, j->day, item->text, &g->judge->arena).number == CH_NOT_FOUND)
            add(g, shown(g, item->text));
}

static void classes_beyond(gathering *g, const ch_ceiling *ceiling)
{
    for (uint32_t i = 0; i < g->j->version->data.count; i++)
        if (ch_set_has(&g->j->facts.data, i) && !ch_set_has(&ceiling->classes, i))
            add(g, g->j->version->data.items[i].entry.id);
}

static void beyond_activity(gathering *g, const charter_finding *f)
{
    (void)f;
    classes_beyond(g, &g->j->activity->data);
}

static void beyond_tool(gathering *g, const charter_finding *f)
{
    (void)f;
    classes_beyond(g, &g->j->tool->data);
}

/* A class that may not go to one place may not go to another: where it goes is part of the breach. */
static void misplaced_classes(gathering *g, const charter_finding *f)
{
    (void)f;
    uint32_t hosting = (uint32_t)g->j->tool->hosting;
    for (uint32_t i = 0; i < g->j->version->data.count; i++) {
        const ch_data_class *class = &g->j->version->data.items[i];
        if (ch_set_has(&g->j->facts.data, i) && class->hosted && !ch_set_has(&class->hostings, hosting))
            add_joined(g, class->entry.id, " on ", g->j->version->hosting.items[hosting].entry.id);
    }
}

/* ---- what detectors find ---- */

typedef struct place {
    const char *where;
    ch_text name;
} place;

static place place_of(const gathering *g, const ch_detection *d)
{
    if (d->file != NULL)
        return (place){" characters in file ", shown(g, d->file->text)};
    if (d->in_prompt)
        return (place){" characters in prompt", CH_LITERAL("")};
    return (place){" characters in purpose", CH_LITERAL("")};
}

static void detections(gathering *g, const charter_finding *f)
{
    const ch_detection *before = NULL;
    place at = {0};
    for (size_t i = 0; i < g->verdict->detection_count; i++) {
        const ch_detection *d = &g->verdict->detections[i];
        if (!ch_finding_sees(g->verdict, f, d) || d->confidence == CH_LOW)
            continue;
        /* A file's finds come one after the other: it is looked through once. */
        if (before == NULL || before->file != d->file || before->in_prompt != d->in_prompt)
            at = place_of(g, d);
        add_joined(g, ch_text_int(&g->judge->arena, d->length), at.where, at.name);
        before = d;
    }
}

/* ---- duties and rules ---- */

/* A duty is open, or it is not: how far the use has gone is what makes that graver. */
static void stage(gathering *g, const charter_finding *f)
{
    (void)f;
    add_steps(g, ch_stage_names, CH_PLANNED, g->j->stage);
}

/* Texts that somebody wrote freely, and would not expect to find elsewhere. */
static bool is_prose(const gathering *g, uint32_t variable)
{
    const ch_variable *v = &g->j->version->scope.variables[variable];
    return variable == CH_SLOT_AUTHOR || variable == CH_SLOT_PURPOSE ||
           (variable >= CH_SLOT_FACTS && v->kind == CH_VALUE_TEXT && !v->closed);
}

static ch_text text_value(const gathering *g, uint32_t variable, ch_text text)
{
    char word[8 + CH_DIGEST_SIZE] = "sha256 ";
    ch_text known = shown(g, text);
    if (!is_prose(g, variable))
        return known;
    ch_digest digest = ch_digest_of(known);
    ch_digest_hex(&digest, word + strlen(word));
    return ch_arena_text(&g->judge->arena, ch_text_of(word));
}

static ch_text number_value(const gathering *g, double number)
{
    char text[32];
    snprintf(text, sizeof text, "%.15g", number);
    return shown(g, ch_arena_text(&g->judge->arena, ch_text_of(text)));
}

/* Absent is a value like others: a rule may ask for it. */
static ch_text value_of(const gathering *g, uint32_t variable)
{
    const ch_value *v = &g->j->workspace->slots[variable];
    switch (v->kind) {
    case CH_VALUE_TEXT:
        return text_value(g, variable, v->text);
    case CH_VALUE_BOOL:
        return v->yes ? CH_LITERAL("true") : CH_LITERAL("false");
    case CH_VALUE_INT:
        return shown(g, ch_text_int(&g->judge->arena, v->integer));
    case CH_VALUE_NUMBER:
        return number_value(g, v->number);
    case CH_VALUE_DATE:
        return ch_text_day(&g->judge->arena, v->day);
    case CH_VALUE_RANK:
        return g->j->version->scope.variables[variable].words[v->rank];
    case CH_ABSENT:
        break;
    }
    return CH_LITERAL("(not declared)");
}

static bool reads(const ch_rule *rule, uint32_t variable)
{
    return (rule->when != NULL && ch_condition_reads(rule->when, variable)) ||
           (rule->require != NULL && ch_condition_reads(rule->require, variable));
}

static bool reads_data(const ch_rule *rule)
{
    return (rule->when != NULL && ch_condition_reads_data(rule->when)) ||
           (rule->require != NULL && ch_condition_reads_data(rule->require));
}

static void add_data(gathering *g)
{
    for (uint32_t i = 0; i < g->j->version->data.count; i++)
        if (ch_set_has(&g->j->facts.data, i))
            add_joined(g, CH_LITERAL("data"), ": ", g->j->version->data.items[i].entry.id);
    const ch_node *item = ch_names_first(g->j->declaration->data);
    for (; g->j->facts.data_unlisted && item != NULL; item = ch_names_next(item))
        if (ch_resolve_class(g->j->version, g->j->day, item->text, &g->judge->arena).number == CH_NOT_FOUND)
            add_joined(g, CH_LITERAL("data"), ": ", shown(g, item->text));
}

/* All that it reads, and not only what decided: another value may breach it in another way. */
static void facts(gathering *g, const charter_finding *f)
{
    /* It is one of the version's. */
    const ch_rule *rule = g->j->version->rules.items;
    while (&rule->entry != f->entry)
        rule++;
    for (uint32_t i = 0; i < g->j->version->scope.count; i++)
        if (reads(rule, i))
            add_joined(g, g->j->version->scope.variables[i].name, ": ", value_of(g, i));
    if (reads_data(rule))
        add_data(g);
}

/* ---- traces ---- */

/* By kind: a tool that is known to be there leaves more of the same with every commit. */
static void trace_kinds(gathering *g, const charter_finding *f)
{
    (void)f;
    for (int kind = 0; kind < CH_TRACE_KINDS; kind++)
        if (g->verdict->traces->counts[kind] > 0)
            add(g, ch_text_of(ch_trace_kind_names[kind]));
}

/* ---- all ---- */

/* None: what is never a breach, or mere advice. */
static void (*const offences[CH_CLAUSE_COUNT])(gathering *g, const charter_finding *f) = {
    [CH_CLAUSE_ACTIVITY_UNLISTED] = activity_name,
    [CH_CLAUSE_ACTIVITY_STATUS] = activity_status,
    [CH_CLAUSE_ACTIVITY_DATA] = beyond_activity,
    [CH_CLAUSE_ACTIVITY_TOOLS] = tool_name,
    [CH_CLAUSE_ACTIVITY_AUTONOMY] = autonomy,
    [CH_CLAUSE_TOOL_UNLISTED] = tool_name,
    [CH_CLAUSE_TOOL_STATUS] = tool_status,
    [CH_CLAUSE_TOOL_DATA] = beyond_tool,
    [CH_CLAUSE_TOOL_ACTIVITIES] = activity_name,
    [CH_CLAUSE_DATA_UNLISTED] = unlisted_classes,
    [CH_CLAUSE_DATA_HOSTING] = misplaced_classes,
    [CH_CLAUSE_DETECTOR] = detections,
    [CH_CLAUSE_DUTY] = stage,
    [CH_CLAUSE_RULE] = facts,
    [CH_CLAUSE_TRACE_UNDECLARED] = trace_kinds,
};

static int by_bytes(const void *a, const void *b)
{
    const ch_text *one = a, *other = b;
    return ch_text_compare(*one, *other);
}

static void gather(gathering *g, charter_finding *f)
{
    *g = (gathering){.judge = g->judge, .j = g->j, .verdict = g->verdict};
    offences[f->clause](g, f);
    if (g->count > 1)
        qsort(g->items, g->count, sizeof *g->items, by_bytes);
    f->offences = g->items;
    f->offence_count = g->count;
}

bool ch_judge_offences(charter_judge *judge)
{
    gathering g = {.judge = judge, .j = &judge->judging, .verdict = &judge->verdict};
    for (size_t i = 0; i < judge->verdict.finding_count; i++) {
        charter_finding *f = &judge->workspace.findings[i];
        bool is_breach = f->outcome == CHARTER_OUTCOME_BREACHED && f->effect != CHARTER_EFFECT_ADVISE;
        if (is_breach && offences[f->clause] != NULL)
            gather(&g, f);
    }
    judge->verdict.some_offences = true;
    return !judge->arena.failed;
}
