/* Detectors in judging: what their clauses say, what counts as sent, and that nothing found is ever shown. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "unit/support.h"

#define NIR "2 95 10 99 126 111 93"

#define LAW_HEAD                                                                         \
    "charter: 1\n"                                                                       \
    "id: law\n"                                                                          \
    "governance: {colleges: [deciders]}\n"                                               \
    "data:\n"                                                                            \
    "  public: {}\n"                                                                     \
    "  internal: {above: public}\n"                                                      \
    "  personal: {above: internal, aliases: [perso], hosting: [here], duties: [dpia]}\n" \
    "  secret: {above: internal}\n"                                                      \
    "hosting: {here: {}, there: {}}\n"                                                   \
    "duties: {dpia: {due: before}}\n"                                                    \
    "tools:\n"                                                                           \
    "  free: {status: approved, hosting: there}\n"                                       \
    "  low: {status: approved, hosting: here, data: internal}\n"                         \
    "  high: {status: approved, hosting: here, data: [personal, secret]}\n"              \
    "activities: {drafting: {status: allowed}}\n"

#define DETECT(effect) "detectors: {key: {pattern: 'K-\\d+', means: personal" effect "}}\n"

static const char usual[] = LAW_HEAD DETECT("");

/* Detectors of each effect, and no clause that asks for data by itself. */
#define THREE(means)                                                                                  \
    "detectors: {f: {pattern: fff, means: " means ", effect: forbid}, r: {pattern: rrr, means: b},\n" \
    "  v: {pattern: vvv, means: b, effect: advise}}\n"
#define HEAD "charter: 1\nid: law\ntools: {high: {status: approved}}\n"
#define BARE HEAD "data: {a: {}, b: {above: a}}\nactivities: {drafting: {status: allowed}}\n" THREE("b")
#define TWO                                                                                         \
    HEAD "data: {a: {}, b: {above: a}, c: {above: a}}\nactivities: {drafting: {status: allowed}}\n" \
         "detectors: {f: {pattern: fff, means: b, effect: forbid}, c: {pattern: ccc, means: c}}\n"  \
         "rules: {none: {when: {data: {includes: c}}}}\n"
#define ASKING BARE "duties: {d: {due: before}}\nrules: {r: {when: {data: {includes: b}}, duties: d}}\n"
#define DUTIFUL                                                                  \
    HEAD "data: {a: {}, b: {above: a, duties: d}}\nduties: {d: {due: before}}\n" \
         "activities: {drafting: {status: allowed}}\n" THREE("b")
#define LAPSED                                                              \
    HEAD "data: {a: {}, b: {above: a}, c: {above: b, until: 2025-12-31}}\n" \
         "activities: {drafting: {status: allowed, data: a}}\n" THREE("c")
#define PLAIN "usage: 1\nactivity: drafting\ntool: high\n"
#define TWO_KEYS \
    LAW_HEAD "detectors: {key: {pattern: 'K-\\d+', means: personal}, name: {pattern: 'N-\\d+', means: personal}}\n"

typedef struct detect_row {
    const char *name, *charter, *declaration, *verdict;
} detect_row;

#define USE(tool, rest) "usage: 1\nactivity: drafting\ntool: " tool "\nevidence: {dpia: {ref: D}}\n" rest

