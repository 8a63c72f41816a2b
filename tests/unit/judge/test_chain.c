/* Chains: which facts and comparisons decided a finding, in which order, with which places in both files. */
#include "unit/judge/rows.h"

#include "judge/verdict.h"

#define REST                                                                                   \
    "data: {public: {}, internal: {above: public, hosting: [here, cloud]},\n"                  \
    "  personal: {above: internal, hosting: [here], duties: [dpia]}}\n"                        \
    "hosting: {here: {}, cloud: {}}\n"                                                         \
    "duties: {dpia: {due: before}, check: {due: after, evidence: review}}\n"                   \
    "fields: {account: {type: choice, values: [pro, private]}, n: {type: number}}\n"           \
    "activities: {drafting: {status: allowed, data: internal, duties: [check]},\n"             \
    "  hard: {status: restricted, tools: {only: [good]}, autonomy: assist}}\n"                 \
    "tools: {good: {status: approved, hosting: here}, web: {status: banned, hosting: cloud,\n" \
    "  data: public, aliases: [WebChat], activities: [hard]}}\n"
/* The rule's keys stand on line 4. */
#define RULE(keys) LAW("rules:\n  r: {" keys "}\n" REST)
#define NONE       LAW("x-a: 1\nx-b: 1\n" REST)

static char told[1 << 14];

static void tell(const char *format, ...)
{
    va_list pieces;
    va_start(pieces, format);
    size_t length = strlen(told);
    vsnprintf(told + length, sizeof told - length, format, pieces);
    va_end(pieces);
}

/* "when tool.hosting: {not: here} = true <4:10", "tool.hosting: cloud 3:7 <16:4"; of what is below another, dots before
 * it. */
static void tell_ground(const ch_ground *g)
{
    static const char *const logic[] = {[CH_GROUND_ALL] = "all", [CH_GROUND_ANY] = "any", [CH_GROUND_NOT] = "not"};
    static const char *const truths[] = {[CH_FALSE] = "false", [CH_TRUE] = "true", [CH_UNKNOWN] = "unknown"};
    for (uint32_t i = 0; i < g->depth; i++)
        tell(".");
    if (g->part != NULL)
        tell("%s ", g->part);
    if (g->kind == CH_GROUND_FACT)
        tell("%.*s", (int)g->name.length, g->name.at);
    if (g->kind == CH_GROUND_FACT && g->value.at != NULL)
        tell(": ");
    if (g->kind == CH_GROUND_FACT || g->kind == CH_GROUND_COMPARISON)
        tell("%.*s", (int)g->value.length, g->value.at == NULL ? "" : g->value.at);
    else
        tell("%s", logic[g->kind]);
    if (g->kind != CH_GROUND_FACT)
        tell(" = %s", truths[g->truth]);
    if (g->declared.line > 0)
        tell(" %u:%u", g->declared.line, g->declared.column);
    if (g->charter.line > 0)
        tell(" <%u:%u", g->charter.line, g->charter.column);
    tell("\n");
}

static void tell_chain(const charter_verdict *v, const char *clause)
{
    char id[128];
    for (size_t i = 0; i < v->finding_count; i++) {
        charter_finding_clause(&v->findings[i], id, sizeof id);
        for (uint32_t g = 0; strcmp(id, clause) == 0 && g < v->findings[i].chain.count; g++)
            tell_ground(&v->findings[i].chain.items[g]);
    }
    for (size_t i = 0; i < v->duty_count; i++) {
        snprintf(id, sizeof id, "duty.%.*s", (int)v->duties[i].duty->entry.id.length, v->duties[i].duty->entry.id.at);
        for (uint32_t g = 0; strcmp(id, clause) == 0 && g < v->duties[i].chain.count; g++)
            tell_ground(&v->duties[i].chain.items[g]);
    }
}

/* The chain of a clause of the one declaration. */
static const char *chain_of(const charter *the_charter, const char *text, const char *clause, uint64_t wants)
{
    memory_input memory = {.at = text, .left = strlen(text)};
    charter_judge_options options = {.at = day(TODAY), .wants = wants};
    charter_stream *stream;
    charter_judge *judge;
    const charter_declaration *declaration;
    const charter_verdict *verdict;
    told[0] = '\0';
    assert_int_equal(charter_stream_open(&stream, "usage.yaml", input_from_memory(&memory), NULL), CHARTER_OK);
    assert_int_equal(charter_judge_new(&judge, the_charter, &options), CHARTER_OK);
    assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_OK);
    assert_int_equal(charter_judge_declaration(judge, declaration, &verdict), CHARTER_OK);
    tell_chain(verdict, clause);
    charter_judge_free(judge);
    charter_stream_close(stream);
    return told;
}

