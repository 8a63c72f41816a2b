/* questions: one question at a time on a terminal. A question stands on the standard error stream, so that standard
 * output is free for what is made of the answers. Nothing is changed on the terminal: Ctrl-C ends the program as it
 * ends any other. */
#ifndef CLI_QUESTIONS_H
#define CLI_QUESTIONS_H

#include "cli.h"

/* Whether there is somebody to be asked: standard input and the standard error stream are a terminal. */
bool cli_can_ask(void);

enum { CLI_LINE_SIZE = 1024 };

/* The next line that is typed, without its end, and without blanks around it; a longer one than any answer is cut, and
 * not `*whole`. False: there are no more. */
bool cli_read_line(char line[CLI_LINE_SIZE], bool *whole);

/* Asks `question`, the `number`th of `count`, until the answer is one. Gives it (free), as charter_answer has it: what
 * is usual where a line is left empty. NULL, once it has said why, where there is no further line, or no memory. */
char *cli_ask(const cli *c, const charter_question *question, size_t number, size_t count);

#endif
