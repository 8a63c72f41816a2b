/* What lint tells of a charter, and what it leaves alone. docs/lint.md has an example of each code, which its own test
 * runs: here is what lies beside them. */
#include <stdio.h>

#include "unit/support.h"

static void lint_text(const char *text, const char *at, charter_status expected, loaded *l)
{
    *l = load_text(text);
    assert_int_equal(l->status, CHARTER_OK);
    charter_lint_options options = {.at = day(at)};
    assert_int_equal(charter_lint(l->charter, &options, l->diagnostics), expected);
}

typedef struct row {
    const char *name;
    const char *text;     /* before charter: 1 and id: c */
    const char *expected; /* as tell_diagnostics() has it: lines count from `text` */
} row;

#define SOUND                                          \
    "data: {public: {}, secret: {above: public}}\n"    \
    "tools: {own: {status: approved, data: secret}}\n" \
    "activities: {writing: {status: allowed, data: secret}}\n"

#define EXCEPTIONS                                                                                             \
    "governance: {colleges: [board]}\n"                                                                        \
    "data: {public: {}, secret: {above: public, hosting: [here]}}\n"                                           \
    "hosting: {here: {}, there: {}}\n"                                                                         \
    "tools:\n"                                                                                                 \
    "  own: {status: approved, hosting: here}\n"                                                               \
    "  chat: {status: banned, hosting: there, because: b}\n"                                                   \
    "activities: {writing: {status: allowed}, coding: {status: restricted, data: public, autonomy: assist}}\n" \
    "rules: {asks: {when: {usage.output: public}, duties: [read], because: b}}\n"                              \
    "duties: {read: {due: after}}\n"                                                                           \
    "exceptions:\n"

#define EXCEPTION(rest) EXCEPTIONS "  e: {until: 2027-12-31, approved-by: [board], because: b, " rest "}\n"

