/* Reading one version: its top-level keys, then each vocabulary's entries from all of its files.
 *
 * What a key is called and what it holds is in the tables below, and nowhere else.
 *
 * Names stay names here, kept as nodes with their places: link_version.c turns them into numbers once every file has
 * been read. */
#include "charter/build.h"
#include "charter/language.h"

#include "tree/correction.h"
#include "tree/misread.h"

/* clang-format off */
#define ENTRY_KEYS(type) \
    {"title", CH_WORDS, offsetof(type, entry.title), NULL, false}, \
    {"because", CH_WORDS, offsetof(type, entry.because), NULL, false}, \
    {"article", CH_WORDS, offsetof(type, entry.article), NULL, false}, \
    {"learn", CH_WORDS, offsetof(type, entry.learn), NULL, false}, \
    {"from", CH_DATE, offsetof(type, entry.period.from), NULL, false}, \
    {"until", CH_DATE, offsetof(type, entry.period.until), NULL, false}

#define END_OF_KEYS {NULL, CH_TEXT, 0, NULL, false}
/* clang-format on */

static const ch_field data_keys[] = {
    {"aliases", CH_NAMES, offsetof(ch_data_class, aliases), NULL, false},
    {"above", CH_NAMES, offsetof(ch_data_class, above), NULL, false},
    {"hosting", CH_NAMES, offsetof(ch_data_class, hosting_names), NULL, false},
    {"duties", CH_NAMES, offsetof(ch_data_class, duty_names), NULL, false},
    ENTRY_KEYS(ch_data_class),
    END_OF_KEYS,
};

static const ch_field hosting_keys[] = {ENTRY_KEYS(ch_hosting), END_OF_KEYS};

static const ch_field duty_keys[] = {
    {"due", CH_CHOICE, offsetof(ch_duty, due), ch_due_names, true},
    {"evidence", CH_NAMES, offsetof(ch_duty, evidence_names), NULL, false},
    {"accepts", CH_NAMES, offsetof(ch_duty, accepts), NULL, false},
    {"by-another", CH_BOOL, offsetof(ch_duty, by_another), NULL, false},
    {"valid-for", CH_DURATION, offsetof(ch_duty, valid_for), NULL, false},
    {"every", CH_DURATION, offsetof(ch_duty, every), NULL, false},
    ENTRY_KEYS(ch_duty),
    END_OF_KEYS,
};

static const ch_field tool_keys[] = {
    {"status", CH_CHOICE, offsetof(ch_tool, status), ch_tool_status_names, true},
    {"vendor", CH_NAME, offsetof(ch_tool, vendor), NULL, false},
    {"aliases", CH_NAMES, offsetof(ch_tool, aliases), NULL, false},
    {"pattern", CH_ONE, offsetof(ch_tool, pattern_node), NULL, false},
    {"hosting", CH_ONE, offsetof(ch_tool, hosting_name), NULL, false},
    {"data", CH_NAMES, offsetof(ch_tool, data_names), NULL, false},
    {"activities", CH_NAMES, offsetof(ch_tool, activity_names), NULL, false},
    {"duties", CH_NAMES, offsetof(ch_tool, duty_names), NULL, false},
    {"trains-on-inputs", CH_BOOL, offsetof(ch_tool, trains_on_inputs), NULL, false},
    {"retention", CH_ONE, offsetof(ch_tool, retention_node), NULL, false},
    {"footprint", CH_MAPPING, offsetof(ch_tool, footprint_node), NULL, false},
    {"instead", CH_NAMES, offsetof(ch_tool, instead_names), NULL, false},
    ENTRY_KEYS(ch_tool),
    END_OF_KEYS,
};

/* No status, and nothing that a charter alone can decide. */
static const ch_field catalogued_keys[] = {
    {"title", CH_WORDS, offsetof(ch_catalogued, entry.title), NULL, true},
    {"vendor", CH_NAME, offsetof(ch_catalogued, vendor), NULL, true},
    {"aliases", CH_NAMES, offsetof(ch_catalogued, aliases), NULL, false},
    {"pattern", CH_ONE, offsetof(ch_catalogued, pattern_node), NULL, false},
    {"hosting", CH_ONE, offsetof(ch_catalogued, hosting_name), NULL, false},
    {"trains-on-inputs", CH_BOOL, offsetof(ch_catalogued, trains_on_inputs), NULL, false},
    {"source", CH_NAMES, offsetof(ch_catalogued, source_names), NULL, false},
    {"on", CH_DATE, offsetof(ch_catalogued, on), NULL, false},
    END_OF_KEYS,
};

