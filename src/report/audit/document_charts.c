/* Charts: bars, ranges, bars of verdicts, and columns of them over time. They show no number that the table beside
 * them does not hold. Which rows there are is the document's; the page around a chart is document_html.c's, and so are
 * the colours. RGAA and WCAG 1.4.1: what colour tells, a pattern tells too.
 *
 * Words are HTML, which wraps, grows with the reader's letters and takes the system's colours; shapes alone are SVG. It
 * has no viewBox: lengths across are shares of what is there, so that a phone shrinks bars and neither words nor
 * patterns. */
#include "report/audit/document_charts.h"

#include <stdio.h>

#include "base/catalog.h"

enum {
    BAR = 16,
    MOST_BARS = 15,
    MOST_COLUMNS = 36,
    HEAD = 18,    /* above columns: the number that the highest could reach */
    HEIGHT = 180, /* of columns */
    FOOT = 24     /* below them: their months */
};

typedef struct drawing {
    ch_html *h;
    const ch_document *document;
    const ch_document_table *t;
    charter_lang lang;
    double most; /* the largest value, which is as long as there is room */
} drawing;

/* ---- shapes ---- */

/* A share of the room, in hundredths of a percent. By hand: the host's locale may write a comma. */
static void share(const drawing *d, const char *name, double of_one)
{
    char text[32];
    unsigned hundredths = (unsigned)(of_one * 10000 + 0.5);
    int length = snprintf(text, sizeof text, "%u.%02u%%", hundredths / 100, hundredths % 100);
    ch_html_attribute(d->h, name, (ch_text){text, (size_t)length});
}

/* x and width: shares; y and height: pixels. */
typedef struct box {
    double x, y, width, height;
} box;

static void rectangle(const drawing *d, box b, const char *class)
{
    ch_html_open(d->h, "rect");
    share(d, "x", b.x);
    ch_html_number(d->h, "y", b.y);
    share(d, "width", b.width);
    ch_html_number(d->h, "height", b.height);
    ch_html_attribute(d->h, "class", ch_text_of(class));
    ch_html_close(d->h);
}

/* A verdict's colour, and its pattern over it. The first has none, so that five patterns tell six verdicts apart. */
static void verdict_rectangle(const drawing *d, box b, int decision)
{
    static const char *const colours[CHARTER_DECISION_COUNT] = {"v0", "v1", "v2", "v3", "v4", "v5"};
    static const char *const patterns[CHARTER_DECISION_COUNT] = {NULL, "p1", "p2", "p3", "p4", "p5"};
    rectangle(d, b, colours[decision]);
    if (patterns[decision] != NULL)
        rectangle(d, b, patterns[decision]);
}

static void line(const drawing *d, double x1, double y1, double x2, double y2, const char *class)
{
    ch_html_open(d->h, "line");
    share(d, "x1", x1);
    ch_html_number(d->h, "y1", y1);
    share(d, "x2", x2);
    ch_html_number(d->h, "y2", y2);
    ch_html_attribute(d->h, "class", ch_text_of(class));
    ch_html_close(d->h);
}

static void open_shapes(const drawing *d, const char *class, unsigned height)
{
    ch_html_open(d->h, "svg");
    ch_html_attribute(d->h, "class", ch_text_of(class));
    ch_html_number(d->h, "height", height);
}

static void words(const drawing *d, const char *class, ch_text said)
{
    ch_html_open(d->h, "span");
    ch_html_attribute(d->h, "class", ch_text_of(class));
    ch_foreign_put_language(d->h, &d->document->foreign, said);
    ch_foreign_put_text(d->h, &d->document->foreign, said);
    ch_html_close(d->h);
}

/* ---- rows ---- */

static double total_of(const ch_document_row *row)
{
    double total = 0;
    for (int i = 0; i < CHARTER_DECISION_COUNT; i++)
        total += row->values[i];
    return total;
}

/* How far a row reaches. */
static double reach(const drawing *d, const ch_document_row *row)
{
    switch (d->t->chart) {
    case CH_BARS:
        return row->values[0];
    case CH_RANGES:
        return row->values[1];
    default:
        return total_of(row);
    }
}

/* A range of no length is seen all the same. */
static void draw_range(const drawing *d, const ch_document_row *row)
{
    double from = row->values[0] / d->most, to = row->values[1] / d->most;
    line(d, 0, BAR / 2.0, from, BAR / 2.0, "thread");
    rectangle(d, (box){from, 3, to - from, BAR - 6}, "bar");
    line(d, from, 0, from, BAR, "end");
    line(d, to, 0, to, BAR, "end");
}

static void draw_verdicts(const drawing *d, const ch_document_row *row)
{
    double x = 0;
    for (int i = 0; i < CHARTER_DECISION_COUNT; i++) {
        double width = row->values[i] / d->most;
        if (width > 0)
            verdict_rectangle(d, (box){x, 0, width, BAR}, i);
        x += width;
    }
}

