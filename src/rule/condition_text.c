/* The CEL spelling of conditions: an expression in a scalar of the charter. What is wrong with it is told where it
 * stands in the file, behind quotes, escapes and folded lines. The language itself is cel/'s. */
#include "rule/condition_build.h"

/* Faults have places in the expression until here, where the spelling turns them into places of the file. */
void ch_condition_tell(const ch_condition_making *making, const ch_cel_unit *unit, const ch_spelling *spelling)
{
    const ch_decoder *d = making->reader->decoder;
    for (const ch_cel_fault *f = unit->first; f != NULL; f = f->next) {
        ch_span span = spelling == NULL ? f->span : ch_spelling_place(spelling, f->span);
        ch_error_at(d->diagnostics, f->code, d->source, span, f->message, f->help);
    }
    if (unit->failed)
        d->diagnostics->failed = true;
}

/* The spelling lives in working memory and the tree does not: places are moved once, so that never.c tells of both
 * spellings alike. */
static void relocate(ch_cel_node *node, const ch_spelling *spelling)
{
    node->span = ch_spelling_place(spelling, node->span);
    node->name_span = ch_spelling_place(spelling, node->name_span);
    for (uint32_t i = 0; i < node->count; i++)
        relocate(node->args[i], spelling);
}

static bool is_truth(ch_cel_unit *unit, const ch_cel *made)
{
    if (made->type->kind == CH_CEL_T_BOOL)
        return true;
    ch_cel_error_at(unit, CH_CONDITION_TYPE, made->root->span,
                    ch_say1("a condition is true or false: this is of type %s",
                            ch_cel_type_text(unit->arena, made->type)),
                    ch_say("compare it with a value"));
    return false;
}

ch_cel_node *ch_condition_read_text(ch_condition_making *making, const ch_node *node)
{
    ch_cel_unit unit = ch_condition_unit(making);
    const ch_decoder *d = making->reader->decoder;
    ch_cel_node *root = ch_cel_parse(&unit, node->text);
    const ch_cel *made = ch_cel_finish(&unit, root);
    bool good = made != NULL && is_truth(&unit, made);
    ch_spelling spelling = ch_spelling_of(d->source, node, making->working);
    ch_condition_tell(making, &unit, &spelling);
    if (good)
        relocate(root, &spelling);
    return good ? root : NULL;
}
