/* Explaining a word: for people, and for programs. What is told is gathered by explanation.c; a charter's texts are its
 * author's, and go through the screen like anything else. Its two formats are no rows of format.h, whose formats tell
 * verdicts. */
#include "charter/explain.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/options.h"
#include "base/suggest.h"
#include "report/explanation.h"
#include "report/prose/places.h"
#include "report/prose/verdict_words.h"
#include "report/write/json_writer.h"

#define AT_ONCE ((size_t)4096)

/* What a breach of each effect does to the verdict. */
static const char *const effect_words[] = {
    [CHARTER_EFFECT_ADVISE] = N_("advice alone: the verdict stays as it is"),
    [CHARTER_EFFECT_REVIEW] = N_("review: a person must decide"),
    [CHARTER_EFFECT_FORBID] = N_("forbid: the verdict is non-compliant"),
};

/* Where a code's example would stand. */
static const char *const example_places[] =
    {[CH_ELSEWHERE] = "", [CH_IN_DECLARATION] = N_("in a declaration"), [CH_IN_CHARTER] = N_("in a charter")};

static ch_text localized(const ch_explanation *e, const ch_localized *words, charter_lang lang)
{
    return e->version == NULL ? CH_NO_TEXT : ch_localized_in(words, lang, e->version);
}

/* ---- for people ---- */

typedef struct page {
    ch_layout layout;
    ch_buffer scratch;
    const ch_explanation *e;
} page;

enum { LABELS = 15 };

static void open_page(page *p, ch_output *output, const charter_report_options *options)
{
    *p = (page){.scratch = ch_buffer_init(SIZE_MAX / 2)};
    p->layout = (ch_layout){.screen = ch_screen_init(output, options),
                            .lang = options->lang,
                            .labels = LABELS,
                            .text = ch_buffer_init(SIZE_MAX / 2),
                            .scratch = &p->scratch};
}

/* A page that lacks a line must not be read as whole. */
static void close_page(page *p, ch_output *output)
{
    if (p->scratch.failed || p->layout.text.failed)
        ch_output_fail(output, CHARTER_NO_MEMORY);
    ch_buffer_clear(&p->scratch);
    ch_buffer_clear(&p->layout.text);
}

static ch_text translated(const page *p, const char *english)
{
    return ch_text_of(ch_translate(p->layout.lang, english));
}

static void put_row(page *p, const char *label, ch_text text)
{
    ch_layout_row(&p->layout, ch_faint(label), text);
}

/* As it is written; each line of it is one. */
static void put_lines(page *p, const char *label, ch_text text)
{
    while (text.length > 0) {
        const char *end = ch_text_find(text, '\n');
        size_t length = end == NULL ? text.length : (size_t)(end - text.at);
        ch_layout_begin_row(&p->layout, ch_faint(label));
        ch_screen_put(&p->layout.screen, (ch_text){text.at, length});
        ch_layout_end_line(&p->layout);
        label = "";
        length += end != NULL;
        text = (ch_text){text.at + length, text.length - length};
    }
}

static void put_headline(page *p)
{
    const ch_explanation *e = p->e;
    ch_screen *s = &p->layout.screen;
    s->style = CH_STRONG;
    ch_screen_put(s, e->word);
    s->style = CH_PLAIN;
    ch_text title = e->entry == NULL ? CH_NO_TEXT : localized(e, &e->entry->title, p->layout.lang);
    if (e->kind == CH_EXPLAINS_VERDICT)
        title = translated(p, ch_headings[e->decision].sentence);
    if (title.length > 0) {
        s->space_due = true;
        ch_screen_flow_prose(s, CH_LITERAL(" \xC2\xB7 "), 2);
        ch_screen_flow_prose(s, title, 2);
    }
    ch_layout_end_line(&p->layout);
}

static void put_effects(page *p)
{
    const char *label = N_("breached");
    for (int effect = CHARTER_EFFECT_FORBID; effect >= CHARTER_EFFECT_ADVISE; effect--)
        if ((p->e->effects & (1U << effect)) != 0) {
            put_row(p, label, translated(p, effect_words[effect]));
            label = "";
        }
}

