/* Linking one version: every name that an entry gives becomes the number of what it names; the classes' order, and
 * what they inherit; conditions. What names, detectors and traces need is in link_names.c, link_detectors.c and
 * link_traces.c; what must hold between entries is check_version.c's. A name that means nothing is complained of and
 * left out, and linking goes on: one run tells every fault, and a charter with any is given to nobody. */
#include "base/suggest.h"
#include "base/unicode.h"
#include "charter/build.h"
#include "charter/language.h"
#include "rule/condition_read.h"

typedef struct linker {
    ch_builder *b;
    ch_version *version;
    ch_arena *arena;
    ch_index ids[CH_VOCABULARY_COUNT];
} linker;

static void error_at(const linker *l, ch_code code, const ch_source *source, ch_span span, ch_message message,
                     ch_message help)
{
    ch_error_at(l->b->diagnostics, code, source, span, message, help);
}

static bool no_memory(const linker *l)
{
    ch_builder_no_memory(l->b);
    return false;
}

/* ---- references by id ---- */

/* All ids first: entries refer to one another in any order, and across files. Of an id that stands twice the first is
 * found; read_version.c has told it. */
static bool index_ids(linker *l)
{
    for (int v = 0; v < CH_VOCABULARY_COUNT; v++) {
        uint32_t count = ch_vocabulary_size(l->version, (ch_vocabulary)v);
        if (!ch_index_make(&l->ids[v], count, l->arena))
            return no_memory(l);
        for (uint32_t i = 0; i < count; i++)
            ch_index_add(&l->ids[v], ch_vocabulary_entry(l->version, (ch_vocabulary)v, i)->id, i);
    }
    return true;
}

/* Adds "first, second …" of a vocabulary's ids; a few are enough to show what is meant. */
static ch_text some_ids(const linker *l, ch_vocabulary vocabulary)
{
    enum { ENOUGH = 12 };
    ch_buffer list = ch_buffer_init(4096);
    uint32_t count = ch_vocabulary_size(l->version, vocabulary);
    for (uint32_t i = 0; i < count && i < ENOUGH; i++) {
        if (i > 0)
            ch_buffer_literal(&list, ", ");
        ch_buffer_add(&list, ch_vocabulary_entry(l->version, vocabulary, i)->id);
    }
    if (count > ENOUGH)
        ch_buffer_literal(&list, ", …");
    ch_text kept = ch_arena_text(l->arena, ch_buffer_text(&list));
    ch_buffer_clear(&list);
    return kept;
}

static void error_reference(const linker *l, const ch_source *source, const ch_node *name, ch_vocabulary vocabulary,
                            ch_text id)
{
    ch_suggestion suggestion = ch_suggest(id);
    for (uint32_t i = 0; i < ch_vocabulary_size(l->version, vocabulary); i++)
        ch_suggest_try(&suggestion, ch_vocabulary_entry(l->version, vocabulary, i)->id);
    ch_text known = some_ids(l, vocabulary);
    ch_message message =
        ch_say2("the charter does not list %2$s \"%1$s\"", id, ch_text_of(ch_vocabulary_what(vocabulary)));
    message.spoken = 2;
    error_at(l, CH_REFERENCE_UNKNOWN, source, name->span, message,
             suggestion.best.at != NULL ? ch_say1("did you mean \"%s\"?", suggestion.best)
             : known.length > 0         ? ch_say1("it lists: %s", known)
                                        : ch_say("list it in the charter first"));
}

static uint32_t find_id(const linker *l, const ch_source *source, const ch_node *name, ch_vocabulary vocabulary)
{
    uint32_t number = ch_index_get(&l->ids[vocabulary], name->text);
    if (number == CH_NOT_FOUND)
        error_reference(l, source, name, vocabulary, name->text);
    return number;
}

/* Of the vocabularies that sets are taken of, read_version.c lets no more than CH_SET_MAX entries in: each number
 * fits. */
static ch_set link_set(const linker *l, const ch_source *source, const ch_node *names, ch_vocabulary vocabulary)
{
    ch_set set = {{0}};
    for (const ch_node *name = ch_names_first(names); name != NULL; name = ch_names_next(name)) {
        uint32_t number = find_id(l, source, name, vocabulary);
        if (number != CH_NOT_FOUND)
            ch_set_add(&set, number);
    }
    return set;
}

/* Tools and activities may be more than a set holds: lists of them stay lists. */
static ch_refs link_refs(const linker *l, const ch_source *source, const ch_node *names, ch_vocabulary vocabulary)
{
    if (names == NULL)
        return (ch_refs){NULL, 0};
    uint32_t most = names->kind == CH_LIST ? names->count : 1, count = 0;
    uint32_t *items = ch_arena_take_many(l->arena, most, sizeof *items);
    if (items == NULL) {
        no_memory(l);
        return (ch_refs){NULL, 0};
    }
    for (const ch_node *name = ch_names_first(names); name != NULL; name = ch_names_next(name)) {
        uint32_t number = find_id(l, source, name, vocabulary);
        if (number != CH_NOT_FOUND)
            items[count++] = number;
    }
    return (ch_refs){items, count};
}

bool ch_refs_have(ch_refs refs, uint32_t number)
{
    for (uint32_t i = 0; i < refs.count; i++)
        if (refs.items[i] == number)
            return true;
    return false;
}

/* ---- the order of data classes ---- */

enum { UNSEEN, ON_THE_WAY, DONE };

