/* Speaking through a screen that nobody looks at: what it lets through is safe. What that is, is decided in
 * terminal.c alone; the syntax around it is escaped by each writer, afterwards. */
#include "report/prose/sanitizer.h"

/* Far beyond what a document of any size can make us say. */
#define SANITIZED_MAX ((size_t)64 * 1024 * 1024)

static int keep_said(void *context, const char *bytes, size_t length)
{
    ch_buffer *said = context;
    ch_buffer_add(said, (ch_text){bytes, length});
    return said->failed;
}

void ch_sanitizer_init(ch_sanitizer *s, charter_lang lang)
{
    s->lang = lang;
    s->said = ch_buffer_init(SANITIZED_MAX);
    s->raw = ch_buffer_init(SANITIZED_MAX);
    ch_sanitizer_begin(s);
}

void ch_sanitizer_clear(ch_sanitizer *s)
{
    ch_buffer_clear(&s->said);
    ch_buffer_clear(&s->raw);
}

void ch_sanitizer_begin(ch_sanitizer *s)
{
    /* Without colour, and with commands of CI runners taken apart: this is what goes to logs and services. */
    const charter_report_options harmless = {.lang = s->lang, .defuse = true};
    s->said.length = 0;
    /* Begun anew each time: a screen remembers the line it is in, and so what would begin a command. */
    s->output = ch_output_init((charter_sink){&s->said, keep_said}, s->room, sizeof s->room);
    s->screen = ch_screen_init(&s->output, &harmless);
}

ch_text ch_sanitized(ch_sanitizer *s)
{
    ch_output_flush(&s->output);
    return s->said.at == NULL ? CH_LITERAL("") : ch_buffer_text(&s->said);
}

void ch_sanitize(ch_sanitizer *s, ch_text text)
{
    ch_screen_put(&s->screen, text);
}

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

void ch_sanitize_prose(ch_sanitizer *s, ch_text text)
{
    bool some = false;
    for (size_t i = 0, length; i < text.length; i += length) {
        for (length = 0; i + length < text.length && !is_white(text.at[i + length]);)
            length++;
        if (length > 0 && some)
            ch_sanitize_literal(s, " ");
        ch_sanitize(s, (ch_text){text.at + i, length});
        some = some || length > 0;
        length = length == 0 ? 1 : length;
    }
}

/* What was gathered in `raw`. */
/* Messages are put together first and then made safe, whole: two harmless pieces could make a command. */
static void speak_raw(ch_sanitizer *s)
{
    ch_sanitize(s, ch_buffer_text(&s->raw));
    s->raw.length = 0;
}

void ch_sanitize_message(ch_sanitizer *s, const ch_message *message)
{
    ch_message_add(&s->raw, message, s->lang);
    speak_raw(s);
}

void ch_sanitize_counted(ch_sanitizer *s, const ch_counted *what, uint64_t number)
{
    ch_phrase_counted(&s->raw, s->lang, what, number);
    speak_raw(s);
}

void ch_sanitize_translated(ch_sanitizer *s, const char *english)
{
    ch_sanitize(s, ch_text_of(ch_translate(s->lang, english)));
}

ch_text ch_sanitized_text(ch_sanitizer *s, ch_text text)
{
    ch_sanitizer_begin(s);
    ch_sanitize(s, text);
    return ch_sanitized(s);
}

void ch_sanitizer_finish(const ch_sanitizer *s, ch_output *output)
{
    if (ch_sanitizer_failed(s))
        ch_output_fail(output, CHARTER_NO_MEMORY);
}