/* What a bar is labelled is the cell that holds its number: the first that is one. */
static void draw_row(const drawing *d, const ch_document_row *row)
{
    words(d, "name", row->cells[0]);
    open_shapes(d, "row", BAR);
    if (d->t->chart == CH_VERDICTS)
        draw_verdicts(d, row);
    else if (d->t->chart == CH_RANGES)
        draw_range(d, row);
    else
        rectangle(d, (box){0, 0, row->values[0] / d->most, BAR}, "bar");
    ch_html_close(d->h);
    words(d, "value", row->cells[d->t->text_columns]);
}

static unsigned drawn_rows(const ch_document_table *t)
{
    return t->draws_all || t->row_count < MOST_BARS ? t->row_count : MOST_BARS;
}

static void draw_rows(const drawing *d)
{
    unsigned count = 0, most = drawn_rows(d->t);
    ch_html_open(d->h, "div");
    ch_html_attribute(d->h, "class", CH_LITERAL("bars"));
    for (const ch_document_row *row = d->t->first; row != NULL && count < most; row = row->next, count++)
        draw_row(d, row);
    ch_html_close(d->h);
}

/* ---- columns over time ---- */

/* Rows that are a month: "2026-03". */
static bool is_month(const ch_document_row *row)
{
    ch_text name = row->cells[0];
    return name.length == 7 && name.at[0] >= '0' && name.at[0] <= '9' && name.at[4] == '-';
}

static unsigned count_months(const ch_document_table *t)
{
    unsigned count = 0;
    for (const ch_document_row *row = t->first; row != NULL; row = row->next)
        count += is_month(row) || row->is_break;
    return count;
}

/* The last rows that fit. What is older stands in the table. */
static const ch_document_row *first_column(const ch_document_table *t, unsigned *count)
{
    unsigned months = count_months(t);
    unsigned skipped = !t->draws_all && months > MOST_COLUMNS ? months - MOST_COLUMNS : 0;
    *count = months - skipped;
    const ch_document_row *row = t->first;
    for (; row != NULL; row = row->next)
        if ((is_month(row) || row->is_break) && skipped-- == 0)
            break;
    return row;
}

static void draw_column(const drawing *d, const ch_document_row *row, double x, double width)
{
    double y = HEAD + HEIGHT;
    for (int i = 0; i < CHARTER_DECISION_COUNT; i++) {
        double height = row->values[i] / d->most * HEIGHT;
        y -= height;
        if (height > 0)
            verdict_rectangle(d, (box){x, y, width, height}, i);
    }
}

static void text(const drawing *d, double x, double y, const char *class, ch_text said)
{
    ch_html_open(d->h, "text");
    share(d, "x", x);
    ch_html_number(d->h, "y", y);
    ch_html_attribute(d->h, "class", ch_text_of(class));
    ch_html_text(d->h, said);
    ch_html_close(d->h);
}

static void draw_scale(const drawing *d)
{
    ch_buffer number = ch_buffer_init(256);
    ch_phrase_count(&number, d->lang, (uint64_t)d->most);
    text(d, 0, HEAD - 5, "scale", ch_buffer_text(&number));
    line(d, 0, HEAD, 1, HEAD, "grid");
    line(d, 0, HEAD + HEIGHT, 1, HEAD + HEIGHT, "axis");
    if (number.failed)
        ch_output_fail(d->h->output, CHARTER_NO_MEMORY);
    ch_buffer_clear(&number);
}

/* The narrowest screens are told every so many months, wider ones more: they would run into each other. A month takes a
 * quarter of what 320 pixels leave, and a tenth of what the narrowest of the wider ones do (document_html.c: 40rem). */
static const char *month_class(unsigned number, double step)
{
    unsigned often = (unsigned)(0.1 / step) + 1, seldom = (unsigned)(0.25 / step) + 1;
    seldom = (seldom + often - 1) / often * often; /* what is told on all is told on wide ones */
    return number % often != 0 ? NULL : number % seldom == 0 ? "month" : "month wide";
}

static void draw_columns(const drawing *d)
{
    static const double widest = 0.12;
    unsigned count, number = 0;
    const ch_document_row *row = first_column(d->t, &count);
    double step = count == 0 || 1.0 / count > widest ? widest : 1.0 / count;
    open_shapes(d, "columns", HEAD + HEIGHT + FOOT);
    draw_scale(d);
    for (; row != NULL; row = row->next) {
        if (!is_month(row) && !row->is_break)
            continue;
        const char *class = month_class(number, step);
        double x = number++ * step;
        if (row->is_break) { /* no column, and no month: time is not drawn there */
            text(d, x + step / 2, HEAD + HEIGHT - 5, "month", CH_LITERAL("\xE2\x80\xA6"));
            continue;
        }
        draw_column(d, row, x + step * 0.12, step * 0.76);
        if (class != NULL)
            text(d, x + step / 2, HEAD + HEIGHT + 18, class, row->cells[0]);
    }
    ch_html_close(d->h);
}

