#include "fuzz/judging.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char law_text[] =
    "charter: 1\nid: a\ngovernance: {colleges: [x]}\n"
    "data: {public: {}, personal: {above: public, hosting: [here]}}\nhosting: {here: {}, there: {}}\n"
    "duties: {check: {due: before, evidence: review, by-another: true}}\n"
    "fields: {b: {type: bool}, n: {type: number}, d: {type: date}}\n"
    "tools: {good: {status: approved, hosting: here}, bad: {status: banned, pattern: '^b', hosting: there}}\n"
    "activities: {drafting: {status: allowed, duties: [check]}}\n"
    "rules: {r: {when: {facts.b: true}}, s: {when: {facts.n: {at-least: 2}}, effect: review}}\n";

static int read_memory(void *context, const char *path, size_t limit, charter_text *bytes)
{
    const charter_text *file = context;
    if (strcmp(path, "charter.yaml") != 0)
        return ENOENT;
    if (file->length > limit)
        return EFBIG;
    *bytes = *file;
    return 0;
}

static void release_memory(void *context, charter_text bytes)
{
    (void)context;
    (void)bytes;
}

void check_faults(charter_status status, const charter_diagnostics *faults, size_t size)
{
    assert(status == CHARTER_OK || status == CHARTER_INVALID);
    assert((status == CHARTER_OK) == (charter_diagnostics_error_count(faults) == 0));
    for (size_t i = 0; i < charter_diagnostics_count(faults); i++) {
        const charter_diagnostic *fault = charter_diagnostics_at(faults, i);
        charter_place place = charter_diagnostic_place(fault);
        assert(place.start <= place.end && place.file != NULL);
        assert(place.end <= size || strncmp(place.file, "std:", 4) == 0); /* in what comes with the program */
        assert(place.line > 0 || place.end == 0);
        assert(charter_diagnostic_message(fault, i % 2 == 0 ? CHARTER_EN : CHARTER_FR, NULL, 0) > 0);
    }
}

charter *load_bytes(charter_text bytes)
{
    static const char *const names[] = {"charter.yaml"};
    charter_files files = {&bytes, read_memory, release_memory};
    charter_diagnostics *diagnostics;
    charter *the_charter = NULL;
    if (charter_diagnostics_new(&diagnostics) != CHARTER_OK)
        abort();
    charter_status status = charter_load(&the_charter, names, 1, &files, NULL, diagnostics);
    assert((status == CHARTER_OK) == (the_charter != NULL));
    check_faults(status, diagnostics, bytes.length);
    charter_diagnostics_free(diagnostics);
    return the_charter;
}

const charter *small_charter(void)
{
    static charter *the_charter;
    if (the_charter == NULL)
        the_charter = load_bytes((charter_text){law_text, sizeof law_text - 1});
    if (the_charter == NULL)
        abort();
    return the_charter;
}

charter_intake *load_intake_bytes(charter_text bytes)
{
    charter_files files = {&bytes, read_memory, release_memory};
    charter_diagnostics *diagnostics;
    charter_intake *intake = NULL;
    if (charter_diagnostics_new(&diagnostics) != CHARTER_OK)
        abort();
    charter_status status = charter_intake_load(&intake, "charter.yaml", &files, diagnostics);
    assert((status == CHARTER_OK) == (intake != NULL));
    check_faults(status, diagnostics, bytes.length);
    charter_diagnostics_free(diagnostics);
    return intake;
}

typedef struct feed {
    charter_text bytes;
    size_t at, step;
} feed;

static ptrdiff_t read_feed(void *context, char *into, size_t size)
{
    feed *f = context;
    size_t left = f->bytes.length - f->at;
    size_t length = left < size ? left : size;
    length = length < f->step ? length : f->step;
    if (length > 0)
        memcpy(into, f->bytes.at + f->at, length);
    f->at += length;
    return (ptrdiff_t)length;
}

int check_output(void *context, const char *bytes, size_t length)
{
    (void)context;
    for (size_t i = 0; i < length; i++)
        assert((unsigned char)bytes[i] >= 0x20 || bytes[i] == '\n' ||
               (bytes[i] == '\r' && (i + 1 == length || bytes[i + 1] == '\n'))); /* CSV's lines end so */
    return 0;
}

static void check_verdict(const charter_verdict *verdict)
{
    bool breached = false, undecided = false;
    charter_decision decision = charter_verdict_decision(verdict);
    for (size_t i = 0; i < charter_verdict_finding_count(verdict); i++) {
        const charter_finding *f = charter_verdict_finding(verdict, i);
        if (charter_finding_effect(f) == CHARTER_EFFECT_ADVISE)
            continue;
        breached = breached || charter_finding_outcome(f) == CHARTER_OUTCOME_BREACHED;
        undecided = undecided || charter_finding_outcome(f) == CHARTER_OUTCOME_UNDETERMINED;
        charter_place place = charter_finding_place(verdict, f);
        assert(place.line > 0 && place.start <= place.end);
    }
    if (decision == CHARTER_DECISION_COMPLIANT || decision == CHARTER_DECISION_CONDITIONAL)
        assert(!breached && !undecided);
    bool faulty = charter_diagnostics_error_count(charter_verdict_errors(verdict)) > 0;
    assert((decision == CHARTER_DECISION_INVALID) == faulty);
    (void)faulty;
}

