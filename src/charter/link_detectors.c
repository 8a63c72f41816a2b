/* Linking detectors: patterns and checks compiled, the classes that they mean, and one scanner for all of them; then
 * each detector shown its own examples. How a text is scanned is detect/'s; what a detection does to a verdict is
 * judge/'s. */
#include "base/unicode.h"
#include "charter/build.h"

#define WITHIN_DEFAULT 60 /* characters on either side of a hit */

typedef struct linking {
    ch_builder *b;
    ch_version *version;
    ch_arena *arena;
    ch_detector_spec *detections;
} linking;

static void error_at(const linking *l, const ch_detector *d, ch_code code, ch_span span, ch_message message,
                     ch_message help)
{
    ch_error_at(l->b->diagnostics, code, d->entry.source, span, message, help);
}

static bool no_memory(const linking *l)
{
    ch_builder_no_memory(l->b);
    return false;
}

static uint32_t count_names(const ch_node *names)
{
    return names == NULL ? 0 : names->kind == CH_LIST ? names->count : 1;
}

/* ---- patterns and checks ---- */

/* NULL where it does not compile, which has been complained of, or where there is no memory. */
static ch_pattern *compile(const linking *l, const ch_detector *d, const ch_node *node, ch_pattern_language language)
{
    ch_pattern_fault fault;
    ch_pattern *pattern = ch_pattern_compile(node->text, language, l->arena, &fault);
    if (pattern == NULL && fault.message == NULL)
        no_memory(l);
    else if (pattern == NULL)
        error_at(l, d, CH_PATTERN_INVALID, ch_pattern_place(&fault, d->entry.source, node, l->arena),
                 ch_pattern_message(&fault), ch_say("pattern takes a regular expression of PCRE2"));
    else if (!ch_charter_keep_pattern(l->b->charter, pattern))
        no_memory(l);
    else
        return pattern;
    return NULL;
}

/* `allow` must match all of what was found (CH_PCRE2_WHOLE): a pattern that matched a part of it would spare more
 * than it says. */
static bool link_allow(const linking *l, const ch_detector *d, ch_detector_spec *out)
{
    ch_pattern **allow = ch_arena_take_many(l->arena, count_names(d->allow_names), sizeof *allow);
    if (allow == NULL)
        return no_memory(l);
    const ch_node *name = ch_names_first(d->allow_names);
    for (; name != NULL && !l->b->diagnostics->failed; name = ch_names_next(name))
        if ((allow[out->allow_count] = compile(l, d, name, CH_PCRE2_WHOLE)) != NULL)
            out->allow_count++;
    out->allow = allow;
    return !l->b->diagnostics->failed;
}

static void link_check(const linking *l, const ch_detector *d, ch_detector_spec *out)
{
    const ch_node *name = d->check_name;
    if (name != NULL && !ch_check_parse(name->text, &out->check))
        error_at(l, d, CH_VALUE_CHOICE, name->span, ch_say1("there is no check \"%s\"", name->text),
                 ch_help_with_words(l->arena, name->text, ch_check_words));
}

/* ---- context ---- */

static const ch_text *fold_words(const linking *l, const ch_node *names, uint32_t *count)
{
    ch_text *words = ch_arena_take_many(l->arena, count_names(names), sizeof *words);
    for (const ch_node *name = ch_names_first(names); words != NULL && name != NULL; name = ch_names_next(name)) {
        ch_text folded = ch_name_fold(l->arena, name->text);
        if (folded.at == NULL)
            words = NULL;
        /* White space alone would be a word of no letters, found everywhere. */
        else if (folded.length > 0)
            words[(*count)++] = folded;
    }
    return words;
}

/* A number within bounds, or `otherwise` where there is none. Linking goes on after the complaint, so that one run
 * tells all faults. */
static uint32_t bounded(const linking *l, const ch_detector *d, ch_count count, const ch_node *map, const char *key,
                        int64_t least, int64_t most, uint32_t otherwise)
{
    if (!count.given)
        return otherwise;
    if (count.value >= least && count.value <= most)
        return (uint32_t)count.value;
    error_at(l, d, CH_VALUE_FORM, ch_node_caret(ch_node_get(map, key)),
             ch_say3("\"%1$s\" is a number from %2$s to %3$s", ch_text_of(key), ch_text_int(l->arena, least),
                     ch_text_int(l->arena, most)),
             ch_say("write a number within these bounds"));
    return otherwise;
}

