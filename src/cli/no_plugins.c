/* The program that is linked with archives alone can load nothing at run time, and need not. SQLite's archive asks
 * under these names (CMakeLists.txt): it is told that there is nothing. */
#ifdef NO_PLUGINS

#include <stddef.h>

void *no_dlopen(const char *file, int mode);
void *no_dlsym(void *handle, const char *name);
int no_dlclose(void *handle);
char *no_dlerror(void);

void *no_dlopen(const char *file, int mode)
{
    (void)file;
    (void)mode;
    return NULL;
}

void *no_dlsym(void *handle, const char *name)
{
    (void)handle;
    (void)name;
    return NULL;
}

int no_dlclose(void *handle)
{
    (void)handle;
    return -1;
}

char *no_dlerror(void)
{
    static char said[] = "this program loads no extensions";
    return said;
}

#else
typedef int cli_no_plugins_is_empty; /* ISO C wants a declaration */
#endif
