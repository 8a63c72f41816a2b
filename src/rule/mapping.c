/* The mapping spelling of conditions: maps of names to matchers, for people who do not program.
 *
 *     tool.hosting: {not: internal}
 *     any: [{usage.output: public}, {usage.volume.requests: {at-least: 100}}]
 *
 * It makes the nodes that CEL's parser would have made, so that there is one evaluator and one checker; unlike a
 * text's, their places are the file's from the start. */
#include "base/suggest.h"
#include "rule/condition_build.h"
#include "tree/correction.h"
#include "tree/misread.h"

typedef ch_condition_making reader;

static const ch_decoder *decoder_of(const reader *r)
{
    return r->reader->decoder;
}

static ch_arena *arena_of(const reader *r)
{
    return decoder_of(r)->arena;
}

static const ch_scope *scope_of(const reader *r)
{
    return r->reader->scope;
}

static void *no_memory(const reader *r)
{
    decoder_of(r)->diagnostics->failed = true;
    return NULL;
}

static void *fault(const reader *r, ch_code code, ch_span span, ch_message message, ch_message help)
{
    ch_error_at(decoder_of(r)->diagnostics, code, decoder_of(r)->source, span, message, help);
    return NULL;
}

/* ---- nodes ---- */

/* Conditions that must hold together, or of which one must: their number is that of the file's entries. */
typedef struct conditions {
    ch_cel_node **items;
    uint32_t count;
    bool good;
} conditions;

/* In the charter's arena: the nodes keep pointing at it. */
static conditions room_for(const reader *r, uint32_t most)
{
    conditions list = {.items = ch_arena_take_many(arena_of(r), most == 0 ? 1 : most, sizeof(ch_cel_node *))};
    list.good = list.items != NULL;
    if (!list.good)
        no_memory(r);
    return list;
}

/* A condition that was refused leaves the list not good, and reading goes on: all faults are told. */
static void add(conditions *list, ch_cel_node *condition)
{
    if (condition != NULL && list->items != NULL)
        list->items[list->count++] = condition;
    list->good = list->good && condition != NULL;
}

static ch_cel_node *join(reader *r, ch_cel_op op, ch_span span, const conditions *list)
{
    return list->good ? ch_cel_combine(&r->unit, op, span, list->items, list->count) : NULL;
}

static ch_cel_node *negate(reader *r, ch_cel_node *inner)
{
    return inner == NULL ? NULL : ch_cel_combine(&r->unit, CH_CEL_NOT, inner->span, &inner, 1);
}

/* A comparison, made of the nodes that CEL would have made. */
static ch_cel_node *finish(reader *r, ch_cel_node *made)
{
    const ch_cel *finished = made == NULL ? NULL : ch_cel_finish(&r->unit, made);
    return finished == NULL ? NULL : made;
}

static ch_cel_node *read_variable(reader *r, const ch_variable *v, ch_span span)
{
    return ch_cel_make_variable(&r->unit, CH_CEL_VARIABLE, CH_CEL_SLOT((uint32_t)(v - scope_of(r)->variables)), span);
}

static ch_cel_node *compare(reader *r, const ch_variable *v, const char *function, bool receiver, const ch_node *node,
                            ch_cel_node *with)
{
    ch_cel_node *args[2] = {with == NULL ? NULL : read_variable(r, v, node->span), with};
    return args[0] == NULL ? NULL : finish(r, ch_cel_make_call(&r->unit, function, receiver, node->span, args, 2));
}

static ch_cel_node *presence(reader *r, uint32_t slot, const ch_node *node)
{
    static const ch_field a_bool = {.type = CH_BOOL};
    ch_answer absent;
    if (!ch_decode_value(decoder_of(r), node, &a_bool, &absent))
        return NULL;
    ch_cel_node *made = finish(r, ch_cel_make_variable(&r->unit, CH_CEL_PRESENT, slot, node->span));
    if (made != NULL)
        made->quiet = true; /* whoever writes `absent` has thought of it */
    return absent == CH_YES ? negate(r, made) : made;
}

/* ---- values ---- */

/* Linear, when the charter loads alone. */
static int find_text(const ch_text *words, uint32_t count, ch_text word)
{
    for (uint32_t i = 0; i < count; i++)
        if (ch_text_same(words[i], word))
            return (int)i;
    return -1;
}

