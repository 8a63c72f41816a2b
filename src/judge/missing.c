/* What could still change a verdict, and nobody has said: names that mean nothing, data, facts, duties that are open.
 * One list, from which every message that says so is written (the design's *Missing*). Which facts leave a finding
 * undetermined is lacks.c's. */
#include <stdio.h>
#include <stdlib.h>

#include "judge/judging.h"
#include "report/write/yaml_writer.h"

#define NAMES_MOST 10

typedef struct listing {
    ch_judging *j;
    ch_arena *arena;
    ch_missing *first, *last;
    size_t count;
    bool covered; /* what the last entry's line would keep is a secret */
} listing;

/* ---- words for keys and for their fixed values ---- */

typedef struct word {
    const char *name, *title;
} word;

static const word key_words[] = {
    {"activity", N_("activity")},
    {"tool", N_("AI tool")},
    {"data", N_("classes of the data that are sent")},
    {"usage.id", N_("identifier of the use")},
    {"usage.unit", N_("unit")},
    {"usage.author", N_("author of the declaration")},
    {"usage.role", N_("role")},
    {"usage.purpose", N_("purpose")},
    {"usage.output", N_("what becomes of the result")},
    {"usage.autonomy", N_("how much the tool does on its own")},
    {"usage.stage", N_("stage of the use")},
    {"usage.date", N_("day of the use")},
    {"usage.volume.requests", N_("number of requests")},
    {"usage.volume.tokens", N_("number of tokens")},
    {"tool.model", N_("model of the tool")},
    {"tool.hosting", N_("where the tool is hosted")},
    {"tool.vendor", N_("who sells the tool")},
    {"tool.trains_on_inputs", N_("whether what is typed trains the tool")},
    {NULL, NULL},
};

static const char *word_for_key(ch_text name)
{
    const word *words = key_words;
    while (words->name != NULL && !ch_text_is(name, words->name))
        words++;
    return words->title;
}

/* Of a closed list of ours, the value at `at`; NULL: the charter's own words. */
static const char *word_for_value(const ch_version *v, ch_slot slot, uint32_t at)
{
    static const char *const answers[] = {N_("yes"), N_("no")};
    if (v->scope.variables[slot].kind == CH_VALUE_BOOL)
        return answers[at];
    return slot == CH_SLOT_AUTONOMY ? ch_autonomy_meanings[at] : slot == CH_SLOT_OUTPUT ? ch_output_meanings[at] : NULL;
}

/* ---- entries ---- */

static ch_missing *add(listing *l)
{
    ch_missing *m = ch_arena_take(l->arena, sizeof *m);
    if (m == NULL)
        return NULL;
    *(l->last == NULL ? &l->first : &l->last->next) = m;
    l->last = m;
    l->count++;
    l->covered = false;
    return m;
}

static void add_value(const listing *l, ch_missing *m, ch_text id, const ch_localized *title, const char *ours)
{
    ch_missing_value *value = ch_arena_take_raw(l->arena, sizeof *value);
    if (value == NULL)
        return;
    *value = (ch_missing_value){id, title, ours, NULL};
    *(m->last_value == NULL ? &m->values : &m->last_value->next) = value;
    m->last_value = value;
}

static bool says_why(const listing *l, const ch_entry *entry)
{
    return entry != NULL && ch_localized_in(&entry->because, CHARTER_EN, l->j->version).at != NULL;
}

static void add_asker(const listing *l, ch_missing *m, ch_clause clause, const ch_entry *entry, const ch_entry *cited)
{
    for (const ch_clause_of *asker = m->asked_by; asker != NULL; asker = asker->next)
        if (asker->clause == clause && asker->entry == entry)
            return;
    ch_clause_of *asker = ch_arena_take_raw(l->arena, sizeof *asker);
    if (asker == NULL)
        return;
    *asker = (ch_clause_of){clause, entry, NULL};
    *(m->last_asker == NULL ? &m->asked_by : &m->last_asker->next) = asker;
    m->last_asker = asker;
    if (m->cited == NULL && says_why(l, cited))
        m->cited = cited;
}

