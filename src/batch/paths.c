/* What is read by its path: a charter (a file, or the versions in a folder), and the summary of an audit. */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/diagnostics.h"
#include "base/io_error.h"
#include "base/options.h"
#include "batch/disk.h"
#include "batch/names.h"
#include "charter/audit.h"
#include "charter/batch.h"
#include "charter/load.h"

static bool is_version(const char *name, bool is_folder)
{
    return !is_folder && name[0] != '.' && ch_is_yaml_name(name) && !ch_is_cases_name(name);
}

static charter_status error_at(charter_diagnostics *diagnostics, const char *path, ch_code code, ch_message message,
                               ch_message help)
{
    ch_error_in_file(diagnostics, code, path, message, help);
    return diagnostics->failed ? CHARTER_NO_MEMORY : CHARTER_INVALID;
}

static charter_status error_unreadable(charter_diagnostics *diagnostics, const char *path, int error)
{
    if (error == ENOMEM)
        return CHARTER_NO_MEMORY;
    return error_at(diagnostics, path, CH_INPUT_UNREADABLE, ch_say_unreadable(&diagnostics->arena, error),
                    ch_help_unreadable(error));
}

/* The paths of a folder's versions, in its arena; false where there is no memory. */
static bool name_paths(ch_folder *folder, const char *path)
{
    for (size_t i = 0; i < folder->count; i++) {
        folder->names[i] = ch_path_join(&folder->arena, path, folder->names[i]);
        if (folder->names[i] == NULL)
            return false;
    }
    return true;
}

/* The folder's descriptor is ch_folder_open's from here on, whatever comes of it. */
static charter_status load_folder(charter **out, const char *path, int file, const charter_load_options *options,
                                  charter_diagnostics *diagnostics)
{
    ch_folder folder;
    charter_files files = charter_files_on_disk(options->follow_links);
    int error = ch_folder_open(&folder, file, is_version);
    if (error != 0)
        return error_unreadable(diagnostics, path, error);
    charter_status status = CHARTER_NO_MEMORY;
    if (folder.count == 0)
        status = error_at(diagnostics, path, CH_INPUT_EMPTY, ch_say("this folder holds no charter"),
                          ch_say("a charter's versions are files named *.yaml or *.yml"));
    else if (name_paths(&folder, path))
        status = charter_load(out, folder.names, folder.count, &files, options, diagnostics);
    ch_folder_close(&folder);
    return status;
}

charter_status charter_load_path_sized(charter **out, const char *path, const charter_load_options *options,
                                       size_t options_size, charter_diagnostics *diagnostics)
{
    charter_load_options given;
    *out = NULL;
    if (!ch_options_copy(&given, sizeof given, options, options_size))
        return CHARTER_UNKNOWN;
    ch_opened opened = ch_disk_open(path, given.follow_links);
    if (opened.file < 0)
        return error_unreadable(diagnostics, path, -opened.file);
    if (opened.kind == CH_DISK_FOLDER)
        return load_folder(out, path, opened.file, &given, diagnostics);
    /* Opened to see what it is. The library reads a charter's files by name, since they include one another. */
    close(opened.file);
    charter_files files = charter_files_on_disk(given.follow_links);
    return charter_load(out, &path, 1, &files, &given, diagnostics);
}

typedef charter_status read_bytes(void *into, const char *name, charter_text bytes, charter_diagnostics *diagnostics);

/* What a report wrote: all tables full are a tenth of this. */
static charter_status load_report(void *into, read_bytes *read, const char *name, const charter_files *files,
                                  charter_diagnostics *diagnostics)
{
    const size_t most = (size_t)256 * 1024 * 1024;
    charter_text bytes;
    int error = files->read(files->context, name, most, &bytes);
    if (error != 0)
        return error_unreadable(diagnostics, name, error);
    charter_status status = read(into, name, bytes, diagnostics);
    files->release(files->context, bytes);
    return status;
}

static charter_status read_totals(void *into, const char *name, charter_text bytes, charter_diagnostics *diagnostics)
{
    return charter_totals_read(into, name, bytes, diagnostics);
}

charter_status charter_totals_load(charter_totals *totals, const char *name, const charter_files *files,
                                   charter_diagnostics *diagnostics)
{
    return load_report(totals, read_totals, name, files, diagnostics);
}

static charter_status read_publication(void *into, const char *name, charter_text bytes,
                                       charter_diagnostics *diagnostics)
{
    return charter_publications_read(into, name, bytes, diagnostics);
}

charter_status charter_publications_load(charter_publications *publications, const char *name,
                                         const charter_files *files, charter_diagnostics *diagnostics)
{
    return load_report(publications, read_publication, name, files, diagnostics);
}
