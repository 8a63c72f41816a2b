/* Charts: bars, ranges, bars of verdicts, and columns of them over time. They show no number that the table beside
 * them does not hold. Which rows there are is the document's; the page around a chart is document_html.c's. RGAA
 * and WCAG 1.4.1: what colour tells, a pattern tells too. */
#include "report/audit/document_charts.h"

#include <stdio.h>

enum {
    WIDTH = 720,
    LABELS = 230, /* the column of names */
    VALUES = 110, /* the column of numbers */
    ROW = 28,
    BAR = 16,
    MOST_BARS = 15,
    MOST_COLUMNS = 36,
    LABEL_CHARACTERS = 27,
    HEIGHT = 180, /* of columns */
    LEGEND = 26
};

typedef struct drawing {
    ch_html *h;
    const ch_document_table *t;
    charter_lang lang;
    double top, most; /* the largest value */
} drawing;

static const char *const verdict_classes[CHARTER_DECISION_COUNT] = {"v0", "v1", "v2", "v3", "v4", "v5"};

static void rectangle(const drawing *d, double x, double y, double width, double height, const char *class)
{
    ch_html_open(d->h, "rect");
    ch_html_number(d->h, "x", x);
    ch_html_number(d->h, "y", y);
    ch_html_number(d->h, "width", width);
    ch_html_number(d->h, "height", height);
    ch_html_attribute(d->h, "class", ch_text_of(class));
    ch_html_close(d->h);
}

/* A verdict's colour, and its pattern over it. The first has none, so that five patterns tell six verdicts apart. */
static void verdict_rectangle(const drawing *d, double x, double y, double width, double height, int decision)
{
    static const char *const patterns[CHARTER_DECISION_COUNT] = {NULL, "p1", "p2", "p3", "p4", "p5"};
    rectangle(d, x, y, width, height, verdict_classes[decision]);
    if (patterns[decision] != NULL)
        rectangle(d, x, y, width, height, patterns[decision]);
}

static void line(const drawing *d, double x1, double y1, double x2, double y2, const char *class)
{
    ch_html_open(d->h, "line");
    ch_html_number(d->h, "x1", x1);
    ch_html_number(d->h, "y1", y1);
    ch_html_number(d->h, "x2", x2);
    ch_html_number(d->h, "y2", y2);
    ch_html_attribute(d->h, "class", ch_text_of(class));
    ch_html_close(d->h);
}

static void text(const drawing *d, double x, double y, const char *anchor, ch_text said)
{
    ch_html_open(d->h, "text");
    ch_html_number(d->h, "x", x);
    ch_html_number(d->h, "y", y);
    ch_html_attribute(d->h, "text-anchor", ch_text_of(anchor));
    ch_html_text(d->h, said);
    ch_html_close(d->h);
}

