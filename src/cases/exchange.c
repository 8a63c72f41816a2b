/* Formats of other programs: JUnit, a suite a file and a test case a declaration, as the reports of check; lcov's trace
 * files (geninfo(1)), a record a file of the charter: DA, a line and how many cases reached the clause that it begins;
 * BRDA, a comparison, its two sides and how many cases saw each. */
#include "cases/tell.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "report/prose/sanitizer.h"
#include "report/write/xml_writer.h"

/* ---- JUnit ---- */

typedef struct suite {
    const charter_cases *cases;
    ch_sanitizer words;
    ch_buffer document, text;
    ch_xml xml;
} suite;

static uint64_t count_of(const charter_cases *cases, uint32_t file, unsigned differs)
{
    uint64_t count = 0;
    for (size_t i = 0; i < cases->case_count; i++)
        count += cases->cases[i].file == file && (differs == 0 || (cases->cases[i].differs & differs) != 0);
    return count;
}

static ch_text said(suite *s, const ch_message *message)
{
    ch_sanitizer_begin(&s->words);
    ch_sanitize_message(&s->words, message);
    return ch_sanitized(&s->words);
}

/* All that is told at a place: a case may differ in several things. */
static void put_failures(suite *s, const ch_case *c, const char *element)
{
    const ch_source *source = &s->cases->files[c->file].source;
    uint32_t first = c->span.start, behind = UINT32_MAX;
    for (size_t i = 0; i < s->cases->case_count; i++) {
        const ch_case *other = &s->cases->cases[i];
        if (other->file == c->file && other->span.start > first && other->span.start < behind)
            behind = other->span.start;
    }
    for (const charter_diagnostic *d = s->cases->differences->first; d != NULL; d = d->next) {
        if (d->place.file == NULL || strcmp(d->place.file, source->name) != 0 || d->place.start < first ||
            d->place.start >= behind)
            continue;
        ch_xml_open(&s->xml, element);
        ch_xml_attribute(&s->xml, "message", said(s, &d->message));
        ch_xml_attribute(&s->xml, "type", ch_text_of(d->code));
        if (d->help.text != NULL)
            ch_xml_text(&s->xml, said(s, &d->help));
        ch_xml_close(&s->xml);
    }
}

static void put_case(suite *s, const ch_case *c)
{
    const ch_source *source = &s->cases->files[c->file].source;
    ch_xml_open(&s->xml, "testcase");
    s->text.length = 0;
    if (c->id.length == 0)
        ch_phrase_place(&s->text, ch_source_place(source, c->span));
    else
        ch_buffer_add(&s->text, c->id);
    ch_xml_attribute(&s->xml, "name", ch_sanitized_text(&s->words, ch_buffer_text(&s->text)));
    ch_xml_attribute(&s->xml, "classname", ch_sanitized_text(&s->words, ch_text_of(source->name)));
    ch_xml_attribute(&s->xml, "time", CH_LITERAL("0"));
    if (c->differs != 0)
        put_failures(s, c, (c->differs & CH_DIFFERS_UNEXPECTED) != 0 ? "error" : "failure");
    ch_xml_close(&s->xml);
}

/* What kept a file from being read whole is a test case of its own: else it would pass. */
static void put_file_errors(suite *s, uint32_t file)
{
    for (const charter_diagnostic *d = s->cases->diagnostics->first; d != NULL; d = d->next) {
        if (d->place.file == NULL || strcmp(d->place.file, s->cases->files[file].source.name) != 0)
            continue;
        ch_xml_open(&s->xml, "testcase");
        s->text.length = 0;
        ch_phrase_place(&s->text, d->place);
        ch_xml_attribute(&s->xml, "name", ch_sanitized_text(&s->words, ch_buffer_text(&s->text)));
        ch_xml_attribute(&s->xml, "classname",
                         ch_sanitized_text(&s->words, ch_text_of(s->cases->files[file].source.name)));
        ch_xml_attribute(&s->xml, "time", CH_LITERAL("0"));
        ch_xml_open(&s->xml, "error");
        ch_xml_attribute(&s->xml, "message", said(s, &d->message));
        ch_xml_attribute(&s->xml, "type", ch_text_of(d->code));
        ch_xml_close(&s->xml);
        ch_xml_close(&s->xml);
    }
}

static uint64_t errors_of(const charter_cases *cases, uint32_t file)
{
    uint64_t count = 0;
    for (const charter_diagnostic *d = cases->diagnostics->first; d != NULL; d = d->next)
        count += d->place.file != NULL && strcmp(d->place.file, cases->files[file].source.name) == 0;
    return count;
}

static void put_suite(suite *s, uint32_t file)
{
    uint64_t broken = errors_of(s->cases, file), silent = count_of(s->cases, file, CH_DIFFERS_UNEXPECTED);
    ch_xml_open(&s->xml, "testsuite");
    ch_xml_attribute(&s->xml, "name", ch_sanitized_text(&s->words, ch_text_of(s->cases->files[file].source.name)));
    ch_xml_number(&s->xml, "tests", count_of(s->cases, file, 0) + broken);
    ch_xml_number(&s->xml, "failures", count_of(s->cases, file, ~0U) - silent);
    ch_xml_number(&s->xml, "errors", silent + broken);
    ch_xml_number(&s->xml, "skipped", 0);
    ch_xml_attribute(&s->xml, "time", CH_LITERAL("0"));
    for (size_t i = 0; i < s->cases->case_count; i++)
        if (s->cases->cases[i].file == file)
            put_case(s, &s->cases->cases[i]);
    put_file_errors(s, file);
    ch_xml_close(&s->xml);
}

