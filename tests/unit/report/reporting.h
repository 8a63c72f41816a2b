/* reporting: what tests of reports share: a sink that keeps what it is given, and whole reports as one text. */
#ifndef UNIT_REPORT_REPORTING_H
#define UNIT_REPORT_REPORTING_H

#include "unit/support.h"

#include <errno.h>

#include "report/write/output.h"

typedef struct paper {
    char text[1 << 17];
    size_t length;
    size_t fails_after; /* bytes; 0: never */
    int writes;
} paper;

static inline int write_on_paper(void *context, const char *bytes, size_t length)
{
    paper *p = context;
    p->writes++;
    if (p->fails_after > 0 && p->length + length > p->fails_after)
        return ENOSPC;
    assert_true(length < sizeof p->text - p->length);
    memcpy(p->text + p->length, bytes, length);
    p->length += length;
    p->text[p->length] = '\0';
    return 0;
}

static inline charter_sink sink_on(paper *p)
{
    return (charter_sink){p, write_on_paper};
}

/* An output onto `p` whose buffer holds `room` bytes. */
static inline ch_output output_on(paper *p, char *buffer, size_t room)
{
    return ch_output_init(sink_on(p), buffer, room);
}

/* Judges `usages`, a file called `name`, by `the_charter` and reports it, with each fault of the stream as an error. */
static inline charter_status report_file_on(paper *p, const char *format, const charter_report_options *options,
                                            const charter *the_charter, const char *name, const char *declarations,
                                            bool every_clause)
{
    memory_input memory = {.at = declarations, .left = strlen(declarations)};
    charter_judge_options judging = {.at = options->at, .every_clause = every_clause, .alternatives = true};
    charter_stream *stream;
    charter_judge *judge;
    charter_report *report;
    assert_int_equal(charter_stream_open(&stream, name, input_from_memory(&memory), NULL), CHARTER_OK);
    assert_int_equal(charter_judge_new(&judge, the_charter, &judging), CHARTER_OK);
    assert_int_equal(charter_report_open(&report, format, options, sink_on(p)), CHARTER_OK);
    const charter_declaration *declaration;
    const charter_verdict *verdict;
    for (charter_status s; (s = charter_stream_next(stream, &declaration)) != CHARTER_END;) {
        if (s == CHARTER_OK && charter_judge_declaration(judge, declaration, &verdict) == CHARTER_OK)
            charter_report_verdict(report, verdict_as_known(verdict), NULL);
        else if (s == CHARTER_INVALID)
            charter_report_error(report, charter_diagnostics_at(charter_stream_errors(stream), 0));
    }
    charter_status status = charter_report_end(report);
    charter_report_close(report);
    charter_judge_free(judge);
    charter_stream_close(stream);
    return status;
}

static inline charter_status report_on(paper *p, const char *format, const charter_report_options *options,
                                       const charter *the_charter, const char *declarations, bool every_clause)
{
    return report_file_on(p, format, options, the_charter, "usage.yaml", declarations, every_clause);
}

/* The law that most tests judge by. */
#define LAW                                                                                         \
    "charter: 1\n"                                                                                  \
    "id: institute\n"                                                                               \
    "version: \"2026.1\"\n"                                                                         \
    "lang: en\n"                                                                                    \
    "governance:\n"                                                                                 \
    "  body: {en: Follow-up body, fr: Instance de suivi}\n"                                         \
    "  contact: ia@example.org\n"                                                                   \
    "  colleges: [users]\n"                                                                         \
    "data:\n"                                                                                       \
    "  public: {}\n"                                                                                \
    "  internal: {above: public}\n"                                                                 \
    "hosting:\n"                                                                                    \
    "  inside: {title: our own servers}\n"                                                          \
    "  abroad: {}\n"                                                                                \
    "duties:\n"                                                                                     \
    "  training: {due: before, evidence: training}\n"                                               \
    "  reading: {due: after, evidence: review, title: Every output is read}\n"                      \
    "tools:\n"                                                                                      \
    "  helper:\n"                                                                                   \
    "    status: recommended\n"                                                                     \
    "    title: The house assistant\n"                                                              \
    "    hosting: inside\n"                                                                         \
    "    trains-on-inputs: false\n"                                                                 \
    "    retention: P30D\n"                                                                         \
    "    footprint: {per: request, energy-wh: [0.2, 0.5], co2-g: [0.02, 0.05], scope: inference,\n" \
    "                source: A study, on: 2025-08-01}\n"                                            \
    "  chatgpt:\n"                                                                                  \
    "    status: banned\n"                                                                          \
    "    aliases: [ChatGPT]\n"                                                                      \
    "    hosting: abroad\n"                                                                         \
    "    because: accounts are personal, and what is typed leaves the house\n"                      \
    "    article: \"4.2\"\n"                                                                        \
    "    learn: https://example.org/why\n"                                                          \
    "activities:\n"                                                                                 \
    "  drafting: {status: allowed, duties: [reading]}\n"                                            \
    "  coding: {status: allowed, duties: [training]}\n"                                             \
    "  deciding: {status: restricted}\n"                                                            \
    "  summing: {status: allowed, data: public}\n"                                                  \
    "exceptions:\n"                                                                                 \
    "  pilot:\n"                                                                                    \
    "    for: {usage.unit: LAB}\n"                                                                  \
    "    waives: [tool.status]\n"                                                                   \
    "    from: 2026-01-01\n"                                                                        \
    "    until: 2026-12-31\n"                                                                       \
    "    approved-by: [users]\n"

