/* The sections of the page: what the charter says of itself, its entries, and the answers that follow from them. */
#include "page/read.h"

#include "base/catalog.h"
#include "page/lists.h"
#include "report/prose/charter_words.h"
#include "report/prose/clause_words.h"

/* ---- about ---- */

static void put_commitments(ch_page *p)
{
    if (p->version->commitments.count == 0)
        return;
    ch_put_said(p, "h3", NULL, N_("Commitments"));
    ch_put_open(p, "ul", "commitments");
    for (uint32_t i = 0; i < p->version->commitments.count; i++) {
        const ch_entry *entry = &p->version->commitments.items[i];
        ch_html_open(&p->h, "li");
        ch_put_name(p, entry);
        ch_put_citation(p, entry);
        ch_html_close(&p->h);
    }
    ch_html_close(&p->h);
}

static void put_localized_fact(ch_page *p, const char *english, const ch_localized *words)
{
    if (!ch_page_says(p, words))
        return;
    ch_put_open_fact(p, english);
    ch_put_words(p, NULL, NULL, words);
    ch_put_close_fact(p);
}

static void put_day_fact(ch_page *p, const char *english, ch_day day)
{
    if (day == CHARTER_NO_DAY)
        return;
    ch_put_open_fact(p, english);
    ch_put_message(p, ch_with_day(ch_say("%s"), 0, day));
    ch_put_close_fact(p);
}

static void put_hash(ch_page *p, const char *english, const char *hash)
{
    if (*hash == '\0')
        return;
    ch_put_open_fact(p, english);
    ch_html_element(&p->h, "code", ch_text_of(hash));
    ch_put_close_fact(p);
}

/* What proves which charter somebody saw: sha256sum prints the same. */
static void put_hashes(ch_page *p)
{
    char hash[CH_HASH_SIZE];
    ch_version_hash(p->version, hash);
    put_hash(p, N_("SHA-256 of the charter"), hash);
    charter_exceptions_sha256(p->charter, hash);
    put_hash(p, N_("SHA-256 of the exceptions"), hash);
}

static void put_colleges(ch_page *p)
{
    const ch_governance *g = &p->version->governance;
    bool some = false;
    if (g->college_count == 0)
        return;
    ch_put_open_fact(p, N_("Colleges of that body"));
    for (uint32_t i = 0; i < g->college_count; i++) {
        ch_put_separator(p, &some);
        ch_html_element(&p->h, "code", g->colleges[i]);
    }
    ch_put_close_fact(p);
}

static void put_about(ch_page *p)
{
    const ch_version *v = p->version;
    ch_put_open_section(p, "about", N_("About this charter"));
    ch_put_open(p, "dl", "facts");
    ch_put_open_fact(p, N_("Version"));
    ch_phrase_version(&p->text, v);
    ch_put_gathered(p);
    ch_put_close_fact(p);
    if (v->period.from != CHARTER_NO_DAY || v->period.until != CHARTER_NO_DAY) {
        ch_put_open_fact(p, N_("In force"));
        ch_put_period(p, "span", NULL, v->period);
        ch_put_close_fact(p);
    }
    put_day_fact(p, N_("To be reviewed by"), v->review_by);
    put_localized_fact(p, N_("Looked after by"), &v->governance.body);
    put_localized_fact(p, N_("Whom to ask"), &v->governance.contact);
    put_colleges(p);
    put_day_fact(p, N_("This page tells how things stand on"), p->at);
    put_hashes(p);
    ch_html_close(&p->h);
    put_commitments(p);
    ch_put_close_section(p);
}

/* ---- what entries have in common ---- */

static void put_names_fact(ch_page *p, const char *english, const ch_node *names)
{
    const ch_node *name = names == NULL ? NULL : ch_names_first(names);
    bool some = false;
    if (name == NULL)
        return;
    ch_put_open_fact(p, english);
    for (; name != NULL; name = ch_names_next(name)) {
        ch_put_separator(p, &some);
        ch_html_text(&p->h, name->text);
    }
    ch_put_close_fact(p);
}

/* Behind what matters more. */
static void put_aliases(ch_page *p, const ch_node *aliases)
{
    ch_put_open(p, "dl", "facts aliases");
    put_names_fact(p, N_("Also called"), aliases);
    ch_html_close(&p->h);
}

