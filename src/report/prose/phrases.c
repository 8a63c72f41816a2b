/* Small pieces of text for people. Languages come as an argument: no locale of the process is asked, since the
 * library has no state of that kind. */
#include "report/prose/phrases.h"

#include <math.h>
#include <stdio.h>

/* French groups digits by it; a common space would let a number break over two lines. */
#define NARROW_NO_BREAK_SPACE "\xE2\x80\xAF"

/* Digits in groups of three, from the right. */
static void add_grouped(ch_buffer *buffer, charter_lang lang, ch_text digits)
{
    for (size_t i = 0; i < digits.length; i++) {
        if (i > 0 && (digits.length - i) % 3 == 0)
            ch_buffer_add(buffer, lang == CHARTER_FR ? CH_LITERAL(NARROW_NO_BREAK_SPACE) : CH_LITERAL(","));
        ch_buffer_add_char(buffer, digits.at[i]);
    }
}

void ch_phrase_count(ch_buffer *buffer, charter_lang lang, uint64_t number)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    add_grouped(buffer, lang, (ch_text){digits, (size_t)length});
}

void ch_phrase_counted(ch_buffer *buffer, charter_lang lang, const ch_counted *what, uint64_t number)
{
    ch_buffer count = ch_buffer_init(64);
    ch_phrase_count(&count, lang, number);
    ch_message message = {.text = what->one, .plural = what->many, .number = number, .args = {ch_buffer_text(&count)}};
    ch_message_add(buffer, &message, lang);
    buffer->failed = buffer->failed || count.failed;
    ch_buffer_clear(&count);
}

static void add_figure(ch_buffer *buffer, charter_lang lang, double number)
{
    char digits[400];
    /* Three digits that count, and whole numbers from where %.3g would turn to exponents. */
    if (number >= 999.5) {
        int length = snprintf(digits, sizeof digits, "%.0f", number);
        add_grouped(buffer, lang, (ch_text){digits, (size_t)length});
        return;
    }
    int length = snprintf(digits, sizeof digits, "%.3g", number);
    for (int i = 0; i < length; i++)
        /* printf's sign is the host's, the reader's may be another. */
        if (digits[i] == '.' || digits[i] == ',')
            digits[i] = lang == CHARTER_FR ? ',' : '.';
    ch_buffer_add(buffer, (ch_text){digits, (size_t)length});
}

void ch_phrase_interval(ch_buffer *buffer, charter_lang lang, ch_interval interval)
{
    add_figure(buffer, lang, interval.low);
    if (interval.high <= interval.low)
        return;
    /* TRANSLATORS: between the two ends of an interval: "0.2 to 0.5". */
    ch_buffer_add(buffer, ch_text_of(ch_translate(lang, " to ")));
    add_figure(buffer, lang, interval.high);
}

void ch_phrase_duration(ch_buffer *buffer, charter_lang lang, ch_duration duration)
{
    static const ch_counted units[] = {{PN_("%s year", "%s years")},
                                       {PN_("%s month", "%s months")},
                                       {PN_("%s day", "%s days")}};
    const int32_t counts[] = {duration.months / 12, duration.months % 12, duration.days};
    size_t start = buffer->length;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        /* P0D is a duration too: "0 days". */
        bool nothing_else = i == 2 && buffer->length == start;
        if (counts[i] == 0 && !nothing_else)
            continue;
        ch_phrase_comma(buffer, start);
        ch_phrase_counted(buffer, lang, &units[i], (uint64_t)counts[i]);
    }
}

void ch_phrase_comma(ch_buffer *buffer, size_t start)
{
    if (buffer->length > start)
        ch_buffer_literal(buffer, ", ");
}

void ch_phrase_semicolon(ch_buffer *buffer, charter_lang lang, size_t start)
{
    /* TRANSLATORS: between items of a list that may hold commas. */
    if (buffer->length > start)
        ch_buffer_add(buffer, ch_text_of(ch_translate(lang, "; ")));
}

ch_text ch_phrase_colon(charter_lang lang)
{
    /* TRANSLATORS: between what is explained and its explanation. */
    return ch_text_of(ch_translate(lang, ": "));
}

void ch_phrase_place(ch_buffer *buffer, charter_place place)
{
    ch_buffer_add(buffer, ch_text_of(place.file));
    if (place.line == 0)
        return;
    ch_buffer_add_char(buffer, ':');
    ch_buffer_int(buffer, place.line);
}
