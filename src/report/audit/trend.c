/* What a history shows over time: verdicts, duties and footprint, one row a period. Reading it is the command's; the
 * totals of one audit are audit_document.c's. */
#include <stdlib.h>

#include "charter/audit.h"
#include "base/catalog.h"
#include "base/options.h"
#include "report/audit/months.h"

typedef struct build {
    ch_document *s;
    const charter_period_totals *periods;
    const int *breaks; /* one a period: how many months without any it stands for; 0: it is one */
    size_t count;
} build;

/* A use is what could be judged: an invalid declaration is none. */
static uint64_t uses_of(const charter_period_totals *p)
{
    uint64_t uses = 0;
    for (int d = 0; d < CHARTER_DECISION_INVALID; d++)
        uses += p->decisions[d];
    return uses;
}

/* What has no day is of no period. */
static ch_text name_of(const build *b, const charter_period_totals *p)
{
    return *p->period == '\0' ? ch_document_word(b->s, N_("no day known"))
                              : ch_document_text(b->s, ch_text_of(p->period));
}

/* Where a month is left out, a trend is none. */
static void draw_all(ch_document_table *table)
{
    if (table == NULL)
        return;
    table->draws_all = true;
    table->by_time = true;
}

/* The row of a period, with its name; NULL: it is a break, and whole. */
static ch_document_row *row_of(const build *b, ch_document_table *table, size_t i)
{
    if (b->breaks[i] > 0) {
        ch_months_put_break(b->s, table, b->breaks[i]);
        return NULL;
    }
    ch_document_row *row = ch_document_row_new(b->s, table);
    if (row != NULL)
        row->cells[0] = name_of(b, &b->periods[i]);
    return row;
}

static bool is_saturated(const charter_period_totals *p)
{
    bool saturated = p->requests == UINT64_MAX;
    for (int m = 0; m < CHARTER_MEASURE_COUNT; m++)
        saturated = saturated || p->figures[m][1] == UINT64_MAX;
    return saturated;
}

static void say_saturated(const build *b)
{
    for (size_t i = 0; i < b->count; i++) {
        if (!is_saturated(&b->periods[i]))
            continue;
        ch_document_say(b->s,
                        ch_say("Some sums go beyond what a history can count. Look for what declares such a volume."),
                        CH_MARK_BAD);
        return;
    }
}

static void put_verdicts(const build *b)
{
    const char *columns[] = {N_("Period"),
                             N_("Uses"),
                             N_("Uses that a clause concerns"),
                             N_("Compliant, of the uses that a clause concerns"),
                             ch_verdict_heads[CHARTER_DECISION_COMPLIANT],
                             ch_verdict_heads[CHARTER_DECISION_CONDITIONAL],
                             ch_verdict_heads[CHARTER_DECISION_REVIEW],
                             ch_verdict_heads[CHARTER_DECISION_UNDETERMINED],
                             ch_verdict_heads[CHARTER_DECISION_NON_COMPLIANT],
                             ch_verdict_heads[CHARTER_DECISION_INVALID],
                             NULL};
    ch_document_section(b->s, N_("Verdicts"));
    say_saturated(b);
    ch_document_table *table = ch_document_table_new(b->s, N_("Verdicts by month"), columns, 1, CH_TIMELINE);
    draw_all(table);
    for (size_t i = 0; i < b->count; i++) {
        const charter_period_totals *p = &b->periods[i];
        ch_document_row *row = row_of(b, table, i);
        if (row == NULL)
            continue;
        row->cells[1] = ch_document_count(b->s, uses_of(p));
        row->cells[2] = ch_document_count(b->s, p->concerned);
        row->cells[3] = ch_document_share(b->s, p->concerned_compliant, p->concerned);
        for (int d = 0; d < CHARTER_DECISION_COUNT; d++) {
            row->cells[4 + d] = ch_document_count(b->s, p->decisions[d]);
            row->values[d] = (double)p->decisions[d];
        }
    }
}

static void put_duties(const build *b)
{
    static const char *const columns[] = {N_("Period"), N_("Open duties"), N_("Open before use"), N_("Open after use"),
                                          NULL};
    ch_document_section(b->s, N_("Duties"));
    ch_document_table *table = ch_document_table_new(b->s, N_("Duties that are open, by month"), columns, 1, CH_BARS);
    draw_all(table);
    for (size_t i = 0; i < b->count; i++) {
        const charter_period_totals *p = &b->periods[i];
        ch_document_row *row = row_of(b, table, i);
        if (row == NULL)
            continue;
        uint64_t open = p->open_before > UINT64_MAX - p->open_after ? UINT64_MAX : p->open_before + p->open_after;
        row->cells[1] = ch_document_count(b->s, open);
        row->cells[2] = ch_document_count(b->s, p->open_before);
        row->cells[3] = ch_document_count(b->s, p->open_after);
        row->values[0] = (double)open;
    }
}

/* "–" where no use has a figure: that is not nothing. */
static ch_text tell(const build *b, const charter_period_totals *p, charter_measure measure)
{
    static const ch_quantity quantities[CHARTER_MEASURE_COUNT] =
        {[CHARTER_ENERGY] = CH_ENERGY, [CHARTER_CO2] = CH_CO2, [CHARTER_WATER] = CH_WATER};
    const uint64_t *figures = p->figures[measure];
    return p->with_figures[measure] == 0 ? CH_LITERAL("\xE2\x80\x93")
                                         : ch_document_quantity(b->s, quantities[measure], figures[0], figures[1]);
}

