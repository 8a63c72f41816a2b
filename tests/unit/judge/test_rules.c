/* Rules: what their conditions give, in three values, and where the fact that decided is declared. */
#include "unit/judge/rows.h"

#define REST                                                                                                    \
    "activities: {drafting: {status: allowed}, hard: {status: restricted}}\n"                                   \
    "hosting: {here: {}, there: {}}\n"                                                                          \
    "tools:\n"                                                                                                  \
    "  good: {status: approved, hosting: here, vendor: V, trains-on-inputs: false}\n"                           \
    "  bare: {status: approved}\n"                                                                              \
    "data: {public: {}, internal: {above: public}, personal: {above: internal}}\n"                              \
    "fields: {account: {type: choice, values: [professional, private]}, n: {type: number}, ok: {type: bool},\n" \
    "  on: {type: date}, note: {type: text}}\n"
/* The rule's keys stand on line 4; its id at 4:3. */
#define RULE(keys) LAW("rules:\n  r: {" keys "}\n" REST)
#define SAID(more) USE("drafting", "good") more

/* ---- outcomes ---- */

static const clause_row outcomes[] = {
    {"when alone is the breach", RULE("when: {usage.output: public}"), SAID("output: public\n"),
     "non-compliant: breached forbid /output 4:9-4:15 <4:3", NULL},
    {"a false when asks nothing", RULE("when: {usage.output: public}"), SAID("output: internal\n"),
     "compliant: not-applicable", NULL},
    {"an unknown when is undetermined", RULE("when: {usage.output: public}"), SAID(""),
     "undetermined: undetermined forbid / 1:1-1:6 <4:3", NULL},
    {"the effect may be review", RULE("when: {usage.output: public}, effect: review"), SAID("output: public\n"),
     "review: breached review /output 4:9-4:15 <4:3", NULL},
    {"the effect may be advice, which changes no verdict", RULE("when: {usage.output: public}, effect: advise"),
     SAID("output: public\n"), "compliant: breached advise /output 4:9-4:15 <4:3", NULL},
    {"advice that is undetermined changes no verdict", RULE("when: {usage.output: public}, effect: advise"), SAID(""),
     "compliant: undetermined advise / 1:1-1:6 <4:3", NULL},
    {"a review that is undetermined is undetermined", RULE("when: {usage.output: public}, effect: review"), SAID(""),
     "undetermined: undetermined review / 1:1-1:6 <4:3", NULL},

    {"a requirement that holds is met", RULE("when: {usage.output: public}, require: {facts.account: professional}"),
     SAID("output: public\nfacts: {account: professional}\n"), "compliant: met", NULL},
    {"a requirement that does not hold is breached",
     RULE("when: {usage.output: public}, require: {facts.account: professional}"),
     SAID("output: public\nfacts: {account: private}\n"),
     "non-compliant: breached forbid /facts/account 5:18-5:25 <4:3", NULL},
    {"a requirement that is unknown is undetermined",
     RULE("when: {usage.output: public}, require: {facts.account: professional}"), SAID("output: public\n"),
     "undetermined: undetermined forbid / 1:1-1:6 <4:3", NULL},
    {"where when is false a requirement asks nothing",
     RULE("when: {usage.output: public}, require: {facts.account: professional}"),
     SAID("output: internal\nfacts: {account: private}\n"), "compliant: not-applicable", NULL},
    {"where when is unknown it is undetermined, though the requirement holds",
     RULE("when: {usage.output: public}, require: {facts.account: professional}"),
     SAID("facts: {account: professional}\n"), "undetermined: undetermined forbid / 1:1-1:6 <4:3", NULL},
    {"a requirement without when always applies", RULE("require: {facts.account: professional}"),
     SAID("facts: {account: private}\n"), "non-compliant: breached forbid /facts/account 4:18-4:25 <4:3", NULL},

    {"a rule with duties breaches nothing", RULE("when: {usage.output: public}, duties: []"), SAID("output: public\n"),
     "compliant: met", NULL},
    {"a rule with duties is undetermined where when is unknown", RULE("when: {usage.output: public}, duties: []"),
     SAID(""), "undetermined: undetermined forbid / 1:1-1:6 <4:3", NULL},

    {"a rule out of force does not apply", RULE("when: {usage.output: public}, until: 2026-11-01"),
     SAID("output: public\n"), "compliant: not-applicable", NULL},
    {"a rule counts on its first and last day",
     RULE("when: {usage.output: public}, from: 2026-11-02, until: 2026-11-02"), SAID("output: public\n"),
     "non-compliant: breached forbid /output 4:9-4:15 <4:3", NULL},
    {"a pattern that takes too long is undetermined", RULE("when: {usage.purpose: {matches: '^(x?){600}$'}}"),
     SAID("purpose: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx!\n"),
     "undetermined: undetermined forbid /purpose 4:10-4:51 <4:3", NULL},
};

