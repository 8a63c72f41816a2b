/* Lists of inputs: every name that one holds comes out, whatever ends it, and a part of a list is none. */
#include "unit/support.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

/* Bytes that may hold a NUL. */
/* clang-format off */
#define BYTES(literal) {(literal), sizeof(literal) - 1}
/* clang-format on */

static charter_status read_piecewise(charter_list **list, charter_text bytes, size_t piece, int error,
                                     charter_diagnostics *faults)
{
    memory_input memory = {.at = bytes.at, .left = bytes.length, .piece = piece, .error = error};
    return charter_list_read(list, "list", input_from_memory(&memory), faults);
}

/* "[a][b c]": the names, or why there are none. */
static const char *tell_list(charter_text bytes, size_t piece, int error)
{
    static char text[1024];
    charter_list *list;
    charter_diagnostics *faults;
    assert_int_equal(charter_diagnostics_new(&faults), CHARTER_OK);
    charter_status status = read_piecewise(&list, bytes, piece, error, faults);
    if (status == CHARTER_OK) {
        size_t length = 0;
        text[0] = '\0';
        for (size_t i = 0; i < charter_list_count(list); i++)
            length += (size_t)snprintf(text + length, sizeof text - length, "[%s]", charter_list_at(list, i));
        assert_int_equal(charter_diagnostics_count(faults), 0);
    } else {
        assert_int_equal(status, CHARTER_INVALID);
        assert_null(list);
        snprintf(text, sizeof text, "%s: %s", tell_diagnostics(faults), tell_messages(faults));
    }
    charter_list_free(list);
    charter_diagnostics_free(faults);
    return text;
}

typedef struct list_row {
    const char *name;
    charter_text bytes;
    const char *expected;
} list_row;

#define WIDE "list bytes.encoding: this list is in UTF-16 or UTF-32 [save it as UTF-8]"

static const list_row lists[] = {
    {"lines end with LF", BYTES("a.yaml\nb.yaml\n"), "[a.yaml][b.yaml]"},
    {"lines end with CRLF", BYTES("a.yaml\r\nb.yaml\r\n"), "[a.yaml][b.yaml]"},
    {"lines end with CR", BYTES("a.yaml\rb.yaml\r"), "[a.yaml][b.yaml]"},
    {"lines of one list end in any way", BYTES("a\rb\nc\r\nd\n\re"), "[a][b][c][d][e]"},
    {"the last line needs no end", BYTES("a.yaml\nb.yaml"), "[a.yaml][b.yaml]"},
    {"the last line may end with CR alone", BYTES("a\nb\r"), "[a][b]"},
    {"blank lines are no names", BYTES("\n\na\n \n\t \r\n\nb\n\n"), "[a][b]"},
    {"blanks belong to a name", BYTES(" a \n\tb\t\n"), "[ a ][\tb\t]"},
    {"a byte order mark is no name",
     BYTES("\xEF\xBB\xBF"
           "a\nb\n"),
     "[a][b]"},
    {"a byte order mark alone is none either", BYTES("\xEF\xBB\xBF\r\n"), ""},
    {"a byte order mark within a list is a name's",
     BYTES("a\n\xEF\xBB\xBF"
           "b\n"),
     "[a][\xEF\xBB\xBF"
     "b]"},
    {"an empty list", BYTES(""), ""},
    {"a list of blank lines", BYTES("\n \r\n\t\r"), ""},
    {"names may be any bytes", BYTES("\xE9.yaml\n#x\n-q\n\"a b\"\n*\n"), "[\xE9.yaml][#x][-q][\"a b\"][*]"},
    {"NULs end names", BYTES("a.yaml\0b.yaml\0"), "[a.yaml][b.yaml]"},
    {"the last NUL may be missing", BYTES("a.yaml\0b.yaml"), "[a.yaml][b.yaml]"},
    {"a single NUL makes the difference", BYTES("a\nb\0"), "[a\nb]"},
    {"line breaks, blanks and marks belong to names that NULs end",
     BYTES("a\n\0 \0\r\nb\0\xEF\xBB\xBF"
           "c\0"),
     "[a\n][ ][\r\nb][\xEF\xBB\xBF"
     "c]"},
    {"a list of lines behind a NUL is one name", BYTES("a\0b\nc\n"), "[a][b\nc\n]"},
    {"an empty name before a NUL is told as one", BYTES("a\0\0b\0"), "[a][][b]"},
    {"a NUL alone is an empty name", BYTES("\0"), "[]"},
    {"UTF-16, little end first",
     BYTES("\xFF\xFE"
           "a\0\n\0"),
     WIDE},
    {"UTF-16, big end first", BYTES("\xFE\xFF\0a\0\n"), WIDE},
    {"UTF-16 without a name", BYTES("\xFF\xFE"), WIDE},
    {"UTF-32, little end first",
     BYTES("\xFF\xFE\0\0"
           "a\0\0\0"),
     WIDE},
    {"UTF-32, big end first", BYTES("\0\0\xFE\xFF\0\0\0a"), WIDE},
};

