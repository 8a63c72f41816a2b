/* register: rows of a register as declarations, by an intake mapping.
 *
 * A row becomes the located nodes that a document of YAML would be, their spans in the row's bytes, and goes
 * the same way from there: what a key takes is checked once, in declaration.c. */
#ifndef CH_INTAKE_REGISTER_H
#define CH_INTAKE_REGISTER_H

#include "intake/columns.h"

/* Begins a register that is read by a mapping. */
void ch_register_open(ch_register *reg, const charter_intake *intake);
void ch_register_close(ch_register *reg);

/* Whether the rows of its beginning are over: those that come are declarations. */
bool ch_register_begun(const ch_register *reg);

typedef enum ch_register_status {
    CH_REGISTER_DECLARATIONS, /* `*first` and those behind it (`next`) */
    CH_REGISTER_NOTHING,      /* a row of the header, or one that is no declaration */
    CH_REGISTER_FAULT,        /* the diagnostics say which; before `ready`, of the whole register */
    CH_REGISTER_NO_MEMORY
} ch_register_status;

/* Reads a row that `csv` has just given. Nodes live in `arena`, and borrow nothing. `faults` are the row's;
 * `notes` has warnings: values that the mapping does not know, an encoding that was guessed. */
ch_register_status ch_register_row(ch_register *reg, ch_csv *csv, const ch_source *source, ch_arena *arena,
                                   charter_diagnostics *faults, charter_diagnostics *notes, ch_node **first);

/* Whether a note of a register is of a value that the mapping does not know, and which; the texts are the note's
 * own. */
bool ch_register_unknown(const charter_diagnostic *note, uint64_t *row, ch_text *column, ch_text *value);

#endif
