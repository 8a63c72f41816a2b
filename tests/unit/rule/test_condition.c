/* Conditions in the mapping spelling: what they mean, what is refused when they load, and what they blame. */
#include "unit/support.h"

#include <stdio.h>

#include "unit/rule/reading.h"

/* ---- what conditions mean ---- */

typedef struct test_row {
    const char *name, *condition, *facts;
    ch_truth truth;
} test_row;

#define T CH_TRUE
#define F CH_FALSE
#define U CH_UNKNOWN

static const test_row rows[] = {
    {"an empty condition always holds", "{}", "", T},
    {"a null key asks nothing", "usage.output: ~", "", T},
    {"a name without matchers asks nothing", "usage.output: {}", "", T},

    {"a text equals itself", "usage.output: public", "usage.output=public", T},
    {"a text does not equal another", "usage.output: public", "usage.output=internal", F},
    {"an absent text is unknown", "usage.output: public", "", U},
    {"letter case makes texts differ", "usage.purpose: Draft", "usage.purpose=draft", F},
    {"quotes make no difference", "usage.output: 'public'", "usage.output=public", T},
    {"a text may look like a number", "usage.purpose: '12'", "usage.purpose=12", T},
    {"numbers that differ in spelling are different texts", "usage.purpose: 12", "usage.purpose=12.0", F},
    {"true equals true", "facts.opt_out: true", "facts.opt_out=true", T},
    {"true does not equal false", "facts.opt_out: true", "facts.opt_out=false", F},
    {"false equals false", "facts.opt_out: false", "facts.opt_out=false", T},
    {"an absent boolean is unknown, and not false", "facts.opt_out: false", "", U},
    {"a quoted true is true", "facts.opt_out: 'true'", "facts.opt_out=true", T},
    {"a whole number equals itself", "usage.volume.requests: 40", "usage.volume.requests=40", T},
    {"a whole number does not equal another", "usage.volume.requests: 40", "usage.volume.requests=41", F},
    {"a number equals itself however it is written", "facts.share: 2.50", "facts.share=2.5", T},
    {"a number does not equal another", "facts.share: 2.5", "facts.share=2.4", F},
    {"a date equals itself", "usage.date: 2026-01-01", "usage.date=2026-01-01", T},
    {"a date does not equal another", "usage.date: 2026-01-01", "usage.date=2026-01-02", F},
    {"a rank equals itself", "usage.autonomy: assist", "usage.autonomy=assist", T},
    {"a rank does not equal a higher one", "usage.autonomy: assist", "usage.autonomy=autonomous", F},
    {"activity alone is its id", "activity: drafting", "activity.id=drafting", T},
    {"tool alone is its id", "tool: chatgpt", "tool.id=assistant-interne", F},
    {"an unlisted tool has no id", "tool: chatgpt", "tool.name=Other", U},

    {"not holds for another text", "usage.output: {not: public}", "usage.output=internal", T},
    {"not fails for the text itself", "usage.output: {not: public}", "usage.output=public", F},
    {"not of an absent text is unknown", "usage.output: {not: public}", "", U},
    {"not holds for another rank", "usage.autonomy: {not: assist}", "usage.autonomy=suggest", T},
    {"not holds for another number", "facts.share: {not: 1}", "facts.share=1.5", T},
    {"not holds for another date", "usage.date: {not: 2026-01-01}", "usage.date=2026-01-02", T},
    {"not holds for another boolean", "facts.opt_out: {not: true}", "facts.opt_out=false", T},

    {"in holds for each of its texts", "usage.output: {in: [internal, public]}", "usage.output=public", T},
    {"in fails for a text that it lacks", "usage.output: {in: [internal, public]}", "usage.output=decision", F},
    {"in of an absent text is unknown", "usage.output: {in: [internal, public]}", "", U},
    {"in holds for each of its numbers", "usage.volume.requests: {in: [1, 2, 3]}", "usage.volume.requests=3", T},
    {"in holds for each of its dates", "usage.date: {in: [2026-01-01, 2026-02-01]}", "usage.date=2026-02-01", T},
    {"in holds for each of its ranks", "usage.autonomy: {in: [suggest, autonomous]}", "usage.autonomy=autonomous", T},
    {"in fails between two ranks", "usage.autonomy: {in: [suggest, autonomous]}", "usage.autonomy=assist", F},
    {"not-in holds for a text that it lacks", "usage.output: {not-in: [internal, public]}", "usage.output=decision", T},
    {"not-in fails for each of its texts", "usage.output: {not-in: [internal, public]}", "usage.output=internal", F},
    {"not-in of an absent text is unknown", "usage.output: {not-in: [internal]}", "", U},

    {"at-least holds above", "usage.volume.requests: {at-least: 40}", "usage.volume.requests=41", T},
    {"at-least holds at its bound", "usage.volume.requests: {at-least: 40}", "usage.volume.requests=40", T},
    {"at-least fails below", "usage.volume.requests: {at-least: 40}", "usage.volume.requests=39", F},
    {"at-least of an absent number is unknown", "usage.volume.requests: {at-least: 40}", "", U},
    {"at-most holds below", "usage.volume.requests: {at-most: 40}", "usage.volume.requests=39", T},
    {"at-most holds at its bound", "usage.volume.requests: {at-most: 40}", "usage.volume.requests=40", T},
    {"at-most fails above", "usage.volume.requests: {at-most: 40}", "usage.volume.requests=41", F},
    {"at-most of an absent number is unknown", "usage.volume.requests: {at-most: 40}", "", U},
    {"at-least compares the largest numbers", "usage.volume.requests: {at-least: 9223372036854775807}",
     "usage.volume.requests=9223372036854775807", T},
    {"at-least tells the largest numbers apart", "usage.volume.requests: {at-least: 9223372036854775807}",
     "usage.volume.requests=9223372036854775806", F},
    {"at-least compares fractions", "facts.share: {at-least: 0.5}", "facts.share=0.49", F},
    {"at-most compares fractions", "facts.share: {at-most: 0.5}", "facts.share=0.5", T},
    {"at-least compares negative numbers", "facts.share: {at-least: -1}", "facts.share=-0.5", T},
    {"at-least compares dates", "usage.date: {at-least: 2026-02-01}", "usage.date=2026-01-31", F},
    {"at-least of a date includes it", "usage.date: {at-least: 2026-02-01}", "usage.date=2026-02-01", T},
    {"at-most compares dates", "usage.date: {at-most: 2026-02-01}", "usage.date=2026-02-02", F},
    {"at-least compares ranks", "usage.autonomy: {at-least: supervised}", "usage.autonomy=autonomous", T},
    {"at-least of a rank includes it", "usage.autonomy: {at-least: supervised}", "usage.autonomy=supervised", T},
    {"at-least fails for a lower rank", "usage.autonomy: {at-least: supervised}", "usage.autonomy=assist", F},
    {"at-most compares ranks", "usage.autonomy: {at-most: assist}", "usage.autonomy=supervised", F},
    {"at-most of a rank includes it", "usage.autonomy: {at-most: assist}", "usage.autonomy=assist", T},

    {"matches finds anywhere", "usage.purpose: {matches: 'ft'}", "usage.purpose=draft a note", T},
    {"matches is anchored where it says so", "usage.purpose: {matches: '^ft'}", "usage.purpose=draft", F},
    {"matches knows its flags", "usage.purpose: {matches: '(?i)DRAFT'}", "usage.purpose=draft", T},
    {"matches takes code points", "usage.purpose: {matches: '^.t.$'}", "usage.purpose=\xC3\xA9t\xC3\xA9", T},
    {"matches of an absent text is unknown", "usage.purpose: {matches: '.*'}", "", U},
    {"matches of an empty text is a match like any other", "usage.purpose: {matches: '^$'}", "usage.purpose=", T},
    {"an empty pattern matches everything", "usage.purpose: {matches: ''}", "usage.purpose=x", T},
    {"matches takes a closed text too", "usage.output: {matches: '^pub'}", "usage.output=public", T},

    {"absent holds where there is nothing", "usage.output: {absent: true}", "", T},
    {"absent fails where there is something", "usage.output: {absent: true}", "usage.output=public", F},
    {"not absent holds where there is something", "usage.output: {absent: false}", "usage.output=public", T},
    {"not absent fails where there is nothing, and is never unknown", "usage.output: {absent: false}", "", F},
    {"a boolean that is false is not absent", "facts.opt_out: {absent: true}", "facts.opt_out=false", F},

    {"several matchers mean and", "usage.volume.requests: {at-least: 10, at-most: 20}", "usage.volume.requests=15", T},
    {"one of several matchers that fails is enough", "usage.volume.requests: {at-least: 10, at-most: 20}",
     "usage.volume.requests=21", F},
    {"absent beside another matcher decides where nothing is declared", "usage.output: {absent: false, not: public}",
     "", F},
    {"several names mean and", "{usage.output: public, facts.opt_out: true}", "usage.output=public; facts.opt_out=true",
     T},
    {"one of several names that fails is enough", "{usage.output: public, facts.opt_out: true}",
     "usage.output=public; facts.opt_out=false", F},
    {"one of several names that fails is enough beside an unknown one", "{usage.output: public, facts.opt_out: true}",
     "facts.opt_out=false", F},
    {"one of several names that is unknown makes all unknown", "{usage.output: public, facts.opt_out: true}",
     "facts.opt_out=true", U},

    {"not turns a mapping around", "not: {usage.output: public}", "usage.output=public", F},
    {"not of an unknown mapping is unknown", "not: {usage.output: public}", "", U},
    {"not of two names is not both", "not: {usage.output: public, facts.opt_out: true}",
     "usage.output=public; facts.opt_out=false", T},
    {"conditions nest", "any: [{all: [{usage.output: public}, {not: {facts.opt_out: true}}]}, {tool: chatgpt}]",
     "usage.output=public; facts.opt_out=false; tool.id=assistant-interne", T},
    {"all beside a name means both", "{all: [{usage.output: public}], facts.opt_out: true}",
     "usage.output=public; facts.opt_out=false", F},

    {"data includes the class itself", "data: {includes: personal}", "data=personal", T},
    {"data includes a class that stands above it", "data: {includes: internal}", "data=personal", T},
    {"data does not include a class that stands below it", "data: {includes: personal}", "data=internal", F},
    {"data does not include a class beside it", "data: {includes: personal}", "data=secret", F},
    {"one of several classes is enough", "data: {includes: personal}", "data=public,personal", T},
    {"no data include nothing", "data: {includes: public}", "data=-", F},
    {"undeclared data include nobody knows what", "data: {includes: public}", "", U},
    {"an unlisted class is not included", "data: {includes: public}", "data=?", F},
    {"a listed class is included beside an unlisted one", "data: {includes: public}", "data=?,internal", T},
    {"data are within the class itself", "data: {within: internal}", "data=internal", T},
    {"data are within a class above them", "data: {within: personal}", "data=public,internal", T},
    {"data are not within a class below one of them", "data: {within: internal}", "data=public,personal", F},
    {"data are not within a class beside them", "data: {within: personal}", "data=secret", F},
    {"no data are within every class", "data: {within: public}", "data=-", T},
    {"undeclared data are nobody knows where", "data: {within: public}", "", U},
    {"with an unlisted class within is false", "data: {within: secret}", "data=public,?", F},
    {"with an unlisted class alone within is false", "data: {within: secret}", "data=?", F},
    {"includes and within mean and", "data: {includes: internal, within: personal}", "data=personal", T},
    {"data that were not declared are absent", "data: {absent: true}", "", T},
    {"no data are declared data", "data: {absent: true}", "data=-", F},
    {"data that were declared are not absent", "data: {absent: false}", "data=public", T},
    {"data that were not declared are absent, and never unknown", "data: {absent: false}", "", F},
};

