/* format: format(), of the strings extension: a text with clauses (%s, %d, %.2f …), each of which takes the next value
 * of a list. How a scalar is spelt is functions_shared.c's. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "cel/evaluate.h"
#include "cel/functions.h"

/* Bounds what one clause can write, and how deep recursion follows values here, where other passes follow nodes. */
#define PRECISION_DEFAULT 6
#define PRECISION_MAX     100
#define CLAUSE_DEPTH_MAX  64 /* of lists within lists */

typedef ch_cel_value value;

/* What is being written, and for whom. */
typedef struct formatting {
    ch_cel_machine *m;
    ch_buffer out;
    bool no_room; /* for what has to be put in order */
} formatting;

static value refuse(const formatting *f)
{
    return f->no_room ? ch_cel_no_room(f->m) : ch_cel_fault_of(N_("a clause of format() does not take such a value"));
}

/* ---- %s ---- */

static bool add_value(formatting *f, value v, unsigned depth);

static bool add_list(formatting *f, value list, unsigned depth)
{
    ch_buffer_add_char(&f->out, '[');
    for (uint32_t i = 0; i < list.length; i++) {
        if (i > 0)
            ch_buffer_literal(&f->out, ", ");
        if (!add_value(f, list.items[i], depth))
            return false;
    }
    ch_buffer_add_char(&f->out, ']');
    return true;
}

/* An entry with its key spelt: entries stand in the order of their keys' texts. */
typedef struct spelt_entry {
    value key, v;
    uint64_t order;
} spelt_entry;

_Static_assert(sizeof(spelt_entry) == 40, "what it takes of the evaluation's memory is the same on every machine");

/* A map has no order of its own: this one is the same on every machine, where 1 and "1" are both keys too. */
static int by_key(const void *a, const void *b)
{
    const spelt_entry *one = a, *other = b;
    int order = ch_text_compare(ch_cel_text(one->key), ch_cel_text(other->key));
    return order != 0 ? order : (one->order > other->order) - (one->order < other->order);
}

static spelt_entry *spell_entries(formatting *f, value map)
{
    spelt_entry *entries = ch_cel_take(f->m, ((size_t)map.length + 1) * sizeof *entries);
    f->no_room = entries == NULL;
    for (uint32_t i = 0; entries != NULL && i < map.length; i++) {
        char room[CH_CEL_SCALAR_SIZE];
        ch_text key = CH_NO_TEXT;
        if (!ch_cel_write_scalar(map.items[2 * i], room, &key))
            return NULL;
        value kept = ch_cel_keep_text(f->m, key);
        f->no_room = kept.kind == CH_CEL_ERROR;
        if (f->no_room)
            return NULL;
        entries[i] = (spelt_entry){kept, map.items[2 * i + 1], i};
    }
    return entries;
}

static bool add_map(formatting *f, value map, unsigned depth)
{
    spelt_entry *entries = spell_entries(f, map);
    if (entries == NULL)
        return false;
    qsort(entries, map.length, sizeof *entries, by_key);
    ch_buffer_add_char(&f->out, '{');
    for (uint32_t i = 0; i < map.length; i++) {
        if (i > 0)
            ch_buffer_literal(&f->out, ", ");
        ch_buffer_add(&f->out, ch_cel_text(entries[i].key));
        ch_buffer_literal(&f->out, ": ");
        if (!add_value(f, entries[i].v, depth))
            return false;
    }
    ch_buffer_add_char(&f->out, '}');
    return true;
}

static bool add_value(formatting *f, value v, unsigned depth)
{
    char room[CH_CEL_SCALAR_SIZE];
    ch_text text;
    if (depth == CLAUSE_DEPTH_MAX)
        return false;
    if (v.kind == CH_CEL_LIST)
        return add_list(f, v, depth + 1);
    if (v.kind == CH_CEL_MAP)
        return add_map(f, v, depth + 1);
    if (!ch_cel_write_scalar(v, room, &text))
        return false;
    ch_buffer_add(&f->out, text);
    return true;
}

/* ---- numbers ---- */

static bool add_string(formatting *f, value v, char clause, int precision)
{
    (void)clause;
    (void)precision;
    return add_value(f, v, 0);
}

static bool is_special(value v)
{
    return v.kind == CH_CEL_DOUBLE && !isfinite(v.number);
}

static bool add_decimal(formatting *f, value v, char clause, int precision)
{
    (void)clause;
    (void)precision;
    return (v.kind == CH_CEL_INT || v.kind == CH_CEL_UINT || is_special(v)) && add_value(f, v, 0);
}

