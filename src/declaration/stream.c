/* Streams of declarations: documents, the declarations within each, and faults that belong to which. How a syntax is
 * cut and read is stream_syntax.c's, in tree/ and intake/; chunks are stream_chunk.c's. Memory is one document's and
 * one declaration's, whatever the stream's length, unless what is given is to stay. */
#include <errno.h>
#include <stdlib.h>

#include "declaration/stream.h"
#include "base/options.h"
#include "tree/foreign.h"

CH_OPTIONS_END_WITH(charter_stream_options, intake);

#define INDEX_FROM 4096 /* bytes of a document from which counting its lines once pays */

/* A charter's own mapping speaks of files alone whose names say that they are registers: standard input stays YAML. */
static charter_syntax choose_syntax(const charter_stream *s)
{
    if (s->sheet)
        return CHARTER_CSV;
    charter_syntax said = s->said == CHARTER_SYNTAX_BY_NAME ? charter_syntax_of(s->name) : s->said;
    if (said != CHARTER_SYNTAX_BY_NAME)
        return said;
    return s->intakes == NULL || s->intakes->of_charter ? CHARTER_YAML : CHARTER_CSV;
}

/* A mapping of JSON reads what is called so, and what nothing else is said of; YAML stays declarations. */
static const ch_syntax *choose_row(const charter_stream *s)
{
    charter_syntax syntax = choose_syntax(s);
    bool json = !s->sheet && s->intake != NULL && s->intake->json && syntax != CHARTER_YAML;
    return json ? &ch_json_register : &ch_syntaxes[syntax];
}

/* The depth is bounded by an array of the YAML reader, whatever the caller says. */
static void set_limits(charter_stream *s, const charter_limits *limits)
{
    /* 0 means that the caller says nothing: there is always a limit. */
    s->document_bytes = limits->document_bytes == 0 ? CH_DOCUMENT_BYTES : limits->document_bytes;
    s->rules.depth = limits->depth == 0 ? CH_DOCUMENT_DEPTH_MAX : limits->depth;
    if (s->rules.depth > CH_YAML_MAX_DEPTH)
        s->rules.depth = CH_YAML_MAX_DEPTH;
    s->rules.nodes = limits->nodes == 0 ? CH_DOCUMENT_NODES_MAX : limits->nodes;
}

charter_status charter_stream_open_as_sized(charter_stream **out, const char *name, charter_input input,
                                            const charter_stream_options *options, size_t options_size)
{
    *out = NULL;
    charter_stream_options o;
    if (!ch_options_copy(&o, sizeof o, options, options_size) || (unsigned)o.syntax > CHARTER_TSV)
        return CHARTER_UNKNOWN;
    charter_stream *s = *out = calloc(1, sizeof *s);
    if (s == NULL)
        return CHARTER_NO_MEMORY;
    s->said = o.syntax;
    s->intakes = o.intake;
    set_limits(s, &o.limits);
    charter_stream_reopen(s, name, input);
    return CHARTER_OK;
}

/* Memory stays warm. The header of a register is another one, and begins anew; what was retained stays until
 * ch_stream_release(). */
void ch_stream_reopen(charter_stream *s, const char *name, charter_input input, bool sheet)
{
    s->name = name;
    s->sheet = sheet;
    s->intake = ch_intake_for(s->intakes, name);
    s->syntax = choose_row(s);
    ch_diagnostics_reset(&s->stream_faults);
    ch_diagnostics_reset(&s->notes);
    ch_register_close(&s->reg);
    ch_register_open(&s->reg, s->intake);
    s->reg.sheet = sheet;
    s->next = NULL;
    s->flaw = NULL;
    s->around.serial = s->around.known = 0;
    s->given = s->broken = 0;
    s->ended = s->chunked = s->keeps = false;
    s->syntax->open(s, input);
}

void charter_stream_reopen(charter_stream *s, const char *name, charter_input input)
{
    ch_stream_reopen(s, name, input, false);
}

charter_status charter_stream_open(charter_stream **out, const char *name, charter_input input,
                                   const charter_limits *limits)
{
    charter_stream_options options = {0};
    if (limits != NULL)
        options.limits = *limits;
    return charter_stream_open_as(out, name, input, &options);
}

/* All three readers are closed, since a stream may have been reopened with another syntax. Each accepts never having
 * been open. */