static void put_footprint(const build *b)
{
    static const char *const columns[] =
        {N_("Period"), N_("Energy"), N_("CO2e"), N_("Water"), N_("Uses with an energy figure"), N_("Requests"), NULL};
    ch_document_section(b->s, N_("Environmental footprint"));
    ch_document_table *table = ch_document_table_new(b->s, N_("Footprint by month"), columns, 1, CH_RANGES);
    draw_all(table);
    for (size_t i = 0; i < b->count; i++) {
        const charter_period_totals *p = &b->periods[i];
        ch_document_row *row = row_of(b, table, i);
        if (row == NULL)
            continue;
        row->cells[1] = tell(b, p, CHARTER_ENERGY);
        row->cells[2] = tell(b, p, CHARTER_CO2);
        row->cells[3] = tell(b, p, CHARTER_WATER);
        row->cells[4] = ch_document_share(b->s, p->with_figures[CHARTER_ENERGY], uses_of(p));
        row->cells[5] = ch_document_count(b->s, p->requests);
        /* Charts are drawn in whole units; totals are kept in millionths. */
        row->values[0] = (double)p->figures[CHARTER_ENERGY][0] / 1e6;
        row->values[1] = (double)p->figures[CHARTER_ENERGY][1] / 1e6;
    }
}

static void put_method(const build *b)
{
    ch_document_section(b->s, N_("How to read this report"));
    ch_document_say(
        b->s,
        ch_say("Each month shows the uses that were judged as of a day of that month. Uses that are done are judged as "
               "of their own day, and told by the latest audit of their input; the others as of the audit's, and told "
               "in each month by its latest audit of their input. What has no known day is of no month, and stands "
               "last. Only figures with a source and a date are added up; they cover the share of uses that is told."),
        CH_NO_MARK);
}

/* ---- months between ---- */

static int between(const build *b, size_t i)
{
    return i == 0 ? 0 : ch_months_between(ch_text_of(b->periods[i - 1].period), ch_text_of(b->periods[i].period));
}

/* A month in which nothing was judged is a month too; many of them are one row. False where there is no memory. */
static bool fill_months(build *b)
{
    size_t most = b->count, count = 0;
    for (size_t i = 0; i < b->count; i++)
        most += ch_months_break(between(b, i)) ? 1 : (size_t)between(b, i);
    charter_period_totals *all = ch_arena_take_many(&b->s->arena, most + 1, sizeof *all);
    int *breaks = ch_arena_take_many(&b->s->arena, most + 1, sizeof *breaks);
    if (all == NULL || breaks == NULL)
        return false;
    for (size_t i = 0; i < b->count; i++) {
        int empty = between(b, i), month = ch_month_number(ch_text_of(b->periods[i].period));
        if (ch_months_break(empty))
            breaks[count++] = empty;
        for (int k = ch_months_break(empty) ? 0 : empty; k > 0; k--)
            all[count++].period = ch_month_text(b->s, month - k).at;
        all[count++] = b->periods[i];
    }
    b->periods = all;
    b->breaks = breaks;
    b->count = count;
    return true;
}

/* ---- the whole ---- */

typedef void write_document(const ch_document *document, ch_output *output, const charter_report_options *options);

static const struct {
    charter_format shown;
    write_document *write;
} formats[] = {
    {{"text", N_("for a terminal"), true}, ch_document_write_text},
    {{"html", N_("one accessible page, with charts"), true}, ch_document_write_html},
    {{"markdown", N_("the same in Markdown, without charts"), true}, ch_document_write_markdown},
};

size_t charter_trend_format_count(void)
{
    return sizeof formats / sizeof *formats;
}

const charter_format *charter_trend_format_at(size_t index)
{
    return &formats[index].shown;
}

static write_document *find_writer(const char *name)
{
    for (size_t i = 0; i < charter_trend_format_count(); i++)
        if (strcmp(formats[i].shown.name, name) == 0)
            return formats[i].write;
    return NULL;
}

static charter_status write_to(const build *b, write_document *write, const charter_report_options *options,
                               charter_sink sink)
{
    /* A document that lacks a part is not written. */
    char *room = ch_document_failed(b->s) ? NULL : malloc(CH_OUTPUT_ROOM);
    if (room == NULL)
        return CHARTER_NO_MEMORY;
    ch_output output = ch_output_init(sink, room, CH_OUTPUT_ROOM);
    write(b->s, &output, options);
    ch_output_flush(&output);
    free(room);
    return output.status;
}

charter_status charter_trend_report_sized(const charter_period_totals *periods, size_t count, const char *format,
                                          const charter_report_options *options, size_t options_size, charter_sink sink)
{
    write_document *write = find_writer(format);
    charter_report_options o;
    if (write == NULL || !ch_options_copy(&o, sizeof o, options, options_size) || !ch_is_lang(o.lang))
        return CHARTER_UNKNOWN;
    ch_document document;
    build b = {.s = &document, .periods = periods, .count = count};
    ch_document_init(&document, o.lang);
    document.title = ch_document_word(&document, N_("Uses of AI over time"));
    if (fill_months(&b)) {
        put_verdicts(&b);
        put_duties(&b);
        put_footprint(&b);
        put_method(&b);
    }
    ch_document_drop_empty(&document);
    charter_status status = write_to(&b, write, &o, sink);
    ch_document_clear(&document);
    return status;
}
