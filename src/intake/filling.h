/* filling: one row on its way to declarations, in steps, a file each:
 *
 *     cells.c     what one cell says
 *     values.c    what a key's columns say together, and of which a row makes several declarations
 *     register.c  the declarations, and which rows are none */
#ifndef CH_INTAKE_FILLING_H
#define CH_INTAKE_FILLING_H

#include "intake/columns.h"

typedef struct ch_filling {
    ch_register *reg;
    ch_csv *csv;
    const ch_source *source;
    ch_arena *arena;
    charter_diagnostics *faults, *notes;
    const ch_aim *each_aim; /* the key of which the row makes a declaration for each value, or NULL */
    ch_node each;           /* these values */
    uint32_t part;          /* which of the row's declarations */
    bool several;           /* there are more */
    bool denied;            /* the cell just read is a word of no where a reference is asked for */
    bool failed;            /* no memory */
} ch_filling;

/* What a source, or a cell, says. UNKNOWN is not NOTHING: a cell that was not understood must not be taken for a
 * blank one, for which a default or the next source would speak. */
typedef enum ch_says { CH_SAYS_NOTHING, CH_SAYS_UNKNOWN, CH_SAYS_VALUES } ch_says;

/* Why a value is left out. */
typedef enum ch_leaving {
    CH_LEFT_UNKNOWN,
    CH_LEFT_NO_DATE,
    CH_LEFT_NO_NUMBER,
    CH_LEFT_NO_REFERENCE,
    CH_LEFT_NO_ANSWER,
    CH_LEFT_NO_VALUE,
    CH_LEFT_NO_LIST,
    CH_LEFT_SEVERAL,
    CH_LEFT_DIFFERS,
    CH_LEFT_UNCLEAN,
    CH_LEFT_HIDES,
    CH_LEFT_NO_SUM,
    CH_LEFT_LONG
} ch_leaving;

/* Nodes of the row; NULL where there is no memory, which is noted. */
ch_node *ch_filling_node(ch_filling *filling, ch_kind kind, ch_span span);
ch_node *ch_filling_text(ch_filling *filling, ch_text text, ch_span span);

/* Where a cell stands, and the row: at its first cell, or where its object begins. */
ch_span ch_cell_span(const ch_filling *filling, uint32_t column);
ch_span ch_row_span(const ch_filling *filling);

/* What a cell holds, without white space around it and without characters that may not stand in a text. */
ch_text ch_cell_text(ch_filling *filling, uint32_t column);

/* Of JSON, how the value was written; else CH_JSON_TEXT. */
ch_json_form ch_cell_form(const ch_filling *filling, uint32_t column);

/* A note of row, column and value, once for the row. */
void ch_cell_tell(ch_filling *filling, charter_severity severity, uint32_t column, ch_text value, const char *text,
                  const char *help);
void ch_cell_left_out(ch_filling *filling, uint32_t column, ch_text text, ch_leaving why);

/* Whether such a note is of a cell that says no: nothing that a mapping could know better. */
bool ch_cell_said_no(const ch_message *note);

/* Adds to `values` what is meant: by the mapping; by a part of a cell; by a whole cell that is not blank; by the
 * source's cell, blank or not; by the source, whose default speaks for a blank cell. */
ch_says ch_add_meaning(ch_filling *filling, const ch_node *meaning, ch_span span, ch_node *values);
ch_says ch_add_part(ch_filling *filling, const ch_aim *aim, const ch_intake_source *source, uint32_t column,
                    ch_text text, ch_node *values);
ch_says ch_add_cell(ch_filling *filling, const ch_aim *aim, const ch_intake_source *source, uint32_t column,
                    ch_text text, ch_node *values);
ch_says ch_add_own(ch_filling *filling, const ch_aim *aim, const ch_intake_source *source, uint32_t column,
                   ch_node *values);
ch_says ch_add_source(ch_filling *filling, const ch_aim *aim, const ch_intake_source *source, uint32_t column,
                      ch_node *values);

/* Whether a cell says nothing: it is empty, an empty list, or a word such as "n/a" or one of `blank`, the mapping's
 * or the source's. What a table may say of it is not looked at. */
bool ch_cell_is_nothing(ch_filling *filling, const ch_intake_source *source, ch_text text);

/* Whether the source's table has the cell as a whole; whether it says there that the cell means something. */
bool ch_cell_in_table(ch_filling *filling, const ch_intake_source *source, ch_text text);
bool ch_cell_has_meaning(ch_filling *filling, const ch_intake_source *source, ch_text text);

/* Whether a cell holds a character that may not stand in a text. */
bool ch_cell_is_unclean(const ch_filling *filling, uint32_t column);

/* Whether the cell may be taken; else it was told. No value of JSON may that is more than a text, nor null that hides
 * one; of a cell that holds a character that may not stand in a text prose may, with a note. */
bool ch_cell_take(ch_filling *filling, const ch_aim *aim, const ch_intake_source *source, uint32_t column);

/* Whether two texts are one as names are compared. */
bool ch_cell_is_same(ch_filling *filling, ch_text one, ch_text other);

/* The value of a key, from its columns in `bound`; NULL: it is absent. */
ch_node *ch_value_of(ch_filling *filling, const ch_aim *aim, const uint32_t *bound);

/* Reads the values of which each makes a declaration. False at a fault, which is told. */
bool ch_read_each(ch_filling *filling);

#endif
