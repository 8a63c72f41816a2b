/* layout: people's text in rows, a label on the left and what it says on the right, so that the eye finds its
 * way down the labels. Shared by text.c, which says what rows there are, and reasons.c. */
#ifndef CH_REPORT_PROSE_LAYOUT_H
#define CH_REPORT_PROSE_LAYOUT_H

#include "judge/verdict.h"
#include "judge/acceptance.h"
#include "report/prose/phrases.h"
#include "report/prose/terminal.h"

typedef struct ch_layout {
    ch_screen screen;
    charter_lang lang;
    const charter_verdict *verdict;       /* that is being told */
    unsigned labels;                      /* the width of the column of labels */
    ch_buffer text;                       /* what is being gathered for a row */
    ch_buffer *scratch;                   /* what is being said */
    const charter_acceptance *acceptance; /* of the verdict; NULL: there is no baseline */
    bool some;                            /* verdicts were told */
    bool left_out;                        /* of one of them something was left out */
    bool gap_due;                         /* the next row stands apart from those before */
} ch_layout;

/* A row's label: an English text, translated when it is printed; "" for none. */
typedef struct ch_label {
    const char *word;
    ch_style style;
} ch_label;

static const ch_label ch_no_label = {"", CH_PLAIN};

static inline ch_label ch_faint(const char *word)
{
    return (ch_label){word, CH_FAINT};
}

/* The column in which what rows say begins. */
static inline unsigned ch_layout_margin(const ch_layout *page)
{
    return page->labels + 2;
}

static inline void ch_layout_end_line(ch_layout *page)
{
    ch_screen_end_line(&page->screen);
}

/* The label, and blanks up to the margin. */
void ch_layout_begin_row(ch_layout *page, ch_label label);

/* Text of the charter's author, or of ours. */
void ch_layout_flow(ch_layout *page, ch_text text);

/* Messages may hold declared text: its line breaks are shown for what they are. */
void ch_layout_flow_message(ch_layout *page, const ch_message *message);

/* Whole rows; none where there is nothing to say. */
void ch_layout_row(ch_layout *page, ch_label label, ch_text text);
void ch_layout_message_row(ch_layout *page, ch_label label, const ch_message *message);

/* A row of what was gathered in `text`, which is then empty. */
void ch_layout_gathered_row(ch_layout *page, ch_label label);

/* `place`'s line, with carets. */
void ch_layout_excerpt(ch_layout *page, ch_text line, charter_place place, ch_style style);

/* The line of the declaration in which a span begins, what detectors find in it covered. */
void ch_layout_declared_line(ch_layout *page, ch_span span, charter_place place, ch_style style);

/* Text for people in the layout's language; of an entry, its title or else its id. */
ch_text ch_layout_localized(const ch_layout *page, const ch_localized *words);
ch_text ch_layout_name(const ch_layout *page, const ch_entry *entry);

#endif
