/* functions_math: the math extension. What may overflow is numbers.c's; the rest is C's <math.h>, on doubles of IEEE
 * 754. */
#include <math.h>

#include "cel/evaluate.h"
#include "cel/functions.h"

typedef ch_cel_value value;

/* The greatest or the least of a list, whatever the types of its numbers; the first of equals. */
static value extreme(const value list, ch_cel_order wanted)
{
    if (list.length == 0)
        return ch_cel_fault_of(N_("an empty list has no greatest and no least"));
    value best = list.items[0];
    for (uint32_t i = 0; i < list.length; i++) {
        value v = list.items[i];
        if (v.kind != CH_CEL_INT && v.kind != CH_CEL_UINT && v.kind != CH_CEL_DOUBLE)
            return ch_cel_fault_of(ch_cel_no_overload);
        ch_cel_order order = ch_cel_compare(v, best);
        /* With NaN the answer would depend on where it stands in the list. */
        if (order == CH_CEL_UNORDERED && list.length > 1)
            return ch_cel_after(CH_NUMBER_UNORDERED, v);
        if (order == wanted)
            best = v;
    }
    return best;
}

CH_CEL_FUNCTION(ch_cel_greatest)
{
    return extreme(args[0], CH_CEL_MORE);
}

CH_CEL_FUNCTION(ch_cel_least)
{
    return extreme(args[0], CH_CEL_LESS);
}

CH_CEL_FUNCTION(ch_cel_ceil)
{
    return ch_cel_double(ceil(args[0].number));
}

CH_CEL_FUNCTION(ch_cel_floor)
{
    return ch_cel_double(floor(args[0].number));
}

/* Halves go away from zero, as the extension has it: not rint(), which follows the mode of rounding. */
CH_CEL_FUNCTION(ch_cel_round)
{
    return ch_cel_double(round(args[0].number));
}

CH_CEL_FUNCTION(ch_cel_trunc)
{
    return ch_cel_double(trunc(args[0].number));
}

CH_CEL_FUNCTION(ch_cel_sqrt)
{
    double number = args[0].kind == CH_CEL_INT    ? (double)args[0].integer
                    : args[0].kind == CH_CEL_UINT ? (double)args[0].natural
                                                  : args[0].number;
    return ch_cel_double(sqrt(number));
}

CH_CEL_FUNCTION(ch_cel_abs)
{
    if (args[0].kind == CH_CEL_UINT)
        return args[0];
    if (args[0].kind == CH_CEL_DOUBLE)
        return ch_cel_double(fabs(args[0].number));
    value v = ch_cel_int(0);
    ch_number_status status = ch_int_abs(args[0].integer, &v.integer);
    return ch_cel_after(status, v);
}

CH_CEL_FUNCTION(ch_cel_sign)
{
    if (args[0].kind == CH_CEL_UINT)
        return ch_cel_uint(ch_uint_sign(args[0].natural));
    if (args[0].kind == CH_CEL_DOUBLE)
        return ch_cel_double(ch_double_sign(args[0].number));
    return ch_cel_int(ch_int_sign(args[0].integer));
}

CH_CEL_FUNCTION(ch_cel_is_nan)
{
    return ch_cel_bool(isnan(args[0].number));
}

CH_CEL_FUNCTION(ch_cel_is_inf)
{
    return ch_cel_bool(isinf(args[0].number));
}

CH_CEL_FUNCTION(ch_cel_is_finite)
{
    return ch_cel_bool(isfinite(args[0].number));
}

/* ---- bits: an int and a uint have the same ones ---- */

static value bits(value like, uint64_t natural)
{
    like.natural = natural;
    return like;
}

CH_CEL_FUNCTION(ch_cel_bit_and)
{
    return bits(args[0], args[0].natural & args[1].natural);
}

CH_CEL_FUNCTION(ch_cel_bit_or)
{
    return bits(args[0], args[0].natural | args[1].natural);
}

CH_CEL_FUNCTION(ch_cel_bit_xor)
{
    return bits(args[0], args[0].natural ^ args[1].natural);
}

CH_CEL_FUNCTION(ch_cel_bit_not)
{
    return bits(args[0], ~args[0].natural);
}

CH_CEL_FUNCTION(ch_cel_shift_left)
{
    value v = args[0];
    ch_number_status status = ch_uint_shift_left(args[0].natural, args[1].integer, &v.natural);
    return ch_cel_after(status, v);
}

/* Zeros come in from the left, for an int too. */
CH_CEL_FUNCTION(ch_cel_shift_right)
{
    value v = args[0];
    ch_number_status status = ch_uint_shift_right(args[0].natural, args[1].integer, &v.natural);
    return ch_cel_after(status, v);
}
