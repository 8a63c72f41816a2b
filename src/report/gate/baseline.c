/* What a gate lets pass: read from a file of ours, looked up, and written again. What may be accepted at all is
 * decided here; what that does to an exit status is the summary's (prose/summary.c). */
#include "charter/baseline.h"

#include <errno.h>
#include <stdlib.h>

#include "base/io_error.h"
#include "judge/acceptance.h"
#include "report/gate/accepted.h"
#include "base/counting_set.h"
#include "tree/json_reader.h"

/* A baseline is a file from outside, so all is bounded: a line, and what of it is read. An entry has fewer than 16
 * nodes beside what it saw. What is written keeps the same bounds: else it could not be read again. */
#define LINE_MAX_BYTES ((size_t)1024 * 1024)
#define NODES_EACH     ((size_t)16)
#define NODES_MAX      (2 * NODES_EACH * CHARTER_BASELINE_ENTRIES)

/* Ids of one file that are told apart: what comes behind them is not accepted. Some 60 MB. */
#define IDS_MAX ((size_t)1000 * 1000)

struct charter_baseline {
    ch_arena arena;
    bool renewing;
    ch_accepted *entries; /* in order; those of one clause of one use stand together */
    size_t count;

    ch_buffer file; /* that the last verdict was of */
    uint32_t place; /* of the last declaration in it */
    ch_counting_set ids;

    charter_acceptance acceptance; /* of the verdict that was taken last */
    bool *accepted;                /* what it points at: of findings, then of duties */
    size_t accepted_room;
    ch_arena working; /* of that verdict */

    ch_text *lines; /* what was taken, as it will be written; where it is being renewed */
    size_t line_count, line_room, nodes;
    ch_buffer clause, line;
    bool too_many;
};

charter_status charter_baseline_new(charter_baseline **out, bool renewing)
{
    charter_baseline *b = *out = calloc(1, sizeof *b);
    if (b == NULL)
        return CHARTER_NO_MEMORY;
    b->renewing = renewing;
    b->ids = ch_counting_set_init(IDS_MAX);
    b->file = b->clause = b->line = ch_buffer_init(SIZE_MAX / 2);
    return CHARTER_OK;
}

