#include "init.h"
int cli_init_charter(const cli *c, const init *o, const char *path)
{
    (void)c;
    (void)o;
    (void)path;
    return CLI_STOPPED;
}
