/* A document on a terminal: as many columns as the screen holds, and as many rows as one looks at; in a file, all
 * columns. CSV and JSON have all rows. What is safe on a screen is prose/terminal.c's. */
#include "report/audit/document.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/catalog.h"
#include "report/prose/terminal.h"

enum { MOST_ROWS = 25, WIDEST_NAME = 40, GAP = 2, INDENT = 2, MOST_COLUMNS = 16 };

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

/* Labels get narrower than they are, but no narrower than this while a column of numbers can go instead. */
enum { NARROW_NAME = 18, NARROWEST_NAME = 6 };

typedef struct layout {
    unsigned widths[MOST_COLUMNS];
    unsigned words[MOST_COLUMNS]; /* how wide the longest word of its head and a number's cells are */
    bool shown[MOST_COLUMNS];     /* fits */
    bool below[MOST_COLUMNS];     /* stands in lines below its row */
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

/* How many bytes of a text stand in its first line, where one is so many columns wide: whole words, or what fits of a
 * word that is wider. */
static size_t first_line(ch_text text, unsigned columns)
{
    size_t at = 0, words = 0;
    for (unsigned used = 0; at < text.length;) {
        size_t next = at + 1;
        while (next < text.length && ((unsigned char)text.at[next] & 0xC0) == 0x80)
            next++;
        if (text.at[at] == ' ')
            words = at;
        used += ch_columns((ch_text){text.at + at, next - at});
        if (used > columns && at > 0)
            return words > 0 ? words : at;
        at = next;
    }
    return at;
}

static ch_text without(ch_text text, size_t line)
{
    while (line < text.length && text.at[line] == ' ')
        line++;
    return (ch_text){text.at + line, text.length - line};
}

static unsigned longest_word(ch_text text)
{
    unsigned longest = 0;
    while (text.length > 0) {
        const char *space = ch_text_find(text, ' ');
        size_t length = space == NULL ? text.length : (size_t)(space - text.at);
        longest = larger(longest, ch_columns((ch_text){text.at, length}));
        text = without(text, length);
    }
    return longest;
}

/* How many rows are left out, and how many of them are before those that are shown. */
static unsigned left_out(const ch_document_table *t)
{
    return t->row_count > MOST_ROWS ? t->row_count - MOST_ROWS : 0;
}

static unsigned first_row(const ch_document_table *t)
{
    return t->by_time ? left_out(t) : 0;
}

static unsigned width_of_cells(const ch_document_table *t, unsigned c)
{
    unsigned width = 0, at = 0, first = first_row(t);
    for (const ch_document_row *row = t->first; row != NULL && at < first + MOST_ROWS; row = row->next, at++)
        if (at >= first)
            width = larger(width, ch_columns(row->cells[c]));
    return width;
}

/* A column of nothing but 0, or of what is not there. */
static bool says_nothing(const ch_document_table *t, unsigned c)
{
    for (const ch_document_row *row = t->first; row != NULL; row = row->next)
        if (!ch_text_is(row->cells[c], "0") && !ch_text_is(row->cells[c], "\xE2\x80\x93"))
            return false;
    return c >= t->text_columns;
}

static unsigned total_width(const layout *l)
{
    unsigned total = INDENT;
    for (unsigned c = 0; c < l->count; c++)
        total += l->shown[c] ? l->widths[c] + (c > 0 ? GAP : 0) : 0;
    return total;
}

/* Takes from the widest of some columns until all fit: false where none may be narrower. */
static bool narrow(const paper *p, layout *l, unsigned first, unsigned end, const unsigned *least)
{
    for (unsigned total = total_width(l); total > p->widest; total--) {
        unsigned widest = end;
        for (unsigned c = first; c < end; c++)
            if (l->shown[c] && l->widths[c] > least[c] && (widest == end || l->widths[c] > l->widths[widest]))
                widest = c;
        if (widest == end)
            return false;
        l->widths[widest]--;
    }
    return true;
}

/* The last column that may go; numbers go before words do. The first two columns stay, and the first number that says
 * something: by it rows are in order. 0: there is none. */
static unsigned last_column(const ch_document_table *t, const layout *l, bool empty)
{
    unsigned number = t->text_columns;
    while (number < l->count && says_nothing(t, number))
        number++;
    for (unsigned c = l->count; c-- > 2;)
        if (l->shown[c] && c != number && (!empty || says_nothing(t, c)))
            return c;
    return 0;
}

/* First heads are in several lines, then what says nothing goes, then names are in several lines, then numbers go. */
static void fit(const paper *p, const ch_document_table *t, layout *l)
{
    unsigned names[MOST_COLUMNS], least[MOST_COLUMNS], natural[MOST_COLUMNS];
    for (unsigned c = 0; c < l->count; c++) {
        names[c] = NARROW_NAME;
        least[c] = NARROWEST_NAME;
        natural[c] = l->widths[c];
    }
    unsigned words = limited(t->text_columns, l->count), gone;
    while (!narrow(p, l, words, l->count, l->words)) {
        gone = last_column(t, l, true);
        if (gone == 0 && narrow(p, l, 0, words, names))
            return;
        gone = gone == 0 ? last_column(t, l, false) : gone;
        if (gone == 0) {
            narrow(p, l, 0, words, least);
            return;
        }
        l->shown[gone] = false;
        memcpy(l->widths, natural, sizeof natural);
    }
}

static layout lay_out(const paper *p, const ch_document_table *t)
{
    layout l = {.count = t->column_count < MOST_COLUMNS ? t->column_count : MOST_COLUMNS};
    for (unsigned c = 0; c < l.count; c++) {
        /* In a file there is room for sentences too, and for names however long they are. */
        bool bounded = p->widest != UINT_MAX && c < t->text_columns;
        unsigned cells = width_of_cells(t, c);
        l.below[c] = bounded && c + t->notes >= t->text_columns;
        l.shown[c] = !l.below[c];
        l.words[c] = larger(longest_word(t->columns[c]), cells);
        l.widths[c] = larger(ch_columns(t->columns[c]), bounded ? limited(cells, WIDEST_NAME) : cells);
    }
    fit(p, t, &l);
    return l;
}

static void put_line(paper *p, const ch_document_table *t, const layout *l, ch_text *cells, ch_style style)
{
    unsigned column = INDENT;
    for (unsigned c = 0; c < l->count; c++) {
        if (!l->shown[c])
            continue;
        if (cells[c].length > 0) {
            ch_text line = {cells[c].at, first_line(cells[c], l->widths[c])};
            cells[c] = without(cells[c], line.length);
            /* Numbers stand at the right, digit under digit. */
            unsigned width = limited(ch_columns(line), l->widths[c]);
            ch_screen_go_to(&p->screen, column + (c < t->text_columns ? 0 : l->widths[c] - width));
            put_styled(p, style, line);
        }
        column += l->widths[c] + GAP;
    }
    ch_screen_end_line(&p->screen);
}

static void put_cells(paper *p, const ch_document_table *t, const layout *l, const ch_text *cells, ch_style style)
{
    ch_text left[MOST_COLUMNS];
    bool some = true;
    memcpy(left, cells, l->count * sizeof *left);
    while (some) {
        put_line(p, t, l, left, style);
        some = false;
        for (unsigned c = 0; c < l->count; c++)
            some = some || (l->shown[c] && left[c].length > 0);
    }
}

/* Each sentence with its column's name, in as many lines as it takes. */
static void put_notes(paper *p, const ch_document_table *t, const layout *l, const ch_document_row *row)
{
    enum { BELOW = INDENT + 2, FURTHER = BELOW + 2 };
    for (unsigned c = 0; c < l->count; c++) {
        if (!l->below[c] || row->cells[c].length == 0 || ch_text_is(row->cells[c], "\xE2\x80\x93"))
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

static void put_rows(paper *p, const ch_document_table *t, const layout *l)
{
    unsigned at = 0, first = first_row(t);
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
    unsigned missing = left_out(t);
    layout l = lay_out(p, t);
    ch_screen_end_line(&p->screen);
    ch_screen_go_to(&p->screen, INDENT);
    p->screen.style = CH_STRONG;
    ch_screen_flow(&p->screen, t->caption, INDENT);
    p->screen.style = CH_PLAIN;
    ch_screen_end_line(&p->screen);
    put_cells(p, t, &l, t->columns, CH_FAINT);
    if (missing > 0 && t->by_time)
        put_missing(p, &earlier, missing);
    put_rows(p, t, &l);
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
