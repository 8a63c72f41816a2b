/* Each complaint of libyaml that can reach a user, by what draws it: the slip's place, and words of ours in both
 * languages. The first column is what libyaml itself says of the text, so that no row tests what no longer happens. */
#include "unit/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

#include "tree/yaml.h"

#define LETTERS_5    "kkkkk"
#define LETTERS_25   LETTERS_5 LETTERS_5 LETTERS_5 LETTERS_5 LETTERS_5
#define LETTERS_125  LETTERS_25 LETTERS_25 LETTERS_25 LETTERS_25 LETTERS_25
#define LETTERS_500  LETTERS_125 LETTERS_125 LETTERS_125 LETTERS_125
#define LETTERS_1025 LETTERS_500 LETTERS_500 LETTERS_25

typedef struct slip_row {
    const char *name;
    const char *problem; /* libyaml's */
    const char *text;
    const char *place, *message, *help; /* in English */
} slip_row;

static const slip_row slips[] = {
    {"a key whose colon lacks its space", "could not find expected ':'", "usage: 1\nactivity:drafting\ntool: x", "2:9",
     "a space is missing after this colon", "write activity: drafting, with a space after the colon"},
    {"a key whose colon lacks its space, at the end", "could not find expected ':'", "usage: 1\ntool:x", "2:5",
     "a space is missing after this colon", "write tool: x, with a space after the colon"},
    {"a first key whose colon lacks its space", "mapping values are not allowed in this context",
     "usage:1\nactivity: drafting", "1:6", "a space is missing after this colon",
     "write usage: 1, with a space after the colon"},
    {"an item's key whose colon lacks its space", "mapping values are not allowed in this context",
     "usages:\n- usage:1\n  activity: drafting", "2:8", "a space is missing after this colon",
     "write usage: 1, with a space after the colon"},
    {"a key with accents", "could not find expected ':'", "a: 1\nactivité:rédaction\nb: 2", "2:9",
     "a space is missing after this colon", "write activité: rédaction, with a space after the colon"},
    {"a no-break space behind a key's colon", "could not find expected ':'", "a: 1\nunit:\302\240DMRG\nb: 2", "2:5",
     "a space is missing after this colon", "write unit: DMRG, with a space after the colon"},
    {"a colon of another keyboard", "could not find expected ':'", "a: 1\nunit：DMRG\nb: 2", "2:5",
     "this sign is not the colon of the keyboard", "write unit: DMRG, with a space after the colon"},
    {"an equals sign for a colon", "could not find expected ':'", "a: 1\nunit = DMRG\nb: 2", "2:6",
     "an equals sign stands where a colon is wanted", "write unit: DMRG, with a space after the colon"},
    {"a line without a colon", "could not find expected ':'", "a: 1\nunit DMRG\nb: 2", "2:1", "this line has no colon",
     "write \"key: value\"; or, if it goes on with the text above, indent it by two spaces"},
    {"a text that goes on without indentation", "could not find expected ':'", "a: one\nhundred\nb: 2", "2:1",
     "this line has no colon", "write \"key: value\"; or, if it goes on with the text above, indent it by two spaces"},
    {"an address on a line of its own", "could not find expected ':'", "a: 1\nhttps://example.org\nb: 2", "2:1",
     "this line has no colon", "write \"key: value\"; or, if it goes on with the text above, indent it by two spaces"},
    {"a path on a line of its own", "could not find expected ':'", "a: 1\nC:\\Users\nb: 2", "2:1",
     "this line has no colon", "write \"key: value\"; or, if it goes on with the text above, indent it by two spaces"},
    {"a time on a line of its own", "could not find expected ':'", "a: 1\n10:30\nb: 2", "2:1", "this line has no colon",
     "write \"key: value\"; or, if it goes on with the text above, indent it by two spaces"},
    {"a first line without a colon", "mapping values are not allowed in this context", "Hello,\nplease: judge", "1:1",
     "this line has no colon", "write \"key: value\", with a space after the colon"},
    {"a bullet of an office program", "could not find expected ':'", "a:\n• b\n• c\nd: e", "2:1",
     "an item of a list does not begin with this sign", "write - b, with a hyphen and a space"},
    {"a dash of printers", "could not find expected ':'", "a:\n– b\nd: e", "2:1",
     "an item of a list does not begin with this sign", "write - b, with a hyphen and a space"},
    {"a star for an item", "did not find expected alphabetic or numeric character", "a:\n  * b", "2:3",
     "an item of a list does not begin with this sign", "write - b, with a hyphen and a space"},
    {"a hyphen without its space", "could not find expected ':'", "a:\n-b\n-c\nd: e", "2:1",
     "a space is missing after this hyphen", "write - b, with a hyphen and a space"},
    {"a line of hyphens", "could not find expected ':'", "a: 1\n-----\nb: 2", "2:1", "this line is no key",
     "write # and a space before it, so that it is not read; or remove it"},
    {"a line of equals signs", "could not find expected ':'", "a: 1\n=====\nb: 2", "2:1", "this line is no key",
     "write # and a space before it, so that it is not read; or remove it"},
    {"a remark of another language", "could not find expected ':'", "a: 1\n// note\nb: 2", "2:1", "this line is no key",
     "write # and a space before it, so that it is not read; or remove it"},
    {"a key of 1025 letters", "could not find expected ':'", "a: 1\n" LETTERS_1025 ": 2", "2:1",
     "a key is longer than 1024 characters", "write a short key, and the text behind its colon"},
    {"a second colon", "mapping values are not allowed in this context", "a: b: c", "1:5",
     "a second colon stands on this line",
     "put a text that holds a colon in quotes: \"b: c\"; begin each key on a line of its own"},
    {"a second colon behind an apostrophe", "mapping values are not allowed in this context", "a: l'objet : l'avis",
     "1:12", "a second colon stands on this line",
     "put a text that holds a colon in quotes: \"l'objet : l'avis\"; begin each key on a line of its own"},
    {"a second colon behind a text in quotes", "mapping values are not allowed in this context", "a: \"b\": c", "1:7",
     "a second colon stands on this line",
     "put a text that holds a colon in quotes: '\"b\": c'; begin each key on a line of its own"},
    {"a second key", "mapping values are not allowed in this context", "usage: 1 activity: drafting", "1:10",
     "a second key stands on this line", "begin each key on a line of its own, without a comma at its end"},
    {"a second key behind a comma", "mapping values are not allowed in this context", "usage: 1, activity: drafting",
     "1:11", "a second key stands on this line", "begin each key on a line of its own, without a comma at its end"},
    {"a key that is indented", "mapping values are not allowed in this context", "a: b\n  c: d", "2:3",
     "this line begins further right than the key above: it is read as more of its text",
     "begin a key in the same column, 1; put a text of several lines in quotes"},
    {"a key that is indented by one", "mapping values are not allowed in this context", "a:\n  b: c\n   d: e", "3:4",
     "this line begins further right than the key above: it is read as more of its text",
     "begin a key in the same column, 3; put a text of several lines in quotes"},
    {"a colon in the second line of a text", "mapping values are not allowed in this context", "a: b\n  c\n  d: e",
     "3:3", "this line begins further right than the key above: it is read as more of its text",
     "begin a key in the same column, 1; put a text of several lines in quotes"},
    {"a quoted key of two lines", "mapping values are not allowed in this context", "\"a\nb\": c", "1:1",
     "this line has no colon", "write \"key: value\", with a space after the colon"},
    {"an apostrophe in single quotes", "did not find expected key", "a: 'the minister's note'\nb: 2", "1:17",
     "this sign ends the text, and more follows", "put the text in quotes of the other kind: \"the minister's note\""},
    {"a quote in double quotes", "did not find expected key", "a: \"the \"note\"\"\nb: 2", "1:9",
     "this sign ends the text, and more follows", "put the text in quotes of the other kind: 'the \"note\"'"},
    {"a word in quotes and more", "did not find expected key", "a: \"note\" of today", "1:9",
     "this sign ends the text, and more follows", "put the text in quotes of the other kind: '\"note\" of today'"},
    {"two single quotes for a double one", "did not find expected key", "a: ''note''\nb: 2", "1:5",
     "this sign ends the text, and more follows", "put the text in quotes of the other kind: \"note\""},
    {"an apostrophe in a list", "did not find expected ',' or ']'", "a: ['l'avis', b]", "1:7",
     "this sign ends the text, and more follows", "put the text in quotes of the other kind"},
    {"a quote that the next one closes", "did not find expected key", "a: \"b\nc: \"d\"", "1:4",
     "the text that this quote begins ends on line 2, where more text follows",
     "close it where the text ends, with the same kind of quote"},
    {"a quote that is never closed", "found unexpected end of stream", "a: \"b\nc: d\ne: f", "1:4",
     "a quote that was opened is never closed", "close it where the text ends, with the same kind of quote"},
    {"a quote that a mark of documents ends", "found unexpected document indicator", "a: \"b\n--- c\"", "1:4",
     "a quote that was opened is never closed", "close it where the text ends, with the same kind of quote"},
    {"a path in double quotes", "found unknown escape character", "a: \"C:\\data\"", "1:7",
     "a backslash in double quotes begins an escape, and this is none", "put the text in single quotes: 'C:\\data'"},
    {"a path that looks like a character's number", "did not find expected hexdecimal number", "a: \"C:\\Users\"",
     "1:7", "a backslash in double quotes begins an escape, and this is none",
     "put the text in single quotes: 'C:\\Users'"},
    {"a number that is no character", "found invalid Unicode character escape code", "a: \"\\ud800\"", "1:5",
     "a backslash in double quotes begins an escape, and this is none", "put the text in single quotes: '\\ud800'"},
    {"an escape in a list", "found unknown escape character", "a: [\"\\d\"]", "1:6",
     "a backslash in double quotes begins an escape, and this is none",
     "write the backslash twice, or put the text in single quotes"},
    {"a list that is never closed", "did not find expected ',' or ']'", "a: [b\nc: d", "1:4",
     "a list in brackets is not closed", "close it with ]"},
    {"a list that is never closed, at the end", "did not find expected ',' or ']'", "a: [b", "1:4",
     "a list in brackets is not closed", "close it with ]"},
    {"a mapping that is never closed", "did not find expected ',' or '}'", "a: {b: c\nd: e", "1:4",
     "a mapping in braces is not closed", "close it with }"},
    {"a mapping that is never closed, at the end", "did not find expected ',' or '}'", "a: {b", "1:4",
     "a mapping in braces is not closed", "close it with }"},
    {"a list that is closed as a mapping", "did not find expected ',' or ']'", "a: [b}", "1:6",
     "this bracket is not of the kind that was opened", "write ] in its place"},
    {"a mapping that is closed as a list", "did not find expected ',' or '}'", "a: {b: c]", "1:9",
     "this bracket is not of the kind that was opened", "write } in its place"},
    {"a list that is closed twice", "did not find expected key", "a: [b]]", "1:7", "this bracket closes nothing",
     "remove it, or write the one that opens it"},
    {"a mapping that is closed twice", "did not find expected key", "a: {b: c}}", "1:10", "this bracket closes nothing",
     "remove it, or write the one that opens it"},
    {"a bracket that closes nothing", "did not find expected node content", "a: ]", "1:4",
     "this bracket closes nothing", "remove it, or write the one that opens it"},
    {"a brace after the document", "did not find expected <document start>", "{a: b}}", "1:7",
     "this bracket closes nothing", "remove it, or write the one that opens it"},
    {"text behind a list", "did not find expected key", "a: [URGENT] note", "1:13",
     "text follows a bracket that is closed", "put the text in quotes: \"[URGENT] note\""},
    {"text behind a document in braces", "did not find expected <document start>", "{a: b} c", "1:8",
     "text follows a bracket that is closed", "remove it, or write it within the brackets"},
    {"a mapping without its comma", "did not find expected ',' or '}'", "{a: b c: d}", "1:8",
     "a comma is missing before this", "write a comma between two entries, and quotes around a text that holds signs"},
    {"a mapping of several lines without its comma", "did not find expected ',' or '}'", "{\n  \"a\": 1\n  \"b\": 2\n}",
     "2:8", "a comma is missing at the end of this line", "write a comma between two entries"},
    {"a list without a first item", "did not find expected node content", "a: [,]", "1:5",
     "a value is missing before this place", "write the value, and close every bracket and brace that was opened"},
    {"a colon in braces that nothing follows", "found unexpected ':'", "{a:,b}", "1:3",
     "a value is missing behind this colon",
     "write a space and the value; or put a text that ends with a colon in quotes"},
    {"a sign that begins nothing", "found character that cannot start any token", "a: @home", "1:4",
     "a text cannot begin with this sign", "put the text in quotes: \"@home\""},
    {"a percent sign", "found character that cannot start any token", "a: % of time", "1:4",
     "a text cannot begin with this sign", "put the text in quotes: \"% of time\""},
    {"a sign that begins nothing, in brackets", "found character that cannot start any token", "a: [`b`]", "1:5",
     "a text cannot begin with this sign", "put the text in quotes"},
    {"a fence of Markdown", "found character that cannot start any token", "```yaml\na: b\n```", "1:1",
     "this line is no part of the file", "remove it"},
    {"a star before a text", "did not find expected alphabetic or numeric character", "a: * note", "1:4",
     "a text cannot begin with this sign", "put the text in quotes: \"* note\""},
    {"an ampersand before a text", "did not find expected alphabetic or numeric character", "a: & co", "1:4",
     "a text cannot begin with this sign", "put the text in quotes: \"& co\""},
    {"a question mark before a text", "mapping keys are not allowed in this context", "a: ? b", "1:4",
     "a text cannot begin with this sign", "put the text in quotes: \"? b\""},
    {"a bar before a text", "did not find expected comment or line break", "a: | b", "1:4",
     "a text of several lines begins here, with | or >", "put the text in quotes: \"| b\""},
    {"a greater-than sign before a text", "did not find expected comment or line break", "a: >10 pages", "1:4",
     "a text of several lines begins here, with | or >", "put the text in quotes: \">10 pages\""},
    {"an indentation of zero", "found an indentation indicator equal to 0", "a: |0", "1:4",
     "a text of several lines begins here, with | or >", "put the text in quotes: \"|0\""},
    {"a tab that indents", "found character that cannot start any token", "a:\n\tb: c", "2:1",
     "a tab stands where spaces must indent", "write two spaces in the place of each tab"},
    {"a tab that indents a text", "found a tab character that violates indentation", "a: b\n\tc: d", "2:1",
     "a tab stands where spaces must indent", "write two spaces in the place of each tab"},
    {"a tab that indents a text of several lines", "found a tab character where an indentation space is expected",
     "a: |\n\tb", "2:1", "a tab stands where spaces must indent", "write two spaces in the place of each tab"},
    {"a tab behind a dash", "found character that cannot start any token", "- \t- b", "1:3",
     "a tab stands where spaces must indent", "write two spaces in the place of each tab"},
    {"an item on the line of its key", "block sequence entries are not allowed in this context", "a: - b", "1:4",
     "a list begins on the line of its key",
     "write a: [b], or [first, second] for several; or each on a line of its own, after a dash and a space"},
    {"an item behind a key's tab", "block sequence entries are not allowed in this context", "a:\t- b", "1:4",
     "a list begins on the line of its key",
     "write a: [b], or [first, second] for several; or each on a line of its own, after a dash and a space"},
    {"an item below a value", "did not find expected key", "a: b\n- c", "2:1",
     "an item of a list stands below a key that has its value",
     "write [first, second] behind the key; or leave what stands behind its colon out"},
    {"a line between two columns", "did not find expected key", "a:\n    b: c\n  d: e", "3:3",
     "this line is aligned with none above it", "begin it in column 1 or 5, with the lines that it belongs to"},
    {"a key below its item's dash", "did not find expected '-' indicator", "usages:\n  - usage: 1\n  activity: x",
     "3:3", "this line does not fit the list above",
     "begin an item in column 3 with a dash and a space, and what belongs to the item above in column 5"},
    {"an item between two columns", "did not find expected '-' indicator", "- - a\n - b", "2:2",
     "this line does not fit the list above",
     "begin an item in column 1 with a dash and a space, and what belongs to the item above in column 3"},
    {"a text below the lines of a text", "did not find expected key", "a: |\n  b\n c", "3:2",
     "this line is aligned with none above it", "begin it in column 1 or 3, with the lines that it belongs to"},
    {"a line left of the first", "did not find expected <document start>", "  a: b\nc: d", "2:1",
     "this line begins further left than the first one", "begin all keys in the same column, best the first"},
    {"three dots", "did not find expected <document start>", "a: b\n...\nc: d", "2:1",
     "three dots end the document here", "remove this line"},
    {"an exclamation mark before two", "found undefined tag handle", "a: !b!c d", "1:4",
     "a text cannot begin with this sign", "put the text in quotes: \"!b!c d\""},
    {"an exclamation mark before nothing", "did not find expected tag URI", "a: !<>", "1:4",
     "a text cannot begin with this sign", "put the text in quotes: \"!<>\""},
    {"an exclamation mark before a quote", "did not find expected whitespace or line break", "a: !b\"c\"", "1:4",
     "a text cannot begin with this sign", "put the text in quotes: '!b\"c\"'"},
    {"an exclamation mark before a bracket that stays open", "did not find the expected '>'", "a: !<b c", "1:4",
     "a text cannot begin with this sign", "put the text in quotes: \"!<b c\""},
    {"an exclamation mark before a percent sign", "did not find URI escaped octet", "a: !<%zz>", "1:4",
     "a text cannot begin with this sign", "put the text in quotes: \"!<%zz>\""},
    {"an exclamation mark before bytes", "found an incorrect leading UTF-8 octet", "a: !<%ff>", "1:4",
     "a text cannot begin with this sign", "put the text in quotes: \"!<%ff>\""},
    {"an exclamation mark before half a character", "found an incorrect trailing UTF-8 octet", "a: !<%c3%28>", "1:4",
     "a text cannot begin with this sign", "put the text in quotes: \"!<%c3%28>\""},
    {"two anchors", "did not find expected <document start>", "&a &b c", "1:4",
     "more follows here, where the document has ended",
     "check indentation, quotes, brackets and colons around this place"},
};