static const row rows[] = {
    {"a sound charter", SOUND, "fine"},
    {"a charter of nothing", "", "fine"},
    {"a charter without tools", "data: {public: {}}\nactivities: {writing: {status: allowed, data: public}}\n", "fine"},
    {"a tool without hosting may not be given what has one",
     "data: {secret: {hosting: [here]}, public: {}}\nhosting: {here: {}}\ntools: {own: {status: approved}}\n"
     "activities: {writing: {status: allowed}}\n",
     "1:8 warning lint.class-unserved; 1:35 note lint.unused"},
    {"an empty hosting below is meant",
     "data: {none: {hosting: []}, over: {above: none}, public: {}}\ntools: {own: {status: approved, data: public}}\n"
     "activities: {writing: {status: allowed}}\n",
     "fine"},
    {"the activity's ceiling counts, and the tool's",
     "data: {a: {}, b: {}}\ntools: {own: {status: approved, data: a}}\n"
     "activities: {one: {status: allowed, data: b}, two: {status: allowed}}\n",
     "1:15 warning lint.class-unserved; 3:14 warning lint.activity-unserved"},
    {"only, not and status of an activity",
     "tools: {own: {status: approved}, tried: {status: tolerated}}\n"
     "activities:\n  a: {status: allowed, tools: {only: [own]}}\n  b: {status: allowed, tools: {not: [own, tried]}}\n"
     "  c: {status: allowed, tools: {status: [recommended]}}\n  d: {status: banned, because: b}\n",
     "4:3 warning lint.activity-unserved; 5:3 warning lint.activity-unserved"},
    {"nothing in a banned tool's place",
     "tools: {own: {status: approved, activities: [coding]}, chat: {status: banned, because: b, activities: [writing]}}\n"
     "activities: {coding: {status: allowed}, writing: {status: allowed}}\n",
     "1:56 warning lint.no-alternative; 2:41 warning lint.activity-unserved"},
    {"nothing is wanted for what nobody may do",
     "tools: {own: {status: approved}, chat: {status: banned, because: b, activities: [spying]}}\n"
     "activities: {writing: {status: allowed}, spying: {status: banned, because: b}}\n",
     "fine"},
    {"a class that only a detector means is used",
     "data: {key: {}}\ndetectors: {key: {pattern: 'K-\\d+', means: key}}\ntools: {own: {status: approved}}\n"
     "activities: {writing: {status: allowed}}\n",
     "fine"},
    {"a class that nothing asks for", "data: {odd: {}}\ntools: {own: {status: approved}}\n", "1:8 note lint.unused"},
    {"a hosting that a condition names is used",
     "hosting: {here: {}, there: {}, far: {}}\n"
     "tools: {own: {status: approved, hosting: here}, other: {status: approved, hosting: far}}\n"
     "rules: {no: {when: {tool.hosting: {in: [there, here]}}, because: b}}\n",
     "fine"},
    {"a field that is evidence is used",
     SOUND "fields: {asked: {type: bool}}\nduties: {ask: {due: before, evidence: facts.asked}}\n"
           "rules: {asks: {duties: [ask], because: b}}\n",
     "fine"},
    {"a stricter pattern bars, a milder one catches",
     "tools:\n  a: {status: approved, aliases: [bot one], pattern: 'two'}\n"
     "  b: {status: banned, because: b, aliases: [bot two], pattern: 'bot'}\n",
     "2:35 note lint.name-barred"},
    {"an own pattern speaks for its names",
     "tools:\n  a: {status: approved, pattern: 'bot'}\n  bot: {status: banned, because: b, pattern: '^bot'}\n", "fine"},
    {"a rule about a tool that is not listed",
     SOUND "rules: {r: {when: {tool.listed: false}, because: b}, s: {when: {tool.vendor: Acme}, because: b}}\n",
     "fine"},
    {"a rule about no listed activity", SOUND "rules: {r: {when: {activity.status: banned}, because: b}}\n",
     "4:13 note lint.rule-never"},
    {"alternatives that leave nothing out",
     SOUND "rules: {r: {when: {any: [{usage.output: public}, {usage.output: {not: public}}]}, because: b}}\n",
     "4:13 warning lint.rule-always"},
    {"what is left open is not always so",
     SOUND "rules: {r: {when: {any: [{usage.output: public}, {usage.unit: {not: x}}]}, because: b}}\n", "fine"},
    {"to require whatever it is asks for the fact",
     SOUND "rules: {r: {require: {any: [{usage.output: public}, {usage.output: {not: public}}]}, because: b}}\n",
     "fine"},
    {"a requirement that silence keeps", SOUND "rules: {r: {require: {usage.role: {absent: true}}, because: b}}\n",
     "4:44 note lint.silence"},
    {"a requirement that a fact be there", SOUND "rules: {r: {require: {usage.role: {absent: false}}, because: b}}\n",
     "fine"},
    {"what loading has told of has() is told once",
     SOUND "rules: {r: {when: \"has(usage.role) && usage.role == 'x'\", because: b}}\n",
     "4:20 warning condition.silent"},
    {"an exception for every tool", EXCEPTION("for: {usage.unit: x}, waives: [tool.status]"),
     "11:91 warning lint.exception-broad"},
    {"an exception for one tool", EXCEPTION("for: {usage.unit: x, tool: chat}, waives: [tool.status, data.hosting]"),
     "fine"},
    {"an exception that is always true",
     EXCEPTION("for: {any: [{usage.output: public}, {usage.output: {not: public}}]}, waives: [tool.status]"),
     "11:60 warning lint.exception-broad"},
    {"what an approved tool cannot breach",
     EXCEPTION("for: {usage.unit: x, tool: own}, waives: [tool.status, data.hosting, tool.data]"),
     "11:102 warning lint.exception-idle; 11:115 warning lint.exception-idle; 11:129 warning lint.exception-idle"},
    {"what an allowed activity cannot breach",
     EXCEPTION("for: {activity: writing}, waives: [activity.status, activity.data, activity.autonomy]"),
     "11:95 warning lint.exception-idle; 11:112 warning lint.exception-idle; 11:127 warning lint.exception-idle"},
    {"what a restricted activity can",
     EXCEPTION("for: {activity: coding}, waives: [activity.status, activity.data, activity.autonomy]"), "fine"},
    {"a rule that asks for duties breaches nothing", EXCEPTION("for: {tool: chat}, waives: [rule.asks]"),
     "11:88 warning lint.exception-idle"},
    {"an exception of no tool at all", EXCEPTION("for: {tool: chat, tool.status: approved}, waives: [tool.status]"),
     "11:60 warning lint.exception-idle"},
    {"an exception without an end",
     EXCEPTIONS "  e: {approved-by: [board], because: b, for: {tool: chat}, waives: [tool.status]}\n",
     "11:3 warning lint.exception-broad"},
    {"what has ended says nothing else",
     EXCEPTIONS "  e: {until: 2026-01-31, approved-by: [board], waives: [tool.status]}\n", "11:14 warning lint.past"},
    {"what is ignored by its entry",
     SOUND "fields: {odd: {type: bool, x-lint-ignore: {lint.unused: it is for the forms of 2027}}}\n", "fine"},
    {"a list does as well", SOUND "fields: {odd: {type: bool, x-lint-ignore: [{lint.unused: for 2027}]}}\n", "fine"},
    {"what is ignored by the charter",
     SOUND "fields: {odd: {type: bool}, even: {type: bool}}\nx-lint-ignore: {lint.unused: for the forms of 2027}\n",
     "fine"},
    {"a warning of loading's",
     SOUND "rules:\n  r:\n    when: \"has(usage.role) && usage.role == 'x'\"\n    because: b\n"
           "    x-lint-ignore: {condition.silent: about those who say it}\n",
     "fine"},
    {"an ignore elsewhere does not count",
     SOUND "fields: {odd: {type: bool}, even: {type: text, x-lint-ignore: {lint.unused: for 2027}}}\n",
     "4:10 note lint.unused"},
    {"an ignore without a reason", SOUND "fields: {odd: {type: bool, x-lint-ignore: {lint.unused: n/a}}}\n",
     "4:10 note lint.unused; 4:44 warning lint.ignore-form"},
    {"an ignore that is a code alone", SOUND "fields: {odd: {type: bool, x-lint-ignore: lint.unused}}\n",
     "4:10 note lint.unused; 4:43 warning lint.ignore-form"},
    {"an ignore of no code", SOUND "x-lint-ignore: {lint.unsed: for 2027}\n", "4:17 warning lint.ignore-form"},
    {"an ignore of ignores", SOUND "x-lint-ignore: {lint.ignore-unused: for 2027}\n", "4:17 warning lint.ignore-form"},
};