static const ch_field activity_keys[] = {
    {"status", CH_CHOICE, offsetof(ch_activity, status), ch_activity_status_names, true},
    {"aliases", CH_NAMES, offsetof(ch_activity, aliases), NULL, false},
    {"data", CH_NAMES, offsetof(ch_activity, data_names), NULL, false},
    {"tools", CH_MAPPING, offsetof(ch_activity, tools_node), NULL, false},
    {"autonomy", CH_CHOICE, offsetof(ch_activity, autonomy), ch_autonomy_names, false},
    {"duties", CH_NAMES, offsetof(ch_activity, duty_names), NULL, false},
    ENTRY_KEYS(ch_activity),
    END_OF_KEYS,
};

static const ch_field activity_tools_keys[] = {
    {"only", CH_NAMES, offsetof(ch_activity, only_names), NULL, false},
    {"not", CH_NAMES, offsetof(ch_activity, not_names), NULL, false},
    {"status", CH_NAMES, offsetof(ch_activity, status_names), NULL, false},
    END_OF_KEYS,
};

/* `values` is a list of names, or a mapping with a title for each: read_name_list() tells. */
static const ch_field fact_field_keys[] = {
    {"type", CH_CHOICE, offsetof(ch_fact_field, type), ch_field_type_names, true},
    {"values", CH_ANY, offsetof(ch_fact_field, value_names), NULL, false},
    ENTRY_KEYS(ch_fact_field),
    END_OF_KEYS,
};

static const ch_field rule_keys[] = {
    {"when", CH_ANY, offsetof(ch_rule, when_node), NULL, false},
    {"require", CH_ANY, offsetof(ch_rule, require_node), NULL, false},
    {"duties", CH_NAMES, offsetof(ch_rule, duty_names), NULL, false},
    {"effect", CH_CHOICE, offsetof(ch_rule, effect_word), ch_effect_names, false},
    ENTRY_KEYS(ch_rule),
    END_OF_KEYS,
};

static const ch_field detector_keys[] = {
    {"pattern", CH_ONE, offsetof(ch_detector, pattern_node), NULL, true},
    {"check", CH_ONE, offsetof(ch_detector, check_name), NULL, false},
    {"means", CH_NAMES, offsetof(ch_detector, class_names), NULL, true},
    {"effect", CH_CHOICE, offsetof(ch_detector, effect_word), ch_effect_names, false},
    {"confidence", CH_CHOICE, offsetof(ch_detector, confidence), ch_confidence_names, false},
    {"context", CH_MAPPING, offsetof(ch_detector, context_node), NULL, false},
    {"allow", CH_NAMES, offsetof(ch_detector, allow_names), NULL, false},
    {"at-least", CH_COUNT, offsetof(ch_detector, at_least), NULL, false},
    {"finds", CH_NAMES, offsetof(ch_detector, finds), NULL, false},
    {"spares", CH_NAMES, offsetof(ch_detector, spares), NULL, false},
    ENTRY_KEYS(ch_detector),
    END_OF_KEYS,
};

static const ch_field context_keys[] = {
    {"raises", CH_NAMES, offsetof(ch_detector, raises), NULL, false},
    {"lowers", CH_NAMES, offsetof(ch_detector, lowers), NULL, false},
    {"within", CH_COUNT, offsetof(ch_detector, within), NULL, false},
    END_OF_KEYS,
};

static const ch_field trace_keys[] = {
    {"tool", CH_NAMES, offsetof(ch_trace, tool_names), NULL, true},
    {"paths", CH_NAMES, offsetof(ch_trace, paths), NULL, false},
    {"commits", CH_NAMES, offsetof(ch_trace, commits), NULL, false},
    {"dependencies", CH_MAPPING, offsetof(ch_trace, dependencies_node), NULL, false},
    {"words", CH_NAMES, offsetof(ch_trace, words), NULL, false},
    ENTRY_KEYS(ch_trace),
    END_OF_KEYS,
};

static const ch_field trace_dependencies_keys[] = {
    {"npm", CH_NAMES, offsetof(ch_trace, dependencies[CH_NPM]), NULL, false},
    {"pypi", CH_NAMES, offsetof(ch_trace, dependencies[CH_PYPI]), NULL, false},
    {"go", CH_NAMES, offsetof(ch_trace, dependencies[CH_GO]), NULL, false},
    {"cargo", CH_NAMES, offsetof(ch_trace, dependencies[CH_CARGO]), NULL, false},
    {"maven", CH_NAMES, offsetof(ch_trace, dependencies[CH_MAVEN]), NULL, false},
    END_OF_KEYS,
};

