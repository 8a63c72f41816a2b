/* Loading charters: files and what they include, hashes, and the versions' dates against one another. What a file
 * holds is read_version.c's; how a file is opened is the caller's (charter_files): this file decides which may be
 * named. */
#include <errno.h>
#include <stdlib.h>

#include "base/io_error.h"
#include "base/options.h"
#include "charter/build.h"
#include "charter/language.h"
#include "charter/mutant.h"
#include "intake/intake.h"
#include "charter/shipped.h"
#include "tree/yaml.h"

CH_OPTIONS_END_WITH(charter_load_options, leaves_out);

typedef struct loading {
    charter *charter;
    const charter_files *files;
    charter_load_options options;
    charter_diagnostics *diagnostics;
    const ch_mutant *mutant; /* NULL: it is loaded as it is written */
} loading;

static void *no_memory(loading *l)
{
    l->diagnostics->failed = true;
    return NULL;
}

/* ---- one file ---- */

static void error_unreadable(loading *l, const char *path, int error, const ch_source *from, const ch_node *where)
{
    ch_message message = ch_say_unreadable(&l->charter->arena, error), help = ch_help_unreadable(error);
    if (error == ENOMEM)
        no_memory(l);
    else if (from == NULL)
        ch_error_in_file(l->diagnostics, CH_INPUT_UNREADABLE, path, message, help);
    else
        ch_error_at(l->diagnostics, CH_INPUT_UNREADABLE, from, where->span, message, help);
}

/* A copy in the charter's arena, without a byte order mark. Nodes borrow nothing, but places and excerpts read the
 * bytes again for as long as the charter lives, and the caller takes its own back. */
