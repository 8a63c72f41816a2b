/* Conditions in the CEL spelling: what they mean, what is refused and where that stands in the file, what the author
 * is warned of, and what they blame. */
#include "unit/rule/reading.h"

#include <stdio.h>

/* ---- what conditions mean ---- */

typedef struct test_row {
    const char *name, *condition, *facts;
    ch_truth truth;
} test_row;

#define T CH_TRUE
#define F CH_FALSE
#define U CH_UNKNOWN

static const test_row rows[] = {
    {"a text equals itself", "usage.output == 'public'", "usage.output=public", T},
    {"a text does not equal another", "usage.output == 'public'", "usage.output=internal", F},
    {"an absent text is unknown", "usage.output == 'public'", "", U},
    {"the opposite of an unknown comparison is unknown", "usage.output != 'public'", "", U},
    {"false absorbs what is unknown", "usage.output == 'public' && facts.opt_out", "facts.opt_out=false", F},
    {"true absorbs what is unknown", "usage.output == 'public' || facts.opt_out", "facts.opt_out=true", T},
    {"true and unknown is unknown", "usage.output == 'public' && facts.opt_out", "facts.opt_out=true", U},
    {"a boolean fact is a condition", "facts.opt_out", "facts.opt_out=true", T},
    {"an absent boolean is unknown, and not false", "(!facts.opt_out)", "", U},
    {"autonomy equals a word", "usage.autonomy == 'assist'", "usage.autonomy=assist", T},
    {"autonomy is in a list of words", "usage.autonomy in ['suggest', 'assist']", "usage.autonomy=assist", T},
    {"autonomy is at least its own rank", "usage.autonomy.atLeast('assist')", "usage.autonomy=assist", T},
    {"autonomy is at least a lower rank", "usage.autonomy.atLeast('assist')", "usage.autonomy=autonomous", T},
    {"autonomy is not at least a higher rank", "usage.autonomy.atLeast('assist')", "usage.autonomy=suggest", F},
    {"autonomy is at most a higher rank", "usage.autonomy.atMost('supervised')", "usage.autonomy=suggest", T},
    {"autonomy is not at most a lower rank", "usage.autonomy.atMost('assist')", "usage.autonomy=supervised", F},
    {"absent autonomy is unknown", "usage.autonomy.atMost('assist')", "", U},
    {"a volume is a whole number", "usage.volume.requests >= 40", "usage.volume.requests=40", T},
    {"volumes are added", "usage.volume.requests + 1 > 40", "usage.volume.requests=40", T},
    {"a volume beyond what can be added is unknown", "usage.volume.requests + 1 > 40",
     "usage.volume.requests=9223372036854775807", U},
    {"a number is a double", "facts.share == 0.5", "facts.share=0.5", T},
    {"a number compares with a whole one by order", "facts.share >= 1", "facts.share=1.5", T},
    {"a date is a timestamp at midnight", "usage.date == timestamp('2026-03-31T00:00:00Z')", "usage.date=2026-03-31",
     T},
    {"a date has parts", "usage.date.getFullYear() == 2026 && usage.date.getMonth() == 2 && usage.date.getDate() == 31",
     "usage.date=2026-03-31", T},
    {"a date has a weekday", "usage.date.getDayOfWeek() in [0, 6]", "usage.date=2026-11-22", T},
    {"dates are compared with durations", "usage.date + duration('24h') == timestamp('2026-04-01T00:00:00Z')",
     "usage.date=2026-03-31", T},
    {"a date has local time, by an offset",
     "usage.date.getHours('+05:30') == 5 && usage.date.getMinutes('+05:30') == 30", "usage.date=2026-03-31", T},
    {"west of it the day before", "usage.date.getDate('-01:00') == 30", "usage.date=2026-03-31", T},
    {"UTC is the time that it has", "usage.date.getHours('UTC') == 0", "usage.date=2026-03-31", T},
    {"a pattern is found", "usage.purpose.matches('(?i)client')", "usage.purpose=A Client list", T},
    {"a pattern is not found", "usage.purpose.matches('^client')", "usage.purpose=a client list", F},
    {"texts have functions", "usage.purpose.lowerAscii().contains('client')", "usage.purpose=CLIENT list", T},
    {"texts are walked over", "usage.purpose.split(' ').exists(w, w == 'client')", "usage.purpose=a client list", T},
    {"an unknown walk is unknown", "usage.purpose.split(' ').exists(w, w == 'client')", "", U},
    {"has() says that a fact is there", "has(facts.share)", "facts.share=0", T},
    {"has() says that a fact is absent", "'!has(facts.share)'", "", T},
    {"has() decides before the absent fact is asked", "(!has(facts.share) || facts.share > 2.0)", "", T},
    {"has(data) says that data are declared", "has(data)", "data=-", T},
    {"data include a class at or above", "data.includes('internal')", "data=personal", T},
    {"data do not include a class above them", "data.includes('personal')", "data=internal", F},
    {"data are within a class", "data.within('internal')", "data=public,internal", T},
    {"an unlisted class is within nothing", "data.within('secret')", "data=public,?", F},
    {"absent data are unknown", "data.within('secret')", "", U},
    {"what the charter lists are names", "tool.id == 'chatgpt' && activity.id in ['drafting']",
     "tool.id=chatgpt; activity.id=drafting", T},
    {"a choice is one of two", "has(facts.share)? facts.share > 1.0 :usage.output == 'public'", "usage.output=public",
     T},
    {"both spellings stand together", "all: [\"usage.output == 'public'\", {facts.opt_out: true}]",
     "usage.output=public; facts.opt_out=true", T},
    {"not takes a text", "not: usage.output == 'public'", "usage.output=public", F},
    {"a text may be quoted", "\"usage.output == \\\"public\\\"\"", "usage.output=public", T},
    {"a text may be in single quotes", "'usage.output == ''public'''", "usage.output=public", T},
    {"a text may be a block", "|\n  usage.output == 'public' &&\n  facts.opt_out // either\n",
     "usage.output=public; facts.opt_out=true", T},
    {"a text may be folded", ">-\n  usage.output == 'public'\n  && facts.opt_out\n",
     "usage.output=public; facts.opt_out=true", T},
    {"a text may go over lines", "usage.output == 'public'\n  && facts.opt_out",
     "usage.output=public; facts.opt_out=true", T},
};