static ch_text joined(ch_arena *arena, const char *before, ch_text text)
{
    size_t length = strlen(before);
    char *at = ch_arena_take_raw(arena, length + text.length + 1);
    if (at == NULL)
        return CH_NO_TEXT;
    memcpy(at, before, length);
    ch_text_copy(at + length, text);
    at[length + text.length] = '\0';
    return (ch_text){at, length + text.length};
}

/* "facts.account" as "/facts/account". */
static ch_text pointer(ch_arena *arena, ch_text key)
{
    ch_text path = joined(arena, "/", key);
    char *at = (char *)(uintptr_t)path.at; /* made above */
    for (size_t i = 0; i < path.length; i++)
        if (at[i] == '.')
            at[i] = '/';
    return path;
}

/* ---- the line to paste ---- */

/* Where a detector finds something in what is kept, there is no line: covered, it would take the place of what was
 * said. */
static void paste_node(listing *l, ch_buffer *line, const ch_node *node)
{
    if (node->kind == CH_SCALAR) {
        l->covered |= !ch_text_same(ch_masked(l->j->judge, l->j->version, node->text), node->text);
        if (node->plain)
            ch_buffer_add(line, node->text);
        else
            ch_yaml_quoted(line, node->text);
        return;
    }
    bool map = node->kind == CH_MAP;
    ch_buffer_add_char(line, map ? '{' : '[');
    /* Depth is bounded by the document's. */
    for (const ch_node *child = node->first; child != NULL; child = child->next) {
        if (child != node->first)
            ch_buffer_literal(line, ", ");
        if (map) {
            ch_yaml_text(line, child->key->text);
            ch_buffer_literal(line, ": ");
        }
        paste_node(l, line, child);
    }
    ch_buffer_add_char(line, map ? '}' : ']');
}

static ch_buffer *begin_paste(const listing *l)
{
    ch_buffer *line = &l->j->judge->scratch;
    line->length = 0;
    line->failed = false;
    return line;
}

static ch_text kept_paste(const listing *l)
{
    ch_buffer *line = &l->j->judge->scratch;
    /* A register has no lines of YAML. */
    return line->failed || l->covered || l->j->declaration->intake != NULL
               ? CH_NO_TEXT
               : ch_arena_text(l->arena, ch_buffer_text(line));
}

/* `key: value`, or `key: {inner: value}` with all that the key holds already. `value` is YAML. */
static ch_text paste(listing *l, const char *key, ch_text inner, ch_text value)
{
    const ch_node *node = ch_usage_get(l->j->declaration, key);
    ch_buffer *line = begin_paste(l);
    ch_buffer_add(line, ch_text_of(key));
    ch_buffer_literal(line, ": ");
    if (inner.at == NULL) {
        ch_buffer_add(line, value);
        return kept_paste(l);
    }
    ch_buffer_add_char(line, '{');
    for (const ch_node *entry = node != NULL && node->kind == CH_MAP ? node->first : NULL; entry != NULL;
         entry = entry->next) {
        if (ch_text_same(entry->key->text, inner) || ch_node_absent(entry))
            continue;
        ch_yaml_text(line, entry->key->text);
        ch_buffer_literal(line, ": ");
        paste_node(l, line, entry);
        ch_buffer_literal(line, ", ");
    }
    /* A tool that is a text is its name. */
    if (node != NULL && node->kind == CH_SCALAR && node == l->j->declaration->tool) {
        ch_buffer_literal(line, "name: ");
        paste_node(l, line, node);
        ch_buffer_literal(line, ", ");
    }
    ch_yaml_text(line, inner);
    ch_buffer_literal(line, ": ");
    ch_buffer_add(line, value);
    ch_buffer_add_char(line, '}');
    return kept_paste(l);
}

