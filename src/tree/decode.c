/* Decoding located maps by tables of their keys. Values of YAML, of JSON and of cells are the same nodes by then.
 * What a value should have been is said by correction.c and misread.c. Every reader complains by itself, and decoding
 * goes on: one run tells all faults. */
#include "tree/decode.h"

#include "tree/correction.h"
#include "tree/misread.h"
#include "tree/slip.h"

bool ch_key_is_extension(ch_text key)
{
    return ch_text_begins(key, "x-");
}

int ch_word_index(const char *const *words, ch_text text)
{
    for (int i = 0; words[i] != NULL; i++)
        if (ch_text_is(text, words[i]))
            return i;
    return -1;
}

/* Adds ", word" to a list in `buffer`. */
static void list_word(ch_buffer *buffer, ch_text word)
{
    if (buffer->length > 0)
        ch_buffer_literal(buffer, ", ");
    ch_buffer_add(buffer, word);
}

static ch_text keep_list(ch_arena *arena, ch_buffer *buffer)
{
    ch_text kept = ch_arena_text(arena, ch_buffer_text(buffer));
    arena->failed = arena->failed || buffer->failed;
    ch_buffer_clear(buffer);
    return kept;
}

ch_message ch_help_with_words(ch_arena *arena, ch_text word, const char *const *known)
{
    ch_suggestion suggestion = ch_suggest(word);
    ch_buffer all = ch_buffer_init(4096);
    for (; *known != NULL; known++) {
        ch_suggest_try(&suggestion, ch_text_of(*known));
        list_word(&all, ch_text_of(*known));
    }
    ch_text list = keep_list(arena, &all);
    if (suggestion.best.at != NULL)
        return ch_of_ours(ch_say1("did you mean \"%s\"?", suggestion.best), 1);
    return ch_of_ours(ch_say1("write one of: %s", list), 1);
}

static void error_at(const ch_decoder *d, ch_code code, ch_span span, ch_message message, ch_message help)
{
    ch_error_at(d->diagnostics, code, d->source, span, message, help);
}

void ch_error_choice(const ch_decoder *d, const ch_node *node, const char *const *choices)
{
    error_at(d, CH_VALUE_CHOICE, ch_node_caret(node),
             node->key == NULL ? ch_say1("\"%s\" is not one of the words that may stand here", node->text)
                               : ch_of_ours(ch_say2("\"%1$s\" is not one of the words that \"%2$s\" takes", node->text,
                                                    node->key->text),
                                            2),
             ch_help_with_words(d->arena, node->text, choices));
}

bool ch_decode_map(const ch_decoder *d, const ch_node *node)
{
    if (node->kind == CH_MAP)
        return true;
    ch_slip slip = {ch_node_caret(node), ch_say("this must be a mapping of keys to values"),
                    ch_say("write \"key: value\" lines below it, indented by two spaces")};
    ch_find_glued_key(d->source, d->arena, node, &slip);
    error_at(d, CH_VALUE_TYPE, slip.span, slip.message, slip.help);
    return false;
}

bool ch_decode_scalar(const ch_decoder *d, const ch_node *node, size_t most)
{
    if (node->kind != CH_SCALAR) {
        error_at(d, CH_VALUE_TYPE, ch_node_caret(node), ch_say("this must be a single value, not a list or a mapping"),
                 ch_say("write one word or one text after the colon"));
        return false;
    }
    if (node->text.length > most) {
        error_at(d, CH_LIMIT_TEXT, node->span,
                 ch_of_ours(ch_say1("this is longer than %s bytes", ch_text_int(d->arena, (int64_t)most)), 1),
                 ch_say("shorten it"));
        return false;
    }
    return true;
}

/* A null, or quotes with nothing in them: a name must say something. */
static bool empty(const ch_decoder *d, const ch_node *node)
{
    if (node->text.length > 0 && !ch_node_absent(node))
        return false;
    error_at(d, CH_VALUE_EMPTY, node->span, ch_say("this is empty"), ch_say("write a value, or leave the key out"));
    return true;
}

/* ---- one function a type: it reads `node` into `at` ---- */

