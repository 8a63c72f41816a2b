/* The text of a first intake mapping. It says nothing that would be judged by and that nobody has looked at: what the
 * charter's words seem to mean is marked as proposed, all other meanings are null, which a mapping with is refused for,
 * and columns without a proposal stand under x-1, x-2 …, which nobody reads. */
#include "draft/register.h"

#include "base/catalog.h"
#include "base/options.h"
#include "base/unicode.h"
#include "report/write/yaml_writer.h"

CH_OPTIONS_END_WITH(charter_draft_options, sheet);

#define LARGEST_DRAFT ((size_t)64 << 20)
#define FEW_WORDS     24  /* of a column that nothing is proposed for: it is then a table of values */
#define MOST_LINES    180 /* of a draft, where fewer tables make it as short */

typedef struct drafting {
    ch_seen_register seen;
    ch_arena arena;
    ch_buffer out, line; /* the draft; a comment that is being made */
    charter_lang lang;
    const char *sheet; /* its rows are those of this sheet; NULL: it is no workbook's */
    bool charter;      /* one is offered */
    uint32_t words;    /* a column with more of them is listed without, unless it is proposed */
} drafting;

static void put(drafting *d, const char *text)
{
    ch_buffer_add(&d->out, ch_text_of(text));
}

static void put_int(drafting *d, int64_t number)
{
    ch_buffer_int(&d->out, number);
}

/* Behind what stands in the line already, or on lines of its own. */
static void end_comment(drafting *d, size_t indent)
{
    ch_yaml_comment(&d->out, indent, indent == 0 ? 0 : indent + 2, ch_buffer_text(&d->line));
    d->out.failed = d->out.failed || d->line.failed;
    d->line.length = 0;
}

static void put_comment(drafting *d, ch_message message)
{
    ch_message_add(&d->line, &message, d->lang);
    end_comment(d, 0);
}

/* Ends the line. */
static void put_aside(drafting *d, ch_message message)
{
    put(d, " # ");
    ch_message_add(&d->out, &message, d->lang);
    put(d, "\n");
}

static ch_text number(drafting *d, int64_t value)
{
    return ch_text_int(&d->arena, value);
}

/* ---- which columns are told how ---- */

static bool is_proposed(const ch_seen_column *column)
{
    return column->key.at != NULL;
}

static bool is_blank(const ch_seen_column *column)
{
    return column->filled == 0;
}

/* One word in every row tells no rows apart. */
static bool is_constant(const drafting *d, const ch_seen_column *column)
{
    return d->seen.rows > 1 && column->unshown == CH_SHOWN && column->count == 1 && column->filled == d->seen.rows;
}

/* Not listed by itself. Of a register without rows there is nothing to sum up. */
static bool is_summed_up(const drafting *d, const ch_seen_column *column)
{
    return d->seen.rows > 0 && !is_proposed(column) && (is_blank(column) || is_constant(d, column));
}

/* Numbers that all read in one way need no word of it. */
static bool has_numbers(const ch_seen_column *column)
{
    return column->filled > 0 && !ch_seen_dates(column) &&
           (column->numbers[CH_DECIMAL_POINT] || column->numbers[CH_DECIMAL_COMMA]);
}

static bool has_table(const drafting *d, const ch_seen_column *column)
{
    bool values = column->count > 0 && column->unshown == CH_SHOWN && !ch_seen_dates(column);
    return values && (is_proposed(column) ? !has_numbers(column) || !column->by_header
                                          : column->count <= d->words && !has_numbers(column));
}

static uint32_t lines_of(const drafting *d, const ch_seen_column *column)
{
    enum { PLACE = 2, NAMED = 1 };
    if (is_summed_up(d, column))
        return 0;
    return PLACE + (has_table(d, column) ? column->count + NAMED : 0) + (ch_seen_dates(column) || has_numbers(column));
}