static const detect_row detect_rows[] = {
    {"a class that is declared", usual, USE("high", "data: [personal]\npurpose: K-1\n"),
     "compliant | duty dpia before met"},
    {"an alias of the class is declared", usual, USE("high", "data: [perso]\npurpose: K-1\n"),
     "compliant | duty dpia before met"},
    {"what goes on over an end of a line", usual, USE("high", "data: [internal]\npurpose: |\n  see K-\n  1 and more\n"),
     "compliant"},
    {"what an editor folded", LAW_HEAD "detectors: {key: {pattern: 'K \\d+ \\d+', means: personal}}\n",
     USE("high", "data: [internal]\npurpose: |\n  see K 12\n  34 and more\n"),
     "review | detector.key breached review /purpose | duty dpia before met"},
    {"a class that is not declared", usual, USE("high", "data: [internal]\npurpose: K-1\n"),
     "review | detector.key breached review /purpose | duty dpia before met"},
    {"a class beside the declared one", usual, USE("high", "data: [secret]\npurpose: K-1\n"),
     "review | detector.key breached review /purpose | duty dpia before met"},
    {"nothing is found", usual, USE("high", "data: [internal]\npurpose: K\n"), "compliant"},
    {"nothing is said of a purpose", usual, USE("high", "data: [internal]\n"), "compliant"},
    {"the ceiling of the tool takes the detector's effect", usual, USE("low", "data: [internal]\npurpose: K-1\n"),
     "review | tool.data breached review /purpose | detector.key breached review /purpose | duty dpia before met"},
    {"so does the hosting", usual, USE("free", "data: [internal]\npurpose: K-1\n"),
     "review | data.hosting breached review /purpose | detector.key breached review /purpose | duty dpia before met"},
    {"an effect of its own", LAW_HEAD DETECT(", effect: forbid"), USE("low", "data: [internal]\npurpose: K-1\n"),
     "non-compliant | tool.data breached forbid /purpose | detector.key breached forbid /purpose"
     " | duty dpia before met"},
    {"mere advice", LAW_HEAD DETECT(", effect: advise"), USE("low", "data: [internal]\npurpose: K-1\n"),
     "compliant | tool.data breached advise /purpose | detector.key breached advise /purpose | duty dpia before met"},
    {"a declared class breaches as it always did", usual, USE("low", "data: [secret]\npurpose: K-1\n"),
     "non-compliant | tool.data breached forbid /data/0 | detector.key breached review /purpose"
     " | duty dpia before met"},
    {"without data a detected class settles nothing", usual, USE("low", "purpose: K-1\n"),
     "undetermined | tool.data undetermined forbid / | data.hosting undetermined forbid /"
     " | detector.key breached review /purpose | duty dpia before met"},
    {"without data a detected class breaches where its detector forbids", LAW_HEAD DETECT(", effect: forbid"),
     USE("low", "purpose: K-1\n"),
     "non-compliant | tool.data breached forbid /purpose | data.hosting undetermined forbid /"
     " | detector.key breached forbid /purpose | duty dpia before met"},
    {"without data nothing is met by what is found", usual, USE("high", "purpose: K-1\n"),
     "undetermined | tool.data undetermined forbid / | data.hosting undetermined forbid /"
     " | detector.key breached review /purpose | duty dpia before met"},
    {"without data mere advice leaves the unknown as it is", LAW_HEAD DETECT(", effect: advise"),
     USE("low", "purpose: K-1\n"),
     "undetermined | tool.data undetermined forbid / | data.hosting undetermined forbid /"
     " | detector.key breached advise /purpose | duty dpia before met"},
    {"no data are declared to be sent, and some are", usual, USE("high", "data: []\npurpose: K-1\n"),
     "review | detector.key breached review /purpose | duty dpia before met"},
    {"duties of a detected class are asked for", usual,
     "usage: 1\nactivity: drafting\ntool: high\ndata: [internal]\npurpose: K-1\n",
     "review | detector.key breached review /purpose | duty dpia before open"},
    {"their lack takes the detector's effect", usual,
     "usage: 1\nactivity: drafting\ntool: high\ndata: [internal]\npurpose: K-1\nstage: in-use\n",
     "review | detector.key breached review /purpose | duty.dpia breached review /stage | duty dpia before open"},
    {"a limit is reached", LAW_HEAD "detectors: {slow: {pattern: '(K+)+$', means: personal}}\n",
     USE("high", "data: [internal]\npurpose: KKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKK-\n"),
     "undetermined | detector.slow undetermined review /purpose"},
    {"a limit is a limit, whatever is declared", LAW_HEAD "detectors: {slow: {pattern: '(K+)+$', means: personal}}\n",
     USE("high", "data: [personal]\npurpose: KKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKK-\n"),
     "undetermined | detector.slow undetermined review /purpose | duty dpia before met"},
    {"a detector out of force", LAW_HEAD DETECT(", until: 2026-10-31"), USE("high", "data: [internal]\npurpose: K-1\n"),
     "compliant"},
    {"a hit of low confidence", LAW_HEAD DETECT(", confidence: low"), USE("high", "data: [internal]\npurpose: K-1\n"),
     "compliant"},
    {"the first class of a list that the charter has",
     LAW_HEAD "detectors: {key: {pattern: 'K-\\d+', means: [health, perso]}}\n",
     USE("high", "data: [internal]\npurpose: K-1\n"),
     "review | detector.key breached review /purpose | duty dpia before met"},
    {"an exception waives a detector",
     LAW_HEAD DETECT("") "exceptions: {e: {waives: detector.key, approved-by: deciders}}\n",
     USE("high", "data: [internal]\npurpose: K-1\n"),
     "compliant | detector.key waived review /purpose | duty dpia before met"},
    {"an exception for one detector waives no other: the first",
     TWO_KEYS "exceptions: {e: {waives: detector.key, approved-by: deciders}}\n",
     USE("high", "data: [internal]\npurpose: K-1 N-1\n"),
     "review | detector.key waived review /purpose | detector.name breached review /purpose | duty dpia before met"},
    {"an exception for one detector waives no other: the second",
     TWO_KEYS "exceptions: {e: {waives: detector.name, approved-by: deciders}}\n",
     USE("high", "data: [internal]\npurpose: K-1 N-1\n"),
     "review | detector.key breached review /purpose | detector.name waived review /purpose | duty dpia before met"},
    {"a rule reads what is found", LAW_HEAD DETECT("") "rules: {none: {when: {data: {includes: personal}}}}\n",
     USE("high", "data: [internal]\npurpose: K-1\n"),
     "review | detector.key breached review /purpose | rule.none breached review /data | duty dpia before met"},
    {"a rule's weaker effect is not raised",
     LAW_HEAD DETECT(", effect: forbid") "rules: {none: {when: {data: {includes: personal}}, effect: advise}}\n",
     USE("high", "data: [internal]\npurpose: K-1\n"),
     "non-compliant | detector.key breached forbid /purpose | rule.none breached advise /data | duty dpia before met"},
    {"a rule has the effect of the detectors that it is owed to, not of others", TWO,
     PLAIN "data: a\npurpose: fff ccc\n",
     "non-compliant | detector.f breached forbid /purpose | detector.c breached review /purpose | rule.none breached review /data"},
    {"a duty of such a rule too", ASKING, PLAIN "data: a\npurpose: rrr\nstage: in-use\n",
     "review | detector.r breached review /purpose | duty.d breached review /stage | duty d before open"},
    {"without data it is undetermined", ASKING, PLAIN "purpose: rrr\nstage: in-use\n",
     "undetermined | detector.r breached review /purpose | duty.d undetermined forbid / | duty d before open"},
    {"where its detector forbids, breached", ASKING, PLAIN "purpose: fff\nstage: in-use\n",
     "non-compliant | detector.f breached forbid /purpose | duty.d breached forbid /stage | duty d before open"},
    {"without data what is found meets no rule", BARE "rules: {none: {require: {data: {includes: b}}}}\n",
     PLAIN "purpose: vvv\n", "undetermined | detector.v breached advise /purpose | rule.none undetermined forbid /"},
    {"and makes none inapplicable", BARE "rules: {none: {when: {not: {data: {includes: b}}}}}\n",
     PLAIN "purpose: vvv\n", "undetermined | detector.v breached advise /purpose | rule.none undetermined forbid /"},
    {"without data a rule owed to what is found is undetermined", BARE "rules: {none: {when: {data: {includes: b}}}}\n",
     PLAIN "purpose: rrr\n", "undetermined | detector.r breached review /purpose | rule.none undetermined forbid /"},
    {"its own weaker effect too", BARE "rules: {none: {when: {data: {includes: b}}, effect: review}}\n",
     PLAIN "purpose: fff\n", "non-compliant | detector.f breached forbid /purpose | rule.none undetermined review /"},
    {"where both forbid it is breached", BARE "rules: {none: {when: {data: {includes: b}}}}\n", PLAIN "purpose: fff\n",
     "non-compliant | detector.f breached forbid /purpose | rule.none breached forbid /"},
    {"a fact that is missing beside what is found",
     BARE "fields: {x: {type: bool}}\nrules: {none: {when: {any: [{facts.x: true}, {data: {includes: b}}]}}}\n",
     PLAIN "data: a\npurpose: vvv\n",
     "undetermined | detector.v breached advise /purpose | rule.none undetermined forbid /"},
    {"without data an overdue duty owed to what is found is undetermined", DUTIFUL,
     PLAIN "purpose: rrr\nstage: in-use\n",
     "undetermined | detector.r breached review /purpose | duty.d undetermined forbid / | duty d before open"},
    {"where its detector forbids it is breached", DUTIFUL, PLAIN "purpose: fff\nstage: in-use\n",
     "non-compliant | detector.f breached forbid /purpose | duty.d breached forbid /stage | duty d before open"},
    {"a class out of force counts nowhere, nor does what finds it", LAPSED, PLAIN "data: a\npurpose: fff\n",
     "compliant"},
    {"not even to raise another's effect", LAPSED, PLAIN "data: a\npurpose: fff rrr\n",
     "review | activity.data breached review /purpose | detector.r breached review /purpose"},
    {"a rule that the declared class breaches keeps its effect",
     LAW_HEAD DETECT("") "rules: {none: {when: {data: {includes: internal}}}}\n",
     USE("high", "data: [internal]\npurpose: K-1\n"),
     "non-compliant | detector.key breached review /purpose | rule.none breached forbid /data | duty dpia before met"},
    {"a rule that asks for classes within others",
     LAW_HEAD DETECT("") "rules: {only: {require: {data: {within: internal}}}}\n",
     USE("high", "data: [internal]\npurpose: K-1\n"),
     "review | detector.key breached review /purpose | rule.only breached review /data | duty dpia before met"},
    {"files that are not read", usual, USE("high", "data: [internal]\nfiles: [a.txt]\n"),
     "undetermined | data.files undetermined review /files/0"},
    {"files of a charter without detectors", LAW_HEAD, USE("high", "data: [internal]\nfiles: [a.txt]\n"), "compliant"},
};

