/* document_charts: a table of a document drawn within HTML. */
#ifndef CH_REPORT_AUDIT_DOCUMENT_CHARTS_H
#define CH_REPORT_AUDIT_DOCUMENT_CHARTS_H

#include "report/write/html_writer.h"
#include "report/audit/document.h"

/* What all charts refer to: the patterns by which verdicts differ where colours do not. Once in a document. */
void ch_chart_patterns(ch_html *html);

/* Draws the table; false where it asks for no chart, or there is nothing to draw. */
bool ch_chart_draw(ch_html *html, const ch_document *document, const ch_document_table *table);

#endif
