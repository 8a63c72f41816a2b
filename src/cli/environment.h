/* environment: what the variables of the environment say. */
#ifndef CLI_ENVIRONMENT_H
#define CLI_ENVIRONMENT_H

#include <stdbool.h>

/* Whether the environment says that this is a run of continuous integration. */
bool cli_in_ci(void);

/* An environment variable that is there and not empty, or NULL. */
const char *cli_environment(const char *name);

#endif
