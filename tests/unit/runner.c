/* The program of a room: its test files, each with a main() of its own (tests/CMakeLists.txt gives it another name).
 *
 * usage: unit-ROOM [test_FILE [TEST]]     TEST is a test's name; * and ? stand for what they do in a shell
 *
 * Without arguments it runs all files. Exit status 1 where a test fails, 2 where there is no such file. */
#include "unit/support.h"

#include <stdio.h>

#define UNIT_FILE(name) int main_of_##name(void);
#include "unit_files.h"
#undef UNIT_FILE

static const struct unit_file {
    const char *name;
    int (*run)(void);
} files[] = {
#define UNIT_FILE(name) {#name, main_of_##name},
#include "unit_files.h"
#undef UNIT_FILE
};

int main(int count, char **arguments)
{
    int status = count < 2 ? 0 : 2;
    if (count > 2)
        cmocka_set_test_filter(arguments[2]);
    for (size_t i = 0; i < COUNT_OF(files); i++)
        if (count < 2)
            status |= files[i].run();
        else if (strcmp(arguments[1], files[i].name) == 0)
            return files[i].run();
    for (size_t i = 0; status == 2 && i < COUNT_OF(files); i++)
        fprintf(stderr, "%s%s%s", i == 0 ? "there are: " : "", files[i].name, i + 1 < COUNT_OF(files) ? ", " : "\n");
    return status;
}