/* A text has no bound of its own: the syntax has one (CH_YAML_TEXT_MAX). */
static bool read_text(const ch_decoder *d, const ch_node *node, const ch_field *field, void *at)
{
    size_t most = field->type == CH_TEXT ? SIZE_MAX : CH_NAME_MAX;
    if (!ch_decode_scalar(d, node, most) || (field->type == CH_NAME && empty(d, node)))
        return false;
    *(ch_text *)at = node->text;
    return true;
}

static bool read_id(const ch_decoder *d, const ch_node *node, const ch_field *field, void *at)
{
    (void)field;
    if (!ch_decode_scalar(d, node, CH_NAME_MAX))
        return false;
    if (!ch_text_is_id(node->text)) {
        error_at(d, CH_ID_FORM, node->span, ch_say1("\"%s\" is not an id", node->text),
                 ch_say("ids have small letters, digits and hyphens, and begin with a letter or a digit"));
        return false;
    }
    *(ch_text *)at = node->text;
    return true;
}

static const char *const lang_names[] = {[CHARTER_EN] = "en", [CHARTER_FR] = "fr", NULL};

/* A language that the program does not speak is kept for readers who do: it is the plain text where no
 * other is given. */
static bool read_words(const ch_decoder *d, const ch_node *node, const ch_field *field, void *at)
{
    (void)field;
    ch_localized *words = at;
    if (node->kind == CH_SCALAR) {
        words->plain = node->text;
        return true;
    }
    if (!ch_decode_map(d, node))
        return false;
    bool good = true;
    for (const ch_node *entry = node->first; entry != NULL; entry = entry->next) {
        ch_text lang = entry->key->text;
        bool named =
            lang.length == 2 && lang.at[0] >= 'a' && lang.at[0] <= 'z' && lang.at[1] >= 'a' && lang.at[1] <= 'z';
        if (!named) {
            error_at(d, CH_KEY_UNKNOWN, entry->key->span, ch_say1("\"%s\" is not the code of a language", lang),
                     ch_say("write a text, or a mapping such as {fr: …, en: …}"));
            good = false;
            continue;
        }
        if (ch_node_absent(entry))
            continue;
        if (!ch_decode_scalar(d, entry, SIZE_MAX)) {
            good = false;
            continue;
        }
        int known = ch_word_index(lang_names, lang);
        if (known >= 0)
            words->in[known] = entry->text;
        else if (words->plain.at == NULL)
            words->plain = entry->text;
    }
    return good;
}

/* YAML 1.2's words (10.3.2) in small letters alone: yes, on and True are corrected, never read. */
static bool read_bool(const ch_decoder *d, const ch_node *node, const ch_field *field, void *at)
{
    (void)field;
    if (!ch_decode_scalar(d, node, CH_NAME_MAX))
        return false;
    bool yes = ch_text_is(node->text, "true");
    if (!yes && !ch_text_is(node->text, "false")) {
        error_at(d, CH_VALUE_TYPE, node->span, ch_say1("\"%s\" is neither true nor false", node->text),
                 ch_help_bool(node->text));
        return false;
    }
    *(ch_answer *)at = yes ? CH_YES : CH_NO;
    return true;
}

static bool read_count(const ch_decoder *d, const ch_node *node, const ch_field *field, void *at)
{
    (void)field;
    int64_t value;
    if (!ch_decode_scalar(d, node, CH_NAME_MAX))
        return false;
    if (!ch_text_to_int(node->text, &value) || value < 0) {
        error_at(d, CH_VALUE_TYPE, node->span, ch_say1("\"%s\" is not a whole number from 0 on", node->text),
                 ch_help_count(d->arena, node->text));
        return false;
    }
    *(ch_count *)at = (ch_count){true, value};
    return true;
}

static bool read_number(const ch_decoder *d, const ch_node *node, const ch_field *field, void *at)
{
    (void)field;
    if (!ch_decode_scalar(d, node, CH_NAME_MAX))
        return false;
    if (!ch_text_to_number(node->text, at)) {
        error_at(d, CH_VALUE_TYPE, node->span, ch_say1("\"%s\" is not a number", node->text),
                 ch_help_number(d->arena, node->text));
        return false;
    }
    return true;
}

