/* From what people write to what is read. Each type has its own grammar of slips; none of them reads a value. Where a
 * slip is found is decode.c's and misread.c's to say. What is shown can be written as it stands: a date exists, a
 * number is decimal with a point. */
#include "tree/correction.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/unicode.h"

/* Longer texts are no slip of a number, a date or a duration. */
#define SHORT 40

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_among(const char *const *words, ch_text word)
{
    for (; *words != NULL; words++)
        if (ch_text_is(word, *words))
            return true;
    return false;
}

static ch_text kept(ch_arena *arena, const char *text)
{
    return ch_arena_text(arena, ch_text_of(text));
}

/* ---- the text in ASCII ---- */

/* Quotes, apostrophes and signs of money as one key types them, and the letters with accents of the words below.
 * 0: nothing of these. */
static char typed(int32_t character)
{
    static const struct {
        int32_t character;
        char as;
    } keys[] = {{0x2018, '\''}, {0x2019, '\''}, {0x02BC, '\''}, {0x2032, '\''}, {0x201C, '"'}, {0x201D, '"'},
                {0x201E, '"'},  {0x00AB, '"'},  {0x00BB, '"'},  {0x2212, '-'},  {0x20AC, '$'}, {0x00A3, '$'},
                {0x00E9, 'e'},  {0x00EA, 'e'},  {0x00E8, 'e'},  {0x00FB, 'u'}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i].character == character)
            return keys[i].as;
    return '\0';
}

static size_t put_plain(int32_t character, char *to)
{
    size_t length = 0;
    to[0] = character < 0x80 ? (char)character : typed(character);
    if (to[0] != '\0')
        return 1;
    switch (ch_character_plain(character, to, &length)) {
    case CH_PLAIN_ASCII:
        return length;
    case CH_PLAIN_BLANK:
        to[0] = ' ';
        return 1;
    case CH_PLAIN_UNSEEN:
    case CH_PLAIN_MARK:
        return 0;
    case CH_PLAIN_ITSELF:
        break;
    }
    to[0] = '?';
    return 1;
}

/* Small letters, single blanks within, no quotes around: what is compared below. False where it is too long. A text
 * of digits and letters in other widths or styles comes down to ASCII first, so that the grammars below need to know
 * no more. */
static bool plain_of(ch_arena *arena, ch_text text, char plain[SHORT + 1])
{
    char *to = plain;
    if (text.length == 0 || text.length > SHORT)
        return false;
    ch_text rest = ch_name_fold(arena, text);
    while (rest.at != NULL && rest.length > 0 && to + CH_PLAIN_LENGTH <= plain + SHORT) {
        int32_t character;
        size_t length = ch_character_next(rest, &character);
        to += put_plain(character, to);
        rest = (ch_text){rest.at + length, rest.length - length};
    }
    if (rest.length > 0 || rest.at == NULL)
        return false;
    while (to > plain && strchr("'\" ", to[-1]) != NULL)
        to--;
    *to = '\0';
    size_t quotes = strspn(plain, "'\" ");
    memmove(plain, plain + quotes, strlen(plain + quotes) + 1);
    return true;
}

/* ---- numbers ---- */

/* Of a figure that is corrected; one with more digits is no slip but a number of another kind. */
#define DIGITS 12

typedef struct figure {
    bool negative, percent;
    bool either; /* what stands behind the mark may be thousands */
    char whole[DIGITS + 1], part[DIGITS + 1];
} figure;

typedef struct groups {
    const char *at[5];
    size_t length[5];
    char mark[5]; /* before each; of the first, none */
    size_t count;
} groups;

