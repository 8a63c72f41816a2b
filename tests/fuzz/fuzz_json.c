/* The entrance of JSON and NDJSON: any bytes as a stream of declarations. The first byte says which, and how the
 * stream is fed. */
#include <stdlib.h>

#include "fuzz/fuzz.h"
#include "fuzz/judging.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size == 0)
        return 0;
    charter_stream_options options = {.syntax = bytes[0] % 2 == 0 ? CHARTER_JSON : CHARTER_NDJSON,
                                      .limits = {.document_bytes = 512}};
    judge_stream(small_charter(), "usage.json", &options, (charter_text){(const char *)bytes + 1, size - 1},
                 (size_t)bytes[0] / 2 + 1);
    return 0;
}
