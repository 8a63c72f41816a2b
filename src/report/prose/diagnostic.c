/* diagnostic: one diagnostic as people read it, in the manner of compilers; and declared text made safe. Verdicts are
 * text.c's. What is said is safe on any screen: it goes through terminal.c. */
#include "report/prose/diagnostic.h"

#include "base/catalog.h"
#include "base/options.h"
#include "report/prose/phrases.h"
#include "report/prose/terminal.h"

#define AT_ONCE     1024
#define MESSAGE_MAX ((size_t)64 * 1024 * 1024) /* far beyond what any document can make us say */

typedef struct explanation {
    ch_screen screen;
    const charter_diagnostic *about;
    charter_lang lang;
    ch_buffer text;
    ch_style style; /* of its kind */
    unsigned bar;   /* the column under which the gutter's bar stands */
} explanation;

static void flow_message(explanation *e, const ch_message *message, unsigned indent)
{
    e->text.length = 0;
    ch_message_add(&e->text, message, e->lang);
    ch_screen_flow(&e->screen, ch_buffer_text(&e->text), indent);
}

/* error[key.unknown]: "tol" is not a key of a declaration */
static void put_title(explanation *e)
{
    static const char *const kinds[] =
        {[CHARTER_ERROR] = N_("error[%s]"), [CHARTER_WARNING] = N_("warning[%s]"), [CHARTER_NOTE] = N_("note[%s]")};
    ch_screen *s = &e->screen;
    s->style = e->style;
    ch_message kind = ch_say1(kinds[e->about->severity], ch_text_of(e->about->code));
    flow_message(e, &kind, 2);
    s->style = CH_STRONG;
    ch_screen_flow(s, ch_phrase_colon(e->lang), 2);
    flow_message(e, &e->about->message, 2);
    s->style = CH_PLAIN;
    ch_screen_end_line(s);
}

/* "file:line:column" is on a line of its own, whole, so that editors and terminals can follow it. */
static void put_place(explanation *e)
{
    charter_place place = e->about->place;
    ch_screen *s = &e->screen;
    if (place.file == NULL)
        return;
    ch_screen_go_to(s, e->bar - 1);
    s->style = CH_FAINT;
    ch_screen_put(s, CH_LITERAL("--> "));
    s->style = CH_PLAIN;
    ch_screen_put(s, ch_text_of(place.file));
    if (place.line > 0) {
        e->text.length = 0;
        ch_buffer_add_char(&e->text, ':');
        ch_buffer_int(&e->text, place.line);
        ch_buffer_add_char(&e->text, ':');
        ch_buffer_int(&e->text, place.column);
        ch_screen_put(s, ch_buffer_text(&e->text));
    }
    ch_screen_end_line(s);
}

static void put_line(explanation *e)
{
    ch_excerpt excerpt = ch_excerpt_at(e->about->line, e->about->place);
    excerpt.bar = e->bar;
    excerpt.style = e->style;
    ch_screen_excerpt(&e->screen, &excerpt);
}

static void put_help(explanation *e)
{
    ch_screen *s = &e->screen;
    if (e->about->help.text == NULL)
        return;
    ch_screen_go_to(s, e->bar);
    s->style = CH_FAINT;
    ch_screen_put(s, CH_LITERAL("= "));
    s->style = CH_STRONG;
    ch_screen_put(s, ch_text_of(ch_translate(e->lang, "help")));
    ch_screen_put(s, ch_phrase_colon(e->lang));
    s->style = CH_PLAIN;
    flow_message(e, &e->about->help, s->column);
    ch_screen_end_line(s);
}

static unsigned digits(uint32_t number)
{
    unsigned count = 1;
    for (; number >= 10; number /= 10)
        count++;
    return count;
}

void ch_show_diagnostic(ch_output *output, const charter_diagnostic *diagnostic, const charter_report_options *options)
{
    static const ch_style styles[] =
        {[CHARTER_ERROR] = CH_RED, [CHARTER_WARNING] = CH_YELLOW, [CHARTER_NOTE] = CH_BLUE};
    explanation e = {
        .screen = ch_screen_init(output, options),
        .about = diagnostic,
        .lang = options->lang,
        .text = ch_buffer_init(MESSAGE_MAX),
        .style = styles[diagnostic->severity],
        .bar = digits(diagnostic->place.line) + 1,
    };
    put_title(&e);
    put_place(&e);
    put_line(&e);
    put_help(&e);
    /* A message that was cut for want of memory must not be read as whole. */
    if (e.text.failed)
        ch_output_fail(output, CHARTER_NO_MEMORY);
    ch_buffer_clear(&e.text);
}

charter_status charter_explain_sized(const charter_diagnostic *diagnostic, const charter_report_options *options,
                                     size_t options_size, charter_sink sink)
{
    charter_report_options o;
    if (!ch_options_copy(&o, sizeof o, options, options_size) || !ch_is_lang(o.lang))
        return CHARTER_UNKNOWN;
    char room[AT_ONCE];
    ch_output output = ch_output_init(sink, room, sizeof room);
    ch_show_diagnostic(&output, diagnostic, &o);
    ch_output_flush(&output);
    return output.status;
}

charter_status charter_print_safe_sized(charter_text text, const charter_report_options *options, size_t options_size,
                                        charter_sink sink)
{
    charter_report_options o;
    if (!ch_options_copy(&o, sizeof o, options, options_size) || !ch_is_lang(o.lang))
        return CHARTER_UNKNOWN;
    char room[AT_ONCE];
    ch_output output = ch_output_init(sink, room, sizeof room);
    ch_screen screen = ch_screen_init(&output, &o);
    /* Text of others is not coloured, and never has colours of its own: escapes show as U+001B. */
    screen.colour = false;
    ch_screen_put(&screen, text);
    ch_output_flush(&output);
    return output.status;
}
