/* The small types that every part of the public API speaks.
 *
 * Ownership, in three words used throughout these headers:
 *   borrows  the callee looks at the argument and forgets it before it returns;
 *   keeps    the argument must outlive the result;
 *   gives    the caller receives the result and releases it with the named function.
 * Every release function accepts NULL.
 *
 * Options are structs that grow. A function that takes some, charter_x, is an inline call of charter_x_sized, which is
 * told how many bytes of them the caller's header has: a member that an older header lacks is zero, and one that the
 * library lacks is CHARTER_UNKNOWN unless it is zero. Programs in other languages call charter_x_sized. All zero are
 * the defaults; so is NULL, where no day is asked for. Options are borrowed; what they point to too, unless it is said
 * to be kept. No other struct grows.
 *
 * The library has no global state, never prints and never exits. A `charter` and a `charter_intake` may be
 * shared by threads; every other object belongs to one thread at a time. */
#ifndef CHARTER_TYPES_H
#define CHARTER_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "charter/export.h"

#ifdef __cplusplus
extern "C" {
#endif

/* UTF-8 text of `length` bytes; not necessarily NUL-terminated. `at` is NULL where there is no text. */
typedef struct charter_text {
    const char *at;
    size_t length;
} charter_text;

/* What stops the work. A breach of the charter is none of these: it is a verdict. */
typedef enum charter_status {
    CHARTER_OK = 0,
    CHARTER_END,       /* a walk has no more items */
    CHARTER_INVALID,   /* the input has faults: the diagnostics say which, and where */
    CHARTER_NO_MEMORY, /* an allocation failed */
    CHARTER_IO,        /* a callback of the caller's, or the disk, failed */
    CHARTER_UNKNOWN    /* what was asked for is nothing that the library knows: a format's name, a day, an option */
} charter_status;

/* The languages that the library speaks to people. Codes, ids, keys and dates are never translated. Another number is
 * CHARTER_UNKNOWN in options, and English where a function gives no status. */
typedef enum charter_lang { CHARTER_EN, CHARTER_FR } charter_lang;

/* Reads a locale's or a language's name ("fr", "fr_FR.UTF-8", "en-GB"). False for one that the library
 * does not speak; `*out` is then left alone. Borrows `name`. */
CHARTER_API bool charter_lang_parse(const char *name, charter_lang *out);

/* `message` (one of the library's or the program's own English texts) in `lang`; `message` itself where
 * the catalogue lacks it. The result lives as long as the program, or as `message`. */
CHARTER_API const char *charter_translate(charter_lang lang, const char *message);

/* The one of `known` that `word` was probably meant to be, or NULL where none is near. Borrows all. */
CHARTER_API const char *charter_nearest(const char *word, const char *const *known, size_t count);

/* A day: the number of days since 1970-01-01 in the proleptic Gregorian calendar, years 0001 to 9999. Where one is
 * needed, CHARTER_NO_DAY and days of other years are CHARTER_UNKNOWN. */
typedef int32_t charter_day;
#define CHARTER_NO_DAY INT32_MIN

/* Reads "YYYY-MM-DD"; false where it is not an existing day of that form. */
CHARTER_API bool charter_day_parse(charter_text text, charter_day *out);

/* Writes "YYYY-MM-DD" and a NUL; "0000-00-00", which charter_day_parse refuses, for what is no day. */
CHARTER_API void charter_day_format(charter_day day, char out[11]);

/* Writes the days from `first` to `last` and a NUL, the shortest way: "2026-03-31", "2026-03", "2026" or, as ISO 8601
 * has it, "2025-10/2025-12". */
#define CHARTER_DAYS_SIZE 22
CHARTER_API void charter_days_format(charter_day first, charter_day last, char out[CHARTER_DAYS_SIZE]);

/* Where something stands in a file. Lines and columns count from 1, columns in code points; the end is
 * exclusive. `line` is 0 where there is no place. `start` and `end` are bytes from the file's beginning. */
typedef struct charter_place {
    const char *file; /* the name given by whoever opened it; NULL: none */
    uint32_t line, column;
    uint32_t end_line, end_column;
    size_t start, end;
    uint32_t skipped;   /* columns at the line's beginning that charter_diagnostic_line leaves out */
    uint32_t row, cell; /* of a register: counted from 1, its header too; 0 elsewhere */
} charter_place;

/* Where output goes. `write` takes all of `length` bytes and returns 0, or a positive errno. */
typedef struct charter_sink {
    void *context;
    int (*write)(void *context, const char *bytes, size_t length);
} charter_sink;

/* Where a stream of bytes comes from. `read` fills at most `size` bytes and returns how many;
 * 0 at the end, a negative errno on failure. */
typedef struct charter_input {
    void *context;
    ptrdiff_t (*read)(void *context, char *into, size_t size);
} charter_input;

/* Whole files by name: how a charter's included files are found. `read` gives all bytes of `path`
 * (at most `limit`; EFBIG beyond), to be returned to `release`. It returns 0 or a positive errno. */
typedef struct charter_files {
    void *context;
    int (*read)(void *context, const char *path, size_t limit, charter_text *bytes);
    void (*release)(void *context, charter_text bytes);
} charter_files;

/* The files that a declaration says are sent. `read` gives all bytes of `path`, as the declaration in the file `from`
 * (the name that its stream was opened with) writes it, to be returned to `release`. It returns 0 or a positive errno:
 * EFBIG beyond `limit` bytes, EXDEV where the path leads out of the declaration's folder, ELOOP at a symbolic link,
 * ENODEV for what is no ordinary file. */
typedef struct charter_sent_files {
    void *context;
    int (*read)(void *context, const char *from, charter_text path, size_t limit, charter_text *bytes);
    void (*release)(void *context, charter_text bytes);
} charter_sent_files;

/* Bounds on what is read from outside; a zero means the default. This struct stands in others, and does not grow. */
typedef struct charter_limits {
    size_t document_bytes; /* one YAML document of declarations, or one file of a charter: 1 MiB, 4 MiB */
    unsigned depth;        /* nesting of collections: 32 */
    size_t nodes;          /* values in one document: 50,000; in a charter: 500,000 */
} charter_limits;

/* The library's version, "MAJOR.MINOR.PATCH". */
CHARTER_API const char *charter_version(void);

#define CHARTER_SHA256_SIZE 65 /* bytes of a SHA-256 in hex, with its NUL */

#ifdef __cplusplus
}
#endif

#endif