/* Alternatives are another test's: what stands behind "instead" is left out. */
static void a_verdict(void **state)
{
    const detect_row *row = *state;
    charter *the_charter = good_charter(row->charter);
    char told[8192];
    snprintf(told, sizeof told, "%s", tell_verdicts(the_charter, row->declaration, "2026-11-02", TELL_PATHS));
    char *instead = strstr(told, " | instead");
    if (instead != NULL)
        *instead = '\0';
    assert_string_equal(told, row->verdict);
    charter_free(the_charter);
}

/* ---- a class out of force ---- */

/* `dates` are those of the class "old", which the detector "gone" means: K-1. "here", which finds H-1, means
 * "personal". */
#define FORMER(dates, effect, rest)                                                                                 \
    "charter: 1\nid: law\n"                                                                                         \
    "data: {public: {}, internal: {above: public}, old: {above: internal" dates "}, personal: {above: internal}}\n" \
    "tools: {low: {status: approved, data: internal}, free: {status: approved}}\n"                                  \
    "activities: {drafting: {status: allowed}}\n"                                                                   \
    "detectors: {gone: {pattern: 'K-\\d+', means: old" effect "}, here: {pattern: 'H-\\d+', means: personal}}\n" rest
#define ENDED      ", until: 2026-11-01"
#define FORBIDS    ", effect: forbid"
#define SENT(rest) "usage: 1\nactivity: drafting\ntool: low\n" rest

