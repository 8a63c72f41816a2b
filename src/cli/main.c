/* main() alone, so that tests can call the rest. */
#include "run.h"

int main(int count, char **arguments)
{
    return cli_main(count, arguments);
}
