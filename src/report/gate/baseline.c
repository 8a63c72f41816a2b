/* What a gate lets pass: read from a file of ours, looked up, and written again. What may be accepted at all is
 * decided here; what that does to an exit status is the summary's (prose/summary.c). */
#include "charter/baseline.h"

#include <errno.h>
#include <stdlib.h>

#include "base/io_error.h"
#include "judge/acceptance.h"
#include "report/gate/fingerprint.h"
#include "report/gate/issue.h"
#include "report/write/json_writer.h"
#include "tree/decode.h"
#include "tree/json_reader.h"

/* A baseline is a file from outside, so both are bounded; an entry has fewer than 16 nodes. */
#define LINE_MAX_BYTES ((size_t)1024 * 1024)
#define NODES_MAX      ((size_t)16 * CHARTER_BASELINE_ENTRIES)

typedef struct entry {
    ch_text fingerprint, clause, declaration, file;
    int effect; /* of `effects`, from 1 */
    bool met;
} entry;

/* In rising order: what was accepted as one is not accepted as a later one. An open duty waits as a review does. */
static const char *const effects[] = {"duty", "review", "forbid", NULL};
enum { DUTY = 1, REVIEW, FORBID };

struct charter_baseline {
    ch_arena arena;
    bool renewing;
    entry *entries; /* in order of their fingerprints */
    size_t count;
    ch_fingerprints fingerprints;

    charter_acceptance acceptance; /* of the verdict that was taken last */
    bool *accepted;                /* what it points at: of findings, then of duties */
    size_t accepted_room;

    ch_text *lines; /* what was taken, as it will be written; where it is being renewed */
    size_t line_count, line_room;
    ch_buffer line;
    bool too_many;
};

charter_status charter_baseline_new(charter_baseline **out, bool renewing)
{
    charter_baseline *b = *out = calloc(1, sizeof *b);
    if (b == NULL)
        return CHARTER_NO_MEMORY;
    b->renewing = renewing;
    b->fingerprints = ch_fingerprints_init(CHARTER_BASELINE_ENTRIES);
    b->line = ch_buffer_init(LINE_MAX_BYTES);
    return CHARTER_OK;
}

void charter_baseline_free(charter_baseline *b)
{
    if (b == NULL)
        return;
    ch_fingerprints_clear(&b->fingerprints);
    ch_buffer_clear(&b->line);
    ch_arena_clear(&b->arena);
    free(b->accepted);
    free(b->lines);
    free(b);
}

/* ---- reading ---- */

typedef struct document {
    ch_count version;
    const ch_node *accepted;
} document;

static const ch_field document_fields[] = {
    {"charter-check-baseline", CH_COUNT, offsetof(document, version), NULL, true},
    {"accepted", CH_LISTING, offsetof(document, accepted), NULL, true},
    {NULL, CH_IGNORED, 0, NULL, false},
};

static const ch_field entry_fields[] = {
    {"file", CH_TEXT, offsetof(entry, file), NULL, false},
    {"declaration", CH_TEXT, offsetof(entry, declaration), NULL, false},
    {"clause", CH_TEXT, offsetof(entry, clause), NULL, true},
    {"effect", CH_CHOICE, offsetof(entry, effect), effects, true},
    {"fingerprint", CH_TEXT, offsetof(entry, fingerprint), NULL, true},
    {NULL, CH_IGNORED, 0, NULL, false},
};

static int by_fingerprint(const void *a, const void *b)
{
    const entry *one = a, *other = b;
    return ch_text_compare(one->fingerprint, other->fingerprint);
}

/* Of one fingerprint, the gravest first. */
static int by_fingerprint_and_effect(const void *a, const void *b)
{
    const entry *one = a, *other = b;
    int order = by_fingerprint(a, b);
    return order != 0 ? order : other->effect - one->effect;
}

/* Branches that were merged may accept the same breach: what one of them accepts is accepted, and is no entry that
 * nothing meets. */