/* A calendar date of ISO 8601 that exists. */
static bool read_date(const ch_decoder *d, const ch_node *node, const ch_field *field, void *at)
{
    (void)field;
    if (!ch_decode_scalar(d, node, CH_NAME_MAX))
        return false;
    if (!charter_day_parse(node->text, at)) {
        error_at(d, CH_VALUE_TYPE, node->span,
                 ch_say1(ch_is_date_form(node->text) ? N_("\"%s\" is not a date that exists")
                                                     : N_("\"%s\" is not a date as it is written here"),
                         node->text),
                 ch_help_date(d->arena, node->text));
        return false;
    }
    return true;
}

/* Only a register says less than a day: whoever writes a declaration knows it. */
static bool read_days(const ch_decoder *d, const ch_node *node, const ch_field *field, void *at)
{
    ch_days *days = at;
    if (node->days && ch_days_parse(node->text, days))
        return true;
    if (!read_date(d, node, field, &days->first))
        return false;
    days->last = days->first;
    return true;
}

/* A duration of ISO 8601, years to days. */
static bool read_duration(const ch_decoder *d, const ch_node *node, const ch_field *field, void *at)
{
    (void)field;
    if (!ch_decode_scalar(d, node, CH_NAME_MAX))
        return false;
    if (!ch_duration_parse(node->text, at)) {
        error_at(d, CH_VALUE_TYPE, node->span, ch_say1("\"%s\" is not a duration", node->text),
                 ch_help_duration(d->arena, node->text));
        return false;
    }
    return true;
}

/* Counted from 1, so that 0, what a zeroed struct has, is "not said". */
static bool read_choice(const ch_decoder *d, const ch_node *node, const ch_field *field, void *at)
{
    if (!ch_decode_scalar(d, node, CH_NAME_MAX))
        return false;
    int index = ch_word_index(field->choices, node->text);
    if (index < 0) {
        ch_error_choice(d, node, field->choices);
        return false;
    }
    *(int *)at = index + 1;
    return true;
}

/* A comma between digits or in a glob has no blank behind it. */
static bool holds_several(ch_text text)
{
    for (size_t i = 0; i + 1 < text.length; i++)
        if (text.at[i] == ',' && text.at[i + 1] == ' ')
            return true;
    return false;
}

static bool read_names(const ch_decoder *d, const ch_node *node, const ch_field *field, void *at)
{
    (void)field;
    bool good = true;
    if (node->kind == CH_MAP) {
        error_at(d, CH_VALUE_TYPE, ch_node_caret(node), ch_say("this must be a name or a list of names"),
                 ch_say("write the names in brackets: [first, second]"));
        return false;
    }
    if (node->kind == CH_SCALAR && node->plain && holds_several(node->text)) {
        error_at(d, CH_VALUE_FORM, node->span, ch_say("this is one name, though it looks like several"),
                 ch_say("write several in brackets, [first, second]; put one that holds a comma in quotes"));
        return false;
    }
    if (node->kind == CH_SCALAR && node->plain && ch_bullet(node->text) > 0) {
        error_at(d, CH_VALUE_FORM, node->span, ch_say("this is one name, though it looks like items of a list"),
                 ch_say("begin each item on a line of its own, with a hyphen and a space; or write [first, second]"));
        return false;
    }
    for (const ch_node *name = ch_names_first(node); name != NULL; name = ch_names_next(name))
        good = ch_decode_scalar(d, name, CH_NAME_MAX) && !empty(d, name) && good;
    if (good)
        *(const ch_node **)at = node;
    return good;
}

static bool read_node(const ch_decoder *d, const ch_node *node, const ch_field *field, void *at)
{
    if (field->type == CH_ONE && (!ch_decode_scalar(d, node, CH_NAME_MAX) || empty(d, node)))
        return false;
    if (field->type == CH_MAPPING && !ch_decode_map(d, node))
        return false;
    if (field->type == CH_LISTING && node->kind != CH_LIST) {
        error_at(d, CH_VALUE_TYPE, ch_node_caret(node), ch_say("this must be a list"),
                 ch_say("write the items in brackets, or one a line, each after a dash"));
        return false;
    }
    *(const ch_node **)at = node;
    return true;
}

/* A key of a later version is an error: what it asks for would not be checked, and nobody would know. */
static bool read_nothing(const ch_decoder *d, const ch_node *node, const ch_field *field, void *at)
{
    (void)at;
    if (field->type == CH_LATER)
        error_at(d, CH_KEY_UNSUPPORTED, node->key->span,
                 ch_say1("\"%s\" is not yet supported by this version", ch_text_of(field->name)),
                 ch_say("leave it out for now: what it asks for would not be checked"));
    return field->type != CH_LATER;
}

