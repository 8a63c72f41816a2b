/* list: names of inputs, from a file: read whole, then split into names. What a name leads to is found out by the
 * walk. Nothing of a list is ever left out in silence: what is not read of it would go unjudged. */
#include "batch/list.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/diagnostics.h"
#include "base/io_error.h"
#include "batch/disk.h"

#define READ_AT_ONCE ((size_t)64 * 1024)

typedef struct reading {
    charter_list *list;
    ch_source source;
    charter_diagnostics *faults;
} reading;

static charter_status refuse(reading *r, ch_code code, ch_message message, ch_message help)
{
    ch_error_in_file(r->faults, code, r->source.name, message, help);
    return r->faults->failed ? CHARTER_NO_MEMORY : CHARTER_INVALID;
}

/* What is no list, in words of lists: "-" as the input would be declarations. */
static const struct {
    int error;
    const char *message, *help;
} no_lists[] = {
    {EPERM, N_("this is no list: a pipe that has a name, or a device, is not read"),
     N_("to read a list from a pipe, write --files-from -, or --files-from <(COMMAND)")},
    {EISDIR, N_("this is no list, but a folder"), N_("name the folder as an input, without --files-from")},
};

static charter_status refuse_unreadable(reading *r, int error)
{
    for (size_t i = 0; i < sizeof no_lists / sizeof *no_lists; i++)
        if (no_lists[i].error == error)
            return refuse(r, CH_INPUT_UNREADABLE, ch_say(no_lists[i].message), ch_say(no_lists[i].help));
    return refuse(r, CH_INPUT_UNREADABLE, ch_say_unreadable(&r->faults->arena, error), ch_help_unreadable(error));
}

static ch_text number(const reading *r, size_t value)
{
    return ch_text_int(&r->faults->arena, (int64_t)value);
}

static charter_status refuse_more(reading *r, ch_code code, const char *english, size_t most)
{
    return refuse(r, code, ch_say1(english, number(r, most)),
                  ch_say("cut it into several lists, or name the folders that its files lie in"));
}

/* ---- reading it whole ---- */

/* What was read before the fault is a part of the list: it is not judged as if it were all. */
static charter_status refuse_rest(reading *r, int error)
{
    if (error == ENOMEM)
        return CHARTER_NO_MEMORY;
    if (r->list->bytes.length == 0)
        return refuse_unreadable(r, error);
    charter_io_words known = charter_io_error(error, false);
    const char *why = known.message != NULL ? known.message : strerrorname_np(error);
    ch_message message =
        ch_say2("this list could be read as far as byte %1$s alone (%2$s): the rest of it was not read",
                number(r, r->list->bytes.length), ch_text_of(why == NULL ? "?" : why));
    message.spoken = known.message != NULL ? 1U << 1 : 0;
    return refuse(r, CH_INPUT_UNREADABLE, message, ch_help_unreadable(error));
}

static charter_status read_all(reading *r, charter_input input)
{
    ch_buffer *bytes = &r->list->bytes;
    for (;;) {
        char *room = ch_buffer_room(bytes, READ_AT_ONCE);
        if (room == NULL)
            return CHARTER_NO_MEMORY;
        ptrdiff_t got = input.read(input.context, room, READ_AT_ONCE);
        if (got < 0)
            return refuse_rest(r, (int)-got);
        if (got == 0)
            return CHARTER_OK;
        bytes->length += (size_t)got;
        if (bytes->length > CHARTER_LIST_BYTES)
            return refuse_more(r, CH_LIMIT_SIZE, N_("this list is longer than %s bytes"), CHARTER_LIST_BYTES);
    }
}

/* ---- splitting it into names ---- */

/* Windows' shells write UTF-16; its zeros are no ends of names. */
static bool is_wide(ch_text bytes)
{
    static const ch_text marks[] = {CH_TEXT_INIT("\xFF\xFE"), CH_TEXT_INIT("\xFE\xFF"), CH_TEXT_INIT("\0\0\xFE\xFF")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (bytes.length >= marks[i].length && memcmp(bytes.at, marks[i].at, marks[i].length) == 0)
            return true;
    return false;
}

static bool is_blank(ch_text line)
{
    for (size_t i = 0; i < line.length; i++)
        if (line.at[i] != ' ' && line.at[i] != '\t')
            return false;
    return true;
}

static charter_status refuse_name(reading *r, ch_span at)
{
    ch_error_at(r->faults, CH_LIMIT_TEXT, &r->source, at,
                ch_say1("this name is longer than a file's can be (%s bytes)", number(r, PATH_MAX - 1)),
                ch_say("a list holds a name a line, or a null character behind each name"));
    return r->faults->failed ? CHARTER_NO_MEMORY : CHARTER_INVALID;
}

static charter_status add_name(reading *r, size_t start, size_t end)
{
    charter_list *list = r->list;
    if (end - start >= PATH_MAX)
        return refuse_name(r, (ch_span){(uint32_t)start, (uint32_t)end});
    if (list->count == CHARTER_LIST_NAMES)
        return refuse_more(r, CH_LIMIT_ENTRIES, N_("this list names more than %s inputs"), CHARTER_LIST_NAMES);
    if (list->count == list->room) {
        size_t more = list->room == 0 ? 64 : 2 * list->room;
        uint32_t *starts = realloc(list->starts, more * sizeof *starts);
        if (starts == NULL)
            return CHARTER_NO_MEMORY;
        list->starts = starts;
        list->room = more;
    }
    list->starts[list->count++] = (uint32_t)start;
    return CHARTER_OK;
}

/* Nothing is left out, not even a name that is empty: it cannot be read, and is told. */
static charter_status split_at_nuls(reading *r, size_t length)
{
    charter_status status = CHARTER_OK;
    for (size_t start = 0, end; status == CHARTER_OK && start < length; start = end + 1) {
        end = start + strnlen(r->list->bytes.at + start, length - start);
        status = add_name(r, start, end);
    }
    return status;
}

/* Names get their NULs when all are found: until then lines are counted, to say where a fault is. */
static void end_lines_with_nuls(char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] == '\n' || bytes[i] == '\r')
            bytes[i] = '\0';
}

