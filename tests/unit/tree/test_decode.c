/* From located maps to structs, by tables of keys. */
#include "unit/support.h"

#include <stdio.h>
#include <stdlib.h>

#include "tree/decode.h"
#include "tree/yaml.h"

static const char *const colours[] = {"red", "green", "blue", NULL};

typedef struct thing {
    ch_text text, name, id;
    ch_localized words;
    ch_answer yes;
    ch_count count;
    double number;
    ch_day date;
    ch_duration lasts;
    int colour;
    const ch_node *names, *one, *mapping, *listing, *any;
} thing;

static const ch_field fields[] = {
    {"text", CH_TEXT, offsetof(thing, text), NULL, false},
    {"name", CH_NAME, offsetof(thing, name), NULL, false},
    {"id", CH_ID, offsetof(thing, id), NULL, false},
    {"words", CH_WORDS, offsetof(thing, words), NULL, false},
    {"yes", CH_BOOL, offsetof(thing, yes), NULL, false},
    {"count", CH_COUNT, offsetof(thing, count), NULL, false},
    {"number", CH_NUMBER, offsetof(thing, number), NULL, false},
    {"date", CH_DATE, offsetof(thing, date), NULL, false},
    {"lasts", CH_DURATION, offsetof(thing, lasts), NULL, false},
    {"colour", CH_CHOICE, offsetof(thing, colour), colours, false},
    {"names", CH_NAMES, offsetof(thing, names), NULL, false},
    {"one", CH_ONE, offsetof(thing, one), NULL, false},
    {"mapping", CH_MAPPING, offsetof(thing, mapping), NULL, false},
    {"listing", CH_LISTING, offsetof(thing, listing), NULL, false},
    {"any", CH_ANY, offsetof(thing, any), NULL, false},
    {"ignored", CH_IGNORED, 0, NULL, false},
    {"later", CH_LATER, 0, NULL, false},
    {NULL, CH_TEXT, 0, NULL, false},
};

typedef struct decoding {
    ch_source source;
    ch_arena arena;
    charter_diagnostics diagnostics;
    ch_decoder decoder;
    ch_node *root;
    thing thing;
} decoding;

static void read_tree(decoding *d, const char *text)
{
    static const ch_yaml_rules rules = {.depth = 32, .nodes = 10000, .aliases = true};
    *d = (decoding){.source = {.name = "usage.yaml", .bytes = ch_text_of(text)}, .thing = {.date = CHARTER_NO_DAY}};
    assert_true(ch_yaml_check_bytes(&d->source, &d->diagnostics));
    assert_int_equal(ch_yaml_read(&d->source, &rules, &d->arena, &d->diagnostics, &d->root), CH_YAML_DOCUMENT);
    d->decoder = (ch_decoder){&d->source, &d->arena, &d->diagnostics};
}

static void decode(decoding *d, const char *text, const ch_field *table)
{
    read_tree(d, text);
    ch_decode(&d->decoder, d->root, NULL, table, "a thing", &d->thing);
}

static void forget(decoding *d)
{
    ch_arena_clear(&d->arena);
    ch_diagnostics_clear(&d->diagnostics);
}

/* ---- telling what a struct holds: absent values are left out ---- */

static void add(char *into, size_t size, const char *what, ch_text text)
{
    size_t length = strlen(into);
    int written = snprintf(into + length, size - length, "%s%s=%.*s", length > 0 ? " " : "", what, (int)text.length,
                           text.at == NULL ? "" : text.at);
    assert_true(written > 0 && (size_t)written < size - length);
}

static void add_names(char *into, size_t size, const char *what, const ch_node *names)
{
    add(into, size, what, CH_LITERAL("("));
    for (const ch_node *name = ch_names_first(names); name != NULL; name = ch_names_next(name)) {
        strncat(into, name->text.at, size - strlen(into) - 1);
        strncat(into, ch_names_next(name) != NULL ? "," : "", size - strlen(into) - 1);
    }
    strncat(into, ")", size - strlen(into) - 1);
}

