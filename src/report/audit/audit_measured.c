/* The section "Declared and measured". What is compared with what is audit/measured.c's; what both come to is shown
 * side by side, and never summed: a declaration and a log count in different ways. */
#include "report/audit/audit_measured.h"

#include <stdlib.h>

#include "audit/measured.h"

typedef ch_audit_build build;

/* A tool's title and id, or the name that the charter does not list. */
static ch_text tool_name(const build *b, const ch_comparison *one)
{
    const ch_group group = {.key = one->tool, .label = {one->label[0], one->label[1]}};
    return ch_audit_name(b, &group, N_("no tool named"));
}

static ch_text unit_name(const build *b, const ch_comparison *one)
{
    return one->unit.length == 0 ? ch_document_word(b->s, N_("no unit named")) : ch_audit_unit_name(b, one->unit);
}

/* How many; "–" where no record says so. */
static ch_text count_of(const build *b, uint64_t with, uint64_t number)
{
    return with == 0 ? CH_LITERAL("\xE2\x80\x93") : ch_document_count(b->s, number);
}

static bool is_only_measured(const ch_comparison *one)
{
    return one->measured.records > 0 && one->anywhere == 0;
}

/* Uses without a date count: whenever they were, nothing was measured. */
static bool is_only_declared(const ch_comparison *one)
{
    return one->measured.records == 0 && one->declared.records + one->undated > one->unresolved;
}

static bool is_both(const ch_comparison *one)
{
    return one->compared.records > 0 && one->declared.records > 0;
}

typedef bool chooses(const ch_comparison *one);