typedef struct ordering {
    linker *l;
    ch_refs *above; /* of each class: the classes that it is said to stand above */
    uint8_t *state;
    uint32_t path[CH_SET_MAX];
    uint32_t depth;
} ordering;

/* "a > b > a": the way from the class back to itself. */
static void error_cycle(ordering *o, uint32_t class)
{
    const ch_data_class *classes = o->l->version->data.items;
    ch_buffer path = ch_buffer_init(1 << 16);
    uint32_t i = 0;
    while (o->path[i] != class)
        i++;
    for (; i < o->depth; i++) {
        ch_buffer_add(&path, classes[o->path[i]].entry.id);
        ch_buffer_literal(&path, " > ");
    }
    ch_buffer_add(&path, classes[class].entry.id);
    const ch_data_class *last = &classes[o->path[o->depth - 1]];
    error_at(o->l, CH_REFERENCE_CYCLE, last->entry.source, ch_node_caret(last->above),
             ch_say1("data classes stand above themselves: %s", ch_buffer_text(&path)),
             ch_say("remove one of these \"above\""));
    ch_buffer_clear(&path);
}

/* Depth-first; recursion is bounded by the number of classes (CH_SET_MAX). */
static void order_class(ordering *o, uint32_t class)
{
    ch_set *below = &o->l->version->at_or_below[class];
    if (o->state[class] == DONE)
        return;
    if (o->state[class] == ON_THE_WAY) {
        error_cycle(o, class);
        return;
    }
    o->state[class] = ON_THE_WAY;
    o->path[o->depth++] = class;
    ch_set_add(below, class);
    for (uint32_t i = 0; i < o->above[class].count; i++) {
        order_class(o, o->above[class].items[i]);
        ch_set_join(below, &o->l->version->at_or_below[o->above[class].items[i]]);
    }
    o->depth--;
    o->state[class] = DONE;
}

/* The order becomes one set of classes for each: "is this class within that ceiling" is a mask when a declaration is
 * judged. Worked out whatever the dates of the entries: they change nothing of the order. */
static bool order_classes(linker *l)
{
    ch_version *v = l->version;
    uint32_t count = v->data.count;
    ordering o = {.l = l};
    o.above = ch_arena_take_many(l->arena, count, sizeof *o.above);
    o.state = ch_arena_take_many(l->arena, count, 1);
    v->at_or_below = ch_arena_take_many(l->arena, count, sizeof *v->at_or_below);
    v->at_or_above = ch_arena_take_many(l->arena, count, sizeof *v->at_or_above);
    if (o.above == NULL || o.state == NULL || v->at_or_below == NULL || v->at_or_above == NULL)
        return no_memory(l);
    for (uint32_t i = 0; i < count; i++)
        o.above[i] = link_refs(l, v->data.items[i].entry.source, v->data.items[i].above, CH_VOCABULARY_DATA);
    for (uint32_t i = 0; i < count; i++)
        order_class(&o, i);
    for (uint32_t upper = 0; upper < count; upper++)
        for (uint32_t lower = 0; lower < count; lower++)
            if (ch_set_has(&v->at_or_below[upper], lower))
                ch_set_add(&v->at_or_above[lower], upper);
    return true;
}

/* A class may be hosted where it and every class below it may; it asks for all their duties. All own sets before any
 * is inherited: each name is looked up, and complained of, once. Hosting is inherited whatever the dates of its
 * entries. */
static bool inherit(linker *l)
{
    ch_version *v = l->version;
    uint32_t count = v->data.count;
    ch_set *own_duties = ch_arena_take_many(l->arena, count, sizeof *own_duties);
    ch_set *own_hosting = ch_arena_take_many(l->arena, count, sizeof *own_hosting);
    if (own_duties == NULL || own_hosting == NULL)
        return no_memory(l);
    for (uint32_t i = 0; i < count; i++) {
        const ch_data_class *class = &v->data.items[i];
        own_duties[i] = link_set(l, class->entry.source, class->duty_names, CH_VOCABULARY_DUTIES);
        own_hosting[i] = link_set(l, class->entry.source, class->hosting_names, CH_VOCABULARY_HOSTING);
    }
    for (uint32_t i = 0; i < count; i++) {
        ch_data_class *class = &v->data.items[i];
        /* An intersection begins with everything; whether some class has narrowed it is `hosted`. It may end empty:
         * then no hosting will do. */
        for (int w = 0; w < CH_SET_WORDS; w++)
            class->hostings.word[w] = UINT64_MAX;
        for (uint32_t j = 0; j < count; j++) {
            if (!ch_set_has(&v->at_or_below[i], j))
                continue;
            ch_set_join(&class->duties, &own_duties[j]);
            if (v->data.items[j].hosting_names == NULL)
                continue;
            class->hosted = true;
            ch_set_meet(&class->hostings, &own_hosting[j]);
        }
        v->some_hosted = v->some_hosted || class->hosted;
    }
    return true;
}

/* A ceiling is kept with all that is below it, so that several tops are a union and judging compares sets alone. A
 * list that names no class that the charter has is a ceiling all the same: nothing is within it. */
static ch_ceiling link_ceiling(const linker *l, const ch_source *source, const ch_node *names)
{
    ch_ceiling ceiling = {.given = names != NULL};
    ch_set tops = link_set(l, source, names, CH_VOCABULARY_DATA);
    for (uint32_t i = 0; i < l->version->data.count; i++)
        if (ch_set_has(&tops, i))
            ch_set_join(&ceiling.classes, &l->version->at_or_below[i]);
    return ceiling;
}