static const detect_row former_rows[] = {
    {"its first day counts", FORMER(", from: 2026-11-02", FORBIDS, ""), SENT("data: [internal]\npurpose: K-1\n"),
     "non-compliant | tool.data breached forbid /purpose | detector.gone breached forbid /purpose"},
    {"its last day counts", FORMER(", until: 2026-11-02", FORBIDS, ""), SENT("data: [internal]\npurpose: K-1\n"),
     "non-compliant | tool.data breached forbid /purpose | detector.gone breached forbid /purpose"},
    {"a use that is done has its own day", FORMER(ENDED, FORBIDS, ""),
     SENT("data: [internal]\npurpose: K-1\nstage: done\ndate: 2026-11-01\n"),
     "non-compliant | tool.data breached forbid /purpose | detector.gone breached forbid /purpose"},
    {"ended, it is found by nothing", FORMER(ENDED, "", ""), SENT("data: [internal]\npurpose: K-1\n"), "compliant"},
    {"to come, it is found by nothing", FORMER(", from: 2026-11-03", "", ""), SENT("data: [internal]\npurpose: K-1\n"),
     "compliant"},
    {"nor by what forbids", FORMER(ENDED, FORBIDS, ""), SENT("data: [internal]\npurpose: K-1\n"), "compliant"},
    {"it makes no other class graver", FORMER(ENDED, FORBIDS, ""), SENT("data: [internal]\npurpose: K-1 H-1\n"),
     "review | tool.data breached review /purpose | detector.here breached review /purpose"},
    {"nor a rule", FORMER(ENDED, FORBIDS, "rules: {r: {require: {data: {within: internal}}}}\n"),
     SENT("data: [internal]\npurpose: K-1 H-1\n"),
     "review | tool.data breached review /purpose | detector.here breached review /purpose | rule.r breached review /data"},
    {"a rule that names it is not breached", FORMER(ENDED, FORBIDS, "rules: {r: {when: {data: {includes: old}}}}\n"),
     SENT("data: [internal]\npurpose: K-1\n"), "compliant"},
    {"its duties are not asked for", FORMER(ENDED ", duties: d", FORBIDS, "duties: {d: {due: before}}\n"),
     SENT("data: [internal]\npurpose: K-1\n"), "compliant"},
    {"without data it breaches nothing", FORMER(ENDED, FORBIDS, ""), SENT("purpose: K-1\n"),
     "undetermined | tool.data undetermined forbid /"},
    {"a limit reached in its search is none",
     "charter: 1\nid: law\ndata: {public: {}, old: {above: public" ENDED "}}\ntools: {low: {status: approved}}\n"
     "activities: {drafting: {status: allowed}}\ndetectors: {slow: {pattern: '(K+)+$', means: old}}\n",
     SENT("data: [public]\npurpose: KKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKK-\n"), "compliant"},
};

