/* Streams of declarations: documents, the usages within each, and faults that belong to which. */
#include <stdlib.h>

#include "model/usage.h"
#include "tree/documents.h"
#include "tree/yaml.h"

#define DOCUMENT_BYTES ((size_t)1 << 20)
#define MOST_NODES ((size_t)50000)
#define MOST_DEPTH 32
#define MOST_BROKEN 1000 /* documents without any tree, before the rest of a stream is given up */
#define INDEX_FROM 4096  /* bytes of a document from which counting its lines once pays */

struct charter_stream {
    ch_documents documents;
    ch_yaml_rules rules;
    ch_arena arena;       /* the document's */
    ch_arena usage_arena; /* the current usage's */
    ch_source source;
    charter_diagnostics document_faults, usage_faults, stream_faults;
    ch_node *base;           /* of a document with `usages:` */
    const ch_node *next;     /* the next of them */
    size_t given, broken;
    bool ended;
    charter_usage usage;
};

charter_status charter_stream_open(charter_stream **out, const char *name, charter_input input,
                                   const charter_limits *limits)
{
    charter_stream *s = *out = calloc(1, sizeof *s);
    if (s == NULL)
        return CHARTER_NO_MEMORY;
    charter_limits bounds = limits == NULL ? (charter_limits){0} : *limits;
    ch_documents_open(&s->documents, name, input,
                      bounds.document_bytes == 0 ? DOCUMENT_BYTES : bounds.document_bytes);
    s->rules.depth = bounds.depth == 0 ? MOST_DEPTH : bounds.depth;
    if (s->rules.depth > CH_YAML_MAX_DEPTH)
        s->rules.depth = CH_YAML_MAX_DEPTH;
    s->rules.nodes = bounds.nodes == 0 ? MOST_NODES : bounds.nodes;
    return CHARTER_OK;
}

void charter_stream_free(charter_stream *s)
{
    if (s == NULL)
        return;
    ch_documents_free(&s->documents);
    ch_diagnostics_release(&s->document_faults);
    ch_diagnostics_release(&s->usage_faults);
    ch_diagnostics_release(&s->stream_faults);
    ch_arena_free(&s->arena);
    ch_arena_free(&s->usage_arena);
    free(s);
}

const charter_diagnostics *charter_stream_fault(const charter_stream *s)
{
    return &s->stream_faults;
}

static void begin_usage(charter_stream *s)
{
    ch_arena_reset(&s->usage_arena);
    ch_diagnostics_reset(&s->usage_faults);
    s->usage = (charter_usage){.source = &s->source, .errors = &s->usage_faults, .date = CHARTER_NO_DAY};
}

static charter_status give(charter_stream *s, const charter_usage **out)
{
    if (s->usage_faults.failed || s->document_faults.failed || s->usage_arena.failed || s->arena.failed)
        return CHARTER_NO_MEMORY;
    s->given++;
    *out = &s->usage;
    return CHARTER_OK;
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

/* A document that is no declaration at all. */
static charter_status give_broken(charter_stream *s, const charter_usage **out)
{
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
    ch_text limit = ch_text_int(&s->arena, (int64_t)s->documents.limit);
    ch_complain(&s->document_faults, CH_LIMIT_SIZE, &s->source, whole_line(&s->source),
                ch_say1("this document is larger than %s bytes", limit),
                ch_say("cut it into several documents with a line --- between them, or raise --max-bytes"));
    return give_broken(s, out);
}

/* A null that is written down has its place; one that is not stands after the document's mark. */
static charter_status give_empty(charter_stream *s, const ch_node *root, const charter_usage **out)
{
    bool written = root != NULL && root->span.start < root->span.end;
    ch_complain(&s->document_faults, CH_INPUT_EMPTY, &s->source, written ? root->span : whole_line(&s->source),
                ch_say("this document declares nothing"),
                ch_say("write a declaration, beginning with usage: 1, or remove its line ---"));
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

static bool begins_with_mark(const ch_source *source)
{
    return source->bytes.length >= 3 && memcmp(source->bytes.at, "---", 3) == 0;
}

/* Reads one document. CHARTER_END: it holds blanks and comments alone, and no mark says otherwise. */
static charter_status read_document(charter_stream *s, const charter_usage **out)
{
    ch_node *root = NULL;
    if (s->source.bytes.length > INDEX_FROM && !ch_source_index(&s->source, &s->arena))
        return CHARTER_NO_MEMORY;
    if (!ch_yaml_check_bytes(&s->source, &s->document_faults))
        return give_broken(s, out);
    switch (ch_yaml_read(&s->source, &s->rules, &s->arena, &s->document_faults, &root)) {
    case CH_YAML_DOCUMENT:
        return give_root(s, root, out);
    case CH_YAML_NOTHING:
        return begins_with_mark(&s->source) ? give_empty(s, NULL, out) : CHARTER_END;
    case CH_YAML_FAULT:
        return give_broken(s, out);
    case CH_YAML_NO_MEMORY:
        break;
    }
    return CHARTER_NO_MEMORY;
}

static void begin_document(charter_stream *s)
{
    ch_arena_reset(&s->arena);
    ch_diagnostics_reset(&s->document_faults);
    s->base = NULL;
    s->next = NULL;
}

/* ---- the stream as a whole ---- */

static charter_status stream_fault(charter_stream *s, ch_code code, ch_message message, ch_message help)
{
    s->ended = true;
    ch_complain_file(&s->stream_faults, code, s->documents.name, message, help);
    return s->stream_faults.failed ? CHARTER_NO_MEMORY : CHARTER_INVALID;
}

static charter_status end_stream(charter_stream *s)
{
    s->ended = true;
    if (s->given > 0)
        return CHARTER_END;
    return stream_fault(s, CH_INPUT_EMPTY, ch_say("this file declares nothing"),
                        ch_say("write a declaration in it, beginning with usage: 1"));
}

static charter_status give_up(charter_stream *s)
{
    return stream_fault(s, CH_LIMIT_FAULTS,
                        ch_say1("more than %s documents of this file cannot be read: the rest is not judged",
                                ch_text_int(&s->arena, MOST_BROKEN)),
                        ch_say("correct these first, then check again"));
}

static charter_status next_document(charter_stream *s, const charter_usage **out)
{
    for (;;) {
        if (s->broken > MOST_BROKEN)
            return give_up(s);
        begin_document(s);
        switch (ch_documents_next(&s->documents, &s->source)) {
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
            return stream_fault(s, CH_INPUT_UNREADABLE, ch_say("reading this file failed: the rest is not judged"),
                                ch_say("check the disk or the connection, then check again"));
        case CH_DOCUMENTS_NO_MEMORY:
            return CHARTER_NO_MEMORY;
        }
    }
}

charter_status charter_stream_next(charter_stream *s, const charter_usage **out)
{
    if (s->next != NULL) {
        const ch_node *item = s->next;
        s->next = item->next;
        return give_node(s, item, out);
    }
    return s->ended ? CHARTER_END : next_document(s, out);
}
