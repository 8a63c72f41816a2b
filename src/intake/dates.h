/* dates: the forms in which a register writes dates. */
#ifndef CH_INTAKE_DATES_H
#define CH_INTAKE_DATES_H

#include "base/date.h"
#include "base/diagnostics.h"
#include "tree/decode.h"

/* The days of a date, folded, in those of `forms` that it fits: YYYY or YY, MM, M or MMM, DD or D, or no day; Qn
 * and Sn, a quarter (Q or T) and a half (H or S) of the year; hh, mm, ss, AM, and what stands between. False where none
 * fits, two give two dates, or there is no such date. */
bool ch_date_by_forms(const ch_node *forms, ch_text text, ch_days *out);

/* Complains where `form` is no form of a date. */
void ch_date_form_check(charter_diagnostics *diagnostics, const ch_source *source, const ch_node *form);

#endif
