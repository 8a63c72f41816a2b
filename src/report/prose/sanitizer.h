/* sanitizer: what is said in a report's language, made fit to stand in a log, a page or a pipeline.
 *
 * Whatever is spoken is one line without control, invisible or bidirectional characters (they show as
 * U+XXXX), and holds no command of a CI runner. Escaping is the format's own, on top of it. */
#ifndef CH_REPORT_PROSE_SANITIZER_H
#define CH_REPORT_PROSE_SANITIZER_H

#include "charter/version.h"
#include "report/prose/phrases.h"
#include "report/prose/terminal.h"

typedef struct ch_sanitizer {
    charter_lang lang;
    ch_buffer said;
    ch_buffer raw; /* what is about to be made sanitized */
    ch_output output;
    ch_screen screen;
    char room[256];
} ch_sanitizer;

/* In place: a sanitizer points at itself. Release it with ch_sanitizer_clear. */
void ch_sanitizer_init(ch_sanitizer *sanitizer, charter_lang lang);
void ch_sanitizer_clear(ch_sanitizer *sanitizer);

/* Forgets what was said, and begins a line anew. */
void ch_sanitizer_begin(ch_sanitizer *sanitizer);

/* What was said so far; good until more is said. */
ch_text ch_sanitized(ch_sanitizer *sanitizer);

/* Declared text: its line breaks show as U+000A. */
void ch_sanitize(ch_sanitizer *sanitizer, ch_text text);

/* Text that a charter's author has laid out: white space counts as one space. */
void ch_sanitize_prose(ch_sanitizer *sanitizer, ch_text text);
void ch_sanitize_message(ch_sanitizer *sanitizer, const ch_message *message);
void ch_sanitize_counted(ch_sanitizer *sanitizer, const ch_counted *what, uint64_t number);

/* English text of the catalogue, in the sanitizer's language. */
void ch_sanitize_translated(ch_sanitizer *sanitizer, const char *english);

#define ch_sanitize_literal(sanitizer, literal) ch_sanitize((sanitizer), CH_LITERAL(literal))

/* One text made sanitized by itself: ch_sanitizer_begin, ch_sanitize, ch_sanitized. */
ch_text ch_sanitized_text(ch_sanitizer *sanitizer, ch_text text);

static inline bool ch_sanitizer_failed(const ch_sanitizer *sanitizer)
{
    return sanitizer->said.failed || sanitizer->raw.failed;
}

/* A failure for want of memory is the output's. */
void ch_sanitizer_finish(const ch_sanitizer *sanitizer, ch_output *output);

#endif
