/* wasm: a charter's judge as a WebAssembly module: one charter, one request at a time. charter.js is who calls it, and
 * says in JavaScript what a page sees. It stands on include/charter/ alone, as every customer does.
 *
 * A text comes as memory of take(), which whoever took it gives back. Every request answers a charter_status; then
 * answer() is what was asked for, or the JSON document with what is wrong, and reason() a sentence where there is none.
 * Both live until the next request. */
#include "charter/charter.h"

#include <stdlib.h>

#define N_(text) text
/* What the module shows. */
#define EXPORT(type, name, ...)                                 \
    __attribute__((export_name(#name))) type name(__VA_ARGS__); \
    type name(__VA_ARGS__)

enum { ANSWER_MAX = 64 << 20 };

static charter_memory_file *files; /* a row without a name behind the last */
static const char **versions;
static charter_said *said;
static size_t file_count, version_count, said_count;
static bool lacking; /* memory for one of these, which the next request says */
static charter *the_charter;
static charter_buffer *buffer;
static charter_text given[2]; /* answer, reason */

/* ---- memory ---- */

/* NULL where there is none: a request that is given that says so. */
EXPORT(void *, take, size_t size)
{
    return malloc(size + 1);
}

EXPORT(void, give, void *memory)
{
    free(memory);
}

EXPORT(const charter_text *, answer, void)
{
    return &given[0];
}

EXPORT(const charter_text *, reason, void)
{
    return &given[1];
}

/* ---- a request ---- */

typedef struct request {
    charter_day at;
    charter_lang lang;
    charter_sink sink;
    charter_diagnostics *faults;
} request;

static charter_status begin(request *r, const char *text, const char *day, const char *lang)
{
    *r = (request){.at = CHARTER_NO_DAY};
    given[0] = given[1] = charter_text_of(NULL);
    if (lacking || text == NULL || day == NULL || lang == NULL)
        return CHARTER_NO_MEMORY;
    if (buffer == NULL && charter_buffer_new(&buffer, ANSWER_MAX) != CHARTER_OK)
        return CHARTER_NO_MEMORY;
    charter_buffer_clear(buffer);
    r->sink = charter_buffer_sink(buffer);
    if (!charter_day_parse(charter_text_of(day), &r->at) || !charter_lang_parse(lang, &r->lang))
        return CHARTER_UNKNOWN;
    return charter_diagnostics_new(&r->faults);
}

static charter_status give_reason(const request *r, charter_status status, const char *sentence)
{
    given[1] = charter_text_of(charter_translate(r->lang, sentence));
    return status;
}

/* What is wrong, as `check --format json` tells it. */
static charter_status give_faults(const request *r, const charter_diagnostics *faults, const char *sentence)
{
    charter_buffer_clear(buffer);
    charter_status status = charter_check_errors(faults, r->at, r->lang, r->sink);
    return status == CHARTER_OK ? give_reason(r, CHARTER_INVALID, sentence) : status;
}

/* CHARTER_IO is a buffer's that is full, or for which there is no memory. */
static charter_status end(request *r, charter_status status)
{
    charter_diagnostics_free(r->faults);
    if (status == CHARTER_OK || status == CHARTER_INVALID)
        given[0] = charter_buffer_text(buffer);
    else if (status == CHARTER_NO_MEMORY || status == CHARTER_IO)
        give_reason(r, status, N_("there is not enough memory: nothing more is judged"));
    else if (given[1].at == NULL)
        give_reason(r, status, N_("the day or the language that is asked for is none"));
    return status;
}

/* ---- the charter ---- */

/* An array of `count` items and one more; NULL where there is no memory. */
static void *grow(void *items, size_t count, size_t size)
{
    void *grown = realloc(items, (count + 2) * size);
    lacking = lacking || grown == NULL;
    return grown;
}

/* Keeps both: `name` ends with a NUL. */
EXPORT(void, add_file, const char *name, const char *bytes, size_t length)
{
    charter_memory_file *grown = grow(files, file_count, sizeof *files);
    lacking = lacking || name == NULL || bytes == NULL;
    if (lacking)
        return;
    files = grown;
    files[file_count++] = (charter_memory_file){name, {bytes, length}};
    files[file_count] = (charter_memory_file){NULL, {NULL, 0}};
}

EXPORT(void, add_version, const char *name)
{
    const char **grown = grow(versions, version_count, sizeof *versions);
    lacking = lacking || name == NULL;
    if (lacking)
        return;
    versions = grown;
    versions[version_count++] = name;
}

/* Once, with all files there. `exceptions` may be NULL. */
EXPORT(charter_status, load, const char *exceptions, const char *day, const char *lang)
{
    request r;
    const charter_files from = charter_files_in_memory(files);
    const charter_load_options loading = {.exceptions = exceptions};
    charter_status status = begin(&r, "", day, lang);
    if (status == CHARTER_OK)
        status = charter_load(&the_charter, versions, version_count, &from, &loading, r.faults);
    if (status == CHARTER_INVALID)
        status = give_faults(&r, r.faults, N_("a charter with an error judges nothing"));
    return end(&r, status);
}

/* ---- what is asked ---- */

EXPORT(charter_status, check, const char *name, const char *text, size_t length, const char *day, const char *lang,
       bool every_clause)
{
    request r;
    charter_status status = begin(&r, text, day, lang);
    const charter_check_options options = {.lang = r.lang, .every_clause = every_clause, .declaration_name = name};
    if (status == CHARTER_OK)
        status = charter_check_loaded(the_charter, (charter_text){text, length}, r.at, &options, r.sink, NULL);
    return end(&r, status);
}

EXPORT(charter_status, understand, const char *text, size_t length, const char *day, const char *lang)
{
    request r;
    charter_understanding *understood = NULL;
    size_t version;
    charter_status status = begin(&r, text, day, lang);
    const charter_report_options reporting = {.lang = r.lang, .at = r.at};
    if (status == CHARTER_OK)
        status = charter_understand(&understood, the_charter, r.at, r.lang, (charter_text){text, length}, r.faults);
    if (status == CHARTER_OK && !charter_understanding_version(understood, &version))
        status = give_reason(&r, CHARTER_UNKNOWN, N_("no version of the charter is in force on that day"));
    if (status == CHARTER_OK)
        status = charter_understanding_report(understood, the_charter, &reporting, r.sink);
    else if (status == CHARTER_INVALID)
        status = give_faults(&r, r.faults, N_("the sentence cannot be read"));
    charter_understanding_free(understood);
    return end(&r, status);
}

static charter_status report_which(const request *r, const charter_declaration *declaration, unsigned every)
{
    charter_which *uses;
    const charter_which_options trying = {.at = r->at, .every = every};
    const charter_report_options reporting = {.lang = r->lang, .at = r->at};
    charter_status status = charter_which_open(&uses, the_charter, declaration, &trying);
    if (status == CHARTER_UNKNOWN)
        return give_reason(r, status, N_("no version of the charter is in force on that day"));
    if (status == CHARTER_OK)
        status = charter_which_report(uses, "json", &reporting, NULL, r->sink);
    if (status == CHARTER_INVALID)
        status = give_faults(r, charter_which_errors(uses), N_("what is asked cannot be judged by this charter"));
    if (status == CHARTER_END)
        give_reason(r, status, N_("the charter lists nothing in force on that day that could be tried"));
    charter_which_close(uses);
    return status;
}

EXPORT(charter_status, which, const char *text, size_t length, const char *day, const char *lang, unsigned every)
{
    static const charter_stream_options reading = {.syntax = CHARTER_YAML};
    request r;
    charter_text left = {text, length};
    charter_stream *stream = NULL;
    const charter_declaration *declaration;
    charter_status status = begin(&r, text, day, lang);
    if (status == CHARTER_OK)
        status = charter_stream_open_as(&stream, "usage.yaml", charter_input_from_memory(&left), &reading);
    if (status == CHARTER_OK)
        status = charter_stream_next(stream, &declaration);
    if (status == CHARTER_OK)
        status = report_which(&r, declaration, every);
    else if (status == CHARTER_INVALID)
        status = give_faults(&r, charter_stream_errors(stream), N_("what is asked cannot be judged by this charter"));
    charter_stream_close(stream);
    return end(&r, status);
}

static charter_status report_hits(const request *r, charter_detect *scan, charter_text text)
{
    static char why[512];
    const charter_report_options reporting = {.lang = r->lang, .at = r->at};
    if (charter_detect_detector_count(scan) == 0)
        return give_reason(r, CHARTER_UNKNOWN, N_("the charter has no detectors: nothing would be found"));
    charter_status status = charter_detect_text(scan, "-", text);
    if (status == CHARTER_INVALID) {
        charter_detect_error(scan, r->lang, why, sizeof why);
        return give_reason(r, CHARTER_UNKNOWN, why);
    }
    return status == CHARTER_OK ? charter_detect_report(scan, "-", "json", &reporting, r->sink) : status;
}

EXPORT(charter_status, detect, const char *text, size_t length, const char *day, const char *lang)
{
    request r;
    charter_detect *scan = NULL;
    charter_status status = begin(&r, text, day, lang);
    if (status == CHARTER_OK) {
        status = charter_detect_new(&scan, the_charter, r.at);
        if (status == CHARTER_UNKNOWN)
            give_reason(&r, status, N_("no version of the charter is in force on that day"));
    }
    if (status == CHARTER_OK)
        status = report_hits(&r, scan, (charter_text){text, length});
    charter_detect_free(scan);
    return end(&r, status);
}

/* ---- a declaration ---- */

/* Keeps both until they are declared. */
EXPORT(void, say, const char *key, const char *value, size_t length, bool plain)
{
    charter_said *grown = grow(said, said_count, sizeof *said);
    lacking = lacking || key == NULL || value == NULL;
    if (lacking)
        return;
    said = grown;
    said[said_count++] = (charter_said){key, {value, length}, plain};
}

EXPORT(charter_status, declare, const char *lang)
{
    request r;
    charter_status status = begin(&r, "", "2000-01-01", lang); /* no text and no day are asked for */
    if (status == CHARTER_OK)
        status = charter_declaration_write(said, said_count, r.sink);
    if (status == CHARTER_UNKNOWN)
        give_reason(&r, status, N_("a declaration cannot say this"));
    said_count = 0;
    return end(&r, status);
}