void charter_stream_close(charter_stream *s)
{
    if (s == NULL)
        return;
    ch_stream_release(s);
    ch_yaml_documents_close(&s->documents);
    ch_json_documents_close(&s->json);
    ch_json_rows_close(&s->rows);
    ch_arena_clear(&s->around.arena);
    ch_csv_clear(&s->csv);
    ch_register_close(&s->reg);
    ch_diagnostics_clear(&s->document_faults);
    ch_diagnostics_clear(&s->usage_faults);
    ch_diagnostics_clear(&s->stream_faults);
    ch_diagnostics_clear(&s->notes);
    ch_arena_clear(&s->arena);
    ch_arena_clear(&s->usage_arena);
    free(s);
}

const charter_diagnostics *charter_stream_errors(const charter_stream *s)
{
    return &s->stream_faults;
}

const charter_diagnostics *charter_stream_notes(const charter_stream *s)
{
    return s->keeps ? s->kept_notes : &s->notes;
}

charter_diagnostics *ch_stream_notes(charter_stream *s)
{
    return s->keeps ? s->kept_notes : &s->notes;
}

static void begin_usage(charter_stream *s)
{
    if (!s->keeps)
        ch_arena_reset(&s->usage_arena);
    ch_diagnostics_reset(&s->usage_faults);
    s->declaration = (charter_declaration){.source = &s->source, .errors = &s->usage_faults, .date = CH_NO_DAYS};
}

/* ---- declarations that stay ---- */

void ch_stream_retain(charter_stream *s)
{
    s->keeps = true;
}

void ch_stream_release(charter_stream *s)
{
    for (struct ch_kept *kept = s->kept; kept != NULL; kept = kept->next) {
        ch_diagnostics_clear(&kept->faults);
        ch_diagnostics_clear(&kept->notes);
    }
    s->kept = NULL;
    s->kept_source = NULL;
    ch_arena_reset(&s->arena);
    ch_arena_reset(&s->usage_arena);
}

/* The window, or the room for conversion, that a document's bytes are in is used again: those that are kept are
 * copied. A chunk's bytes stay. */
static bool keep_bytes(charter_stream *s)
{
    if (!s->keeps || (s->chunked && !s->source.converted))
        return true;
    s->source.bytes = ch_arena_text(&s->arena, s->source.bytes);
    return s->source.bytes.at != NULL;
}

static const ch_row *keep_row(ch_arena *arena, const ch_row *row)
{
    ch_row *kept = ch_arena_take(arena, sizeof *kept);
    ch_span *cells = ch_arena_take_many(arena, row->count, sizeof *cells);
    if (kept == NULL || cells == NULL)
        return NULL;
    if (row->count > 0)
        memcpy(cells, row->cells, row->count * sizeof *cells);
    *kept = (ch_row){row->number, row->count, cells};
    return kept;
}

/* Once for a document: its declarations share the copy. */
static bool keep_source(charter_stream *s)
{
    if (s->kept_source != NULL)
        return true;
    ch_source *kept = ch_arena_take_raw(&s->arena, sizeof *kept);
    if (kept == NULL)
        return false;
    *kept = s->source;
    if (kept->row != NULL)
        kept->row = keep_row(&s->arena, kept->row);
    s->kept_source = kept;
    return kept->row != NULL || s->source.row == NULL;
}

/* Moves what was collected to where it stays. */
static charter_diagnostics move(charter_diagnostics *from)
{
    charter_diagnostics moved = *from;
    *from = (charter_diagnostics){0};
    return moved;
}

/* Most declarations have neither faults nor notes, and share the empty ones. */
static bool keep_told(charter_stream *s, charter_declaration *declaration)
{
    declaration->errors = s->kept_notes = &s->nothing;
    if (s->usage_faults.count == 0 && s->notes.count == 0)
        return true;
    struct ch_kept *kept = ch_arena_take(&s->usage_arena, sizeof *kept);
    if (kept == NULL)
        return false;
    *kept = (struct ch_kept){move(&s->usage_faults), move(&s->notes), s->kept};
    s->kept = kept;
    declaration->errors = &kept->faults;
    s->kept_notes = &kept->notes;
    return true;
}

/* The current declaration, moved to where it stays; its faults and notes with it. */
static const charter_declaration *keep_usage(charter_stream *s)
{
    charter_declaration *declaration = ch_arena_take_raw(&s->usage_arena, sizeof *declaration);
    if (declaration == NULL || !keep_source(s))
        return NULL;
    *declaration = s->declaration;
    declaration->source = s->kept_source;
    return keep_told(s, declaration) ? declaration : NULL;
}

