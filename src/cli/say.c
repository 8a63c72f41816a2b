/* say: everything that is told to people, and bytes that are written whole. What is put into a message may be a
 * stranger's: one function of the library takes escape sequences of terminals and commands of CI runners out of all of
 * it. Reports do that for themselves. */
#include "say.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Whether writing is to be tried again: it was interrupted, or a pipe, which whoever reads it may have made
 * non-blocking, has room again. */
static bool is_worth_another_try(int file)
{
    struct pollfd waiting = {.fd = file, .events = POLLOUT};
    return errno == EINTR || (errno == EAGAIN && (poll(&waiting, 1, -1) >= 0 || errno == EINTR));
}

static int write_all(void *context, const char *bytes, size_t length)
{
    const int *file = context;
    while (length > 0) {
        /* It may be short (POSIX): a pipe takes what it has room for. */
        ssize_t written = write(*file, bytes, length);
        if (written < 0 && is_worth_another_try(*file))
            continue;
        if (written < 0)
            return errno;
        bytes += written;
        length -= (size_t)written;
    }
    return 0;
}

charter_sink cli_sink(const int *file)
{
    union {
        const int *kept;
        void *context;
    } pointer = {.kept = file};
    return (charter_sink){pointer.context, write_all};
}

charter_sink cli_standard_output(void)
{
    static const int file = STDOUT_FILENO;
    return cli_sink(&file);
}

charter_sink cli_standard_error(void)
{
    static const int file = STDERR_FILENO;
    return cli_sink(&file);
}

charter_status cli_write_defused(const cli *c, charter_status (*write)(void *, charter_sink), void *context)
{
    charter_defuser *defuser = NULL;
    if (!c->defuse)
        return write(context, cli_standard_output());
    charter_status status = charter_defuser_new(&defuser, cli_standard_output());
    if (status == CHARTER_OK)
        status = write(context, charter_defuser_sink(defuser));
    if (status == CHARTER_OK && charter_defuser_end(defuser) != 0)
        status = CHARTER_IO;
    charter_defuser_free(defuser);
    return status;
}

bool cli_put(charter_sink sink, const char *text)
{
    return sink.write(sink.context, text, strlen(text)) == 0;
}

/* What cannot be said for want of memory is said in English, without what was to be put in. It is kept in `kept`, of
 * KEPT bytes. */
enum { KEPT = sizeof(((cli_said *)NULL)->message) };
static void say(const cli *c, const char *before, char *kept, const char *english, va_list pieces)
{
    charter_sink sink = cli_standard_error();
    charter_report_options options = {.lang = c->lang, .defuse = c->defuse};
    char *text = NULL;
    cli_put(sink, before);
    /* Formats are the catalogue's, which is compiled in: none comes from outside. It is made harmless when it is
     * filled. */
    int length = vasprintf(&text, charter_translate(c->lang, english), pieces);
    if (length >= 0)
        charter_print_safe((charter_text){text, (size_t)length}, &options, sink);
    else
        cli_put(sink, english);
    cli_put(sink, "\n");
    snprintf(kept, KEPT, "%s", length >= 0 ? text : english);
    if (length >= 0)
        free(text);
}

void cli_say(const cli *c, const char *english, ...)
{
    va_list pieces;
    va_start(pieces, english);
    c->said->help[0] = '\0';
    say(c, "charter-check: ", c->said->message, english, pieces);
    va_end(pieces);
}

void cli_help(const cli *c, const char *english, ...)
{
    va_list pieces;
    va_start(pieces, english);
    say(c, "  ", c->said->help, english, pieces);
    va_end(pieces);
}

void cli_tell(const cli *c, const char *english, ...)
{
    char kept[KEPT];
    va_list pieces;
    va_start(pieces, english);
    say(c, "", kept, english, pieces);
    va_end(pieces);
}

