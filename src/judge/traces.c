/* Traces, gathered by tool. Which tool a trace means is settled once, when the search is opened: the first of its
 * names that the charter lists, or else the first of them. One entry of the charter may list several tools: they stay
 * apart, or declaring one of them would hide the others. Who opens files and asks git is not known here
 * (batch/repository.c, src/cli/repository.c); what follows from a trace is in trace_clauses.c. */
#include "judge/traces.h"

#include <stdlib.h>

#include "pattern/globs.h"
#include "base/options.h"
#include "charter/batch.h"
#include "tree/plain_lines.h"

CH_OPTIONS_END_WITH(charter_traces_options, all_bytes);

#define LINE_BYTES 4096 /* of a commit's message; what is longer is compared up to there */

enum { PATHS, COMMITS, WORDS, DEPENDENCIES, SETS = DEPENDENCIES + CH_ECOSYSTEMS };

/* Patterns of one kind, and when each was seen last: a file is told once for each. By the file's number: nothing
 * has to be cleared between two files. */
typedef struct set {
    ch_globs globs;
    uint64_t *seen;
} set;

typedef struct suspect {
    ch_trace_case traced;
    ch_text folded;       /* its name */
    bool by_name;         /* the charter lists it by that name, not by a pattern alone */
    uint64_t last_commit; /* that was counted for it */
} suspect;

/* Where the reading of what git writes has come to. */
typedef enum commit_field { AUTHOR, COMMITTER, MESSAGE } commit_field;
typedef struct history {
    commit_field field;
    char line[LINE_BYTES];
    size_t length;
    char commit[CHARTER_SHA256_SIZE]; /* as long as the longest hash */
    uint64_t commits;
} history;

struct charter_traces {
    charter_traces_options options;
    uint64_t bytes_left;
    const charter *charter;
    const ch_version *version;
    const char *within; /* a name in the folder */
    ch_arena arena;     /* as long as the search */
    ch_arena scratch;   /* one file's, or one declaration's */
    charter_judge *judge;
    size_t known;
    suspect *tools;
    uint32_t tool_count, next;
    uint32_t *tool_of; /* of each trace; CH_NOT_FOUND: it is not in force */
    ch_index names;    /* folded, and the ids of traces, to tools */
    set sets[SETS];
    ch_globs left_out;
    ch_glob *left_out_items;
    uint32_t left_out_count;
    ch_spared_files spared;
    const char *last_declared; /* the file that was noted last */
    uint64_t serial;           /* of the file that is looked at */
    ch_source source;          /* of it */
    history history;
    charter_declaration declaration; /* in a declaration's place, for the judge */
    ch_source usage_source;
    charter_diagnostics no_errors;
};

/* ---- which tools ---- */

static uint32_t count_names(const ch_node *names)
{
    uint32_t count = 0;
    for (const ch_node *name = ch_names_first(names); name != NULL; name = ch_names_next(name))
        count++;
    return count;
}

static bool is_in_force(const charter_traces *t, const ch_trace *trace)
{
    return ch_period_holds(trace->entry.period, t->options.at);
}

/* The first name that the charter lists. That a pattern took too long on another name no longer matters then; where
 * no name is listed, the tool may be. */
static ch_trace_case find_tool(charter_traces *t, const ch_trace *trace)
{
    const ch_node *name = ch_names_first(trace->tool_names);
    ch_trace_case found = {.name = name->text};
    for (; name != NULL && found.tool == NULL; name = ch_names_next(name)) {
        ch_resolved r = ch_resolve_tool(t->version, t->options.at, name->text, &t->arena, t->judge->matcher);
        found.undecided = found.undecided || r.limit;
        if (r.number == CH_NOT_FOUND)
            continue;
        found.tool = &t->version->tools.items[r.number];
        found.name = name->text;
        found.undecided = false;
    }
    return found;
}

