/* message: something to say to people, kept as its English text and its arguments until a report knows
 * in which language to say it.
 *
 * Texts hold %s, or %1$s to %4$s where a translation may change the order. Arguments are borrowed from
 * whatever the message is about; they may be hostile: whoever prints the rendered text makes it safe.
 * An argument is a text, or a day, which each language writes in words: "15 December 2026". */
#ifndef CH_BASE_MESSAGE_H
#define CH_BASE_MESSAGE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/catalog.h"
#include "base/date.h"

#define CH_LANGS 2

/* Text for people: in each language, or in one that the charter does not name. */
typedef struct ch_localized {
    ch_text in[CH_LANGS]; /* by charter_lang */
    ch_text plain;
} ch_localized;

#define CH_MESSAGE_ARGS 4

typedef struct ch_message {
    const char *text;   /* NULL: nothing to say */
    const char *plural; /* NULL: the text has no plural */
    uint64_t number;    /* what decides between the two */
    ch_text args[CH_MESSAGE_ARGS];
    ch_day days[CH_MESSAGE_ARGS];
    const ch_localized *titles[CH_MESSAGE_ARGS]; /* what people call what args[i] is the id of, where that is short */
    uint32_t dated;                              /* bit i: argument i is not args[i], but days[i] */
    uint32_t spoken;                             /* bit i: argument i is a text of the catalogue too, NUL-terminated */
    uint32_t ours; /* bit i: argument i is the program's or the charter's own, and quotes no declaration */
    bool
        respelt; /* the others spell otherwise what the line says: nothing of it is shown where the line has a secret */
} ch_message;

#define CH_SILENCE ((ch_message){.text = NULL})

static inline ch_message ch_say(const char *text)
{
    return (ch_message){.text = text};
}

static inline ch_message ch_say1(const char *text, ch_text a)
{
    return (ch_message){.text = text, .args = {a}};
}

static inline ch_message ch_say2(const char *text, ch_text a, ch_text b)
{
    return (ch_message){.text = text, .args = {a, b}};
}

static inline ch_message ch_say3(const char *text, ch_text a, ch_text b, ch_text c)
{
    return (ch_message){.text = text, .args = {a, b, c}};
}

static inline ch_message ch_say4(const char *text, ch_text a, ch_text b, ch_text c, ch_text d)
{
    return (ch_message){.text = text, .args = {a, b, c, d}};
}

/* The same message, its argument `which` told by a title (kept) where it has one that is no sentence. */
static inline ch_message ch_with_title(ch_message message, unsigned which, const ch_localized *title)
{
    message.titles[which] = title;
    return message;
}

/* The same message; `args` are the bits of the arguments that are ours. */
static inline ch_message ch_of_ours(ch_message message, uint32_t args)
{
    message.ours = args;
    return message;
}

/* The same message, whose argument `which` (from 0) is a day. What has to be typed, or is read by programs, is a text
 * instead: ch_text_day. */
static inline ch_message ch_with_day(ch_message message, unsigned which, ch_day day)
{
    message.days[which] = day;
    message.dated |= 1U << which;
    return message;
}

/* Whether two messages say the same. */
bool ch_message_same(const ch_message *a, const ch_message *b);

/* Adds the message, in `lang`, to `buffer`. */
void ch_message_add(ch_buffer *buffer, const ch_message *message, charter_lang lang);

/* The same as snprintf writes: for the public API. */
size_t ch_message_print(const ch_message *message, charter_lang lang, char *into, size_t size);

/* A copy whose arguments live in `arena`. False when there is no memory. */
bool ch_message_keep(ch_message *message, ch_arena *arena);

/* Arguments that are not texts yet, a day as it is typed (2026-12-15); an empty text when there is no memory. */
ch_text ch_text_int(ch_arena *arena, int64_t number);
ch_text ch_text_day(ch_arena *arena, charter_day day);

/* A date that may say no day, as a register's is told: "2026-03". */
ch_text ch_text_days(ch_arena *arena, ch_days days);

/* `list`, a comma where it is not empty, and `item`. */
ch_text ch_text_listed(ch_arena *arena, ch_text list, ch_text item);

#endif
