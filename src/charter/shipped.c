/* The table of files that come with the program. They are read by load.c as any included file is, and count in the
 * charter's hash under their name. */
#include "charter/shipped.h"

/* Generated from the files of charter/ (CMakeLists.txt, charter_embed). */
extern const unsigned char ch_shipped_detectors[];
extern const size_t ch_shipped_detectors_size;
extern const unsigned char ch_shipped_traces[];
extern const size_t ch_shipped_traces_size;
#ifdef CHARTER_CATALOGUE_CARRIED
static const unsigned char ch_shipped_tools[1];
static const size_t ch_shipped_tools_size = 0;
#else
extern const unsigned char ch_shipped_tools[];
extern const size_t ch_shipped_tools_size;
#endif

static const struct shipped {
    const char *name;
    const unsigned char *bytes;
    const size_t *size;
    bool carried;
} files[] = {
    {CH_SHIPPED_PREFIX "detectors", ch_shipped_detectors, &ch_shipped_detectors_size, false},
    {CH_SHIPPED_PREFIX "traces", ch_shipped_traces, &ch_shipped_traces_size, false},
    {CH_SHIPPED_PREFIX "tools", ch_shipped_tools, &ch_shipped_tools_size, true},
};

const char ch_shipped_names[] = CH_SHIPPED_PREFIX "detectors, " CH_SHIPPED_PREFIX "traces, " CH_SHIPPED_PREFIX "tools";

static const struct shipped *find(ch_text name)
{
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (ch_text_is(name, files[i].name))
            return &files[i];
    return NULL;
}

ch_text ch_shipped_file(ch_text name)
{
    const struct shipped *file = find(name);
    return file == NULL ? CH_NO_TEXT : (ch_text){(const char *)file->bytes, *file->size};
}

bool ch_shipped_is_carried(ch_text name)
{
    const struct shipped *file = find(name);
    return file != NULL && file->carried;
}
