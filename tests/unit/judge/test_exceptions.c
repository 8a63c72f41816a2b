/* Exceptions: what an approved one waives, and when one resurfaces. */
#include "unit/judge/rows.h"

#define REST                                                                                \
    "activities:\n"                                                                         \
    "  drafting: {status: allowed}\n"                                                       \
    "  hard: {status: restricted}\n"                                                        \
    "  odd: {status: allowed, autonomy: assist}\n"                                          \
    "  dutiful: {status: allowed, duties: [first, second]}\n"                               \
    "  ready: {status: allowed, duties: [first]}\n"                                         \
    "tools: {bad: {status: banned}, good: {status: approved}, poor: {status: tolerated}}\n" \
    "duties: {first: {due: before}, second: {due: before}}\n"                               \
    "rules:\n"                                                                              \
    "  r: {when: {usage.output: {absent: false}}, effect: review}\n"                        \
    "  s: {when: {usage.output: {absent: false}}}\n"

/* One college; an exception called e, on line 5. */
#define EXCEPT(keys) LAW("governance: {colleges: [x]}\nexceptions:\n  e: {" keys "}\n" REST)
#define OF_X         ", approved-by: x"

#define BAD USE("drafting", "bad")

static const verdict_row waiving[] = {
    {"nothing breached, nothing to tell", EXCEPT("waives: tool.status" OF_X), USE("drafting", "good"), "compliant",
     NULL},
    {"a breach that it names is waived", EXCEPT("waives: tool.status" OF_X), BAD,
     "compliant | tool.status waived forbid", NULL},
    {"a breach that it does not name stays", EXCEPT("waives: tool.data" OF_X), BAD,
     "non-compliant | tool.status breached forbid | instead good, poor", NULL},
    {"of several breaches those that it names", EXCEPT("waives: [tool.status, rule.r]" OF_X), BAD "output: public\n",
     "non-compliant | tool.status waived forbid | rule.r waived review | rule.s breached forbid", NULL},
    {"of a family the entry that it names", EXCEPT("waives: rule.s" OF_X), USE("drafting", "good") "output: public\n",
     "review | rule.r breached review | rule.s waived forbid", NULL},
    {"a review can be waived", EXCEPT("waives: activity.status" OF_X), USE("hard", "good"),
     "compliant | activity.status waived review", NULL},
    {"what is not listed can be waived", EXCEPT("waives: [tool.unlisted, activity.unlisted]" OF_X),
     USE("cooking", "wrench"), "compliant | activity.unlisted waived review | tool.unlisted waived review", NULL},
    {"advice can be waived", EXCEPT("waives: tool.status" OF_X), USE("drafting", "poor"),
     "compliant | tool.status waived advise", NULL},
    {"what is undetermined cannot", EXCEPT("waives: activity.autonomy" OF_X), USE("odd", "good"),
     "undetermined | activity.autonomy undetermined forbid", NULL},
    {"an overdue duty can", EXCEPT("waives: duty.first" OF_X), USE("dutiful", "good") "stage: in-use\n",
     "non-compliant | duty.first waived forbid | duty.second breached forbid | duty first before open"
     " | duty second before open",
     NULL},
    {"a waived duty no longer makes the verdict conditional", EXCEPT("waives: duty.first" OF_X),
     USE("ready", "good") "stage: in-use\n", "compliant | duty.first waived forbid | duty first before open", NULL},
    {"a duty that is merely open cannot", EXCEPT("waives: duty.first" OF_X), USE("ready", "good"),
     "conditional | duty first before open", NULL},

    {"its for must hold: true", EXCEPT("for: {tool: bad, activity: drafting}, waives: tool.status" OF_X), BAD,
     "compliant | tool.status waived forbid", NULL},
    {"its for must hold: false", EXCEPT("for: {usage.unit: X}, waives: tool.status" OF_X), BAD "unit: Y\n",
     "non-compliant | tool.status breached forbid | instead good, poor", NULL},
    {"its for must hold: unknown", EXCEPT("for: {usage.unit: X}, waives: tool.status" OF_X), BAD,
     "non-compliant | tool.status breached forbid | instead good, poor", NULL},

    {"from its first day", EXCEPT("waives: tool.status, from: 2026-11-02" OF_X), BAD,
     "compliant | tool.status waived forbid", NULL},
    {"before its first day it is silent", EXCEPT("waives: tool.status, from: 2026-11-03" OF_X), BAD,
     "non-compliant | tool.status breached forbid | instead good, poor", NULL},
    {"to its last day", EXCEPT("waives: tool.status, until: 2026-11-02" OF_X), BAD,
     "compliant | tool.status waived forbid", NULL},
    {"after its last day it resurfaces", EXCEPT("waives: tool.status, until: 2026-11-01" OF_X), BAD,
     "non-compliant | tool.status breached forbid | exception.e breached advise | instead good, poor", NULL},
    {"the day of a use that is done counts", EXCEPT("waives: tool.status, until: 2026-06-30" OF_X),
     BAD "stage: done\ndate: 2026-06-30\n", "compliant | tool.status waived forbid", NULL},
    {"ended, with nothing breached, it is silent", EXCEPT("waives: tool.status, until: 2026-11-01" OF_X),
     USE("drafting", "good"), "compliant", NULL},
    {"ended, with a breach that it does not name, it is silent",
     EXCEPT("waives: activity.status, until: 2026-11-01" OF_X), BAD,
     "non-compliant | tool.status breached forbid | instead good, poor", NULL},
    {"ended, with a for that does not hold, it is silent",
     EXCEPT("for: {usage.unit: X}, waives: tool.status, until: 2026-11-01" OF_X), BAD "unit: Y\n",
     "non-compliant | tool.status breached forbid | instead good, poor", NULL},
    {"ended, and never approved, it resurfaces all the same", EXCEPT("waives: tool.status, until: 2026-11-01"), BAD,
     "non-compliant | tool.status breached forbid | exception.e breached advise | instead good, poor", NULL},
    {"nothing is waived by nothing", EXCEPT("waives: []" OF_X), BAD,
     "non-compliant | tool.status breached forbid | instead good, poor", NULL},
};