static void a_detector_of_a_class_out_of_force_is_not_applicable(void **state)
{
    (void)state;
    static const struct {
        const char *charter, *told;
    } rows[] = {
        {FORMER("", "", ""), " | detector.gone met"},
        {FORMER(ENDED, "", ""), " | detector.gone not-applicable"},
        {FORMER(", from: 2026-11-03", "", ""), " | detector.gone not-applicable"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        charter *the_charter = good_charter(rows[i].charter);
        const char *told =
            tell_verdicts(the_charter, SENT("data: [internal]\npurpose: nothing\n"), "2026-11-02", TELL_EVERY);
        if (strstr(told, rows[i].told) == NULL)
            fail_msg("\"%s\" does not say \"%s\"", told, rows[i].told);
        charter_free(the_charter);
    }
}

/* ---- files ---- */

typedef struct sent_row {
    const char *name, *content;
    size_t length; /* 0: up to the NUL */
    int error;
    const char *said;
} sent_row;

static const sent_row sent_rows[] = {
    {"text with a hit", "one\ntwo K-1\n", 0, 0,
     "review | detector.key breached review (\"a.txt\", line 2, holds \"personal\" data that are not declared (detector "
     "\"key\") [take them out of what is sent, or declare the class \"personal\" under data])"},
    {"text with a byte order mark", "\xEF\xBB\xBFK-1\n", 0, 0,
     "review | detector.key breached review (\"a.txt\", line 1, holds \"personal\" data that are not declared (detector "
     "\"key\") [take them out of what is sent, or declare the class \"personal\" under data])"},
    {"text without a hit", "nothing\n", 0, 0, "compliant"},
    {"an empty file", "", 0, 0, "compliant"},
    {"a PDF document", "%PDF-1.7 K-1", 0, 0,
     "undetermined | data.files undetermined review (what \"a.txt\" holds could not be looked at [it is a PDF document, "
     "and only text is read])"},
    {"a binary file", "K-1\0K-2", 7, 0,
     "undetermined | data.files undetermined review (what \"a.txt\" holds could not be looked at [it is a binary file, "
     "and only text is read])"},
    {"text in Windows-1252", "n\xE9 K-1", 0, 0,
     "undetermined | data.files undetermined review (what \"a.txt\" holds could not be looked at [it is no text in UTF-8, "
     "and only text is read])"},
    {"text in UTF-16", "\xFF\xFEK\0", 4, 0,
     "undetermined | data.files undetermined review (what \"a.txt\" holds could not be looked at [it is text in UTF-16, "
     "and only text is read])"},
    {"text in UTF-16 the other way round", "\xFE\xFF\0K", 4, 0,
     "undetermined | data.files undetermined review (what \"a.txt\" holds could not be looked at [it is text in UTF-16, "
     "and only text is read])"},
    {"text in UTF-32", "\xFF\xFE\0\0K\0\0\0", 8, 0,
     "undetermined | data.files undetermined review (what \"a.txt\" holds could not be looked at [it is text in UTF-32, "
     "and only text is read])"},
    {"a file that is not there", "", 0, ENOENT,
     "undetermined | data.files undetermined review (what \"a.txt\" holds could not be looked at [it does not exist])"},
    {"a file elsewhere", "", 0, EXDEV,
     "undetermined | data.files undetermined review (what \"a.txt\" holds could not be looked at [it does not lie in the "
     "declaration's folder or below it])"},
    {"a link", "", 0, ELOOP,
     "undetermined | data.files undetermined review (what \"a.txt\" holds could not be looked at [a link leads to it])"},
    {"a pipe", "", 0, ENODEV,
     "undetermined | data.files undetermined review (what \"a.txt\" holds could not be looked at [it is not an ordinary "
     "file])"},
    {"too large a file", "", 0, EFBIG,
     "undetermined | data.files undetermined review (what \"a.txt\" holds could not be looked at [it is too large])"},
    {"another failure", "", 0, EIO,
     "undetermined | data.files undetermined review (what \"a.txt\" holds could not be looked at [the disk or the connection failed])"},
};

static int given;

static int read_sent(void *context, const char *from, charter_text path, size_t limit, charter_text *bytes)
{
    const sent_row *row = context;
    assert_string_equal(from, "folder/usage.yaml");
    assert_text_equal(path, "a.txt");
    assert_int_equal(limit, 1 << 20);
    if (row->error != 0)
        return row->error;
    size_t length = row->length > 0 ? row->length : strlen(row->content);
    char *copy = malloc(length + (length == 0));
    assert_non_null(copy);
    memcpy(copy, row->content, length);
    *bytes = (charter_text){copy, length};
    given++;
    return 0;
}

static void release_sent(void *context, charter_text bytes)
{
    (void)context;
    free((void *)(uintptr_t)bytes.at);
    given--;
}

typedef struct kept_text {
    char text[65536];
    size_t length;
} kept_text;

static int keep(void *context, const char *bytes, size_t length)
{
    kept_text *kept = context;
    assert_true(kept->length + length < sizeof kept->text);
    memcpy(kept->text + kept->length, bytes, length);
    kept->length += length;
    kept->text[kept->length] = '\0';
    return 0;
}

/* One declaration judged, and told by `format` where that is not NULL. */
static void judge_one(const charter *the_charter, const char *usage_text, charter_sent_files sent, const char *format,
                      kept_text *out, char *said, size_t size)
{
    memory_input memory = {.at = usage_text, .left = strlen(usage_text)};
    charter_judge_options options = {.at = day("2026-11-02"), .sent = sent};
    charter_stream *stream;
    charter_judge *judge;
    const charter_declaration *declaration;
    const charter_verdict *verdict;
    assert_int_equal(charter_stream_open(&stream, "folder/usage.yaml", input_from_memory(&memory), NULL), CHARTER_OK);
    assert_int_equal(charter_judge_new(&judge, the_charter, &options), CHARTER_OK);
    assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_OK);
    assert_int_equal(charter_judge_declaration(judge, declaration, &verdict), CHARTER_OK);
    verdict = verdict_as_known(verdict);
    if (said != NULL) {
        size_t length = (size_t)snprintf(said, size, "%s", charter_decision_name(charter_verdict_decision(verdict)));
        for (size_t i = 0; i < charter_verdict_finding_count(verdict); i++) {
            const charter_finding *f = charter_verdict_finding(verdict, i);
            char clause[64], message[512], help[512];
            charter_finding_clause(f, clause, sizeof clause);
            charter_finding_message(f, CHARTER_EN, message, sizeof message);
            charter_finding_help(f, CHARTER_EN, help, sizeof help);
            length += (size_t)snprintf(said + length, size - length, " | %s %s %s (%s [%s])", clause,
                                       charter_outcome_name(charter_finding_outcome(f)),
                                       charter_effect_name(charter_finding_effect(f)), message, help);
        }
    }
    if (format != NULL) {
        charter_report *report;
        charter_report_options how = {.at = options.at, .width = 100};
        assert_int_equal(charter_report_open(&report, format, &how, (charter_sink){out, keep}), CHARTER_OK);
        assert_int_equal(charter_report_verdict(report, verdict, NULL), CHARTER_OK);
        assert_int_equal(charter_report_end(report), CHARTER_OK);
        charter_report_close(report);
    }
    charter_judge_free(judge);
    charter_stream_close(stream);
}