/* Those chosen, in the order of what was measured, then of uses; at most as many as a table has rows. */
static int by_volume(const void *left, const void *right)
{
    const ch_comparison *a = *(const ch_comparison *const *)left, *b = *(const ch_comparison *const *)right;
    const uint64_t sizes[][2] = {{a->measured.requests, b->measured.requests},
                                 {a->measured.records, b->measured.records},
                                 {a->anywhere, b->anywhere}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        if (sizes[i][0] != sizes[i][1])
            return sizes[i][0] > sizes[i][1] ? -1 : 1;
    int tools = ch_text_compare(a->tool, b->tool);
    return tools != 0 ? tools : ch_text_compare(a->unit, b->unit);
}

static const ch_comparison **chosen(const build *b, const ch_comparison *all, size_t count, chooses *is, size_t *kept)
{
    const ch_comparison **list = ch_arena_take_many(&b->s->arena, count + 1, sizeof *list);
    *kept = 0;
    for (size_t i = 0; list != NULL && i < count; i++)
        if (is(&all[i]))
            list[(*kept)++] = &all[i];
    if (*kept > 1)
        qsort(list, *kept, sizeof *list, by_volume);
    return list;
}

static void say_more(const build *b, size_t count)
{
    if (count > CH_AUDIT_MOST_ROWS)
        ch_document_say(b->s,
                        ch_say1("%s more are not shown here; csv and json have all.",
                                ch_document_count(b->s, count - CH_AUDIT_MOST_ROWS)),
                        CH_NO_MARK);
}

static size_t shown(size_t count)
{
    return count < CH_AUDIT_MOST_ROWS ? count : CH_AUDIT_MOST_ROWS;
}

/* ---- on one side alone ---- */

static void put_only_measured(const build *b, const ch_comparisons *c)
{
    static const char *const columns[] = {N_("Tool"), N_("In the charter"), N_("Requests"), N_("Tokens"), NULL};
    size_t count;
    const ch_comparison **list = chosen(b, c->tools, c->tool_count, is_only_measured, &count);
    ch_document_table *table =
        ch_document_table_new(b->s, N_("Tools that were used and never declared"), columns, 2, CH_NO_CHART);
    for (size_t i = 0; i < shown(count); i++) {
        ch_document_row *row = ch_document_row_new(b->s, table);
        if (row == NULL)
            return;
        row->cells[0] = tool_name(b, list[i]);
        row->cells[1] = ch_document_word(b->s, list[i]->listed ? N_("listed") : N_("not listed"));
        row->cells[2] = count_of(b, list[i]->measured.with_requests, list[i]->measured.requests);
        row->cells[3] = count_of(b, list[i]->measured.with_tokens, list[i]->measured.tokens);
        row->mark = CH_MARK_WATCH;
    }
    say_more(b, count);
}

static void put_only_declared(const build *b, const ch_comparisons *c)
{
    static const char *const columns[] = {N_("Tool"), N_("Uses declared"), NULL};
    size_t count;
    const ch_comparison **list = chosen(b, c->tools, c->tool_count, is_only_declared, &count);
    ch_document_table *table =
        ch_document_table_new(b->s, N_("Tools that are declared and were never measured"), columns, 1, CH_NO_CHART);
    for (size_t i = 0; i < shown(count); i++) {
        ch_document_row *row = ch_document_row_new(b->s, table);
        if (row == NULL)
            return;
        row->cells[0] = tool_name(b, list[i]);
        row->cells[1] = ch_document_count(b->s, list[i]->declared.records + list[i]->undated);
    }
    say_more(b, count);
}

/* ---- on both ---- */

/* "12 ×"; a sign where it is no order of magnitude, or cannot be told. */
static ch_text apart_text(const build *b, uint64_t apart)
{
    if (apart == 0)
        return CH_LITERAL("\xE2\x80\x93");
    if (apart == UINT64_MAX)
        return ch_document_word(b->s, N_("one is 0"));
    ch_buffer_add(&b->s->scratch, ch_document_count(b->s, apart));
    ch_buffer_literal(&b->s->scratch, "\xC2\xA0\xC3\x97");
    return ch_document_keep(b->s);
}

/* What both sides tell of, requests or tokens. */
typedef struct side_by_side {
    const char *what;
    uint64_t declared_with, declared, measured_with, measured;
} side_by_side;

static void put_both_row(const build *b, ch_document_table *table, const ch_comparison *one, const side_by_side *n,
                         bool units)
{
    bool both = n->declared_with > 0 && n->measured_with > 0;
    ch_document_row *row = both ? ch_document_row_new(b->s, table) : NULL;
    if (row == NULL)
        return;
    uint64_t apart = ch_volumes_apart(n->declared, n->declared_with == one->declared.records, n->measured,
                                      n->measured_with == one->compared.records);
    ch_text *cell = row->cells;
    *cell++ = tool_name(b, one);
    if (units)
        *cell++ = unit_name(b, one);
    *cell++ = ch_document_word(b->s, n->what);
    *cell++ = ch_document_count(b->s, n->declared);
    *cell++ = ch_document_count(b->s, n->measured);
    *cell++ = apart_text(b, apart);
    row->mark = apart > 0 ? CH_MARK_WATCH : CH_NO_MARK;
}

static void put_both(const build *b, const ch_comparisons *c, bool units)
{
    static const char *const columns[] = {N_("Tool"), N_("Of"), N_("Said"), N_("Measured"), N_("Apart"), NULL};
    static const char *const with_units[] = {N_("Tool"),     N_("Unit"),  N_("Of"), N_("Said"),
                                             N_("Measured"), N_("Apart"), NULL};
    size_t count;
    const ch_comparison **list =
        chosen(b, units ? c->unit_tools : c->tools, units ? c->unit_tool_count : c->tool_count, is_both, &count);
    ch_document_table *table = ch_document_table_new(b->s,
                                                     units ? N_("Volumes declared and measured, by tool and unit")
                                                           : N_("Volumes declared and measured, by tool"),
                                                     units ? with_units : columns, units ? 3 : 2, CH_NO_CHART);
    for (size_t i = 0; i < shown(count); i++) {
        const ch_volume *d = &list[i]->declared, *m = &list[i]->compared;
        const side_by_side sides[] = {
            {N_("requests"), d->with_requests, d->requests, m->with_requests, m->requests},
            {N_("tokens"), d->with_tokens, d->tokens, m->with_tokens, m->tokens},
        };
        put_both_row(b, table, list[i], &sides[0], units);
        put_both_row(b, table, list[i], &sides[1], units);
    }
    say_more(b, count);
}

/* ---- footprints ---- */

static ch_text quantity(const build *b, ch_quantity what, const uint64_t *range)
{
    return range == NULL || range[1] == 0 ? CH_LITERAL("\xE2\x80\x93")
                                          : ch_document_quantity(b->s, what, range[0], range[1]);
}

static const uint64_t *numbers_of(const ch_view *view, ch_text key)
{
    for (size_t i = 0; i < view->count; i++)
        if (ch_text_same(view->groups[i]->key, key))
            return view->groups[i]->numbers;
    return NULL;
}

/* Each source by itself: figures of two count different things. */
static void put_footprints(const build *b)
{
    static const char *const columns[] = {N_("Source"),        N_("Energy declared"), N_("Energy measured"),
                                          N_("CO2e declared"), N_("CO2e measured"),   NULL};
    ch_view measured = ch_audit_view(b, CHARTER_MEASURED_SOURCES), declared = ch_audit_view(b, CHARTER_SOURCES);
    ch_document_table *table =
        ch_document_table_new(b->s, N_("Footprint of what was declared and of what was measured, by source"), columns,
                              1, CH_NO_CHART);
    for (size_t i = 0; i < shown(measured.count); i++) {
        const uint64_t *m = measured.groups[i]->numbers, *d = numbers_of(&declared, measured.groups[i]->key);
        ch_document_row *row = ch_document_row_new(b->s, table);
        if (row == NULL)
            return;
        row->cells[0] = ch_document_text(b->s, measured.groups[i]->key);
        row->cells[1] = quantity(b, CH_ENERGY, d == NULL ? NULL : d + CH_N_ENERGY + CH_MEASURE_LOW);
        row->cells[2] = quantity(b, CH_ENERGY, m + CH_N_SOURCE_ENERGY);
        row->cells[3] = quantity(b, CH_CO2, d == NULL ? NULL : d + CH_N_CO2 + CH_MEASURE_LOW);
        row->cells[4] = quantity(b, CH_CO2, m + CH_N_SOURCE_CO2);
    }
    say_more(b, measured.count);
}

/* ---- the section ---- */

static void say_scope(const build *b, const ch_comparisons *c)
{
    ch_document_say(b->s,
                    ch_say("What a log has measured is no use and is not judged: it tells which tools were used, "
                           "whoever declared them. Both are shown side by side and never added up."),
                    CH_NO_MARK);
    if (c->first.length > 0)
        ch_document_say(b->s,
                        ch_say3("Measured in the months from %1$s to %2$s: %3$s rows. Volumes are compared of uses "
                                "dated in months in which something was measured, in the same units where the log "
                                "tells units.",
                                ch_document_text(b->s, c->first), ch_document_text(b->s, c->last),
                                ch_document_count(b->s, c->rows)),
                        CH_NO_MARK);
    if (c->undated_rows > 0)
        ch_document_say(b->s,
                        ch_say1("Rows of the log that say no month, and are compared with nothing: %s.",
                                ch_document_count(b->s, c->undated_rows)),
                        CH_MARK_WATCH);
    if (c->not_compared > 0)
        ch_document_say(b->s,
                        ch_say1("Declared uses that are not compared, since they say no month, or nothing was measured "
                                "in their month or unit: %s.",
                                ch_document_count(b->s, c->not_compared)),
                        CH_NO_MARK);
    if (c->cut)
        ch_document_say(b->s, ch_say("There are more tools, units and months than are kept: this is not all."),
                        CH_MARK_WATCH);
}

void ch_audit_put_measured(const build *b)
{
    ch_comparisons c;
    if (b->options->publish || !ch_totals_some_measured(b->t))
        return;
    if (!ch_measured_compare(b->t, &b->s->arena, &c))
        return;
    ch_document_section(b->s, N_("Declared and measured"));
    say_scope(b, &c);
    put_only_measured(b, &c);
    put_only_declared(b, &c);
    put_both(b, &c, false);
    if (c.some_units)
        put_both(b, &c, true);
    put_footprints(b);
}
