/* progress: a line on the terminal while long work goes on. It shows what it is told and the size of inputs, and reads
 * none of them; what was found is told by reports. */
#include "progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "say.h"

#define FIRST_AFTER 1.0 /* seconds: short work shows nothing */
#define AGAIN_AFTER 0.2

static double now(void)
{
    struct timespec t;
    /* Not the time of day, which may be set while we work. */
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The bytes of a regular file; 0 for anything else. */
static double size_of(const char *path)
{
    struct stat status;
    return strcmp(path, "-") != 0 && stat(path, &status) == 0 && S_ISREG(status.st_mode) ? (double)status.st_size : 0;
}

/* All inputs together, where each is a file whose size is known. */
static double total_of(const cli_texts *inputs)
{
    double total = 0;
    for (size_t i = 0; i < inputs->count; i++) {
        double size = size_of(inputs->items[i]);
        if (size <= 0)
            return 0;
        total += size;
    }
    return total;
}

cli_progress cli_progress_begin(const cli *c, const cli_texts *inputs, bool quiet)
{
    /* The log of a CI runner would keep each of these lines. */
    cli_progress p = {.c = c, .inputs = inputs, .shown = !quiet && !c->defuse && isatty(STDERR_FILENO)};
    if (!p.shown)
        return p;
    p.started = now();
    p.next = p.started + FIRST_AFTER;
    p.total = total_of(inputs);
    return p;
}

/* The files before this one are done. */
static void follow(cli_progress *p, const char *file)
{
    for (size_t i = p->input; i < p->inputs->count && file != NULL; i++)
        if (strcmp(p->inputs->items[i], file) == 0) {
            for (; p->input < i; p->input++)
                p->before += size_of(p->inputs->items[p->input]);
            return;
        }
}

/* "3 min", "40 s" */
static void tell_left(const cli_progress *p, double seconds, char into[64])
{
    if (seconds < 90)
        snprintf(into, 64, charter_translate(p->c->lang, N_("%.0f s left")), seconds);
    else
        snprintf(into, 64, charter_translate(p->c->lang, N_("%.0f min left")), seconds / 60);
}

/* A line that is too long would wrap, and only its last part would be taken away again; the last column is left
 * free. */
static void cut(char *line)
{
    struct winsize size;
    size_t most = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col - 1u : 79, count = 0;
    for (char *at = line; *at != '\0'; at++) {
        count += ((unsigned char)*at & 0xC0) != 0x80;
        if (count > most) {
            *at = '\0';
            return;
        }
    }
}

static void show(cli_progress *p, double bytes, double time)
{
    char left[64] = "", line[256];
    double elapsed = time - p->started;
    if (p->total > 0 && bytes > 0 && bytes <= p->total)
        tell_left(p, elapsed * (p->total - bytes) / bytes, left);
    const char *form = charter_translate(p->c->lang, N_("%1$.0f done, %2$.0f a second, %3$.0f not compliant. %4$s"));
    snprintf(line, sizeof line, form, (double)p->done, (double)p->done / elapsed, (double)p->found, left);
    cut(line);
    charter_sink err = cli_standard_error();
    /* CR and ECMA-48's EL: back to the line's beginning, and what stands there is erased. */
    cli_put(err, "\r\033[K");
    cli_put(err, line);
    p->some = true;
}

void cli_progress_tick(cli_progress *p, charter_place place, bool found)
{
    p->done++;
    p->found += found;
    if (!p->shown)
        return;
    double time = now();
    if (time < p->next)
        return;
    follow(p, place.file);
    p->next = time + AGAIN_AFTER;
    show(p, p->before + (double)place.end, time);
}

void cli_progress_clear(cli_progress *p)
{
    if (p->some)
        cli_put(cli_standard_error(), "\r\033[K");
    p->some = false;
}
