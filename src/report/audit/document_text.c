/* A document on a terminal: as many columns as the screen holds, and as many rows as one looks at; in a file, all
 * columns. CSV and JSON have all rows. What is safe on a screen is prose/terminal.c's. */
#include "report/audit/document.h"

#include <limits.h>
#include <stdio.h>

#include "base/catalog.h"
#include "report/prose/terminal.h"

enum { MOST_ROWS = 15, WIDEST_NAME = 40, GAP = 2, INDENT = 2, MOST_COLUMNS = 16 };

typedef struct paper {
    ch_screen screen;
    unsigned widest; /* a table may be */
    charter_lang lang;
} paper;

static const ch_style mark_styles[] =
    {[CH_NO_MARK] = CH_PLAIN, [CH_MARK_GOOD] = CH_GREEN, [CH_MARK_WATCH] = CH_YELLOW, [CH_MARK_BAD] = CH_RED};

static void put_styled(paper *p, ch_style style, ch_text text)
{
    p->screen.style = style;
    ch_screen_put(&p->screen, text);
    p->screen.style = CH_PLAIN;
}

/* ---- tables ---- */

typedef struct layout {
    unsigned widths[MOST_COLUMNS];
    bool shown[MOST_COLUMNS]; /* fits */
    bool below[MOST_COLUMNS]; /* stands in lines below its row */
    unsigned count;
} layout;

static unsigned larger(unsigned a, unsigned b)
{
    return a > b ? a : b;
}

static unsigned limited(unsigned columns, unsigned most)
{
    return columns > most ? most : columns;
}

static unsigned width_of_column(const paper *p, const ch_document_table *t, unsigned c)
{
    unsigned width = ch_columns(t->columns[c]), number = 0;
    for (const ch_document_row *row = t->first; row != NULL && number < MOST_ROWS; row = row->next, number++)
        width = larger(width, ch_columns(row->cells[c]));
    /* In a file a name is whole, however long it is; on a narrow screen it leaves room for a number. */
    return c < t->text_columns && p->widest != UINT_MAX ? limited(width, limited(p->widest / 2, WIDEST_NAME)) : width;
}

/* A column of nothing but 0, or of what is not there. */
static bool says_nothing(const ch_document_table *t, unsigned c)
{
    for (const ch_document_row *row = t->first; row != NULL; row = row->next)
        if (!ch_text_is(row->cells[c], "0") && !ch_text_is(row->cells[c], "\xE2\x80\x93"))
            return false;
    return c >= t->text_columns;
}

/* Which column goes first where not all fit: one that says nothing, else the last. The first two always stay: then it
 * is one of these. */
static unsigned least_column(const ch_document_table *t, const layout *l)
{
    unsigned last = 0;
    for (unsigned c = 2; c < l->count; c++)
        last = l->shown[c] ? c : last;
    for (unsigned c = last; c >= 2; c--)
        if (l->shown[c] && says_nothing(t, c))
            return c;
    return last;
}

static layout lay_out(const paper *p, const ch_document_table *t)
{
    layout l = {.count = t->column_count < MOST_COLUMNS ? t->column_count : MOST_COLUMNS};
    unsigned total = INDENT;
    for (unsigned c = 0; c < l.count; c++) {
        /* In a file there is room for sentences too. */
        l.below[c] = p->widest != UINT_MAX && c < t->text_columns && c + t->notes >= t->text_columns;
        l.shown[c] = !l.below[c];
        if (l.below[c])
            continue;
        l.widths[c] = width_of_column(p, t, c);
        total += l.widths[c] + (c > 0 ? GAP : 0);
    }
    while (total > p->widest) {
        unsigned least = least_column(t, &l);
        if (least < 2)
            break;
        l.shown[least] = false;
        total -= l.widths[least] + GAP;
    }
    return l;
}

