/* register: rows of a register as declarations, by an intake mapping.
 *
 * A row becomes the located nodes that a document of YAML would be, their spans in the row's bytes, and goes
 * the same way from there: what a key takes is checked once, in declaration.c. */
#ifndef CH_INTAKE_REGISTER_H
#define CH_INTAKE_REGISTER_H

#include "intake/intake.h"
#include "intake/json_cells.h"

/* Of a register in JSON, whose rows need not have all columns: which columns some row has, and how many rows there
 * are. */
typedef struct ch_columns_seen {
    uint64_t bits[CH_CSV_MOST_CELLS / 64];
    uint64_t rows;
} ch_columns_seen;

typedef struct ch_register {
    const charter_intake *intake;
    ch_arena arena;   /* the header's */
    ch_text *headers; /* the column names, as people read them */
    uint32_t *bound;  /* of each source of each aim, then of each condition: its column, or CH_NOT_FOUND */
    uint32_t columns;
    char delimiter;         /* as the register itself says it, where it does */
    uint32_t rows;          /* seen so far, those skipped before the header aside */
    bool told_encoding;     /* that a row was not UTF-8 */
    bool ready;             /* the header was read and every column found */
    ch_json_around *around; /* of JSON: what stands around the row that is read */
    const uint8_t *forms;   /* of its cells; NULL: it is no JSON */
    ch_columns_seen seen;
} ch_register;

/* Begins a register that is read by a mapping. */
void ch_register_open(ch_register *reg, const charter_intake *intake);
void ch_register_close(ch_register *reg);

/* Of a register in JSON: all columns are known at once, since a mapping says where they are. False where there is no
 * memory. */
bool ch_register_bind_paths(ch_register *reg);

/* Adds what another part of the same register was seen to have. */
void ch_columns_join(ch_columns_seen *seen, const ch_columns_seen *from);

/* The errors of a register in JSON as a whole, once all of it was read: there is no row where the mapping looks for
 * them, or no row has a column. Of any other register none. */
void ch_register_missing(const ch_register *reg, const ch_columns_seen *seen, const char *file,
                         charter_diagnostics *faults);

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
