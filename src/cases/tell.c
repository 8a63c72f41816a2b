/* What cases came to: what differs, each at its place, as a compiler tells it; what nothing covers; text and JSON. */
#include "cases/tell.h"

#include <stdio.h>

#include "base/options.h"
#include "report/prose/diagnostic.h"
#include "report/prose/sanitizer.h"
#include "report/write/json_writer.h"

CH_OPTIONS_END_WITH(charter_report_options, delimiter);

#define AT_ONCE   ((size_t)4096)
#define MOST_ROWS 50 /* of people's text, of what is not covered */

static const char *const coverings[CHARTER_COVERINGS] = {"clauses", "branches", "cells", "mutants"};

const char *charter_covering_name(charter_covering covering)
{
    return (size_t)covering < CHARTER_COVERINGS ? coverings[covering] : "";
}

charter_cases_summary charter_cases_sum(const charter_cases *cases)
{
    charter_cases_summary sum = {.cases = cases->case_count, .errors = cases->diagnostics->errors};
    for (size_t i = 0; i < cases->case_count; i++) {
        sum.differing += cases->cases[i].differs != 0;
        sum.silent += !cases->cases[i].expects;
    }
    for (int i = 0; i < CHARTER_COVERINGS; i++)
        sum.covered[i] = ch_coverage_share(cases, (charter_covering)i);
    return sum;
}

/* ---- what differs ---- */

static ch_text listed(charter_cases *cases, const ch_case_names *names)
{
    ch_text list = CH_NO_TEXT;
    for (uint32_t i = 0; i < names->count; i++)
        list = ch_text_listed(&cases->arena, list, names->items[i]);
    return list.length == 0 ? CH_LITERAL("-") : list;
}

static ch_text place_text(charter_cases *cases, charter_place place)
{
    ch_buffer text = ch_buffer_init(1 << 16);
    ch_phrase_place(&text, place);
    ch_text kept = ch_arena_text(&cases->arena, ch_buffer_text(&text));
    cases->arena.failed = cases->arena.failed || text.failed;
    ch_buffer_clear(&text);
    return kept;
}

/* Where the charter says what decides, or why the declaration is none. */
static ch_message why(charter_cases *cases, const ch_case_answer *got)
{
    if (got->fault.text != NULL)
        return got->fault;
    if (got->decides.at == NULL)
        return CH_SILENCE;
    if (got->decides_at.line == 0)
        return ch_say1("what decides is %s", got->decides);
    return ch_say2("what decides is %1$s, %2$s", got->decides, place_text(cases, got->decides_at));
}

static ch_text name_of(const ch_case *c)
{
    return c->id.length == 0 ? CH_LITERAL("-") : c->id;
}

static void tell_case(charter_cases *cases, const ch_case *c)
{
    const ch_source *source = &cases->files[c->file].source;
    charter_diagnostics *to = cases->differences;
    if ((c->differs & CH_DIFFERS_UNEXPECTED) != 0)
        ch_error_at(to, CH_CASE_EXPECT, source, c->span,
                    ch_say1("the case \"%s\" does not say what is expected", name_of(c)),
                    ch_say("write x-expect: {verdict: compliant}, or have --update write what the charter answers"));
    if ((c->differs & CH_DIFFERS_VERDICT) != 0)
        ch_error_at(to, CH_CASE_DIFFERS, source, c->verdict_span,
                    ch_say3("\"%1$s\": expected %2$s, got %3$s", name_of(c),
                            ch_text_of(charter_decision_name(c->decision)),
                            ch_text_of(charter_decision_name(c->got.decision))),
                    why(cases, &c->got));
    for (int i = 0; i < CH_CASE_LIST_COUNT; i++)
        if ((c->differs & CH_DIFFERS_IN(i)) != 0)
            ch_error_at(to, CH_CASE_DIFFERS, source, c->lists[i].span,
                        ch_say4("\"%1$s\", %2$s: expected %3$s, got %4$s", name_of(c),
                                ch_text_of(ch_case_list_names[i]), listed(cases, &c->lists[i]),
                                listed(cases, &c->got.lists[i])),
                        why(cases, &c->got));
}

void ch_cases_tell_differences(charter_cases *cases)
{
    for (size_t i = 0; i < cases->case_count; i++)
        if (cases->cases[i].differs != 0)
            tell_case(cases, &cases->cases[i]);
}

/* ---- people's text ---- */

typedef struct page {
    const charter_cases *cases;
    const charter_report_options *options;
    ch_output *output;
    ch_screen screen;
    ch_sanitizer words;
    ch_buffer text;
} page;

