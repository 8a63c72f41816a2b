/* number_format: what a number of a spreadsheet is by its cell's format: a date, or itself. */
#ifndef CH_WORKBOOK_NUMBER_FORMAT_H
#define CH_WORKBOOK_NUMBER_FORMAT_H

#include "base/double.h"
#include "base/text.h"

/* Whether a format's code, or its built-in number, shows a day: "dd/mm/yyyy", 14. One of hours alone does not. */
bool ch_format_has_day(ch_text code);
bool ch_format_is_date(uint32_t id);

/* The number as it is to be read: its day (YYYY-MM-DD) where the format shows one, else its shortest decimal.
 * `since_1904`: days count from 1904-01-01. The bytes' count, without the NUL. */
size_t ch_format_number(double number, bool day, bool since_1904, char out[CH_DOUBLE_SIZE]);

/* Whether it is written as a whole number that is not 0, sign and digits alone: what it is as it stands there. */
bool ch_number_is_whole(ch_text number);

#endif
