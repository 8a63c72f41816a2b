/* Drafting an intake mapping from a register: its columns, and the words of those that have few. A draft guesses
 * nothing that would be judged by: meanings are null, keys are x-1, x-2 …, and hints are comments. Its user must say
 * what each column means. Memory is bounded by the columns and the few words of each, however long the register is. */
#include "base/catalog.h"
#include "base/options.h"
#include "base/unicode.h"
#include "intake/intake.h"
#include "report/write/yaml_writer.h"
#include "tree/yaml.h"

CH_OPTIONS_END_WITH(charter_draft_options, lang);

/* The register is whatever somebody exports: a row, a word and the draft itself have bounds, and what is beyond them
 * is left out or told. */
#define ROW_BYTES     ((size_t)1 << 20)
#define FEW_WORDS     24  /* of a column: it is then a table of values */
#define LONGEST_WORD  400 /* bytes of a word in a table, folded */
#define LARGEST_DRAFT ((size_t)64 << 20)

typedef struct seen_word {
    ch_text word, folded;
    int64_t rows;
} seen_word;

typedef struct seen_column {
    ch_text header, folded;
    seen_word *words; /* room for FEW_WORDS */
    uint32_t count;
    bool many; /* more words than are listed, or longer ones */
    bool any;  /* some cell is not blank */
} seen_column;

typedef struct drafting {
    ch_csv csv;
    ch_arena arena, row_arena;
    charter_diagnostics *diagnostics;
    seen_column *columns;
    uint32_t count;
    int64_t rows;
    bool guessed; /* some row was not UTF-8 */
    ch_buffer out;
    charter_lang lang;
} drafting;

/* ---- what the register holds ---- */

/* The delimiter that stands most often in the first line, quoted cells aside. One line, and no look at the rows: what
 * they hold is text, with commas of its own. */
static char choose_delimiter(const ch_window *window)
{
    static const char candidates[] = ",;\t|";
    size_t counts[sizeof candidates] = {0};
    bool quoted = false;
    const char *at = ch_window_at(window), *end = at + ch_window_left(window);
    for (; at < end && (quoted || *at != '\n'); at++) {
        quoted = quoted != (*at == '"');
        const char *found = quoted || *at == '\0' ? NULL : strchr(candidates, *at);
        if (found != NULL)
            counts[found - candidates]++;
    }
    size_t best = 0;
    for (size_t i = 1; i + 1 < sizeof candidates; i++)
        best = counts[i] > counts[best] ? i : best;
    return candidates[best];
}

/* What is kept is copied: the row is gone with the next one. */
static bool see_header(drafting *d)
{
    d->count = d->csv.width = d->csv.row.count;
    d->columns = ch_arena_take_many(&d->arena, d->count, sizeof *d->columns);
    for (uint32_t i = 0; d->columns != NULL && i < d->count; i++) {
        seen_column *column = &d->columns[i];
        column->header = ch_arena_text(&d->arena, ch_name_read(&d->row_arena, d->csv.texts[i]).shown);
        column->folded = ch_name_fold(&d->arena, d->csv.texts[i]);
        column->words = ch_arena_take_many(&d->arena, FEW_WORDS, sizeof *column->words);
        if (column->header.at == NULL || column->folded.at == NULL || column->words == NULL)
            return false;
    }
    return d->columns != NULL;
}

static seen_word *find_word(seen_column *column, ch_text folded)
{
    for (uint32_t i = 0; i < column->count; i++)
        if (ch_text_same(column->words[i].folded, folded))
            return &column->words[i];
    return NULL;
}

/* A column with too many words, or a long one, is free text: a table of it would be no help, and is given up for
 * good. */
static bool see_cell(drafting *d, seen_column *column, ch_text cell)
{
    ch_text folded = ch_name_fold(&d->row_arena, cell);
    if (folded.at == NULL)
        return false;
    if (folded.length == 0)
        return true;
    column->any = true;
    seen_word *word = find_word(column, folded);
    ch_text shown = word != NULL ? word->word : ch_name_read(&d->row_arena, cell).shown;
    /* Folding may leave little of a word: soft hyphens, say. */
    if (word == NULL && (column->count == FEW_WORDS || folded.length > LONGEST_WORD || !ch_yaml_is_key(shown))) {
        column->many = true;
        return true;
    }
    if (word == NULL) {
        word = &column->words[column->count++];
        word->folded = ch_arena_text(&d->arena, folded);
        word->word = ch_arena_text(&d->arena, shown);
    }
    word->rows++;
    return word->folded.at != NULL && word->word.at != NULL;
}