static void check_row(void **state)
{
    check_verdict_row(*state, 0);
}

/* ---- approvals ---- */

#define COLLEGES(approval, exceptions) \
    LAW("governance: {colleges: [users, deciders]" approval "}\nexceptions: {" exceptions "}\n" REST)

static const verdict_row approving[] = {
    {"every college where the charter does not say",
     COLLEGES("", "e: {waives: tool.status, approved-by: [deciders, users]}"), BAD,
     "compliant | tool.status waived forbid", NULL},
    {"one college is not every college", COLLEGES("", "e: {waives: tool.status, approved-by: users}"), BAD,
     "non-compliant | tool.status breached forbid | exception.e breached advise | instead good, poor", NULL},
    {"no college", COLLEGES("", "e: {waives: tool.status}"), BAD,
     "non-compliant | tool.status breached forbid | exception.e breached advise | instead good, poor", NULL},
    {"by effect: what the charter asks for",
     COLLEGES(", approval: {review: [deciders]}", "e: {waives: activity.status, approved-by: deciders}"),
     USE("hard", "good"), "compliant | activity.status waived review", NULL},
    {"by effect: another college",
     COLLEGES(", approval: {review: [deciders]}", "e: {waives: activity.status, approved-by: users}"),
     USE("hard", "good"), "review | activity.status breached review | exception.e breached advise", NULL},
    {"by effect: another effect needs every college",
     COLLEGES(", approval: {review: [deciders]}", "e: {waives: tool.status, approved-by: deciders}"), BAD,
     "non-compliant | tool.status breached forbid | exception.e breached advise | instead good, poor", NULL},
    {"by effect: each finding has its own",
     COLLEGES(", approval: {review: [deciders]}", "e: {waives: [activity.status, tool.status], approved-by: deciders}"),
     USE("hard", "bad"),
     "non-compliant | activity.status waived review | tool.status breached forbid | exception.e breached advise"
     " | instead good, poor",
     NULL},
    {"an approval that nobody has to give", COLLEGES(", approval: {forbid: []}", "e: {waives: tool.status}"), BAD,
     "compliant | tool.status waived forbid", NULL},
    {"advice needs its own", COLLEGES(", approval: {advise: users}", "e: {waives: tool.status, approved-by: users}"),
     USE("drafting", "poor"), "compliant | tool.status waived advise", NULL},
    {"two exceptions do not add their approvals up",
     COLLEGES("", "a: {waives: tool.status, approved-by: users}, b: {waives: tool.status, approved-by: deciders}"), BAD,
     "non-compliant | tool.status breached forbid | exception.a breached advise | exception.b breached advise"
     " | instead good, poor",
     NULL},
    {"a valid one silences another that lacks a college",
     COLLEGES("",
              "a: {waives: tool.status, approved-by: users}, b: {waives: tool.status, approved-by: [users, deciders]}"),
     BAD, "compliant | tool.status waived forbid", NULL},
    {"a valid one silences another that has ended",
     COLLEGES("",
              "a: {waives: tool.status, until: 2026-01-01}, b: {waives: tool.status, approved-by: [users, deciders]}"),
     BAD, "compliant | tool.status waived forbid", NULL},
};