static void sort_entries(charter_baseline *b)
{
    size_t kept = 0;
    qsort(b->entries, b->count, sizeof *b->entries, by_fingerprint_and_effect);
    for (size_t i = 0; i < b->count; i++)
        if (kept == 0 || by_fingerprint(&b->entries[kept - 1], &b->entries[i]) != 0)
            b->entries[kept++] = b->entries[i];
    b->count = kept;
}

static size_t length_of(const ch_node *list)
{
    size_t count = 0;
    for (const ch_node *item = list->first; item != NULL; item = item->next)
        count++;
    return count;
}

static void read_entries(charter_baseline *b, const ch_decoder *d, const ch_node *list)
{
    size_t count = length_of(list);
    if (count > CHARTER_BASELINE_ENTRIES) {
        ch_error_at(d->diagnostics, CH_LIMIT_ENTRIES, d->source, ch_node_caret(list),
                    ch_say("a baseline holds 100,000 entries at most"), ch_say("mend some of what it accepts"));
        return;
    }
    b->entries = ch_arena_take_many(&b->arena, count + 1, sizeof *b->entries);
    if (b->entries == NULL)
        return;
    for (const ch_node *item = list->first; item != NULL; item = item->next)
        if (ch_decode_map(d, item))
            ch_decode(d, item, NULL, entry_fields, N_("an entry of a baseline"), &b->entries[b->count++]);
    sort_entries(b);
}

static void read_document(charter_baseline *b, const ch_decoder *d, const ch_node *root)
{
    document read = {.accepted = NULL};
    if (!ch_decode_map(d, root))
        return;
    ch_decode(d, root, NULL, document_fields, N_("a baseline"), &read);
    /* Of another version it would accept what nobody meant: refused, and not guessed at. */
    if (read.version.given && read.version.value != 1)
        ch_error_at(d->diagnostics, CH_VALUE_FORM, d->source, ch_node_caret(ch_node_get(root, document_fields->name)),
                    ch_say("this is not a baseline that this version reads"),
                    ch_say("write it anew with --update-baseline"));
    if (read.accepted != NULL)
        read_entries(b, d, read.accepted);
}

static bool error_empty(charter_diagnostics *diagnostics, const char *name)
{
    ch_error_in_file(diagnostics, CH_INPUT_EMPTY, name, ch_say("this file is empty"),
                     ch_say("write it anew with --update-baseline"));
    return true;
}

/* False where there is no memory. */
static bool read_bytes(charter_baseline *b, const char *name, ch_text bytes, charter_diagnostics *diagnostics)
{
    static const ch_yaml_rules rules = {.depth = 4, .nodes = NODES_MAX};
    ch_source source = {.name = name, .bytes = bytes};
    ch_decoder decoder = {&source, &b->arena, diagnostics};
    ch_node *root = NULL;
    if (bytes.length == 0)
        return error_empty(diagnostics, name);
    if (!ch_source_index(&source, &b->arena))
        return false;
    if (!ch_yaml_check_bytes(&source, diagnostics))
        return true;
    ch_yaml_status status = ch_json_read(&source, &rules, &b->arena, diagnostics, &root);
    if (status == CH_YAML_NOTHING)
        error_empty(diagnostics, name);
    else if (status == CH_YAML_DOCUMENT)
        read_document(b, &decoder, root);
    return status != CH_YAML_NO_MEMORY && !b->arena.failed;
}

charter_status charter_baseline_load(charter_baseline *b, const char *name, const charter_files *files,
                                     charter_diagnostics *diagnostics)
{
    charter_text bytes = CH_NO_TEXT;
    int error = files->read(files->context, name, CHARTER_BASELINE_BYTES, &bytes);
    bool good = error != ENOMEM;
    if (good && error != 0) {
        ch_error_in_file(diagnostics, CH_INPUT_UNREADABLE, name, ch_say_unreadable(&diagnostics->arena, error),
                         ch_help_unreadable(error));
    } else if (good) {
        good = read_bytes(b, name, bytes, diagnostics);
        files->release(files->context, bytes);
    }
    if (!good || diagnostics->failed)
        return CHARTER_NO_MEMORY;
    return diagnostics->errors == 0 ? CHARTER_OK : CHARTER_INVALID;
}

