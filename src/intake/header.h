/* header: a register's columns, found before its first row is read. */
#ifndef CH_INTAKE_HEADER_H
#define CH_INTAKE_HEADER_H

#include "intake/columns.h"

/* How many rows name columns. */
uint32_t ch_header_rows(const charter_intake *intake);

/* Room for the names of as many columns as there may be. False where there is no memory. */
bool ch_header_make(ch_register *reg);

/* Adds a row of names, from 0 on; each is kept as it is written, too. False where there is no memory. */
bool ch_header_join(ch_register *reg, const ch_csv *csv, uint32_t row);

/* How many places there are in `bound`: of all sources, then of all conditions. */
size_t ch_columns_count(const charter_intake *intake);

/* Finds every column that the mapping names, in the order in which rows ask for them; `faults` has those that are not
 * there, or twice. False where there is no memory. */
bool ch_header_bind(ch_register *reg, const char *file, charter_diagnostics *faults);

#endif