/* When memory ran out while a fault was added, there may be one that nobody sees: the declaration is not given. */
static charter_status give(charter_stream *s, const charter_declaration **out)
{
    bool failed = s->usage_faults.failed || s->document_faults.failed || s->notes.failed;
    if (failed || s->usage_arena.failed || s->arena.failed)
        return CHARTER_NO_MEMORY;
    s->given++;
    *out = s->keeps ? keep_usage(s) : &s->declaration;
    return *out == NULL ? CHARTER_NO_MEMORY : CHARTER_OK;
}

/* ---- which of a document's faults are a declaration's own ---- */

static bool within(const ch_node *node, size_t start, const ch_source *source)
{
    size_t at = start - source->offset;
    return at >= node->span.start && at < node->span.end;
}

/* Which item of `usages:` each of the document's faults stands in; NULL: none, so that all items share it. Found once:
 * a hostile document has many faults and many items. The items stand in the order of their bytes. */
static bool find_owners(charter_stream *s, const ch_node *declarations)
{
    size_t count = 0;
    s->owner_count = s->document_faults.count;
    if (s->owner_count == 0)
        return true;
    const ch_node **items = ch_arena_take_many(&s->arena, declarations->count, sizeof *items);
    s->owners = ch_arena_take_many(&s->arena, s->owner_count, sizeof *s->owners);
    if (items == NULL || s->owners == NULL)
        return false;
    for (const ch_node *item = declarations->first; item != NULL; item = item->next)
        items[count++] = item;
    size_t number = 0;
    for (const charter_diagnostic *fault = s->document_faults.first; fault != NULL; fault = fault->next, number++) {
        size_t low = 0, high = count;
        while (high - low > 1) {
            size_t middle = low + (high - low) / 2;
            bool before = items[middle]->span.start <= fault->place.start - s->source.offset;
            low = before ? middle : low;
            high = before ? high : middle;
        }
        s->owners[number] = within(items[low], fault->place.start, &s->source) ? items[low] : NULL;
    }
    return true;
}

/* A declaration has its own faults, and those of what all declarations of its document share. */
static void take_faults(charter_stream *s, const ch_node *item)
{
    size_t number = 0;
    for (const charter_diagnostic *fault = s->document_faults.first; fault != NULL; fault = fault->next, number++) {
        const ch_node *owner = s->base == NULL || number >= s->owner_count ? NULL : s->owners[number];
        if (owner == NULL || owner == item)
            ch_diagnostics_add(&s->usage_faults, fault);
    }
}

static charter_status give_node(charter_stream *s, const ch_node *node, const charter_declaration **out)
{
    begin_usage(s);
    take_faults(s, node);
    s->declaration.intake = s->syntax->by_intake ? s->reg.intake : NULL;
    s->declaration.perhaps_row = s->intake != NULL && s->syntax->by_row_too;
    if (s->syntax->by_intake && s->reg.intake->measured == CH_YES)
        ch_measured_read(&s->declaration, node, &s->usage_arena);
    else
        ch_usage_read(&s->declaration, node, s->base, &s->usage_arena);
    return give(s, out);
}

/* Without its header no row of a register can be read. */
charter_status ch_stream_no_header(charter_stream *s)
{
    s->ended = true;
    for (const charter_diagnostic *fault = s->document_faults.first; fault != NULL; fault = fault->next)
        ch_diagnostics_add(&s->stream_faults, fault);
    return s->stream_faults.failed || s->document_faults.failed ? CHARTER_NO_MEMORY : CHARTER_INVALID;
}

/* A document that is no declaration at all. Given as a declaration without a node, which is judged invalid: it
 * counts, and is never passed over in silence. */
