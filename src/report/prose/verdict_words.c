/* What people call a verdict and a use. The names that programs read are elsewhere (charter_decision_name), and are
 * never translated. */
#include "report/prose/verdict_words.h"

const ch_heading ch_headings[CHARTER_DECISION_COUNT] = {
    [CHARTER_DECISION_COMPLIANT] = {N_("COMPLIANT"),
                                    N_("Yes: the charter allows this."),
                                    {PN_("%s compliant", "%s compliant")}},
    [CHARTER_DECISION_CONDITIONAL] = {N_("CONDITIONAL"),
                                      N_("Not yet: first do what is listed here."),
                                      {PN_("%s conditional", "%s conditional")}},
    [CHARTER_DECISION_REVIEW] = {N_("REVIEW"),
                                 N_("A person must decide: ask before you go any further."),
                                 {PN_("%s to review", "%s to review")}},
    [CHARTER_DECISION_UNDETERMINED] = {N_("UNDETERMINED"),
                                       N_("No answer can be given yet: see what is missing."),
                                       {PN_("%s undetermined", "%s undetermined")}},
    [CHARTER_DECISION_NON_COMPLIANT] = {N_("NON-COMPLIANT"),
                                        N_("No: the charter does not allow this."),
                                        {PN_("%s non-compliant", "%s non-compliant")}},
    [CHARTER_DECISION_INVALID] = {N_("INVALID"),
                                  N_("This declaration cannot be judged: correct it, then check again."),
                                  {PN_("%s invalid", "%s invalid")}},
};

static void add_count(ch_summary_count *counts, size_t *count, const ch_counted *what, uint64_t number)
{
    if (number > 0 || *count == 0)
        counts[(*count)++] = (ch_summary_count){what, number};
}

static size_t lint_counts(const charter_summary *s, ch_summary_count *counts)
{
    static const ch_counted all = {PN_("%s diagnostic", "%s diagnostics")};
    static const ch_counted errors = {PN_("%s error", "%s errors")}, warnings = {PN_("%s warning", "%s warnings")},
                            notes = {PN_("%s note", "%s notes")}, ignored = {PN_("%s ignored", "%s ignored")};
    size_t count = 0;
    add_count(counts, &count, &all, s->errors + s->warnings + s->notes);
    add_count(counts, &count, &errors, s->errors);
    add_count(counts, &count, &warnings, s->warnings);
    add_count(counts, &count, &notes, s->notes);
    add_count(counts, &count, &ignored, s->ignored);
    return count;
}

size_t ch_summary_counts(const charter_summary *s, const charter_report_options *options,
                         ch_summary_count counts[CH_SUMMARY_COUNTS])
{
    static const ch_counted declarations = {PN_("%s declaration", "%s declarations")};
    static const ch_counted tools = {PN_("%s tool that left traces", "%s tools that left traces")};
    static const ch_counted errors = {PN_("%s reading error", "%s reading errors")};
    size_t count = 0;
    if (options->of_charter)
        return lint_counts(s, counts);
    add_count(counts, &count, options->of_tools ? &tools : &declarations, charter_summary_verdict_count(s));
    for (int i = 0; i < CHARTER_DECISION_COUNT; i++)
        add_count(counts, &count, &ch_headings[i].counted, s->verdicts[i]);
    add_count(counts, &count, &errors, s->errors);
    return count;
}

void ch_sanitize_summary(ch_sanitizer *s, const charter_summary *summary, const charter_report_options *options)
{
    ch_summary_count counts[CH_SUMMARY_COUNTS];
    size_t count = ch_summary_counts(summary, options, counts);
    for (size_t i = 0; i < count; i++) {
        ch_sanitize(s, i == 0 ? CH_NO_TEXT : i == 1 ? ch_phrase_colon(s->lang) : CH_LITERAL(", "));
        ch_sanitize_counted(s, counts[i].what, counts[i].number);
    }
}

/* ---- duties ---- */

static bool is_a_reason(const charter_verdict *v, const ch_duty *duty)
{
    for (size_t i = 0; i < v->finding_count; i++)
        if (v->findings[i].entry == &duty->entry && ch_is_reason(&v->findings[i]))
            return true;
    return false;
}

/* One that is a reason already is told with it, and not twice. */
bool ch_is_left_to_do(const charter_verdict *v, const ch_duty_state *state)
{
    return !state->met && !is_a_reason(v, state->duty);
}

static bool leaves_duties(const charter_verdict *v)
{
    for (size_t i = 0; i < v->duty_count; i++)
        if (ch_is_left_to_do(v, &v->duties[i]))
            return true;
    return false;
}

