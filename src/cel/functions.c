/* functions: the table of functions, and what the language itself is made of: arithmetic, conversions, size. Other
 * families have files of their own (functions_*.c, format.c); operators that need no dispatch are evaluate.c's. */
#include "cel/functions.h"

#include <math.h>

#include "base/unicode.h"
#include "cel/tree.h"

typedef ch_cel_value value;

/* ---- arithmetic ---- */

/* The operation writes into `v` before `v` is read. */
#define INT_OPERATION(name, operation)                                                     \
    static CH_CEL_FUNCTION(name)                                                           \
    {                                                                                      \
        value v = ch_cel_int(0);                                                           \
        ch_number_status status = operation(args[0].integer, args[1].integer, &v.integer); \
        return ch_cel_after(status, v);                                                    \
    }
#define UINT_OPERATION(name, operation)                                                    \
    static CH_CEL_FUNCTION(name)                                                           \
    {                                                                                      \
        value v = ch_cel_uint(0);                                                          \
        ch_number_status status = operation(args[0].natural, args[1].natural, &v.natural); \
        return ch_cel_after(status, v);                                                    \
    }
#define DOUBLE_OPERATION(name, operator)                              \
    static CH_CEL_FUNCTION(name)                                      \
    {                                                                 \
        return ch_cel_double(args[0].number operator args[1].number); \
    }

/* CEL specification, Overflow: it is an error, and never wraps. Doubles follow IEEE 754, which has infinities. */
INT_OPERATION(add_int, ch_int_add)
INT_OPERATION(subtract_int, ch_int_subtract)
INT_OPERATION(multiply_int, ch_int_multiply)
INT_OPERATION(divide_int, ch_int_divide)
INT_OPERATION(modulo_int, ch_int_modulo)
UINT_OPERATION(add_uint, ch_uint_add)
UINT_OPERATION(subtract_uint, ch_uint_subtract)
UINT_OPERATION(multiply_uint, ch_uint_multiply)
UINT_OPERATION(divide_uint, ch_uint_divide)
UINT_OPERATION(modulo_uint, ch_uint_modulo)
DOUBLE_OPERATION(add_double, +)
DOUBLE_OPERATION(subtract_double, -)
DOUBLE_OPERATION(multiply_double, *)
DOUBLE_OPERATION(divide_double, /)

static CH_CEL_FUNCTION(negate_int)
{
    value v = ch_cel_int(0);
    ch_number_status status = ch_int_negate(args[0].integer, &v.integer);
    return ch_cel_after(status, v);
}

static CH_CEL_FUNCTION(negate_double)
{
    return ch_cel_double(-args[0].number);
}

/* Strings and bytes. */
static CH_CEL_FUNCTION(concatenate)
{
    ch_text made = CH_NO_TEXT;
    ch_string_room room = ch_cel_room(m);
    ch_string_status status = ch_string_concat(ch_cel_text(args[0]), ch_cel_text(args[1]), &room, &made);
    value v = ch_cel_after_text(m, status, made);
    if (v.kind != CH_CEL_ERROR)
        v.kind = args[0].kind;
    return v;
}

static CH_CEL_FUNCTION(add_lists)
{
    /* Lengths are 32 bits wide (value.h). */
    if (args[0].length > UINT32_MAX - args[1].length)
        return ch_cel_no_room(m);
    uint32_t length = args[0].length + args[1].length;
    value *items = ch_cel_take(m, length * sizeof *items);
    if (items == NULL)
        return ch_cel_no_room(m);
    for (uint32_t i = 0; i < args[0].length; i++)
        items[i] = args[0].items[i];
    for (uint32_t i = 0; i < args[1].length; i++)
        items[args[0].length + i] = args[1].items[i];
    return ch_cel_list(items, length);
}

/* ---- conversions ---- */

static CH_CEL_FUNCTION(same)
{
    return args[0];
}

static CH_CEL_FUNCTION(type_of)
{
    ch_text name = ch_cel_type_name(args[0]);
    return (value){.kind = CH_CEL_TYPE, .length = (uint32_t)name.length, .at = name.at};
}

static CH_CEL_FUNCTION(to_int)
{
    value v = ch_cel_int(args[0].integer); /* a timestamp's seconds are its integer */
    ch_number_status status = CH_NUMBER_OK;
    if (args[0].kind == CH_CEL_UINT)
        status = ch_int_of_uint(args[0].natural, &v.integer);
    else if (args[0].kind == CH_CEL_DOUBLE)
        status = ch_int_of_double(args[0].number, &v.integer);
    else if (args[0].kind == CH_CEL_STRING)
        status = ch_int_read(ch_cel_text(args[0]), &v.integer);
    return ch_cel_after(status, v);
}