static void put_period_fact(ch_page *p, ch_period period)
{
    if (period.from == CHARTER_NO_DAY && period.until == CHARTER_NO_DAY)
        return;
    ch_put_open_fact(p, N_("In force"));
    ch_put_period(p, "span", NULL, period);
    ch_put_close_fact(p);
}

/* Of what is not in force nothing is answered. */
static void put_not_in_force(ch_page *p, const ch_entry *entry)
{
    if (!ch_period_holds(entry->period, p->at))
        ch_put_said(p, "p", "lapsed",
                    ch_period_ended(entry->period, p->at) ? N_("No longer in force.") : N_("Not in force yet."));
}

static void put_index(ch_page *p, ch_page_target target, ch_vocabulary vocabulary)
{
    uint32_t count = ch_vocabulary_size(p->version, vocabulary);
    if (count < 4)
        return;
    ch_put_open(p, "ul", "index");
    for (uint32_t i = 0; i < count; i++) {
        ch_html_open(&p->h, "li");
        ch_put_link(p, target, ch_vocabulary_entry(p->version, vocabulary, i));
        ch_html_close(&p->h);
    }
    ch_html_close(&p->h);
}

static void put_none(ch_page *p, bool none)
{
    if (none)
        ch_put_said(p, "p", NULL, N_("The charter lists none."));
}

/* ---- activities ---- */

static void put_activity(ch_page *p, uint32_t number)
{
    static const char *const status[] = {"", N_("Allowed with AI"), N_("A person decides each case"),
                                         N_("Banned with AI")};
    static const char *const classes[] = {"", "status good", "status ask", "status bad"};
    const ch_activity *activity = &p->version->activities.items[number];
    ch_put_open_entry(p, "h3", CH_PAGE_ACTIVITY, &activity->entry);
    ch_put_said(p, "p", classes[activity->status], status[activity->status]);
    ch_put_citation(p, &activity->entry);
    put_not_in_force(p, &activity->entry);
    ch_put_open(p, "dl", "facts");
    if (activity->autonomy > 0) {
        ch_put_open_fact(p, N_("What the tool may do on its own, at most"));
        ch_put_translated(p, ch_autonomy_meanings[activity->autonomy - 1]);
        ch_put_close_fact(p);
    }
    put_period_fact(p, activity->entry.period);
    ch_html_close(&p->h);
    ch_put_answers_on_activity(p, number);
    put_aliases(p, activity->aliases);
    ch_put_close_entry(p);
}

static void put_activities(ch_page *p)
{
    ch_put_open_section(p, "activities", N_("Activities: what AI may be used for"));
    put_none(p, p->version->activities.count == 0);
    if (p->answers->tried)
        ch_put_said(p, "p", "hint",
                    N_("What stands after \"if\" is enough for the answer; other facts may do as well."));
    put_index(p, CH_PAGE_ACTIVITY, CH_VOCABULARY_ACTIVITIES);
    for (uint32_t i = 0; i < p->version->activities.count; i++)
        put_activity(p, i);
    ch_put_close_section(p);
}

/* ---- tools ---- */

static void put_interval(ch_page *p, const char *english, ch_interval interval, bool *some)
{
    if (interval.low < 0)
        return;
    ch_buffer figure = ch_buffer_init(256);
    ch_phrase_interval(&figure, p->lang, interval);
    ch_put_separator(p, some);
    ch_put_message(p, ch_say1(english, ch_buffer_text(&figure)));
    p->text.failed = p->text.failed || figure.failed;
    ch_buffer_clear(&figure);
}

static void put_footprint(ch_page *p, const ch_footprint *f)
{
    bool some = false;
    if (f->per == 0)
        return;
    ch_put_open_fact(p, f->per == CH_PER_REQUEST ? N_("Footprint of a request") : N_("Footprint of 1,000 tokens"));
    put_interval(p, N_("%s Wh of energy"), f->energy_wh, &some);
    put_interval(p, N_("%s g of CO2 equivalent"), f->co2_g, &some);
    put_interval(p, N_("%s ml of water"), f->water_ml, &some);
    if (f->source.length > 0) {
        ch_html_open(&p->h, "p");
        ch_put_message(p, ch_say1(N_("Source: %s"), f->source));
        if (f->on != CHARTER_NO_DAY) {
            ch_html_text(&p->h, CH_LITERAL(" ("));
            ch_put_message(p, ch_with_day(ch_say("%s"), 0, f->on));
            ch_html_text(&p->h, CH_LITERAL(")"));
        }
        ch_html_close(&p->h);
    }
    ch_put_close_fact(p);
}

