/* The entrance of histories: any bytes as the SQLite file that `trend` reads and `audit --history` adds to. What cannot
 * be used is told, what is read is not changed by that, and nothing in it reaches a screen as it is. */
#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/history.h"
#include "cli/say.h"
#include "fuzz/fuzz.h"
#include "fuzz/judging.h"

static const char declaration[] = "usage: 1\nid: one\nactivity: drafting\ntool: bad\ndata: [public]\nunit: DMRG\n";

static cli_said said;
static const cli speaker = {.width = 80, .said = &said};

/* In memory where there is such a folder: every audit is flushed. */
static char folder[64];

/* ---- what is told: the linker gives every cli_say() of the command line to us ---- */

static size_t told_count;

void __wrap_cli_say(const cli *c, const char *english, ...);
void __wrap_cli_say(const cli *c, const char *english, ...)
{
    assert(c == &speaker && english[0] != '\0');
    (void)c;
    (void)english;
    told_count++;
}

/* ---- files ---- */

static void remove_folder(void)
{
    rmdir(folder);
}

static void make_folder(void)
{
    const char *root = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    snprintf(folder, sizeof folder, "%s/charter-history-XXXXXX", root);
    if (mkdtemp(folder) == NULL || atexit(remove_folder) != 0)
        abort();
}

static const char *path_of(const char *ending)
{
    static char path[sizeof folder + 32];
    snprintf(path, sizeof path, "%s/uses.sqlite%s", folder, ending);
    return path;
}

static void write_file(const char *path, const uint8_t *bytes, size_t size)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file < 0 || write(file, bytes, size) != (ssize_t)size || close(file) != 0)
        abort();
}

static void check_unchanged(const char *path, const uint8_t *bytes, size_t size)
{
    char *now = malloc(size + 1);
    int file = open(path, O_RDONLY);
    if (now == NULL || file < 0)
        abort();
    ssize_t length = read(file, now, size + 1);
    assert(length == (ssize_t)size && memcmp(now, bytes, size) == 0);
    (void)length;
    (void)bytes;
    close(file);
    free(now);
}

static void remove_files(void)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        unlink(path_of(endings[i]));
}

/* ---- what is asked of a history ---- */

static void report(const charter_period_totals *periods, size_t count)
{
    for (size_t i = 0; i < charter_trend_format_count(); i++) {
        const charter_report_options options = {.lang = i % 2 == 0 ? CHARTER_EN : CHARTER_FR, .width = 80};
        charter_status status = charter_trend_report(periods, count, charter_trend_format_at(i)->name, &options,
                                                     (charter_sink){NULL, check_output});
        assert(status == CHARTER_OK);
        (void)status;
    }
}

static void read_months(const char *path)
{
    size_t count = 0, before = told_count;
    charter_period_totals *periods = cli_history_months(&speaker, path, &count);
    assert((periods != NULL) == (told_count == before));
    assert(periods == NULL || count > 0);
    (void)before;
    if (periods != NULL)
        report(periods, count);
    free(periods);
}

typedef struct auditing {
    cli_history_store *store;
    bool good;
} auditing;

static void take(void *context, const charter_verdict *verdict)
{
    auditing *a = context;
    a->good = a->good && cli_history_take(a->store, verdict);
}

static void audit(const char *path)
{
    size_t before = told_count;
    auditing a = {cli_history_open(&speaker, path, DAY), true};
    if (a.store != NULL)
        judge_each(small_charter(), (charter_text){declaration, sizeof declaration - 1}, &a, take);
    a.good = a.store != NULL && a.good && cli_history_save(a.store, DAY - 365);
    assert(a.good == (told_count == before));
    (void)before;
    cli_history_close(a.store);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (folder[0] == '\0')
        make_folder();
    const char *path = path_of("");
    write_file(path, bytes, size);
    read_months(path);
    check_unchanged(path, bytes, size);
    audit(path);
    read_months(path);
    remove_files();
    return 0;
}
