/* Streams of declarations: documents, the usages within each, and faults that belong to which. */
#include <errno.h>
#include <stdlib.h>

#include "model/register.h"
#include "model/usage.h"
#include "tree/documents.h"
#include "tree/json_documents.h"
#include "tree/json_reader.h"

#define DOCUMENT_BYTES ((size_t)1 << 20)
#define MOST_NODES ((size_t)50000)
#define MOST_DEPTH 32
#define INDEX_FROM 4096  /* bytes of a document from which counting its lines once pays */

struct charter_stream {
    charter_syntax said; /* by whoever opened it */
    const charter_intake *intake;
    const struct syntax *syntax;
    const char *name;
    ch_documents documents;       /* of YAML */
    ch_json_documents json;       /* of JSON and NDJSON */
    ch_csv csv;                   /* of a register */
    ch_register reg;
    size_t document_bytes;
    ch_yaml_rules rules;
    ch_arena arena;       /* the document's */
    ch_arena usage_arena; /* the current usage's */
    ch_source source;
    charter_diagnostics document_faults, usage_faults, stream_faults, notes;
    ch_node *base;           /* of a document with `usages:` */
    const ch_node *next;     /* the next of them, or of a row's declarations */
    size_t given, broken;
    bool ended;
    charter_usage usage;
    bool keeps;               /* what is given stays */
    ch_source *kept_source;   /* of this document, where some usage of it is kept */
    struct kept_faults *kept; /* of usages that are kept: each has memory of its own */
};

struct kept_faults {
    charter_diagnostics faults;
    struct kept_faults *next;
};

/* One way of writing declarations down: cutting a stream of them, and reading one document. */
typedef struct syntax {
    void (*open)(charter_stream *s, charter_input input);
    ch_document_status (*cut)(charter_stream *s);
    ch_yaml_status (*read)(charter_stream *s, ch_node **root);
    int (*error)(const charter_stream *s); /* of the failed read: a positive errno */
    const char *smaller, *fuller; /* what to do about a document that is too large, or empty */
    bool by_intake;
} syntax;

static ch_yaml_status checked(charter_stream *s)
{
    return ch_yaml_check_bytes(&s->source, &s->document_faults) ? CH_YAML_DOCUMENT : CH_YAML_FAULT;
}

static void open_yaml(charter_stream *s, charter_input input)
{
    ch_documents_open(&s->documents, s->name, input, s->document_bytes);
}

static ch_document_status cut_yaml(charter_stream *s)
{
    return ch_documents_next(&s->documents, &s->source);
}

static bool begins_with_mark(const ch_source *source)
{
    return source->bytes.length >= 3 && memcmp(source->bytes.at, "---", 3) == 0;
}

/* Blanks and comments alone are no document, unless a mark says that there is one: then it is an absent value. */
static ch_yaml_status read_yaml(charter_stream *s, ch_node **root)
{
    if (checked(s) == CH_YAML_FAULT)
        return CH_YAML_FAULT;
    ch_yaml_status status = ch_yaml_read(&s->source, &s->rules, &s->arena, &s->document_faults, root);
    return status == CH_YAML_NOTHING && begins_with_mark(&s->source) ? CH_YAML_DOCUMENT : status;
}

static int error_of_yaml(const charter_stream *s)
{
    return s->documents.window.error;
}

static void open_json(charter_stream *s, charter_input input)
{
    ch_json_documents_open(&s->json, s->name, input, s->document_bytes, false);
}

static void open_ndjson(charter_stream *s, charter_input input)
{
    ch_json_documents_open(&s->json, s->name, input, s->document_bytes, true);
}

static ch_document_status cut_json(charter_stream *s)
{
    return ch_json_documents_next(&s->json, &s->source);
}

static ch_yaml_status read_json(charter_stream *s, ch_node **root)
{
    if (checked(s) == CH_YAML_FAULT)
        return CH_YAML_FAULT;
    if (!s->json.trailing)
        return ch_json_read(&s->source, &s->rules, &s->arena, &s->document_faults, root);
    ch_complain(&s->document_faults, CH_JSON_SYNTAX, &s->source, (ch_span){0, 1},
                ch_say("something follows the end of the list, where nothing may"),
                ch_say("put all declarations into the one list"));
    return s->document_faults.failed ? CH_YAML_NO_MEMORY : CH_YAML_FAULT;
}