/* As much of a text as `columns` hold, and an ellipsis where that is not all. */
static void put_limited(paper *p, ch_text text, unsigned columns)
{
    if (ch_columns(text) <= columns) {
        ch_screen_put(&p->screen, text);
        return;
    }
    unsigned used = 0;
    size_t length = 0;
    while (length < text.length) {
        size_t next = length + 1;
        while (next < text.length && ((unsigned char)text.at[next] & 0xC0) == 0x80)
            next++;
        unsigned width = ch_columns((ch_text){text.at + length, next - length});
        if (used + width + 1 > columns)
            break;
        used += width;
        length = next;
    }
    ch_screen_put(&p->screen, (ch_text){text.at, length});
    ch_screen_put(&p->screen, CH_LITERAL("\xE2\x80\xA6"));
}

static void put_cells(paper *p, const ch_document_table *t, const layout *l, const ch_text *cells, ch_style style)
{
    unsigned column = INDENT;
    for (unsigned c = 0; c < l->count; c++) {
        if (!l->shown[c])
            continue;
        unsigned width = limited(ch_columns(cells[c]), l->widths[c]);
        /* Numbers stand at the right, digit under digit. */
        unsigned before = c < t->text_columns ? 0 : l->widths[c] - width;
        if (width > 0) {
            ch_screen_go_to(&p->screen, column + before);
            p->screen.style = style;
            put_limited(p, cells[c], l->widths[c]);
            p->screen.style = CH_PLAIN;
        }
        column += l->widths[c] + GAP;
    }
    ch_screen_end_line(&p->screen);
}

/* Each sentence with its column's name, in as many lines as it takes. */
static void put_notes(paper *p, const ch_document_table *t, const layout *l, const ch_document_row *row)
{
    enum { BELOW = INDENT + 2, FURTHER = BELOW + 2 };
    for (unsigned c = 0; c < l->count; c++) {
        if (!l->below[c] || row->cells[c].length == 0)
            continue;
        ch_screen_go_to(&p->screen, BELOW);
        p->screen.style = CH_FAINT;
        ch_screen_flow(&p->screen, t->columns[c], FURTHER);
        ch_screen_flow(&p->screen, ch_phrase_colon(p->lang), FURTHER);
        p->screen.style = CH_PLAIN;
        ch_screen_flow(&p->screen, row->cells[c], FURTHER);
        ch_screen_end_line(&p->screen);
    }
}

/* What is left out is named: nobody else would know that it is there. */
static void put_left_out(paper *p, const ch_document_table *t, const layout *l)
{
    bool first = true;
    unsigned last = 0;
    for (unsigned c = 0; c < l->count; c++)
        last = l->shown[c] || l->below[c] ? last : c;
    for (unsigned c = 0; c < l->count; c++) {
        if (l->shown[c] || l->below[c])
            continue;
        if (first) {
            ch_screen_go_to(&p->screen, INDENT);
            p->screen.style = CH_FAINT;
            ch_screen_flow(&p->screen, ch_text_of(ch_translate(p->lang, N_("Columns that do not fit"))), INDENT);
            ch_screen_flow(&p->screen, ch_phrase_colon(p->lang), INDENT);
        } else {
            ch_screen_flow(&p->screen, CH_LITERAL(" "), INDENT);
        }
        /* With its comma: behind a name that fills the line there is no place for one. */
        char name[200];
        const char *comma = c < last ? "," : "";
        int length = snprintf(name, sizeof name, "%.*s%s", (int)t->columns[c].length, t->columns[c].at, comma);
        size_t size = (size_t)length < sizeof name ? (size_t)length : sizeof name - 1;
        ch_screen_flow_whole(&p->screen, (ch_text){name, size}, INDENT);
        first = false;
    }
    p->screen.style = CH_PLAIN;
    if (!first)
        ch_screen_end_line(&p->screen);
}

