/* Several mappings: which of them reads a register. What its rows become is register.c's. */
#include "intake/intake.h"

bool ch_intake_make_claims(charter_intake *intake)
{
    uint32_t count = 0;
    for (const ch_node *name = ch_names_first(intake->registers_node); name != NULL; name = ch_names_next(name))
        count++;
    ch_glob *items = ch_arena_take_many(&intake->arena, (size_t)count + 1, sizeof *items);
    if (items == NULL)
        return false;
    count = 0;
    for (const ch_node *name = ch_names_first(intake->registers_node); name != NULL; name = ch_names_next(name))
        items[count++].text = name->text;
    return ch_globs_make(&intake->registers, CH_GLOB_PATH, items, count, &intake->arena);
}

/* A mapping that says nothing of `registers`, or names none, reads what no other claims. */
static bool claims_some(const charter_intake *intake)
{
    return intake->registers_node != NULL;
}

static void mark_found(void *context, const ch_glob *glob, size_t start, size_t end)
{
    (void)glob;
    (void)start;
    (void)end;
    *(bool *)context = true;
}

/* A name is as it was given, or found in a folder that was: from any folder on it is the same register. */
static bool claims(const charter_intake *intake, ch_text name)
{
    bool found = false;
    while (ch_text_begins(name, "./"))
        name = (ch_text){name.at + 2, name.length - 2};
    ch_globs_find(&intake->registers, name, mark_found, &found);
    return found;
}

const charter_intake *ch_intake_for(const charter_intake *first, const char *name)
{
    const charter_intake *other = NULL;
    for (const charter_intake *intake = first; intake != NULL; intake = intake->next) {
        if (!claims_some(intake))
            other = intake;
        else if (claims(intake, ch_text_of(name)))
            return intake;
    }
    return other;
}

static void error_unclaimed(const charter_intake *first, const charter_intake *second, charter_diagnostics *diagnostics)
{
    ch_error_at(diagnostics, CH_KEY_MISSING, &second->source, ch_node_get(second->root, "intake")->key->span,
                ch_say1("%s too reads all registers that no other mapping claims", ch_text_of(first->source.name)),
                ch_say("say in one of the two which registers it reads, such as registers: [requests-*.csv]"));
}

/* Of two that read all that no other claims, nobody could tell which is meant. */
charter_status charter_intake_join(charter_intake *first, charter_intake *other, charter_diagnostics *diagnostics)
{
    size_t errors = diagnostics->errors;
    charter_intake *one = first;
    for (;; one = one->next) {
        if (!claims_some(one) && !claims_some(other))
            error_unclaimed(one, other, diagnostics);
        if (one->next == NULL)
            break;
    }
    one->next = other;
    return diagnostics->failed ? CHARTER_NO_MEMORY : diagnostics->errors == errors ? CHARTER_OK : CHARTER_INVALID;
}
