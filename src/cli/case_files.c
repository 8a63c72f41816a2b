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

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool add_folder(const cli *c, cli_case_files *files, const char *folder)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_one, by_bytes);
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
        return add_folder(c, files, path);
    return add(c, files, strdup(path));
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* Whatever of the two is there. */
static bool add_beside(const cli *c, cli_case_files *files, const char *the_charter)
{
    static const char *const endings[] = {".cases.yaml", ".cases"};
    struct stat status;
    size_t length = strlen(the_charter);
    bool folder = is_folder(the_charter), good = true;
    for (size_t i = 0; !folder && length > 0 && i < 2; i++) {
        const char *ending = i == 0 ? ".yaml" : ".yml";
        size_t size = strlen(ending);
        if (length > size && strcmp(the_charter + length - size, ending) == 0)
            length -= size;
    }
    for (size_t i = 0; good && i < sizeof endings / sizeof *endings; i++) {
        char *path =
            folder ? joined(the_charter, (int)length, "", "/cases") : joined(the_charter, (int)length, "", endings[i]);
        if (path == NULL)
            return cli_no_memory(c) == CLI_FINE;
        if (stat(path, &status) == 0)
            good = add_path(c, files, path);
        free(path);
        if (folder)
            break;
    }
    return good;
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
