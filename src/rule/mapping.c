/* The mapping spelling of conditions: maps of names to matchers, for people who do not program.
 *
 *     tool.hosting: {not: internal}
 *     any: [{usage.output: public}, {usage.volume.requests: {at-least: 100}}]
 */
#include "base/suggest.h"
#include "rule/condition.h"
#include "rule/condition_tree.h"

typedef ch_condition_reader reader;

static ch_arena *arena_of(const reader *r)
{
    return r->decoder->arena;
}

static void *no_memory(const reader *r)
{
    r->decoder->diagnostics->failed = true;
    return NULL;
}

static void *fault(const reader *r, ch_code code, ch_span span, ch_message message, ch_message help)
{
    ch_complain(r->decoder->diagnostics, code, r->decoder->source, span, message, help);
    return NULL;
}

static ch_condition *new_condition(const reader *r, ch_op op)
{
    ch_condition *c = ch_arena_take(arena_of(r), sizeof *c);
    if (c == NULL)
        return no_memory(r);
    c->op = op;
    return c;
}

static void add_child(ch_condition *parent, ch_condition *child)
{
    if (parent->last == NULL)
        parent->first = child;
    else
        parent->last->next = child;
    parent->last = child;
    parent->reads |= child->reads;
}

static ch_condition *negate(const reader *r, ch_condition *inner)
{
    ch_condition *outer = inner == NULL ? NULL : new_condition(r, CH_OP_NOT);
    if (outer != NULL)
        add_child(outer, inner);
    return outer;
}

/* ---- values ---- */

static ch_message help_with_texts(const reader *r, ch_text word, const ch_text *words, uint32_t count)
{
    ch_suggestion suggestion = ch_suggest(word);
    ch_buffer all = ch_buffer_new(2048);
    for (uint32_t i = 0; i < count; i++) {
        ch_suggest_try(&suggestion, words[i]);
        if (i > 0)
            ch_buffer_literal(&all, ", ");
        ch_buffer_add(&all, words[i]);
    }
    ch_text list = ch_arena_text(arena_of(r), ch_buffer_text(&all));
    ch_buffer_free(&all);
    if (suggestion.best.at != NULL)
        return ch_say1("did you mean \"%s\"?", suggestion.best);
    return list.length == 0 ? CH_SILENCE : ch_say1("write one of: %s", list);
}

static int find_text(const ch_text *words, uint32_t count, ch_text word)
{
    for (uint32_t i = 0; i < count; i++)
        if (ch_text_same(words[i], word))
            return (int)i;
    return -1;
}

static bool complain_never(const reader *r, const ch_variable *v, const ch_node *node)
{
    fault(r, CH_CONDITION_NEVER, node->span,
          ch_say2("\"%1$s\" can never be \"%2$s\"", v->name, node->text),
          help_with_texts(r, node->text, v->words, v->word_count));
    return false;
}

static bool read_word(const reader *r, const ch_variable *v, const ch_node *node, ch_value *out)
{
    int index = find_text(v->words, v->word_count, node->text);
    if (v->closed && index < 0)
        return complain_never(r, v, node);
    if (v->kind == CH_VALUE_RANK)
        *out = (ch_value){.kind = CH_VALUE_RANK, .rank = index};
    else
        *out = (ch_value){.kind = CH_VALUE_TEXT, .text = node->text};
    return true;
}

static bool read_int(const reader *r, const ch_node *node, ch_value *out)
{
    out->kind = CH_VALUE_INT;
    if (ch_text_to_int(node->text, &out->integer))
        return true;
    fault(r, CH_VALUE_TYPE, node->span, ch_say1("\"%s\" is not a whole number", node->text),
          ch_say("write digits alone, such as 40"));
    return false;
}

static bool read_number(const reader *r, const ch_node *node, ch_value *out)
{
    out->kind = CH_VALUE_NUMBER;
    if (ch_text_to_number(node->text, &out->number))
        return true;
    fault(r, CH_VALUE_TYPE, node->span, ch_say1("\"%s\" is not a number", node->text),
          ch_say("write digits with a decimal point, such as 2.5"));
    return false;
}