/* Without `approved-by` an exception loads, and lacks its approvals: judging says so (check_version.c warns). */
static const ch_field exception_keys[] = {
    {"for", CH_ANY, offsetof(ch_exception, for_node), NULL, false},
    {"waives", CH_NAMES, offsetof(ch_exception, waives_names), NULL, true},
    {"approved-by", CH_NAMES, offsetof(ch_exception, approved_names), NULL, false},
    ENTRY_KEYS(ch_exception),
    END_OF_KEYS,
};

typedef struct commitment {
    ch_entry entry;
} commitment;

static const ch_field commitment_keys[] = {ENTRY_KEYS(commitment), END_OF_KEYS};

static const ch_field footprint_keys[] = {
    {"per", CH_CHOICE, offsetof(ch_footprint, per), ch_per_names, true},
    {"energy-wh", CH_LISTING, offsetof(ch_footprint, energy_node), NULL, false},
    {"co2-g", CH_LISTING, offsetof(ch_footprint, co2_node), NULL, false},
    {"water-ml", CH_LISTING, offsetof(ch_footprint, water_node), NULL, false},
    {"scope", CH_TEXT, offsetof(ch_footprint, scope), NULL, false},
    {"source", CH_TEXT, offsetof(ch_footprint, source), NULL, false},
    {"on", CH_DATE, offsetof(ch_footprint, on), NULL, false},
    END_OF_KEYS,
};

static const ch_field budget_keys[] = {
    {"period", CH_CHOICE, offsetof(ch_budget, period), ch_period_names, true},
    {"each", CH_CHOICE, offsetof(ch_budget, each), ch_each_names, false},
    {"units", CH_NAMES, offsetof(ch_budget, unit_names), NULL, false},
    {"activities", CH_NAMES, offsetof(ch_budget, activity_names), NULL, false},
    {"energy-wh", CH_ONE, offsetof(ch_budget, energy_node), NULL, false},
    {"co2-g", CH_ONE, offsetof(ch_budget, co2_node), NULL, false},
    {"requests", CH_COUNT, offsetof(ch_budget, requests), NULL, false},
    ENTRY_KEYS(ch_budget),
    END_OF_KEYS,
};

/* Vocabularies are ignored here: read_vocabulary() reads them, from all files at once. `extends` is reserved: an
 * error until it does something. */
static const ch_field version_keys[] = {
    {"charter", CH_IGNORED, 0, NULL, true},
    {"id", CH_ID, offsetof(ch_version, id), NULL, true},
    {"title", CH_WORDS, offsetof(ch_version, title), NULL, false},
    {"version", CH_NAME, offsetof(ch_version, number), NULL, false},
    {"lang", CH_NAME, offsetof(ch_version, lang_name), NULL, false},
    {"from", CH_DATE, offsetof(ch_version, period.from), NULL, false},
    {"until", CH_DATE, offsetof(ch_version, period.until), NULL, false},
    {"review-by", CH_DATE, offsetof(ch_version, review_by), NULL, false},
    {"governance", CH_MAPPING, offsetof(ch_version, governance_node), NULL, false},
    {"unlisted", CH_MAPPING, offsetof(ch_version, unlisted_node), NULL, false},
    {"units", CH_ANY, offsetof(ch_version, units_node), NULL, false},
    {"roles", CH_ANY, offsetof(ch_version, roles_node), NULL, false},
    {"include", CH_IGNORED, 0, NULL, false},
    {"intake", CH_NAMES, offsetof(ch_version, intake_names), NULL, false},
    {"commitments", CH_IGNORED, 0, NULL, false},
    {"data", CH_IGNORED, 0, NULL, false},
    {"hosting", CH_IGNORED, 0, NULL, false},
    {"duties", CH_IGNORED, 0, NULL, false},
    {"tools", CH_IGNORED, 0, NULL, false},
    {"activities", CH_IGNORED, 0, NULL, false},
    {"fields", CH_IGNORED, 0, NULL, false},
    {"rules", CH_IGNORED, 0, NULL, false},
    {"detectors", CH_IGNORED, 0, NULL, false},
    {"exceptions", CH_IGNORED, 0, NULL, false},
    {"budgets", CH_IGNORED, 0, NULL, false},
    {"traces", CH_IGNORED, 0, NULL, false},
    {"extends", CH_LATER, 0, NULL, false},
    END_OF_KEYS,
};

