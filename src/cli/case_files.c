/* case files: found by name, read whole. What they hold is the library's to understand. */
#include "case_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "read.h"
#include "say.h"

/* What a file of cases is called behind the charter's name. */
#define CASES ".cases.yaml"

static bool add(const cli *c, cli_case_files *files, char *path)
{
    if (path == NULL)
        return cli_no_memory(c) == CLI_FINE;
    if (files->count == files->room) {
        size_t room = files->room == 0 ? 16 : 2 * files->room;
        char **paths = realloc(files->paths, room * sizeof *paths);
        if (paths == NULL) {
            free(path);
            return cli_no_memory(c) == CLI_FINE;
        }
        files->paths = paths;
        files->room = room;
    }
    files->paths[files->count++] = path;
    return true;
}

static char *joined(const char *folder, int length, const char *between, const char *name)
{
    char *path;
    return asprintf(&path, "%.*s%s%s", length, folder, between, name) < 0 ? NULL : path;
}

/* A file whose name says that it holds declarations; no register, which has no place for what is expected. */
static int is_one(const struct dirent *entry)
{
    charter_syntax syntax = charter_syntax_of(entry->d_name);
    size_t length = strlen(entry->d_name);
    bool packed = length > 3 && (strcmp(entry->d_name + length - 3, ".gz") == 0 ||
                                 (length > 4 && strcmp(entry->d_name + length - 4, ".zst") == 0));
    return entry->d_name[0] != '.' && !packed &&
           (syntax == CHARTER_YAML || syntax == CHARTER_JSON || syntax == CHARTER_NDJSON);
}

static int is_beside_versions(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name), size = strlen(CASES);
    return entry->d_name[0] != '.' && length > size && strcmp(entry->d_name + length - size, CASES) == 0;
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool add_folder(const cli *c, cli_case_files *files, const char *folder, int (*wanted)(const struct dirent *))
{
    struct dirent **entries;
    int count = scandir(folder, &entries, wanted, by_bytes);
    bool good = true;
    if (count < 0) {
        cli_say_unreadable(c, folder, errno);
        return false;
    }
    for (int i = 0; i < count; i++) {
        good = good && add(c, files, joined(folder, (int)strlen(folder), "/", entries[i]->d_name));
        free(entries[i]);
    }
    free(entries);
    return good;
}

static bool add_path(const cli *c, cli_case_files *files, const char *path)
{
    struct stat status;
    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        return add_folder(c, files, path, is_one);
    return add(c, files, strdup(path));
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* What is there of a file or folder that begins with the first `length` bytes of `name`. */
static bool add_if_there(const cli *c, cli_case_files *files, const char *name, size_t length, const char *ending)
{
    struct stat status;
    char *path = joined(name, (int)length, "", ending);
    if (path == NULL)
        return cli_no_memory(c) == CLI_FINE;
    bool good = stat(path, &status) != 0 || add_path(c, files, path);
    free(path);
    return good;
}

/* Without .yaml or .yml. */
static size_t length_of_name(const char *the_charter)
{
    const char *dot = strrchr(the_charter, '.');
    bool yaml = dot != NULL && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0);
    return yaml ? (size_t)(dot - the_charter) : strlen(the_charter);
}

static bool add_beside(const cli *c, cli_case_files *files, const char *the_charter)
{
    size_t length = length_of_name(the_charter);
    if (is_folder(the_charter))
        return add_folder(c, files, the_charter, is_beside_versions) &&
               add_if_there(c, files, the_charter, strlen(the_charter), "/cases");
    return add_if_there(c, files, the_charter, length, CASES) && add_if_there(c, files, the_charter, length, ".cases");
}

bool cli_case_files_find(const cli *c, const char *the_charter, const cli_texts *named, cli_case_files *files)
{
    bool good = true;
    *files = (cli_case_files){.count = 0};
    for (size_t i = 0; i < named->count && good; i++)
        good = add_path(c, files, named->items[i]);
    if (named->count == 0)
        good = add_beside(c, files, the_charter);
    if (!good || files->count > 0)
        return good;
    cli_say(c, N_("%s has no cases"), the_charter);
    cli_help(
        c, N_("write declarations with x-expect into a file beside it, NAME.cases.yaml for NAME.yaml, or name a file"));
    return false;
}

void cli_case_files_free(cli_case_files *files)
{
    for (size_t i = 0; i < files->count; i++)
        free(files->paths[i]);
    free(files->paths);
}

int cli_case_files_read(const cli *c, const cli_case_files *files, charter_cases *cases)
{
    for (size_t i = 0; i < files->count; i++) {
        charter_text text;
        char *bytes = cli_read_text(c, files->paths[i], &text.length);
        if (bytes == NULL)
            return CLI_STOPPED;
        text.at = bytes;
        charter_status status = charter_cases_add(cases, files->paths[i], text);
        free(bytes);
        if (status != CHARTER_OK)
            return cli_no_memory(c);
    }
    return CLI_FINE;
}
