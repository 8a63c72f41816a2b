/* The clauses that stand once: a table each, from the design's table of clauses. */
#include "unit/judge/rows.h"

static void check(void **state, const char *clause)
{
    const clause_row *row = *state;
    assert_string_equal(judged(row->charter, row->declaration, row->at == NULL ? TODAY : row->at, clause),
                        row->expected);
}

#define CLAUSE(function, clause)       \
    static void function(void **state) \
    {                                  \
        check(state, clause);          \
    }

/* ---- activity.unlisted ---- */

#define ONE_TOOL       "tools: {good: {status: approved}}\n"
#define DRAFTING(keys) LAW("activities: {drafting: {status: allowed" keys "}}\n" ONE_TOOL)

static const clause_row activity_unlisted[] = {
    {"a listed activity is met", DRAFTING(""), USE("drafting", "good"), "compliant: met", NULL},
    {"an unlisted activity goes to review where the charter does not say", DRAFTING(""), USE("cooking", "good"),
     "review: breached review /activity 2:11-2:18 <0:0", NULL},
    {"an unlisted activity goes to review where the charter says so",
     DRAFTING("") "unlisted: {activity: review, tool: forbid, data: forbid}\n", USE("cooking", "good"),
     "review: breached review /activity 2:11-2:18 <5:12", NULL},
    {"an unlisted activity is forbidden where the charter says so", DRAFTING("") "unlisted: {activity: forbid}\n",
     USE("cooking", "good"), "non-compliant: breached forbid /activity 2:11-2:18 <5:12", NULL},
    {"a charter without activities lists none", LAW(ONE_TOOL), USE("drafting", "good"),
     "review: breached review /activity 2:11-2:19 <0:0", NULL},
    {"an activity counts on its last day", DRAFTING(", until: 2026-11-02"), USE("drafting", "good"), "compliant: met",
     NULL},
    {"an activity counts on its first day", DRAFTING(", from: 2026-11-02"), USE("drafting", "good"), "compliant: met",
     NULL},
    {"an activity that has ended is not listed any more", DRAFTING(", until: 2026-11-01"), USE("drafting", "good"),
     "review: breached review /activity 2:11-2:19 <3:42", NULL},
    {"an activity to come is not listed yet", DRAFTING(", from: 2026-11-03"), USE("drafting", "good"),
     "review: breached review /activity 2:11-2:19 <3:42", NULL},
};
CLAUSE(judge_activity_unlisted, "activity.unlisted")

/* ---- activity.status ---- */

#define STATUSES                                   \
    LAW("activities:\n"                            \
        "  free: {status: allowed}\n"              \
        "  some: {title: T, status: restricted}\n" \
        "  none: {status: banned}\n"               \
        "  past: {status: banned, until: 2020-01-01}\n" ONE_TOOL)

static const clause_row activity_status[] = {
    {"an allowed activity is met", STATUSES, USE("free", "good"), "compliant: met", NULL},
    {"a restricted activity goes to review", STATUSES, USE("some", "good"),
     "review: breached review /activity 2:11-2:15 <5:20", NULL},
    {"a banned activity is forbidden", STATUSES, USE("none", "good"),
     "non-compliant: breached forbid /activity 2:11-2:15 <6:10", NULL},
    {"an unlisted activity has no status", STATUSES, USE("other", "good"), "review: not-applicable", NULL},
    {"an activity out of force has no status", STATUSES, USE("past", "good"), "review: not-applicable", NULL},
};
CLAUSE(judge_activity_status, "activity.status")

/* ---- activity.data and tool.data: one ceiling, on either side ---- */

#define CLASSES                       \
    "data:\n"                         \
    "  public: {}\n"                  \
    "  internal: {above: public}\n"   \
    "  personal: {above: internal}\n" \
    "  secret: {above: internal}\n"   \
    "  top: {above: [personal, secret]}\n"
#define CEILING_ON_ACTIVITY(ceiling) LAW("activities: {drafting: {status: allowed" ceiling "}}\n" ONE_TOOL CLASSES)
#define CEILING_ON_TOOL(ceiling) \
    LAW("tools: {good: {status: approved" ceiling "}}\nactivities: {drafting: {status: allowed}}\n" CLASSES)
#define DATA(list) USE("drafting", "good") "data: " list "\n"