static void judge_a_rule(void **state)
{
    const clause_row *row = *state;
    assert_string_equal(judged(row->charter, row->declaration, TODAY, "rule.r"), row->expected);
}

/* ---- three values ---- */

/* Each fact once: known to hold, known not to hold, unknown. */
#define HOLDS           "usage.output: public"
#define FAILS           "usage.stage: done"
#define UNKNOWN         "usage.unit: DMRG"
#define WHEN(condition) RULE("when: {" condition "}")

typedef struct truth_row {
    const char *name, *condition, *declaration, *outcome; /* breached: true; not-applicable: false */
} truth_row;

#define ANSWER  "output: public\n"
#define YES     "breached"
#define NO      "not-applicable"
#define PERHAPS "undetermined"

static const truth_row truths[] = {
    {"true and true", HOLDS ", usage.stage: planned", ANSWER, YES},
    {"true and false", HOLDS ", " FAILS, ANSWER, NO},
    {"true and unknown", HOLDS ", " UNKNOWN, ANSWER, PERHAPS},
    {"false and unknown is false", FAILS ", " UNKNOWN, ANSWER, NO},
    {"all: false and unknown is false", "all: [{" UNKNOWN "}, {" FAILS "}]", ANSWER, NO},
    {"any: true or unknown is true", "any: [{" UNKNOWN "}, {" HOLDS "}]", ANSWER, YES},
    {"any: false or unknown is unknown", "any: [{" UNKNOWN "}, {" FAILS "}]", ANSWER, PERHAPS},
    {"any: false or false", "any: [{" FAILS "}, {usage.output: decision}]", ANSWER, NO},
    {"not true", "not: {" HOLDS "}", ANSWER, NO},
    {"not false", "not: {" FAILS "}", ANSWER, YES},
    {"not unknown is unknown", "not: {" UNKNOWN "}", ANSWER, PERHAPS},
    {"no condition at all is true", "", ANSWER, YES},

    {"an absent fact is not unequal either", "usage.unit: {not: DMRG}", ANSWER, PERHAPS},
    {"absent is known of an absent fact", "usage.unit: {absent: true}", ANSWER, YES},
    {"absent is known of a fact that is there", "usage.output: {absent: true}", ANSWER, NO},
    {"absent: false", "usage.output: {absent: false}", ANSWER, YES},
    {"several matchers mean and", "usage.volume.requests: {at-least: 10, at-most: 20}", "volume: {requests: 15}\n",
     YES},
    {"several matchers mean and: too many", "usage.volume.requests: {at-least: 10, at-most: 20}",
     "volume: {requests: 21}\n", NO},

    {"the stage is planned where it is not declared", "usage.stage: planned", ANSWER, YES},
    {"an id", "usage.id: x-1", "id: x-1\n", YES},
    {"an author compares exactly", "usage.author: A", "author: a\n", NO},
    {"a role", "usage.role: analyst", "role: analyst\n", YES},
    {"a purpose", "usage.purpose: {matches: 'note.*interne'}", "purpose: une note tout interne\n", YES},
    {"a purpose that does not match", "usage.purpose: {matches: '^note$'}", "purpose: notes\n", NO},
    {"autonomy by rank: at least", "usage.autonomy: {at-least: assist}", "autonomy: supervised\n", YES},
    {"autonomy by rank: less", "usage.autonomy: {at-least: supervised}", "autonomy: assist\n", NO},
    {"autonomy by rank: at most", "usage.autonomy: {at-most: assist}", "autonomy: suggest\n", YES},
    {"a date", "usage.date: {at-least: 2026-01-01}", "date: 2026-01-01\n", YES},
    {"tokens", "usage.volume.tokens: {at-most: 20000}", "volume: {tokens: 20001}\n", NO},
    {"in", "usage.output: {in: [internal, public]}", ANSWER, YES},
    {"not-in", "usage.output: {not-in: [internal, public]}", ANSWER, NO},

    {"a number of the charter's own", "facts.n: {at-least: 2.5}", "facts: {n: 2.5}\n", YES},
    {"a yes or no of the charter's own", "facts.ok: true", "facts: {ok: false}\n", NO},
    {"a date of the charter's own", "facts.on: {at-most: 2026-06-30}", "facts: {on: 2026-06-30}\n", YES},
    {"a text of the charter's own compares exactly", "facts.note: Non", "facts: {note: non}\n", NO},

    {"the activity's id", "activity.id: drafting", "", YES},
    {"activity is short for its id", "activity: {not: drafting}", "", NO},
    {"the activity's status", "activity.status: allowed", "", YES},
    {"the activity is listed", "activity.listed: true", "", YES},
    {"the tool's id", "tool.id: good", "", YES},
    {"tool is short for its id", "tool: {in: [good, bare]}", "", YES},
    {"the tool's status", "tool.status: approved", "", YES},
    {"the tool's hosting", "tool.hosting: {not: here}", "", NO},
    {"the tool's vendor", "tool.vendor: V", "", YES},
    {"whether the tool trains on inputs", "tool.trains_on_inputs: false", "", YES},
    {"the tool's declared name", "tool.name: good", "", YES},
    {"the tool's model is absent where it is not declared", "tool.model: {absent: true}", "", YES},

    {"data: some class is it", "data: {includes: internal}", "data: [public, internal]\n", YES},
    {"data: some class stands above it", "data: {includes: public}", "data: [personal]\n", YES},
    {"data: no class is it or above it", "data: {includes: personal}", "data: [internal]\n", NO},
    {"data: none sent include nothing", "data: {includes: public}", "data: []\n", NO},
    {"data: not declared is unknown", "data: {includes: public}", "", PERHAPS},
    {"data: every class is within", "data: {within: internal}", "data: [public, internal]\n", YES},
    {"data: one class is not within", "data: {within: internal}", "data: [public, personal]\n", NO},
    {"data: none sent are within everything", "data: {within: public}", "data: []\n", YES},
    {"data: an unlisted class is never within", "data: {within: personal}", "data: [public, gossip]\n", NO},
    {"data: not declared is not known to be within", "data: {within: personal}", "", PERHAPS},
};

