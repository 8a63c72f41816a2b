/* value: what CEL expressions compute with. Sixteen bytes, passed and returned in two registers.
 *
 * int64, uint64 and double all need their 64 bits, so that the kind stands beside them and not within. Texts,
 * lists and maps borrow what they point at: constants live as long as their expression, what an evaluation
 * makes lives until the next one. */
#ifndef CH_CEL_VALUE_H
#define CH_CEL_VALUE_H

#include "base/text.h"

typedef enum ch_cel_kind {
    CH_CEL_ERROR = 0,
    CH_CEL_NULL,
    CH_CEL_BOOL,
    CH_CEL_INT,
    CH_CEL_UINT,
    CH_CEL_DOUBLE,
    CH_CEL_STRING,
    CH_CEL_BYTES,
    CH_CEL_LIST,
    CH_CEL_MAP,
    CH_CEL_TIMESTAMP, /* `integer` seconds since 1970, `length` nanoseconds */
    CH_CEL_DURATION,  /* `integer` nanoseconds */
    CH_CEL_TYPE,      /* its name */
    CH_CEL_OPTIONAL,  /* `items` one value; NULL: none */
    CH_CEL_OBJECT     /* the caller's own, which only functions of its scope read */
} ch_cel_kind;

/* Why there is no value. */
typedef enum ch_cel_failure {
    CH_CEL_FAULT,  /* the expression asks for what cannot be computed: `message` says what */
    CH_CEL_ABSENT, /* a variable has no value: `length` is its place in the scope */
    CH_CEL_LIMIT   /* the budget or the limit of a pattern was reached */
} ch_cel_failure;

typedef struct ch_cel_value {
    uint8_t kind;    /* ch_cel_kind */
    uint8_t failure; /* of an error: ch_cel_failure */
    uint16_t rank;   /* of a string that comes from an ordered list of words: its place, from 1; of an object:
                      * not 0 where it is not declared, and only a part of it is known */
    uint32_t length; /* bytes of a text, elements of a list, entries of a map */
    union {
        bool yes;
        int64_t integer;
        uint64_t natural;
        double number;
        const char *at;
        const struct ch_cel_value *items; /* of a map: a key, its value, the next key, … */
        const char *message;              /* of an error: English, in the catalogue */
        const void *object;
    };
} ch_cel_value;

_Static_assert(sizeof(ch_cel_value) == 16, "a value is two registers");

static inline ch_cel_value ch_cel_null(void)
{
    return (ch_cel_value){.kind = CH_CEL_NULL, .integer = 0};
}

/* The whole word is written: two registers are compared and copied, never a byte of one. */
static inline ch_cel_value ch_cel_bool(bool yes)
{
    return (ch_cel_value){.kind = CH_CEL_BOOL, .integer = yes};
}

static inline ch_cel_value ch_cel_int(int64_t integer)
{
    return (ch_cel_value){.kind = CH_CEL_INT, .integer = integer};
}

static inline ch_cel_value ch_cel_uint(uint64_t natural)
{
    return (ch_cel_value){.kind = CH_CEL_UINT, .natural = natural};
}

static inline ch_cel_value ch_cel_double(double number)
{
    return (ch_cel_value){.kind = CH_CEL_DOUBLE, .number = number};
}

/* `text` is kept; at most 4 GiB, which every source of texts is far below. */
static inline ch_cel_value ch_cel_string(ch_text text)
{
    return (ch_cel_value){.kind = CH_CEL_STRING, .length = (uint32_t)text.length, .at = text.at};
}

static inline ch_cel_value ch_cel_bytes(ch_text text)
{
    return (ch_cel_value){.kind = CH_CEL_BYTES, .length = (uint32_t)text.length, .at = text.at};
}

static inline ch_cel_value ch_cel_list(const ch_cel_value *items, uint32_t count)
{
    return (ch_cel_value){.kind = CH_CEL_LIST, .length = count, .items = items};
}

static inline ch_cel_value ch_cel_map(const ch_cel_value *pairs, uint32_t count)
{
    return (ch_cel_value){.kind = CH_CEL_MAP, .length = count, .items = pairs};
}

static inline ch_cel_value ch_cel_timestamp(int64_t seconds, uint32_t nanos)
{
    return (ch_cel_value){.kind = CH_CEL_TIMESTAMP, .length = nanos, .integer = seconds};
}

static inline ch_cel_value ch_cel_duration(int64_t nanos)
{
    return (ch_cel_value){.kind = CH_CEL_DURATION, .integer = nanos};
}

static inline ch_cel_value ch_cel_optional(const ch_cel_value *value)
{
    return (ch_cel_value){.kind = CH_CEL_OPTIONAL, .items = value};
}

static inline ch_cel_value ch_cel_fault_of(const char *message)
{
    return (ch_cel_value){.kind = CH_CEL_ERROR, .failure = CH_CEL_FAULT, .message = message};
}

static inline ch_cel_value ch_cel_absent(uint32_t variable)
{
    return (ch_cel_value){.kind = CH_CEL_ERROR, .failure = CH_CEL_ABSENT, .length = variable, .message = NULL};
}

static inline ch_cel_value ch_cel_limit(const char *message)
{
    return (ch_cel_value){.kind = CH_CEL_ERROR, .failure = CH_CEL_LIMIT, .message = message};
}

/* Of a string, bytes or a type. */
static inline ch_text ch_cel_text(ch_cel_value value)
{
    return (ch_text){value.at, value.length};
}

/* The name of a value's type as CEL writes it: "int", "google.protobuf.Timestamp". */
ch_text ch_cel_type_name(ch_cel_value value);

/* Whether two values are equal, across the types of numbers; NaN is not, nor are values of two types.
 * Nesting is bounded by that of the expressions that made them. */
bool ch_cel_equal(ch_cel_value a, ch_cel_value b);

typedef enum ch_cel_order { CH_CEL_LESS, CH_CEL_SAME, CH_CEL_MORE, CH_CEL_UNORDERED, CH_CEL_NO_ORDER } ch_cel_order;

/* CH_CEL_UNORDERED where one is NaN, CH_CEL_NO_ORDER where such values have none. */
ch_cel_order ch_cel_compare(ch_cel_value a, ch_cel_value b);

/* The value under `key` of a map, or NULL. */
const ch_cel_value *ch_cel_map_get(ch_cel_value map, ch_cel_value key);

/* Whether a list has an element that equals `value`. */
bool ch_cel_list_has(ch_cel_value list, ch_cel_value value);

#endif