/* How the charter's `tool` bears a name: the strongest kind; CH_NAME_KINDS: by a pattern alone, or not at all. */
static ch_name_kind kind_of_name(const charter_traces *t, const ch_tool *tool, ch_text folded)
{
    const ch_names *names = &t->version->tool_names;
    ch_name_kind kind = CH_NAME_KINDS;
    ch_index_walk walk = ch_index_find(&names->folded, folded);
    for (uint32_t found; (found = ch_index_next(&names->folded, &walk)) != CH_NOT_FOUND;) {
        const ch_listed_name *name = &names->items[found];
        if (&t->version->tools.items[name->entry] == tool && name->kind < kind)
            kind = name->kind;
    }
    return kind;
}

/* Traces of one name are one tool's. */
static uint32_t tool_of(charter_traces *t, const ch_trace *trace)
{
    ch_trace_case found = find_tool(t, trace);
    ch_text folded = ch_name_fold(&t->arena, found.name);
    for (uint32_t i = 0; i < t->tool_count; i++)
        if (ch_text_same(folded, t->tools[i].folded))
            return i;
    bool by_name = found.tool != NULL && kind_of_name(t, found.tool, folded) != CH_NAME_KINDS;
    t->tools[t->tool_count] = (suspect){.traced = found, .folded = folded, .by_name = by_name};
    return t->tool_count++;
}

static void add_name(charter_traces *t, ch_text name, uint32_t tool)
{
    ch_text folded = ch_name_fold(&t->arena, name);
    if (folded.at != NULL)
        ch_index_add(&t->names, folded, tool);
}

static void add_names(charter_traces *t, const ch_trace *trace, uint32_t tool)
{
    add_name(t, trace->entry.id, tool);
    for (const ch_node *name = ch_names_first(trace->tool_names); name != NULL; name = ch_names_next(name))
        add_name(t, name->text, tool);
}

static bool make_tools(charter_traces *t)
{
    uint32_t count = t->version->traces.count, names = 0;
    for (uint32_t i = 0; i < count; i++)
        names += 1 + count_names(t->version->traces.items[i].tool_names);
    t->tools = ch_arena_take_many(&t->arena, count + 1, sizeof *t->tools);
    t->tool_of = ch_arena_take_many(&t->arena, count + 1, sizeof *t->tool_of);
    if (t->tools == NULL || t->tool_of == NULL || !ch_index_make(&t->names, names, &t->arena))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        const ch_trace *trace = &t->version->traces.items[i];
        bool holds = is_in_force(t, trace);
        t->known += holds;
        t->tool_of[i] = holds ? tool_of(t, trace) : CH_NOT_FOUND;
        if (holds)
            add_names(t, trace, t->tool_of[i]);
    }
    return !t->arena.failed && !ch_matcher_failed(t->judge->matcher);
}

/* ---- patterns ---- */

static const ch_node *patterns_of(const ch_trace *trace, int which)
{
    const ch_node *const lists[] = {[PATHS] = trace->paths, [COMMITS] = trace->commits, [WORDS] = trace->words};
    return which < DEPENDENCIES ? lists[which] : trace->dependencies[which - DEPENDENCIES];
}

/* Of a dependency, in the form in which names are compared. */
static ch_text spelling(charter_traces *t, int which, ch_text text)
{
    char workspace[CH_DEPENDENCY_MAX];
    if (which < DEPENDENCIES)
        return text;
    return ch_arena_text(&t->arena, ch_dependency_name((ch_ecosystem)(which - DEPENDENCIES), text, workspace));
}

static bool make_set(charter_traces *t, int which)
{
    static const ch_glob_kind kinds[] = {[PATHS] = CH_GLOB_PATH, [COMMITS] = CH_GLOB_LINE, [WORDS] = CH_GLOB_WORD};
    uint32_t most = 0, count = 0;
    for (uint32_t i = 0; i < t->version->traces.count; i++)
        most += count_names(patterns_of(&t->version->traces.items[i], which));
    ch_glob *items = ch_arena_take_many(&t->arena, most + 1, sizeof *items);
    for (uint32_t i = 0; items != NULL && i < t->version->traces.count; i++) {
        const ch_node *pattern = ch_names_first(patterns_of(&t->version->traces.items[i], which));
        for (; pattern != NULL && t->tool_of[i] != CH_NOT_FOUND; pattern = ch_names_next(pattern)) {
            items[count] = (ch_glob){spelling(t, which, pattern->text), i};
            count += items[count].text.length > 0;
        }
    }
    set *s = &t->sets[which];
    s->seen = ch_arena_take_many(&t->arena, count + 1, sizeof *s->seen);
    return items != NULL && s->seen != NULL &&
           ch_globs_make(&s->globs, which < DEPENDENCIES ? kinds[which] : CH_GLOB_LINE, items, count, &t->arena);
}