static const char *tell_thing(const thing *t)
{
    static char into[4096];
    char part[100];
    into[0] = '\0';
    const struct {
        const char *what;
        ch_text text;
    } texts[] = {{"text", t->text},
                 {"name", t->name},
                 {"id", t->id},
                 {"en", t->words.in[CHARTER_EN]},
                 {"fr", t->words.in[CHARTER_FR]},
                 {"plain", t->words.plain}};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        if (texts[i].text.at != NULL)
            add(into, sizeof into, texts[i].what, texts[i].text);
    if (t->yes != CH_UNSAID)
        add(into, sizeof into, "yes", t->yes == CH_YES ? CH_LITERAL("yes") : CH_LITERAL("no"));
    snprintf(part, sizeof part, "%lld", (long long)t->count.value);
    if (t->count.given)
        add(into, sizeof into, "count", ch_text_of(part));
    snprintf(part, sizeof part, "%g", t->number);
    if (t->number != 0)
        add(into, sizeof into, "number", ch_text_of(part));
    if (t->date != CHARTER_NO_DAY) {
        charter_day_format(t->date, part);
        add(into, sizeof into, "date", ch_text_of(part));
    }
    snprintf(part, sizeof part, "%dm%dd", t->lasts.months, t->lasts.days);
    if (t->lasts.given)
        add(into, sizeof into, "lasts", ch_text_of(part));
    if (t->colour != 0)
        add(into, sizeof into, "colour", ch_text_of(colours[t->colour - 1]));
    if (t->names != NULL)
        add_names(into, sizeof into, "names", t->names);
    const struct {
        const char *what;
        const ch_node *node;
    } nodes[] = {{"one", t->one}, {"mapping", t->mapping}, {"listing", t->listing}, {"any", t->any}};
    for (size_t i = 0; i < COUNT_OF(nodes); i++) {
        if (nodes[i].node == NULL)
            continue;
        snprintf(part, sizeof part, "%s%u", nodes[i].node->kind == CH_SCALAR ? "scalar" : "of", nodes[i].node->count);
        add(into, sizeof into, nodes[i].what,
            nodes[i].node->kind == CH_SCALAR ? nodes[i].node->text : ch_text_of(part));
    }
    return into;
}

/* ---- values of every type ---- */

typedef struct test_row {
    const char *name, *text;
    const char *told;
    const char *faults; /* NULL: fine */
} test_row;

