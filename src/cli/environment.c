#include "environment.h"

#include <stdlib.h>
#include <string.h>

const char *cli_environment(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && *value != '\0' ? value : NULL;
}

bool cli_in_ci(void)
{
    const char *value = cli_environment("CI");
    return value != NULL && strcmp(value, "false") != 0;
}
