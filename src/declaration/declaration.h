/* declaration: a declaration as a struct: its shape read, its names not yet resolved. */
#ifndef CH_DECLARATION_DECLARATION_H
#define CH_DECLARATION_DECLARATION_H

#include "base/date.h"
#include "base/diagnostics.h"
#include "charter/judge.h"
#include "base/enumerations.h"
#include "tree/decode.h"

/* One piece of evidence that a duty is done. */
typedef struct ch_evidence {
    bool present; /* false: `false` was written, or a mapping that says nothing */
    ch_text id, ref, by;
    ch_days on;
    bool on_unread; /* a register says of it what is no date: which day is meant is not known */
    bool id_unread; /* a register's, that says no: it is one where a duty accepts it, and else denies the rest */
    const ch_node *node;
} ch_evidence;

/* All evidence of one path: any of it will do. */
typedef struct ch_evidences {
    ch_text name; /* under `evidence:`, the key */
    const ch_evidence *items;
    uint32_t count;
    const ch_node *node; /* NULL: nothing declared */
} ch_evidences;

struct charter_declaration {
    const ch_source *source;
    const charter_intake *intake; /* a row of a register that is read by it; NULL: it is none */
    const ch_node *node;          /* the declaration's own mapping; NULL: its document could not be read */
    const ch_node *base;          /* keys shared by all declarations of the document, or NULL */
    charter_diagnostics *errors;

    ch_text id, unit, author, role, purpose;
    const ch_node *activity, *tool, *data;
    ch_text tool_name, tool_model; /* an unread tool has no name */
    int output, autonomy, stage;
    bool perhaps_row;                  /* it is JSON, and a mapping was given that does not speak of JSON */
    bool measured;                     /* no declaration: a volume that a register says was measured */
    bool stage_unread;                 /* a register says something of it that its mapping does not know */
    bool activity_unread, tool_unread; /* the same, or its cell is blank: neither listed nor unlisted */
    ch_days date;
    const ch_node *review_node, *training_node, *evidence_node, *facts, *volume_node, *files;
    ch_evidences review, training;
    const ch_evidences *evidence;
    uint32_t evidence_count;
    ch_count requests, tokens;
};

/* The tables of a declaration's keys; an empty row ends them. */
extern const ch_key_table ch_usage_keys[];

/* Complains where a reference or an id is a word of no or not yet, and so is no evidence. */
void ch_error_says_no(charter_diagnostics *diagnostics, const ch_source *source, const ch_node *node);

/* Reads the declaration `node` into `usage`, whose `source` and `errors` are set. */
void ch_usage_read(charter_declaration *declaration, const ch_node *node, const ch_node *base, ch_arena *arena);

/* Reads what a row says was measured likewise: day, unit, tool and volume, each of which it may lack. */
void ch_measured_read(charter_declaration *declaration, const ch_node *node, ch_arena *arena);

/* The value of a key of the declaration, its own or a shared one; NULL where absent. */
const ch_node *ch_usage_get(const charter_declaration *declaration, const char *key);

/* The header of the register's column that a key, "facts.account", is read from; `at` NULL: there is none. */
ch_text ch_usage_column(const charter_declaration *declaration, ch_text key);

/* Bounds on one document, where the caller gives no others. */
#define CH_DOCUMENT_BYTES     ((size_t)1 << 20)
#define CH_DOCUMENT_NODES_MAX ((size_t)50000)
#define CH_DOCUMENT_DEPTH_MAX 32

/* Documents that hold no declaration at all, beyond which the rest of a file is given up. */
#define CH_BROKEN_MAX 1000

/* What is wrong with a stream as a whole: it declares nothing, it could not be read further, or too much of it
 * is broken. */
void ch_error_nothing_declared(charter_diagnostics *diagnostics, const char *file);
void ch_error_unread(charter_diagnostics *diagnostics, const char *file, int error);
void ch_error_given_up(charter_diagnostics *diagnostics, const char *file);

/* Where a declaration stands: its mapping's beginning, or its document's. */
ch_span ch_usage_span(const charter_declaration *declaration);

#endif
