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
void ch_deferred_json_init(ch_deferred_json *k, unsigned depth)
{
    k->kept = ch_buffer_init(SIZE_MAX / 2);
    k->output = ch_output_init((charter_sink){&k->kept, keep}, k->room, sizeof k->room);
    k->json = ch_json_init(&k->output, false);
    for (unsigned i = 0; i < depth; i++)
        ch_json_object(&k->json);
    ch_json_array(&k->json);
    /* The brackets of the levels above are the document's own, and not kept. */
    k->output.length = 0;
}

void ch_deferred_json_clear(ch_deferred_json *k)
{
    ch_buffer_clear(&k->kept);
}

bool ch_deferred_json_is_full(const ch_deferred_json *k)
{
    return k->kept.length >= KEPT_MAX;
}

void ch_deferred_json_give(ch_deferred_json *k, ch_json *json)
{
    ch_output_flush(&k->output);
    /* What was lost for want of memory must not be missing in silence. */
    if (k->kept.failed)
        ch_output_fail(json->output, CHARTER_NO_MEMORY);
    ch_json_items(json, ch_buffer_text(&k->kept));
}
