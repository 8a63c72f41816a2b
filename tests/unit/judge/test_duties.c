/* Duties: who asks for them, when they are due, and what shows that they are done. */
#include "unit/judge/rows.h"

#define TOOL           "tools: {good: {status: approved}}\n"
#define ASKED(keys)    LAW("activities: {drafting: {status: allowed, duties: [d]}}\n" TOOL "duties: {d: {" keys "}}\n")
#define DECLARED(more) USE("drafting", "good") more

/* ---- when a duty is due ---- */

#define PLANNED ""
#define IN_USE  "stage: in-use\n"
#define DONE    "stage: done\ndate: 2026-11-01\n"
#define SHOWN   "evidence: {d: true}\n"

static const verdict_row due[] = {
    {"before, planned, open: not yet", ASKED("due: before"), DECLARED(PLANNED), "conditional | duty d before open",
     NULL},
    {"before, planned, done: go", ASKED("due: before"), DECLARED(PLANNED SHOWN), "compliant | duty d before met", NULL},
    {"before, in use, open: a breach", ASKED("due: before"), DECLARED(IN_USE),
     "non-compliant | duty.d breached forbid | duty d before open", NULL},
    {"before, in use, done: fine", ASKED("due: before"), DECLARED(IN_USE SHOWN), "compliant | duty d before met", NULL},
    {"before, done, open: a breach", ASKED("due: before"), DECLARED(DONE),
     "non-compliant | duty.d breached forbid | duty d before open", NULL},
    {"before, done, done: fine", ASKED("due: before"), DECLARED(DONE SHOWN), "compliant | duty d before met", NULL},
    {"after, planned, open: go, then do this", ASKED("due: after"), DECLARED(PLANNED), "compliant | duty d after open",
     NULL},
    {"after, planned, done: fine", ASKED("due: after"), DECLARED(PLANNED SHOWN), "compliant | duty d after met", NULL},
    {"after, in use, open: not yet due", ASKED("due: after"), DECLARED(IN_USE), "compliant | duty d after open", NULL},
    {"after, in use, done: fine", ASKED("due: after"), DECLARED(IN_USE SHOWN), "compliant | duty d after met", NULL},
    {"after, done, open: a breach", ASKED("due: after"), DECLARED(DONE),
     "non-compliant | duty.d breached forbid | duty d after open", NULL},
    {"after, done, done: fine", ASKED("due: after"), DECLARED(DONE SHOWN), "compliant | duty d after met", NULL},
};

/* ---- where a breach stands ---- */

static const verdict_row placed[] = {
    {"without evidence, at the stage", ASKED("due: before"), DECLARED(IN_USE),
     "non-compliant | duty.d breached forbid /stage 4:8-4:14 <5:10 | duty d before open", NULL},
    {"at the evidence that does not do", ASKED("due: before"), DECLARED(IN_USE "evidence: {other: true}\n"),
     "non-compliant | duty.d breached forbid /evidence 5:1-5:9 <5:10 | duty d before open", NULL},
    {"at the review", ASKED("due: after, evidence: review, by-another: true"), DECLARED(DONE "review: true\n"),
     "non-compliant | duty.d breached forbid /review 6:9-6:13 <5:10 | duty d after open", NULL},
    {"at the training", ASKED("due: before, evidence: training, accepts: a"), DECLARED(IN_USE "training: [{id: b}]\n"),
     "non-compliant | duty.d breached forbid /training 5:1-5:9 <5:10 | duty d before open", NULL},
    {"no place of evidence at all: at the stage", ASKED("due: before, evidence: []"), DECLARED(IN_USE),
     "non-compliant | duty.d breached forbid /stage 4:8-4:14 <5:10 | duty d before open", NULL},
};

static void check_place(void **state)
{
    check_verdict_row(*state, TELL_PATHS | TELL_PLACES | TELL_LAW);
}

/* ---- who asks ---- */