static bool keep_bytes(loading *l, ch_file *file, charter_text bytes)
{
    size_t mark = bytes.length >= 3 && memcmp(bytes.at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    file->source.offset = mark;
    file->source.bytes = ch_arena_text(&l->charter->arena, (ch_text){bytes.at + mark, bytes.length - mark});
    return file->source.bytes.at != NULL && ch_source_index(&file->source, &l->charter->arena);
}

/* Anchors are followed in charters and mappings alone; what they unfold to counts as nodes. libyaml gets no byte that
 * ch_yaml_check_bytes() has not seen. */
static bool parse(loading *l, ch_file *file)
{
    ch_yaml_rules rules = {.depth = l->options.limits.depth == 0 ? CH_CHARTER_DEPTH_MAX : l->options.limits.depth,
                           .nodes = l->options.limits.nodes == 0 ? CH_CHARTER_NODES_MAX : l->options.limits.nodes,
                           .aliases = true};
    if (!ch_yaml_check_bytes(&file->source, l->diagnostics))
        return false;
    switch (ch_yaml_read(&file->source, &rules, &l->charter->arena, l->diagnostics, &file->root)) {
    case CH_YAML_DOCUMENT:
        break;
    case CH_YAML_NOTHING:
        ch_error_in_file(l->diagnostics, CH_INPUT_EMPTY, file->source.name, ch_say("this file is empty"),
                         ch_say("a charter begins with charter: 1"));
        return false;
    case CH_YAML_NO_MEMORY:
        no_memory(l);
        return false;
    case CH_YAML_FAULT:
        return false;
    }
    ch_decoder decoder = {&file->source, &l->charter->arena, l->diagnostics};
    if (!ch_decode_map(&decoder, file->root))
        return false;
    if (l->mutant != NULL && strcmp(l->mutant->file->source.name, file->source.name) == 0)
        ch_mutant_change(l->mutant, file->root, &l->charter->arena);
    return true;
}

/* NULL when there is no memory. */
static ch_file *keep_file(loading *l, ch_text name, ch_text bytes)
{
    ch_file *file = ch_arena_take(&l->charter->arena, sizeof *file);
    ch_text kept = ch_arena_text(&l->charter->arena, name);
    if (file == NULL || kept.at == NULL)
        return no_memory(l);
    file->source.name = kept.at;
    return keep_bytes(l, file, bytes) ? file : no_memory(l);
}

/* Reads `path`, or complains at the place that names it. NULL where it cannot be used. */
static ch_file *read_file(loading *l, const char *path, const ch_source *from, const ch_node *where)
{
    size_t limit = l->options.limits.document_bytes == 0 ? CH_CHARTER_FILE_BYTES : l->options.limits.document_bytes;
    charter_text bytes = {NULL, 0};
    int error = l->files->read(l->files->context, path, limit, &bytes);
    if (error != 0) {
        error_unreadable(l, path, error, from, where);
        return NULL;
    }
    ch_file *file = keep_file(l, ch_text_of(path), bytes);
    l->files->release(l->files->context, bytes);
    return file != NULL && parse(l, file) ? file : NULL;
}

/* A file that comes with the program; to the module, with the charter. */
static ch_file *read_shipped(loading *l, const char *path, const ch_source *from, const ch_node *where)
{
    ch_text bytes = ch_shipped_file(where->text);
    if (bytes.at == NULL) {
        ch_error_at(l->diagnostics, CH_INCLUDE_PLACE, from, where->span,
                    ch_say1("no file \"%s\" comes with this version", where->text),
                    ch_say1("these do: %s", ch_text_of(ch_shipped_names)));
        return NULL;
    }
    ch_file *file = bytes.length == 0 ? read_file(l, path, from, where) : keep_file(l, where->text, bytes);
    if (file == NULL || (bytes.length > 0 && !parse(l, file)))
        return NULL;
    file->included_by = where;
    file->carried = ch_shipped_is_carried(where->text);
    return file;
}

/* ---- includes ---- */

/* Beside or below the charter: no absolute path, no way up, nothing that a shell or a person misreads. A charter from
 * elsewhere must not have any other file of this machine read. */
static bool lies_below(ch_text path)
{
    if (path.length == 0 || path.at[0] == '/')
        return false;
    for (size_t i = 0; i <= path.length;) {
        size_t end = i;
        while (end < path.length && path.at[end] != '/')
            end++;
        ch_text step = {path.at + i, end - i};
        if (step.length == 0 || ch_text_is(step, "..") || ch_text_is(step, "."))
            return false;
        i = end + 1;
    }
    return true;
}

/* `include` as a path from the folder that `name` is in. */
static const char *beside(loading *l, const char *name, ch_text include)
{
    const char *slash = strrchr(name, '/');
    ch_buffer path = ch_buffer_init(1 << 16);
    if (slash != NULL)
        ch_buffer_add(&path, (ch_text){name, (size_t)(slash + 1 - name)});
    ch_buffer_add(&path, include);
    const char *kept = path.failed ? NULL : ch_arena_text(&l->charter->arena, ch_buffer_text(&path)).at;
    ch_buffer_clear(&path);
    return kept == NULL ? no_memory(l) : kept;
}

/* Where a file lies that `include` or `intake` names, or NULL where it may not be named there. The path goes on as a
 * C string: behind a NUL it would be another one than was checked. */
static const char *include_path(loading *l, const ch_file *from, const ch_node *include)
{
    if (!lies_below(include->text) || ch_text_find(include->text, '\0') != NULL) {
        ch_error_at(l->diagnostics, CH_INCLUDE_PLACE, &from->source, include->span,
                    ch_say("a file of the charter lies beside it or below it"),
                    ch_say("write a path such as parts/tools.yaml, without \"..\""));
        return NULL;
    }
    return beside(l, from->source.name, include->text);
}

static const ch_node *included_names(loading *l, const ch_file *file)
{
    static const ch_field names = {.type = CH_NAMES};
    const ch_node *node = ch_node_get(file->root, "include"), *list = NULL;
    ch_decoder decoder = {&file->source, &l->charter->arena, l->diagnostics};
    return node != NULL && ch_decode_value(&decoder, node, &names, &list) ? list : NULL;
}

/* ---- one version ---- */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* By path, as it is written beneath the charter: since "." and ".." are refused, a file has one spelling (links
 * aside). */
static bool already_included(const ch_file *files, const char *path)
{
    for (; files != NULL; files = files->next)
        if (strcmp(files->source.name, path) == 0)
            return true;
    return false;
}

static void include_file(loading *l, ch_builder *b, const ch_node *name, ch_file **last)
{
    ch_file *main_file = b->version->files;
    bool shipped = ch_text_begins(name->text, CH_SHIPPED_PREFIX);
    const char *path = shipped ? ch_arena_text(&l->charter->arena, name->text).at : include_path(l, main_file, name);
    if (path == NULL)
        return;
    if (already_included(main_file, path)) {
        ch_error_at(l->diagnostics, CH_KEY_DUPLICATE, &main_file->source, name->span,
                    ch_say1("\"%s\" is included twice", name->text), ch_say("keep one of the two"));
        return;
    }
    ch_file *file =
        shipped ? read_shipped(l, path, &main_file->source, name) : read_file(l, path, &main_file->source, name);
    if (file == NULL)
        return;
    /* As `include` spells it, without the folder: the same charter has the same hash wherever it lies. */
    file->listed_as = file->source.name + strlen(file->source.name) - name->text.length;
    ch_version_read_part(b, file);
    (*last)->next = file;
    *last = file;
}

/* False, once it is told, where a list of files is longer than a charter's may be. */
static bool is_few(loading *l, const ch_version *version, const ch_node *name, const char *key, int count)
{
    if (count <= CH_CHARTER_FILES_MAX)
        return true;
    ch_error_at(l->diagnostics, CH_LIMIT_ENTRIES, &version->files->source, name->span,
                ch_say2("\"%1$s\" has more than %2$s entries", ch_text_of(key),
                        ch_text_int(&l->charter->arena, CH_CHARTER_FILES_MAX)),
                ch_say("a charter that people can read needs far fewer"));
    return false;
}

/* An included file includes nothing (its table of keys has no `include`), so there is no circle to look for. The
 * count is bounded before a file is opened. */
static void include_files(loading *l, ch_builder *b)
{
    ch_file *last = b->version->files;
    const ch_node *names = included_names(l, last);
    int count = 0;
    for (const ch_node *name = ch_names_first(names); name != NULL; name = ch_names_next(name)) {
        if (!is_few(l, b->version, name, "include", ++count))
            return;
        include_file(l, b, name, &last);
    }
}

static void add_intake(loading *l, ch_version *version, charter_intake *intake, ch_text listed_as)
{
    intake->of_charter = true;
    intake->listed_as = listed_as;
    if (version->intake == NULL)
        version->intake = intake;
    else
        charter_intake_join(version->intake, intake, l->diagnostics); /* which tells what is wrong */
}

static void load_intake(loading *l, ch_version *version, const ch_node *name)
{
    const ch_file *main_file = version->files;
    const char *path = include_path(l, main_file, name);
    charter_intake *intake;
    charter_text bytes = {NULL, 0};
    if (path == NULL)
        return;
    int error = l->files->read(l->files->context, path, CH_INTAKE_BYTES, &bytes);
    if (error != 0) {
        error_unreadable(l, path, error, &main_file->source, name);
        return;
    }
    if (ch_intake_read(&intake, path, bytes, l->diagnostics) == CHARTER_OK)
        add_intake(l, version, intake, name->text);
    l->files->release(l->files->context, bytes);
}

/* The mappings by which registers are read where none is given on the way. A mapping owns its memory, apart from the
 * charter's arena; charter_free() frees it with the version. */
static void load_intakes(loading *l, ch_version *version)
{
    int count = 0;
    const ch_node *name =
        (l->options.leaves_out & CHARTER_LEAVES_OUT_INTAKE) != 0 ? NULL : ch_names_first(version->intake_names);
    for (; name != NULL && is_few(l, version, name, "intake", ++count); name = ch_names_next(name))
        load_intake(l, version, name);
}

/* The file of exceptions kept apart joins every version; it is no part of the charter's hash. Read anew for each
 * version: its entries are linked to that version's tools and clauses. Last in the list, and without a name there
 * (listed_as). */
static void join_exceptions(loading *l, ch_builder *b)
{
    if (l->options.exceptions == NULL)
        return;
    ch_file *file = read_file(l, l->options.exceptions, NULL, NULL);
    if (file == NULL)
        return;
    b->exceptions = file;
    ch_version_read_part(b, file);
    ch_file *last = b->version->files;
    while (last->next != NULL)
        last = last->next;
    last->next = file;
}

/* All files before the vocabularies: their entries are counted together and lie in one array, which never moves.
 * Faults stop none of the steps, so that all are told; without memory nothing that follows can be relied on. */
static bool load_version(loading *l, ch_version *version, ch_file *file)
{
    ch_builder builder = {.charter = l->charter, .version = version, .diagnostics = l->diagnostics};
    version->files = file;
    file->listed_as = base_name(file->source.name);
    ch_version_read(&builder);
    include_files(l, &builder);
    load_intakes(l, version);
    join_exceptions(l, &builder);
    ch_version_read_vocabularies(&builder);
    if (!l->diagnostics->failed)
        ch_version_link(&builder);
    if (!l->diagnostics->failed)
        ch_version_check(&builder);
    return !l->diagnostics->failed;
}

/* ---- all versions ---- */

typedef struct opened {
    ch_file *file; /* NULL: could not be read */
    bool part;     /* another one includes it */
} opened;

static const ch_node *include_of(const opened *one)
{
    return one->file == NULL ? NULL : ch_node_get(one->file->root, "include");
}

/* What lies where `name` says, seen from `from`, is no version. Parts include nothing: of two that name each other
 * neither is a part, or both would go unread. */
static void mark_part(loading *l, opened *all, size_t count, const opened *from, const ch_node *name)
{
    if (name->kind != CH_SCALAR || !lies_below(name->text))
        return;
    const char *path = beside(l, from->file->source.name, name->text);
    for (size_t i = 0; path != NULL && i < count; i++)
        if (all[i].file != NULL && strcmp(all[i].file->source.name, path) == 0)
            all[i].part = include_of(&all[i]) == NULL;
}

static void mark_named(loading *l, opened *all, size_t count, const opened *from, const char *key)
{
    const ch_node *names = from->file == NULL ? NULL : ch_node_get(from->file->root, key);
    const ch_node *name = names == NULL || names->kind == CH_MAP ? NULL : ch_names_first(names);
    for (; name != NULL; name = ch_names_next(name))
        mark_part(l, all, count, from, name);
}

/* A file that another one names under `include` or `intake` is a part of that one. */
static void mark_parts(loading *l, opened *all, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        mark_named(l, all, count, &all[i], "include");
        mark_named(l, all, count, &all[i], "intake");
    }
}