static void what_is_said_of_a_file(void **state)
{
    const sent_row *row = *state;
    charter *the_charter = good_charter(usual);
    char said[4096];
    charter_sent_files sent = {(void *)(uintptr_t)row, read_sent, release_sent};
    given = 0;
    judge_one(the_charter, USE("high", "data: [internal]\nfiles: a.txt\n"), sent, NULL, NULL, said, sizeof said);
    assert_string_equal(said, row->said);
    assert_int_equal(given, 0);
    charter_free(the_charter);
}

static void as_many_as_256_files_are_looked_into(void **state)
{
    (void)state;
    static const sent_row plain = {.content = "nothing"};
    static const struct {
        int count;
        const char *said;
    } rows[] = {{256, "compliant"},
                {257, "undetermined | data.files undetermined review (what \"a.txt\" holds could not be looked at [the "
                      "declaration sends too many files])"}};
    charter *the_charter = good_charter(usual);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char declaration[4096], said[4096];
        size_t length =
            (size_t)snprintf(declaration, sizeof declaration, "%s", USE("high", "data: [internal]\nfiles: ["));
        for (int file = 1; file < rows[i].count; file++)
            length += (size_t)snprintf(declaration + length, sizeof declaration - length, "a.txt, ");
        snprintf(declaration + length, sizeof declaration - length, "a.txt]\n");
        given = 0;
        judge_one(the_charter, declaration, (charter_sent_files){(void *)(uintptr_t)&plain, read_sent, release_sent},
                  NULL, NULL, said, sizeof said);
        assert_string_equal(said, rows[i].said);
        assert_int_equal(given, 0);
    }
    charter_free(the_charter);
}

