/* speech: what is said in a report's language, made fit to stand in a log, a page or a pipeline.
 *
 * Whatever is spoken is one line without control, invisible or bidirectional characters (they show as
 * U+XXXX), and holds no command of a CI runner. Escaping is the format's own, on top of it. */
#ifndef CH_REPORT_PROSE_SPEECH_H
#define CH_REPORT_PROSE_SPEECH_H

#include "charter/version.h"
#include "report/prose/phrases.h"
#include "report/prose/terminal.h"

typedef struct ch_speech {
    charter_lang lang;
    ch_buffer said;
    ch_buffer raw; /* what is about to be made harmless */
    ch_output output;
    ch_screen screen;
    char room[256];
} ch_speech;

/* In place: a speech points at itself. Release it with ch_speech_close. */
void ch_speech_open(ch_speech *speech, charter_lang lang);
void ch_speech_close(ch_speech *speech);

/* Forgets what was said, and begins a line anew. */
void ch_speech_begin(ch_speech *speech);

/* What was said so far; good until more is said. */
ch_text ch_spoken(ch_speech *speech);

/* Declared text: its line breaks show as U+000A. */
void ch_speak(ch_speech *speech, ch_text text);

/* Text that a charter's author has laid out: white space counts as one space. */
void ch_speak_prose(ch_speech *speech, ch_text text);
void ch_speak_message(ch_speech *speech, const ch_message *message);
void ch_speak_counted(ch_speech *speech, const ch_counted *what, uint64_t number);

/* English text of the catalogue, in the speech's language. */
void ch_speak_translated(ch_speech *speech, const char *english);

#define ch_speak_literal(speech, literal) ch_speak((speech), CH_LITERAL(literal))

/* One text made harmless by itself: ch_speech_begin, ch_speak, ch_spoken. */
ch_text ch_harmless(ch_speech *speech, ch_text text);

static inline bool ch_speech_failed(const ch_speech *speech)
{
    return speech->said.failed || speech->raw.failed;
}

/* A failure for want of memory is the output's. */
void ch_speech_settle(const ch_speech *speech, ch_output *output);

#endif
