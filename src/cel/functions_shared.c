/* functions_shared: what functions share: results as values, texts that live as long as the evaluation, scalars as
 * texts. numbers.c, strings.c and time.c know nothing of values: here their results become some. */
#include "cel/functions.h"

typedef ch_cel_value value;

value ch_cel_after(ch_number_status status, value v)
{
    static const char *const messages[] = {
        [CH_NUMBER_RANGE] = N_("a number is out of range"),
        [CH_NUMBER_BY_ZERO] = N_("a number is divided by zero"),
        [CH_NUMBER_OFFSET] = N_("a shift cannot be negative"),
        [CH_NUMBER_UNORDERED] = N_("a number that is none (NaN) has no order"),
        [CH_NUMBER_MALFORMED] = N_("a text cannot be read as such a value"),
    };
    return status == CH_NUMBER_OK ? v : ch_cel_fault_of(messages[status]);
}

ch_string_room ch_cel_room(ch_cel_machine *m)
{
    m->taken++; /* the arena is to be reset */
    return (ch_string_room){m->arena, ch_cel_room_left(m)};
}

value ch_cel_after_text(ch_cel_machine *m, ch_string_status status, ch_text made)
{
    switch (status) {
    case CH_STRING_OK:
        /* Counted behind, as strings.c takes from the arena itself. */
        m->taken += made.length;
        return ch_cel_string(made);
    case CH_STRING_INDEX:
    case CH_STRING_END:
    case CH_STRING_ORDER:
        return ch_cel_fault_of(N_("a text has no such place"));
    case CH_STRING_TOO_LARGE:
        break;
    case CH_STRING_NO_MEMORY:
        m->ran_out = true;
        break;
    }
    return ch_cel_no_room(m);
}

value ch_cel_keep_text(ch_cel_machine *m, ch_text text)
{
    char *kept = ch_cel_take(m, text.length);
    if (kept == NULL)
        return ch_cel_no_room(m);
    ch_text_copy(kept, text);
    return ch_cel_string((ch_text){kept, text.length});
}

bool ch_cel_write_scalar(value v, char into[CH_CEL_SCALAR_SIZE], ch_text *text)
{
    *text = (ch_text){into, 0};
    switch ((ch_cel_kind)v.kind) {
    case CH_CEL_INT:
        text->length = ch_int_write(v.integer, into);
        return true;
    case CH_CEL_UINT:
        text->length = ch_uint_write(v.natural, into);
        return true;
    case CH_CEL_DOUBLE:
        text->length = ch_double_write(v.number, into);
        return true;
    case CH_CEL_TIMESTAMP:
        text->length = ch_instant_write((ch_instant){v.integer, (int32_t)v.length}, into);
        return true;
    case CH_CEL_DURATION:
        text->length = ch_nanos_write(v.integer, into);
        return true;
    case CH_CEL_BOOL:
        *text = v.yes ? CH_LITERAL("true") : CH_LITERAL("false");
        return true;
    case CH_CEL_NULL:
        *text = CH_LITERAL("null");
        return true;
    case CH_CEL_STRING:
    case CH_CEL_BYTES:
    case CH_CEL_TYPE:
        *text = ch_cel_text(v);
        return true;
    default:
        return false;
    }
}
