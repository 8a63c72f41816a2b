/* One cell: what it says by the mapping's words, and by what its key takes. What it says that nobody knows makes its
 * fact absent, never a guess, and a note tells which cell it was. */
#include "intake/filling.h"

#include "base/no_word.h"
#include "base/unicode.h"
#include "intake/dates.h"
#include "intake/list_cell.h"

#define SHOWN_MOST 256 /* bytes of a value in a note */

ch_node *ch_filling_node(ch_filling *f, ch_kind kind, ch_span span)
{
    ch_node *node = ch_arena_take(f->arena, sizeof *node);
    if (node == NULL) {
        f->failed = true;
        return NULL;
    }
    node->kind = kind;
    node->span = span;
    return node;
}

ch_node *ch_filling_text(ch_filling *f, ch_text text, ch_span span)
{
    ch_node *node = ch_filling_node(f, CH_SCALAR, span);
    if (node == NULL)
        return NULL;
    node->text = ch_arena_text(f->arena, text);
    f->failed = f->failed || node->text.at == NULL;
    return node->text.at == NULL ? NULL : node;
}

/* A row may be shorter than its header: what is missing stands at its last cell. */
ch_span ch_cell_span(const ch_filling *f, uint32_t column)
{
    static const ch_span nowhere;
    const ch_row *row = &f->csv->row;
    if (row->count == 0)
        return nowhere;
    return row->cells[column < row->count ? column : row->count - 1];
}

/* Where the row stands: at its first cell, or where its object begins. */
ch_span ch_row_span(const ch_filling *f)
{
    return f->reg->forms == NULL ? ch_cell_span(f, 0) : (ch_span){0, 1};
}

static ch_text raw_text(const ch_filling *f, uint32_t column)
{
    return column < f->csv->row.count ? f->csv->texts[column] : CH_LITERAL("");
}

/* The length of a character that may not stand in a text, at its beginning; 0: it may. The end of a line in Windows
 * may stand in a cell. */
static size_t forbidden_length(ch_text text)
{
    int32_t character;
    size_t length = ch_character_next(text, &character);
    return ch_character_allowed(character) || ch_text_begins(text, "\r\n") ? 0 : length;
}

bool ch_cell_is_unclean(const ch_filling *f, uint32_t column)
{
    ch_text text = raw_text(f, column);
    for (size_t i = 0; f->csv->unclean && i < text.length; i++)
        if ((text.at[i] & 0xC0) != 0x80 && forbidden_length((ch_text){text.at + i, text.length - i}) > 0)
            return true;
    return false;
}

/* With a space in place of each of them. */
static ch_text clean(ch_filling *f, ch_text text)
{
    char *copy = ch_arena_take_raw(f->arena, text.length + 1), *to = copy;
    f->failed = f->failed || copy == NULL;
    for (size_t i = 0; copy != NULL && i < text.length;) {
        bool begins = (text.at[i] & 0xC0) != 0x80; /* a character, and not its second byte */
        size_t forbidden = begins ? forbidden_length((ch_text){text.at + i, text.length - i}) : 0;
        *to++ = forbidden > 0 ? ' ' : text.at[i];
        i += forbidden > 0 ? forbidden : 1;
    }
    return copy == NULL ? CH_LITERAL("") : (ch_text){copy, (size_t)(to - copy)};
}

ch_text ch_cell_text(ch_filling *f, uint32_t column)
{
    ch_text text = raw_text(f, column);
    return ch_cell_trim(f->csv->unclean ? clean(f, text) : text);
}

ch_json_form ch_cell_form(const ch_filling *f, uint32_t column)
{
    return f->reg->forms == NULL || column >= f->csv->row.count ? CH_JSON_TEXT : (ch_json_form)f->reg->forms[column];
}

#define UNDETERMINED N_("it is left out, and what needs it is undetermined; add it to the mapping")
#define DUTY_OPEN    N_("it is left out, and the duty that it would show is open")