static bool see_row(drafting *d)
{
    d->rows++;
    for (uint32_t i = 0; i < d->csv.row.count && i < d->count; i++)
        if (!d->columns[i].many && !see_cell(d, &d->columns[i], d->csv.texts[i]))
            return false;
    return true;
}

/* One row; one that cannot be read is left out, unless it is the header. Faults of rows are dropped: those that a
 * check will tell are none of a draft's, but without a header there is nothing to draft. */
static charter_status see(drafting *d, ch_source *source)
{
    charter_diagnostics faults = {0}, *told = d->columns == NULL ? d->diagnostics : &faults;
    ch_csv_status status = CH_CSV_FAULT;
    bool kept = true;
    ch_arena_reset(&d->row_arena);
    if (!ch_csv_convert(&d->csv, source))
        return CHARTER_NO_MEMORY;
    d->guessed = d->guessed || d->csv.guessed;
    if (ch_yaml_check_bytes(source, told))
        status = ch_csv_read(&d->csv, source, &d->row_arena, told);
    if (status == CH_CSV_ROW)
        kept = d->columns == NULL ? see_header(d) : see_row(d);
    ch_diagnostics_clear(&faults);
    if (status == CH_CSV_NO_MEMORY || !kept)
        return CHARTER_NO_MEMORY;
    return d->columns == NULL ? CHARTER_INVALID : CHARTER_OK;
}

static charter_status see_all(drafting *d)
{
    ch_source source;
    for (;;) {
        charter_status status = CHARTER_OK;
        switch (ch_csv_next(&d->csv, &source)) {
        case CH_DOCUMENT:
            status = see(d, &source);
            break;
        case CH_DOCUMENT_TOO_LARGE:
            break;
        case CH_DOCUMENTS_END:
            return CHARTER_END;
        case CH_DOCUMENTS_IO:
            return CHARTER_IO;
        case CH_DOCUMENTS_NO_MEMORY:
            return CHARTER_NO_MEMORY;
        }
        if (status != CHARTER_OK)
            return status;
    }
}

/* ---- what is written ---- */

/* Words in a column's name that suggest a key: said in a comment, and nowhere else. */
static const struct {
    const char *key, *words[6];
} hints[] = {
    {"review.by", {"reviewer", "reviewed by", "relecteur", "relu par"}},
    {"date", {"date"}},
    {"id", {"identifier", "identifiant", "reference", "référence", "use case id"}},
    {"stage", {"stage", "status", "statut", "étape", "phase"}},
    {"tool", {"tool", "product", "outil", "produit", "logiciel", "system"}},
    {"data", {"data", "données", "pii", "personal"}},
    {"purpose", {"purpose", "objective", "description", "finalité", "objectif"}},
    {"activity", {"activity", "use case", "topic", "activité", "usage", "cas d'usage"}},
    {"unit", {"unit", "agency", "department", "bureau", "service", "direction"}},
    {"author", {"author", "owner", "contact", "auteur", "agent"}},
    {"autonomy", {"autonomy", "automated", "autonomie"}},
    {"output", {"output", "audience", "diffusion"}},
};

static const char *hint_of(ch_text folded)
{
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
        for (size_t j = 0; j < sizeof hints->words / sizeof *hints->words && hints[i].words[j] != NULL; j++)
            if (memmem(folded.at, folded.length, hints[i].words[j], strlen(hints[i].words[j])) != NULL)
                return hints[i].key;
    return NULL;
}

static void put_comment(drafting *d, ch_message message)
{
    ch_buffer_literal(&d->out, "# ");
    ch_message_add(&d->out, &message, d->lang);
    ch_buffer_add_char(&d->out, '\n');
}

static void put_number_of_rows(drafting *d, int64_t rows)
{
    ch_message message = ch_say1("rows: %s", ch_text_int(&d->row_arena, rows));
    ch_buffer_literal(&d->out, " # ");
    ch_message_add(&d->out, &message, d->lang);
}