#define DUTIES "duties: {a: {due: after}, b: {due: after}, c: {due: after}}\n"
#define WORK   "activities: {drafting: {status: allowed}}\n"

static const verdict_row asking[] = {
    {"nobody", LAW(WORK TOOL DUTIES), DECLARED(""), "compliant", NULL},
    {"the activity", LAW("activities: {drafting: {status: allowed, duties: [c, a]}}\n" TOOL DUTIES), DECLARED(""),
     "compliant | duty a after open | duty c after open", NULL},
    {"an activity out of force does not",
     LAW("activities: {drafting: {status: allowed, duties: a, until: 2020-01-01}}\n" TOOL DUTIES), DECLARED(""),
     "review | activity.unlisted breached review", NULL},
    {"the tool", LAW(WORK "tools: {good: {status: approved, duties: b}}\n" DUTIES), DECLARED(""),
     "compliant | duty b after open", NULL},
    {"a class", LAW(WORK TOOL DUTIES "data: {low: {duties: b}, high: {}}\n"), DECLARED("data: [low]\n"),
     "compliant | duty b after open", NULL},
    {"a class that is not declared does not", LAW(WORK TOOL DUTIES "data: {low: {duties: b}, high: {}}\n"),
     DECLARED("data: [high]\n"), "compliant", NULL},
    {"a class below the declared one",
     LAW(WORK TOOL DUTIES "data: {low: {duties: b}, mid: {above: low}, high: {above: mid, duties: a}}\n"),
     DECLARED("data: high\n"), "compliant | duty a after open | duty b after open", NULL},
    {"a class above the declared one does not",
     LAW(WORK TOOL DUTIES "data: {low: {duties: b}, high: {above: low, duties: a}}\n"), DECLARED("data: low\n"),
     "compliant | duty b after open", NULL},
    {"a class out of force below the declared one",
     LAW(WORK TOOL DUTIES "data: {low: {duties: b, until: 2020-01-01}, high: {above: low}}\n"),
     DECLARED("data: high\n"), "compliant | duty b after open", NULL},
    {"a rule that holds", LAW(WORK TOOL DUTIES "rules: {r: {when: {usage.output: public}, duties: [b]}}\n"),
     DECLARED("output: public\n"), "compliant | duty b after open", NULL},
    {"a rule that does not hold does not",
     LAW(WORK TOOL DUTIES "rules: {r: {when: {usage.output: public}, duties: [b]}}\n"), DECLARED("output: internal\n"),
     "compliant", NULL},
    {"a rule that cannot be decided does not",
     LAW(WORK TOOL DUTIES "rules: {r: {when: {usage.output: public}, duties: [b]}}\n"), DECLARED(""),
     "undetermined | rule.r undetermined forbid", NULL},
    {"a rule without when", LAW(WORK TOOL DUTIES "rules: {r: {duties: [b]}}\n"), DECLARED(""),
     "compliant | duty b after open", NULL},
    {"a rule out of force does not", LAW(WORK TOOL DUTIES "rules: {r: {duties: [b], until: 2026-11-01}}\n"),
     DECLARED(""), "compliant", NULL},
    {"several, for the same duty: it stands once",
     LAW("activities: {drafting: {status: allowed, duties: [b, b]}}\n"
         "tools: {good: {status: approved, duties: b}}\n" DUTIES "rules: {r: {duties: [b]}}\n"),
     DECLARED(""), "compliant | duty b after open", NULL},
    {"a duty out of force is asked for by nobody",
     LAW("activities: {drafting: {status: allowed, duties: [d]}}\n" TOOL
         "duties: {d: {due: before, until: 2026-11-01}}\n"),
     DECLARED(IN_USE), "compliant", NULL},
};

static void check_row(void **state)
{
    check_verdict_row(*state, 0);
}

/* ---- evidence ---- */

#define OPEN   "conditional | duty d before open"
#define MET    "compliant | duty d before met"
#define FIELDS "fields: {yes: {type: bool}, c: {type: choice, values: [full, part, 'no']}}\n"

