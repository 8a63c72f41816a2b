/* revision: which commit a name means. git takes the first that fits (gitrevisions, "<refname>"): a tag called
 * "origin/main" comes before the branch of the remote, and a branch called like a short hash before the commit. Whoever
 * may push either would choose the charter. What may mean several things is therefore refused, and so is a branch or
 * tag that only passes for a remote's. */
#include "revision.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "say.h"

#define HEX "0123456789abcdef"
enum { SHORTEST_HASH = 4 }; /* git reads no shorter beginning of one (core.abbrev, minimum) */

/* What is asked about: `base` is the name without what leads on from it ("^", "~2", "^{commit}", "@{1}"). */
typedef struct question {
    const char *folder, *name;
    char *base;
    int error; /* of git, that gave no answer */
} question;

typedef enum meaning { ONE, NONE, SEVERAL, FALSE_REMOTE } meaning;

/* ---- what git knows ---- */

/* NULL where git has no answer; `q->error` where it could not be asked. */
static char *ask(question *q, const char *const *words)
{
    char *answer = cli_git_ask_text(words);
    if (answer == NULL && errno != ENOENT)
        q->error = errno;
    return answer;
}

static bool tells(question *q, const char *const *words)
{
    char *answer = ask(q, words);
    bool some = answer != NULL && answer[0] != '\0';
    free(answer);
    return some;
}

static bool is_whole_hash(const char *text)
{
    size_t length = strlen(text);
    return (length == 40 || length == 64) && strspn(text, HEX) == length;
}

/* git takes as many digits as its hashes have for a hash whatever else has that name. More of them are a name where
 * hashes are SHA-1's, and are weighed as one. */
static bool is_sha1(const char *text)
{
    return strlen(text) == 40 && is_whole_hash(text);
}

/* The beginning of a hash that git would read in `base`: all of it, or behind the "-g" of "v1.0-3-g1234567" (git
 * describe). NULL where there is none. */
static const char *hash_in(const char *base)
{
    const char *hash = base;
    for (const char *next = base; (next = strstr(next, "-g")) != NULL;)
        hash = next += 2;
    size_t length = strlen(hash);
    return length >= SHORTEST_HASH && strspn(hash, HEX "ABCDEF") == length ? hash : NULL;
}

static bool begins_a_hash(question *q, const char *hash)
{
    char *option;
    if (asprintf(&option, "--disambiguate=%s", hash) < 0) {
        q->error = ENOMEM;
        return true;
    }
    bool begins = tells(q, (const char *const[]){"-C", q->folder, "rev-parse", option, NULL});
    free(option);
    return begins;
}

/* Whether the name is that of a remote, or begins with one and "/". */
static bool is_named_as_remote(question *q)
{
    char *remotes = ask(q, (const char *const[]){"-C", q->folder, "remote", NULL}), *rest = remotes;
    const char *remote;
    bool named = false;
    while (rest != NULL && !named && (remote = strsep(&rest, "\n")) != NULL) {
        size_t length = strlen(remote);
        named =
            length > 0 && strncmp(q->base, remote, length) == 0 && (q->base[length] == '/' || q->base[length] == '\0');
    }
    free(remotes);
    return named;
}

/* ---- what a name means ---- */

/* `full`: the only branch or tag of this name. */
static meaning weigh_ref(question *q, const char *full)
{
    const char *hash = hash_in(q->base);
    bool others_make_it = strncmp(full, "refs/heads/", 11) == 0 || strncmp(full, "refs/tags/", 10) == 0;
    if (hash != NULL && begins_a_hash(q, hash))
        return SEVERAL;
    return others_make_it && is_named_as_remote(q) ? FALSE_REMOTE : ONE;
}

/* git tells no full name both where several have this one and where none has (git-rev-parse, --symbolic-full-name). */
static meaning weigh_other(question *q)
{
    if (hash_in(q->base) == NULL)
        return SEVERAL;
    return tells(q, (const char *const[]){"-C", q->folder, "show-ref", "--end-of-options", q->base, NULL}) ? SEVERAL
                                                                                                           : ONE;
}