/* ---- nothing found is shown ---- */

typedef struct hidden_row {
    const char *name, *declaration;
    const char *shown; /* what the text says instead; "": nothing of the line at all */
} hidden_row;

#define COVERED "\xE2\x80\xA2\xE2\x80\xA2\xE2\x80\xA2\xE2\x80\xA2\xE2\x80\xA2"

static const hidden_row hidden_rows[] = {
    {"in the line of a detector", USE("high", "data: [internal]\npurpose: about K-417 now\n"),
     "purpose: about " COVERED " now"},
    {"in a line that another finding shows",
     "{usage: 1, activity: drafting, tool: low, data: [secret], purpose: about K-417}\n",
     "purpose: about " COVERED "}"},
    {"in single quotes", USE("high", "data: [internal]\npurpose: 'it''s K-417'\n"), "'it''s " COVERED "'"},
    {"in a folded text", USE("high", "data: [internal]\npurpose:\n  about\n  K-417 now\n"), "  " COVERED " now"},
    {"in a block", USE("high", "data: [internal]\npurpose: |\n  about\n  K-417 now\n"), "  " COVERED " now"},
    {"spelt with an escape", USE("high", "data: [internal]\npurpose: \"\\u0041 \\u004B-417\"\n"),
     "purpose: \"\\u0041 " COVERED COVERED "\""},
    {"over two lines", USE("high", "data: [internal]\npurpose: \"about K-\\\n  417 now\"\n"),
     "purpose: \"about \xE2\x80\xA2\xE2\x80\xA2"},
    {"in another key of the line", USE("high", "data: [secret]\npurpose: K-417 # K-417\n"),
     "purpose: " COVERED " # " COVERED},
    {"in a line with an error", "usage: 1\nactivity: drafting\ntool: high\npurpse: K-417\n", "purpse: " COVERED},
};

static void nothing_found_is_shown(void **state)
{
    const hidden_row *row = *state;
    charter *the_charter = good_charter(usual);
    charter_sent_files none = {NULL, NULL, NULL};
    for (size_t i = 0; i < charter_format_count(); i++) {
        kept_text out = {.length = 0};
        const char *format = charter_format_at(i)->name;
        judge_one(the_charter, row->declaration, none, format, &out, NULL, 0);
        if (strstr(out.text, "417") != NULL)
            fail_msg("%s shows what was found:\n%s", format, out.text);
        if (strcmp(format, "text") == 0 && strstr(out.text, row->shown) == NULL)
            fail_msg("\"%s\" is not in:\n%s", row->shown, out.text);
    }
    charter_free(the_charter);
}

