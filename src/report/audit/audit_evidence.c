/* What was declared beside what detectors found in the texts that were sent; and, of registers, what the intake
 * mapping does not know. Which classes may be published is decided with the table of data classes (audit_view.c),
 * as who knew one of the two would know the other. */
#include "report/audit/audit_evidence.h"

#include "report/audit/suppress.h"

typedef ch_audit_build build;

void ch_audit_put_evidence_fact(const build *b)
{
    if (ch_view_looked(b->t))
        ch_audit_part_fact(b, N_("Uses whose texts hold data that they do not declare"),
                           ch_audit_sum(b, CHARTER_TEXTS, CH_N_TELLTALE), b->all[CH_N_USES]);
}

/* What did not fit: of the table, or of the totals. False where all did. */
static bool sum_rest(const ch_view *view, size_t shown, uint64_t *rest)
{
    const ch_group_kind *kind = &ch_table_kinds[view->table];
    for (size_t i = shown; i < view->count; i++)
        ch_group_add(kind, rest, view->groups[i]->numbers);
    if (view->others != NULL)
        ch_group_add(kind, rest, view->others);
    return rest[0] > 0;
}

static size_t rows_of(const ch_view *view)
{
    return view->count < CH_AUDIT_MOST_ROWS ? view->count : CH_AUDIT_MOST_ROWS;
}

static void put_counts(const build *b, ch_text *cells, const uint64_t *numbers, const unsigned *columns, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cells[i] = ch_document_count(b->s, numbers[columns[i]]);
}

/* ---- by class ---- */

static void fill_evidence(const build *b, ch_document_row *row, unsigned from, const uint64_t *n)
{
    static const unsigned columns[] = {CH_N_EVIDENT, CH_N_DECLARED, CH_N_FOUND, CH_N_UNDECLARED};
    put_counts(b, row->cells + from, n, columns, 4);
    /* Of what was found: of all uses it would be the smaller, the less was looked into. */
    row->cells[from + 4] = ch_document_share(b->s, n[CH_N_UNDECLARED], n[CH_N_FOUND]);
    row->mark = n[CH_N_UNDECLARED] > 0 ? CH_MARK_WATCH : CH_NO_MARK;
}

static void put_classes(const build *b)
{
    static const char *const columns[] =
        {N_("Data class"), N_("Uses"), N_("Declared"), N_("Found"), N_("Not declared"), N_("Share not declared"), NULL};
    ch_view view = ch_audit_view(b, CHARTER_EVIDENCE);
    ch_document_table *table = ch_document_table_new(b->s, N_("Uses by data class: declared, and found by detectors"),
                                                     columns, 1, CH_NO_CHART);
    /* What is sent and not said comes first. */
    ch_view_sort(&view, CH_N_UNDECLARED, CH_N_UNDECLARED);
    for (size_t i = 0; i < rows_of(&view); i++) {
        ch_document_row *row = ch_document_row_new(b->s, table);
        if (row == NULL)
            return;
        row->cells[0] = ch_audit_name(b, view.groups[i], "");
        fill_evidence(b, row, 1, view.groups[i]->numbers);
    }
}

/* "personal DMRG": the group is the class's but for its key. */
static ch_text class_of(const build *b, const ch_group *group)
{
    ch_text unit;
    ch_group class = *group;
    class.key = ch_audit_first_part(group->key, &unit);
    return ch_audit_name(b, &class, "");
}

static ch_text unit_of(ch_text key)
{
    ch_text unit;
    ch_audit_first_part(key, &unit);
    return unit;
}

static void put_units_and_classes(const build *b)
{
    static const char *const columns[] =
        {N_("Unit"),         N_("Data class"),         N_("Uses"), N_("Declared"), N_("Found"),
         N_("Not declared"), N_("Share not declared"), NULL};
    uint64_t rest[CH_N_UNDECLARED + 1] = {0};
    ch_view view = ch_audit_view(b, CHARTER_UNIT_EVIDENCE);
    ch_document_table *table =
        ch_document_table_new(b->s, N_("The same by unit and data class"), columns, 2, CH_NO_CHART);
    ch_view_sort(&view, CH_N_UNDECLARED, CH_N_UNDECLARED);
    for (size_t i = 0; i < rows_of(&view); i++) {
        ch_document_row *row = ch_document_row_new(b->s, table);
        if (row == NULL)
            return;
        row->cells[0] = ch_audit_unit_name(b, unit_of(view.groups[i]->key));
        row->cells[1] = class_of(b, view.groups[i]);
        fill_evidence(b, row, 2, view.groups[i]->numbers);
    }
    ch_document_row *last = sum_rest(&view, rows_of(&view), rest) ? ch_document_row_new(b->s, table) : NULL;
    if (last == NULL)
        return;
    last->cells[0] = ch_document_word(b->s, N_("all others"));
    last->cells[1] = CH_LITERAL("\xE2\x80\x93");
    fill_evidence(b, last, 2, rest);
}

/* ---- texts ---- */