static CH_CEL_FUNCTION(to_uint)
{
    value v = ch_cel_uint(args[0].natural);
    ch_number_status status = CH_NUMBER_OK;
    if (args[0].kind == CH_CEL_INT)
        status = ch_uint_of_int(args[0].integer, &v.natural);
    else if (args[0].kind == CH_CEL_DOUBLE)
        status = ch_uint_of_double(args[0].number, &v.natural);
    else if (args[0].kind == CH_CEL_STRING)
        status = ch_uint_read(ch_cel_text(args[0]), &v.natural);
    return ch_cel_after(status, v);
}

/* Beyond 2 to the power of 53 an int becomes the nearest double (IEEE 754). */
static CH_CEL_FUNCTION(to_double)
{
    value v = ch_cel_double(0);
    ch_number_status status = CH_NUMBER_OK;
    if (args[0].kind == CH_CEL_INT)
        v.number = (double)args[0].integer;
    else if (args[0].kind == CH_CEL_UINT)
        v.number = (double)args[0].natural;
    else
        status = ch_double_read(ch_cel_text(args[0]), &v.number);
    return ch_cel_after(status, v);
}

static CH_CEL_FUNCTION(to_bool)
{
    bool yes = false;
    ch_number_status status = ch_bool_read(ch_cel_text(args[0]), &yes);
    return ch_cel_after(status, ch_cel_bool(yes));
}

_Static_assert(CH_CEL_SCALAR_SIZE >= CH_NUMBER_SIZE && CH_CEL_SCALAR_SIZE >= CH_INSTANT_SIZE &&
                   CH_CEL_SCALAR_SIZE >= CH_NANOS_SIZE,
               "every scalar fits");

static CH_CEL_FUNCTION(to_string)
{
    char room[CH_CEL_SCALAR_SIZE];
    ch_text text;
    if (!ch_cel_write_scalar(args[0], room, &text))
        return ch_cel_fault_of(N_("a text cannot be read as such a value"));
    return ch_cel_keep_text(m, text);
}

static bool is_utf8(ch_text text)
{
    while (text.length > 0) {
        int32_t character;
        size_t taken = ch_character_next(text, &character);
        /* U+FFFD stands for malformed bytes; spelt out, it is a character. */
        if (character == 0xFFFD && !(taken == 3 && memcmp(text.at, "\xEF\xBF\xBD", 3) == 0))
            return false;
        text.at += taken;
        text.length -= taken;
    }
    return true;
}

static CH_CEL_FUNCTION(bytes_to_string)
{
    if (!is_utf8(ch_cel_text(args[0])))
        return ch_cel_fault_of(N_("these bytes are no text"));
    return ch_cel_string(ch_cel_text(args[0]));
}

/* No copy: neither texts nor bytes ever change. */
static CH_CEL_FUNCTION(to_bytes)
{
    return ch_cel_bytes(ch_cel_text(args[0]));
}

/* Code points of a string, bytes of bytes. */
static CH_CEL_FUNCTION(size_of_text)
{
    return ch_cel_int((int64_t)ch_string_size(ch_cel_text(args[0])));
}

static CH_CEL_FUNCTION(size_of)
{
    return ch_cel_int(args[0].length);
}

/* ---- the table ---- */

/* clang-format off */
#define RELATION(name) \
    {name, "ii:b", NULL}, {name, "uu:b", NULL}, {name, "dd:b", NULL}, {name, "ss:b", NULL}, \
        {name, "yy:b", NULL}, {name, "bb:b", NULL}, {name, "tt:b", NULL}, {name, "pp:b", NULL}, \
        {name, "iu:b", NULL}, {name, "ui:b", NULL}, {name, "id:b", NULL}, {name, "di:b", NULL}, \
        {name, "ud:b", NULL}, {name, "du:b", NULL}

#define TIME_PART(name, function) {name, "t.:i", function}, {name, "t.s:i", function}
/* clang-format on */

/* NULL: evaluated without dispatch (prepare.c). The rows of one name stand together. Searched when an expression is
 * compiled, never when it is evaluated: its nodes keep what they can call. */
