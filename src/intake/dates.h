/* dates: the forms in which a register writes dates. */
#ifndef CH_INTAKE_DATES_H
#define CH_INTAKE_DATES_H

#include "base/date.h"
#include "base/diagnostics.h"
#include "tree/decode.h"

/* A date, folded, in one of the forms of `forms` (YYYY or YY, MM, M or MMM, DD or D, hh, mm, ss, AM, and what stands
 * between), as YYYY-MM-DD in `out`. False where none fits, or there is no such day. */
bool ch_date_by_forms(const ch_node *forms, ch_text text, char out[11]);

/* Complains where `form` is no form of a date. */
void ch_date_form_check(charter_diagnostics *diagnostics, const ch_source *source, const ch_node *form);

#endif