static const unsigned text_order[] = {CH_N_TEXT_USES, CH_N_LOOKED_INTO, CH_N_UNREAD, CH_N_NO_TEXT, CH_N_TELLTALE};

static void put_text_row(const build *b, ch_document_table *table, ch_text name, const uint64_t *n)
{
    ch_document_row *row = ch_document_row_new(b->s, table);
    if (row == NULL)
        return;
    row->cells[0] = name;
    put_counts(b, row->cells + 1, n, text_order, 5);
}

static void put_texts(const build *b)
{
    static const char *const columns[] =
        {N_("Unit"), N_("Uses"), N_("Looked into"), N_("Unreadable file"), N_("No text"), N_("Not declared"), NULL};
    uint64_t rest[CH_N_TELLTALE + 1] = {0};
    ch_view view = ch_audit_view(b, CHARTER_TEXTS);
    ch_document_table *table =
        ch_document_table_new(b->s, N_("What detectors could look into"), columns, 1, CH_NO_CHART);
    ch_view_sort(&view, CH_N_TEXT_USES, CH_N_TEXT_USES);
    for (size_t i = 0; i < rows_of(&view); i++)
        put_text_row(b, table, ch_audit_unit_name(b, view.groups[i]->key), view.groups[i]->numbers);
    if (sum_rest(&view, rows_of(&view), rest))
        put_text_row(b, table, ch_document_word(b->s, N_("all others")), rest);
}

static void say_method(const build *b)
{
    ch_document_say(b->s,
                    ch_say(
                        "Detectors look into the purpose and the files of each use. Uses hold a class where they "
                        "declare it or where it is found; of those where it is found, some declare neither it nor a "
                        "class above it. What is not found may be there all the same, and of files that could not be "
                        "read nothing is known."),
                    CH_NO_MARK);
}

/* ---- for publication ---- */

/* What is found in texts is found in no more of them than were looked into: where a number of a class is hidden, that
 * would bound it. */
static bool shows_all_evidence(const build *b, const ch_view *view)
{
    for (size_t i = 0; i < view->count; i++)
        for (unsigned column = CH_N_FOUND; column <= CH_N_UNDECLARED; column++)
            if (!ch_view_shows(view, view->groups[i]->key, view->groups[i]->numbers, column, b->options))
                return false;
    return view->hidden == 0 && !view->withheld;
}

/* How many texts were looked into, where that gives nobody away. The three sum up to all uses: with one hidden, the
 * others would give it back, so it is all or none. */
static void say_coverage(const build *b, const ch_view *view)
{
    uint64_t parts[3];
    bool hidden[3];
    /* Earlier publications that are read again do not hold this sentence. */
    if (!shows_all_evidence(b, view) || b->options->published != NULL)
        return;
    for (unsigned i = 0; i < 3; i++)
        parts[i] = ch_audit_sum(b, CHARTER_TEXTS, CH_N_LOOKED_INTO + i);
    const ch_margin margin = {.sizes = parts, .count = 3, .smallest = ch_view_smallest(b->options)};
    if (!ch_suppress(&margin, hidden) || hidden[0] || hidden[1] || hidden[2])
        return;
    ch_message message =
        ch_say3("Detectors looked into all that %1$s uses send; of %2$s a file could not be read, and %3$s "
                "send no text.",
                ch_document_count(b->s, parts[0]), ch_document_count(b->s, parts[1]),
                ch_document_count(b->s, parts[2]));
    ch_document_say(b->s, message, CH_NO_MARK);
}

static ch_text tell_published(const build *b, const ch_view *view, const ch_group *group, unsigned column)
{
    return ch_view_shows(view, group->key, group->numbers, column, b->options)
               ? ch_document_count(b->s, group->numbers[column])
               : ch_document_word(b->s, N_("not shown"));
}

static void put_published(const build *b)
{
    static const char *const caption = N_("Uses by data class: found by detectors");
    static const char *const columns[] = {N_("Data class"), N_("Uses"), N_("Found"), N_("Not declared"), NULL};
    ch_view view = ch_audit_view(b, CHARTER_EVIDENCE);
    ch_document_table *table = ch_document_table_new(b->s, caption, columns, 1, CH_NO_CHART);
    ch_view_sort(&view, CH_N_EVIDENT, CH_N_EVIDENT);
    for (size_t i = 0; i < rows_of(&view); i++) {
        const uint64_t *n = view.groups[i]->numbers;
        ch_document_row *row = ch_document_row_new(b->s, table);
        if (row == NULL)
            return;
        row->cells[0] = ch_audit_name(b, view.groups[i], "");
        row->cells[1] = ch_document_count(b->s, n[CH_N_EVIDENT]);
        row->cells[2] = tell_published(b, &view, view.groups[i], CH_N_FOUND);
        row->cells[3] = tell_published(b, &view, view.groups[i], CH_N_UNDECLARED);
    }
    ch_audit_say_hidden(b, caption, view.hidden);
    say_coverage(b, &view);
}

void ch_audit_put_evidence(const build *b)
{
    if (!ch_view_looked(b->t))
        return;
    ch_document_section(b->s, N_("Declared and found"));
    say_method(b);
    if (b->options->publish) {
        put_published(b);
        return;
    }
    put_classes(b);
    put_units_and_classes(b);
    put_texts(b);
}