/* An included file gives entries, and nothing that speaks for the charter as a whole. */
static const ch_field part_keys[] = {
    {"charter", CH_IGNORED, 0, NULL, true},
    {"title", CH_IGNORED, 0, NULL, false},
    {"data", CH_IGNORED, 0, NULL, false},
    {"hosting", CH_IGNORED, 0, NULL, false},
    {"duties", CH_IGNORED, 0, NULL, false},
    {"tools", CH_IGNORED, 0, NULL, false},
    {"activities", CH_IGNORED, 0, NULL, false},
    {"fields", CH_IGNORED, 0, NULL, false},
    {"detectors", CH_IGNORED, 0, NULL, false},
    {"exceptions", CH_IGNORED, 0, NULL, false},
    {"traces", CH_IGNORED, 0, NULL, false},
    {"catalogue", CH_IGNORED, 0, NULL, false},
    END_OF_KEYS,
};

/* A file of exceptions kept apart gives nothing else. */
static const ch_field exceptions_file_keys[] = {
    {"charter", CH_IGNORED, 0, NULL, true},
    {"title", CH_IGNORED, 0, NULL, false},
    {"exceptions", CH_IGNORED, 0, NULL, true},
    END_OF_KEYS,
};

static const ch_field governance_keys[] = {
    {"body", CH_WORDS, offsetof(ch_governance, body), NULL, false},
    {"contact", CH_WORDS, offsetof(ch_governance, contact), NULL, false},
    {"colleges", CH_NAMES, offsetof(ch_governance, college_names), NULL, false},
    {"approval", CH_MAPPING, offsetof(ch_governance, approval_node), NULL, false},
    END_OF_KEYS,
};

/* Two words only: what is not listed is never simply allowed. */
static const ch_field unlisted_keys[] = {
    {"activity", CH_CHOICE, offsetof(ch_unlisted, activity), ch_unlisted_names, false},
    {"tool", CH_CHOICE, offsetof(ch_unlisted, tool), ch_unlisted_names, false},
    {"data", CH_CHOICE, offsetof(ch_unlisted, data), ch_unlisted_names, false},
    {"variants", CH_CHOICE, offsetof(ch_unlisted, variants), ch_unlisted_names, false},
    END_OF_KEYS,
};

/* clang-format off */
const ch_key_table ch_charter_keys[] = {
    {"data-class", data_keys},
    {"hosting", hosting_keys},
    {"duty", duty_keys},
    {"tool", tool_keys},
    {"activity", activity_keys},
    {"activity-tools", activity_tools_keys},
    {"field", fact_field_keys},
    {"rule", rule_keys},
    {"detector", detector_keys},
    {"detector-context", context_keys},
    {"trace", trace_keys},
    {"trace-dependencies", trace_dependencies_keys},
    {"exception", exception_keys},
    {"commitment", commitment_keys},
    {"footprint", footprint_keys},
    {"budget", budget_keys},
    {"catalogued-tool", catalogued_keys},
    {"charter", version_keys},
    {"part", part_keys},
    {"exceptions-file", exceptions_file_keys},
    {"governance", governance_keys},
    {"unlisted", unlisted_keys},
    {NULL, NULL},
};
/* clang-format on */

/* ---- vocabularies ---- */

/* More entries than sets hold, or than anybody will ever write by hand, are refused. */
#define MANY 20000

/* Every use is held against every budget. */
#define BUDGETS_MAX 100