static ch_text period_text(loading *l, ch_period period)
{
    ch_buffer text = ch_buffer_init(64);
    char day[11];
    for (int end = 0; end < 2; end++) {
        ch_day at = end == 0 ? period.from : period.until;
        if (end == 1)
            ch_buffer_literal(&text, " – ");
        if (at == CHARTER_NO_DAY)
            ch_buffer_literal(&text, "…");
        else
            charter_day_format(at, day), ch_buffer_add(&text, (ch_text){day, 10});
    }
    ch_text kept = ch_arena_text(&l->charter->arena, ch_buffer_text(&text));
    ch_buffer_clear(&text);
    return kept;
}

static void check_overlaps(loading *l)
{
    const charter *c = l->charter;
    for (size_t i = 0; i < c->count; i++)
        for (size_t j = 0; j < i; j++) {
            const ch_version *later = &c->versions[i], *earlier = &c->versions[j];
            if (!ch_period_overlap(later->period, earlier->period))
                continue;
            const ch_node *from = ch_node_get(later->files->root, "from");
            const ch_node *place = from != NULL ? from : later->files->root->first;
            ch_error_at(l->diagnostics, CH_DATES_OVERLAP, &later->files->source,
                        from != NULL ? from->span : place->key->span,
                        ch_say3("this version (%1$s) is in force at the same time as %2$s (%3$s)",
                                period_text(l, later->period), ch_text_of(earlier->files->source.name),
                                period_text(l, earlier->period)),
                        ch_say("give each version a from and an until, so that no day has two"));
        }
}

