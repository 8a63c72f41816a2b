/* Forms of dates: read, and checked as far as a mapping alone can tell. */
#include "intake/dates.h"

#include <stdio.h>

static ch_text behind(ch_text text, size_t length)
{
    return (ch_text){text.at + length, text.length - length};
}

/* Of a form of dates. */
typedef enum date_part { DATE_YEAR, DATE_MONTH, DATE_DAY, DATE_OTHER, DATE_PARTS } date_part;

static const struct {
    const char *token;
    unsigned least, most; /* digits; 0: letters */
    date_part part;
} date_tokens[] = {
    {"YYYY", 4, 4, DATE_YEAR}, {"YY", 2, 2, DATE_YEAR},  {"MMM", 0, 0, DATE_MONTH}, {"Mmm", 0, 0, DATE_MONTH},
    {"Mon", 0, 0, DATE_MONTH}, {"MM", 2, 2, DATE_MONTH}, {"M", 1, 2, DATE_MONTH},   {"DD", 2, 2, DATE_DAY},
    {"D", 1, 2, DATE_DAY},     {"hh", 1, 2, DATE_OTHER}, {"mm", 2, 2, DATE_OTHER},  {"ss", 2, 2, DATE_OTHER},
    {"AM", 0, 0, DATE_OTHER},
};
enum { DATE_TOKENS = sizeof date_tokens / sizeof *date_tokens };

static int date_token(ch_text form)
{
    for (int i = 0; i < DATE_TOKENS; i++)
        if (ch_text_begins(form, date_tokens[i].token))
            return i;
    return -1;
}

/* Two digits of a year are of 1950 to 2049: uses of AI are of our days, and dates of birth are not asked for. */
static unsigned full_year(unsigned year)
{
    return year < 50 ? 2000 + year : 1900 + year;
}

static bool take_digits(ch_text *text, int token, unsigned parts[DATE_PARTS])
{
    unsigned value = 0, digits = 0;
    while (digits < date_tokens[token].most && text->length > 0 && text->at[0] >= '0' && text->at[0] <= '9') {
        value = value * 10 + (unsigned)(text->at[0] - '0');
        *text = behind(*text, 1);
        digits++;
    }
    bool short_year = date_tokens[token].part == DATE_YEAR && date_tokens[token].most == 2;
    parts[date_tokens[token].part] = short_year ? full_year(value) : value;
    return digits >= date_tokens[token].least;
}

/* Names of months in English and French as they are folded, of each the longer ones first. */
static bool take_month(ch_text *text, unsigned *month)
{
    static const char *const names[12][7] = {
        {"january", "janvier", "janv", "jan"},
        {"february", "f\xC3\xA9vrier", "fevrier", "f\xC3\xA9vr", "fevr", "f\xC3\xA9v", "feb"},
        {"march", "mars", "mar"},
        {"april", "avril", "apr", "avr"},
        {"may", "mai"},
        {"june", "juin", "jun"},
        {"july", "juillet", "juil", "jul"},
        {"august", "ao\xC3\xBBt", "aout", "aug"},
        {"september", "septembre", "sept", "sep"},
        {"october", "octobre", "oct"},
        {"november", "novembre", "nov"},
        {"december",
         "d\xC3\xA9"
         "cembre",
         "decembre",
         "d\xC3\xA9"
         "c",
         "dec"},
    };
    for (unsigned i = 0; i < 12; i++)
        for (unsigned k = 0; k < 7 && names[i][k] != NULL; k++)
            if (ch_text_begins(*text, names[i][k])) {
                *text = behind(*text, strlen(names[i][k]));
                if (ch_text_begins(*text, ".")) /* of an abbreviation: "févr." */
                    *text = behind(*text, 1);
                *month = i + 1;
                return true;
            }
    return false;
}

static bool take_half_of_day(ch_text *text)
{
    if (!ch_text_begins(*text, "am") && !ch_text_begins(*text, "pm"))
        return false;
    *text = behind(*text, 2);
    return true;
}

static bool take_token(ch_text *text, int token, unsigned parts[DATE_PARTS])
{
    if (date_tokens[token].most > 0)
        return take_digits(text, token, parts);
    return date_tokens[token].part == DATE_MONTH ? take_month(text, &parts[DATE_MONTH]) : take_half_of_day(text);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Nothing is tried twice: M and D take two digits where there are two. A text that could be cut otherwise does not
 * fit, and is told as no date. */
static bool fits_form(ch_text form, ch_text text, unsigned parts[DATE_PARTS])
{
    while (form.length > 0) {
        int token = date_token(form);
        if (token < 0) {
            if (text.length == 0 || lower(text.at[0]) != lower(form.at[0]))
                return false;
            text = behind(text, 1);
            form = behind(form, 1);
            continue;
        }
        if (!take_token(&text, token, parts))
            return false;
        form = behind(form, strlen(date_tokens[token].token));
    }
    return text.length == 0;
}

/* Out comes a calendar date of ISO 8601. A day that does not exist does not fit its form, and the next form is tried:
 * 31/02 is no date in any of them. */
bool ch_date_by_forms(const ch_node *forms, ch_text text, char out[11])
{
    for (const ch_node *form = ch_names_first(forms); form != NULL; form = ch_names_next(form)) {
        unsigned parts[DATE_PARTS] = {0};
        ch_day day;
        char spelt[40];
        if (!fits_form(form->text, text, parts))
            continue;
        snprintf(spelt, sizeof spelt, "%04u-%02u-%02u", parts[DATE_YEAR], parts[DATE_MONTH], parts[DATE_DAY]);
        if (!charter_day_parse(ch_text_of(spelt), &day))
            continue;
        charter_day_format(day, out);
        return true;
    }
    return false;
}

/* A form says year, month and day, each once: no day is ever guessed. A letter that means nothing is refused, but T and
 * Z of ISO 8601 and the h of French hours: "HH" would else be two letters that no cell holds. */
void ch_date_form_check(charter_diagnostics *diagnostics, const ch_source *source, const ch_node *form)
{
    unsigned seen[DATE_PARTS] = {0};
    for (ch_text rest = form->text; rest.length > 0;) {
        int token = date_token(rest);
        char c = rest.at[0], small = lower(c);
        if (token >= 0) {
            seen[date_tokens[token].part]++;
        } else if (small >= 'a' && small <= 'z' && strchr("TZh", c) == NULL) {
            ch_error_at(diagnostics, CH_VALUE_FORM, source, form->span,
                        ch_say1("\"%s\" means nothing in a form of dates", (ch_text){rest.at, 1}),
                        ch_say("write YYYY or YY, MM, M or MMM (a name), DD or D, and of hours hh, mm, ss and AM"));
            return;
        }
        rest = behind(rest, token < 0 ? 1 : strlen(date_tokens[token].token));
    }
    if (seen[DATE_YEAR] == 1 && seen[DATE_MONTH] == 1 && seen[DATE_DAY] == 1)
        return;
    ch_error_at(
        diagnostics, CH_VALUE_FORM, source, form->span,
        ch_say("this is no form of a date: it lacks the year, the month or the day"),
        ch_say(
            "write YYYY, MM and DD with what stands between them, such as DD/MM/YYYY; M and D for one or two digits"));
}