static const struct {
    const char *text, *help;
} leavings[] = {
    [CH_LEFT_UNKNOWN] = {N_("row %1$s, column \"%2$s\": the intake mapping does not know \"%3$s\""), UNDETERMINED},
    [CH_LEFT_NO_DATE] = {N_("row %1$s, column \"%2$s\": \"%3$s\" is no date in the forms of the intake mapping"),
                         UNDETERMINED},
    [CH_LEFT_NO_NUMBER] = {N_("row %1$s, column \"%2$s\": \"%3$s\" is no number that is read here, or could be two"),
                           UNDETERMINED},
    [CH_LEFT_NO_REFERENCE] =
        {N_("row %1$s, column \"%2$s\": \"%3$s\" is no reference: it says no, not yet, or nothing"), DUTY_OPEN},
    [CH_LEFT_NO_ANSWER] = {N_("row %1$s, column \"%2$s\": the intake mapping does not know \"%3$s\""), DUTY_OPEN},
    [CH_LEFT_NO_VALUE] = {N_("row %1$s, column \"%2$s\": \"%3$s\" is no single value that can be read"),
                          N_("it is left out, and what needs it is undetermined")},
    [CH_LEFT_NO_LIST] = {N_("row %1$s, column \"%2$s\": \"%3$s\" begins as a list, and is none that can be read"),
                         N_("none of it is taken; write a list as [\"a\", \"b\"]")},
    [CH_LEFT_SEVERAL] =
        {N_("row %1$s, column \"%2$s\": \"%3$s\" holds several values, where one is asked for"),
         N_("none of them is taken; write \"each: true\" in the intake mapping for a declaration each")},
    [CH_LEFT_DIFFERS] = {N_("row %1$s, column \"%2$s\": \"%3$s\" is not what a column before it says"),
                         N_("neither is taken; write \"each: true\" in the intake mapping for a declaration each, or "
                            "\"if-blank: true\" where this column counts only if those before it are blank")},
    [CH_LEFT_UNCLEAN] =
        {N_("row %1$s, column \"%2$s\": \"%3$s\" holds a control character, and is not what it looks like"),
         N_("it is left out, and what needs it is undetermined; type the cell anew")},
    [CH_LEFT_HIDES] = {N_("row %1$s, column \"%2$s\": here it is %3$s, and has a value further out"),
                       N_("neither is taken, and what needs it is undetermined; leave out what is null")},
    [CH_LEFT_NO_SUM] = {N_("row %1$s, column \"%2$s\": with \"%3$s\" the sum is more than can be counted"),
                        N_("it is left out, and what needs it is undetermined")},
    [CH_LEFT_LONG] = {N_("row %1$s, column \"%2$s\": \"%3$s\" is too long for a name"),
                      N_("it is left out, and what needs it is undetermined; shorten it")},
};

/* As much of a value as people need to know it again. */
static ch_text shown(ch_filling *f, ch_text value)
{
    static const char more[] = "\xE2\x80\xA6";
    size_t length = SHOWN_MOST;
    if (value.length <= SHOWN_MOST)
        return value;
    while ((value.at[length] & 0xC0) == 0x80) /* within a character */
        length--;
    char *copy = ch_arena_take_raw(f->arena, length + sizeof more);
    if (copy == NULL)
        return CH_NO_TEXT;
    memcpy(copy, value.at, length);
    memcpy(copy + length, more, sizeof more);
    return (ch_text){copy, length + sizeof more - 1};
}

/* Told with the row's first declaration. */
void ch_cell_tell(ch_filling *f, charter_severity severity, uint32_t column, ch_text value, const char *text,
                  const char *help)
{
    if (f->part > 0 || f->notes->failed)
        return;
    ch_text row = ch_text_int(f->arena, f->csv->row.number), name = f->reg->headers[column];
    if (name.length == 0)
        name = ch_text_int(f->arena, (int64_t)column + 1);
    ch_diagnose_at(f->notes, severity, CH_INTAKE_VALUE, f->source, ch_cell_span(f, column),
                   ch_of_ours(ch_say3(text, row, name, shown(f, value)), 1), ch_say(help));
}

void ch_cell_left_out(ch_filling *f, uint32_t column, ch_text text, ch_leaving why)
{
    ch_cell_tell(f, CHARTER_WARNING, column, text, leavings[why].text, leavings[why].help);
}

bool ch_cell_said_no(const ch_message *note)
{
    return strcmp(note->text, leavings[CH_LEFT_NO_REFERENCE].text) == 0;
}

