/* Volumes by month, tool and unit, as they are added up and as they are compared. What is measured is no use: it stands
 * in this table alone. */
#include "audit/measured.h"

#include <stdlib.h>

#include "base/unicode.h"
#include "judge/verdict.h"

enum { MAGNITUDE = 10 };

bool ch_measured_any(const charter_totals *t)
{
    const ch_groups *groups = &t->tables[CHARTER_VOLUMES];
    bool any = groups->overflowed && groups->others[CH_N_MEASURED_ROWS] > 0;
    for (uint32_t i = 0; i < groups->count && !any; i++)
        any = groups->items[i].numbers[CH_N_MEASURED_ROWS] > 0;
    return any;
}

/* ---- adding up ---- */

/* "2026-03 TOOL = UNIT": a month has no space, and a tool no "=". */
static ch_text key_of(charter_totals *t, const charter_verdict *v, ch_text unit)
{
    /* A key is cut at CH_GROUP_TEXT_MAX: a long name must leave some of the unit. */
    enum { TOOL_MOST = 80 };
    char day[11];
    ch_buffer key = ch_buffer_init((size_t)1 << 20);
    ch_text tool = v->tool != NULL ? v->tool->entry.id : ch_name_fold(&t->arena, v->declaration->tool_name);
    ch_text cleaned = tool.at == NULL ? CH_NO_TEXT : ch_group_key(&t->arena, tool);
    if (v->declaration->date != CHARTER_NO_DAY) {
        charter_day_format(v->declaration->date, day);
        ch_buffer_add(&key, (ch_text){day, 7});
    }
    ch_buffer_add_char(&key, ' ');
    for (size_t i = 0; i < cleaned.length && i < TOOL_MOST; i++) {
        if (cleaned.at[i] == '=')
            ch_buffer_literal(&key, "U+003D");
        else
            ch_buffer_add_char(&key, cleaned.at[i]);
    }
    ch_buffer_literal(&key, " = ");
    ch_buffer_add(&key, unit);
    bool failed = key.failed || cleaned.at == NULL;
    ch_text kept = failed ? CH_NO_TEXT : ch_arena_text(&t->arena, ch_group_cut(ch_buffer_text(&key)));
    ch_buffer_clear(&key);
    return kept;
}

bool ch_measured_take(charter_totals *t, const charter_verdict *v, ch_text unit, const ch_text labels[2])
{
    const charter_declaration *d = v->declaration;
    const unsigned side = v->measured ? CH_N_MEASURED_ROWS : CH_N_DECLARED_USES;
    const uint64_t volume[] = {1, d->requests.given, d->requests.given ? (uint64_t)d->requests.value : 0,
                               d->tokens.given, d->tokens.given ? (uint64_t)d->tokens.value : 0};
    uint64_t row[CH_N_VOLUME_COLUMNS] =
        {[CH_N_TOOL_LISTED] = v->tool != NULL, [CH_N_UNRESOLVED] = !v->measured && v->version == NULL};
    memcpy(row + side, volume, sizeof volume);
    ch_groups *groups = &t->tables[CHARTER_VOLUMES];
    ch_text key = key_of(t, v, unit);
    uint64_t *numbers = key.at == NULL ? NULL : ch_groups_find(groups, key, labels);
    if (numbers != NULL)
        ch_group_add(groups->kind, numbers, row);
    return numbers != NULL;
}

/* ---- comparing ---- */

/* A group, its key parted. */
typedef struct entry {
    ch_text month, tool, unit;
    const ch_group *group;
} entry;

static entry parted(const ch_group *group)
{
    ch_text key = group->key;
    const char *space = memchr(key.at, ' ', key.length), *mark = memchr(key.at, '=', key.length);
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
        if (uses > 0 && c->all[i].month.length > 0 && !is_in_scope(c, &c->all[i]))
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
