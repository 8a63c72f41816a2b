/* Texts in the other language: titles for which a charter has no text in the report's. A text is known by where it
 * lies, so that what is made of it can be marked too. */
#include "report/audit/document_foreign.h"

#include "base/catalog.h"

typedef struct ch_foreign {
    ch_text text;
    struct ch_foreign *next;
} ch_foreign;

static bool is_within(ch_text part, ch_text text)
{
    uintptr_t at = (uintptr_t)part.at, from = (uintptr_t)text.at;
    return at >= from && at + part.length <= from + text.length;
}

/* As many as a charter has titles that are shown: a list is enough. */
ch_text ch_document_foreign_part(const ch_document *d, ch_text text)
{
    ch_text first = CH_NO_TEXT;
    for (const ch_foreign *one = d->foreign; one != NULL; one = one->next)
        if (is_within(one->text, text) && (first.at == NULL || (uintptr_t)one->text.at < (uintptr_t)first.at))
            first = one->text;
    return first;
}

bool ch_document_is_foreign(const ch_document *d, ch_text text)
{
    const ch_foreign *one = d->foreign;
    while (one != NULL && (one->text.at != text.at || one->text.length != text.length))
        one = one->next;
    return one != NULL;
}

void ch_document_add_foreign(ch_document *d, ch_text text)
{
    if (text.length == 0 || ch_document_is_foreign(d, text))
        return;
    ch_foreign *one = ch_arena_take(&d->arena, sizeof *one);
    d->failed = d->failed || one == NULL;
    if (one == NULL)
        return;
    *one = (ch_foreign){text, d->foreign};
    d->foreign = one;
}

void ch_document_copy_foreign(ch_document *d, ch_text part, const char *now)
{
    for (const ch_foreign *one = d->foreign; one != NULL; one = one->next)
        if (is_within(one->text, part))
            ch_document_add_foreign(d, (ch_text){now + (one->text.at - part.at), one->text.length});
}

static void put_other_language(ch_html *html, const ch_document *d)
{
    ch_html_attribute(html, "lang", ch_text_of(ch_lang_name(!d->lang)));
}

void ch_document_put_language(ch_html *html, const ch_document *d, ch_text text)
{
    if (ch_document_is_foreign(d, text))
        put_other_language(html, d);
}

void ch_document_put_text(ch_html *html, const ch_document *d, ch_text text)
{
    ch_text part = ch_document_is_foreign(d, text) ? CH_NO_TEXT : ch_document_foreign_part(d, text);
    bool tight = html->tight;
    html->tight = true;
    while (part.at != NULL) {
        size_t before = (size_t)(part.at - text.at), after = before + part.length;
        ch_html_text(html, (ch_text){text.at, before});
        ch_html_open(html, "span");
        put_other_language(html, d);
        ch_html_text(html, part);
        ch_html_close(html);
        text = (ch_text){text.at + after, text.length - after};
        part = ch_document_foreign_part(d, text);
    }
    html->tight = tight;
    ch_html_text(html, text);
}