static charter_status split_into_lines(reading *r, size_t start, size_t length)
{
    char *bytes = r->list->bytes.at;
    charter_status status = CHARTER_OK;
    for (size_t end; status == CHARTER_OK && start < length; start = end + 1) {
        for (end = start; end < length && bytes[end] != '\n' && bytes[end] != '\r'; end++)
            ;
        if (!is_blank((ch_text){bytes + start, end - start}))
            status = add_name(r, start, end);
    }
    end_lines_with_nuls(bytes, length);
    return status;
}

static charter_status split(reading *r)
{
    static const ch_text mark = CH_TEXT_INIT("\xEF\xBB\xBF");
    ch_text bytes = r->source.bytes = ch_buffer_text(&r->list->bytes);
    if (is_wide(bytes))
        return refuse(r, CH_BYTES_ENCODING, ch_say("this list is in UTF-16 or UTF-32"), ch_say("save it as UTF-8"));
    /* Adding may move the bytes: all that points at them is set anew. */
    ch_buffer_add_char(&r->list->bytes, '\0'); /* of the last name */
    if (r->list->bytes.failed)
        return CHARTER_NO_MEMORY;
    bytes.at = r->source.bytes.at = r->list->bytes.at;
    /* One NUL is enough: names may hold line breaks then (git ls-files -z, find -print0). */
    if (ch_text_find(bytes, '\0') != NULL)
        return split_at_nuls(r, bytes.length);
    bool marked = bytes.length >= mark.length && memcmp(bytes.at, mark.at, mark.length) == 0;
    return split_into_lines(r, marked ? mark.length : 0, bytes.length);
}

/* ---- the public API ---- */

charter_status charter_list_read(charter_list **out, const char *name, charter_input input, charter_diagnostics *faults)
{
    charter_list *list = *out = calloc(1, sizeof *list);
    if (list == NULL)
        return CHARTER_NO_MEMORY;
    list->name = name;
    /* Room for what is read beyond the limit, by which it is seen, and for the NUL. */
    list->bytes = ch_buffer_init(CHARTER_LIST_BYTES + 2 * READ_AT_ONCE);
    reading r = {.list = list, .source = {.name = name}, .faults = faults};
    charter_status status = read_all(&r, input);
    if (status == CHARTER_OK)
        status = split(&r);
    if (status == CHARTER_OK)
        return CHARTER_OK;
    charter_list_free(list);
    *out = NULL;
    return status;
}

/* A descriptor that is open already: standard input, or one that the shell opened (`--files-from <(git ls-files)`),
 * which is a pipe with a writer at its other end. -1: a path, to be opened with care. /dev/fd/N is not opened anew:
 * for a pipe that would be refused as any other pipe's name is, since nobody may ever write to it. */
static int inherited(const char *path)
{
    static const char folder[] = "/dev/fd/";
    if (strcmp(path, "-") == 0)
        return STDIN_FILENO;
    if (strncmp(path, folder, sizeof folder - 1) != 0)
        return -1;
    int64_t number;
    bool known = ch_text_to_int(ch_text_of(path + sizeof folder - 1), &number) && number >= 0 && number <= INT_MAX;
    return known && fcntl((int)number, F_GETFD) >= 0 ? (int)number : -1;
}

charter_status charter_list_read_path(charter_list **out, const char *path, bool follow_links,
                                      charter_diagnostics *faults)
{
    reading r = {.source = {.name = path}, .faults = faults};
    ch_opened opened = {.file = inherited(path)};
    *out = NULL;
    if (opened.file < 0)
        opened = ch_disk_open(path, follow_links);
    if (opened.file >= 0 && opened.kind == CH_DISK_FOLDER) {
        close(opened.file);
        opened.file = -EISDIR;
    }
    if (opened.file < 0)
        return refuse_unreadable(&r, -opened.file);
    charter_status status = charter_list_read(out, path, ch_disk_input(&opened.file), faults);
    if (opened.file > STDERR_FILENO)
        close(opened.file);
    return status;
}

void charter_list_free(charter_list *list)
{
    if (list == NULL)
        return;
    ch_buffer_clear(&list->bytes);
    free(list->starts);
    free(list);
}

size_t charter_list_count(const charter_list *list)
{
    return list->count;
}

const char *charter_list_at(const charter_list *list, size_t index)
{
    return list->bytes.at + list->starts[index];
}
