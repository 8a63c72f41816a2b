/* Forms of dates: read, and checked as far as a mapping alone can tell. */
#include "intake/dates.h"

#include "intake/unix_days.h"

/* Of a form of dates. */
typedef enum date_part { DATE_YEAR, DATE_HALF, DATE_QUARTER, DATE_MONTH, DATE_DAY, DATE_OTHER, DATE_PARTS } date_part;

static const struct {
    const char *token;
    unsigned least, most; /* digits; 0: letters */
    date_part part;
} date_tokens[] = {
    {"YYYY", 4, 4, DATE_YEAR}, {"YY", 2, 2, DATE_YEAR},    {"MMM", 0, 0, DATE_MONTH}, {"Mmm", 0, 0, DATE_MONTH},
    {"Mon", 0, 0, DATE_MONTH}, {"MM", 2, 2, DATE_MONTH},   {"M", 1, 2, DATE_MONTH},   {"DD", 2, 2, DATE_DAY},
    {"D", 1, 2, DATE_DAY},     {"hh", 1, 2, DATE_OTHER},   {"mm", 2, 2, DATE_OTHER},  {"ss", 2, 2, DATE_OTHER},
    {"AM", 0, 0, DATE_OTHER},  {"Qn", 0, 0, DATE_QUARTER}, {"Sn", 0, 0, DATE_HALF},
};
enum { DATE_TOKENS = sizeof date_tokens / sizeof *date_tokens };

static int date_token(ch_text form)
{
    for (int i = 0; i < DATE_TOKENS; i++)
        if (form.length > 0 && form.at[0] == date_tokens[i].token[0] && ch_text_begins(form, date_tokens[i].token))
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
        *text = ch_text_behind(*text, 1);
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
                *text = ch_text_behind(*text, strlen(names[i][k]));
                if (ch_text_begins(*text, ".")) /* of an abbreviation: "févr." */
                    *text = ch_text_behind(*text, 1);
                *month = i + 1;
                return true;
            }
    return false;
}

static bool take_half_of_day(ch_text *text)
{
    if (!ch_text_begins(*text, "am") && !ch_text_begins(*text, "pm"))
        return false;
    *text = ch_text_behind(*text, 2);
    return true;
}

/* One of two letters, quarter or trimestre, half or semestre, and which of the year it is. */
static bool take_share_of_year(ch_text *text, const char *letters, unsigned most, unsigned *share)
{
    if (text->length < 2 || (text->at[0] != letters[0] && text->at[0] != letters[1]) || text->at[1] < '1' ||
        text->at[1] > (char)('0' + most))
        return false;
    *share = (unsigned)(text->at[1] - '0');
    *text = ch_text_behind(*text, 2);
    return true;
}

/* Behind a day: "1er janvier", "2nd of". */
static void skip_ordinal(ch_text *text)
{
    static const char *const ordinals[] = {"er", "st", "nd", "rd", "th"};
    for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++)
        if (ch_text_begins(*text, ordinals[i])) {
            *text = ch_text_behind(*text, 2);
            return;
        }
}

static bool take_token(ch_text *text, int token, unsigned parts[DATE_PARTS])
{
    date_part part = date_tokens[token].part;
    if (date_tokens[token].most > 0 && !take_digits(text, token, parts))
        return false;
    switch (date_tokens[token].most > 0 ? DATE_PARTS : part) {
    case DATE_MONTH:
        return take_month(text, &parts[DATE_MONTH]);
    case DATE_QUARTER:
        return take_share_of_year(text, "qt", 4, &parts[DATE_QUARTER]);
    case DATE_HALF:
        return take_share_of_year(text, "sh", 2, &parts[DATE_HALF]);
    case DATE_OTHER:
        return take_half_of_day(text);
    default:
        if (part == DATE_DAY)
            skip_ordinal(text);
        return true;
    }
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
            text = ch_text_behind(text, 1);
            form = ch_text_behind(form, 1);
            continue;
        }
        if (!take_token(&text, token, parts))
            return false;
        form = ch_text_behind(form, strlen(date_tokens[token].token));
    }
    return text.length == 0;
}

/* The days that the parts of a date leave; false where there is no such date. */
static bool days_of(const unsigned parts[DATE_PARTS], ch_days *out)
{
    static const int lengths[DATE_PARTS] = {[DATE_YEAR] = 12, [DATE_HALF] = 6, [DATE_QUARTER] = 3, [DATE_MONTH] = 1};
    date_part finest = DATE_DAY;
    while (finest > DATE_YEAR && parts[finest] == 0)
        finest--;
    int year = (int)parts[DATE_YEAR], length = lengths[finest == DATE_DAY ? DATE_MONTH : finest];
    int first = finest == DATE_YEAR  ? 1
                : finest == DATE_DAY ? (int)parts[DATE_MONTH]
                                     : ((int)parts[finest] - 1) * length + 1;
    if (year < 1 || first < 1 || first > 12)
        return false;
    *out = ch_days_of_months(year, first, first + length - 1);
    if (finest == DATE_DAY)
        *out = ch_days_of(out->first + (ch_day)parts[DATE_DAY] - 1);
    return finest != DATE_DAY || (int)parts[DATE_DAY] <= ch_month_days(year, first);
}

