/* Linking: what refers to what, the order of data classes, and what a declaration can then be told. */
#include "unit/charter/faults.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- references ---- */

#define T "tools: {t: {status: approved"
#define A "activities: {a: {status: allowed"

static const fault_row references[] = {
    {"a class above no class", LAW("data: {internal: {}, personal: {above: internl}}\n"), "3:40 reference.unknown",
     "the charter does not list a data class \"internl\" [did you mean \"internal\"?]"},
    {"a class above no class, like no other", LAW("data: {internal: {}, personal: {above: [xyz]}}\n"),
     "3:41 reference.unknown", "it lists: internal, personal"},
    {"a class hosted nowhere", LAW("data: {d: {hosting: [h, g]}}\nhosting: {h: }\n"), "3:25 reference.unknown",
     "the charter does not list a hosting \"g\""},
    {"a class with an unknown duty", LAW("data: {d: {duties: [u]}}\n"), "3:21 reference.unknown",
     "the charter does not list a duty \"u\" [list it in the charter first]"},
    {"a tool hosted nowhere", LAW(T ", hosting: h}}\n"), "3:40 reference.unknown", NULL},
    {"a tool for an unknown class", LAW(T ", data: [d]}}\n"), "3:38 reference.unknown", NULL},
    {"a tool for an unknown activity", LAW(T ", activities: [b]}}\n" A "}}\n"), "3:44 reference.unknown",
     "an activity"},
    {"a tool with an unknown duty", LAW(T ", duties: u}}\n"), "3:39 reference.unknown", NULL},
    {"a tool instead of which there is none", LAW(T ", instead: [t, s]}}\n"), "3:44 reference.unknown", "a tool \"s\""},
    {"an activity for an unknown class", LAW(A ", data: d}}\n"), "3:41 reference.unknown", NULL},
    {"an activity with an unknown duty", LAW(A ", duties: [u]}}\n"), "3:44 reference.unknown", NULL},
    {"an activity with only an unknown tool", LAW(A ", tools: {only: [t]}}}\n"), "3:50 reference.unknown", NULL},
    {"an activity without an unknown tool", LAW(A ", tools: {not: t}}}\n"), "3:48 reference.unknown", NULL},
    {"a rule with an unknown duty", LAW("rules: {r: {duties: [u]}}\n"), "3:22 reference.unknown", NULL},
    {"several at once", LAW("data: {d: {above: x, hosting: y, duties: z}}\n"),
     "3:19 reference.unknown; 3:42 reference.unknown; 3:31 reference.unknown", NULL},
    {"an id is not found by another case", LAW("data: {d: {}, e: {above: D}}\n"), "3:26 reference.unknown",
     "did you mean \"d\"?"},
    {"many are not all listed",
     LAW("data: {a1: , b2: , c3: , d4: , e5: , f6: , g7: , h8: , i9: , j10: , k11: , l12: , m13: {above: nothing}}\n"),
     "3:96 reference.unknown", "k11, l12, …"},
    {"an entry out of force may be named", LAW("data: {d: {until: 2020-01-01}, e: {above: d, from: 2021-01-01}}\n"),
     "fine", NULL},
};

/* ---- the order of data classes ---- */

static const fault_row cycles[] = {
    {"a class above itself", LAW("data: {a: {above: a}}\n"), "3:19 reference.cycle", "themselves: a > a"},
    {"two above each other", LAW("data: {a: {above: b}, b: {above: a}}\n"), "3:34 reference.cycle",
     "themselves: a > b > a"},
    {"a cycle that begins further down",
     LAW("data: {top: {above: a}, a: {above: [low, b]}, b: {above: c}, c: {above: a}, low: {}}\n"),
     "3:73 reference.cycle", "themselves: a > b > c > a"},
    {"two cycles", LAW("data: {a: {above: a}, b: {above: c}, c: {above: b}}\n"),
     "3:19 reference.cycle; 3:49 reference.cycle", NULL},
    {"two ways to the same class are no cycle",
     LAW("data: {top: {above: [left, right]}, left: {above: low}, right: {above: low}, low: {}}\n"), "fine", NULL},
    {"the same class named twice is no cycle", LAW("data: {a: {above: [b, b]}, b: {}}\n"), "fine", NULL},
    {"a list that closes a cycle is shown by its key", LAW("data: {a: {above: [b]}, b: {above: [a]}}\n"),
     "3:29 reference.cycle", NULL},
};