/* clang-format off */
#define CEILING_ROWS(the_charter, column) \
    {"without a ceiling it does not apply", the_charter(""), DATA("[top]"), "compliant: not-applicable", NULL}, \
    {"the ceiling itself is met", the_charter(", data: internal"), DATA("[internal]"), "compliant: met", NULL}, \
    {"a class below it is met", the_charter(", data: internal"), DATA("public"), "compliant: met", NULL}, \
    {"a class far below it is met", the_charter(", data: top"), DATA("[public, secret]"), "compliant: met", NULL}, \
    {"no data sent are within any ceiling", the_charter(", data: public"), DATA("[]"), "compliant: met", NULL}, \
    {"a class above it is breached", the_charter(", data: internal"), DATA("personal"), \
     "non-compliant: breached forbid /data 4:7-4:15 <" column, NULL}, \
    {"the first offending class is named", the_charter(", data: internal"), DATA("[public, secret, personal]"), \
     "non-compliant: breached forbid /data/1 4:16-4:22 <" column, NULL}, \
    {"a class beside it is breached", the_charter(", data: personal"), DATA("[secret]"), \
     "non-compliant: breached forbid /data/0 4:8-4:14 <" column, NULL}, \
    {"a list is a union", the_charter(", data: [personal, secret]"), DATA("[secret, personal, public]"), \
     "compliant: met", NULL}, \
    {"what stands above a union is breached", the_charter(", data: [personal, secret]"), DATA("[top]"), \
     "non-compliant: breached forbid /data/0 4:8-4:11 <" column, NULL}, \
    {"an empty ceiling allows nothing", the_charter(", data: []"), DATA("[public]"), \
     "non-compliant: breached forbid /data/0 4:8-4:14 <" column, NULL}, \
    {"an empty ceiling is met by no data", the_charter(", data: []"), DATA("[]"), "compliant: met", NULL}, \
    {"without declared data it is undetermined", the_charter(", data: internal"), USE("drafting", "good"), \
     "undetermined: undetermined forbid / 1:1-1:6 <" column, NULL}, \
    {"null data are not declared", the_charter(", data: internal"), DATA("~"), \
     "undetermined: undetermined forbid / 1:1-1:6 <" column, NULL}, \
    {"classes that are not listed do not count", the_charter(", data: internal"), DATA("[gossip, public]"), \
     "review: met", NULL}, \
    {"a listed class counts beside one that is not", the_charter(", data: public"), DATA("[gossip, internal]"), \
     "non-compliant: breached forbid /data/1 4:16-4:24 <" column, NULL}
/* clang-format on */

static const clause_row activity_data[] = {
    CEILING_ROWS(CEILING_ON_ACTIVITY, "3:42"),
    {"an unlisted activity has no ceiling", CEILING_ON_ACTIVITY(", data: public"),
     USE("cooking", "good") "data: [top]\n", "review: not-applicable", NULL},
};
CLAUSE(judge_activity_data, "activity.data")

static const clause_row tool_data[] = {
    CEILING_ROWS(CEILING_ON_TOOL, "3:34"),
    {"an unlisted tool has no ceiling", CEILING_ON_TOOL(", data: public"), USE("drafting", "wrench") "data: [top]\n",
     "review: not-applicable", NULL},
};
CLAUSE(judge_tool_data, "tool.data")

/* ---- activity.tools ---- */

#define FOUR_TOOLS                                                                                \
    "tools: {best: {status: recommended}, good: {status: approved}, poor: {status: tolerated},\n" \
    "  bad: {status: banned}}\n"
#define TOOLS(limits)    LAW("activities:\n  drafting: {status: allowed" limits "}\n" FOUR_TOOLS)
#define NOT_THIS(column) "non-compliant: breached forbid /tool 3:7-3:11 <" column

static const clause_row activity_tools[] = {
    {"without tools it does not apply", TOOLS(""), USE("drafting", "good"), "compliant: not-applicable", NULL},
    {"empty limits are met", TOOLS(", tools: {}"), USE("drafting", "good"), "compliant: met", NULL},
    {"an unlisted activity limits no tools", TOOLS(", tools: {only: best}"), USE("cooking", "good"),
     "review: not-applicable", NULL},
    {"one of only is met", TOOLS(", tools: {only: [best, good]}"), USE("drafting", "good"), "compliant: met", NULL},
    {"one that only leaves out is breached", TOOLS(", tools: {only: best}"), USE("drafting", "good"), NOT_THIS("4:31"),
     NULL},
    {"an empty only leaves out everything", TOOLS(", tools: {only: []}"), USE("drafting", "good"), NOT_THIS("4:31"),
     NULL},
    {"one of not is breached", TOOLS(", tools: {not: [poor, good]}"), USE("drafting", "good"), NOT_THIS("4:31"), NULL},
    {"one that not leaves out is met", TOOLS(", tools: {not: poor}"), USE("drafting", "good"), "compliant: met", NULL},
    {"one of the statuses is met", TOOLS(", tools: {status: [recommended, approved]}"), USE("drafting", "good"),
     "compliant: met", NULL},
    {"another status is breached", TOOLS(", tools: {status: recommended}"), USE("drafting", "good"), NOT_THIS("4:31"),
     NULL},
    {"all limits count together: only and not", TOOLS(", tools: {only: [best, good], not: [good]}"),
     USE("drafting", "good"), NOT_THIS("4:31"), NULL},
    {"all limits count together: only and status", TOOLS(", tools: {only: [best, good], status: recommended}"),
     USE("drafting", "good"), NOT_THIS("4:31"), NULL},
    {"an unlisted tool breaches no limit", TOOLS(", tools: {only: best, status: recommended}"),
     USE("drafting", "wrench"), "review: met", NULL},
    {"a tool written as a mapping is placed at its name", TOOLS(", tools: {only: best}"),
     USE("drafting", "{name: good, model: m}"), "non-compliant: breached forbid /tool/name 3:14-3:18 <4:31", NULL},
};
CLAUSE(judge_activity_tools, "activity.tools")