static void means(void **state)
{
    const test_row *row = *state;
    assert_int_equal(truth_of(row->condition, row->facts), row->truth);
}

/* ---- three truth values ---- */

static const char *const letters = "FTU"; /* by ch_truth */

/* Spells a condition that has the truth `truth` before the facts below. */
static const char *spell(ch_truth truth)
{
    return truth == CH_TRUE    ? "{usage.output: public}"
           : truth == CH_FALSE ? "{facts.opt_out: true}"
                               : "{usage.purpose: x}";
}
#define KLEENE_FACTS "usage.output=public; facts.opt_out=false"

typedef struct kleene_row {
    const char *name, *word;
    const char *table; /* rows of F, T, U by columns of F, T, U */
} kleene_row;

static const kleene_row kleenes[] = {
    {"all is Kleene's and", "all", "FFF FTU FUU"},
    {"any is Kleene's or", "any", "FTU TTT UTU"},
};

static void combines(void **state)
{
    const kleene_row *row = *state;
    char condition[300];
    for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 3; b++) {
            snprintf(condition, sizeof condition, "%s: [%s, %s]", row->word, spell((ch_truth)a), spell((ch_truth)b));
            assert_int_equal(letters[truth_of(condition, KLEENE_FACTS)], row->table[a * 4 + b]);
        }
    }
}