static void open_rows(charter_stream *s, charter_input input, bool tabs)
{
    static const charter_intake none;
    const charter_intake *intake = s->reg.intake == NULL ? &none : s->reg.intake;
    ch_csv_rules rules = ch_intake_rules(intake, tabs, s->document_bytes);
    ch_csv_open(&s->csv, s->name, input, &rules);
}

static void open_csv(charter_stream *s, charter_input input)
{
    open_rows(s, input, false);
}

static void open_tsv(charter_stream *s, charter_input input)
{
    open_rows(s, input, true);
}

static ch_document_status cut_csv(charter_stream *s)
{
    return ch_csv_next(&s->csv, &s->source);
}

/* A row's declarations: the first one, and those behind it as the next. */
static ch_yaml_status read_csv(charter_stream *s, ch_node **root)
{
    if (s->csv.row.number > s->reg.intake->skip.value && checked(s) == CH_YAML_FAULT)
        return CH_YAML_FAULT;
    switch (ch_register_row(&s->reg, &s->csv, &s->source, &s->arena, &s->document_faults, &s->notes, root)) {
    case CH_REGISTER_DECLARATIONS:
        s->next = (*root)->next;
        return CH_YAML_DOCUMENT;
    case CH_REGISTER_NOTHING:
        return CH_YAML_NOTHING;
    case CH_REGISTER_FAULT:
        return CH_YAML_FAULT;
    case CH_REGISTER_NO_MEMORY:
        break;
    }
    return CH_YAML_NO_MEMORY;
}

static int error_of_csv(const charter_stream *s)
{
    return s->csv.window.error;
}

static int error_of_json(const charter_stream *s)
{
    return s->json.window.error;
}

static const syntax syntaxes[] = {
    [CHARTER_YAML] = {open_yaml, cut_yaml, read_yaml, error_of_yaml,
                      N_("cut it into several documents with a line --- between them, or raise --max-bytes"),
                      N_("write a declaration, beginning with usage: 1, or remove its line ---"), false},
    [CHARTER_JSON] = {open_json, cut_json, read_json, error_of_json,
                      N_("cut it into several declarations, or raise --max-bytes"),
                      N_("write a declaration, such as {\"usage\": 1, …}"), false},
    [CHARTER_NDJSON] = {open_ndjson, cut_json, read_json, error_of_json,
                        N_("cut it into several declarations, or raise --max-bytes"),
                        N_("write a declaration, such as {\"usage\": 1, …}"), false},
    [CHARTER_CSV] = {open_csv, cut_csv, read_csv, error_of_csv,
                     N_("look for a quote that is not closed, or raise --max-bytes"), NULL, true},
    [CHARTER_TSV] = {open_tsv, cut_csv, read_csv, error_of_csv,
                     N_("look for a quote that is not closed, or raise --max-bytes"), NULL, true},
};

static charter_syntax choose_syntax(const charter_stream *s)
{
    charter_syntax said = s->said == CHARTER_SYNTAX_BY_NAME ? charter_syntax_of(s->name) : s->said;
    if (said != CHARTER_SYNTAX_BY_NAME)
        return said;
    return s->intake == NULL || s->intake->of_charter ? CHARTER_YAML : CHARTER_CSV;
}

static void set_limits(charter_stream *s, const charter_limits *limits)
{
    s->document_bytes = limits->document_bytes == 0 ? DOCUMENT_BYTES : limits->document_bytes;
    s->rules.depth = limits->depth == 0 ? MOST_DEPTH : limits->depth;
    if (s->rules.depth > CH_YAML_MAX_DEPTH)
        s->rules.depth = CH_YAML_MAX_DEPTH;
    s->rules.nodes = limits->nodes == 0 ? MOST_NODES : limits->nodes;
}

charter_status charter_stream_open_as(charter_stream **out, const char *name, charter_input input,
                                      const charter_stream_options *options)
{
    charter_stream *s = *out = calloc(1, sizeof *s);
    if (s == NULL)
        return CHARTER_NO_MEMORY;
    s->said = options->syntax;
    s->intake = options->intake;
    set_limits(s, &options->limits);
    charter_stream_reopen(s, name, input);
    return CHARTER_OK;
}

