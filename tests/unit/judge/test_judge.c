/* The judge: the order of verdicts, the day, the version in force, declarations that cannot be judged. */
#include "unit/judge/rows.h"

/* ---- deny overrides, then the unknown, then review, then the conditional ---- */

/* A rule for each outcome, so that a declaration can have any of them. */
#define ORDER                                                                                                \
    LAW("activities: {drafting: {status: allowed}, dutiful: {status: allowed, duties: d}}\n"                 \
        "tools: {good: {status: approved}}\n"                                                                \
        "duties: {d: {due: before}}\n"                                                                       \
        "fields: {forbid: {type: bool}, unknown: {type: bool}, never: {type: bool}, review: {type: bool},\n" \
        "  advise: {type: bool}, hint: {type: bool}}\n"                                                      \
        "rules:\n"                                                                                           \
        "  forbid: {when: {facts.forbid: {absent: false}}}\n"                                                \
        "  unknown: {when: {facts.unknown: {absent: false}}, require: {facts.never: true}}\n"                \
        "  review: {when: {facts.review: {absent: false}}, effect: review}\n"                                \
        "  advise: {when: {facts.advise: {absent: false}}, effect: advise}\n"                                \
        "  hint: {when: {facts.hint: {absent: false}}, require: {facts.never: true}, effect: advise}\n")
#define FORBID  "rule.forbid breached forbid"
#define UNKNOWN "rule.unknown undetermined forbid"
#define REVIEW  "rule.review breached review"
#define ADVISE  "rule.advise breached advise"
#define HINT    "rule.hint undetermined advise"
#define DUTY    "duty d before open"

static const verdict_row order[] = {
    {"nothing", ORDER, USE("drafting", "good"), "compliant", NULL},
    {"advice alone", ORDER, USE("drafting", "good") "facts: {advise: true, hint: true}\n",
     "compliant | " ADVISE " | " HINT, NULL},
    {"an open duty", ORDER, USE("dutiful", "good"), "conditional | " DUTY, NULL},
    {"an open duty and advice", ORDER, USE("dutiful", "good") "facts: {advise: true}\n",
     "conditional | " ADVISE " | " DUTY, NULL},
    {"review over the conditional", ORDER, USE("dutiful", "good") "facts: {review: true}\n",
     "review | " REVIEW " | " DUTY, NULL},
    {"the unknown over review", ORDER, USE("dutiful", "good") "facts: {review: true, unknown: true}\n",
     "undetermined | " UNKNOWN " | " REVIEW " | " DUTY, NULL},
    {"the unknown over the conditional", ORDER, USE("dutiful", "good") "facts: {unknown: true}\n",
     "undetermined | " UNKNOWN " | " DUTY, NULL},
    {"deny over the unknown", ORDER, USE("drafting", "good") "facts: {forbid: true, unknown: true}\n",
     "non-compliant | " FORBID " | " UNKNOWN, NULL},
    {"deny over everything", ORDER,
     USE("dutiful", "good") "facts: {hint: true, advise: true, review: true, unknown: true, forbid: true}\n",
     "non-compliant | " FORBID " | " UNKNOWN " | " REVIEW " | " ADVISE " | " HINT " | " DUTY, NULL},
};

static void check_row(void **state)
{
    check_verdict_row(*state, 0);
}

/* ---- what the charter in force makes of a declaration's facts ---- */

#define BOUND                                                                                      \
    LAW("activities: {drafting: {status: allowed}}\ntools: {good: {status: approved}}\n"           \
        "units: [DMRG, DSDS]\nroles: {analyst: {}, director: {title: T}}\n"                        \
        "fields: {account: {type: choice, values: [professional, personal]}, n: {type: number},\n" \
        "  ok: {type: bool}, on: {type: date}, note: {type: text}}\n")

