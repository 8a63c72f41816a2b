/* Alternatives: which tools are offered instead, and in which order. */
#include "unit/judge/rows.h"

#define WORK         "activities: {drafting: {status: allowed}, hard: {status: restricted}, never: {status: banned}}\n"
#define TOOLS(list)  LAW(WORK "tools: {" list "}\n")
#define BAD          "bad: {status: banned}"
#define WITH(tool)   USE("drafting", tool)
#define FILLED(more) TOOLS(BAD ", good: {status: approved}") more

static const verdict_row rows[] = {
    {"a compliant use needs none", TOOLS("good: {status: approved}, best: {status: recommended}"), WITH("good"),
     "compliant", NULL},
    {"recommended, approved, tolerated, whatever the order",
     TOOLS("poor: {status: tolerated}, " BAD ", good: {status: approved}, best: {status: recommended}"), WITH("bad"),
     "non-compliant | tool.status breached forbid | instead best compliant, good compliant, poor compliant", NULL},
    {"of equal statuses the charter's order", TOOLS("z: {status: approved}, " BAD ", a: {status: approved}"),
     WITH("bad"), "non-compliant | tool.status breached forbid | instead z compliant, a compliant", NULL},
    {"the tool's own list comes first, in its order",
     TOOLS("best: {status: recommended}, a: {status: tolerated}, b: {status: approved},\n"
           "  bad: {status: banned, instead: [a, b]}"),
     WITH("bad"), "non-compliant | tool.status breached forbid | instead a compliant, b compliant, best compliant",
     NULL},
    {"a banned tool is never offered", TOOLS(BAD ", worse: {status: banned}"), WITH("bad"),
     "non-compliant | tool.status breached forbid", NULL},
    {"a banned tool of its own list is not offered either",
     TOOLS("bad: {status: banned, instead: worse}, worse: {status: banned}, good: {status: approved}"), WITH("bad"),
     "non-compliant | tool.status breached forbid | instead good compliant", NULL},
    {"a tool out of force is not offered",
     TOOLS(BAD ", old: {status: approved, until: 2026-11-01}, new: {status: approved, from: 2026-11-03},\n"
               "  now: {status: approved, from: 2026-11-02, until: 2026-11-02}"),
     WITH("bad"), "non-compliant | tool.status breached forbid | instead now compliant", NULL},
    {"an unlisted tool has alternatives", TOOLS("good: {status: approved}"), WITH("wrench"),
     "review | tool.unlisted breached review | instead good compliant", NULL},
    {"a tool that would not do better is not offered", TOOLS(BAD ", good: {status: approved}"), USE("never", "bad"),
     "non-compliant | activity.status breached forbid | tool.status breached forbid", NULL},
    {"a review that both have is no fault of the other", TOOLS(BAD ", good: {status: approved}"), USE("hard", "bad"),
     "non-compliant | activity.status breached review | tool.status breached forbid | instead good review", NULL},
    {"nor is it a reason to change", TOOLS("own: {status: approved}, good: {status: approved}"), USE("hard", "own"),
     "review | activity.status breached review", NULL},
    {"another review is no way out",
     TOOLS(BAD ", good: {status: approved}") "rules: {r: {when: {tool: good}, effect: review}}\n", WITH("bad"),
     "non-compliant | tool.status breached forbid", NULL},
    {"a conditional verdict is good enough",
     TOOLS(BAD ", good: {status: approved, duties: d}") "duties: {d: {due: before}}\n", WITH("bad"),
     "non-compliant | tool.status breached forbid | instead good conditional", NULL},
    {"the verdict ranks before the own list and the status",
     TOOLS("best: {status: recommended, duties: d}, poor: {status: tolerated},\n"
           "  bad: {status: banned, instead: best}") "duties: {d: {due: before}}\n",
     WITH("bad"), "non-compliant | tool.status breached forbid | instead poor compliant, best conditional", NULL},
    {"a conditional use is offered what is compliant",
     TOOLS("a: {status: recommended, duties: d}, b: {status: tolerated}") "duties: {d: {due: before}}\n", WITH("a"),
     "conditional | duty d before open | instead b compliant", NULL},
    {"a conditional use is not offered the conditional",
     TOOLS("a: {status: recommended, duties: d}, b: {status: recommended, duties: d}") "duties: {d: {due: before}}\n",
     WITH("a"), "conditional | duty d before open", NULL},
    {"all else stays equal: the data",
     TOOLS(
         BAD
         ", low: {status: approved, data: public}, high: {status: approved, data: secret}") "data: {public: {}, "
                                                                                            "secret: {above: public}}\n",
     WITH("bad") "data: [secret]\n", "non-compliant | tool.status breached forbid | instead high compliant", NULL},
    {"all else stays equal: the hosting",
     TOOLS("bad: {status: banned, hosting: here}, in: {status: approved, hosting: here}, out: {status: approved, "
           "hosting: there},\n"
           "  unsaid: {status: approved}") "data: {secret: {hosting: here}}\nhosting: {here: {}, there: {}}\n",
     WITH("bad") "data: [secret]\n", "non-compliant | tool.status breached forbid | instead in compliant", NULL},
    {"all else stays equal: rules",
     TOOLS("bad: {status: banned, vendor: B}, a: {status: approved, vendor: A}, b: {status: approved, "
           "vendor: B}") "rules: {r: {when: {tool.vendor: A}}}\n",
     WITH("bad"), "non-compliant | tool.status breached forbid | instead b compliant", NULL},
    {"all else stays equal: exceptions",
     LAW(WORK
         "tools: {bad: {status: banned, vendor: B}, a: {status: approved, vendor: A}}\ngovernance: {colleges: [x]}\n"
         "rules: {r: {when: {tool.vendor: A}}}\n"
         "exceptions: {e: {for: {tool: a}, waives: rule.r, approved-by: x}}\n"),
     WITH("bad"), "non-compliant | tool.status breached forbid | instead a compliant", NULL},
    {"an undetermined use is offered what is decided",
     TOOLS("a: {status: approved}, b: {status: approved, vendor: B}") "rules: {r: {when: {tool.vendor: A}}}\n",
     WITH("a"), "undetermined | rule.r undetermined forbid | instead b compliant", NULL},
    {"as if the declaration said its id: the model is gone, and what it breached",
     TOOLS(BAD ", good: {status: approved}") "rules: {r: {when: {tool.model: {absent: false}}}}\n",
     USE("drafting", "{name: bad, model: m}"),
     "non-compliant | tool.status breached forbid | rule.r breached forbid | instead good compliant", NULL},
    {"as if the declaration said its id: the model is gone, and what it met",
     TOOLS(BAD ", good: {status: approved}") "rules: {r: {when: {tool.model: {absent: true}}}}\n",
     USE("drafting", "{name: bad, model: m}"),
     "non-compliant | tool.status breached forbid | instead good compliant if /tool/model other", NULL},
    {"the declared tool is no way out of what it breaches",
     TOOLS("good: {status: approved}") "rules: {r: {when: {tool.name: {not: good}}}}\n", WITH("GOOD"),
     "non-compliant | rule.r breached forbid", NULL},
    {"the declared tool, with what is not said",
     TOOLS("good: {status: approved}") "rules: {r: {when: {usage.output: public}}}\n", WITH("good"),
     "undetermined | rule.r undetermined forbid | instead good compliant if /output internal", NULL},
    {"an exception that one value keeps from holding may hold under the next",
     FILLED("fields: {k: {type: choice, values: [a, b, c]}}\nrules: {r: {when: {facts.k: {not: c}}}, "
            "s: {when: {facts.k: c}}}\n"
            "governance: {colleges: [x]}\nexceptions: {e: {for: {facts.k: b}, waives: rule.r, approved-by: x}}\n"),
     WITH("bad"),
     "non-compliant | tool.status breached forbid | rule.r undetermined forbid | rule.s undetermined forbid | "
     "instead good compliant if /facts/k b",
     NULL},
    {"what a detector found may be declared",
     LAW("data: {public: {}, personal: {above: public}}\nactivities: {drafting: {status: allowed, data: personal}}\n"
         "tools: {" BAD
         ", good: {status: approved}}\ndetectors: {n: {pattern: nir, means: personal, effect: forbid}}\n"),
     WITH("bad") "purpose: nir\n",
     "non-compliant | activity.data undetermined forbid | tool.status breached forbid | "
     "detector.n breached forbid | instead good compliant if /data personal",
     NULL},
    {"what an exception waives need not be filled in",
     FILLED("fields: {k: {type: choice, values: [a, b]}}\nrules: {r: {when: {usage.unit: {absent: true}}}, "
            "s: {when: {facts.k: b}}}\n"
            "governance: {colleges: [x]}\nexceptions: {e: {for: {facts.k: a}, waives: rule.r, approved-by: x}}\n"),
     WITH("bad"),
     "non-compliant | tool.status breached forbid | rule.r breached forbid | rule.s undetermined forbid | "
     "instead good compliant if /facts/k a",
     NULL},
    {"a review that both have may be mended all the same",
     FILLED("fields: {k: {type: bool}}\nrules: {r: {when: {facts.k: {absent: true}}, effect: review}}\n"), WITH("bad"),
     "non-compliant | tool.status breached forbid | rule.r breached review | instead good compliant if /facts/k true",
     NULL},
    {"a fact that is filled in may show what is due before",
     FILLED("fields: {k: {type: bool}}\nduties: {d: {due: before, evidence: facts.k}}\n"
            "rules: {r: {duties: d}, s: {when: {facts.k: false}}}\n"),
     WITH("bad"),
     "non-compliant | tool.status breached forbid | rule.s undetermined forbid | duty d before open | "
     "instead good compliant if /facts/k true",
     NULL},
    {"and what was due before a use that has begun",
     FILLED("fields: {k: {type: bool}}\nduties: {d: {due: before, evidence: facts.k}}\n"
            "rules: {r: {duties: d}, s: {when: {facts.k: false}}}\n"),
     WITH("bad") "stage: in-use\n",
     "non-compliant | tool.status breached forbid | duty.d breached forbid | rule.s undetermined forbid | "
     "duty d before open | instead good compliant if /facts/k true",
     NULL},
    {"what is compared with nothing has a value too",
     FILLED("fields: {n: {type: number}, d: {type: date}}\n"
            "rules: {r: {require: {facts.n: {absent: false}, facts.d: {absent: false}}}}\n"),
     WITH("bad"),
     "non-compliant | tool.status breached forbid | rule.r breached forbid | "
     "instead good compliant if /facts/n 0 and /facts/d 2026-01-01",
     NULL},
    {"of two facts that would do the one that settles more",
     FILLED("fields: {k: {type: choice, values: [p]}, x: {type: bool}}\n"
            "rules: {r: {when: {any: [{facts.k: p}, {facts.x: true}]}, require: {tool: good}}, "
            "s: {when: {facts.x: false}}}\n"),
     WITH("bad"),
     "non-compliant | tool.status breached forbid | rule.r undetermined forbid | rule.s undetermined forbid | "
     "instead good compliant if /facts/x true",
     NULL},
    {"a fact that a rule is to find missing may spare what it requires",
     FILLED("rules: {r: {when: {usage.author: {absent: true}}, require: {usage.purpose: p}}, "
            "s: {when: {usage.author: a}}}\n"),
     WITH("bad"),
     "non-compliant | tool.status breached forbid | rule.r undetermined forbid | rule.s undetermined forbid | "
     "instead good compliant if /author other",
     NULL},
    {"what no tool would cure offers none",
     TOOLS("a: {status: approved}, b: {status: approved}") "rules: {r: {when: {usage.stage: planned}}}\n", WITH("a"),
     "non-compliant | rule.r breached forbid", NULL},
    {"no charter in force, no alternative", TOOLS("good: {status: approved}") "until: 2026-11-01\n", WITH("bad"),
     "undetermined | charter.period undetermined forbid", NULL},
    {"an invalid declaration has no alternative", TOOLS("good: {status: approved}"), WITH("bad") "stage: begun\n",
     "invalid | 4:8 value.choice", NULL},
};