/* A declaration of each verdict, one that an exception lifts, and an invalid one. */
#define USE_FINE    "usage: 1\nid: fine\nactivity: coding\ntool: helper\ntraining: {id: x}\n"
#define USE_WAIT    "usage: 1\nid: wait\nactivity: coding\ntool: helper\n"
#define USE_ASK     "usage: 1\nid: ask\nactivity: drafting\ntool: Other, one\n"
#define USE_UNKNOWN "usage: 1\nid: unknown\nactivity: summing\ntool: helper\n"
#define USE_NO      "usage: 1\nid: no\nactivity: drafting\ntool: ChatGPT\n"
#define USE_LIFTED  "usage: 1\nid: lifted\nactivity: drafting\ntool: ChatGPT\nunit: LAB\n"
#define USE_BROKEN  "usage: 1\nid: broken\nactivity: drafting\ntol: x\ntool: helper\n"
#define USE_EACH \
    USE_FINE "---\n" USE_WAIT "---\n" USE_ASK "---\n" USE_UNKNOWN "---\n" USE_NO "---\n" USE_LIFTED "---\n" USE_BROKEN

/* A report of `usages` by LAW on 2026-11-23, which must succeed. */
static inline const char *told_by_law(paper *p, const char *format, const char *declarations, charter_lang lang,
                                      bool every_result)
{
    charter *the_charter = good_charter(LAW);
    charter_report_options options = {.lang = lang, .at = day("2026-11-23"), .every_result = every_result};
    *p = (paper){.length = 0};
    assert_int_equal(report_on(p, format, &options, the_charter, declarations, every_result), CHARTER_OK);
    charter_free(the_charter);
    return p->text;
}

/* A report of one error without a declaration, and of nothing but what it says by itself. */
static inline const char *told_of_error(paper *p, const char *format, const charter_diagnostic *error,
                                        charter_lang lang)
{
    charter_report *report;
    charter_report_options options = {.lang = lang, .at = day("2026-11-23")};
    *p = (paper){.length = 0};
    assert_int_equal(charter_report_open(&report, format, &options, sink_on(p)), CHARTER_OK);
    if (error != NULL)
        assert_int_equal(charter_report_error(report, error), CHARTER_OK);
    assert_int_equal(charter_report_end(report), CHARTER_OK);
    charter_report_close(report);
    return p->text;
}

/* What begins with `from` and ends before `to`, in `text`; "" where it is not there. */
static inline const char *part_of(const char *text, const char *from, const char *to)
{
    static char part[1 << 16];
    const char *start = strstr(text, from);
    const char *end = start == NULL ? NULL : strstr(start + strlen(from), to);
    size_t length = end == NULL ? 0 : (size_t)(end - start);
    assert_true(length < sizeof part);
    if (length > 0)
        memcpy(part, start, length);
    part[length] = '\0';
    return part;
}

/* How often `part` stands in `text`. */
static inline unsigned times(const char *text, const char *part)
{
    unsigned count = 0;
    for (const char *at = text; (at = strstr(at, part)) != NULL; at += strlen(part))
        count++;
    return count;
}

#endif