static const struct vocabulary {
    ch_vocabulary_shape shape;
    const char *what;
    size_t size, items, count;
} vocabularies[CH_VOCABULARY_COUNT] = {
#define VOCABULARY(key, what, fields, type, list, most, identifiers)                            \
    {                                                                                           \
        {key, fields, most, identifiers}, what, sizeof(type), offsetof(ch_version, list.items), \
            offsetof(ch_version, list.count)                                                    \
    }
    [CH_VOCABULARY_DATA] = VOCABULARY("data", N_("a data class"), data_keys, ch_data_class, data, CH_SET_MAX, false),
    [CH_VOCABULARY_HOSTING] =
        VOCABULARY("hosting", N_("a hosting"), hosting_keys, ch_hosting, hosting, CH_SET_MAX, false),
    [CH_VOCABULARY_DUTIES] = VOCABULARY("duties", N_("a duty"), duty_keys, ch_duty, duties, CH_SET_MAX, false),
    [CH_VOCABULARY_TOOLS] = VOCABULARY("tools", N_("a tool"), tool_keys, ch_tool, tools, MANY, false),
    [CH_VOCABULARY_ACTIVITIES] =
        VOCABULARY("activities", N_("an activity"), activity_keys, ch_activity, activities, MANY, false),
    [CH_VOCABULARY_FIELDS] =
        VOCABULARY("fields", N_("a field"), fact_field_keys, ch_fact_field, fields, CH_SET_MAX, true),
    [CH_VOCABULARY_RULES] = VOCABULARY("rules", N_("a rule"), rule_keys, ch_rule, rules, MANY, false),
    [CH_VOCABULARY_DETECTORS] =
        VOCABULARY("detectors", N_("a detector"), detector_keys, ch_detector, detectors, CH_SET_MAX, false),
    [CH_VOCABULARY_TRACES] = VOCABULARY("traces", N_("a trace"), trace_keys, ch_trace, traces, MANY, false),
    [CH_VOCABULARY_EXCEPTIONS] =
        VOCABULARY("exceptions", N_("an exception"), exception_keys, ch_exception, exceptions, MANY, false),
    [CH_VOCABULARY_COMMITMENTS] =
        VOCABULARY("commitments", N_("a commitment"), commitment_keys, commitment, commitments, MANY, false),
    [CH_VOCABULARY_BUDGETS] =
        VOCABULARY("budgets", N_("a budget"), budget_keys, ch_budget, budgets, BUDGETS_MAX, false),
    [CH_VOCABULARY_CATALOGUE] =
        VOCABULARY("catalogue", N_("a tool of a catalogue"), catalogued_keys, ch_catalogued, catalogue, MANY, false),
#undef VOCABULARY
};

/* By memcpy(): the lists have a type each, and reading one through a pointer to another is undefined (C11, 6.5,
 * paragraph 7). */
uint32_t ch_vocabulary_size(const ch_version *version, ch_vocabulary vocabulary)
{
    uint32_t count;
    memcpy(&count, (const char *)version + vocabularies[vocabulary].count, sizeof count);
    return count;
}

/* Every kind of entry begins with its ch_entry. */
ch_entry *ch_vocabulary_entry(const ch_version *version, ch_vocabulary vocabulary, uint32_t number)
{
    char *items;
    memcpy(&items, (const char *)version + vocabularies[vocabulary].items, sizeof items);
    return (ch_entry *)(void *)(items + number * vocabularies[vocabulary].size);
}

const ch_vocabulary_shape *ch_vocabulary_shape_of(ch_vocabulary vocabulary)
{
    return &vocabularies[vocabulary].shape;
}

const char *ch_vocabulary_what(ch_vocabulary vocabulary)
{
    return vocabularies[vocabulary].what;
}

static void set_list(ch_version *version, const struct vocabulary *v, void *items, uint32_t count)
{
    memcpy((char *)version + v->items, &items, sizeof items);
    memcpy((char *)version + v->count, &count, sizeof count);
}

void ch_builder_no_memory(const ch_builder *builder)
{
    builder->diagnostics->failed = true;
}

/* Complains where it is no mapping, and so is asked once for a file. */
static const ch_node *vocabulary_map(const ch_builder *b, const ch_file *file, const struct vocabulary *v)
{
    const ch_node *map = ch_node_get(file->root, v->shape.key);
    ch_decoder decoder = ch_builder_decoder(b, &file->source);
    return map != NULL && ch_decode_map(&decoder, map) ? map : NULL;
}

/* Ids of fields stand in CEL, where a hyphen is a minus. */
static bool good_id(const ch_decoder *d, const ch_node *node, const struct vocabulary *v)
{
    ch_text id = node->key->text;
    if (v->shape.identifiers ? ch_text_is_identifier(id) : ch_text_is_id(id))
        return true;
    ch_error_at(d->diagnostics, CH_ID_FORM, d->source, node->key->span, ch_say1("\"%s\" is not an id", id),
                v->shape.identifiers
                    ? ch_say("ids of fields have small letters, digits and underscores, and begin with a letter")
                    : ch_say("ids have small letters, digits and hyphens, and begin with a letter or a digit"));
    return false;
}

/* The same id in two files of a charter; twice in one file is a fault that the reader has told already. */
static void check_twice(ch_builder *b, const struct vocabulary *v, const ch_index *ids, const ch_entry *entry)
{
    uint32_t first = ch_index_get(ids, entry->id);
    if (first == CH_NOT_FOUND)
        return;
    const ch_entry *other = ch_vocabulary_entry(b->version, (ch_vocabulary)(v - vocabularies), first);
    if (other->source == entry->source)
        return;
    charter_place place = ch_entry_place(other, NULL);
    ch_error_at(b->diagnostics, CH_KEY_DUPLICATE, entry->source, entry->node->key->span,
                ch_say3("\"%1$s\" is listed a second time; the first is in %2$s, line %3$s", entry->id,
                        ch_text_of(place.file), ch_text_int(&b->charter->arena, place.line)),
                ch_say("keep one of the two"));
}