/* ---- duties ---- */

static bool accepts_a_value(const ch_duty *duty, const ch_fact_field *field)
{
    for (const ch_node *name = ch_names_first(duty->accepts); name != NULL; name = ch_names_next(name))
        for (uint32_t i = 0; i < field->value_count; i++)
            if (ch_text_same(field->values[i], name->text))
                return true;
    return false;
}

/* A fact is evidence where it can say yes: a bool, or a choice among whose words the duty names those that do. It has
 * no date and no author. */
static void check_fact_path(const linker *l, const ch_duty *duty, const ch_node *name, const ch_fact_field *field)
{
    ch_message message = CH_SILENCE, help = CH_SILENCE;
    if (duty->valid_for.given || duty->every.given || duty->by_another == CH_YES) {
        message = ch_say1("a fact has no date and no author, and the duty \"%s\" asks for one", duty->entry.id);
        help = ch_say(
            "let evidence stand under evidence.ID, review or training, or leave out valid-for, every, by-another");
    } else if (field->type == CH_FIELD_CHOICE && duty->accepts == NULL) {
        message = ch_say1("any word of the choice \"%s\" would do, one that says no too", field->entry.id);
        help = ch_say("name those that show the duty done: accepts: […]");
    } else if (field->type == CH_FIELD_CHOICE && !accepts_a_value(duty, field)) {
        message = ch_say1("none of the words that the duty accepts is one of the choice \"%s\"", field->entry.id);
        const ch_node *first = ch_names_first(duty->accepts);
        help = ch_help_with_texts(l->arena, first == NULL ? CH_LITERAL("") : first->text, field->values,
                                  field->value_count);
    } else if (field->type != CH_FIELD_CHOICE && field->type != CH_FIELD_BOOL) {
        message = ch_say1("the field \"%s\" is no evidence: what it holds says neither yes nor no", field->entry.id);
        help = ch_say("give the field type: bool, or let evidence stand under evidence.ID");
    }
    if (message.text != NULL)
        error_at(l, CH_VALUE_FORM, duty->entry.source, name->span, message, help);
}

/* Keys that begin with x- are anybody's own, and never read. */
static bool is_evidence_id(const linker *l, const ch_duty *duty, ch_text id, ch_span span)
{
    if (!ch_key_is_extension(id))
        return true;
    error_at(l, CH_ID_FORM, duty->entry.source, span,
             ch_say1("evidence under \"%s\" would never be read: keys that begin with x- are anybody's own", id),
             ch_say("give the duty, or the place of its evidence, another id"));
    return false;
}

/* One evidence path: "review", "training", "evidence.dpia" or "facts.approved". */
static bool link_path(const linker *l, const ch_duty *duty, const ch_node *name, ch_evidence_path *out)
{
    ch_text text = name->text;
    *out = (ch_evidence_path){.text = text};
    if (ch_text_is(text, "review") || ch_text_is(text, "training")) {
        out->kind = text.at[0] == 'r' ? CH_BY_REVIEW : CH_BY_TRAINING;
        return true;
    }
    if (ch_text_begins(text, "evidence.")) {
        out->kind = CH_BY_EVIDENCE;
        out->id = (ch_text){text.at + 9, text.length - 9};
        if (ch_text_is_id(out->id))
            return is_evidence_id(l, duty, out->id, name->span);
    }
    if (ch_text_begins(text, "facts.")) {
        ch_text id = {text.at + 6, text.length - 6};
        uint32_t field = ch_index_get(&l->ids[CH_VOCABULARY_FIELDS], id);
        *out = (ch_evidence_path){CH_BY_FACT, text, id, CH_SLOT_FACTS + field};
        if (field != CH_NOT_FOUND) {
            check_fact_path(l, duty, name, &l->version->fields.items[field]);
            return true;
        }
        error_reference(l, duty->entry.source, name, CH_VOCABULARY_FIELDS, id);
        return false;
    }
    error_at(l, CH_VALUE_FORM, duty->entry.source, name->span,
             ch_say1("\"%s\" is not a place where evidence can stand", text),
             ch_say("write review, training, evidence.ID or facts.ID"));
    return false;
}

/* An id that evidence cannot have is complained of, and the path is made: what follows relies on one. */
static bool default_path(const linker *l, ch_duty *duty)
{
    is_evidence_id(l, duty, duty->entry.id, duty->entry.node->key->span);
    ch_buffer text = ch_buffer_init(2048);
    ch_buffer_literal(&text, "evidence.");
    ch_buffer_add(&text, duty->entry.id);
    ch_evidence_path *path = ch_arena_take(l->arena, sizeof *path);
    ch_text kept = ch_arena_text(l->arena, ch_buffer_text(&text));
    ch_buffer_clear(&text);
    if (path == NULL || kept.at == NULL)
        return no_memory(l);
    *path = (ch_evidence_path){.kind = CH_BY_EVIDENCE, .text = kept, .id = duty->entry.id};
    duty->paths = path;
    duty->path_count = 1;
    return true;
}

static bool link_duty(const linker *l, ch_duty *duty)
{
    if (duty->evidence_names == NULL)
        return default_path(l, duty);
    uint32_t most = duty->evidence_names->kind == CH_LIST ? duty->evidence_names->count : 1;
    ch_evidence_path *paths = ch_arena_take_many(l->arena, most, sizeof *paths);
    if (paths == NULL)
        return no_memory(l);
    const ch_node *name = ch_names_first(duty->evidence_names);
    for (; name != NULL; name = ch_names_next(name))
        if (link_path(l, duty, name, &paths[duty->path_count]))
            duty->path_count++;
    duty->paths = paths;
    return true;
}

