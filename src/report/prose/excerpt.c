/* Excerpts: a source's line with carets, aligned by what characters take on a screen. What of a line may be shown
 * was decided before: lines come here with their secrets covered. */
#include <stdio.h>

#include "base/unicode.h"
#include "report/prose/terminal.h"

#define TAB_STOP 4

/* Columns of the line as it is shown, from 0. */
typedef struct extent {
    unsigned first, last, total;
    bool inside; /* the carets stand in the line, or right behind it */
} extent;

/* A tab is spaces up to the next stop, as terminals show it: carets would else stand too far left. */
static unsigned columns_of(int32_t character, unsigned column)
{
    return character == '\t' ? TAB_STOP - column % TAB_STOP : ch_character_columns(character);
}

static extent measure(const ch_excerpt *e)
{
    extent x = {0};
    uint32_t number = 1;
    for (size_t i = 0; i < e->line.length; number++) {
        int32_t c;
        if (number == e->first)
            x.first = x.total;
        if (number == e->last)
            x.last = x.total;
        i += ch_character_next((ch_text){e->line.at + i, e->line.length - i}, &c);
        x.total += columns_of(c, x.total);
    }
    if (number == e->first)
        x.first = x.total;
    /* What goes on in another line is marked up to the end of this one. */
    if (e->last == 0 || e->last >= number)
        x.last = x.total;
    x.inside = e->first >= 1 && e->first <= number;
    return x;
}

/* The part of the line that is shown; what is cut off shows as an ellipsis within it. */
typedef struct window {
    unsigned from, to;
    bool cut_before, cut_after;
} window;

static window choose_window(extent x, unsigned room)
{
    if (x.total <= room)
        return (window){0, x.total, false, false};
    unsigned from = 0;
    /* The marked part is what must be seen; a line of a megabyte is cut around it. */
    if (x.last + 1 >= room) {
        unsigned marked = x.last > x.first ? x.last - x.first : 1;
        unsigned before = marked + 4 <= room ? (room - marked) / 2 : 2;
        from = x.first > before ? x.first - before : 0;
    }
    if (from > x.total - room)
        from = x.total - room;
    return (window){from, from + room, from > 0, from + room < x.total};
}

static const ch_text ellipsis = {"\xE2\x80\xA6", 3};

static void put_cell(ch_screen *s, ch_text bytes, int32_t character, unsigned columns)
{
    if (character == '\t')
        ch_screen_go_to(s, s->column + columns);
    else
        ch_screen_put(s, bytes);
}

/* Where on the screen the carets go. */
typedef struct marks {
    unsigned first, last;
} marks;

/* What is shown may differ from what was measured (a command of a runner is parted): the carets go by what
 * the screen says. */
static marks put_line(ch_screen *s, const ch_excerpt *e, window w)
{
    unsigned from = w.from + w.cut_before, to = w.to - w.cut_after, at = 0, start = s->column;
    marks m = {start, 0};
    uint32_t number = 1;
    if (w.cut_before)
        ch_screen_put(s, ellipsis);
    for (size_t i = 0; i < e->line.length; number++) {
        int32_t c;
        size_t length = ch_character_next((ch_text){e->line.at + i, e->line.length - i}, &c);
        unsigned columns = columns_of(c, at);
        /* A mark without a width belongs to the character before it, and goes where that goes. */
        bool shown = at >= from && at + columns <= to && (columns > 0 || at > from || !w.cut_before);
        if (shown && s->column == start + w.cut_before)
            ch_screen_go_to(s, start + at - w.from);
        if (number == e->first)
            m.first = s->column;
        if (number == e->last)
            m.last = s->column;
        if (shown)
            put_cell(s, (ch_text){e->line.at + i, length}, c, columns);
        i += length;
        at += columns;
    }
    if (number == e->first)
        m.first = s->column;
    if (m.last == 0)
        m.last = s->column;
    if (w.cut_after)
        ch_screen_put(s, ellipsis);
    return m;
}

static void put_gutter(ch_screen *s, const ch_excerpt *e, ch_text number)
{
    unsigned columns = (unsigned)number.length;
    if (columns + 1 < e->bar)
        ch_screen_go_to(s, e->bar - 1 - columns);
    s->style = CH_FAINT;
    ch_screen_put(s, number);
    ch_screen_go_to(s, e->bar);
    ch_screen_put(s, CH_LITERAL("|"));
    s->style = CH_PLAIN;
}

static void put_carets(ch_screen *s, const ch_excerpt *e, marks m)
{
    put_gutter(s, e, CH_NO_TEXT);
    ch_screen_go_to(s, m.first);
    s->style = e->style;
    do
        ch_screen_put(s, CH_LITERAL("^"));
    while (s->column < m.last);
    s->style = CH_PLAIN;
    ch_screen_end_line(s);
}

ch_excerpt ch_excerpt_at(ch_text line, charter_place place)
{
    return (ch_excerpt){
        .line = line,
        .number = place.line,
        .first = place.column - place.skipped,
        .last = place.end_line == place.line ? place.end_column - place.skipped : 0,
    };
}

void ch_screen_excerpt(ch_screen *s, const ch_excerpt *e)
{
    char number[16];
    int length = snprintf(number, sizeof number, "%u", (unsigned)e->number);
    extent x = measure(e);
    /* A place that is not in the line has no excerpt: carets elsewhere would mislead. */
    if (e->line.at == NULL || !x.inside)
        return;
    put_gutter(s, e, (ch_text){number, (size_t)length});
    unsigned start = e->bar + 2;
    ch_screen_go_to(s, start);
    marks m = put_line(s, e, choose_window(x, s->width - start));
    ch_screen_end_line(s);
    put_carets(s, e, m);
}
