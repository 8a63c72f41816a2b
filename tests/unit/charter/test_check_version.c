/* What must hold between entries: dates in order, names that mean one entry, approvals. */
#include "unit/charter/faults.h"

/* ---- dates ---- */

static const fault_row dates[] = {
    {"a charter of one day", LAW("from: 2026-01-01\nuntil: 2026-01-01\n"), "fine", NULL},
    {"evidence that is valid for no time", LAW("duties: {d: {due: before, valid-for: P0D}}\n"), "3:38 value.form",
     NULL},
    {"evidence that is due every no time", LAW("duties: {d: {due: after, every: P0Y0M}}\n"), "3:33 value.form", NULL},
    {"a charter that ends before it starts", LAW("from: 2026-01-02\nuntil: 2026-01-01\n"), "4:8 dates.order",
     "this ends on 1 January 2026, before it begins on 2 January 2026"},
    {"a tool that ends before it starts", LAW("tools: {t: {status: approved, until: 2025-12-31, from: 2026-01-01}}\n"),
     "3:38 dates.order", NULL},
    {"an activity that ends before it starts",
     LAW("activities: {a: {status: allowed, from: 2026-01-01, until: 2025-12-31}}\n"), "3:60 dates.order", NULL},
    {"a data class that ends before it starts", LAW("data: {a: {from: 2026-01-01, until: 2025-12-31}}\n"),
     "3:37 dates.order", NULL},
    {"a duty that ends before it starts", LAW("duties: {d: {due: after, from: 2026-01-01, until: 2025-12-31}}\n"),
     "3:51 dates.order", NULL},
    {"a rule that ends before it starts", LAW("rules: {r: {when: {}, from: 2026-01-01, until: 2025-12-31}}\n"),
     "3:48 dates.order", NULL},
    {"an exception that ends before it starts",
     LAW("governance: {colleges: [x]}\n"
         "exceptions: {e: {waives: [], approved-by: x, from: 2026-01-01, until: 2025-12-31}}\n"),
     "4:71 dates.order", NULL},
    {"an end of a key that stands twice", LAW("from: 2026-01-02\nuntil:\nuntil: 2026-01-01\n"),
     "5:1 key.duplicate; 5:8 dates.order", NULL},
    {"an entry without an end", LAW("tools: {t: {status: approved, from: 2026-01-01}}\n"), "fine", NULL},
    {"an entry without a beginning", LAW("tools: {t: {status: approved, until: 2020-01-01}}\n"), "fine", NULL},
};

/* ---- names ---- */

#define TOOLS(list) LAW("tools: {" list "}\n")

static const fault_row names[] = {
    {"an alias that is another's id", TOOLS("a: {status: approved}, b: {status: approved, aliases: [x, a]}"),
     "3:67 name.ambiguous", "\"a\" names \"a\" too (line 3)"},
    {"an id that is an earlier one's alias", TOOLS("b: {status: approved, aliases: [a]}, a: {status: approved}"),
     "3:46 name.ambiguous", "\"a\" names \"b\" too (line 3)"},
    {"an alias that is another's", TOOLS("a: {status: approved, aliases: GPT}, b: {status: approved, aliases: GPT}"),
     "3:77 name.ambiguous", "\"GPT\" names \"a\" too"},
    {"an alias that folds to another's",
     TOOLS("a: {status: approved, aliases: 'Straße X'},\n  b: {status: approved, aliases: ' STRASSE   x'}"),
     "4:34 name.ambiguous", NULL},
    {"an alias that folds to another's id", TOOLS("gpt: {status: approved}, b: {status: approved, aliases: GPT}"),
     "3:65 name.ambiguous", NULL},
    {"its own id as an alias", TOOLS("gpt: {status: approved, aliases: [GPT, gpt]}"), "fine", NULL},
    {"the same alias twice", TOOLS("a: {status: approved, aliases: [GPT, gpt, GPT]}"), "fine", NULL},
    {"three of one name, two complaints",
     TOOLS("a: {status: approved, aliases: x},\n  b: {status: approved, aliases: x},\n"
           "  c: {status: approved, aliases: x}"),
     "4:34 name.ambiguous; 5:34 name.ambiguous", NULL},
    {"dates that do not overlap",
     TOOLS("a: {status: approved, aliases: x, until: 2026-06-30}, b: {status: banned, aliases: x, from: 2026-07-01}"),
     "fine", NULL},
    {"dates that share a day",
     TOOLS(
         "a: {status: approved, aliases: x, until: 2026-06-30},\n  b: {status: banned, aliases: x, from: 2026-06-30}"),
     "4:32 name.ambiguous", "dates that do not overlap"},
    {"activities' aliases",
     LAW("activities:\n  a: {status: allowed, aliases: X}\n  b: {status: allowed, aliases: x}\n"),
     "5:33 name.ambiguous", NULL},
    {"an activity and a tool may share a name",
     LAW("activities: {a: {status: allowed, aliases: X}}\ntools: {a: {status: approved, aliases: X}}\n"), "fine", NULL},
};

/* ---- approvals: warnings, for the charter is good ---- */

#define GOVERNED(approval, rest, exception) \
    LAW("governance: {colleges: [users, deciders, staff]" approval "}\n" rest "exceptions:\n  e: {" exception "}\n")

static const fault_row approvals[] = {
    {"every college approved", GOVERNED("", "", "waives: tool.status, approved-by: [users, deciders, staff]"), "fine",
     NULL},
    {"none approved", GOVERNED("", "", "waives: tool.status"), "5:3 warning approval.lacking",
     "does not waive \"tool.status\" where it says forbid: it lacks users, deciders, staff"},
    {"one lacks", GOVERNED("", "", "waives: tool.status, approved-by: [users, staff]"), "5:3 warning approval.lacking",
     "it lacks deciders"},
    {"each clause that is not waived is told", GOVERNED("", "", "waives: [tool.status, data.hosting]"),
     "5:3 warning approval.lacking; 5:3 warning approval.lacking", NULL},
    {"by effect: enough for a review",
     GOVERNED(", approval: {review: deciders}", "rules: {r: {when: {}, effect: review}}\n",
              "waives: rule.r, approved-by: deciders"),
     "fine", NULL},
    {"by effect: enough for a review, not for what is forbidden",
     GOVERNED(", approval: {review: deciders}", "rules: {r: {when: {}}}\n", "waives: rule.r, approved-by: deciders"),
     "6:3 warning approval.lacking", "where it says forbid: it lacks users, staff"},
    {"by effect: a clause that can be either needs both",
     GOVERNED(", approval: {forbid: users}", "", "waives: activity.status, approved-by: users"),
     "5:3 warning approval.lacking", "where it says review: it lacks deciders, staff"},
    {"by effect: only the colleges that are asked for lack",
     GOVERNED(", approval: {forbid: [users, deciders]}", "", "waives: tool.status, approved-by: users"),
     "5:3 warning approval.lacking", "it lacks deciders ["},
    {"advice is waived without a word", GOVERNED("", "rules: {r: {when: {}, effect: advise}}\n", "waives: rule.r"),
     "fine", NULL},
    {"an approval that nobody has to give", GOVERNED(", approval: {forbid: [], review: []}", "", "waives: tool.status"),
     "fine", NULL},
    {"beside an error, no warnings", GOVERNED("", "colour: red\n", "waives: tool.status"), "4:1 key.unknown", NULL},
};

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(dates, check_fault),
        TEST_ROWS(names, check_fault),
        TEST_ROWS(approvals, check_fault),
    };
    return RUN_TABLES(tables);
}
