/* Chains: the facts and comparisons that decided a finding, each with its places in the declaration and in the charter.
 * A function for each clause, in one table. Only what was judged is told here, in the order in which a reader follows
 * it: what is declared, what the charter says of that, and what was held against it. Nothing is decided anew, but for
 * the parts of conditions (rule/terms.h). */
#include "judge/judging.h"
#include "rule/terms.h"

/* Of one finding: an author may write a condition of thousands of parts, and nobody would read them. */
#define GROUNDS_MOST 400

typedef struct gathering {
    charter_judge *judge;
    const ch_judging *j;
    const charter_finding *finding; /* NULL: a duty that is no finding */
    ch_ground *items;
    uint32_t count, room;
    const char *part;   /* of the next ground: see ch_ground */
    const ch_entry *of; /* whose conditions are walked */
    bool more;
} gathering;

static ch_arena *arena_of(const gathering *g)
{
    return &g->judge->arena;
}

/* An arena gives nothing back: twice as many each time. */
static ch_ground *add(gathering *g, ch_ground ground)
{
    if (g->count == g->room) {
        uint32_t room = g->room == 0 ? 16 : 2 * g->room;
        ch_ground *items = ch_arena_take_many(arena_of(g), room, sizeof *items);
        if (items == NULL)
            return NULL; /* the arena has failed */
        if (g->count > 0)
            memcpy(items, g->items, g->count * sizeof *items);
        g->items = items;
        g->room = room;
    }
    ground.part = g->part;
    g->part = NULL;
    g->items[g->count] = ground;
    return &g->items[g->count++];
}

/* Declared text, as it may be shown. What could not be covered for want of memory must not pass for what nobody says:
 * the judgement is then not given. */
static ch_text shown(const gathering *g, ch_text text)
{
    ch_text masked = ch_masked(g->judge, g->j->version, text);
    if (masked.at == NULL && text.at != NULL)
        g->judge->arena.failed = true;
    return masked;
}

static charter_place declared_at(const gathering *g, const ch_node *node)
{
    return node == NULL ? (charter_place){.file = NULL}
                        : ch_source_place(g->j->declaration->source, ch_node_caret(node));
}

/* What a comparison of the clause itself came to. */
static ch_truth truth_of(const gathering *g)
{
    charter_outcome outcome = g->finding == NULL ? CHARTER_OUTCOME_BREACHED : g->finding->outcome;
    return outcome == CHARTER_OUTCOME_MET ? CH_TRUE : outcome == CHARTER_OUTCOME_UNDETERMINED ? CH_UNKNOWN : CH_FALSE;
}

/* ---- what the charter says ---- */

static ch_text written(const gathering *g, const ch_source *source, const ch_node *node)
{
    return ch_source_on_one_line(source, node->span, arena_of(g));
}

static ch_text joined(const gathering *g, ch_text a, const char *between, ch_text b)
{
    size_t middle = strlen(between);
    char *at = ch_arena_take_raw(arena_of(g), a.length + middle + b.length + 1);
    if (at == NULL || a.at == NULL)
        return CH_NO_TEXT; /* the arena has failed */
    ch_text_copy(at, a);
    memcpy(at + a.length, between, middle);
    ch_text_copy(at + a.length + middle, b);
    return (ch_text){at, a.length + middle + b.length};
}

/* "tools.chatbot.hosting". */
static ch_text path_of(const gathering *g, const char *vocabulary, const ch_entry *entry, const char *key)
{
    return joined(g, joined(g, ch_text_of(vocabulary), ".", entry->id), ".", ch_text_of(key));
}

/* What an entry says, as a fact; none where it does not say it. */
static void add_said(gathering *g, const char *vocabulary, const ch_entry *entry, const char *key)
{
    const ch_node *value = ch_node_get(entry->node, key);
    if (value != NULL)
        add(g, (ch_ground){.name = path_of(g, vocabulary, entry, key),
                           .value = written(g, entry->source, value),
                           .charter = ch_entry_place(entry, key)});
}

/* "tools.chatbot.data: public" as what was held against the facts before it. */
static void add_asked(gathering *g, const char *vocabulary, const ch_entry *entry, const char *key, ch_truth truth)
{
    const ch_node *value = ch_node_get(entry->node, key);
    if (value != NULL)
        add(g,
            (ch_ground){.kind = CH_GROUND_COMPARISON,
                        .truth = truth,
                        .value = joined(g, path_of(g, vocabulary, entry, key), ": ", written(g, entry->source, value)),
                        .charter = ch_entry_place(entry, key)});
}

