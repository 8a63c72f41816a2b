/* diagnostics: collecting faults, and the public way of walking them. Where something stands is source.c's to say,
 * words are message.c's; how a diagnostic is shown, and what of it is masked, is left to src/report/ and
 * src/judge/. */
#include "base/diagnostics.h"

#include <stdio.h>
#include <stdlib.h>

#define LONGEST_LINE 4096 /* bytes of a line that are kept to be shown */

const char *ch_code_text(ch_code code)
{
    static const char *const texts[] = {
#define CH_CODE(name, text) [CH_##name] = text,
        CH_CODES(CH_CODE)
#undef CH_CODE
    };
    _Static_assert(sizeof texts / sizeof *texts == CH_CODE_COUNT, "each code has a text");
    return texts[code];
}

/* A name repeats from one diagnostic to the next: one copy serves them all. */
static const char *keep_file(charter_diagnostics *diagnostics, const char *file)
{
    if (file == NULL)
        return NULL;
    const charter_diagnostic *last = diagnostics->last;
    if (last != NULL && last->place.file != NULL && strcmp(last->place.file, file) == 0)
        return last->place.file;
    return ch_arena_text(&diagnostics->arena, ch_text_of(file)).at;
}

/* The line is a part of what it stands in: one copy serves both. */
static bool keep_line(charter_diagnostics *diagnostics, charter_diagnostic *item)
{
    if (item->line.at == NULL)
        return true;
    bool known = item->around.at != NULL;
    size_t before = known ? (size_t)(item->line.at - item->around.at) : 0;
    ch_text kept = ch_arena_text(&diagnostics->arena, known ? item->around : item->line);
    item->around = known ? kept : CH_NO_TEXT;
    item->line.at = kept.at == NULL ? NULL : kept.at + before;
    return kept.at != NULL;
}

/* Hung in last, when all of it has been copied: one that memory ran out for is not there by half. */
static bool add(charter_diagnostics *diagnostics, charter_diagnostic item)
{
    charter_diagnostic *kept = ch_arena_take(&diagnostics->arena, sizeof *kept);
    if (kept == NULL)
        return false;
    const char *file = keep_file(diagnostics, item.place.file);
    if (file == NULL && item.place.file != NULL)
        return false;
    item.place.file = file;
    if (!keep_line(diagnostics, &item))
        return false;
    if (!ch_message_keep(&item.message, &diagnostics->arena) || !ch_message_keep(&item.help, &diagnostics->arena))
        return false;
    *kept = item;
    if (diagnostics->last == NULL)
        diagnostics->first = kept;
    else
        diagnostics->last->next = kept;
    diagnostics->last = kept;
    diagnostics->count++;
    return true;
}

/* How many there were before this one, of its kind: what is merely warned of takes no error's place, and makes no
 * error.
 */
static size_t count_one(charter_diagnostics *diagnostics, charter_severity severity)
{
    return severity == CHARTER_ERROR ? diagnostics->errors++ : diagnostics->others++;
}

/* A fault in each line of a large file would be held whole: one last diagnostic says that there are more. */
static charter_diagnostic too_many(charter_severity severity, const char *file)
{
    bool error = severity == CHARTER_ERROR;
    return (charter_diagnostic){
        .severity = error ? CHARTER_ERROR : CHARTER_WARNING,
        .code = ch_code_text(CH_LIMIT_FAULTS),
        .place = {.file = file},
        .message = error ? ch_say("there are more faults than are shown here")
                         : ch_say1("warnings that are not shown here: %s", CH_NO_TEXT),
        .help = ch_say("correct these first, then check again"),
    };
}

/* In the same place each time: there may be millions. */
static bool tell_surplus(charter_diagnostics *diagnostics)
{
    enum { DIGITS = 20 };
    ch_text *told = &diagnostics->surplus->message.args[0];
    char *room = told->at != NULL ? (char *)(uintptr_t)told->at /* made below */
                                  : ch_arena_take_raw(&diagnostics->arena, DIGITS + 1);
    if (room == NULL)
        return false;
    int length = snprintf(room, DIGITS + 1, "%zu", diagnostics->others - CH_DIAGNOSTICS_MAX);
    *told = (ch_text){room, (size_t)length};
    return true;
}

static bool add_surplus(charter_diagnostics *diagnostics, charter_severity severity, const char *file)
{
    if (severity == CHARTER_ERROR)
        return diagnostics->errors > CH_DIAGNOSTICS_MAX + 1 || add(diagnostics, too_many(severity, file));
    if (diagnostics->surplus == NULL) {
        if (!add(diagnostics, too_many(severity, file)))
            return false;
        diagnostics->surplus = diagnostics->last;
    }
    return tell_surplus(diagnostics);
}

static void add_bounded(charter_diagnostics *diagnostics, charter_diagnostic item)
{
    if (diagnostics->failed)
        return;
    bool fits = count_one(diagnostics, item.severity) < CH_DIAGNOSTICS_MAX;
    diagnostics->failed = !(fits ? add(diagnostics, item) : add_surplus(diagnostics, item.severity, item.place.file));
}

/* Never within a character. */
static ch_text shortened(ch_text line)
{
    if (line.length <= LONGEST_LINE)
        return line;
    line.length = LONGEST_LINE;
    while (line.length > 0 && ((unsigned char)line.at[line.length] & 0xC0) == 0x80)
        line.length--;
    return line;
}