/* ---- opening ---- */

/* "folder/." */
static bool name_within(charter_traces *t)
{
    size_t length = strlen(t->options.folder);
    char *within = ch_arena_take(&t->arena, length + 3);
    if (within == NULL)
        return false;
    memcpy(within, t->options.folder, length);
    memcpy(within + length, "/.", 3);
    t->within = within;
    return true;
}

static bool prepare(charter_traces *t)
{
    charter_judge_options judging = {.at = t->options.at, .every_clause = t->options.every_clause};
    if (charter_judge_new(&t->judge, t->charter, &judging) != CHARTER_OK || !name_within(t) || !make_tools(t))
        return false;
    for (int i = 0; i < SETS; i++)
        if (!make_set(t, i))
            return false;
    return !t->arena.failed;
}

charter_status charter_traces_open_sized(charter_traces **out, const charter *the_charter,
                                         const charter_traces_options *options, size_t options_size)
{
    *out = NULL;
    charter_traces_options o;
    if (options == NULL || !ch_options_copy(&o, sizeof o, options, options_size) || !ch_is_day(o.at))
        return CHARTER_UNKNOWN;
    const ch_version *version = ch_charter_on(the_charter, o.at);
    if (version == NULL)
        return CHARTER_UNKNOWN;
    charter_traces *t = calloc(1, sizeof *t);
    if (t == NULL)
        return CHARTER_NO_MEMORY;
    t->options = o;
    t->bytes_left = o.all_bytes == 0 ? CHARTER_COST_SCANNED : o.all_bytes;
    t->charter = the_charter;
    t->version = version;
    if (!prepare(t)) {
        charter_traces_close(t);
        return CHARTER_NO_MEMORY;
    }
    *out = t;
    return CHARTER_OK;
}

void charter_traces_close(charter_traces *t)
{
    if (t == NULL)
        return;
    charter_judge_free(t->judge);
    ch_arena_clear(&t->arena);
    ch_arena_clear(&t->scratch);
    free(t);
}

size_t charter_traces_known(const charter_traces *t)
{
    return t->known;
}

const char *ch_traces_folder(const charter_traces *t)
{
    return t->options.folder;
}

const char *ch_traces_within(const charter_traces *t)
{
    return t->within;
}

size_t ch_traces_file_bytes(const charter_traces *t)
{
    return t->options.file_bytes == 0 ? CH_TRACED_FILE_BYTES : t->options.file_bytes;
}

uint64_t *ch_traces_bytes_left(charter_traces *t)
{
    return &t->bytes_left;
}

const charter *ch_traces_charter(const charter_traces *t)
{
    return t->charter;
}

ch_spared_files *ch_traces_spared(charter_traces *t)
{
    return &t->spared;
}

ch_arena *ch_traces_arena(charter_traces *t)
{
    return &t->arena;
}

bool ch_traces_failed(const charter_traces *t)
{
    return t->arena.failed || t->scratch.failed || ch_matcher_failed(t->judge->matcher);
}

static charter_status status_of(const charter_traces *t)
{
    return ch_traces_failed(t) ? CHARTER_NO_MEMORY : CHARTER_OK;
}

