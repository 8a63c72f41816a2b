/* The entrance of intake mappings: any bytes as one, and where it loads, a small register read by it. */
#include <stdlib.h>

#include "fuzz/fuzz.h"
#include "fuzz/judging.h"

static const char register_text[] =
    "A,B,C,C\n\"x\ny\",drafting,\"a, b\",31/12/2025\nDraft,,n/a,yes\n\xE9,coding,good,2026-01-02\nx,y,z,w,v\nm,drafting,good,Q4 2025\nm,drafting,good,03/2025\n\"z\"z,\n";

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    charter_intake *intake = load_intake_bytes((charter_text){(const char *)bytes, size});
    if (intake != NULL) {
        charter_stream_options options = {.syntax = CHARTER_CSV, .intake = intake};
        judge_stream(small_charter(), "register.csv", &options, (charter_text){register_text, sizeof register_text - 1},
                     sizeof register_text);
    }
    charter_intake_free(intake);
    return 0;
}
