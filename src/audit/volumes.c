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

bool ch_totals_volume(charter_totals *t, const charter_verdict *v, ch_text unit, const ch_text labels[2])
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