void ch_cases_put_junit(const charter_cases *cases, const charter_report_options *options, ch_output *output)
{
    suite s = {.cases = cases, .document = ch_buffer_init(SIZE_MAX / 2), .text = ch_buffer_init(SIZE_MAX / 2)};
    s.xml = ch_xml_init(&s.document, 0);
    ch_sanitizer_init(&s.words, options->lang);
    ch_buffer_literal(&s.document, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    ch_xml_open(&s.xml, "testsuites");
    ch_xml_attribute(&s.xml, "name", CH_LITERAL("charter-check test"));
    for (uint32_t i = 0; i < cases->file_count; i++)
        put_suite(&s, i);
    ch_xml_close(&s.xml);
    ch_buffer_add_char(&s.document, '\n');
    ch_output_add(output, ch_buffer_text(&s.document));
    if (ch_sanitizer_failed(&s.words) || s.document.failed || s.text.failed)
        ch_output_fail(output, CHARTER_NO_MEMORY);
    ch_sanitizer_clear(&s.words);
    ch_buffer_clear(&s.document);
    ch_buffer_clear(&s.text);
}

/* ---- lcov ---- */

static void put_line(ch_output *output, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void put_line(ch_output *output, const char *format, ...)
{
    char line[128];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (length > 0)
        ch_output_add(output, (ch_text){line, (size_t)length < sizeof line ? (size_t)length : sizeof line - 1});
}

static uint32_t sum_of_sides(const charter_cases *cases, uint32_t item)
{
    return cases->seen.sides[2 * (size_t)item] + cases->seen.sides[2 * (size_t)item + 1];
}

static bool stands_in(const ch_reached *item, const char *file)
{
    return item->place.file != NULL && strcmp(item->place.file, file) == 0;
}

/* Several clauses may begin at one line, and a comparison is reached with its rule: a line is told once. */
static void put_lines(const charter_cases *cases, const char *file, ch_output *output)
{
    const ch_coverage *c = &cases->coverage;
    unsigned found = 0, hit = 0;
    for (uint32_t i = 0; i < c->count; i++) {
        uint64_t reached = 0;
        bool told = false;
        if (!stands_in(&c->items[i], file))
            continue;
        for (uint32_t k = 0; k < c->count; k++) {
            if (!stands_in(&c->items[k], file) || c->items[k].place.line != c->items[i].place.line)
                continue;
            told = told || k < i;
            reached += sum_of_sides(cases, k);
        }
        if (told)
            continue;
        put_line(output, "DA:%" PRIu32 ",%" PRIu64 "\n", c->items[i].place.line, reached);
        found++;
        hit += reached > 0;
    }
    put_line(output, "LF:%u\nLH:%u\n", found, hit);
}

/* "-" where the condition was never evaluated. */
static void put_branches(const charter_cases *cases, const char *file, ch_output *output)
{
    const ch_coverage *c = &cases->coverage;
    unsigned found = 0, hit = 0;
    for (uint32_t i = c->clauses; i < c->count; i++)
        for (uint32_t side = 0; stands_in(&c->items[i], file) && side < 2; side++) {
            uint32_t seen = cases->seen.sides[2 * (size_t)i + side];
            if (sum_of_sides(cases, i) == 0)
                put_line(output, "BRDA:%" PRIu32 ",%" PRIu32 ",%" PRIu32 ",-\n", c->items[i].place.line, i, side);
            else
                put_line(output, "BRDA:%" PRIu32 ",%" PRIu32 ",%" PRIu32 ",%" PRIu32 "\n", c->items[i].place.line, i,
                         side, seen);
            found++;
            hit += seen > 0;
        }
    put_line(output, "BRF:%u\nBRH:%u\n", found, hit);
}

/* A name that a line cannot hold would end the record: it is left as it is but for its line breaks. */
static void put_file_name(ch_output *output, const char *name)
{
    ch_output_add(output, CH_LITERAL("SF:"));
    for (const char *at = name; *at != '\0'; at++)
        ch_output_char(output, *at == '\n' || *at == '\r' ? '?' : *at);
    ch_output_char(output, '\n');
}

void ch_cases_put_lcov(const charter_cases *cases, const charter_report_options *options, ch_output *output)
{
    (void)options;
    for (size_t i = 0; i < cases->charter->count; i++)
        for (const ch_file *file = cases->charter->versions[i].files; file != NULL; file = file->next) {
            if (file->included_by != NULL)
                continue;
            ch_output_add(output, CH_LITERAL("TN:\n"));
            put_file_name(output, file->source.name);
            put_branches(cases, file->source.name, output);
            put_lines(cases, file->source.name, output);
            ch_output_add(output, CH_LITERAL("end_of_record\n"));
        }
}