static void decide(void **state)
{
    const truth_row *row = *state;
    char law_text[4096], declaration[1024];
    snprintf(law_text, sizeof law_text, LAW("rules:\n  r: {when: {%s}}\n" REST), row->condition);
    snprintf(declaration, sizeof declaration, "%s%s", SAID(""), row->declaration);
    charter *the_charter = good_charter(law_text);
    const char *told = told_of(tell_verdicts(the_charter, declaration, TODAY, TELL_EVERY), "rule.r");
    if (strncmp(told, row->outcome, strlen(row->outcome)) != 0)
        fail_msg("%s, not %s", told, row->outcome);
    charter_free(the_charter);
}

/* ---- what is not known of the unlisted ---- */

#define ODD      USE("drafting", "wrench")
#define ODD_WORK USE("cooking", "good")

static const clause_row unlisted[] = {
    {"a fact of an unlisted tool: its hosting", WHEN("tool.hosting: here"), ODD, "review: not-applicable", NULL},
    {"a fact of an unlisted tool: its id", WHEN("tool: good"), ODD, "review: not-applicable", NULL},
    {"a fact of an unlisted tool: its status", WHEN("tool.status: {not: banned}"), ODD, "review: not-applicable", NULL},
    {"a fact of an unlisted tool: its vendor", WHEN("tool.vendor: V"), ODD, "review: not-applicable", NULL},
    {"a fact of an unlisted tool: what it trains on", WHEN("tool.trains_on_inputs: true"), ODD,
     "review: not-applicable", NULL},
    {"a fact of an unlisted tool in a requirement", RULE("require: {tool.hosting: here}"), ODD,
     "review: not-applicable", NULL},
    {"a fact of an unlisted tool beside another that is missing", WHEN("tool.hosting: here, usage.unit: X"), ODD,
     "undetermined: undetermined forbid / 1:1-1:6 <4:3", NULL},
    {"what the requirement reads exempts no unknown when", RULE("when: {usage.unit: X}, require: {tool.hosting: here}"),
     ODD, "undetermined: undetermined forbid / 1:1-1:6 <4:3", NULL},
    {"a fact of a listed tool that the charter does not say is undetermined", WHEN("tool.hosting: here"),
     USE("drafting", "bare"), "undetermined: undetermined forbid /tool 3:7-3:11 <4:3", NULL},
    {"what a listed tool does not say is undetermined: whom it is from", WHEN("tool.vendor: V"),
     USE("drafting", "bare"), "undetermined: undetermined forbid /tool 3:7-3:11 <4:3", NULL},
    {"what a listed tool does not say is absent: whom it is from", WHEN("tool.vendor: {absent: true}"),
     USE("drafting", "bare"), "non-compliant: breached forbid /tool 3:7-3:11 <4:3", NULL},
    {"what a listed tool says is not absent: whom it is from", WHEN("tool.vendor: {absent: true}"),
     USE("drafting", "good"), "compliant: not-applicable", NULL},
    {"what a listed tool does not say is undetermined: what it trains on", WHEN("tool.trains_on_inputs: true"),
     USE("drafting", "bare"), "undetermined: undetermined forbid /tool 3:7-3:11 <4:3", NULL},
    {"what a listed tool does not say is absent: what it trains on", WHEN("tool.trains_on_inputs: {absent: true}"),
     USE("drafting", "bare"), "non-compliant: breached forbid /tool 3:7-3:11 <4:3", NULL},
    {"what a listed tool says is not absent: what it trains on", WHEN("tool.trains_on_inputs: {absent: true}"),
     USE("drafting", "good"), "compliant: not-applicable", NULL},
    {"what a listed tool does not say is undetermined: where it runs", WHEN("tool.hosting: here"),
     USE("drafting", "bare"), "undetermined: undetermined forbid /tool 3:7-3:11 <4:3", NULL},
    {"what a listed tool does not say is absent: where it runs", WHEN("tool.hosting: {absent: true}"),
     USE("drafting", "bare"), "non-compliant: breached forbid /tool 3:7-3:11 <4:3", NULL},
    {"what a listed tool says is not absent: where it runs", WHEN("tool.hosting: {absent: true}"),
     USE("drafting", "good"), "compliant: not-applicable", NULL},
    {"whether an unlisted tool is listed is known", WHEN("tool.listed: false"), ODD,
     "non-compliant: breached forbid /tool 3:7-3:13 <4:3", NULL},
    {"the name of an unlisted tool is known", WHEN("tool.name: wrench"), ODD,
     "non-compliant: breached forbid /tool 3:7-3:13 <4:3", NULL},
    {"the model of an unlisted tool exempts nothing", WHEN("tool.model: m"), ODD,
     "undetermined: undetermined forbid /tool 3:7-3:13 <4:3", NULL},
    {"a condition that is decided all the same", WHEN("any: [{tool.hosting: here}, {usage.output: public}]"),
     ODD "output: public\n", "non-compliant: breached forbid /output 4:9-4:15 <4:3", NULL},
    {"absent is known of an unlisted tool", WHEN("tool.hosting: {absent: true}"), ODD,
     "non-compliant: breached forbid /tool 3:7-3:13 <4:3", NULL},
    {"a fact of an unlisted activity: its id", WHEN("activity: drafting"), ODD_WORK, "review: not-applicable", NULL},
    {"a fact of an unlisted activity: its status", WHEN("activity.status: allowed"), ODD_WORK, "review: not-applicable",
     NULL},
    {"whether an unlisted activity is listed is known", WHEN("activity.listed: false"), ODD_WORK,
     "non-compliant: breached forbid /activity 2:11-2:18 <4:3", NULL},
    {"a fact of an unlisted tool exempts no activity", WHEN("activity: hard, tool: bare"), ODD_WORK,
     "review: not-applicable", NULL},
};

