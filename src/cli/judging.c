/* judging: what every command that judges takes, and the steps that they share: charter, day, inputs, prompt, batch.
 * Where a charter is looked for is charter_file.c's, whether it is trusted pin.c's; what becomes of verdicts is each
 * command's. */
#include "judging.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "charter_file.h"
#include "environment.h"
#include "read.h"
#include "revision.h"
#include "say.h"
#include "pin.h"

const char *const cli_thresholds[] = {"conditional", "review", "non-compliant", "never", NULL};

int cli_exit_code(const charter_summary *summary, int threshold, bool exit_zero)
{
    /* In the order of cli_thresholds. The last stands for "never": what is invalid has ended with 2 before it is
     * reached. */
    static const charter_decision decisions[] = {CHARTER_DECISION_CONDITIONAL, CHARTER_DECISION_REVIEW,
                                                 CHARTER_DECISION_NON_COMPLIANT, CHARTER_DECISION_INVALID};
    /* Before everything else: what is unknown outranks what was found, and no option changes that. */
    if (!charter_summary_is_decided(summary))
        return CLI_STOPPED;
    bool found = charter_summary_gravest(summary) >= decisions[threshold == 0 ? 0 : threshold - 1];
    return found && !exit_zero ? CLI_FOUND : CLI_FINE;
}

int cli_audit_exit_code(const charter_totals *totals, int threshold)
{
    const charter_summary summary = charter_totals_summary(totals);
    if (threshold != 0)
        return cli_exit_code(&summary, threshold, false);
    /* Every use, and whatever was measured, has a volume, known or not. */
    bool some = charter_totals_group_count(totals, CHARTER_VOLUMES) > 0;
    return some && charter_summary_is_read(&summary) ? CLI_FINE : CLI_STOPPED;
}