/* What the charter says as a whole: "unlisted.tool". Where it does not, `otherwise` holds. */
static void add_general(gathering *g, const char *map, const char *key, ch_text name, ch_text otherwise)
{
    const ch_file *file = g->j->version->files;
    const ch_node *at = map == NULL ? file->root : ch_node_get(file->root, map);
    const ch_node *value = at == NULL ? NULL : ch_node_get(at, key);
    ch_ground ground = {.name = name, .value = otherwise};
    if (value != NULL) {
        ground.value = written(g, &file->source, value);
        ground.charter = ch_source_place(&file->source, value->key->span);
    }
    add(g, ground);
}

/* ---- what is declared ---- */

/* A key of the declaration by itself; `otherwise` is what holds where it is absent. */
static void add_key(gathering *g, const char *key, ch_text value)
{
    add(g, (ch_ground){.name = ch_text_of(key),
                       .value = shown(g, value),
                       .declared = declared_at(g, ch_usage_get(g->j->declaration, key))});
}

static void add_entry(gathering *g, ch_text name, const ch_entry *entry)
{
    add(g, (ch_ground){.name = name, .value = entry->id, .charter = ch_entry_place(entry, NULL)});
}

static void add_activity(gathering *g)
{
    const ch_judging *j = g->j;
    add_key(g, "activity", j->declaration->activity->text);
    if (j->activity != NULL)
        add_entry(g, CH_LITERAL("activity.id"), &j->activity->entry);
}

static void add_tool(gathering *g)
{
    const ch_judging *j = g->j;
    add_key(g, "tool", j->tool_name);
    if (j->tool != NULL)
        add_entry(g, CH_LITERAL("tool.id"), &j->tool->entry);
}

static void add_detected(gathering *g)
{
    const ch_judging *j = g->j;
    ch_set told = {{0}};
    for (size_t i = 0; i < j->detections.count; i++) {
        const ch_detection *d = &j->detections.items[i];
        uint32_t class = ch_detection_class(j, d);
        if (ch_set_has(&told, class) || !ch_set_has(&j->facts.data, class) || ch_set_has(&j->declared, class))
            continue;
        ch_set_add(&told, class);
        add(g, (ch_ground){.name = CH_LITERAL("data"),
                           .value = j->version->data.items[class].entry.id,
                           .declared = d->place});
    }
}

/* A row for each class: each stands in its own place. */
static void add_data(gathering *g)
{
    const charter_declaration *declaration = g->j->declaration;
    const ch_node *item = ch_names_first(declaration->data);
    if (declaration->data == NULL || item == NULL)
        add_key(g, "data", declaration->data == NULL ? CH_NO_TEXT : CH_LITERAL("[]"));
    for (; item != NULL; item = ch_names_next(item))
        add(g,
            (ch_ground){.name = CH_LITERAL("data"), .value = shown(g, item->text), .declared = declared_at(g, item)});
    add_detected(g);
}

static void add_stage(gathering *g)
{
    add_key(g, "stage", ch_text_of(ch_stage_names[g->j->stage - 1]));
}

/* ---- conditions ---- */

/* What of it conditions read by a name that is the charter's to say. */
static const struct {
    const char *name, *key; /* NULL: the entry as a whole */
} of_entries[] = {
    {"tool.id", NULL},           {"tool.listed", NULL},     {"tool.status", "status"},
    {"tool.hosting", "hosting"}, {"tool.vendor", "vendor"}, {"tool.trains_on_inputs", "trains-on-inputs"},
    {"activity.id", NULL},       {"activity.listed", NULL}, {"activity.status", "status"},
};

static charter_place charter_place_of(const gathering *g, ch_text name)
{
    for (size_t i = 0; i < sizeof of_entries / sizeof *of_entries; i++) {
        if (!ch_text_is(name, of_entries[i].name))
            continue;
        bool tool = ch_text_begins(name, "tool.");
        const ch_entry *entry = NULL;
        if (tool && g->j->tool != NULL)
            entry = &g->j->tool->entry;
        else if (!tool && g->j->activity != NULL)
            entry = &g->j->activity->entry;
        bool said = entry != NULL && (of_entries[i].key == NULL || ch_node_get(entry->node, of_entries[i].key) != NULL);
        return said ? ch_entry_place(entry, of_entries[i].key) : (charter_place){.file = NULL};
    }
    return (charter_place){.file = NULL};
}

