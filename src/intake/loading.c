/* What the parts of loading a mapping share. */
#include "intake/loading.h"

void *ch_loader_take(ch_loader *l, size_t count, size_t size)
{
    void *taken = ch_arena_take_many(&l->intake->arena, count == 0 ? 1 : count, size);
    if (taken == NULL)
        l->decoder.diagnostics->failed = true;
    return taken;
}

void ch_loader_error(ch_loader *l, ch_code code, ch_span span, ch_message message, ch_message help)
{
    ch_error_at(l->decoder.diagnostics, code, &l->intake->source, span, message, help);
}