/* A list with one item in another's place; a text where it is none. */
static ch_text paste_item(listing *l, const char *key, const ch_node *replaced, ch_text value)
{
    const ch_node *node = ch_usage_get(l->j->declaration, key);
    ch_buffer *line = begin_paste(l);
    ch_buffer_add(line, ch_text_of(key));
    ch_buffer_literal(line, ": ");
    if (node == NULL || node->kind != CH_LIST) {
        ch_yaml_text(line, value);
        return kept_paste(l);
    }
    ch_buffer_add_char(line, '[');
    for (const ch_node *item = node->first; item != NULL; item = item->next) {
        if (item != node->first)
            ch_buffer_literal(line, ", ");
        if (item == replaced)
            ch_yaml_text(line, value);
        else
            paste_node(l, line, item);
    }
    ch_buffer_add_char(line, ']');
    return kept_paste(l);
}

/* `key: value` where `value` is YAML made of what is missing, a text of its own since the line is made in the same
 * buffer. */
static ch_text paste_key(listing *l, ch_text key, ch_text value)
{
    char top[64];
    const char *dot = ch_text_find(key, '.');
    size_t length = dot == NULL ? key.length : (size_t)(dot - key.at);
    if (length >= sizeof top)
        return CH_NO_TEXT;
    memcpy(top, key.at, length);
    top[length] = '\0';
    return paste(l, top, dot == NULL ? CH_NO_TEXT : (ch_text){dot + 1, key.length - length - 1}, value);
}

static ch_text yaml_text(const listing *l, ch_text text)
{
    ch_buffer *line = begin_paste(l);
    ch_yaml_text(line, text);
    return ch_arena_text(l->arena, ch_buffer_text(line));
}

/* ---- names that mean nothing ---- */

/* The nearest names; where none is near, the first that there are. */
static void add_nearest(const listing *l, ch_missing *m, ch_vocabulary vocabulary, ch_text name)
{
    const ch_entry *near[CH_NEAREST_MOST];
    uint32_t count = ch_nearest_entries(l->j, vocabulary, name, near), told = 0;
    for (uint32_t i = 0; i < count; i++)
        add_value(l, m, near[i]->id, &near[i]->title, NULL);
    for (uint32_t i = 0; count == 0 && i < ch_vocabulary_size(l->j->version, vocabulary) && told < NAMES_MOST; i++) {
        const ch_entry *entry = ch_vocabulary_entry(l->j->version, vocabulary, i);
        if (!ch_may_be_meant(l->j, vocabulary, i))
            continue;
        add_value(l, m, entry->id, &entry->title, NULL);
        told++;
    }
}

static ch_missing *add_name(listing *l, const charter_finding *f, ch_vocabulary vocabulary, ch_text key, ch_text path,
                            ch_text name)
{
    ch_missing *m = add(l);
    if (m == NULL)
        return NULL;
    m->key = key;
    m->path = path;
    m->type = CHARTER_MISSING_CHOICE;
    m->word = word_for_key(key);
    m->column = ch_usage_column(l->j->declaration, key);
    add_asker(l, m, f->clause, f->entry, f->cited);
    add_nearest(l, m, vocabulary, name);
    return m;
}

static ch_text first_value(const ch_missing *m)
{
    return m->values == NULL ? CH_LITERAL("\xE2\x80\xA6") : m->values->id;
}

static void list_tool(listing *l, const charter_finding *f)
{
    const ch_node *tool = l->j->declaration->tool;
    bool map = tool != NULL && tool->kind == CH_MAP;
    ch_missing *m = add_name(l, f, CH_VOCABULARY_TOOLS, CH_LITERAL("tool"),
                             map ? CH_LITERAL("/tool/name") : CH_LITERAL("/tool"), l->j->tool_name);
    if (m == NULL)
        return;
    ch_text value = yaml_text(l, first_value(m));
    m->paste = paste(l, "tool", map ? CH_LITERAL("name") : CH_NO_TEXT, value);
}