/* Few are given: each makes them anew. */
charter_status charter_traces_leave_out(charter_traces *t, const char *pattern)
{
    ch_glob *items = ch_arena_take_many(&t->arena, t->left_out_count + 1, sizeof *items);
    if (items == NULL)
        return CHARTER_NO_MEMORY;
    if (t->left_out_count > 0)
        memcpy(items, t->left_out_items, t->left_out_count * sizeof *items);
    if (*pattern != '\0')
        items[t->left_out_count++] = (ch_glob){ch_text_of(pattern), 0};
    t->left_out_items = items;
    return ch_globs_make(&t->left_out, CH_GLOB_PATH, items, t->left_out_count, &t->arena) ? CHARTER_OK
                                                                                          : CHARTER_NO_MEMORY;
}

/* ---- what is declared ---- */

/* An exception waives that the tool is banned. */
static bool is_answered_for(const charter_verdict *v)
{
    for (size_t i = 0; i < v->finding_count; i++)
        if (v->findings[i].clause == CH_CLAUSE_TOOL_STATUS && v->findings[i].outcome == CHARTER_OUTCOME_WAIVED)
            return true;
    return false;
}

static void declare(ch_trace_case *traced, const charter_verdict *v)
{
    traced->declared = true;
    traced->answered_for = traced->answered_for || is_answered_for(v);
}

/* A name that traces bear means their tool alone, whatever else its entry of the charter lists; false: none does. */
static bool declare_by_name(charter_traces *t, ch_text folded, const charter_verdict *v)
{
    bool found = false;
    ch_index_walk walk = ch_index_find(&t->names, folded);
    for (uint32_t tool; (tool = ch_index_next(&t->names, &walk)) != CH_NOT_FOUND; found = true)
        declare(&t->tools[tool].traced, v);
    return found;
}

/* The id or the title of an entry means the entry, and so what it lists by name. An alias is one tool's name, and a
 * pattern may match what nobody thought of: by these, nothing else is declared. */
static void declare_by_entry(charter_traces *t, ch_text name, ch_text folded, const charter_verdict *v)
{
    ch_resolved r = ch_resolve_tool(t->version, t->options.at, name, &t->scratch, t->judge->matcher);
    const ch_tool *listed = r.number == CH_NOT_FOUND ? NULL : &t->version->tools.items[r.number];
    ch_name_kind kind = listed == NULL ? CH_NAME_KINDS : kind_of_name(t, listed, folded);
    for (uint32_t i = 0; (kind == CH_BY_ID || kind == CH_BY_TITLE) && i < t->tool_count; i++)
        if (t->tools[i].traced.tool == listed && t->tools[i].by_name)
            declare(&t->tools[i].traced, v);
}

/* A file's declarations come one after the other: it is noted once. */
static void note_file(charter_traces *t, const char *name)
{
    if (t->last_declared != NULL && strcmp(t->last_declared, name) == 0)
        return;
    ch_declared_file *file = ch_arena_take(&t->arena, sizeof *file);
    t->last_declared = ch_arena_text(&t->arena, ch_text_of(name)).at;
    if (file == NULL || t->last_declared == NULL)
        return;
    *file = (ch_declared_file){t->last_declared, t->spared.names};
    t->spared.names = file;
}

charter_status charter_traces_declared(charter_traces *t, const charter_verdict *v)
{
    /* What could not be read declares nothing: nobody knows its tool, and its file may be anything. */
    if (v->decision == CHARTER_DECISION_INVALID)
        return CHARTER_OK;
    note_file(t, v->declaration->source->name);
    ch_text name = v->declaration->tool_name, folded = ch_name_fold(&t->scratch, name);
    if (name.length > 0 && folded.at != NULL && !declare_by_name(t, folded, v))
        declare_by_entry(t, name, folded, v);
    bool failed = ch_traces_failed(t);
    if (!failed)
        ch_arena_reset(&t->scratch);
    return failed ? CHARTER_NO_MEMORY : CHARTER_OK;
}

/* ---- what is seen ---- */

