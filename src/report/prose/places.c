/* Places at the right edge of rows. How a name of a file becomes an address is terminal.c's. */
#include "report/prose/places.h"

/* In the layout's `text`. */
static void gather(ch_layout *p, charter_place place)
{
    p->text.length = 0;
    ch_phrase_place(&p->text, place);
    ch_buffer_add_char(&p->text, ':');
    ch_buffer_int(&p->text, place.column);
}

static unsigned columns_of(ch_layout *p, charter_place place)
{
    if (place.line == 0)
        return 0;
    gather(p, place);
    return ch_columns(ch_buffer_text(&p->text)) + 1;
}

static void put(ch_layout *p, charter_place place, const char *before)
{
    if (place.line == 0)
        return;
    ch_screen_put(&p->screen, ch_text_of(before));
    gather(p, place);
    ch_screen_put_file_link(&p->screen, ch_buffer_text(&p->text), place.file);
}

void ch_layout_places(ch_layout *p, charter_place first, charter_place second)
{
    ch_screen *s = &p->screen;
    unsigned columns = columns_of(p, first) + columns_of(p, second);
    if (columns > 0) {
        bool fits = s->column + 1 + columns <= s->width;
        if (!fits)
            ch_layout_end_line(p);
        columns--; /* the blank before the first is no part of it */
        ch_screen_go_to(s, columns < s->width ? s->width - columns : ch_layout_margin(p));
        s->style = CH_FAINT;
        put(p, first, "");
        put(p, second, first.line > 0 ? " " : "");
        s->style = CH_PLAIN;
    }
    p->text.length = 0;
    ch_layout_end_line(p);
}
