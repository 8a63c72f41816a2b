/* Texts in the other language, as places in memory: as many as a charter has titles that are shown, so that a list is
 * enough. */
#include "report/audit/foreign.h"

#include "base/catalog.h"

typedef struct ch_foreign_text {
    ch_text text;
    struct ch_foreign_text *next;
} foreign_text;

static bool is_within(ch_text part, ch_text text)
{
    uintptr_t at = (uintptr_t)part.at, from = (uintptr_t)text.at;
    return at >= from && at + part.length <= from + text.length;
}

/* `at` NULL: there is none. */
static ch_text first_part(const ch_foreign *foreign, ch_text text)
{
    ch_text first = CH_NO_TEXT;
    for (const foreign_text *one = foreign->first; one != NULL; one = one->next)
        if (is_within(one->text, text) && (first.at == NULL || (uintptr_t)one->text.at < (uintptr_t)first.at))
            first = one->text;
    return first;
}

static bool is_whole(const ch_foreign *foreign, ch_text text)
{
    const foreign_text *one = foreign->first;
    while (one != NULL && (one->text.at != text.at || one->text.length != text.length))
        one = one->next;
    return one != NULL;
}

bool ch_foreign_has(const ch_foreign *foreign, ch_text text)
{
    return first_part(foreign, text).at != NULL;
}

void ch_foreign_add(ch_foreign *foreign, ch_arena *arena, ch_text text)
{
    if (text.length == 0 || is_whole(foreign, text))
        return;
    foreign_text *one = ch_arena_take(arena, sizeof *one);
    if (one == NULL)
        return;
    *one = (foreign_text){text, foreign->first};
    foreign->first = one;
}

void ch_foreign_copy(ch_foreign *foreign, ch_arena *arena, ch_text part, const char *now)
{
    for (const foreign_text *one = foreign->first; one != NULL; one = one->next)
        if (is_within(one->text, part))
            ch_foreign_add(foreign, arena, (ch_text){now + (one->text.at - part.at), one->text.length});
}

static void put_other_language(ch_html *html, const ch_foreign *foreign)
{
    ch_html_attribute(html, "lang", ch_text_of(ch_lang_name(foreign->lang)));
}

void ch_foreign_put_language(ch_html *html, const ch_foreign *foreign, ch_text text)
{
    if (is_whole(foreign, text))
        put_other_language(html, foreign);
}

void ch_foreign_put_text(ch_html *html, const ch_foreign *foreign, ch_text text)
{
    ch_text part = is_whole(foreign, text) ? CH_NO_TEXT : first_part(foreign, text);
    bool tight = html->tight;
    /* A line's end behind a part would be a blank before a comma. */
    html->tight = true;
    while (part.at != NULL) {
        size_t before = (size_t)(part.at - text.at), after = before + part.length;
        ch_html_text(html, (ch_text){text.at, before});
        ch_html_open(html, "span");
        put_other_language(html, foreign);
        ch_html_text(html, part);
        ch_html_close(html);
        text = (ch_text){text.at + after, text.length - after};
        part = first_part(foreign, text);
    }
    html->tight = tight;
    ch_html_text(html, text);
}
