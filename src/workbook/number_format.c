/* Formats of numbers, after ECMA-376, Part 1, 18.8.30 and 18.8.31. Days count from the last of December 1899, and a
 * 29 February 1900 that never was is one of them; or from the first of January 1904 (18.2.28). */
#include "workbook/number_format.h"

#include <math.h>
#include <strings.h>

#include "base/date.h"

/* Built-in formats that show a day, the last five of each line those of East Asia. What 18.8.30 gives to days in one
 * language and to hours in another is a day here: an hour alone is less than 1, and stays a number. */
bool ch_format_is_date(uint32_t id)
{
    return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || (id >= 34 && id <= 36) ||
           (id >= 50 && id <= 58);
}

/* What stands at `at` and shows nothing of a number: a literal text, an escaped character, a colour. How long it is; 0:
 * it is none. */
static size_t skip_literal(ch_text at)
{
    static const char *const words[] = {"General", "AM/PM", "A/P"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (at.length >= strlen(words[i]) && strncasecmp(at.at, words[i], strlen(words[i])) == 0)
            return strlen(words[i]);
    char c = at.at[0];
    if (c == '\\' || c == '_' || c == '*')
        return at.length < 2 ? 1 : 2;
    if (c != '"' && c != '[')
        return 0;
    const char *end = at.length < 2 ? NULL : memchr(at.at + 1, c == '"' ? '"' : ']', at.length - 1);
    return end == NULL ? at.length : (size_t)(end - at.at) + 1;
}

/* An "m" is a month, unless hours or seconds stand there too. Of several sections (;) the first is for what is
 * positive. */
bool ch_format_has_day(ch_text code)
{
    bool day = false, month = false, hours = false;
    while (code.length > 0 && code.at[0] != ';') {
        size_t skipped = skip_literal(code);
        hours = hours || (skipped > 2 && memchr("hHmMsS", code.at[1], 6) != NULL && code.at[0] == '[');
        if (skipped == 0) {
            char c = (char)(code.at[0] | 0x20);
            day = day || c == 'y' || c == 'd';
            month = month || c == 'm';
            hours = hours || c == 'h' || c == 's';
            skipped = 1;
        }
        code = (ch_text){code.at + skipped, code.length - skipped};
    }
    return day || (month && !hours);
}

/* 2958465: 31 December 9999. */
static bool write_day(double number, bool since_1904, char out[CH_DOUBLE_SIZE])
{
    enum { LAST = 2958465, NEVER = 60 };
    double whole = floor(number);
    if (!(whole >= (since_1904 ? 0 : 1)) || whole > LAST)
        return false;
    int32_t days = (int32_t)whole;
    if (!since_1904 && days == NEVER)
        return strcpy(out, "1900-02-29") != NULL; /* no day: whoever reads it says so */
    ch_day first = since_1904 ? ch_day_of(1904, 1, 1) : ch_day_of(1899, 12, days < NEVER ? 31 : 30);
    if (!ch_is_day(first + days))
        return false;
    charter_day_format(first + days, out);
    return true;
}

/* Beyond 2^53 not all whole numbers are doubles. */
bool ch_number_is_whole(ch_text number)
{
    size_t i = ch_text_begins(number, "-");
    if (i == number.length || number.at[i] == '0')
        return false;
    while (i < number.length && number.at[i] >= '0' && number.at[i] <= '9')
        i++;
    return i == number.length;
}

size_t ch_format_number(double number, bool day, bool since_1904, char out[CH_DOUBLE_SIZE])
{
    if (day && write_day(number, since_1904, out))
        return strlen(out);
    return ch_double_write(number, out);
}