/* A date that was refused counts as open, and would overlap with every other: only without errors are they compared. */
static bool load_versions(loading *l, opened *all, size_t count)
{
    l->charter->versions = ch_arena_take_many(&l->charter->arena, count, sizeof *l->charter->versions);
    if (l->charter->versions == NULL)
        return no_memory(l) != NULL;
    for (size_t i = 0; i < count; i++) {
        if (all[i].file == NULL || all[i].part)
            continue;
        if (!load_version(l, &l->charter->versions[l->charter->count++], all[i].file))
            return false;
    }
    if (l->diagnostics->errors == 0)
        check_overlaps(l);
    return true;
}

/* Each file is opened before any is read as a version: a part must be known for one first, or it would be refused as
 * a charter that lacks its id. */
static void load_all(loading *l, const char *const *names, size_t count)
{
    opened *all = ch_arena_take_many(&l->charter->arena, count, sizeof *all);
    if (all == NULL) {
        no_memory(l);
        return;
    }
    for (size_t i = 0; i < count; i++)
        all[i].file = read_file(l, names[i], NULL, NULL);
    if (l->diagnostics->failed)
        return;
    mark_parts(l, all, count);
    load_versions(l, all, count);
}

/* A charter with an error judges nothing: it is given whole or not at all. What was made of it is freed here,
 * half-built or not. */
