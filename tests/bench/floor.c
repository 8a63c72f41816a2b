/* The floor: libyaml's events over each file named, nothing done with them. "-" reads names from standard
 * input, one a line. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

static void parse(const char *path)
{
    FILE *file = fopen(path, "rb");
    yaml_parser_t parser;
    if (file == NULL || !yaml_parser_initialize(&parser))
        exit(2);
    yaml_parser_set_input_file(&parser, file);
    for (int done = 0; !done;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event))
            exit(2);
        done = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    fclose(file);
}

int main(int argc, char **argv)
{
    char line[4096];
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "-") != 0) {
            parse(argv[i]);
            continue;
        }
        while (fgets(line, sizeof line, stdin) != NULL) {
            line[strcspn(line, "\n")] = '\0';
            parse(line);
        }
    }
    return 0;
}
