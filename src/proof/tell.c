/* The answer: what was claimed, what came of it, the declaration that shows it, and what could not be gone through. */
#include "proof/proof.h"

#include <stdio.h>

#include "base/options.h"
#include "report/prose/sanitizer.h"
#include "report/write/json_writer.h"

CH_OPTIONS_END_WITH(charter_report_options, delimiter);

#define AT_ONCE ((size_t)4096)

static const char *const answers[] = {"proved", "refuted", "undecided"};

/* ---- people's text ---- */

typedef struct page {
    const charter_proof *proof;
    const charter_report_options *options;
    ch_screen screen;
    ch_sanitizer words;
    ch_buffer text;
} page;

static void put_line(page *p, const ch_message *message, unsigned indent)
{
    ch_sanitizer_begin(&p->words);
    ch_sanitize_message(&p->words, message);
    for (unsigned i = 0; i < indent; i++)
        ch_screen_put(&p->screen, CH_LITERAL(" "));
    ch_screen_flow(&p->screen, ch_sanitized(&p->words), indent + 2);
    ch_screen_end_line(&p->screen);
}

static const char *headline(const charter_proof *p)
{
    if (p->claim == CH_CLAIM_REACHABLE)
        return p->answer == CHARTER_PROVED    ? N_("proved: a declaration gets this verdict")
               : p->answer == CHARTER_REFUTED ? N_("refuted: no declaration gets this verdict")
                                              : N_("undecided: none was found that gets this verdict");
    if (p->answer == CHARTER_REFUTED)
        return p->claim == CH_CLAIM_NEVER ? N_("refuted: it holds for a declaration that is allowed")
                                          : N_("refuted: it does not hold for a declaration that is allowed");
    return p->answer == CHARTER_PROVED ? N_("proved: no declaration speaks against it")
                                       : N_("undecided: no declaration was found that speaks against it");
}

static void put_entry(page *p, const char *english, const ch_entry *entry)
{
    if (entry == NULL)
        return;
    p->text.length = 0;
    ch_phrase_place(&p->text, ch_entry_place(entry, NULL));
    ch_message words = ch_say2(english, entry->id, ch_buffer_text(&p->text));
    put_line(p, &words, 2);
}

static void put_witness(page *p)
{
    const charter_proof *proof = p->proof;
    if (proof->witness.at == NULL)
        return;
    ch_screen_end_line(&p->screen);
    ch_screen_put(&p->screen, CH_LITERAL("  "));
    ch_screen_flow(&p->screen, ch_sanitized_text(&p->words, proof->witness), 4);
    ch_screen_end_line(&p->screen);
    ch_screen_end_line(&p->screen);
    ch_message verdict = ch_say1("It is %s.", ch_text_of(charter_decision_name(proof->witness_decision)));
    put_line(p, &verdict, 2);
    put_entry(p, N_("What the charter says of the activity \"%1$s\": %2$s"), proof->witness_activity);
    put_entry(p, N_("What the charter says of the tool \"%1$s\": %2$s"), proof->witness_tool);
    ch_screen_end_line(&p->screen);
}

static void put_gaps(page *p)
{
    ch_message heading = ch_say("Not all could be gone through:");
    if (p->proof->answer != CHARTER_UNDECIDED)
        return;
    put_line(p, &heading, 0);
    for (const ch_gap *gap = p->proof->gaps; gap != NULL; gap = gap->next) {
        put_line(p, &gap->message, 2);
        if (gap->place.line == 0)
            continue;
        p->text.length = 0;
        ch_phrase_place(&p->text, gap->place);
        ch_message place = ch_say1("%s", ch_buffer_text(&p->text));
        put_line(p, &place, 4);
    }
}

static void put_text(const charter_proof *proof, const charter_report_options *options, ch_output *output)
{
    char number[24];
    page p = {.proof = proof,
              .options = options,
              .screen = ch_screen_init(output, options),
              .text = ch_buffer_init(SIZE_MAX / 2)};
    ch_sanitizer_init(&p.words, options->lang);
    ch_message line = ch_say(headline(proof));
    put_line(&p, &line, 0);
    put_witness(&p);
    put_gaps(&p);
    snprintf(number, sizeof number, "%llu", (unsigned long long)proof->judged);
    line = ch_with_day(ch_say2("Declarations judged: %1$s, as of %2$s, planned, without a text that a detector finds.",
                               ch_text_of(number), CH_NO_TEXT),
                       1, proof->options.at);
    put_line(&p, &line, 0);
    ch_sanitizer_finish(&p.words, output);
    if (p.text.failed)
        ch_output_fail(output, CHARTER_NO_MEMORY);
    ch_sanitizer_clear(&p.words);
    ch_buffer_clear(&p.text);
}