/* %f and %e, whose point is one whatever the locale. */
static bool add_fraction(formatting *f, value v, char clause, int precision)
{
    /* The largest double has 309 digits before its point: with PRECISION_MAX behind it, a point and a sign they
     * fit. */
    char digits[512];
    if (v.kind == CH_CEL_INT)
        v = ch_cel_double((double)v.integer);
    else if (v.kind == CH_CEL_UINT)
        v = ch_cel_double((double)v.natural);
    if (v.kind != CH_CEL_DOUBLE)
        return false;
    if (is_special(v))
        return add_value(f, v, 0);
    int length = clause == 'f' ? snprintf(digits, sizeof digits, "%.*f", precision, v.number)
                               : snprintf(digits, sizeof digits, "%.*e", precision, v.number);
    for (int i = 0; i < length; i++)
        if (digits[i] == ',')
            digits[i] = '.';
    ch_buffer_add(&f->out, (ch_text){digits, (size_t)length});
    return true;
}

static void add_based(formatting *f, uint64_t natural, bool negative, unsigned base, bool upper)
{
    const char *digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    /* Sixty-four binary digits and a sign. */
    char spelt[66];
    size_t at = sizeof spelt;
    do {
        spelt[--at] = digits[natural % base];
        natural /= base;
    } while (natural > 0);
    if (negative)
        spelt[--at] = '-';
    ch_buffer_add(&f->out, (ch_text){spelt + at, sizeof spelt - at});
}

static void add_hex_text(formatting *f, ch_text text, bool upper)
{
    const char *digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    for (size_t i = 0; i < text.length; i++) {
        ch_buffer_add_char(&f->out, digits[(unsigned char)text.at[i] >> 4]);
        ch_buffer_add_char(&f->out, digits[(unsigned char)text.at[i] & 15]);
    }
}

/* %x, %X, %o and %b. */
static bool add_digits(formatting *f, value v, char clause, int precision)
{
    (void)precision;
    bool hex = clause == 'x' || clause == 'X';
    if (hex && (v.kind == CH_CEL_STRING || v.kind == CH_CEL_BYTES)) {
        add_hex_text(f, ch_cel_text(v), clause == 'X');
        return true;
    }
    bool negative = v.kind == CH_CEL_INT && v.integer < 0;
    if (v.kind != CH_CEL_INT && v.kind != CH_CEL_UINT && !(clause == 'b' && v.kind == CH_CEL_BOOL))
        return false;
    add_based(f, negative ? 0 - v.natural : v.natural, negative, hex ? 16 : clause == 'o' ? 8 : 2, clause == 'X');
    return true;
}

/* ---- clauses ---- */

static const struct clause {
    char letter;
    bool (*add)(formatting *f, value v, char clause, int precision);
} clauses[] = {
    {'s', add_string}, {'d', add_decimal}, {'f', add_fraction}, {'e', add_fraction},
    {'x', add_digits}, {'X', add_digits},  {'o', add_digits},   {'b', add_digits},
};

/* The digits after a dot; `*at` is then at the letter. */
static int read_precision(ch_text pattern, size_t *at)
{
    if (*at >= pattern.length || pattern.at[*at] != '.')
        return PRECISION_DEFAULT;
    int precision = 0;
    for (++*at; *at < pattern.length && pattern.at[*at] >= '0' && pattern.at[*at] <= '9'; ++*at)
        /* Further digits change nothing: it is refused, and may not overflow before. */
        if (precision <= PRECISION_MAX)
            precision = precision * 10 + (pattern.at[*at] - '0');
    return precision;
}

/* One clause, whose percent sign has been read. */
static value add_clause(formatting *f, ch_text pattern, size_t *at, value values, uint32_t *taken)
{
    int precision = read_precision(pattern, at);
    char letter = *at < pattern.length ? pattern.at[(*at)++] : '\0';
    for (size_t i = 0; i < sizeof clauses / sizeof *clauses; i++) {
        if (clauses[i].letter != letter || precision > PRECISION_MAX)
            continue;
        if (*taken == values.length)
            return ch_cel_fault_of(N_("format() has more clauses than values"));
        return clauses[i].add(f, values.items[(*taken)++], letter, precision) ? ch_cel_null() : refuse(f);
    }
    return ch_cel_fault_of(N_("this is no clause of format()"));
}

static value write_all(formatting *f, ch_text pattern, value values)
{
    uint32_t taken = 0;
    for (size_t at = 0; at < pattern.length;) {
        char c = pattern.at[at++];
        if (c != '%') {
            ch_buffer_add_char(&f->out, c);
        } else if (at < pattern.length && pattern.at[at] == '%') {
            ch_buffer_add_char(&f->out, pattern.at[at++]);
        } else {
            value v = add_clause(f, pattern, &at, values, &taken);
            if (v.kind == CH_CEL_ERROR)
                return v;
        }
        if (!ch_cel_spend(f->m, 1))
            return ch_cel_out_of_budget();
    }
    return ch_cel_null();
}

CH_CEL_FUNCTION(ch_cel_format)
{
    /* Bounded by what this evaluation may still make. */
    formatting f = {.m = m, .out = ch_buffer_init(ch_cel_room(m).max)};
    value v = write_all(&f, ch_cel_text(args[0]), args[1]);
    if (v.kind != CH_CEL_ERROR)
        v = f.out.failed ? ch_cel_no_room(m) : ch_cel_keep_text(m, ch_buffer_text(&f.out));
    ch_buffer_clear(&f.out);
    return v;
}