/* Every class that is not listed, though the clause has one finding. */
static void list_classes(listing *l, const charter_finding *f)
{
    const ch_node *data = l->j->declaration->data;
    int64_t index = 0;
    for (const ch_node *item = ch_names_first(data); item != NULL; item = ch_names_next(item), index++) {
        if (ch_resolve_class(l->j->version, l->j->day, item->text, l->arena).number != CH_NOT_FOUND)
            continue;
        ch_text path =
            data->kind == CH_LIST ? joined(l->arena, "/data/", ch_text_int(l->arena, index)) : CH_LITERAL("/data");
        ch_missing *m = add_name(l, f, CH_VOCABULARY_DATA, CH_LITERAL("data"), path, item->text);
        if (m != NULL)
            m->paste = paste_item(l, "data", item, first_value(m));
    }
}

static void list_names(listing *l)
{
    for (size_t i = 0; i < l->j->finding_count; i++) {
        const charter_finding *f = &l->j->workspace->findings[i];
        if (f->by_days != 0 || (f->outcome != CHARTER_OUTCOME_BREACHED && f->outcome != CHARTER_OUTCOME_UNDETERMINED))
            continue;
        if (f->clause == CH_CLAUSE_ACTIVITY_UNLISTED) {
            ch_missing *m = add_name(l, f, CH_VOCABULARY_ACTIVITIES, CH_LITERAL("activity"), CH_LITERAL("/activity"),
                                     l->j->declaration->activity->text);
            if (m != NULL)
                m->paste = paste(l, "activity", CH_NO_TEXT, yaml_text(l, first_value(m)));
        } else if (f->clause == CH_CLAUSE_TOOL_UNLISTED) {
            list_tool(l, f);
        } else if (f->clause == CH_CLAUSE_DATA_UNLISTED) {
            list_classes(l, f);
        }
    }
}

/* ---- facts ---- */

static ch_text name_of_fact(const ch_judging *j, uint32_t name)
{
    return name == CH_LACKING_DATA ? CH_LITERAL("data") : j->version->scope.variables[name - 1].name;
}

/* Of what the charter says of a tool or an activity there is no path: nobody declares it. */
static bool is_declared(const ch_judging *j, uint32_t name)
{
    return ch_fact_value_count(j->version, name) > 0 || name - 1 == CH_SLOT_TOOL_MODEL ||
           (name != CH_LACKING_DATA && j->version->scope.variables[name - 1].reads == 0);
}

static ch_text path_of_fact(const ch_judging *j, uint32_t name, ch_arena *arena)
{
    if (!is_declared(j, name))
        return CH_NO_TEXT;
    return pointer(arena, ch_name_as_declared(name_of_fact(j, name)));
}

ch_text ch_fact_path(const ch_judging *j, uint32_t name)
{
    return path_of_fact(j, name, ch_judging_arena(j));
}

static ch_text number_text(ch_arena *arena, double number)
{
    char text[32];
    int digits = 15;
    /* As few digits as give the number back. */
    do
        snprintf(text, sizeof text, "%.*g", digits, number);
    while (strtod(text, NULL) != number && ++digits <= 17);
    return ch_arena_text(arena, ch_text_of(text));
}

ch_text ch_value_as_written(ch_arena *arena, const ch_value *value)
{
    switch (value->kind) {
    case CH_VALUE_BOOL:
        return value->yes ? CH_LITERAL("true") : CH_LITERAL("false");
    case CH_VALUE_INT:
        return ch_text_int(arena, value->integer);
    case CH_VALUE_NUMBER:
        return number_text(arena, value->number);
    case CH_VALUE_DATE:
        return ch_text_day(arena, value->day);
    case CH_VALUE_RANK:
        return ch_text_of(ch_autonomy_names[value->rank]);
    default:
        return value->text;
    }
}

