/* months: rows of a table by month. A month in which there is nothing is a month too: without it, time would be drawn
 * as shorter than it was. But a long time without any, as a date gone wrong makes it, is one row, told as a break. */
#ifndef CH_REPORT_AUDIT_MONTHS_H
#define CH_REPORT_AUDIT_MONTHS_H

#include "report/audit/document.h"

/* "2026-03" as a count of months; below 0: it is no month. */
int ch_month_number(ch_text month);

/* And back, in the document's arena; empty where there is no memory. */
ch_text ch_month_text(ch_document *document, int number);

/* How many months lie between two; 0 where one is none. */
int ch_months_between(ch_text before, ch_text month);

/* Whether these are told as a break, and not one by one. */
bool ch_months_break(int between);

/* Adds the row of a break of so many months to a table that draws them. */
void ch_months_put_break(ch_document *document, ch_document_table *table, int between);

#endif
