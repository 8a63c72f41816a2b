/* Duties: what uses ask for, and what of it is open, by when it is due and by unit. When that is, is worked out as uses
 * are taken (audit/totals_duties.c). */
#include "report/audit/audit_duties.h"

static uint64_t open_ones(const uint64_t *n)
{
    return ch_sum(ch_sum(n[CH_N_OVERDUE], n[CH_N_DUE_SOON]), ch_sum(n[CH_N_DUE_LATER], n[CH_N_DUE_ONCE_OVER]));
}

static void put_asked(const ch_audit_build *b)
{
    static const char *const columns[] = {N_("Duty"),         N_("Asked"),           N_("Done"),
                                          N_("Share done"),   N_("Open before use"), N_("Open after use"),
                                          N_("Undetermined"), N_("Waived"),          NULL};
    ch_view view = ch_audit_view(b, CHARTER_DUTIES);
    ch_document_table *table = ch_document_table_new(b->s, N_("Duties that uses ask for"), columns, 1, CH_NO_CHART);
    ch_view_sort(&view, CH_N_ASKED, CH_N_ASKED);
    for (size_t i = 0; i < view.count && i < CH_AUDIT_MOST_ROWS; i++) {
        const uint64_t *n = view.groups[i]->numbers;
        ch_document_row *row = ch_document_row_new(b->s, table);
        if (row == NULL)
            return;
        row->cells[0] = ch_audit_name(b, view.groups[i], "");
        row->cells[1] = ch_document_count(b->s, n[CH_N_ASKED]);
        row->cells[2] = ch_document_count(b->s, n[CH_N_MET]);
        row->cells[3] = ch_document_share(b->s, n[CH_N_MET], n[CH_N_ASKED]);
        row->cells[4] = ch_document_count(b->s, n[CH_N_OPEN_BEFORE]);
        row->cells[5] = ch_document_count(b->s, n[CH_N_OPEN_AFTER]);
        row->cells[6] = ch_document_count(b->s, n[CH_N_DUTY_UNKNOWN]);
        row->cells[7] = ch_document_count(b->s, n[CH_N_DUTY_WAIVED]);
    }
}

/* ---- open ones ---- */

#define OPEN_HEADS                                                                                             \
    N_("Open"), N_("Overdue"), N_("Overdue since"), N_("Due within 30 days"), N_("Due later, or no day said"), \
        N_("Due once the use is over"), N_("Next due")

static void fill_open(const ch_audit_build *b, ch_document_row *row, unsigned from, const uint64_t *n)
{
    ch_text *cells = row->cells + from;
    cells[0] = ch_document_count(b->s, open_ones(n));
    cells[1] = ch_document_count(b->s, n[CH_N_OVERDUE]);
    cells[2] = ch_document_day(b->s, ch_day_of_number(n[CH_N_OVERDUE_SINCE]));
    cells[3] = ch_document_count(b->s, n[CH_N_DUE_SOON]);
    cells[4] = ch_document_count(b->s, n[CH_N_DUE_LATER]);
    cells[5] = ch_document_count(b->s, n[CH_N_DUE_ONCE_OVER]);
    cells[6] = ch_document_day(b->s, ch_day_of_number(n[CH_N_NEXT_DUE]));
    row->mark = n[CH_N_OVERDUE] > 0 ? CH_MARK_BAD : n[CH_N_DUE_SOON] > 0 ? CH_MARK_WATCH : CH_NO_MARK;
}

/* Training by how many uses wait for it: who the people are is for their unit to know. */
static void say_training(const ch_audit_build *b, const ch_view *duties)
{
    for (size_t i = 0; i < duties->count; i++) {
        const uint64_t *n = duties->groups[i]->numbers;
        if (n[CH_N_IS_TRAINING] == 0 || open_ones(n) == 0)
            continue;
        ch_message message =
            ch_say3("Training yet to be shown, \"%1$s\": in %2$s of the uses, overdue in %3$s. These are "
                    "numbers of uses, and not of people.",
                    ch_audit_name(b, duties->groups[i], ""), ch_document_count(b->s, open_ones(n)),
                    ch_document_count(b->s, n[CH_N_OVERDUE]));
        ch_document_say(b->s, message, n[CH_N_OVERDUE] > 0 ? CH_MARK_WATCH : CH_NO_MARK);
    }
}

static void put_open(const ch_audit_build *b)
{
    static const char *const columns[] = {N_("Duty"), OPEN_HEADS, NULL};
    ch_view view = ch_audit_view(b, CHARTER_DUTIES);
    ch_view_sort(&view, CH_N_OVERDUE, CH_N_DUE_ONCE_OVER);
    say_training(b, &view);
    ch_document_table *table =
        ch_document_table_new(b->s, N_("Open duties, by when they are due"), columns, 1, CH_NO_CHART);
    for (size_t i = 0; i < view.count && i < CH_AUDIT_MOST_ROWS && open_ones(view.groups[i]->numbers) > 0; i++) {
        ch_document_row *row = ch_document_row_new(b->s, table);
        if (row == NULL)
            return;
        row->cells[0] = ch_audit_name(b, view.groups[i], "");
        fill_open(b, row, 1, view.groups[i]->numbers);
    }
}

/* What did not fit: of the table, or of the totals. */
static void put_rest(const ch_audit_build *b, ch_document_table *table, const ch_view *view, size_t shown)
{
    uint64_t rest[CH_N_DUTY_COLUMNS] = {0};
    const ch_group_kind *kind = &ch_table_kinds[view->table];
    for (size_t i = shown; i < view->count; i++)
        ch_group_add(kind, rest, view->groups[i]->numbers);
    if (view->others != NULL)
        ch_group_add(kind, rest, view->others);
    ch_document_row *row = open_ones(rest) > 0 ? ch_document_row_new(b->s, table) : NULL;
    if (row == NULL)
        return;
    row->cells[0] = ch_document_word(b->s, N_("all others"));
    row->cells[1] = CH_LITERAL("\xE2\x80\x93");
    fill_open(b, row, 2, rest);
}

/* "DUTY UNIT": whom to remind of what. */
static void put_units(const ch_audit_build *b)
{
    static const char *const columns[] = {N_("Unit"), N_("Duty"), OPEN_HEADS, NULL};
    ch_view view = ch_audit_view(b, CHARTER_UNIT_DUTIES);
    ch_document_table *table =
        ch_document_table_new(b->s, N_("Open duties by unit, the most first"), columns, 2, CH_NO_CHART);
    size_t shown = 0;
    ch_view_sort(&view, CH_N_OVERDUE, CH_N_DUE_ONCE_OVER);
    for (; shown < view.count && shown < 2 * CH_AUDIT_MOST_ROWS && open_ones(view.groups[shown]->numbers) > 0;
         shown++) {
        ch_text unit, duty = ch_audit_first_part(view.groups[shown]->key, &unit);
        ch_text label = ch_audit_label(b, view.groups[shown]);
        ch_document_row *row = ch_document_row_new(b->s, table);
        if (row == NULL)
            return;
        row->cells[0] = ch_audit_unit_name(b, unit);
        row->cells[1] = label.length > 0 ? label : ch_document_text(b->s, duty);
        fill_open(b, row, 2, view.groups[shown]->numbers);
    }
    put_rest(b, table, &view, shown);
}

void ch_audit_put_duties(const ch_audit_build *b)
{
    ch_document_section(b->s, N_("Duties"));
    put_open(b);
    put_units(b);
    put_asked(b);
}