/* ---- activity.autonomy ---- */

#define AT_MOST(word)  DRAFTING(", autonomy: " word)
#define AUTONOMY(word) USE("drafting", "good") "autonomy: " word "\n"

static const clause_row activity_autonomy[] = {
    {"without a limit it does not apply", DRAFTING(""), AUTONOMY("autonomous"), "compliant: not-applicable", NULL},
    {"an unlisted activity has no limit", AT_MOST("suggest"), USE("cooking", "good") "autonomy: autonomous\n",
     "review: not-applicable", NULL},
    {"the limit itself is met", AT_MOST("assist"), AUTONOMY("assist"), "compliant: met", NULL},
    {"less is met", AT_MOST("assist"), AUTONOMY("suggest"), "compliant: met", NULL},
    {"assist is more than suggest", AT_MOST("suggest"), AUTONOMY("assist"),
     "non-compliant: breached forbid /autonomy 4:11-4:17 <3:42", NULL},
    {"supervised is more than assist", AT_MOST("assist"), AUTONOMY("supervised"),
     "non-compliant: breached forbid /autonomy 4:11-4:21 <3:42", NULL},
    {"autonomous is more than supervised", AT_MOST("supervised"), AUTONOMY("autonomous"),
     "non-compliant: breached forbid /autonomy 4:11-4:21 <3:42", NULL},
    {"autonomous is within autonomous", AT_MOST("autonomous"), AUTONOMY("autonomous"), "compliant: met", NULL},
    {"not declared, it is undetermined", AT_MOST("autonomous"), USE("drafting", "good"),
     "undetermined: undetermined forbid / 1:1-1:6 <3:42", NULL},
};
CLAUSE(judge_activity_autonomy, "activity.autonomy")

/* ---- tool.unlisted ---- */

#define TOOL(keys) LAW("tools: {good: {status: approved" keys "}}\nactivities: {drafting: {status: allowed}}\n")

/* A banned tool, whose status is on line 5. */
#define KIN(more)                                                                                                       \
    LAW("tools:\n  own: {status: approved, aliases: [Copilot Studio]}\n"                                                \
        "  bad: {status: banned, aliases: [Copilot, ChatGPT], title: Le Robot}\n"                                       \
        "  old: {status: banned, aliases: Ancien, until: 2025-12-31}\n  tol: {status: tolerated, aliases: [Le Chat]}\n" \
        "  twin: {status: banned, title: Jumeau}\n  twin-2: {status: banned, title: jumeau}\n" more                     \
        "activities: {drafting: {status: allowed}}\n")

