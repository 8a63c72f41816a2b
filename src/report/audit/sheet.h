/* sheet: a report made of sections, paragraphs and tables, before it has a format.
 *
 * audit_sheet.c and trend.c say what stands in it; sheet_text.c, sheet_html.c and sheet_markdown.c write it. Its texts
 * are in the reader's language, and may hold declared text: each writer makes them safe. All of it lives in an
 * arena. */
#ifndef CH_REPORT_AUDIT_SHEET_H
#define CH_REPORT_AUDIT_SHEET_H

#include "base/message.h"
#include "charter/report.h"
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

typedef struct ch_sheet_row {
    ch_text *cells; /* one a column */
    double values[CHARTER_DECISIONS];
    ch_mark mark;
    struct ch_sheet_row *next;
} ch_sheet_row;

typedef struct ch_sheet_table {
    ch_text caption;
    ch_text *columns; /* the first one heads the rows */
    unsigned column_count;
    unsigned text_columns; /* the first so many hold text; the others numbers */
    ch_chart chart;
    ch_sheet_row *first, *last;
    unsigned row_count;
} ch_sheet_table;

typedef enum ch_block_kind { CH_PARAGRAPH, CH_FACT, CH_TABLE } ch_block_kind;

typedef struct ch_block {
    ch_block_kind kind;
    ch_text text;  /* of a paragraph; of a fact, what it says */
    ch_text label; /* of a fact */
    ch_mark mark;
    ch_sheet_table *table;
    struct ch_block *next;
} ch_block;

typedef struct ch_section {
    ch_text title;
    ch_block *first, *last;
    struct ch_section *next;
} ch_section;

typedef struct ch_sheet {
    ch_arena arena;
    charter_lang lang;
    ch_text title, subtitle;
    ch_section *first, *last;
    ch_buffer scratch;
    bool failed; /* there was no memory */
} ch_sheet;

/* Begins an empty sheet. */
void ch_sheet_begin(ch_sheet *sheet, charter_lang lang);
void ch_sheet_free(ch_sheet *sheet);

/* English texts are translated as they come in. */
void ch_sheet_section(ch_sheet *sheet, const char *title);
void ch_sheet_say(ch_sheet *sheet, ch_message message, ch_mark mark);
void ch_sheet_fact(ch_sheet *sheet, const char *label, ch_text value);

/* A table of this section, whose columns end with NULL. NULL where there is no memory: rows of it are then none. */
ch_sheet_table *ch_sheet_table_new(ch_sheet *sheet, const char *caption, const char *const *columns,
                                   unsigned text_columns, ch_chart chart);

/* A row whose cells are empty yet; NULL where there is no memory. */
ch_sheet_row *ch_sheet_row_new(ch_sheet *sheet, ch_sheet_table *table);

/* Takes tables without rows away, and sections without anything. */
void ch_sheet_drop_empty(ch_sheet *sheet);

/* What is in the scratch buffer, kept; the buffer is then empty. */
ch_text ch_sheet_keep(ch_sheet *sheet);

/* Texts of cells. */
ch_text ch_sheet_text(ch_sheet *sheet, ch_text text);
ch_text ch_sheet_word(ch_sheet *sheet, const char *english);
ch_text ch_sheet_count(ch_sheet *sheet, uint64_t number);
ch_text ch_sheet_share(ch_sheet *sheet, uint64_t part, uint64_t whole); /* "12.5%"; "–" of nothing */
ch_text ch_sheet_day(ch_sheet *sheet, charter_day day);                 /* "–" for none */

/* "1.2 to 3.4 kWh", of millionths of a unit. */
typedef enum ch_quantity { CH_ENERGY, CH_CO2, CH_WATER, CH_QUANTITIES } ch_quantity;
ch_text ch_sheet_quantity(ch_sheet *sheet, ch_quantity quantity, uint64_t low, uint64_t high);
const char *ch_quantity_name(ch_quantity quantity); /* "Energy", to be translated */

/* What verdicts are called in a column's head, to be translated. */
extern const char *const ch_verdict_heads[CHARTER_DECISIONS];

/* The formats of a sheet. */
void ch_sheet_write_text(const ch_sheet *sheet, ch_output *output, const charter_report_options *options);
void ch_sheet_write_html(const ch_sheet *sheet, ch_output *output, const charter_report_options *options);
void ch_sheet_write_markdown(const ch_sheet *sheet, ch_output *output, const charter_report_options *options);

#endif