void charter_stream_reopen(charter_stream *s, const char *name, charter_input input)
{
    s->name = name;
    s->syntax = &syntaxes[choose_syntax(s)];
    ch_diagnostics_reset(&s->stream_faults);
    ch_diagnostics_reset(&s->notes);
    ch_register_free(&s->reg);
    ch_register_open(&s->reg, s->intake);
    s->next = NULL;
    s->given = s->broken = 0;
    s->ended = false;
    s->syntax->open(s, input);
}

charter_status charter_stream_open(charter_stream **out, const char *name, charter_input input,
                                   const charter_limits *limits)
{
    charter_stream_options options = {0};
    if (limits != NULL)
        options.limits = *limits;
    return charter_stream_open_as(out, name, input, &options);
}

void charter_stream_free(charter_stream *s)
{
    if (s == NULL)
        return;
    ch_stream_forget(s);
    ch_documents_free(&s->documents);
    ch_json_documents_free(&s->json);
    ch_csv_free(&s->csv);
    ch_register_free(&s->reg);
    ch_diagnostics_release(&s->document_faults);
    ch_diagnostics_release(&s->usage_faults);
    ch_diagnostics_release(&s->stream_faults);
    ch_diagnostics_release(&s->notes);
    ch_arena_free(&s->arena);
    ch_arena_free(&s->usage_arena);
    free(s);
}

const charter_diagnostics *charter_stream_fault(const charter_stream *s)
{
    return &s->stream_faults;
}

const charter_diagnostics *charter_stream_notes(const charter_stream *s)
{
    return &s->notes;
}

static void begin_usage(charter_stream *s)
{
    if (!s->keeps)
        ch_arena_reset(&s->usage_arena);
    ch_diagnostics_reset(&s->usage_faults);
    s->usage = (charter_usage){.source = &s->source, .errors = &s->usage_faults, .date = CHARTER_NO_DAY};
}

/* ---- declarations that stay ---- */

void ch_stream_keep(charter_stream *s, size_t offset, uint32_t lines)
{
    s->keeps = true;
    s->documents.window.offset = offset;
    s->documents.window.lines = lines;
}

void ch_stream_forget(charter_stream *s)
{
    for (struct kept_faults *kept = s->kept; kept != NULL; kept = kept->next)
        ch_diagnostics_release(&kept->faults);
    s->kept = NULL;
    s->kept_source = NULL;
    ch_arena_reset(&s->arena);
    ch_arena_reset(&s->usage_arena);
}

/* The window that a document's bytes are in moves on: those that are kept are copied. */
static bool keep_bytes(charter_stream *s)
{
    if (!s->keeps)
        return true;
    s->source.bytes = ch_arena_text(&s->arena, s->source.bytes);
    return s->source.bytes.at != NULL;
}

static bool keep_source(charter_stream *s)
{
    if (s->kept_source == NULL) {
        s->kept_source = ch_arena_take(&s->arena, sizeof *s->kept_source);
        if (s->kept_source == NULL)
            return false;
        *s->kept_source = s->source;
    }
    return true;
}

/* The current usage, moved to where it stays; its faults with it. */
static const charter_usage *keep_usage(charter_stream *s)
{
    charter_usage *usage = ch_arena_take(&s->usage_arena, sizeof *usage);
    struct kept_faults *kept = ch_arena_take(&s->usage_arena, sizeof *kept);
    if (usage == NULL || kept == NULL || !keep_source(s))
        return NULL;
    *kept = (struct kept_faults){s->usage_faults, s->kept};
    s->usage_faults = (charter_diagnostics){0};
    s->kept = kept;
    *usage = s->usage;
    usage->source = s->kept_source;
    usage->errors = &kept->faults;
    return usage;
}

static charter_status give(charter_stream *s, const charter_usage **out)
{
    bool failed = s->usage_faults.failed || s->document_faults.failed || s->notes.failed;
    if (failed || s->usage_arena.failed || s->arena.failed)
        return CHARTER_NO_MEMORY;
    s->given++;
    *out = s->keeps ? keep_usage(s) : &s->usage;
    return *out == NULL ? CHARTER_NO_MEMORY : CHARTER_OK;
}

/* ---- which of a document's faults are a usage's own ---- */

static bool within(const ch_node *node, size_t start, const ch_source *source)
{
    size_t at = start - source->offset;
    return at >= node->span.start && at < node->span.end;
}

