/* The entrance of registers in JSON: any bytes as one, by a mapping that has something of everything. The first byte
 * says how the register is fed, and whether rows are looked for within. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz.h"
#include "fuzz/judging.h"

#define DECLARE                                                                                                         \
    "leave-out: [{column: a.kind, is: [x*], optional: true}]\n"                                                         \
    "declare:\n  id: id\n  activity: {column: at.gen_ai.kind, values: {note: drafting}, others: keep, default: none}\n" \
    "  tool.name: [{column: name, each: true}, {column: a.b.c, split: [','], each: true}]\n  unit: unit\n"              \
    "  data: [{column: data, values: {p: personal, n: []}}, {constant: public}]\n"                                      \
    "  date: {column: day, dates: [YYYY-MM-DD, unix-ns, unix]}\n"                                                       \
    "  volume.tokens: {sum: [in, {column: out, default: 0, optional: true}, {constant: 1}]}\n"

static const char *const mappings[] = {
    "intake: 1\nformat: json\n" DECLARE,
    "intake: 1\nformat: json\nrows: a.{name}.b\n" DECLARE,
};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static charter_intake *intakes[2];
    for (size_t i = 0; i < 2; i++) {
        if (intakes[i] == NULL)
            intakes[i] = load_intake_bytes((charter_text){mappings[i], strlen(mappings[i])});
        if (intakes[i] == NULL)
            abort();
    }
    if (size == 0)
        return 0;
    charter_stream_options options = {.intake = intakes[bytes[0] % 2], .limits = {.document_bytes = 512}};
    judge_stream(small_charter(), bytes[0] % 3 == 0 ? "register.ndjson" : "register.json", &options,
                 (charter_text){(const char *)bytes + 1, size - 1}, (size_t)bytes[0] / 2 + 1);
    return 0;
}