/* An error and no warning: a word that no declaration can hold is a slip of the pen. */
static bool error_never(const reader *r, const ch_variable *v, const ch_node *node)
{
    fault(r, CH_CONDITION_NEVER, node->span, ch_say2("\"%1$s\" can never be \"%2$s\"", v->name, node->text),
          ch_help_with_texts(arena_of(r), node->text, v->words, v->word_count));
    return false;
}

static bool read_word(const reader *r, const ch_variable *v, const ch_node *node, ch_cel_value *out)
{
    if (v->closed && find_text(v->words, v->word_count, node->text) < 0)
        return error_never(r, v, node);
    *out = ch_cel_string(node->text);
    return true;
}

static bool read_int(const reader *r, const ch_node *node, ch_cel_value *out)
{
    *out = ch_cel_int(0);
    if (ch_text_to_int(node->text, &out->integer))
        return true;
    fault(r, CH_VALUE_TYPE, node->span, ch_say1("\"%s\" is not a whole number", node->text),
          ch_help_count(arena_of(r), node->text));
    return false;
}

static bool read_number(const reader *r, const ch_node *node, ch_cel_value *out)
{
    static const ch_field a_number = {.type = CH_NUMBER};
    *out = ch_cel_double(0);
    return ch_decode_value(decoder_of(r), node, &a_number, &out->number);
}

static bool read_bool(const reader *r, const ch_node *node, ch_cel_value *out)
{
    static const ch_field a_bool = {.type = CH_BOOL};
    ch_answer answer = CH_UNSAID;
    bool good = ch_decode_value(decoder_of(r), node, &a_bool, &answer);
    *out = ch_cel_bool(answer == CH_YES);
    return good;
}

static bool read_date(const reader *r, const ch_node *node, ch_cel_value *out)
{
    static const ch_field a_date = {.type = CH_DATE};
    ch_day day = 0;
    bool good = ch_decode_value(decoder_of(r), node, &a_date, &day);
    *out = ch_cel_of_day(day);
    return good;
}

static bool read_value(const reader *r, const ch_variable *v, const ch_node *node, ch_cel_value *out)
{
    if (!ch_decode_scalar(decoder_of(r), node, SIZE_MAX))
        return false;
    switch (v->kind) {
    case CH_VALUE_BOOL:
        return read_bool(r, node, out);
    case CH_VALUE_DATE:
        return read_date(r, node, out);
    case CH_VALUE_INT:
        return read_int(r, node, out);
    case CH_VALUE_NUMBER:
        return read_number(r, node, out);
    default:
        return read_word(r, v, node, out);
    }
}

/* A null among the values of a list stands for nothing that could be meant. */
static bool is_there(const reader *r, const ch_node *value)
{
    if (!ch_node_absent(value))
        return true;
    fault(r, CH_VALUE_EMPTY, value->span, ch_say("this is empty"), ch_say("write a value, or leave the key out"));
    return false;
}

static ch_cel_node *read_constant(reader *r, const ch_variable *v, const ch_node *node)
{
    ch_cel_value value;
    return is_there(r, node) && read_value(r, v, node, &value) ? ch_cel_make_constant(&r->unit, value, node->span)
                                                               : NULL;
}

/* ---- matchers of a name ---- */

static ch_cel_node *match_equal(reader *r, const ch_variable *v, const ch_node *node)
{
    return compare(r, v, "_==_", false, node, read_constant(r, v, node));
}

/* The opposite of unknown is unknown: an absent fact is neither equal nor different. */
static ch_cel_node *match_not(reader *r, const ch_variable *v, const ch_node *node)
{
    return negate(r, match_equal(r, v, node));
}