static void end_row(page *p)
{
    ch_screen_end_line(&p->screen);
}

static void put_heading(page *p, const char *heading)
{
    end_row(p);
    p->screen.style = CH_STRONG;
    ch_screen_flow(&p->screen, ch_text_of(ch_translate(p->options->lang, heading)), 0);
    p->screen.style = CH_PLAIN;
    end_row(p);
}

/* "  charter.yaml:12  rule.embargo: never breached". */
static void put_row(page *p, charter_place place, ch_text what)
{
    p->text.length = 0;
    ch_phrase_place(&p->text, place);
    ch_screen_put(&p->screen, CH_LITERAL("  "));
    ch_screen_put_file_link(&p->screen, ch_buffer_text(&p->text), place.file);
    ch_screen_put(&p->screen, CH_LITERAL("  "));
    ch_screen_flow_prose(&p->screen, what, 4);
    end_row(p);
}

static const char *side_words(const charter_cases *cases, const ch_reached *item, uint32_t side)
{
    if (item < cases->coverage.items + cases->coverage.clauses) {
        if (item->clause == CH_CLAUSE_EXCEPTION)
            return N_("%s: no case is waived by it");
        return side == 0 ? N_("%s: no case meets it") : N_("%s: no case breaches it");
    }
    return side == 0 ? N_("%s: true in no case") : N_("%s: false in no case");
}

static void put_more(page *p, uint64_t number)
{
    static const ch_counted more = {PN_("and %s more", "and %s more")};
    if (number == 0)
        return;
    p->text.length = 0;
    ch_phrase_counted(&p->text, p->options->lang, &more, number);
    ch_screen_put(&p->screen, CH_LITERAL("  "));
    ch_screen_flow(&p->screen, ch_buffer_text(&p->text), 2);
    end_row(p);
}

static void put_open(page *p)
{
    const ch_reached *item;
    uint32_t at = 0, side = 0;
    uint64_t count = 0;
    while ((item = ch_coverage_next_open(p->cases, &at, &side)) != NULL) {
        if (count == 0)
            put_heading(p, N_("What no case covers"));
        if (count++ >= MOST_ROWS && !p->options->full)
            continue;
        ch_message words = ch_say1(side_words(p->cases, item, side), item->text);
        ch_sanitizer_begin(&p->words);
        ch_sanitize_message(&p->words, &words);
        put_row(p, item->place, ch_sanitized(&p->words));
    }
    put_more(p, count > MOST_ROWS && !p->options->full ? count - MOST_ROWS : 0);
}

static void put_living_mutants(page *p)
{
    uint64_t count = 0;
    for (size_t i = 0; i < p->cases->mutant_count; i++) {
        const ch_case_mutant *m = &p->cases->mutants[i];
        if (m->fate != CH_MUTANT_LIVES)
            continue;
        if (count == 0)
            put_heading(p, N_("What could change and no case would notice"));
        if (count++ >= MOST_ROWS && !p->options->full)
            continue;
        ch_message words = ch_say2(m->what, m->entry, m->word);
        ch_sanitizer_begin(&p->words);
        ch_sanitize_message(&p->words, &words);
        put_row(p, m->place, ch_sanitized(&p->words));
    }
    put_more(p, count > MOST_ROWS && !p->options->full ? count - MOST_ROWS : 0);
}

/* "37 of 52". */
static void put_share(page *p, const char *english, charter_share share)
{
    char covered[24], all[24];
    snprintf(covered, sizeof covered, "%llu", (unsigned long long)share.covered);
    snprintf(all, sizeof all, "%llu", (unsigned long long)share.all);
    ch_message words = ch_say2(english, ch_text_of(covered), ch_text_of(all));
    if (share.all == 0)
        return;
    ch_sanitizer_begin(&p->words);
    ch_sanitize_message(&p->words, &words);
    ch_screen_flow(&p->screen, ch_sanitized(&p->words), 2);
    end_row(p);
}

static void put_sums(page *p)
{
    static const char *const shares[CHARTER_COVERINGS] = {
        N_("Clauses, met and breached: %1$s of %2$s are covered."),
        N_("Comparisons of conditions, true and false: %1$s of %2$s are covered."),
        N_("Activities with tools and classes of data: %1$s of %2$s are covered."),
        N_("Changes of the charter: %1$s of %2$s are noticed."),
    };
    charter_cases_summary sum = charter_cases_sum(p->cases);
    end_row(p);
    put_share(p, N_("Cases: %1$s of %2$s are as expected."), (charter_share){sum.cases - sum.differing, sum.cases});
    for (int i = 0; i < CHARTER_COVERINGS; i++)
        put_share(p, shares[i], sum.covered[i]);
}

