/* run: the program, but for main(). */
#ifndef CLI_RUN_H
#define CLI_RUN_H

/* Runs the program; returns its exit code. */
int cli_main(int count, char **arguments);

#endif