/* A list in which a comma may have cut a decimal is refused before its numbers are read. */
static ch_cel_node *match_in(reader *r, const ch_variable *v, const ch_node *node)
{
    if (node->kind != CH_LIST)
        return fault(r, CH_VALUE_TYPE, ch_node_caret(node), ch_say("this must be a list"),
                     ch_say("write the values in brackets: {in: [first, second]}"));
    ch_text meant;
    if ((v->kind == CH_VALUE_NUMBER || v->kind == CH_VALUE_INT) &&
        ch_list_misread(decoder_of(r)->source, arena_of(r), node, &meant))
        return fault(r, CH_VALUE_FORM, ch_node_caret(node),
                     ch_say("a comma without a space after it: it may be meant as a decimal point"),
                     ch_say1("write %s, or a space after every comma", meant));
    conditions values = room_for(r, node->count);
    for (const ch_node *item = node->first; item != NULL; item = item->next)
        add(&values, read_constant(r, v, item));
    if (!values.good)
        return NULL;
    return compare(r, v, "@in", false, node,
                   ch_cel_make(&r->unit, CH_CEL_MAKE_LIST, node->span, values.items, values.count));
}

static ch_cel_node *match_not_in(reader *r, const ch_variable *v, const ch_node *node)
{
    return negate(r, match_in(r, v, node));
}

static bool is_ordered(ch_value_kind kind)
{
    return kind == CH_VALUE_INT || kind == CH_VALUE_NUMBER || kind == CH_VALUE_DATE || kind == CH_VALUE_RANK;
}

/* `operator` compares what CEL has an order for, `function` ranks. Ranks are compared by functions of the scope,
 * since CEL's own order of strings is that of their letters. */
static ch_cel_node *match_order(reader *r, const ch_variable *v, const ch_node *node, const char *operator,
                                const char * function)
{
    if (!is_ordered(v->kind))
        return fault(r, CH_CONDITION_FORM, node->key->span,
                     ch_say2("\"%1$s\" has no order: \"%2$s\" cannot compare it", v->name, node->key->text),
                     ch_say("numbers, dates and autonomy have an order; list the values with in: […]"));
    bool rank = v->kind == CH_VALUE_RANK;
    return compare(r, v, rank ? function : operator, rank, node, read_constant(r, v, node));
}

static ch_cel_node *match_at_least(reader *r, const ch_variable *v, const ch_node *node)
{
    return match_order(r, v, node, "_>=_", "atLeast");
}

static ch_cel_node *match_at_most(reader *r, const ch_variable *v, const ch_node *node)
{
    return match_order(r, v, node, "_<=_", "atMost");
}

/* Compiled here, where its faults can be told within the scalar. */
static ch_pattern *compile(reader *r, const ch_node *node)
{
    ch_pattern_fault refused;
    ch_pattern *pattern = ch_pattern_compile(node->text, CH_RE2, arena_of(r), &refused);
    if (pattern == NULL && refused.message == NULL)
        return no_memory(r);
    if (pattern == NULL)
        return fault(r, CH_PATTERN_INVALID, ch_pattern_place(&refused, decoder_of(r)->source, node, arena_of(r)),
                     ch_pattern_message(&refused), ch_say("matches takes a pattern of RE2's language"));
    return r->reader->keep_pattern(r->reader->context, pattern) ? pattern : no_memory(r);
}

/* Pattern and text are bounded: CH_PATTERN_MAX bytes, and the matcher's limits when it runs. */
static ch_cel_node *match_pattern(reader *r, const ch_variable *v, const ch_node *node)
{
    if (v->kind != CH_VALUE_TEXT)
        return fault(r, CH_CONDITION_FORM, node->key->span,
                     ch_say1("\"%s\" is not a text: a pattern cannot match it", v->name),
                     ch_say("compare it with a value"));
    if (!ch_decode_scalar(decoder_of(r), node, CH_PATTERN_MAX))
        return NULL;
    const ch_pattern *pattern = compile(r, node);
    ch_cel_node *args[2] = {pattern == NULL ? NULL : read_variable(r, v, node->span), NULL};
    if (args[0] == NULL)
        return NULL;
    args[1] = ch_cel_make_constant(&r->unit, ch_cel_string(node->text), node->span);
    ch_cel_node *call = ch_cel_make_call(&r->unit, "matches", true, node->span, args, 2);
    if (call != NULL)
        call->pattern = pattern;
    return finish(r, call);
}

static ch_cel_node *match_absent(reader *r, const ch_variable *v, const ch_node *node)
{
    return presence(r, CH_CEL_SLOT((uint32_t)(v - scope_of(r)->variables)), node);
}