static charter_place declared_place_of(const gathering *g, ch_text name)
{
    charter_finding at = {.path = CH_NO_TEXT};
    ch_finding_at_name(g->j, &at, name);
    return at.path.length == 0 ? (charter_place){.file = NULL} : ch_source_place(g->j->declaration->source, at.span);
}

/* A date that says no day, as the register says it: not the day that was tried last. */
static ch_text days_said(const gathering *g, ch_text name, ch_text value)
{
    for (uint32_t i = 0; i < g->judge->tried_count; i++) {
        const ch_tried_day *tried = &g->judge->tried[i];
        if (ch_text_same(g->j->version->scope.variables[tried->slot].name, name))
            return ch_text_days(arena_of(g), tried->days);
    }
    return value;
}

static bool see_term(void *context, const ch_term *term)
{
    static const ch_ground_kind kinds[] = {[CH_TERM_ALL] = CH_GROUND_ALL,
                                           [CH_TERM_ANY] = CH_GROUND_ANY,
                                           [CH_TERM_NOT] = CH_GROUND_NOT,
                                           [CH_TERM_COMPARISON] = CH_GROUND_COMPARISON,
                                           [CH_TERM_READ] = CH_GROUND_FACT};
    gathering *g = context;
    ch_ground ground = {.kind = kinds[term->kind], .depth = term->depth, .truth = term->truth};
    g->more = g->more || g->count >= GROUNDS_MOST;
    if (g->more)
        return false;
    if (term->kind == CH_TERM_READ) {
        ground.name = term->text;
        ground.value = shown(g, days_said(g, term->text, term->value));
        ground.declared = declared_place_of(g, term->text);
        ground.charter = charter_place_of(g, term->text);
    } else {
        ground.value = term->text;
        ground.fault = term->fault;
        ground.charter = ch_source_place(g->of->source, term->span);
    }
    return add(g, ground) != NULL;
}

/* By the facts that the finding was made with: where it is undetermined, detectors' finds may have had to be left
 * out (rules.c). */
static void add_condition(gathering *g, const ch_entry *entry, const char *key, const ch_condition *condition)
{
    if (condition == NULL)
        return;
    ch_evaluator *evaluator = g->judge->evaluator;
    ch_facts facts = g->j->facts;
    bool undetermined = g->finding != NULL && g->finding->outcome == CHARTER_OUTCOME_UNDETERMINED;
    if (undetermined && ch_condition_holds(condition, &facts, evaluator) != CH_UNKNOWN)
        facts.data = g->j->declared;
    g->part = key;
    g->of = entry;
    ch_condition_terms(condition, entry->source, &facts, evaluator, arena_of(g), see_term, g);
    g->part = NULL;
}

/* ---- the clauses, a function each ---- */

static void activity_unlisted(gathering *g)
{
    add_activity(g);
    if (g->j->activity_found.lapsed != NULL) {
        add_said(g, "activities", g->j->activity_found.lapsed, "from");
        add_said(g, "activities", g->j->activity_found.lapsed, "until");
    }
    add_general(g, "unlisted", "activity", CH_LITERAL("unlisted.activity"), CH_LITERAL("review"));
}

static void activity_key(gathering *g, const char *key)
{
    if (g->j->activity != NULL)
        add_asked(g, "activities", &g->j->activity->entry, key, truth_of(g));
}

static void activity_status(gathering *g)
{
    add_activity(g);
    if (g->j->activity != NULL)
        add_said(g, "activities", &g->j->activity->entry, "status");
}

static void activity_data(gathering *g)
{
    add_activity(g);
    add_data(g);
    activity_key(g, "data");
}

static void activity_tools(gathering *g)
{
    add_activity(g);
    add_tool(g);
    if (g->j->tool != NULL)
        add_said(g, "tools", &g->j->tool->entry, "status");
    activity_key(g, "tools");
}

static void activity_autonomy(gathering *g)
{
    int declared = g->j->declaration->autonomy;
    add_activity(g);
    add_key(g, "autonomy", declared == 0 ? CH_NO_TEXT : ch_text_of(ch_autonomy_names[declared - 1]));
    activity_key(g, "autonomy");
}