/* The longest tables go first: what they hold is most likely free text. */
static void shorten(drafting *d)
{
    for (d->words = FEW_WORDS; d->words > 0; d->words--) {
        uint64_t lines = 0;
        for (uint32_t i = 0; i < d->seen.count; i++)
            lines += lines_of(d, &d->seen.columns[i]);
        if (lines <= MOST_LINES)
            return;
    }
}

/* ---- one column ---- */

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
static void put_words(drafting *d, const ch_seen_column *column)
{
    put(d, "    values:\n");
    for (uint32_t i = 0; i < column->count; i++) {
        const ch_seen_word *word = &column->words[i];
        put(d, "      ");
        put_word(d, word->word);
        put(d, ": ");
        if (word->meaning.at == NULL)
            put(d, "null");
        else if (ch_text_is(word->meaning, "true") || ch_text_is(word->meaning, "false"))
            ch_buffer_add(&d->out, word->meaning);
        else
            ch_yaml_text(&d->out, word->meaning);
        put_aside(d, ch_say1("rows: %s", number(d, word->rows)));
    }
}

/* Which of the columns of its name it is; 0: it is the only one. */
static int64_t nth_of(const drafting *d, uint32_t column)
{
    int64_t before = 0, all = 0;
    for (uint32_t i = 0; i < d->seen.count; i++) {
        bool same = ch_text_same(d->seen.columns[i].folded, d->seen.columns[column].folded);
        all += same;
        before += same && i < column;
    }
    return all > 1 ? before + 1 : 0;
}

static bool is_nameless(const ch_seen_column *column)
{
    return column->folded.length == 0 || column->hides_header;
}

static void put_place(drafting *d, uint32_t number)
{
    const ch_seen_column *column = &d->seen.columns[number];
    put(d, is_nameless(column) ? "    number: " : "    column: ");
    if (is_nameless(column))
        put_int(d, (int64_t)number + 1);
    else
        ch_yaml_quoted(&d->out, column->header);
    put(d, "\n");
    int64_t nth = is_nameless(column) ? 0 : nth_of(d, number);
    if (nth == 0)
        return;
    put(d, "    nth: ");
    put_int(d, nth);
    put(d, "\n");
}

/* The first form that all fit, day first and month first apart; CH_NOT_FOUND: none. */
static uint32_t first_form(const ch_seen_column *column, bool month_first)
{
    for (uint32_t i = 1; ch_draft_forms[i].form != NULL; i++)
        if ((column->forms & (1u << i)) != 0 &&
            (month_first ? ch_draft_forms[i].month_first : !ch_draft_forms[i].month_first))
            return i;
    return CH_NOT_FOUND;
}

/* What may be either is left open: which of two days is meant, no value tells. */
static void put_dates(drafting *d, const ch_seen_column *column)
{
    if (column->dates == column->iso_dates)
        return;
    uint32_t usual = first_form(column, false), month_first = first_form(column, true);
    put(d, "    dates: ");
    if (usual != CH_NOT_FOUND && month_first != CH_NOT_FOUND && ch_draft_forms[usual].day_first) {
        put(d, "null");
        put_aside(d, ch_say2("%1$s or %2$s: no value tells which", ch_text_of(ch_draft_forms[usual].form),
                             ch_text_of(ch_draft_forms[month_first].form)));
        return;
    }
    put(d, column->iso_dates > 0 ? "[YYYY-MM-DD, \"" : "[\"");
    put(d, ch_draft_forms[usual != CH_NOT_FOUND ? usual : month_first].form);
    put(d, "\"]");
    if (column->no_dates > 0)
        put_aside(d, ch_say1("rows that hold none: %s", number(d, column->no_dates)));
    else
        put(d, "\n");
}

static void put_numbers(drafting *d, const ch_seen_column *column)
{
    if (column->numbers[CH_DECIMAL_UNSAID])
        return;
    put(d, "    numbers: ");
    if (column->numbers[CH_DECIMAL_POINT] && column->numbers[CH_DECIMAL_COMMA]) {
        put(d, "null");
        put_aside(d, ch_say("point or comma: no value tells which"));
    } else {
        put(d, column->numbers[CH_DECIMAL_POINT] ? "point\n" : "comma\n");
    }
}