/* A class above another, above another …: as deep as there may be classes. */
static void a_long_chain_of_classes_is_no_trouble(void **state)
{
    (void)state;
    static char text[16384];
    size_t length = (size_t)snprintf(text, sizeof text, LAW("data:\n  c255: {}\n"));
    for (int i = 254; i >= 0; i--)
        length += (size_t)snprintf(text + length, sizeof text - length, "  c%d: {above: c%d}\n", i, i + 1);
    snprintf(text + length, sizeof text - length, T ", data: c0}}\n" A "}}\n");
    charter *the_charter = good_charter(text);
    assert_string_equal(tell_verdicts(the_charter, "usage: 1\nactivity: a\ntool: t\ndata: [c255, c128, c0]\n",
                                      "2026-11-02", 0),
                        "compliant");
    charter_free(the_charter);
}

typedef struct order_row {
    const char *name, *ceiling, *data, *decision;
} order_row;

/*        top
 *       /   \
 *    left   right   lone
 *     /  \  /   \
 *   low  mid
 * side */
#define LATTICE                       \
    "data:\n"                         \
    "  top: {above: [left, right]}\n" \
    "  left: {above: [low, mid]}\n"   \
    "  right: {above: [mid, side]}\n" \
    "  low: {}\n  mid: {}\n  side: {}\n  lone: {}\n"

static const order_row orders[] = {
    {"left stands above low", "left", "low", "compliant"},
    {"left stands above mid", "left", "mid", "compliant"},
    {"right stands above mid too", "right", "mid", "compliant"},
    {"left does not stand above side", "left", "side", "non-compliant"},
    {"left does not stand above right", "left", "right", "non-compliant"},
    {"top stands above all that its own stand above", "top", "side, low, mid, left, right, top", "compliant"},
    {"top does not stand above what nobody placed", "top", "lone", "non-compliant"},
    {"a lower class does not stand above a higher", "mid", "left", "non-compliant"},
    {"a union of two", "[left, side]", "low, mid, side", "compliant"},
    {"a union of two is not what stands above both", "[left, right]", "top", "non-compliant"},
};

static void hold_the_order(void **state)
{
    const order_row *row = *state;
    char text[1024], declaration[256];
    snprintf(text, sizeof text, LAW(T ", data: %s}}\n" A "}}\n" LATTICE), row->ceiling);
    snprintf(declaration, sizeof declaration, "usage: 1\nactivity: a\ntool: t\ndata: [%s]\n", row->data);
    charter *the_charter = good_charter(text);
    const char *told = tell_verdicts(the_charter, declaration, "2026-11-02", 0);
    assert_int_equal(strncmp(told, row->decision, strlen(row->decision)), 0);
    charter_free(the_charter);
}

/* ---- hosting sets: intersections along the order ---- */

#define SETS                                              \
    "hosting: {one: {}, two: {}, three: {}}\n"            \
    "data:\n"                                             \
    "  low: {hosting: [one, two]}\n"                      \
    "  other: {hosting: [two, three]}\n"                  \
    "  both: {above: [low, other]}\n"                     \
    "  more: {above: both, hosting: [one, two, three]}\n" \
    "  never: {above: both, hosting: three}\n"

static const order_row hostings[] = {
    {"its own set", "one", "low", "compliant"},
    {"beside its own set", "three", "low", "non-compliant"},
    {"the intersection of two parents", "two", "both", "compliant"},
    {"in one parent's alone: the first", "one", "both", "non-compliant"},
    {"in one parent's alone: the second", "three", "both", "non-compliant"},
    {"a wider set of its own widens nothing", "one", "more", "non-compliant"},
    {"a wider set of its own takes nothing away", "two", "more", "compliant"},
    {"an empty intersection: one", "one", "never", "non-compliant"},
    {"an empty intersection: two", "two", "never", "non-compliant"},
    {"an empty intersection: three", "three", "never", "non-compliant"},
};