/* ---- what is not listed, while a clause waits for what the charter does not say of it ---- */

#define PILOT(waives)                                                                                                                 \
    LAW("governance: {colleges: [x]}\ndata: {public: {}, personal: {above: public, hosting: [eu]}}\n"                                 \
        "hosting: {eu: {}, us: {}}\ntools: {own: {status: approved, hosting: eu}}\n"                                                  \
        "activities: {a: {status: allowed}, r: {status: allowed}}\n"                                                                  \
        "rules: {cloud: {when: {activity: r, tool.hosting: us}}, strict: {when: {activity.status: allowed, usage.output: public}}}\n" \
        "exceptions: {pilot: {waives: [" waives "], approved-by: x}}\n")
#define NEW(activity, rest) USE(activity, "Newcomer") "output: internal\n" rest

static const verdict_row unlisted[] = {
    {"nothing waits", PILOT("tool.unlisted"), NEW("a", "data: public\n"), "compliant | tool.unlisted waived review",
     NULL},
    {"the hosting of a class waits", PILOT("tool.unlisted"), NEW("a", "data: personal\n"),
     "review | tool.unlisted breached review | instead own", NULL},
    {"the hosting of any class waits where none is declared", PILOT("tool.unlisted"), NEW("a", ""),
     "review | tool.unlisted breached review", NULL},
    {"a rule waits", PILOT("tool.unlisted"), NEW("r", "data: public\n"),
     "review | tool.unlisted breached review | instead own", NULL},
    {"a rule that another fact settles does not", PILOT("tool.unlisted"), NEW("a", "data: []\n"),
     "compliant | tool.unlisted waived review", NULL},
    {"a rule that waits for more than that waits", PILOT("activity.unlisted"), USE("cooking", "own") "data: []\n",
     "undetermined | activity.unlisted breached review | rule.strict undetermined forbid", NULL},
    {"a rule waits for an activity", PILOT("activity.unlisted"), USE("cooking", "own") "data: []\noutput: public\n",
     "review | activity.unlisted breached review", NULL},
    {"no rule waits for an activity", PILOT("activity.unlisted"), USE("cooking", "own") "data: []\noutput: internal\n",
     "compliant | activity.unlisted waived review", NULL},
};

/* What an advising detector finds decides the rule, which would else wait for the vendor. */
#define FINDS                                                                                                          \
    LAW("governance: {colleges: [x]}\ndata: {public: {}, secret: {above: public}}\ntools: {own: {status: approved}}\n" \
        "activities: {a: {status: allowed}}\nduties: {d: {due: before}}\n"                                             \
        "detectors: {v: {pattern: vvv, means: secret, effect: advise}}\n"                                              \
        "rules: {any: {when: {any: [{data: {includes: secret}}, {tool.vendor: X}]}, effect: review}}\n"                \
        "exceptions: {pilot: {waives: [tool.unlisted], approved-by: x}}\n")

static const verdict_row finding[] = {
    {"nothing is found: the rule waits", FINDS, NEW("a", "data: public\n"), "review | tool.unlisted breached review",
     NULL},
    {"what is found decides it, and it waits all the same", FINDS, NEW("a", "data: public\npurpose: vvv\n"),
     "review | tool.unlisted breached review | detector.v breached advise | rule.any breached advise", NULL},
};

/* ---- the clause's own effect ---- */

#define FOUND(detector, approval, waives)                                                               \
    LAW("governance: {colleges: [users, deciders], approval: {" approval "}}\n"                         \
        "data: {public: {}, secret: {above: public, duties: [d]}}\nduties: {d: {due: before}}\n"        \
        "tools: {own: {status: approved}}\nactivities: {a: {status: allowed, data: public}}\n"          \
        "rules: {r: {when: {data: {includes: secret}}}}\n"                                              \
        "detectors: {f: {pattern: fff, means: secret" detector "}, g: {pattern: ggg, means: secret}}\n" \
        "exceptions: {e: {waives: [" waives "], approved-by: users}}\n")
#define BY_USERS "review: [users], forbid: [users, deciders]"