/* Only once all versions are sound: a mapping may speak of what another of them lists. */
static void check_intakes(loading *l)
{
    bool sound = !l->diagnostics->failed && l->diagnostics->errors == 0;
    for (size_t i = 0; sound && i < l->charter->count && !l->diagnostics->failed; i++)
        if (l->charter->versions[i].intake != NULL &&
            charter_intake_check(l->charter->versions[i].intake, l->charter, l->diagnostics) == CHARTER_NO_MEMORY)
            l->diagnostics->failed = true;
}

static charter_status load(loading *l, charter **out, const char *const *names, size_t count)
{
    charter_diagnostics *diagnostics = l->diagnostics;
    l->charter = calloc(1, sizeof *l->charter);
    if (l->charter == NULL)
        return CHARTER_NO_MEMORY;
    load_all(l, names, count);
    diagnostics->failed = diagnostics->failed || l->charter->arena.failed;
    check_intakes(l);
    if (!diagnostics->failed && diagnostics->errors == 0 && l->charter->count > 0) {
        *out = l->charter;
        return CHARTER_OK;
    }
    charter_free(l->charter);
    return diagnostics->failed ? CHARTER_NO_MEMORY : CHARTER_INVALID;
}

charter_status charter_load_sized(charter **out, const char *const *names, size_t count, const charter_files *files,
                                  const charter_load_options *options, size_t options_size,
                                  charter_diagnostics *diagnostics)
{
    *out = NULL;
    loading l = {.files = files, .diagnostics = diagnostics};
    if (!ch_options_copy(&l.options, sizeof l.options, options, options_size))
        return CHARTER_UNKNOWN;
    if (l.options.limits.depth > CH_YAML_MAX_DEPTH)
        l.options.limits.depth = CH_YAML_MAX_DEPTH;
    return load(&l, out, names, count);
}

/* ---- mutants ---- */

/* The files of a charter that is there: nothing is read anew. */
static int give_file(void *context, const char *path, size_t limit, charter_text *bytes)
{
    const charter *original = context;
    for (size_t i = 0; i < original->count; i++)
        for (const ch_file *file = original->versions[i].files; file != NULL; file = file->next)
            if (strcmp(file->source.name, path) == 0 && file->source.bytes.length <= limit) {
                *bytes = file->source.bytes;
                return 0;
            }
    return ENOENT;
}

static void keep_bytes_given(void *context, charter_text bytes)
{
    (void)context;
    (void)bytes;
}

/* The file of exceptions kept apart is listed nowhere. */
static const char *exceptions_of(const charter *original)
{
    for (const ch_file *file = original->versions[0].files; file != NULL; file = file->next)
        if (file->listed_as == NULL)
            return file->source.name;
    return NULL;
}

charter_status ch_charter_load_mutant(charter **out, const charter *original, const ch_mutant *mutant)
{
    charter_diagnostics diagnostics = {.failed = false};
    const charter_files files = {(void *)(uintptr_t)original, give_file, keep_bytes_given};
    loading l = {.files = &files,
                 .diagnostics = &diagnostics,
                 .mutant = mutant,
                 .options = {.exceptions = exceptions_of(original), .leaves_out = CHARTER_LEAVES_OUT_INTAKE}};
    *out = NULL;
    /* A charter has a version at the least. NOLINTNEXTLINE(clang-analyzer-optin.portability.UnixAPI) */
    const char **names = calloc(original->count, sizeof *names);
    if (names == NULL)
        return CHARTER_NO_MEMORY;
    for (size_t i = 0; i < original->count; i++)
        names[i] = original->versions[i].files->source.name;
    charter_status status = load(&l, out, names, original->count);
    free(names);
    ch_diagnostics_clear(&diagnostics);
    return status;
}