typedef struct chain_row {
    const char *name, *charter, *declaration, *clause, *expected;
} chain_row;

static const chain_row rows[] = {
    {"a status: what is declared, what it is, what the charter says", NONE, USE("drafting", "WebChat"), "tool.status",
     "tool: WebChat 3:7\n"
     "tool.id: web <12:50\n"
     "tools.web.status: banned <12:56\n"},
    {"a ceiling: each class, then the ceiling", NONE, USE("drafting", "web") "data: [public, internal]\n", "tool.data",
     "tool: web 3:7\n"
     "tool.id: web <12:50\n"
     "data: public 4:8\n"
     "data: internal 4:16\n"
     "tools.web.data: public = false <13:3\n"},
    {"what is not said is a fact without a value", NONE, USE("drafting", "web"), "tool.data",
     "tool: web 3:7\n"
     "tool.id: web <12:50\n"
     "data\n"
     "tools.web.data: public = unknown <13:3\n"},
    {"hosting: every set that the classes are held to", NONE, USE("drafting", "web") "data: [personal]\n",
     "data.hosting",
     "tool: web 3:7\n"
     "tool.id: web <12:50\n"
     "data: personal 4:8\n"
     "tools.web.hosting: cloud <12:72\n"
     "data.internal.hosting: [here, cloud] = true <5:46\n"
     "data.personal.hosting: [here] = false <6:31\n"},
    {"tools of an activity", NONE, USE("hard", "web"), "activity.tools",
     "activity: hard 2:11\n"
     "activity.id: hard <11:3\n"
     "tool: web 3:7\n"
     "tool.id: web <12:50\n"
     "tools.web.status: banned <12:56\n"
     "activities.hard.tools: {only: [good]} = false <11:30\n"},
    {"autonomy that is not said", NONE, USE("hard", "good"), "activity.autonomy",
     "activity: hard 2:11\nactivity.id: hard <11:3\nautonomy\nactivities.hard.autonomy: assist = unknown <11:53\n"},
    {"activities of a tool", NONE, USE("drafting", "web"), "tool.activities",
     "tool: web 3:7\n"
     "tool.id: web <12:50\n"
     "activity: drafting 2:11\n"
     "activity.id: drafting <10:14\n"
     "tools.web.activities: [hard] = false <13:37\n"},
    {"what is not listed, and what holds then", NONE, USE("drafting", "other"), "tool.unlisted",
     "tool: other 3:7\nunlisted.tool: review\n"},
    {"a day without a charter: the days that it has", LAW("until: 2026-01-01\n" REST), USE("drafting", "good"),
     "charter.period", "stage: planned\ndate\nat: 2026-11-02\nuntil: 2026-01-01 <3:1\n"},
    {"an open duty: what asks, what is shown, what it takes", NONE, USE("drafting", "good") "data: [personal]\n",
     "duty.dpia",
     "data: personal 4:8\n"
     "data.personal.duties: [dpia] <6:48\n"
     "stage: planned\n"
     "evidence.dpia\n"
     "duties.dpia.due: before <8:17\n"},
    {"a duty that is a finding", NONE,
     USE("drafting", "good") "data: []\nstage: done\ndate: 2026-11-01\nreview: false\n", "duty.check",
     "activity: drafting 2:11\n"
     "activity.id: drafting <10:14\n"
     "activities.drafting.duties: [check] <10:58\n"
     "stage: done 5:8\n"
     "review: false 7:9\n"
     "duties.check.due: after <8:39\n"},

    {"a rule: when, then what is required, each with what it reads",
     RULE("when: {tool.hosting: {not: here}}, require: {facts.account: pro}"),
     USE("drafting", "web") "facts: {account: private}\n", "rule.r",
     "when tool.hosting: {not: here} = true <4:34\n"
     ".tool.hosting: cloud 3:7 <12:72\n"
     "require facts.account: pro = false <4:67\n"
     ".facts.account: private 4:18\n"},
    {"where when is unknown nothing is required yet",
     RULE("when: {usage.output: public}, require: {facts.account: pro}"), USE("drafting", "good"), "rule.r",
     "when usage.output: public = unknown <4:28\n.usage.output\n"},
    {"all, any and not, one level deeper each",
     RULE("when: {any: [{usage.output: public, facts.n: {at-least: 3, at-most: 9}}, {not: {all: [{usage.unit: X}, "
          "{facts.n: 4}]}}]}"),
     USE("drafting", "good") "output: public\nfacts: {n: 4}\nunit: X\n", "rule.r",
     "when any = true <4:19\n"
     ".all = true <4:20\n"
     "..usage.output: public = true <4:35\n"
     "...usage.output: public 4:9\n"
     "..all = true <4:52\n"
     "...facts.n: {at-least: 3} = true <4:63\n"
     "....facts.n: 4 5:12\n"
     "...facts.n: {at-most: 9} = true <4:75\n"
     "....facts.n: 4 5:12\n"
     ".not = false <4:86\n"
     "..all = true <4:92\n"
     "...usage.unit: X = true <4:106\n"
     "....usage.unit: X 6:7\n"
     "...facts.n: 4 = true <4:120\n"
     "....facts.n: 4 5:12\n"},
    {"CEL as it is written, on one line", RULE("when: 'usage.unit in [\"X\",   \"Y\"] && facts.n > 3.5'"),
     USE("drafting", "good") "facts: {n: 4}\nunit: Y\n", "rule.r",
     "when all = true <4:14\n"
     ".usage.unit in [\"X\", \"Y\"] = true <4:14\n"
     "..usage.unit: Y 5:7\n"
     ".facts.n > 3.5 = true <4:44\n"
     "..facts.n: 4 4:12\n"},
    {"what is there, and what is not", RULE("when: {facts.n: {absent: true}, facts.account: {absent: false}}"),
     USE("drafting", "good") "facts: {account: pro}\n", "rule.r",
     "when all = true <4:13\n"
     ".facts.n: {absent: true} = true <4:32\n"
     "..facts.n\n"
     ".facts.account: {absent: false} = true <4:63\n"
     "..facts.account: pro 4:18\n"},
    {"data within, with all classes", RULE("require: {data: {within: public}}"),
     USE("drafting", "good") "data: [internal, public]\n", "rule.r",
     "require data: {within: public} = false <4:32\n"
     ".data: public, internal 4:1\n"},
    {"what an exception waives: the clause's chain, then the exception's",
     LAW("governance: {colleges: [a]}\n"
         "exceptions: {e: {for: {usage.unit: X}, waives: [tool.status], until: 2026-12-01, approved-by: [a]}}\n" REST),
     USE("hard", "web") "unit: X\n", "tool.status",
     "tool: web 3:7\n"
     "tool.id: web <12:50\n"
     "tools.web.status: banned <12:56\n"
     "for usage.unit: X = true <4:36\n"
     ".usage.unit: X 4:7\n"
     "exceptions.e.waives: [tool.status] <4:40\n"
     "exceptions.e.until: 2026-12-01 <4:63\n"
     "exceptions.e.approved-by: [a] <4:82\n"},
};

