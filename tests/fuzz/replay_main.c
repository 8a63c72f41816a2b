/* replay: runs a fuzz target over every file of the folders given, without libFuzzer.
 *
 * The corpus is thereby a test like any other, with any compiler and any sanitizer. */
#include "fuzz/fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int not_hidden(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* An exact copy on the heap, so that a sanitizer sees the first byte read too far. */
static uint8_t *read_file(const char *path, size_t *size)
{
    struct stat status;
    FILE *file = fopen(path, "rb");
    if (file == NULL || fstat(fileno(file), &status) != 0 || !S_ISREG(status.st_mode)) {
        perror(path);
        exit(2);
    }
    *size = (size_t)status.st_size;
    uint8_t *bytes = malloc(*size == 0 ? 1 : *size);
    if (bytes == NULL || fread(bytes, 1, *size, file) != *size) {
        perror(path);
        exit(2);
    }
    fclose(file);
    return bytes;
}

static void replay_file(const char *path)
{
    size_t size;
    uint8_t *bytes = read_file(path, &size);
    /* Whoever reads the log of a crash wants to know where it was. */
    printf("%s\n", path);
    fflush(stdout);
    LLVMFuzzerTestOneInput(bytes, size);
    free(bytes);
}

static size_t replay_folder(const char *folder)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, not_hidden, alphasort);
    if (count < 0) {
        perror(folder);
        exit(2);
    }
    for (int i = 0; i < count; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        replay_file(path);
        free(entries[i]);
    }
    free(entries);
    return (size_t)count;
}

int main(int argc, char **argv)
{
    size_t files = 0;
    for (int i = 1; i < argc; i++)
        files += replay_folder(argv[i]);
    if (files == 0) {
        fprintf(stderr, "%s: no file to replay: a fuzz target has a corpus\n", argv[0]);
        return 2;
    }
    printf("%zu files replayed\n", files);
    return 0;
}