/* ---- fields ---- */

/* A choice without values would refuse every word; values without a choice would refuse none. */
static void check_field(const linker *l, const ch_fact_field *field)
{
    const ch_node *names = field->value_names;
    if ((field->type == CH_FIELD_CHOICE) != (names != NULL))
        error_at(l, CH_VALUE_FORM, field->entry.source, field->entry.node->key->span,
                 names == NULL ? ch_say1("the field \"%s\" is a choice and lists no values", field->entry.id)
                               : ch_say1("the field \"%s\" lists values and is no choice", field->entry.id),
                 ch_say("write type: choice together with values: [first, second]"));
}

/* ---- tools and activities ---- */

/* A pattern that does not compile is told and left out; only memory stops the linking. */
static bool link_pattern(const linker *l, const ch_source *source, const ch_node *node, const ch_pattern **out)
{
    if (node == NULL)
        return true;
    ch_pattern_fault fault;
    ch_pattern *pattern = ch_pattern_compile(node->text, CH_PCRE2, l->arena, &fault);
    if (pattern == NULL && fault.message == NULL)
        return no_memory(l);
    if (pattern == NULL) {
        error_at(l, CH_PATTERN_INVALID, source, ch_pattern_place(&fault, source, node, l->arena),
                 ch_pattern_message(&fault), ch_say("pattern takes a regular expression of PCRE2"));
        return true;
    }
    if (!ch_charter_keep_pattern(l->b->charter, pattern))
        return no_memory(l);
    *out = pattern;
    return true;
}

/* Where the charter knows no hosting of the catalogue's name, the tool has none: what asks for one is undetermined. */
static int32_t link_hosting(const linker *l, const ch_tool *tool)
{
    uint32_t hosting = CH_NOT_FOUND;
    if (tool->hosting_name != NULL)
        hosting = find_id(l, tool->entry.source, tool->hosting_name, CH_VOCABULARY_HOSTING);
    else if (tool->catalogued != NULL && tool->catalogued->hosting_name != NULL)
        hosting = ch_index_get(&l->ids[CH_VOCABULARY_HOSTING], tool->catalogued->hosting_name->text);
    return hosting == CH_NOT_FOUND ? -1 : (int32_t)hosting;
}

/* The catalogue's pattern is only compiled where a tool takes it. */
static bool link_patterns(const linker *l, ch_tool *tool)
{
    const ch_catalogued *known = tool->pattern_node == NULL ? tool->catalogued : NULL;
    bool good = link_pattern(l, tool->entry.source, tool->pattern_node, &tool->pattern) &&
                (known == NULL || link_pattern(l, known->entry.source, known->pattern_node, &tool->catalogue_pattern));
    l->version->some_pattern = l->version->some_pattern || tool->pattern != NULL;
    return good;
}

/* What the charter says holds, key by key. Aliases and patterns stay apart (link_names.c, link_patterns()): they are
 * asked behind all that is the charter's own. */
static void take(ch_tool *tool, const ch_catalogued *known)
{
    tool->catalogued = known;
    if (!ch_entry_says(&tool->entry, "title"))
        tool->entry.title = known->entry.title;
    if (!ch_entry_says(&tool->entry, "vendor"))
        tool->vendor = known->vendor;
    if (tool->trains_on_inputs == CH_UNSAID)
        tool->trains_on_inputs = known->trains_on_inputs;
}

static void join_catalogue(const linker *l)
{
    ch_version *v = l->version;
    for (uint32_t i = 0; i < v->catalogue.count; i++) {
        ch_catalogued *known = &v->catalogue.items[i];
        known->tool = ch_index_get(&l->ids[CH_VOCABULARY_TOOLS], known->entry.id);
        if (known->tool != CH_NOT_FOUND)
            take(&v->tools.items[known->tool], known);
    }
}

static bool link_tool(const linker *l, ch_tool *tool)
{
    const ch_source *source = tool->entry.source;
    tool->hosting = link_hosting(l, tool);
    tool->data = link_ceiling(l, source, tool->data_names);
    tool->duties = link_set(l, source, tool->duty_names, CH_VOCABULARY_DUTIES);
    tool->limits_activities = tool->activity_names != NULL;
    tool->activities = link_refs(l, source, tool->activity_names, CH_VOCABULARY_ACTIVITIES);
    tool->instead = link_refs(l, source, tool->instead_names, CH_VOCABULARY_TOOLS);
    return link_patterns(l, tool);
}

/* Choices count from 1: bit 0 stays free, and no bit at all means that nothing was said. */
static void link_statuses(const linker *l, ch_activity *activity)
{
    ch_decoder decoder = ch_builder_decoder(l->b, activity->entry.source);
    const ch_node *name = ch_names_first(activity->status_names);
    for (; name != NULL; name = ch_names_next(name)) {
        int status = ch_word_index(ch_tool_status_names, name->text);
        if (status < 0)
            ch_error_choice(&decoder, name, ch_tool_status_names);
        else
            activity->statuses |= 1U << (status + 1);
    }
}

