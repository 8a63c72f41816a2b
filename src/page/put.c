/* Pieces of the page. What is told, and in which order, is its sections' business. */
#include "page/put.h"

#include "base/catalog.h"

static const char *const target_names[CH_PAGE_TARGETS] = {
    [CH_PAGE_ACTIVITY] = "activity", [CH_PAGE_TOOL] = "tool", [CH_PAGE_DATA] = "data",
    [CH_PAGE_DUTY] = "duty",         [CH_PAGE_RULE] = "rule", [CH_PAGE_EXCEPTION] = "exception",
};

const char *ch_page_target_name(ch_page_target target)
{
    return target_names[target];
}

void ch_put_open(ch_page *p, const char *element, const char *class)
{
    ch_html_open(&p->h, element);
    if (class != NULL)
        ch_html_attribute(&p->h, "class", ch_text_of(class));
}

void ch_put_translated(ch_page *p, const char *english)
{
    ch_html_text(&p->h, ch_text_of(ch_translate(p->lang, english)));
}

void ch_put_said(ch_page *p, const char *element, const char *class, const char *english)
{
    ch_put_open(p, element, class);
    ch_put_translated(p, english);
    ch_html_close(&p->h);
}

void ch_put_gathered(ch_page *p)
{
    ch_html_text(&p->h, ch_buffer_text(&p->text));
    p->text.length = 0;
}

void ch_put_message(ch_page *p, ch_message message)
{
    p->text.length = 0;
    ch_message_add(&p->text, &message, p->lang);
    ch_put_gathered(p);
}

/* ---- the charter's words ---- */

/* The language that words are in, where it is another one than that of the part at hand; NULL: it is not, or nobody
 * says so. Plain text is in the charter's own. */
static const char *other_language(const ch_page *p, const ch_localized *words, ch_text text)
{
    for (int lang = 0; lang < CH_LANGS; lang++) {
        bool own = p->version->lang_known && p->version->lang == (charter_lang)lang;
        if (words->in[lang].at == text.at || (own && words->plain.at == text.at))
            return (charter_lang)lang == p->lang ? NULL : ch_lang_name((charter_lang)lang);
    }
    return NULL;
}

void ch_put_words(ch_page *p, const char *element, const char *class, const ch_localized *words)
{
    ch_text text = ch_localized_in(words, p->lang, p->version);
    if (text.length == 0)
        return;
    const char *other = other_language(p, words, text);
    bool bare = element == NULL && other == NULL;
    if (!bare)
        ch_put_open(p, element == NULL ? "span" : element, class);
    if (other != NULL)
        ch_html_attribute(&p->h, "lang", ch_text_of(other));
    ch_html_text(&p->h, text);
    if (!bare)
        ch_html_close(&p->h);
}

void ch_put_anchor(ch_page *p, const char *attribute, const char *section, const ch_text *id)
{
    p->text.length = 0;
    if (strcmp(attribute, "href") == 0)
        ch_buffer_add_char(&p->text, '#');
    ch_buffer_add(&p->text, ch_text_of(ch_lang_name(p->lang)));
    ch_buffer_add_char(&p->text, '-');
    ch_buffer_add(&p->text, ch_text_of(section));
    if (id != NULL) {
        ch_buffer_add_char(&p->text, '-');
        ch_buffer_add(&p->text, *id);
    }
    ch_html_attribute(&p->h, attribute, ch_buffer_text(&p->text));
    p->text.length = 0;
}

void ch_put_name(ch_page *p, const ch_entry *entry)
{
    if (ch_page_says(p, &entry->title))
        ch_put_words(p, NULL, NULL, &entry->title);
    else
        ch_html_element(&p->h, "code", entry->id);
}

void ch_put_link(ch_page *p, ch_page_target target, const ch_entry *entry)
{
    ch_html_open(&p->h, "a");
    ch_put_anchor(p, "href", target_names[target], &entry->id);
    ch_put_name(p, entry);
    ch_html_close(&p->h);
}

/* ---- blocks ---- */