static void a_list_is_read_however_its_bytes_come(void **state)
{
    const list_row *row = *state;
    static const size_t pieces[] = {0, 1, 2, 3, 7};
    for (size_t i = 0; i < COUNT_OF(pieces); i++)
        assert_string_equal(tell_list(row->bytes, pieces[i], 0), row->expected);
}

static void a_list_that_breaks_off_is_none(void **state)
{
    (void)state;
    static const charter_text bytes = BYTES("a.yaml\nb.yaml\n");
    char expected[200];
    for (size_t read = 1; read <= bytes.length; read++) {
        snprintf(
            expected, sizeof expected,
            "list input.unreadable: this list could be read as far as byte %d alone (the disk or the connection failed): the rest of it was not "
            "read [check the disk or the connection, then check again]",
            (int)read);
        assert_string_equal(tell_list((charter_text){bytes.at, read}, 0, EIO), expected);
    }
    assert_string_equal(
        tell_list((charter_text){bytes.at, 0}, 0, EIO),
        "list input.unreadable: the disk or the connection failed [check the disk or the connection, then "
        "check again]");
}

/* ---- bounds: at each of them a list is read, and one step beyond it is refused ---- */

typedef struct bound_row {
    const char *name;
    size_t count;        /* of names that are just right */
    size_t length;       /* of each */
    size_t blanks;       /* empty lines behind them */
    size_t more;         /* further bytes, which are too many */
    char what;           /* these bytes */
    const char *refused; /* and as what they are refused */
} bound_row;

static const bound_row bounds[] = {
    {"as many bytes", 1, 1, CHARTER_LIST_BYTES - 2, 1, '\n', "list limit.size"},
    {"as many names", CHARTER_LIST_NAMES, 1, 0, 1, 'x', "list limit.entries"},
    {"as long a name", 2, PATH_MAX - 1, 0, PATH_MAX, 'x', "list:3:1 limit.text"},
};

static size_t count_names(charter_text bytes, const char **refused)
{
    charter_list *list;
    charter_diagnostics *faults;
    assert_int_equal(charter_diagnostics_new(&faults), CHARTER_OK);
    charter_status status = read_piecewise(&list, bytes, 0, 0, faults);
    size_t count = status == CHARTER_OK ? charter_list_count(list) : 0;
    assert_true(status == CHARTER_OK || status == CHARTER_INVALID);
    *refused = status == CHARTER_OK ? NULL : tell_diagnostics(faults);
    charter_list_free(list);
    charter_diagnostics_free(faults);
    return count;
}

static void a_bound_is_met_and_told(void **state)
{
    const bound_row *row = *state;
    size_t length = row->count * (row->length + 1) + row->blanks, room = length + row->more;
    char *bytes = malloc(room);
    const char *refused;
    assert_non_null(bytes);
    memset(bytes, 'x', room);
    for (size_t i = 0; i < row->count; i++)
        bytes[i * (row->length + 1) + row->length] = '\n';
    memset(bytes + length - row->blanks, '\n', row->blanks);
    assert_int_equal(count_names((charter_text){bytes, length}, &refused), row->count);
    assert_null(refused);
    memset(bytes + length, row->what, row->more);
    count_names((charter_text){bytes, length + row->more}, &refused);
    assert_string_equal(refused, row->refused);
    free(bytes);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(lists, a_list_is_read_however_its_bytes_come),
        TEST(a_list_that_breaks_off_is_none),
        TEST_ROWS(bounds, a_bound_is_met_and_told),
    };
    return RUN_TABLES(tables);
}