static charter_missing_type type_of(const ch_judging *j, uint32_t name)
{
    static const charter_missing_type types[] = {
        [CH_VALUE_TEXT] = CHARTER_MISSING_TEXT,  [CH_VALUE_BOOL] = CHARTER_MISSING_BOOL,
        [CH_VALUE_INT] = CHARTER_MISSING_NUMBER, [CH_VALUE_NUMBER] = CHARTER_MISSING_NUMBER,
        [CH_VALUE_DATE] = CHARTER_MISSING_DATE,  [CH_VALUE_RANK] = CHARTER_MISSING_CHOICE,
    };
    if (name == CH_LACKING_DATA || j->version->scope.variables[name - 1].closed)
        return CHARTER_MISSING_CHOICE;
    return types[j->version->scope.variables[name - 1].kind];
}

/* The titles of a closed list of the charter's; NULL: it has none. */
static const ch_localized *titles_of(const ch_version *v, ch_slot slot)
{
    if (slot == CH_SLOT_UNIT)
        return v->unit_titles;
    if (slot == CH_SLOT_ROLE)
        return v->role_titles;
    return slot >= CH_SLOT_FACTS ? v->fields.items[slot - CH_SLOT_FACTS].value_titles : NULL;
}

ch_fact_words ch_filled_name(const ch_version *v, const ch_filled *filled)
{
    if (filled->name == CH_LACKING_DATA)
        return (ch_fact_words){.word = word_for_key(CH_LITERAL("data"))};
    if (filled->name > CH_SLOT_FACTS)
        return (ch_fact_words){.title = &v->fields.items[filled->name - 1 - CH_SLOT_FACTS].entry.title};
    return (ch_fact_words){.word = word_for_key(v->scope.variables[filled->name - 1].name)};
}

ch_fact_words ch_filled_value(const ch_version *v, const ch_filled *filled)
{
    if (filled->name == CH_LACKING_DATA)
        return (ch_fact_words){NULL, NULL};
    ch_slot slot = (ch_slot)(filled->name - 1);
    const ch_variable *variable = &v->scope.variables[slot];
    const ch_localized *titles = titles_of(v, slot);
    if (variable->kind == CH_VALUE_BOOL)
        return (ch_fact_words){.word = word_for_value(v, slot, ch_text_is(filled->text, "true") ? 0 : 1)};
    for (uint32_t i = 0; i < variable->word_count; i++)
        if (ch_text_same(variable->words[i], filled->text))
            return (ch_fact_words){titles == NULL ? NULL : &titles[i], word_for_value(v, slot, i)};
    return (ch_fact_words){NULL, NULL};
}

static void add_values_of_fact(const listing *l, ch_missing *m, uint32_t name)
{
    const ch_version *v = l->j->version;
    for (uint32_t i = 0; name == CH_LACKING_DATA && i < v->data.count; i++)
        if (ch_period_holds(v->data.items[i].entry.period, l->j->day))
            add_value(l, m, v->data.items[i].entry.id, &v->data.items[i].entry.title, NULL);
    if (name == CH_LACKING_DATA || (m->type != CHARTER_MISSING_CHOICE && m->type != CHARTER_MISSING_BOOL))
        return;
    const ch_localized *titles = titles_of(v, (ch_slot)(name - 1));
    for (uint32_t i = 0; i < v->values[name - 1].count; i++) {
        ch_text id = ch_value_as_written(l->arena, &v->values[name - 1].items[i]);
        add_value(l, m, id, titles == NULL ? NULL : &titles[i], word_for_value(v, (ch_slot)(name - 1), i));
    }
}

/* What only a person knows is left open: no number or day is read there, and whoever pastes the line unread is told. */
static ch_text sample_value(const listing *l, const ch_missing *m)
{
    bool words = m->type == CHARTER_MISSING_CHOICE || m->type == CHARTER_MISSING_TEXT;
    return words ? yaml_text(l, first_value(m)) : first_value(m);
}