/* The first of each kind are kept, with a name for their file that stays. */
static void keep(charter_traces *t, suspect *of, ch_trace_place place)
{
    ch_traces_found *found = &of->traced.found;
    /* Counted all the same: a repository may hold any number, and a verdict keeps to its bound. */
    if (found->counts[place.kind]++ >= CH_TRACES_KEPT)
        return;
    ch_trace_place *kept = ch_arena_take(&t->arena, sizeof *kept);
    if (kept == NULL)
        return;
    /* The path stands in the memory of the file at hand; the case outlives that. */
    place.place.file = place.place.file == NULL ? NULL : ch_arena_text(&t->arena, ch_text_of(place.place.file)).at;
    place.commit = ch_arena_text(&t->arena, place.commit);
    *kept = place;
    if (found->last == NULL)
        found->first = kept;
    else
        found->last->next = kept;
    found->last = kept;
}

typedef struct seeing {
    charter_traces *t;
    int which;
    bool whole;    /* the file as a whole */
    size_t offset; /* of what is looked at, in the file */
} seeing;

static void see(void *context, const ch_glob *glob, size_t start, size_t end)
{
    static const ch_trace_kind kinds[] = {[PATHS] = CH_TRACE_PATH, [WORDS] = CH_TRACE_WORD};
    const seeing *s = context;
    charter_traces *t = s->t;
    uint64_t *seen = &t->sets[s->which].seen[glob - t->sets[s->which].globs.items];
    /* A file is one trace of a pattern, however often that stands in it. */
    if (*seen == t->serial)
        return;
    *seen = t->serial;
    suspect *of = &t->tools[t->tool_of[glob->owner]];
    ch_trace_place place = {.trace = &t->version->traces.items[glob->owner],
                            .kind = s->which < DEPENDENCIES ? kinds[s->which] : CH_TRACE_DEPENDENCY,
                            .pattern = glob->text};
    /* No place is worked out that will not be kept: to find a line is to count through the file. */
    if (of->traced.found.counts[place.kind] >= CH_TRACES_KEPT)
        place.place.line = 0;
    else if (s->whole)
        place.place.file = t->source.name;
    else
        place.place =
            ch_source_place(&t->source, (ch_span){(uint32_t)(s->offset + start), (uint32_t)(s->offset + end)});
    keep(t, of, place);
}

const char *ch_traces_shown_path(charter_traces *t, ch_text path)
{
    ch_text folder = ch_text_of(t->options.folder);
    while (ch_text_begins(folder, "./"))
        folder = (ch_text){folder.at + 2, folder.length - 2};
    while (folder.length > 1 && folder.at[folder.length - 1] == '/')
        folder.length--;
    if (folder.length == 0 || ch_text_is(folder, "."))
        return ch_arena_text(&t->scratch, path).at;
    bool root = ch_text_is(folder, "/");
    char *shown = ch_arena_take(&t->scratch, folder.length + path.length + 2);
    if (shown == NULL)
        return NULL;
    ch_text_copy(shown, folder);
    shown[folder.length] = '/';
    ch_text_copy(shown + folder.length + !root, path);
    return shown;
}

static void leave_out(void *context, const ch_glob *glob, size_t start, size_t end)
{
    bool *left_out = context;
    (void)glob, (void)start, (void)end;
    *left_out = true;
}

bool ch_traces_see_path(charter_traces *t, ch_text path)
{
    bool left_out = false;
    seeing s = {.t = t, .which = PATHS, .whole = true};
    if (!ch_traces_failed(t))
        ch_arena_reset(&t->scratch);
    ch_globs_find(&t->left_out, path, leave_out, &left_out);
    if (left_out)
        return false;
    t->serial++;
    t->source = (ch_source){.name = ch_traces_shown_path(t, path)};
    if (t->source.name != NULL)
        ch_globs_find(&t->sets[PATHS].globs, path, see, &s);
    return !ch_traces_failed(t);
}

static void see_dependency(void *context, ch_ecosystem ecosystem, ch_text name, size_t offset)
{
    seeing s = {.t = context, .which = DEPENDENCIES + (int)ecosystem, .offset = offset};
    ch_globs_find(&s.t->sets[s.which].globs, name, see, &s);
}

