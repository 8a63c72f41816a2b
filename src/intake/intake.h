/* intake: a mapping from the columns of a register to the keys of a declaration. The public side is
 * charter/intake.h; register.h applies it to rows. */
#ifndef CH_INTAKE_INTAKE_H
#define CH_INTAKE_INTAKE_H

#include "base/index.h"
#include "base/enumerations.h"
#include "charter/intake.h"
#include "intake/cell.h"
#include "pattern/globs.h"
#include "tree/csv_reader.h"
#include "tree/decode.h"

/* A word as it is compared: folded. Where it ends in a star others begin with it, where it begins with one they end
 * with it, and with both they hold it; "\\*" is a star itself. */
typedef struct ch_word {
    ch_text text;
    bool ends_open, begins_open;
} ch_word;

typedef struct ch_words_list {
    ch_word *words;
    uint32_t count;
} ch_words_list;

/* Whether the list has the word, as names are compared. */
bool ch_words_have(const ch_words_list *list, ch_text folded);

/* What a register writes, and what it means: a scalar, a list of them, or "" for nothing. */
typedef struct ch_meaning {
    ch_word word;
    const ch_node *node;
} ch_meaning;

/* Whether a meaning, a constant or a default is that there is nothing to say. */
static inline bool ch_meaning_is_nothing(const ch_node *meaning)
{
    return ch_node_absent(meaning) || (meaning->kind == CH_SCALAR && meaning->text.length == 0);
}

typedef struct ch_value_table {
    ch_text name; /* of a table under `tables` */
    const ch_node *map;
    ch_index exact; /* words to numbers of `meanings` */
    ch_meaning *meanings;
    ch_meaning *open; /* words with a star */
    uint32_t open_count;
} ch_value_table;

/* The meaning of a word; NULL where the table does not have it. */
const ch_node *ch_value_find(const ch_value_table *table, ch_text folded);

/* Which column: by its header, by which of several of that name, or by its number. */
typedef struct ch_column {
    ch_text header;
    ch_count nth, number;
    bool optional;       /* a register need not have it */
    const ch_node *node; /* where the mapping says so */
} ch_column;

/* One place that a key's value comes from. */
typedef struct ch_intake_source {
    ch_column column;
    const ch_node *constant;      /* or no column at all */
    const ch_node *fallback;      /* where the cell is blank; NULL: then the key is absent */
    const ch_value_table *table;  /* NULL: cells are taken as they are */
    bool keep_others;             /* cells that the table does not have are taken as they are */
    ch_decimal decimal;           /* of numbers */
    bool each;                    /* a declaration for each value of a cell */
    bool if_blank;                /* it is asked only where those before it are blank */
    const ch_node *split, *dates; /* separators; forms of dates */
    ch_words_list blank;          /* words that say nothing */
} ch_intake_source;

#define CH_PATH_STEPS 3

/* A key of the declaration and its sources, the first one that says something; another one that says something else
 * makes it unread. Of a key that takes a list, all of them. */
typedef struct ch_aim {
    ch_text path;
    ch_text steps[CH_PATH_STEPS];
    uint32_t depth;
    bool list;
    bool adds; /* its value is the sum of its sources */
    bool
        answers; /* it is evidence as a whole: what a cell says is true or false, and only the mapping can tell which */
    bool denies; /* it is the reference or the day of evidence: a word of no there says that there is none */
    bool names;  /* it is the id of evidence: a word of no there is one where the charter accepts it */
    const char *const *words; /* that the key takes; NULL: any */
    ch_cell_type type;        /* of what cells hold, as far as is known: of facts, once the charter was asked */
    ch_text *choices;         /* of a closed list of the charter's */
    uint32_t choice_count;
    ch_intake_source *sources;
    uint32_t count;
    const ch_intake_source
        *whole;   /* its sources are joined, and this says what they are together; NULL: they are not */
    ch_text with; /* what stands between them */
    const ch_node *node;
} ch_aim;

/* Whether it says what is used, or for what: a use of which neither can be read is judged all the same. */
static inline bool ch_aim_names_use(const ch_aim *aim)
{
    return ch_text_is(aim->path, "activity") || ch_text_is(aim->path, "tool") || ch_text_is(aim->path, "tool.name");
}

/* Whether it is the day of evidence. */
static inline bool ch_aim_dates_evidence(const ch_aim *aim)
{
    return aim->denies && ch_text_is(aim->steps[aim->depth - 1], "on");
}

/* A row that is no declaration: all that is said here holds. */
typedef struct ch_left_out {
    ch_column column;
    ch_words_list is, is_not;
    ch_answer blank;
} ch_left_out;

struct charter_intake {
    ch_arena arena;
    ch_source source;
    bool of_charter;      /* a charter names it: it speaks of files alone whose names say that they are registers */
    ch_text listed_as;    /* as that charter spells it, whose text it is */
    charter_intake *next; /* reads registers that none before it claims; NULL: the last */
    const ch_node *root;
    int format, encoding; /* numbers of the words in load.c; 0: not said */
    bool json;            /* the register is JSON, and columns are paths */
    ch_text rows;         /* of JSON: the path to its rows */
    ch_text *paths;       /* of JSON: of all columns, those of conditions too */
    uint32_t path_count;
    ch_text delimiter;
    ch_text sheet; /* of a workbook, by name; `at` NULL: not said */
    ch_count header, skip, skip_after;
    ch_answer measured;   /* rows are volumes that a log has measured, and no declarations */
    ch_answer multi_line; /* a quoted cell may hold lines that look like rows */
    ch_globs registers;   /* names of those that it reads; none: all that no other mapping claims */
    const ch_node *registers_node, *blank_node, *tables_node, *declare_node, *leave_out_node;
    ch_words_list blank;
    ch_value_table *tables;
    uint32_t table_count;
    ch_aim *aims;
    uint32_t aim_count;
    ch_left_out *left_out;
    uint32_t left_out_count;
};

/* The tables of a mapping's keys, and their fixed words; an empty row ends each. */
extern const ch_key_table ch_intake_keys[];
extern const ch_word_list ch_intake_words[];

/* The keys that a mapping may declare, facts and evidence by id aside; NULL beyond the last. */
const char *ch_intake_path_at(size_t index);

/* The header of the first column that a key, or a key within it, is read from; `at` NULL: none, or one without a
 * header. */
ch_text ch_intake_column(const charter_intake *intake, ch_text key);

/* Which sheet of a workbook it is for; `at` NULL: it says nothing, or there is no mapping. */
ch_text ch_intake_sheet(const charter_intake *intake);

#define CH_INTAKE_BYTES       ((size_t)4 << 20) /* of a mapping */
#define CH_INTAKE_HEADERS_MAX 8                 /* rows that name columns */
#define CH_INTAKE_SKIPPED_MAX 10000             /* lines, or rows, that are passed over */

/* Reads a mapping of these bytes, as charter_intake_load does. Borrows all arguments. */
charter_status ch_intake_read(charter_intake **out, const char *name, charter_text bytes,
                              charter_diagnostics *diagnostics);

/* The mapping by which the register of that name is read, of `first` and those joined to it; NULL: none. */
const charter_intake *ch_intake_for(const charter_intake *first, const char *name);

/* What `registers` says, once it was decoded. False: no memory. */
bool ch_intake_make_claims(charter_intake *intake);

/* How the register is cut into rows; `tabs`: where neither format nor delimiter is said. */
ch_csv_rules ch_intake_rules(const charter_intake *intake, bool tabs, size_t row_bytes);

#endif
