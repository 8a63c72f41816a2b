/* Drafts: files to begin with, which a person completes. What is drafted claims nothing that nobody said. */
#ifndef CHARTER_DRAFT_H
#define CHARTER_DRAFT_H

#include "charter/judge.h"
#include "charter/load.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct charter_declaration_draft_options {
    charter_day at;    /* the day whose version of the charter is drafted from */
    bool own_lang;     /* comments are in the charter's own language, where it says one that is known */
    charter_lang lang; /* else in this one */
} charter_declaration_draft_options;

/* Writes a declaration to begin with, in YAML: each key that matters under the charter, empty, below a comment that
 * lists what it may hold. The activity and the tool, without which nothing is a declaration, have a name to be
 * replaced that the charter does not list: the draft is read, and never judged compliant as it is. CHARTER_END: no
 * version is in force on that day. CHARTER_UNKNOWN: it is no day, or the language is none. Borrows everything. */
CHARTER_API charter_status charter_declaration_draft_sized(const charter *the_charter,
                                                           const charter_declaration_draft_options *options,
                                                           size_t options_size, charter_sink sink);
static inline charter_status charter_declaration_draft(const charter *the_charter,
                                                       const charter_declaration_draft_options *options,
                                                       charter_sink sink)
{
    return charter_declaration_draft_sized(the_charter, options, sizeof *options, sink);
}

/* ---- completing a declaration that is there ---- */

/* A YAML file of declarations that is being completed. */
typedef struct charter_completion charter_completion;

/* Gives a completion (charter_completion_free) of a file, called `name` in places, of which `bytes` is all. Keeps both.
 * CHARTER_UNKNOWN: the language is none. */
CHARTER_API charter_status charter_completion_new(charter_completion **out, const char *name, charter_text bytes,
                                                  charter_lang lang);

/* Adds an empty key for each thing that is missing of a verdict and has no line yet, below a comment with its choices;
 * what has a value is left alone, and so is an invalid declaration. The judge must have been asked for alternatives.
 * CHARTER_INVALID: the declaration is not of these bytes. Borrows `verdict`. */
CHARTER_API charter_status charter_completion_add(charter_completion *completion, const charter_verdict *verdict);

/* How many keys were added, and how many stood there already, empty. */
CHARTER_API size_t charter_completion_added(const charter_completion *completion);
CHARTER_API size_t charter_completion_standing(const charter_completion *completion);

/* Writes the file with what was added: all else is as it was, byte for byte. CHARTER_INVALID: it would not say the same
 * as before; nothing was written. CHARTER_IO: the sink failed. */
CHARTER_API charter_status charter_completion_write(charter_completion *completion, charter_sink sink);

/* Releases it; NULL is nothing to release. */
CHARTER_API void charter_completion_free(charter_completion *completion);

/* ---- a mapping for a register ---- */

typedef struct charter_draft_options {
    bool tabs;                  /* the register is TSV; else the delimiter is what the header has most of */
    charter_lang lang;          /* of the comments */
    charter_day at;             /* the day whose version of the charter is asked, or else its last one */
    const charter *the_charter; /* whose words are looked for; NULL: none */
    const char *sheet; /* of a workbook: which one is read (NULL: the first); of an input: whose rows, as CSV, it has */
} charter_draft_options;

/* Writes a first intake mapping for the register that `input` gives, to be completed by a person: columns whose words
 * the charter has under its keys, marked as proposed; each other column under a key x-N, which a loader leaves out; and
 * what words mean that the charter has not as null, for which a mapping is refused until somebody has decided. Names of
 * people, and values in which the charter's detectors find something, are not shown. Where rows cannot be read the
 * draft is written, and `diagnostics` say which and why. CHARTER_INVALID: they say why there is none; CHARTER_UNKNOWN:
 * the language is none, or there is a charter and no day. Borrows everything; `name` names the register. */
CHARTER_API charter_status charter_intake_draft_sized(const char *name, charter_input input,
                                                      const charter_draft_options *options, size_t options_size,
                                                      charter_sink sink, charter_diagnostics *diagnostics);
static inline charter_status charter_intake_draft(const char *name, charter_input input,
                                                  const charter_draft_options *options, charter_sink sink,
                                                  charter_diagnostics *diagnostics)
{
    return charter_intake_draft_sized(name, input, options, sizeof *options, sink, diagnostics);
}

/* The same for an open file: a packed one (.gz, .zst) is unpacked, and of a workbook (.xlsx, .ods) a sheet is read.
 * `diagnostics` may have warnings where it gives a draft. `file` is left open. */
CHARTER_API charter_status charter_intake_draft_file_sized(const char *name, int file,
                                                           const charter_draft_options *options, size_t options_size,
                                                           charter_sink sink, charter_diagnostics *diagnostics);
static inline charter_status charter_intake_draft_file(const char *name, int file, const charter_draft_options *options,
                                                       charter_sink sink, charter_diagnostics *diagnostics)
{
    return charter_intake_draft_file_sized(name, file, options, sizeof *options, sink, diagnostics);
}

/* ---- a charter: a few questions, and what their answers make ---- */

typedef struct charter_choice {
    const char *id, *title; /* an English text: charter_translate */
} charter_choice;

typedef enum charter_question_kind {
    CHARTER_ASKS_TEXT, /* a line of at most 200 bytes */
    CHARTER_ASKS_ONE,  /* the id of one choice */
    CHARTER_ASKS_SOME, /* ids of one or more, with commas */
    CHARTER_ASKS_ANY   /* the same; or "none" */
} charter_question_kind;

typedef struct charter_question {
    const char *key, *text; /* an English text: charter_translate */
    charter_question_kind kind;
    const charter_choice *choices;
    size_t choice_count;
    const char *usual; /* the answer where none is given; a text is English */
} charter_question;

/* How many questions there are. */
CHARTER_API size_t charter_question_count(void);

/* The question at `index`, in the order in which they are asked; NULL beyond the last. It lives for ever. */
CHARTER_API const charter_question *charter_question_at(size_t index);

/* Whether `value` is an answer to it. */
CHARTER_API bool charter_question_takes(const charter_question *question, charter_text value);

typedef struct charter_answer {
    charter_text key, value;
} charter_answer;

typedef struct charter_new_options {
    charter_day from;  /* the day from which it is in force; it is to be reviewed a year later */
    charter_lang lang; /* of its texts, ids and comments */
} charter_new_options;

/* Writes the charter that the answers make, with the usual answers to all other questions: one that loads without an
 * error or a warning, commented, with a place for the source of each entry. CHARTER_UNKNOWN: an answer is none, or
 * given twice; `from` is no day; or the language is none. Borrows everything. */
CHARTER_API charter_status charter_new_sized(const charter_answer *answers, size_t count,
                                             const charter_new_options *options, size_t options_size,
                                             charter_sink sink);
static inline charter_status charter_new(const charter_answer *answers, size_t count,
                                         const charter_new_options *options, charter_sink sink)
{
    return charter_new_sized(answers, count, options, sizeof *options, sink);
}

/* Charters that come with the library, whole: the name of the one at `index`, NULL beyond the last; and the bytes of
 * the one called `name`, whose `at` is NULL where there is none. They live for ever. */
CHARTER_API const char *charter_shipped_at(size_t index);
CHARTER_API charter_text charter_shipped(const char *name);

#ifdef __cplusplus
}
#endif

#endif