static void put_days(page *p)
{
    ch_period period = p->e->entry->period;
    char day[11];
    if (period.from != CHARTER_NO_DAY) {
        charter_day_format(period.from, day);
        put_row(p, N_("from"), ch_text_of(day));
    }
    if (period.until != CHARTER_NO_DAY) {
        charter_day_format(period.until, day);
        put_row(p, N_("until"), ch_text_of(day));
    }
}

static void put_entry_words(page *p)
{
    const ch_explanation *e = p->e;
    charter_lang lang = p->layout.lang;
    if (e->entry == NULL)
        return;
    put_row(p, N_("why"), localized(e, &e->entry->because, lang));
    put_row(p, N_("article"), localized(e, &e->entry->article, lang));
    ch_text learn = localized(e, &e->entry->learn, lang);
    if (learn.length > 0) {
        ch_layout_begin_row(&p->layout, ch_faint(N_("learn more")));
        ch_screen_flow_links(&p->layout.screen, learn, ch_layout_margin(&p->layout));
        ch_layout_end_line(&p->layout);
    }
    put_days(p);
}

/* A label that is the charter's own key: it is not translated. */
static void put_key_label(page *p, ch_text key)
{
    ch_layout *l = &p->layout;
    ch_screen *s = &l->screen;
    unsigned columns = ch_columns(key);
    ch_screen_go_to(s, columns < l->labels ? l->labels - columns : 0);
    s->style = CH_FAINT;
    ch_screen_put(s, key);
    s->style = CH_PLAIN;
    ch_screen_go_to(s, ch_layout_margin(l));
}

static void end_saying(page *p, const ch_saying *saying)
{
    ch_layout_flow(&p->layout, ch_buffer_text(&p->layout.text));
    ch_layout_places(&p->layout, saying->place, (charter_place){.line = 0});
}

/* The keys of the entry that the clause is about. */
static void put_own_keys(page *p)
{
    for (uint32_t i = 0; i < p->e->says.count; i++) {
        const ch_saying *saying = &p->e->says.items[i];
        put_key_label(p, saying->key);
        ch_buffer_add(&p->layout.text, saying->value);
        end_saying(p, saying);
    }
}

/* "chatbot (the chat on the web): cloud", "tool: review". */
static void gather_saying(page *p, const ch_saying *saying)
{
    ch_layout *l = &p->layout;
    ch_text title = saying->entry == NULL ? CH_NO_TEXT : localized(p->e, &saying->entry->title, l->lang);
    l->text.length = 0;
    ch_buffer_add(&l->text, saying->entry == NULL ? saying->key : saying->entry->id);
    if (title.length > 0) {
        ch_buffer_literal(&l->text, " (");
        ch_buffer_add(&l->text, title);
        ch_buffer_add_char(&l->text, ')');
    }
    if (saying->value.at != NULL) {
        ch_buffer_literal(&l->text, ": ");
        ch_buffer_add(&l->text, saying->value);
    }
}

/* One label for those that stand under one key of the charter: "tools", "unlisted". */
static void put_sayings(page *p)
{
    const char *before = NULL;
    for (uint32_t i = 0; i < p->e->says.count; i++) {
        const ch_saying *saying = &p->e->says.items[i];
        bool again = before != NULL && saying->vocabulary != NULL && strcmp(before, saying->vocabulary) == 0;
        put_key_label(p, again ? CH_NO_TEXT : ch_text_of(saying->vocabulary));
        gather_saying(p, saying);
        end_saying(p, saying);
        before = saying->vocabulary;
    }
}

static void put_entries(page *p, const ch_sayings *sayings, const char *label)
{
    for (uint32_t i = 0; i < sayings->count; i++) {
        ch_layout_begin_row(&p->layout, i == 0 ? ch_faint(label) : ch_no_label);
        gather_saying(p, &sayings->items[i]);
        end_saying(p, &sayings->items[i]);
    }
}

static void put_asked(page *p)
{
    const char *label = N_("whom to ask");
    const ch_version *v = p->e->version;
    if (v == NULL || p->e->kind != CH_EXPLAINS_VERDICT || p->e->decision == CHARTER_DECISION_COMPLIANT)
        return;
    ch_layout *l = &p->layout;
    ch_buffer_add(&l->text, localized(p->e, &v->governance.body, l->lang));
    ch_text contact = localized(p->e, &v->governance.contact, l->lang);
    if (contact.length > 0)
        ch_phrase_comma(&l->text, 0);
    ch_buffer_add(&l->text, contact);
    ch_layout_gathered_row(l, ch_faint(label));
}

