/* What a browser reads. No text of the charter stands here but in base64, or in JSON in which `<` is spelt \u003c:
 * neither can end the element that it stands in (HTML, 13.1.2 and 4.12.1.3). */
#include "page/embed.h"

#include <assert.h>
#include <sha256.h>

#include "base/base64.h"
#include "base/catalog.h"
#include "base/diagnostics.h"
#include "intake/intake.h"
#include "page/words.h"
#include "report/write/json_writer.h"

/* ---- base64 ---- */

static void add_base64(ch_buffer *buffer, ch_text text)
{
    char *out = ch_buffer_room(buffer, ch_base64_size(text.length));
    if (out == NULL)
        return;
    ch_base64_encode(text, out);
    buffer->length += ch_base64_size(text.length);
}

/* A module is large: it goes out as it is encoded, in pieces that need no filling up. */
static void put_base64(ch_output *output, ch_text text)
{
    enum { PIECE = 3 * 256 };
    char out[PIECE / 3 * 4];
    for (size_t i = 0; i < text.length; i += PIECE) {
        size_t left = text.length - i;
        ch_text piece = {text.at + i, left < PIECE ? left : PIECE};
        ch_base64_encode(piece, out);
        ch_output_add(output, (ch_text){out, ch_base64_size(piece.length)});
    }
}

/* ---- the style ---- */

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool begins_with(ch_text text, const char *word)
{
    for (size_t i = 0; word[i] != '\0'; i++)
        if (i >= text.length || small(text.at[i]) != word[i])
            return false;
    return true;
}

/* What the policy would block anyway is refused where it is written: nobody is to wonder why nothing happens. An escape
 * could spell any of them. */
static bool check_words(const ch_source *source, charter_diagnostics *diagnostics)
{
    static const struct {
        const char *word, *message;
    } refused[] = {
        {"</", N_("a style cannot hold \"</\": it would end there")},
        {"<!--", N_("a style cannot hold \"<!--\"")},
        {"@import", N_("a style cannot import another one: the page asks for nothing outside itself")},
        {"url(", N_("a style cannot name an address: the page asks for nothing outside itself")},
        {"image-set(", N_("a style cannot name an image: the page asks for nothing outside itself")},
        {"\\", N_("a style cannot hold an escape: write the character itself")},
    };
    bool fine = true;
    for (uint32_t at = 0; at < source->bytes.length; at++)
        for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
            ch_text rest = {source->bytes.at + at, source->bytes.length - at};
            if (!begins_with(rest, refused[i].word))
                continue;
            ch_span span = {at, at + (uint32_t)strlen(refused[i].word)};
            ch_error_at(diagnostics, CH_VALUE_FORM, source, span, ch_say(refused[i].message),
                        ch_say(N_("what a style may set is listed in docs/page.md")));
            fine = false;
        }
    return fine;
}

static bool check_bytes(ch_source *source, charter_diagnostics *diagnostics)
{
    ch_span at;
    switch (ch_source_check(source, &at)) {
    case CH_BYTES_FINE:
        return true;
    case CH_BYTES_NOT_UTF8:
    case CH_BYTES_UTF16:
        ch_error_at(diagnostics, CH_BYTES_ENCODING, source, at, ch_say(N_("a style is written in UTF-8")),
                    ch_say(N_("save the file as UTF-8")));
        return false;
    case CH_BYTES_FORBIDDEN:
        ch_error_at(diagnostics, CH_BYTES_CHARACTER, source, at, ch_say(N_("a style cannot hold such a character")),
                    ch_say(N_("take it out")));
        return false;
    }
    return false;
}

/* A browser reads CRLF as LF, and hashes what it reads (HTML, 13.2.3.5). */
static bool with_plain_lines(ch_text *style, ch_arena *arena)
{
    char *copy = ch_arena_take_raw(arena, style->length + 1);
    size_t length = 0;
    for (size_t i = 0; copy != NULL && i < style->length; i++)
        if (style->at[i] != '\r')
            copy[length++] = style->at[i];
    *style = (ch_text){copy, length};
    return copy != NULL;
}

bool ch_page_take_style(ch_text *style, const char *name, ch_arena *arena, charter_diagnostics *diagnostics)
{
    ch_source source = {.name = name == NULL ? "style.css" : name, .bytes = *style};
    if (ch_text_begins(source.bytes, "\xEF\xBB\xBF")) {
        source.offset = 3;
        source.bytes = (ch_text){style->at + 3, style->length - 3};
    }
    if (style->length > CHARTER_PAGE_STYLE_MAX) {
        ch_error_in_file(diagnostics, CH_LIMIT_SIZE, source.name, ch_say(N_("a style has at most 64 KiB")),
                         ch_say(N_("leave fonts and images out: the page cannot show them")));
        return false;
    }
    if (!check_bytes(&source, diagnostics) || !check_words(&source, diagnostics))
        return false;
    *style = source.bytes;
    return with_plain_lines(style, arena);
}