static void put_diagnostics(page *p, const charter_diagnostics *all)
{
    for (const charter_diagnostic *d = all->first; d != NULL; d = d->next)
        ch_show_diagnostic(p->output, d, p->options);
}

static void put_text(const charter_cases *cases, const charter_report_options *options, ch_output *output)
{
    page p = {.cases = cases,
              .options = options,
              .output = output,
              .screen = ch_screen_init(output, options),
              .text = ch_buffer_init(SIZE_MAX / 2)};
    ch_sanitizer_init(&p.words, options->lang);
    put_diagnostics(&p, cases->diagnostics);
    put_diagnostics(&p, cases->differences);
    if (!options->quiet) {
        put_open(&p);
        put_living_mutants(&p);
    }
    put_sums(&p);
    if (ch_sanitizer_failed(&p.words) || p.text.failed)
        ch_output_fail(output, CHARTER_NO_MEMORY);
    ch_sanitizer_clear(&p.words);
    ch_buffer_clear(&p.text);
}

/* ---- JSON ---- */

typedef struct printing {
    ch_json json;
    charter_lang lang;
    ch_buffer text;
} printing;

static void put_place(printing *p, charter_place place)
{
    CH_JSON_TEXT(&p->json, "file", ch_text_of(place.file));
    CH_JSON_POSITION(&p->json, "line", place.line);
    CH_JSON_POSITION(&p->json, "column", place.column);
}

static void put_message(printing *p, ch_text key, const ch_message *message)
{
    p->text.length = 0;
    if (message->text != NULL)
        ch_message_add(&p->text, message, p->lang);
    ch_json_put_text(&p->json, key, ch_buffer_text(&p->text));
}

static void put_json_diagnostics(printing *p, ch_text key, const charter_diagnostics *all)
{
    ch_json_break(&p->json);
    ch_json_key(&p->json, key);
    ch_json_array(&p->json);
    for (const charter_diagnostic *d = all->first; d != NULL; d = d->next) {
        ch_json_break(&p->json);
        ch_json_object(&p->json);
        CH_JSON_TEXT(&p->json, "code", ch_text_of(d->code));
        put_place(p, d->place);
        put_message(p, CH_LITERAL("message"), &d->message);
        put_message(p, CH_LITERAL("help"), &d->help);
        ch_json_close(&p->json);
    }
    ch_json_close(&p->json);
}

static void put_json_case(printing *p, const charter_cases *cases, const ch_case *c)
{
    ch_json_break(&p->json);
    ch_json_object(&p->json);
    CH_JSON_TEXT(&p->json, "id", c->id.length == 0 ? CH_NO_TEXT : c->id);
    put_place(p, ch_source_place(&cases->files[c->file].source, c->span));
    CH_JSON_TEXT(&p->json, "expected", c->expects ? ch_text_of(charter_decision_name(c->decision)) : CH_NO_TEXT);
    CH_JSON_TEXT(&p->json, "verdict", ch_text_of(charter_decision_name(c->got.decision)));
    for (int i = 0; i < CH_CASE_LIST_COUNT; i++) {
        ch_json_key(&p->json, ch_text_of(ch_case_list_names[i]));
        ch_json_array(&p->json);
        for (uint32_t k = 0; k < c->got.lists[i].count; k++)
            ch_json_text(&p->json, c->got.lists[i].items[k]);
        ch_json_close(&p->json);
    }
    CH_JSON_KEY(&p->json, "as-expected");
    ch_json_bool(&p->json, c->differs == 0);
    ch_json_close(&p->json);
}

static void put_json_open(printing *p, const charter_cases *cases)
{
    const ch_reached *item;
    uint32_t at = 0, side = 0;
    ch_json_break(&p->json);
    CH_JSON_KEY(&p->json, "uncovered");
    ch_json_array(&p->json);
    while ((item = ch_coverage_next_open(cases, &at, &side)) != NULL) {
        ch_message words = ch_say1(side_words(cases, item, side), item->text);
        ch_json_break(&p->json);
        ch_json_object(&p->json);
        put_place(p, item->place);
        put_message(p, CH_LITERAL("message"), &words);
        ch_json_close(&p->json);
    }
    ch_json_close(&p->json);
}

