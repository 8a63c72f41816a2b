/* Runs commands in turn, REPEATS times over, so that a noisy moment falls on all of them alike, and prints for
 * each: its name, the median CPU time (user and system) in microseconds, the largest resident memory in KiB, the
 * median of the time that went by in microseconds.
 *
 *     measure REPEATS NAME 'COMMAND' [NAME 'COMMAND']…
 *
 * A command is split at spaces, and run without a shell; "<FILE" as its last word is its standard input. Its
 * output goes nowhere. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

enum { MOST_COMMANDS = 32, MOST_WORDS = 32 };

typedef struct command {
    const char *name;
    char *words[MOST_WORDS + 1];
    const char *input;
    double *times, *waits;
    long memory;
} command;

static void split(command *c, const char *text)
{
    char *copy = strdup(text);
    int count = 0;
    for (char *word = strtok(copy, " "); word != NULL && count < MOST_WORDS; word = strtok(NULL, " ")) {
        if (word[0] == '<')
            c->input = word + 1;
        else
            c->words[count++] = word;
    }
    c->words[count] = NULL;
}

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec * 1e-6;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void run(command *c, int round)
{
    double begun = now();
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, c->input == NULL ? "/dev/null" : c->input, O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    pid_t child;
    int status;
    struct rusage usage;
    if (posix_spawnp(&child, c->words[0], &actions, NULL, c->words, environ) != 0 ||
        wait4(child, &status, 0, &usage) != child) {
        fprintf(stderr, "cannot run %s\n", c->words[0]);
        exit(2);
    }
    posix_spawn_file_actions_destroy(&actions);
    if (usage.ru_maxrss > c->memory)
        c->memory = usage.ru_maxrss;
    c->waits[round] = now() - begun;
    c->times[round] = seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

static int ascending(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

int main(int argc, char **argv)
{
    static command commands[MOST_COMMANDS];
    int count = 0, repeats = argc > 1 ? atoi(argv[1]) : 0;
    if (repeats < 1 || argc < 4)
        return 2;
    for (int i = 2; i + 1 < argc && count < MOST_COMMANDS; i += 2, count++) {
        commands[count].name = argv[i];
        commands[count].times = calloc((size_t)repeats, sizeof(double));
        commands[count].waits = calloc((size_t)repeats, sizeof(double));
        split(&commands[count], argv[i + 1]);
    }
    for (int i = 0; i < count; i++)
        run(&commands[i], 0); /* once before, to warm the caches */
    for (int r = 0; r < repeats; r++)
        for (int i = 0; i < count; i++)
            run(&commands[i], r);
    for (int i = 0; i < count; i++) {
        qsort(commands[i].times, (size_t)repeats, sizeof(double), ascending);
        qsort(commands[i].waits, (size_t)repeats, sizeof(double), ascending);
        printf("%s %.0f %ld %.0f\n", commands[i].name, commands[i].times[repeats / 2] * 1e6, commands[i].memory,
               commands[i].waits[repeats / 2] * 1e6);
    }
    return 0;
}