static bool read_value(const reader *r, const ch_variable *v, const ch_node *node, ch_value *out)
{
    static const ch_field a_bool = {.type = CH_BOOL}, a_date = {.type = CH_DATE};
    ch_answer answer;
    if (!ch_decode_scalar(r->decoder, node, SIZE_MAX))
        return false;
    switch (v->kind) {
    case CH_VALUE_BOOL:
        if (!ch_decode_value(r->decoder, node, &a_bool, &answer))
            return false;
        *out = ch_value_bool(answer == CH_YES);
        return true;
    case CH_VALUE_DATE:
        out->kind = CH_VALUE_DATE;
        return ch_decode_value(r->decoder, node, &a_date, &out->day);
    case CH_VALUE_INT:
        return read_int(r, node, out);
    case CH_VALUE_NUMBER:
        return read_number(r, node, out);
    default:
        return read_word(r, v, node, out);
    }
}

/* ---- matchers of a name ---- */

static ch_condition *compare(const reader *r, const ch_variable *v, ch_op op)
{
    ch_condition *c = new_condition(r, op);
    if (c == NULL)
        return NULL;
    c->slot = (uint32_t)(v - r->scope->variables);
    c->name = v->name;
    c->reads = v->reads;
    return c;
}

/* A null among the values of a list stands for nothing that could be meant. */
static bool is_there(const reader *r, const ch_node *value)
{
    if (!ch_node_absent(value))
        return true;
    fault(r, CH_VALUE_EMPTY, value->span, ch_say("this is empty"), ch_say("write a value, or leave the key out"));
    return false;
}

static ch_condition *read_among(const reader *r, const ch_variable *v, const ch_node *names)
{
    ch_condition *c = compare(r, v, CH_OP_AMONG);
    uint32_t count = names->kind == CH_LIST ? names->count : 1;
    ch_value *values = c == NULL ? NULL : ch_arena_take_many(arena_of(r), count, sizeof *values);
    if (values == NULL)
        return no_memory(r);
    bool good = true;
    for (const ch_node *name = ch_names_first(names); name != NULL; name = ch_names_next(name))
        good = is_there(r, name) && read_value(r, v, name, &values[c->count++]) && good;
    c->values = values;
    return good ? c : NULL;
}

static ch_condition *match_equal(const reader *r, const ch_variable *v, const ch_node *node)
{
    if (!ch_decode_scalar(r->decoder, node, SIZE_MAX))
        return NULL;
    return read_among(r, v, node);
}

static ch_condition *match_not(const reader *r, const ch_variable *v, const ch_node *node)
{
    return negate(r, match_equal(r, v, node));
}

static ch_condition *match_in(const reader *r, const ch_variable *v, const ch_node *node)
{
    if (node->kind != CH_LIST)
        return fault(r, CH_VALUE_TYPE, ch_node_caret(node), ch_say("this must be a list"),
                     ch_say("write the values in brackets: {in: [first, second]}"));
    return read_among(r, v, node);
}

static ch_condition *match_not_in(const reader *r, const ch_variable *v, const ch_node *node)
{
    return negate(r, match_in(r, v, node));
}

static bool is_ordered(ch_value_kind kind)
{
    return kind == CH_VALUE_INT || kind == CH_VALUE_NUMBER || kind == CH_VALUE_DATE || kind == CH_VALUE_RANK;
}

static ch_condition *match_order(const reader *r, const ch_variable *v, const ch_node *node, ch_op op)
{
    if (!is_ordered(v->kind))
        return fault(r, CH_CONDITION_FORM, node->key->span,
                     ch_say2("\"%1$s\" has no order: \"%2$s\" cannot compare it", v->name, node->key->text),
                     ch_say("numbers, dates and autonomy have an order; list the values with in: […]"));
    ch_condition *c = compare(r, v, op);
    ch_value *value = c == NULL ? NULL : ch_arena_take(arena_of(r), sizeof *value);
    if (value == NULL)
        return no_memory(r);
    c->values = value;
    c->count = 1;
    return read_value(r, v, node, value) ? c : NULL;
}

static ch_condition *match_at_least(const reader *r, const ch_variable *v, const ch_node *node)
{
    return match_order(r, v, node, CH_OP_AT_LEAST);
}

static ch_condition *match_at_most(const reader *r, const ch_variable *v, const ch_node *node)
{
    return match_order(r, v, node, CH_OP_AT_MOST);
}

