/* Comparing what was declared with what a log has measured, from volumes by month, tool and unit. Adding them up is
 * volumes.c's. */
#include "audit/measured.h"

#include <stdlib.h>

enum { MAGNITUDE = 10 };

/* ---- comparing ---- */

/* A group, its key parted. */
typedef struct entry {
    ch_text month, tool, unit;
    const ch_group *group;
} entry;

static entry parted(const ch_group *group)
{
    ch_text key = group->key;
    const char *space = ch_text_find(key, ' '), *mark = ch_text_find(key, '=');
    size_t month = space == NULL ? 0 : (size_t)(space - key.at);
    size_t end = mark == NULL ? key.length : (size_t)(mark - key.at);
    size_t unit = end + 2 <= key.length ? end + 2 : key.length;
    size_t tool_end = end > month + 1 ? end - 1 : month + 1;
    return (entry){.month = {key.at, month},
                   .tool = {key.at + month + 1, tool_end - month - 1},
                   .unit = {key.at + unit, key.length - unit},
                   .group = group};
}

static int by_tool_and_unit(const void *left, const void *right)
{
    const entry *a = left, *b = right;
    int tools = ch_text_compare(a->tool, b->tool);
    int units = tools != 0 ? tools : ch_text_compare(a->unit, b->unit);
    return units != 0 ? units : ch_text_compare(a->month, b->month);
}

static int by_month_and_unit(const void *left, const void *right)
{
    const entry *a = left, *b = right;
    int months = ch_text_compare(a->month, b->month);
    return months != 0 ? months : ch_text_compare(a->unit, b->unit);
}

typedef struct comparing {
    entry *all, *measured; /* by tool and unit; by month and unit */
    size_t count, measured_count;
    ch_comparisons *out;
} comparing;

/* Whether anything was measured in the month of a use, and in its unit where the log tells units. */
static bool is_in_scope(const comparing *c, const entry *use)
{
    entry wanted = *use;
    if (!c->out->some_units)
        wanted.unit = CH_LITERAL("");
    return bsearch(&wanted, c->measured, c->measured_count, sizeof wanted, by_month_and_unit) != NULL;
}

static void add_volume(ch_volume *volume, const uint64_t *numbers)
{
    uint64_t *into[] = {&volume->records, &volume->with_requests, &volume->requests, &volume->with_tokens,
                        &volume->tokens};
    for (size_t i = 0; i < sizeof into / sizeof *into; i++)
        *into[i] = ch_sum(*into[i], numbers[i]);
}

static void add_entry(const comparing *c, ch_comparison *to, const entry *from)
{
    const uint64_t *numbers = from->group->numbers;
    uint64_t uses = numbers[CH_N_DECLARED_USES];
    to->listed = to->listed || numbers[CH_N_TOOL_LISTED] > 0;
    for (int lang = 0; lang < 2; lang++)
        if (to->label[lang].length == 0)
            to->label[lang] = from->group->label[lang];
    add_volume(&to->measured, numbers + CH_N_MEASURED_ROWS);
    if (from->month.length > 0)
        add_volume(&to->compared, numbers + CH_N_MEASURED_ROWS);
    to->anywhere = ch_sum(to->anywhere, uses);
    to->unresolved = ch_sum(to->unresolved, numbers[CH_N_UNRESOLVED]);
    if (from->month.length == 0)
        to->undated = ch_sum(to->undated, uses);
    else if (uses > 0 && is_in_scope(c, from))
        add_volume(&to->declared, numbers + CH_N_DECLARED_USES);
}

/* Entries of one tool, or of one tool in one unit, stand side by side. */
static ch_comparison *add_up(const comparing *c, bool units, ch_arena *arena, size_t *count)
{
    ch_comparison *all = ch_arena_take_many(arena, c->count + 1, sizeof *all);
    *count = 0;
    for (size_t i = 0; all != NULL && i < c->count; i++) {
        const entry *now = &c->all[i];
        bool same = *count > 0 && ch_text_same(all[*count - 1].tool, now->tool) &&
                    (!units || ch_text_same(all[*count - 1].unit, now->unit));
        if (!same)
            all[(*count)++] = (ch_comparison){.tool = now->tool, .unit = units ? now->unit : CH_LITERAL("")};
        add_entry(c, &all[*count - 1], now);
    }
    return all;
}

/* Where no unit is told, months alone say where something was measured. */
static void find_scope(comparing *c)
{
    ch_comparisons *out = c->out;
    for (size_t i = 0; i < c->count; i++) {
        uint64_t rows = c->all[i].group->numbers[CH_N_MEASURED_ROWS];
        if (rows == 0)
            continue;
        out->rows = ch_sum(out->rows, rows);
        out->undated_rows = ch_sum(out->undated_rows, c->all[i].month.length == 0 ? rows : 0);
        out->some_units = out->some_units || c->all[i].unit.length > 0;
        c->measured[c->measured_count++] = c->all[i];
    }
    for (size_t i = 0; i < c->measured_count && !out->some_units; i++)
        c->measured[i].unit = CH_LITERAL("");
    if (c->measured_count == 0)
        return;
    qsort(c->measured, c->measured_count, sizeof *c->measured, by_month_and_unit);
    out->first = c->measured[0].month;
    for (size_t i = 0; i < c->measured_count && out->first.length == 0; i++)
        out->first = c->measured[i].month;
    out->last = c->measured[c->measured_count - 1].month;
}

static void count_left_out(const comparing *c)
{
    for (size_t i = 0; i < c->count; i++) {
        uint64_t uses = c->all[i].group->numbers[CH_N_DECLARED_USES];
        if (uses > 0 && (c->all[i].month.length == 0 || !is_in_scope(c, &c->all[i])))
            c->out->not_compared = ch_sum(c->out->not_compared, uses);
    }
}

bool ch_measured_compare(const charter_totals *t, ch_arena *arena, ch_comparisons *out)
{
    const ch_groups *groups = &t->tables[CHARTER_VOLUMES];
    comparing c = {.count = groups->count, .out = out};
    *out = (ch_comparisons){.cut = groups->overflowed};
    c.all = ch_arena_take_many(arena, c.count + 1, sizeof *c.all);
    c.measured = ch_arena_take_many(arena, c.count + 1, sizeof *c.measured);
    if (c.all == NULL || c.measured == NULL)
        return false;
    for (size_t i = 0; i < c.count; i++)
        c.all[i] = parted(&groups->items[i]);
    qsort(c.all, c.count, sizeof *c.all, by_tool_and_unit);
    find_scope(&c);
    count_left_out(&c);
    out->tools = add_up(&c, false, arena, &out->tool_count);
    out->unit_tools = add_up(&c, true, arena, &out->unit_tool_count);
    return out->tools != NULL && out->unit_tools != NULL;
}

/* A sum to which some say nothing is that or more: it can be too large, but never too small. */
uint64_t ch_volumes_apart(uint64_t declared, bool all_declared, uint64_t measured, bool all_measured)
{
    bool more = declared >= measured;
    uint64_t larger = more ? declared : measured, smaller = more ? measured : declared;
    if (larger == 0 || !(more ? all_measured : all_declared))
        return 0;
    if (smaller == 0)
        return UINT64_MAX;
    return larger / smaller >= MAGNITUDE ? larger / smaller : 0;
}
