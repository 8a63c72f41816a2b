/* text: verdicts for people, made to be understood by who has never read one.
 *
 * A verdict is a headline, a sentence that says what it means, and rows: its reasons (reasons.c), then what can
 * be done, then what is known of the tool. A line of counts ends the run. What may stand on a screen, and where
 * lines break, is prose/terminal.c's. */
#include "report/format.h"
#include "report/prose/alternatives.h"
#include "report/prose/charter_words.h"
#include "report/prose/diagnostic.h"
#include "report/prose/reasons.h"
#include "report/prose/verdict_words.h"
#include "report/text_short.h"

/* A reader needs one that will do; programs are told all. */
#define INSTEAD_SHOWN 3

/* ---- headings ---- */

static const ch_style heading_styles[CHARTER_DECISION_COUNT] = {
    [CHARTER_DECISION_COMPLIANT] = CH_GREEN,   [CHARTER_DECISION_CONDITIONAL] = CH_YELLOW,
    [CHARTER_DECISION_REVIEW] = CH_BLUE,       [CHARTER_DECISION_UNDETERMINED] = CH_MAGENTA,
    [CHARTER_DECISION_NON_COMPLIANT] = CH_RED, [CHARTER_DECISION_INVALID] = CH_RED,
};

/* The column of labels holds every heading, so that headlines and rows share one edge. */
static unsigned label_columns(charter_lang lang)
{
    unsigned widest = 0;
    for (int i = 0; i < CHARTER_DECISION_COUNT; i++) {
        unsigned columns = ch_columns(ch_text_of(ch_translate(lang, ch_headings[i].word)));
        widest = columns > widest ? columns : widest;
    }
    return widest;
}

/* ---- the headline ---- */

/* "drafting with chatgpt", of which an invalid declaration may lack either. */
static void flow_use(ch_layout *p)
{
    p->text.length = 0;
    ch_say_titled_use(&p->text, p->verdict, p->lang);
    if (p->text.length == 0)
        return;
    if (p->verdict->declaration->id.length > 0)
        ch_layout_flow(p, CH_LITERAL(" \xC2\xB7 "));
    ch_screen_flow(&p->screen, ch_buffer_text(&p->text), ch_layout_margin(p));
}

/* At the right edge of this line, or on the next one where it does not fit. */
static void put_at_right_edge(ch_layout *p, ch_text text)
{
    ch_screen *s = &p->screen;
    unsigned columns = ch_columns(text);
    if (s->column + 2 + columns > s->width) {
        ch_layout_end_line(p);
        ch_screen_go_to(s, ch_layout_margin(p));
    } else {
        ch_screen_go_to(s, s->width - columns);
    }
    s->style = CH_FAINT;
    ch_screen_put(s, text);
    s->style = CH_PLAIN;
}

static void put_headline(ch_layout *p)
{
    const charter_verdict *v = p->verdict;
    ch_screen *s = &p->screen;
    s->style = heading_styles[v->decision];
    ch_screen_put(s, ch_text_of(ch_translate(p->lang, ch_headings[v->decision].word)));
    s->style = CH_PLAIN;
    ch_screen_go_to(s, ch_layout_margin(p));
    s->style = CH_STRONG;
    ch_screen_flow(s, v->declaration->id, ch_layout_margin(p));
    s->style = CH_PLAIN;
    flow_use(p);
    p->text.length = 0;
    ch_phrase_place(&p->text, charter_verdict_place(v));
    put_at_right_edge(p, ch_buffer_text(&p->text));
    p->text.length = 0;
    ch_layout_end_line(p);
}

/* ---- what gave a tool away ---- */

/* "package.json:12: openai", "commit 0123456789ab: Assisted-by: *" */
static void add_trace(ch_layout *p, const ch_trace_place *place)
{
    if (place->kind == CH_TRACE_COMMIT)
        ch_buffer_literal(&p->text, "commit ");
    ch_buffer_add(&p->text, place->commit);
    ch_phrase_place(&p->text, place->place);
    if (place->kind == CH_TRACE_PATH)
        return;
    ch_buffer_add(&p->text, ch_phrase_colon(p->lang));
    ch_buffer_add(&p->text, place->pattern);
}

static void put_traces(ch_layout *p)
{
    static const ch_counted more = {PN_("and %s more", "and %s more")};
    const ch_traces_found *found = p->verdict->traces;
    uint64_t told = 0;
    for (const ch_trace_place *place = found == NULL ? NULL : found->first; place != NULL; place = place->next) {
        add_trace(p, place);
        ch_layout_gathered_row(p, told++ == 0 ? ch_faint(N_("traces")) : ch_no_label);
    }
    if (told == 0 || ch_traces_count(found) == told)
        return;
    ch_phrase_counted(&p->text, p->lang, &more, ch_traces_count(found) - told);
    ch_layout_gathered_row(p, ch_no_label);
}