/* A meaning of the mapping, at the cell that means it. */
ch_says ch_add_meaning(ch_filling *f, const ch_node *meaning, ch_span span, ch_node *values)
{
    if (ch_meaning_is_nothing(meaning))
        return CH_SAYS_NOTHING;
    for (const ch_node *word = ch_names_first(meaning); word != NULL;) {
        ch_node *node = ch_filling_text(f, word->text, span);
        if (node == NULL)
            return CH_SAYS_NOTHING;
        ch_node_append(values, node);
        word = meaning->kind == CH_LIST ? word->next : NULL;
    }
    return CH_SAYS_VALUES;
}

static ch_says add_text(ch_filling *f, ch_text text, ch_span span, ch_node *values)
{
    ch_node *node = ch_filling_text(f, text, span);
    if (node == NULL)
        return CH_SAYS_NOTHING;
    ch_node_append(values, node);
    return CH_SAYS_VALUES;
}

/* Days that are not one are told as ch_days_parse reads them, with a mark: a declaration could not say so. */
static ch_says add_date(ch_filling *f, const ch_intake_source *source, uint32_t column, ch_text text, ch_text folded,
                        ch_node *values)
{
    char date[CHARTER_DAYS_SIZE];
    ch_days days;
    /* A spreadsheet's own days are written so, whatever its texts look like. */
    bool read = source->dates == NULL || f->reg->sheet ? ch_days_parse(text, &days) : false;
    if (!read && (source->dates == NULL || !ch_date_by_forms(source->dates, folded, &days))) {
        ch_cell_left_out(f, column, text, CH_LEFT_NO_DATE);
        return CH_SAYS_UNKNOWN;
    }
    charter_days_format(days.first, days.last, date);
    ch_says said = add_text(f, ch_text_of(date), ch_cell_span(f, column), values);
    if (said == CH_SAYS_VALUES)
        values->last->days = !ch_days_settled(days);
    return said;
}

/* A word of a closed list, in the list's own spelling: letter case and white space do not count. */
static ch_text find_choice(ch_filling *f, const ch_aim *aim, ch_text text, ch_text folded)
{
    for (uint32_t i = 0; i < aim->choice_count; i++)
        if (ch_text_same(aim->choices[i], text))
            return aim->choices[i];
    for (uint32_t i = 0; i < aim->choice_count; i++) {
        ch_text choice = ch_name_fold(f->arena, aim->choices[i]);
        f->failed = f->failed || choice.at == NULL;
        if (choice.at != NULL && ch_text_same(choice, folded))
            return aim->choices[i];
    }
    return CH_NO_TEXT;
}

/* Numbers of JSON and of a spreadsheet have a point, whatever its texts have: these stand in quotes where they look
 * like such a number (workbook/rows.h). */
static bool read_number(const ch_filling *f, const ch_intake_source *source, uint32_t column, ch_text text, bool whole,
                        char out[CH_CELL_NUMBER_MAX])
{
    if (ch_cell_form(f, column) == CH_JSON_NUMBER)
        return ch_cell_json_number(text, whole, out);
    bool plain = f->reg->sheet && column < f->csv->row.count && !ch_csv_is_quoted(f->csv, column);
    if (plain)
        return ch_cell_number(text, CH_DECIMAL_POINT, whole, out);
    /* What the mapping says of the mark is asked where the cell alone does not tell. */
    return ch_cell_number(text, CH_DECIMAL_UNSAID, whole, out) || ch_cell_number(text, source->decimal, whole, out);
}

/* A cell whose key takes a number, an answer, a date or a word of a list. What is none is left out with a note: it is
 * never a fact, and never makes the row invalid. */