static const verdict_row facts[] = {
    {"every type of fact", BOUND,
     USE("drafting", "good") "facts: {account: personal, n: -2.5, ok: false, on: 2026-01-31, note: ''}\n", "compliant",
     NULL},
    {"null facts are absent", BOUND, USE("drafting", "good") "facts: {account: ~, n: , ok: null}\n", "compliant", NULL},
    {"x- facts are nobody's business", BOUND, USE("drafting", "good") "facts: {x-mine: [1]}\n", "compliant", NULL},
    {"an unknown fact", BOUND, USE("drafting", "good") "facts: {acount: personal}\n", "invalid | 4:9 fact.unknown",
     NULL},
    {"an unknown fact without a value", BOUND, USE("drafting", "good") "facts: {acount: ~}\n",
     "invalid | 4:9 fact.unknown", NULL},
    {"a decimal comma in braces", BOUND, USE("drafting", "good") "facts: {n: 0,9}\n", "invalid | 4:14 fact.unknown",
     NULL},
    {"a decimal comma", BOUND, USE("drafting", "good") "facts:\n  n: 0,9\n", "invalid | 5:6 value.type", NULL},
    {"a choice that is not listed", BOUND, USE("drafting", "good") "facts: {account: Personal}\n",
     "invalid | 4:18 value.choice", NULL},
    {"a choice that is a list", BOUND, USE("drafting", "good") "facts: {account: [personal]}\n",
     "invalid | 4:9 value.type", NULL},
    {"a number that is none", BOUND, USE("drafting", "good") "facts: {n: 1_000}\n", "invalid | 4:12 value.type", NULL},
    {"a number with a leading zero", BOUND, USE("drafting", "good") "facts: {n: 010}\n", "invalid | 4:12 value.type",
     NULL},
    {"a number that is a mapping", BOUND, USE("drafting", "good") "facts: {n: {}}\n", "invalid | 4:9 value.type", NULL},
    {"yes is no boolean", BOUND, USE("drafting", "good") "facts: {ok: yes}\n", "invalid | 4:13 value.type", NULL},
    {"a date that does not exist", BOUND, USE("drafting", "good") "facts: {on: 2026-02-29}\n",
     "invalid | 4:13 value.type", NULL},
    {"a text that is a list", BOUND, USE("drafting", "good") "facts: {note: [a]}\n", "invalid | 4:9 value.type", NULL},
    {"several faults at once", BOUND, USE("drafting", "good") "unit: X\nfacts: {n: x, q: 1}\n",
     "invalid | 5:12 value.type; 5:15 fact.unknown; 4:7 name.unlisted", NULL},
    {"a listed unit and role", BOUND, USE("drafting", "good") "unit: DMRG\nrole: director\n", "compliant", NULL},
    {"a misspelt unit", BOUND, USE("drafting", "good") "unit: DMGR\n", "invalid | 4:7 name.unlisted", NULL},
    {"a unit compares exactly", BOUND, USE("drafting", "good") "unit: dmrg\n", "invalid | 4:7 name.unlisted", NULL},
    {"a misspelt role", BOUND, USE("drafting", "good") "role: analist\n", "invalid | 4:7 name.unlisted", NULL},
    {"a misspelt unit of a key that stands twice", BOUND, USE("drafting", "good") "unit:\nunit: DMGR\n",
     "invalid | 5:1 key.duplicate; 5:7 name.unlisted", NULL},
    {"any unit where the charter lists none",
     LAW("activities: {drafting: {status: allowed}}\ntools: {good: {status: approved}}\n"),
     USE("drafting", "good") "unit: X\nrole: Y\n", "compliant", NULL},
    {"no unit at all where the charter lists none but an empty list",
     LAW("activities: {drafting: {status: allowed}}\ntools: {good: {status: approved}}\nunits: []\n"),
     USE("drafting", "good") "unit: X\n", "invalid | 4:7 name.unlisted", NULL},
    {"a charter without fields has none",
     LAW("activities: {drafting: {status: allowed}}\ntools: {good: {status: approved}}\n"),
     USE("drafting", "good") "facts: {ok: true}\n", "invalid | 4:9 fact.unknown", NULL},
    {"without a charter in force facts cannot be checked", BOUND "until: 2026-01-01\n",
     USE("drafting", "good") "unit: X\nfacts: {nonsense: 1}\n", "undetermined | charter.period undetermined forbid",
     NULL},
    {"a fault that needs no charter comes before", BOUND "until: 2026-01-01\n",
     USE("drafting", "good") "stage: begun\n", "invalid | 4:8 value.choice", NULL},
};

/* ---- several versions ---- */

/* Of this year and of the next; a hole in between. */
static const memory_file years[] = {
    {"2025.yaml",
     "charter: 1\nid: law\nversion: '2025'\nfrom: 2025-01-01\nuntil: 2025-12-31\n"
     "activities: {drafting: {status: banned}}\ntools: {good: {status: approved}}\nunits: [OLD]\n",
     0, 0},
    {"2026.yaml",
     "charter: 1\nid: law\nversion: '2026'\nfrom: 2026-02-01\n"
     "activities: {drafting: {status: allowed}}\ntools: {good: {status: approved}}\nunits: [NEW]\n",
     0, 0},
    {NULL, NULL, 0, 0},
};