static const test_row rows[] = {
    {"an empty map is all absent", "{}", "", NULL},
    {"a text is a scalar", "text: some words", "text=some words", NULL},
    {"a number is a text where a text is wanted", "text: 12", "text=12", NULL},
    {"an empty quoted text is a text", "text: ''", "text=", NULL},
    {"a list is no text", "text: [a]", "", "1:1 value.type"},
    {"a map is no text", "text:\n  a: b", "", "1:1 value.type"},
    {"a name is a scalar", "name: A. Martin", "name=A. Martin", NULL},
    {"an empty name is refused", "name: ''", "", "1:7 value.empty"},
    {"a name in quotes that says null is a name", "name: 'null'", "name=null", NULL},
    {"a list is no name", "name: [a]", "", "1:1 value.type"},
    {"an id is an id", "id: gpt-4o", "id=gpt-4o", NULL},
    {"a quoted id is an id", "id: \"4\"", "id=4", NULL},
    {"capitals are no id", "id: GPT", "", "1:5 id.form"},
    {"an empty id is no id", "id: ''", "", "1:5 id.form"},
    {"a list is no id", "id: [a]", "", "1:1 value.type"},
    {"words are a plain text", "words: Charte", "plain=Charte", NULL},
    {"words are texts by language", "words: {fr: Charte, en: Charter}", "en=Charter fr=Charte", NULL},
    {"a language that is not spoken is kept as the plain text", "words: {de: Charta, fr: Charte}",
     "fr=Charte plain=Charta", NULL},
    {"of languages that are not spoken the first is kept", "words: {de: Charta, it: Carta}", "plain=Charta", NULL},
    {"a language without a text is absent", "words: {fr: , en: Charter}", "en=Charter", NULL},
    {"a word is no language", "words: {french: Charte}", "", "1:9 key.unknown"},
    {"capitals are no language", "words: {FR: Charte}", "", "1:9 key.unknown"},
    {"a list by language is refused", "words: {fr: [Charte]}", "", "1:9 value.type"},
    {"a list is no words", "words: [Charte]", "", "1:1 value.type"},
    {"true is yes", "yes: true", "yes=yes", NULL},
    {"false is no", "yes: false", "yes=no", NULL},
    {"a quoted true is yes: quotes change no type", "yes: \"true\"", "yes=yes", NULL},
    {"yes is no boolean", "yes: yes", "", "1:6 value.type"},
    {"no is no boolean", "yes: no", "", "1:6 value.type"},
    {"on is no boolean", "yes: on", "", "1:6 value.type"},
    {"True is no boolean", "yes: True", "", "1:6 value.type"},
    {"1 is no boolean", "yes: 1", "", "1:6 value.type"},
    {"an empty text is no boolean", "yes: ''", "", "1:6 value.type"},
    {"a list is no boolean", "yes: [true]", "", "1:1 value.type"},
    {"digits are a count", "count: 40", "count=40", NULL},
    {"nought is a count", "count: 0", "count=0", NULL},
    {"quoted digits are a count", "count: '40'", "count=40", NULL},
    {"the largest int64 is a count", "count: 9223372036854775807", "count=9223372036854775807", NULL},
    {"a leading zero is no count", "count: 010", "", "1:8 value.type"},
    {"a negative number is no count", "count: -1", "", "1:8 value.type"},
    {"an underscore is no count", "count: 1_000", "", "1:8 value.type"},
    {"a fraction is no count", "count: 1.5", "", "1:8 value.type"},
    {"more than an int64 is no count", "count: 9223372036854775808", "", "1:8 value.type"},
    {"hexadecimal is no count", "count: 0x1F", "", "1:8 value.type"},
    {"sexagesimal is no count", "count: 12:30:45", "", "1:8 value.type"},
    {"a list is no count", "count: [1]", "", "1:1 value.type"},
    {"a number has a decimal point", "number: -2.5", "number=-2.5", NULL},
    {"a number may have an exponent", "number: 1e3", "number=1000", NULL},
    {"a quoted number is a number", "number: '0.9'", "number=0.9", NULL},
    {"a decimal comma is no number", "number: 0,9", "", "1:9 value.type"},
    {"a leading zero is no number", "number: 007", "", "1:9 value.type"},
    {"a list is no number", "number: [1]", "", "1:1 value.type"},
    {"a day is a date", "date: 2026-03-31", "date=2026-03-31", NULL},
    {"a quoted day is a date", "date: '2026-03-31'", "date=2026-03-31", NULL},
    {"a day that does not exist is no date", "date: 2026-02-30", "", "1:7 value.type"},
    {"a French date is no date", "date: 31/03/2026", "", "1:7 value.type"},
    {"a time is no date", "date: 2026-03-31T00:00:00Z", "", "1:7 value.type"},
    {"a map is no date", "date: {}", "", "1:1 value.type"},
    {"a duration is a duration", "lasts: P1Y2M", "lasts=14m0d", NULL},
    {"days without their P are no duration", "lasts: 30 days", "", "1:8 value.type"},
    {"hours are no duration", "lasts: PT1H", "", "1:8 value.type"},
    {"a list is no duration", "lasts: [P1D]", "", "1:1 value.type"},
    {"the first choice is a choice", "colour: red", "colour=red", NULL},
    {"the last choice is a choice", "colour: blue", "colour=blue", NULL},
    {"another word is no choice", "colour: pink", "", "1:9 value.choice"},
    {"capitals are no choice", "colour: Red", "", "1:9 value.choice"},
    {"an empty text is no choice", "colour: ''", "", "1:9 value.choice"},
    {"a list is no choice", "colour: [red]", "", "1:1 value.type"},
    {"one name is names", "names: a", "names=(a)", NULL},
    {"a list of names is names", "names: [a, b]", "names=(a,b)", NULL},
    {"several names without brackets are no name", "names: a, b", "", "1:8 value.form"},
    {"one name in quotes may hold a comma", "names: 'a, b'", "names=(a, b)", NULL},
    {"a name with a comma within a word is a name", "names: a,b", "names=(a,b)", NULL},
    {"an item may hold a comma", "names:\n- a, b", "names=(a, b)", NULL},
    {"an empty list is names", "names: []", "names=()", NULL},
    {"an absent name in a list is refused", "names: [a, ~]", "", "1:12 value.empty"},
    {"an empty name in a list is refused", "names: [a, '']", "", "1:12 value.empty"},
    {"a list in a list is refused", "names: [a, [b]]", "", "1:12 value.type"},
    {"a map is no names", "names: {a: b}", "", "1:1 value.type"},
    {"every faulty name of a list is told", "names: ['', [b], c, {}]", "",
     "1:9 value.empty; 1:13 value.type; 1:21 value.type"},
    {"a scalar is one value", "one: a", "one=a", NULL},
    {"an empty text is not one value", "one: ''", "", "1:6 value.empty"},
    {"a list is not one value", "one: [a]", "", "1:1 value.type"},
    {"a map is a mapping", "mapping: {a: b}", "mapping=of1", NULL},
    {"an empty map is a mapping", "mapping: {}", "mapping=of0", NULL},
    {"a scalar is no mapping", "mapping: a", "", "1:10 value.type"},
    {"a list is no mapping", "mapping: [a]", "", "1:1 value.type"},
    {"a list is a listing", "listing: [a, b]", "listing=of2", NULL},
    {"a scalar is no listing", "listing: a", "", "1:10 value.type"},
    {"a map is no listing", "listing: {a: b}", "", "1:1 value.type"},
    {"anything is any value", "any: {a: b}", "any=of1", NULL},
    {"a scalar is any value", "any: ''", "any=", NULL},
    {"an ignored key is nobody's business here", "ignored: [1, {a: b}]", "", NULL},
    {"a key that comes later is refused by name", "later: 1", "", "1:1 key.unsupported"},
    {"a key that comes later and is absent is fine", "later:", "", NULL},

    {"null is an absent key, whatever its type",
     "text:\nname: null\nid: ~\nwords:\nyes: null\ncount: ~\ndate:\nlasts: Null\nnumber: NULL\ncolour:\nnames: ~\none:\nmapping:\nlisting:\nany:",
     "", NULL},
    {"keys that begin with x- are nobody's business", "x-note: [a, b]\nx-: 1\ntext: a", "text=a", NULL},
    {"an unknown key is refused", "zzz: 1\ntext: a", "text=a", "1:1 key.unknown"},
    {"an unknown key without a value is refused all the same", "zzz:\ntext: a", "text=a", "1:1 key.unknown"},
    {"letter case makes a key unknown", "Text: a", "", "1:1 key.unknown"},
    {"an empty key is unknown", "'': a", "", "1:1 key.unknown"},
    {"keys may stand in any order", "any: 1\ntext: a\nnames: b\nname: c", "text=a name=c names=(b) any=1", NULL},
    {"all faults are told in one run", "zzz: 1\ncount: x\ndate: y\nid: Z", "",
     "1:1 key.unknown; 2:8 value.type; 3:7 value.type; 4:5 id.form"},
    {"a scalar is no map", "a", "", "1:1 value.type"},
    {"a list is no map", "- a: b", "", "1:1 value.type"},
};