static void not_turns_true_and_false_around_and_leaves_the_unknown(void **state)
{
    (void)state;
    for (int a = 0; a < 3; a++) {
        char condition[300];
        snprintf(condition, sizeof condition, "not: %s", spell((ch_truth)a));
        assert_int_equal(letters[truth_of(condition, KLEENE_FACTS)], "TFU"[a]);
        snprintf(condition, sizeof condition, "not: {not: %s}", spell((ch_truth)a));
        assert_int_equal(truth_of(condition, KLEENE_FACTS), a);
    }
}

/* De Morgan's laws, and the order of children, over all triples. */
static void the_order_of_conditions_never_changes_their_truth(void **state)
{
    (void)state;
    for (int n = 0; n < 27; n++) {
        const char *a = spell((ch_truth)(n / 9)), *b = spell((ch_truth)(n / 3 % 3)), *c = spell((ch_truth)(n % 3));
        char all[400], turned[400], morgan[400];
        snprintf(all, sizeof all, "all: [%s, %s, %s]", a, b, c);
        snprintf(turned, sizeof turned, "all: [%s, %s, %s]", c, a, b);
        snprintf(morgan, sizeof morgan, "not: {any: [{not: %s}, {not: %s}, {not: %s}]}", b, c, a);
        ch_truth truth = truth_of(all, KLEENE_FACTS);
        assert_int_equal(truth_of(turned, KLEENE_FACTS), truth);
        assert_int_equal(truth_of(morgan, KLEENE_FACTS), truth);
    }
}

