/* repository_path: names alone. Where the repository is, whoever opens the report says. */
#include "report/gate/repository_path.h"

#include "base/path.h"

/* From the root on. */
static const char *whole_name(ch_buffer *into, const char *folder, const char *file)
{
    into->length = 0;
    if (file[0] != '/') {
        ch_buffer_add(into, ch_text_of(folder));
        ch_buffer_add_char(into, '/');
    }
    ch_buffer_add(into, ch_text_of(file));
    ch_buffer_add_char(into, '\0');
    return into->at == NULL ? "" : into->at;
}

ch_text ch_repository_path(const charter_report_options *options, const char *file, ch_buffer *into)
{
    ch_arena arena = {0};
    if (strcmp(file, "-") == 0)
        return CH_LITERAL("-");
    ch_text place = CH_NO_TEXT;
    if (options->top != NULL)
        place = ch_path_below(ch_path_plain(&arena, whole_name(into, options->folder, file)), options->top);
    if (place.length == 0)
        place = ch_path_plain(&arena, file);
    into->length = 0;
    ch_buffer_add(into, place.length == 0 ? CH_LITERAL(".") : place);
    into->failed = into->failed || arena.failed;
    ch_arena_clear(&arena);
    return into->at == NULL ? CH_LITERAL("") : ch_buffer_text(into);
}