static void hold_the_sets(void **state)
{
    const order_row *row = *state;
    char text[1024], declaration[256];
    snprintf(text, sizeof text, LAW(T ", hosting: %s}}\n" A "}}\n" SETS), row->ceiling);
    snprintf(declaration, sizeof declaration, "usage: 1\nactivity: a\ntool: t\ndata: [%s]\n", row->data);
    charter *the_charter = good_charter(text);
    const char *told = tell_verdicts(the_charter, declaration, "2026-11-02", 0);
    assert_int_equal(strncmp(told, row->decision, strlen(row->decision)), 0);
    charter_free(the_charter);
}

/* ---- duties' evidence, fields, rules ---- */

#define SHARE "fields: {x: {type: number}}\n"

static const fault_row pieces[] = {
    {"every place of evidence",
     LAW("fields: {ok: {type: bool}}\nduties: {d: {due: after, evidence: [review, training, evidence.x, facts.ok]}}\n"),
     "fine", NULL},
    {"evidence of no field",
     LAW("fields: {approved: {type: bool}}\nduties: {d: {due: after, evidence: facts.aproved}}\n"),
     "4:36 reference.unknown", "the charter does not list a field \"aproved\" [did you mean \"approved\"?]"},
    {"evidence elsewhere", LAW("duties: {d: {due: after, evidence: [reviews]}}\n"), "3:37 value.form",
     "write review, training, evidence.ID or facts.ID"},
    {"evidence without an id", LAW("duties: {d: {due: after, evidence: evidence.}}\n"), "3:36 value.form", NULL},
    {"evidence with a bad id", LAW("duties: {d: {due: after, evidence: evidence.A}}\n"), "3:36 value.form", NULL},
    {"facts without an id", LAW("duties: {d: {due: after, evidence: facts.}}\n"), "3:36 reference.unknown", NULL},

    {"a choice without values", LAW("fields: {f: {type: choice}}\n"), "3:10 value.form", "lists no values"},
    {"values without a choice", LAW("fields: {f: {type: text, values: [a]}}\n"), "3:10 value.form", "is no choice"},
    {"a choice of one", LAW("fields: {f: {type: choice, values: a}}\n"), "fine", NULL},

    {"a rule that every use would breach", LAW("rules: {r: {effect: forbid}}\n"), "3:9 key.missing",
     "would be breached by every use"},
    {"a rule that is null", LAW("rules: {r: }\n"), "3:9 key.missing", NULL},
    {"a rule with a requirement and duties", LAW("duties: {d: {due: after}}\nrules: {r: {require: {}, duties: d}}\n"),
     "4:26 value.form", "make two rules of it"},
    {"a rule with a requirement alone", LAW("rules: {r: {require: {usage.output: internal}}}\n"), "fine", NULL},
    {"a rule with duties alone", LAW("duties: {d: {due: after}}\nrules: {r: {duties: d}}\n"), "fine", NULL},
    {"a when that is silent where a fact is absent", LAW(SHARE "rules: {r: {when: 'has(facts.x) && facts.x > 1.0'}}\n"),
     "4:20 warning condition.silent", "pass over the use in silence"},
    {"a require that is silent where a fact is absent",
     LAW(SHARE "rules: {r: {require: '!has(facts.x) || facts.x > 1.0'}}\n"), "4:24 warning condition.silent",
     "makes this requirement met in silence"},
    {"a when that holds where a fact is absent", LAW(SHARE "rules: {r: {when: '!has(facts.x) || facts.x > 1.0'}}\n"),
     "fine", NULL},
    {"a require that fails where a fact is absent",
     LAW(SHARE "rules: {r: {require: 'has(facts.x) && facts.x > 1.0'}}\n"), "fine", NULL},
    {"a rule with a when that is empty says so itself", LAW("rules: {r: {when: {}}}\n"), "fine", NULL},
};

/* ---- what conditions may speak of ---- */

