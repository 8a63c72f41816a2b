/* The entrance of registers: any bytes as one, by a mapping that has something of everything, and drafted from. The
 * first byte says how the register is fed. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz.h"
#include "fuzz/judging.h"

static const char mapping_text[] =
    "intake: 1\nheader: 1\nblank: [n/a]\ntables: {yes-no: {yes: true, no: false, may*: ''}}\n"
    "leave-out: [{number: 1, is: [draft, x*]}, {number: 2, blank: true}]\n"
    "declare:\n  id: {number: 1}\n  activity: {number: 2, values: {note: drafting}, others: keep, default: none}\n"
    "  tool.name: {number: 3, split: [',', ' and '], each: true}\n  tool.model: {constant: m}\n"
    "  data: [{number: 4, split: ;, values: {p: personal, n: []}}, {constant: public}]\n"
    "  facts.b: {number: 4, table: yes-no}\n  facts.n: [{number: 3, blank: '0'}, {number: 2}]\n"
    "  date: {number: 1, dates: [DD/MM/YYYY, 'YYYY-M-D hh:mm:ss']}\n  review.by: {number: 2}\n  purpose: {number: 1}\n";

typedef struct reading {
    const char *at;
    size_t left;
} reading;

static ptrdiff_t read_bytes(void *context, char *into, size_t size)
{
    reading *r = context;
    size_t length = r->left < size ? r->left : size;
    if (length > 0)
        memcpy(into, r->at, length);
    r->at += length;
    r->left -= length;
    return (ptrdiff_t)length;
}

/* What is drafted loads, unless something that is proposed is open. */
static int check_draft(void *context, const char *bytes, size_t length)
{
    static const char open[] = ": null #";
    charter_intake *intake = load_intake_bytes((charter_text){bytes, length});
    assert(intake != NULL || (*(bool *)context && memmem(bytes, length, open, sizeof open - 1) != NULL));
    charter_intake_free(intake);
    return 0;
}

static void draft(const uint8_t *bytes, size_t size, bool offered)
{
    reading r = {(const char *)bytes, size};
    charter_diagnostics *diagnostics;
    charter_draft_options options = {.tabs = size % 7 == 0,
                                     .lang = CHARTER_FR,
                                     .at = DAY,
                                     .the_charter = offered ? small_charter() : NULL};
    if (charter_diagnostics_new(&diagnostics) != CHARTER_OK)
        abort();
    charter_intake_draft("register.csv", (charter_input){&r, read_bytes}, &options,
                         (charter_sink){&offered, check_draft}, diagnostics);
    charter_diagnostics_free(diagnostics);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static charter_intake *intake;
    if (intake == NULL)
        intake = load_intake_bytes((charter_text){mapping_text, sizeof mapping_text - 1});
    if (intake == NULL)
        abort();
    if (size == 0)
        return 0;
    charter_stream_options options = {.syntax = CHARTER_CSV, .intake = intake, .limits = {.document_bytes = 512}};
    judge_stream(small_charter(), "register.csv", &options, (charter_text){(const char *)bytes + 1, size - 1},
                 (size_t)bytes[0] + 1);
    if (size < 4096)
        for (int offered = 0; offered < 2; offered++)
            draft(bytes + 1, size - 1, offered == 1);
    return 0;
}