static void count_parts(ch_text form, unsigned seen[DATE_PARTS])
{
    memset(seen, 0, DATE_PARTS * sizeof *seen);
    while (form.length > 0) {
        int token = date_token(form);
        if (token >= 0)
            seen[date_tokens[token].part]++;
        form = ch_text_behind(form, token < 0 ? 1 : strlen(date_tokens[token].token));
    }
}

/* A part that the form has and that is 0 is no date: without it, the date would be wider than its writer meant. */
static bool lacks_part(ch_text form, const unsigned parts[DATE_PARTS])
{
    unsigned seen[DATE_PARTS];
    count_parts(form, seen);
    for (int part = DATE_YEAR; part <= DATE_DAY; part++)
        if (seen[part] > 0 && parts[part] == 0)
            return true;
    return false;
}

/* A date that does not exist does not fit its form, and the next form is tried: 31/02 is no date in any of them. */
bool ch_date_by_forms(const ch_node *forms, ch_text text, ch_days *out)
{
    bool found = false;
    for (const ch_node *form = ch_names_first(forms); form != NULL; form = ch_names_next(form)) {
        unsigned parts[DATE_PARTS] = {0};
        ch_day day;
        ch_days days;
        if (ch_unix_day(form->text, text, &day))
            days = ch_days_of(day);
        else if (!fits_form(form->text, text, parts) || lacks_part(form->text, parts) || !days_of(parts, &days))
            continue;
        /* What two of the forms read as two dates is neither. */
        if (found && (days.first != out->first || days.last != out->last))
            return false;
        *out = days;
        found = true;
    }
    return found;
}

/* The first letter that means nothing, or 0. T and Z of ISO 8601 and the h of French hours stand for themselves: "HH"
 * would else be two letters that no cell holds. */
static ch_text stray_letter(ch_text form)
{
    while (form.length > 0) {
        int token = date_token(form);
        char small = lower(form.at[0]);
        if (token < 0 && small >= 'a' && small <= 'z' && strchr("TZh", form.at[0]) == NULL)
            return (ch_text){form.at, 1};
        form = ch_text_behind(form, token < 0 ? 1 : strlen(date_tokens[token].token));
    }
    return CH_NO_TEXT;
}

/* "mm" are minutes: without hours they are meant to be months, as a rule. */
static bool has_minutes_alone(ch_text form)
{
    return memmem(form.at, form.length, "mm", 2) != NULL && memmem(form.at, form.length, "hh", 2) == NULL;
}

/* A year, and within it nothing, a half, a quarter, a month, or a month and a day: no day is ever guessed. */
static bool is_date(const unsigned seen[DATE_PARTS])
{
    unsigned shares = seen[DATE_HALF] + seen[DATE_QUARTER] + seen[DATE_MONTH];
    return seen[DATE_YEAR] == 1 && shares <= 1 && seen[DATE_DAY] <= seen[DATE_MONTH];
}

void ch_date_form_check(charter_diagnostics *diagnostics, const ch_source *source, const ch_node *form)
{
    unsigned seen[DATE_PARTS];
    if (ch_is_unix_form(form->text))
        return;
    ch_text stray = stray_letter(form->text);
    count_parts(form->text, seen);
    if (stray.at != NULL)
        ch_error_at(
            diagnostics, CH_VALUE_FORM, source, form->span, ch_say1("\"%s\" means nothing in a form of dates", stray),
            ch_say("write YYYY or YY, MM, M or MMM (a name), DD or D, Qn or Sn (a quarter or half of a year), and of "
                   "hours hh, mm, ss and AM"));
    else if (has_minutes_alone(form->text))
        ch_error_at(diagnostics, CH_VALUE_FORM, source, form->span,
                    ch_say("mm are minutes, and there are no hours (hh) before them"), ch_say("write MM for a month"));
    else if (!is_date(seen))
        ch_error_at(
            diagnostics, CH_VALUE_FORM, source, form->span,
            ch_say("this is no form of a date: it lacks the year, has a day without its month, or says a part twice"),
            ch_say("write YYYY, MM and DD with what stands between them, such as DD/MM/YYYY; M and D for one or two "
                   "digits; MM/YYYY or Qn YYYY where no day is said"));
}