static const clause_row tool_unlisted[] = {
    {"a listed tool is met", TOOL(""), USE("drafting", "good"), "compliant: met", NULL},
    {"a banned tool is listed", LAW("tools: {good: {status: banned}}\nactivities: {drafting: {status: allowed}}\n"),
     USE("drafting", "good"), "non-compliant: met", NULL},
    {"an unlisted tool goes to review where the charter does not say", TOOL(""), USE("drafting", "wrench"),
     "review: breached review /tool 3:7-3:13 <0:0", NULL},
    {"an unlisted tool is forbidden where the charter says so", TOOL("") "unlisted: {tool: forbid}\n",
     USE("drafting", "wrench"), "non-compliant: breached forbid /tool 3:7-3:13 <5:12", NULL},
    {"a mapping is placed at its name", TOOL(""), USE("drafting", "{model: good, name: wrench}"),
     "review: breached review /tool/name 3:27-3:33 <0:0", NULL},
    {"a tool that has ended is not listed any more", TOOL(", until: 2026-11-01"), USE("drafting", "good"),
     "review: breached review /tool 3:7-3:11 <3:34", NULL},
    {"a tool to come is not listed yet", TOOL(", from: 2026-11-03"), USE("drafting", "good"),
     "review: breached review /tool 3:7-3:11 <3:34", NULL},
    {"a banned tool's alias and more is banned: behind it", KIN(""), USE("drafting", "ChatGPT Plus"),
     "non-compliant: breached forbid /tool 3:7-3:19 <5:9", NULL},
    {"before it", KIN(""), USE("drafting", "GitHub  COPILOT"), "non-compliant: breached forbid /tool 3:7-3:22 <5:9",
     NULL},
    {"by a hyphen", KIN(""), USE("drafting", "chatgpt-5"), "non-compliant: breached forbid /tool 3:7-3:16 <5:9", NULL},
    {"its title and more", KIN(""), USE("drafting", "Le Robot Pro"),
     "non-compliant: breached forbid /tool 3:7-3:19 <5:9", NULL},
    {"its id and more", KIN(""), USE("drafting", "bad 2"), "non-compliant: breached forbid /tool 3:7-3:12 <5:9", NULL},
    {"its name in other words' guise", KIN(""), USE("drafting", "Le-Robot"),
     "non-compliant: breached forbid /tool 3:7-3:15 <5:9", NULL},
    {"within it is another", KIN(""), USE("drafting", "My Copilot Box"), "review: breached review /tool 3:7-3:21 <0:0",
     NULL},
    {"a part of a word is another", KIN(""), USE("drafting", "ChatGPTX"), "review: breached review /tool 3:7-3:15 <0:0",
     NULL},
    {"a listed tool's longer alias counts", KIN(""), USE("drafting", "Copilot Studio 2"),
     "review: breached review /tool 3:7-3:23 <0:0", NULL},
    {"the longest on either side, and one is banned", KIN(""), USE("drafting", "Copilot Studio ChatGPT"),
     "non-compliant: breached forbid /tool 3:7-3:29 <5:9", NULL},
    {"a tolerated tool's name and more", KIN(""), USE("drafting", "Le Chat Gratuit"),
     "review: breached review /tool 3:7-3:22 <0:0", NULL},
    {"a banned tool out of force", KIN(""), USE("drafting", "Ancien 3"), "review: breached review /tool 3:7-3:15 <0:0",
     NULL},
    {"invisible characters do not hide it", KIN(""), USE("drafting", "\"ChatGPT Pl\\u200bus\""),
     "non-compliant: breached forbid /tool 3:7-3:27 <5:9", NULL},
    {"where the charter sends variants to review", KIN("unlisted: {variants: review}\n"),
     USE("drafting", "ChatGPT Plus"), "review: breached review /tool 3:7-3:19 <0:0", NULL},
    {"to what it says of unlisted tools", KIN("unlisted: {variants: review, tool: forbid}\n"),
     USE("drafting", "ChatGPT Plus"), "non-compliant: breached forbid /tool 3:7-3:19 <10:30", NULL},
    {"a title that two share is no name", KIN(""), USE("drafting", "Jumeau 2"),
     "review: breached review /tool 3:7-3:15 <0:0", NULL},
    {"a charter without tools lists none", LAW("activities: {drafting: {status: allowed}}\n"), USE("drafting", "good"),
     "review: breached review /tool 3:7-3:11 <0:0", NULL},
};
CLAUSE(judge_tool_unlisted, "tool.unlisted")

/* ---- tool.status ---- */

#define ALL_TOOLS LAW("activities: {drafting: {status: allowed}}\n" FOUR_TOOLS)

static const clause_row tool_status[] = {
    {"a recommended tool is met", ALL_TOOLS, USE("drafting", "best"), "compliant: met", NULL},
    {"an approved tool is met", ALL_TOOLS, USE("drafting", "good"), "compliant: met", NULL},
    {"a tolerated tool is advised against, and that changes no verdict", ALL_TOOLS, USE("drafting", "poor"),
     "compliant: breached advise /tool 3:7-3:11 <4:71", NULL},
    {"a banned tool is forbidden", ALL_TOOLS, USE("drafting", "bad"),
     "non-compliant: breached forbid /tool 3:7-3:10 <5:9", NULL},
    {"an unlisted tool has no status", ALL_TOOLS, USE("drafting", "wrench"), "review: not-applicable", NULL},
};
CLAUSE(judge_tool_status, "tool.status")

/* ---- tool.activities ---- */

#define MEANT(keys)                                   \
    LAW("tools: {good: {status: approved" keys "}}\n" \
        "activities: {drafting: {status: allowed}, coding: {status: allowed}}\n")

static const clause_row tool_activities[] = {
    {"without activities it does not apply", MEANT(""), USE("drafting", "good"), "compliant: not-applicable", NULL},
    {"one of them is met", MEANT(", activities: [coding, drafting]"), USE("drafting", "good"), "compliant: met", NULL},
    {"another is breached", MEANT(", activities: coding"), USE("drafting", "good"),
     "non-compliant: breached forbid /activity 2:11-2:19 <3:34", NULL},
    {"an empty list is breached by every activity", MEANT(", activities: []"), USE("drafting", "good"),
     "non-compliant: breached forbid /activity 2:11-2:19 <3:34", NULL},
    {"an unlisted activity is none of its business", MEANT(", activities: coding"), USE("cooking", "good"),
     "review: not-applicable", NULL},
    {"an unlisted tool is meant for nothing", MEANT(", activities: coding"), USE("drafting", "wrench"),
     "review: not-applicable", NULL},
};
CLAUSE(judge_tool_activities, "tool.activities")

/* ---- data.unlisted ---- */