/* A star at either end is one of the word's own. */
static void put_word(drafting *d, ch_text word)
{
    ch_buffer escaped = ch_buffer_init(1 << 16);
    bool begins = word.length > 1 && word.at[0] == '*', ends = word.length > 0 && word.at[word.length - 1] == '*';
    if (begins)
        ch_buffer_add_char(&escaped, '\\');
    ch_buffer_add(&escaped, (ch_text){word.at, word.length - ends});
    if (ends)
        ch_buffer_literal(&escaped, "\\*");
    ch_yaml_quoted(&d->out, ch_buffer_text(&escaped));
    d->out.failed = d->out.failed || escaped.failed;
    ch_buffer_clear(&escaped);
}

/* null is no meaning: until somebody has written one, a mapping that reads the column is refused. */
static void put_words(drafting *d, const seen_column *column)
{
    ch_buffer_literal(&d->out, "    values:\n");
    for (uint32_t i = 0; i < column->count; i++) {
        ch_buffer_literal(&d->out, "      ");
        put_word(d, column->words[i].word);
        ch_buffer_literal(&d->out, ": null");
        put_number_of_rows(d, column->words[i].rows);
        ch_buffer_add_char(&d->out, '\n');
    }
}

/* Which of the columns of its name it is; 0: it is the only one. */
static int64_t nth_of(const drafting *d, uint32_t column)
{
    int64_t before = 0, all = 0;
    for (uint32_t i = 0; i < d->count; i++) {
        bool same = ch_text_same(d->columns[i].folded, d->columns[column].folded);
        all += same;
        before += same && i < column;
    }
    return all > 1 ? before + 1 : 0;
}

static void put_place(drafting *d, uint32_t column)
{
    if (d->columns[column].header.length == 0) {
        ch_buffer_literal(&d->out, "    number: ");
        ch_buffer_int(&d->out, (int64_t)column + 1);
        ch_buffer_add_char(&d->out, '\n');
        return;
    }
    ch_buffer_literal(&d->out, "    column: ");
    ch_yaml_quoted(&d->out, d->columns[column].header);
    int64_t nth = nth_of(d, column);
    if (nth > 0) {
        ch_buffer_literal(&d->out, "\n    nth: ");
        ch_buffer_int(&d->out, nth);
    }
    ch_buffer_add_char(&d->out, '\n');
}

/* Keys that begin with x- are read by nobody: a column that is not renamed is left out. */
static void put_column(drafting *d, uint32_t number)
{
    const seen_column *column = &d->columns[number];
    const char *hint = hint_of(column->folded);
    ch_message message = !column->any   ? ch_say("always blank")
                         : hint == NULL ? CH_SILENCE
                                        : ch_say1("perhaps %s", ch_text_of(hint));
    ch_buffer_literal(&d->out, "  x-");
    ch_buffer_int(&d->out, (int64_t)number + 1);
    ch_buffer_literal(&d->out, ":");
    if (message.text != NULL) {
        ch_buffer_literal(&d->out, " # ");
        ch_message_add(&d->out, &message, d->lang);
    }
    ch_buffer_add_char(&d->out, '\n');
    put_place(d, number);
    if (column->any && !column->many)
        put_words(d, column);
}

static void put_head(drafting *d)
{
    ch_buffer name = ch_buffer_init(1 << 16);
    ch_yaml_quoted(&name, ch_text_of(d->csv.name));
    put_comment(d, ch_say2("An intake mapping to begin with, drafted from %1$s (rows: %2$s).", ch_buffer_text(&name),
                           ch_text_int(&d->row_arena, d->rows)));
    d->out.failed = d->out.failed || name.failed;
    ch_buffer_clear(&name);
    put_comment(
        d,
        ch_say("Rename x-1, x-2 … to what the column says: activity, tool, data, facts.FIELD …; remove the others."));
    put_comment(d, ch_say("In the tables, write behind each word what it means, or \"\" where it says nothing."));
    ch_buffer_literal(&d->out, "intake: 1\nformat: ");
    ch_buffer_add(&d->out, ch_text_of(d->csv.rules.delimiter == '\t' ? "tsv" : "csv"));
    ch_buffer_add_char(&d->out, '\n');
    if (d->csv.rules.delimiter != '\t' && d->csv.rules.delimiter != ',') {
        ch_buffer_literal(&d->out, "delimiter: ");
        ch_yaml_quoted(&d->out, (ch_text){&d->csv.rules.delimiter, 1});
        ch_buffer_add_char(&d->out, '\n');
    }
    if (d->guessed)
        ch_buffer_literal(&d->out, "encoding: windows-1252\n");
    ch_buffer_literal(&d->out, "declare:\n");
}

