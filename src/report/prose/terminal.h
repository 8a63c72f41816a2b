/* terminal: text for a screen, safe and measured.
 *
 * Everything that people's formats print goes through a screen, character by character: what could mislead a
 * terminal or its reader becomes U+XXXX, and where it is asked for, no line can be a command of a CI runner.
 * There is no other way out, so nobody has to remember. */
#ifndef CH_REPORT_PROSE_TERMINAL_H
#define CH_REPORT_PROSE_TERMINAL_H

#include "charter/report.h"
#include "report/prose/workflow_commands.h"
#include "report/write/output.h"

typedef enum ch_style { CH_PLAIN, CH_STRONG, CH_FAINT, CH_GREEN, CH_YELLOW, CH_RED, CH_MAGENTA, CH_BLUE } ch_style;

typedef struct ch_screen {
    ch_output *output;
    unsigned width;
    bool colour, defuse;
    ch_style style;  /* of what comes next; set freely */
    ch_style shown;  /* as the terminal has it */
    unsigned column; /* columns of the line so far */
    bool fresh;      /* nothing but blanks since the line's beginning, or since they were asked for */
    bool space_due;  /* the text so far ended with a space that is not yet printed */
    ch_text links;   /* what names of files begin at, as an address; no text: nothing is a link */
    ch_log_line line;
} ch_screen;

/* A screen that writes into `output` as the options say. */
ch_screen ch_screen_init(ch_output *output, const charter_report_options *options);

/* Text as it is. */
void ch_screen_put(ch_screen *screen, ch_text text);

/* Text whose spaces may become line breaks; lines that follow begin at `indent`. A word is broken only where
 * no line could hold it. What is put next to a text that ended with a space begins a word of its own. */
void ch_screen_flow(ch_screen *screen, ch_text text, unsigned indent);

/* The same for text that a charter's author has laid out: tabs and line breaks count as spaces. */
void ch_screen_flow_prose(ch_screen *screen, ch_text text, unsigned indent);

/* Text that stays together, spaces and all: on this line, or on the next where it does not fit. */
void ch_screen_flow_whole(ch_screen *screen, ch_text text, unsigned indent);

/* Text as it is, which leads to `address` where the screen has links and the address is an http: or https: one, or of a
 * file, that holds nothing but what an address may; else the text alone. */
void ch_screen_put_link(ch_screen *screen, ch_text text, ch_text address);

/* The same for a file, by the name that it was opened with. */
void ch_screen_put_file_link(ch_screen *screen, ch_text text, const char *file);

/* ch_screen_flow_prose, in which whole http: and https: addresses lead where they say. */
void ch_screen_flow_links(ch_screen *screen, ch_text text, unsigned indent);

/* Blanks up to `column`; nothing where the line is longer. */
void ch_screen_go_to(ch_screen *screen, unsigned column);
void ch_screen_end_line(ch_screen *screen);

/* How many columns `text` takes, and how many one character does. */
unsigned ch_columns(ch_text text);
unsigned ch_character_columns(int32_t character);

/* A line of a source, its number before it and carets under a part of it. */
typedef struct ch_excerpt {
    ch_text line;
    uint32_t number;
    uint32_t first, last; /* code points from 1; `last` exclusive; 0: to the line's end */
    unsigned bar;         /* the column of the bar between number and line */
    ch_style style;       /* of the carets */
} ch_excerpt;

/* The part of `line` that `place` tells. */
ch_excerpt ch_excerpt_at(ch_text line, charter_place place);

/* A line that is too long is shown around its carets. Nothing where the part is not in the line. */
void ch_screen_excerpt(ch_screen *screen, const ch_excerpt *excerpt);

#endif