/* Behind its key. */
static ch_message about(drafting *d, const ch_seen_column *column)
{
    uint32_t known = 0;
    for (uint32_t i = 0; i < column->count; i++)
        known += column->words[i].meaning.at != NULL;
    if (is_proposed(column))
        return column->by_header ? ch_say("proposed: the charter has a field of this name")
                                 : ch_say2("proposed: of %2$s words the charter has %1$s", number(d, known),
                                           number(d, column->count));
    if (column->unshown == CH_OF_PEOPLE)
        return ch_say("of people, it seems: values are not shown");
    if (column->unshown == CH_DETECTED)
        return ch_say("detectors find something here: values are not shown");
    if (column->hint != NULL)
        return ch_say1("perhaps %s", ch_text_of(column->hint));
    if (ch_seen_dates(column))
        return ch_say("dates");
    if (has_numbers(column))
        return ch_say("numbers");
    return has_table(d, column) || is_blank(column) ? CH_SILENCE : ch_say("many values");
}

/* Keys that begin with x- are read by nobody: a column that is not renamed is left out. */
static void put_column(drafting *d, uint32_t number)
{
    const ch_seen_column *column = &d->seen.columns[number];
    if (is_summed_up(d, column))
        return;
    put(d, "  ");
    if (is_proposed(column)) {
        ch_buffer_add(&d->out, column->key);
    } else {
        put(d, "x-");
        put_int(d, (int64_t)number + 1);
    }
    put(d, ":");
    ch_message message = about(d, column);
    if (message.text != NULL)
        put_aside(d, message);
    else
        put(d, "\n");
    put_place(d, number);
    if (has_table(d, column))
        put_words(d, column);
    if (ch_seen_dates(column))
        put_dates(d, column);
    else if (has_numbers(column) && !has_table(d, column))
        put_numbers(d, column);
}

/* ---- columns that are summed up ---- */

static void add_name(drafting *d, uint32_t number)
{
    if (d->line.length > 0)
        ch_buffer_literal(&d->line, ", ");
    if (is_nameless(&d->seen.columns[number]))
        ch_buffer_int(&d->line, (int64_t)number + 1);
    else
        ch_yaml_quoted(&d->line, d->seen.columns[number].header);
}

static void put_names(drafting *d, const char *text)
{
    if (d->line.length == 0)
        return;
    ch_buffer names = d->line;
    d->line = ch_buffer_init(LARGEST_DRAFT);
    ch_message message = ch_say1(text, ch_buffer_text(&names));
    ch_message_add(&d->line, &message, d->lang);
    d->out.failed = d->out.failed || names.failed;
    end_comment(d, 2);
    ch_buffer_clear(&names);
}

/* Blank ones, and those of one word: nobody has to decide anything about them. */
static void put_summed_up(drafting *d)
{
    for (uint32_t i = 0; i < d->seen.count; i++)
        if (is_summed_up(d, &d->seen.columns[i]) && is_blank(&d->seen.columns[i]))
            add_name(d, i);
    put_names(d, N_("always blank: %s"));
    for (uint32_t i = 0; i < d->seen.count; i++) {
        const ch_seen_column *column = &d->seen.columns[i];
        if (!is_summed_up(d, column) || is_blank(column))
            continue;
        add_name(d, i);
        ch_buffer_literal(&d->line, " = ");
        ch_yaml_quoted(&d->line, column->words[0].word);
    }
    put_names(d, N_("the same in every row: %s"));
}

/* ---- the whole ---- */

static bool is_listed(const drafting *d, const ch_seen_column *column)
{
    return !is_summed_up(d, column);
}

static bool is_offered(const drafting *d, const ch_seen_column *column)
{
    (void)d;
    return is_proposed(column);
}

static bool some_are(const drafting *d, bool (*are)(const drafting *, const ch_seen_column *))
{
    for (uint32_t i = 0; i < d->seen.count; i++)
        if (are(d, &d->seen.columns[i]))
            return true;
    return false;
}

