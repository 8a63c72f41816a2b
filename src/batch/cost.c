/* cost: counting, and saying what is used up. Who stops is batch.c; how many bytes are unpacked, input.c counts. */
#include "batch/cost.h"

static uint64_t either(uint64_t wanted, uint64_t otherwise)
{
    return wanted == 0 ? otherwise : wanted;
}

charter_cost ch_cost_of(const charter_cost *wanted)
{
    return (charter_cost){
        .bytes = either(wanted->bytes, CHARTER_COST_BYTES),
        .declarations = either(wanted->declarations, CHARTER_COST_DECLARATIONS),
        .faults = either(wanted->faults, CHARTER_COST_FAULTS),
        .scanned = either(wanted->scanned, CHARTER_COST_SCANNED),
    };
}

static uint64_t times(uint64_t number)
{
    return number > UINT64_MAX / CHARTER_RUN_INPUTS ? UINT64_MAX : number * CHARTER_RUN_INPUTS;
}

charter_cost ch_cost_of_run(const charter_cost *most)
{
    return (charter_cost){times(most->bytes), times(most->declarations), times(most->faults), times(most->scanned)};
}

ch_cost_kind ch_cost_spent(const charter_cost *most, const ch_cost_used *used, bool invalid)
{
    if (used->declarations >= most->declarations)
        return CH_COST_DECLARATIONS;
    if (invalid && used->faults >= most->faults)
        return CH_COST_FAULTS;
    return used->scanned > most->scanned ? CH_COST_SCANNED : CH_COST_LEFT;
}

void ch_error_spent(charter_diagnostics *diagnostics, const char *file, ch_cost_kind kind, const charter_cost *most,
                    bool of_run)
{
    static const struct {
        const char *of_input, *of_run, *help;
    } texts[] = {
        [CH_COST_DECLARATIONS] =
            {N_("this input holds more than %s declarations: the rest is not judged"),
             N_("these inputs hold more than %s declarations: the rest of this one, and those behind it, are not judged"),
             N_("judge them in several runs, or raise --max-declarations")},
        [CH_COST_FAULTS] =
            {N_("more than %s declarations of this input are invalid: the rest is not judged"),
             N_("more than %s declarations are invalid: the rest of this input, and those behind it, are not judged"),
             N_("correct these first, or raise --max-faults")},
        [CH_COST_SCANNED] =
            {N_("more than %s bytes were looked through of what this input sends: the rest is not judged"),
             N_("more than %s bytes were looked through of what is sent: the rest of this input, and those behind it, "
                "are not judged"),
             N_("judge them in several runs, or raise --max-scanned-bytes")},
    };
    const uint64_t numbers[] = {[CH_COST_DECLARATIONS] = most->declarations,
                                [CH_COST_FAULTS] = most->faults,
                                [CH_COST_SCANNED] = most->scanned};
    const char *text = of_run ? texts[kind].of_run : texts[kind].of_input;
    uint64_t number = numbers[kind] > INT64_MAX ? INT64_MAX : numbers[kind];
    ch_error_in_file(diagnostics, CH_LIMIT_COST, file, ch_say1(text, ch_text_int(&diagnostics->arena, (int64_t)number)),
                     ch_say(texts[kind].help));
}
