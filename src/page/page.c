/* The page as a whole: what it is asked for, which languages, its head and its landmarks. What it tells is read.c's,
 * what a browser runs embed.c's.
 *
 * Without script all of it can be read: the languages follow one another, and where the browser knows `:has`, the style
 * shows the one that the address names. */
#include "charter/page.h"

#include <stdlib.h>

#include "base/catalog.h"
#include "base/diagnostics.h"
#include "base/options.h"
#include "page/embed.h"
#include "page/notices.h"
#include "page/read.h"

CH_OPTIONS_END_WITH(charter_page_options, module_name);

/* ---- languages ---- */

static bool says(const ch_version *v, const ch_localized *words, charter_lang lang)
{
    return words->in[lang].at != NULL || (words->plain.at != NULL && v->lang_known && v->lang == lang);
}

static bool entry_says(const ch_version *v, const ch_entry *entry, charter_lang lang)
{
    return says(v, &entry->title, lang) || says(v, &entry->because, lang) || says(v, &entry->article, lang) ||
           says(v, &entry->learn, lang);
}

/* Whether some text of the charter's own is in `lang`; detectors come with the program, in every language. */
static bool version_says(const ch_version *v, charter_lang lang)
{
    if (says(v, &v->title, lang) || says(v, &v->governance.body, lang))
        return true;
    for (int vocabulary = 0; vocabulary < CH_VOCABULARY_COUNT; vocabulary++)
        for (uint32_t i = 0; i < ch_vocabulary_size(v, (ch_vocabulary)vocabulary); i++)
            if (vocabulary != CH_VOCABULARY_DETECTORS && vocabulary != CH_VOCABULARY_TRACES &&
                entry_says(v, ch_vocabulary_entry(v, (ch_vocabulary)vocabulary, i), lang))
                return true;
    return false;
}

/* The charter's own first. */
static size_t choose_languages(const ch_version *v, uint64_t asked, charter_lang langs[CH_LANGS])
{
    static const uint64_t flags[CH_LANGS] = {[CHARTER_EN] = CHARTER_PAGE_EN, [CHARTER_FR] = CHARTER_PAGE_FR};
    const charter_lang own = v->lang_known ? v->lang : version_says(v, CHARTER_EN) ? CHARTER_EN : CHARTER_FR;
    const charter_lang order[CH_LANGS] = {own, own == CHARTER_EN ? CHARTER_FR : CHARTER_EN};
    size_t count = 0;
    for (size_t i = 0; i < CH_LANGS; i++)
        if (asked == 0 ? version_says(v, order[i]) : (asked & flags[order[i]]) != 0)
            langs[count++] = order[i];
    if (count == 0) /* it says nothing to people at all */
        langs[count++] = v->lang_known ? v->lang : CHARTER_EN;
    return count;
}

/* ---- head ---- */

static void put_meta(ch_page *p, const char *name, const char *content)
{
    ch_html_void(&p->h, "meta");
    ch_html_attribute(&p->h, "name", ch_text_of(name));
    ch_html_attribute(&p->h, "content", ch_text_of(content));
}

static ch_text title_of(const ch_page *p)
{
    ch_text title = ch_localized_in(&p->version->title, p->lang, p->version);
    return title.length > 0 ? title : p->version->id;
}

static void put_head(ch_page *p, const ch_page_parts *parts)
{
    ch_html_open(&p->h, "head");
    ch_html_void(&p->h, "meta");
    ch_html_attribute(&p->h, "charset", CH_LITERAL("utf-8"));
    ch_put_policy(p, parts);
    put_meta(p, "viewport", "width=device-width, initial-scale=1");
    put_meta(p, "referrer", "no-referrer");
    put_meta(p, "color-scheme", "light dark");
    put_meta(p, "generator", "charter-check");
    ch_html_element(&p->h, "title", title_of(p));
    ch_html_raw(&p->h, "\n");
    ch_put_style(p, parts);
    ch_html_close(&p->h);
}

/* ---- body ---- */

static void put_link(ch_page *p, const char *class, const char *to, const char *lang, ch_text said)
{
    ch_put_open(p, "a", class);
    ch_html_attribute(&p->h, "href", ch_text_of(to));
    if (lang != NULL) {
        ch_html_attribute(&p->h, "lang", ch_text_of(lang));
        ch_html_attribute(&p->h, "hreflang", ch_text_of(lang));
    }
    ch_html_text(&p->h, said);
    ch_html_close(&p->h);
}

