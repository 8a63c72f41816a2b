/* Chains: verdicts for who asks why. Each reason with the facts and comparisons that decided it, in the order in which
 * the judge followed them, and where each of them stands. It is a report like others, and no row of format.h: it wants
 * a judge that was asked for chains. In JSON they stand in the findings (json_verdict.c). */
#include "charter/explain.h"

#include "base/date.h"
#include "base/options.h"
#include "report/format.h"
#include "report/prose/places.h"
#include "report/prose/reasons.h"
#include "report/prose/sanitizer.h"
#include "report/prose/verdict_words.h"

enum { LABELS = 15 };

typedef struct page {
    ch_layout layout;
    const char *clause; /* NULL: all reasons */
    bool told;          /* some reason of the verdict at hand */
} page;

/* ---- grounds ---- */

static const ch_label truth_labels[] = {
    [CH_FALSE] = {N_("false"), CH_RED}, [CH_TRUE] = {N_("true"), CH_GREEN}, [CH_UNKNOWN] = {N_("unknown"), CH_MAGENTA}};

static const char *const logic_words[] =
    {[CH_GROUND_ALL] = N_("all of:"), [CH_GROUND_ANY] = N_("one of:"), [CH_GROUND_NOT] = N_("not:")};

static ch_label label_of(const ch_ground *g)
{
    if (g->kind != CH_GROUND_FACT)
        return truth_labels[g->truth];
    if (g->value.at == NULL)
        return (ch_label){N_("missing"), CH_MAGENTA};
    return ch_faint(g->declared.line > 0 ? N_("declared") : g->charter.line > 0 ? N_("charter") : N_("by default"));
}

/* "facts.account: personal", "tool.hosting: {not: internal}", "when all of:". */
static void gather(ch_layout *p, const ch_ground *g)
{
    ch_buffer *text = &p->text;
    text->length = 0;
    if (g->part != NULL) {
        ch_buffer_add(text, ch_text_of(g->part));
        ch_buffer_add_char(text, ' ');
    }
    if (g->kind == CH_GROUND_FACT)
        ch_buffer_add(text, g->name);
    if (g->kind == CH_GROUND_FACT && g->value.at != NULL)
        ch_buffer_literal(text, ": ");
    if (g->kind == CH_GROUND_FACT || g->kind == CH_GROUND_COMPARISON)
        ch_buffer_add(text, g->value);
    else
        ch_buffer_add(text, ch_text_of(ch_translate(p->lang, logic_words[g->kind])));
    if (g->fault != NULL) {
        ch_buffer_literal(text, " (");
        ch_buffer_add(text, ch_text_of(ch_translate(p->lang, g->fault)));
        ch_buffer_add_char(text, ')');
    }
}

static void put_ground(ch_layout *p, const ch_ground *g)
{
    enum { DEEPEST = 8 }; /* deeper ones would leave no room for what they say */
    unsigned indent = ch_layout_margin(p) + 2 * (g->depth < DEEPEST ? g->depth : DEEPEST);
    ch_layout_begin_row(p, label_of(g));
    ch_screen_go_to(&p->screen, indent);
    gather(p, g);
    /* Declared text in it: its line breaks are shown for what they are. */
    ch_screen_flow(&p->screen, ch_buffer_text(&p->text), indent + 2);
    ch_layout_places(p, g->declared, g->charter);
}

static void put_chain(ch_layout *p, const ch_chain *chain)
{
    for (uint32_t i = 0; i < chain->count; i++)
        put_ground(p, &chain->items[i]);
    if (chain->more)
        ch_layout_row(p, ch_no_label, ch_text_of(ch_translate(p->lang, N_("and more than can be shown"))));
}

/* ---- reasons ---- */

static bool is_wanted(const page *p, ch_text clause)
{
    return p->clause == NULL || ch_text_is(clause, p->clause);
}

static void begin_reason(page *p, ch_label label, ch_text clause)
{
    ch_layout *l = &p->layout;
    l->gap_due = true;
    ch_layout_begin_row(l, label);
    l->screen.style = CH_STRONG;
    ch_layout_flow(l, clause);
    l->screen.style = CH_PLAIN;
    ch_layout_end_line(l);
    p->told = true;
}