static void tells(void **state)
{
    const row *r = *state;
    char whole[4096];
    /* Behind it, so that lines count from `text`. */
    snprintf(whole, sizeof whole, "%scharter: 1\nid: c\n", r->text);
    loaded l;
    lint_text(whole, "2026-11-30", CHARTER_OK, &l);
    assert_string_equal(tell_diagnostics(l.diagnostics), r->expected);
    unload(&l);
}

/* ---- days ---- */

typedef struct day_row {
    const char *name, *at, *expected;
} day_row;

static const char dated[] = "charter: 1\n"
                            "id: c\n"
                            "from: 2026-01-01\n"
                            "until: 2026-12-31\n"
                            "review-by: 2026-11-30\n"
                            "governance: {colleges: [board]}\n"
                            "tools: {own: {status: approved, until: 2026-11-30}, other: {status: banned, because: b}}\n"
                            "activities: {writing: {status: allowed}}\n"
                            "exceptions:\n"
                            "  e: {for: {tool: other}, waives: [tool.status], from: 2026-10-01, until: 2026-12-15,\n"
                            "      approved-by: [board], because: b}\n";

static const day_row days[] = {
    {"more than thirty days before an exception ends", "2026-11-14", "fine"},
    {"thirty days before an exception ends", "2026-11-15", "10:75 warning lint.exception-lapsing"},
    {"the last day of a tool", "2026-11-30", "10:75 warning lint.exception-lapsing"},
    {"the day after", "2026-12-01",
     "5:12 warning lint.past; 7:40 warning lint.past; 7:53 warning lint.no-alternative; "
     "8:14 warning lint.activity-unserved; 10:75 warning lint.exception-lapsing"},
    {"the charter has ended: as it was on its last day", "2027-01-01",
     "4:8 warning lint.past; 5:12 warning lint.past; 7:53 warning lint.no-alternative; "
     "8:14 warning lint.activity-unserved"},
};