static ch_condition *match_pattern(const reader *r, const ch_variable *v, const ch_node *node)
{
    if (v->kind != CH_VALUE_TEXT)
        return fault(r, CH_CONDITION_FORM, node->key->span,
                     ch_say1("\"%s\" is not a text: a pattern cannot match it", v->name),
                     ch_say("compare it with a value"));
    if (!ch_decode_scalar(r->decoder, node, CH_PATTERN_MAX))
        return NULL;
    ch_condition *c = compare(r, v, CH_OP_MATCHES);
    if (c == NULL)
        return NULL;
    ch_pattern_fault refused;
    ch_pattern *pattern = ch_pattern_compile(node->text, CH_RE2, arena_of(r), &refused);
    if (pattern == NULL && refused.message[0] == '\0')
        return no_memory(r);
    if (pattern == NULL)
        return fault(r, CH_PATTERN_INVALID, ch_pattern_place(&refused, node->text, node->span, node->plain),
                     ch_pattern_message(&refused, arena_of(r)),
                     ch_say("matches takes a pattern of RE2's language"));
    c->pattern = pattern;
    return r->keep_pattern(r->context, pattern) ? c : no_memory(r);
}

static ch_condition *match_absent(const reader *r, const ch_variable *v, const ch_node *node)
{
    static const ch_field a_bool = {.type = CH_BOOL};
    ch_answer absent;
    if (!ch_decode_value(r->decoder, node, &a_bool, &absent))
        return NULL;
    ch_condition *c = compare(r, v, CH_OP_ABSENT);
    return absent == CH_YES ? c : negate(r, c);
}

static const struct matcher {
    const char *name;
    ch_condition *(*read)(const reader *, const ch_variable *, const ch_node *);
} matchers[] = {
    {"not", match_not},           {"in", match_in},           {"not-in", match_not_in},
    {"matches", match_pattern},   {"at-least", match_at_least}, {"at-most", match_at_most},
    {"absent", match_absent},
};

static const char *const matcher_names[] = {"not",      "in",      "not-in", "matches",
                                            "at-least", "at-most", "absent", NULL};

/* ---- matchers of `data` ---- */

static ch_condition *match_classes(const reader *r, const ch_node *node, ch_op op, const ch_set *sets)
{
    if (!ch_decode_scalar(r->decoder, node, CH_NAME_MAX))
        return NULL;
    int class = find_text(r->scope->classes, r->scope->class_count, node->text);
    if (class < 0)
        return fault(r, CH_REFERENCE_UNKNOWN, node->span,
                     ch_say1("the charter has no data class \"%s\"", node->text),
                     help_with_texts(r, node->text, r->scope->classes, r->scope->class_count));
    ch_condition *c = new_condition(r, op);
    if (c == NULL)
        return NULL;
    c->classes = sets[class];
    c->name = CH_LITERAL("data");
    return c;
}

static ch_condition *match_includes(const reader *r, const ch_variable *v, const ch_node *node)
{
    (void)v;
    return match_classes(r, node, CH_OP_INCLUDES, r->scope->at_or_above);
}

static ch_condition *match_within(const reader *r, const ch_variable *v, const ch_node *node)
{
    (void)v;
    return match_classes(r, node, CH_OP_WITHIN, r->scope->at_or_below);
}

static ch_condition *match_no_data(const reader *r, const ch_variable *v, const ch_node *node)
{
    static const ch_field a_bool = {.type = CH_BOOL};
    (void)v;
    ch_answer absent;
    if (!ch_decode_value(r->decoder, node, &a_bool, &absent))
        return NULL;
    ch_condition *c = new_condition(r, CH_OP_NO_DATA);
    if (c != NULL)
        c->name = CH_LITERAL("data");
    return absent == CH_YES ? c : negate(r, c);
}

static const struct matcher data_matchers[] = {
    {"includes", match_includes},
    {"within", match_within},
    {"absent", match_no_data},
};

static const char *const data_matcher_names[] = {"includes", "within", "absent", NULL};

/* ---- a name and what it must be ---- */

/* Several matchers of one name mean "and". */
static ch_condition *read_matchers(const reader *r, const ch_variable *v, const ch_node *map,
                                   const struct matcher *table, const char *const *names)
{
    ch_condition *all = new_condition(r, CH_OP_ALL);
    if (all == NULL)
        return NULL;
    bool good = true;
    for (const ch_node *entry = map->first; entry != NULL; entry = entry->next) {
        int index = ch_word_index(names, entry->key->text);
        if (index < 0) {
            fault(r, CH_KEY_UNKNOWN, entry->key->span,
                  ch_say1("\"%s\" is not a way to compare", entry->key->text),
                  ch_help_with_words(arena_of(r), entry->key->text, names));
            good = false;
            continue;
        }
        if (ch_node_absent(entry))
            continue;
        ch_condition *c = table[index].read(r, v, entry);
        if (c != NULL)
            add_child(all, c);
        good = good && c != NULL;
    }
    return good ? all : NULL;
}

