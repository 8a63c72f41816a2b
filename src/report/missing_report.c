/* What is open in one declaration, for whoever completes it: each thing that is missing, with its choices, who asks for
 * it and why, and the line that closes it. It is no row of format.h, whose formats tell verdicts: what the verdict is
 * stands there. Which things these are is judge/missing.c's. */
#include "base/catalog.h"
#include "base/options.h"
#include "charter/report.h"
#include "report/prose/phrases.h"
#include "report/prose/terminal.h"
#include "report/prose/verdict_words.h"
#include "report/write/output.h"

#define AT_ONCE ((size_t)4096)
enum { NUMBER = 2, TITLE = 6, LONGEST_LABEL = 16 };

typedef struct page {
    const charter_verdict *verdict;
    charter_lang lang;
    ch_screen screen;
    ch_buffer text; /* what is being gathered for a row */
    unsigned margin;
} page;

static const char *const labels[] = {N_("choices"), N_("asked for by"), N_("why"), N_("write")};
enum { CHOICES, ASKERS, WHY, WRITE, LABELS };

/* The column in which what rows say begins. */
static unsigned margin_of(charter_lang lang)
{
    unsigned widest = 0;
    for (int i = 0; i < LABELS; i++) {
        unsigned columns = ch_columns(ch_text_of(ch_translate(lang, labels[i])));
        widest = columns > widest ? columns : widest;
    }
    return TITLE + widest + 2;
}

static void add(page *p, ch_text text)
{
    ch_buffer_add(&p->text, text);
}

static void flow_gathered(page *p, unsigned indent)
{
    ch_screen_flow_prose(&p->screen, ch_buffer_text(&p->text), indent);
    p->text.length = 0;
    ch_screen_end_line(&p->screen);
}

/* A row of what was gathered; none where that is nothing. */
static void end_row(page *p, int label)
{
    if (p->text.length == 0)
        return;
    ch_screen_go_to(&p->screen, TITLE);
    p->screen.style = CH_FAINT;
    ch_screen_put(&p->screen, ch_text_of(ch_translate(p->lang, labels[label])));
    p->screen.style = CH_PLAIN;
    ch_screen_go_to(&p->screen, p->margin);
    if (label == WRITE)
        p->screen.style = CH_STRONG;
    flow_gathered(p, p->margin);
    p->screen.style = CH_PLAIN;
}

/* "internal (Internal document), personal (…)" */
static void put_choices(page *p, size_t index, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ch_text title = charter_verdict_missing_value_title(p->verdict, index, i, p->lang);
        if (i > 0)
            add(p, CH_LITERAL(", "));
        add(p, charter_verdict_missing_value(p->verdict, index, i));
        if (title.length == 0)
            continue;
        add(p, CH_LITERAL(" ("));
        add(p, title);
        add(p, CH_LITERAL(")"));
    }
    end_row(p, CHOICES);
}

static void put_askers(page *p, size_t index)
{
    const ch_missing *m = p->verdict->missing;
    while (index-- > 0)
        m = m->next;
    for (const ch_clause_of *asker = m->asked_by; asker != NULL; asker = asker->next) {
        if (asker != m->asked_by)
            add(p, CH_LITERAL(", "));
        ch_clause_name(&p->text, asker->clause, asker->entry);
    }
    end_row(p, ASKERS);
}

/* What the charter itself does not say is nobody's to declare. */
static void put_line(page *p, const charter_missing *m)
{
    ch_message message = m->path.at == NULL     ? ch_say("nothing: it is for the charter to say")
                         : m->column.at != NULL ? ch_say1("it, in the column %s", m->column)
                         : m->paste.at == NULL  ? ch_say1("%s", m->key)
                         : m->later             ? ch_say1("on the day on which it is done: %s", m->paste)
                                                : ch_say1("%s", m->paste);
    ch_message_add(&p->text, &message, p->lang);
    end_row(p, WRITE);
}

static void put_entry(page *p, size_t index)
{
    charter_missing m = charter_verdict_missing(p->verdict, index);
    ch_text title = charter_verdict_missing_title(p->verdict, index, p->lang);
    ch_screen_go_to(&p->screen, NUMBER);
    ch_buffer_int(&p->text, (int64_t)index + 1);
    ch_screen_put(&p->screen, ch_buffer_text(&p->text));
    p->text.length = 0;
    ch_screen_go_to(&p->screen, TITLE);
    add(p, m.key);
    if (title.length > 0) {
        add(p, ch_phrase_colon(p->lang));
        add(p, title);
    }
    p->screen.style = CH_STRONG;
    flow_gathered(p, TITLE);
    p->screen.style = CH_PLAIN;
    put_choices(p, index, m.value_count);
    put_askers(p, index);
    add(p, charter_verdict_missing_because(p->verdict, index, p->lang));
    end_row(p, WHY);
    put_line(p, &m);
}

/* "usage.yaml:1  note-12: undetermined, 3 things open" */
static void put_head(page *p)
{
    static const ch_counted open = {PN_("%s thing is open", "%s things are open")};
    const charter_place place = charter_verdict_place(p->verdict);
    ch_text id = charter_verdict_id(p->verdict);
    add(p, ch_text_of(place.file));
    add(p, CH_LITERAL(":"));
    ch_buffer_int(&p->text, place.line);
    add(p, CH_LITERAL("  "));
    add(p, id);
    add(p, id.length > 0 ? CH_LITERAL("  ") : CH_NO_TEXT);
    add(p, ch_text_of(ch_translate(p->lang, ch_headings[p->verdict->decision].word)));
    add(p, CH_LITERAL(", "));
    ch_phrase_counted(&p->text, p->lang, &open, charter_verdict_missing_count(p->verdict));
    flow_gathered(p, 2);
}

charter_status charter_missing_report_sized(const charter_verdict *verdict, const charter_report_options *options,
                                            size_t options_size, charter_sink sink)
{
    charter_report_options o;
    if (!ch_options_copy(&o, sizeof o, options, options_size) || !ch_is_lang(o.lang))
        return CHARTER_UNKNOWN;
    char room[AT_ONCE];
    ch_output output = ch_output_init(sink, room, sizeof room);
    page p = {verdict, o.lang, ch_screen_init(&output, &o), ch_buffer_init((size_t)1 << 22), margin_of(o.lang)};
    put_head(&p);
    for (size_t i = 0; i < charter_verdict_missing_count(verdict); i++)
        put_entry(&p, i);
    if (p.text.failed)
        ch_output_fail(&output, CHARTER_NO_MEMORY);
    ch_buffer_clear(&p.text);
    ch_output_flush(&output);
    return output.status;
}