/* An entry may be null: `public:` alone is an entry without keys. Its node stays the one that was written, for
 * places; only decoding needs a mapping. */
static void read_entry(ch_builder *b, const struct vocabulary *v, const ch_file *file, const ch_node *node,
                       ch_entry *entry)
{
    ch_decoder decoder = ch_builder_decoder(b, &file->source);
    *entry = (ch_entry){.id = node->key->text, .period = CH_ALWAYS, .node = node, .source = &file->source};
    good_id(&decoder, node, v);
    if (ch_node_absent(node)) {
        static const ch_node nothing = {.kind = CH_MAP};
        ch_node *empty = ch_arena_take(&b->charter->arena, sizeof *empty);
        if (empty == NULL) {
            ch_builder_no_memory(b);
            return;
        }
        *empty = nothing;
        empty->key = node->key;
        empty->span = node->key->span;
        node = empty;
    }
    ch_decode(&decoder, node, NULL, v->shape.fields, v->what, entry);
}

static void read_vocabulary(ch_builder *b, const struct vocabulary *v)
{
    uint32_t count = 0;
    for (const ch_file *file = b->version->files; file != NULL; file = file->next) {
        const ch_node *map = vocabulary_map(b, file, v);
        count += map == NULL ? 0 : map->count;
        if (count > v->shape.most) {
            ch_error_at(b->diagnostics, CH_LIMIT_ENTRIES, &file->source, map->key->span,
                        ch_say2("\"%1$s\" has more than %2$s entries", ch_text_of(v->shape.key),
                                ch_text_int(&b->charter->arena, v->shape.most)),
                        ch_say("a charter that people can read needs far fewer"));
            return;
        }
    }
    /* One array for the entries of all files, made when their number is known: others keep pointers into it. */
    char *items = ch_arena_take_many(&b->charter->arena, count, v->size);
    ch_index ids;
    if (items == NULL || !ch_index_make(&ids, count, &b->charter->arena)) {
        ch_builder_no_memory(b);
        return;
    }
    set_list(b->version, v, items, count);
    uint32_t number = 0;
    for (const ch_file *file = b->version->files; file != NULL; file = file->next) {
        const ch_node *map = ch_node_get(file->root, v->shape.key);
        const ch_node *node = map != NULL && map->kind == CH_MAP ? map->first : NULL;
        for (; node != NULL; node = node->next) {
            ch_entry *entry = (ch_entry *)(void *)(items + number * v->size);
            read_entry(b, v, file, node, entry);
            check_twice(b, v, &ids, entry);
            ch_index_add(&ids, entry->id, number++);
        }
    }
}

/* ---- pieces of entries that are maps of their own ---- */

/* Negative where there is none: 0 is a figure. A list that a decimal comma may have cut is refused, whatever its
 * numbers. */
static void read_interval(const ch_decoder *d, const ch_node *node, ch_interval *out)
{
    *out = (ch_interval){-1, -1};
    if (node == NULL)
        return;
    const ch_node *low = node->first, *high = low == NULL ? NULL : low->next;
    ch_text meant = CH_NO_TEXT;
    bool misread = ch_list_misread(d->source, d->arena, node, &meant);
    bool good = !misread && high != NULL && node->count == 2 && low->kind == CH_SCALAR && high->kind == CH_SCALAR &&
                ch_text_to_number(low->text, &out->low) && ch_text_to_number(high->text, &out->high);
    if (good && out->low >= 0 && out->low <= out->high)
        return;
    *out = (ch_interval){-1, -1};
    ch_error_at(d->diagnostics, CH_VALUE_FORM, d->source, ch_node_caret(node),
                ch_say("this must be an interval: the lowest and the highest figure"),
                misread ? ch_say1("write %s, or a space after every comma; an interval has two figures", meant)
                        : ch_say("write [0.2, 0.5]; where both are the same, write it twice"));
}