static bool link_context(const linking *l, const ch_detector *d, ch_detector_spec *out)
{
    ch_context *c = &out->context;
    c->raises = fold_words(l, d->raises, &c->raise_count);
    c->lowers = fold_words(l, d->lowers, &c->lower_count);
    c->within = bounded(l, d, d->within, d->context_node, "within", 1, CH_SCAN_CONTEXT_MAX, WITHIN_DEFAULT);
    return (c->raises != NULL && c->lowers != NULL) || no_memory(l);
}

/* ---- the class that is meant ---- */

/* A class by id, else by alias, as a declaration's classes resolve, whatever the day. */
static uint32_t find_class(const linking *l, ch_text name, bool *failed)
{
    ch_text folded = ch_name_fold(l->arena, name);
    *failed = *failed || folded.at == NULL;
    const ch_names *names = &l->version->class_names;
    ch_index_walk walk = ch_index_find(&names->folded, folded);
    uint32_t alias = CH_NOT_FOUND;
    for (uint32_t found; (found = ch_index_next(&names->folded, &walk)) != CH_NOT_FOUND;) {
        const ch_listed_name *name_of = &names->items[found];
        if (name_of->kind == CH_BY_ID)
            return name_of->entry;
        if (name_of->kind == CH_BY_ALIAS && alias == CH_NOT_FOUND)
            alias = name_of->entry;
    }
    return alias;
}

/* Each entry was read from one of the version's files: the walk ends. */
static const ch_file *file_of(const linking *l, const ch_detector *d)
{
    const ch_file *file = l->version->files;
    while (&file->source != d->entry.source)
        file = file->next;
    return file;
}

static bool is_shipped(const linking *l, const ch_detector *d)
{
    return file_of(l, d)->included_by != NULL;
}

/* The first of its classes that the charter has. */
static bool link_class(const linking *l, ch_detector *d)
{
    bool failed = false;
    d->class = CH_NOT_FOUND;
    const ch_node *name = ch_names_first(d->class_names);
    for (; name != NULL && d->class == CH_NOT_FOUND; name = ch_names_next(name))
        d->class = find_class(l, name->text, &failed);
    name = ch_names_first(d->class_names);
    /* Of a file that comes with the program all lacking classes are told at once, by complain_shipped(). */
    if (d->class == CH_NOT_FOUND && name != NULL && !is_shipped(l, d))
        error_at(l, d, CH_REFERENCE_UNKNOWN, name->span,
                 ch_say1("no class of data has the id or the alias \"%s\"", name->text),
                 ch_say1("list the class, or give one of yours that name: aliases: [%s]", name->text));
    return !failed || no_memory(l);
}

static bool lacks_class(const linking *l, const ch_detector *d, const ch_node *included_by)
{
    return d->class == CH_NOT_FOUND && file_of(l, d)->included_by == included_by;
}

/* The last of a detector's classes: the one that is common to others, and enough. */
static ch_text last_class(const ch_detector *d)
{
    ch_text last = CH_NO_TEXT;
    for (const ch_node *name = ch_names_first(d->class_names); name != NULL; name = ch_names_next(name))
        last = name->text;
    return last;
}

/* The classes that a file which comes with the program needs and the charter lacks, told at once. Quadratic, in
 * CH_SET_MAX detectors at most. */
static void error_shipped(const linking *l, const ch_file *file)
{
    ch_text lacking = CH_NO_TEXT;
    for (uint32_t i = 0; i < l->version->detectors.count; i++) {
        const ch_detector *d = &l->version->detectors.items[i];
        ch_text name = last_class(d);
        bool told = name.length == 0 || !lacks_class(l, d, file->included_by);
        for (uint32_t j = 0; j < i && !told; j++) {
            const ch_detector *other = &l->version->detectors.items[j];
            told = lacks_class(l, other, file->included_by) && ch_text_same(last_class(other), name);
        }
        if (!told)
            lacking = ch_text_listed(l->arena, lacking, name);
    }
    if (lacking.length > 0)
        ch_error_at(l->b->diagnostics, CH_REFERENCE_UNKNOWN, &l->version->files->source, file->included_by->span,
                    ch_say2("\"%1$s\" finds data for which this charter has no class: %2$s", file->included_by->text,
                            lacking),
                    ch_say1("give classes of yours these names, such as aliases: [%s]", lacking));
}