#define IN_WHEN(condition)                                                                \
    LAW("rules: {r: {when: {" condition "}}}\n"                                           \
        "tools: {chatgpt: {status: banned}}\nactivities: {drafting: {status: allowed}}\n" \
        "hosting: {eu: {}}\ndata: {personal: {}}\nunits: [DMRG]\nroles: {analyst: {}}\n"  \
        "fields: {account: {type: choice, values: [professional, personal]}, ok: {type: bool}}\n")

static const fault_row conditions[] = {
    {"a tool that is not listed", IN_WHEN("tool: chatgtp"), "3:26 condition.never", "chatgpt"},
    {"an activity that is not listed", IN_WHEN("activity.id: draftng"), "3:33 condition.never", "drafting"},
    {"a hosting that is not listed", IN_WHEN("tool.hosting: us"), "3:34 condition.never", NULL},
    {"a vendor is free text", IN_WHEN("tool.vendor: Anybody"), "fine", NULL},
    {"a unit that is not listed", IN_WHEN("usage.unit: DMGR"), "3:32 condition.never", "DMRG"},
    {"a role that is not listed", IN_WHEN("usage.role: analist"), "3:32 condition.never", "analyst"},
    {"a word of a choice that is not listed", IN_WHEN("facts.account: private"), "3:35 condition.never", NULL},
    {"a status that there is not", IN_WHEN("tool.status: allowed"), "3:33 condition.never", NULL},
    {"an output that there is not", IN_WHEN("usage.output: open"), "3:34 condition.never", NULL},
};

