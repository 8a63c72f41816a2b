/* The table of formats. A format is a file and a row of format.h; how a report runs is report.c's. */
#include "report/format.h"
#include "base/catalog.h"
#include "base/date.h"
#include "base/options.h"
#include "report/write/csv_writer.h"

CH_OPTIONS_END_WITH(charter_report_options, delimiter);

static const ch_format *const formats[] = {
#define CH_FORMAT(name) &ch_format_##name,
    CH_FORMATS(CH_FORMAT)
#undef CH_FORMAT
};

#define ONE_MORE(name) +1
enum { FORMAT_COUNT = 0 CH_FORMATS(ONE_MORE) };

size_t charter_format_count(void)
{
    return FORMAT_COUNT;
}

const charter_format *charter_format_at(size_t index)
{
    return &formats[index]->shown;
}

static const ch_format *find_format(const char *name)
{
    for (size_t i = 0; i < charter_format_count(); i++)
        if (strcmp(formats[i]->shown.name, name) == 0)
            return formats[i];
    return NULL;
}

charter_status charter_report_open_sized(charter_report **out, const char *name, const charter_report_options *options,
                                         size_t options_size, charter_sink sink)
{
    const ch_format *format = find_format(name);
    *out = NULL;
    charter_report_options o;
    bool known = options != NULL && ch_options_copy(&o, sizeof o, options, options_size) && ch_is_lang(o.lang);
    known = known && ch_csv_is_delimiter(o.delimiter);
    return format == NULL || !known || !ch_is_day(o.at) ? CHARTER_UNKNOWN : ch_report_open(out, format, &o, sink);
}