/* "1 234,5": groups of digits, each mark between two of them. Gives what follows; NULL where they are too many. */
static const char *take_groups(const char *text, groups *g)
{
    *g = (groups){.count = 0};
    for (char mark = '\0';; mark = *text++) {
        if (g->count == sizeof g->at / sizeof *g->at)
            return NULL;
        size_t length = strspn(text, "0123456789");
        g->at[g->count] = text;
        g->length[g->count] = length;
        g->mark[g->count++] = mark;
        text += length;
        if (*text == '\0' || strchr(" '_.,", *text) == NULL || !is_digit(text[1]))
            return text;
    }
}

/* Which group is behind the decimal mark: one past the last where none is. A mark that also stands between groups
 * before it separates thousands: 1,234,567 has no decimals. */
static size_t decimal_group(const groups *g)
{
    size_t last = g->count - 1;
    bool can = g->mark[last] == '.' || g->mark[last] == ',';
    return can && (last == 1 || g->mark[last] != g->mark[last - 1]) ? last : g->count;
}

/* The first group may be shorter than three digits, the others have three. */
static bool joins(const groups *g, size_t count)
{
    bool good = count < 2 || (g->length[0] >= 1 && g->length[0] <= 3);
    for (size_t i = 1; i < count; i++)
        good = good && g->length[i] == 3 && g->mark[i] == g->mark[1];
    return good;
}

/* "1,000" and "1.234" may be one thing or the other: `either` shows both. */
static bool join(const groups *g, figure *f)
{
    size_t decimal = decimal_group(g), length = 0;
    if (!joins(g, decimal))
        return false;
    for (size_t i = 0; i < decimal; i++) {
        if (length + g->length[i] > DIGITS)
            return false;
        memcpy(f->whole + length, g->at[i], g->length[i]);
        length += g->length[i];
    }
    if (decimal == g->count)
        return length > 0;
    if (g->length[decimal] > DIGITS)
        return false;
    memcpy(f->part, g->at[decimal], g->length[decimal]);
    bool thousands = g->length[0] >= 1 && g->length[0] <= 3 && g->at[0][0] != '0';
    f->either = g->count == 2 && thousands && g->length[1] == 3;
    return true;
}

/* A unit or a sign of money changes no digit; "10 k", "2 millions", and half an exponent do. */
static bool is_unit(const char *tail)
{
    static const char *const multiples[] = {"e",        "k",       "m",        "thousand",  "mille", "million",
                                            "millions", "billion", "milliard", "milliards", NULL};
    for (const char *c = tail; *c != '\0'; c++)
        if (!is_letter(*c) && strchr("$%/. ", *c) == NULL)
            return false;
    return strlen(tail) <= DIGITS && !is_among(multiples, ch_text_of(tail));
}

static bool take_figure(const char *text, figure *f)
{
    groups g;
    *f = (figure){.negative = false};
    if (*text == '$')
        text += 1 + strspn(text + 1, " ");
    f->negative = *text == '-';
    if (*text == '-' || *text == '+')
        text += 1 + strspn(text + 1, " ");
    const char *tail = take_groups(text, &g);
    if (tail == NULL || *tail == 'x' || !join(&g, f)) /* 0xZZ */
        return false;
    if (*tail == '.' || *tail == ',') /* "5." */
        tail++;
    tail += strspn(tail, " ");
    f->percent = strcmp(tail, "%") == 0;
    return is_unit(tail);
}

static const char *without_zeros(const char *digits)
{
    digits += strspn(digits, "0");
    return *digits == '\0' ? "0" : digits;
}

/* `part` with its mark, or joined to the whole. */
static ch_text spell(ch_arena *arena, const figure *f, bool thousands)
{
    char spelt[2 * DIGITS + 4], whole[2 * DIGITS + 2];
    snprintf(whole, sizeof whole, "%s%s", f->whole, thousands ? f->part : "");
    bool point = !thousands && f->part[0] != '\0';
    snprintf(spelt, sizeof spelt, "%s%s%s%s", f->negative ? "-" : "", without_zeros(whole), point ? "." : "",
             point ? f->part : "");
    return kept(arena, spelt);
}