#define ANY_DATA(more) LAW("activities: {drafting: {status: allowed}}\n" ONE_TOOL more)
#define TWO_CLASSES    "data: {public: {}, internal: {above: public, until: 2026-11-01}}\n"

static const clause_row data_unlisted[] = {
    {"without data it does not apply", ANY_DATA(TWO_CLASSES), USE("drafting", "good"), "compliant: not-applicable",
     NULL},
    {"with no data sent it does not apply", ANY_DATA(TWO_CLASSES), DATA("[]"), "compliant: not-applicable", NULL},
    {"with listed classes it does not apply", ANY_DATA(TWO_CLASSES), DATA("[public]"), "compliant: not-applicable",
     NULL},
    {"an unlisted class goes to review where the charter does not say", ANY_DATA(TWO_CLASSES), DATA("gossip"),
     "review: breached review /data 4:7-4:13 <0:0", NULL},
    {"the first unlisted class is named", ANY_DATA(TWO_CLASSES), DATA("[public, gossip, rumour]"),
     "review: breached review /data/1 4:16-4:22 <0:0", NULL},
    {"an unlisted class is forbidden where the charter says so", ANY_DATA(TWO_CLASSES "unlisted: {data: forbid}\n"),
     DATA("[gossip]"), "non-compliant: breached forbid /data/0 4:8-4:14 <6:12", NULL},
    {"a class out of force is not listed", ANY_DATA(TWO_CLASSES), DATA("[internal]"),
     "review: breached review /data/0 4:8-4:16 <5:46", NULL},
    {"a charter without classes lists none", ANY_DATA(""), DATA("[public]"),
     "review: breached review /data/0 4:8-4:14 <0:0", NULL},
};
CLAUSE(judge_data_unlisted, "data.unlisted")

/* ---- data.hosting ---- */

#define HOSTED(tool)                                              \
    LAW("activities: {drafting: {status: allowed}}\n"             \
        "hosting: {here: {}, state: {}, there: {}}\n"             \
        "tools: {good: {status: approved" tool "}}\n"             \
        "data:\n"                                                 \
        "  public: {}\n"                                          \
        "  internal: {above: public, hosting: [here, state]}\n"   \
        "  personal: {above: internal, hosting: [here, there]}\n" \
        "  marked: {above: personal}\n"                           \
        "  apart: {above: internal, hosting: there}\n"            \
        "  nowhere: {hosting: []}\n")
#define NO_SETS(tool)                                                      \
    LAW("activities: {drafting: {status: allowed}}\nhosting: {here: {}}\n" \
        "tools: {good: {status: approved" tool "}}\ndata: {public: {}}\n")

static const clause_row data_hosting[] = {
    {"a class without a set may go anywhere", HOSTED(", hosting: there"), DATA("[public]"), "compliant: not-applicable",
     NULL},
    {"no data may go anywhere", HOSTED(", hosting: there"), DATA("[]"), "compliant: not-applicable", NULL},
    {"a hosting of the set is met", HOSTED(", hosting: state"), DATA("[internal]"), "compliant: met", NULL},
    {"a hosting beside the set is breached", HOSTED(", hosting: there"), DATA("[public, internal]"),
     "non-compliant: breached forbid /data/1 4:16-4:24 <8:29", NULL},
    {"a set is narrowed by those of the classes below: met", HOSTED(", hosting: here"), DATA("[personal]"),
     "compliant: met", NULL},
    {"a set is narrowed by those of the classes below: its own label is not enough", HOSTED(", hosting: there"),
     DATA("personal"), "non-compliant: breached forbid /data 4:7-4:15 <9:31", NULL},
    {"hosting is no ladder: what a lower class may, a higher may not", HOSTED(", hosting: state"), DATA("[personal]"),
     "non-compliant: breached forbid /data/0 4:8-4:16 <9:31", NULL},
    {"a class without a set of its own has those below it", HOSTED(", hosting: state"), DATA("[marked]"),
     "non-compliant: breached forbid /data/0 4:8-4:14 <10:3", NULL},
    {"an empty intersection is breached by every hosting", HOSTED(", hosting: there"), DATA("[apart]"),
     "non-compliant: breached forbid /data/0 4:8-4:13 <11:28", NULL},
    {"an empty set is breached by every hosting", HOSTED(", hosting: here"), DATA("[nowhere]"),
     "non-compliant: breached forbid /data/0 4:8-4:15 <12:13", NULL},
    {"a tool without hosting is undetermined before a class with a set", HOSTED(""), DATA("[public, internal]"),
     "undetermined: undetermined forbid /data/1 4:16-4:24 <5:9", NULL},
    {"a tool without hosting does no harm before a class without a set", HOSTED(""), DATA("[public]"),
     "compliant: not-applicable", NULL},
    {"without data it is undetermined where some class has a set", HOSTED(", hosting: here"), USE("drafting", "good"),
     "undetermined: undetermined forbid / 1:1-1:6 <0:0", NULL},
    {"without data it does not apply where no class has a set", NO_SETS(", hosting: here"), USE("drafting", "good"),
     "compliant: not-applicable", NULL},
    {"an unlisted tool goes to review anyway", HOSTED(", hosting: there"),
     USE("drafting", "wrench") "data: [internal]\n", "review: not-applicable", NULL},
    {"classes that are not listed have no set", HOSTED(", hosting: there"), DATA("[gossip]"), "review: not-applicable",
     NULL},
    {"a class out of force hands its set on to those above it",
     LAW("activities: {drafting: {status: allowed}}\nhosting: {here: {}, there: {}}\n"
         "tools: {good: {status: approved, hosting: there}}\n"
         "data: {low: {hosting: here, until: 2020-01-01}, high: {above: low}}\n"),
     DATA("[high]"), "non-compliant: breached forbid /data/0 4:8-4:12 <6:49", NULL},
    {"dates of a hosting entry change nothing",
     LAW("activities: {drafting: {status: allowed}}\nhosting: {here: {until: 2020-01-01}}\n"
         "tools: {good: {status: approved, hosting: here}}\ndata: {low: {hosting: here}}\n"),
     DATA("[low]"), "compliant: met", NULL},
    {"without data, a set of a class out of force alone does not count",
     LAW("activities: {drafting: {status: allowed}}\nhosting: {here: {}}\n"
         "tools: {good: {status: approved, hosting: here}}\ndata: {low: {hosting: here, until: 2020-01-01}}\n"),
     USE("drafting", "good"), "compliant: not-applicable", NULL},
    {"without data, a set inherited from a class out of force counts",
     LAW("activities: {drafting: {status: allowed}}\nhosting: {here: {}}\n"
         "tools: {good: {status: approved, hosting: here}}\n"
         "data: {low: {hosting: here, until: 2020-01-01}, high: {above: low}}\n"),
     USE("drafting", "good"), "undetermined: undetermined forbid / 1:1-1:6 <0:0", NULL},
};
CLAUSE(judge_data_hosting, "data.hosting")