static void link_activity(const linker *l, ch_activity *activity)
{
    const ch_source *source = activity->entry.source;
    activity->data = link_ceiling(l, source, activity->data_names);
    activity->duties = link_set(l, source, activity->duty_names, CH_VOCABULARY_DUTIES);
    activity->only = link_refs(l, source, activity->only_names, CH_VOCABULARY_TOOLS);
    activity->not_these = link_refs(l, source, activity->not_names, CH_VOCABULARY_TOOLS);
    link_statuses(l, activity);
}

/* ---- what conditions can read ---- */

/* The last column is what a name reads of the charter: an unlisted tool has no status, hosting or vendor, and a rule
 * that is unknown for want of these alone is not applicable. Whether a tool is listed, and what it was called, is
 * known of every use: the declaration says so. */
const ch_slot_row ch_slot_rows[] = {
    [CH_SLOT_USAGE_ID] = {"usage.id", CH_VALUE_TEXT, NULL, 0},
    [CH_SLOT_UNIT] = {"usage.unit", CH_VALUE_TEXT, NULL, 0},
    [CH_SLOT_AUTHOR] = {"usage.author", CH_VALUE_TEXT, NULL, 0},
    [CH_SLOT_ROLE] = {"usage.role", CH_VALUE_TEXT, NULL, 0},
    [CH_SLOT_PURPOSE] = {"usage.purpose", CH_VALUE_TEXT, NULL, 0},
    [CH_SLOT_OUTPUT] = {"usage.output", CH_VALUE_TEXT, ch_output_names, 0},
    [CH_SLOT_AUTONOMY] = {"usage.autonomy", CH_VALUE_RANK, ch_autonomy_names, 0},
    [CH_SLOT_STAGE] = {"usage.stage", CH_VALUE_TEXT, ch_stage_names, 0},
    [CH_SLOT_DATE] = {"usage.date", CH_VALUE_DATE, NULL, 0},
    [CH_SLOT_REQUESTS] = {"usage.volume.requests", CH_VALUE_INT, NULL, 0},
    [CH_SLOT_TOKENS] = {"usage.volume.tokens", CH_VALUE_INT, NULL, 0},
    [CH_SLOT_ACTIVITY_ID] = {"activity.id", CH_VALUE_TEXT, NULL, CH_READS_ACTIVITY},
    [CH_SLOT_ACTIVITY_LISTED] = {"activity.listed", CH_VALUE_BOOL, NULL, CH_READS_ACTIVITY},
    [CH_SLOT_ACTIVITY_STATUS] = {"activity.status", CH_VALUE_TEXT, ch_activity_status_names, CH_READS_ACTIVITY},
    [CH_SLOT_TOOL_ID] = {"tool.id", CH_VALUE_TEXT, NULL, CH_READS_TOOL},
    [CH_SLOT_TOOL_LISTED] = {"tool.listed", CH_VALUE_BOOL, NULL, CH_READS_TOOL},
    [CH_SLOT_TOOL_STATUS] = {"tool.status", CH_VALUE_TEXT, ch_tool_status_names, CH_READS_TOOL},
    [CH_SLOT_TOOL_HOSTING] = {"tool.hosting", CH_VALUE_TEXT, NULL, CH_READS_TOOL},
    [CH_SLOT_TOOL_VENDOR] = {"tool.vendor", CH_VALUE_TEXT, NULL, CH_READS_TOOL},
    [CH_SLOT_TOOL_TRAINS] = {"tool.trains_on_inputs", CH_VALUE_BOOL, NULL, CH_READS_TOOL},
    [CH_SLOT_TOOL_NAME] = {"tool.name", CH_VALUE_TEXT, NULL, CH_READS_TOOL},
    [CH_SLOT_TOOL_MODEL] = {"tool.model", CH_VALUE_TEXT, NULL, 0},
};
_Static_assert(sizeof ch_slot_rows / sizeof *ch_slot_rows == CH_SLOT_FACTS, "each slot has its row");

/* A variable that can have no values but these. */
static void close_variable(ch_variable *variable, const ch_text *words, uint32_t count)
{
    variable->closed = true;
    variable->words = words;
    variable->word_count = count;
}

static bool close_with_words(const linker *l, ch_variable *variable, const char *const *words)
{
    uint32_t count = 0;
    while (words[count] != NULL)
        count++;
    ch_text *texts = ch_arena_take_many(l->arena, count, sizeof *texts);
    if (texts == NULL)
        return no_memory(l);
    for (uint32_t i = 0; i < count; i++)
        texts[i] = ch_text_of(words[i]);
    close_variable(variable, texts, count);
    return true;
}

static bool close_with_ids(const linker *l, ch_variable *variable, ch_vocabulary vocabulary)
{
    uint32_t count = ch_vocabulary_size(l->version, vocabulary);
    ch_text *texts = ch_arena_take_many(l->arena, count, sizeof *texts);
    if (texts == NULL)
        return no_memory(l);
    for (uint32_t i = 0; i < count; i++)
        texts[i] = ch_vocabulary_entry(l->version, vocabulary, i)->id;
    close_variable(variable, texts, count);
    return true;
}