static void put_learn(ch_layout *p, ch_text learn)
{
    if (learn.length == 0)
        return;
    ch_layout_begin_row(p, ch_faint(N_("learn more")));
    ch_screen_flow_links(&p->screen, learn, ch_layout_margin(p));
    ch_layout_end_line(p);
}

/* What people read of the entry that says it. */
static void put_cited(ch_layout *p, const ch_entry *cited)
{
    if (cited == NULL)
        return;
    ch_layout_row(p, ch_faint(N_("why")), ch_layout_localized(p, &cited->because));
    ch_layout_row(p, ch_faint(N_("article")), ch_layout_localized(p, &cited->article));
    put_learn(p, ch_layout_localized(p, &cited->learn));
}

static ch_label label_of_finding(const charter_finding *f)
{
    if (f->outcome == CHARTER_OUTCOME_MET)
        return (ch_label){N_("met"), CH_GREEN};
    return f->outcome == CHARTER_OUTCOME_NOT_APPLICABLE ? ch_faint(N_("not concerned")) : ch_finding_label(f);
}

static void put_finding(page *p, const charter_finding *f)
{
    ch_layout *l = &p->layout;
    ch_buffer clause = ch_buffer_init(l->text.max);
    ch_finding_clause(&clause, f);
    bool failed = clause.failed;
    if (is_wanted(p, ch_buffer_text(&clause))) {
        begin_reason(p, label_of_finding(f), ch_buffer_text(&clause));
        ch_layout_message_row(l, ch_no_label, &f->message);
        put_chain(l, &f->chain);
        ch_layout_message_row(l, ch_faint(N_("help")), &f->help);
        put_cited(l, f->cited);
    }
    ch_buffer_clear(&clause);
    l->text.failed = l->text.failed || failed;
}

/* One that is open and no finding: it keeps a planned use from going on, or is due afterwards. */
static void put_duty(page *p, const ch_duty_state *state)
{
    ch_layout *l = &p->layout;
    bool before = state->duty->due == CH_BEFORE;
    ch_buffer clause = ch_buffer_init(l->text.max);
    ch_clause_name(&clause, CH_CLAUSE_DUTY, &state->duty->entry);
    bool failed = clause.failed;
    if (is_wanted(p, ch_buffer_text(&clause)) && ch_is_left_to_do(l->verdict, state)) {
        begin_reason(p, before ? (ch_label){N_("before use"), CH_YELLOW} : (ch_label){N_("after use"), CH_STRONG},
                     ch_buffer_text(&clause));
        ch_layout_row(l, ch_no_label, ch_layout_name(l, &state->duty->entry));
        put_chain(l, &state->chain);
        ch_layout_message_row(l, ch_faint(N_("help")), &state->how);
        put_cited(l, &state->duty->entry);
    }
    ch_buffer_clear(&clause);
    l->text.failed = l->text.failed || failed;
}

static void put_reasons(page *p)
{
    const charter_verdict *v = p->layout.verdict;
    for (int gravity = CH_GRAVEST; gravity >= 0; gravity--)
        for (size_t i = 0; i < v->finding_count; i++) {
            const charter_finding *f = &v->findings[i];
            if (ch_is_reason(f) && ch_finding_gravity(f) == gravity)
                put_finding(p, f);
        }
    for (size_t i = 0; i < v->duty_count; i++)
        put_duty(p, &v->duties[i]);
    for (size_t i = 0; i < v->finding_count && p->clause != NULL; i++)
        if (!ch_is_reason(&v->findings[i]) && !p->told)
            put_finding(p, &v->findings[i]);
}

/* ---- verdicts ---- */

