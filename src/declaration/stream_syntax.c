/* The ways of writing declarations down. One row of a table each: how it is cut and read, and what to do about a
 * document that is too large or empty. The rules of each syntax are tree/'s and intake/'s; which names of files mean
 * which is syntax.c's. */
#include "declaration/stream.h"
#include "tree/json_reader.h"

/* Before any parser: what libyaml and the JSON reader get is well-formed UTF-8 without hidden characters, and they
 * rely on it. */
static ch_yaml_status checked(charter_stream *s)
{
    return ch_yaml_check_bytes(&s->source, &s->document_faults) ? CH_YAML_DOCUMENT : CH_YAML_FAULT;
}

static void open_yaml(charter_stream *s, charter_input input)
{
    ch_yaml_documents_open(&s->documents, s->name, input, s->document_bytes);
}

static ch_document_status cut_yaml(charter_stream *s)
{
    return ch_yaml_documents_next(&s->documents, &s->source);
}

/* The mark is "---" (YAML 1.2, 9.1.2); documents.c cuts there, and leaves it in the bytes. */
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

/* `trailing` is set by json_documents.c: what stands behind the list is a document that is refused, so that nothing
 * in the file goes unread in silence. */
static ch_yaml_status read_json(charter_stream *s, ch_node **root)
{
    if (checked(s) == CH_YAML_FAULT)
        return CH_YAML_FAULT;
    if (!s->json.trailing)
        return ch_json_read(&s->source, &s->rules, &s->arena, &s->document_faults, root);
    ch_error_at(&s->document_faults, CH_JSON_SYNTAX, &s->source, (ch_span){0, 1},
                ch_say("something follows the end of the list, where nothing may"),
                ch_say("put all declarations into the one list"));
    return s->document_faults.failed ? CH_YAML_NO_MEMORY : CH_YAML_FAULT;
}

/* Without a mapping rows are still cut: that it is missing is told when the first one is asked for. */
static void open_rows(charter_stream *s, charter_input input, bool tabs)
{
    static const charter_intake none;
    const charter_intake *intake = s->reg.intake == NULL ? &none : s->reg.intake;
    ch_csv_rules rules = ch_intake_rules(intake, tabs, s->document_bytes);
    if (s->reg.sheet) {
        rules.delimiter = ',';
        rules.encoding = CH_UTF_8;
    }
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
static ch_yaml_status read_row(charter_stream *s, ch_node **root)
{
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

/* A character that may not stand in a text spoils the cell that holds it, where that is read at all; in a header it
 * spoils the register. Rows that are skipped are not even checked: what stands above a register may be in any
 * encoding. */
static ch_yaml_status read_csv(charter_stream *s, ch_node **root)
{
    s->csv.unclean = s->reg.ready && ch_csv_check(&s->source) == CH_BYTES_FORBIDDEN;
    if (!s->csv.unclean && s->csv.row.number > s->reg.intake->skip.value && checked(s) == CH_YAML_FAULT)
        return CH_YAML_FAULT;
    return read_row(s, root);
}

/* ---- registers in JSON ---- */

static void open_json_rows(charter_stream *s, charter_input input)
{
    const charter_intake *intake = s->reg.intake;
    const ch_json_aim aim = {intake->rows.at == NULL ? CH_LITERAL("") : intake->rows, intake->paths,
                             intake->path_count};
    s->csv.rules = (ch_csv_rules){.encoding = CH_UTF_8};
    s->csv.row = (ch_row){.number = 0};
    s->csv.until = 0;
    s->around.rules = s->rules;
    s->around.rules.any_text = true;
    ch_json_rows_open(&s->rows, s->name, input, s->document_bytes, charter_syntax_of(s->name) == CHARTER_NDJSON, &aim);
    ch_register_bind_paths(&s->reg); /* where there is no memory, that is told with the first row */
}

static ch_document_status cut_json_rows(charter_stream *s)
{
    ch_document_status status = ch_json_rows_next(&s->rows, &s->source);
    s->csv.row = (ch_row){.number = s->rows.number};
    s->source.row = &s->csv.row;
    s->flaw = s->rows.flaw;
    s->reg.seen.lacking_count = s->rows.lacking_count;
    s->reg.seen.first_lacking = s->rows.first_lacking;
    s->around.text = ch_buffer_text(&s->rows.around);
    s->around.serial = s->rows.serial;
    return status;
}

/* Whether a row is text: what nobody reads of it may hold any character. */
static bool is_text(const ch_source *row)
{
    ch_source rest = *row;
    ch_span at;
    ch_byte_fault fault;
    while ((fault = ch_source_check(&rest, &at)) == CH_BYTES_FORBIDDEN)
        rest.bytes = (ch_text){rest.bytes.at + at.end, rest.bytes.length - at.end};
    return fault == CH_BYTES_FINE;
}

static ch_yaml_status read_json_row(charter_stream *s, ch_node **root)
{
    s->reg.around = &s->around;
    if (s->flaw != NULL) {
        ch_error_at(&s->document_faults, s->flaw->code, &s->source, (ch_span){0, (uint32_t)s->source.bytes.length},
                    ch_say(s->flaw->message), ch_say(s->flaw->help));
        return s->document_faults.failed ? CH_YAML_NO_MEMORY : CH_YAML_FAULT;
    }
    return !is_text(&s->source) && checked(s) == CH_YAML_FAULT ? CH_YAML_FAULT : read_row(s, root);
}

static int error_of_json_rows(const charter_stream *s)
{
    return s->rows.cut.window.error;
}

static int error_of_csv(const charter_stream *s)
{
    return s->csv.window.error;
}

static int error_of_json(const charter_stream *s)
{
    return s->json.cut.window.error;
}

const ch_syntax ch_json_register = {open_json_rows,
                                    cut_json_rows,
                                    read_json_row,
                                    error_of_json_rows,
                                    N_("say with \"rows\" in the intake mapping where rows are, or raise --max-bytes"),
                                    NULL,
                                    true,
                                    false};

const ch_syntax ch_syntaxes[] = {
    [CHARTER_YAML] = {open_yaml, cut_yaml, read_yaml, error_of_yaml,
                      N_("cut it into several documents with a line --- between them, or raise --max-bytes"),
                      N_("write a declaration, beginning with usage: 1, or remove its line ---"), false, false},
    [CHARTER_JSON] = {open_json, cut_json, read_json, error_of_json,
                      N_("cut it into several declarations, or raise --max-bytes"),
                      N_("write a declaration, such as {\"usage\": 1, …}"), false, true},
    [CHARTER_NDJSON] = {open_ndjson, cut_json, read_json, error_of_json,
                        N_("cut it into several declarations, or raise --max-bytes"),
                        N_("write a declaration, such as {\"usage\": 1, …}"), false, true},
    [CHARTER_CSV] = {open_csv, cut_csv, read_csv, error_of_csv,
                     N_("look for a quote that is not closed, or raise --max-bytes"), NULL, true, false},
    [CHARTER_TSV] = {open_tsv, cut_csv, read_csv, error_of_csv,
                     N_("look for a quote that is not closed, or raise --max-bytes"), NULL, true, false},
};