/* ---- JSON ---- */

static void put_place(ch_json *json, charter_place place)
{
    CH_JSON_TEXT(json, "file", ch_text_of(place.file));
    CH_JSON_POSITION(json, "line", place.line);
    CH_JSON_POSITION(json, "column", place.column);
}

static void put_json_entry(ch_json *json, ch_text key, const ch_entry *entry)
{
    ch_json_key(json, key);
    if (entry == NULL) {
        ch_json_null(json);
        return;
    }
    ch_json_object(json);
    CH_JSON_TEXT(json, "id", entry->id);
    put_place(json, ch_entry_place(entry, NULL));
    ch_json_close(json);
}

static void put_json_gaps(ch_json *json, const charter_proof *proof, charter_lang lang, ch_buffer *text)
{
    ch_json_break(json);
    CH_JSON_KEY(json, "not-gone-through");
    ch_json_array(json);
    for (const ch_gap *gap = proof->gaps; gap != NULL; gap = gap->next) {
        text->length = 0;
        ch_message_add(text, &gap->message, lang);
        ch_json_break(json);
        ch_json_object(json);
        CH_JSON_TEXT(json, "message", ch_buffer_text(text));
        put_place(json, gap->place);
        ch_json_close(json);
    }
    ch_json_close(json);
}

static void put_json(const charter_proof *proof, const charter_report_options *options, ch_output *output)
{
    ch_json json = ch_json_init(output, false);
    ch_buffer text = ch_buffer_init(SIZE_MAX / 2);
    char day[11];
    charter_day_format(proof->options.at, day);
    ch_json_object(&json);
    CH_JSON_KEY(&json, "program");
    ch_json_object(&json);
    CH_JSON_TEXT(&json, "name", CH_LITERAL("charter-check"));
    CH_JSON_TEXT(&json, "version", ch_text_of(charter_version()));
    ch_json_close(&json);
    ch_json_break(&json);
    CH_JSON_TEXT(&json, "at", ((ch_text){day, 10}));
    ch_json_break(&json);
    CH_JSON_TEXT(&json, "claim", proof->claim_text);
    ch_json_break(&json);
    CH_JSON_TEXT(&json, "answer", ch_text_of(answers[proof->answer]));
    ch_json_break(&json);
    CH_JSON_INT(&json, "judged", proof->judged);
    ch_json_break(&json);
    CH_JSON_TEXT(&json, "declaration", proof->witness);
    CH_JSON_TEXT(&json, "verdict",
                 proof->witness.at == NULL ? CH_NO_TEXT : ch_text_of(charter_decision_name(proof->witness_decision)));
    put_json_entry(&json, CH_LITERAL("activity"), proof->witness_activity);
    put_json_entry(&json, CH_LITERAL("tool"), proof->witness_tool);
    put_json_gaps(&json, proof, options->lang, &text);
    ch_json_close(&json);
    ch_output_char(output, '\n');
    if (text.failed)
        ch_output_fail(output, CHARTER_NO_MEMORY);
    ch_buffer_clear(&text);
}

/* ---- formats ---- */

static const struct {
    charter_format shown;
    void (*put)(const charter_proof *proof, const charter_report_options *options, ch_output *output);
} formats[] = {
    {{"text", N_("for people"), true}, put_text},
    {{"json", N_("one document, with the declaration that shows it"), false}, put_json},
};

size_t charter_proof_format_count(void)
{
    return sizeof formats / sizeof *formats;
}

const charter_format *charter_proof_format_at(size_t index)
{
    return &formats[index].shown;
}

charter_status charter_proof_report_sized(const charter_proof *proof, const char *format,
                                          const charter_report_options *options, size_t options_size, charter_sink sink)
{
    charter_report_options o;
    char room[AT_ONCE];
    if (!ch_options_copy(&o, sizeof o, options, options_size) || !ch_is_lang(o.lang))
        return CHARTER_UNKNOWN;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (strcmp(formats[i].shown.name, format) != 0)
            continue;
        ch_output output = ch_output_init(sink, room, sizeof room);
        formats[i].put(proof, &o, &output);
        ch_output_flush(&output);
        return output.status;
    }
    return CHARTER_UNKNOWN;
}
