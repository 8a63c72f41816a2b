/* put: pieces of the page: sentences in the language at hand, the charter's own words with their language, links from
 * one entry to another. Escaping is the HTML writer's. */
#ifndef CH_PAGE_PUT_H
#define CH_PAGE_PUT_H

#include "charter/version.h"
#include "page/answers.h"
#include "report/write/html_writer.h"

/* What is being written. */
typedef struct ch_page {
    ch_html h;
    const charter *charter;
    const ch_version *version;
    ch_page_answers *answers;
    charter_day at;
    charter_lang lang; /* of the part at hand; what the charter says in another one is marked */
    ch_arena *arena;
    ch_buffer text; /* what is being said */
} ch_page;

/* What may be linked to: "fr-tool-chatbot". */
typedef enum ch_page_target {
    CH_PAGE_ACTIVITY,
    CH_PAGE_TOOL,
    CH_PAGE_DATA,
    CH_PAGE_DUTY,
    CH_PAGE_RULE,
    CH_PAGE_EXCEPTION,
    CH_PAGE_TARGETS
} ch_page_target;

/* Opens an element with a class (NULL: none); ch_html_close closes it. */
void ch_put_open(ch_page *page, const char *element, const char *class);

/* The element with a text of the catalogue in it. */
void ch_put_said(ch_page *page, const char *element, const char *class, const char *english);

/* The text alone, and a message. */
void ch_put_translated(ch_page *page, const char *english);
void ch_put_message(ch_page *page, ch_message message);

/* What was gathered in `text`, which is then empty. */
void ch_put_gathered(ch_page *page);

/* The element with words of the charter in it, marked where they are in another language; nothing where there are
 * none. `element` NULL: bare words, as far as they need no mark. */
void ch_put_words(ch_page *page, const char *element, const char *class, const ch_localized *words);

/* Whether the charter says anything there. */
static inline bool ch_page_says(const ch_page *page, const ch_localized *words)
{
    return ch_localized_in(words, page->lang, page->version).length > 0;
}

/* An attribute `id`, or a link's `href`, of a section ("fr-tools") or an entry ("fr-tool-chatbot"; `id` NULL: none). */
void ch_put_anchor(ch_page *page, const char *attribute, const char *section, const ch_text *id);

/* What a target is called in anchors. */
const char *ch_page_target_name(ch_page_target target);

/* An entry's title, or else its id. */
void ch_put_name(ch_page *page, const ch_entry *entry);

/* The same as a link to where the entry is told. */
void ch_put_link(ch_page *page, ch_page_target target, const ch_entry *entry);

/* Opens the block of an entry, with its heading, of the level given, and its id, small. ch_put_close_entry ends it. */
void ch_put_open_entry(ch_page *page, const char *heading, ch_page_target target, const ch_entry *entry);
void ch_put_close_entry(ch_page *page);

/* Why, under which article, and where to learn more. */
void ch_put_citation(ch_page *page, const ch_entry *entry);

/* From when, and until when, an entry holds; nothing where it says neither. */
void ch_put_period(ch_page *page, const char *element, const char *class, ch_period period);

/* The same to a buffer. */
void ch_page_add_period(ch_buffer *text, ch_period period, charter_lang lang);

/* What stands before the next item of a list of words, which may hold commas; nothing before the first. */
void ch_put_separator(ch_page *page, bool *some);

/* Opens a section with its heading, "fr-NAME"; ch_put_close_section ends it. */
void ch_put_open_section(ch_page *page, const char *name, const char *english);
void ch_put_close_section(ch_page *page);

/* A row of a list of facts: `dt`, then `dd` is open; ch_put_close_fact ends it. */
void ch_put_open_fact(ch_page *page, const char *english);
void ch_put_close_fact(ch_page *page);

#endif
