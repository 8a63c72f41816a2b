/* main() alone, so that tests can call the rest. */
#include "run.h"

int main(int count, char **words)
{
    return cli_main(count, words);
}