static void decodes(void **state)
{
    const test_row *row = *state;
    decoding d;
    decode(&d, row->text, fields);
    assert_string_equal(tell_diagnostics(&d.diagnostics), row->faults == NULL ? "fine" : row->faults);
    assert_string_equal(tell_thing(&d.thing), row->told);
    forget(&d);
}

static void a_name_has_at_most_1024_bytes_and_a_text_as_many_as_it_likes(void **state)
{
    (void)state;
    static const char *const keys[] = {"name", "id", "names", "one", "text"};
    static char text[1200];
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        for (size_t length = 1024; length <= 1025; length++) {
            int prefix = snprintf(text, sizeof text, "%s: ", keys[i]);
            memset(text + prefix, 'a', length);
            text[(size_t)prefix + length] = '\0';
            decoding d;
            decode(&d, text, fields);
            bool good = length == 1024 || strcmp(keys[i], "text") == 0;
            if ((charter_diagnostics_count(&d.diagnostics) == 0) != good)
                fail_msg("%s of %zu bytes: %s", keys[i], length, tell_diagnostics(&d.diagnostics));
            if (!good)
                assert_string_equal(charter_diagnostic_code(charter_diagnostics_at(&d.diagnostics, 0)), "limit.text");
            forget(&d);
        }
    }
}