static const verdict_row evidence[] = {
    {"true", ASKED("due: before"), DECLARED("evidence: {d: true}\n"), MET, NULL},
    {"a quoted true", ASKED("due: before"), DECLARED("evidence: {d: 'true'}\n"), MET, NULL},
    {"false", ASKED("due: before"), DECLARED("evidence: {d: false}\n"), OPEN, NULL},
    {"a quoted false: quotes never change a type", ASKED("due: before"), DECLARED("evidence: {d: 'false'}\n"), OPEN,
     NULL},
    {"a reference", ASKED("due: before"), DECLARED("evidence: {d: {ref: DPIA-12}}\n"), MET, NULL},
    {"a bare text is none", ASKED("due: before"), DECLARED("evidence: {d: DPIA-12}\n"), "invalid | 4:15 value.type",
     NULL},
    {"a day", ASKED("due: before"), DECLARED("evidence: {d: {on: 2026-10-01}}\n"), MET, NULL},
    {"a mapping that says nothing", ASKED("due: before"), DECLARED("evidence: {d: {}}\n"), OPEN, NULL},
    {"a mapping of nulls", ASKED("due: before"), DECLARED("evidence: {d: {ref: , by: ~}}\n"), OPEN, NULL},
    {"a mapping of x- alone", ASKED("due: before"), DECLARED("evidence: {d: {x-note: done}}\n"), OPEN, NULL},
    {"a list of mappings that say nothing", ASKED("due: before"), DECLARED("evidence: {d: [{}, {ref: }]}\n"), OPEN,
     NULL},
    {"a reference that says no", ASKED("due: before"), DECLARED("evidence: {d: {ref: en cours}}\n"),
     "invalid | 4:21 value.form", NULL},
    {"an id that says no", ASKED("due: before"), DECLARED("evidence: {d: {id: n/a}}\n"), "invalid | 4:20 value.form",
     NULL},
    {"an id that says no and that the duty accepts", ASKED("due: before, accepts: [na]"),
     DECLARED("evidence: {d: {id: na}}\n"), MET, NULL},
    {"letter for letter", ASKED("due: before, accepts: [na]"), DECLARED("evidence: {d: {id: NA}}\n"),
     "invalid | 4:20 value.form", NULL},
    {"an id that another duty accepts, elsewhere",
     LAW("activities: {drafting: {status: allowed, duties: [d]}}\n" TOOL
         "duties: {d: {due: before}, e: {due: before, accepts: [na]}}\n"),
     DECLARED("evidence: {d: {id: na}}\n"), "invalid | 4:20 value.form", NULL},
    {"an id that another duty accepts at the same place",
     LAW("activities: {drafting: {status: allowed, duties: [d]}}\n" TOOL
         "duties: {d: {due: before}, e: {due: before, evidence: evidence.d, accepts: [na]}}\n"),
     DECLARED("evidence: {d: {id: na}}\n"), OPEN, NULL},
    {"which says nothing to this one, and its reference does",
     LAW("activities: {drafting: {status: allowed, duties: [d]}}\n" TOOL
         "duties: {d: {due: before}, e: {due: before, evidence: evidence.d, accepts: [na]}}\n"),
     DECLARED("evidence: {d: {id: na, ref: FILE 7}}\n"), MET, NULL},
    {"null is absent", ASKED("due: before"), DECLARED("evidence: {d: ~}\n"), OPEN, NULL},
    {"an empty list", ASKED("due: before"), DECLARED("evidence: {d: []}\n"), OPEN, NULL},
    {"any member of a list", ASKED("due: before"), DECLARED("evidence: {d: [false, {ref: A}]}\n"), MET, NULL},
    {"a list of nothing but false", ASKED("due: before"), DECLARED("evidence: {d: [false, false]}\n"), OPEN, NULL},
    {"that of another duty", ASKED("due: before"), DECLARED("evidence: {e: true}\n"), OPEN, NULL},
    {"at the path that the charter names", ASKED("due: before, evidence: evidence.e"),
     DECLARED("evidence: {e: true}\n"), MET, NULL},
    {"its default path no longer counts then", ASKED("due: before, evidence: evidence.e"),
     DECLARED("evidence: {d: true}\n"), OPEN, NULL},
    {"a review", ASKED("due: before, evidence: review"), DECLARED("review: {by: x}\n"), MET, NULL},
    {"a training", ASKED("due: before, evidence: training"), DECLARED("training: {id: ia-101}\n"), MET, NULL},
    {"a review is no training", ASKED("due: before, evidence: training"), DECLARED("review: {by: x}\n"), OPEN, NULL},
    {"any of several paths: the first", ASKED("due: before, evidence: [review, training]"), DECLARED("review: true\n"),
     MET, NULL},
    {"any of several paths: the last", ASKED("due: before, evidence: [review, training]"), DECLARED("training: true\n"),
     MET, NULL},
    {"no path: nothing shows it", ASKED("due: before, evidence: []"), DECLARED("evidence: {d: true}\n"), OPEN, NULL},
    {"a fact that is true", ASKED("due: before, evidence: facts.yes") FIELDS, DECLARED("facts: {yes: true}\n"), MET,
     NULL},
    {"a fact that is false", ASKED("due: before, evidence: facts.yes") FIELDS, DECLARED("facts: {yes: false}\n"), OPEN,
     NULL},
    {"a fact that is not declared", ASKED("due: before, evidence: facts.yes") FIELDS, DECLARED(""), OPEN, NULL},
    {"a choice that the duty accepts", ASKED("due: before, evidence: facts.c, accepts: [full, part]") FIELDS,
     DECLARED("facts: {c: part}\n"), MET, NULL},
    {"a choice that it does not", ASKED("due: before, evidence: facts.c, accepts: [full]") FIELDS,
     DECLARED("facts: {c: part}\n"), OPEN, NULL},
    {"a choice that says no", ASKED("due: before, evidence: facts.c, accepts: [full]") FIELDS,
     DECLARED("facts: {c: 'no'}\n"), OPEN, NULL},
    {"a bool says no id", ASKED("due: before, evidence: facts.yes, accepts: [x]") FIELDS,
     DECLARED("facts: {yes: true}\n"), OPEN, NULL},
};