static ch_condition *read_data(const reader *r, const ch_node *node)
{
    if (node->kind == CH_MAP)
        return read_matchers(r, NULL, node, data_matchers, data_matcher_names);
    return fault(r, CH_CONDITION_FORM, ch_node_caret(node),
                 ch_say("\"data\" is a set of classes: it is compared by includes or within"),
                 ch_say1("write data: {includes: %s}",
                         node->kind == CH_SCALAR ? node->text : CH_LITERAL("class")));
}

/* `activity: x` and `tool: x` are short for their ids. */
static ch_text full_name(ch_text name)
{
    if (ch_text_is(name, "activity"))
        return CH_LITERAL("activity.id");
    if (ch_text_is(name, "tool"))
        return CH_LITERAL("tool.id");
    return name;
}

static const ch_variable *find_variable(const reader *r, ch_text name)
{
    for (uint32_t i = 0; i < r->scope->count; i++)
        if (ch_text_same(r->scope->variables[i].name, name))
            return &r->scope->variables[i];
    return NULL;
}

static const char *const logic_names[] = {"all", "any", "not", "data", NULL};

static bool is_known_name(const reader *r, ch_text name)
{
    return ch_word_index(logic_names, name) >= 0 || find_variable(r, full_name(name)) != NULL;
}

static void *complain_name(const reader *r, const ch_node *entry)
{
    ch_suggestion suggestion = ch_suggest(entry->key->text);
    for (uint32_t i = 0; i < r->scope->count; i++)
        ch_suggest_try(&suggestion, r->scope->variables[i].name);
    for (const char *const *word = logic_names; *word != NULL; word++)
        ch_suggest_try(&suggestion, ch_text_of(*word));
    return fault(r, CH_KEY_UNKNOWN, entry->key->span,
                 ch_say1("there is no fact \"%s\" that a condition could read", entry->key->text),
                 suggestion.best.at != NULL
                     ? ch_say1("did you mean \"%s\"?", suggestion.best)
                     : ch_say("names begin with usage., facts., activity. or tool., or are data"));
}

static ch_condition *read_condition(const reader *r, const ch_node *node);

static ch_condition *read_list(const reader *r, const ch_node *node, ch_op op)
{
    if (node->kind != CH_LIST || node->count == 0)
        return fault(r, CH_CONDITION_FORM, node->key->span,
                     ch_say1("\"%s\" takes a list of conditions, at least one", node->key->text),
                     ch_say("write each after a dash"));
    ch_condition *whole = new_condition(r, op);
    if (whole == NULL)
        return NULL;
    bool good = true;
    for (const ch_node *item = node->first; item != NULL; item = item->next) {
        ch_condition *c = read_condition(r, item);
        if (c != NULL)
            add_child(whole, c);
        good = good && c != NULL;
    }
    return good ? whole : NULL;
}

static ch_condition *read_entry(const reader *r, const ch_node *entry)
{
    ch_text key = entry->key->text;
    if (ch_text_is(key, "all"))
        return read_list(r, entry, CH_OP_ALL);
    if (ch_text_is(key, "any"))
        return read_list(r, entry, CH_OP_ANY);
    if (ch_text_is(key, "not"))
        return negate(r, read_condition(r, entry));
    if (ch_text_is(key, "data"))
        return read_data(r, entry);
    const ch_variable *v = find_variable(r, full_name(key));
    if (v == NULL)
        return complain_name(r, entry);
    if (entry->kind == CH_MAP)
        return read_matchers(r, v, entry, matchers, matcher_names);
    return match_equal(r, v, entry);
}

static ch_condition *read_condition(const reader *r, const ch_node *node)
{
    if (node->kind == CH_SCALAR)
        return fault(r, CH_CONDITION_UNSUPPORTED, node->span,
                     ch_say("a condition written as a text (CEL) is not yet supported"),
                     ch_say("write it as a mapping: {usage.output: public}"));
    if (!ch_decode_map(r->decoder, node))
        return NULL;
    ch_condition *all = new_condition(r, CH_OP_ALL);
    if (all == NULL)
        return NULL;
    bool good = true;
    for (const ch_node *entry = node->first; entry != NULL; entry = entry->next) {
        if (ch_node_absent(entry) && is_known_name(r, entry->key->text))
            continue;
        ch_condition *c = read_entry(r, entry);
        if (c != NULL)
            add_child(all, c);
        good = good && c != NULL;
    }
    return good ? all : NULL;
}

const ch_condition *ch_condition_read(const ch_condition_reader *r, const ch_node *node)
{
    return read_condition(r, node);
}