void charter_baseline_free(charter_baseline *b)
{
    if (b == NULL)
        return;
    ch_counting_set_clear(&b->ids);
    ch_buffer_clear(&b->file);
    ch_buffer_clear(&b->clause);
    ch_buffer_clear(&b->line);
    ch_arena_clear(&b->working);
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

static int by_use_and_clause(const void *a, const void *b)
{
    return ch_accepted_compare(a, b);
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
        if (!ch_accepted_read(d, item, &b->entries[b->count++]))
            return;
    qsort(b->entries, b->count, sizeof *b->entries, by_use_and_clause);
}

/* One that was written before would accept what nobody saw, and one of a later version what nobody here knows: both
 * are refused, and not guessed at. False, once it has said why. */
static bool is_readable(const ch_decoder *d, const ch_node *root)
{
    const ch_node *node = ch_node_get(root, document_fields->name);
    int64_t version = 0;
    /* What is no number is told when it is decoded. */
    bool given = node != NULL && node->kind == CH_SCALAR && ch_text_to_int(node->text, &version);
    if (!given || version == CH_BASELINE_VERSION)
        return true;
    ch_error_at(d->diagnostics, CH_VALUE_FORM, d->source, ch_node_caret(node),
                version < CH_BASELINE_VERSION
                    ? ch_say("this is a baseline of an earlier version: it does not say what was accepted, only where")
                    : ch_say("this is not a baseline that this version reads"),
                ch_say("write it anew with --update-baseline"));
    return false;
}

static void read_document(charter_baseline *b, const ch_decoder *d, const ch_node *root)
{
    document read = {.accepted = NULL};
    if (!ch_decode_map(d, root) || !is_readable(d, root))
        return;
    ch_decode(d, root, NULL, document_fields, N_("a baseline"), &read);
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
    static const ch_yaml_rules rules = {.depth = 6, .nodes = NODES_MAX};
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

/* Within the bounds of reading; false where there is no memory, or it is beyond them. */
static bool keep_line(charter_baseline *b, const ch_accepted *entry)
{
    void *lines = b->lines;
    b->line.length = 0;
    ch_accepted_write(entry, &b->line);
    b->nodes += NODES_EACH + 3 * entry->saw_count;
    b->too_many = b->too_many || b->line.length > LINE_MAX_BYTES || b->nodes > NODES_MAX;
    if (b->too_many || b->line.failed || !make_workspace(&lines, b->line_count, &b->line_room, sizeof *b->lines))
        return false;
    b->lines = lines;
    b->lines[b->line_count] = ch_arena_text(&b->arena, ch_buffer_text(&b->line));
    return b->lines[b->line_count++].at != NULL;
}

/* ---- which use a verdict is of ---- */

/* Declarations of a file come one after the other. */
static bool begin_file(charter_baseline *b, const char *name)
{
    if (b->file.length > 0 && ch_text_is(ch_buffer_text(&b->file), name))
        return true;
    ch_counting_set_clear(&b->ids);
    b->place = 0;
    b->file.length = 0;
    ch_buffer_add(&b->file, ch_text_of(name));
    return !b->file.failed;
}

/* How often its id came in its file, this time included, or where it stands there if it has none; 0 where too many ids
 * came to tell. `*good` becomes false where there is no memory. */
static uint32_t number_of(charter_baseline *b, const charter_verdict *v, bool *good)
{
    if (v->traces != NULL)
        return 1;
    *good = *good && begin_file(b, charter_verdict_place(v).file);
    b->place++;
    if (v->declaration->id.length == 0)
        return b->place;
    uint32_t number = ch_counting_set_add(&b->ids, ch_digest_of(v->declaration->id));
    *good = *good && !b->ids.failed;
    return number;
}

/* ---- taking a verdict ---- */

/* The first entry of this clause of this use; where there is none, behind all that come before it. */
static size_t find_entry(const charter_baseline *b, const ch_accepted *wanted)
{
    size_t low = 0, high = b->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ch_accepted_compare(&b->entries[middle], wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Branches that were merged may accept the same clause of the same use, each what it saw: one of them must accept it
 * alone, and none of them is then stale. Each accepts once. */
static bool is_entered(charter_baseline *b, const ch_accepted *now)
{
    size_t first = find_entry(b, now), end = first;
    bool covered = false, met = false;
    for (; end < b->count && ch_accepted_compare(&b->entries[end], now) == 0; end++) {
        covered = covered || ch_accepted_covers(&b->entries[end], now);
        met = met || b->entries[end].met;
    }
    for (size_t i = first; i < end && covered; i++)
        b->entries[i].met = true;
    return covered && !met;
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
static bool take_issue(charter_baseline *b, const ch_issue *issue, uint32_t number, bool *good)
{
    ch_accepted now;
    b->clause.length = 0;
    ch_issue_rule(&b->clause, issue);
    *good = *good && !b->clause.failed && ch_accepted_of(&now, issue, number, ch_buffer_text(&b->clause), &b->working);
    if (!*good)
        return false;
    /* Beyond what is told apart, nothing is accepted. */
    b->too_many = b->too_many || number == 0 || (b->renewing && b->line_count == CHARTER_BASELINE_ENTRIES);
    if (number == 0 || (b->renewing ? b->too_many : !is_entered(b, &now)))
        return false;
    /* One that is being renewed accepts whatever may stand in a baseline. */
    if (b->renewing && !keep_line(b, &now)) {
        *good = b->too_many;
        return false;
    }
    accept(b, issue);
    return true;
}

charter_status charter_baseline_take(charter_baseline *b, const charter_verdict *verdict,
                                     const charter_acceptance **out)
{
    ch_issue issue;
    bool good = true, all = true, some = false;
    *out = NULL;
    /* Without them, whatever was breached would rest on nothing, and be among what was seen. */
    if (verdict->finding_count > 0 && !verdict->some_offences)
        return CHARTER_UNKNOWN;
    ch_arena_reset(&b->working);
    uint32_t number = number_of(b, verdict, &good);
    if (!begin_acceptance(b, verdict))
        return CHARTER_NO_MEMORY;
    for (ch_issues walk = {.verdict = verdict}; ch_next_issue(&walk, &issue);) {
        if (issue.weight <= CH_ADVICE)
            continue;
        /* A fact that is missing is accepted by nobody: what it would show may be graver than what was seen. */
        bool may_be = issue.weight == CH_OPEN || issue.weight == CH_FORBIDDEN;
        all = may_be && take_issue(b, &issue, number, &good) && all;
        some = true;
    }
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
        const ch_accepted *e = &b->entries[(*index)++];
        /* Several of one clause of one use are told once. */
        if (e->met || (e > b->entries && ch_accepted_compare(e - 1, e) == 0))
            continue;
        *out = (charter_baseline_entry){e->clause, e->declaration, e->file, e->tool};
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
    ch_output_add(&output, CH_LITERAL("{\"charter-check-baseline\": 2,\n \"accepted\": ["));
    for (size_t i = 0; i < b->line_count; i++) {
        ch_output_add(&output, i == 0 ? CH_LITERAL("\n") : CH_LITERAL(",\n"));
        ch_output_add(&output, b->lines[i]);
    }
    ch_output_add(&output, CH_LITERAL("\n]}\n"));
    ch_output_flush(&output);
    free(room);
    return output.status;
}