/* ---- dates of evidence ---- */

#define ON(date) "evidence: {d: {on: " date "}}\n"

static const verdict_row dates[] = {
    {"dated on the judged day", ASKED("due: before"), DECLARED(ON("2026-11-02")), MET, NULL},
    {"dated after the judged day", ASKED("due: before"), DECLARED(ON("2026-11-03")), OPEN, NULL},
    {"due before, dated between the use and today", ASKED("due: before"),
     DECLARED("stage: done\ndate: 2026-10-01\n" ON("2026-10-02")),
     "non-compliant | duty.d breached forbid | duty d before open", NULL},
    {"due before, dated on the day of the use", ASKED("due: before"),
     DECLARED("stage: done\ndate: 2026-10-01\n" ON("2026-10-01")), MET, NULL},
    {"due after, dated between the use and today", ASKED("due: after"),
     DECLARED("stage: done\ndate: 2026-10-01\n" ON("2026-10-02")), "compliant | duty d after met", NULL},
    {"due after, dated tomorrow: it is already tomorrow elsewhere", ASKED("due: after"),
     DECLARED("stage: done\ndate: 2026-10-01\n" ON("2026-11-03")), "compliant | duty d after met", NULL},
    {"due after, dated the day after tomorrow", ASKED("due: after"),
     DECLARED("stage: done\ndate: 2026-10-01\n" ON("2026-11-04")),
     "non-compliant | duty.d breached forbid | duty d after open", NULL},
    {"due after, dated on the day of the use", ASKED("due: after"),
     DECLARED("stage: done\ndate: 2026-10-01\n" ON("2026-10-01")), "compliant | duty d after met", NULL},
    {"due after, dated before the use", ASKED("due: after"),
     DECLARED("stage: done\ndate: 2026-10-01\n" ON("2026-09-30")),
     "non-compliant | duty.d breached forbid | duty d after open", NULL},

    {"valid on the last day", ASKED("due: before, valid-for: P2Y"), DECLARED(ON("2024-11-02")), MET, NULL},
    {"a day too old", ASKED("due: before, valid-for: P2Y"), DECLARED(ON("2024-11-01")), OPEN, NULL},
    {"valid-for requires a date", ASKED("due: before, valid-for: P2Y"), DECLARED("evidence: {d: {ref: A}}\n"), OPEN,
     NULL},
    {"valid-for is not met by true", ASKED("due: before, valid-for: P2Y"), DECLARED("evidence: {d: true}\n"), OPEN,
     NULL},
    {"months are clamped to their end: the last day", ASKED("due: before, valid-for: P1M"), DECLARED(ON("2026-01-31")),
     MET, "2026-02-28"},
    {"months are clamped to their end: the day after", ASKED("due: before, valid-for: P1M"), DECLARED(ON("2026-01-31")),
     OPEN, "2026-03-01"},
    {"29 February plus a year: the last day", ASKED("due: before, valid-for: P1Y"), DECLARED(ON("2024-02-29")), MET,
     "2025-02-28"},
    {"29 February plus a year: the day after", ASKED("due: before, valid-for: P1Y"), DECLARED(ON("2024-02-29")), OPEN,
     "2025-03-01"},
    {"days and weeks", ASKED("due: before, valid-for: P2W"), DECLARED(ON("2026-10-19")), MET, NULL},
    {"a list is met by its fresh member", ASKED("due: before, valid-for: P1M"),
     DECLARED("evidence: {d: [{on: 2020-01-01}, {on: 2026-10-30}]}\n"), MET, NULL},
    {"of a use that is done, age is counted from its day", ASKED("due: before, valid-for: P1M"),
     DECLARED("stage: done\ndate: 2025-06-01\n" ON("2025-05-15")), MET, NULL},

    {"every: fresh enough", ASKED("due: after, every: P1M"), DECLARED(IN_USE ON("2026-10-02")),
     "compliant | duty d after met", NULL},
    {"every: too old is a breach, though due after", ASKED("due: after, every: P1M"), DECLARED(IN_USE ON("2026-10-01")),
     "non-compliant | duty.d breached forbid | duty d after open", NULL},
    {"every: nothing at all is a breach", ASKED("due: after, every: P1M"), DECLARED(IN_USE),
     "non-compliant | duty.d breached forbid | duty d after open", NULL},
    {"every: without a date is a breach", ASKED("due: after, every: P1M"), DECLARED(IN_USE SHOWN),
     "non-compliant | duty.d breached forbid | duty d after open", NULL},
    {"every does not count for a planned use", ASKED("due: after, every: P1M"), DECLARED(ON("2020-01-01")),
     "compliant | duty d after met", NULL},
    {"every does not count for a use that is done", ASKED("due: after, every: P1M"),
     DECLARED(DONE "evidence: {d: true}\n"), "compliant | duty d after met", NULL},
    {"every counts for a duty due before too", ASKED("due: before, every: P1M"), DECLARED(IN_USE ON("2020-01-01")),
     "non-compliant | duty.d breached forbid | duty d before open", NULL},
};