static ch_text spell_number(ch_arena *arena, double value)
{
    char spelt[32];
    snprintf(spelt, sizeof spelt, "%.6g", value);
    return kept(arena, spelt);
}

/* 12h30, 12:30. */
static bool take_hours(const char *text, double *hours)
{
    size_t digits = strspn(text, "0123456789");
    const char *minutes = text + digits + 1;
    if (digits < 1 || digits > 2 || strchr("h:", text[digits]) == NULL || text[digits] == '\0' ||
        strspn(minutes, "0123456789") != 2 || minutes[2] != '\0' || minutes[0] > '5')
        return false;
    *hours = atoi(text) + atoi(minutes) / 60.0;
    return true;
}

/* 0x1F, 0o17: a whole number. Eight characters at most: the value fits in a long everywhere. */
static bool take_other_base(const char *text, long *value)
{
    char mark = text[0] == '0' ? text[1] : '\0', *end;
    if ((mark != 'x' && mark != 'o') || strlen(text) > 8)
        return false;
    *value = strtol(text + 2, &end, mark == 'x' ? 16 : 8);
    return end > text + 2 && *end == '\0';
}

/* A percentage shows the figure and its hundredth: which of them a key takes is not known here. */
bool ch_correct_number(ch_arena *arena, ch_text text, ch_text *one, ch_text *other)
{
    char plain[SHORT + 1];
    double hours;
    long value = 0;
    figure f = {.negative = false};
    *other = CH_NO_TEXT;
    if (!plain_of(arena, text, plain))
        return false;
    if (take_hours(plain, &hours))
        *one = spell_number(arena, hours);
    else if (take_other_base(plain, &value))
        *one = ch_text_int(arena, value);
    else if (take_figure(plain, &f))
        *one = spell(arena, &f, f.either);
    else
        return false;
    if (f.either)
        *other = spell(arena, &f, false);
    else if (f.percent)
        *other = spell_number(arena, atof(one->at == NULL ? "0" : one->at) / 100);
    return one->at != NULL;
}

ch_message ch_help_number(ch_arena *arena, ch_text text)
{
    ch_text one, other;
    if (!ch_correct_number(arena, text, &one, &other))
        return ch_say("write digits with a decimal point, such as 2.5");
    if (other.length > 0)
        return ch_say2("write %1$s or %2$s, whichever is meant: digits and a decimal point alone", one, other);
    return ch_say1("write %s: digits and a decimal point alone", one);
}

/* Behind a mark a count has thousands or nothing; 1e3 is a thousand. Up to 1e9: beyond it a figure in exponents is
 * hardly a count. */
static bool correct_count(ch_arena *arena, ch_text text, ch_text *one)
{
    char plain[SHORT + 1];
    double value;
    long whole;
    figure f;
    if (ch_text_to_number(text, &value) && ch_text_find(text, '.') == NULL && value >= 0 && value < 1e9) {
        *one = ch_text_int(arena, (int64_t)value);
        return (double)(int64_t)value == value && one->at != NULL;
    }
    if (!plain_of(arena, text, plain))
        return false;
    if (take_other_base(plain, &whole)) {
        *one = ch_text_int(arena, whole);
        return one->at != NULL;
    }
    if (!take_figure(plain, &f) || f.negative || (f.part[0] != '\0' && !f.either))
        return false;
    *one = spell(arena, &f, true);
    return one->at != NULL;
}

ch_message ch_help_count(ch_arena *arena, ch_text text)
{
    ch_text one;
    return correct_count(arena, text, &one)
               ? ch_say1("write %s: digits alone, with no sign, leading zero, separator or unit", one)
               : ch_say("write digits alone, such as 40: no sign, no leading zero, no separator");
}

/* ---- true and false ---- */

