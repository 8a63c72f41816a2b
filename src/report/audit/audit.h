/* audit: the table of formats of audits. A further one is one file and one row. */
#ifndef CH_REPORT_AUDIT_AUDIT_H
#define CH_REPORT_AUDIT_AUDIT_H

#include "report/audit/audit_view.h"
#include "report/write/json_writer.h"

typedef struct ch_audit_format {
    charter_format shown;
    bool is_part; /* it holds everything, and is never published; it says what it is made of */
    charter_status (*write)(const charter_totals *totals, const ch_audit_options *options, ch_output *output);
} ch_audit_format;

/* In what the parts that were merged are unlike, as a list: ["day"]. */
void ch_audit_put_mixed(ch_json *json, const ch_origin *origin);

#define CH_AUDIT_FORMATS(format) format(text) format(html) format(markdown) format(csv) format(json) format(summary)

#define CH_AUDIT_FORMAT(name) extern const ch_audit_format ch_audit_format_##name;
CH_AUDIT_FORMATS(CH_AUDIT_FORMAT)
#undef CH_AUDIT_FORMAT

#endif
