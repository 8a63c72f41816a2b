/* The keys of a declaration that a mapping may aim at. */
#include "intake/loading.h"

static const struct {
    const char *path;
    const char *const *words;
    bool list;
    ch_cell_type type;
    /* Keys that a mapping may aim at, and the words of those that take fixed ones. Facts and evidence by id are beside
     * them (is_known); which of these a charter knows is told when a row is judged. */
} known_paths[] = {
    {"id", NULL, false, CH_CELL_TEXT},
    {"unit", NULL, false, CH_CELL_TEXT},
    {"author", NULL, false, CH_CELL_TEXT},
    {"role", NULL, false, CH_CELL_TEXT},
    {"activity", NULL, false, CH_CELL_TEXT},
    {"tool", NULL, false, CH_CELL_TEXT},
    {"tool.name", NULL, false, CH_CELL_TEXT},
    {"tool.model", NULL, false, CH_CELL_TEXT},
    {"data", NULL, true, CH_CELL_TEXT},
    {"purpose", NULL, false, CH_CELL_TEXT},
    {"output", ch_output_names, false, CH_CELL_TEXT},
    {"autonomy", ch_autonomy_names, false, CH_CELL_TEXT},
    {"stage", ch_stage_names, false, CH_CELL_TEXT},
    {"date", NULL, false, CH_CELL_DATE},
    {"files", NULL, true, CH_CELL_TEXT},
    {"volume.requests", NULL, false, CH_CELL_WHOLE},
    {"volume.tokens", NULL, false, CH_CELL_WHOLE},
    {"review", NULL, false, CH_CELL_TEXT},
    {"review.by", NULL, false, CH_CELL_TEXT},
    {"review.on", NULL, false, CH_CELL_DATE},
    {"review.ref", NULL, false, CH_CELL_TEXT},
    {"review.id", NULL, false, CH_CELL_TEXT},
    {"training", NULL, true, CH_CELL_TEXT},
    {"training.id", NULL, false, CH_CELL_TEXT},
    {"training.on", NULL, false, CH_CELL_DATE},
    {"training.ref", NULL, false, CH_CELL_TEXT},
    {"training.by", NULL, false, CH_CELL_TEXT},
};
enum { KNOWN_PATHS = sizeof known_paths / sizeof *known_paths };

const char *ch_intake_path_at(size_t index)
{
    return index < KNOWN_PATHS ? known_paths[index].path : NULL;
}

static const char *const evidence_words[] = {"id", "ref", "by", "on", NULL};

/* Cuts the path at its points; false where it has too many. */
static bool cut_path(ch_aim *aim)
{
    ch_text rest = aim->path;
    for (;;) {
        const char *point = ch_text_find(rest, '.');
        if (aim->depth == CH_PATH_STEPS)
            return false;
        aim->steps[aim->depth++] = (ch_text){rest.at, point == NULL ? rest.length : (size_t)(point - rest.at)};
        if (point == NULL)
            return true;
        rest = ch_text_behind(rest, (size_t)(point - rest.at) + 1);
    }
}

/* What evidence's own keys hold, and evidence as a whole. Each of the three marks is there so that a register's "no"
 * or "in progress" never shows a duty done. */
static void mark_evidence(ch_aim *aim)
{
    static const char *const answers[] = {"true", "false", NULL};
    bool inner = ch_text_is(aim->steps[0], "evidence");
    if (!inner && !ch_text_is(aim->steps[0], "review") && !ch_text_is(aim->steps[0], "training"))
        return;
    uint32_t whole = inner ? 2 : 1;
    aim->answers = aim->depth == whole;
    aim->denies = aim->depth > whole && (ch_text_is(aim->steps[whole], "ref") || ch_text_is(aim->steps[whole], "on"));
    aim->names = aim->depth > whole && ch_text_is(aim->steps[whole], "id");
    if (aim->answers)
        aim->words = answers;
    if (aim->depth > whole && ch_text_is(aim->steps[whole], "on"))
        aim->type = CH_CELL_DATE;
}

/* Which facts and duties there are, only the charter's version of the day knows: here their ids have the right form. */
static bool is_known(ch_aim *aim)
{
    for (int i = 0; i < KNOWN_PATHS; i++)
        if (ch_text_is(aim->path, known_paths[i].path)) {
            aim->list = known_paths[i].list;
            aim->words = known_paths[i].words;
            aim->type = known_paths[i].type;
            return true;
        }
    if (ch_text_is(aim->steps[0], "facts"))
        return aim->depth == 2 && ch_text_is_identifier(aim->steps[1]);
    return ch_text_is(aim->steps[0], "evidence") && aim->depth >= 2 && ch_text_is_id(aim->steps[1]) &&
           (aim->depth == 2 || ch_word_index(evidence_words, aim->steps[2]) >= 0);
}

static void error_path(ch_loader *l, const ch_aim *aim)
{
    ch_suggestion suggestion = ch_suggest(aim->path);
    for (int i = 0; i < KNOWN_PATHS; i++)
        ch_suggest_try(&suggestion, ch_text_of(known_paths[i].path));
    ch_loader_error(l, CH_KEY_UNKNOWN, aim->node->key->span, ch_say1("\"%s\" is not a key of a declaration", aim->path),
                    suggestion.best.at != NULL
                        ? ch_say1("did you mean \"%s\"?", suggestion.best)
                        : ch_say("write a key such as activity, tool.model, facts.FIELD, evidence.DUTY or review.by"));
}

bool ch_loader_path(ch_loader *l, ch_aim *aim)
{
    if (!cut_path(aim) || !is_known(aim)) {
        error_path(l, aim);
        return false;
    }
    mark_evidence(aim);
    return true;
}
