/* embed: what stands in the page for a browser and not for a reader: the policy, the style, the charter's bytes, the
 * module, the scripts. */
#ifndef CH_PAGE_EMBED_H
#define CH_PAGE_EMBED_H

#include "charter/page.h"
#include "page/put.h"

/* Bytes that the build compiles in, of files beside this one (CMakeLists.txt); `_size` of them. The module is empty
 * where the library was built without one. */
extern const unsigned char ch_page_style[], ch_page_script[], ch_page_worker[], ch_page_module[];
extern const size_t ch_page_style_size, ch_page_script_size, ch_page_worker_size, ch_page_module_size;

/* What is embedded. */
typedef struct ch_page_parts {
    ch_text style;  /* an organisation's, made fit to stand in the page */
    ch_text module; /* `length` 0: none */
    const charter_lang *langs;
    size_t lang_count;
} ch_page_parts;

/* The style of an organisation, with lines that end as a browser sees them end, so that the policy's hash holds; in
 * `arena`. False: `diagnostics` says what may not stand in it, or there is no memory. */
bool ch_page_take_style(ch_text *style, const char *name, ch_arena *arena, charter_diagnostics *diagnostics);

/* Whether bytes are WebAssembly, or gzip; says so where they are neither. */
bool ch_page_is_module(ch_text module, const char *name, charter_diagnostics *diagnostics);

/* In `head`: the policy, which allows these bytes and nothing else, and the style. */
void ch_put_policy(ch_page *page, const ch_page_parts *parts);
void ch_put_style(ch_page *page, const ch_page_parts *parts);

/* At the end of `body`. False: there is no memory. */
void ch_put_scripts(ch_page *page, const ch_page_parts *parts);

#endif