/* clang-format off */
#define MATCHERS(matcher) \
    matcher("not", match_not) matcher("in", match_in) matcher("not-in", match_not_in) \
    matcher("matches", match_pattern) matcher("at-least", match_at_least) matcher("at-most", match_at_most) \
    matcher("absent", match_absent)

#define DATA_MATCHERS(matcher) \
    matcher("includes", match_includes) matcher("within", match_within) matcher("absent", match_no_data)
/* clang-format on */

#define MATCHER_ROW(name, function)  {name, function},
#define MATCHER_WORD(name, function) name,

static const struct matcher {
    const char *name;
    ch_cel_node *(*read)(reader *, const ch_variable *, const ch_node *);
} matchers[] = {MATCHERS(MATCHER_ROW)};

const char *const ch_matcher_words[] = {MATCHERS(MATCHER_WORD) NULL};

/* ---- matchers of `data` ---- */

static ch_cel_node *match_classes(reader *r, const ch_node *node, const char *function)
{
    const ch_scope *scope = scope_of(r);
    if (!ch_decode_scalar(decoder_of(r), node, CH_NAME_MAX))
        return NULL;
    if (find_text(scope->classes, scope->class_count, node->text) < 0)
        return fault(r, CH_REFERENCE_UNKNOWN, node->span, ch_say1("the charter has no data class \"%s\"", node->text),
                     ch_help_with_texts(arena_of(r), node->text, scope->classes, scope->class_count));
    ch_cel_node *args[2] = {ch_cel_make_variable(&r->unit, CH_CEL_VARIABLE, CH_DATA_SLOT, node->span), NULL};
    if (args[0] == NULL)
        return NULL;
    args[1] = ch_cel_make_constant(&r->unit, ch_cel_string(node->text), node->span);
    return finish(r, ch_cel_make_call(&r->unit, function, true, node->span, args, 2));
}

static ch_cel_node *match_includes(reader *r, const ch_variable *v, const ch_node *node)
{
    (void)v;
    return match_classes(r, node, "includes");
}

static ch_cel_node *match_within(reader *r, const ch_variable *v, const ch_node *node)
{
    (void)v;
    return match_classes(r, node, "within");
}

static ch_cel_node *match_no_data(reader *r, const ch_variable *v, const ch_node *node)
{
    (void)v;
    return presence(r, CH_DATA_SLOT, node);
}

static const struct matcher data_matchers[] = {DATA_MATCHERS(MATCHER_ROW)};

const char *const ch_data_matcher_words[] = {DATA_MATCHERS(MATCHER_WORD) NULL};

/* ---- a name and what it must be ---- */

/* Several matchers of one name mean "and". */
static ch_cel_node *read_matchers(reader *r, const ch_variable *v, const ch_node *map, const struct matcher *table,
                                  const char *const *names)
{
    conditions all = room_for(r, map->count);
    for (const ch_node *entry = map->first; entry != NULL; entry = entry->next) {
        int index = ch_word_index(names, entry->key->text);
        if (index < 0) {
            ch_message bare = ch_help_bare_key(decoder_of(r)->source, arena_of(r), entry->key);
            fault(r, CH_KEY_UNKNOWN, entry->key->span, ch_say1("\"%s\" is not a way to compare", entry->key->text),
                  bare.text != NULL ? bare : ch_help_with_words(arena_of(r), entry->key->text, names));
            all.good = false;
        } else if (!ch_node_absent(entry)) {
            add(&all, table[index].read(r, v, entry));
        }
    }
    return join(r, CH_CEL_ALL, map->span, &all);
}