/* ---- charter.period and charter.review ---- */

#define IN_FORCE(keys) LAW(keys "activities: {drafting: {status: allowed}}\n" ONE_TOOL)

static const clause_row charter_period[] = {
    {"a charter without dates is always in force", IN_FORCE(""), USE("drafting", "good"), "compliant: met", NULL},
    {"the first day counts", IN_FORCE("from: 2026-11-02\n"), USE("drafting", "good"), "compliant: met", NULL},
    {"the last day counts", IN_FORCE("until: 2026-11-02\n"), USE("drafting", "good"), "compliant: met", NULL},
    {"before the first day it is undetermined", IN_FORCE("from: 2026-11-03\n"), USE("drafting", "good"),
     "undetermined: undetermined forbid / 1:1-1:6 <0:0", NULL},
    {"after the last day it is undetermined", IN_FORCE("until: 2026-11-01\n"), USE("drafting", "good"),
     "undetermined: undetermined forbid / 1:1-1:6 <0:0", NULL},
    {"a use that is done is judged on its own day", IN_FORCE("until: 2026-06-30\n"),
     USE("drafting", "good") "stage: done\ndate: 2026-06-30\n", "compliant: met", NULL},
    {"a use that is done before the charter began is undetermined", IN_FORCE("from: 2026-06-30\n"),
     USE("drafting", "good") "stage: done\ndate: 2026-06-29\n", "undetermined: undetermined forbid /date 5:7-5:17 <0:0",
     NULL},
    {"a use that is done without a date is undetermined", IN_FORCE(""), USE("drafting", "good") "stage: done\n",
     "undetermined: undetermined forbid /stage 4:8-4:12 <0:0", NULL},
    {"a use that is done tomorrow: it is already tomorrow elsewhere", IN_FORCE(""),
     USE("drafting", "good") "stage: done\ndate: 2026-11-03\n", "compliant: met", NULL},
    {"a use that is done the day after tomorrow is undetermined", IN_FORCE(""),
     USE("drafting", "good") "stage: done\ndate: 2026-11-04\n", "undetermined: undetermined forbid /date 5:7-5:17 <0:0",
     NULL},
    {"whatever charter will be in force then", IN_FORCE("until: 2026-11-30\n"),
     USE("drafting", "good") "stage: done\ndate: 2027-01-01\n", "undetermined: undetermined forbid /date 5:7-5:17 <0:0",
     NULL},
    {"the date of a use in progress does not matter", IN_FORCE("from: 2026-01-01\n"),
     USE("drafting", "good") "stage: in-use\ndate: 2020-01-01\n", "compliant: met", NULL},
    {"the date of a planned use does not matter", IN_FORCE("until: 2026-12-31\n"),
     USE("drafting", "good") "date: 2030-01-01\n", "compliant: met", NULL},
};
CLAUSE(judge_charter_period, "charter.period")

