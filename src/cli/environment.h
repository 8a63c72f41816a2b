/* environment: the variables of the environment that the program reads, and no others. */
#ifndef CLI_ENVIRONMENT_H
#define CLI_ENVIRONMENT_H

#include <stdbool.h>

/* clang-format off */
#define CLI_VARIABLES(variable) \
    variable(CHARTER_CHECK_CHARTER) variable(CI) variable(SOURCE_DATE_EPOCH) variable(LC_ALL) variable(LC_MESSAGES) \
    variable(LANG) variable(NO_COLOR) variable(CLICOLOR_FORCE) variable(TERM) variable(XDG_CONFIG_HOME) \
    variable(HOME) variable(GITHUB_ACTIONS) variable(TF_BUILD) variable(COLUMNS)
/* clang-format on */

typedef enum cli_variable {
#define CLI_VARIABLE(name) CLI_##name,
    CLI_VARIABLES(CLI_VARIABLE)
#undef CLI_VARIABLE
} cli_variable;

/* Their names, in that order, and NULL. */
extern const char *const cli_variable_names[];

/* The value of a variable, which may be empty; NULL where it is not set. */
const char *cli_variable_value(cli_variable variable);

/* The same, and NULL where it is empty. */
const char *cli_environment(cli_variable variable);

/* Whether the environment says that this is a run of continuous integration. */
bool cli_in_ci(void);

#endif
