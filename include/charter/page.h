/* A charter as one HTML file, for whoever has a browser and nothing else: what is allowed, told for people to read;
 * and, with the judge compiled to WebAssembly in it, a place to ask. It needs no network and sends nothing.
 *
 * The same charter, day, options and version of the library give the same bytes. */
#ifndef CHARTER_PAGE_H
#define CHARTER_PAGE_H

#include "charter/diagnostics.h"
#include "charter/load.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CHARTER_PAGE_EN UINT64_C(1)
#define CHARTER_PAGE_FR UINT64_C(2)

typedef struct charter_page_options {
    charter_day at; /* the day that is told: which version is in force, which exceptions hold */
    /* CHARTER_PAGE_EN, CHARTER_PAGE_FR, or both. 0: both where the charter has texts in both, else the one that it has;
     * its own comes first. */
    uint64_t langs;
    charter_text style;      /* CSS that comes after the page's own, so that it looks like its organisation */
    const char *style_name;  /* what the style is called in diagnostics; NULL: "style.css" */
    charter_text module;     /* the judge as WebAssembly, as it is or in gzip; `at` NULL: the library's own */
    const char *module_name; /* NULL: "charter.wasm" */
} charter_page_options;

/* The largest style. */
#define CHARTER_PAGE_STYLE_MAX ((size_t)64 * 1024)

/* The most uses of one page, activities times tools times classes of data: a browser gives up long before the limits of
 * a charter. */
#define CHARTER_PAGE_USES_MAX 500000

/* Whether the library was built with a module in it. Without one, and where none is given, a page can be read, and
 * nobody can ask in it. */
CHARTER_API bool charter_page_has_module(void);

/* Writes the page. CHARTER_UNKNOWN: no version is in force on that day, or an option is not known. CHARTER_INVALID:
 * `diagnostics` says what is wrong with the style or the module, or that there is too much to tell; nothing was
 * written. Borrows all arguments. It judges
 * each use that the charter's activities, tools and classes make together. */
CHARTER_API charter_status charter_page_write_sized(const charter *the_charter, const charter_page_options *options,
                                                    size_t options_size, charter_diagnostics *diagnostics,
                                                    charter_sink sink);
static inline charter_status charter_page_write(const charter *the_charter, const charter_page_options *options,
                                                charter_diagnostics *diagnostics, charter_sink sink)
{
    return charter_page_write_sized(the_charter, options, sizeof *options, diagnostics, sink);
}

#ifdef __cplusplus
}
#endif

#endif