static void tool_unlisted(gathering *g)
{
    const ch_judging *j = g->j;
    const ch_resolved *found = &j->tool_found;
    bool banned = found->variant != CH_NOT_FOUND && j->version->tools.items[found->variant].status == CH_BANNED;
    add_tool(g);
    if (found->lapsed != NULL) {
        add_said(g, "tools", found->lapsed, "from");
        add_said(g, "tools", found->lapsed, "until");
    }
    if (j->tool == NULL && banned) {
        add_said(g, "tools", &j->version->tools.items[found->variant].entry, "status");
        add_general(g, "unlisted", "variants", CH_LITERAL("unlisted.variants"), CH_LITERAL("forbid"));
    }
    add_general(g, "unlisted", "tool", CH_LITERAL("unlisted.tool"), CH_LITERAL("review"));
}

static void tool_status(gathering *g)
{
    add_tool(g);
    if (g->j->tool != NULL)
        add_said(g, "tools", &g->j->tool->entry, "status");
}

static void tool_data(gathering *g)
{
    add_tool(g);
    add_data(g);
    if (g->j->tool != NULL)
        add_asked(g, "tools", &g->j->tool->entry, "data", truth_of(g));
}

static void tool_activities(gathering *g)
{
    add_tool(g);
    add_activity(g);
    if (g->j->tool != NULL)
        add_asked(g, "tools", &g->j->tool->entry, "activities", truth_of(g));
}

static void data_unlisted(gathering *g)
{
    add_data(g);
    add_general(g, "unlisted", "data", CH_LITERAL("unlisted.data"), CH_LITERAL("review"));
}

/* Of a class that is sent, or that may be, or below one. */
static bool is_sent(const ch_judging *j, uint32_t class)
{
    for (uint32_t i = 0; i < j->version->data.count; i++)
        if ((!j->facts.data_known || ch_set_has(&j->facts.data, i)) && ch_set_has(&j->version->at_or_below[i], class))
            return true;
    return false;
}

static bool names(const ch_node *list, ch_text id)
{
    for (const ch_node *name = ch_names_first(list); name != NULL; name = ch_names_next(name))
        if (ch_text_same(name->text, id))
            return true;
    return false;
}

/* A class is held to its own set and to those of the classes below it. */
static void add_hostings(gathering *g)
{
    const ch_version *v = g->j->version;
    int32_t hosting = g->j->tool->hosting;
    for (uint32_t i = 0; i < v->data.count; i++) {
        const ch_data_class *class = &v->data.items[i];
        if (class->hosting_names == NULL || !is_sent(g->j, i))
            continue;
        ch_truth in =
            hosting < 0 ? CH_UNKNOWN : ch_truth_of(names(class->hosting_names, v->hosting.items[hosting].entry.id));
        add_asked(g, "data", &class->entry, "hosting", in);
    }
}

static void data_hosting(gathering *g)
{
    const ch_judging *j = g->j;
    add_tool(g);
    add_data(g);
    if (j->tool == NULL)
        return;
    if (j->tool->hosting < 0)
        add(g, (ch_ground){.name = CH_LITERAL("tool.hosting"), .value = CH_NO_TEXT});
    add_said(g, "tools", &j->tool->entry, "hosting");
    add_hostings(g);
}

static void data_files(gathering *g)
{
    const ch_node *file = g->j->detections.unread;
    if (file != NULL)
        add(g,
            (ch_ground){.name = CH_LITERAL("files"), .value = shown(g, file->text), .declared = declared_at(g, file)});
}

/* Where, and never what: the text itself is kept nowhere. */
static void detector(gathering *g)
{
    enum { MOST = 10 };
    const ch_judging *j = g->j;
    uint32_t told = 0;
    add_data(g);
    for (size_t i = 0; i < j->detections.count && told < MOST; i++) {
        const ch_detection *d = &j->detections.items[i];
        if (&j->version->detectors.items[d->detector].entry != g->finding->entry)
            continue;
        add(g, (ch_ground){.name = CH_LITERAL("text"),
                           .value = j->version->data.items[ch_detection_class(j, d)].entry.id,
                           .declared = d->place});
        told++;
    }
    add_asked(g, "detectors", g->finding->entry, "means", truth_of(g));
}

/* ---- duties ---- */