const ch_cel_builtin ch_cel_builtins[] = {
    {"_+_", "ii:i", add_int},
    {"_+_", "uu:u", add_uint},
    {"_+_", "dd:d", add_double},
    {"_+_", "ss:s", concatenate},
    {"_+_", "yy:y", concatenate},
    {"_+_", "LALA:LA", add_lists},
    {"_+_", "tp:t", ch_cel_add_time},
    {"_+_", "pt:t", ch_cel_add_time},
    {"_+_", "pp:p", ch_cel_add_time},
    {"_-_", "ii:i", subtract_int},
    {"_-_", "uu:u", subtract_uint},
    {"_-_", "dd:d", subtract_double},
    {"_-_", "tt:p", ch_cel_subtract_time},
    {"_-_", "tp:t", ch_cel_subtract_time},
    {"_-_", "pp:p", ch_cel_subtract_time},
    {"_*_", "ii:i", multiply_int},
    {"_*_", "uu:u", multiply_uint},
    {"_*_", "dd:d", multiply_double},
    {"_/_", "ii:i", divide_int},
    {"_/_", "uu:u", divide_uint},
    {"_/_", "dd:d", divide_double},
    {"_%_", "ii:i", modulo_int},
    {"_%_", "uu:u", modulo_uint},
    {"-_", "i:i", negate_int},
    {"-_", "d:d", negate_double},
    {"_==_", "AA:b", NULL},
    {"_!=_", "AA:b", NULL},
    RELATION("_<_"),
    RELATION("_<=_"),
    RELATION("_>_"),
    RELATION("_>=_"),
    {"@in", "ALA:b", NULL},
    {"@in", "AMAB:b", NULL},

    {"dyn", "A:v", same},
    {"type", "A:TA", type_of},
    {"int", "i:i", same},
    {"int", "u:i", to_int},
    {"int", "d:i", to_int},
    {"int", "s:i", to_int},
    {"int", "t:i", to_int},
    {"uint", "u:u", same},
    {"uint", "i:u", to_uint},
    {"uint", "d:u", to_uint},
    {"uint", "s:u", to_uint},
    {"double", "d:d", same},
    {"double", "i:d", to_double},
    {"double", "u:d", to_double},
    {"double", "s:d", to_double},
    {"string", "s:s", same},
    {"string", "y:s", bytes_to_string},
    {"string", "i:s", to_string},
    {"string", "u:s", to_string},
    {"string", "d:s", to_string},
    {"string", "b:s", to_string},
    {"string", "t:s", to_string},
    {"string", "p:s", to_string},
    {"bytes", "y:y", same},
    {"bytes", "s:y", to_bytes},
    {"bool", "b:b", same},
    {"bool", "s:b", to_bool},
    {"timestamp", "t:t", same},
    {"timestamp", "s:t", ch_cel_to_timestamp},
    {"timestamp", "i:t", ch_cel_to_timestamp},
    {"duration", "p:p", same},
    {"duration", "s:p", ch_cel_to_duration},

    {"size", "s:i", size_of_text},
    {"size", "y:i", size_of},
    {"size", "LA:i", size_of},
    {"size", "MAB:i", size_of},
    {"size", "s.:i", size_of_text},
    {"size", "y.:i", size_of},
    {"size", "LA.:i", size_of},
    {"size", "MAB.:i", size_of},
    {"contains", "s.s:b", ch_cel_contains},
    {"startsWith", "s.s:b", ch_cel_starts_with},
    {"endsWith", "s.s:b", ch_cel_ends_with},
    {"matches", "s.s:b", NULL},
    {"matches", "ss:b", NULL},

    TIME_PART("getFullYear", ch_cel_get_year),
    TIME_PART("getMonth", ch_cel_get_month),
    TIME_PART("getDayOfMonth", ch_cel_get_day_of_month),
    TIME_PART("getDate", ch_cel_get_date),
    TIME_PART("getDayOfWeek", ch_cel_get_day_of_week),
    TIME_PART("getDayOfYear", ch_cel_get_day_of_year),
    TIME_PART("getHours", ch_cel_get_hours),
    {"getHours", "p.:i", ch_cel_get_hours},
    TIME_PART("getMinutes", ch_cel_get_minutes),
    {"getMinutes", "p.:i", ch_cel_get_minutes},
    TIME_PART("getSeconds", ch_cel_get_seconds),
    {"getSeconds", "p.:i", ch_cel_get_seconds},
    TIME_PART("getMilliseconds", ch_cel_get_milliseconds),
    {"getMilliseconds", "p.:i", ch_cel_get_milliseconds},

    {"charAt", "s.i:s", ch_cel_char_at},
    {"indexOf", "s.s:i", ch_cel_index_of},
    {"indexOf", "s.si:i", ch_cel_index_of},
    {"lastIndexOf", "s.s:i", ch_cel_last_index_of},
    {"lastIndexOf", "s.si:i", ch_cel_last_index_of},
    {"join", "Ls.:s", ch_cel_join},
    {"join", "Ls.s:s", ch_cel_join},
    {"lowerAscii", "s.:s", ch_cel_lower},
    {"upperAscii", "s.:s", ch_cel_upper},
    {"replace", "s.ss:s", ch_cel_replace},
    {"replace", "s.ssi:s", ch_cel_replace},
    {"split", "s.s:Ls", ch_cel_split},
    {"split", "s.si:Ls", ch_cel_split},
    {"substring", "s.i:s", ch_cel_substring},
    {"substring", "s.ii:s", ch_cel_substring},
    {"trim", "s.:s", ch_cel_trim},
    {"reverse", "s.:s", ch_cel_reverse},
    {"format", "s.Lv:s", ch_cel_format},
    {"strings.quote", "s:s", ch_cel_quote},
    {"base64.encode", "y:s", ch_cel_base64_encode},
    {"base64.decode", "s:y", ch_cel_base64_decode},

    {"math.greatest", "LA:A", ch_cel_greatest},
    {"math.least", "LA:A", ch_cel_least},
    {"math.ceil", "d:d", ch_cel_ceil},
    {"math.floor", "d:d", ch_cel_floor},
    {"math.round", "d:d", ch_cel_round},
    {"math.trunc", "d:d", ch_cel_trunc},
    {"math.sqrt", "d:d", ch_cel_sqrt},
    {"math.sqrt", "i:d", ch_cel_sqrt},
    {"math.sqrt", "u:d", ch_cel_sqrt},
    {"math.abs", "i:i", ch_cel_abs},
    {"math.abs", "u:u", ch_cel_abs},
    {"math.abs", "d:d", ch_cel_abs},
    {"math.sign", "i:i", ch_cel_sign},
    {"math.sign", "u:u", ch_cel_sign},
    {"math.sign", "d:d", ch_cel_sign},
    {"math.isNaN", "d:b", ch_cel_is_nan},
    {"math.isInf", "d:b", ch_cel_is_inf},
    {"math.isFinite", "d:b", ch_cel_is_finite},
    {"math.bitAnd", "ii:i", ch_cel_bit_and},
    {"math.bitAnd", "uu:u", ch_cel_bit_and},
    {"math.bitOr", "ii:i", ch_cel_bit_or},
    {"math.bitOr", "uu:u", ch_cel_bit_or},
    {"math.bitXor", "ii:i", ch_cel_bit_xor},
    {"math.bitXor", "uu:u", ch_cel_bit_xor},
    {"math.bitNot", "i:i", ch_cel_bit_not},
    {"math.bitNot", "u:u", ch_cel_bit_not},
    {"math.bitShiftLeft", "ii:i", ch_cel_shift_left},
    {"math.bitShiftLeft", "ui:u", ch_cel_shift_left},
    {"math.bitShiftRight", "ii:i", ch_cel_shift_right},
    {"math.bitShiftRight", "ui:u", ch_cel_shift_right},

    {"optional.none", ":OA", ch_cel_optional_none},
    {"optional.of", "A:OA", ch_cel_optional_some},
    {"optional.ofNonZeroValue", "A:OA", ch_cel_optional_nonzero},
    {"hasValue", "OA.:b", ch_cel_has_value},
    {"value", "OA.:A", ch_cel_value_of},
    {"or", "OA.OA:OA", ch_cel_or},
    {"orValue", "OA.A:A", ch_cel_or_value},
};

