/* The program that is linked with archives alone can load nothing at run time, and need not: SQLite's way to load
 * extensions, the only one that asks, is answered here. */
#ifdef NO_PLUGINS

#include <dlfcn.h>
#include <stddef.h>

void *dlopen(const char *file, int mode)
{
    (void)file;
    (void)mode;
    return NULL;
}

void *dlsym(void *restrict handle, const char *restrict name)
{
    (void)handle;
    (void)name;
    return NULL;
}

int dlclose(void *handle)
{
    (void)handle;
    return -1;
}

char *dlerror(void)
{
    static char said[] = "this program loads no extensions";
    return said;
}

#else
typedef int cli_no_plugins_is_empty; /* ISO C wants a declaration */
#endif