void ch_put_open_entry(ch_page *p, const char *heading, ch_page_target target, const ch_entry *entry)
{
    ch_put_open(p, "div", "entry");
    ch_put_anchor(p, "id", target_names[target], &entry->id);
    ch_html_attribute(&p->h, "data-id", entry->id);
    ch_html_open(&p->h, heading);
    ch_put_name(p, entry);
    if (ch_page_says(p, &entry->title)) {
        ch_html_text(&p->h, CH_LITERAL(" "));
        ch_put_open(p, "code", "id");
        ch_html_text(&p->h, entry->id);
        ch_html_close(&p->h);
    }
    ch_html_close(&p->h);
}

void ch_put_close_entry(ch_page *p)
{
    ch_html_close(&p->h);
    ch_html_raw(&p->h, "\n");
}

/* An address of the web, in characters that need no second look; everything else is a text. */
/* Without a name and a password before the host: "https://intranet.example@other.example/" is read as the first. */
static bool is_address(ch_text text)
{
    if (!ch_text_begins(text, "https://") && !ch_text_begins(text, "http://"))
        return false;
    size_t host = ch_text_begins(text, "https://") ? strlen("https://") : strlen("http://");
    for (size_t i = host; i < text.length && strchr("/?#", text.at[i]) == NULL; i++)
        if (text.at[i] == '@')
            return false;
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] <= ' ' || text.at[i] > '~' || strchr("\"'<>\\^`{|}", text.at[i]) != NULL)
            return false;
    return true;
}

static void put_learn(ch_page *p, const ch_localized *learn)
{
    ch_text text = ch_localized_in(learn, p->lang, p->version);
    if (text.length == 0)
        return;
    ch_put_open(p, "p", "learn");
    ch_put_said(p, "span", "label", N_("Learn more:"));
    ch_html_text(&p->h, CH_LITERAL(" "));
    if (is_address(text)) {
        ch_html_open(&p->h, "a");
        ch_html_attribute(&p->h, "href", text);
        ch_html_attribute(&p->h, "rel", CH_LITERAL("noreferrer noopener"));
        ch_html_text(&p->h, text);
        ch_html_close(&p->h);
    } else {
        ch_put_words(p, NULL, NULL, learn);
    }
    ch_html_close(&p->h);
}

void ch_put_citation(ch_page *p, const ch_entry *entry)
{
    ch_put_words(p, "p", "because", &entry->because);
    ch_put_words(p, "p", "article", &entry->article);
    put_learn(p, &entry->learn);
}

void ch_put_period(ch_page *p, const char *element, const char *class, ch_period period)
{
    if (period.from == CHARTER_NO_DAY && period.until == CHARTER_NO_DAY)
        return;
    ch_put_open(p, element, class);
    ch_page_add_period(&p->text, period, p->lang);
    ch_put_gathered(p);
    ch_html_close(&p->h);
}

void ch_page_add_period(ch_buffer *text, ch_period period, charter_lang lang)
{
    bool from = period.from != CHARTER_NO_DAY, until = period.until != CHARTER_NO_DAY;
    ch_message message = ch_say(from ? N_("from %s") : N_("until %s"));
    message = ch_with_day(message, 0, from ? period.from : period.until);
    if (from && until)
        message = ch_with_day(ch_with_day(ch_say(N_("from %1$s until %2$s")), 0, period.from), 1, period.until);
    if (from || until)
        ch_message_add(text, &message, lang);
}

void ch_put_separator(ch_page *p, bool *some)
{
    if (*some)
        ch_put_translated(p, "; ");
    *some = true;
}

void ch_put_open_section(ch_page *p, const char *name, const char *english)
{
    ch_put_open(p, "section", name);
    ch_put_anchor(p, "id", name, NULL);
    ch_put_said(p, "h2", NULL, english);
    ch_html_raw(&p->h, "\n");
}

void ch_put_close_section(ch_page *p)
{
    ch_html_close(&p->h);
    ch_html_raw(&p->h, "\n");
}

void ch_put_open_fact(ch_page *p, const char *english)
{
    ch_html_open(&p->h, "div");
    ch_put_said(p, "dt", NULL, english);
    ch_html_open(&p->h, "dd");
}

void ch_put_close_fact(ch_page *p)
{
    ch_html_close(&p->h);
    ch_html_close(&p->h);
}