static void tells_the_chain(void **state)
{
    const chain_row *row = *state;
    charter *the_charter = good_charter(row->charter);
    assert_string_equal(chain_of(the_charter, row->declaration, row->clause, CHARTER_WANTS_CHAINS), row->expected);
    charter_free(the_charter);
}

static void who_does_not_ask_for_chains_is_given_none(void **state)
{
    (void)state;
    charter *the_charter = good_charter(NONE);
    assert_string_equal(chain_of(the_charter, USE("drafting", "web"), "tool.status", 0), "");
    charter_free(the_charter);
}

/* A condition that nobody could read to its end is told up to a bound. */
static void a_long_condition_is_cut(void **state)
{
    (void)state;
    static char law[1 << 15];
    snprintf(law, sizeof law, "%s", LAW("rules:\n  r:\n    when:\n      any:\n"));
    for (int i = 0; i < 300; i++) {
        size_t length = strlen(law);
        snprintf(law + length, sizeof law - length, "        - {usage.unit: U%d}\n", i);
    }
    strcat(law, "        - {usage.unit: X}\n" REST);
    charter *the_charter = good_charter(law);
    const char *chain = chain_of(the_charter, USE("drafting", "good") "unit: X\n", "rule.r", CHARTER_WANTS_CHAINS);
    size_t lines = 0;
    for (const char *at = chain; (at = strchr(at, '\n')) != NULL; at++)
        lines++;
    assert_int_equal(lines, 400);
    charter_free(the_charter);
}

/* What detectors find is covered here too. */
static void a_value_is_masked(void **state)
{
    (void)state;
    charter *the_charter =
        good_charter(LAW("x-a: 1\nx-b: 1\n" REST "detectors: {stamp: {pattern: 'SECRET', means: public}}\n"
                         "rules: {r: {when: {usage.unit: {not: X}}}}\n"));
    const char *chain =
        chain_of(the_charter, USE("drafting", "good") "unit: a SECRET b\n", "rule.r", CHARTER_WANTS_CHAINS);
    assert_null(strstr(chain, "SECRET"));
    assert_non_null(strstr(chain, ".usage.unit: a \xE2\x80\xA2"));
    charter_free(the_charter);
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(rows, tells_the_chain),
        TEST(who_does_not_ask_for_chains_is_given_none),
        TEST(a_long_condition_is_cut),
        TEST(a_value_is_masked),
    };
    return RUN_TABLES(tables);
}
