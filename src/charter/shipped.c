/* The table of files that come with the program. They are read by load.c as any included file is, and count in the
 * charter's hash under their name. */
#include "charter/shipped.h"

/* Generated from the files of charter/ (CMakeLists.txt, charter_embed). */
extern const unsigned char ch_shipped_detectors[];
extern const size_t ch_shipped_detectors_size;
extern const unsigned char ch_shipped_traces[];
extern const size_t ch_shipped_traces_size;

static const struct {
    const char *name;
    const unsigned char *bytes;
    const size_t *size;
} files[] = {
    {CH_SHIPPED_PREFIX "detectors", ch_shipped_detectors, &ch_shipped_detectors_size},
    {CH_SHIPPED_PREFIX "traces", ch_shipped_traces, &ch_shipped_traces_size},
};

const char ch_shipped_names[] = CH_SHIPPED_PREFIX "detectors, " CH_SHIPPED_PREFIX "traces";

ch_text ch_shipped_file(ch_text name)
{
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (ch_text_is(name, files[i].name))
            return (ch_text){(const char *)files[i].bytes, *files[i].size};
    return CH_NO_TEXT;
}