/* A field whose type was refused counts as text, so that the conditions that read it are checked too. */
static bool fact_variable(const linker *l, ch_variable *variable, const ch_fact_field *field)
{
    static const ch_value_kind kinds[] = {
        [CH_FIELD_CHOICE] = CH_VALUE_TEXT,   [CH_FIELD_BOOL] = CH_VALUE_BOOL, [CH_FIELD_TEXT] = CH_VALUE_TEXT,
        [CH_FIELD_NUMBER] = CH_VALUE_NUMBER, [CH_FIELD_DATE] = CH_VALUE_DATE,
    };
    ch_buffer name = ch_buffer_init(2048);
    ch_buffer_literal(&name, "facts.");
    ch_buffer_add(&name, field->entry.id);
    ch_text kept = ch_arena_text(l->arena, ch_buffer_text(&name));
    ch_buffer_clear(&name);
    if (kept.at == NULL)
        return no_memory(l);
    *variable = (ch_variable){.name = kept, .kind = kinds[field->type == 0 ? CH_FIELD_TEXT : field->type]};
    if (field->type == CH_FIELD_CHOICE)
        close_variable(variable, field->values, field->value_count);
    return true;
}

/* Units and roles are closed only where the charter lists them: a misspelt unit in a condition is then refused when
 * the charter loads, since no declaration could ever have it. */
static bool make_scope(linker *l)
{
    ch_version *v = l->version;
    uint32_t count = CH_SLOT_FACTS + v->fields.count;
    ch_variable *variables = ch_arena_take_many(l->arena, count, sizeof *variables);
    ch_variable ids;
    if (variables == NULL || !close_with_ids(l, &ids, CH_VOCABULARY_DATA))
        return no_memory(l);
    for (uint32_t i = 0; i < CH_SLOT_FACTS; i++) {
        const ch_slot_row *slot = &ch_slot_rows[i];
        variables[i] = (ch_variable){.name = ch_text_of(slot->name), .kind = slot->kind, .reads = slot->reads};
        if (slot->words != NULL && !close_with_words(l, &variables[i], slot->words))
            return false;
    }
    for (uint32_t i = 0; i < v->fields.count; i++)
        if (!fact_variable(l, &variables[CH_SLOT_FACTS + i], &v->fields.items[i]))
            return false;
    if (v->units_node != NULL)
        close_variable(&variables[CH_SLOT_UNIT], v->units, v->unit_count);
    if (v->roles_node != NULL)
        close_variable(&variables[CH_SLOT_ROLE], v->roles, v->role_count);
    v->scope = (ch_scope){variables, count, ids.words, v->at_or_below, v->at_or_above, v->data.count};
    return close_with_ids(l, &variables[CH_SLOT_ACTIVITY_ID], CH_VOCABULARY_ACTIVITIES) &&
           close_with_ids(l, &variables[CH_SLOT_TOOL_ID], CH_VOCABULARY_TOOLS) &&
           close_with_ids(l, &variables[CH_SLOT_TOOL_HOSTING], CH_VOCABULARY_HOSTING);
}

static const ch_condition *read_condition(const linker *l, const ch_source *source, const ch_node *node)
{
    if (node == NULL)
        return NULL;
    ch_decoder decoder = ch_builder_decoder(l->b, source);
    ch_condition_reader reader = {&decoder, &l->version->scope, ch_charter_keep_pattern, l->b->charter};
    return ch_condition_read(&reader, node);
}

/* Apart from reading: advice is of what a rule does with its conditions, and an exception's `for` has none. */
static void advise(const linker *l, const ch_source *source, const ch_condition *condition, bool requires)
{
    ch_decoder decoder = ch_builder_decoder(l->b, source);
    ch_condition_reader reader = {&decoder, &l->version->scope, ch_charter_keep_pattern, l->b->charter};
    if (condition != NULL)
        ch_condition_advise(&reader, condition, requires);
}

/* ---- rules ---- */

#define REQUIRES_MAX 160 /* bytes that are told of a condition */

/* White space as one blank; what is too long ends in three dots, never within a character. */
static void add_written(ch_buffer *line, ch_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        bool blank = text.at[i] == ' ' || text.at[i] == '\n' || text.at[i] == '\t' || text.at[i] == '\r';
        if (!blank)
            ch_buffer_add_char(line, text.at[i]);
        else if (line->length > 0 && line->at[line->length - 1] != ' ')
            ch_buffer_add_char(line, ' ');
    }
}

/* What a rule requires, as its author wrote it: limits and words that are allowed stand in it. */
static ch_text requires_text(const linker *l, const ch_source *source, const ch_node *node)
{
    ch_buffer line = ch_buffer_init(SIZE_MAX / 2);
    if (node == NULL)
        return CH_NO_TEXT;
    if (node->kind == CH_SCALAR)
        add_written(&line, node->text);
    for (const ch_node *entry = node->kind == CH_SCALAR ? NULL : node->first; entry != NULL; entry = entry->next) {
        if (entry != node->first)
            ch_buffer_literal(&line, ", ");
        if (entry->key != NULL) {
            ch_buffer_add(&line, entry->key->text);
            ch_buffer_literal(&line, ": ");
        }
        add_written(&line, (ch_text){source->bytes.at + entry->span.start, entry->span.end - entry->span.start});
    }
    size_t length = line.length;
    while (length > REQUIRES_MAX ||
           (length > 0 && length < line.length && ((unsigned char)line.at[length] & 0xC0) == 0x80))
        length--;
    if (length < line.length) {
        line.length = length;
        ch_buffer_literal(&line, "\xE2\x80\xA6");
    }
    ch_text kept = ch_arena_text(l->arena, ch_buffer_text(&line));
    if (line.failed || (line.length > 0 && kept.at == NULL))
        no_memory(l);
    ch_buffer_clear(&line);
    return kept;
}

