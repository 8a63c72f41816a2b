/* repository_path: names alone. Where the repository is, whoever opens the report says. */
#include "report/gate/repository_path.h"

/* Takes away the last step, if it is a name that is no way up. */
static bool step_back(ch_buffer *path, size_t begin)
{
    size_t at = path->length;
    while (at > begin && path->at[at - 1] != '/')
        at--;
    ch_text last = {path->at + at, path->length - at};
    if (last.length == 0 || ch_text_is(last, ".."))
        return false;
    path->length = at > begin ? at - 1 : at;
    return true;
}

static void add_step(ch_buffer *path, size_t begin, ch_text step)
{
    if (step.length == 0 || ch_text_is(step, "."))
        return;
    /* Above the root there is nothing (POSIX, path resolution). */
    if (ch_text_is(step, "..") && (step_back(path, begin) || begin > 0))
        return;
    if (path->length > begin)
        ch_buffer_add_char(path, '/');
    ch_buffer_add(path, step);
}

static void add_steps(ch_buffer *path, size_t begin, const char *name)
{
    while (*name != '\0') {
        size_t length = strcspn(name, "/");
        add_step(path, begin, (ch_text){name, length});
        name += length + (name[length] == '/');
    }
}

/* From the root on where `folder` is given, or the name begins there. */
static ch_text normalize(ch_buffer *path, const char *folder, const char *file)
{
    path->length = 0;
    size_t begin = folder != NULL || file[0] == '/';
    if (begin > 0)
        ch_buffer_add_char(path, '/');
    if (folder != NULL && file[0] != '/')
        add_steps(path, begin, folder);
    add_steps(path, begin, file);
    return path->at == NULL ? CH_LITERAL("") : ch_buffer_text(path);
}

ch_text ch_repository_path(const charter_report_options *options, const char *file, ch_buffer *into)
{
    const char *top = options->top;
    if (strcmp(file, "-") == 0)
        return CH_LITERAL("-");
    if (top != NULL) {
        size_t length = strcmp(top, "/") == 0 ? 0 : strlen(top);
        ch_text whole = normalize(into, options->folder, file);
        if (whole.length > length + 1 && memcmp(whole.at, top, length) == 0 && whole.at[length] == '/')
            return (ch_text){whole.at + length + 1, whole.length - length - 1};
    }
    ch_text named = normalize(into, NULL, file);
    return named.length == 0 ? CH_LITERAL(".") : named;
}
