/* pin: where a branch may have edited the charter too: the charter as a revision has it, or as its hash says. How git
 * is asked is git.c's; hashes are the library's, of the bytes that it loaded. */
#include "pin.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "environment.h"
#include "real_path.h"
#include "say.h"

/* ---- hashes ---- */

enum { DIGITS = CHARTER_SHA256_SIZE - 1 };

static bool is_hash(const char *text, size_t length)
{
    return length == DIGITS && strspn(text, "0123456789abcdefABCDEF") >= DIGITS;
}

/* The hashes in a text, in turn: `*next` begins as the text, and is NULL behind the last. */
static const char *next_hash(const char **next, size_t *length)
{
    const char *hash = *next;
    *length = strcspn(hash, ",");
    *next = hash[*length] == ',' ? hash + *length + 1 : NULL;
    return hash;
}

bool cli_pin_reads(const cli *c, const cli_texts *wanted)
{
    size_t length;
    for (size_t i = 0; i < wanted->count; i++)
        for (const char *next = wanted->items[i]; next != NULL;) {
            const char *hash = next_hash(&next, &length);
            if (is_hash(hash, length))
                continue;
            cli_say(c, N_("--charter-sha256 takes 64 hexadecimal digits, not \"%s\""), wanted->items[i]);
            cli_help(c, N_("sha256sum prints them of a charter that is one file; --format json tells them of any"));
            return false;
        }
    return true;
}

static bool is_wanted(const char *hash, const cli_texts *wanted)
{
    size_t length;
    for (size_t i = 0; i < wanted->count; i++)
        for (const char *next = wanted->items[i]; next != NULL;)
            if (strncasecmp(next_hash(&next, &length), hash, DIGITS) == 0)
                return true;
    return false;
}

/* Whether a file of this hash may be used, where it is said which may; `complaint` takes its name and its hash. */
static bool allows(const cli *c, const char *complaint, const char *file, const char *hash, const cli_texts *wanted)
{
    if (wanted->count == 0 || is_wanted(hash, wanted))
        return true;
    cli_say(c, complaint, file, hash);
    for (size_t i = 0; i < wanted->count; i++)
        cli_help(c, N_("--charter-sha256 expects %s"), wanted->items[i]);
    return false;
}

bool cli_pin_allows(const cli *c, const charter *the_charter, const char *exceptions, const cli_texts *wanted)
{
    char hash[CHARTER_SHA256_SIZE];
    bool good = true;
    if (wanted->count == 0)
        return true; /* hashing costs a fifth of loading */
    /* Every version is asked, and told: the day of each declaration decides by which one it is judged. */
    for (size_t i = 0; i < charter_version_count(the_charter); i++) {
        charter_version_sha256(the_charter, i, hash);
        good &= allows(c, N_("the charter %1$s is not the one that is trusted: its SHA-256 is %2$s"),
                       charter_version_at(the_charter, i).file, hash, wanted);
    }
    /* No part of the charter's hash: a branch could bring exceptions beside a charter that is trusted. */
    if (exceptions == NULL)
        return good;
    charter_exceptions_sha256(the_charter, hash);
    return allows(c, N_("the exceptions %1$s are not those that are trusted: their SHA-256 is %2$s"), exceptions, hash,
                  wanted) &&
           good;
}

bool cli_pin_allows_intake(const cli *c, const charter_intake *intake, const char *name, const cli_texts *wanted)
{
    char hash[CHARTER_SHA256_SIZE];
    charter_intake_sha256(intake, hash);
    return allows(c, N_("the intake mapping %1$s is not the one that is trusted: its SHA-256 is %2$s"), name, hash,
                  wanted);
}

/* ---- a revision's charter ---- */

/* At the top of the revision, not beside the current folder: where the repository's charter lies. */
static char *usual_charter(const cli *c, const cli_revision *revision)
{
    static const char *const names[] = {".charter.yaml", "charter.yaml"};
    char *up = cli_git_way_up(c), *found = NULL;
    bool told = false;
    if (up == NULL)
        return NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && !told; i++) {
        if (asprintf(&found, "%s%s", up, names[i]) < 0) {
            found = NULL;
            told = true;
            cli_no_memory(c);
            break;
        }
        cli_git_kind kind = cli_git_kind_of(revision, found);
        if (kind == CLI_GIT_FILE)
            break;
        free(found);
        found = NULL;
        told = kind == CLI_GIT_UNKNOWN; /* the next one is another charter */
        if (told)
            cli_git_complain(c, errno);
    }
    free(up);
    if (found == NULL && !told)
        cli_say(c, N_("there is no .charter.yaml and no charter.yaml at the top of that revision"));
    return found;
}

char *cli_pin_find_charter(const cli *c, const char *named, const cli_revision *revision)
{
    if (named == NULL)
        named = cli_environment(CLI_CHARTER_CHECK_CHARTER);
    if (named == NULL)
        return usual_charter(c, revision);
    if (named[0] == '/') {
        cli_say(c, N_("with --charter-rev, a path begins at the current folder: \"%s\" does not"), named);
        return NULL;
    }
    char *path = strdup(named);
    if (path == NULL)
        cli_no_memory(c);
    return path;
}

static void help_to_pin(const cli *c)
{
    cli_help(
        c, N_("name a revision that the branch cannot change (--charter-rev, --baseline-rev), or the hash that it has "
              "(--charter-sha256)"));
}

void cli_pin_tell_loose(const cli *c, const char *path)
{
    if (path == NULL || !cli_in_ci() || !cli_is_in_work_tree(path))
        return;
    cli_say(c, N_("%s judges, and lies among what is judged: whoever writes the branch may change it"), path);
    help_to_pin(c);
}

void cli_pin_tell_own(const cli *c, const char *option, const char *revision)
{
    if (!cli_in_ci() || (strncmp(revision, "HEAD", 4) != 0 && revision[0] != '@'))
        return;
    cli_say(c, N_("%1$s %2$s is what is judged: whoever writes the branch may change it"), option, revision);
    help_to_pin(c);
}

/* As charter_load takes them. */
static const char *const *as_names(char **names)
{
    union {
        char **ours;
        const char *const *theirs;
    } pointer = {.ours = names};
    return pointer.theirs;
}

charter_status cli_pin_load(charter **the_charter, const char *path, cli_revision *revision,
                            const charter_load_options *options, charter_diagnostics *faults)
{
    charter_files files = cli_git_files(revision);
    size_t count = 0;
    *the_charter = NULL;
    cli_git_kind kind = cli_git_kind_of(revision, path);
    if (kind == CLI_GIT_UNKNOWN && errno == ENOMEM)
        return CHARTER_NO_MEMORY;
    /* A file, or nothing: loading it says which. */
    if (kind != CLI_GIT_FOLDER)
        return charter_load(the_charter, &path, 1, &files, options, faults);
    char **names = cli_git_versions(revision, path, &count);
    charter_status status = CHARTER_NO_MEMORY;
    if (names != NULL && count > 0)
        status = charter_load(the_charter, as_names(names), count, &files, options, faults);
    else if (names != NULL) /* which is then what cannot be read */
        status = charter_load(the_charter, &path, 1, &files, options, faults);
    cli_git_free_names(names, count);
    return status;
}
