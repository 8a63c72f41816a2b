/* The charter's entrance: any bytes as a charter, and where it loads, a few declarations judged by it; and the charter
 * itself looked over. */
#include <string.h>

#include "fuzz/fuzz.h"
#include "fuzz/judging.h"

static const char declarations[] =
    "usage: 1\nactivity: drafting\ntool: ChatGPT\ndata: [internal, personal]\nautonomy: autonomous\n---\n"
    "usage: 1\nid: b\nactivity: coding\ntool: {name: a, model: m}\nunit: DMRG\nauthor: x\nstage: done\n"
    "date: 2026-06-15\nreview: {by: y, on: 2026-06-15}\nfacts: {account: personal}\n---\n"
    "usage: 1\nactivity: a\ntool: a\ndata: []\nstage: in-use\nvolume: {requests: 3, tokens: 5000}\n";

static void lint(const charter *the_charter)
{
    charter_diagnostics *told = NULL;
    charter_lint_options options = {.at = 20000}; /* 2024-10-04 */
    if (charter_diagnostics_new(&told) == CHARTER_OK)
        (void)charter_lint(the_charter, &options, told);
    charter_diagnostics_free(told);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    charter *the_charter = load_bytes((charter_text){(const char *)bytes, size});
    if (the_charter != NULL) {
        judge_bytes(the_charter, (charter_text){declarations, sizeof declarations - 1}, sizeof declarations);
        lint(the_charter);
    }
    charter_free(the_charter);
    return 0;
}