static void put_charter(page *p)
{
    const ch_version *v = p->e->version;
    ch_layout *l = &p->layout;
    if (p->e->kind != CH_EXPLAINS_CLAUSE)
        return;
    l->gap_due = true;
    if (v == NULL) {
        put_row(p, N_("charter"), translated(p, N_("none is known here: this is what it means in any charter")));
        return;
    }
    l->text.length = 0;
    ch_buffer_add(&l->text, v->id);
    if (v->number.length > 0)
        ch_buffer_add_char(&l->text, ' ');
    ch_buffer_add(&l->text, v->number);
    ch_layout_begin_row(l, ch_faint(N_("charter")));
    ch_layout_flow(l, ch_buffer_text(&l->text));
    ch_layout_places(l, p->e->entry == NULL ? (charter_place){.line = 0} : ch_entry_place(p->e->entry, NULL),
                     (charter_place){.line = 0});
    if (p->e->entry != NULL)
        put_own_keys(p);
    else
        put_sayings(p);
    put_row(p, N_("reads"), p->e->reads);
    put_row(p, N_("shown under"), p->e->shown_under);
    put_entries(p, &p->e->asked_by, N_("asked for by"));
    put_entries(p, &p->e->waived_by, N_("waived by"));
    if (p->e->entry == NULL && p->e->says.count == 0)
        put_row(p, "", translated(p, N_("This charter says nothing of it.")));
}

static void put_page(page *p)
{
    const ch_explanation *e = p->e;
    char exit[2] = {(char)('0' + ch_exit_of(e->decision)), '\0'};
    put_headline(p);
    put_row(p, e->kind == CH_EXPLAINS_VERDICT ? N_("when") : N_("meaning"), translated(p, e->means));
    put_entry_words(p);
    put_effects(p);
    put_row(p, N_("what to do"), translated(p, e->mend));
    if (e->kind == CH_EXPLAINS_VERDICT)
        put_row(p, N_("exit status"), ch_text_of(exit));
    put_asked(p);
    if (e->example != NULL) {
        p->layout.gap_due = true;
        if (e->example_place != CH_ELSEWHERE)
            put_row(p, N_("example"), translated(p, example_places[e->example_place]));
        put_lines(p, e->example_place == CH_ELSEWHERE ? N_("example") : "", ch_text_of(e->example));
    }
    put_charter(p);
}

static void tell_text(const ch_explanation *e, const charter_report_options *options, ch_output *output)
{
    page p;
    open_page(&p, output, options);
    p.e = e;
    put_page(&p);
    close_page(&p, output);
}

/* ---- for programs ---- */

static void put_sayings_json(ch_json *json, const char *key, const ch_explanation *e, const ch_sayings *sayings,
                             charter_lang lang)
{
    ch_json_key(json, ch_text_of(key));
    ch_json_array(json);
    for (uint32_t i = 0; i < sayings->count; i++) {
        const ch_saying *saying = &sayings->items[i];
        ch_json_break(json);
        ch_json_object(json);
        CH_JSON_TEXT(json, "of", ch_text_of(saying->vocabulary));
        CH_JSON_TEXT(json, "id", saying->entry == NULL ? CH_NO_TEXT : saying->entry->id);
        CH_JSON_TEXT(json, "title", saying->entry == NULL ? CH_NO_TEXT : localized(e, &saying->entry->title, lang));
        CH_JSON_TEXT(json, "key", saying->key);
        CH_JSON_TEXT(json, "text", saying->value);
        CH_JSON_TEXT(json, "file", ch_text_of(saying->place.file));
        CH_JSON_POSITION(json, "line", saying->place.line);
        CH_JSON_POSITION(json, "column", saying->place.column);
        ch_json_close(json);
    }
    ch_json_close(json);
    ch_json_break(json);
}