static void means(void **state)
{
    const test_row *row = *state;
    assert_int_equal(truth_of(row->condition, row->facts), row->truth);
}

/* ---- what is refused when it loads, and where it stands ---- */

typedef struct fault_row {
    const char *name, *condition, *faults, *said;
} fault_row;

static const fault_row faults[] = {
    {"an unknown name is refused", "usage.outputs == 'public'", "1:1 key.unknown", "did you mean \"usage.output\"?"},
    {"a word without quotes is an unknown name", "usage.output == public", "1:17 key.unknown",
     "a text stands between quotes"},
    {"an unknown field of a group is refused", "has(facts.shares)", "1:5 key.unknown", "did you mean \"facts.share\"?"},
    {"a field of a text is refused", "usage.purpose.length > 3", "1:15 condition.type", "has no field \"length\""},
    {"an unknown function is refused", "usage.purpose.startWith('a')", "1:15 key.unknown",
     "did you mean \"startsWith\"?"},
    {"a word that a fact can never be is refused", "usage.output == 'publik'", "1:17 condition.never",
     "did you mean \"public\"?"},
    {"it is refused on the left too", "('publik' == usage.output)", "1:2 condition.never", NULL},
    {"it is refused in what must not be", "usage.output != 'publik'", "1:17 condition.never", NULL},
    {"each word of a list is checked", "usage.output in ['publik', 'internal', 'intern']",
     "1:18 condition.never; 1:40 condition.never", NULL},
    {"a class that is not written out is refused", "data.includes(usage.purpose)", "1:15 condition.form",
     "a word must stand here"},
    {"a rank that is not written out is refused", "usage.autonomy.atLeast(usage.purpose)", "1:24 condition.form",
     "a word must stand here"},
    {"a rank that does not exist is refused", "usage.autonomy.atLeast('assisted')", "1:24 condition.never",
     "did you mean \"assist\"?"},
    {"autonomy has no order of texts", "usage.autonomy < 'assist'", "1:16 condition.form",
     "usage.autonomy.atLeast('…')"},
    {"autonomy is no text to search in", "usage.autonomy.matches('a')", "1:16 condition.type", NULL},
    {"a rank is written out", "usage.autonomy.atLeast(usage.purpose)", "1:24 condition.form", "written out"},
    {"a class that the charter lacks is refused", "data.includes('personnal')", "1:15 reference.unknown",
     "did you mean \"personal\"?"},
    {"data equal nothing", "data == 'personal'", "1:6 condition.form", "by includes or within"},
    {"data are in no list", "data in ['personal']", "1:6 condition.form", "by includes or within"},
    {"data have no size", "size(data) > 0", "1:1 condition.form", "by includes or within"},
    {"types are checked", "usage.volume.requests == 'many'", "1:23 condition.type", "(int, string)"},
    {"a whole number does not equal a double", "facts.share == 2", "1:13 condition.type", "write 2.0"},
    {"a condition is true or false", "usage.volume.requests + 1", "1:1 condition.type", "of type int"},
    {"a term is true or false", "usage.output == 'public' && usage.purpose", "1:29 condition.type", "of type string"},
    {"a pattern is written out", "usage.purpose.matches(usage.output)", "1:23 condition.form", "written out"},
    {"a time zone has no name", "usage.date.getHours('Europe/Paris') == 1", "1:21 condition.form",
     "\"Europe/Paris\" may not stand for a time zone"},
    {"a time zone is written out", "usage.date.getHours(usage.purpose) == 1", "1:21 condition.form",
     "may not be computed"},
    {"a pattern must compile", "usage.purpose.matches('a(b')", "1:25 pattern.invalid", "does not compile"},
    {"a pattern is RE2's", "usage.purpose.matches(r'(a)\\1')", "1:23 pattern.invalid", "backreferences"},
    {"one equals sign compares nothing", "usage.output = 'public'", "1:14 condition.syntax", "write == to compare"},
    {"a word of logic is no operator", "facts.opt_out and facts.opt_out", "1:15 condition.syntax", NULL},
    {"a text without an end is refused", "usage.output == 'public", "1:17 condition.syntax", "no closing quote"},
    {"an expression may not end early", "usage.output == ", "1:16 condition.syntax", "ends too early"},
    {"a bracket must be closed", "(facts.opt_out", "1:15 condition.syntax", "\")\" is missing"},
    {"all faults of types are told", "usage.outputs == 'a' || usage.output == 'b' || facts.shares > 1.0",
     "1:1 key.unknown; 1:41 condition.never; 1:48 key.unknown", NULL},
    {"a costly condition is refused", "usage.purpose.split('').all(a, usage.purpose.split('').all(b, a == b))",
     "1:1 condition.cost", "may take too long"},

    {"a place in double quotes", "\"usage.outputs == 1\"", "1:2 key.unknown", NULL},
    {"a place behind an escape", "\"usage.output == '\\u0070ublik'\"", "1:18 condition.never", NULL},
    {"a place behind several escapes", "\"\\x66acts.opt_out && \\\"x\\\" == usage.outputs\"", "1:31 key.unknown", NULL},
    {"a place in single quotes", "'usage.output == ''publik'''", "1:18 condition.never", NULL},
    {"a place behind a doubled quote", "'usage.output == ''public'' && usage.outputs == ''a'''", "1:32 key.unknown",
     NULL},
    {"a place on the second line of a plain text", "facts.opt_out &&\n  usage.outputs == 'a'", "2:3 key.unknown", NULL},
    {"a place on the third line", "facts.opt_out &&\n\n  usage.outputs == 'a'", "3:3 key.unknown", NULL},
    {"a place in a block", "|\n  facts.opt_out &&\n  usage.outputs == 'a'\n", "3:3 key.unknown", NULL},
    {"a place in an indented line of a block", "|\n  facts.opt_out &&\n      usage.outputs == 'a'\n", "3:7 key.unknown",
     NULL},
    {"a place in a block with a header", "|2-  # a comment\n  facts.opt_out &&\n  usage.outputs == 'a'\n",
     "3:3 key.unknown", NULL},
    {"a place behind empty lines of a block", "|\n\n\n  facts.opt_out &&\n  usage.outputs == 'a'\n", "5:3 key.unknown",
     NULL},
    {"a place in a folded block", ">\n  facts.opt_out &&\n  usage.outputs == 'a'\n", "3:3 key.unknown", NULL},
    {"a place behind an empty line of a folded block", ">\n  facts.opt_out &&\n\n  usage.outputs == 'a'\n",
     "4:3 key.unknown", NULL},
    {"a place behind an indented line of a folded block",
     ">\n  facts.opt_out &&\n    facts.opt_out &&\n  usage.outputs == 'a'\n", "4:3 key.unknown", NULL},
    {"a place behind an escaped break", "\"facts.opt_out && \\\n  usage.outputs == 'a'\"", "2:3 key.unknown", NULL},
    {"a place behind letters of several bytes", "usage.purpose == 'été' && usage.outputs == 'a'", "1:27 key.unknown",
     NULL},
    {"a place behind carriage returns", "|\r\n  facts.opt_out &&\r\n  usage.outputs == 'a'\r\n", "3:3 key.unknown",
     NULL},
    {"a place within a list of conditions", "any:\n- facts.opt_out\n- usage.outputs == 'a'\n", "3:3 key.unknown", NULL},
};