/* That rows are missing is told. */
static void put_missing(paper *p, const ch_counted *said, unsigned count)
{
    ch_buffer text = ch_buffer_init(1024);
    ch_phrase_counted(&text, p->lang, said, count);
    ch_screen_go_to(&p->screen, INDENT);
    put_styled(p, CH_FAINT, ch_buffer_text(&text));
    ch_screen_end_line(&p->screen);
    if (text.failed)
        ch_output_fail(p->screen.output, CHARTER_NO_MEMORY);
    ch_buffer_clear(&text);
}

static void put_rows(paper *p, const ch_document_table *t, const layout *l, unsigned first)
{
    unsigned at = 0;
    for (const ch_document_row *row = t->first; row != NULL && at < first + MOST_ROWS; row = row->next, at++)
        if (at >= first) {
            put_cells(p, t, l, row->cells, mark_styles[row->mark]);
            put_notes(p, t, l, row);
        }
}

static void put_table(paper *p, const ch_document_table *t)
{
    static const ch_counted more = {PN_("and %s more row", "and %s more rows")},
                            earlier = {PN_("%s earlier row is not shown", "%s earlier rows are not shown")};
    unsigned missing = t->row_count > MOST_ROWS ? t->row_count - MOST_ROWS : 0;
    layout l = lay_out(p, t);
    ch_screen_end_line(&p->screen);
    ch_screen_go_to(&p->screen, INDENT);
    put_styled(p, CH_STRONG, t->caption);
    ch_screen_end_line(&p->screen);
    put_cells(p, t, &l, t->columns, CH_FAINT);
    if (missing > 0 && t->by_time)
        put_missing(p, &earlier, missing);
    put_rows(p, t, &l, t->by_time ? missing : 0);
    put_left_out(p, t, &l);
    if (missing > 0 && !t->by_time)
        put_missing(p, &more, missing);
}

/* ---- blocks ---- */

static void put_fact(paper *p, const ch_block *block)
{
    ch_screen_go_to(&p->screen, INDENT);
    ch_screen_flow(&p->screen, block->label, INDENT + 2);
    ch_screen_flow(&p->screen, ch_phrase_colon(p->lang), INDENT + 2);
    p->screen.style = CH_STRONG;
    ch_screen_flow(&p->screen, block->text, INDENT + 2);
    p->screen.style = CH_PLAIN;
    ch_screen_end_line(&p->screen);
}

static void put_paragraph(paper *p, const ch_block *block)
{
    ch_screen_end_line(&p->screen);
    ch_screen_go_to(&p->screen, INDENT);
    p->screen.style = mark_styles[block->mark];
    ch_screen_flow(&p->screen, block->text, INDENT);
    p->screen.style = CH_PLAIN;
    ch_screen_end_line(&p->screen);
}

static void put_section(paper *p, const ch_section *section)
{
    ch_screen_end_line(&p->screen);
    put_styled(p, CH_STRONG, section->title);
    ch_screen_end_line(&p->screen);
    for (const ch_block *block = section->first; block != NULL; block = block->next) {
        if (block->kind == CH_TABLE)
            put_table(p, block->table);
        else if (block->kind == CH_FACT)
            put_fact(p, block);
        else
            put_paragraph(p, block);
    }
}

void ch_document_write_text(const ch_document *document, ch_output *output, const charter_report_options *options)
{
    paper p = {.screen = ch_screen_init(output, options), .lang = document->lang};
    /* The screen's own width: that of lines is what is pleasant to read, which a table need not be. */
    p.widest = options->width == 0 ? UINT_MAX : larger(options->width, p.screen.width);
    put_styled(&p, CH_STRONG, document->title);
    ch_screen_end_line(&p.screen);
    if (document->subtitle.length > 0) {
        ch_screen_flow_prose(&p.screen, document->subtitle, 0);
        ch_screen_end_line(&p.screen);
    }
    for (const ch_section *section = document->first; section != NULL; section = section->next)
        put_section(&p, section);
}
