/* Volumes by month, tool and unit: of uses, and of what was measured, which is no use and stands in this table alone.
 * What both are compared with is measured.c's. */
#include "audit/totals.h"

#include "base/unicode.h"
#include "judge/verdict.h"

bool ch_totals_some_measured(const charter_totals *t)
{
    const ch_groups *groups = &t->tables[CHARTER_VOLUMES];
    bool any = groups->overflowed && groups->others[CH_N_MEASURED_ROWS] > 0;
    for (uint32_t i = 0; i < groups->count && !any; i++)
        any = groups->items[i].numbers[CH_N_MEASURED_ROWS] > 0;
    return any;
}

/* "2026-03 TOOL = UNIT": a month has no space. */
static ch_text key_of(charter_totals *t, const charter_verdict *v, ch_text unit)
{
    char first[11], last[11];
    ch_days date = v->declaration->date;
    ch_buffer left = ch_buffer_init(CH_GROUP_KEY_MOST);
    ch_text name = v->declaration->tool_name; /* none where a register's could not be read */
    ch_text tool = v->tool != NULL    ? v->tool->entry.id
                   : name.length == 0 ? CH_LITERAL("")
                                      : ch_name_fold(&t->arena, name);
    charter_day_format(date.first, first);
    charter_day_format(date.last, last);
    if (date.first != CHARTER_NO_DAY && memcmp(first, last, 7) == 0)
        ch_buffer_add(&left, (ch_text){first, 7});
    ch_buffer_add_char(&left, ' ');
    ch_buffer_add(&left, tool);
    ch_text key =
        left.failed || tool.at == NULL ? CH_NO_TEXT : ch_group_key_of_two(&t->arena, ch_buffer_text(&left), unit);
    ch_buffer_clear(&left);
    return key;
}

bool ch_totals_volume(charter_totals *t, const charter_verdict *v, ch_text unit, const ch_text labels[2])
{
    const charter_declaration *d = v->declaration;
    const unsigned side = v->measured ? CH_N_MEASURED_ROWS : CH_N_DECLARED_USES;
    const uint64_t volume[] = {1, d->requests.given, d->requests.given ? (uint64_t)d->requests.value : 0,
                               d->tokens.given, d->tokens.given ? (uint64_t)d->tokens.value : 0};
    uint64_t row[CH_N_VOLUME_COLUMNS] =
        {[CH_N_TOOL_LISTED] = v->tool != NULL, [CH_N_UNRESOLVED] = !v->measured && v->version == NULL};
    memcpy(row + side, volume, sizeof volume);
    return ch_groups_add(&t->tables[CHARTER_VOLUMES], key_of(t, v, unit), labels, row);
}