/* ---- by whom, and which ---- */

#define NAMED_TOOL(another)                                                                                                    \
    LAW("activities: {drafting: {status: allowed, duties: [d]}}\n"                                                             \
        "tools: {good: {status: approved, aliases: [ChatGPT], pattern: '(?i)claude', title: {fr: Maison IA, en: House AI}},\n" \
        "  old: {status: approved, until: 2025-12-31}}\n"                                                                      \
        "duties: {d: {due: before, by-another: " another "}}\n")
#define BY(name) "author: a.martin\nevidence: {d: {by: " name "}}\n"

static const verdict_row whom[] = {
    {"by another", ASKED("due: before, by-another: true"), DECLARED("author: a\nevidence: {d: {by: b}}\n"), MET, NULL},
    {"by the author", ASKED("due: before, by-another: true"), DECLARED("author: a\nevidence: {d: {by: a}}\n"), OPEN,
     NULL},
    {"by the author, as names are compared", ASKED("due: before, by-another: true"),
     DECLARED("author: A.  MÉDARD\nevidence: {d: {by: \" a. me\\u0301dard\"}}\n"), OPEN, NULL},
    {"by nobody", ASKED("due: before, by-another: true"), DECLARED("author: a\nevidence: {d: {ref: R}}\n"), OPEN, NULL},
    {"of nobody", ASKED("due: before, by-another: true"), DECLARED("evidence: {d: {by: b}}\n"), OPEN, NULL},
    {"true says nothing of whom", ASKED("due: before, by-another: true"), DECLARED("author: a\nevidence: {d: true}\n"),
     OPEN, NULL},
    {"by-another: false asks nothing", ASKED("due: before, by-another: false"),
     DECLARED("author: a\nevidence: {d: {by: a}}\n"), MET, NULL},
    {"one of several reviewers is enough", ASKED("due: before, by-another: true"),
     DECLARED("author: a\nevidence: {d: [{by: a}, {by: b}]}\n"), MET, NULL},

    {"a tool by its id", NAMED_TOOL("true"), DECLARED(BY("good")), OPEN, NULL},
    {"a tool by its alias", NAMED_TOOL("true"), DECLARED(BY("chatgpt")), OPEN, NULL},
    {"with a full stop", NAMED_TOOL("true"), DECLARED(BY("ChatGPT.")), OPEN, NULL},
    {"in full width", NAMED_TOOL("true"), DECLARED(BY("ＣｈａｔＧＰＴ")), OPEN, NULL},
    {"in Greek, in capitals",
     LAW("activities: {drafting: {status: allowed, duties: [d]}}\ntools: {good: {status: approved, aliases: [Σοφός]}}\n"
         "duties: {d: {due: before}}\n"),
     DECLARED(BY("ΣΟΦΌΣ")), OPEN, NULL},
    {"as a handle", NAMED_TOOL("true"), DECLARED(BY("'@ChatGPT'")), OPEN, NULL},
    {"a tool by a title", NAMED_TOOL("true"), DECLARED(BY("maison  IA")), OPEN, NULL},
    {"a tool though nobody else is asked for", NAMED_TOOL("false"), DECLARED(BY("ChatGPT")), OPEN, NULL},
    {"the declared tool, which is not listed", NAMED_TOOL("false"), USE("drafting", "Newcomer") BY("newcomer"),
     "review | tool.unlisted breached review | duty d before open | instead good", NULL},
    {"the declared model", NAMED_TOOL("false"), USE("drafting", "{name: good, model: gpt-4o}") BY("GPT 4o"), OPEN,
     NULL},
    {"patterns are never asked of people", NAMED_TOOL("true"), DECLARED(BY("Claude Durand")), MET, NULL},
    {"nor are variants", NAMED_TOOL("true"), DECLARED(BY("Anne Good")), MET, NULL},
    {"a tool out of force is no tool", NAMED_TOOL("true"), DECLARED(BY("old")), MET, NULL},
    {"blank", NAMED_TOOL("false"), DECLARED(BY("' '")), OPEN, NULL},
    {"a word of no", NAMED_TOOL("false"), DECLARED(BY("n/a")), OPEN, NULL},
    {"invisible characters", NAMED_TOOL("false"), DECLARED(BY("\"c.durand\\u200b\"")), OPEN, NULL},
    {"mixed scripts", NAMED_TOOL("false"), DECLARED(BY("c.durаnd")), OPEN, NULL},
    {"a login", NAMED_TOOL("true"), DECLARED(BY("u12345")), MET, NULL},
    {"the author in another order", NAMED_TOOL("true"), DECLARED(BY("Martin A.")), OPEN, NULL},
    {"the author's address", NAMED_TOOL("true"), DECLARED(BY("a.martin@example.org")), OPEN, NULL},
    {"a namesake's login", NAMED_TOOL("true"), DECLARED(BY("a.martin2")), MET, NULL},
    {"an author who is nobody", NAMED_TOOL("true"), DECLARED("author: '-'\nevidence: {d: {by: b}}\n"), OPEN, NULL},

    {"an accepted id", ASKED("due: before, accepts: [x, y]"), DECLARED("evidence: {d: {id: y}}\n"), MET, NULL},
    {"another id", ASKED("due: before, accepts: [x, y]"), DECLARED("evidence: {d: {id: z}}\n"), OPEN, NULL},
    {"ids compare exactly", ASKED("due: before, accepts: x"), DECLARED("evidence: {d: {id: X}}\n"), OPEN, NULL},
    {"no id", ASKED("due: before, accepts: x"), DECLARED("evidence: {d: {ref: x}}\n"), OPEN, NULL},
    {"nothing accepted", ASKED("due: before, accepts: []"), DECLARED("evidence: {d: {id: x}}\n"), OPEN, NULL},

    {"all demands are met by one piece of evidence", ASKED("due: before, accepts: x, by-another: true, valid-for: P1Y"),
     DECLARED("author: a\nevidence: {d: {id: x, by: b, on: 2026-10-01}}\n"), MET, NULL},
    {"demands met by different pieces are not met", ASKED("due: before, accepts: x, by-another: true"),
     DECLARED("author: a\nevidence: {d: [{id: x, by: a}, {id: y, by: b}]}\n"), OPEN, NULL},
};