/* ---- the whole ---- */

/* Invalid declarations are no uses: only some charts have them. */
static bool is_drawn(const drawing *d, int decision)
{
    bool drawn = decision != CHARTER_DECISION_INVALID;
    for (const ch_document_row *row = d->t->first; row != NULL && !drawn; row = row->next)
        drawn = row->values[decision] > 0;
    return drawn;
}

static void draw_legend(const drawing *d)
{
    ch_html_open(d->h, "div");
    ch_html_attribute(d->h, "class", CH_LITERAL("legend"));
    for (int i = 0; i < CHARTER_DECISION_COUNT; i++) {
        if (!is_drawn(d, i))
            continue;
        ch_html_open(d->h, "span");
        open_shapes(d, "swatch", 14);
        verdict_rectangle(d, (box){0, 0, 1, 14}, i);
        ch_html_close(d->h);
        ch_html_text(d->h, ch_text_of(ch_translate(d->lang, ch_verdict_heads[i])));
        ch_html_close(d->h);
    }
    ch_html_close(d->h);
}

static double largest(const drawing *d)
{
    double most = 0;
    unsigned count = 0;
    for (const ch_document_row *row = d->t->first; row != NULL; row = row->next, count++) {
        /* Of what is drawn alone: a row that only the table has must not flatten the others. */
        bool drawn = d->t->chart == CH_TIMELINE ? is_month(row) : count < drawn_rows(d->t);
        double value = reach(d, row);
        most = drawn && value > most ? value : most;
    }
    return most;
}

/* One image with a name for screen readers: its pieces by themselves say nothing. */
static void open_image(const drawing *d)
{
    static const char *const kinds[] = {
        [CH_BARS] = N_("Bar chart."),
        [CH_RANGES] = N_("Chart of ranges, from the lowest to the highest figure."),
        [CH_VERDICTS] = N_("Bar chart, each bar divided by verdict."),
        [CH_TIMELINE] = N_("Column chart, one column a month, each divided by verdict."),
    };
    ch_html_open(d->h, "div");
    ch_html_attribute(d->h, "class", CH_LITERAL("chart"));
    ch_html_attribute(d->h, "role", CH_LITERAL("img"));
    ch_buffer said = ch_buffer_init(4096);
    ch_buffer_add(&said, d->t->caption);
    ch_buffer_literal(&said, ". ");
    ch_buffer_add(&said, ch_text_of(ch_translate(d->lang, kinds[d->t->chart])));
    ch_buffer_add_char(&said, ' ');
    ch_buffer_add(&said, ch_text_of(ch_translate(d->lang, N_("The table that follows holds the same numbers."))));
    ch_html_attribute(d->h, "aria-label", ch_buffer_text(&said));
    if (said.failed)
        ch_output_fail(d->h->output, CHARTER_NO_MEMORY);
    ch_buffer_clear(&said);
}

bool ch_chart_draw(ch_html *h, const ch_document *document, const ch_document_table *t)
{
    drawing d = {.h = h, .document = document, .t = t, .lang = document->lang};
    d.most = largest(&d);
    /* Nothing to draw: all values are divided by the largest. */
    if (t->chart == CH_NO_CHART || d.most <= 0)
        return false;
    ch_html_open(h, "figure");
    ch_html_element(h, "figcaption", t->caption);
    open_image(&d);
    if (t->chart == CH_VERDICTS || t->chart == CH_TIMELINE)
        draw_legend(&d);
    if (t->chart == CH_TIMELINE)
        draw_columns(&d);
    else
        draw_rows(&d);
    ch_html_close(h);
    ch_html_close(h);
    return true;
}

void ch_chart_patterns(ch_html *h)
{
    ch_html_raw(h, "<svg width=\"0\" height=\"0\" class=\"patterns\" aria-hidden=\"true\" focusable=\"false\"><defs>"
                   "<pattern id=\"diagonal\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
                   "<path d=\"M-1 1l2-2M0 6l6-6M5 7l2-2\"/></pattern>"
                   "<pattern id=\"dots\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
                   "<circle cx=\"3\" cy=\"3\" r=\"1.3\"/></pattern>"
                   "<pattern id=\"upright\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\">"
                   "<path d=\"M2.5 0v5\"/></pattern>"
                   "<pattern id=\"crossed\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\">"
                   "<path d=\"M0 0l7 7M7 0l-7 7\"/></pattern>"
                   "<pattern id=\"level\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\">"
                   "<path d=\"M0 2.5h5\"/></pattern></defs></svg>\n");
}
