/* A first mapping for a file: what is packed is unpacked, and of a workbook a sheet is read. What is drafted is
 * draft/register.c's. */
#include <fcntl.h>
#include <unistd.h>

#include "base/diagnostics.h"
#include "base/options.h"
#include "batch/cost.h"
#include "batch/input.h"
#include "charter/draft.h"

CH_OPTIONS_END_WITH(charter_draft_options, sheet);

/* What a workbook tells goes before what the draft could not read of it. */
static charter_status add_told(const ch_workbook *book, charter_diagnostics *diagnostics)
{
    const charter_diagnostics *told = ch_workbook_told(book);
    for (const charter_diagnostic *one = told->first; one != NULL; one = one->next)
        ch_diagnostics_add(diagnostics, one);
    return diagnostics->failed ? CHARTER_NO_MEMORY : told->errors > 0 ? CHARTER_INVALID : CHARTER_OK;
}

static charter_status draft(const char *name, ch_input *input, charter_input bytes, charter_draft_options *options,
                            charter_sink sink, charter_diagnostics *diagnostics)
{
    charter_diagnostics *faults;
    if (input->workbook == NULL && options->sheet != NULL) {
        ch_error_in_file(diagnostics, CH_INTAKE_SHEET, name, ch_say("this is no workbook: it has no sheets"),
                         ch_say("leave --sheet out"));
        return diagnostics->failed ? CHARTER_NO_MEMORY : CHARTER_INVALID;
    }
    if (input->workbook == NULL)
        return charter_intake_draft(name, bytes, options, sink, diagnostics);
    options->sheet = ch_workbook_sheet(input->workbook).at;
    charter_status status = charter_diagnostics_new(&faults);
    if (status != CHARTER_OK)
        return status;
    status = options->sheet == NULL ? CHARTER_INVALID : charter_intake_draft(name, bytes, options, sink, faults);
    charter_status told = status == CHARTER_NO_MEMORY ? status : add_told(input->workbook, diagnostics);
    if (told == CHARTER_OK)
        for (const charter_diagnostic *one = faults->first; one != NULL; one = one->next)
            ch_diagnostics_add(diagnostics, one);
    charter_diagnostics_free(faults);
    return told == CHARTER_OK ? status : told;
}

charter_status charter_intake_draft_file_sized(const char *name, int file, const charter_draft_options *options,
                                               size_t options_size, charter_sink sink, charter_diagnostics *diagnostics)
{
    charter_draft_options o;
    if (!ch_options_copy(&o, sizeof o, options, options_size))
        return CHARTER_UNKNOWN;
    ch_workbook_options sheets = {.sheet = ch_text_of(o.sheet), .any = true};
    charter_cost cost = {0};
    charter_input bytes;
    ch_input input;
    int own = fcntl(file, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (own < 0)
        return CHARTER_IO;
    charter_status status = ch_input_open(&input, name, own, ch_cost_of(&cost).bytes, true, &sheets, &bytes);
    if (status != CHARTER_OK)
        return status;
    status = draft(name, &input, bytes, &o, sink, diagnostics);
    ch_input_close(&input);
    return status;
}