static void put_instead(ch_page *p, const ch_tool *tool)
{
    bool some = false;
    if (tool->instead.count == 0)
        return;
    ch_put_open_fact(p, N_("Use instead"));
    for (uint32_t i = 0; i < tool->instead.count; i++) {
        ch_put_separator(p, &some);
        ch_put_link(p, CH_PAGE_TOOL, &p->version->tools.items[tool->instead.items[i]].entry);
    }
    ch_put_close_fact(p);
}

static void put_hosting(ch_page *p, const ch_tool *tool)
{
    ch_put_open_fact(p, N_("Hosting"));
    if (tool->hosting >= 0)
        ch_put_name(p, &p->version->hosting.items[tool->hosting].entry);
    else
        ch_put_translated(p, N_("the charter does not say"));
    ch_put_close_fact(p);
}

static void put_exposure(ch_page *p, const ch_tool *tool)
{
    if (tool->retention_duration.given || tool->retention.length > 0) {
        ch_put_open_fact(p, N_("What is typed is kept for"));
        if (tool->retention_duration.given) {
            ch_phrase_duration(&p->text, p->lang, tool->retention_duration);
            ch_put_gathered(p);
        } else {
            ch_html_text(&p->h, tool->retention);
        }
        ch_put_close_fact(p);
    }
    ch_put_open_fact(p, N_("What is typed trains the tool"));
    ch_put_translated(p, tool->trains_on_inputs == CH_YES  ? N_("yes")
                         : tool->trains_on_inputs == CH_NO ? N_("no")
                                                           : N_("the charter does not say"));
    ch_put_close_fact(p);
}

static void put_tool(ch_page *p, uint32_t number)
{
    static const char *const status[] = {"", N_("Recommended"), N_("Approved"), N_("Tolerated"), N_("Banned")};
    static const char *const classes[] = {"", "status good", "status good", "status ask", "status bad"};
    const ch_tool *tool = &p->version->tools.items[number];
    ch_put_open_entry(p, "h3", CH_PAGE_TOOL, &tool->entry);
    ch_put_said(p, "p", classes[tool->status], status[tool->status]);
    ch_put_citation(p, &tool->entry);
    put_not_in_force(p, &tool->entry);
    ch_put_open(p, "dl", "facts");
    put_instead(p, tool);
    if (tool->vendor.length > 0) {
        ch_put_open_fact(p, N_("Vendor"));
        ch_html_text(&p->h, tool->vendor);
        ch_put_close_fact(p);
    }
    put_hosting(p, tool);
    put_exposure(p, tool);
    put_footprint(p, &tool->footprint);
    put_period_fact(p, tool->entry.period);
    ch_html_close(&p->h);
    ch_put_answers_on_tool(p, number);
    put_aliases(p, tool->aliases);
    ch_put_close_entry(p);
}

static void put_tools(ch_page *p)
{
    ch_put_open_section(p, "tools", N_("Tools: what each may be used for"));
    put_none(p, p->version->tools.count == 0);
    put_index(p, CH_PAGE_TOOL, CH_VOCABULARY_TOOLS);
    for (uint32_t i = 0; i < p->version->tools.count; i++)
        put_tool(p, i);
    ch_put_close_section(p);
}

/* ---- classes of data ---- */

static void put_below(ch_page *p, uint32_t number)
{
    bool some = false;
    for (uint32_t i = 0; i < p->version->data.count; i++) {
        if (i == number || !ch_set_has(&p->version->at_or_below[number], i))
            continue;
        if (!some)
            ch_put_open_fact(p, N_("Includes what is below it"));
        ch_put_separator(p, &some);
        ch_put_link(p, CH_PAGE_DATA, &p->version->data.items[i].entry);
    }
    if (some)
        ch_put_close_fact(p);
}

static void put_hostings(ch_page *p, const ch_data_class *class)
{
    bool some = false;
    ch_put_open_fact(p, N_("May be hosted on"));
    if (!class->hosted)
        ch_put_translated(p, N_("any hosting, as far as this class goes"));
    for (uint32_t i = 0; class->hosted && i < p->version->hosting.count; i++)
        if (ch_set_has(&class->hostings, i)) {
            ch_put_separator(p, &some);
            ch_put_name(p, &p->version->hosting.items[i].entry);
        }
    if (class->hosted && !some)
        ch_put_translated(p, N_("none: it goes into no tool"));
    ch_put_close_fact(p);
}

