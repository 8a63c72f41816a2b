/* Time since 1970 as a day. */
#include "intake/unix_days.h"

static const struct {
    const char *form;
    int64_t in_day;
} units[] = {
    {"unix", 86400},
    {"unix-ms", INT64_C(86400000)},
    {"unix-us", INT64_C(86400000000)},
    {"unix-ns", INT64_C(86400000000000)},
};

static int64_t in_day(ch_text form)
{
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (ch_text_is(form, units[i].form))
            return units[i].in_day;
    return 0;
}

bool ch_is_unix_form(ch_text form)
{
    return in_day(form) > 0;
}

bool ch_unix_day(ch_text form, ch_text text, charter_day *day)
{
    const char *point = ch_text_find(text, '.');
    int64_t unit = in_day(form), number;
    /* A number with an exponent is rounded: which day it was meant for, it does not say. */
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] == 'e' || text.at[i] == 'E')
            return false;
    if (unit == 0 || (point != NULL && !ch_text_is_number(text)))
        return false;
    text.length = point == NULL ? text.length : (size_t)(point - text.at);
    if (!ch_text_to_int(text, &number) || number < 0 || number / unit > INT32_MAX)
        return false;
    *day = (charter_day)(number / unit);
    return ch_is_day(*day);
}
