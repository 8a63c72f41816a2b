/* Numbers, answers and blanks as they are written in French and in English. Which column holds which of them is the
 * mapping's to say, and the charter's (charter/check_intake.c). */
#include "intake/cell.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The length of a blank at the beginning: a space, or those that spreadsheets put between groups of digits: no-break
 * (U+00A0), thin (U+2009), narrow no-break (U+202F). 0: none. */
static size_t blank_length(ch_text text)
{
    static const char *const blanks[] = {" ", "\xC2\xA0", "\xE2\x80\x89", "\xE2\x80\xAF"};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
        if (ch_text_begins(text, blanks[i]))
            return strlen(blanks[i]);
    return 0;
}

static ch_text skip_blanks(ch_text text)
{
    for (size_t length; (length = blank_length(text)) > 0;)
        text = ch_text_behind(text, length);
    return text;
}

/* A unit that says nothing but that it is money. */
static ch_text skip_currency(ch_text text)
{
    static const char *const signs[] = {"\xE2\x82\xAC", "$", "\xC2\xA3", "EUR"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (ch_text_begins(text, signs[i]))
            return skip_blanks(ch_text_behind(text, strlen(signs[i])));
    return text;
}

static const char no_break[] = "\xC2\xA0";

ch_text ch_cell_trim_left(ch_text cell)
{
    for (;;) {
        if (cell.length > 0 && (unsigned char)cell.at[0] <= ' ')
            cell = ch_text_behind(cell, 1);
        else if (ch_text_begins(cell, no_break))
            cell = ch_text_behind(cell, 2);
        else
            return cell;
    }
}

ch_text ch_cell_trim(ch_text cell)
{
    cell = ch_cell_trim_left(cell);
    for (;;) {
        if (cell.length > 0 && (unsigned char)cell.at[cell.length - 1] <= ' ')
            cell.length--;
        else if (cell.length >= 2 && memcmp(cell.at + cell.length - 2, no_break, 2) == 0)
            cell.length -= 2;
        else
            return cell;
    }
}

/* A number's digits, and the marks between them: ' ' for any blank, '.', ',', '\''. */
typedef struct spelt {
    char at[CH_CELL_NUMBER_MAX];
    size_t length;
} spelt;

/* Copies digits and marks; what stands behind them is left. */
static bool take_number(ch_text *text, spelt *out)
{
    while (text->length > 0 && out->length + 1 < sizeof out->at) {
        size_t blank = blank_length(*text);
        char c = blank > 0 ? ' ' : text->at[0];
        if (!is_digit(c) && strchr(" .,'", c) == NULL)
            break;
        out->at[out->length++] = c;
        *text = ch_text_behind(*text, blank > 0 ? blank : 1);
    }
    while (out->length > 0 && out->at[out->length - 1] == ' ')
        out->length--;
    return out->length > 0 && is_digit(out->at[0]) && is_digit(out->at[out->length - 1]);
}

static size_t count_marks(const spelt *number, char mark)
{
    size_t count = 0;
    for (size_t i = 0; i < number->length; i++)
        count += number->at[i] == mark;
    return count;
}

static size_t last_mark(const spelt *number, char mark)
{
    size_t i = number->length;
    while (i > 0 && number->at[i - 1] != mark)
        i--;
    return i == 0 ? number->length : i - 1;
}

/* Where the decimals begin, its mark included; `length` where there are none. False where it cannot be told: "1,234"
 * and "1.234" are two numbers each. */
static bool find_decimals(const spelt *number, ch_decimal decimal, size_t *at)
{
    size_t points = count_marks(number, '.'), commas = count_marks(number, ',');
    size_t point = last_mark(number, '.'), comma = last_mark(number, ',');
    *at = number->length;
    if (decimal != CH_DECIMAL_UNSAID) {
        *at = decimal == CH_DECIMAL_POINT ? point : comma;
        return (decimal == CH_DECIMAL_POINT ? points : commas) <= 1;
    }
    if (points > 0 && commas > 0) {
        *at = point > comma ? point : comma;
        return (point > comma ? points : commas) == 1;
    }
    if (points + commas != 1)
        return true;
    *at = points == 1 ? point : comma;
    return *at > 3 || number->at[0] == '0' || number->length - *at - 1 != 3;
}

/* Digits alone, or in groups of three behind the first, with one mark between them. A nought begins no group. */
static bool is_grouped(const char *at, size_t length)
{
    char mark = 0;
    size_t digits = 0;
    for (size_t i = 0; i < length; i++) {
        if (is_digit(at[i])) {
            digits++;
            continue;
        }
        if (at[0] == '0' || digits == 0 || digits > 3 || (mark != 0 && (digits != 3 || at[i] != mark)))
            return false;
        mark = at[i];
        digits = 0;
    }
    return mark == 0 || digits == 3;
}

static bool all_digits(const char *at, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!is_digit(at[i]))
            return false;
    return true;
}

static bool all_zeros(const char *at, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (at[i] != '0')
            return false;
    return true;
}