static bool in_some_usage(const charter_stream *s, size_t start)
{
    const ch_node *usages = ch_node_get(s->base, "usages");
    for (const ch_node *item = usages->first; item != NULL; item = item->next)
        if (within(item, start, &s->source))
            return true;
    return false;
}

/* A usage has its own faults, and those of what all usages of its document share. */
static void take_faults(charter_stream *s, const ch_node *item)
{
    for (const charter_diagnostic *fault = s->document_faults.first; fault != NULL; fault = fault->next)
        if (s->base == NULL || within(item, fault->place.start, &s->source) ||
            !in_some_usage(s, fault->place.start))
            ch_diagnostics_add(&s->usage_faults, fault);
}

static charter_status give_node(charter_stream *s, const ch_node *node, const charter_usage **out)
{
    begin_usage(s);
    take_faults(s, node);
    ch_usage_read(&s->usage, node, s->base, &s->usage_arena);
    return give(s, out);
}

/* Without its header no row of a register can be read. */
static charter_status give_no_header(charter_stream *s)
{
    s->ended = true;
    for (const charter_diagnostic *fault = s->document_faults.first; fault != NULL; fault = fault->next)
        ch_diagnostics_add(&s->stream_faults, fault);
    return s->stream_faults.failed || s->document_faults.failed ? CHARTER_NO_MEMORY : CHARTER_INVALID;
}

/* A document that is no declaration at all. */
static charter_status give_broken(charter_stream *s, const charter_usage **out)
{
    if (s->syntax->by_intake && !s->reg.ready)
        return give_no_header(s);
    begin_usage(s);
    for (const charter_diagnostic *fault = s->document_faults.first; fault != NULL; fault = fault->next)
        ch_diagnostics_add(&s->usage_faults, fault);
    s->broken++;
    return give(s, out);
}

/* ---- documents ---- */

static ch_span whole_line(const ch_source *source)
{
    return (ch_span){0, (uint32_t)ch_source_line(source, 0).length};
}

static charter_status give_too_large(charter_stream *s, const charter_usage **out)
{
    if (!keep_bytes(s))
        return CHARTER_NO_MEMORY;
    ch_text limit = ch_text_int(&s->arena, (int64_t)s->document_bytes);
    ch_complain(&s->document_faults, CH_LIMIT_SIZE, &s->source, whole_line(&s->source),
                ch_say1("this document is larger than %s bytes", limit), ch_say(s->syntax->smaller));
    return give_broken(s, out);
}

/* A null that is written down has its place; one that is not stands after the document's mark. */
static charter_status give_empty(charter_stream *s, const ch_node *root, const charter_usage **out)
{
    bool written = root != NULL && root->span.start < root->span.end;
    ch_complain(&s->document_faults, CH_INPUT_EMPTY, &s->source, written ? root->span : whole_line(&s->source),
                ch_say("this document declares nothing"), ch_say(s->syntax->fuller));
    return give_broken(s, out);
}

/* A list of usages, with the keys beside it for all of them. */
static charter_status begin_usages(charter_stream *s, ch_node *root, const ch_node *usages,
                                   const charter_usage **out)
{
    if (usages->kind == CH_LIST && usages->count > 0) {
        s->base = root;
        s->next = usages->first;
        return charter_stream_next(s, out);
    }
    ch_complain(&s->document_faults, CH_VALUE_TYPE, &s->source, usages->key->span,
                ch_say("\"usages\" takes a list of declarations, at least one"),
                ch_say("write each after a dash"));
    return give_broken(s, out);
}

static charter_status give_root(charter_stream *s, ch_node *root, const charter_usage **out)
{
    if (ch_node_absent(root))
        return give_empty(s, root, out);
    const ch_node *usages = ch_node_get(root, "usages");
    if (usages != NULL)
        return begin_usages(s, root, usages, out);
    return give_node(s, root, out);
}