/* Written at once, and only when it is whole. */
static charter_status write_draft(drafting *d, charter_sink sink)
{
    d->out = ch_buffer_init(LARGEST_DRAFT);
    put_head(d);
    for (uint32_t i = 0; i < d->count; i++)
        put_column(d, i);
    bool failed = d->out.failed || d->row_arena.failed;
    charter_status status = failed                                                    ? CHARTER_NO_MEMORY
                            : sink.write(sink.context, d->out.at, d->out.length) != 0 ? CHARTER_IO
                                                                                      : CHARTER_OK;
    ch_buffer_clear(&d->out);
    return status;
}

static void explain(drafting *d, charter_status status)
{
    if (status == CHARTER_END)
        ch_error_in_file(d->diagnostics, CH_INPUT_EMPTY, d->csv.name, ch_say("this file is empty"),
                         ch_say("a register has a header, and a row for each use"));
    else if (status == CHARTER_IO)
        ch_error_in_file(d->diagnostics, CH_INPUT_UNREADABLE, d->csv.name, ch_say("reading this file failed"),
                         ch_say("check the disk or the connection, then check again"));
}

static ch_text without_space(ch_text text)
{
    while (text.length > 0 && (unsigned char)text.at[0] <= ' ')
        text = (ch_text){text.at + 1, text.length - 1};
    return text;
}

/* What begins as JSON does, and as a header hardly: an object, or a list of objects or lists. */
static bool begins_as_json(const ch_window *window)
{
    ch_text text = {ch_window_at(window), ch_window_left(window)};
    size_t mark = ch_text_begins(text, "\xEF\xBB\xBF") ? 3 : 0; /* of UTF-8 */
    text = without_space((ch_text){text.at + mark, text.length - mark});
    if (text.length < 2 || (text.at[0] != '{' && text.at[0] != '['))
        return false;
    const char *inner = text.at[0] == '{' ? "\"}" : "{[]";
    ch_text rest = without_space((ch_text){text.at + 1, text.length - 1});
    return rest.length > 0 && strchr(inner, rest.at[0]) != NULL && rest.at[0] != '\0';
}

static charter_status refuse_json(const drafting *d)
{
    ch_error_in_file(d->diagnostics, CH_CSV_SYNTAX, d->csv.name,
                     ch_say("this is JSON, of which no intake mapping is drafted yet"),
                     ch_say("write one with format: json, rows: where its rows are, and a path for each column"));
    return d->diagnostics->failed ? CHARTER_NO_MEMORY : CHARTER_INVALID;
}

static charter_status draft(drafting *d, const charter_draft_options *options, charter_sink sink)
{
    ch_document_status failure;
    charter_status status;
    if (ch_window_fill(&d->csv.window, CH_WINDOW_CHUNK, &failure)) {
        if (begins_as_json(&d->csv.window))
            return refuse_json(d);
        d->csv.rules.delimiter = options->tabs ? '\t' : choose_delimiter(&d->csv.window);
        status = see_all(d);
    } else {
        status = failure == CH_DOCUMENTS_NO_MEMORY ? CHARTER_NO_MEMORY : CHARTER_IO;
    }
    if (status == CHARTER_END && d->columns != NULL)
        return write_draft(d, sink);
    explain(d, status);
    return status == CHARTER_NO_MEMORY || d->diagnostics->failed ? CHARTER_NO_MEMORY : CHARTER_INVALID;
}

charter_status charter_intake_draft_sized(const char *name, charter_input input, const charter_draft_options *options,
                                          size_t options_size, charter_sink sink, charter_diagnostics *diagnostics)
{
    charter_draft_options o;
    if (!ch_options_copy(&o, sizeof o, options, options_size) || !ch_is_lang(o.lang))
        return CHARTER_UNKNOWN;
    drafting d = {.diagnostics = diagnostics, .lang = o.lang};
    ch_csv_rules rules = {.delimiter = ',', .row_bytes = ROW_BYTES};
    ch_csv_open(&d.csv, name, input, &rules);
    charter_status status = draft(&d, &o, sink);
    ch_csv_clear(&d.csv);
    ch_arena_clear(&d.arena);
    ch_arena_clear(&d.row_arena);
    return status;
}