enum { REPORTS = 64, LANGUAGES = 2 }; /* formats, in each language */

/* FNV-1a. */
static size_t hash(charter_text bytes)
{
    uint32_t sum = 2166136261u;
    for (size_t i = 0; i < bytes.length; i++)
        sum = (sum ^ (unsigned char)bytes.at[i]) * 16777619u;
    return sum;
}

static charter_report *open_report(size_t number)
{
    charter_report *report;
    charter_lang lang = number % LANGUAGES == 0 ? CHARTER_EN : CHARTER_FR;
    charter_report_options options = {.lang = lang,
                                      .width = 40 + 40 * (unsigned)lang,
                                      .every_result = lang == CHARTER_FR};
    charter_status status = charter_report_open(&report, charter_format_at(number / LANGUAGES)->name, &options,
                                                (charter_sink){NULL, check_output});
    assert(status == CHARTER_OK);
    (void)status;
    return report;
}

/* The replay writes every format in each language. libFuzzer writes one of them, which the input's own bytes choose:
 * writing them all took three quarters of a run, and the next mutant goes to another one anyway. */
static size_t open_reports(charter_report **reports, charter_text bytes)
{
    size_t all = LANGUAGES * charter_format_count();
    assert(all <= REPORTS);
#ifdef CHARTER_FUZZ
    reports[0] = open_report(hash(bytes) % all);
    return 1;
#else
    (void)hash(bytes);
    for (size_t i = 0; i < all; i++)
        reports[i] = open_report(i);
    return all;
#endif
}

void judge_bytes(const charter *the_charter, charter_text bytes, size_t step)
{
    static const charter_stream_options usual;
    judge_stream(the_charter, "usage.yaml", &usual, bytes, step);
}

/* A note is a warning, and stands somewhere. */
static void check_notes(const charter_diagnostics *notes)
{
    assert(charter_diagnostics_error_count(notes) == 0 || charter_diagnostics_count(notes) > 1000);
    for (size_t i = 0; i < charter_diagnostics_count(notes) && i < 1000; i++)
        assert(charter_diagnostic_place(charter_diagnostics_at(notes, i)).line > 0);
}

void judge_each(const charter *the_charter, charter_text bytes, void *context,
                void (*take)(void *context, const charter_verdict *verdict))
{
    const charter_judge_options options = {.at = DAY, .wants = CHARTER_WANTS_OFFENCES};
    charter_judge *judge;
    charter_stream *stream;
    feed f = {bytes, 0, bytes.length};
    const charter_declaration *declaration;
    const charter_verdict *verdict;
    if (charter_judge_new(&judge, the_charter, &options) != CHARTER_OK ||
        charter_stream_open(&stream, "usage.yaml", (charter_input){&f, read_feed}, NULL) != CHARTER_OK)
        abort();
    while (charter_stream_next(stream, &declaration) == CHARTER_OK) {
        if (charter_judge_declaration(judge, declaration, &verdict) != CHARTER_OK)
            abort();
        take(context, verdict);
    }
    charter_stream_close(stream);
    charter_judge_free(judge);
}

size_t count_stream(const char *name, const charter_stream_options *options, charter_text bytes, size_t step)
{
    charter_stream *stream;
    const charter_declaration *declaration;
    feed f = {bytes, 0, step};
    size_t given = 0;
    if (charter_stream_open_as(&stream, name, (charter_input){&f, read_feed}, options) != CHARTER_OK)
        abort();
    while (charter_stream_next(stream, &declaration) != CHARTER_END)
        given++;
    charter_stream_close(stream);
    return given;
}

size_t judge_stream(const charter *the_charter, const char *name, const charter_stream_options *stream_options,
                    charter_text bytes, size_t step)
{
    charter_judge *judge;
    charter_stream *stream;
    charter_report *reports[REPORTS];
    feed f = {bytes, 0, step};
    charter_judge_options options = {.at = DAY, .every_clause = bytes.length % 2 == 1, .alternatives = true};
    size_t count = open_reports(reports, bytes), given = 0;
    if (charter_judge_new(&judge, the_charter, &options) != CHARTER_OK ||
        charter_stream_open_as(&stream, name, (charter_input){&f, read_feed}, stream_options) != CHARTER_OK)
        abort();
    const charter_declaration *declaration;
    for (charter_status status; (status = charter_stream_next(stream, &declaration)) != CHARTER_END; given++) {
        const charter_verdict *verdict;
        if (status == CHARTER_INVALID) {
            assert(charter_diagnostics_count(charter_stream_errors(stream)) > 0);
            for (size_t i = 0; i < count; i++)
                charter_report_error(reports[i], charter_diagnostics_at(charter_stream_errors(stream), 0));
            continue;
        }
        if (status != CHARTER_OK || charter_judge_declaration(judge, declaration, &verdict) != CHARTER_OK)
            abort();
        check_verdict(verdict);
        check_notes(charter_stream_notes(stream));
        for (size_t i = 0; i < count; i++)
            charter_report_verdict(reports[i], verdict, NULL);
    }
    for (size_t i = 0; i < count; i++) {
        charter_status ended = charter_report_end(reports[i]);
        assert(ended == CHARTER_OK);
        charter_report_close(reports[i]);
    }
    charter_stream_close(stream);
    charter_judge_free(judge);
    return given;
}
