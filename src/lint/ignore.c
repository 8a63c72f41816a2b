/* What a charter's author has ignored: `x-lint-ignore: {code: reason}`, or a list of such, beside the keys of an entry
 * or at the top of a file. A reason is asked for, and an ignore that ignores nothing is told: both are how a charter
 * comes to hold what nobody remembers. */
#include "base/no_word.h"
#include "base/suggest.h"
#include "lint/checks.h"
#include "lint/lint.h"

/* What can be ignored: lint's own findings, but for those about ignoring, and loading's warnings. */
static const ch_code known[] = {
#define CHECK(name, severity, title) CH_##name,
    CH_LINT_CHECKS(CHECK)
#undef CHECK
        CH_CONDITION_SILENT,
    CH_CONDITION_NEVER,
    CH_APPROVAL_LACKING,
};

static bool can_be_ignored(ch_code code)
{
    return code != CH_LINT_IGNORE_FORM && code != CH_LINT_IGNORE_UNUSED;
}

static bool find_code(ch_text text, ch_code *code)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (ch_text_is(text, ch_code_text(known[i])) && can_be_ignored(known[i])) {
            *code = known[i];
            return true;
        }
    return false;
}

/* ---- reading ---- */

typedef struct reading {
    ch_lint *l;
    const ch_source *source;
    const ch_entry *entry; /* NULL: of a file */
    ch_lint_of of;
    bool counts; /* the first pass: nothing is told or kept */
} reading;

static void refuse(const reading *r, ch_span span, ch_message message, ch_message help)
{
    if (r->counts)
        return;
    if (r->entry != NULL)
        ch_lint_tell(r->l, CH_LINT_IGNORE_FORM, r->of, span, message, help);
    else
        ch_lint_tell_file(r->l, CH_LINT_IGNORE_FORM, r->source, span, message, help);
}

static void read_one(const reading *r, const ch_node *node)
{
    ch_lint_ignores *all = &r->l->ignores;
    ch_code code;
    if (!find_code(node->key->text, &code)) {
        ch_suggestion suggestion = ch_suggest(node->key->text);
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            if (can_be_ignored(known[i]))
                ch_suggest_try(&suggestion, ch_text_of(ch_code_text(known[i])));
        refuse(r, node->key->span, ch_say1("\"%s\" is no code that can be ignored", node->key->text),
               suggestion.best.at != NULL ? ch_say1("did you mean \"%s\"?", suggestion.best)
                                          : ch_say("write a code that lint tells, such as lint.unused"));
        return;
    }
    if (node->kind != CH_SCALAR || ch_node_absent(node) || ch_says_no(node->text)) {
        refuse(r, node->key->span, ch_say1("nothing says why \"%s\" is ignored", node->key->text),
               ch_say("write the reason behind it: {lint.unused: kept for the forms of 2027}"));
        return;
    }
    if (!r->counts)
        all->items[all->count] = (ch_lint_ignore){code, r->source, r->entry, node, false};
    all->count++;
}

static void read_node(const reading *r, const ch_node *node)
{
    if (node == NULL)
        return;
    bool list = node->kind == CH_LIST;
    for (const ch_node *item = list ? node->first : node; item != NULL; item = list ? item->next : NULL) {
        if (item->kind != CH_MAP)
            refuse(r, ch_node_caret(node), ch_say("an x-lint-ignore says which codes, and why"),
                   ch_say("write x-lint-ignore: {lint.unused: kept for the forms of 2027}"));
        for (const ch_node *one = item->kind == CH_MAP ? item->first : NULL; one != NULL; one = one->next)
            read_one(r, one);
    }
}

static void read_files(ch_lint *l, bool counts)
{
    for (const ch_file *file = l->version->files; file != NULL; file = file->next)
        if (file->included_by == NULL)
            read_node(&(reading){.l = l, .source = &file->source, .counts = counts},
                      ch_node_get(file->root, "x-lint-ignore"));
    l->ignores.of_files = l->ignores.count;
}

static void read_entries(ch_lint *l, bool counts)
{
    for (int vocabulary = 0; vocabulary < CH_VOCABULARY_COUNT; vocabulary++) {
        l->ignores.begin[vocabulary] = l->ignores.count;
        for (uint32_t i = 0; i < ch_vocabulary_size(l->version, (ch_vocabulary)vocabulary); i++) {
            const ch_entry *entry = ch_vocabulary_entry(l->version, (ch_vocabulary)vocabulary, i);
            reading r = {l, entry->source, entry, {(ch_vocabulary)vocabulary, i}, counts};
            read_node(&r, ch_node_get(entry->node, "x-lint-ignore"));
        }
    }
    l->ignores.begin[CH_VOCABULARY_COUNT] = l->ignores.count;
}

/* Counted first, so that the room is exact. */
void ch_lint_read_ignores(ch_lint *l)
{
    l->ignores = (ch_lint_ignores){0};
    read_files(l, true);
    read_entries(l, true);
    ch_lint_ignore *items = ch_arena_take_many(l->arena, l->ignores.count, sizeof *items);
    l->ignores = (ch_lint_ignores){.items = items};
    if (items == NULL)
        return;
    read_files(l, false);
    read_entries(l, false);
}

/* ---- loading's warnings ---- */

static bool covers(const ch_lint *l, const ch_lint_ignore *ignore, const charter_diagnostic *d)
{
    if (strcmp(d->code, ch_code_text(ignore->code)) != 0 || d->place.file == NULL)
        return false;
    if (ignore->entry == NULL)
        return strcmp(d->place.file, ignore->source->name) == 0 || ignore->source == &l->version->files->source;
    const ch_node *node = ignore->entry->node;
    ch_span whole = {node->key->span.start, node->span.end};
    charter_place place = ch_source_place(ignore->source, whole);
    return strcmp(d->place.file, ignore->source->name) == 0 && d->place.line >= place.line &&
           d->place.line <= place.end_line;
}

static bool is_ignored(ch_lint *l, const charter_diagnostic *d)
{
    bool ignored = false;
    for (uint32_t i = 0; l->ignores.items != NULL && !ignored && i < l->ignores.count; i++)
        if (covers(l, &l->ignores.items[i], d))
            ignored = l->ignores.items[i].used = true;
    return ignored;
}

/* They know their place and no entry: what lies in an entry's lines is the entry's. */
void ch_lint_ignore_loading(ch_lint *l)
{
    charter_diagnostics *all = l->diagnostics;
    charter_diagnostic **at = &all->first, *last = NULL;
    while (*at != NULL) {
        charter_diagnostic *d = *at;
        if (d->severity != CHARTER_ERROR && strncmp(d->code, "lint.", strlen("lint.")) != 0 && is_ignored(l, d)) {
            *at = d->next;
            all->count--;
            all->ignored++;
            continue;
        }
        last = d;
        at = &d->next;
    }
    all->last = last;
}

void ch_lint_tell_unused_ignores(ch_lint *l)
{
    for (uint32_t i = 0; i < l->ignores.count; i++) {
        const ch_lint_ignore *one = &l->ignores.items[i];
        if (!one->used)
            ch_lint_tell_file(l, CH_LINT_IGNORE_UNUSED, one->source, one->node->key->span,
                              ch_say1("nothing is told here of \"%s\": there is nothing to ignore",
                                      one->node->key->text),
                              ch_say("take it out"));
    }
}