bool ch_page_is_module(ch_text module, const char *name, charter_diagnostics *diagnostics)
{
    bool wasm = module.length > 4 && memcmp(module.at, "\0asm", 4) == 0;    /* WebAssembly 1.0, 5.5.16 */
    bool gzip = module.length > 2 && memcmp(module.at, "\x1f\x8b", 2) == 0; /* RFC 1952, 2.3.1 */
    if (wasm || gzip)
        return true;
    ch_error_in_file(diagnostics, CH_VALUE_FORM, name == NULL ? "charter.wasm" : name,
                     ch_say(N_("this is no module: neither WebAssembly nor gzip")),
                     ch_say(N_("give the file charter.wasm of the same version as this program")));
    return false;
}

/* ---- the policy ---- */

static void add_hash(ch_buffer *policy, const ch_text *texts, size_t count)
{
    SHA2_CTX context;
    uint8_t digest[SHA256_DIGEST_LENGTH];
    SHA256Init(&context);
    for (size_t i = 0; i < count; i++)
        SHA256Update(&context, (const uint8_t *)texts[i].at, texts[i].length);
    SHA256Final(digest, &context);
    ch_buffer_literal(policy, "'sha256-");
    add_base64(policy, (ch_text){(const char *)digest, sizeof digest});
    ch_buffer_literal(policy, "'");
}

static ch_text own_style(void)
{
    return (ch_text){(const char *)ch_page_style, ch_page_style_size};
}

static ch_text own_script(void)
{
    return (ch_text){(const char *)ch_page_script, ch_page_script_size};
}

void ch_put_policy(ch_page *p, const ch_page_parts *parts)
{
    const ch_text styles[] = {own_style(), parts->style}, script = own_script();
    ch_buffer *policy = &p->text;
    policy->length = 0;
    ch_buffer_literal(policy, "default-src 'none'; script-src ");
    add_hash(policy, &script, 1);
    ch_buffer_literal(policy, " 'wasm-unsafe-eval'; style-src ");
    add_hash(policy, styles, sizeof styles / sizeof *styles);
    ch_buffer_literal(policy, "; base-uri 'none'; form-action 'none'; worker-src blob:; img-src 'none'");
    ch_html_void(&p->h, "meta");
    ch_html_attribute(&p->h, "http-equiv", CH_LITERAL("Content-Security-Policy"));
    ch_html_attribute(&p->h, "content", ch_buffer_text(policy));
    policy->length = 0;
}

void ch_put_style(ch_page *p, const ch_page_parts *parts)
{
    ch_html_open(&p->h, "style");
    ch_html_raw_text(&p->h, own_style());
    ch_html_raw_text(&p->h, parts->style);
    ch_html_close(&p->h);
    ch_html_raw(&p->h, "\n");
}

/* ---- data ---- */

