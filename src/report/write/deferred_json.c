/* Keeping what was written. What is kept is what will be written, byte for byte: places of items and line breaks
 * are those of the array it goes into. */
#include "report/write/deferred_json.h"

/* A stream may hold faults without end, and they are wanted at the end of a document. */
#define KEPT_MAX ((size_t)4 * 1024 * 1024)

static int keep(void *context, const char *bytes, size_t length)
{
    ch_buffer *kept = context;
    ch_buffer_add(kept, (ch_text){bytes, length});
    return kept->failed;
}

/* It writes as if it stood in the array that will hold its items. */
void ch_deferred_json_init(ch_deferred_json *d, unsigned depth)
{
    d->kept = ch_buffer_init(SIZE_MAX / 2);
    d->output = ch_output_init((charter_sink){&d->kept, keep}, d->room, sizeof d->room);
    d->json = ch_json_init(&d->output, false);
    for (unsigned i = 0; i < depth; i++)
        ch_json_object(&d->json);
    ch_json_array(&d->json);
    /* The brackets of the levels above are the document's own, and not kept. */
    d->output.length = 0;
}

void ch_deferred_json_clear(ch_deferred_json *d)
{
    ch_buffer_clear(&d->kept);
}

bool ch_deferred_json_is_full(const ch_deferred_json *d)
{
    return d->kept.length >= KEPT_MAX;
}

void ch_deferred_json_give(ch_deferred_json *d, ch_json *json)
{
    ch_output_flush(&d->output);
    /* What was lost for want of memory must not be missing in silence. */
    if (d->kept.failed)
        ch_output_fail(json->output, CHARTER_NO_MEMORY);
    ch_json_items(json, ch_buffer_text(&d->kept));
}