/* No plain value: "data: personal" could mean that it is among them, or that nothing else is. */
static ch_cel_node *read_data(reader *r, const ch_node *node)
{
    if (node->kind == CH_MAP)
        return read_matchers(r, NULL, node, data_matchers, ch_data_matcher_words);
    return fault(r, CH_CONDITION_FORM, ch_node_caret(node),
                 ch_say("\"data\" is a set of classes: it is compared by includes or within"),
                 ch_say1("write data: {includes: %s}", node->kind == CH_SCALAR ? node->text : CH_LITERAL("class")));
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

/* Linear in the names of the scope, when the charter loads alone. */
static const ch_variable *find_variable(const reader *r, ch_text name)
{
    for (uint32_t i = 0; i < scope_of(r)->count; i++)
        if (ch_text_same(scope_of(r)->variables[i].name, name))
            return &scope_of(r)->variables[i];
    return NULL;
}

const char *const ch_logic_words[] = {"all", "any", "not", "data", NULL};

static bool is_known_name(const reader *r, ch_text name)
{
    return ch_word_index(ch_logic_words, name) >= 0 || find_variable(r, full_name(name)) != NULL;
}

/* A text in CEL that holds ": " is a mapping to YAML. */
static bool looks_like_cel(ch_text key)
{
    return ch_text_find(key, ' ') != NULL || ch_text_find(key, '(') != NULL;
}

static void *error_name(const reader *r, const ch_node *entry)
{
    ch_suggestion suggestion = ch_suggest(entry->key->text);
    for (uint32_t i = 0; i < scope_of(r)->count; i++)
        ch_suggest_try(&suggestion, scope_of(r)->variables[i].name);
    ch_suggest_try(&suggestion, CH_LITERAL("activity"));
    ch_suggest_try(&suggestion, CH_LITERAL("tool"));
    for (const char *const *word = ch_logic_words; *word != NULL; word++)
        ch_suggest_try(&suggestion, ch_text_of(*word));
    ch_message bare = ch_help_bare_key(decoder_of(r)->source, arena_of(r), entry->key);
    return fault(r, CH_KEY_UNKNOWN, entry->key->span,
                 ch_say1("there is no fact \"%s\" that a condition could read", entry->key->text),
                 bare.text != NULL            ? bare
                 : suggestion.best.at != NULL ? ch_say1("did you mean \"%s\"?", suggestion.best)
                 : looks_like_cel(entry->key->text)
                     ? ch_say("to write an expression that holds \": \", put it in quotes")
                     : ch_say("names begin with usage., facts., activity. or tool., or are data"));
}

/* Either spelling may stand within the other's lists. Recursion is bounded by the depth of the document. */
static ch_cel_node *read_condition(reader *r, const ch_node *node)
{
    if (node->kind == CH_SCALAR)
        return is_there(r, node) ? ch_condition_read_text(r, node) : NULL;
    return ch_condition_read_mapping(r, node);
}

/* "any" of nothing would be false, "all" of nothing true: neither is meant. */
static ch_cel_node *read_list(reader *r, const ch_node *node, ch_cel_op op)
{
    if (node->kind != CH_LIST || node->count == 0)
        return fault(r, CH_CONDITION_FORM, node->key->span,
                     ch_say1("\"%s\" takes a list of conditions, at least one", node->key->text),
                     ch_say("write each after a dash"));
    conditions list = room_for(r, node->count);
    for (const ch_node *item = node->first; item != NULL; item = item->next)
        add(&list, read_condition(r, item));
    return join(r, op, node->span, &list);
}

static ch_cel_node *read_entry(reader *r, const ch_node *entry)
{
    ch_text key = entry->key->text;
    if (ch_text_is(key, "all"))
        return read_list(r, entry, CH_CEL_ALL);
    if (ch_text_is(key, "any"))
        return read_list(r, entry, CH_CEL_ANY);
    if (ch_text_is(key, "not"))
        return negate(r, read_condition(r, entry));
    if (ch_text_is(key, "data"))
        return read_data(r, entry);
    const ch_variable *v = find_variable(r, full_name(key));
    if (v == NULL)
        return error_name(r, entry);
    if (entry->kind == CH_MAP)
        return read_matchers(r, v, entry, matchers, ch_matcher_words);
    return match_equal(r, v, entry);
}

/* Several keys mean "and". A null is an absent key, but one of no name is told: its name is misspelt, or a comma has
 * cut a value. */
ch_cel_node *ch_condition_read_mapping(reader *making, const ch_node *node)
{
    if (!ch_decode_map(decoder_of(making), node))
        return NULL;
    conditions all = room_for(making, node->count);
    for (const ch_node *entry = node->first; entry != NULL; entry = entry->next)
        if (!ch_node_absent(entry) || !is_known_name(making, entry->key->text))
            add(&all, read_entry(making, entry));
    return join(making, CH_CEL_ALL, node->span, &all);
}