/* ---- what can be done ---- */

static void put_duty(ch_layout *p, ch_label l, const ch_duty_state *state)
{
    ch_layout_begin_row(p, l);
    ch_layout_flow(p, ch_layout_name(p, &state->duty->entry));
    ch_screen_flow(&p->screen, ch_phrase_colon(p->lang), ch_layout_margin(p));
    ch_layout_flow_message(p, &state->how);
    ch_layout_end_line(p);
}

static void put_duties_due(ch_layout *p, int due, ch_label l)
{
    for (size_t i = 0; i < p->verdict->duty_count; i++) {
        const ch_duty_state *state = &p->verdict->duties[i];
        /* One that is overdue is a reason already. */
        if (state->duty->due != due || !ch_is_left_to_do(p->verdict, state))
            continue;
        put_duty(p, l, state);
        l = ch_no_label;
    }
}

static void put_duties(ch_layout *p)
{
    put_duties_due(p, CH_BEFORE, (ch_label){N_("before use"), CH_YELLOW});
    put_duties_due(p, CH_AFTER, (ch_label){N_("after use"), CH_STRONG});
    for (size_t i = 0; i < p->verdict->duty_count; i++) {
        if (!p->verdict->duties[i].met)
            continue;
        ch_phrase_semicolon(&p->text, p->lang, 0);
        ch_buffer_add(&p->text, ch_layout_name(p, &p->verdict->duties[i].duty->entry));
    }
    ch_layout_gathered_row(p, ch_faint(N_("done")));
}

static void put_instead(ch_layout *p)
{
    static const ch_counted more = {PN_("and %s more", "and %s more")};
    size_t count = p->verdict->alternative_count;
    for (size_t i = 0; i < count && i < INSTEAD_SHOWN; i++) {
        ch_phrase_alternative(&p->text, p->verdict, i, p->lang);
        ch_layout_gathered_row(p, i == 0 ? (ch_label){N_("instead"), CH_GREEN} : ch_no_label);
    }
    if (count <= INSTEAD_SHOWN)
        return;
    ch_phrase_counted(&p->text, p->lang, &more, count - INSTEAD_SHOWN + p->verdict->more_alternatives);
    ch_layout_gathered_row(p, ch_no_label);
}

static void put_ask(ch_layout *p)
{
    const ch_version *v = p->verdict->version;
    if (v == NULL)
        return;
    ch_text contact = ch_layout_localized(p, &v->governance.contact);
    ch_buffer_add(&p->text, ch_layout_localized(p, &v->governance.body));
    if (contact.length > 0)
        ch_phrase_comma(&p->text, 0);
    ch_buffer_add(&p->text, contact);
    ch_layout_gathered_row(p, (ch_label){N_("ask"), CH_STRONG});
}

static void put_ways_on(ch_layout *p)
{
    charter_decision decision = p->verdict->decision;
    /* What may go ahead is told its duties first; what may not, the ways out. */
    if (decision <= CHARTER_DECISION_CONDITIONAL)
        put_duties(p);
    if (decision != CHARTER_DECISION_COMPLIANT) {
        put_instead(p);
        put_ask(p);
    }
    if (decision > CHARTER_DECISION_CONDITIONAL)
        put_duties(p);
}

/* ---- what is known of the tool ---- */

static void add_said(ch_layout *p, const char *english, ch_text argument)
{
    ch_message message = ch_say1(english, argument);
    ch_phrase_comma(&p->text, 0);
    ch_message_add(&p->text, &message, p->lang);
}

static void add_retention(ch_layout *p, const ch_tool *tool)
{
    if (!tool->retention_duration.given)
        return;
    p->scratch->length = 0;
    ch_phrase_duration(p->scratch, p->lang, tool->retention_duration);
    add_said(p, N_("kept for %s"), ch_buffer_text(p->scratch));
}

static void put_exposure(ch_layout *p)
{
    const ch_tool *tool = p->verdict->tool;
    if (tool == NULL)
        return;
    if (tool->hosting >= 0)
        add_said(p, N_("hosting: %s"), ch_layout_name(p, &p->verdict->version->hosting.items[tool->hosting].entry));
    /* What the charter does not say is not told as a no. */
    if (tool->trains_on_inputs != CH_UNSAID)
        add_said(p,
                 tool->trains_on_inputs == CH_YES ? N_("what is typed trains the model")
                                                  : N_("what is typed does not train the model"),
                 CH_NO_TEXT);
    add_retention(p, tool);
    ch_layout_gathered_row(p, ch_faint(N_("exposure")));
}