/* ---- what is said about it ---- */

static const test_row messages[] = {
    {"a misspelt key has a suggestion", "colours: red",
     "\"colours\" is not a key of a thing [did you mean \"colour\"?]", NULL},
    {"a French key has one", "Identifiant: x", "\"Identifiant\" is not a key of a thing [did you mean \"id\"?]", NULL},
    {"a key in braces without a colon is a text with a comma", "{text: a, b}",
     "\"b\" is not a key of a thing [a comma ends a value in braces: put a text that holds one in quotes]", NULL},
    {"a number in braces without a colon has a decimal point", "{number: 0,9}",
     "\"9\" is not a key of a thing [a comma ends a value in braces: write 0.9, with a decimal point]", NULL},
    {"a key with two letters swapped has a suggestion", "nmae: x",
     "\"nmae\" is not a key of a thing [did you mean \"name\"?]", NULL},
    {"a key in capitals has a suggestion", "DATE: x", "\"DATE\" is not a key of a thing [did you mean \"date\"?]",
     NULL},
    {"a key unlike all others is shown the list", "qqqqqqqq: x",
     "\"qqqqqqqq\" is not a key of a thing [its keys are: text, name, id, words, yes, count, number, date, lasts, colour, names, one, "
     "mapping, listing, any, ignored, later; keys of your own begin with x-]",
     NULL},
    {"a misspelt word has a suggestion", "colour: gren",
     "\"gren\" is not one of the words that \"colour\" takes [did you mean \"green\"?]", NULL},
    {"a word unlike all others is shown the list", "colour: transparent",
     "\"transparent\" is not one of the words that \"colour\" takes [write one of: red, green, blue]", NULL},
};

static void says(void **state)
{
    const test_row *row = *state;
    decoding d;
    decode(&d, row->text, fields);
    assert_string_equal(tell_messages(&d.diagnostics), row->told);
    forget(&d);
}

/* ---- keys that are required ---- */

static const ch_field required[] = {
    {"text", CH_TEXT, offsetof(thing, text), NULL, true},
    {"names", CH_NAMES, offsetof(thing, names), NULL, true},
    {"yes", CH_BOOL, offsetof(thing, yes), NULL, false},
    {NULL, CH_TEXT, 0, NULL, false},
};

static const test_row missings[] = {
    {"what is required and there is fine", "text: a\nnames: b", "text=a names=(b)", NULL},
    {"what is missing is told at the first key", "yes: true\ntext: a", "text=a yes=yes", "1:1 key.missing"},
    {"each missing key is told", "yes: true", "yes=yes", "1:1 key.missing; 1:1 key.missing"},
    {"null is missing", "text: ~\nnames: [a]", "names=(a)", "1:1 key.missing"},
    {"an empty list is not missing", "text: a\nnames: []", "text=a names=()", NULL},
    {"a value of the wrong type is not missing as well", "text: [a]\nnames: b", "names=(b)", "1:1 value.type"},
    {"what is missing from an empty map is told at the map", "{}", "", "1:1 key.missing; 1:1 key.missing"},
};

static void requires(void **state)
{
    const test_row *row = *state;
    decoding d;
    decode(&d, row->text, required);
    assert_string_equal(tell_diagnostics(&d.diagnostics), row->faults == NULL ? "fine" : row->faults);
    assert_string_equal(tell_thing(&d.thing), row->told);
    forget(&d);
}