bool ch_traces_see_bytes(charter_traces *t, ch_text path, ch_text bytes, charter_diagnostics *faults)
{
    ch_file_kind kind = ch_file_kind_of(path);
    seeing s = {.t = t, .which = WORDS};
    /* Only files that configure something are searched for words: prose may speak of any tool. */
    t->source.bytes = bytes.length == 0 ? CH_LITERAL("") : ch_plain_lines(bytes, &t->scratch);
    if (t->source.bytes.at == NULL)
        return false;
    if (kind.configuration)
        ch_globs_find(&t->sets[WORDS].globs, t->source.bytes, see, &s);
    bool good = ch_manifest_read(kind.manifest, &t->source, &t->scratch, faults, see_dependency, t);
    return good && !ch_traces_failed(t);
}

/* ---- which files ---- */

static ch_text name_of(ch_text path)
{
    size_t at = path.length;
    while (at > 0 && path.at[at - 1] != '/')
        at--;
    return (ch_text){path.at + at, path.length - at};
}

static bool ends_with(ch_text name, const char *end)
{
    size_t length = strlen(end);
    return name.length > length && memcmp(name.at + name.length - length, end, length) == 0;
}

static bool is_configuration(ch_text name)
{
    static const char *const ends[] = {".yaml", ".yml",    ".json",       ".jsonc", ".json5", ".toml",   ".ini", ".cfg",
                                       ".conf", ".config", ".properties", ".env",   ".tf",    ".tfvars", ".hcl"};
    static const char *const names[] = {".env", ".npmrc", "Dockerfile", "Containerfile", "Modelfile", "Procfile"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends_with(name, ends[i]))
            return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (ch_text_is(name, names[i]))
            return true;
    return ch_text_begins(name, ".env.");
}

ch_file_kind ch_file_kind_of(ch_text path)
{
    ch_text name = name_of(path);
    return (ch_file_kind){ch_manifest_of(path), is_configuration(name)};
}

/* ---- commits ---- */

static void see_in_commit(void *context, const ch_glob *glob, size_t start, size_t end)
{
    charter_traces *t = context;
    suspect *of = &t->tools[t->tool_of[glob->owner]];
    (void)start, (void)end;
    /* A commit is one trace of a tool, whatever of it matched: author, committer or lines. */
    if (of->last_commit == t->history.commits)
        return;
    of->last_commit = t->history.commits;
    keep(t, of,
         (ch_trace_place){.trace = &t->version->traces.items[glob->owner],
                          .kind = CH_TRACE_COMMIT,
                          .pattern = glob->text,
                          .commit = ch_text_of(t->history.commit)});
}

static void begin_line(history *h, const char *before)
{
    h->length = strlen(before);
    memcpy(h->line, before, h->length);
}

static void add_to_line(history *h, const char *bytes, size_t length)
{
    size_t workspace = sizeof h->line - h->length;
    size_t taken = length < workspace ? length : workspace;
    memcpy(h->line + h->length, bytes, taken);
    h->length += taken;
}

/* "commit HASH" begins each. git writes that line itself, and here alone it is looked for: a message that says the
 * same stands in another field. */
static void begin_commit(history *h)
{
    const char before[] = "commit ";
    size_t size = sizeof before - 1;
    if (h->length <= size || h->length - size >= sizeof h->commit || memcmp(h->line, before, size) != 0)
        return;
    memcpy(h->commit, h->line + size, h->length - size);
    h->commit[h->length - size] = '\0';
    h->commits++;
}

/* Ends of lines of other systems, and blanks that nobody sees, keep no trailer from matching. */
static void see_line(charter_traces *t)
{
    history *h = &t->history;
    while (h->length > 0 && (h->line[h->length - 1] == '\r' || h->line[h->length - 1] == ' '))
        h->length--;
    if (h->length > 0)
        ch_globs_find(&t->sets[COMMITS].globs, (ch_text){h->line, h->length}, see_in_commit, t);
}

/* A line is over; with a NUL, the field too. The order is that of CHARTER_HISTORY_FORMAT. git ends each commit with
 * a line break of its own, hence the empty line that begins nothing. */
