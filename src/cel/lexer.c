/* lexer: cutting an expression into words, and giving literals their values (CEL specification, Syntax). What words
 * are together is parser.c's. */
#include "cel/lexer.h"

#include "cel/numbers.h"

typedef ch_cel_lexer lexer;
typedef ch_cel_token token;

static token broken(lexer *x, uint32_t start, ch_message message, ch_message help)
{
    /* A byte at least, for a caret to stand under. */
    uint32_t end = x->at > start ? x->at : start + 1;
    if (end > x->text.length)
        end = (uint32_t)x->text.length;
    ch_cel_error_at(x->unit, CH_CONDITION_SYNTAX, (ch_span){start, end}, message, help);
    return (token){.kind = CH_CEL_BROKEN, .span = {start, end}};
}

/* The byte `ahead` of the place, or NUL at the end: no expression holds one outside a text. */
static unsigned char peek(const lexer *x, uint32_t ahead)
{
    size_t at = (size_t)x->at + ahead;
    return at < x->text.length ? (unsigned char)x->text.at[at] : '\0';
}

/* What is told of an expression is cut between characters. */
static void end_character(lexer *x)
{
    while ((peek(x, 0) & 0xC0) == 0x80)
        x->at++;
}

static bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

static bool begins_word(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* WHITESPACE and COMMENT of the grammar. */
static void skip_blanks(lexer *x)
{
    for (;;) {
        unsigned char c = peek(x, 0);
        if (c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r') {
            x->at++;
        } else if (c == '/' && peek(x, 1) == '/') {
            while (x->at < x->text.length && peek(x, 0) != '\n')
                x->at++;
        } else {
            return;
        }
    }
}

static ch_text since(const lexer *x, uint32_t start)
{
    return (ch_text){x->text.at + start, x->at - start};
}

/* ---- numbers ---- */

static void skip_digits(lexer *x)
{
    while (is_digit(peek(x, 0)))
        x->at++;
}

static token scan_number(lexer *x)
{
    uint32_t start = x->at;
    if (peek(x, 0) == '0' && (peek(x, 1) | 0x20) == 'x' && ch_hex_digit(peek(x, 2)) >= 0) {
        x->at += 2;
        while (ch_hex_digit(peek(x, 0)) >= 0)
            x->at++;
    } else {
        skip_digits(x);
        /* A point without a digit behind it is no part of a number (FLOAT_LIT). */
        if (peek(x, 0) == '.' && is_digit(peek(x, 1))) {
            x->at++;
            skip_digits(x);
        }
        uint32_t sign = peek(x, 1) == '+' || peek(x, 1) == '-';
        if ((peek(x, 0) | 0x20) == 'e' && is_digit(peek(x, 1 + sign))) {
            x->at += 1 + sign;
            skip_digits(x);
        }
    }
    if ((peek(x, 0) | 0x20) == 'u')
        x->at++;
    if (begins_word(peek(x, 0)) || is_digit(peek(x, 0)))
        return x->at++, broken(x, start, ch_say1("\"%s\" is not a number", since(x, start)), CH_SILENCE);
    return (token){.kind = CH_CEL_NUMBER, .span = {start, x->at}, .text = since(x, start)};
}

static bool read_natural(ch_text text, uint64_t *out)
{
    bool hex = text.length > 2 && (text.at[1] | 0x20) == 'x';
    uint64_t base = hex ? 16 : 10, value = 0;
    for (size_t i = hex ? 2 : 0; i < text.length; i++) {
        int digit = ch_hex_digit((unsigned char)text.at[i]);
        if (digit < 0 || __builtin_mul_overflow(value, base, &value) ||
            __builtin_add_overflow(value, (uint64_t)digit, &value))
            return false;
    }
    *out = value;
    return true;
}

/* With its sign: the least int has no positive twin. */
static bool read_integer(ch_text text, bool negative, int64_t *out)
{
    uint64_t natural;
    if (!read_natural(text, &natural) || natural > (uint64_t)INT64_MAX + negative)
        return false;
    *out = negative ? (int64_t)(0 - natural) : (int64_t)natural;
    return true;
}

static bool is_fractional(ch_text text)
{
    /* In hexadecimal "e" is a digit. */
    if (text.length > 1 && (text.at[1] | 0x20) == 'x')
        return false;
    return ch_text_find(text, '.') != NULL || ch_text_find(text, 'e') != NULL || ch_text_find(text, 'E') != NULL;
}

ch_cel_value ch_cel_number(lexer *x, const token *t, bool negative)
{
    ch_text text = t->text;
    ch_cel_value value;
    bool good;
    if ((text.at[text.length - 1] | 0x20) == 'u') {
        text.length--;
        value = ch_cel_uint(0);
        good = !negative && !is_fractional(text) && read_natural(text, &value.natural);
    } else if (is_fractional(text)) {
        value = ch_cel_double(0);
        good = ch_double_read(text, &value.number) == CH_NUMBER_OK;
        value.number = negative ? -value.number : value.number;
    } else {
        value = ch_cel_int(0);
        good = read_integer(text, negative, &value.integer);
    }
    if (good)
        return value;
    ch_cel_error_at(x->unit, CH_CONDITION_SYNTAX, t->span, ch_say1("the number \"%s\" is out of range", t->text),
                    CH_SILENCE);
    return ch_cel_fault_of(NULL);
}

/* ---- texts ---- */

typedef struct quoting {
    unsigned char quote;
    bool triple, raw, bytes;
    char *out;
    size_t length;
} quoting;

static void put_code_point(quoting *q, uint32_t c)
{
    char *to = q->out + q->length;
    if (c < 0x80) {
        to[0] = (char)c;
        q->length += 1;
    } else if (c < 0x800) {
        to[0] = (char)(0xC0 | c >> 6);
        to[1] = (char)(0x80 | (c & 0x3F));
        q->length += 2;
    } else if (c < 0x10000) {
        to[0] = (char)(0xE0 | c >> 12);
        to[1] = (char)(0x80 | (c >> 6 & 0x3F));
        to[2] = (char)(0x80 | (c & 0x3F));
        q->length += 3;
    } else {
        to[0] = (char)(0xF0 | c >> 18);
        to[1] = (char)(0x80 | (c >> 12 & 0x3F));
        to[2] = (char)(0x80 | (c >> 6 & 0x3F));
        to[3] = (char)(0x80 | (c & 0x3F));
        q->length += 4;
    }
}

/* `digits` of base 8 or 16 after the letter; -1 where they are not there. */
static int64_t scan_code(lexer *x, unsigned digits, uint32_t base)
{
    uint32_t value = 0;
    for (unsigned i = 0; i < digits; i++) {
        int digit = ch_hex_digit(peek(x, 0));
        if (digit < 0 || (uint32_t)digit >= base)
            return -1;
        value = value * base + (uint32_t)digit;
        x->at++;
    }
    return value;
}

/* Numeric escapes: their letter, digits and base; in bytes those of code points mean nothing. A surrogate is no code
 * point that UTF-8 may spell (RFC 3629, 3). */
static bool scan_numeric(lexer *x, quoting *q, unsigned char letter)
{
    int64_t code;
    if (letter == 'x' || letter == 'X')
        code = scan_code(x, 2, 16);
    else if (letter >= '0' && letter <= '3')
        x->at--, code = scan_code(x, 3, 8);
    else if (letter == 'u' && !q->bytes)
        code = scan_code(x, 4, 16);
    else if (letter == 'U' && !q->bytes)
        code = scan_code(x, 8, 16);
    else
        return false;
    if (code < 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return false;
    if (q->bytes)
        q->out[q->length++] = (char)code;
    else
        put_code_point(q, (uint32_t)code);
    return true;
}

static bool scan_escape(lexer *x, quoting *q)
{
    static const char letters[] = "abfnrtv\\?\"'`", meanings[] = "\a\b\f\n\r\t\v\\?\"'`";
    /* A backslash may be the very last byte, behind which nothing is to be read. */
    if (x->at >= x->text.length)
        return false;
    unsigned char letter = peek(x, 0);
    x->at++;
    const char *found = letter == '\0' ? NULL : strchr(letters, letter);
    if (found == NULL)
        return scan_numeric(x, q, letter);
    q->out[q->length++] = meanings[found - letters];
    return true;
}

static bool at_closing_quote(const lexer *x, const quoting *q)
{
    return peek(x, 0) == q->quote && (!q->triple || (peek(x, 1) == q->quote && peek(x, 2) == q->quote));
}

static token scan_quoted(lexer *x, quoting *q, uint32_t start)
{
    while (!at_closing_quote(x, q)) {
        if (x->at >= x->text.length || (!q->triple && (peek(x, 0) == '\n' || peek(x, 0) == '\r')))
            return broken(x, start, ch_say("this text has no closing quote"), CH_SILENCE);
        uint32_t before = x->at;
        unsigned char c = peek(x, 0);
        x->at++;
        if (c == '\\' && !q->raw) {
            if (!scan_escape(x, q))
                return end_character(x),
                       broken(x, before, ch_say1("\"%s\" is not an escape", since(x, before)),
                              ch_say("write a backslash twice to mean one, or put r before the quote"));
        } else {
            q->out[q->length++] = (char)c;
        }
    }
    x->at += q->triple ? 3 : 1;
    ch_text text = {q->out, q->length};
    return (token){.kind = CH_CEL_LITERAL,
                   .span = {start, x->at},
                   .value = q->bytes ? ch_cel_bytes(text) : ch_cel_string(text)};
}

static token scan_text(lexer *x, quoting q)
{
    uint32_t start = x->at;
    x->at += (uint32_t)q.bytes + (uint32_t)q.raw;
    q.quote = peek(x, 0);
    q.triple = peek(x, 1) == q.quote && peek(x, 2) == q.quote;
    x->at += q.triple ? 3 : 1;
    /* No escape is longer than what it stands for but \u07FF and the like, which are longer than that. */
    q.out = ch_arena_take_raw(x->unit->arena, x->text.length - start);
    if (q.out == NULL) {
        x->unit->failed = true;
        return (token){.kind = CH_CEL_BROKEN};
    }
    return scan_quoted(x, &q, start);
}

/* Whether a text begins here, after b, r or both. */
static bool begins_text(const lexer *x, quoting *q)
{
    uint32_t ahead = 0;
    *q = (quoting){.quote = 0};
    if ((peek(x, ahead) | 0x20) == 'b') {
        q->bytes = true;
        ahead++;
    }
    if ((peek(x, ahead) | 0x20) == 'r') {
        q->raw = true;
        ahead++;
    }
    return peek(x, ahead) == '"' || peek(x, ahead) == '\'';
}

/* ---- words and marks ---- */

static token scan_word(lexer *x)
{
    uint32_t start = x->at;
    while (begins_word(peek(x, 0)) || is_digit(peek(x, 0)))
        x->at++;
    return (token){.kind = CH_CEL_WORD, .span = {start, x->at}, .text = since(x, start)};
}

static token scan_backticks(lexer *x)
{
    uint32_t start = x->at++;
    while (begins_word(peek(x, 0)) || is_digit(peek(x, 0)) || (peek(x, 0) != '\0' && strchr(".-/ ", peek(x, 0))))
        x->at++;
    if (peek(x, 0) != '`' || x->at == start + 1)
        return broken(x, start, ch_say("this name in backticks is not closed"), CH_SILENCE);
    x->at++;
    return (token){.kind = CH_CEL_QUOTED, .span = {start, x->at}, .text = {x->text.at + start + 1, x->at - start - 2}};
}

static token scan_mark(lexer *x)
{
    static const char *const twos[] = {"&&", "||", "==", "!=", "<=", ">=", NULL};
    uint32_t start = x->at;
    int first = peek(x, 0), second = peek(x, 1);
    for (const char *const *two = twos; *two != NULL; two++) {
        if ((*two)[0] == first && (*two)[1] == second) {
            x->at += 2;
            return (token){.kind = CH_CEL_MARK, .mark = CH_CEL_TWO(first, second), .span = {start, x->at}};
        }
    }
    if (first != '\0' && strchr("+-*/%<>!?:.,()[]{}", first) != NULL) {
        x->at++;
        return (token){.kind = CH_CEL_MARK, .mark = first, .span = {start, x->at}};
    }
    x->at++;
    end_character(x);
    if (first == '=')
        return broken(x, start, ch_say("\"=\" compares nothing"), ch_say("write == to compare"));
    if (first == '&' || first == '|')
        return broken(x, start, ch_say1("\"%s\" stands alone", since(x, start)), ch_say("write && for and, || for or"));
    return broken(x, start, ch_say1("\"%s\" has no meaning here", since(x, start)), CH_SILENCE);
}

token ch_cel_next(lexer *x)
{
    quoting q;
    skip_blanks(x);
    if (x->at >= x->text.length)
        return (token){.kind = CH_CEL_END, .span = {(uint32_t)x->text.length, (uint32_t)x->text.length}};
    unsigned char c = peek(x, 0);
    if (begins_text(x, &q))
        return scan_text(x, q);
    if (begins_word(c))
        return scan_word(x);
    if (is_digit(c) || (c == '.' && is_digit(peek(x, 1))))
        return scan_number(x);
    return c == '`' ? scan_backticks(x) : scan_mark(x);
}
