/* cell: what people and spreadsheets write in a cell, as a declaration says it. Nothing is guessed: what can be read in
 * two ways is not read. */
#ifndef CH_INTAKE_CELL_H
#define CH_INTAKE_CELL_H

#include "base/text.h"

/* What a cell is to hold. TEXT: it is taken as it is. */
typedef enum ch_cell_type {
    CH_CELL_TEXT,
    CH_CELL_WHOLE, /* a whole number from 0 on */
    CH_CELL_NUMBER,
    CH_CELL_BOOL,
    CH_CELL_DATE,
    CH_CELL_CHOICE /* a word of a closed list */
} ch_cell_type;

/* Which mark parts a number's decimals. UNSAID: whatever can be read in one way alone. */
typedef enum ch_decimal { CH_DECIMAL_UNSAID, CH_DECIMAL_POINT, CH_DECIMAL_COMMA } ch_decimal;

#define CH_CELL_NUMBER_MAX 64 /* bytes, with the NUL */

/* A number, such as "1 234,5", "12 €" or "1.234,50", with a decimal point and nothing else beside its digits; of a
 * whole one, the digits alone. False where it is none, or could be two. */
bool ch_cell_number(ch_text cell, ch_decimal decimal, bool whole, char out[CH_CELL_NUMBER_MAX]);

/* The same of a number of JSON, which may have an exponent. */
bool ch_cell_json_number(ch_text cell, bool whole, char out[CH_CELL_NUMBER_MAX]);

/* Without the white space at its ends, no-break spaces too: spreadsheets pad with them. */
ch_text ch_cell_trim(ch_text cell);
ch_text ch_cell_trim_left(ch_text cell);

/* "true" or "false" for TRUE, VRAI, Oui, yes …; NULL: neither. */
const char *ch_cell_bool(ch_text folded);

/* Whether it is what a spreadsheet writes where a formula fails, "#REF!": no value of anything. */
bool ch_cell_is_error(ch_text cell);

/* Whether it says that there is nothing to say: "n/a", a dash. */
bool ch_cell_is_blank(ch_text folded);

#endif