static void end_line(charter_traces *t, bool field_too)
{
    static const char *const before[] = {[AUTHOR] = "Author: ", [COMMITTER] = "Committer: ", [MESSAGE] = ""};
    history *h = &t->history;
    if (h->field == AUTHOR && !field_too) {
        begin_commit(h);
        begin_line(h, h->length > 0 ? before[AUTHOR] : "");
        return;
    }
    see_line(t);
    if (field_too)
        h->field = h->field == MESSAGE ? AUTHOR : (commit_field)(h->field + 1);
    begin_line(h, h->field == AUTHOR ? "" : before[h->field]);
}

charter_status charter_traces_history(charter_traces *t, const char *bytes, size_t length)
{
    const char *end = bytes + length;
    while (bytes < end) {
        const char *line = memchr(bytes, '\n', (size_t)(end - bytes));
        const char *nul = memchr(bytes, '\0', (size_t)((line == NULL ? end : line) - bytes));
        const char *stop = nul != NULL ? nul : line != NULL ? line : end;
        add_to_line(&t->history, bytes, (size_t)(stop - bytes));
        if (stop < end)
            end_line(t, nul != NULL);
        bytes = stop + 1;
    }
    return status_of(t);
}

uint64_t charter_traces_commit_count(const charter_traces *t)
{
    return t->history.commits;
}

charter_status charter_traces_history_ended(charter_traces *t, charter_history_fault why, charter_diagnostics *faults)
{
    static const struct {
        ch_code code;
        const char *message, *help;
    } rows[] = {
        [CHARTER_HISTORY_SHALLOW] = {CH_INPUT_UNREADABLE,
                                     N_("this clone has only the last commits: what older ones give away is not known"),
                                     N_("fetch the whole history, or say what is enough: --no-history")},
        [CHARTER_HISTORY_LONG] = {CH_LIMIT_ENTRIES, N_("the history is longer than what is read of it"),
                                  N_("say what is enough: --commits 100000, or --since and a revision")},
        [CHARTER_HISTORY_UNREAD] = {CH_INPUT_UNREADABLE, N_("git cannot tell the history of this folder"),
                                    N_("see what git log says here, or leave history out: --no-history")},
    };
    ch_error_in_file(faults, rows[why].code, t->options.folder, ch_say(rows[why].message), ch_say(rows[why].help));
    return faults->failed ? CHARTER_NO_MEMORY : CHARTER_OK;
}

/* ---- judging ---- */

/* The first place in a file, or where the use would be declared. */
static ch_source first_source(const charter_traces *t, const ch_traces_found *found)
{
    ch_source source = {.name = t->options.declare_in, .bytes = CH_LITERAL("")};
    const ch_trace_place *p = found->first;
    while (p != NULL && p->kind == CH_TRACE_COMMIT)
        p = p->next;
    if (p == NULL)
        return source;
    source.name = p->place.file;
    source.lines_before = p->place.line == 0 ? 0 : p->place.line - 1;
    source.columns_before = p->place.line == 0 ? 0 : p->place.column - 1;
    return source;
}

charter_status charter_traces_next(charter_traces *t, const charter_verdict **verdict)
{
    static const ch_node nothing = {.kind = CH_MAP};
    while (t->next < t->tool_count && t->tools[t->next].traced.found.first == NULL)
        t->next++;
    if (ch_traces_failed(t))
        return CHARTER_NO_MEMORY;
    if (t->next == t->tool_count)
        return CHARTER_END;
    const ch_trace_case *traced = &t->tools[t->next++].traced;
    t->usage_source = first_source(t, &traced->found);
    /* In use: what left traces has begun. */
    t->declaration = (charter_declaration){.source = &t->usage_source,
                                           .node = &nothing,
                                           .errors = &t->no_errors,
                                           .id = traced->name,
                                           .tool_name = traced->name,
                                           .stage = CH_IN_USE,
                                           .date = CH_NO_DAYS};
    *verdict = &t->judge->verdict;
    return ch_judge_trace(t->judge, &t->declaration, traced);
}
