/* The table of formats. */
#include "report/format.h"

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

charter_status charter_report_open(charter_report **out, const char *name, const charter_report_options *options,
                                   charter_sink sink)
{
    const ch_format *format = find_format(name);
    *out = NULL;
    return format == NULL ? CHARTER_UNKNOWN : ch_report_open(out, format, options, sink);
}