/* Whatever asks for the duty, behind what makes it speak of this use. */
static void add_askers(gathering *g, const ch_duty *duty)
{
    const ch_judging *j = g->j;
    const ch_version *v = j->version;
    bool told = false;
    if (j->activity != NULL && names(j->activity->duty_names, duty->entry.id)) {
        add_activity(g);
        add_said(g, "activities", &j->activity->entry, "duties");
    }
    if (j->tool != NULL && names(j->tool->duty_names, duty->entry.id)) {
        add_tool(g);
        add_said(g, "tools", &j->tool->entry, "duties");
    }
    for (uint32_t i = 0; i < v->data.count; i++) {
        if (!names(v->data.items[i].duty_names, duty->entry.id) || !is_sent(j, i))
            continue;
        if (!told)
            add_data(g);
        told = true;
        add_said(g, "data", &v->data.items[i].entry, "duties");
    }
    for (uint32_t i = 0; i < v->rules.count; i++) {
        if (!names(v->rules.items[i].duty_names, duty->entry.id) || j->workspace->rule_when[i] != CH_TRUE)
            continue;
        add_condition(g, &v->rules.items[i].entry, "when", v->rules.items[i].when);
        add_said(g, "rules", &v->rules.items[i].entry, "duties");
    }
}

/* What is shown where the duty looks, as it is declared. */
static void add_evidence(gathering *g, const ch_evidence_path *path)
{
    static const char *const keys[] = {"review", "training", "evidence", "facts"};
    const ch_judging *j = g->j;
    const ch_node *node = ch_usage_get(j->declaration, keys[path->kind]);
    if (path->kind == CH_BY_EVIDENCE || path->kind == CH_BY_FACT)
        /* Ids are in the charter's arena, and end with a NUL there. */
        node = node == NULL ? NULL
                            : ch_node_get(node, path->kind == CH_BY_EVIDENCE
                                                    ? path->id.at
                                                    : j->version->fields.items[path->slot - CH_SLOT_FACTS].entry.id.at);
    add(g, (ch_ground){.name = path->text,
                       .value = node == NULL ? CH_NO_TEXT : shown(g, written(g, j->declaration->source, node)),
                       .declared = declared_at(g, node)});
}

static void add_duty(gathering *g, const ch_duty *duty)
{
    static const char *const terms[] = {"due", "valid-for", "every", "by-another", "accepts"};
    add_askers(g, duty);
    add_stage(g);
    for (uint32_t i = 0; i < duty->path_count; i++)
        add_evidence(g, &duty->paths[i]);
    if (duty->by_another == CH_YES)
        add_key(g, "author", g->j->declaration->author);
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
        add_said(g, "duties", &duty->entry, terms[i]);
}

static void duty(gathering *g)
{
    const ch_duty *items = g->j->version->duties.items;
    while (&items->entry != g->finding->entry)
        items++;
    add_duty(g, items);
}

/* ---- rules and exceptions ---- */

static void rule(gathering *g)
{
    const ch_rule *items = g->j->version->rules.items;
    while (&items->entry != g->finding->entry)
        items++;
    add_condition(g, &items->entry, "when", items->when);
    /* Where `when` is false or unknown, nothing more is asked. */
    if (g->j->workspace->rule_when[items - g->j->version->rules.items] == CH_TRUE)
        add_condition(g, &items->entry, "require", items->require);
    add_said(g, "rules", &items->entry, "duties");
}

/* What an exception says of itself, and whether it concerns this use. */
static void add_exception(gathering *g, const ch_entry *entry)
{
    static const char *const terms[] = {"waives", "from", "until", "approved-by"};
    const ch_exception *items = g->j->version->exceptions.items;
    while (&items->entry != entry)
        items++;
    add_condition(g, entry, "for", items->condition);
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
        add_said(g, "exceptions", entry, terms[i]);
}

static void exception(gathering *g)
{
    add_exception(g, g->finding->entry);
}

/* ---- the charter ---- */

static void add_day(gathering *g, const ch_version *version, const char *key)
{
    const ch_node *value = ch_node_get(version->files->root, key);
    if (value != NULL)
        add(g, (ch_ground){.name = ch_text_of(key),
                           .value = written(g, &version->files->source, value),
                           .charter = ch_source_place(&version->files->source, value->key->span)});
}