static const char *const type_names[] = {
    [CH_TEXT] = "text",       [CH_NAME] = "name",         [CH_ID] = "id",           [CH_WORDS] = "words",
    [CH_BOOL] = "bool",       [CH_COUNT] = "count",       [CH_NUMBER] = "number",   [CH_DATE] = "date",
    [CH_DAYS] = "date",       [CH_DURATION] = "duration", [CH_CHOICE] = "choice",   [CH_NAMES] = "names",
    [CH_ONE] = "one",         [CH_MAPPING] = "mapping",   [CH_LISTING] = "listing", [CH_ANY] = "any",
    [CH_IGNORED] = "ignored", [CH_LATER] = "later",
};

_Static_assert(sizeof type_names / sizeof *type_names == CH_LATER + 1, "each type has its name");

const char *ch_type_name(ch_type type)
{
    return type_names[type];
}

static bool (*const readers[])(const ch_decoder *, const ch_node *, const ch_field *, void *) = {
    [CH_TEXT] = read_text,         [CH_NAME] = read_text,     [CH_ID] = read_id,       [CH_WORDS] = read_words,
    [CH_BOOL] = read_bool,         [CH_COUNT] = read_count,   [CH_DATE] = read_date,   [CH_DAYS] = read_days,
    [CH_DURATION] = read_duration, [CH_CHOICE] = read_choice, [CH_NAMES] = read_names, [CH_ONE] = read_node,
    [CH_MAPPING] = read_node,      [CH_LISTING] = read_node,  [CH_ANY] = read_node,    [CH_IGNORED] = read_nothing,
    [CH_LATER] = read_nothing,     [CH_NUMBER] = read_number,
};

bool ch_decode_value(const ch_decoder *d, const ch_node *node, const ch_field *field, void *at)
{
    return readers[field->type](d, node, field, at);
}

/* ---- a whole map ---- */

/* Keys mostly come in the table's order: the search begins after the last one found. Most declarations are found in
 * one pass over the table. */
static const ch_field *find_field(const ch_field *fields, const ch_field *hint, ch_text key)
{
    for (const ch_field *field = hint; field->name != NULL; field++)
        if (ch_text_is(key, field->name))
            return field;
    for (const ch_field *field = fields; field != hint; field++)
        if (ch_text_is(key, field->name))
            return field;
    return NULL;
}

/* "tool:" and "name: ChatGPT" in the same column: the key before has no value, and lacks this one. */
static bool lacks_value(const ch_node *before, const ch_field *fields)
{
    return before != NULL && ch_node_absent(before) && before->text.length == 0 &&
           find_field(fields, fields, before->key->text) != NULL;
}

/* `before` is the entry before it, or NULL. Gives the key that is likely meant; NULL where none is. */
static const ch_field *error_unknown(const ch_decoder *d, const ch_node *before, const ch_node *entry,
                                     const ch_field *fields, const char *what)
{
    if (entry->key->plain && ch_text_is(entry->key->text, "<<"))
        return NULL; /* a merge key: the reader has told it */
    ch_suggestion suggestion = ch_suggest(entry->key->text);
    ch_buffer all = ch_buffer_init(4096);
    for (const ch_field *field = fields; field->name != NULL; field++) {
        ch_suggest_try(&suggestion, ch_text_of(field->name));
        list_word(&all, ch_text_of(field->name));
    }
    ch_text list = keep_list(d->arena, &all);
    ch_message message = ch_say2("\"%1$s\" is not a key of %2$s", entry->key->text, ch_text_of(what));
    message.spoken = 2;
    ch_message help = ch_help_bare_key(d->source, d->arena, entry->key);
    bool meant = help.text == NULL && suggestion.best.at != NULL;
    if (meant)
        help = ch_of_ours(ch_say1("did you mean \"%s\"?", suggestion.best), 1);
    else if (help.text == NULL && lacks_value(before, fields))
        help = ch_of_ours(ch_say1("if it belongs to \"%s\" above, indent it by two spaces", before->key->text), 1);
    else if (help.text == NULL)
        help = ch_of_ours(ch_say1("its keys are: %s; keys of your own begin with x-", list), 1);
    error_at(d, CH_KEY_UNKNOWN, entry->key->span, message, help);
    return meant ? find_field(fields, fields, suggestion.best) : NULL;
}