/* Leading zeros go, but one: a declaration has none. */
static void write_number(const spelt *number, size_t decimals, bool negative, bool whole, char *to)
{
    bool begun = false;
    if (negative)
        *to++ = '-';
    for (size_t i = 0; i < decimals; i++) {
        if (!is_digit(number->at[i]) || (number->at[i] == '0' && !begun && i + 1 < decimals))
            continue;
        begun = true;
        *to++ = number->at[i];
    }
    if (!whole && decimals < number->length) {
        *to++ = '.';
        memcpy(to, number->at + decimals + 1, number->length - decimals - 1);
        to += number->length - decimals - 1;
    }
    *to = '\0';
}

bool ch_cell_number(ch_text cell, ch_decimal decimal, bool whole, char out[CH_CELL_NUMBER_MAX])
{
    spelt number = {.length = 0};
    size_t decimals;
    ch_text rest = skip_currency(skip_blanks(cell));
    bool negative = ch_text_begins(rest, "-");
    if (negative || ch_text_begins(rest, "+"))
        rest = ch_text_behind(rest, 1);
    if (!take_number(&rest, &number) || number.length + 2 > sizeof number.at ||
        skip_currency(skip_blanks(rest)).length > 0 || !find_decimals(&number, decimal, &decimals))
        return false;
    size_t behind_mark = decimals < number.length ? number.length - decimals - 1 : 0;
    const char *tail = number.at + number.length - behind_mark;
    if (!is_grouped(number.at, decimals) || !all_digits(tail, behind_mark) ||
        (whole && (negative || !all_zeros(tail, behind_mark))))
        return false;
    write_number(&number, decimals, negative, whole, out);
    return true;
}

/* What the exponent `text` says, sign and all; what is beyond all numbers here is cut short. */
static int read_exponent(ch_text text)
{
    bool negative = ch_text_begins(text, "-");
    int value = 0;
    for (size_t i = negative || ch_text_begins(text, "+"); i < text.length; i++)
        value = value > CH_CELL_NUMBER_MAX ? value : 10 * value + (text.at[i] - '0');
    return negative ? -value : value;
}

/* `digits` with a point behind the first `places` of them, or noughts where there are none. */
static ch_text write_places(const char *digits, int count, int places, bool negative, char *to)
{
    char *begin = to;
    if (negative)
        *to++ = '-';
    *to++ = '0';
    for (int i = places < 0 ? places : 0; i < count || i < places; i++) {
        if (i == places)
            *to++ = '.';
        *to++ = i >= 0 && i < count ? digits[i] : '0';
    }
    return (ch_text){begin, (size_t)(to - begin)};
}

bool ch_cell_json_number(ch_text cell, bool whole, char out[CH_CELL_NUMBER_MAX])
{
    char digits[CH_CELL_NUMBER_MAX], plain[2 * CH_CELL_NUMBER_MAX + 3];
    int count = 0, places = -1;
    size_t i = ch_text_begins(cell, "-");
    bool negative = i > 0;
    for (; i < cell.length && (is_digit(cell.at[i]) || cell.at[i] == '.') && count < CH_CELL_NUMBER_MAX; i++)
        if (cell.at[i] == '.')
            places = count;
        else
            digits[count++] = cell.at[i];
    if (i == cell.length || (cell.at[i] != 'e' && cell.at[i] != 'E'))
        return ch_cell_number(cell, CH_DECIMAL_POINT, whole, out);
    places = (places < 0 ? count : places) + read_exponent(ch_text_behind(cell, i + 1));
    if (places > CH_CELL_NUMBER_MAX || places < -CH_CELL_NUMBER_MAX)
        return false;
    ch_text text = write_places(digits, count, places, negative, plain);
    return ch_cell_number(text, CH_DECIMAL_POINT, whole, out);
}

static bool is_one_of(ch_text word, const char *const *words)
{
    for (; *words != NULL; words++)
        if (ch_text_is(word, *words))
            return true;
    return false;
}

const char *ch_cell_bool(ch_text folded)
{
    static const char *const yes[] = {"true", "yes", "vrai", "oui", NULL};
    static const char *const no[] = {"false", "no", "faux", "non", NULL};
    return is_one_of(folded, yes) ? "true" : is_one_of(folded, no) ? "false" : NULL;
}

bool ch_cell_is_error(ch_text cell)
{
    static const char *const words[] = {"#REF!",  "#DIV/0!", "#NAME?", "#VALUE!", "#NUM!",
                                        "#NULL!", "#SPILL!", "#CALC!", NULL};
    return is_one_of(cell, words) || ch_text_begins(cell, "Err:5");
}

bool ch_cell_is_blank(ch_text folded)
{
    static const char *const words[] = {"n/a",  "n.a.", "n/d",          "n.d.",         "#n/a",
                                        "#n/d", "-",    "\xE2\x80\x93", "\xE2\x80\x94", NULL};
    return is_one_of(folded, words);
}