static const clause_row charter_review[] = {
    {"without review-by it does not apply", IN_FORCE(""), USE("drafting", "good"), "compliant: not-applicable", NULL},
    {"on the day it is met", IN_FORCE("review-by: 2026-11-02\n"), USE("drafting", "good"), "compliant: met", NULL},
    {"the day after it is advised, and that changes no verdict", IN_FORCE("review-by: 2026-11-01\n"),
     USE("drafting", "good"), "compliant: breached advise / 1:1-1:6 <3:1", NULL},
    {"a use that is done is judged on its own day", IN_FORCE("review-by: 2026-06-30\n"),
     USE("drafting", "good") "stage: done\ndate: 2026-06-01\n", "compliant: met", NULL},
};
CLAUSE(judge_charter_review, "charter.review")

/* ---- what they say ---- */

typedef struct words_row {
    const char *name, *charter, *declaration, *clause, *expected;
} words_row;

#define FINDING(tools)                                                                                          \
    LAW(tools "activities: {drafting: {status: allowed}}\n" CLASSES                                             \
              "detectors: {i: {pattern: 'I-\\d+', means: internal}, p: {pattern: 'P-\\d+', means: personal},\n" \
              "  s: {pattern: 'S-\\d+', means: secret}}\n")

static const words_row words[] = {
    {"a lapsed activity says since when", DRAFTING(", until: 2026-06-30"), USE("drafting", "good"), "activity.unlisted",
     "until 30 June 2026"},
    {"a tool to come says from when", TOOL(", from: 2027-01-01"), USE("drafting", "good"), "tool.unlisted",
     "from 1 January 2027 on"},
    {"an unlisted tool is told its nearest", TOOL(""), USE("drafting", "goood"), "tool.unlisted",
     "did you mean \"good\"?"},
    {"a nearest tool that is out of force is not offered", TOOL(", until: 2026-06-30"), USE("drafting", "goood"),
     "tool.unlisted", "choose a tool that the charter lists"},
    {"an unlisted activity is told its nearest", DRAFTING(""), USE("draftng", "good"), "activity.unlisted",
     "did you mean \"drafting\"?"},
    {"an unlisted class is told its nearest", ANY_DATA(TWO_CLASSES), DATA("[publik]"), "data.unlisted",
     "did you mean \"public\"?"},
    {"a mixed name shows its code points", TOOL(""), USE("drafting", "gооd"), "tool.unlisted", "U+043E"},
    {"a name with format characters shows its code points", TOOL(""), USE("drafting", "\"go\\u200Bod\""),
     "tool.unlisted", "U+200B"},
    {"a ceiling says what it allows", CEILING_ON_TOOL(", data: [personal, secret, public]"), DATA("[top]"), "tool.data",
     "personal, secret, and what lies below"},
    {"the tool's ceiling names the first class beyond it", CEILING_ON_TOOL(", data: internal"),
     DATA("[gossip, public, secret, personal]"), "tool.data", "data of the class \"secret\""},
    {"the activity's ceiling names the first class beyond it", CEILING_ON_ACTIVITY(", data: internal"),
     DATA("[gossip, public, secret, personal]"), "activity.data", "data of the class \"secret\""},
    {"a ceiling names the detected class beyond it", FINDING("tools: {good: {status: approved, data: internal}}\n"),
     DATA("[public]") "purpose: S-1 P-1\n", "tool.data", "data of the class \"secret\""},
    {"an empty ceiling says that it allows nothing", CEILING_ON_TOOL(", data: []"), DATA("[top]"), "tool.data",
     "no data at all"},
    {"a misplaced class says where it may go", HOSTED(", hosting: there"), DATA("[internal]"), "data.hosting",
     "these data may go to: here, state"},
    {"of misplaced classes the first is named", HOSTED(", hosting: there"), DATA("[gossip, public, internal, nowhere]"),
     "data.hosting", "\"internal\" data may not go"},
    {"an empty set says that it may go nowhere", HOSTED(", hosting: here"), DATA("[nowhere]"), "data.hosting",
     "these data may go nowhere"},
    {"a tool says what it is meant for", MEANT(", activities: [coding]"), USE("drafting", "good"), "tool.activities",
     "it is meant for: coding"},
    {"a tool that is meant for nothing says so", MEANT(", activities: []"), USE("drafting", "good"), "tool.activities",
     "use another tool"},
    {"an autonomy says what is allowed at most", AT_MOST("assist"), AUTONOMY("autonomous"), "activity.autonomy",
     "it allows at most: assist"},
    {"an autonomy that is not declared says what to add", AT_MOST("assist"), USE("drafting", "good"),
     "activity.autonomy", "this activity allows at most: assist"},
    {"a rule that needs an output says what to add", IN_FORCE("rules: {r: {when: {usage.output: public}}}\n"),
     USE("drafting", "good"), "rule.r", "add it to the declaration: output: …"},
    {"a rule that needs a volume says what to add",
     IN_FORCE("rules: {r: {when: {usage.volume.tokens: {at-least: 5}}}}\n"), USE("drafting", "good"), "rule.r",
     "add it to the declaration: volume: {tokens: …}"},
    {"a rule that needs the data says what to add",
     IN_FORCE("data: {p: {}}\nrules: {r: {when: {data: {includes: p}}}}\n"), USE("drafting", "good"), "rule.r",
     "add data: with the classes that are sent"},
    {"a rule that needs a fact says what to add",
     IN_FORCE("fields: {f: {type: bool}}\nrules: {r: {when: {facts.f: true}}}\n"), USE("drafting", "good"), "rule.r",
     "add it to the declaration: facts: {f: …}"},
    {"a rule that needs the model says what to add", IN_FORCE("rules: {r: {when: {tool.model: x}}}\n"),
     USE("drafting", "good"), "rule.r", "add it to the declaration: tool: {name: …, model: …}"},
    {"a rule that needs the vendor says whom to ask", IN_FORCE("rules: {r: {when: {tool.vendor: X}}}\n"),
     USE("drafting", "good"), "rule.r", "ask for it to be completed"},
    {"a banned tool's variant names what was met, and how to list it", KIN(""), USE("drafting", "GitHub Copilot"),
     "tool.unlisted",
     "begins or ends with \"Copilot\", a name of the tool \"bad\", which it bans [use another tool; if this one is not meant by "
     "the ban, have it listed under a name of its own: aliases: [GitHub Copilot]]"},
    {"a word of no among the data says what to write", ANY_DATA(TWO_CLASSES), DATA("[aucune]"), "data.unlisted",
     "where no data are sent, write data: []"},
    {"a use that is to come says its day", IN_FORCE(""), USE("drafting", "good") "stage: done\ndate: 2027-01-01\n",
     "charter.period", "its date, 1 January 2027, is still to come [correct the date, or write stage: planned]"},
    {"no charter in force says on which day", IN_FORCE("from: 2026-11-03\n"), USE("drafting", "good"), "charter.period",
     "no charter is in force on 2 November 2026"},
    {"a charter to be reviewed says by when", IN_FORCE("review-by: 2026-05-01\n"), USE("drafting", "good"),
     "charter.review", "to be reviewed by 1 May 2026"},
};

