/* Declarations: every key with what it takes, and every fault with its place. */
#include "unit/support.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct usage_row {
    const char *name, *declaration;
    const char *told; /* the errors; "fine" */
    const char *said; /* NULL, or a part of the messages and helps */
} usage_row;

#define USE "usage: 1\nactivity: a\ntool: t\n"

static const usage_row rows[] = {
    {"the least of declarations", USE, "fine", NULL},
    {"every key of a declaration",
     "usage: 1\nid: n-12\nunit: DMRG\nauthor: a.martin\nrole: analyst\nactivity: a\ntool: {name: t, model: m}\n"
     "data: [internal]\npurpose: P\noutput: internal\nautonomy: assist\nstage: in-use\ndate: 2026-11-02\n"
     "review: {by: c.durand, on: 2026-11-03}\ntraining: [{id: ia-101, on: 2025-10-01}]\n"
     "evidence: {dpia: {ref: DPIA-12, on: 2026-01-10}}\nfacts: {x-mine: 1}\nvolume: {requests: 40, tokens: 20000}\n"
     "files: [prompt.txt]\nx-note: mine\n",
     "fine", NULL},
    {"null values are absent keys",
     USE "id:\nunit: ~\nauthor: null\nrole:\ndata:\npurpose:\noutput:\nautonomy:\nstage:\ndate:\nreview:\ntraining:\n"
         "evidence:\nfacts:\nvolume:\nfiles:\n",
     "fine", NULL},
    {"without usage", "activity: a\ntool: t\n", "1:1 key.missing", "\"usage\" is missing from a declaration"},
    {"without activity", "usage: 1\ntool: t\n", "1:1 key.missing", "add a line \"activity: …\""},
    {"without tool", "usage: 1\nactivity: a\n", "1:1 key.missing", "add a line \"tool: …\""},
    {"a null tool is no tool", "usage: 1\nactivity: a\ntool: ~\n", "3:1 key.missing", "has no value"},
    {"an empty mapping", "{}\n", "1:1 key.missing; 1:1 key.missing; 1:1 key.missing", NULL},
    {"a list", "- usage: 1\n", "1:1 value.type", "remove the dash"},
    {"a word", "hello\n", "1:1 value.type", "this is no declaration"},
    {"keys whose colons lack their spaces", "usage:1\nactivity:a\n", "1:6 value.type", "write usage: 1,"},
    {"keys with equals signs", "usage = 1\nactivity = a\n", "1:7 value.type", "write usage: 1,"},
    {"a text for a version", "usage: yes\nactivity: a\ntool: t\n", "1:8 value.form", "the version of this language"},
    {"a version and a comma", "usage: 1,\nactivity: a\ntool: t\n", "1:8 value.form", "a line's end is enough"},
    {"a key that belongs to the one above", "usage: 1\nactivity: a\ntool:\nname: t\n",
     "4:1 key.unknown; 3:1 key.missing", "if it belongs to \"tool\" above, indent it"},
    {"bullets of an office program", USE "data:\n  • a\n  • b\n", "5:3 value.form", "with a hyphen and a space"},
    {"hyphens without their spaces", USE "data:\n  -a\n  -b\n", "5:3 value.form", "with a hyphen and a space"},
    {"another version of the language", "usage: 2\nactivity: a\ntool: t\n", "1:8 value.form", "write usage: 1"},
    {"a version that is a list", "usage: [1]\nactivity: a\ntool: t\n", "1:1 value.form", NULL},
    {"a quoted version", "usage: \"1\"\nactivity: a\ntool: t\n", "fine", NULL},
    {"a charter in a declaration's place", "charter: 1\nid: law\n", "1:1 value.form", "give it with --charter"},
    {"an unknown key", USE "dta: [internal]\n", "4:1 key.unknown", "did you mean \"data\"?"},
    {"an unknown key like no other", USE "colour: red\n", "4:1 key.unknown", "its keys are: usage, id, unit"},
    {"a key twice", USE "tool: u\n", "4:1 key.duplicate", NULL},
    {"an unknown key without a value", USE "colour:\n", "4:1 key.unknown", NULL},
    {"a tool's unknown key without a value", "usage: 1\nactivity: a\ntool: {name: t, 4: }\n", "3:17 key.unknown", NULL},
    {"volume's", USE "volume: {requests: 1,000}\n", "4:22 key.unknown", "write 1000 or 1.000"},
    {"evidence's inner key without a value", USE "evidence: {dpia: {reference: }}\n", "4:19 key.unknown", NULL},
    {"two classes in one name", USE "data: a, b\n", "4:7 value.form", "in brackets"},
    {"two classes in one name without a blank", USE "data: a,b\n", "4:7 value.form", "in brackets"},
    {"two classes in one item", USE "data:\n- a,b\n", "5:3 value.form", "in brackets"},
    {"a class with a comma in quotes", USE "data: ['a, b']\n", "fine", NULL},
    {"a class that a decimal comma cuts", USE "data: [a, 0,9]\n", "4:1 value.form", "write [a, 0.9]"},
    {"a name with a typographic quote at its beginning", USE "unit: “a\n", "4:7 value.form", "without them"},
    {"a name with a typographic quote at its end", USE "unit: a »\n", "4:7 value.form", "without them"},
    {"a name that ends in an apostrophe", USE "unit: a’\n", "fine", NULL},
    {"a name in typographic quotes", USE "unit: '\u201Ca\u201D'\n", "4:7 value.form", "without them"},
    {"a tool's name in typographic quotes", "usage: 1\nactivity: a\ntool: {name: '\u00ABt\u00BB'}\n", "3:14 value.form",
     NULL},
    {"a name and a comma", USE "unit: DMRG,\n", "4:7 value.form", "leave it out"},
    {"a tool and a semicolon", "usage: 1\nactivity: a\ntool: t;\n", "3:7 value.form", "leave it out"},
    {"a class and a comma", USE "data:\n- a,\n", "5:3 value.form", "leave it out"},
    {"a purpose and a comma", USE "purpose: words,\n", "fine", NULL},
    {"a purpose in typographic quotes that are quoted", USE "purpose: '\u201Ca\u201D'\n", "fine", NULL},
    {"an anchor", "usage: 1\nactivity: &a a\ntool: t\n", "2:11 yaml.anchor", NULL},
    {"an alias", "usage: 1\nactivity: a\ntool: *a\n", "3:7 yaml.anchor", NULL},
    {"a tag", "usage: !!int 1\nactivity: a\ntool: t\n", "1:8 yaml.tag", NULL},
    {"a merge key", USE "<<: {id: x}\n", "4:1 yaml.merge", NULL},
    {"usages within a usage", "usages:\n- usage: 1\n  activity: a\n  tool: t\n  usages: []\n", "5:3 key.unknown",
     "write the declarations in one list"},

    {"an id that is empty", USE "id: ''\n", "4:5 value.empty", NULL},
    {"an id that is a list", USE "id: [x]\n", "4:1 value.type", NULL},
    {"an id is free text", USE "id: Note n° 12\n", "fine", NULL},
    {"an activity that is a list", "usage: 1\nactivity: [a]\ntool: t\n", "2:1 value.type", NULL},
    {"an activity that is empty", "usage: 1\nactivity: ''\ntool: t\n", "2:11 value.empty", NULL},
    {"a tool that is a list", "usage: 1\nactivity: a\ntool: [t]\n", "3:1 value.type", NULL},
    {"a tool that is a key and its value without a blank", "usage: 1\nactivity: a\ntool:\n  name:t\n", "4:7 value.form",
     "a space after the colon"},
    {"a tool whose name has a colon", "usage: 1\nactivity: a\ntool: names:t\n", "fine", NULL},
    {"a tool that is empty", "usage: 1\nactivity: a\ntool: ''\n", "3:7 value.empty", NULL},
    {"a tool without a name", "usage: 1\nactivity: a\ntool: {model: m}\n", "3:1 key.missing",
     "\"name\" is missing from tool"},
    {"an empty tool", "usage: 1\nactivity: a\ntool: {}\n", "3:1 key.missing", NULL},
    {"an unknown key of a tool", "usage: 1\nactivity: a\ntool: {name: t, modl: m}\n", "3:17 key.unknown",
     "did you mean \"model\"?"},
    {"a tool's empty name", "usage: 1\nactivity: a\ntool: {name: ''}\n", "3:14 value.empty", NULL},

    {"one class", USE "data: internal\n", "fine", NULL},
    {"no data", USE "data: []\n", "fine", NULL},
    {"data in a mapping", USE "data: {a: b}\n", "4:1 value.type", "a name or a list of names"},
    {"an empty class", USE "data: [a, '']\n", "4:11 value.empty", NULL},
    {"a null class", USE "data: [a, ~]\n", "4:11 value.empty", NULL},
    {"a class within a list within a list", USE "data: [[a]]\n", "4:8 value.type", NULL},

    {"a purpose may be empty", USE "purpose: ''\n", "fine", NULL},
    {"a purpose in several lines", USE "purpose: |\n  one\n  two\n", "fine", NULL},
    {"a purpose that is a mapping", USE "purpose: {a: b}\n", "4:1 value.type", NULL},
    {"another output", USE "output: publik\n", "4:9 value.choice", "did you mean \"public\"?"},
    {"another autonomy", USE "autonomy: full\n", "4:11 value.choice",
     "write one of: suggest, assist, supervised, autonomous"},
    {"another stage", USE "stage: in use\n", "4:8 value.choice", "did you mean \"in-use\"?"},
    {"a stage in capitals", USE "stage: DONE\n", "4:8 value.choice", NULL},
    {"a date that does not exist", USE "date: 2026-02-29\n", "4:7 value.type", NULL},
    {"29 February of a leap year", USE "date: 2024-02-29\n", "fine", NULL},
    {"the last day of all", USE "date: 9999-12-31\n", "fine", NULL},
    {"a date with slashes", USE "date: 02/11/2026\n", "4:7 value.type", NULL},
    {"a date of a year of two digits", USE "date: 26-11-02\n", "4:7 value.type", NULL},

    {"a review of true", USE "review: true\n", "fine", NULL},
    {"a review of a list", USE "review: [true, {by: x}, {ref: R-12}]\n", "fine", NULL},
    {"an unknown key of a review", USE "review: {from: x}\n", "4:10 key.unknown", "its keys are: id, ref, by, on"},
    {"a review on no date", USE "review: {on: yesterday}\n", "4:14 value.type", NULL},
    {"a review by nobody", USE "review: {by: ''}\n", "4:14 value.empty", NULL},
    {"a review of an empty text", USE "review: ''\n", "4:9 value.empty", NULL},
    {"a review of a null in a list", USE "review: [~]\n", "4:10 value.empty", NULL},
    {"a review of a list of lists", USE "review: [[x]]\n", "4:10 value.type", NULL},
    {"a training of a bare text", USE "training: ia-101\n", "4:11 value.type", "write true, false, or {ref: ia-101}"},
    {"a review of a day", USE "review: 2026-10-01\n", "4:9 value.type", "write true, false, or {on: 2026-10-01}"},
    {"a review of a yes", USE "review: Oui\n", "4:9 value.type", "write true"},
    {"a review of a no", USE "review: pas encore\n", "4:9 value.type", "leave it out, or write false"},
    {"a review of a sentence", USE "review: 'seen: fine'\n", "4:9 value.type", "{ref: …}"},
    {"a reference that says no", USE "evidence: {d: {ref: en cours}}\n", "4:21 value.form",
     "leave it out until it is done"},
    {"a reference that is blank", USE "evidence: {d: {ref: ' '}}\n", "4:21 value.form", NULL},
    {"several faults of a training", USE "training: [{on: x}, {to: y}]\n", "4:17 value.type; 4:22 key.unknown", NULL},
    {"evidence that is a list", USE "evidence: [dpia]\n", "4:1 value.type", NULL},
    {"evidence that is a word", USE "evidence: yes\n", "4:11 value.type", NULL},
    {"evidence under no id", USE "evidence: {DPIA: true}\n", "4:12 id.form",
     "evidence stands under the id of its duty"},
    {"evidence under an x- key is one's own", USE "evidence: {x-Mine: {a: b}}\n", "fine", NULL},
    {"evidence that is null", USE "evidence: {dpia: }\n", "fine", NULL},
    {"an unknown key of evidence", USE "evidence: {dpia: {reference: x}}\n", "4:19 key.unknown", NULL},
    {"facts that are a list", USE "facts: [a]\n", "4:1 value.type", NULL},
    {"volume that is a number", USE "volume: 40\n", "4:9 value.type", NULL},
    {"an unknown volume", USE "volume: {request: 40}\n", "4:10 key.unknown", "did you mean \"requests\"?"},
    {"a volume of nothing", USE "volume: {requests: 0}\n", "fine", NULL},
    {"a volume in words", USE "volume: {requests: many}\n", "4:20 value.type", "not a whole number"},
    {"a volume below zero", USE "volume: {requests: -1}\n", "4:20 value.type", NULL},
    {"a volume with a leading zero", USE "volume: {requests: 010}\n", "4:20 value.type", NULL},
    {"a volume with a separator", USE "volume: {requests: 1_000}\n", "4:20 value.type", NULL},
    {"a volume with a point", USE "volume: {tokens: 1.0}\n", "4:18 value.type", NULL},
    {"a volume that is a time to YAML", USE "volume: {tokens: 12:30:45}\n", "4:18 value.type", NULL},
    {"the largest volume", USE "volume: {tokens: 9223372036854775807}\n", "fine", NULL},
    {"a volume beyond it", USE "volume: {tokens: 9223372036854775808}\n", "4:18 value.type", NULL},
    {"one file", USE "files: prompt.txt\n", "fine", NULL},
    {"an empty file name", USE "files: ['']\n", "4:9 value.empty", NULL},

    {"an escape that is a control character", USE "purpose: \"\\e]0;x\"\n", "4:10 bytes.character", NULL},
    {"an escaped NUL", USE "author: \"a\\0b\"\n", "4:9 bytes.character", NULL},
    {"a next-line character that hides a key", USE "purpose: x\xC2\x85stage: done\n", "4:11 bytes.character", NULL},
    {"several faults in one run", "usage: 1\nactivty: a\ntool: {nam: t}\nstage: begun\n",
     "2:1 key.unknown; 4:8 value.choice; 3:8 key.unknown", NULL},
};

