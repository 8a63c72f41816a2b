/* phrases: small pieces of text for people, in a language: numbers, quantities, lists, pauses. */
#ifndef CH_REPORT_PROSE_PHRASES_H
#define CH_REPORT_PROSE_PHRASES_H

#include "base/date.h"
#include "base/message.h"
#include "charter/version.h"

/* Marks a text that has a singular and a plural for translation. */
#define PN_(one, many) one, many

typedef struct ch_counted {
    const char *one, *many; /* each with one %s, for the number */
} ch_counted;

/* "1,200", "1 200". */
void ch_phrase_count(ch_buffer *buffer, charter_lang lang, uint64_t number);

/* "2 declarations". */
void ch_phrase_counted(ch_buffer *buffer, charter_lang lang, const ch_counted *what, uint64_t number);

/* "0.8 to 2", "12": three significant digits. */
void ch_phrase_interval(ch_buffer *buffer, charter_lang lang, ch_interval interval);

/* "2 years, 1 month". */
void ch_phrase_duration(ch_buffer *buffer, charter_lang lang, ch_duration duration);

/* What separates the next item of a list that begins at `start`; nothing before the first. */
void ch_phrase_comma(ch_buffer *buffer, size_t start);

/* The same for items that may hold commas. */
void ch_phrase_semicolon(ch_buffer *buffer, charter_lang lang, size_t start);

/* A colon and a space, as the language sets them. */
ch_text ch_phrase_colon(charter_lang lang);

/* Adds "FILE:LINE". */
void ch_phrase_place(ch_buffer *buffer, charter_place place);

#endif
