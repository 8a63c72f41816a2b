/* Rows of people's text. Which rows there are is text.c's and reasons.c's; how long a line may be is terminal.c's. */
#include "report/prose/layout.h"

#include <stdlib.h>

#include "base/unicode.h"
#include "report/prose/verdict_words.h"

void ch_layout_begin_row(ch_layout *page, ch_label label)
{
    ch_screen *s = &page->screen;
    /* Due until something follows: no blank line ends a report. */
    if (page->gap_due)
        ch_layout_end_line(page);
    page->gap_due = false;
    bool none = *label.word == '\0'; /* the catalogue has its header under "" */
    ch_text word = none ? CH_NO_TEXT : ch_text_of(ch_translate(page->lang, label.word));
    unsigned columns = ch_columns(word);
    if (columns < page->labels)
        ch_screen_go_to(s, page->labels - columns);
    s->style = label.style;
    ch_screen_put(s, word);
    s->style = CH_PLAIN;
    ch_screen_go_to(s, ch_layout_margin(page));
}

void ch_layout_flow(ch_layout *page, ch_text text)
{
    ch_screen_flow_prose(&page->screen, text, ch_layout_margin(page));
}

void ch_layout_flow_message(ch_layout *page, const ch_message *message)
{
    page->scratch->length = 0;
    ch_message_add(page->scratch, message, page->lang);
    ch_screen_flow(&page->screen, ch_buffer_text(page->scratch), ch_layout_margin(page));
}

void ch_layout_row(ch_layout *page, ch_label label, ch_text text)
{
    if (text.length == 0)
        return;
    ch_layout_begin_row(page, label);
    ch_layout_flow(page, text);
    ch_layout_end_line(page);
}

void ch_layout_message_row(ch_layout *page, ch_label label, const ch_message *message)
{
    if (message->text == NULL)
        return;
    ch_layout_begin_row(page, label);
    ch_layout_flow_message(page, message);
    ch_layout_end_line(page);
}

/* The text is empty afterwards, row or none: what is gathered next begins anew. */
void ch_layout_gathered_row(ch_layout *page, ch_label label)
{
    ch_layout_row(page, label, ch_buffer_text(&page->text));
    page->text.length = 0;
}

void ch_layout_excerpt(ch_layout *page, ch_text line, charter_place place, ch_style style)
{
    ch_excerpt excerpt = ch_excerpt_at(line, place);
    excerpt.bar = page->labels;
    excerpt.style = style;
    ch_screen_excerpt(&page->screen, &excerpt);
}

/* One bullet for each character that is hidden, blanks aside: columns of carets stay what they are. */
static void add_covered(ch_buffer *covered, const charter_verdict *v, ch_text line, uint32_t offset)
{
    for (size_t i = 0; i < line.length;) {
        int32_t character;
        ch_text rest = {line.at + i, line.length - i};
        size_t length = ch_character_next(rest, &character);
        bool shown = character == ' ' || character == '\t' || !ch_verdict_hides(v, offset + (uint32_t)i);
        ch_buffer_add(covered, shown ? (ch_text){rest.at, length} : CH_LITERAL("\xE2\x80\xA2"));
        i += length;
    }
}

void ch_layout_declared_line(ch_layout *page, ch_span span, charter_place place, ch_style style)
{
    const charter_verdict *v = page->verdict;
    ch_text line = ch_source_line(v->declaration->source, span.start);
    /* The source's own line, and not a masked message: what detectors find in it has to be covered here. */
    if (v->hidden == NULL) {
        ch_layout_excerpt(page, line, place, style);
        return;
    }
    ch_buffer covered = ch_buffer_init(SIZE_MAX / 2);
    add_covered(&covered, v, line, (uint32_t)(line.at - v->declaration->source->bytes.at));
    if (covered.failed)
        ch_output_fail(page->screen.output, CHARTER_NO_MEMORY);
    ch_layout_excerpt(page, ch_buffer_text(&covered), place, style);
    ch_buffer_clear(&covered);
}

ch_text ch_layout_localized(const ch_layout *page, const ch_localized *words)
{
    return ch_verdict_text(page->verdict, words, page->lang);
}

ch_text ch_layout_name(const ch_layout *page, const ch_entry *entry)
{
    return ch_verdict_name(page->verdict, entry, page->lang);
}