static void put_comments(drafting *d)
{
    ch_buffer name = ch_buffer_init(1 << 16);
    ch_yaml_quoted(&name, ch_text_of(d->seen.csv.name));
    put_comment(d, ch_say2("An intake mapping to begin with, drafted from %1$s (rows: %2$s).", ch_buffer_text(&name),
                           number(d, d->seen.rows)));
    d->out.failed = d->out.failed || name.failed;
    ch_buffer_clear(&name);
    put_comment(
        d,
        ch_say("Rename x-1, x-2 … to what the column says: activity, tool, data, facts.FIELD …; remove the others."));
    put_comment(d, ch_say("In the tables, write behind each word what it means, or \"\" where it says nothing."));
    if (some_are(d, is_offered))
        put_comment(d, ch_say("What is proposed was found by words alone, and by nobody: look at each line of it."));
}

static void put_count(drafting *d, const char *key, uint32_t count, const char *why)
{
    put(d, key);
    put_int(d, count);
    put_aside(d, ch_say(why));
}

static void put_head(drafting *d)
{
    char delimiter = d->seen.top.delimiter;
    put_comments(d);
    put(d, "intake: 1\n");
    if (d->sheet != NULL) {
        put(d, "sheet: ");
        ch_yaml_quoted(&d->out, ch_text_of(d->sheet));
        put(d, "\n");
    } else {
        put(d, delimiter == '\t' ? "format: tsv\n" : "format: csv\n");
    }
    if (delimiter != '\t' && delimiter != ',') {
        put(d, "delimiter: ");
        ch_yaml_quoted(&d->out, (ch_text){&delimiter, 1});
        put(d, "\n");
    }
    if (d->seen.guessed)
        put(d, "encoding: windows-1252\n");
    if (d->seen.top.skip > 0)
        put_count(d, "skip: ", d->seen.top.skip, N_("proposed: what stands above is no header"));
    if (d->seen.top.header > 1)
        put_count(d, "header: ", d->seen.top.header, N_("proposed: the first row has merged cells"));
    put(d, some_are(d, is_listed) ? "declare:\n" : "declare: {}\n");
}

/* Written at once, and only when it is whole. */
static charter_status write_draft(drafting *d, charter_sink sink)
{
    d->out = d->line = ch_buffer_init(LARGEST_DRAFT);
    shorten(d);
    put_head(d);
    for (uint32_t i = 0; i < d->seen.count; i++)
        put_column(d, i);
    put_summed_up(d);
    bool failed = d->out.failed || d->line.failed || d->arena.failed;
    charter_status status = failed                                                    ? CHARTER_NO_MEMORY
                            : sink.write(sink.context, d->out.at, d->out.length) != 0 ? CHARTER_IO
                                                                                      : CHARTER_OK;
    ch_buffer_clear(&d->out);
    ch_buffer_clear(&d->line);
    return status;
}

charter_status charter_intake_draft_sized(const char *name, charter_input input, const charter_draft_options *options,
                                          size_t options_size, charter_sink sink, charter_diagnostics *diagnostics)
{
    charter_draft_options o;
    if (!ch_options_copy(&o, sizeof o, options, options_size) || !ch_is_lang(o.lang) ||
        (o.the_charter != NULL && !ch_is_day(o.at)))
        return CHARTER_UNKNOWN;
    drafting d = {.lang = o.lang,
                  .sheet = o.sheet,
                  .charter = o.the_charter != NULL,
                  .seen = {.diagnostics = diagnostics, .sheet = o.sheet != NULL}};
    charter_status status = ch_seen_register_read(&d.seen, name, input, o.sheet != NULL ? ',' : o.tabs ? '\t' : '\0');
    bool offered =
        o.the_charter == NULL || status == CHARTER_NO_MEMORY || ch_register_offer(&d.seen, o.the_charter, o.at);
    if (!offered)
        status = CHARTER_NO_MEMORY;
    if (status == CHARTER_OK)
        status = write_draft(&d, sink);
    ch_seen_register_clear(&d.seen);
    ch_arena_clear(&d.arena);
    return status;
}