static const verdict_row own_effects[] = {
    {"the colleges that a declared class would need", FOUND("", BY_USERS, "activity.data, rule.r, detector.f"),
     USE("a", "own") "data: public\npurpose: fff\nevidence: {d: true}\n",
     "review | activity.data breached review | detector.f waived review | rule.r breached review"
     " | exception.e breached advise | duty d before met",
     NULL},
    {"an overdue duty's too", FOUND("", BY_USERS, "activity.data, rule.r, detector.f, duty.d"),
     USE("a", "own") "data: public\npurpose: fff\nstage: in-use\n",
     "review | activity.data breached review | detector.f waived review | duty.d breached review | rule.r breached review"
     " | exception.e breached advise | duty d before open",
     NULL},
    {"where they have approved", FOUND("", "review: [users], forbid: [users]", "activity.data, rule.r, detector.f"),
     USE("a", "own") "data: public\npurpose: fff\nevidence: {d: true}\n",
     "compliant | activity.data waived review | detector.f waived review | rule.r waived review | duty d before met",
     NULL},
    {"one detector's exception is not another's", FOUND("", BY_USERS, "detector.f"),
     USE("a", "own") "data: secret\npurpose: ggg\nevidence: {d: true}\n",
     "non-compliant | activity.data breached forbid | rule.r breached forbid | duty d before met", NULL},
    {"of two detectors the one that it names",
     FOUND("", "review: [users], forbid: [users]", "activity.data, rule.r, detector.f"),
     USE("a", "own") "data: public\npurpose: fff ggg\nevidence: {d: true}\n",
     "review | activity.data waived review | detector.f waived review | detector.g breached review | rule.r waived review"
     " | duty d before met",
     NULL},
};

/* ---- places and words ---- */

static const clause_row places[] = {
    {"ended: at the finding, and its until", EXCEPT("waives: tool.status, until: 2026-11-01" OF_X), BAD,
     "non-compliant: breached advise /tool 3:7-3:10 <5:28", NULL},
    {"a lack: at the finding, and its approved-by", COLLEGES("", "e: {waives: tool.status, approved-by: users}"), BAD,
     "non-compliant: breached advise /tool 3:7-3:10 <4:39", NULL},
    {"without approved-by, at the exception", COLLEGES("", "e: {waives: tool.status}"), BAD,
     "non-compliant: breached advise /tool 3:7-3:10 <4:14", NULL},
    {"a valid one does not apply", EXCEPT("waives: tool.status" OF_X), BAD, "compliant: not-applicable", NULL},
    {"one to come does not apply", EXCEPT("waives: tool.status, from: 2027-01-01" OF_X), BAD,
     "non-compliant: not-applicable", NULL},
};

static void find_it(void **state)
{
    const clause_row *row = *state;
    assert_string_equal(judged(row->charter, row->declaration, TODAY, "exception.e"), row->expected);
}

typedef struct words_row {
    const char *name, *charter, *declaration, *clause, *expected;
} words_row;

static const words_row words[] = {
    {"a waiver says until when", EXCEPT("waives: tool.status, until: 2026-12-31" OF_X), BAD, "tool.status",
     "waived until 31 December 2026 by the exception \"e\""},
    {"a waiver without an end says by what", EXCEPT("waives: tool.status" OF_X), BAD, "tool.status",
     "waived by the exception \"e\""},
    {"an end says since when", EXCEPT("waives: tool.status, until: 2026-06-30" OF_X), BAD, "exception.e",
     "ended on 30 June 2026"},
    {"what waits is named: the hosting", PILOT("tool.unlisted"), NEW("a", "data: personal\n"), "tool.unlisted",
     "the exception \"pilot\" does not waive this: data.hosting needs what the charter does not say of this tool"},
    {"what waits is named: a rule", PILOT("tool.unlisted"), NEW("r", "data: public\n"), "tool.unlisted",
     "rule.cloud needs"},
    {"what waits for an activity is named", PILOT("activity.unlisted"),
     USE("cooking", "own") "data: []\noutput: public\n", "activity.unlisted",
     "rule.strict needs what the charter does not say of this activity"},
    {"a lack says of whom", COLLEGES("", "e: {waives: tool.status}"), BAD, "exception.e", "users, deciders"},
    {"a lack says of whom: not of those who approved", COLLEGES("", "e: {waives: tool.status, approved-by: users}"),
     BAD, "exception.e", "lacks the approval of: deciders"},
};

static void say(void **state)
{
    const words_row *row = *state;
    charter *the_charter = good_charter(row->charter);
    const char *told = told_of(tell_verdicts(the_charter, row->declaration, TODAY, TELL_WORDS), row->clause);
    if (strstr(told, row->expected) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", told, row->expected);
    charter_free(the_charter);
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(waiving, check_row), TEST_ROWS(approving, check_row),   TEST_ROWS(unlisted, check_row),
        TEST_ROWS(finding, check_row), TEST_ROWS(own_effects, check_row), TEST_ROWS(places, find_it),
        TEST_ROWS(words, say),
    };
    return RUN_TABLES(tables);
}