/* Some of them were booleans of YAML 1.1; 1.2 (10.3.2) has true and false. */
ch_message ch_help_bool(ch_text text)
{
    static const char *const yes[] = {"yes", "y", "on", "oui", "o", "vrai", "true", "1", "ok", NULL};
    static const char *const no[] = {"no", "n", "off", "non", "faux", "false", "0", NULL};
    char small[8];
    if (text.length >= sizeof small)
        return ch_say("write true or false");
    for (size_t i = 0; i < text.length; i++)
        small[i] = (char)(text.at[i] >= 'A' && text.at[i] <= 'Z' ? text.at[i] + ('a' - 'A') : text.at[i]);
    ch_text word = {small, text.length};
    if (is_among(yes, word))
        return ch_say("write true or false: here, true");
    return is_among(no, word) ? ch_say("write true or false: here, false") : ch_say("write true or false");
}

/* ---- dates ---- */

static const struct {
    const char *word;
    unsigned month;
} months[] = {
    {"january", 1}, {"jan", 1},       {"janvier", 1},   {"janv", 1},  {"february", 2},  {"feb", 2},
    {"fevrier", 2}, {"fevr", 2},      {"fev", 2},       {"march", 3}, {"mar", 3},       {"mars", 3},
    {"april", 4},   {"apr", 4},       {"avril", 4},     {"avr", 4},   {"may", 5},       {"mai", 5},
    {"june", 6},    {"jun", 6},       {"juin", 6},      {"july", 7},  {"jul", 7},       {"juillet", 7},
    {"juil", 7},    {"august", 8},    {"aug", 8},       {"aout", 8},  {"september", 9}, {"sep", 9},
    {"sept", 9},    {"septembre", 9}, {"october", 10},  {"oct", 10},  {"octobre", 10},  {"november", 11},
    {"nov", 11},    {"novembre", 11}, {"december", 12}, {"dec", 12},  {"decembre", 12},
};

/* Words of a date that tell nothing more, ordinals' ends among them. */
static const char *const fillers[] = {"er", "st", "nd", "rd", "th", "le", "the", "of", NULL};

typedef struct date_token {
    unsigned value;
    size_t digits; /* 0: a month's name */
} date_token;

/* The next number or month; false where a word is neither. `*found` is false at the end. */
static bool take_date_token(const char **text, date_token *token, bool *found)
{
    const char *at = *text;
    for (;;) {
        at += strspn(at, " -/.,");
        size_t digits = strspn(at, "0123456789"), letters = strspn(at, "abcdefghijklmnopqrstuvwxyz");
        *found = *at != '\0';
        *text = at + digits + letters;
        if (!*found || (digits > 0 && digits <= 8)) {
            *text = at + digits;
            *token = (date_token){(unsigned)strtoul(at, NULL, 10), digits};
            return true;
        }
        ch_text word = {at, letters};
        for (size_t i = 0; i < sizeof months / sizeof *months; i++)
            if (ch_text_is(word, months[i].word)) {
                *token = (date_token){months[i].month, 0};
                return true;
            }
        if (!is_among(fillers, word))
            return false;
        at += letters;
    }
}

/* ISO 8601, and only a day that exists. */
static bool spell_day(ch_arena *arena, unsigned year, unsigned month, unsigned day, ch_text *out)
{
    char spelt[40];
    ch_day exists;
    snprintf(spelt, sizeof spelt, "%04u-%02u-%02u", year, month, day);
    if (year < 1000 || !charter_day_parse(ch_text_of(spelt), &exists))
        return false;
    *out = kept(arena, spelt);
    return out->at != NULL;
}

/* A year has four digits. Of two numbers before it that could both be the month, neither is guessed: 03/04/2026 is
 * April to some, and March to others, who are the `*other`. */