/* A link that leads nowhere is there too, and is told: what it is to lead to would be passed over. */
bool cli_is_there(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

const char *const cli_usual_inputs[CLI_USUAL] = {"usage.yaml", ".ai-usage.yaml", "ai-usage"};

static bool add_usual_inputs(const cli *c, cli_texts *inputs, const char *named)
{
    for (size_t i = 0; i < CLI_USUAL; i++)
        if (cli_is_there(cli_usual_inputs[i]) && !cli_texts_add(inputs, cli_usual_inputs[i])) {
            cli_no_memory(c);
            return false;
        }
    if (inputs->count > 0)
        return true;
    cli_say(c, N_("there is nothing to judge: no usage.yaml, no .ai-usage.yaml and no folder ai-usage here"));
    cli_help(c, N_("name a declaration: charter-check usage.yaml; charter-check --help has examples"));
    /* Who names a charter and nothing else may have meant the charter itself. */
    if (named != NULL)
        cli_help(c, N_("to look the charter over: charter-check lint %s"), named);
    return false;
}

/* Before anything is opened: `--output json=usage.yaml` would put a report in the place of what it is about. */
bool cli_judging_guards(const cli *c, const cli_judging *j)
{
    const char *const read[] = {j->charter, j->exceptions, j->text};
    for (size_t i = 0; i < sizeof read / sizeof *read; i++)
        if (!cli_guard(c, &j->written, read[i]))
            return false;
    return cli_guards_all(c, &j->written, &j->intakes) && cli_guards_all(c, &j->written, &j->files_from) &&
           cli_guards_all(c, &j->written, &j->inputs);
}

bool cli_judging_finish(const cli *c, cli_judging *j)
{
    if (j->at == CHARTER_NO_DAY && !cli_today(c, &j->at))
        return false;
    j->usual = j->inputs.count == 0 && j->files_from.count == 0;
    if (j->usual && !add_usual_inputs(c, &j->inputs, j->charter))
        return false;
    return cli_judging_guards(c, j);
}

static char *find_law(const cli *c, cli_judging *j)
{
    if (!cli_pin_reads(c, &j->charter_sha256))
        return NULL;
    if (j->charter_rev == NULL)
        return cli_find_charter(c, j->charter);
    if (!cli_revision_find(c, ".", "--charter-rev", j->charter_rev, &j->revision))
        return NULL;
    cli_pin_tell_own(c, "--charter-rev", j->charter_rev);
    return cli_pin_find_charter(c, j->charter, &j->revision);
}

static charter_status load_charter(const cli *c, cli_judging *j, const char *path, charter **the_charter,
                                   charter_diagnostics *faults)
{
    charter_load_options loading = {.follow_links = c->follow_links, .exceptions = j->exceptions};
    if (j->charter_rev == NULL)
        return charter_load_path(the_charter, path, &loading, faults);
    return cli_pin_load(the_charter, path, &j->revision, &loading, faults);
}

/* What judges is neither read from a revision nor held against a hash. */
static bool is_loose(const cli_judging *j)
{
    return j->charter_rev == NULL && j->charter_sha256.count == 0;
}

int cli_judging_load(const cli *c, cli_judging *j, bool quiet, charter **the_charter, charter_diagnostics **faults)
{
    char *path = find_law(c, j);
    if (path == NULL || !cli_guard(c, &j->written, path)) {
        free(path);
        return CLI_STOPPED;
    }
    charter_status status = charter_diagnostics_new(faults);
    if (status == CHARTER_OK)
        status = load_charter(c, j, path, the_charter, *faults);
    if (is_loose(j)) {
        cli_pin_tell_loose(c, path);
        cli_pin_tell_loose(c, j->exceptions);
        for (size_t i = 0; i < j->intakes.count; i++)
            cli_pin_tell_loose(c, j->intakes.items[i]);
    }
    free(path);
    if (status != CHARTER_OK && status != CHARTER_INVALID)
        return cli_no_memory(c);
    if (status == CHARTER_INVALID || !quiet)
        cli_explain_all(c, *faults);
    if (status == CHARTER_INVALID)
        cli_say(c, N_("a charter with an error judges nothing"));
    /* Its hash is that of the bytes that were loaded, not of the file read once more: nobody can change it in
     * between. */
    if (status != CHARTER_OK || !cli_pin_allows(c, *the_charter, j->exceptions, &j->charter_sha256))
        return CLI_STOPPED;
    return CLI_FINE;
}

/* ---- inputs ---- */

/* One of them, joined to those before. What is wrong with one does not keep the others from being read: all is told. */
static charter_status add_intake(const cli *c, cli_judging *j, const char *name, const charter_files *files,
                                 charter_diagnostics *faults)
{
    charter_intake *intake;
    charter_status status = charter_intake_load(&intake, name, files, faults);
    if (status != CHARTER_OK)
        return status;
    bool trusted = cli_pin_allows_intake(c, intake, name, &j->charter_sha256);
    if (j->mapping == NULL)
        j->mapping = intake;
    else
        status = charter_intake_join(j->mapping, intake, faults);
    return status == CHARTER_OK && !trusted ? CHARTER_INVALID : status;
}

static charter_status add_intakes(const cli *c, cli_judging *j, const charter *the_charter, charter_diagnostics *faults)
{
    charter_files files = j->charter_rev == NULL ? charter_files_on_disk(c->follow_links) : cli_git_files(&j->revision);
    charter_status all = CHARTER_OK;
    for (size_t i = 0; i < j->intakes.count; i++) {
        charter_status status = add_intake(c, j, j->intakes.items[i], &files, faults);
        if (status != CHARTER_OK && status != CHARTER_INVALID)
            return status;
        all = status == CHARTER_OK ? all : status;
    }
    charter_status checked = j->mapping == NULL ? all : charter_intake_check(j->mapping, the_charter, faults);
    return checked == CHARTER_OK ? all : checked;
}

static int load_intakes(const cli *c, cli_judging *j, const charter *the_charter)
{
    charter_diagnostics *faults;
    charter_status status = charter_diagnostics_new(&faults);
    if (status != CHARTER_OK)
        return cli_no_memory(c);
    status = add_intakes(c, j, the_charter, faults);
    cli_explain_all(c, faults);
    charter_diagnostics_free(faults);
    if (status != CHARTER_OK && status != CHARTER_INVALID)
        return cli_no_memory(c);
    return status == CHARTER_OK ? CLI_FINE : CLI_STOPPED;
}

/* What a list names is known only now: the other inputs were held against what is written before
 * (cli_judging_guards). */
static bool spares_listed(const cli *c, const cli_judging *j, const charter_list *list)
{
    for (size_t i = 0; i < charter_list_count(list); i++)
        if (!cli_guard(c, &j->written, charter_list_at(list, i)))
            return false;
    return true;
}

static int add_list(const cli *c, const cli_judging *j, const char *path, charter_batch *batch,
                    charter_diagnostics *faults)
{
    charter_list *list;
    int code = CLI_STOPPED;
    charter_status status = charter_list_read_path(&list, path, c->follow_links, faults);
    if (status == CHARTER_OK && spares_listed(c, j, list)) {
        status = charter_batch_add_list(batch, list);
        code = CLI_FINE;
    }
    charter_list_free(list);
    if (status == CHARTER_NO_MEMORY)
        return cli_no_memory(c);
    cli_explain_all(c, faults);
    if (status == CHARTER_INVALID)
        cli_say(c, N_("the list of inputs %s cannot be read: nothing is judged"), path);
    return code;
}

static int add_files_from(const cli *c, const cli_judging *j, charter_batch *batch)
{
    charter_diagnostics *faults;
    int code = CLI_FINE;
    if (charter_diagnostics_new(&faults) != CHARTER_OK)
        return cli_no_memory(c);
    for (size_t i = 0; code == CLI_FINE && i < j->files_from.count; i++)
        code = add_list(c, j, j->files_from.items[i], batch, faults);
    charter_diagnostics_free(faults);
    return code;
}

int cli_judging_prompt(const cli *c, cli_judging *j, charter_prompt *prompt)
{
    size_t length = 0;
    if (j->text == NULL)
        return CLI_FINE;
    /* The judge keeps it: it is released with `j`, behind the batch. */
    j->prompt = cli_read_text(c, j->text, &length);
    *prompt = (charter_prompt){{j->prompt, length}, j->text};
    return j->prompt == NULL ? CLI_STOPPED : CLI_FINE;
}

/* Who names the usual folder means the usual names: what lies beside it and looks like one is told too. */
static charter_status add_beside(charter_batch *batch, const char *path)
{
    const char *usual = cli_usual_inputs[CLI_USUAL - 1];
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    size_t name = length;
    while (name > 0 && path[name - 1] != '/')
        name--;
    if (length - name != strlen(usual) || memcmp(path + name, usual, length - name) != 0)
        return CHARTER_OK;
    char *folder = name == 0 ? strdup(".") : strndup(path, name);
    charter_status status = folder == NULL ? CHARTER_NO_MEMORY : charter_batch_add_beside(batch, folder);
    free(folder);
    return status;
}

static int open_batch(const cli *c, cli_judging *j, const charter *the_charter, unsigned wants, charter_batch **batch)
{
    charter_prompt prompt = {.name = NULL};
    if (cli_judging_prompt(c, j, &prompt) != CLI_FINE)
        return CLI_STOPPED;
    charter_judge_options judging = {.at = j->at,
                                     .every_clause = (wants & CLI_EVERY_CLAUSE) != 0,
                                     .sent = charter_sent_files_on_disk(),
                                     .prompt = prompt,
                                     .alternatives = (wants & CLI_ALTERNATIVES) != 0,
                                     .alternatives_most = (wants & CLI_MET) != 0 ? CHARTER_USE_ROWS : 0,
                                     .wants = ((wants & CLI_OFFENCES) != 0 ? CHARTER_WANTS_OFFENCES : 0) |
                                              ((wants & CLI_CHAINS) != 0 ? CHARTER_WANTS_CHAINS : 0) |
                                              ((wants & CLI_MET) != 0 ? CHARTER_WANTS_MET | CHARTER_WANTS_NEAREST : 0) |
                                              ((wants & CLI_MEASURED) != 0 ? CHARTER_WANTS_MEASURED : 0)};
    charter_batch_options batching = {
        .limits = {.document_bytes = j->max_bytes},
        .most = {.bytes = j->max_input_bytes,
                 .declarations = j->max_declarations,
                 .faults = j->max_faults,
                 .scanned = j->max_scanned_bytes},
        .stdin_name = j->stdin_filename,
        .jobs = j->jobs,
        .follow_links = c->follow_links,
        .intake = j->mapping,
        .passed_over = cli_in_ci() ? CHARTER_ERROR : CHARTER_WARNING,
    };
    charter_status status = charter_batch_open(batch, the_charter, &judging, &batching);
    for (size_t i = 0; status == CHARTER_OK && i < j->inputs.count; i++)
        status = charter_batch_add(*batch, j->inputs.items[i]);
    for (size_t i = 0; status == CHARTER_OK && i < j->inputs.count && !j->usual; i++)
        status = add_beside(*batch, j->inputs.items[i]);
    if (status == CHARTER_OK && j->usual)
        status = charter_batch_add_beside(*batch, ".");
    return status == CHARTER_OK ? CLI_FINE : cli_no_memory(c);
}

int cli_judging_open(const cli *c, cli_judging *j, const charter *the_charter, unsigned wants, charter_batch **batch)
{
    int code = load_intakes(c, j, the_charter);
    if (code == CLI_FINE)
        code = open_batch(c, j, the_charter, wants, batch);
    return code == CLI_FINE ? add_files_from(c, j, *batch) : code;
}

/* A register whose mapping lacks one word would tell it for each row: so many are told, and the rest is counted. */
enum { NOTES_TOLD = 20 };

/* ---- what is told ---- */

typedef struct sending {
    const cli_changes *changes;
    const char *from; /* the declaration's file */
} sending;

static bool is_changed(void *context, charter_text path)
{
    const sending *s = context;
    char *whole;
    const char *slash = strrchr(s->from, '/');
    int folder = slash == NULL ? 0 : (int)(slash + 1 - s->from);
    /* What cannot be asked may have changed. */
    if (memchr(path.at, '\0', path.length) != NULL ||
        asprintf(&whole, "%.*s%.*s", folder, s->from, (int)path.length, path.at) < 0)
        return true;
    bool changed = cli_changes_hold(s->changes, whole);
    free(whole);
    return changed;
}

/* Of a folder nobody knows what it may hold; standard input is no file. */
static bool is_of_a_file(const cli_judging *j, const char *path)
{
    struct stat status;
    bool is_input = strcmp(path, j->stdin_filename == NULL ? "-" : j->stdin_filename) == 0;
    return !is_input && lstat(path, &status) == 0 && !S_ISDIR(status.st_mode);
}

static const char *file_of(const charter_item *item)
{
    if (item->verdict != NULL)
        return charter_verdict_place(item->verdict).file;
    const charter_diagnostic *one = item->error != NULL ? item->error : charter_diagnostics_at(item->notes, 0);
    return charter_diagnostic_place(one).file;
}

/* What is not judged for its cost may be what has changed: it lies behind, in that file or in others. */
static bool is_of_what_is_behind(const charter_item *item)
{
    return item->error != NULL && strncmp(charter_diagnostic_code(item->error), "limit.", strlen("limit.")) == 0;
}

bool cli_judging_wants(const cli_judging *j, const charter_item *item)
{
    if (j->changes == NULL)
        return true;
    sending sent = {j->changes, file_of(item)};
    return is_of_what_is_behind(item) || !is_of_a_file(j, sent.from) || cli_changes_hold(j->changes, sent.from) ||
           (item->verdict != NULL && charter_verdict_sends(item->verdict, is_changed, &sent));
}

void cli_tell_notes(const cli *c, const charter_diagnostics *notes, size_t *told)
{
    size_t count = notes == NULL ? 0 : charter_diagnostics_count(notes);
    for (size_t i = 0; i < count && *told + i < NOTES_TOLD; i++)
        cli_explain(c, charter_diagnostics_at(notes, i));
    *told += count;
}

void cli_tell_more_notes(const cli *c, size_t told)
{
    if (told > NOTES_TOLD)
        cli_say(c, N_("%zu more warnings about how declarations were read are not shown"), told - NOTES_TOLD);
}

void cli_judging_free(cli_judging *j)
{
    charter_intake_free(j->mapping);
    free(j->prompt);
    free(j->inputs.items);
}
