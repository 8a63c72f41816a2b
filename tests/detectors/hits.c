/* hits FILE: what the detectors that come with the program find in a text: a line each with the line's number, the
 * detector, 1 where the hit counts, and the bytes of the line that it covers. Never the text. */
#include <stdio.h>
#include <stdlib.h>

#include "charter/charter.h"

static const char library[] = "charter: 1\nid: l\ninclude: std:detectors\ndata:\n"
                              "  all: {aliases: [personal, statistical-secret, restricted]}\n";

static int read_library(void *context, const char *path, size_t limit, charter_text *bytes)
{
    (void)context, (void)path, (void)limit;
    *bytes = (charter_text){library, sizeof library - 1};
    return 0;
}

static void release_library(void *context, charter_text bytes)
{
    (void)context, (void)bytes;
}

static charter *load(void)
{
    const char *const names[] = {"charter.yaml"};
    charter_files files = {NULL, read_library, release_library};
    charter_diagnostics *faults;
    charter *the_charter;
    if (charter_diagnostics_new(&faults) != CHARTER_OK ||
        charter_load(&the_charter, names, 1, &files, NULL, faults) != CHARTER_OK)
        exit(2);
    charter_diagnostics_free(faults);
    return the_charter;
}

/* One line at a time, so that the lines around it say nothing about it. */
static void tell(charter_detect *scan, unsigned number, const char *line, size_t length)
{
    if (charter_detect_text(scan, "text", (charter_text){line, length}) != CHARTER_OK)
        exit(2);
    for (size_t i = 0; i < charter_detect_hit_count(scan); i++) {
        charter_hit hit = charter_detect_hit(scan, i);
        printf("%u\t%.*s\t%d\t%zu\t%zu\n", number, (int)hit.detector.length, hit.detector.at,
               hit.confidence > CHARTER_CONFIDENCE_LOW, hit.place.start, hit.place.end);
    }
}

int main(int count, char **arguments)
{
    FILE *file = count == 2 ? fopen(arguments[1], "r") : NULL;
    charter *the_charter = load();
    charter_detect *scan;
    char *line = NULL;
    size_t room = 0;
    if (file == NULL || charter_detect_new(&scan, the_charter, 0) != CHARTER_OK)
        return 2;
    ssize_t length;
    for (unsigned number = 1; (length = getline(&line, &room, file)) > 0; number++)
        tell(scan, number, line, (size_t)length - (line[length - 1] == '\n'));
    free(line);
    fclose(file);
    charter_detect_free(scan);
    charter_free(the_charter);
    return 0;
}