static const verdict_row versions[] = {
    {"the one in force on the day", NULL, USE("drafting", "good"), "compliant", NULL},
    {"the one in force on an earlier day", NULL, USE("drafting", "good"),
     "non-compliant | activity.status breached forbid", "2025-12-31"},
    {"none in the hole between them", NULL, USE("drafting", "good"),
     "undetermined | charter.period undetermined forbid", "2026-01-15"},
    {"none before the first", NULL, USE("drafting", "good"), "undetermined | charter.period undetermined forbid",
     "2024-12-31"},
    {"a use that is done by the one of its day", NULL, USE("drafting", "good") "stage: done\ndate: 2025-06-01\n",
     "non-compliant | activity.status breached forbid", NULL},
    {"its unit too", NULL, USE("drafting", "good") "stage: done\ndate: 2025-06-01\nunit: NEW\n",
     "invalid | 6:7 name.unlisted", NULL},
    {"its unit too: listed then", NULL, USE("drafting", "good") "stage: done\ndate: 2025-06-01\nunit: OLD\n",
     "non-compliant | activity.status breached forbid", NULL},
    {"a stream of uses, each by its own", NULL,
     USE("drafting", "good") "---\n" USE("drafting", "good") "stage: done\ndate: 2025-06-01\n---\n" USE(
         "drafting", "good") "stage: done\ndate: 2026-01-01\n---\n" USE("drafting", "good") "unit: NEW\n",
     "compliant\nnon-compliant | activity.status breached forbid\n"
     "undetermined | charter.period undetermined forbid\ncompliant",
     NULL},
};

static void judge_by_versions(void **state)
{
    const verdict_row *row = *state;
    static const char *const names[] = {"2025.yaml", "2026.yaml", NULL};
    loaded laws = load_from(years, names, NULL);
    assert_string_equal(tell_diagnostics(laws.diagnostics), "fine");
    assert_string_equal(tell_verdicts(laws.charter, row->declaration, row->at == NULL ? TODAY : row->at, 0),
                        row->expected);
    unload(&laws);
}

/* ---- what a verdict says of itself ---- */

static void a_verdict_says_what_it_is_about(void **state)
{
    (void)state;
    charter *the_charter = good_charter(LAW("activities: {drafting: {status: allowed, aliases: D, duties: [a, b]}}\n"
                                            "tools: {good: {status: approved, pattern: '^g'}}\n"
                                            "duties: {b: {due: before}, a: {due: after}}\n"));
    const char *declarations = "# a use\nusage: 1\nid: n-12\nactivity: d\ntool: gpt\nstage: done\ndate: 2026-05-01\n"
                               "evidence: {b: true}\n---\nusage: 1\nactivity: x\ntool: y\n---\nusage: 1\n";
    memory_input memory = {.at = declarations, .left = strlen(declarations)};
    charter_judge_options options = {.at = day(TODAY)};
    charter_stream *stream;
    charter_judge *judge;
    const charter_declaration *declaration;
    const charter_verdict *v;
    assert_int_equal(charter_stream_open(&stream, "usage.yaml", input_from_memory(&memory), NULL), CHARTER_OK);
    assert_int_equal(charter_judge_new(&judge, the_charter, &options), CHARTER_OK);

    assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_OK);
    assert_int_equal(charter_judge_declaration(judge, declaration, &v), CHARTER_OK);
    assert_text_equal(charter_verdict_id(v), "n-12");
    assert_text_equal(charter_verdict_activity(v), "drafting");
    assert_text_equal(charter_verdict_tool(v), "good");
    assert_int_equal(charter_verdict_day(v), day("2026-05-01"));
    assert_int_equal(charter_verdict_place(v).line, 2);
    assert_string_equal(charter_verdict_place(v).file, "usage.yaml");
    assert_int_equal(charter_verdict_duty_count(v), 2);
    assert_text_equal(charter_verdict_duty(v, 0).id, "b");
    assert_true(charter_verdict_duty(v, 0).before && charter_verdict_duty(v, 0).met);
    assert_text_equal(charter_verdict_duty(v, 1).id, "a");
    assert_false(charter_verdict_duty(v, 1).before || charter_verdict_duty(v, 1).met);
    assert_int_equal(charter_diagnostics_count(charter_verdict_errors(v)), 0);

    assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_OK);
    assert_int_equal(charter_judge_declaration(judge, declaration, &v), CHARTER_OK);
    assert_null(charter_verdict_id(v).at);
    assert_null(charter_verdict_activity(v).at);
    assert_null(charter_verdict_tool(v).at);
    assert_int_equal(charter_verdict_day(v), day(TODAY));
    assert_int_equal(charter_verdict_place(v).line, 10);

    assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_OK);
    assert_int_equal(charter_judge_declaration(judge, declaration, &v), CHARTER_OK);
    assert_int_equal(charter_verdict_decision(v), CHARTER_DECISION_INVALID);
    assert_int_equal(charter_verdict_finding_count(v), 0);
    assert_int_equal(charter_verdict_duty_count(v), 0);
    assert_string_equal(tell_diagnostics(charter_verdict_errors(v)), "14:1 key.missing; 14:1 key.missing");
    charter_judge_free(judge);
    charter_stream_close(stream);
    charter_free(the_charter);
}