/* A quantity, and the same a thousand times larger. */
typedef struct measure {
    const char *unit, *thousand;
} measure;

static void add_measure(ch_layout *p, const measure *m, ch_interval interval)
{
    bool large = interval.high >= 1000;
    /* Below 0: the charter gives no such figure. */
    if (interval.low < 0)
        return;
    p->scratch->length = 0;
    ch_phrase_interval(p->scratch, p->lang,
                       large ? (ch_interval){interval.low / 1000, interval.high / 1000} : interval);
    add_said(p, large ? m->thousand : m->unit, ch_buffer_text(p->scratch));
}

/* Figures are worth what their source is: it is named with them. */
static void put_footprint(ch_layout *p)
{
    static const measure energy = {N_("%s Wh of energy"), N_("%s kWh of energy")};
    static const measure co2 = {N_("%s g of CO2e"), N_("%s kg of CO2e")};
    static const measure water = {N_("%s mL of water"), N_("%s L of water")};
    const ch_footprint_sum *sum = &p->verdict->footprint;
    if (sum->figures == NULL)
        return;
    add_measure(p, &energy, sum->energy_wh);
    add_measure(p, &co2, sum->co2_g);
    add_measure(p, &water, sum->water_ml);
    if (sum->figures->source.length > 0) {
        ch_message source = ch_say1(" (source: %s)", sum->figures->source);
        ch_message_add(&p->text, &source, p->lang);
    }
    ch_layout_gathered_row(p, ch_faint(N_("footprint")));
}

/* A date that says no day. */
static void put_days(ch_layout *p, ch_text version)
{
    char days[CHARTER_DAYS_SIZE];
    charter_days_format(p->verdict->days.first, p->verdict->days.last, days);
    ch_message judged = version.at == NULL ? ch_say1("as of all days of %s", ch_text_of(days))
                                           : ch_say2("as of all days of %1$s, by version %2$s of the charter",
                                                     ch_text_of(days), version);
    ch_layout_message_row(p, ch_faint(N_("judged")), &judged);
}

/* A use that is done is judged on its own day: that it is not the run's is worth a word. */
static void put_day(ch_layout *p)
{
    const charter_verdict *v = p->verdict;
    if ((v->days.first == v->at && ch_days_settled(v->days)) || v->days.first == CHARTER_NO_DAY || v->version == NULL)
        return;
    ch_text number = v->version->number;
    if (!ch_days_settled(v->days)) {
        put_days(p, number);
        return;
    }
    ch_message judged = number.at == NULL ? ch_say("as of %s")
                                          : ch_say2("as of %1$s, by version %2$s of the charter", CH_NO_TEXT, number);
    judged = ch_with_day(judged, 0, v->days.first);
    ch_layout_message_row(p, ch_faint(N_("judged")), &judged);
}

/* ---- the whole ---- */

static bool has_reasons(const charter_verdict *v)
{
    for (size_t i = 0; i < v->finding_count; i++)
        if (ch_is_reason(&v->findings[i]))
            return true;
    return false;
}

static void put_verdict(ch_layout *p, bool full)
{
    const charter_verdict *v = p->verdict;
    put_headline(p);
    /* Of a use that may go ahead the word says it all. */
    if (full || v->decision != CHARTER_DECISION_COMPLIANT)
        ch_layout_row(p, ch_no_label, ch_verdict_sentence(v, p->lang));
    /* Nothing else is known of it, and no clause was asked. */
    if (v->decision == CHARTER_DECISION_INVALID) {
        ch_layout_errors(p);
        return;
    }
    if (ch_accepts_whole(p->acceptance))
        ch_layout_row(p, ch_no_label,
                      ch_text_of(ch_translate(p->lang, N_("The baseline accepts it: it fails nothing here."))));
    if (!full) {
        p->left_out = ch_layout_short_answer(p) || p->left_out;
        return;
    }
    ch_layout_reasons(p);
    p->gap_due = has_reasons(v);
    put_traces(p);
    put_ways_on(p);
    put_exposure(p);
    put_footprint(p);
    put_day(p);
    ch_layout_clauses(p, CHARTER_OUTCOME_MET, ch_faint(N_("met")));
    ch_layout_clauses(p, CHARTER_OUTCOME_NOT_APPLICABLE, ch_faint(N_("not concerned")));
    p->gap_due = false;
}