static void refuses(void **state)
{
    const fault_row *row = *state;
    reading r;
    read_condition(&r, row->condition);
    assert_null(r.condition);
    if (strcmp(tell_diagnostics(&r.diagnostics), row->faults) != 0)
        fail_msg("%s, not %s: %s", tell_diagnostics(&r.diagnostics), row->faults, tell_messages(&r.diagnostics));
    if (row->said != NULL && strstr(tell_messages(&r.diagnostics), row->said) == NULL)
        fail_msg("%s", tell_messages(&r.diagnostics));
    forget(&r);
}

/* ---- time zones ---- */

/* Words that no zone may be. */
static const char *const zones[] = {
    "'Europe/Paris'",
    "'Etc/UTC'",
    "'GMT'",
    "'Z'",
    "'utc'",
    "''",
    "'+1:00'",
    "'+0100'",
    "'+24:00'",
    "'01:60'",
    "'UTC+1'",
    "'local'",
    "'/UTC'",
    "'UTC '",
    "usage.output",
    "usage.purpose",
    "dyn('U' + usage.output)",
    "cel.bind(z, 'UTC', z)",
    "['UTC'][size(usage.output)]",
    "(facts.opt_out ? 'UTC' : '+01:00')",
};

static const char *const parts[] = {"getFullYear",  "getMonth", "getDayOfMonth", "getDate",    "getDayOfWeek",
                                    "getDayOfYear", "getHours", "getMinutes",    "getSeconds", "getMilliseconds"};

