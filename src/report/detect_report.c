/* What detectors found in a text, for people and for programs. The text itself is never shown: lines are masked.
 * Looking through it is judge/detect_text.c's; what finds mean for a declaration is in the formats of verdicts. Its
 * two formats are no rows of format.h, whose formats tell verdicts. */
#include <stdlib.h>

#include "charter/detect.h"
#include "report/write/json_writer.h"
#include "report/prose/phrases.h"
#include "report/prose/terminal.h"
#include "base/catalog.h"
#include "base/options.h"

#define AT_ONCE ((size_t)4096)

/* ---- for programs ---- */

static void put_hit(ch_json *json, const charter_hit *hit)
{
    ch_json_break(json);
    ch_json_object(json);
    CH_JSON_TEXT(json, "detector", hit->detector);
    CH_JSON_TEXT(json, "class", hit->data_class);
    CH_JSON_TEXT(json, "effect", ch_text_of(charter_effect_name(hit->effect)));
    CH_JSON_TEXT(json, "confidence", ch_text_of(charter_confidence_name(hit->confidence)));
    CH_JSON_KEY(json, "counts");
    ch_json_bool(json, hit->counts);
    CH_JSON_POSITION(json, "line", hit->place.line);
    CH_JSON_POSITION(json, "column", hit->place.column);
    CH_JSON_INT(json, "length", hit->length);
    ch_json_close(json);
}

static void tell_json(const charter_detect *scan, const char *name, ch_output *output)
{
    ch_json json = ch_json_init(output, false);
    ch_json_object(&json);
    CH_JSON_TEXT(&json, "file", ch_text_of(name));
    CH_JSON_KEY(&json, "hits");
    ch_json_array(&json);
    for (size_t i = 0; i < charter_detect_hit_count(scan); i++) {
        charter_hit hit = charter_detect_hit(scan, i);
        put_hit(&json, &hit);
    }
    ch_json_close(&json);
    ch_json_break(&json);
    CH_JSON_KEY(&json, "more");
    ch_json_bool(&json, charter_detect_more(scan));
    /* A detector that a limit stopped has found nothing, which is not to say that nothing is there. */
    CH_JSON_KEY(&json, "undecided");
    ch_json_array(&json);
    for (size_t i = 0; i < charter_detect_undetermined_count(scan); i++)
        ch_json_text(&json, charter_detect_undetermined(scan, i));
    ch_json_close(&json);
    ch_json_close(&json);
    ch_output_char(output, '\n');
}

/* ---- for people ---- */

typedef struct page {
    const charter_detect *scan;
    charter_lang lang;
    ch_screen screen;
    ch_buffer text;
} page;

static void flow(page *p, const ch_message *message, unsigned indent)
{
    p->text.length = 0;
    ch_message_add(&p->text, message, p->lang);
    ch_screen_flow(&p->screen, ch_buffer_text(&p->text), indent);
}

static void end_message(page *p, ch_message message)
{
    flow(p, &message, 2);
    ch_screen_end_line(&p->screen);
}

/* The hit's line, in which each character of a hit is a bullet. */
static void put_line(page *p, size_t index, charter_place place)
{
    /* Asked twice: how long it is, then for its bytes. */
    size_t length = charter_detect_line(p->scan, index, NULL, 0);
    char *line = malloc(length + 1);
    if (line == NULL) {
        p->text.failed = true;
        return;
    }
    charter_detect_line(p->scan, index, line, length + 1);
    ch_excerpt excerpt = ch_excerpt_at((ch_text){line, length}, place);
    excerpt.bar = 7;
    excerpt.style = CH_RED;
    ch_screen_excerpt(&p->screen, &excerpt);
    free(line);
}

static void put_place(page *p, charter_place place)
{
    p->text.length = 0;
    ch_buffer_add(&p->text, ch_text_of(place.file));
    ch_buffer_add_char(&p->text, ':');
    ch_buffer_int(&p->text, place.line);
    ch_buffer_add_char(&p->text, ':');
    ch_buffer_int(&p->text, place.column);
    ch_screen_put(&p->screen, ch_buffer_text(&p->text));
    ch_screen_put(&p->screen, ch_phrase_colon(p->lang));
}

static void put_hit_line(page *p, size_t index)
{
    charter_hit hit = charter_detect_hit(p->scan, index);
    ch_text confidence = ch_text_of(charter_confidence_name(hit.confidence));
    put_place(p, hit.place);
    end_message(p, hit.counts ? ch_say3("data of the class \"%1$s\" (detector %2$s, confidence %3$s)", hit.data_class,
                                        hit.detector, confidence)
                              : ch_say3("perhaps data of the class \"%1$s\" (detector %2$s, confidence %3$s)",
                                        hit.data_class, hit.detector, confidence));
    put_line(p, index, hit.place);
}

static void tell_text(const charter_detect *scan, const char *name, const charter_report_options *options,
                      ch_output *output)
{
    page p = {.scan = scan,
              .lang = options->lang,
              .screen = ch_screen_init(output, options),
              .text = ch_buffer_init(SIZE_MAX / 2)};
    size_t count = charter_detect_hit_count(scan);
    for (size_t i = 0; i < count && !options->quiet; i++)
        put_hit_line(&p, i);
    /* Told even where the report is to be quiet: a text that was not looked through must not read as clean. */
    for (size_t i = 0; i < charter_detect_undetermined_count(scan); i++)
        end_message(
            &p, ch_say1("whether the detector \"%s\" finds something could not be decided: its pattern took too long",
                        charter_detect_undetermined(scan, i)));
    if (charter_detect_more(scan))
        end_message(&p, ch_say("the text holds more hits than are kept: what the others are is not known"));
    static const ch_counted hits = {PN_("%s hit of a detector", "%s hits of detectors")};
    p.text.length = 0;
    ch_buffer_add(&p.text, ch_text_of(name));
    ch_buffer_add(&p.text, ch_phrase_colon(p.lang));
    ch_phrase_counted(&p.text, p.lang, &hits, count);
    p.screen.style = CH_STRONG;
    ch_screen_flow(&p.screen, ch_buffer_text(&p.text), 2);
    p.screen.style = CH_PLAIN;
    ch_screen_end_line(&p.screen);
    /* A report that lacks a line must not be read as whole. */
    if (p.text.failed)
        ch_output_fail(output, CHARTER_NO_MEMORY);
    ch_buffer_clear(&p.text);
}

charter_status charter_detect_report_sized(const charter_detect *scan, const char *name, const char *format,
                                           const charter_report_options *options, size_t options_size,
                                           charter_sink sink)
{
    charter_report_options o;
    if (!ch_options_copy(&o, sizeof o, options, options_size) || !ch_is_lang(o.lang))
        return CHARTER_UNKNOWN;
    char room[AT_ONCE];
    ch_output output = ch_output_init(sink, room, sizeof room);
    if (strcmp(format, "json") == 0)
        tell_json(scan, name, &output);
    else if (strcmp(format, "text") == 0)
        tell_text(scan, name, &o, &output);
    else
        return CHARTER_UNKNOWN;
    ch_output_flush(&output);
    return output.status;
}