static void put_json_mutants(printing *p, const charter_cases *cases)
{
    static const char *const fates[] = {"lives", "noticed", "no-charter"};
    ch_json_break(&p->json);
    CH_JSON_KEY(&p->json, "mutants");
    ch_json_array(&p->json);
    for (size_t i = 0; i < cases->mutant_count; i++) {
        const ch_case_mutant *m = &cases->mutants[i];
        ch_message words = ch_say2(m->what, m->entry, m->word);
        ch_json_break(&p->json);
        ch_json_object(&p->json);
        put_place(p, m->place);
        put_message(p, CH_LITERAL("message"), &words);
        CH_JSON_TEXT(&p->json, "fate", ch_text_of(fates[m->fate]));
        ch_json_close(&p->json);
    }
    ch_json_close(&p->json);
}

static void put_json_summary(printing *p, const charter_cases *cases)
{
    charter_cases_summary sum = charter_cases_sum(cases);
    ch_json_break(&p->json);
    CH_JSON_KEY(&p->json, "summary");
    ch_json_object(&p->json);
    CH_JSON_INT(&p->json, "cases", sum.cases);
    CH_JSON_INT(&p->json, "differing", sum.differing);
    CH_JSON_INT(&p->json, "silent", sum.silent);
    CH_JSON_INT(&p->json, "errors", sum.errors);
    for (int i = 0; i < CHARTER_COVERINGS; i++) {
        ch_json_key(&p->json, ch_text_of(coverings[i]));
        ch_json_object(&p->json);
        CH_JSON_INT(&p->json, "covered", sum.covered[i].covered);
        CH_JSON_INT(&p->json, "all", sum.covered[i].all);
        ch_json_close(&p->json);
    }
    ch_json_close(&p->json);
}

static void put_json(const charter_cases *cases, const charter_report_options *options, ch_output *output)
{
    printing p = {.json = ch_json_init(output, false), .lang = options->lang, .text = ch_buffer_init(SIZE_MAX / 2)};
    ch_json_object(&p.json);
    CH_JSON_KEY(&p.json, "program");
    ch_json_object(&p.json);
    CH_JSON_TEXT(&p.json, "name", CH_LITERAL("charter-check"));
    CH_JSON_TEXT(&p.json, "version", ch_text_of(charter_version()));
    ch_json_close(&p.json);
    ch_json_break(&p.json);
    CH_JSON_KEY(&p.json, "cases");
    ch_json_array(&p.json);
    for (size_t i = 0; i < cases->case_count; i++)
        put_json_case(&p, cases, &cases->cases[i]);
    ch_json_close(&p.json);
    put_json_open(&p, cases);
    put_json_mutants(&p, cases);
    put_json_diagnostics(&p, CH_LITERAL("differences"), cases->differences);
    put_json_diagnostics(&p, CH_LITERAL("errors"), cases->diagnostics);
    put_json_summary(&p, cases);
    ch_json_close(&p.json);
    ch_output_char(output, '\n');
    if (p.text.failed)
        ch_output_fail(output, CHARTER_NO_MEMORY);
    ch_buffer_clear(&p.text);
}

/* ---- formats ---- */

static const struct {
    charter_format shown;
    ch_cases_put *put;
} formats[] = {
    {{"text", N_("for people, as a compiler tells it"), true}, put_text},
    {{"json", N_("each case with all that is answered, and what is covered"), false}, put_json},
    {{"junit", N_("XML for Jenkins, GitLab: a test case a declaration"), false}, ch_cases_put_junit},
    {{"lcov", N_("the lines and branches of the charter that cases reach, for genhtml"), false}, ch_cases_put_lcov},
};

size_t charter_cases_format_count(void)
{
    return sizeof formats / sizeof *formats;
}

const charter_format *charter_cases_format_at(size_t index)
{
    return &formats[index].shown;
}

charter_status charter_cases_report_sized(const charter_cases *cases, const char *format,
                                          const charter_report_options *options, size_t options_size, charter_sink sink)
{
    charter_report_options o;
    char room[AT_ONCE];
    if (!ch_options_copy(&o, sizeof o, options, options_size) || !ch_is_lang(o.lang))
        return CHARTER_UNKNOWN;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (strcmp(formats[i].shown.name, format) != 0)
            continue;
        ch_output output = ch_output_init(sink, room, sizeof room);
        formats[i].put(cases, &o, &output);
        ch_output_flush(&output);
        return output.status;
    }
    return CHARTER_UNKNOWN;
}