/* ---- what libyaml says ---- */

static const char *problem_of(ch_text text)
{
    yaml_parser_t parser;
    yaml_event_t event = {.type = YAML_NO_EVENT};
    assert_true(yaml_parser_initialize(&parser));
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text.at, text.length);
    while (event.type != YAML_STREAM_END_EVENT && yaml_parser_parse(&parser, &event))
        yaml_event_delete(&event);
    const char *problem = parser.problem; /* a literal of libyaml's */
    yaml_parser_delete(&parser);
    return problem == NULL ? "" : problem;
}

/* ---- what is told ---- */

typedef struct telling {
    charter_diagnostics diagnostics;
    ch_arena arena;
    char place[32], message[512], help[512], french_message[512], french_help[512];
} telling;

static const charter_diagnostic *first_error(const charter_diagnostics *diagnostics, const char *code)
{
    const charter_diagnostic *item = diagnostics->first;
    while (item != NULL && strcmp(item->code, code) != 0)
        item = item->next;
    return item;
}

static void tell(telling *t, ch_text text)
{
    static const ch_yaml_rules rules = {.depth = 32, .nodes = 100000, .aliases = true};
    ch_source source = {.name = "usage.yaml", .bytes = text};
    ch_node *root;
    *t = (telling){.place = ""};
    assert_true(ch_yaml_check_bytes(&source, &t->diagnostics));
    assert_int_equal(ch_yaml_read(&source, &rules, &t->arena, &t->diagnostics, &root), CH_YAML_FAULT);
    const charter_diagnostic *error = first_error(&t->diagnostics, "yaml.syntax");
    if (error == NULL) {
        fail_msg("nothing is told");
        return;
    }
    snprintf(t->place, sizeof t->place, "%u:%u", error->place.line, error->place.column);
    ch_message_print(&error->message, CHARTER_EN, t->message, sizeof t->message);
    ch_message_print(&error->help, CHARTER_EN, t->help, sizeof t->help);
    ch_message_print(&error->message, CHARTER_FR, t->french_message, sizeof t->french_message);
    ch_message_print(&error->help, CHARTER_FR, t->french_help, sizeof t->french_help);
}