static void say(void **state)
{
    const words_row *row = *state;
    charter *the_charter = good_charter(row->charter);
    const char *said = told_of(tell_verdicts(the_charter, row->declaration, TODAY, TELL_WORDS), row->clause);
    if (strstr(said, row->expected) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", said, row->expected);
    charter_free(the_charter);
}

/* ---- their order ---- */

static void every_clause_is_told_in_the_order_of_the_design(void **state)
{
    (void)state;
    charter *the_charter = good_charter(LAW("governance: {colleges: [x]}\n"
                                            "activities: {drafting: {status: allowed}}\n"
                                            "tools: {good: {status: approved}}\n"
                                            "duties: {second: {due: after}, first: {due: after}}\n"
                                            "rules: {z: {when: {tool: good}, effect: advise},\n"
                                            "  a: {when: {usage.output: public}, effect: advise}}\n"
                                            "exceptions: {e: {waives: tool.status}}\n"));
    assert_string_equal(tell_verdicts(the_charter, USE("drafting", "good"), TODAY, TELL_EVERY),
                        "compliant | activity.unlisted met | activity.status met | activity.data not-applicable"
                        " | activity.tools not-applicable | activity.autonomy not-applicable | tool.unlisted met"
                        " | tool.status met | tool.data not-applicable | tool.activities not-applicable"
                        " | data.unlisted not-applicable | data.hosting not-applicable"
                        " | duty.second not-applicable | duty.first not-applicable"
                        " | rule.z breached advise | rule.a undetermined advise"
                        " | charter.period met | charter.review not-applicable"
                        " | exception.e not-applicable");
    charter_free(the_charter);
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(activity_unlisted, judge_activity_unlisted),
        TEST_ROWS(activity_status, judge_activity_status),
        TEST_ROWS(activity_data, judge_activity_data),
        TEST_ROWS(activity_tools, judge_activity_tools),
        TEST_ROWS(activity_autonomy, judge_activity_autonomy),
        TEST_ROWS(tool_unlisted, judge_tool_unlisted),
        TEST_ROWS(tool_status, judge_tool_status),
        TEST_ROWS(tool_data, judge_tool_data),
        TEST_ROWS(tool_activities, judge_tool_activities),
        TEST_ROWS(data_unlisted, judge_data_unlisted),
        TEST_ROWS(data_hosting, judge_data_hosting),
        TEST_ROWS(charter_period, judge_charter_period),
        TEST_ROWS(charter_review, judge_charter_review),
        TEST_ROWS(words, say),
        TEST(every_clause_is_told_in_the_order_of_the_design),
    };
    return RUN_TABLES(tables);
}