/* "a, b" as a list. */
static void put_list_json(ch_json *json, const char *key, ch_text list)
{
    ch_json_key(json, ch_text_of(key));
    ch_json_array(json);
    while (list.length > 0) {
        const char *comma = memmem(list.at, list.length, ", ", 2);
        size_t length = comma == NULL ? list.length : (size_t)(comma - list.at);
        ch_json_text(json, (ch_text){list.at, length});
        length += comma == NULL ? 0 : 2;
        list = (ch_text){list.at + length, list.length - length};
    }
    ch_json_close(json);
}

static void put_day_json(ch_json *json, const char *key, charter_day day)
{
    char text[11];
    charter_day_format(day, text);
    ch_json_put_text(json, ch_text_of(key), day == CHARTER_NO_DAY ? CH_NO_TEXT : ch_text_of(text));
}

static void put_charter_json(ch_json *json, const ch_version *v)
{
    CH_JSON_KEY(json, "charter");
    if (v == NULL) {
        ch_json_null(json);
        return;
    }
    ch_json_object(json);
    CH_JSON_TEXT(json, "id", v->id);
    CH_JSON_TEXT(json, "version", v->number);
    CH_JSON_TEXT(json, "file", ch_text_of(v->files->source.name));
    ch_json_close(json);
}

static void put_entry_json(ch_json *json, const ch_explanation *e, charter_lang lang)
{
    CH_JSON_KEY(json, "entry");
    if (e->entry == NULL) {
        ch_json_null(json);
        return;
    }
    charter_place place = ch_entry_place(e->entry, NULL);
    ch_json_object(json);
    CH_JSON_TEXT(json, "id", e->entry->id);
    CH_JSON_TEXT(json, "title", localized(e, &e->entry->title, lang));
    CH_JSON_TEXT(json, "because", localized(e, &e->entry->because, lang));
    CH_JSON_TEXT(json, "article", localized(e, &e->entry->article, lang));
    CH_JSON_TEXT(json, "learn", localized(e, &e->entry->learn, lang));
    put_day_json(json, "from", e->entry->period.from);
    put_day_json(json, "until", e->entry->period.until);
    CH_JSON_TEXT(json, "file", ch_text_of(place.file));
    CH_JSON_POSITION(json, "line", place.line);
    CH_JSON_POSITION(json, "column", place.column);
    ch_json_close(json);
    ch_json_break(json);
}

static void put_clause_json(ch_json *json, const ch_explanation *e, charter_lang lang)
{
    CH_JSON_KEY(json, "effects");
    ch_json_array(json);
    for (int effect = CHARTER_EFFECT_ADVISE; effect <= CHARTER_EFFECT_FORBID; effect++)
        if ((e->effects & (1U << effect)) != 0)
            ch_json_text(json, ch_text_of(charter_effect_name((charter_effect)effect)));
    ch_json_close(json);
    put_charter_json(json, e->version);
    ch_json_break(json);
    put_entry_json(json, e, lang);
    put_sayings_json(json, "says", e, &e->says, lang);
    put_list_json(json, "reads", e->reads);
    put_list_json(json, "shown-under", e->shown_under);
    put_sayings_json(json, "asked-by", e, &e->asked_by, lang);
    put_sayings_json(json, "waived-by", e, &e->waived_by, lang);
}

static void put_verdict_json(ch_json *json, const ch_explanation *e, charter_lang lang)
{
    CH_JSON_TEXT(json, "heading", ch_text_of(ch_translate(lang, ch_headings[e->decision].word)));
    CH_JSON_TEXT(json, "sentence", ch_text_of(ch_translate(lang, ch_headings[e->decision].sentence)));
    CH_JSON_KEY(json, "exit"); /* 0 is one */
    ch_json_int(json, (uint64_t)ch_exit_of(e->decision));
    CH_JSON_KEY(json, "ask");
    if (e->version == NULL) {
        ch_json_null(json);
        return;
    }
    ch_json_object(json);
    CH_JSON_TEXT(json, "body", localized(e, &e->version->governance.body, lang));
    CH_JSON_TEXT(json, "contact", localized(e, &e->version->governance.contact, lang));
    ch_json_close(json);
}

static void put_code_json(ch_json *json, const ch_explanation *e)
{
    static const char *const places[] =
        {[CH_ELSEWHERE] = NULL, [CH_IN_DECLARATION] = "declaration", [CH_IN_CHARTER] = "charter"};
    CH_JSON_TEXT(json, "example", ch_text_of(e->example));
    CH_JSON_TEXT(json, "example-in", ch_text_of(places[e->example_place]));
}