static ch_says add_typed(ch_filling *f, const ch_aim *aim, const ch_intake_source *source, uint32_t column,
                         ch_text text, ch_text folded, ch_node *values)
{
    char number[CH_CELL_NUMBER_MAX];
    int64_t count;
    ch_text said = CH_NO_TEXT;
    if (aim->type == CH_CELL_CHOICE)
        said = find_choice(f, aim, text, folded);
    if (said.at == NULL && ch_cell_is_blank(folded))
        return CH_SAYS_NOTHING;
    if (source->dates != NULL || aim->type == CH_CELL_DATE)
        return add_date(f, source, column, text, folded, values);
    bool counts = aim->type == CH_CELL_WHOLE || aim->type == CH_CELL_NUMBER;
    bool whole = aim->type == CH_CELL_WHOLE;
    if (counts && read_number(f, source, column, text, whole, number))
        said = ch_text_of(number);
    if (aim->type == CH_CELL_WHOLE && !ch_text_to_int(said, &count))
        said = CH_NO_TEXT; /* more than can be counted */
    if (aim->type == CH_CELL_BOOL && ch_cell_bool(folded) != NULL)
        said = ch_text_of(ch_cell_bool(folded));
    if (said.at != NULL)
        return add_text(f, said, ch_cell_span(f, column), values);
    ch_cell_left_out(f, column, text, counts ? CH_LEFT_NO_NUMBER : CH_LEFT_UNKNOWN);
    return CH_SAYS_UNKNOWN;
}

/* A word of a list that the language itself has, as `find_choice` finds those of charters: all are written as they are
 * folded. */
static ch_says add_word(ch_filling *f, const ch_aim *aim, uint32_t column, ch_text text, ch_text folded,
                        ch_node *values)
{
    int word = ch_word_index(aim->words, folded);
    if (word >= 0)
        return add_text(f, ch_text_of(aim->words[word]), ch_cell_span(f, column), values);
    ch_cell_left_out(f, column, text, CH_LEFT_UNKNOWN);
    return CH_SAYS_UNKNOWN;
}

/* Whether it takes a text of any length; others take names. */
static bool is_prose(const ch_aim *aim)
{
    return ch_text_is(aim->path, "purpose") || ch_text_is(aim->steps[0], "facts") ||
           ch_text_is(aim->steps[aim->depth - 1], "ref");
}

enum { LONGEST_BLANK = 4 }; /* bytes of a word that says nothing, as "n/a" */

static bool are_empty(const ch_parts *parts)
{
    uint32_t i = 0;
    while (i < parts->count && parts->items[i].length == 0)
        i++;
    return !parts->broken && i == parts->count;
}

static bool is_empty_list(ch_filling *f, ch_text text)
{
    ch_parts parts;
    if (!ch_text_begins(text, "["))
        return false;
    bool cut = ch_list_cell_cut(text, NULL, f->arena, &parts);
    f->failed = f->failed || !cut;
    return cut && are_empty(&parts);
}

/* Folding is not for nothing: most first cells of rows, which are all asked, are names and numbers. */
static bool may_be_blank(ch_text text)
{
    char c = text.at[0];
    bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return text.length <= LONGEST_BLANK && !(c >= '0' && c <= '9') && (!letter || c == 'n' || c == 'N');
}

bool ch_cell_is_nothing(ch_filling *f, const ch_intake_source *source, ch_text text)
{
    const ch_words_list *own = &source->blank, *all = &f->reg->intake->blank;
    if (text.length == 0 || is_empty_list(f, text))
        return true;
    if (own->count + all->count == 0 && !may_be_blank(text))
        return false;
    ch_text folded = ch_name_fold(f->arena, text);
    f->failed = f->failed || folded.at == NULL;
    return !f->failed && (ch_cell_is_blank(folded) || ch_words_have(own, folded) || ch_words_have(all, folded));
}

/* A cell, or a part of one that is split; not empty. A table's meaning goes before `blank`: the mapping's author may
 * give a word like "n/a" a meaning. Words of no are looked for only where evidence would be shown by them. */
