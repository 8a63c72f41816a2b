/* What is read from the disk by its path: a charter (a file, or the versions in a folder), an intake mapping, a
 * baseline, the summary of an audit. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/diagnostics.h"
#include "base/io_error.h"
#include "batch/disk.h"
#include "batch/names.h"
#include "charter/audit.h"
#include "charter/baseline.h"
#include "charter/intake.h"
#include "charter/load.h"

static bool is_version(const char *name, bool is_folder)
{
    return !is_folder && name[0] != '.' && ch_is_yaml_name(name);
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
                                  size_t options_size, charter_diagnostics *diagnostics)
{
    ch_folder folder;
    charter_files files = ch_disk_files();
    int error = ch_folder_open(&folder, file, is_version);
    if (error != 0)
        return error_unreadable(diagnostics, path, error);
    charter_status status = CHARTER_NO_MEMORY;
    if (folder.count == 0)
        status = error_at(diagnostics, path, CH_INPUT_EMPTY, ch_say("this folder holds no charter"),
                          ch_say("a charter's versions are files named *.yaml or *.yml"));
    else if (name_paths(&folder, path))
        status = charter_load_sized(out, folder.names, folder.count, &files, options, options_size, diagnostics);
    ch_folder_close(&folder);
    return status;
}

charter_status charter_load_path_sized(charter **out, const char *path, const charter_load_options *options,
                                       size_t options_size, charter_diagnostics *diagnostics)
{
    *out = NULL;
    ch_opened opened = ch_disk_open(AT_FDCWD, path, true);
    if (opened.file < 0)
        return error_unreadable(diagnostics, path, -opened.file);
    if (opened.kind == CH_DISK_FOLDER)
        return load_folder(out, path, opened.file, options, options_size, diagnostics);
    /* Opened to see what it is. The library reads a charter's files by name, since they include one another. */
    close(opened.file);
    charter_files files = ch_disk_files();
    return charter_load_sized(out, &path, 1, &files, options, options_size, diagnostics);
}

charter_status charter_intake_load_path(charter_intake **out, const char *path, charter_diagnostics *diagnostics)
{
    charter_files files = ch_disk_files();
    return charter_intake_load(out, path, &files, diagnostics);
}

charter_status charter_baseline_load_path(charter_baseline *baseline, const char *path,
                                          charter_diagnostics *diagnostics)
{
    charter_files files = ch_disk_files();
    return charter_baseline_load(baseline, path, &files, diagnostics);
}

charter_status charter_totals_read_path(charter_totals *totals, const char *path, charter_diagnostics *diagnostics)
{
    const size_t most = (size_t)256 * 1024 * 1024; /* all tables full are a tenth of it */
    charter_files files = ch_disk_files();
    charter_text bytes;
    int error = files.read(files.context, path, most, &bytes);
    if (error != 0)
        return error_unreadable(diagnostics, path, error);
    charter_status status = charter_totals_read(totals, path, bytes, diagnostics);
    files.release(files.context, bytes);
    return status;
}
