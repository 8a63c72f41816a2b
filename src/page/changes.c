/* What changed since the version before: entries that came, went, or say something else. Entries are compared by their
 * ids, and what they say as it is written: another order of a list is a change, another title is none. */
#include <stdlib.h>

#include "base/catalog.h"
#include "page/read.h"

/* One thing that entries of a vocabulary say: a text, or names of entries of another one. */
typedef struct facet {
    ch_vocabulary vocabulary;
    const char *title;
    void (*add)(ch_buffer *text, const ch_version *version, uint32_t number, charter_lang lang);
    const ch_node *(*names)(const ch_version *version, uint32_t number);
    ch_vocabulary named;
} facet;

#define NAMES_FACET(function, list, member)                                    \
    static const ch_node *function(const ch_version *version, uint32_t number) \
    {                                                                          \
        return version->list.items[number].member;                             \
    }
NAMES_FACET(activity_data, activities, data_names)
NAMES_FACET(activity_duties, activities, duty_names)
NAMES_FACET(tool_data, tools, data_names)
NAMES_FACET(tool_hosting, tools, hosting_name)
NAMES_FACET(tool_duties, tools, duty_names)
NAMES_FACET(tool_activities, tools, activity_names)
NAMES_FACET(class_above, data, above)
NAMES_FACET(class_hosting, data, hosting_names)
NAMES_FACET(class_duties, data, duty_names)
NAMES_FACET(rule_duties, rules, duty_names)

static void activity_status(ch_buffer *text, const ch_version *version, uint32_t number, charter_lang lang)
{
    static const char *const words[] = {"", N_("allowed with AI"), N_("decided case by case"), N_("banned with AI")};
    ch_buffer_add(text, ch_text_of(ch_translate(lang, words[version->activities.items[number].status])));
}

static void tool_status(ch_buffer *text, const ch_version *version, uint32_t number, charter_lang lang)
{
    static const char *const words[] = {"", N_("recommended"), N_("approved"), N_("tolerated"), N_("banned")};
    ch_buffer_add(text, ch_text_of(ch_translate(lang, words[version->tools.items[number].status])));
}

static void activity_autonomy(ch_buffer *text, const ch_version *version, uint32_t number, charter_lang lang)
{
    int autonomy = version->activities.items[number].autonomy;
    if (autonomy > 0)
        ch_buffer_add(text, ch_text_of(ch_translate(lang, ch_autonomy_meanings[autonomy - 1])));
}

static void duty_due(ch_buffer *text, const ch_version *version, uint32_t number, charter_lang lang)
{
    static const char *const words[] = {"", N_("before use"), N_("after use")};
    ch_buffer_add(text, ch_text_of(ch_translate(lang, words[version->duties.items[number].due])));
}

#define DATES_FACET(function, vocabulary)                                                                \
    static void function(ch_buffer *text, const ch_version *version, uint32_t number, charter_lang lang) \
    {                                                                                                    \
        ch_page_add_period(text, ch_vocabulary_entry(version, vocabulary, number)->period, lang);        \
    }
DATES_FACET(activity_dates, CH_VOCABULARY_ACTIVITIES)
DATES_FACET(tool_dates, CH_VOCABULARY_TOOLS)
DATES_FACET(class_dates, CH_VOCABULARY_DATA)
DATES_FACET(duty_dates, CH_VOCABULARY_DUTIES)
DATES_FACET(rule_dates, CH_VOCABULARY_RULES)
DATES_FACET(exception_dates, CH_VOCABULARY_EXCEPTIONS)

