/* The smallest customer: the program that a reader of the C API's manual writes first. */
#include <charter/charter.h>

#include <stdio.h>

int main(void)
{
    printf("%s\n", charter_version());
    return 0;
}