ch_says ch_add_part(ch_filling *f, const ch_aim *aim, const ch_intake_source *source, uint32_t column, ch_text text,
                    ch_node *values)
{
    const charter_intake *intake = f->reg->intake;
    bool by_words = source->table != NULL || source->blank.count > 0 || intake->blank.count > 0;
    bool typed = source->dates != NULL || aim->type != CH_CELL_TEXT, short_enough = text.length <= LONGEST_BLANK;
    bool compared = by_words || typed || short_enough || aim->words != NULL;
    /* Once, and only where something is compared with it. */
    ch_text folded = compared ? ch_name_fold(f->arena, text) : text;
    f->failed = f->failed || folded.at == NULL;
    if (f->failed)
        return CH_SAYS_NOTHING;
    if (by_words) {
        const ch_node *meaning = source->table == NULL ? NULL : ch_value_find(source->table, folded);
        if (meaning != NULL)
            return ch_add_meaning(f, meaning, ch_cell_span(f, column), values);
        if (ch_words_have(&source->blank, folded) || ch_words_have(&intake->blank, folded))
            return CH_SAYS_NOTHING;
        if (source->table != NULL && !source->keep_others) {
            ch_cell_left_out(f, column, text, aim->answers ? CH_LEFT_NO_ANSWER : CH_LEFT_UNKNOWN);
            return CH_SAYS_UNKNOWN;
        }
    }
    bool blank = short_enough && ch_cell_is_blank(folded);
    ch_text last = aim->steps[aim->depth - 1];
    if (ch_cell_is_error(text) && !ch_text_is(aim->path, "purpose")) {
        /* Nobody knows who reviewed, nor by what it is shown: the rest of the row is no evidence of it either. */
        f->denied = f->denied || ch_text_is(last, "by") || ch_text_is(last, "ref");
        ch_cell_left_out(f, column, text, f->denied ? CH_LEFT_NO_REFERENCE : CH_LEFT_NO_VALUE);
        return CH_SAYS_UNKNOWN;
    }
    if (blank && (aim->type == CH_CELL_DATE || (aim->type == CH_CELL_TEXT && !aim->denies && !aim->names)))
        return CH_SAYS_NOTHING;
    if (aim->denies && (ch_says_no(text) || ch_begins_with_no(text))) {
        ch_cell_left_out(f, column, text, CH_LEFT_NO_REFERENCE);
        f->denied = true;
        return CH_SAYS_UNKNOWN;
    }
    if (typed)
        return add_typed(f, aim, source, column, text, folded, values);
    if (aim->words != NULL)
        return add_word(f, aim, column, text, folded, values);
    if (text.length > CH_NAME_MAX && !is_prose(aim)) {
        ch_cell_left_out(f, column, text, CH_LEFT_LONG);
        return CH_SAYS_UNKNOWN;
    }
    ch_says said = add_text(f, text, ch_cell_span(f, column), values);
    /* Whether it is an id all the same, only the charter knows (`accepts`): the mark is resolved when it is judged. */
    if (said == CH_SAYS_VALUES && aim->names)
        values->last->unread = ch_says_no(text);
    return said;
}

/* ---- cells that hold several values ---- */

static bool takes_list(const ch_aim *aim, const ch_intake_source *source)
{
    return aim->list || source->split != NULL || source->each;
}

/* Of a key that takes one value. "[]" and "['']" say nothing. In brackets stands a name alone, of which one item is
 * what the cell says: "[Draft] notes" is a purpose. */
static ch_says add_only_item(ch_filling *f, const ch_aim *aim, const ch_intake_source *source, uint32_t column,
                             ch_text text, const ch_parts *parts, ch_node *values)
{
    if (are_empty(parts))
        return CH_SAYS_NOTHING;
    if (parts->broken || !ch_aim_names_use(aim))
        return ch_add_part(f, aim, source, column, text, values);
    if (parts->count == 1)
        return ch_add_part(f, aim, source, column, parts->items[0], values);
    ch_cell_left_out(f, column, text, CH_LEFT_SEVERAL);
    return CH_SAYS_UNKNOWN;
}

/* A list lacks nothing of what the cell says, or it is absent: a shorter one would say too little. "[]" is what
 * programs write where nobody has said anything. */
static ch_says add_parts(ch_filling *f, const ch_aim *aim, const ch_intake_source *source, uint32_t column,
                         ch_text text, const ch_parts *parts, ch_node *values)
{
    ch_says said = CH_SAYS_NOTHING;
    if (parts->broken) {
        ch_cell_left_out(f, column, text, CH_LEFT_NO_LIST);
        return CH_SAYS_UNKNOWN;
    }
    for (uint32_t i = 0; i < parts->count; i++) {
        ch_says one = parts->items[i].length == 0 ? CH_SAYS_NOTHING
                                                  : ch_add_part(f, aim, source, column, parts->items[i], values);
        if (one == CH_SAYS_UNKNOWN || (one == CH_SAYS_NOTHING && parts->count > 1 && aim->list))
            return CH_SAYS_UNKNOWN;
        said = one == CH_SAYS_VALUES ? one : said;
    }
    return said;
}