static void a_key_missing_from_an_entry_is_told_at_the_entrys_key(void **state)
{
    (void)state;
    decoding d;
    read_tree(&d, "first:\n  text: a\nsecond:\n  names: b\n");
    for (const ch_node *entry = d.root->first; entry != NULL; entry = entry->next)
        ch_decode(&d.decoder, entry, NULL, required, "a thing", &d.thing);
    assert_string_equal(tell_diagnostics(&d.diagnostics), "1:1 key.missing; 3:1 key.missing");
    assert_string_equal(tell_messages(&d.diagnostics),
                        "the key \"names\" is missing from a thing [add a line \"names: …\"]; "
                        "the key \"text\" is missing from a thing [add a line \"text: …\"]");
    forget(&d);
}

/* ---- shared keys ---- */

static const test_row shared[] = {
    {"a shared key holds where the map lacks it", "base: {text: a, names: [x, y]}\nmap: {yes: true}",
     "text=a yes=yes names=(x,y)", NULL},
    {"a key replaces the shared one whole", "base: {text: a, names: [x, y]}\nmap: {names: z}", "text=a names=(z)",
     NULL},
    {"a null does not replace a shared key", "base: {text: a, names: b}\nmap: {text: ~}", "text=a names=(b)", NULL},
    {"a shared key is there where one is required", "base: {names: b}\nmap: {text: a}", "text=a names=(b)", NULL},
    {"what both lack is missing", "base: {yes: true}\nmap: {text: a}", "text=a yes=yes", "2:1 key.missing"},
    {"a fault in a shared key is told", "base: {text: a, names: b, yes: maybe}\nmap: {}", "text=a names=(b)",
     "1:32 value.type"},
    {"a fault in a shared key that is replaced is nobody's business",
     "base: {text: a, names: b, yes: maybe}\nmap: {yes: false}", "text=a yes=no names=(b)", NULL},
    {"an unknown shared key is told", "base: {text: a, names: b, zzz: 1}\nmap: {}", "text=a names=(b)",
     "1:27 key.unknown"},
    {"a shared key of one's own is nobody's business", "base: {text: a, names: b, x-zzz: 1}\nmap: {}",
     "text=a names=(b)", NULL},
    {"a fault in a key that replaces a shared one leaves it absent", "base: {text: a, names: b}\nmap: {text: [c]}",
     "names=(b)", "2:7 value.type"},
};

static void shares(void **state)
{
    const test_row *row = *state;
    decoding d;
    read_tree(&d, row->text);
    ch_decode(&d.decoder, ch_node_get(d.root, "map"), ch_node_get(d.root, "base"), required, "a thing", &d.thing);
    assert_string_equal(tell_diagnostics(&d.diagnostics), row->faults == NULL ? "fine" : row->faults);
    assert_string_equal(tell_thing(&d.thing), row->told);
    forget(&d);
}

/* ---- pieces ---- */

static void words_are_found_by_their_place_in_a_list(void **state)
{
    (void)state;
    assert_int_equal(ch_word_index(colours, CH_LITERAL("red")), 0);
    assert_int_equal(ch_word_index(colours, CH_LITERAL("blue")), 2);
    assert_int_equal(ch_word_index(colours, CH_LITERAL("Blue")), -1);
    assert_int_equal(ch_word_index(colours, CH_LITERAL("")), -1);
    assert_int_equal(ch_word_index(colours, (ch_text){"redder", 3}), 0);
}

static void extensions_begin_with_x_and_a_hyphen(void **state)
{
    (void)state;
    assert_true(ch_key_is_extension(CH_LITERAL("x-note")));
    assert_false(ch_key_is_extension(CH_LITERAL("x")));
    assert_false(ch_key_is_extension(CH_LITERAL("xnote")));
    assert_false(ch_key_is_extension(CH_LITERAL("X-note")));
    assert_false(ch_key_is_extension(CH_LITERAL("ax-note")));
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(rows, decodes),
        TEST(a_name_has_at_most_1024_bytes_and_a_text_as_many_as_it_likes),
        TEST_ROWS(messages, says),
        TEST_ROWS(missings, requires),
        TEST(a_key_missing_from_an_entry_is_told_at_the_entrys_key),
        TEST_ROWS(shared, shares),
        TEST(words_are_found_by_their_place_in_a_list),
        TEST(extensions_begin_with_x_and_a_hyphen),
    };
    return RUN_TABLES(tables);
}