static void a_condition_as_deep_as_a_document_may_be_is_judged(void **state)
{
    (void)state;
    char condition[400] = "";
    for (int i = 0; i < 31; i++)
        strcat(condition, "{not: ");
    strcat(condition, "{usage.output: public}");
    for (int i = 0; i < 31; i++)
        strcat(condition, "}");
    assert_int_equal(truth_of(condition, "usage.output=public"), CH_FALSE); /* 31 times turned around */
}

static void a_pattern_that_reaches_its_limit_is_unknown_and_its_opposite_too(void **state)
{
    (void)state;
    static const char facts[] = "usage.purpose=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab";
    assert_int_equal(truth_of("usage.purpose: {matches: '^(a?){600}$'}", facts), CH_UNKNOWN);
    assert_int_equal(truth_of("not: {usage.purpose: {matches: '^(a?){600}$'}}", facts), CH_UNKNOWN);
    assert_int_equal(truth_of("any: [{usage.purpose: {matches: '^(a?){600}$'}}, {usage.purpose: {matches: b}}]", facts),
                     CH_TRUE);
}

/* ---- what is refused when it loads ---- */

typedef struct fault_row {
    const char *name, *condition;
    const char *faults;
    const char *said; /* a part of what is said; NULL: whatever */
} fault_row;