void cli_help_to_choose(const cli *c, const char *word, const char *const *names, size_t count, const char *otherwise)
{
    char all[1024] = "";
    for (size_t i = 0; i < count; i++)
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s%s", i == 0 ? "" : ", ", names[i]);
    const char *nearest = charter_nearest(word, names, count);
    if (nearest != NULL)
        cli_help(c, N_("did you mean %1$s? There are: %2$s"), nearest, all);
    else
        cli_help(c, otherwise, all);
}

/* The word that `text` begins with: what stands for something, in capitals, is translated. */
static const char *spelling(const cli *c, const char *text, size_t length)
{
    static const char *const words[] = {
        N_("ACTIVITY"), N_("CASES"),      N_("CHAR"), N_("CHARTER"),  N_("CLAIM"),      N_("COMMAND"), N_("DATA"),
        N_("DIR"),      N_("FIELD"),      N_("FILE"), N_("HEX"),      N_("KEY"),        N_("NAME"),    N_("OPTIONS"),
        N_("PATTERN"),  N_("PERCENT"),    N_("REV"),  N_("SENTENCE"), N_("SIZE"),       N_("TOOL"),    N_("VALUE"),
        N_("VERDICT"),  N_("VOCABULARY"), N_("WHAT"), N_("WORD"),     N_("YYYY-MM-DD"),
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == length && strncmp(words[i], text, length) == 0)
            return charter_translate(c->lang, words[i]);
    return NULL;
}

const char *cli_spell(const cli *c, const char *arguments, char into[CLI_SPELLING])
{
    size_t length = 0;
    for (const char *at = arguments; *at != '\0' && length < CLI_SPELLING - 1;) {
        size_t run = strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-");
        const char *word = spelling(c, at, run);
        run = run == 0 ? 1 : run;
        int written = snprintf(into + length, CLI_SPELLING - length, "%.*s", word == NULL ? (int)run : INT_MAX,
                               word == NULL ? at : word);
        length += written < 0 ? 0 : (size_t)written;
        at += run;
    }
    into[length < CLI_SPELLING ? length : CLI_SPELLING - 1] = '\0';
    return into;
}

int cli_no_memory(const cli *c)
{
    cli_say(c, N_("there is not enough memory: nothing more is judged"));
    return CLI_STOPPED;
}

static void say_io(const cli *c, const char *english, const char *path, int error, bool writing)
{
    charter_io_words words = charter_io_error(error, writing);
    char general[128], number[16];
    const char *name = strerrorname_np(error);
    if (error == ENOMEM) {
        cli_no_memory(c);
        return;
    }
    snprintf(number, sizeof number, "%d", error);
    snprintf(general, sizeof general, charter_translate(c->lang, N_("the system gives error %1$s (%2$s)")), number,
             name == NULL ? "?" : name);
    cli_say(c, english, path, words.message == NULL ? general : charter_translate(c->lang, words.message));
    if (words.help != NULL)
        cli_help(c, words.help);
}

void cli_say_unreadable(const cli *c, const char *path, int error)
{
    say_io(c, N_("%1$s cannot be read: %2$s"), path, error, false);
}

void cli_say_unwritable(const cli *c, const char *path, int error)
{
    say_io(c, N_("%1$s cannot be written: %2$s"), path, error, true);
}

void cli_explain(const cli *c, const charter_diagnostic *diagnostic)
{
    charter_report_options options = {.lang = c->lang, .width = c->width, .colour = c->colour_err, .defuse = c->defuse};
    /* A reason that is lost for want of memory would leave an exit status without one. */
    if (charter_explain(diagnostic, &options, cli_standard_error()) == CHARTER_NO_MEMORY)
        cli_no_memory(c);
    if (charter_diagnostic_severity(diagnostic) != CHARTER_ERROR)
        return;
    charter_diagnostic_message(diagnostic, c->lang, c->said->message, sizeof c->said->message);
    charter_diagnostic_help(diagnostic, c->lang, c->said->help, sizeof c->said->help);
}

void cli_explain_all(const cli *c, const charter_diagnostics *diagnostics)
{
    for (size_t i = 0; i < charter_diagnostics_count(diagnostics); i++)
        cli_explain(c, charter_diagnostics_at(diagnostics, i));
}