/* ---- one detector ---- */

/* `effects` begins with what holds where no word is written: review. */
static bool link_detector(const linking *l, ch_detector *d, ch_detector_spec *out)
{
    static const charter_effect effects[] = {CHARTER_EFFECT_REVIEW, CHARTER_EFFECT_ADVISE, CHARTER_EFFECT_REVIEW,
                                             CHARTER_EFFECT_FORBID};
    d->effect = effects[d->effect_word];
    out->confidence = d->confidence == 0 ? CH_MEDIUM : (ch_confidence)(d->confidence - CH_LOW_CONFIDENCE);
    out->at_least = bounded(l, d, d->at_least, d->entry.node, "at-least", 1, CH_SCAN_DISTINCT, 1);
    link_check(l, d, out);
    if (d->pattern_node != NULL) {
        out->spelling = d->pattern_node->text;
        out->pattern = compile(l, d, d->pattern_node, CH_PCRE2);
    }
    return !l->b->diagnostics->failed && link_allow(l, d, out) && link_context(l, d, out) && link_class(l, d);
}

/* ---- examples ---- */

/* Asked alone: what another detector finds in the example would hide that this one does not. A detection of low
 * confidence does not count. */
static bool finds_something(ch_scan *scan, uint32_t number, ch_text text)
{
    ch_set alone = {{0}};
    ch_set_add(&alone, number);
    ch_scan_begin(scan);
    ch_scan_text(scan, text, &alone);
    for (size_t i = 0; i < scan->count; i++)
        if (scan->hits[i].confidence > CH_LOW)
            return true;
    return false;
}

static void check_examples(const linking *l, ch_scan *scan, uint32_t number)
{
    const ch_detector *d = &l->version->detectors.items[number];
    for (const ch_node *text = ch_names_first(d->finds); text != NULL; text = ch_names_next(text))
        if (!finds_something(scan, number, text->text) && !scan->failed)
            error_at(l, d, CH_DETECTOR_EXAMPLE, ch_node_caret(text),
                     ch_say1("the detector \"%s\" does not find this example", d->entry.id),
                     ch_say("mend its pattern, its check or its context, or the example"));
    for (const ch_node *text = ch_names_first(d->spares); text != NULL; text = ch_names_next(text))
        if (finds_something(scan, number, text->text) && !scan->failed)
            error_at(l, d, CH_DETECTOR_EXAMPLE, ch_node_caret(text),
                     ch_say1("the detector \"%s\" finds this example, which it should spare", d->entry.id),
                     ch_say("mend its pattern, its check or its context, or the example"));
}

/* Those of the files that come with the program are checked by the program's own tests. */
static bool check_all_examples(const linking *l)
{
    ch_scan scan;
    if (!ch_scan_init(&scan, l->version->scanner))
        return no_memory(l);
    for (uint32_t i = 0; i < l->version->detectors.count; i++)
        if (!is_shipped(l, &l->version->detectors.items[i]))
            check_examples(l, &scan, i);
    bool good = !scan.failed;
    ch_scan_clear(&scan);
    return good || no_memory(l);
}

bool ch_version_link_detectors(ch_builder *b)
{
    linking l = {.b = b, .version = b->version, .arena = &b->charter->arena};
    uint32_t count = b->version->detectors.count;
    if (count == 0)
        return true;
    l.detections = ch_arena_take_many(l.arena, count, sizeof *l.detections);
    if (l.detections == NULL)
        return no_memory(&l);
    for (uint32_t i = 0; i < count; i++)
        if (!link_detector(&l, &b->version->detectors.items[i], &l.detections[i]))
            return false;
    for (const ch_file *file = b->version->files; file != NULL; file = file->next)
        if (file->included_by != NULL)
            error_shipped(&l, file);
    /* A detector that was refused may have no pattern, and a scanner is made of patterns. No charter with an error is
     * judged by. */
    if (b->diagnostics->errors > 0)
        return true;
    b->version->detections = l.detections;
    b->version->scanner = ch_scanner_new(l.detections, count);
    return b->version->scanner != NULL ? check_all_examples(&l) : no_memory(&l);
}