static const fault_row faults[] = {
    {"an unknown name is refused", "usage.outputs: public", "1:1 key.unknown", "did you mean \"usage.output\"?"},
    {"a name in capitals is refused", "Usage.Output: public", "1:1 key.unknown", "did you mean \"usage.output\"?"},
    {"a name unlike all others is told how names begin", "zzz: public", "1:1 key.unknown",
     "names begin with usage., facts."},
    {"a misspelt word of logic has a suggestion", "alll: [{tool: chatgpt}]", "1:1 key.unknown",
     "did you mean \"all\"?"},
    {"an unknown matcher is refused", "usage.output: {equals: public}", "1:16 key.unknown",
     "write one of: not, in, not-in"},
    {"a misspelt matcher has a suggestion", "usage.output: {nott: public}", "1:16 key.unknown",
     "did you mean \"not\"?"},
    {"an unknown matcher without a value is refused all the same", "usage.output: {equals: }", "1:16 key.unknown",
     NULL},
    {"a word that a fact can never be is refused", "usage.output: publik", "1:15 condition.never",
     "did you mean \"public\"?"},
    {"a word that a fact can never be is refused under not", "usage.output: {not: publik}", "1:21 condition.never",
     NULL},
    {"each word that a fact can never be is told", "usage.output: {in: [publik, internal, intern]}",
     "1:21 condition.never; 1:39 condition.never", NULL},
    {"a word that a fact can never be is refused under not-in", "usage.output: {not-in: [zzz]}", "1:25 condition.never",
     "write one of: internal, public, decision"},
    {"a rank that does not exist is refused", "usage.autonomy: {at-least: assisted}", "1:28 condition.never",
     "did you mean \"assist\"?"},
    {"an activity that the charter lacks is refused", "activity: drafing", "1:11 condition.never",
     "did you mean \"drafting\"?"},
    {"a tool's alias is refused: rules speak of ids", "tool: ChatGPT", "1:7 condition.never",
     "did you mean \"chatgpt\"?"},
    {"a list is no value", "usage.output: [public]", "1:1 value.type", NULL},
    {"a list under not is refused", "usage.output: {not: [public]}", "1:16 value.type", NULL},
    {"in wants a list", "usage.output: {in: public}", "1:20 value.type", "{in: [first, second]}"},
    {"in wants no mapping", "usage.output: {in: {a: b}}", "1:16 value.type", NULL},
    {"in wants single values", "usage.output: {in: [public, [internal]]}", "1:29 value.type", NULL},
    {"yes is no boolean", "facts.opt_out: yes", "1:16 value.type", "write true or false"},
    {"a fraction is no whole number", "usage.volume.requests: 1.5", "1:24 value.type", NULL},
    {"a leading zero is no whole number", "usage.volume.requests: {at-least: 010}", "1:35 value.type", NULL},
    {"a word is no number", "facts.share: half", "1:14 value.type", NULL},
    {"a decimal comma is no number", "facts.share: 0,9", "1:14 value.type", "write 0.9"},
    {"a decimal comma cuts a number of a list", "facts.share: {in: [0,9]}", "1:15 value.form", "write [0.9]"},
    {"a space in a count is no number", "usage.volume.requests: {at-least: 1 000}", "1:35 value.type", "write 1000"},
    {"a French date is no date", "usage.date: {at-least: 31/12/2026}", "1:24 value.type", NULL},
    {"a date that does not exist is refused", "usage.date: {in: [2026-02-30]}", "1:19 value.type", NULL},
    {"texts have no order", "usage.output: {at-least: public}", "1:16 condition.form", "has no order"},
    {"booleans have no order", "facts.opt_out: {at-most: true}", "1:17 condition.form", "has no order"},
    {"matches takes texts alone", "usage.volume.requests: {matches: '4'}", "1:25 condition.form", "is not a text"},
    {"matches does not take a rank", "usage.autonomy: {matches: a}", "1:18 condition.form", "is not a text"},
    {"matches takes one pattern", "usage.purpose: {matches: [a, b]}", "1:17 value.type", NULL},
    {"a pattern that does not compile is refused", "usage.purpose: {matches: 'a(b'}", "1:28 pattern.invalid",
     "does not compile"},
    {"a backreference is not in RE2's language", "usage.purpose: {matches: '(a)\\1'}", "1:30 pattern.invalid", NULL},
    {"a lookahead is not in RE2's language", "usage.purpose: {matches: 'a(?=b)'}", "1:28 pattern.invalid", NULL},
    {"absent wants true or false", "usage.output: {absent: maybe}", "1:24 value.type", NULL},
    {"data are compared by includes or within", "data: personal", "1:7 condition.form",
     "write data: {includes: personal}"},
    {"data are no list", "data: [personal]", "1:1 condition.form", "write data: {includes: class}"},
    {"data do not equal anything", "data: {not: personal}", "1:8 key.unknown", NULL},
    {"a class that the charter lacks is refused", "data: {includes: personnal}", "1:18 reference.unknown",
     "did you mean \"personal\"?"},
    {"a class that the charter lacks is refused within", "data: {within: zzz}", "1:16 reference.unknown",
     "write one of: public, internal, personal, secret"},
    {"a list of classes is refused", "data: {includes: [personal, secret]}", "1:8 value.type", NULL},
    {"data absent wants true or false", "data: {absent: maybe}", "1:16 value.type", NULL},
    {"all wants a list", "all: {usage.output: public}", "1:1 condition.form", NULL},
    {"all wants at least one condition", "all: []", "1:1 condition.form", "at least one"},
    {"any wants at least one condition", "any: []", "1:1 condition.form", "at least one"},
    {"any wants conditions", "any: [{usage.output: public}, [x]]", "1:31 value.type", NULL},
    {"not wants one condition", "not: [{usage.output: public}]", "1:1 value.type", NULL},
    {"a list is no condition", "[{usage.output: public}]", "1:1 value.type", NULL},
    {"all faults of a condition are told",
     "usage.outputs: x\nall:\n- usage.output: publik\n- not: {facts.share: x}\nany: []\nusage.date: {at-least: x, at-most: y}\n",
     "1:1 key.unknown; 3:17 condition.never; 4:22 value.type; 5:1 condition.form; 6:24 value.type; 6:36 value.type",
     NULL},
};