/* The beginning of a name that is too long for its column; the table has it whole. */
static void name(const drawing *d, double y, ch_text said)
{
    size_t characters = 0, length = 0;
    for (; length < said.length; length++) {
        characters += ((unsigned char)said.at[length] & 0xC0) != 0x80;
        if (characters > LABEL_CHARACTERS)
            break;
    }
    if (length == said.length) {
        text(d, LABELS - 10, y, "end", said);
        return;
    }
    /* Four bytes a character at most, and an ellipsis. */
    char cut[4 * LABEL_CHARACTERS + 8];
    int size = snprintf(cut, sizeof cut, "%.*s\xE2\x80\xA6", (int)length, said.at);
    text(d, LABELS - 10, y, "end", (ch_text){cut, (size_t)size});
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

static double scale(const drawing *d, double value)
{
    return value / d->most * (WIDTH - LABELS - VALUES);
}

static void draw_bar(const drawing *d, const ch_document_row *row, double y)
{
    static const char *const classes[] = {"bar", "bar good", "bar watch", "bar bad"};
    rectangle(d, LABELS, y, scale(d, row->values[0]), BAR, classes[row->mark]);
}

/* A range of no length is seen all the same. */
static void draw_range(const drawing *d, const ch_document_row *row, double y)
{
    double from = LABELS + scale(d, row->values[0]), to = LABELS + scale(d, row->values[1]);
    double middle = y + BAR / 2.0;
    line(d, LABELS, middle, from, middle, "thread");
    rectangle(d, from, y + 3, to - from < 3 ? 3 : to - from, BAR - 6, "bar");
    line(d, from, y, from, y + BAR, "end");
    line(d, to, y, to, y + BAR, "end");
}

static void draw_verdicts(const drawing *d, const ch_document_row *row, double y)
{
    double x = LABELS;
    for (int i = 0; i < CHARTER_DECISION_COUNT; i++) {
        double width = scale(d, row->values[i]);
        if (width > 0)
            verdict_rectangle(d, x, y, width, BAR, i);
        x += width;
    }
}

static void draw_row(const drawing *d, const ch_document_row *row, double y)
{
    double baseline = y + BAR - 3.5;
    name(d, baseline, row->cells[0]);
    if (d->t->chart == CH_VERDICTS)
        draw_verdicts(d, row, y);
    else if (d->t->chart == CH_RANGES)
        draw_range(d, row, y);
    else
        draw_bar(d, row, y);
    text(d, LABELS + scale(d, reach(d, row)) + 8, baseline, "start", row->cells[d->t->text_columns]);
}

static void draw_rows(const drawing *d)
{
    unsigned count = 0;
    for (const ch_document_row *row = d->t->first; row != NULL && count < MOST_BARS; row = row->next, count++)
        draw_row(d, row, d->top + (ROW - BAR) / 2.0 + count * ROW);
    line(d, LABELS, d->top, LABELS, d->top + count * ROW, "axis");
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
        count += is_month(row);
    return count;
}

/* The last rows that fit. What is older stands in the table. */
static const ch_document_row *first_column(const ch_document_table *t, unsigned *count)
{
    unsigned months = count_months(t), skipped = months > MOST_COLUMNS ? months - MOST_COLUMNS : 0;
    *count = months - skipped;
    const ch_document_row *row = t->first;
    for (; row != NULL; row = row->next)
        if (is_month(row) && skipped-- == 0)
            break;
    return row;
}

static void draw_column(const drawing *d, const ch_document_row *row, double x, double width)
{
    double y = d->top + HEIGHT;
    for (int i = 0; i < CHARTER_DECISION_COUNT; i++) {
        double height = row->values[i] / d->most * HEIGHT;
        y -= height;
        if (height > 0)
            verdict_rectangle(d, x, y, width, height, i);
    }
}

static void draw_scale(const drawing *d, double left)
{
    ch_buffer number = ch_buffer_init(256);
    ch_phrase_count(&number, d->lang, (uint64_t)d->most);
    text(d, left - 8, d->top + 5, "end", ch_buffer_text(&number));
    text(d, left - 8, d->top + HEIGHT + 4, "end", CH_LITERAL("0"));
    line(d, left, d->top, WIDTH, d->top, "grid");
    line(d, left, d->top + HEIGHT, WIDTH, d->top + HEIGHT, "axis");
    if (number.failed)
        ch_output_fail(d->h->output, CHARTER_NO_MEMORY);
    ch_buffer_clear(&number);
}

static void draw_columns(const drawing *d)
{
    enum { LEFT = 70, LABEL_WIDTH = 62, WIDEST = 56 };
    unsigned count, number = 0;
    const ch_document_row *row = first_column(d->t, &count);
    double step = count == 0 ? 1 : (WIDTH - LEFT) / (double)count;
    step = step > WIDEST ? WIDEST : step;
    /* Labels that would run into each other are left out. */
    unsigned every = step < LABEL_WIDTH ? (unsigned)(LABEL_WIDTH / step) + 1 : 1;
    draw_scale(d, LEFT);
    for (; row != NULL; row = row->next) {
        if (!is_month(row))
            continue;
        double x = LEFT + number * step;
        draw_column(d, row, x + step * 0.12, step * 0.76);
        if (number % every == 0)
            text(d, x + step / 2, d->top + HEIGHT + 18, "middle", row->cells[0]);
        number++;
    }
}

/* ---- the whole ---- */

/* About as wide as text of ours is. */
static double width_of(ch_text said)
{
    double width = 0;
    for (size_t i = 0; i < said.length; i++)
        width += ((unsigned char)said.at[i] & 0xC0) != 0x80 ? 8 : 0;
    return width;
}

static void draw_legend(const drawing *d)
{
    double x = 20;
    for (int i = 0; i < CHARTER_DECISION_INVALID; i++) {
        ch_text word = ch_text_of(ch_translate(d->lang, ch_verdict_heads[i]));
        verdict_rectangle(d, x, 2, 14, 14, i);
        text(d, x + 20, 13.5, "start", word);
        x += 20 + width_of(word) + 16;
    }
}

static bool has_legend(const ch_document_table *t)
{
    return t->chart == CH_VERDICTS || t->chart == CH_TIMELINE;
}

static double largest(const drawing *d)
{
    double most = 0;
    unsigned count = 0;
    for (const ch_document_row *row = d->t->first; row != NULL; row = row->next, count++) {
        /* Of what is drawn alone: a row that only the table has must not flatten the others. */
        bool drawn = d->t->chart == CH_TIMELINE ? is_month(row) : count < MOST_BARS;
        double value = reach(d, row);
        most = drawn && value > most ? value : most;
    }
    return most;
}

static double height_of(const drawing *d)
{
    unsigned rows = d->t->row_count < MOST_BARS ? d->t->row_count : MOST_BARS;
    return d->top + (d->t->chart == CH_TIMELINE ? HEIGHT + 28 : rows * ROW + 4);
}

static void identified(ch_html *h, const char *element, const char *letter, unsigned number, ch_text said)
{
    char id[24];
    int length = snprintf(id, sizeof id, "%s%u", letter, number);
    ch_html_open(h, element);
    ch_html_attribute(h, "id", (ch_text){id, (size_t)length});
    ch_html_text(h, said);
    ch_html_close(h);
}

static void open_image(const drawing *d, unsigned number)
{
    static const char *const kinds[] = {
        [CH_BARS] = N_("Bar chart."),
        [CH_RANGES] = N_("Chart of ranges, from the lowest to the highest figure."),
        [CH_VERDICTS] = N_("Bar chart, each bar divided by verdict."),
        [CH_TIMELINE] = N_("Column chart, one column a month, each divided by verdict."),
    };
    char text_of_number[64];
    ch_html_open(d->h, "svg");
    /* One image with a title and a description, for screen readers: its pieces by themselves say nothing. */
    ch_html_attribute(d->h, "role", CH_LITERAL("img"));
    int length = snprintf(text_of_number, sizeof text_of_number, "ct%u cd%u", number, number);
    ch_html_attribute(d->h, "aria-labelledby", (ch_text){text_of_number, (size_t)length});
    length = snprintf(text_of_number, sizeof text_of_number, "0 0 %d %.0f", WIDTH, height_of(d));
    ch_html_attribute(d->h, "viewBox", (ch_text){text_of_number, (size_t)length});
    identified(d->h, "title", "ct", number, d->t->caption);
    ch_buffer said = ch_buffer_init(4096);
    ch_buffer_add(&said, ch_text_of(ch_translate(d->lang, kinds[d->t->chart])));
    ch_buffer_add_char(&said, ' ');
    ch_buffer_add(&said, ch_text_of(ch_translate(d->lang, N_("The table that follows holds the same numbers."))));
    identified(d->h, "desc", "cd", number, ch_buffer_text(&said));
    if (said.failed)
        ch_output_fail(d->h->output, CHARTER_NO_MEMORY);
    ch_buffer_clear(&said);
}

bool ch_chart_draw(ch_html *h, const ch_document_table *t, unsigned number, charter_lang lang)
{
    drawing d = {.h = h, .t = t, .lang = lang, .top = has_legend(t) ? LEGEND : 4};
    d.most = largest(&d);
    /* Nothing to draw: all values are divided by the largest. */
    if (t->chart == CH_NO_CHART || d.most <= 0)
        return false;
    ch_html_open(h, "figure");
    ch_html_element(h, "figcaption", t->caption);
    open_image(&d, number);
    if (has_legend(t))
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