static void *place_in(void *into, const ch_field *field)
{
    return (char *)into + field->offset;
}

/* A key that is null in a declaration leaves the shared one in force: null is absent. */
static bool overridden(const ch_node *map, const ch_node *base_entry)
{
    for (const ch_node *entry = map->first; entry != NULL; entry = entry->next)
        if (ch_text_same(entry->key->text, base_entry->key->text))
            return !ch_node_absent(entry);
    return false;
}

/* `*meant`: the keys, by their rows, that an unknown one is likely to mean: they are not missing too.
 *
 * Linear searches: tables have some twenty rows. An unknown key is an error though its value is null, since a comma
 * may have cut the value: {share: 0,9} has a key 9. */
static void read_entries(const ch_decoder *d, const ch_node *map, const ch_node *over, const ch_field *fields,
                         const char *what, void *into, uint64_t *meant)
{
    const ch_field *hint = fields;
    for (const ch_node *entry = map->first, *before = NULL; entry != NULL; before = entry, entry = entry->next) {
        /* Keys of one's own first: a document may share any number of them among any number of items. */
        if (ch_key_is_extension(entry->key->text) || (over != NULL && overridden(over, entry)))
            continue;
        const ch_field *field = find_field(fields, hint, entry->key->text);
        if (field == NULL) {
            field = error_unknown(d, before, entry, fields, what);
            if (field != NULL && field - fields < 64)
                *meant |= (uint64_t)1 << (field - fields);
            continue;
        }
        hint = field + 1;
        if (!ch_node_absent(entry))
            ch_decode_value(d, entry, field, place_in(into, field));
    }
}

static const ch_node *find_key(const ch_node *map, const char *name)
{
    const ch_node *entry = map == NULL ? NULL : map->first;
    while (entry != NULL && !ch_text_is(entry->key->text, name))
        entry = entry->next;
    return entry;
}

/* At the key, where it stands without a value; else at the map's own key where it has one: what is missing has no
 * place. What nobody decodes and everybody must write is the number of a language. */
static void error_missing(const ch_decoder *d, const ch_node *map, const ch_field *field, const char *what)
{
    const ch_node *empty = find_key(map, field->name);
    ch_text name = ch_text_of(field->name);
    if (empty != NULL) {
        error_at(d, CH_KEY_MISSING, empty->key->span, ch_of_ours(ch_say1("the key \"%s\" has no value", name), 1),
                 ch_say("write it on the same line, after the colon and a space"));
        return;
    }
    ch_span span = map->key != NULL ? map->key->span : map->first != NULL ? map->first->key->span : map->span;
    ch_message message = ch_say2("the key \"%1$s\" is missing from %2$s", name, ch_text_of(what));
    message.spoken = 2;
    message.ours = 1;
    error_at(d, CH_KEY_MISSING, span, message,
             ch_of_ours(ch_say1(field->type == CH_IGNORED ? N_("add a line \"%s: 1\"") : N_("add a line \"%s: …\""),
                                name),
                        1));
}

void ch_decode(const ch_decoder *d, const ch_node *map, const ch_node *base, const ch_field *fields, const char *what,
               void *into)
{
    /* A zeroed day would be a day: absent is CHARTER_NO_DAY or CH_NO_DAYS, and must be so even where the map is none.
     */
    for (const ch_field *field = fields; field->name != NULL; field++)
        if (field->type == CH_DATE)
            *(ch_day *)place_in(into, field) = CHARTER_NO_DAY;
        else if (field->type == CH_DAYS)
            *(ch_days *)place_in(into, field) = CH_NO_DAYS;
    if (!ch_decode_map(d, map))
        return;
    uint64_t meant = 0;
    if (base != NULL)
        read_entries(d, base, map, fields, what, into, &meant);
    read_entries(d, map, NULL, fields, what, into, &meant);
    for (const ch_field *field = fields; field->name != NULL; field++) {
        bool told = field - fields < 64 && (meant >> (field - fields) & 1) != 0;
        if (field->required && !told && ch_node_get(map, field->name) == NULL && ch_node_get(base, field->name) == NULL)
            error_missing(d, map, field, what);
    }
}