/* `effects` begins with what holds where no word is written: forbid. */
static void link_rule(const linker *l, ch_rule *rule)
{
    static const charter_effect effects[] = {CHARTER_EFFECT_FORBID, CHARTER_EFFECT_ADVISE, CHARTER_EFFECT_REVIEW,
                                             CHARTER_EFFECT_FORBID};
    const ch_source *source = rule->entry.source;
    rule->effect = effects[rule->effect_word];
    rule->when = read_condition(l, source, rule->when_node);
    rule->require = read_condition(l, source, rule->require_node);
    rule->requires = requires_text(l, source, rule->require_node);
    advise(l, source, rule->when, false);
    advise(l, source, rule->require, true);
    rule->duties = link_set(l, source, rule->duty_names, CH_VOCABULARY_DUTIES);
    if (rule->require_node != NULL && rule->duty_names != NULL)
        error_at(l, CH_VALUE_FORM, source, rule->duty_names->key->span,
                 ch_say1("the rule \"%s\" has both require and duties", rule->entry.id),
                 ch_say("make two rules of it"));
    if (rule->when_node == NULL && rule->require_node == NULL && rule->duty_names == NULL)
        error_at(l, CH_KEY_MISSING, source, rule->entry.node->key->span,
                 ch_say1("the rule \"%s\" would be breached by every use", rule->entry.id),
                 ch_say("give it when, require or duties"));
}

/* ---- governance and exceptions ---- */

static uint32_t find_college(const linker *l, const ch_source *source, const ch_node *name)
{
    const ch_governance *g = &l->version->governance;
    ch_suggestion suggestion = ch_suggest(name->text);
    for (uint32_t i = 0; i < g->college_count; i++) {
        if (ch_text_same(g->colleges[i], name->text))
            return i;
        ch_suggest_try(&suggestion, g->colleges[i]);
    }
    error_at(l, CH_REFERENCE_UNKNOWN, source, name->span, ch_say1("governance names no college \"%s\"", name->text),
             suggestion.best.at != NULL ? ch_say1("did you mean \"%s\"?", suggestion.best)
                                        : ch_say("list it under governance: colleges:"));
    return CH_NOT_FOUND;
}

static ch_set find_colleges(const linker *l, const ch_source *source, const ch_node *names)
{
    ch_set set = {{0}};
    for (const ch_node *name = ch_names_first(names); name != NULL; name = ch_names_next(name)) {
        uint32_t college = find_college(l, source, name);
        if (college != CH_NOT_FOUND)
            ch_set_add(&set, college);
    }
    return set;
}

static bool is_college(const ch_governance *g, ch_text name)
{
    for (uint32_t i = 0; i < g->college_count; i++)
        if (ch_text_same(g->colleges[i], name))
            return true;
    return false;
}

/* More colleges than a set holds are refused before room is taken for them. */
static bool read_colleges(linker *l)
{
    ch_governance *g = &l->version->governance;
    const ch_source *source = &l->version->files->source;
    const ch_node *names = g->college_names;
    if (names == NULL)
        return true;
    uint32_t most = names->kind == CH_LIST ? names->count : 1;
    if (most > CH_SET_MAX) {
        error_at(l, CH_LIMIT_ENTRIES, source, names->key->span,
                 ch_say2("\"%1$s\" has more than %2$s entries", CH_LITERAL("colleges"),
                         ch_text_int(l->arena, CH_SET_MAX)),
                 ch_say("a charter that people can read needs far fewer"));
        return true;
    }
    ch_text *texts = ch_arena_take_many(l->arena, most, sizeof *texts);
    if (texts == NULL)
        return no_memory(l);
    g->colleges = texts;
    for (const ch_node *name = ch_names_first(names); name != NULL; name = ch_names_next(name))
        if (!is_college(g, name->text)) /* one that is named twice approves once */
            texts[g->college_count++] = name->text;
    return true;
}

/* Where the charter does not say who approves, every college must: an exception never gets through for want of a
 * word. */
static void read_approval(linker *l)
{
    ch_governance *g = &l->version->governance;
    ch_decoder decoder = ch_builder_decoder(l->b, &l->version->files->source);
    ch_set all = {{0}};
    for (uint32_t i = 0; i < g->college_count; i++)
        ch_set_add(&all, i);
    for (int effect = 0; effect < 3; effect++)
        g->approval[effect] = all;
    for (const ch_node *entry = g->approval_node == NULL ? NULL : g->approval_node->first; entry != NULL;
         entry = entry->next) {
        static const ch_field names = {.type = CH_NAMES};
        const ch_node *list;
        int effect = ch_word_index(ch_effect_names, entry->key->text);
        if (effect < 0)
            error_at(l, CH_KEY_UNKNOWN, decoder.source, entry->key->span,
                     ch_say1("\"%s\" is not an effect", entry->key->text),
                     ch_help_with_words(l->arena, entry->key->text, ch_effect_names));
        else if (!ch_node_absent(entry) && ch_decode_value(&decoder, entry, &names, &list))
            g->approval[effect] = find_colleges(l, decoder.source, list);
    }
}

static const struct {
    ch_clause clause;
    ch_vocabulary vocabulary;
} families[] = {{CH_CLAUSE_DUTY, CH_VOCABULARY_DUTIES},
                {CH_CLAUSE_RULE, CH_VOCABULARY_RULES},
                {CH_CLAUSE_DETECTOR, CH_VOCABULARY_DETECTORS}};