/* JSON as a script may hold it. */
static int put_json(void *context, const char *bytes, size_t length)
{
    ch_page *p = context;
    for (size_t i = 0; i < length; i++)
        if (bytes[i] == '<')
            ch_output_add(p->h.output, CH_LITERAL("\\u003c"));
        else
            ch_output_char(p->h.output, bytes[i]);
    return 0;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* A byte order mark is in the file, and in its hash. */
static void put_file(ch_page *p, ch_json *json, ch_text name, const ch_source *source)
{
    ch_buffer *text = &p->text;
    text->length = 0;
    if (source->offset > 0) {
        ch_buffer whole = ch_buffer_init(SIZE_MAX / 2);
        ch_buffer_literal(&whole, "\xEF\xBB\xBF");
        ch_buffer_add(&whole, source->bytes);
        add_base64(text, ch_buffer_text(&whole));
        text->failed = text->failed || whole.failed;
        ch_buffer_clear(&whole);
    } else {
        add_base64(text, source->bytes);
    }
    ch_json_object(json);
    CH_JSON_TEXT(json, "name", name);
    CH_JSON_TEXT(json, "base64", ch_buffer_text(text));
    ch_json_close(json);
    text->length = 0;
}

/* What comes with the program is in the module too, but for what is too large for it; exceptions are told apart. */
static bool is_own_file(const ch_file *file)
{
    return file->listed_as != NULL && (file->included_by == NULL || file->carried);
}

static const ch_file *exceptions_of(const ch_page *p)
{
    const ch_file *file = p->charter->versions[0].files;
    while (file != NULL && file->listed_as != NULL)
        file = file->next;
    return file;
}

/* Versions may share what they include, and a mapping: it is given once. */
static bool is_given(const ch_page *p, size_t version, const char *name)
{
    for (size_t i = 0; i < version; i++) {
        const ch_version *v = &p->charter->versions[i];
        for (const charter_intake *intake = v->intake; intake != NULL; intake = intake->next)
            if (ch_text_is(intake->listed_as, name))
                return true;
        for (const ch_file *file = v->files; file != NULL; file = file->next)
            if (is_own_file(file) && strcmp(file->listed_as, name) == 0)
                return true;
    }
    return false;
}

/* Exceptions may lie in another folder, under a name that the charter has too. */
static ch_text exceptions_name(ch_page *p, const ch_file *exceptions)
{
    ch_buffer name = ch_buffer_init(1 << 16);
    const char *base = base_name(exceptions->source.name);
    ch_buffer_add(&name, ch_text_of(base));
    ch_text text = ch_arena_text(p->arena, ch_buffer_text(&name));
    while (text.at != NULL && is_given(p, p->charter->count, text.at)) {
        name.length = 0;
        ch_buffer_literal(&name, "exceptions-");
        ch_buffer_add(&name, text);
        text = ch_arena_text(p->arena, ch_buffer_text(&name));
    }
    ch_buffer_clear(&name);
    return text;
}

static void put_files(ch_page *p, ch_json *json, ch_text exceptions)
{
    CH_JSON_KEY(json, "files");
    ch_json_array(json);
    for (size_t i = 0; i < p->charter->count; i++) {
        const ch_version *v = &p->charter->versions[i];
        for (const ch_file *file = v->files; file != NULL; file = file->next)
            if (is_own_file(file) && !is_given(p, i, file->listed_as))
                put_file(p, json, ch_text_of(file->listed_as), &file->source);
        for (const charter_intake *intake = v->intake; intake != NULL; intake = intake->next) {
            ch_text name = ch_arena_text(p->arena, intake->listed_as);
            if (name.at != NULL && !is_given(p, i, name.at))
                put_file(p, json, name, &intake->source);
        }
    }
    if (exceptions.at != NULL)
        put_file(p, json, exceptions, &exceptions_of(p)->source);
    ch_json_close(json);
    CH_JSON_KEY(json, "charters");
    ch_json_array(json);
    for (size_t i = 0; i < p->charter->count; i++) {
        assert(p->charter->versions[i].files != NULL); /* a version is its file, and what that includes */
        ch_json_text(json, ch_text_of(p->charter->versions[i].files->listed_as));
    }
    ch_json_close(json);
    CH_JSON_TEXT(json, "exceptions", exceptions);
}

static void put_no_files(ch_json *json)
{
    CH_JSON_KEY(json, "files");
    ch_json_array(json);
    ch_json_close(json);
    CH_JSON_KEY(json, "charters");
    ch_json_array(json);
    ch_json_close(json);
    CH_JSON_TEXT(json, "exceptions", CH_NO_TEXT);
}

static void put_day(ch_json *json, ch_text key, ch_day day)
{
    char text[11];
    charter_day_format(day, text);
    ch_json_put_text(json, key, day == CHARTER_NO_DAY ? CH_NO_TEXT : ch_text_of(text));
}

static void put_identity(ch_page *p, ch_json *json, const ch_page_parts *parts)
{
    char hash[CH_HASH_SIZE];
    ch_version_hash(p->version, hash);
    CH_JSON_KEY(json, "charter");
    ch_json_object(json);
    CH_JSON_TEXT(json, "id", p->version->id);
    CH_JSON_TEXT(json, "version", p->version->number);
    CH_JSON_TEXT(json, "sha256", ch_text_of(hash));
    CH_JSON_KEY(json, "title");
    ch_json_object(json);
    for (size_t i = 0; i < parts->lang_count; i++)
        ch_json_put_text(json, ch_text_of(ch_lang_name(parts->langs[i])),
                         ch_localized_in(&p->version->title, parts->langs[i], p->version));
    ch_json_close(json);
    put_day(json, CH_LITERAL("from"), p->version->period.from);
    put_day(json, CH_LITERAL("until"), p->version->period.until);
    ch_json_close(json);
}

/* ---- what a person may choose ---- */

static void put_choice(ch_json *json, const ch_version *v, const ch_entry *entry, charter_lang lang)
{
    ch_json_object(json);
    CH_JSON_TEXT(json, "id", entry->id);
    CH_JSON_TEXT(json, "title", ch_localized_in(&entry->title, lang, v));
    CH_JSON_TEXT(json, "learn", ch_localized_in(&entry->learn, lang, v));
    put_day(json, CH_LITERAL("from"), entry->period.from);
    put_day(json, CH_LITERAL("until"), entry->period.until);
    ch_json_close(json);
}

/* Entries by the key under which a declaration has them, or a verdict names them. */
static void put_choices(ch_json *json, const ch_version *v, charter_lang lang)
{
    static const struct {
        const char *key;
        ch_vocabulary vocabulary;
    } lists[] = {{"activity", CH_VOCABULARY_ACTIVITIES},
                 {"tool", CH_VOCABULARY_TOOLS},
                 {"data", CH_VOCABULARY_DATA},
                 {"duties", CH_VOCABULARY_DUTIES},
                 {"fields", CH_VOCABULARY_FIELDS}};
    ch_json_key(json, ch_text_of(ch_lang_name(lang)));
    ch_json_object(json);
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++) {
        ch_json_key(json, ch_text_of(lists[l].key));
        ch_json_array(json);
        for (uint32_t i = 0; i < ch_vocabulary_size(v, lists[l].vocabulary); i++)
            put_choice(json, v, ch_vocabulary_entry(v, lists[l].vocabulary, i), lang);
        ch_json_close(json);
    }
    ch_json_close(json);
}