void ch_diagnose_at(charter_diagnostics *diagnostics, charter_severity severity, ch_code code, const ch_source *source,
                    ch_span span, ch_message message, ch_message help)
{
    /* Counted, and not shown: its place is not worth finding. */
    if ((severity == CHARTER_ERROR ? diagnostics->errors : diagnostics->others) >= CH_DIAGNOSTICS_MAX) {
        add_bounded(diagnostics, (charter_diagnostic){.severity = severity, .place = {.file = source->name}});
        return;
    }
    ch_text line = shortened(ch_source_line(source, span.start));
    add_bounded(diagnostics, (charter_diagnostic){
                                 .severity = severity,
                                 .code = ch_code_text(code),
                                 .place = ch_source_place(source, span),
                                 .line = line,
                                 .around = ch_source_around(source, line),
                                 .message = message,
                                 .help = help,
                             });
}

void ch_error_at(charter_diagnostics *diagnostics, ch_code code, const ch_source *source, ch_span span,
                 ch_message message, ch_message help)
{
    ch_diagnose_at(diagnostics, CHARTER_ERROR, code, source, span, message, help);
}

void ch_warning_at(charter_diagnostics *diagnostics, ch_code code, const ch_source *source, ch_span span,
                   ch_message message, ch_message help)
{
    ch_diagnose_at(diagnostics, CHARTER_WARNING, code, source, span, message, help);
}

static void add_in_file(charter_diagnostics *diagnostics, charter_severity severity, ch_code code, const char *file,
                        ch_message message, ch_message help)
{
    add_bounded(diagnostics, (charter_diagnostic){
                                 .severity = severity,
                                 .code = ch_code_text(code),
                                 .place = {.file = file},
                                 .message = message,
                                 .help = help,
                             });
}

void ch_error_in_file(charter_diagnostics *diagnostics, ch_code code, const char *file, ch_message message,
                      ch_message help)
{
    add_in_file(diagnostics, CHARTER_ERROR, code, file, message, help);
}

void ch_warning_in_file(charter_diagnostics *diagnostics, ch_code code, const char *file, ch_message message,
                        ch_message help)
{
    add_in_file(diagnostics, CHARTER_WARNING, code, file, message, help);
}

charter_status charter_diagnostics_add_stop(charter_diagnostics *diagnostics, charter_text message, charter_text help)
{
    /* The texts are translated already. */
    ch_error_in_file(diagnostics, CH_RUN_STOPPED, NULL, ch_say1("%s", message),
                     help.length == 0 ? CH_SILENCE : ch_say1("%s", help));
    return diagnostics->failed ? CHARTER_NO_MEMORY : CHARTER_OK;
}

void ch_diagnostics_add(charter_diagnostics *diagnostics, const charter_diagnostic *item)
{
    charter_diagnostic copy = *item;
    copy.next = NULL;
    add_bounded(diagnostics, copy);
}

void ch_diagnostics_reset(charter_diagnostics *diagnostics)
{
    ch_arena arena = diagnostics->arena;
    *diagnostics = (charter_diagnostics){.arena = arena};
    ch_arena_reset(&diagnostics->arena);
}

void ch_diagnostics_clear(charter_diagnostics *diagnostics)
{
    ch_arena_clear(&diagnostics->arena);
    *diagnostics = (charter_diagnostics){0};
}

const char *charter_severity_name(charter_severity severity)
{
    static const char *const names[] =
        {[CHARTER_ERROR] = "error", [CHARTER_WARNING] = "warning", [CHARTER_NOTE] = "note"};
    return names[severity];
}

charter_status charter_diagnostics_new(charter_diagnostics **out)
{
    *out = calloc(1, sizeof **out);
    return *out == NULL ? CHARTER_NO_MEMORY : CHARTER_OK;
}

void charter_diagnostics_free(charter_diagnostics *diagnostics)
{
    if (diagnostics == NULL)
        return;
    ch_diagnostics_clear(diagnostics);
    free(diagnostics);
}

size_t charter_diagnostics_count(const charter_diagnostics *diagnostics)
{
    return diagnostics->count;
}

size_t charter_diagnostics_error_count(const charter_diagnostics *diagnostics)
{
    return diagnostics->errors;
}

const charter_diagnostic *charter_diagnostics_at(const charter_diagnostics *diagnostics, size_t index)
{
    /* A list: to walk it by index takes the square of its length, which CH_DIAGNOSTICS_MAX bounds. */
    const charter_diagnostic *item = diagnostics->first;
    while (index-- > 0)
        item = item->next;
    return item;
}

charter_severity charter_diagnostic_severity(const charter_diagnostic *diagnostic)
{
    return diagnostic->severity;
}

const char *charter_diagnostic_code(const charter_diagnostic *diagnostic)
{
    return diagnostic->code;
}

charter_place charter_diagnostic_place(const charter_diagnostic *diagnostic)
{
    return diagnostic->place;
}

charter_text charter_diagnostic_line(const charter_diagnostic *diagnostic)
{
    return diagnostic->line;
}

size_t charter_diagnostic_message(const charter_diagnostic *diagnostic, charter_lang lang, char *into, size_t size)
{
    return ch_message_print(&diagnostic->message, lang, into, size);
}

size_t charter_diagnostic_help(const charter_diagnostic *diagnostic, charter_lang lang, char *into, size_t size)
{
    return ch_message_print(&diagnostic->help, lang, into, size);
}