static void tell_json(const ch_explanation *e, charter_lang lang, ch_output *output)
{
    ch_json json = ch_json_init(output, false);
    ch_json_object(&json);
    CH_JSON_TEXT(&json, "word", e->word);
    CH_JSON_TEXT(&json, "kind", ch_text_of(ch_explained_names[e->kind]));
    CH_JSON_TEXT(&json, "means", ch_text_of(ch_translate(lang, e->means)));
    CH_JSON_TEXT(&json, "mend", ch_text_of(ch_translate(lang, e->mend)));
    ch_json_break(&json);
    if (e->kind == CH_EXPLAINS_CLAUSE)
        put_clause_json(&json, e, lang);
    else if (e->kind == CH_EXPLAINS_VERDICT)
        put_verdict_json(&json, e, lang);
    else
        put_code_json(&json, e);
    ch_json_close(&json);
    ch_output_char(output, '\n');
}

/* ---- one word ---- */

static const ch_version *version_on(const charter *the_charter, charter_day day)
{
    return the_charter == NULL || !ch_is_day(day) ? NULL : ch_charter_on(the_charter, day);
}

/* Which of the two formats; -1: neither. */
static int format_of(const char *format)
{
    return strcmp(format, "text") == 0 ? 0 : strcmp(format, "json") == 0 ? 1 : -1;
}

charter_status charter_explain_word_sized(const char *word, const charter *the_charter, const char *format,
                                          const charter_report_options *options, size_t options_size, charter_sink sink)
{
    charter_report_options o;
    int wanted = format_of(format);
    if (!ch_options_copy(&o, sizeof o, options, options_size) || !ch_is_lang(o.lang) || wanted < 0)
        return CHARTER_UNKNOWN;
    ch_arena arena = {0};
    ch_explanation e;
    char room[AT_ONCE];
    ch_output output = ch_output_init(sink, room, sizeof room);
    bool known = ch_explain(&e, ch_text_of(word), version_on(the_charter, o.at), o.lang, &arena);
    charter_status status = arena.failed ? CHARTER_NO_MEMORY : known ? CHARTER_OK : CHARTER_UNKNOWN;
    if (status == CHARTER_OK) {
        if (wanted == 0)
            tell_text(&e, &o, &output);
        else
            tell_json(&e, o.lang, &output);
        ch_output_flush(&output);
        status = output.status;
    }
    ch_arena_clear(&arena);
    return status;
}

bool charter_is_code(const char *word)
{
    for (int i = 0; i < CH_CODE_COUNT; i++)
        if (strcmp(word, ch_code_text((ch_code)i)) == 0)
            return true;
    return false;
}

/* ---- all words ---- */

typedef struct listing {
    page page;
    const ch_version *version;
    ch_json json;
    charter_lang lang;
    bool some;
    ch_explained kind; /* of the last */
} listing;

enum { WORD_COLUMNS = 24 };

/* The charter's own title of an entry tells more than what all of its kind mean. */
static ch_text title_of(const listing *l, const char *means, const ch_entry *entry)
{
    ch_text title = entry == NULL ? CH_NO_TEXT : ch_localized_in(&entry->title, l->lang, l->version);
    return title.length > 0 ? title : ch_text_of(ch_translate(l->lang, means));
}

static void see_line(void *context, ch_explained kind, ch_text word, const char *means, const ch_entry *entry)
{
    static const char *const headings[] = {[CH_EXPLAINS_VERDICT] = N_("Verdicts"),
                                           [CH_EXPLAINS_CLAUSE] = N_("Clauses"),
                                           [CH_EXPLAINS_CODE] = N_("Codes of errors and warnings")};
    listing *l = context;
    ch_screen *s = &l->page.layout.screen;
    if (!l->some || l->kind != kind) {
        if (l->some)
            ch_screen_end_line(s);
        s->style = CH_STRONG;
        ch_screen_put(s, translated(&l->page, headings[kind]));
        s->style = CH_PLAIN;
        ch_screen_end_line(s);
    }
    l->some = true;
    l->kind = kind;
    ch_screen_go_to(s, 2);
    ch_screen_put(s, word);
    if (s->column + 2 > WORD_COLUMNS)
        ch_screen_end_line(s);
    ch_screen_go_to(s, WORD_COLUMNS);
    ch_screen_flow_prose(s, title_of(l, means, entry), WORD_COLUMNS);
    ch_screen_end_line(s);
}

