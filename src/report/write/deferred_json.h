/* deferred_json: items of an array that is yet to come, already written.
 *
 * A report that writes as things come keeps so what belongs into a later part of its document. Whoever adds
 * asks first whether it is full. */
#ifndef CH_REPORT_WRITE_DEFERRED_JSON_H
#define CH_REPORT_WRITE_DEFERRED_JSON_H

#include "base/buffer.h"
#include "report/write/json_writer.h"

typedef struct ch_deferred_json {
    ch_json json; /* what is written here is kept */
    ch_output output;
    ch_buffer kept;
    char room[1024];
} ch_deferred_json;

/* In place: a keeper points at itself. Its array will stand in `depth` objects. */
void ch_deferred_json_init(ch_deferred_json *deferred, unsigned depth);
void ch_deferred_json_clear(ch_deferred_json *deferred);

/* Whether another item would be too many: 4 MiB are kept. */
bool ch_deferred_json_is_full(const ch_deferred_json *deferred);

/* Writes all items into the array that is open in `json`. */
void ch_deferred_json_give(ch_deferred_json *deferred, ch_json *json);

#endif