static void refuses(void **state)
{
    const fault_row *row = *state;
    reading r;
    read_condition(&r, row->condition);
    assert_null(r.condition);
    assert_string_equal(tell_diagnostics(&r.diagnostics), row->faults);
    if (row->said != NULL && strstr(tell_messages(&r.diagnostics), row->said) == NULL)
        fail_msg("%s", tell_messages(&r.diagnostics));
    forget(&r);
}

/* ---- what it reads, and what it blames ---- */

typedef struct want_row {
    const char *name, *condition, *facts;
    uint32_t wants;
} want_row;

static const want_row wants[] = {
    {"a tool's id", "tool.id: chatgpt", "", CH_READS_TOOL},
    {"an activity's id", "activity: coding", "", CH_READS_ACTIVITY},
    {"a fact", "usage.output: public", "", CH_READS_USE},
    {"a fact beside a tool", "{tool: chatgpt, facts.opt_out: true}", "", CH_READS_TOOL | CH_READS_USE},
    {"a fact that is declared is not wanted", "{tool: chatgpt, facts.opt_out: true}", "facts.opt_out=true",
     CH_READS_TOOL},
    {"nothing where another fact decides", "{tool: chatgpt, facts.opt_out: true}", "facts.opt_out=false", 0},
    {"a fact in what does not matter is not wanted",
     "any: [{tool: chatgpt}, {facts.opt_out: true, usage.output: public}]", "usage.output=internal", CH_READS_TOOL},
    {"a fact far in is wanted", "any: [{usage.output: public}, {not: {all: [{tool: chatgpt}, {facts.opt_out: true}]}}]",
     "usage.output=internal", CH_READS_TOOL | CH_READS_USE},
    {"both may be wanted", "{tool: {not: chatgpt}, activity: {in: [coding]}}", "", CH_READS_TOOL | CH_READS_ACTIVITY},
    {"data that are not declared", "{tool: chatgpt, data: {includes: personal}}", "", CH_READS_TOOL | CH_READS_USE},
    {"data that are declared are not", "{tool: chatgpt, data: {includes: personal}}", "data=personal", CH_READS_TOOL},
    {"a pattern's limit is the use's", "{tool: chatgpt, usage.purpose: {matches: '^(a?){600}$'}}",
     "usage.purpose=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", CH_READS_TOOL | CH_READS_USE},
    {"in CEL as well", "tool.id == 'chatgpt' && facts.opt_out", "facts.opt_out=true", CH_READS_TOOL},
    {"in CEL a fact is wanted too", "tool.id == 'chatgpt' && facts.opt_out", "", CH_READS_TOOL | CH_READS_USE},
    {"in CEL two names of one comparison are both wanted", "tool.id == usage.purpose", "",
     CH_READS_TOOL | CH_READS_USE},
    {"in CEL a name that is only asked for is not wanted", "has(usage.purpose) || tool.id == 'chatgpt'", "",
     CH_READS_TOOL},
};

static void wants_facts(void **state)
{
    const want_row *row = *state;
    reading r;
    read_condition(&r, row->condition);
    assert_non_null(r.condition);
    take_facts(&r, row->facts);
    assert_int_equal(ch_condition_wants(r.condition, &r.facts, r.evaluator), row->wants);
    forget(&r);
}