/* There may be no version at all: which ones there are is what explains it. */
static void charter_period(gathering *g)
{
    const ch_judging *j = g->j;
    ch_days date = g->judge->verdict.declaration->date;
    if (!j->declaration->stage_unread)
        add_stage(g);
    add_key(g, "date", date.first == CHARTER_NO_DAY ? CH_NO_TEXT : ch_text_days(arena_of(g), date));
    add(g, (ch_ground){.name = CH_LITERAL("at"), .value = ch_text_day(arena_of(g), j->at)});
    for (size_t i = 0; i < g->judge->charter->count; i++) {
        add_day(g, &g->judge->charter->versions[i], "from");
        add_day(g, &g->judge->charter->versions[i], "until");
    }
}

static void charter_review(gathering *g)
{
    add(g, (ch_ground){.name = CH_LITERAL("at"), .value = ch_text_day(arena_of(g), g->j->day)});
    add_general(g, NULL, "review-by", CH_LITERAL("review-by"), CH_NO_TEXT);
}

/* What a day alone would decide. */
static void open_dates(gathering *g)
{
    for (uint32_t i = 0; i < g->judge->tried_count; i++) {
        ch_text name = g->j->version->scope.variables[g->judge->tried[i].slot].name;
        if ((g->finding->by_days >> i & 1) != 0)
            add(g, (ch_ground){.name = name,
                               .value = shown(g, days_said(g, name, CH_NO_TEXT)),
                               .declared = declared_place_of(g, name)});
    }
}

/* ---- all ---- */

/* None: trace.undeclared, which is of no declaration. */
static void (*const chains[CH_CLAUSE_COUNT])(gathering *g) = {
    [CH_CLAUSE_ACTIVITY_UNLISTED] = activity_unlisted,
    [CH_CLAUSE_ACTIVITY_STATUS] = activity_status,
    [CH_CLAUSE_ACTIVITY_DATA] = activity_data,
    [CH_CLAUSE_ACTIVITY_TOOLS] = activity_tools,
    [CH_CLAUSE_ACTIVITY_AUTONOMY] = activity_autonomy,
    [CH_CLAUSE_TOOL_UNLISTED] = tool_unlisted,
    [CH_CLAUSE_TOOL_STATUS] = tool_status,
    [CH_CLAUSE_TOOL_DATA] = tool_data,
    [CH_CLAUSE_TOOL_ACTIVITIES] = tool_activities,
    [CH_CLAUSE_DATA_UNLISTED] = data_unlisted,
    [CH_CLAUSE_DATA_HOSTING] = data_hosting,
    [CH_CLAUSE_DATA_FILES] = data_files,
    [CH_CLAUSE_DETECTOR] = detector,
    [CH_CLAUSE_DUTY] = duty,
    [CH_CLAUSE_RULE] = rule,
    [CH_CLAUSE_CHARTER_PERIOD] = charter_period,
    [CH_CLAUSE_CHARTER_REVIEW] = charter_review,
    [CH_CLAUSE_EXCEPTION] = exception,
};

static ch_chain chain_of(const gathering *g)
{
    return (ch_chain){g->items, g->count, g->more};
}

static bool is_a_finding(const charter_verdict *v, const ch_duty *duty)
{
    for (size_t i = 0; i < v->finding_count; i++)
        if (v->findings[i].entry == &duty->entry && ch_is_reason(&v->findings[i]))
            return true;
    return false;
}

bool ch_judge_chains(charter_judge *judge)
{
    const charter_verdict *v = &judge->verdict;
    for (size_t i = 0; i < v->finding_count; i++) {
        charter_finding *f = &judge->workspace.findings[i];
        gathering g = {.judge = judge, .j = &judge->judging, .finding = f};
        if (f->by_days != 0)
            open_dates(&g);
        else if (chains[f->clause] != NULL)
            chains[f->clause](&g);
        if (f->waived_by != NULL)
            add_exception(&g, f->waived_by);
        f->chain = chain_of(&g);
    }
    for (size_t i = 0; i < v->duty_count; i++) {
        ch_duty_state *state = &judge->workspace.duties[i];
        gathering g = {.judge = judge, .j = &judge->judging};
        if (!state->met && !is_a_finding(v, state->duty))
            add_duty(&g, state->duty);
        state->chain = chain_of(&g);
    }
    return !ch_judging_failed(&judge->judging);
}