static void forget(telling *t)
{
    ch_arena_clear(&t->arena);
    ch_diagnostics_clear(&t->diagnostics);
}

static void is_told(void **state)
{
    const slip_row *row = *state;
    telling t;
    assert_string_equal(problem_of(ch_text_of(row->text)), row->problem);
    tell(&t, ch_text_of(row->text));
    assert_string_equal(t.place, row->place);
    assert_string_equal(t.message, row->message);
    assert_string_equal(t.help, row->help);
    assert_string_not_equal(t.french_message, t.message);
    assert_string_not_equal(t.french_help, t.help);
    forget(&t);
}

/* libyaml's own words are in no message, whatever the language: no row's, in any row's. */
static void no_words_of_the_parser_are_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        telling t;
        tell(&t, ch_text_of(slips[i].text));
        for (size_t j = 0; j < sizeof slips / sizeof *slips; j++) {
            const char *said[] = {t.message, t.help, t.french_message, t.french_help};
            for (size_t k = 0; k < sizeof said / sizeof *said; k++)
                if (strstr(said[k], slips[j].problem) != NULL)
                    fail_msg("%s: \"%s\" holds \"%s\"", slips[i].name, said[k], slips[j].problem);
        }
        forget(&t);
    }
}

/* ---- whatever is broken ---- */

