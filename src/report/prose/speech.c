/* Speaking through a screen that nobody looks at: what it lets through is safe. */
#include "report/prose/speech.h"

/* Far beyond what a document of any size can make us say. */
#define SPEECH_MAX ((size_t)64 * 1024 * 1024)

static int keep_said(void *context, const char *bytes, size_t length)
{
    ch_buffer *said = context;
    ch_buffer_add(said, (ch_text){bytes, length});
    return said->failed;
}

void ch_speech_open(ch_speech *s, charter_lang lang)
{
    s->lang = lang;
    s->said = ch_buffer_new(SPEECH_MAX);
    s->raw = ch_buffer_new(SPEECH_MAX);
    ch_speech_begin(s);
}

void ch_speech_close(ch_speech *s)
{
    ch_buffer_free(&s->said);
    ch_buffer_free(&s->raw);
}

void ch_speech_begin(ch_speech *s)
{
    const charter_report_options harmless = {.lang = s->lang, .defuse = true};
    s->said.length = 0;
    s->output = ch_output_new((charter_sink){&s->said, keep_said}, s->room, sizeof s->room);
    s->screen = ch_screen_new(&s->output, &harmless);
}

ch_text ch_spoken(ch_speech *s)
{
    ch_output_flush(&s->output);
    return s->said.at == NULL ? CH_LITERAL("") : ch_buffer_text(&s->said);
}

void ch_speak(ch_speech *s, ch_text text)
{
    ch_screen_put(&s->screen, text);
}

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

void ch_speak_prose(ch_speech *s, ch_text text)
{
    bool some = false;
    for (size_t i = 0, length; i < text.length; i += length) {
        for (length = 0; i + length < text.length && !is_white(text.at[i + length]);)
            length++;
        if (length > 0 && some)
            ch_speak_literal(s, " ");
        ch_speak(s, (ch_text){text.at + i, length});
        some = some || length > 0;
        length = length == 0 ? 1 : length;
    }
}

/* What was gathered in `raw`. */
static void speak_raw(ch_speech *s)
{
    ch_speak(s, ch_buffer_text(&s->raw));
    s->raw.length = 0;
}

void ch_speak_message(ch_speech *s, const ch_message *message)
{
    ch_message_add(&s->raw, message, s->lang);
    speak_raw(s);
}

void ch_speak_counted(ch_speech *s, const ch_counted *what, uint64_t number)
{
    ch_phrase_counted(&s->raw, s->lang, what, number);
    speak_raw(s);
}

void ch_speak_translated(ch_speech *s, const char *english)
{
    ch_speak(s, ch_text_of(ch_translate(s->lang, english)));
}

ch_text ch_harmless(ch_speech *s, ch_text text)
{
    ch_speech_begin(s);
    ch_speak(s, text);
    return ch_spoken(s);
}

void ch_speech_settle(const ch_speech *s, ch_output *output)
{
    if (ch_speech_failed(s))
        ch_output_fail(output, CHARTER_NO_MEMORY);
}
