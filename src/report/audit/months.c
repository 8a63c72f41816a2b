/* Months as numbers and as rows. What stands in them is audit_uses.c's and trend.c's. */
#include "report/audit/months.h"

#include <stdio.h>

/* Two years without a use are drawn as they are. */
enum { MOST_BETWEEN = 24 };

int ch_month_number(ch_text month)
{
    int number = 0;
    if (month.length != 7 || month.at[4] != '-')
        return -1;
    for (size_t i = 0; i < month.length; i++)
        if (i != 4 && (month.at[i] < '0' || month.at[i] > '9'))
            return -1;
        else if (i < 4)
            number = number * 10 + (month.at[i] - '0');
    return number * 12 + (month.at[5] - '0') * 10 + (month.at[6] - '0') - 1;
}

ch_text ch_month_text(ch_document *d, int number)
{
    char text[32];
    int length = snprintf(text, sizeof text, "%04d-%02d", number / 12, number % 12 + 1);
    ch_text kept = ch_arena_text(&d->arena, (ch_text){text, (size_t)length});
    return kept.at == NULL ? CH_LITERAL("") : kept;
}

int ch_months_between(ch_text before, ch_text month)
{
    int first = ch_month_number(before), last = ch_month_number(month);
    return first < 0 || last <= first ? 0 : last - first - 1;
}

bool ch_months_break(int between)
{
    return between > MOST_BETWEEN;
}

void ch_months_put_break(ch_document *d, ch_document_table *table, int between)
{
    static const ch_counted without = {PN_("%s month without a use", "%s months without a use")};
    ch_document_row *row = ch_document_row_new(d, table);
    if (row == NULL)
        return;
    row->is_break = true;
    ch_phrase_counted(&d->scratch, d->lang, &without, (uint64_t)between);
    row->cells[0] = ch_document_keep(d);
    for (unsigned c = 1; c < table->column_count; c++)
        row->cells[c] = CH_LITERAL("\xE2\x80\x93");
}