static void tells_of_days(void **state)
{
    const day_row *r = *state;
    loaded l;
    lint_text(dated, r->at, CHARTER_OK, &l);
    assert_string_equal(tell_diagnostics(l.diagnostics), r->expected);
    unload(&l);
}

/* ---- the call ---- */

static void wants_a_day(void **state)
{
    (void)state;
    loaded l;
    l = load_text("charter: 1\nid: c\n");
    charter_lint_options none = {.at = CHARTER_NO_DAY};
    assert_int_equal(charter_lint(l.charter, &none, l.diagnostics), CHARTER_UNKNOWN);
    unload(&l);
}

static void counts_what_is_ignored(void **state)
{
    (void)state;
    loaded l;
    lint_text("charter: 1\nid: c\nfields: {a: {type: bool}, b: {type: bool}}\nx-lint-ignore: {lint.unused: for 2027}\n",
              "2026-11-30", CHARTER_OK, &l);
    assert_int_equal(charter_diagnostics_count(l.diagnostics), 0);
    assert_int_equal(charter_diagnostics_ignored_count(l.diagnostics), 2);
    unload(&l);
}

static void tells_so_many_and_how_many_more(void **state)
{
    (void)state;
    char text[1 << 14] = "charter: 1\nid: c\nfields:\n";
    for (int i = 0; i < CHARTER_LINT_TOLD + 3; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "  f%d: {type: bool}\n", i);
    loaded l;
    lint_text(text, "2026-11-30", CHARTER_OK, &l);
    assert_int_equal(charter_diagnostics_count(l.diagnostics), CHARTER_LINT_TOLD + 1);
    assert_non_null(strstr(tell_messages(l.diagnostics), "3 more like these are not shown"));
    unload(&l);
}

/* A version that has ended is history; where all have, the last one is told of. */
static void looks_at_versions_that_have_not_ended(void **state)
{
    (void)state;
    static const memory_file files[] = {
        {.path = "charter.yaml", .text = "charter: 1\nid: c\nuntil: 2026-06-30\nfields: {a: {type: bool}}\n"},
        {.path = "next.yaml",
         .text = "charter: 1\nid: c\nfrom: 2026-07-01\nuntil: 2026-10-31\nfields: {b: {type: bool}}\n"},
        {.path = NULL},
    };
    static const struct {
        const char *at, *expected;
    } cases[] = {
        {"2026-06-30", "4:10 note lint.unused; next.yaml:5:10 note lint.unused"},
        {"2026-07-01", "next.yaml:5:10 note lint.unused"},
        {"2027-01-01", "next.yaml:4:8 warning lint.past; next.yaml:5:10 note lint.unused"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        loaded l = load_from(files, (const char *const[]){"charter.yaml", "next.yaml", NULL}, NULL);
        assert_int_equal(l.status, CHARTER_OK);
        charter_lint_options options = {.at = day(cases[i].at)};
        assert_int_equal(charter_lint(l.charter, &options, l.diagnostics), CHARTER_OK);
        assert_string_equal(tell_diagnostics(l.diagnostics), cases[i].expected);
        unload(&l);
    }
}

static void has_a_row_for_each_code(void **state)
{
    (void)state;
    assert_true(charter_lint_check_count() > 10);
    for (size_t i = 0; i < charter_lint_check_count(); i++) {
        charter_lint_check check = charter_lint_check_at(i);
        assert_int_equal(strncmp(check.code, "lint.", 5), 0);
        assert_true(check.severity == CHARTER_WARNING || check.severity == CHARTER_NOTE);
        assert_true(strlen(check.title) > 0);
    }
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(rows, tells),
        TEST_ROWS(days, tells_of_days),
        TEST(wants_a_day),
        TEST(counts_what_is_ignored),
        TEST(tells_so_many_and_how_many_more),
        TEST(looks_at_versions_that_have_not_ended),
        TEST(has_a_row_for_each_code),
    };
    return RUN_TABLES(tables);
}
