/* json_cells: a row of a register in JSON as cells, by the paths that a mapping calls columns.
 *
 * A path is the keys that lead to a value, with points between them: a key that holds points itself is taken whole
 * where it is there, the longest first. A step into a list of {"key": …, "value": …} finds the entry of that key, as
 * OpenTelemetry writes attributes. What a row lacks is looked for in what stands around it, outward. */
#ifndef CH_INTAKE_JSON_CELLS_H
#define CH_INTAKE_JSON_CELLS_H

#include "tree/csv_reader.h"
#include "tree/json_rows.h"
#include "tree/yaml.h"

/* What stands around a row, read once for all rows that share it. */
typedef struct ch_json_around {
    ch_text text;        /* a list of objects, the innermost first */
    uint32_t serial;     /* of the text; 0: none was given yet */
    uint32_t known;      /* of what was read */
    const ch_node *list; /* NULL: it could not be read */
    ch_arena arena;
    ch_yaml_rules rules; /* of rows too */
} ch_json_around;

/* What a cell is beside its text. */
typedef enum ch_json_form {
    CH_JSON_TEXT,
    CH_JSON_NUMBER, /* with a decimal point, whatever the mapping says of numbers */
    CH_JSON_UNFIT,  /* an object, a list of more than single values, or a character that may not stand in a cell */
    CH_JSON_HIDES   /* null, where an object further out has a value */
} ch_json_form;

/* The columns that are asked for, and what rows say of them. */
typedef struct ch_json_columns {
    const ch_text *paths;
    uint32_t count;
    uint8_t *forms; /* a ch_json_form for each, of the row */
    uint64_t *seen; /* a bit for each, set where some row has it */
    bool path;      /* the mapping says where rows are */
} ch_json_columns;

/* Reads the row `source`, checked, into `csv->texts` and `csv->row`, a cell for each column. Texts live in `arena`. */
ch_csv_status ch_json_cells(ch_csv *csv, const ch_source *source, ch_json_around *around,
                            const ch_json_columns *columns, ch_arena *arena, charter_diagnostics *faults);

#endif