/* The place is what matters here; what is wrong with a value is said in several codes. */
static void refuse_at(void **state)
{
    const fault_row *row = *state;
    loaded l = load_text(row->text);
    if (strcmp(row->told, "fine") == 0) {
        assert_string_equal(tell_diagnostics(l.diagnostics), "fine");
    } else {
        size_t place = strcspn(row->told, " ");
        assert_int_equal(l.status, CHARTER_INVALID);
        assert_int_equal(charter_diagnostics_count(l.diagnostics), 1);
        if (strncmp(tell_diagnostics(l.diagnostics), row->told, place + 1) != 0)
            fail_msg("%s, not at %.*s", tell_diagnostics(l.diagnostics), (int)place, row->told);
    }
    if (row->said != NULL && strstr(tell_messages(l.diagnostics), row->said) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", tell_messages(l.diagnostics), row->said);
    unload(&l);
}

/* ---- governance and exceptions ---- */

#define GOVERNED "governance: {colleges: [users, deciders]"

static const fault_row exceptions[] = {
    {"approval by effect",
     LAW(GOVERNED ", approval: {advise: users, review: [deciders], forbid: [users, deciders]}}\n"), "fine", NULL},
    {"approval of no effect", LAW(GOVERNED ", approval: {reveiw: users}}\n"), "3:54 key.unknown",
     "did you mean \"review\"?"},
    {"approval that is null", LAW(GOVERNED ", approval: {review: }}\n"), "fine", NULL},
    {"approval of no college", LAW(GOVERNED ", approval: {review: [decider]}}\n"), "3:63 reference.unknown",
     "governance names no college \"decider\" [did you mean \"deciders\"?]"},
    {"approval of no college, like no other", LAW(GOVERNED ", approval: {review: [xyz]}}\n"), "3:63 reference.unknown",
     "list it under governance: colleges:"},
    {"approval that is a mapping", LAW(GOVERNED ", approval: {review: {a: b}}}\n"), "3:54 value.type", NULL},
    {"approval without colleges", LAW("governance: {approval: {review: users}}\n"), "3:33 reference.unknown", NULL},

    {"an exception without colleges", LAW("exceptions: {e: {waives: tool.status}}\n"), "3:14 key.missing",
     "names the colleges that approve"},
    {"an exception with an empty list of colleges",
     LAW("governance: {colleges: []}\nexceptions: {e: {waives: tool.status}}\n"), "4:14 key.missing", NULL},
    {"approved by no college", LAW(GOVERNED "}\nexceptions: {e: {waives: [], approved-by: [users, usrs]}}\n"),
     "4:51 reference.unknown", "did you mean \"users\"?"},
    {"a college listed twice approves once",
     LAW("governance: {colleges: [users, users]}\nexceptions: {e: {waives: tool.status, approved-by: users}}\n"),
     "fine", NULL},
    {"every clause that may be waived",
     LAW(GOVERNED
         "}\nduties: {d: {due: after}}\nrules: {r: {when: {}}}\n"
         "exceptions: {e: {approved-by: [users, deciders], waives: [activity.unlisted, activity.status, activity.data,\n"
         "  activity.tools, activity.autonomy, tool.unlisted, tool.status, tool.data, tool.activities, data.unlisted,\n"
         "  data.hosting, duty.d, rule.r, charter.review]}}\n"),
     "fine", NULL},
    {"a clause that there is not", LAW(GOVERNED "}\nexceptions: {e: {waives: [tool.statsu]}}\n"),
     "4:27 reference.unknown", "did you mean \"tool.status\"?"},
    {"a clause like no other", LAW(GOVERNED "}\nexceptions: {e: {waives: everything}}\n"), "4:26 reference.unknown",
     "write a clause such as tool.status, or rule.ID, duty.ID"},
    {"the charter's dates cannot be waived", LAW(GOVERNED "}\nexceptions: {e: {waives: charter.period}}\n"),
     "4:26 reference.unknown", NULL},
    {"an exception cannot be waived", LAW(GOVERNED "}\nexceptions: {e: {waives: exception.e}}\n"),
     "4:26 reference.unknown", NULL},
    {"a duty that there is not",
     LAW(GOVERNED "}\nduties: {dpia: {due: after}}\nexceptions: {e: {waives: duty.dpai}}\n"), "5:26 reference.unknown",
     "did you mean \"dpia\"?"},
    {"a rule that there is not", LAW(GOVERNED "}\nexceptions: {e: {waives: rule.r}}\n"), "4:26 reference.unknown",
     "a rule \"r\""},
    {"a family without an entry", LAW(GOVERNED "}\nexceptions: {e: {waives: duty.}}\n"), "4:26 reference.unknown",
     NULL},
};

/* "colleges: [a0, a1, …]" */
static void colleges_have_a_limit(void **state)
{
    (void)state;
    for (int count = 256; count <= 257; count++) {
        char text[4096];
        size_t length = (size_t)snprintf(text, sizeof text, LAW("governance: {colleges: ["));
        for (int i = 0; i < count; i++)
            length += (size_t)snprintf(text + length, sizeof text - length, "a%d, ", i);
        snprintf(text + length, sizeof text - length, "]}\n");
        loaded l = load_text(text);
        assert_string_equal(tell_diagnostics(l.diagnostics), count == 256 ? "fine" : "3:14 limit.entries");
        unload(&l);
    }
}

/* ---- a whole charter of nothing but mistakes ---- */

static void all_mistakes_are_shown_in_one_run(void **state)
{
    (void)state;
    loaded l = load_text(LAW("data: {a: {above: b}}\n"
                             "tools: {t: {status: approved, pattern: '('}, u: {status: good}}\n"
                             "rules: {r: {}}\n"
                             "exceptions: {e: {waives: x.y}}\n"
                             "colour: red\n"));
    assert_string_equal(tell_diagnostics(l.diagnostics),
                        "7:1 key.unknown; 4:58 value.choice; 3:19 reference.unknown; 4:41 pattern.invalid;"
                        " 5:9 key.missing; 6:26 reference.unknown; 6:14 key.missing");
    unload(&l);
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(references, check_fault),
        TEST_ROWS(cycles, check_fault),
        TEST(a_long_chain_of_classes_is_no_trouble),
        TEST_ROWS(orders, hold_the_order),
        TEST_ROWS(hostings, hold_the_sets),
        TEST_ROWS(pieces, check_fault),
        TEST_ROWS(conditions, refuse_at),
        TEST_ROWS(exceptions, check_fault),
        TEST(colleges_have_a_limit),
        TEST(all_mistakes_are_shown_in_one_run),
    };
    return RUN_TABLES(tables);
}