static const ch_node *meaning_of(ch_filling *f, const ch_intake_source *source, ch_text text)
{
    if (source->table == NULL)
        return NULL;
    ch_text folded = ch_name_fold(f->arena, text);
    f->failed = f->failed || folded.at == NULL;
    return folded.at == NULL ? NULL : ch_value_find(source->table, folded);
}

/* A word in brackets that the table has is a word. */
bool ch_cell_in_table(ch_filling *f, const ch_intake_source *source, ch_text text)
{
    return meaning_of(f, source, text) != NULL;
}

bool ch_cell_has_meaning(ch_filling *f, const ch_intake_source *source, ch_text text)
{
    const ch_node *meaning = meaning_of(f, source, text);
    return meaning != NULL && !ch_meaning_is_nothing(meaning);
}

ch_says ch_add_cell(ch_filling *f, const ch_aim *aim, const ch_intake_source *source, uint32_t column, ch_text text,
                    ch_node *values)
{
    ch_parts parts;
    bool list = takes_list(aim, source), in_brackets = ch_text_begins(text, "[");
    if ((!list && !in_brackets) || (in_brackets && ch_cell_in_table(f, source, text)))
        return ch_add_part(f, aim, source, column, text, values);
    if (!ch_list_cell_cut(text, source->split, f->arena, &parts)) {
        f->failed = true;
        return CH_SAYS_NOTHING;
    }
    return list ? add_parts(f, aim, source, column, text, &parts, values)
                : add_only_item(f, aim, source, column, text, &parts, values);
}

/* Words that are compared are not what they look like where a control character stands in them; in a text for people
 * it becomes a space. */
static bool is_compared(const ch_aim *aim, const ch_intake_source *source)
{
    return aim->list || aim->words != NULL || aim->type != CH_CELL_TEXT || source->table != NULL ||
           source->dates != NULL || ch_aim_names_use(aim);
}

/* Whether the cell is taken, though characters in it may have become spaces. */
static bool take_unclean(ch_filling *f, const ch_aim *aim, const ch_intake_source *source, uint32_t column)
{
    if (!ch_cell_is_unclean(f, column))
        return true;
    bool compared = is_compared(aim, source);
    if (compared)
        ch_cell_left_out(f, column, ch_cell_text(f, column), CH_LEFT_UNCLEAN);
    else
        ch_cell_tell(f, CHARTER_NOTE, column, ch_cell_text(f, column),
                     N_("row %1$s, column \"%2$s\": a control character in \"%3$s\" is read as a space"),
                     N_("type the cell anew, or save the register once more from the program that made it"));
    return !compared;
}

bool ch_cell_take(ch_filling *f, const ch_aim *aim, const ch_intake_source *source, uint32_t column)
{
    ch_json_form form = ch_cell_form(f, column);
    if (form != CH_JSON_UNFIT && form != CH_JSON_HIDES)
        return take_unclean(f, aim, source, column);
    ch_cell_left_out(f, column, ch_cell_text(f, column), form == CH_JSON_HIDES ? CH_LEFT_HIDES : CH_LEFT_NO_VALUE);
    return false;
}

ch_says ch_add_own(ch_filling *f, const ch_aim *aim, const ch_intake_source *source, uint32_t column, ch_node *values)
{
    ch_text text = ch_cell_text(f, column);
    if (!ch_cell_take(f, aim, source, column))
        return CH_SAYS_UNKNOWN;
    return text.length == 0 ? CH_SAYS_NOTHING : ch_add_cell(f, aim, source, column, text, values);
}

/* A default speaks for a blank cell alone, never for one that is not understood. */
ch_says ch_add_source(ch_filling *f, const ch_aim *aim, const ch_intake_source *source, uint32_t column,
                      ch_node *values)
{
    if (source->constant != NULL)
        return ch_add_meaning(f, source->constant, ch_row_span(f), values);
    ch_says said = ch_add_own(f, aim, source, column, values);
    if (said == CH_SAYS_NOTHING && source->fallback != NULL)
        return ch_add_meaning(f, source->fallback, ch_cell_span(f, column), values);
    return said;
}
