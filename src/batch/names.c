/* names: what the names of files say, and paths made of them. No file is looked at here. */
#include "batch/names.h"

/* Longer, not as long: ".yaml" alone is a hidden file without a name. */
static bool ends_with(const char *name, const char *ending)
{
    size_t length = strlen(name), end = strlen(ending);
    return length > end && strcmp(name + length - end, ending) == 0;
}

bool ch_is_yaml_name(const char *name)
{
    return ends_with(name, ".yaml") || ends_with(name, ".yml");
}

bool ch_is_cases_name(const char *name)
{
    return ends_with(name, ".cases.yaml") || ends_with(name, ".cases.yml");
}

const char *ch_cases_path(ch_arena *arena, const char *path)
{
    static const char ending[] = ".cases.yaml";
    if (!ch_is_yaml_name(path))
        return NULL;
    size_t length = (size_t)(strrchr(path, '.') - path);
    char *cases = ch_arena_take_raw(arena, length + sizeof ending);
    if (cases == NULL)
        return NULL;
    memcpy(cases, path, length);
    memcpy(cases + length, ending, sizeof ending);
    return cases;
}

const char *ch_path_join(ch_arena *arena, const char *folder, const char *name)
{
    size_t before = strlen(folder), after = strlen(name);
    bool slash = before > 0 && folder[before - 1] != '/';
    char *path = ch_arena_take_raw(arena, before + slash + after + 1);
    if (path == NULL)
        return NULL;
    memcpy(path, folder, before);
    if (slash)
        path[before] = '/';
    memcpy(path + before + slash, name, after + 1);
    return path;
}