static void offer(void **state)
{
    check_verdict_row(*state, TELL_CONDITIONS);
}

static void they_are_worked_out_where_they_are_asked_for(void **state)
{
    (void)state;
    charter *the_charter = good_charter(TOOLS(BAD ", b: {status: approved}, a: {status: recommended}"));
    const char *usage_text = WITH("bad");
    for (int asked = 0; asked < 2; asked++) {
        memory_input memory = {.at = usage_text, .left = strlen(usage_text)};
        charter_judge_options options = {.at = day(TODAY), .alternatives = asked};
        charter_stream *stream;
        charter_judge *judge;
        const charter_declaration *declaration;
        const charter_verdict *verdict;
        assert_int_equal(charter_stream_open(&stream, "usage.yaml", input_from_memory(&memory), NULL), CHARTER_OK);
        assert_int_equal(charter_judge_new(&judge, the_charter, &options), CHARTER_OK);
        assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_OK);
        assert_int_equal(charter_judge_declaration(judge, declaration, &verdict), CHARTER_OK);
        assert_int_equal(charter_verdict_alternative_count(verdict), asked ? 2 : 0);
        if (asked) {
            assert_text_equal(charter_verdict_alternative(verdict, 0), "a");
            assert_text_equal(charter_verdict_alternative(verdict, 1), "b");
        }
        /* Trying others changed nothing of the verdict itself. */
        assert_int_equal(charter_verdict_decision(verdict), CHARTER_DECISION_NON_COMPLIANT);
        assert_text_equal(charter_verdict_tool(verdict), "bad");
        assert_int_equal(charter_verdict_finding_count(verdict_as_known(verdict)), 1);
        charter_judge_free(judge);
        charter_stream_close(stream);
    }
    charter_free(the_charter);
}

