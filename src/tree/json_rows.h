/* json_rows: the rows of a register in JSON, wherever they are nested, without holding more than one.
 *
 * A path says where rows are: a.b.c, through objects and, by itself, through lists; a step {name} stands for any key.
 * Without a path, rows are the values themselves or the items of lists. A stream is one value, or values one behind the
 * other; where its first value ends with its first line, each line is a value by itself (NDJSON), so that a broken line
 * spoils itself alone. What stands around rows and before them is handed on with them, as far as columns ask for it. */
#ifndef CH_TREE_JSON_ROWS_H
#define CH_TREE_JSON_ROWS_H

#include "base/buffer.h"
#include "base/diagnostics.h"
#include "tree/json_cut.h"

#define CH_JSON_LEVELS_MAX 32                  /* of objects and lists around a row */
#define CH_JSON_AROUND_MAX ((size_t)64 * 1024) /* bytes of what is handed on with a row */

#define CH_JSON_KEY_MAX  4096 /* bytes of a key around a row */
#define CH_JSON_NAME_MAX 64   /* bytes of a step's name */

/* Why what was cut is no row. */
typedef struct ch_json_flaw {
    ch_code code;
    const char *message, *help;
} ch_json_flaw;

/* Where rows are, and which columns are asked for; texts are borrowed. */
typedef struct ch_json_aim {
    ch_text path; /* "": the values themselves, or the items of lists */
    const ch_text *columns;
    uint32_t column_count;
} ch_json_aim;

typedef enum ch_json_level_kind { CH_JSON_OBJECT, CH_JSON_LIST, CH_JSON_NAME } ch_json_level_kind;

typedef struct ch_json_level {
    ch_json_level_kind kind; /* NAME: no level of JSON, but the key that a step {name} stands for */
    bool passed;             /* the path went on from here once */
    ch_text rest;            /* of the path */
    size_t around;           /* where what it hands on begins */
    uint32_t number;         /* of the last row before it */
    ch_source place;         /* of its bracket */
} ch_json_level;

typedef struct ch_json_rows {
    ch_json_cut cut;
    size_t limit; /* the largest row, in bytes */
    ch_json_aim aim;
    int state;
    ch_json_level levels[CH_JSON_LEVELS_MAX];
    uint32_t level_count;
    ch_text rest;             /* of the path, for the value that comes next */
    uint32_t number;          /* of the row that was just given, from 1 on */
    ch_buffer members;        /* what the levels hand on, one behind the other */
    ch_buffer around;         /* the same as a list of objects, from the innermost on */
    uint32_t serial;          /* changes with `around` */
    bool stale;               /* `around` is */
    ch_arena arena;           /* of one key */
    uint32_t lacking_count;   /* objects around rows that lack the path's key */
    ch_source first_lacking;  /* the place of the first of them */
    const ch_json_flaw *flaw; /* of what was just given; NULL: it is a row */
} ch_json_rows;

/* `rows` is zeroed, or was open before: its memory is kept. Keeps `name` and what `aim` borrows. `lines`: each line is
 * a value by itself, whatever the first one is. */
void ch_json_rows_open(ch_json_rows *rows, const char *name, charter_input input, size_t limit, bool lines,
                       const ch_json_aim *aim);
void ch_json_rows_close(ch_json_rows *rows);

/* Whether a path begins with a key, and what is left of it behind: "a.b.c" with "a.b", "c". */
bool ch_json_path_leads(ch_text path, ch_text key, ch_text *rest);

/* The next row, or what stands in the place of one (`flaw`). */
ch_document_status ch_json_rows_next(ch_json_rows *rows, ch_source *out);

#endif