static bool order_tokens(ch_arena *arena, const date_token t[3], bool more, ch_text *out, ch_text *other)
{
    if (t[0].digits == 4)
        return t[1].digits <= 2 && t[2].digits >= 1 && t[2].digits <= 2 &&
               spell_day(arena, t[0].value, t[1].value, t[2].value, out);
    if (t[2].digits != 4 || more)
        return false;
    unsigned a = t[0].value, b = t[1].value, year = t[2].value;
    if (t[1].digits == 0)
        return t[0].digits > 0 && spell_day(arena, year, b, a, out);
    if (t[0].digits == 0)
        return spell_day(arena, year, a, b, out);
    if (a <= 12 && b <= 12 && a != b)
        return spell_day(arena, year, b, a, out) && spell_day(arena, year, a, b, other);
    return a > 12 ? spell_day(arena, year, b, a, out) : spell_day(arena, year, a, b, out);
}

static bool correct_date(ch_arena *arena, ch_text text, ch_text *out, ch_text *other)
{
    char plain[SHORT + 1];
    date_token tokens[3];
    *other = CH_NO_TEXT;
    if (!plain_of(arena, text, plain))
        return false;
    const char *rest = plain;
    for (int i = 0; i < 3; i++) {
        bool found;
        if (!take_date_token(&rest, &tokens[i], &found))
            return false;
        if (!found && i == 1 && tokens[0].digits == 8)
            return spell_day(arena, tokens[0].value / 10000, tokens[0].value / 100 % 100, tokens[0].value % 100, out);
        if (!found)
            return false;
    }
    /* behind a year, a month and a day: a time of day */
    return (*rest == '\0' || *rest == 't' || *rest == ' ') && order_tokens(arena, tokens, *rest != '\0', out, other);
}

ch_message ch_help_date(ch_arena *arena, ch_text text)
{
    ch_text one, other;
    if (!correct_date(arena, text, &one, &other))
        return ch_say("write year, month and day as YYYY-MM-DD, such as 2026-03-31");
    if (other.length > 0)
        return ch_say2("write %1$s, or %2$s where the month stood first: year, month and day as YYYY-MM-DD", one,
                       other);
    return ch_say1("write %s: year, month and day as YYYY-MM-DD", one);
}

bool ch_is_date_form(ch_text text)
{
    static const char form[] = "0000-00-00";
    bool good = text.length == sizeof form - 1;
    for (size_t i = 0; good && i < text.length; i++)
        good = form[i] == '-' ? text.at[i] == '-' : is_digit(text.at[i]);
    return good;
}

/* ---- durations ---- */

static const struct {
    const char *word;
    char letter;
} units[] = {
    {"d", 'D'},     {"day", 'D'},    {"days", 'D'},  {"j", 'D'},       {"jour", 'D'},     {"jours", 'D'},
    {"w", 'W'},     {"week", 'W'},   {"weeks", 'W'}, {"semaine", 'W'}, {"semaines", 'W'}, {"m", 'M'},
    {"month", 'M'}, {"months", 'M'}, {"mois", 'M'},  {"y", 'Y'},       {"year", 'Y'},     {"years", 'Y'},
    {"a", 'Y'},     {"an", 'Y'},     {"ans", 'Y'},   {"annee", 'Y'},   {"annees", 'Y'},
};

ch_message ch_help_duration(ch_arena *arena, ch_text text)
{
    ch_message form = ch_say("write years, months, weeks or days as P2Y, P6M, P2W or P30D");
    char plain[SHORT + 1], spelt[SHORT + 4];
    ch_duration good;
    if (!plain_of(arena, text, plain))
        return form;
    const char *number = plain + (plain[0] == 'p');
    size_t digits = strspn(number, "0123456789");
    const char *unit = number + digits + strspn(number + digits, " ");
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(unit, units[i].word) == 0) {
            snprintf(spelt, sizeof spelt, "P%.*s%c", (int)digits, number, units[i].letter);
            ch_text shown = ch_duration_parse(ch_text_of(spelt), &good) ? kept(arena, spelt) : CH_NO_TEXT;
            return shown.at == NULL ? form : ch_say1("write %s: P, a number, and Y, M, W or D", shown);
        }
    return form;
}
