/* value: equality and order of values (CEL specification, Equality and Ordering). Numbers of two types are compared by
 * numbers.c; what comparing may cost is the evaluation's to spend. */
#include "cel/value.h"

#include "cel/numbers.h"

static bool is_number(ch_cel_value v)
{
    return v.kind == CH_CEL_INT || v.kind == CH_CEL_UINT || v.kind == CH_CEL_DOUBLE;
}

static ch_number number_of(ch_cel_value v)
{
    return v.kind == CH_CEL_INT    ? ch_number_int(v.integer)
           : v.kind == CH_CEL_UINT ? ch_number_uint(v.natural)
                                   : ch_number_double(v.number);
}

ch_text ch_cel_type_name(ch_cel_value value)
{
    static const ch_text names[] = {
        [CH_CEL_ERROR] = CH_TEXT_INIT("error"),
        [CH_CEL_NULL] = CH_TEXT_INIT("null_type"),
        [CH_CEL_BOOL] = CH_TEXT_INIT("bool"),
        [CH_CEL_INT] = CH_TEXT_INIT("int"),
        [CH_CEL_UINT] = CH_TEXT_INIT("uint"),
        [CH_CEL_DOUBLE] = CH_TEXT_INIT("double"),
        [CH_CEL_STRING] = CH_TEXT_INIT("string"),
        [CH_CEL_BYTES] = CH_TEXT_INIT("bytes"),
        [CH_CEL_LIST] = CH_TEXT_INIT("list"),
        [CH_CEL_MAP] = CH_TEXT_INIT("map"),
        [CH_CEL_TIMESTAMP] = CH_TEXT_INIT("google.protobuf.Timestamp"),
        [CH_CEL_DURATION] = CH_TEXT_INIT("google.protobuf.Duration"),
        [CH_CEL_TYPE] = CH_TEXT_INIT("type"),
        [CH_CEL_OPTIONAL] = CH_TEXT_INIT("optional_type"),
        [CH_CEL_OBJECT] = CH_TEXT_INIT("object"),
    };
    return names[value.kind];
}

/* ---- equality ---- */

static bool equal_lists(ch_cel_value a, ch_cel_value b)
{
    for (uint32_t i = 0; i < a.length; i++)
        if (!ch_cel_equal(a.items[i], b.items[i]))
            return false;
    return true;
}

/* Of as many entries, whose keys stand once each (ch_cel_put_entry): to look in one direction is enough. */
static bool equal_maps(ch_cel_value a, ch_cel_value b)
{
    for (uint32_t i = 0; i < a.length; i++) {
        const ch_cel_value *other = ch_cel_map_get(b, a.items[2 * i]);
        if (other == NULL || !ch_cel_equal(a.items[2 * i + 1], *other))
            return false;
    }
    return true;
}

static bool equal_optionals(ch_cel_value a, ch_cel_value b)
{
    if (a.items == NULL || b.items == NULL)
        return a.items == b.items;
    return ch_cel_equal(*a.items, *b.items);
}

bool ch_cel_equal(ch_cel_value a, ch_cel_value b)
{
    if (a.kind != b.kind)
        /* Ints, uints and doubles lie on one line of numbers; all else of two types differs. */
        return is_number(a) && is_number(b) && ch_number_equal(number_of(a), number_of(b));
    switch ((ch_cel_kind)a.kind) {
    case CH_CEL_NULL:
        return true;
    case CH_CEL_BOOL:
    case CH_CEL_INT:
    case CH_CEL_UINT:
    case CH_CEL_DURATION:
        return a.integer == b.integer;
    case CH_CEL_DOUBLE:
        /* NaN is equal to nothing, not even to itself (IEEE 754, 5.11). */
        return a.number == b.number;
    case CH_CEL_STRING:
    case CH_CEL_BYTES:
    case CH_CEL_TYPE:
        return ch_text_same(ch_cel_text(a), ch_cel_text(b));
    case CH_CEL_TIMESTAMP:
        return a.integer == b.integer && a.length == b.length;
    case CH_CEL_LIST:
        return a.length == b.length && equal_lists(a, b);
    case CH_CEL_MAP:
        return a.length == b.length && equal_maps(a, b);
    case CH_CEL_OPTIONAL:
        return equal_optionals(a, b);
    case CH_CEL_OBJECT:
        return a.object == b.object;
    case CH_CEL_ERROR:
        break;
    }
    return false;
}

/* ---- order ---- */

static ch_cel_order order_of(int64_t a, int64_t b)
{
    return a < b ? CH_CEL_LESS : a > b ? CH_CEL_MORE : CH_CEL_SAME;
}

static ch_cel_order compare_numbers(ch_cel_value a, ch_cel_value b)
{
    switch (ch_number_compare(number_of(a), number_of(b))) {
    case CH_LESS:
        return CH_CEL_LESS;
    case CH_GREATER:
        return CH_CEL_MORE;
    case CH_SAME:
        return CH_CEL_SAME;
    case CH_UNORDERED:
        break;
    }
    return CH_CEL_UNORDERED;
}

ch_cel_order ch_cel_compare(ch_cel_value a, ch_cel_value b)
{
    if (is_number(a) && is_number(b))
        return compare_numbers(a, b);
    if (a.kind != b.kind)
        return CH_CEL_NO_ORDER;
    switch ((ch_cel_kind)a.kind) {
    case CH_CEL_BOOL:
    case CH_CEL_DURATION:
        return order_of(a.integer, b.integer);
    case CH_CEL_STRING:
    case CH_CEL_BYTES:
        /* By bytes, which for UTF-8 is the order of code points. */
        return order_of(ch_text_compare(ch_cel_text(a), ch_cel_text(b)), 0);
    case CH_CEL_TIMESTAMP:
        return a.integer == b.integer ? order_of(a.length, b.length) : order_of(a.integer, b.integer);
    default:
        return CH_CEL_NO_ORDER;
    }
}

/* ---- looking into lists and maps ---- */

const ch_cel_value *ch_cel_map_get(ch_cel_value map, ch_cel_value key)
{
    for (uint32_t i = 0; i < map.length; i++)
        if (ch_cel_equal(map.items[2 * i], key))
            return &map.items[2 * i + 1];
    return NULL;
}

bool ch_cel_list_has(ch_cel_value list, ch_cel_value value)
{
    for (uint32_t i = 0; i < list.length; i++)
        if (ch_cel_equal(list.items[i], value))
            return true;
    return false;
}