static charter_status give_broken(charter_stream *s, const charter_declaration **out)
{
    if (s->syntax->by_intake && !s->reg.ready)
        return ch_stream_no_header(s);
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

/* The source is its beginning alone, up to the limit: its first line is what can be shown. */
static void error_too_large(charter_stream *s)
{
    if (ch_refuse_foreign(&s->source, &s->document_faults))
        return;
    ch_text limit = ch_text_int(&s->arena, (int64_t)s->document_bytes);
    ch_error_at(&s->document_faults, CH_LIMIT_SIZE, &s->source, whole_line(&s->source),
                ch_say1("this document is larger than %s bytes", limit), ch_say(s->syntax->smaller));
}

static charter_status give_too_large(charter_stream *s, const charter_declaration **out)
{
    if (!keep_bytes(s))
        return CHARTER_NO_MEMORY;
    error_too_large(s);
    return give_broken(s, out);
}

charter_status ch_stream_header_too_large(charter_stream *s)
{
    error_too_large(s);
    return ch_stream_no_header(s);
}

/* A null that is written down has its place; one that is not stands after the document's mark. */
static charter_status give_empty(charter_stream *s, const ch_node *root, const charter_declaration **out)
{
    bool written = root != NULL && root->span.start < root->span.end;
    ch_error_at(&s->document_faults, CH_INPUT_EMPTY, &s->source, written ? root->span : whole_line(&s->source),
                ch_say("this document declares nothing"), ch_say(s->syntax->fuller));
    return give_broken(s, out);
}

/* Nobody reads them, and every item would walk over all of them again. */
static void drop_extensions(ch_node *shared)
{
    for (ch_node **at = &shared->first; *at != NULL;)
        if (ch_key_is_extension((*at)->key->text))
            *at = (*at)->next;
        else
            at = &(*at)->next;
}

/* A list of declarations, with the keys beside it for all of them. */
static charter_status begin_usages(charter_stream *s, ch_node *root, const ch_node *declarations,
                                   const charter_declaration **out)
{
    if (declarations->kind == CH_LIST && declarations->count > 0) {
        drop_extensions(root);
        s->base = root;
        s->next = declarations->first;
        return find_owners(s, declarations) ? charter_stream_next(s, out) : CHARTER_NO_MEMORY;
    }
    ch_error_at(&s->document_faults, CH_VALUE_TYPE, &s->source, declarations->key->span,
                ch_say("\"usages\" takes a list of declarations, at least one"), ch_say("write each after a dash"));
    return give_broken(s, out);
}

/* A document that is null declares nothing: an error, never a pass. */
static charter_status give_root(charter_stream *s, ch_node *root, const charter_declaration **out)
{
    if (ch_node_absent(root))
        return give_empty(s, root, out);
    const ch_node *declarations = ch_node_get(root, "usages");
    if (declarations != NULL)
        return begin_usages(s, root, declarations, out);
    return give_node(s, root, out);
}

/* The order counts: bytes are kept as they are read, so after conversion, whose room is used again. */
ch_yaml_status ch_stream_read(charter_stream *s, ch_node **root)
{
    /* Before it is converted: any bytes are text in an encoding of one byte a character. */
    if (s->syntax->by_intake && ch_refuse_foreign(&s->source, &s->document_faults))
        return CH_YAML_FAULT;
    if (s->syntax->by_intake && !ch_csv_convert(&s->csv, &s->source))
        return CH_YAML_NO_MEMORY;
    if (!keep_bytes(s))
        return CH_YAML_NO_MEMORY;
    if (s->source.bytes.length > INDEX_FROM && !ch_source_index(&s->source, &s->arena))
        return CH_YAML_NO_MEMORY;
    return s->syntax->read(s, root);
}

/* Reads one document. CHARTER_END: it declares nothing, nor should it. */
static charter_status read_document(charter_stream *s, const charter_declaration **out)
{
    ch_node *root = NULL;
    switch (ch_stream_read(s, &root)) {
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

void ch_stream_begin_document(charter_stream *s)
{
    if (!s->keeps)
        ch_arena_reset(&s->arena);
    s->kept_source = NULL;
    ch_diagnostics_reset(&s->document_faults);
    s->base = NULL;
    s->next = NULL;
}

/* ---- the stream as a whole ---- */

void ch_error_nothing_declared(charter_diagnostics *diagnostics, const char *file)
{
    ch_error_in_file(diagnostics, CH_INPUT_EMPTY, file, ch_say("this file declares nothing"),
                     ch_say("write a declaration in it, beginning with usage: 1"));
}

void ch_error_given_up(charter_diagnostics *diagnostics, const char *file)
{
    ch_error_in_file(diagnostics, CH_LIMIT_FAULTS, file,
                     ch_say1("more than %s documents of this file cannot be read: the rest is not judged",
                             ch_text_int(&diagnostics->arena, CH_BROKEN_MAX)),
                     ch_say("correct these first, then check again"));
}

void ch_error_unread(charter_diagnostics *diagnostics, const char *file, int error)
{
    static const struct {
        int error; /* 0: any other */
        const char *message, *help;
    } rows[] = {
        {EBADMSG, N_("the compressed data are damaged or end too early: the rest is not judged"),
         N_("compress or copy the file anew, then check again")},
        {EOVERFLOW, N_("this file was compressed with a larger window than is read (8 MiB): the rest is not judged"),
         N_("compress it anew without --long and --ultra, then check again")},
        {EFBIG, N_("more bytes come of this input, or of all of them, than are read: the rest is not judged"),
         N_("judge it in parts, or raise --max-input-bytes")},
        {ENOMEM, N_("there is not enough memory to read this file: the rest is not judged"),
         N_("check again with fewer --jobs, or where more memory is free")},
        {0, N_("reading this file failed: the rest is not judged"),
         N_("check the disk or the connection, then check again")},
    };
    size_t i = 0;
    while (rows[i].error != 0 && rows[i].error != error)
        i++;
    ch_error_in_file(diagnostics, error == EFBIG ? CH_LIMIT_COST : CH_INPUT_UNREADABLE, file, ch_say(rows[i].message),
                     ch_say(rows[i].help));
}

/* The stream ends with the fault that was just complained of. */
static charter_status end_with_fault(charter_stream *s)
{
    s->ended = true;
    return s->stream_faults.failed ? CHARTER_NO_MEMORY : CHARTER_INVALID;
}

/* A chunk may declare nothing (rows that are left out): whether its file does is known to the thread that cuts. */
static charter_status end_stream(charter_stream *s)
{
    s->ended = true;
    if (s->chunked)
        return CHARTER_END;
    ch_register_missing(&s->reg, &s->reg.seen, s->name, &s->stream_faults);
    if (s->stream_faults.count > 0)
        return end_with_fault(s);
    if (s->given > 0)
        return CHARTER_END;
    ch_error_nothing_declared(&s->stream_faults, s->name);
    return end_with_fault(s);
}

static charter_status give_up(charter_stream *s)
{
    ch_error_given_up(&s->stream_faults, s->name);
    return end_with_fault(s);
}

charter_status ch_stream_unreadable(charter_stream *s)
{
    ch_error_unread(&s->stream_faults, s->name, s->syntax->error(s));
    return end_with_fault(s);
}

/* The name is this stream's own: that of the stream that cut may be gone. */
ch_document_status ch_stream_take_record(charter_stream *s)
{
    const ch_record *cut = s->cut;
    if (cut == NULL)
        return CH_DOCUMENTS_END;
    s->cut = cut->next;
    s->source = cut->source;
    s->source.name = s->name;
    s->json.trailing = cut->trailing;
    s->flaw = cut->flaw;
    s->around.text = cut->around;
    s->around.serial = cut->around_serial;
    if (s->syntax->by_intake) {
        s->csv.row = (ch_row){.number = cut->row};
        s->csv.until = cut->until;
        s->source.row = &s->csv.row;
    }
    return cut->status;
}

/* A loop, not recursion: rows and documents that declare nothing may be any number in turn. */
static charter_status next_document(charter_stream *s, const charter_declaration **out)
{
    for (;;) {
        /* A file that is no declarations at all would else give an invalid one for each of its lines. */
        if (s->broken > CH_BROKEN_MAX)
            return give_up(s);
        ch_stream_begin_document(s);
        switch (s->chunked ? ch_stream_take_record(s) : s->syntax->cut(s)) {
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
            return ch_stream_unreadable(s);
        case CH_DOCUMENTS_NO_MEMORY:
            return CHARTER_NO_MEMORY;
        }
    }
}

static charter_status refuse_without_intake(charter_stream *s)
{
    ch_error_in_file(&s->stream_faults, CH_INTAKE_MISSING, s->name,
                     s->intakes == NULL ? ch_say("a register of rows and columns needs an intake mapping")
                                        : ch_say("no intake mapping reads a register of this name"),
                     s->intakes == NULL ? ch_say("give it with --intake FILE; charter-check intake drafts one")
                                        : ch_say("write it under \"registers\" in the mapping that is to read it"));
    return end_with_fault(s);
}

void ch_stream_take_measured(charter_stream *s)
{
    s->takes_measured = true;
}

static charter_status refuse_measured(charter_stream *s)
{
    ch_error_in_file(&s->stream_faults, CH_INTAKE_MEASURED, s->name,
                     ch_say("this register tells what was measured, and declares no use"),
                     ch_say("give it to charter-check audit, which sets it beside what is declared"));
    return end_with_fault(s);
}

charter_status ch_stream_begin(charter_stream *s)
{
    if (!s->syntax->by_intake || s->ended)
        return CHARTER_OK;
    if (s->reg.intake == NULL)
        return refuse_without_intake(s);
    return s->reg.intake->measured == CH_YES && !s->takes_measured ? refuse_measured(s) : CHARTER_OK;
}

charter_status charter_stream_next(charter_stream *s, const charter_declaration **out)
{
    ch_diagnostics_reset(&s->notes);
    charter_status status = ch_stream_begin(s);
    if (status != CHARTER_OK)
        return status;
    if (s->next != NULL) {
        const ch_node *item = s->next;
        s->next = item->next;
        return give_node(s, item, out);
    }
    return s->ended ? CHARTER_END : next_document(s, out);
}
