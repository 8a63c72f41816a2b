/* What each clause asked and what came of it. */
#include "report/audit/audit_clauses.h"

/* Advice stands apart: a use to which it is given may well be compliant, and what an exception no longer waives is a
 * breach of another clause already. */
static uint64_t breaches(const uint64_t *n)
{
    return ch_sum(n[CH_N_REVIEW], n[CH_N_FORBID]);
}

static void fill_clause_cells(const ch_audit_build *b, ch_text *cells, const uint64_t *n)
{
    cells[0] = ch_document_count(b->s, n[CH_N_CLAUSE_MET]);
    cells[1] = ch_document_count(b->s, breaches(n));
    cells[2] = ch_document_count(b->s, n[CH_N_ADVISE]);
    cells[3] = ch_document_count(b->s, n[CH_N_WAIVED]);
    cells[4] = ch_document_count(b->s, n[CH_N_CLAUSE_OPEN]);
    cells[5] = ch_document_count(b->s, n[CH_N_CLAUSE_FACT_MISSING]);
    cells[6] = ch_document_count(b->s, n[CH_N_CLAUSE_CONCERN_UNKNOWN]);
}

#define CLAUSE_HEADS                                                                                                 \
    N_("Met"), N_("Breached"), N_("Advice"), N_("Waived"), N_("Not due yet"), N_("Undetermined: a fact is missing"), \
        N_("Unknown whether it concerns them")

/* Those that concern nobody come last: they are told all the same. */
static void put_concerns(const ch_audit_build *b)
{
    static const char *const columns[] = {N_("Clause"), N_("Uses it concerns"), CLAUSE_HEADS, NULL};
    ch_view view = ch_audit_view(b, CHARTER_CLAUSES);
    ch_document_table *table =
        ch_document_table_new(b->s, N_("Whom each clause concerns, and what came of it"), columns, 1, CH_NO_CHART);
    ch_view_sort(&view, CH_N_CLAUSE_CONCERNED, CH_N_CLAUSE_CONCERNED);
    for (size_t i = 0; i < view.count && i < 2 * CH_AUDIT_MOST_ROWS; i++) {
        const uint64_t *n = view.groups[i]->numbers;
        ch_document_row *row = ch_document_row_new(b->s, table);
        if (row == NULL)
            return;
        row->cells[0] = ch_audit_clause_name(b, view.groups[i], view.groups[i]->key);
        row->cells[1] = ch_audit_tell_part(b, n[CH_N_CLAUSE_CONCERNED], ch_audit_uses(b));
        fill_clause_cells(b, row->cells + 2, n);
    }
}

static void put_unit_clause(const ch_audit_build *b, ch_document_table *table, const ch_group *group)
{
    ch_text unit, clause = ch_audit_first_part(group->key, &unit);
    const ch_group *whole = ch_groups_get(&b->t->tables[CHARTER_UNITS], unit); /* NULL: it was not kept */
    uint64_t uses = whole == NULL ? 0 : whole->numbers[CH_N_USES];
    ch_document_row *row = ch_document_row_new(b->s, table);
    if (row == NULL)
        return;
    row->cells[0] = ch_audit_unit_name(b, unit);
    row->cells[1] = ch_audit_clause_name(b, group, clause);
    row->cells[2] = uses > 0 ? ch_audit_tell_part(b, group->numbers[CH_N_CLAUSE_CONCERNED], uses)
                             : ch_document_count(b->s, group->numbers[CH_N_CLAUSE_CONCERNED]);
    fill_clause_cells(b, row->cells + 3, group->numbers);
}

/* Those of one unit alone say no more than the table before. */
static void put_unit_clauses(const ch_audit_build *b)
{
    static const char *const columns[] = {N_("Unit"), N_("Clause"), N_("Uses of the unit that it concerns"),
                                          CLAUSE_HEADS, NULL};
    ch_view view = ch_audit_view(b, CHARTER_UNIT_CLAUSES);
    if (b->t->tables[CHARTER_UNITS].count < 2)
        return;
    ch_document_table *table =
        ch_document_table_new(b->s, N_("Breaches by unit and clause, the most first"), columns, 2, CH_NO_CHART);
    ch_view_sort(&view, CH_N_REVIEW, CH_N_FORBID);
    for (size_t i = 0; table != NULL && i < view.count && table->row_count < CH_AUDIT_MOST_ROWS; i++)
        if (breaches(view.groups[i]->numbers) > 0)
            put_unit_clause(b, table, view.groups[i]);
}

void ch_audit_put_clauses(const ch_audit_build *b)
{
    static const char *const columns[] = {N_("Clause"), N_("Breached"),     N_("Forbidden"), N_("To review"),
                                          N_("Advice"), N_("Undetermined"), N_("Waived"),    NULL};
    static const unsigned order[] = {CH_N_FORBID, CH_N_REVIEW, CH_N_ADVISE, CH_N_UNDETERMINED, CH_N_WAIVED};
    ch_document_section(b->s, N_("Clauses"));
    ch_view view = ch_audit_view(b, CHARTER_CLAUSES);
    ch_document_table *table =
        ch_document_table_new(b->s, N_("Clauses that were breached, waived or could not be decided"), columns, 1,
                              CH_BARS);
    ch_view_sort(&view, CH_N_REVIEW, CH_N_FORBID);
    for (size_t i = 0, shown = 0; i < view.count && shown < CH_AUDIT_MOST_ROWS; i++) {
        const ch_group *group = view.groups[i];
        uint64_t breached = breaches(group->numbers);
        if (breached == 0 && group->numbers[CH_N_ADVISE] == 0 && group->numbers[CH_N_WAIVED] == 0 &&
            group->numbers[CH_N_UNDETERMINED] == 0)
            continue;
        shown++;
        ch_document_row *row = ch_document_row_new(b->s, table);
        if (row == NULL)
            return;
        row->cells[0] = ch_audit_clause_name(b, group, group->key);
        row->cells[1] = ch_document_count(b->s, breached);
        row->values[0] = (double)breached;
        for (size_t c = 0; c < 5; c++)
            row->cells[2 + c] = ch_document_count(b->s, group->numbers[order[c]]);
    }
    put_concerns(b);
    put_unit_clauses(b);
}