static const facet facets[] = {
    {CH_VOCABULARY_ACTIVITIES, N_("Status"), activity_status, NULL, CH_VOCABULARY_COUNT},
    {CH_VOCABULARY_ACTIVITIES, N_("Data, at most"), NULL, activity_data, CH_VOCABULARY_DATA},
    {CH_VOCABULARY_ACTIVITIES, N_("What the tool may do on its own, at most"), activity_autonomy, NULL,
     CH_VOCABULARY_COUNT},
    {CH_VOCABULARY_ACTIVITIES, N_("Duties"), NULL, activity_duties, CH_VOCABULARY_DUTIES},
    {CH_VOCABULARY_ACTIVITIES, N_("In force"), activity_dates, NULL, CH_VOCABULARY_COUNT},
    {CH_VOCABULARY_TOOLS, N_("Status"), tool_status, NULL, CH_VOCABULARY_COUNT},
    {CH_VOCABULARY_TOOLS, N_("Data, at most"), NULL, tool_data, CH_VOCABULARY_DATA},
    {CH_VOCABULARY_TOOLS, N_("Hosting"), NULL, tool_hosting, CH_VOCABULARY_HOSTING},
    {CH_VOCABULARY_TOOLS, N_("Activities"), NULL, tool_activities, CH_VOCABULARY_ACTIVITIES},
    {CH_VOCABULARY_TOOLS, N_("Duties"), NULL, tool_duties, CH_VOCABULARY_DUTIES},
    {CH_VOCABULARY_TOOLS, N_("In force"), tool_dates, NULL, CH_VOCABULARY_COUNT},
    {CH_VOCABULARY_DATA, N_("Above"), NULL, class_above, CH_VOCABULARY_DATA},
    {CH_VOCABULARY_DATA, N_("May be hosted on"), NULL, class_hosting, CH_VOCABULARY_HOSTING},
    {CH_VOCABULARY_DATA, N_("Duties"), NULL, class_duties, CH_VOCABULARY_DUTIES},
    {CH_VOCABULARY_DATA, N_("In force"), class_dates, NULL, CH_VOCABULARY_COUNT},
    {CH_VOCABULARY_DUTIES, N_("Due"), duty_due, NULL, CH_VOCABULARY_COUNT},
    {CH_VOCABULARY_DUTIES, N_("In force"), duty_dates, NULL, CH_VOCABULARY_COUNT},
    {CH_VOCABULARY_RULES, N_("Duties"), NULL, rule_duties, CH_VOCABULARY_DUTIES},
    {CH_VOCABULARY_RULES, N_("In force"), rule_dates, NULL, CH_VOCABULARY_COUNT},
    {CH_VOCABULARY_EXCEPTIONS, N_("In force"), exception_dates, NULL, CH_VOCABULARY_COUNT},
};

static const struct {
    ch_vocabulary vocabulary;
    ch_page_target target;
    const char *title;
} compared[] = {
    {CH_VOCABULARY_ACTIVITIES, CH_PAGE_ACTIVITY, N_("Activities")},
    {CH_VOCABULARY_TOOLS, CH_PAGE_TOOL, N_("Tools")},
    {CH_VOCABULARY_DATA, CH_PAGE_DATA, N_("Data")},
    {CH_VOCABULARY_DUTIES, CH_PAGE_DUTY, N_("Duties")},
    {CH_VOCABULARY_RULES, CH_PAGE_RULE, N_("Rules")},
    {CH_VOCABULARY_EXCEPTIONS, CH_PAGE_EXCEPTION, N_("Exceptions")},
};

/* ---- the version before ---- */

/* Versions do not overlap: of those that have ended when this one begins, the one that ended last. */
static const ch_version *version_before(const ch_page *p)
{
    const ch_version *before = NULL;
    for (size_t i = 0; i < p->charter->count; i++) {
        const ch_version *other = &p->charter->versions[i];
        bool ended = other != p->version && ch_is_day(other->period.until) && ch_is_day(p->version->period.from) &&
                     other->period.until < p->version->period.from;
        if (ended && (before == NULL || other->period.until > before->period.until))
            before = other;
    }
    return before;
}

bool ch_page_has_changes(const ch_page *p)
{
    return version_before(p) != NULL;
}

static int64_t number_of(const ch_version *version, ch_vocabulary vocabulary, ch_text id)
{
    for (uint32_t i = 0; i < ch_vocabulary_size(version, vocabulary); i++)
        if (ch_text_same(ch_vocabulary_entry(version, vocabulary, i)->id, id))
            return i;
    return -1;
}

/* ---- telling it ---- */

typedef struct telling {
    ch_page *page;
    const ch_version *before;
    bool some;         /* of this vocabulary something was told */
    const char *title; /* of the vocabulary */
} telling;

static void begin_item(telling *t)
{
    if (!t->some) {
        ch_put_said(t->page, "h3", NULL, t->title);
        ch_put_open(t->page, "ul", "changes");
    }
    t->some = true;
    ch_html_open(&t->page->h, "li");
}

static void put_word(ch_page *p, const char *english)
{
    ch_put_said(p, "strong", NULL, english);
    ch_html_text(&p->h, CH_LITERAL(" "));
}

/* Words of the version before are told by its own means. */
static void put_gone(telling *t, const ch_entry *entry)
{
    ch_page *p = t->page;
    const ch_version *now = p->version;
    begin_item(t);
    put_word(p, N_("Gone:"));
    p->version = t->before;
    ch_put_name(p, entry);
    p->version = now;
    ch_html_close(&p->h);
}

/* What an entry says there, to compare it: names as they are written. */
static void add_facet(ch_buffer *text, const facet *f, const ch_version *version, uint32_t number, charter_lang lang)
{
    if (f->names == NULL) {
        f->add(text, version, number, lang);
        return;
    }
    const ch_node *names = f->names(version, number), *name = names == NULL ? NULL : ch_names_first(names);
    for (; name != NULL; name = ch_names_next(name)) {
        ch_buffer_add(text, name->text);
        ch_buffer_add_char(text, ' '); /* no id has one */
    }
}

