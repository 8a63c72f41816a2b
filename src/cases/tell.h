/* tell: the formats of reports of cases, a function each. */
#ifndef CH_CASES_TELL_H
#define CH_CASES_TELL_H

#include "cases/cases.h"
#include "report/write/output.h"

typedef void ch_cases_put(const charter_cases *cases, const charter_report_options *options, ch_output *output);

ch_cases_put ch_cases_put_junit, ch_cases_put_lcov;

#endif