#define CLASSES(duty)                                                                                                 \
    LAW("data: {public: {}, personal: {above: public, duties: [d]}, old: {duties: [e], until: 2025-12-31}}\n"         \
        "activities: {drafting: {status: allowed}, asks: {status: allowed, duties: [d]}}\n" TOOL "duties: {d: {" duty \
        "}, e: {due: before}}\n")
/* ---- what it says ---- */

typedef struct words_row {
    const char *name, *charter, *declaration, *expected;
} words_row;

static const words_row words[] = {
    {"the use has begun", ASKED("due: before"), DECLARED(IN_USE), "the use has begun"},
    {"the use is done", ASKED("due: after"), DECLARED(DONE), "the use is done"},
    {"the use goes on", ASKED("due: after, every: P1M"), DECLARED(IN_USE), "not done lately enough"},
    {"where to show it", ASKED("due: before, evidence: [review, evidence.e]"), DECLARED(IN_USE),
     "show it under review, evidence.e]"},
    {"with its date", ASKED("due: before, valid-for: P1Y"), DECLARED(IN_USE), "with its date (on)"},
    {"with an id", ASKED("due: before, accepts: [x, y]"), DECLARED(IN_USE), "with one of these ids: x, y"},
    {"with a date and an id", ASKED("due: before, accepts: x, valid-for: P1Y"), DECLARED(IN_USE),
     "with its date (on) and one of these ids: x"},
    {"by another", ASKED("due: before, by-another: true"), DECLARED(IN_USE), "somebody other than the author"},
    {"no author", ASKED("due: before, by-another: true"), DECLARED(IN_USE "evidence: {d: {by: b}}\n"),
     "no author is declared"},
    {"an author who is nobody", ASKED("due: before, by-another: true"),
     DECLARED(IN_USE "author: '-'\nevidence: {d: {by: b}}\n"), "the author \"-\" names nobody"},
    {"the author", ASKED("due: before, by-another: true"), DECLARED(IN_USE BY("Martin A.")),
     "\"Martin A.\" is the author"},
    {"a tool", ASKED("due: before"), DECLARED(IN_USE BY("good")), "\"good\" is a tool: a person has to do it"},
    {"nobody", ASKED("due: before"), DECLARED(IN_USE BY("n/a")), "\"n/a\" names nobody"},
    {"mixed scripts", ASKED("due: before"), DECLARED(IN_USE BY("c.durаnd")), "mixes writing systems"},
    {"invisible characters", ASKED("due: before"), DECLARED(IN_USE BY("\"c.durand\\u200b\"")), "invisible characters"},
    {"data that are not declared", CLASSES("due: before"), DECLARED(""),
     "does not say which data are sent, and some ask for the duty \"d\" [add data: with the classes"},
    {"a fact among words", ASKED("due: before, evidence: facts.c, accepts: [full, part]") FIELDS, DECLARED(IN_USE),
     "say under facts.c that it is one of: full, part"},
    {"too old", ASKED("due: before, valid-for: P1Y"), DECLARED(IN_USE ON("2025-01-02")),
     "done on 2 January 2025, and no longer"},
    {"to come", ASKED("due: before"), DECLARED(IN_USE ON("2027-01-02")), "its date, 2 January 2027, is still to come"},
    {"before the use", ASKED("due: after"), DECLARED(DONE ON("2026-10-31")), "done on 31 October 2026, before the use"},
};