/* Each language by its own name: who looks for it reads that one. */
static void put_languages(ch_page *p, const ch_page_parts *parts)
{
    static const struct {
        const char *anchor, *name;
    } own[CH_LANGS] = {[CHARTER_EN] = {"#en", "English"},
                       [CHARTER_FR] = {"#fr", "Fran\xC3\xA7"
                                              "ais"}};
    if (parts->lang_count < 2)
        return;
    ch_put_open(p, "nav", "languages");
    ch_html_attribute(&p->h, "aria-label", CH_LITERAL("Language, langue"));
    ch_html_open(&p->h, "ul");
    for (size_t i = 0; i < parts->lang_count; i++) {
        ch_html_open(&p->h, "li");
        put_link(p, NULL, own[parts->langs[i]].anchor, ch_lang_name(parts->langs[i]),
                 ch_text_of(own[parts->langs[i]].name));
        ch_html_close(&p->h);
    }
    ch_html_close(&p->h);
    ch_html_close(&p->h);
}

/* The title in each of the languages, where it is not the same. */
static void put_header(ch_page *p, const ch_page_parts *parts)
{
    ch_text first = title_of(p);
    ch_html_open(&p->h, "header");
    put_languages(p, parts);
    ch_html_open(&p->h, "h1");
    for (size_t i = 0; i < parts->lang_count; i++) {
        p->lang = parts->langs[i];
        if (i > 0 && ch_text_same(first, title_of(p)))
            continue;
        ch_html_open(&p->h, "span");
        if (i > 0)
            ch_html_attribute(&p->h, "lang", ch_text_of(ch_lang_name(p->lang)));
        if (p->version->title.in[p->lang].at == NULL && ch_page_says(p, &p->version->title))
            ch_put_words(p, NULL, NULL, &p->version->title);
        else
            ch_html_text(&p->h, title_of(p));
        ch_html_close(&p->h);
        ch_html_text(&p->h, CH_LITERAL(" "));
    }
    p->lang = parts->langs[0];
    ch_html_close(&p->h);
    ch_html_close(&p->h);
    ch_html_raw(&p->h, "\n");
}

/* A mail program's preview runs nothing, and shows nothing of what is missing. */
static void put_no_script(ch_page *p)
{
    ch_html_open(&p->h, "noscript");
    ch_put_said(p, "p", NULL,
                N_("This page answers questions too, where a browser runs its script: save the file, then open it in a "
                   "browser."));
    ch_html_close(&p->h);
    ch_html_raw(&p->h, "\n");
}

static void put_language(ch_page *p, charter_lang lang, const ch_page_parts *parts)
{
    const char *name = ch_lang_name(lang);
    p->lang = lang;
    ch_put_open(p, "div", "language");
    ch_html_attribute(&p->h, "id", ch_text_of(name));
    ch_html_attribute(&p->h, "lang", ch_text_of(name));
    ch_html_attribute(&p->h, "data-lang", ch_text_of(name));
    ch_html_raw(&p->h, "\n");
    ch_put_open(p, "section", "ask");
    ch_html_attribute(&p->h, "hidden", CH_LITERAL(""));
    ch_html_close(&p->h);
    ch_html_raw(&p->h, "\n");
    if (parts->module.length > 0)
        put_no_script(p);
    ch_put_contents(p);
    ch_put_sections(p);
    ch_html_close(&p->h);
    ch_html_raw(&p->h, "\n");
}

static void put_footer(ch_page *p, const ch_page_parts *parts)
{
    ch_html_open(&p->h, "footer");
    ch_html_open(&p->h, "p");
    ch_put_message(p, ch_say1(N_("Made from the charter by charter-check %s. This page sends nothing anywhere."),
                              ch_text_of(charter_version())));
    ch_html_close(&p->h);
    if (parts->module.length > 0)
        ch_put_notices(p);
    ch_html_close(&p->h);
    ch_html_raw(&p->h, "\n");
}