/* Reads one document. CHARTER_END: it declares nothing, nor should it. */
static charter_status read_document(charter_stream *s, const charter_usage **out)
{
    ch_node *root = NULL;
    if (!keep_bytes(s))
        return CHARTER_NO_MEMORY;
    if (s->source.bytes.length > INDEX_FROM && !ch_source_index(&s->source, &s->arena))
        return CHARTER_NO_MEMORY;
    switch (s->syntax->read(s, &root)) {
    case CH_YAML_DOCUMENT:
        return give_root(s, root, out);
    case CH_YAML_NOTHING:
        return CHARTER_END;
    case CH_YAML_FAULT:
        return give_broken(s, out);
    case CH_YAML_NO_MEMORY:
        break;
    }
    return CHARTER_NO_MEMORY;
}

static void begin_document(charter_stream *s)
{
    if (!s->keeps)
        ch_arena_reset(&s->arena);
    s->kept_source = NULL;
    ch_diagnostics_reset(&s->document_faults);
    s->base = NULL;
    s->next = NULL;
}

/* ---- the stream as a whole ---- */

void ch_complain_nothing_declared(charter_diagnostics *diagnostics, const char *file)
{
    ch_complain_file(diagnostics, CH_INPUT_EMPTY, file, ch_say("this file declares nothing"),
                     ch_say("write a declaration in it, beginning with usage: 1"));
}

void ch_complain_given_up(charter_diagnostics *diagnostics, const char *file)
{
    ch_complain_file(diagnostics, CH_LIMIT_FAULTS, file,
                     ch_say1("more than %s documents of this file cannot be read: the rest is not judged",
                             ch_text_int(&diagnostics->arena, CH_BROKEN_MAX)),
                     ch_say("correct these first, then check again"));
}

void ch_complain_unread(charter_diagnostics *diagnostics, const char *file, int error)
{
    if (error == EBADMSG)
        ch_complain_file(diagnostics, CH_INPUT_UNREADABLE, file,
                         ch_say("the compressed data are damaged or end too early: the rest is not judged"),
                         ch_say("compress or copy the file anew, then check again"));
    else
        ch_complain_file(diagnostics, CH_INPUT_UNREADABLE, file,
                         ch_say("reading this file failed: the rest is not judged"),
                         ch_say("check the disk or the connection, then check again"));
}

/* The stream ends with the fault that was just complained of. */
static charter_status end_with_fault(charter_stream *s)
{
    s->ended = true;
    return s->stream_faults.failed ? CHARTER_NO_MEMORY : CHARTER_INVALID;
}

static charter_status end_stream(charter_stream *s)
{
    s->ended = true;
    if (s->given > 0)
        return CHARTER_END;
    ch_complain_nothing_declared(&s->stream_faults, s->name);
    return end_with_fault(s);
}

static charter_status give_up(charter_stream *s)
{
    ch_complain_given_up(&s->stream_faults, s->name);
    return end_with_fault(s);
}

static charter_status give_unreadable(charter_stream *s)
{
    ch_complain_unread(&s->stream_faults, s->name, s->syntax->error(s));
    return end_with_fault(s);
}

static charter_status next_document(charter_stream *s, const charter_usage **out)
{
    for (;;) {
        if (s->broken > CH_BROKEN_MAX)
            return give_up(s);
        begin_document(s);
        switch (s->syntax->cut(s)) {
        case CH_DOCUMENT: {
            charter_status status = read_document(s, out);
            if (status != CHARTER_END)
                return status;
            break;
        }
        case CH_DOCUMENT_TOO_LARGE:
            return give_too_large(s, out);
        case CH_DOCUMENTS_END:
            return end_stream(s);
        case CH_DOCUMENTS_IO:
            return give_unreadable(s);
        case CH_DOCUMENTS_NO_MEMORY:
            return CHARTER_NO_MEMORY;
        }
    }
}

static charter_status give_no_intake(charter_stream *s)
{
    ch_complain_file(&s->stream_faults, CH_INTAKE_MISSING, s->name,
                     ch_say("a register of rows and columns needs an intake mapping"),
                     ch_say("give it with --intake FILE; charter-check intake drafts one"));
    return end_with_fault(s);
}

charter_status charter_stream_next(charter_stream *s, const charter_usage **out)
{
    ch_diagnostics_reset(&s->notes);
    if (s->syntax->by_intake && s->reg.intake == NULL && !s->ended)
        return give_no_intake(s);
    if (s->next != NULL) {
        const ch_node *item = s->next;
        s->next = item->next;
        return give_node(s, item, out);
    }
    return s->ended ? CHARTER_END : next_document(s, out);
}