/* ---- of how many uses they are worked out ---- */

/* How many of the uses of `text`, a file called `name`, have alternatives. */
static unsigned offered(charter_judge *judge, const char *name, const char *text)
{
    memory_input memory = {.at = text, .left = strlen(text)};
    const charter_declaration *declaration;
    const charter_verdict *verdict;
    charter_stream *stream;
    unsigned count = 0;
    assert_int_equal(charter_stream_open(&stream, name, input_from_memory(&memory), NULL), CHARTER_OK);
    while (charter_stream_next(stream, &declaration) == CHARTER_OK) {
        assert_int_equal(charter_judge_declaration(judge, declaration, &verdict), CHARTER_OK);
        count += charter_verdict_alternative_count(verdict) > 0;
    }
    charter_stream_close(stream);
    return count;
}

#define THREE_AND_TWO \
    WITH("bad")       \
    "---\n" WITH("bad") "---\n" WITH("wrench") "---\n" WITH("bad") "---\n" WITH("wrench") "---\n" WITH("good")

static void they_may_be_those_of_the_first_uses_of_a_file_alone(void **state)
{
    (void)state;
    static const struct {
        uint64_t most;
        unsigned offered; /* of three of one verdict, and two of another */
    } bounds[] = {{0, 5}, {1, 2}, {2, 4}, {3, 5}, {1000, 5}};
    charter *the_charter = good_charter(TOOLS(BAD ", good: {status: approved}"));
    for (size_t i = 0; i < COUNT_OF(bounds); i++) {
        charter_judge_options options = {.at = day(TODAY), .alternatives = true, .alternatives_most = bounds[i].most};
        charter_judge *judge;
        assert_int_equal(charter_judge_new(&judge, the_charter, &options), CHARTER_OK);
        /* Each file anew. */
        assert_int_equal(offered(judge, "a.yaml", THREE_AND_TWO), bounds[i].offered);
        assert_int_equal(offered(judge, "b.yaml", THREE_AND_TWO), bounds[i].offered);
        charter_judge_free(judge);
    }
    charter_free(the_charter);
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(rows, offer),
        TEST(they_are_worked_out_where_they_are_asked_for),
        TEST(they_may_be_those_of_the_first_uses_of_a_file_alone),
    };
    return RUN_TABLES(tables);
}