static void what_evidence_needs_is_told(void **state)
{
    (void)state;
    charter *the_charter = good_charter(LAW("activities: {drafting: {status: allowed, duties: [a, b]}}\n"
                                            "tools: {good: {status: approved}}\n"
                                            "duties:\n  a: {due: before, evidence: training}\n"
                                            "  b: {due: before, evidence: evidence.b, valid-for: P1Y, accepts: x}\n"));
    const char *declarations = "usage: 1\nactivity: drafting\ntool: good\n";
    memory_input memory = {.at = declarations, .left = strlen(declarations)};
    charter_judge_options options = {.at = day(TODAY), .alternatives = true};
    charter_stream *stream;
    charter_judge *judge;
    const charter_declaration *declaration;
    const charter_verdict *v;
    assert_int_equal(charter_stream_open(&stream, "usage.yaml", input_from_memory(&memory), NULL), CHARTER_OK);
    assert_int_equal(charter_judge_new(&judge, the_charter, &options), CHARTER_OK);
    assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_OK);
    assert_int_equal(charter_judge_declaration(judge, declaration, &v), CHARTER_OK);
    assert_int_equal(charter_verdict_missing_count(v), 2);
    assert_int_equal(charter_verdict_missing_fill_count(v, 0), 0);
    assert_int_equal(charter_verdict_missing_fill_count(v, 1), 2);
    assert_text_equal(charter_verdict_missing_fill(v, 1, 0).key, "id");
    assert_text_equal(charter_verdict_missing_fill(v, 1, 0).value, "x");
    assert_text_equal(charter_verdict_missing_fill(v, 1, 1).key, "on");
    assert_text_equal(charter_verdict_missing_fill(v, 1, 1).value, TODAY);
    charter_judge_free(judge);
    charter_stream_close(stream);
    charter_free(the_charter);
}

static void a_judge_may_be_freed_unopened(void **state)
{
    (void)state;
    charter_judge_free(NULL);
    charter_stream_close(NULL);
    charter_free(NULL);
}

static void names_of_verdicts_outcomes_and_effects_are_stable(void **state)
{
    (void)state;
    assert_string_equal(charter_decision_name(CHARTER_DECISION_COMPLIANT), "compliant");
    assert_string_equal(charter_decision_name(CHARTER_DECISION_CONDITIONAL), "conditional");
    assert_string_equal(charter_decision_name(CHARTER_DECISION_REVIEW), "review");
    assert_string_equal(charter_decision_name(CHARTER_DECISION_UNDETERMINED), "undetermined");
    assert_string_equal(charter_decision_name(CHARTER_DECISION_NON_COMPLIANT), "non-compliant");
    assert_string_equal(charter_decision_name(CHARTER_DECISION_INVALID), "invalid");
    assert_string_equal(charter_outcome_name(CHARTER_OUTCOME_NOT_APPLICABLE), "not-applicable");
    assert_string_equal(charter_outcome_name(CHARTER_OUTCOME_MET), "met");
    assert_string_equal(charter_outcome_name(CHARTER_OUTCOME_WAIVED), "waived");
    assert_string_equal(charter_outcome_name(CHARTER_OUTCOME_UNDETERMINED), "undetermined");
    assert_string_equal(charter_outcome_name(CHARTER_OUTCOME_BREACHED), "breached");
    assert_string_equal(charter_effect_name(CHARTER_EFFECT_ADVISE), "advise");
    assert_string_equal(charter_effect_name(CHARTER_EFFECT_REVIEW), "review");
    assert_string_equal(charter_effect_name(CHARTER_EFFECT_FORBID), "forbid");
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(order, check_row),
        TEST_ROWS(facts, check_row),
        TEST_ROWS(versions, judge_by_versions),
        TEST(a_verdict_says_what_it_is_about),
        TEST(what_evidence_needs_is_told),
        TEST(a_judge_may_be_freed_unopened),
        TEST(names_of_verdicts_outcomes_and_effects_are_stable),
    };
    return RUN_TABLES(tables);
}