const uint32_t ch_cel_builtin_count = sizeof ch_cel_builtins / sizeof *ch_cel_builtins;

const ch_cel_type *ch_cel_named_type(ch_text name)
{
    static const ch_cel_type list = {.kind = CH_CEL_T_LIST,
                                     .count = 1,
                                     .name = CH_TEXT_INIT("list"),
                                     .params = {&ch_cel_type_dyn}},
                             map = {.kind = CH_CEL_T_MAP,
                                    .count = 2,
                                    .name = CH_TEXT_INIT("map"),
                                    .params = {&ch_cel_type_dyn, &ch_cel_type_dyn}},
                             optional = {.kind = CH_CEL_T_OPAQUE,
                                         .count = 1,
                                         .name = CH_TEXT_INIT("optional_type"),
                                         .params = {&ch_cel_type_dyn}};
    static const ch_cel_type *const types[] = {
        &ch_cel_type_bool,
        &ch_cel_type_int,
        &ch_cel_type_uint,
        &ch_cel_type_double,
        &ch_cel_type_string,
        &ch_cel_type_bytes,
        &ch_cel_type_null,
        &ch_cel_type_type,
        &list,
        &map,
        &ch_cel_type_timestamp,
        &ch_cel_type_duration,
        &optional,
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (ch_text_same(types[i]->name, name))
            return types[i];
    return NULL;
}