static void put_headline(ch_layout *p)
{
    const charter_verdict *v = p->verdict;
    ch_screen *s = &p->screen;
    s->style = CH_STRONG;
    ch_screen_put(s, ch_text_of(ch_translate(p->lang, ch_headings[v->decision].word)));
    s->style = CH_PLAIN;
    ch_screen_go_to(s, ch_layout_margin(p));
    ch_screen_flow(s, v->declaration->id, ch_layout_margin(p));
    p->text.length = 0;
    ch_say_use(&p->text, v, p->lang);
    if (p->text.length > 0 && v->declaration->id.length > 0)
        ch_layout_flow(p, CH_LITERAL(" \xC2\xB7 "));
    ch_screen_flow(s, ch_buffer_text(&p->text), ch_layout_margin(p));
    ch_layout_places(p, charter_verdict_place(v), (charter_place){.line = 0});
    ch_layout_row(p, ch_no_label, ch_verdict_sentence(v, p->lang));
}

static void tell_verdict(charter_report *report, const charter_verdict *verdict)
{
    page *p = report->state;
    ch_layout *l = &p->layout;
    l->verdict = verdict;
    p->told = false;
    if (l->some)
        ch_layout_end_line(l);
    put_headline(l);
    if (verdict->decision == CHARTER_DECISION_INVALID)
        ch_layout_errors(l);
    else
        put_reasons(p);
    if (verdict->decision != CHARTER_DECISION_INVALID && !p->told) {
        l->gap_due = true;
        ch_layout_row(l, ch_no_label,
                      ch_text_of(ch_translate(l->lang, p->clause == NULL ? N_("No clause speaks against it.")
                                                                         : N_("This clause was not asked of it."))));
    }
    l->gap_due = false;
    l->some = true;
    if (l->text.failed)
        ch_output_fail(&report->output, CHARTER_NO_MEMORY);
}

/* People read inputs' errors on the standard error stream: what stands before them has to be there first. */
static void tell_error(charter_report *report, const charter_diagnostic *error)
{
    (void)error;
    ch_output_flush(&report->output);
}

/* "3 declarations: 2 compliant, 1 non-compliant", which the exit status goes with. */
static void tell_summary(charter_report *report)
{
    ch_layout *l = &((page *)report->state)->layout;
    ch_sanitizer said;
    ch_sanitizer_init(&said, l->lang);
    ch_sanitizer_begin(&said);
    ch_sanitize_summary(&said, &report->summary, &report->options);
    if (l->some)
        ch_layout_end_line(l);
    l->screen.style = CH_STRONG;
    ch_screen_flow(&l->screen, ch_sanitized(&said), 2);
    l->screen.style = CH_PLAIN;
    ch_layout_end_line(l);
    ch_sanitizer_finish(&said, &report->output);
    ch_sanitizer_clear(&said);
}

static void open(charter_report *report)
{
    *(page *)report->state = (page){.layout = {.screen = ch_screen_init(&report->output, &report->options),
                                               .lang = report->options.lang,
                                               .labels = LABELS,
                                               .text = ch_buffer_init(report->scratch.max),
                                               .scratch = &report->scratch}};
}

static void close(charter_report *report)
{
    page *p = report->state;
    ch_buffer_clear(&p->layout.text);
}

static const ch_format text_format = {
    .shown = {.name = "text", .title = "", .for_people = true},
    .state_size = sizeof(page),
    .open = open,
    .verdict = tell_verdict,
    .error = tell_error,
    .end = tell_summary,
    .close = close,
};

static bool is_clause(const char *clause)
{
    ch_text entry;
    ch_clause found = ch_clause_parse(ch_text_of(clause), &entry);
    return found != CH_CLAUSE_COUNT && (!ch_clause_rows[found].family || entry.length > 0);
}

charter_status charter_chains_open_sized(charter_report **out, const char *format, const char *clause,
                                         const charter_report_options *options, size_t options_size, charter_sink sink)
{
    charter_report_options o;
    *out = NULL;
    if (!ch_options_copy(&o, sizeof o, options, options_size) || !ch_is_lang(o.lang) || !ch_is_day(o.at) ||
        (clause != NULL && !is_clause(clause)))
        return CHARTER_UNKNOWN;
    bool text = strcmp(format, "text") == 0, json = strcmp(format, "json") == 0;
    if (!text && !json)
        return CHARTER_UNKNOWN;
    charter_status status = ch_report_open(out, text ? &text_format : &ch_format_json, &o, sink);
    if (status == CHARTER_OK && text)
        ((page *)(*out)->state)->clause = clause;
    return status;
}