static void put_class_duties(ch_page *p, const ch_set *duties)
{
    if (ch_set_empty(duties))
        return;
    ch_put_open_fact(p, N_("Duties"));
    ch_put_duties(p, duties);
    ch_put_close_fact(p);
}

static void put_data(ch_page *p)
{
    ch_put_open_section(p, "data", N_("Data: which class they are"));
    put_none(p, p->version->data.count == 0);
    put_index(p, CH_PAGE_DATA, CH_VOCABULARY_DATA);
    for (uint32_t i = 0; i < p->version->data.count; i++) {
        const ch_data_class *class = &p->version->data.items[i];
        ch_put_open_entry(p, "h3", CH_PAGE_DATA, &class->entry);
        ch_put_citation(p, &class->entry);
        put_not_in_force(p, &class->entry);
        ch_put_open(p, "dl", "facts");
        put_names_fact(p, N_("For example, or also called"), class->aliases);
        put_below(p, i);
        put_hostings(p, class);
        put_class_duties(p, &class->duties);
        put_period_fact(p, class->entry.period);
        ch_html_close(&p->h);
        ch_put_close_entry(p);
    }
    ch_put_close_section(p);
}

/* ---- duties ---- */

static void put_duration_fact(ch_page *p, const char *english, ch_duration duration)
{
    if (!duration.given)
        return;
    ch_put_open_fact(p, english);
    ch_phrase_duration(&p->text, p->lang, duration);
    ch_put_gathered(p);
    ch_put_close_fact(p);
}

static void put_duty(ch_page *p, const ch_duty *duty)
{
    ch_put_open_entry(p, "h3", CH_PAGE_DUTY, &duty->entry);
    ch_put_said(p, "p", "due", duty->due == CH_BEFORE ? N_("To be done before use") : N_("To be done after use"));
    ch_put_citation(p, &duty->entry);
    put_not_in_force(p, &duty->entry);
    ch_put_open(p, "dl", "facts");
    if (duty->by_another == CH_YES) {
        ch_put_open_fact(p, N_("By whom"));
        ch_put_translated(p, N_("somebody else than the author"));
        ch_put_close_fact(p);
    }
    put_duration_fact(p, N_("Holds for"), duty->valid_for);
    put_duration_fact(p, N_("As long as the use goes on, every"), duty->every);
    put_names_fact(p, N_("What counts"), duty->accepts);
    put_period_fact(p, duty->entry.period);
    ch_html_close(&p->h);
    ch_put_close_entry(p);
}

static void put_all_duties(ch_page *p)
{
    if (p->version->duties.count == 0)
        return;
    ch_put_open_section(p, "duties", N_("Duties: what people must do"));
    put_index(p, CH_PAGE_DUTY, CH_VOCABULARY_DUTIES);
    for (uint32_t i = 0; i < p->version->duties.count; i++)
        put_duty(p, &p->version->duties.items[i]);
    ch_put_close_section(p);
}

/* ---- rules ---- */

/* What a rule is about, its author says; when it holds, the answers. */
static void put_rule(ch_page *p, const ch_rule *rule)
{
    static const char *const effects[] = {[CHARTER_EFFECT_ADVISE] = N_("Advice"),
                                          [CHARTER_EFFECT_REVIEW] = N_("Where it does not hold, a person decides"),
                                          [CHARTER_EFFECT_FORBID] = N_("Where it does not hold, the use is forbidden")};
    bool asks = rule->require != NULL || ch_set_empty(&rule->duties);
    ch_put_open_entry(p, "h3", CH_PAGE_RULE, &rule->entry);
    if (asks)
        ch_put_said(p, "p", "due", effects[rule->effect]);
    ch_put_citation(p, &rule->entry);
    put_not_in_force(p, &rule->entry);
    ch_put_open(p, "dl", "facts");
    put_class_duties(p, &rule->duties);
    put_period_fact(p, rule->entry.period);
    ch_html_close(&p->h);
    ch_put_close_entry(p);
}

