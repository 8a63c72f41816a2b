/* functions: what the rows of the table of functions call; one file a family. */
#ifndef CH_CEL_FUNCTIONS_H
#define CH_CEL_FUNCTIONS_H

#include "cel/cel.h"
#include "cel/numbers.h"
#include "cel/strings.h"

/* A function of the table, whose arguments have the kinds that its row says. */
#define CH_CEL_FUNCTION(name)                                                                                      \
    ch_cel_value name(__attribute__((unused)) ch_cel_machine *m, __attribute__((unused)) const ch_cel_value *args, \
                      __attribute__((unused)) uint32_t count)

/* What went wrong with a number, or the value where nothing did. */
ch_cel_value ch_cel_after(ch_number_status status, ch_cel_value value);

/* The same of a text; `made` counts against the evaluation's memory. */
ch_cel_value ch_cel_after_text(ch_cel_machine *m, ch_string_status status, ch_text made);

/* Where functions of strings.h may make their results. */
ch_string_room ch_cel_room(ch_cel_machine *m);

/* A copy of `text` that lives as long as the evaluation; an error when there is no memory. */
ch_cel_value ch_cel_keep_text(ch_cel_machine *m, ch_text text);

/* string(…) of a scalar, and `into` enough room for it; false where it has none. */
#define CH_CEL_SCALAR_SIZE 40
bool ch_cel_write_scalar(ch_cel_value value, char into[CH_CEL_SCALAR_SIZE], ch_text *text);

CH_CEL_FUNCTION(ch_cel_format); /* format.c */

/* functions_time.c */
CH_CEL_FUNCTION(ch_cel_get_year);
CH_CEL_FUNCTION(ch_cel_get_month);
CH_CEL_FUNCTION(ch_cel_get_day_of_month);
CH_CEL_FUNCTION(ch_cel_get_date);
CH_CEL_FUNCTION(ch_cel_get_day_of_week);
CH_CEL_FUNCTION(ch_cel_get_day_of_year);
CH_CEL_FUNCTION(ch_cel_get_hours);
CH_CEL_FUNCTION(ch_cel_get_minutes);
CH_CEL_FUNCTION(ch_cel_get_seconds);
CH_CEL_FUNCTION(ch_cel_get_milliseconds);
CH_CEL_FUNCTION(ch_cel_add_time);
CH_CEL_FUNCTION(ch_cel_subtract_time);
CH_CEL_FUNCTION(ch_cel_to_timestamp);
CH_CEL_FUNCTION(ch_cel_to_duration);

/* functions_string.c */
CH_CEL_FUNCTION(ch_cel_contains);
CH_CEL_FUNCTION(ch_cel_starts_with);
CH_CEL_FUNCTION(ch_cel_ends_with);
CH_CEL_FUNCTION(ch_cel_char_at);
CH_CEL_FUNCTION(ch_cel_index_of);
CH_CEL_FUNCTION(ch_cel_last_index_of);
CH_CEL_FUNCTION(ch_cel_join);
CH_CEL_FUNCTION(ch_cel_lower);
CH_CEL_FUNCTION(ch_cel_upper);
CH_CEL_FUNCTION(ch_cel_replace);
CH_CEL_FUNCTION(ch_cel_split);
CH_CEL_FUNCTION(ch_cel_substring);
CH_CEL_FUNCTION(ch_cel_trim);
CH_CEL_FUNCTION(ch_cel_reverse);
CH_CEL_FUNCTION(ch_cel_quote);
CH_CEL_FUNCTION(ch_cel_base64_encode);
CH_CEL_FUNCTION(ch_cel_base64_decode);

/* functions_math.c */
CH_CEL_FUNCTION(ch_cel_greatest);
CH_CEL_FUNCTION(ch_cel_least);
CH_CEL_FUNCTION(ch_cel_ceil);
CH_CEL_FUNCTION(ch_cel_floor);
CH_CEL_FUNCTION(ch_cel_round);
CH_CEL_FUNCTION(ch_cel_trunc);
CH_CEL_FUNCTION(ch_cel_sqrt);
CH_CEL_FUNCTION(ch_cel_abs);
CH_CEL_FUNCTION(ch_cel_sign);
CH_CEL_FUNCTION(ch_cel_is_nan);
CH_CEL_FUNCTION(ch_cel_is_inf);
CH_CEL_FUNCTION(ch_cel_is_finite);
CH_CEL_FUNCTION(ch_cel_bit_and);
CH_CEL_FUNCTION(ch_cel_bit_or);
CH_CEL_FUNCTION(ch_cel_bit_xor);
CH_CEL_FUNCTION(ch_cel_bit_not);
CH_CEL_FUNCTION(ch_cel_shift_left);
CH_CEL_FUNCTION(ch_cel_shift_right);

/* functions_optional.c */
CH_CEL_FUNCTION(ch_cel_optional_none);
CH_CEL_FUNCTION(ch_cel_optional_some);
CH_CEL_FUNCTION(ch_cel_optional_nonzero);
CH_CEL_FUNCTION(ch_cel_has_value);
CH_CEL_FUNCTION(ch_cel_value_of);
CH_CEL_FUNCTION(ch_cel_or);
CH_CEL_FUNCTION(ch_cel_or_value);

#endif