static void fill_in_fact(listing *l, ch_missing *m, uint32_t name)
{
    const ch_version *v = l->j->version;
    m->key = name_of_fact(l->j, name);
    m->type = type_of(l->j, name);
    m->word = word_for_key(m->key);
    if (name > CH_SLOT_FACTS)
        m->title = &v->fields.items[name - 1 - CH_SLOT_FACTS].entry.title;
    m->path = path_of_fact(l->j, name, l->arena);
    if (m->path.at == NULL)
        return;
    ch_text key = ch_name_as_declared(m->key);
    add_values_of_fact(l, m, name);
    m->paste = paste_key(l, key, sample_value(l, m));
    m->column = ch_usage_column(l->j->declaration, key);
    /* A path into a scalar is the scalar's. */
    if (name - 1 == CH_SLOT_TOOL_MODEL && l->j->declaration->tool->kind != CH_MAP)
        m->path = CH_LITERAL("/tool");
}

static ch_missing *find_fact(const listing *l, ch_text key)
{
    ch_missing *m = l->first;
    while (m != NULL && (m->duty || !ch_text_same(m->key, key)))
        m = m->next;
    return m;
}

static void list_fact(listing *l, const charter_finding *f, uint32_t name)
{
    ch_missing *m = find_fact(l, name_of_fact(l->j, name));
    if (m == NULL && (m = add(l)) != NULL)
        fill_in_fact(l, m, name);
    if (m != NULL)
        add_asker(l, m, f->clause, f->entry, f->cited);
}

/* ---- what findings say of it ---- */

/* What is missing is told in one way, whichever clause it is that needs it. */
static void say_missing(const listing *l, charter_finding *f, uint32_t name)
{
    const ch_missing *m = find_fact(l, name_of_fact(l->j, name));
    if (f->outcome != CHARTER_OUTCOME_UNDETERMINED || m == NULL)
        return;
    if (f->clause == CH_CLAUSE_RULE && f->message.text == NULL)
        f->message = ch_with_title(ch_say2("the rule \"%1$s\" needs \"%2$s\", which is not known here", f->entry->id,
                                           ch_name_as_declared(m->key)),
                                   0, &f->entry->title);
    if (f->help.text != NULL)
        return;
    f->help = m->column.at != NULL ? ch_say1("say it in the column \"%s\"", m->column) : ch_help_unsaid(m->key);
}

static void list_facts_of(listing *l, charter_finding *f)
{
    uint8_t *lacking = l->j->judge->lacking_of_finding;
    uint32_t first = UINT32_MAX;
    memset(lacking, 0, CH_LACKING_SIZE(&l->j->version->scope));
    ch_finding_lacks(l->j, f, lacking);
    for (uint32_t place = 0; place < CH_LACKING_SIZE(&l->j->version->scope); place++) {
        uint32_t name = ch_lacking_at(place);
        if ((lacking[name] & CH_LACKING_ASKED) == 0)
            continue;
        list_fact(l, f, name);
        first = first == UINT32_MAX ? name : first;
    }
    if (first != UINT32_MAX)
        say_missing(l, f, first);
}

/* What lacks `data`, whatever it lacks besides. */
static void list_data(listing *l)
{
    uint8_t *lacking = l->j->judge->lacking_of_finding;
    for (size_t i = 0; i < l->j->finding_count; i++) {
        memset(lacking, 0, CH_LACKING_SIZE(&l->j->version->scope));
        ch_finding_lacks(l->j, &l->j->workspace->findings[i], lacking);
        if ((lacking[CH_LACKING_DATA] & CH_LACKING_ASKED) != 0)
            list_fact(l, &l->j->workspace->findings[i], CH_LACKING_DATA);
    }
}

/* `data` before all others, then facts in the order of the findings, those of advice last. */
static void list_facts(listing *l)
{
    if (!l->j->facts.data_known)
        list_data(l);
    for (int advice = 0; advice < 2; advice++)
        for (size_t i = 0; i < l->j->finding_count; i++) {
            charter_finding *f = &l->j->workspace->findings[i];
            if ((f->effect == CHARTER_EFFECT_ADVISE) == (advice == 1))
                list_facts_of(l, f);
        }
}