/* ---- what is kept to be written ---- */

static int keep_bytes(void *context, const char *bytes, size_t length)
{
    ch_buffer *line = context;
    ch_buffer_add(line, (ch_text){bytes, length});
    return line->failed;
}

/* The keys' order is the order of the lines: what belongs to one file stands together. */
static void write_line(charter_baseline *b, const ch_issue *issue, int effect, ch_text fingerprint)
{
    char room[512];
    ch_output output = ch_output_init((charter_sink){&b->line, keep_bytes}, room, sizeof room);
    ch_json json = ch_json_init(&output, true);
    ch_buffer clause = ch_buffer_init(LINE_MAX_BYTES);
    ch_issue_rule(&clause, issue);
    b->line.length = 0;
    ch_json_object(&json);
    CH_JSON_TEXT(&json, "file", ch_text_of(issue->place.file));
    CH_JSON_TEXT(&json, "declaration", charter_verdict_id(issue->verdict));
    CH_JSON_TEXT(&json, "clause", ch_buffer_text(&clause));
    CH_JSON_TEXT(&json, "effect", ch_text_of(effects[effect - 1]));
    CH_JSON_TEXT(&json, "fingerprint", fingerprint);
    ch_json_close(&json);
    ch_output_flush(&output);
    b->line.failed = b->line.failed || clause.failed;
    ch_buffer_clear(&clause);
}

/* One more element, whose array doubles; false where there is no memory. */
static bool make_workspace(void **items, size_t count, size_t *room, size_t size)
{
    size_t more = *room == 0 ? 64 : 2 * *room;
    if (count < *room)
        return true;
    void *bigger = realloc(*items, more * size);
    if (bigger == NULL)
        return false;
    *items = bigger;
    *room = more;
    return true;
}

static bool keep_line(charter_baseline *b, const ch_issue *issue, int effect, ch_text fingerprint)
{
    void *lines = b->lines;
    write_line(b, issue, effect, fingerprint);
    bool good = make_workspace(&lines, b->line_count, &b->line_room, sizeof *b->lines);
    b->lines = lines;
    ch_text kept = good && !b->line.failed ? ch_arena_text(&b->arena, ch_buffer_text(&b->line)) : CH_NO_TEXT;
    if (kept.at == NULL)
        return false;
    b->lines[b->line_count++] = kept;
    return true;
}

/* ---- taking a verdict ---- */

static int effect_of(const ch_issue *issue)
{
    if (issue->duty != NULL)
        return DUTY;
    return issue->weight == CH_FORBIDDEN ? FORBID : REVIEW;
}

/* Beyond what is told apart, nothing is accepted: fingerprints that end in ":0" do not tell one issue from another. */
static bool is_told_apart(ch_text fingerprint)
{
    return fingerprint.at[fingerprint.length - 1] != '0' || fingerprint.at[fingerprint.length - 2] != ':';
}

static bool is_entered(charter_baseline *b, ch_text fingerprint, int effect)
{
    entry wanted = {.fingerprint = fingerprint};
    entry *found = b->count == 0 ? NULL : bsearch(&wanted, b->entries, b->count, sizeof *b->entries, by_fingerprint);
    /* A breach that has become graver is new. */
    if (found == NULL || effect > found->effect)
        return false;
    found->met = true;
    return true;
}

static void accept(charter_baseline *b, const ch_issue *issue)
{
    const charter_verdict *v = issue->verdict;
    if (issue->finding != NULL)
        b->accepted[issue->finding - v->findings] = true;
    else
        b->accepted[v->finding_count + (size_t)(issue->duty - v->duties)] = true;
}