static void tell_verdict(charter_report *report, const charter_verdict *verdict)
{
    ch_layout *p = report->state;
    /* The line of counts is told all the same. */
    if (report->options.quiet)
        return;
    p->verdict = verdict;
    p->acceptance = report->acceptance;
    if (p->some)
        ch_layout_end_line(p);
    put_verdict(p, report->options.full || verdict->traces != NULL);
    p->some = true;
    if (p->text.failed)
        ch_output_fail(&report->output, CHARTER_NO_MEMORY);
}

/* People read inputs' errors on the standard error stream: what stands before them has to be there first. */
static void tell_error(charter_report *report, const charter_diagnostic *error)
{
    ch_layout *p = report->state;
    if (!report->options.of_charter) {
        ch_output_flush(&report->output);
    } else if (!report->options.quiet) {
        if (p->some)
            ch_layout_end_line(p);
        ch_show_diagnostic(&report->output, error, &report->options);
        p->some = true;
    }
}

/* One of the counts; none is parted from its number. */
static void flow_count(ch_layout *p, const char *before, const ch_counted *what, uint64_t number)
{
    if (*before != '\0') {
        ch_screen_put(&p->screen, ch_text_of(before));
        p->screen.space_due = true;
    }
    p->text.length = 0;
    ch_phrase_counted(&p->text, p->lang, what, number);
    ch_screen_flow_whole(&p->screen, ch_buffer_text(&p->text), 2);
}

/* "3 declarations: 2 compliant, 1 non-compliant" */
static void flow_counts(ch_layout *p, const charter_report *report)
{
    ch_summary_count counts[CH_SUMMARY_COUNTS];
    size_t count = ch_summary_counts(&report->summary, &report->options, counts);
    for (size_t i = 0; i < count; i++) {
        if (i == 1)
            ch_screen_flow(&p->screen, ch_phrase_colon(p->lang), 2);
        flow_count(p, i > 1 ? "," : "", counts[i].what, counts[i].number);
    }
}

/* ---- a charter that was looked over ---- */

static void put_version(ch_layout *p, const ch_version *v)
{
    ch_text title = ch_localized_in(&v->title, p->lang, v);
    ch_layout_end_line(p);
    p->text.length = 0;
    ch_phrase_version(&p->text, v);
    ch_layout_gathered_row(p, (ch_label){N_("charter"), CH_STRONG});
    ch_layout_row(p, ch_no_label, title);
    ch_phrase_version_dates(&p->text, p->lang, v);
    ch_layout_gathered_row(p, ch_no_label);
    for (uint32_t i = 0; i < v->commitments.count; i++)
        ch_layout_row(p, i == 0 ? ch_faint(N_("commitments")) : ch_no_label, ch_commitment_words(v, i, p->lang));
}

static void put_charter(ch_layout *p, const charter *of)
{
    for (size_t i = 0; of != NULL && i < of->count; i++)
        put_version(p, &of->versions[i]);
}

static void tell_summary(charter_report *report)
{
    ch_layout *p = report->state;
    if (p->some)
        ch_layout_end_line(p);
    p->screen.style = CH_STRONG;
    flow_counts(p, report);
    p->screen.style = CH_PLAIN;
    if (p->left_out) {
        ch_screen_flow(&p->screen, ch_text_of(ch_translate(p->lang, "; ")), 2);
        ch_screen_flow(&p->screen, ch_text_of(ch_translate(p->lang, N_("--full tells all"))), 2);
    }
    ch_layout_end_line(p);
    if (!report->options.quiet)
        put_charter(p, report->of);
    if (p->text.failed)
        ch_output_fail(&report->output, CHARTER_NO_MEMORY);
}

static void open(charter_report *report)
{
    *(ch_layout *)report->state = (ch_layout){
        .screen = ch_screen_init(&report->output, &report->options),
        .lang = report->options.lang,
        .labels = label_columns(report->options.lang),
        .text = ch_buffer_init(report->scratch.max),
        .scratch = &report->scratch,
    };
}

static void close(charter_report *report)
{
    ch_layout *p = report->state;
    ch_buffer_clear(&p->text);
}

const ch_format ch_format_text = {
    .shown = {.name = "text", .title = N_("text for people, with reasons and what to do"), .for_people = true},
    .state_size = sizeof(ch_layout),
    .open = open,
    .verdict = tell_verdict,
    .error = tell_error,
    .end = tell_summary,
    .close = close,
};
