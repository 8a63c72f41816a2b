/* columns: what all rows of a register are read by, and what of it is known at its end alone (header.c). */
#ifndef CH_INTAKE_COLUMNS_H
#define CH_INTAKE_COLUMNS_H

#include "intake/intake.h"
#include "intake/json_cells.h"

/* Of a register in JSON, whose rows need not have all columns: which columns some row has, how many rows there
 * are, and how many objects around rows lack the key that leads to them. */
typedef struct ch_columns_seen {
    uint64_t bits[CH_CSV_MOST_CELLS / 64];
    uint64_t rows;
    uint32_t lacking_count;
    ch_source first_lacking; /* its place; no bytes */
} ch_columns_seen;

/* A row of the header as the register has it. */
typedef struct ch_header_row {
    ch_text *cells;
    uint32_t count;
} ch_header_row;

typedef struct ch_register {
    const charter_intake *intake;
    ch_arena arena;   /* the header's */
    ch_text *headers; /* the column names, as people read them */
    ch_header_row written[CH_INTAKE_HEADERS_MAX];
    uint32_t *bound; /* of each source of each aim, then of each condition: its column, or CH_NOT_FOUND */
    uint32_t columns;
    char delimiter;         /* as the register itself says it, where it does */
    bool sheet;             /* the rows are those of a spreadsheet: whatever the mapping says, commas and UTF-8 */
    uint32_t rows;          /* of the header that were read */
    uint32_t begins;        /* the number of the last row that is no declaration: the header's, or one to skip */
    uint32_t seen_row;      /* the number of the row that was read last */
    bool told_encoding;     /* that a row was not UTF-8 */
    bool ready;             /* the header was read and every column found */
    ch_json_around *around; /* of JSON: what stands around the row that is read */
    const uint8_t *forms;   /* of its cells; NULL: it is no JSON */
    ch_columns_seen seen;
} ch_register;

/* Of a register in JSON: all columns are known at once, since a mapping says where they are. False where there is no
 * memory. */
bool ch_register_bind_paths(ch_register *reg);

/* Adds what another part of the same register was seen to have. */
void ch_columns_join(ch_columns_seen *seen, const ch_columns_seen *from);

/* The errors of a register in JSON as a whole, once all of it was read: there is no row where the mapping looks for
 * them, or no row has a column. Of any other register none. */
void ch_register_missing(const ch_register *reg, const ch_columns_seen *seen, const char *file,
                         charter_diagnostics *faults);

#endif