/* Nothing is accepted yet; false where there is no memory. */
static bool begin_acceptance(charter_baseline *b, const charter_verdict *v)
{
    size_t wanted = v->finding_count + v->duty_count + 1;
    if (wanted > b->accepted_room) {
        bool *bigger = realloc(b->accepted, 2 * wanted * sizeof *bigger);
        if (bigger == NULL)
            return false;
        b->accepted = bigger;
        b->accepted_room = 2 * wanted;
    }
    memset(b->accepted, 0, wanted * sizeof *b->accepted);
    b->acceptance = (charter_acceptance){.findings = b->accepted, .duties = b->accepted + v->finding_count};
    return true;
}

/* Whether it is accepted; `*good` becomes false where there is no memory. */
static bool take_issue(charter_baseline *b, const ch_issue *issue, bool *good)
{
    char text[CH_FINGERPRINT_SIZE];
    int effect = effect_of(issue);
    ch_fingerprint(&b->fingerprints, issue, text);
    ch_text fingerprint = ch_text_of(text);
    if (!is_told_apart(fingerprint)) {
        b->too_many = true;
        return false;
    }
    /* One that is being renewed accepts whatever may stand in a baseline. */
    if (!b->renewing && !is_entered(b, fingerprint, effect))
        return false;
    accept(b, issue);
    *good = *good && (!b->renewing || keep_line(b, issue, effect, fingerprint));
    return *good;
}

charter_status charter_baseline_take(charter_baseline *b, const charter_verdict *verdict,
                                     const charter_acceptance **out)
{
    ch_issue issue;
    bool good = true, all = true, some = false;
    *out = NULL;
    if (!begin_acceptance(b, verdict))
        return CHARTER_NO_MEMORY;
    for (ch_issues walk = {.verdict = verdict}; ch_next_issue(&walk, &issue);) {
        if (issue.weight <= CH_ADVICE)
            continue;
        /* A fact that is missing is accepted by nobody: what it would show may be graver than what was seen. */
        bool may_be = issue.weight == CH_OPEN || issue.weight == CH_FORBIDDEN;
        all = may_be && take_issue(b, &issue, &good) && all;
        some = true;
    }
    good = good && !b->fingerprints.seen.failed && !b->fingerprints.identity.failed;
    if (!good)
        return CHARTER_NO_MEMORY;
    /* Even where all findings are accepted: a use that is undetermined stays so. */
    b->acceptance.whole = some && all && verdict->decision != CHARTER_DECISION_UNDETERMINED;
    *out = &b->acceptance;
    return CHARTER_OK;
}

bool charter_acceptance_is_whole(const charter_acceptance *acceptance)
{
    return acceptance->whole;
}

bool charter_baseline_next_stale(const charter_baseline *b, size_t *index, charter_baseline_entry *out)
{
    while (*index < b->count) {
        const entry *e = &b->entries[(*index)++];
        if (e->met)
            continue;
        *out = (charter_baseline_entry){e->fingerprint, e->clause, e->declaration, e->file};
        return true;
    }
    return false;
}

/* ---- writing ---- */

static int by_bytes(const void *a, const void *b)
{
    const ch_text *one = a, *other = b;
    return ch_text_compare(*one, *other);
}

charter_status charter_baseline_write(const charter_baseline *b, charter_sink sink)
{
    char *room = b->too_many ? NULL : malloc(CH_OUTPUT_ROOM);
    if (room == NULL)
        return b->too_many ? CHARTER_INVALID : CHARTER_NO_MEMORY;
    ch_output output = ch_output_init(sink, room, CH_OUTPUT_ROOM);
    /* In one order whatever the jobs and the inputs' order: a renewed baseline differs where something has changed. */
    if (b->line_count > 0)
        qsort(b->lines, b->line_count, sizeof *b->lines, by_bytes);
    ch_output_add(&output, CH_LITERAL("{\"charter-check-baseline\": 1,\n \"accepted\": ["));
    for (size_t i = 0; i < b->line_count; i++) {
        ch_output_add(&output, i == 0 ? CH_LITERAL("\n") : CH_LITERAL(",\n"));
        ch_output_add(&output, b->lines[i]);
    }
    ch_output_add(&output, CH_LITERAL("\n]}\n"));
    ch_output_flush(&output);
    free(room);
    return output.status;
}