static void put_rules(ch_page *p)
{
    if (p->version->rules.count == 0)
        return;
    ch_put_open_section(p, "rules", N_("Rules that hold beside"));
    for (uint32_t i = 0; i < p->version->rules.count; i++)
        put_rule(p, &p->version->rules.items[i]);
    ch_put_close_section(p);
}

/* ---- exceptions ---- */

/* A clause by what it is about; a rule or a duty by its name. */
static void put_waived(ch_page *p, const ch_exception *exception)
{
    bool some = false;
    ch_put_open_fact(p, N_("Lifts"));
    for (uint32_t i = 0; i < exception->waive_count; i++) {
        const ch_clause_ref *ref = &exception->waives[i];
        ch_put_separator(p, &some);
        if (ref->clause == CH_CLAUSE_RULE)
            ch_put_link(p, CH_PAGE_RULE, &p->version->rules.items[ref->entry].entry);
        else if (ref->clause == CH_CLAUSE_DUTY)
            ch_put_link(p, CH_PAGE_DUTY, &p->version->duties.items[ref->entry].entry);
        else
            ch_put_translated(p, ch_words_of_clause(ref->clause)->title);
    }
    ch_put_close_fact(p);
}

static void put_exception(ch_page *p, const ch_exception *exception)
{
    const ch_entry *entry = &exception->entry;
    bool holds = ch_period_holds(entry->period, p->at);
    ch_put_open_entry(p, "h3", CH_PAGE_EXCEPTION, entry);
    ch_put_said(p, "p", holds ? "status good" : "status",
                holds                                   ? N_("In force")
                : ch_period_ended(entry->period, p->at) ? N_("No longer in force")
                                                        : N_("Not in force yet"));
    ch_put_citation(p, entry);
    ch_put_open(p, "dl", "facts");
    put_waived(p, exception);
    put_period_fact(p, entry->period);
    put_names_fact(p, N_("Approved by"), exception->approved_names);
    ch_html_close(&p->h);
    ch_put_close_entry(p);
}

static void put_exceptions(ch_page *p)
{
    if (p->version->exceptions.count == 0)
        return;
    ch_put_open_section(p, "exceptions", N_("Exceptions"));
    for (uint32_t i = 0; i < p->version->exceptions.count; i++)
        put_exception(p, &p->version->exceptions.items[i]);
    ch_put_close_section(p);
}

/* ---- the whole ---- */

static bool always(const ch_page *p)
{
    (void)p;
    return true;
}

static bool has_matrix(const ch_page *p)
{
    return p->answers->tried;
}

static bool has_duties(const ch_page *p)
{
    return p->version->duties.count > 0;
}

static bool has_rules(const ch_page *p)
{
    return p->version->rules.count > 0;
}

static bool has_exceptions(const ch_page *p)
{
    return p->version->exceptions.count > 0;
}

static const struct {
    const char *name, *title;
    bool (*is_there)(const ch_page *);
    void (*put)(ch_page *);
} sections[] = {
    {"about", N_("About this charter"), always, put_about},
    {"activities", N_("Activities"), always, put_activities},
    {"tools", N_("Tools"), always, put_tools},
    {"matrix", N_("Table"), has_matrix, ch_put_matrix},
    {"data", N_("Data"), always, put_data},
    {"duties", N_("Duties"), has_duties, put_all_duties},
    {"rules", N_("Rules"), has_rules, put_rules},
    {"exceptions", N_("Exceptions"), has_exceptions, put_exceptions},
    {"changes", N_("Changes"), ch_page_has_changes, ch_put_changes},
};

void ch_put_contents(ch_page *p)
{
    ch_put_open(p, "nav", "contents");
    ch_html_attribute(&p->h, "aria-label", ch_text_of(ch_translate(p->lang, N_("Contents"))));
    ch_html_open(&p->h, "ul");
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        if (!sections[i].is_there(p))
            continue;
        ch_html_open(&p->h, "li");
        ch_html_open(&p->h, "a");
        ch_put_anchor(p, "href", sections[i].name, NULL);
        ch_put_translated(p, sections[i].title);
        ch_html_close(&p->h);
        ch_html_close(&p->h);
    }
    ch_html_close(&p->h);
    ch_html_close(&p->h);
    ch_html_raw(&p->h, "\n");
}

void ch_put_sections(ch_page *p)
{
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (sections[i].is_there(p))
            sections[i].put(p);
}