/* ---- where no charter is in force ---- */

static void list_day(listing *l)
{
    const charter_declaration *u = l->j->declaration;
    const charter_finding *f = &l->j->workspace->findings[0];
    ch_missing *m = u->stage_unread || l->j->day == CHARTER_NO_DAY ? add(l) : NULL;
    if (m == NULL)
        return;
    m->key = u->stage_unread ? CH_LITERAL("usage.stage") : CH_LITERAL("usage.date");
    m->path = u->stage_unread ? CH_LITERAL("/stage") : CH_LITERAL("/date");
    m->type = u->stage_unread ? CHARTER_MISSING_CHOICE : CHARTER_MISSING_DATE;
    m->word = word_for_key(m->key);
    m->column = ch_usage_column(u, ch_name_as_declared(m->key));
    for (int i = 0; u->stage_unread && ch_stage_names[i] != NULL; i++)
        add_value(l, m, ch_text_of(ch_stage_names[i]), NULL, ch_stage_meanings[i]);
    if (!u->stage_unread)
        m->paste = paste_key(l, CH_LITERAL("date"), first_value(m));
    add_asker(l, m, f->clause, f->entry, f->cited);
}

/* ---- duties ---- */

static ch_text pointer_of_evidence(const listing *l, const ch_evidence_path *path)
{
    return pointer(l->arena, path->text);
}

/* The day that evidence may bear: that of the judgement, or today. */
static ch_day day_of_evidence(const ch_judging *j, const ch_duty *duty)
{
    return duty->due == CH_BEFORE && j->day < j->at ? j->day : j->at;
}

/* Which keys evidence needs; none where `true` is enough. */
static void fill_in_keys(const listing *l, ch_missing *m, const ch_duty *duty)
{
    bool dated = duty->valid_for.given || (duty->every.given && l->j->stage == CH_IN_USE);
    const ch_node *accepted = ch_names_first(duty->accepts);
    if (accepted != NULL)
        m->fill[m->fill_count++] = (ch_missing_key){"id", accepted->text};
    if (duty->by_another == CH_YES)
        m->fill[m->fill_count++] = (ch_missing_key){"by", CH_NO_TEXT};
    if (dated)
        m->fill[m->fill_count++] = (ch_missing_key){"on", ch_text_day(l->arena, day_of_evidence(l->j, duty))};
}

/* The evidence as YAML: `true`, a word that the duty accepts of a fact, or a mapping. */
static ch_text evidence_text(const listing *l, const ch_missing *m, bool accepted)
{
    ch_buffer *line = begin_paste(l);
    if (m->fill_count == 0)
        return accepted ? yaml_text(l, first_value(m)) : first_value(m);
    ch_buffer_add_char(line, '{');
    for (uint32_t i = 0; i < m->fill_count; i++) {
        if (i > 0)
            ch_buffer_literal(line, ", ");
        ch_buffer_add(line, ch_text_of(m->fill[i].key));
        ch_buffer_literal(line, ": ");
        /* A day is no text; nobody's name is left open. */
        if (m->fill[i].text.at == NULL)
            ch_buffer_literal(line, "\xE2\x80\xA6");
        else if (strcmp(m->fill[i].key, "on") == 0)
            ch_buffer_add(line, m->fill[i].text);
        else
            ch_yaml_text(line, m->fill[i].text);
    }
    ch_buffer_add_char(line, '}');
    return ch_arena_text(l->arena, ch_buffer_text(line));
}

