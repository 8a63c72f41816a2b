/* document: a report made of sections, paragraphs and tables, before it has a format.
 *
 * audit_document.c and trend.c say what stands in it; document_text.c, document_html.c and document_markdown.c write
 * it. Its texts are in the reader's language, and may hold declared text: each writer makes them safe. All of it lives
 * in an arena. */
#ifndef CH_REPORT_AUDIT_DOCUMENT_H
#define CH_REPORT_AUDIT_DOCUMENT_H

#include "base/message.h"
#include "charter/report.h"
#include "report/audit/foreign.h"
#include "report/write/output.h"
#include "report/prose/phrases.h"

/* How a table's values are drawn where a format can draw; the same numbers stand in the table. */
typedef enum ch_chart {
    CH_NO_CHART,
    CH_BARS,     /* values[0] */
    CH_RANGES,   /* from values[0] to values[1] */
    CH_VERDICTS, /* values[d] of each decision, side by side */
    CH_TIMELINE  /* the same, one column a row, from left to right */
} ch_chart;

/* A verdict that a row speaks of, so that it can be marked; by shape as well as by colour. */
typedef enum ch_mark { CH_NO_MARK, CH_MARK_GOOD, CH_MARK_WATCH, CH_MARK_BAD } ch_mark;

typedef struct ch_document_row {
    ch_text *cells; /* one a column */
    double values[CHARTER_DECISION_COUNT];
    ch_mark mark;
    bool is_break; /* of months that are told as one row */
    struct ch_document_row *next;
} ch_document_row;

typedef struct ch_document_table {
    ch_text caption;
    ch_text *columns; /* the first one heads the rows */
    unsigned column_count;
    unsigned text_columns; /* the first so many hold text; the others numbers */
    ch_chart chart;
    bool draws_all; /* every row is drawn, however many there are */
    unsigned notes; /* the last so many columns of text hold sentences: on a screen they stand below their row */
    bool by_time;   /* rows are periods, the latest last: where not all are shown, those are */
    ch_document_row *first, *last;
    unsigned row_count;
} ch_document_table;

typedef enum ch_block_kind { CH_PARAGRAPH, CH_FACT, CH_TABLE } ch_block_kind;

typedef struct ch_block {
    ch_block_kind kind;
    ch_text text;  /* of a paragraph; of a fact, what it says */
    ch_text label; /* of a fact */
    ch_mark mark;
    ch_document_table *table;
    struct ch_block *next;
} ch_block;

typedef struct ch_section {
    ch_text title;
    ch_block *first, *last;
    struct ch_section *next;
} ch_section;

typedef struct ch_document {
    ch_arena arena;
    charter_lang lang;
    ch_text title, subtitle;
    ch_section *first, *last;
    ch_buffer scratch;
    ch_foreign foreign;
} ch_document;

/* Begins an empty document. */
void ch_document_init(ch_document *document, charter_lang lang);
void ch_document_clear(ch_document *document);

/* Whether there was no memory for something, whoever asked the document's arena for it: a part is then missing, or a
 * number that was to be left out is not, and the document is not written. */
bool ch_document_failed(const ch_document *document);

/* English texts are translated as they come in. */
void ch_document_section(ch_document *document, const char *title);
void ch_document_say(ch_document *document, ch_message message, ch_mark mark);
void ch_document_fact(ch_document *document, const char *label, ch_text value);

/* A table of this section, whose columns end with NULL. NULL where there is no memory: rows of it are then none. */
ch_document_table *ch_document_table_new(ch_document *document, const char *caption, const char *const *columns,
                                         unsigned text_columns, ch_chart chart);

/* A row whose cells are empty yet; NULL where there is no memory. */
ch_document_row *ch_document_row_new(ch_document *document, ch_document_table *table);

/* Takes tables without rows away, and sections without anything. */
void ch_document_drop_empty(ch_document *document);

/* What is in the scratch buffer, kept; the buffer is then empty. */
ch_text ch_document_keep(ch_document *document);

/* Texts of cells. */
ch_text ch_document_text(ch_document *document, ch_text text);
ch_text ch_document_word(ch_document *document, const char *english);
ch_text ch_document_count(ch_document *document, uint64_t number);
ch_text ch_document_share(ch_document *document, uint64_t part, uint64_t whole); /* "12.5%"; "–" of nothing */
ch_text ch_document_day(ch_document *document, charter_day day);                 /* "2026-12-15"; "–" for none */

/* A message in the document's language. What of it is in the other language stays known. */
ch_text ch_document_tell(ch_document *document, ch_message message);

/* Says that a text, or a part of one, is in the other language of the two. It is known by where it lies. */
void ch_document_add_foreign(ch_document *document, ch_text text);

/* What a fact says of a day, as sentences do: "15 December 2026"; "–" for none. */
ch_text ch_document_written_day(ch_document *document, charter_day day);

/* "1.2 to 3.4 kWh", of millionths of a unit. */
typedef enum ch_quantity { CH_ENERGY, CH_CO2, CH_WATER, CH_QUANTITIES } ch_quantity;
ch_text ch_document_quantity(ch_document *document, ch_quantity quantity, uint64_t low, uint64_t high);
const char *ch_quantity_name(ch_quantity quantity); /* "Energy", to be translated */

/* What verdicts are called in a column's head, to be translated. */
extern const char *const ch_verdict_heads[CHARTER_DECISION_COUNT];

/* The formats of a document. */
void ch_document_write_text(const ch_document *document, ch_output *output, const charter_report_options *options);
void ch_document_write_html(const ch_document *document, ch_output *output, const charter_report_options *options);
void ch_document_write_markdown(const ch_document *document, ch_output *output, const charter_report_options *options);

#endif