/* Only clauses that a breach can have an effect of can be waived: what is undetermined is waived by nobody. */
static void error_clause(const linker *l, const ch_source *source, const ch_node *name)
{
    ch_suggestion suggestion = ch_suggest(name->text);
    for (int i = 0; i < CH_CLAUSE_COUNT; i++)
        if (ch_clause_rows[i].effects != 0)
            ch_suggest_try(&suggestion, ch_text_of(ch_clause_rows[i].id));
    error_at(l, CH_REFERENCE_UNKNOWN, source, name->span,
             ch_say1("there is no clause \"%s\" that an exception could waive", name->text),
             suggestion.best.at != NULL
                 ? ch_say1("did you mean \"%s\"?", suggestion.best)
                 : ch_say("write a clause such as tool.status, or rule.ID, duty.ID, detector.ID"));
}

static void link_budget(const linker *l, ch_budget *budget)
{
    budget->activities = link_refs(l, budget->entry.source, budget->activity_names, CH_VOCABULARY_ACTIVITIES);
}

/* `families` has no exceptions: an exception cannot waive another. */
static bool link_waived(const linker *l, const ch_source *source, const ch_node *name, ch_clause_ref *out)
{
    ch_text id;
    *out = (ch_clause_ref){ch_clause_parse(name->text, &id), 0};
    if (out->clause == CH_CLAUSE_COUNT || ch_clause_rows[out->clause].effects == 0) {
        error_clause(l, source, name);
        return false;
    }
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        if (families[i].clause != out->clause)
            continue;
        out->entry = ch_index_get(&l->ids[families[i].vocabulary], id);
        if (out->entry == CH_NOT_FOUND)
            error_reference(l, source, name, families[i].vocabulary, id);
        return out->entry != CH_NOT_FOUND;
    }
    return true;
}

static bool link_exception(const linker *l, ch_exception *e)
{
    const ch_source *source = e->entry.source;
    const ch_node *names = e->waives_names;
    uint32_t most = names == NULL ? 0 : names->kind == CH_LIST ? names->count : 1;
    ch_clause_ref *waives = ch_arena_take_many(l->arena, most, sizeof *waives);
    if (waives == NULL)
        return no_memory(l);
    for (const ch_node *name = ch_names_first(names); name != NULL; name = ch_names_next(name))
        if (link_waived(l, source, name, &waives[e->waive_count]))
            e->waive_count++;
    e->waives = waives;
    e->condition = read_condition(l, source, e->for_node);
    e->approved_by = find_colleges(l, source, e->approved_names);
    if (l->version->governance.college_count == 0)
        error_at(l, CH_KEY_MISSING, source, e->entry.node->key->span,
                 ch_say("a charter with exceptions names the colleges that approve them"),
                 ch_say("add governance: {colleges: […]}"));
    return true;
}

/* An exception kept apart is written for the charter in force in its time: in a version of another time its
 * references may mean nothing. It then waives nothing there. */
static bool link_distant_exception(linker *l, ch_exception *e)
{
    charter_diagnostics aside = {0};
    charter_diagnostics *kept = l->b->diagnostics;
    l->b->diagnostics = &aside;
    bool good = link_exception(l, e);
    l->b->diagnostics = kept;
    if (aside.errors > 0)
        e->waive_count = 0;
    good = good && !aside.failed;
    ch_diagnostics_clear(&aside);
    return good || no_memory(l);
}

/* Kept apart or not is told by the source's name, a pointer that each file has of its own. */
static bool link_exceptions(linker *l)
{
    for (uint32_t i = 0; i < l->version->exceptions.count; i++) {
        ch_exception *e = &l->version->exceptions.items[i];
        bool apart = l->b->exceptions != NULL && e->entry.source->name == l->b->exceptions->source.name;
        bool distant = apart && !ch_period_overlap(e->entry.period, l->version->period);
        if (!(distant ? link_distant_exception(l, e) : link_exception(l, e)))
            return false;
    }
    return true;
}

/* The order is that of what needs what: ids before all references; classes before ceilings; fields before duties,
 * whose evidence may be a fact; names before detectors, which find classes by alias; the scope before conditions;
 * colleges before exceptions. Only a lack of memory ends it early. */
void ch_version_link(ch_builder *b)
{
    linker l = {.b = b, .version = b->version, .arena = &b->charter->arena};
    ch_version *v = b->version;
    if (!index_ids(&l) || !order_classes(&l) || !inherit(&l))
        return;
    join_catalogue(&l);
    for (uint32_t i = 0; i < v->fields.count; i++)
        check_field(&l, &v->fields.items[i]);
    for (uint32_t i = 0; i < v->duties.count; i++)
        if (!link_duty(&l, &v->duties.items[i]))
            return;
    for (uint32_t i = 0; i < v->tools.count; i++)
        if (!link_tool(&l, &v->tools.items[i]))
            return;
    for (uint32_t i = 0; i < v->activities.count; i++)
        link_activity(&l, &v->activities.items[i]);
    for (uint32_t i = 0; i < v->budgets.count; i++)
        link_budget(&l, &v->budgets.items[i]);
    if (!ch_version_link_names(b) || !make_scope(&l) || !read_colleges(&l))
        return;
    read_approval(&l);
    if (!ch_version_link_detectors(b) || !ch_version_link_traces(b))
        return;
    for (uint32_t i = 0; i < v->rules.count; i++)
        link_rule(&l, &v->rules.items[i]);
    if (link_exceptions(&l) && !ch_version_link_conditions(b))
        no_memory(&l);
}