/* Each row's text, cut at each byte, and with each byte doubled: a slip's place lies in its source, and what is shown
 * is no longer than a few lines. (Under the sanitizers this finds reads beyond the source.) */
static void any_piece_is_told(void **state)
{
    (void)state;
    static const ch_yaml_rules rules = {.depth = 32, .nodes = 100000, .aliases = true};
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        size_t length = strlen(slips[i].text);
        for (size_t cut = 0; cut <= 2 * length; cut++) {
            size_t kept = cut <= length ? cut : length + 1, at = cut - length;
            char *bytes = malloc(kept == 0 ? 1 : kept);
            memcpy(bytes, slips[i].text, cut <= length ? cut : at);
            if (cut > length)
                memcpy(bytes + at, slips[i].text + at - 1, length - at + 1);
            ch_source source = {.name = "usage.yaml", .bytes = {bytes, kept}};
            charter_diagnostics diagnostics = {.count = 0};
            ch_arena arena = {0};
            ch_node *root;
            if (ch_yaml_check_bytes(&source, &diagnostics))
                ch_yaml_read(&source, &rules, &arena, &diagnostics, &root);
            for (const charter_diagnostic *d = diagnostics.first; d != NULL; d = d->next) {
                assert_true(d->place.start <= d->place.end && d->place.end <= kept);
                for (size_t k = 0; k < CH_MESSAGE_ARGS; k++)
                    assert_true(d->help.args[k].length <= 3 * 160);
            }
            ch_arena_clear(&arena);
            ch_diagnostics_clear(&diagnostics);
            free(bytes);
        }
    }
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(slips, is_told),
        TEST(no_words_of_the_parser_are_told),
        TEST(any_piece_is_told),
    };
    return RUN_TABLES(tables);
}