/* ---- where no data are declared ---- */

#define ADVISES                                                                           \
    LAW("activities: {drafting: {status: allowed}}\n" TOOL "duties: {d: {due: before}}\n" \
        "rules: {r: {when: {usage.output: public}, effect: advise, duties: [d]}}\n")
#define SILENT "undetermined | duty.d undetermined forbid"

static const verdict_row silence[] = {
    {"a class's duty may be due before", CLASSES("due: before"), DECLARED(""), SILENT, NULL},
    {"it is met, whatever is sent", CLASSES("due: before"), DECLARED("evidence: {d: true}\n"), "compliant", NULL},
    {"other data do not ask for it", CLASSES("due: before"), DECLARED("data: public\n"), "compliant", NULL},
    {"no data do not", CLASSES("due: before"), DECLARED("data: []\n"), "compliant", NULL},
    {"these do", CLASSES("due: before"), DECLARED("data: personal\n"), OPEN, NULL},
    {"the activity asks for it anyway", CLASSES("due: before"), USE("asks", "good"), OPEN, NULL},
    {"a duty due after is no matter of a planned use", CLASSES("due: after"), DECLARED(""), "compliant", NULL},
    {"nor of one in use", CLASSES("due: after"), DECLARED(IN_USE), "compliant", NULL},
    {"but of one that is done", CLASSES("due: after"), DECLARED(DONE), SILENT, NULL},
    {"and where it comes again and again", CLASSES("due: after, every: P1M"), DECLARED(IN_USE), SILENT, NULL},
    {"a duty out of force", CLASSES("due: before, until: 2025-12-31"), DECLARED(""), "compliant", NULL},
    {"a rule whose duty may be due is no mere advice", ADVISES, DECLARED(""),
     "undetermined | rule.r undetermined forbid", NULL},
    {"unless the duty is met", ADVISES, DECLARED("evidence: {d: true}\n"), "compliant | rule.r undetermined advise",
     NULL},
};

static void say(void **state)
{
    const words_row *row = *state;
    charter *the_charter = good_charter(row->charter);
    const char *told = told_of(tell_verdicts(the_charter, row->declaration, TODAY, TELL_WORDS), "duty.d");
    if (strstr(told, row->expected) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", told, row->expected);
    charter_free(the_charter);
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(due, check_row),      TEST_ROWS(placed, check_place), TEST_ROWS(asking, check_row),
        TEST_ROWS(evidence, check_row), TEST_ROWS(dates, check_row),    TEST_ROWS(whom, check_row),
        TEST_ROWS(silence, check_row),  TEST_ROWS(words, say),
    };
    return RUN_TABLES(tables);
}