static void see_object(void *context, ch_explained kind, ch_text word, const char *means, const ch_entry *entry)
{
    listing *l = context;
    ch_json_break(&l->json);
    ch_json_object(&l->json);
    CH_JSON_TEXT(&l->json, "word", word);
    CH_JSON_TEXT(&l->json, "kind", ch_text_of(ch_explained_names[kind]));
    CH_JSON_TEXT(&l->json, "means", title_of(l, means, entry));
    ch_json_close(&l->json);
}

charter_status charter_explain_all_sized(const charter *the_charter, const char *format,
                                         const charter_report_options *options, size_t options_size, charter_sink sink)
{
    charter_report_options o;
    int wanted = format_of(format);
    if (!ch_options_copy(&o, sizeof o, options, options_size) || !ch_is_lang(o.lang) || wanted < 0)
        return CHARTER_UNKNOWN;
    char room[AT_ONCE];
    ch_output output = ch_output_init(sink, room, sizeof room);
    const ch_version *version = version_on(the_charter, o.at);
    listing l = {.version = version, .lang = o.lang, .json = ch_json_init(&output, false)};
    open_page(&l.page, &output, &o);
    if (wanted == 0) {
        ch_each_word(version, see_line, &l);
    } else {
        ch_json_object(&l.json);
        put_charter_json(&l.json, version);
        CH_JSON_KEY(&l.json, "words");
        ch_json_array(&l.json);
        ch_each_word(version, see_object, &l);
        ch_json_close(&l.json);
        ch_json_close(&l.json);
        ch_output_char(&output, '\n');
    }
    close_page(&l.page, &output);
    ch_output_flush(&output);
    return output.status;
}

/* ---- what a word may have been meant to be ---- */

typedef struct search {
    ch_text word;
    ch_arena *arena;
    uint32_t count;
    ch_text list;
    ch_suggestion whole, inner;
    ch_text inner_word; /* the whole of which the best inner one is a part */
} search;

static ch_text behind_dot(ch_text word)
{
    const char *dot = ch_text_find(word, '.');
    size_t before = dot == NULL ? 0 : (size_t)(dot + 1 - word.at);
    return (ch_text){word.at + before, word.length - before};
}

/* "status" for tool.status, "training" for duty.training, "tool" for all that begins with it. */
static bool is_named_by(ch_text whole, ch_text word)
{
    ch_text inner = behind_dot(whole);
    bool first =
        whole.length > word.length && memcmp(whole.at, word.at, word.length) == 0 && whole.at[word.length] == '.';
    return word.length > 0 && (first || ch_text_same(inner, word));
}

static void see_candidate(void *context, ch_explained kind, ch_text word, const char *means, const ch_entry *entry)
{
    enum { MOST = 8 };
    search *s = context;
    (void)kind;
    (void)means;
    (void)entry;
    word = ch_arena_text(s->arena, word);
    if (word.at == NULL)
        return;
    if (is_named_by(word, s->word) && s->count++ < MOST)
        s->list = ch_text_listed(s->arena, s->list, word);
    ch_suggest_try(&s->whole, word);
    ch_text before = s->inner.best;
    ch_suggest_try(&s->inner, behind_dot(word));
    if (before.at != s->inner.best.at)
        s->inner_word = word;
}

size_t charter_explain_nearest(const char *word, const charter *the_charter, charter_day at, char *into, size_t size)
{
    ch_arena arena = {0};
    ch_text text = ch_text_of(word);
    search s = {.word = text, .arena = &arena, .whole = ch_suggest(text), .inner = ch_suggest(behind_dot(text))};
    ch_each_word(version_on(the_charter, at), see_candidate, &s);
    ch_text found = s.list.length > 0 ? s.list : s.whole.best.at != NULL ? s.whole.best : s.inner_word;
    ch_message message = ch_say1("%s", found);
    size_t length = ch_message_print(&message, CHARTER_EN, into, size);
    ch_arena_clear(&arena);
    return length;
}