/* Behind the evidence that stands there already, since each duty may look for another. */
static ch_text beside_evidence(listing *l, const ch_evidence_path *path, ch_text value)
{
    const ch_evidences *all = ch_evidence_at(l->j->declaration, path);
    ch_buffer *line = begin_paste(l);
    for (uint32_t i = 0; all != NULL && i < all->count; i++) {
        if (!all->items[i].present)
            continue;
        ch_buffer_add(line, line->length == 0 ? CH_LITERAL("[") : CH_LITERAL(", "));
        paste_node(l, line, all->items[i].node);
    }
    if (line->length == 0)
        return value;
    ch_buffer_literal(line, ", ");
    ch_buffer_add(line, value);
    ch_buffer_add_char(line, ']');
    return ch_arena_text(l->arena, ch_buffer_text(line));
}

static void list_evidence(listing *l, const ch_duty *duty)
{
    ch_missing *m = duty->path_count == 0 ? NULL : add(l);
    if (m == NULL)
        return;
    const ch_evidence_path *path = &duty->paths[0];
    bool fact = path->kind == CH_BY_FACT;
    m->duty = true;
    m->key = path->text;
    m->type = CHARTER_MISSING_EVIDENCE;
    m->title = &duty->entry.title;
    m->path = pointer_of_evidence(l, path);
    m->column = ch_usage_column(l->j->declaration, path->text);
    m->later = duty->due == CH_AFTER && l->j->declaration->date.first != CHARTER_NO_DAY &&
               l->j->declaration->date.first > l->j->at;
    add_asker(l, m, CH_CLAUSE_DUTY, &duty->entry, &duty->entry);
    if (!fact)
        fill_in_keys(l, m, duty);
    for (const ch_node *name = fact ? ch_names_first(duty->accepts) : NULL; name != NULL; name = ch_names_next(name))
        add_value(l, m, name->text, NULL, NULL);
    if (m->fill_count == 0 && m->values == NULL)
        add_value(l, m, CH_LITERAL("true"), NULL, N_("yes"));
    m->paste = paste_key(l, path->text, beside_evidence(l, path, evidence_text(l, m, fact && duty->accepts != NULL)));
    ch_text *any = duty->path_count < 2 ? NULL : ch_arena_take_many(l->arena, duty->path_count, sizeof *any);
    for (uint32_t i = 0; any != NULL && i < duty->path_count; i++)
        any[m->any_of_count++] = pointer_of_evidence(l, &duty->paths[i]);
    m->any_of = any;
}

static void list_author(listing *l, const ch_duty *duty)
{
    ch_text key = CH_LITERAL("usage.author");
    ch_missing *m = find_fact(l, key);
    if (m == NULL && (m = add(l)) != NULL) {
        m->key = key;
        m->path = CH_LITERAL("/author");
        m->type = CHARTER_MISSING_TEXT;
        m->word = word_for_key(key);
        m->paste = paste(l, "author", CH_NO_TEXT, first_value(m));
        m->column = ch_usage_column(l->j->declaration, CH_LITERAL("author"));
    }
    if (m != NULL)
        add_asker(l, m, CH_CLAUSE_DUTY, &duty->entry, &duty->entry);
}

static void list_duties(listing *l, int due)
{
    for (size_t i = 0; i < l->j->duty_count; i++) {
        const ch_duty_state *state = &l->j->workspace->duties[i];
        if (state->met || state->duty->due != due)
            continue;
        ch_duty_wants wants = ch_duty_wants_of(l->j, state->duty);
        if (wants.evidence)
            list_evidence(l, state->duty);
        if (wants.author)
            list_author(l, state->duty);
    }
}

/* ---- the whole ---- */

bool ch_judge_missing(charter_judge *judge)
{
    charter_verdict *v = &judge->verdict;
    listing l = {.j = &judge->judging, .arena = &judge->arena};
    if (v->decision == CHARTER_DECISION_INVALID)
        return true;
    if (v->version == NULL) {
        list_day(&l);
    } else {
        if (judge->offers)
            list_names(&l);
        list_facts(&l);
        for (int due = CH_BEFORE; judge->offers && due <= CH_AFTER; due++)
            list_duties(&l, due);
    }
    v->missing = l.first;
    v->missing_count = l.count;
    return !ch_judging_failed(l.j);
}