static void read_footprint(ch_builder *b, ch_tool *tool)
{
    if (tool->footprint_node == NULL)
        return;
    ch_footprint *f = &tool->footprint;
    ch_decoder decoder = ch_builder_decoder(b, tool->entry.source);
    ch_decode(&decoder, tool->footprint_node, NULL, footprint_keys, N_("a footprint"), f);
    read_interval(&decoder, f->energy_node, &f->energy_wh);
    read_interval(&decoder, f->co2_node, &f->co2_g);
    read_interval(&decoder, f->water_node, &f->water_ml);
}

static void read_tool_pieces(ch_builder *b, ch_tool *tool)
{
    static const ch_field duration = {"retention", CH_DURATION, 0, NULL, false};
    ch_decoder decoder = ch_builder_decoder(b, tool->entry.source);
    read_footprint(b, tool);
    if (tool->retention_node != NULL &&
        ch_decode_value(&decoder, tool->retention_node, &duration, &tool->retention_duration))
        tool->retention = tool->retention_node->text;
}

/* A limit: a number above 0; negative where there is none. */
static void read_limit(const ch_decoder *d, const ch_node *node, double *out)
{
    *out = -1;
    if (node == NULL || (ch_text_to_number(node->text, out) && *out > 0))
        return;
    *out = -1;
    ch_error_at(d->diagnostics, CH_VALUE_TYPE, d->source, node->span,
                ch_say1("\"%s\" is not a number above 0", node->text), ch_help_number(d->arena, node->text));
}

static void read_budget_pieces(ch_builder *b, ch_budget *budget)
{
    ch_decoder decoder = ch_builder_decoder(b, budget->entry.source);
    read_limit(&decoder, budget->energy_node, &budget->energy_wh);
    read_limit(&decoder, budget->co2_node, &budget->co2_g);
}

static void read_activity_tools(ch_builder *b, ch_activity *activity)
{
    ch_decoder decoder = ch_builder_decoder(b, activity->entry.source);
    activity->limits_tools = activity->tools_node != NULL;
    if (activity->limits_tools)
        ch_decode(&decoder, activity->tools_node, NULL, activity_tools_keys, N_("an activity's tools"), activity);
}

static void read_context(ch_builder *b, ch_detector *detector)
{
    ch_decoder decoder = ch_builder_decoder(b, detector->entry.source);
    if (detector->context_node != NULL)
        ch_decode(&decoder, detector->context_node, NULL, context_keys, N_("a detector's context"), detector);
}

static void read_dependencies(ch_builder *b, ch_trace *trace)
{
    ch_decoder decoder = ch_builder_decoder(b, trace->entry.source);
    if (trace->dependencies_node != NULL)
        ch_decode(&decoder, trace->dependencies_node, NULL, trace_dependencies_keys, N_("a trace's dependencies"),
                  trace);
}

/* ---- the top level ---- */

/* `charter: 1` begins every file; another number is another language. Read on all the same: the other faults of the
 * file are told too. */
static void check_language(const ch_decoder *d, const ch_node *root)
{
    const ch_node *node = ch_node_get(root, "charter");
    if (node == NULL || (node->kind == CH_SCALAR && ch_text_is(node->text, "1")))
        return;
    ch_error_at(d->diagnostics, CH_VALUE_FORM, d->source, ch_node_caret(node),
                ch_say("this version reads charters of language version 1 alone"), ch_say("write charter: 1"));
}

/* Units, roles, the values of a choice: a list of names, or a map keyed by them. */
static const ch_text *read_name_list(ch_builder *b, const ch_decoder *d, const ch_node *node, uint32_t *count)
{
    if (node == NULL)
        return NULL;
    static const ch_field names = {.type = CH_NAMES};
    const ch_node *list = NULL;
    if (node->kind != CH_MAP && !ch_decode_value(d, node, &names, &list))
        return NULL;
    uint32_t most = node->kind == CH_SCALAR ? 1 : node->count;
    ch_text *texts = ch_arena_take_many(&b->charter->arena, most, sizeof *texts);
    if (texts == NULL) {
        ch_builder_no_memory(b);
        return NULL;
    }
    if (node->kind == CH_MAP)
        for (const ch_node *entry = node->first; entry != NULL; entry = entry->next)
            texts[(*count)++] = entry->key->text;
    else
        for (const ch_node *name = ch_names_first(node); name != NULL; name = ch_names_next(name))
            texts[(*count)++] = name->text;
    return texts;
}