/* Where a zone may stand: the function, then the zone. */
static const char *const zone_places[] = {
    "usage.date.%s(%s) == 1",
    "timestamp('2026-03-31T12:00:00Z').%s(%s) == 1 && has(usage.date)",
    "dyn(usage.date).%s(%s) == 1",
    "([usage.date].exists(d, d.%s(%s) == 1))",
    "([usage.date].map(d, d.%s(%s)) == [1])",
    "facts.opt_out || (facts.opt_out ? usage.date.%s(%s) : 2) == 1",
};

static void no_zone_but_UTC_and_offsets_may_be_named_anywhere(void **state)
{
    (void)state;
    for (size_t z = 0; z < sizeof zones / sizeof *zones; z++)
        for (size_t p = 0; p < sizeof zone_places / sizeof *zone_places; p++)
            for (size_t f = 0; f < sizeof parts / sizeof *parts; f++) {
                char condition[300] = "|\n  "; /* a block: some have a colon */
                snprintf(condition + 4, sizeof condition - 4, zone_places[p], parts[f], zones[z]);
                reading r;
                read_condition(&r, condition);
                if (r.condition != NULL || strstr(tell_diagnostics(&r.diagnostics), "condition.form") == NULL)
                    fail_msg("%s: %s", condition, tell_diagnostics(&r.diagnostics));
                if (strstr(tell_messages(&r.diagnostics), "'UTC', or an offset from it such as '+01:00'") == NULL)
                    fail_msg("%s: %s", condition, tell_messages(&r.diagnostics));
                forget(&r);
            }
}

