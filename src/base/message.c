/* message: rendering messages: the translation, with its arguments put in. printf has no part in it: neither
 * a translation nor an argument can make it read what is not there. What a stranger wrote may be in it: reports make it
 * safe. */
#include "base/message.h"

#include <stdio.h>

bool ch_message_same(const ch_message *a, const ch_message *b)
{
    bool same = a->text == b->text && a->dated == b->dated;
    for (int i = 0; same && i < CH_MESSAGE_ARGS; i++)
        same = ch_text_same(a->args[i], b->args[i]) && a->days[i] == b->days[i];
    return same;
}

/* Which argument a placeholder at `at` ("%s" or "%2$s") asks for, and how long the placeholder is; its
 * length is 0 where it is none. */
static size_t placeholder(const char *at, unsigned *next, unsigned *which)
{
    if (at[1] == 's') {
        *which = (*next)++;
        return 2;
    }
    if (at[1] >= '1' && at[1] <= '0' + CH_MESSAGE_ARGS && at[2] == '$' && at[3] == 's') {
        *which = (unsigned)(at[1] - '1');
        return 4;
    }
    return 0;
}

/* "15 décembre 2026", "1er janvier 2026": what a day is called in a sentence. */
static void add_day(ch_buffer *buffer, ch_day day, charter_lang lang)
{
    static const char *const dates[12] = {
        N_("%1$s January %2$s"),   N_("%1$s February %2$s"), N_("%1$s March %2$s"),    N_("%1$s April %2$s"),
        N_("%1$s May %2$s"),       N_("%1$s June %2$s"),     N_("%1$s July %2$s"),     N_("%1$s August %2$s"),
        N_("%1$s September %2$s"), N_("%1$s October %2$s"),  N_("%1$s November %2$s"), N_("%1$s December %2$s"),
    };
    int year, month, of_month;
    char first[16], last[16];
    if (!ch_is_day(day)) {
        charter_day_format(day, first);
        ch_buffer_add(buffer, ch_text_of(first));
        return;
    }
    ch_day_split(day, &year, &month, &of_month);
    snprintf(first, sizeof first, "%d", of_month);
    snprintf(last, sizeof last, "%d", year);
    /* TRANSLATORS: the first day of a month, within a date. */
    const char *in_month = of_month == 1 ? ch_translate(lang, N_("1")) : first;
    ch_message date = ch_say2(dates[month - 1], ch_text_of(in_month), ch_text_of(last));
    ch_message_add(buffer, &date, lang);
}

#define TITLE_BYTES 48 /* of one that stands within a sentence */

/* In `lang`, or in whatever language there is. */
static ch_text title_of(const ch_localized *title, charter_lang lang)
{
    if (title == NULL)
        return CH_NO_TEXT;
    ch_text text = title->in[lang].length > 0 ? title->in[lang] : title->plain;
    for (int other = 0; text.length == 0 && other < CH_LANGS; other++)
        text = title->in[other];
    return text.length > TITLE_BYTES ? CH_NO_TEXT : text;
}

static void add_argument(ch_buffer *buffer, const ch_message *message, unsigned which, charter_lang lang)
{
    if (((message->dated >> which) & 1) != 0) {
        add_day(buffer, message->days[which], lang);
        return;
    }
    ch_text argument = title_of(message->titles[which], lang);
    if (argument.length == 0)
        argument = message->args[which];
    if (argument.at != NULL && ((message->spoken >> which) & 1) != 0)
        argument = ch_text_of(ch_translate(lang, argument.at));
    ch_buffer_add(buffer, argument);
}

void ch_message_add(ch_buffer *buffer, const ch_message *message, charter_lang lang)
{
    if (message->text == NULL)
        return;
    const char *at = message->plural == NULL
                         ? ch_translate(lang, message->text)
                         : ch_translate_plural(lang, message->text, message->plural, message->number);
    unsigned next = 0, which = 0;
    while (*at != '\0') {
        size_t run = strcspn(at, "%");
        ch_buffer_add(buffer, (ch_text){at, run});
        at += run;
        if (*at == '\0')
            break;
        size_t length = placeholder(at, &next, &which);
        if (length > 0 && which < CH_MESSAGE_ARGS) {
            add_argument(buffer, message, which, lang);
            at += length;
        } else {
            ch_buffer_add_char(buffer, '%');
            at += at[1] == '%' ? 2 : 1;
        }
    }
}

size_t ch_message_print(const ch_message *message, charter_lang lang, char *into, size_t size)
{
    /* A bound on what arguments, which may be declared texts, can make of it. */
    ch_buffer buffer = ch_buffer_init((size_t)1 << 20);
    ch_message_add(&buffer, message, lang);
    if (size > 0) {
        size_t length = buffer.length < size ? buffer.length : size - 1;
        if (length > 0)
            memcpy(into, buffer.at, length);
        into[length] = '\0';
    }
    size_t length = buffer.length;
    ch_buffer_clear(&buffer);
    return length;
}

bool ch_message_keep(ch_message *message, ch_arena *arena)
{
    for (int i = 0; i < CH_MESSAGE_ARGS; i++) {
        if (message->args[i].at == NULL)
            continue;
        message->args[i] = ch_arena_text(arena, message->args[i]);
        if (message->args[i].at == NULL)
            return false;
    }
    return true;
}

ch_text ch_text_int(ch_arena *arena, int64_t number)
{
    char digits[24];
    size_t at = sizeof digits;
    /* Negated without a sign, since INT64_MIN has no opposite. */
    uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        digits[--at] = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (number < 0)
        digits[--at] = '-';
    return ch_arena_text(arena, (ch_text){digits + at, sizeof digits - at});
}

ch_text ch_text_day(ch_arena *arena, charter_day day)
{
    char text[11];
    charter_day_format(day, text);
    return ch_arena_text(arena, (ch_text){text, 10});
}

ch_text ch_text_days(ch_arena *arena, ch_days days)
{
    char text[CHARTER_DAYS_SIZE];
    charter_days_format(days.first, days.last, text);
    return ch_arena_text(arena, ch_text_of(text));
}

ch_text ch_text_listed(ch_arena *arena, ch_text list, ch_text item)
{
    if (list.length == 0 || item.length == 0)
        return list.length == 0 ? item : list;
    char *text = ch_arena_take(arena, list.length + 2 + item.length + 1);
    if (text == NULL)
        return list;
    ch_text_copy(text, list);
    memcpy(text + list.length, ", ", 2);
    ch_text_copy(text + list.length + 2, item);
    return (ch_text){text, list.length + 2 + item.length};
}