/* The same for people: names by their titles, as that version has them. */
static void put_side(ch_page *p, const facet *f, const ch_version *version, uint32_t number, ch_text text)
{
    const ch_version *now = p->version;
    bool some = false;
    if (text.length == 0) {
        ch_put_translated(p, N_("nothing"));
        return;
    }
    if (f->names == NULL) {
        ch_html_text(&p->h, text);
        return;
    }
    p->version = version;
    for (const ch_node *name = ch_names_first(f->names(version, number)); name != NULL; name = ch_names_next(name)) {
        int64_t entry = number_of(version, f->named, name->text);
        ch_put_separator(p, &some);
        if (entry >= 0)
            ch_put_name(p, ch_vocabulary_entry(version, f->named, (uint32_t)entry));
        else
            ch_html_element(&p->h, "code", name->text);
    }
    p->version = now;
}

/* Tells the facet where it differs; begins the entry's item where it is the first. */
static void put_facet(telling *t, const facet *f, ch_page_target target, uint32_t was, uint32_t is, bool *begun)
{
    ch_page *p = t->page;
    ch_buffer old = ch_buffer_init(1 << 20), new = ch_buffer_init(1 << 20);
    add_facet(&old, f, t->before, was, p->lang);
    add_facet(&new, f, p->version, is, p->lang);
    p->text.failed = p->text.failed || old.failed || new.failed;
    if (!ch_text_same(ch_buffer_text(&old), ch_buffer_text(&new))) {
        if (!*begun) {
            begin_item(t);
            put_word(p, N_("Changed:"));
            ch_put_link(p, target, ch_vocabulary_entry(p->version, f->vocabulary, is));
            ch_html_open(&p->h, "ul");
        }
        *begun = true;
        ch_html_open(&p->h, "li");
        ch_put_translated(p, f->title);
        ch_html_text(&p->h, ch_phrase_colon(p->lang));
        ch_html_open(&p->h, "del");
        put_side(p, f, t->before, was, ch_buffer_text(&old));
        ch_html_close(&p->h);
        ch_put_translated(p, N_(", now "));
        ch_html_open(&p->h, "ins");
        put_side(p, f, p->version, is, ch_buffer_text(&new));
        ch_html_close(&p->h);
        ch_html_close(&p->h);
    }
    ch_buffer_clear(&old);
    ch_buffer_clear(&new);
}

static void put_changed(telling *t, ch_vocabulary vocabulary, ch_page_target target, uint32_t was, uint32_t is)
{
    bool begun = false;
    for (size_t i = 0; i < sizeof facets / sizeof *facets; i++)
        if (facets[i].vocabulary == vocabulary)
            put_facet(t, &facets[i], target, was, is, &begun);
    if (!begun)
        return;
    ch_html_close(&t->page->h);
    ch_html_close(&t->page->h);
}

static void put_vocabulary(telling *t, ch_vocabulary vocabulary, ch_page_target target)
{
    ch_page *p = t->page;
    for (uint32_t i = 0; i < ch_vocabulary_size(p->version, vocabulary); i++) {
        const ch_entry *entry = ch_vocabulary_entry(p->version, vocabulary, i);
        int64_t was = number_of(t->before, vocabulary, entry->id);
        if (was >= 0) {
            put_changed(t, vocabulary, target, (uint32_t)was, i);
            continue;
        }
        begin_item(t);
        put_word(p, N_("New:"));
        ch_put_link(p, target, entry);
        ch_html_close(&p->h);
    }
    for (uint32_t i = 0; i < ch_vocabulary_size(t->before, vocabulary); i++) {
        const ch_entry *entry = ch_vocabulary_entry(t->before, vocabulary, i);
        if (number_of(p->version, vocabulary, entry->id) < 0)
            put_gone(t, entry);
    }
    if (t->some)
        ch_html_close(&p->h);
}

void ch_put_changes(ch_page *p)
{
    const ch_version *before = version_before(p);
    bool some = false;
    ch_put_open_section(p, "changes", N_("What changed"));
    ch_html_open(&p->h, "p");
    ch_put_message(p, ch_say1(N_("Since the version %s:"), before->number.length > 0 ? before->number : before->id));
    ch_html_close(&p->h);
    for (size_t i = 0; i < sizeof compared / sizeof *compared; i++) {
        telling t = {.page = p, .before = before, .title = compared[i].title};
        put_vocabulary(&t, compared[i].vocabulary, compared[i].target);
        some = some || t.some;
    }
    if (!some)
        ch_put_said(p, "p", NULL, N_("No entry came, went or says something else."));
    ch_put_close_section(p);
}
