/* Files with what the charter answers, for their author to look at: `x-expect` of the declarations that do not expect
 * it, and nothing else of the file, is written anew. */
#include "cases/cases.h"
#include "report/write/output.h"

static bool is_stale(const ch_case *c, size_t file)
{
    return c->file == file && c->differs != 0;
}

size_t charter_cases_stale(const charter_cases *cases, size_t index)
{
    size_t count = 0;
    for (size_t i = 0; i < cases->case_count; i++)
        count += is_stale(&cases->cases[i], index);
    return cases->files[index].broken ? 0 : count;
}

static void put_literal(ch_output *output, const char *text)
{
    ch_output_add(output, ch_text_of(text));
}

/* Clauses, ids and keys hold nothing that YAML or JSON would have to escape. */
static void put_word(ch_output *output, const ch_case *c, ch_text word)
{
    if (c->quoted)
        ch_output_char(output, '"');
    ch_output_add(output, word);
    if (c->quoted)
        ch_output_char(output, '"');
}

static void put_verdict(ch_output *output, const ch_case *c)
{
    put_word(output, c, ch_text_of(charter_decision_name(c->got.decision)));
}

static void put_names(ch_output *output, const ch_case *c, int list)
{
    const ch_case_names *names = &c->got.lists[list];
    put_literal(output, "[");
    for (uint32_t k = 0; k < names->count; k++) {
        put_literal(output, k == 0 ? "" : ", ");
        put_word(output, c, names->items[k]);
    }
    put_literal(output, "]");
}

/* ---- a case that expects nothing ---- */

static void put_key(ch_output *output, const ch_case *c, const char *key)
{
    put_word(output, c, ch_text_of(key));
    put_literal(output, ": ");
}

/* The verdict, what speaks against the use, and the day, without which the answer would change as time goes on. */
static void put_expectation(ch_output *output, const charter_cases *cases, const ch_case *c)
{
    static const ch_case_list told[] = {CH_CASE_BREACHED, CH_CASE_UNDETERMINED, CH_CASE_WAIVED, CH_CASE_OPEN};
    char day[11];
    put_literal(output, "{");
    put_key(output, c, "verdict");
    put_verdict(output, c);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        if (c->got.lists[told[i]].count == 0)
            continue;
        put_literal(output, ", ");
        put_key(output, c, ch_case_list_names[told[i]]);
        put_names(output, c, (int)told[i]);
    }
    charter_day_format(c->at == CHARTER_NO_DAY ? cases->options.at : c->at, day);
    put_literal(output, ", ");
    put_key(output, c, "at");
    put_word(output, c, ch_text_of(day));
    put_literal(output, "}");
}

/* A line break, and blanks in place of whatever stands before the mapping's first key. */
static void put_indent(ch_output *output, const ch_source *source, uint32_t at)
{
    ch_text line = ch_source_line(source, at);
    ch_output_char(output, '\n');
    ch_output_repeat(output, ' ', (size_t)(source->bytes.at + at - line.at));
}

/* Before its first key. Gives where the file goes on. */
static size_t add_key(ch_output *output, const charter_cases *cases, const ch_case *c, size_t at)
{
    const ch_source *source = &cases->files[c->file].source;
    ch_output_add(output, (ch_text){source->bytes.at + at, c->span.start - at});
    put_key(output, c, "x-expect");
    put_expectation(output, cases, c);
    if (c->flow)
        put_literal(output, ", ");
    else
        put_indent(output, source, c->span.start);
    return c->span.start;
}

/* ---- a case that expects something else ---- */

#define VERDICT (-1)

/* What differs and stands next in the file, behind `at`; false: nothing. */
static bool next_difference(const ch_case *c, size_t at, int *which, ch_span *span)
{
    bool some = (c->differs & CH_DIFFERS_VERDICT) != 0 && c->verdict_span.start >= at;
    *which = VERDICT;
    *span = c->verdict_span;
    for (int i = 0; i < CH_CASE_LIST_COUNT; i++) {
        const ch_case_names *list = &c->lists[i];
        if ((c->differs & CH_DIFFERS_IN(i)) == 0 || list->span.start < at || (some && list->span.start > span->start))
            continue;
        some = true;
        *which = i;
        *span = list->span;
    }
    return some;
}

/* Each value by itself: reasons and comments beside them stay. */
static size_t correct(ch_output *output, const charter_cases *cases, const ch_case *c, size_t at)
{
    const ch_source *source = &cases->files[c->file].source;
    ch_span span;
    int which;
    while (next_difference(c, at, &which, &span)) {
        ch_output_add(output, (ch_text){source->bytes.at + at, span.start - at});
        /* In place of a list of dashes, which may stand right below its key. */
        if (source->bytes.at[span.start] == '-')
            put_literal(output, "  ");
        if (which == VERDICT)
            put_verdict(output, c);
        else
            put_names(output, c, which);
        at = span.end;
    }
    return at;
}

charter_status charter_cases_write(const charter_cases *cases, size_t index, charter_sink sink)
{
    char room[4096];
    ch_output output = ch_output_init(sink, room, sizeof room);
    const ch_source *source = &cases->files[index].source;
    size_t at = 0;
    for (size_t i = 0; i < cases->case_count; i++) {
        const ch_case *c = &cases->cases[i];
        if (is_stale(c, index))
            at = c->own ? correct(&output, cases, c, at) : add_key(&output, cases, c, at);
    }
    ch_output_add(&output, (ch_text){source->bytes.at + at, source->bytes.length - at});
    ch_output_flush(&output);
    return output.status;
}