static void put_body(ch_page *p, const ch_page_parts *parts)
{
    ch_html_open(&p->h, "body");
    /* WCAG 2.4.1: the keyboard passes over what stands before. */
    put_link(p, "skip", "#charter", NULL, ch_text_of(ch_translate(p->lang, N_("Skip to the content"))));
    put_header(p, parts);
    ch_html_open(&p->h, "main");
    ch_html_attribute(&p->h, "id", CH_LITERAL("charter"));
    ch_html_attribute(&p->h, "tabindex", CH_LITERAL("-1"));
    ch_html_raw(&p->h, "\n");
    for (size_t i = 0; i < parts->lang_count; i++)
        put_language(p, parts->langs[i], parts);
    ch_html_close(&p->h);
    ch_html_raw(&p->h, "\n");
    p->lang = parts->langs[0];
    put_footer(p, parts);
    ch_put_scripts(p, parts);
    ch_html_close(&p->h);
}

static void put_page(ch_page *p, const ch_page_parts *parts)
{
    p->lang = parts->langs[0];
    ch_html_raw(&p->h, "<!DOCTYPE html>\n");
    ch_html_open(&p->h, "html");
    ch_html_attribute(&p->h, "lang", ch_text_of(ch_lang_name(p->lang)));
    put_head(p, parts);
    put_body(p, parts);
    ch_html_close(&p->h);
    ch_html_raw(&p->h, "\n");
}

/* ---- the call ---- */

bool charter_page_has_module(void)
{
    return ch_page_module_size > 0;
}

static ch_text own_module(void)
{
    return (ch_text){(const char *)ch_page_module, ch_page_module_size};
}

static bool can_tell(const charter *c, charter_day at, charter_diagnostics *diagnostics)
{
    const ch_version *v = ch_charter_on(c, at);
    if (v == NULL || (uint64_t)v->activities.count * v->tools.count * (v->data.count + (v->data.count == 0)) <=
                         CHARTER_PAGE_USES_MAX)
        return true;
    ch_error_in_file(diagnostics, CH_LIMIT_ENTRIES, v->files->source.name,
                     ch_say(N_("a page tells at most 500,000 uses: activities times tools times classes of data")),
                     ch_say(N_("leave out what nobody asks for, or part the charter")));
    return false;
}

/* Everything is found out before a byte is written. */
static charter_status write_page(const charter *c, charter_page_options *o, ch_arena *arena,
                                 charter_diagnostics *diagnostics, charter_sink sink)
{
    charter_lang langs[CH_LANGS];
    ch_page_answers answers;
    if (o->style.at == NULL)
        o->style = CH_LITERAL("");
    if (!ch_page_take_style(&o->style, o->style_name, arena, diagnostics) ||
        (o->module.at != NULL && !ch_page_is_module(o->module, o->module_name, diagnostics)) ||
        !can_tell(c, o->at, diagnostics))
        return arena->failed || diagnostics->failed ? CHARTER_NO_MEMORY : CHARTER_INVALID;
    charter_status status = ch_page_answers_find(&answers, c, o->at, arena);
    if (status != CHARTER_OK)
        return status;
    char *room = malloc(CH_OUTPUT_ROOM);
    if (room == NULL)
        return CHARTER_NO_MEMORY;
    ch_output output = ch_output_init(sink, room, CH_OUTPUT_ROOM);
    ch_page p = {.h = ch_html_init(&output),
                 .charter = c,
                 .version = answers.version,
                 .answers = &answers,
                 .at = o->at,
                 .arena = arena,
                 .text = ch_buffer_init(SIZE_MAX / 2)};
    p.h.tight = true;
    const ch_page_parts parts = {.style = o->style,
                                 .module = o->module.at == NULL ? own_module() : o->module,
                                 .langs = langs,
                                 .lang_count = choose_languages(p.version, o->langs, langs)};
    put_page(&p, &parts);
    if (p.text.failed || arena->failed)
        ch_output_fail(&output, CHARTER_NO_MEMORY);
    ch_output_flush(&output);
    ch_buffer_clear(&p.text);
    free(room);
    return output.status;
}

charter_status charter_page_write_sized(const charter *the_charter, const charter_page_options *options,
                                        size_t options_size, charter_diagnostics *diagnostics, charter_sink sink)
{
    charter_page_options o;
    if (options == NULL || !ch_options_copy(&o, sizeof o, options, options_size) || !ch_is_day(o.at) ||
        (o.langs & ~(CHARTER_PAGE_EN | CHARTER_PAGE_FR)) != 0)
        return CHARTER_UNKNOWN;
    ch_arena arena = {NULL, NULL, NULL, false};
    charter_status status = write_page(the_charter, &o, &arena, diagnostics, sink);
    ch_arena_clear(&arena);
    return status;
}