static meaning weigh(question *q)
{
    if (q->base[0] == '\0' || strcmp(q->base, "@") == 0 || strcmp(q->base, "HEAD") == 0 || is_sha1(q->base))
        return ONE;
    /* git would go on to look for "refs/tags/refs/…". */
    if (strncmp(q->base, "refs/", 5) == 0)
        return tells(q,
                     (const char *const[]){"-C", q->folder, "show-ref", "--verify", "--end-of-options", q->base, NULL})
                   ? ONE
                   : NONE;
    char *full = ask(q, (const char *const[]){"-C", q->folder, "rev-parse", "--verify", "--quiet",
                                              "--symbolic-full-name", "--end-of-options", q->base, NULL});
    meaning means = full == NULL ? NONE : full[0] == '\0' ? weigh_other(q) : weigh_ref(q, full);
    free(full);
    return q->error != 0 ? NONE : means;
}

/* The hash is kept: a branch may move while we work. */
static bool read_commit(question *q, cli_revision *out)
{
    char *commit, *hash = NULL;
    /* A tag is followed to its commit (gitrevisions). */
    if (asprintf(&commit, "%s^{commit}", q->name) < 0)
        q->error = ENOMEM;
    else {
        hash = ask(q, (const char *const[]){"-C", q->folder, "rev-parse", "--verify", "--quiet", "--end-of-options",
                                            commit, NULL});
        free(commit);
    }
    /* Nothing but a hash goes on into further questions. */
    bool good = hash != NULL && is_whole_hash(hash);
    if (good)
        memcpy(out->commit, hash, strlen(hash) + 1);
    free(hash);
    return good;
}

/* ---- what is said ---- */

static bool say(const cli *c, const char *option, const question *q, meaning means)
{
    if (q->error == ENOMEM) {
        cli_no_memory(c);
        return false;
    }
    if (means == NONE) {
        char *up = cli_git_way_up(c); /* it says what is wrong where there is no repository at all */
        if (up != NULL) {
            cli_say(c, N_("%1$s: git knows no revision \"%2$s\" here"), option, q->name);
            cli_help(c, N_("fetch it first: in a pipeline, check out the whole history"));
        }
        free(up);
        return false;
    }
    if (means == SEVERAL)
        cli_say(c, N_("%1$s: \"%2$s\" may mean several revisions here: branches, tags or commits share that name"),
                option, q->name);
    else
        cli_say(c, N_("%1$s: \"%2$s\" is named as a branch of a remote is, and is none"), option, q->name);
    cli_help(c, N_("say which: refs/remotes/origin/main, refs/tags/NAME, or the whole hash of a commit"));
    return false;
}

/* The length of `name` without what leads on from it. No branch or tag has these characters (git-check-ref-format). */
static size_t base_length(const char *name)
{
    size_t length = strcspn(name, "^~:");
    const char *brace = strstr(name, "@{");
    return brace != NULL && (size_t)(brace - name) < length ? (size_t)(brace - name) : length;
}

bool cli_revision_find(const cli *c, const char *folder, const char *option, const char *name, cli_revision *out)
{
    size_t length = base_length(name);
    /* The first would be read as an option; ":/text" is whatever commit anybody has written that text into. */
    if (name[0] == '-' || (length == 0 && name[0] != '@')) {
        cli_say(c, N_("%1$s takes a revision, such as refs/remotes/origin/main, not \"%2$s\""), option, name);
        return false;
    }
    question q = {.folder = folder, .name = name, .base = strndup(name, length)};
    if (q.base == NULL)
        return cli_no_memory(c) == CLI_FINE;
    meaning means = weigh(&q);
    if (means == ONE && !read_commit(&q, out))
        means = NONE;
    free(q.base);
    return means == ONE || say(c, option, &q, means);
}