static charter *the_charter(void)
{
    return good_charter("charter: 1\nid: law\nactivities: {a: {status: allowed}}\ntools: {t: {status: approved}}\n"
                        "unlisted: {data: review}\n");
}

/* The messages of the first declaration of `usages`. */
static const char *messages_of(const char *declarations)
{
    memory_input memory = {.at = declarations, .left = strlen(declarations)};
    charter_judge_options options = {.at = day("2026-11-02")};
    charter *good = the_charter();
    charter_stream *stream;
    charter_judge *judge;
    const charter_declaration *declaration;
    const charter_verdict *verdict;
    assert_int_equal(charter_stream_open(&stream, "usage.yaml", input_from_memory(&memory), NULL), CHARTER_OK);
    assert_int_equal(charter_judge_new(&judge, good, &options), CHARTER_OK);
    assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_OK);
    assert_int_equal(charter_judge_declaration(judge, declaration, &verdict), CHARTER_OK);
    const char *messages = tell_messages(charter_verdict_errors(verdict));
    charter_judge_free(judge);
    charter_stream_close(stream);
    charter_free(good);
    return messages;
}

static void read_usage(void **state)
{
    const usage_row *row = *state;
    charter *good = the_charter();
    const char *verdict = tell_verdicts(good, row->declaration, "2026-11-02", 0);
    bool invalid = strncmp(verdict, "invalid | ", 10) == 0;
    assert_string_equal(invalid ? verdict + 10 : "fine", row->told);
    charter_free(good);
    if (row->said != NULL && strstr(messages_of(row->declaration), row->said) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", messages_of(row->declaration), row->said);
}

static void names_have_a_greatest_length(void **state)
{
    (void)state;
    charter *good = the_charter();
    for (int length = 1024; length <= 1025; length++) {
        char text[4096];
        snprintf(text, sizeof text, USE "author: %0*d\npurpose: %0*d\n", length, 0, length, 0);
        const char *told = tell_verdicts(good, text, "2026-11-02", 0);
        assert_string_equal(told, length == 1024 ? "compliant" : "invalid | 4:9 limit.text");
    }
    charter_free(good);
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(rows, read_usage),
        TEST(names_have_a_greatest_length),
    };
    return RUN_TABLES(tables);
}