/* ---- what the intake mapping does not know ---- */

/* "COLUMN = VALUE": the column's name has no "=". */
static void put_unmapped_row(const build *b, ch_document_table *table, const ch_group *group)
{
    ch_document_row *row = ch_document_row_new(b->s, table);
    if (row == NULL)
        return;
    ch_text key = group->key, column = ch_audit_left_part(key);
    size_t value = column.length + 3 <= key.length ? column.length + 3 : key.length;
    row->cells[0] = ch_audit_spelt(b, column);
    row->cells[1] = ch_document_text(b->s, (ch_text){key.at + value, key.length - value});
    row->cells[2] = ch_document_count(b->s, group->numbers[CH_N_ROWS]);
    row->cells[3] = ch_document_count(b->s, group->numbers[CH_N_FIRST_ROW]);
}

void ch_audit_put_unmapped(const build *b)
{
    static const char *const columns[] = {N_("Column"), N_("Value"), N_("Rows"), N_("First row"), NULL};
    uint64_t rest[CH_N_FIRST_ROW + 1] = {0};
    ch_view view = ch_audit_view(b, CHARTER_UNMAPPED);
    /* Its warning would else stand in every report. */
    if (view.count == 0 && view.others == NULL)
        return;
    ch_document_say(b->s,
                    ch_say(
                        "The register says these values, and the mapping does not say what they mean: they are left "
                        "out, and what needs them is undetermined. Add them to the mapping and run the audit again."),
                    CH_MARK_WATCH);
    ch_document_table *table =
        ch_document_table_new(b->s, N_("Values without a meaning in the mapping"), columns, 2, CH_NO_CHART);
    ch_view_sort(&view, CH_N_ROWS, CH_N_ROWS);
    for (size_t i = 0; i < rows_of(&view); i++)
        put_unmapped_row(b, table, view.groups[i]);
    ch_document_row *last = sum_rest(&view, rows_of(&view), rest) ? ch_document_row_new(b->s, table) : NULL;
    if (last == NULL)
        return;
    last->cells[0] = ch_document_word(b->s, N_("all others"));
    last->cells[1] = CH_LITERAL("\xE2\x80\x93");
    last->cells[2] = ch_document_count(b->s, rest[CH_N_ROWS]);
    last->cells[3] = ch_document_count(b->s, rest[CH_N_FIRST_ROW]);
}

/* ---- what could not be read ---- */

/* "FILE:LINE", or the file alone where the error is of all of it. */
static ch_text first_place(const build *b, ch_text file, uint64_t line)
{
    ch_buffer *place = &b->s->scratch;
    ch_buffer_add(place, file);
    if (line > 0) {
        ch_buffer_add_char(place, ':');
        ch_buffer_int(place, (int64_t)line);
    }
    return ch_document_keep(b->s);
}

/* "CODE FILE": the code has no space. */
static void put_unread_row(const build *b, ch_document_table *table, const ch_group *group)
{
    ch_document_row *row = ch_document_row_new(b->s, table);
    if (row == NULL)
        return;
    ch_text file, code = ch_audit_first_part(group->key, &file);
    charter_lang lang = b->options->reporting.lang;
    row->cells[0] = first_place(b, file, group->numbers[CH_N_FIRST_LINE]);
    row->cells[1] = ch_document_text(b->s, code);
    row->cells[2] = ch_document_text(b->s, group->label[group->label[lang].length > 0 ? lang : !lang]);
    row->cells[3] = ch_document_count(b->s, group->numbers[CH_N_ERRORS]);
    row->mark = CH_MARK_BAD;
}

void ch_audit_put_unread(const build *b)
{
    static const char *const columns[] = {N_("First place"), N_("Code"), N_("Reason"), N_("Errors"), NULL};
    uint64_t rest[CH_N_FIRST_LINE + 1] = {0};
    ch_view view = ch_audit_view(b, CHARTER_UNREAD);
    if (view.count == 0 && view.others == NULL)
        return;
    ch_document_say(b->s, ch_say("What stands in this table could not be read, and was not judged."), CH_MARK_BAD);
    ch_document_table *table =
        ch_document_table_new(b->s, N_("Errors by code and file, with the reason of one of them"), columns, 3,
                              CH_NO_CHART);
    if (table != NULL)
        table->notes = 1;
    ch_view_sort(&view, CH_N_ERRORS, CH_N_ERRORS);
    for (size_t i = 0; i < rows_of(&view); i++)
        put_unread_row(b, table, view.groups[i]);
    ch_document_row *last = sum_rest(&view, rows_of(&view), rest) ? ch_document_row_new(b->s, table) : NULL;
    if (last == NULL)
        return;
    last->cells[0] = ch_document_word(b->s, N_("all others"));
    last->cells[1] = last->cells[2] = CH_LITERAL("\xE2\x80\x93");
    last->cells[3] = ch_document_count(b->s, rest[CH_N_ERRORS]);
}