/* Of a tool that left traces: what a declaration's verdict means would be too much. */
static const char *const trace_sentences[CHARTER_DECISION_COUNT] = {
    [CHARTER_DECISION_COMPLIANT] = N_("It left traces, and is declared."),
    [CHARTER_DECISION_REVIEW] = N_("It left traces, and nobody declared it: a person must decide."),
    [CHARTER_DECISION_UNDETERMINED] = N_("It left traces, and whether it is declared cannot be told."),
    [CHARTER_DECISION_NON_COMPLIANT] = N_("It left traces, and the charter does not allow it."),
};

ch_text ch_verdict_sentence(const charter_verdict *v, charter_lang lang)
{
    if (v->traces != NULL)
        return ch_text_of(ch_translate(lang, trace_sentences[v->decision]));
    /* A plain yes would hide that something is due afterwards. */
    bool then = v->decision == CHARTER_DECISION_COMPLIANT && leaves_duties(v);
    return ch_text_of(
        ch_translate(lang, then ? N_("Yes; afterwards, do what is listed here.") : ch_headings[v->decision].sentence));
}

/* ---- the use ---- */

/* A name that the charter does not have, in quotes; or one that nobody has looked for in a charter. */
static void add_unlisted(ch_buffer *buffer, const charter_verdict *v, ch_text name, charter_lang lang)
{
    ch_message quoted = ch_say1("\"%s\"", name);
    if (v->decision == CHARTER_DECISION_INVALID || v->version == NULL)
        ch_buffer_add(buffer, name);
    else if (name.length > 0)
        ch_message_add(buffer, &quoted, lang);
}

/* A headline has room for a title that is no sentence. */
#define TITLE_COLUMNS 20

static void add_entry(ch_buffer *buffer, const charter_verdict *v, const ch_entry *entry, charter_lang lang,
                      bool titled)
{
    ch_text title = titled ? ch_verdict_text(v, &entry->title, lang) : CH_NO_TEXT;
    bool fits = title.length > 0 && ch_columns(title) <= TITLE_COLUMNS;
    ch_buffer_add(buffer, fits ? title : entry->id);
}

static void add_activity(ch_buffer *buffer, const charter_verdict *v, charter_lang lang, bool titled)
{
    if (v->activity != NULL)
        add_entry(buffer, v, &v->activity->entry, lang, titled);
    else if (v->declaration->activity != NULL)
        add_unlisted(buffer, v, v->declaration->activity->text, lang);
}

static void add_tool(ch_buffer *buffer, const charter_verdict *v, charter_lang lang, bool titled)
{
    if (v->tool != NULL)
        add_entry(buffer, v, &v->tool->entry, lang, titled);
    else
        add_unlisted(buffer, v, v->declaration->tool_name, lang);
}

static void say_use(ch_buffer *buffer, const charter_verdict *v, charter_lang lang, bool titled)
{
    if (v->traces != NULL && v->tool == NULL)
        return; /* its name is the verdict's id */
    ch_buffer activity = ch_buffer_init(buffer->max), tool = ch_buffer_init(buffer->max);
    add_activity(&activity, v, lang, titled);
    add_tool(&tool, v, lang, titled);
    ch_message use = ch_say2("%1$s with %2$s", ch_buffer_text(&activity), ch_buffer_text(&tool));
    if (activity.length > 0 && tool.length > 0)
        ch_message_add(buffer, &use, lang);
    else
        ch_buffer_add(buffer, ch_buffer_text(activity.length > 0 ? &activity : &tool));
    buffer->failed = buffer->failed || activity.failed || tool.failed;
    ch_buffer_clear(&activity);
    ch_buffer_clear(&tool);
}

void ch_say_use(ch_buffer *buffer, const charter_verdict *v, charter_lang lang)
{
    say_use(buffer, v, lang, false);
}

void ch_say_titled_use(ch_buffer *buffer, const charter_verdict *v, charter_lang lang)
{
    say_use(buffer, v, lang, true);
}

/* ---- the charter's words ---- */

ch_text ch_verdict_text(const charter_verdict *v, const ch_localized *words, charter_lang lang)
{
    return v->version == NULL ? CH_NO_TEXT : ch_localized_in(words, lang, v->version);
}

ch_text ch_verdict_name(const charter_verdict *v, const ch_entry *entry, charter_lang lang)
{
    ch_text title = ch_verdict_text(v, &entry->title, lang);
    return title.length > 0 ? title : entry->id;
}
