/* Reading conditions, in either spelling. The two spellings are condition_text.c and mapping.c; what nothing makes
 * true is refused by never.c. Both spellings are told apart by the node alone: a scalar is CEL, anything else a
 * mapping. */
#include "rule/condition_read.h"

#include "rule/condition_build.h"
#include "rule/never.h"

typedef ch_cel_node node;

static const ch_condition *keep(const ch_condition_reader *reader, const node *root)
{
    ch_condition *condition = ch_arena_take(reader->decoder->arena, sizeof *condition);
    if (condition == NULL) {
        reader->decoder->diagnostics->failed = true;
        return NULL;
    }
    *condition = (ch_condition){root, reader->scope};
    return condition;
}

/* Two arenas: the tree goes to the charter's, and what only reading needs (the scope as CEL has it) goes with this
 * call. */
const ch_condition *ch_condition_read(const ch_condition_reader *reader, const ch_node *yaml)
{
    ch_arena working = {0};
    ch_condition_making making = {.reader = reader, .working = &working};
    const node *root = NULL;
    if (ch_cel_scope_make(&making.scope, reader->scope, &working)) {
        making.unit = ch_condition_unit(&making);
        root =
            yaml->kind == CH_SCALAR ? ch_condition_read_text(&making, yaml) : ch_condition_read_mapping(&making, yaml);
        ch_condition_tell(&making, &making.unit, NULL);
        if (root != NULL && !ch_condition_can_hold(&making, root))
            root = NULL;
    }
    /* Where something was refused the scope, or a place of the tree, is not what it is to be. */
    reader->decoder->diagnostics->failed = reader->decoder->diagnostics->failed || working.failed;
    ch_arena_clear(&working);
    return root == NULL ? NULL : keep(reader, root);
}

/* ---- advice ---- */

/* Depth is bounded: by CH_CEL_DEPTH_MAX in an expression, by the document's depth in a mapping. */
static bool reads_slot(const node *n, uint32_t slot)
{
    if (n->op == CH_CEL_VARIABLE && n->slot == slot)
        return true;
    for (uint32_t i = 0; i < n->count; i++)
        if (reads_slot(n->args[i], slot))
            return true;
    return false;
}

/* A warning and no error: has() may be meant. Yet three-valued logic says more: a rule that needs an absent fact is
 * undetermined, and names it. */
static void warn(const ch_condition_reader *reader, const node *has, bool requires)
{
    const ch_decoder *d = reader->decoder;
    ch_text name = has->slot == CH_DATA_SLOT ? CH_LITERAL("data") : reader->scope->variables[has->slot - 1].name;
    ch_warning_at(d->diagnostics, CH_CONDITION_SILENT, d->source, has->span,
                  requires ? ch_say1("where \"%s\" is not declared, has() makes this requirement met in silence", name)
                           : ch_say1("where \"%s\" is not declared, has() makes this rule pass over the use in silence",
                                     name),
                  ch_say("leave has() out: a rule that needs an absent fact is undetermined, and says which"));
}

/* The has() that stands for a term: itself or, in what is required, its opposite. */
static const node *has_of(const node *term, bool requires)
{
    if (requires)
        term = term->op == CH_CEL_NOT ? term->args[0] : term;
    else if (term->op == CH_CEL_NOT)
        return NULL;
    return term->op == CH_CEL_PRESENT && !term->quiet ? term : NULL;
}

/* has(x) && … x … in a `when`, !has(x) || … x … in a `require`: what is asked of x is never asked where x is
 * absent. Through the operators that keep the sense: && in the one, || in the other, and nested ones of both. */
static void advise(const ch_condition_reader *reader, const node *n, bool requires)
{
    ch_cel_op settling = requires ? CH_CEL_ANY : CH_CEL_ALL;
    if (n->op != CH_CEL_ALL && n->op != CH_CEL_ANY)
        return;
    for (uint32_t i = 0; i < n->count; i++) {
        bool negated = n->args[i]->op == CH_CEL_NOT;
        const node *has = n->op == settling && negated == requires ? has_of(n->args[i], requires) : NULL;
        bool read = false;
        for (uint32_t j = 0; has != NULL && j < n->count; j++)
            read = read || reads_slot(n->args[j], has->slot);
        if (read)
            warn(reader, has, requires);
        advise(reader, n->args[i], requires);
    }
}

void ch_condition_advise(const ch_condition_reader *reader, const ch_condition *condition, bool requires)
{
    advise(reader, condition->root, requires);
}