/* What stands under a name (a title, a reason) is for people: of it titles are kept, one for each name. */
static const ch_localized *read_titles(ch_builder *b, const ch_decoder *d, const ch_node *node, uint32_t count,
                                       const char *what)
{
    if (node == NULL || node->kind != CH_MAP)
        return NULL;
    ch_localized *titles = ch_arena_take_many(&b->charter->arena, count, sizeof *titles);
    if (titles == NULL)
        ch_builder_no_memory(b);
    uint32_t number = 0;
    for (const ch_node *entry = node->first; titles != NULL && entry != NULL; entry = entry->next, number++) {
        commitment read = {0};
        if (!ch_node_absent(entry))
            ch_decode(d, entry, NULL, commitment_keys, what, &read);
        if (number < count)
            titles[number] = read.entry.title;
    }
    return titles;
}

static void read_field_values(ch_builder *b, ch_fact_field *field)
{
    ch_decoder decoder = ch_builder_decoder(b, field->entry.source);
    field->values = read_name_list(b, &decoder, field->value_names, &field->value_count);
    field->value_titles = read_titles(b, &decoder, field->value_names, field->value_count, N_("a value of a choice"));
}

/* A language that the program does not speak is no fault: texts in it are kept for readers who do. */
static void check_lang(const ch_decoder *d, ch_version *version)
{
    const ch_node *node = ch_node_get(version->files->root, "lang");
    if (node == NULL || version->lang_name.at == NULL)
        return;
    char name[3] = {0};
    if (version->lang_name.length == 2)
        memcpy(name, version->lang_name.at, 2);
    version->lang_known = charter_lang_parse(name, &version->lang);
    if (name[0] < 'a' || name[0] > 'z' || name[1] < 'a' || name[1] > 'z')
        ch_error_at(d->diagnostics, CH_VALUE_FORM, d->source, node->span,
                    ch_say1("\"%s\" is not the code of a language", version->lang_name),
                    ch_say("write two small letters, such as fr or en"));
}

void ch_version_read(ch_builder *b)
{
    ch_version *version = b->version;
    const ch_file *main_file = version->files;
    ch_decoder decoder = ch_builder_decoder(b, &main_file->source);
    ch_decode(&decoder, main_file->root, NULL, version_keys, N_("a charter"), version);
    check_language(&decoder, main_file->root);
    check_lang(&decoder, version);
    if (version->governance_node != NULL)
        ch_decode(&decoder, version->governance_node, NULL, governance_keys, N_("governance"), &version->governance);
    /* What holds where nothing is said: a person decides (review), but more words around a banned tool's name
     * forbid. */
    version->unlisted = (ch_unlisted){1, 1, 1, 2};
    if (version->unlisted_node != NULL)
        ch_decode(&decoder, version->unlisted_node, NULL, unlisted_keys, N_("unlisted"), &version->unlisted);
    version->units = read_name_list(b, &decoder, version->units_node, &version->unit_count);
    version->roles = read_name_list(b, &decoder, version->roles_node, &version->role_count);
    version->unit_titles = read_titles(b, &decoder, version->units_node, version->unit_count, N_("a unit or a role"));
    version->role_titles = read_titles(b, &decoder, version->roles_node, version->role_count, N_("a unit or a role"));
}

/* Decoded into nothing: what counts is the complaint about a key that a part may not have. Its entries are read with
 * those of all files. */
void ch_version_read_part(ch_builder *b, const ch_file *file)
{
    ch_version unused = {0};
    ch_decoder decoder = ch_builder_decoder(b, &file->source);
    bool exceptions = file == b->exceptions;
    ch_decode(&decoder, file->root, NULL, exceptions ? exceptions_file_keys : part_keys,
              exceptions ? N_("a file of exceptions") : N_("an included file"), &unused);
    check_language(&decoder, file->root);
}

void ch_version_read_vocabularies(ch_builder *b)
{
    for (int i = 0; i < CH_VOCABULARY_COUNT; i++)
        read_vocabulary(b, &vocabularies[i]);
    for (uint32_t i = 0; i < b->version->fields.count; i++)
        read_field_values(b, &b->version->fields.items[i]);
    for (uint32_t i = 0; i < b->version->tools.count; i++)
        read_tool_pieces(b, &b->version->tools.items[i]);
    for (uint32_t i = 0; i < b->version->activities.count; i++)
        read_activity_tools(b, &b->version->activities.items[i]);
    for (uint32_t i = 0; i < b->version->detectors.count; i++)
        read_context(b, &b->version->detectors.items[i]);
    for (uint32_t i = 0; i < b->version->traces.count; i++)
        read_dependencies(b, &b->version->traces.items[i]);
    for (uint32_t i = 0; i < b->version->budgets.count; i++)
        read_budget_pieces(b, &b->version->budgets.items[i]);
}
