/* environment: the variables that the program reads, one row each, so that the manual lists all of them (tables.c).
 * What they mean is said where they are asked for. */
#include "environment.h"

#include <stdlib.h>
#include <string.h>

const char *const cli_variable_names[] = {
#define CLI_VARIABLE(name) #name,
    CLI_VARIABLES(CLI_VARIABLE)
#undef CLI_VARIABLE
        NULL,
};

const char *cli_variable_value(cli_variable variable)
{
    return getenv(cli_variable_names[variable]);
}

/* An empty value counts as none: POSIX reads LC_ALL and its sisters so, no-color.org NO_COLOR, and XDG its folders. */
const char *cli_environment(cli_variable variable)
{
    const char *value = cli_variable_value(variable);
    return value != NULL && *value != '\0' ? value : NULL;
}

/* Runners say "true". Where somebody writes "false", it is none. */
bool cli_in_ci(void)
{
    const char *value = cli_environment(CLI_CI);
    return value != NULL && strcmp(value, "false") != 0;
}
