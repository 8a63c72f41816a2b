/* The entrance of intake mappings together with the registers that they are for: what stands before a line of "%%%" is
 * the mapping, what stands behind it the register. However the register is fed, it holds as many declarations. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz.h"
#include "fuzz/judging.h"

static const char between[] = "\n%%%\n";

static void read_register(const charter_intake *intake, charter_text bytes)
{
    const charter_stream_options options = {.syntax = CHARTER_CSV, .intake = intake, .limits = {.document_bytes = 512}};
    size_t whole = judge_stream(small_charter(), "register.csv", &options, bytes, bytes.length + 1);
    size_t piecewise = count_stream("register.csv", &options, bytes, 3);
    assert(whole == piecewise);
    (void)whole;
    (void)piecewise;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const char *at = (const char *)bytes, *line = size == 0 ? NULL : memmem(at, size, between, sizeof between - 1);
    if (line == NULL)
        return 0;
    const char *behind = line + sizeof between - 1;
    charter_intake *intake = load_intake_bytes((charter_text){at, (size_t)(line - at) + 1});
    if (intake != NULL)
        read_register(intake, (charter_text){behind, size - (size_t)(behind - at)});
    charter_intake_free(intake);
    return 0;
}