static void json_says_kind_place_and_length(void **state)
{
    (void)state;
    charter *the_charter = good_charter(usual);
    kept_text out = {.length = 0};
    judge_one(the_charter, USE("high", "data: [internal]\npurpose: \xC3\xA9t\xC3\xA9 K-417, K-5\n"),
              (charter_sent_files){0}, "ndjson", &out, NULL, 0);
    assert_non_null(strstr(out.text, "\"hits\":[{\"class\":\"personal\",\"file\":\"folder/usage.yaml\",\"line\":6,"
                                     "\"column\":14,\"length\":5,\"confidence\":\"medium\"},{\"class\":\"personal\","
                                     "\"file\":\"folder/usage.yaml\",\"line\":6,\"column\":21,\"length\":3,"
                                     "\"confidence\":\"medium\"}]"));
    charter_free(the_charter);
}

/* ---- the detectors alone ---- */

static void detectors_alone_over_a_text(void **state)
{
    (void)state;
    charter *the_charter =
        good_charter(LAW_HEAD "detectors:\n  key: {pattern: 'K-\\d+', means: perso, effect: forbid}\n"
                              "  weak: {pattern: 'W', means: secret, confidence: low}\n");
    charter_detect *scan;
    char line[64];
    assert_int_equal(charter_detect_new(&scan, the_charter, day("2026-11-02")), CHARTER_OK);
    const char text[] = "\xEF\xBB\xBF"
                        "ab\n\xC3\xA9 K-12 W\n";
    assert_int_equal(charter_detect_text(scan, "t.txt", (charter_text){text, sizeof text - 1}), CHARTER_OK);
    assert_int_equal(charter_detect_hit_count(scan), 2);
    charter_hit hit = charter_detect_hit(scan, 0);
    assert_text_equal(hit.detector, "key");
    assert_text_equal(hit.data_class, "personal");
    assert_int_equal(hit.effect, CHARTER_EFFECT_FORBID);
    assert_string_equal(charter_confidence_name(hit.confidence), "medium");
    assert_true(hit.counts);
    assert_int_equal(hit.place.line, 2);
    assert_int_equal(hit.place.column, 3);
    assert_int_equal(hit.place.start, 9);
    assert_int_equal(hit.length, 4);
    assert_false(charter_detect_hit(scan, 1).counts);
    size_t length = charter_detect_line(scan, 0, line, sizeof line);
    assert_string_equal(line, "\xC3\xA9 \xE2\x80\xA2\xE2\x80\xA2\xE2\x80\xA2\xE2\x80\xA2 \xE2\x80\xA2");
    assert_int_equal(length, strlen(line));
    assert_int_equal(charter_detect_line(scan, 0, line, 4), length);
    assert_int_equal(charter_detect_undetermined_count(scan), 0);
    assert_int_equal(charter_detect_text(scan, "t.bin", (charter_text){"\0", 1}), CHARTER_INVALID);
    assert_int_equal(charter_detect_hit_count(scan), 0);
    charter_detect_error(scan, CHARTER_EN, line, sizeof line);
    assert_string_equal(line, "it is a binary file, and only text is read");
    charter_detect_free(scan);
    charter_free(the_charter);
}

static void a_scan_needs_a_charter_in_force(void **state)
{
    (void)state;
    charter *the_charter = good_charter("charter: 1\nid: x\nuntil: 2026-01-01\n");
    charter_detect *scan;
    assert_int_equal(charter_detect_new(&scan, the_charter, day("2026-11-02")), CHARTER_UNKNOWN);
    assert_null(scan);
    charter_detect_free(scan);
    assert_int_equal(charter_detect_new(&scan, the_charter, day("2025-11-02")), CHARTER_OK);
    assert_int_equal(charter_detect_text(scan, "t", (charter_text){"x", 1}), CHARTER_OK);
    assert_int_equal(charter_detect_hit_count(scan), 0);
    charter_detect_free(scan);
    charter_free(the_charter);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(detect_rows, a_verdict),
        TEST(as_many_as_256_files_are_looked_into),
        TEST_ROWS(former_rows, a_verdict),
        TEST(a_detector_of_a_class_out_of_force_is_not_applicable),
        TEST_ROWS(sent_rows, what_is_said_of_a_file),
        TEST_ROWS(hidden_rows, nothing_found_is_shown),
        TEST(json_says_kind_place_and_length),
        TEST(detectors_alone_over_a_text),
        TEST(a_scan_needs_a_charter_in_force),
    };
    return RUN_TABLES(tables);
}