/* Who asks on a later day asks the version in force on that day. */
static void put_versions(ch_page *p, ch_json *json, const ch_page_parts *parts)
{
    CH_JSON_KEY(json, "versions");
    ch_json_array(json);
    for (size_t i = 0; parts->module.length > 0 && i < p->charter->count; i++) {
        const ch_version *v = &p->charter->versions[i];
        ch_json_object(json);
        put_day(json, CH_LITERAL("from"), v->period.from);
        put_day(json, CH_LITERAL("until"), v->period.until);
        CH_JSON_KEY(json, "entries");
        ch_json_object(json);
        for (size_t l = 0; l < parts->lang_count; l++)
            put_choices(json, v, parts->langs[l]);
        ch_json_close(json);
        ch_json_close(json);
    }
    ch_json_close(json);
}

static void put_words(ch_json *json, const ch_page_parts *parts)
{
    CH_JSON_KEY(json, "words");
    ch_json_object(json);
    for (size_t i = 0; i < parts->lang_count; i++) {
        ch_json_key(json, ch_text_of(ch_lang_name(parts->langs[i])));
        ch_json_object(json);
        for (const ch_page_word *word = ch_page_words; word->key != NULL; word++)
            ch_json_put_text(json, ch_text_of(word->key), ch_text_of(ch_translate(parts->langs[i], word->english)));
        ch_json_close(json);
    }
    ch_json_close(json);
}

static void put_data(ch_page *p, const ch_page_parts *parts)
{
    char room[4096];
    ch_output output = ch_output_init((charter_sink){p, put_json}, room, sizeof room);
    ch_json json = ch_json_init(&output, true);
    const ch_file *exceptions = exceptions_of(p);
    ch_json_object(&json);
    put_identity(p, &json, parts);
    CH_JSON_KEY(&json, "lang");
    ch_json_array(&json);
    for (size_t i = 0; i < parts->lang_count; i++)
        ch_json_text(&json, ch_text_of(ch_lang_name(parts->langs[i])));
    ch_json_close(&json);
    CH_JSON_TEXT(&json, "at", CH_NO_TEXT); /* who asks means the day on which they ask */
    if (parts->module.length > 0)
        put_files(p, &json, exceptions == NULL ? CH_NO_TEXT : exceptions_name(p, exceptions));
    else
        put_no_files(&json);
    put_versions(p, &json, parts);
    put_words(&json, parts);
    ch_json_close(&json);
    ch_output_flush(&output);
}

/* ---- scripts ---- */

static void open_block(ch_page *p, const char *type, const char *id)
{
    ch_html_open(&p->h, "script");
    ch_html_attribute(&p->h, "type", ch_text_of(type));
    ch_html_attribute(&p->h, "id", ch_text_of(id));
    ch_html_raw(&p->h, "");
}

static void close_block(ch_page *p)
{
    ch_html_close(&p->h);
    ch_html_raw(&p->h, "\n");
}

void ch_put_scripts(ch_page *p, const ch_page_parts *parts)
{
    open_block(p, "application/json", "page-data");
    put_data(p, parts);
    close_block(p);
    if (parts->module.length > 0) {
        open_block(p, "text/plain", "page-module");
        put_base64(p->h.output, parts->module);
        close_block(p);
        open_block(p, "text/plain", "page-worker");
        ch_html_raw_text(&p->h, (ch_text){(const char *)ch_page_worker, ch_page_worker_size});
        close_block(p);
    }
    ch_html_open(&p->h, "script");
    ch_html_raw_text(&p->h, own_script());
    close_block(p);
}
