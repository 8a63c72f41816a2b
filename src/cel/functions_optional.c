/* functions_optional: functions of optional values. `.?` and `[?…]` are evaluate.c's, optMap and optFlatMap
 * fold.c's. */
#include "cel/functions.h"

typedef ch_cel_value value;

CH_CEL_FUNCTION(ch_cel_optional_none)
{
    return ch_cel_optional(NULL);
}

CH_CEL_FUNCTION(ch_cel_optional_some)
{
    /* Apart, in the evaluation's memory: a value of two registers has no room for another. */
    value *held = ch_cel_take(m, sizeof *held);
    if (held == NULL)
        return ch_cel_no_room(m);
    *held = args[0];
    return ch_cel_optional(held);
}

/* CEL's zero values: a type and an object of the caller's have none. */
static bool is_zero(value v)
{
    switch ((ch_cel_kind)v.kind) {
    case CH_CEL_NULL:
        return true;
    case CH_CEL_BOOL:
    case CH_CEL_INT:
    case CH_CEL_UINT:
    case CH_CEL_DURATION:
        return v.integer == 0;
    case CH_CEL_DOUBLE:
        return v.number == 0;
    case CH_CEL_STRING:
    case CH_CEL_BYTES:
    case CH_CEL_LIST:
    case CH_CEL_MAP:
        return v.length == 0;
    case CH_CEL_TIMESTAMP:
        return v.integer == 0 && v.length == 0;
    case CH_CEL_OPTIONAL:
        return v.items == NULL;
    default:
        return false;
    }
}

CH_CEL_FUNCTION(ch_cel_optional_nonzero)
{
    return is_zero(args[0]) ? ch_cel_optional(NULL) : ch_cel_optional_some(m, args, count);
}

CH_CEL_FUNCTION(ch_cel_has_value)
{
    return ch_cel_bool(args[0].items != NULL);
}

CH_CEL_FUNCTION(ch_cel_value_of)
{
    return args[0].items != NULL ? *args[0].items : ch_cel_fault_of(N_("this optional holds no value"));
}

CH_CEL_FUNCTION(ch_cel_or)
{
    return args[0].items != NULL ? args[0] : args[1];
}

CH_CEL_FUNCTION(ch_cel_or_value)
{
    return args[0].items != NULL ? *args[0].items : args[1];
}