/* ---- places ---- */

static const clause_row places[] = {
    {"a fact", WHEN("facts.ok: false"), SAID("facts: {n: 1, ok: false}\n"),
     "non-compliant: breached forbid /facts/ok 4:19-4:24 <4:3", NULL},
    {"a volume", WHEN("usage.volume.requests: {at-least: 5}"), SAID("volume: {tokens: 1, requests: 40}\n"),
     "non-compliant: breached forbid /volume/requests 4:31-4:33 <4:3", NULL},
    {"data", WHEN("data: {includes: personal}"), SAID("data: personal\n"),
     "non-compliant: breached forbid /data 4:7-4:15 <4:3", NULL},
    {"the activity", WHEN("activity.status: allowed"), SAID(""),
     "non-compliant: breached forbid /activity 2:11-2:19 <4:3", NULL},
    {"a tool written as a mapping", WHEN("tool.hosting: here"), USE("drafting", "{model: m, name: good}"),
     "non-compliant: breached forbid /tool/name 3:24-3:28 <4:3", NULL},
    {"a fact that is absent, at the declaration", WHEN("facts.n: {absent: true}"), SAID("facts: {ok: true}\n"),
     "non-compliant: breached forbid / 1:1-1:6 <4:3", NULL},
    {"no condition, at the declaration", WHEN(""), SAID(""), "non-compliant: breached forbid / 1:1-1:6 <4:3", NULL},
};

/* ---- several rules ---- */

static void each_rule_is_judged_by_itself(void **state)
{
    (void)state;
    charter *the_charter = good_charter(LAW("rules:\n"
                                            "  b: {when: {usage.output: public}}\n"
                                            "  a: {when: {usage.output: public}, effect: advise}\n"
                                            "  c: {when: {usage.unit: X}, effect: review}\n"
                                            "  d: {when: {usage.output: internal}}\n" REST));
    assert_string_equal(tell_verdicts(the_charter, SAID("output: public\n"), TODAY, 0),
                        "non-compliant | rule.b breached forbid | rule.a breached advise | rule.c undetermined review");
    charter_free(the_charter);
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(outcomes, judge_a_rule), TEST_ROWS(truths, decide),           TEST_ROWS(unlisted, judge_a_rule),
        TEST_ROWS(places, judge_a_rule),   TEST(each_rule_is_judged_by_itself),
    };
    return RUN_TABLES(tables);
}