typedef struct blame_row {
    const char *name, *condition, *facts;
    const char *blamed; /* NULL: nothing */
    bool absent, limit;
} blame_row;

static const blame_row blames[] = {
    {"a comparison that fails is blamed", "usage.output: public", "usage.output=internal", "usage.output", false,
     false},
    {"a comparison that holds is blamed for a breach", "usage.output: public", "usage.output=public", "usage.output",
     false, false},
    {"a fact that is absent is blamed", "usage.output: public", "", "usage.output", true, false},
    {"of several names the first that fails is blamed", "{usage.output: public, facts.opt_out: true, usage.purpose: x}",
     "usage.output=public; facts.opt_out=false; usage.purpose=y", "facts.opt_out", false, false},
    {"a name that fails is blamed before an unknown one", "{usage.output: public, facts.opt_out: true}",
     "facts.opt_out=false", "facts.opt_out", false, false},
    {"of several names the first that is unknown is blamed", "{usage.output: public, facts.opt_out: true}",
     "usage.output=public", "facts.opt_out", true, false},
    {"of all that hold the first is blamed", "{usage.output: public, facts.opt_out: true}",
     "usage.output=public; facts.opt_out=true", "usage.output", false, false},
    {"of any the one that holds is blamed", "any: [{usage.output: public}, {facts.opt_out: true}]",
     "usage.output=internal; facts.opt_out=true", "facts.opt_out", false, false},
    {"of any where none holds the first is blamed", "any: [{usage.output: public}, {facts.opt_out: true}]",
     "usage.output=internal; facts.opt_out=false", "usage.output", false, false},
    {"of any the unknown one is blamed", "any: [{usage.output: public}, {facts.opt_out: true}]",
     "usage.output=internal", "facts.opt_out", true, false},
    {"blame goes through not", "not: {usage.output: public, facts.opt_out: true}",
     "usage.output=public; facts.opt_out=true", "usage.output", false, false},
    {"blame goes through not to what fails within", "not: {usage.output: public, facts.opt_out: true}",
     "usage.output=public; facts.opt_out=false", "facts.opt_out", false, false},
    {"blame goes through the matcher not", "usage.output: {not: public}", "usage.output=public", "usage.output", false,
     false},
    {"blame goes far in", "all: [{any: [{not: {all: [{facts.share: 1}]}}]}]", "facts.share=1", "facts.share", false,
     false},
    {"data are blamed", "data: {within: internal}", "data=personal", "data", false, false},
    {"data that are not declared are blamed", "data: {within: internal}", "", "data", true, false},
    {"data that must be declared are blamed", "data: {absent: false}", "", "data", true, false},
    {"a pattern's limit is blamed", "usage.purpose: {matches: '^(a?){600}$'}",
     "usage.purpose=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "usage.purpose", false, true},
    {"a fact that may not be absent is blamed", "usage.output: {absent: false}", "", "usage.output", true, false},
    {"what always holds blames nothing", "{}", "", NULL, false, false},
};

static void blames_fact(void **state)
{
    const blame_row *row = *state;
    reading r;
    read_condition(&r, row->condition);
    assert_non_null(r.condition);
    take_facts(&r, row->facts);
    ch_blame blame = ch_condition_blame(r.condition, 0, &r.facts, r.evaluator);
    if (row->blamed == NULL)
        assert_null(blame.name.at);
    else
        assert_text_equal(blame.name, row->blamed);
    assert_int_equal(blame.absent, row->absent);
    assert_int_equal(blame.limit, row->limit);
    forget(&r);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(rows, means),
        TEST_ROWS(kleenes, combines),
        TEST(not_turns_true_and_false_around_and_leaves_the_unknown),
        TEST(the_order_of_conditions_never_changes_their_truth),
        TEST(a_condition_as_deep_as_a_document_may_be_is_judged),
        TEST(a_pattern_that_reaches_its_limit_is_unknown_and_its_opposite_too),
        TEST_ROWS(faults, refuses),
        TEST_ROWS(wants, wants_facts),
        TEST_ROWS(blames, blames_fact),
    };
    return RUN_TABLES(tables);
}