/* ---- what the author is warned of ---- */

typedef struct advice_row {
    const char *name, *condition, *when, *require;
} advice_row;

#define SILENT "warning condition.silent"

static const advice_row advices[] = {
    {"has() before a comparison passes over the absent fact", "has(facts.share) && facts.share > 1.0", "1:1 " SILENT,
     "fine"},
    {"… after it too", "facts.share > 1.0 && has(facts.share)", "1:22 " SILENT, "fine"},
    {"… among others too", "facts.opt_out && has(facts.share) && facts.share > 1.0", "1:18 " SILENT, "fine"},
    {"… within any too", "facts.opt_out || has(facts.share) && facts.share > 1.0", "1:18 " SILENT, "fine"},
    {"has() before a requirement meets it", "(!has(facts.share) || facts.share > 1.0)", "fine", "1:3 " SILENT},
    {"has() alone asks for the fact itself", "has(facts.share)", "fine", "fine"},
    {"has() of another fact hides nothing", "has(facts.share) && facts.opt_out", "fine", "fine"},
    {"whoever writes absent has thought of it", "{facts.share: {absent: false, at-least: 1}}", "fine", "fine"},
};

static void advises(void **state)
{
    const advice_row *row = *state;
    for (int requires = 0; requires < 2; requires ++) {
        reading r;
        read_condition(&r, row->condition);
        assert_non_null(r.condition);
        ch_decoder decoder = {&r.source, &r.arena, &r.diagnostics};
        ch_condition_reader reader = {&decoder, &scope, keep_pattern, &r};
        ch_condition_advise(&reader, r.condition, requires);
        assert_string_equal(tell_diagnostics(&r.diagnostics), requires ? row->require : row->when);
        forget(&r);
    }
}

/* ---- what it blames ---- */

typedef struct blame_row {
    const char *name, *condition, *facts, *blamed;
    bool absent, limit;
    const char *fault;
} blame_row;

static const blame_row blames[] = {
    {"a comparison that fails is blamed", "usage.output == 'public'", "usage.output=internal", "usage.output", false,
     false, NULL},
    {"a fact that is absent is blamed", "usage.output == 'public'", "", "usage.output", true, false, NULL},
    {"of two facts the absent one is blamed", "usage.output == usage.purpose", "usage.output=public", "usage.purpose",
     true, false, NULL},
    {"a term that fails is blamed before an unknown one", "usage.output == 'public' && facts.opt_out",
     "facts.opt_out=false", "facts.opt_out", false, false, NULL},
    {"blame goes through not", "(!(usage.output == 'public' && facts.opt_out))",
     "usage.output=public; facts.opt_out=false", "facts.opt_out", false, false, NULL},
    {"data that are not declared are blamed", "data.within('internal')", "", "data", true, false, NULL},
    {"an absent fact within a choice is blamed", "facts.opt_out? facts.share > 1.0 :true", "facts.opt_out=true",
     "facts.share", true, false, NULL},
    {"an absent fact within a walk is blamed", "(['a'].all(a, a == usage.purpose))", "", "usage.purpose", true, false,
     NULL},
    {"a pattern's limit is blamed", "usage.purpose.matches('^(a?){600}$')",
     "usage.purpose=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "usage.purpose", false, true, NULL},
    {"what cannot be computed is blamed", "10 / usage.volume.requests > 1", "usage.volume.requests=0",
     "usage.volume.requests", false, false, "a number is divided by zero"},
    {"what has no variable blames nothing", "1 / 0 > 1", "", NULL, false, false, "a number is divided by zero"},
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
    assert_true((blame.fault == NULL) == (row->fault == NULL));
    if (row->fault != NULL)
        assert_string_equal(blame.fault, row->fault);
    forget(&r);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(rows, means),
        TEST_ROWS(faults, refuses),
        TEST(no_zone_but_UTC_and_offsets_may_be_named_anywhere),
        TEST_ROWS(advices, advises),
        TEST_ROWS(blames, blames_fact),
    };
    return RUN_TABLES(tables);
}
