/* The entrance of manifests, by which `scan` knows what a project depends on: any bytes as one, of the kind that the
 * first byte chooses. Names come out in the form that is compared, and no line end hides one. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz.h"
#include "fuzz/judging.h"
#include "tree/manifest.h"

typedef struct dependencies {
    size_t size; /* of the document */
    size_t count;
    uint32_t sum; /* of the names, in their order */
} dependencies;

/* A Go module may stand below a major version of another ("a/v2/v3"): there once more is something else. */
static void check_form(ch_ecosystem ecosystem, ch_text name)
{
    char room[CH_DEPENDENCY_MAX];
    assert(ecosystem == CH_GO || ch_text_compare(ch_dependency_name(ecosystem, name, room), name) == 0);
    (void)ecosystem;
    (void)name;
    (void)room;
}

static void take(void *context, ch_ecosystem ecosystem, ch_text name, size_t offset)
{
    dependencies *d = context;
    assert(name.length > 0 && name.length <= CH_DEPENDENCY_MAX && offset < d->size);
    check_form(ecosystem, name);
    for (size_t i = 0; i < name.length; i++)
        d->sum = d->sum * 31 + (unsigned char)name.at[i];
    d->count++;
}

static dependencies read_as(ch_manifest manifest, ch_text bytes)
{
    dependencies d = {.size = bytes.length};
    ch_arena arena = {0};
    ch_source source = {.name = "manifest", .bytes = bytes};
    charter_diagnostics *faults;
    if (charter_diagnostics_new(&faults) != CHARTER_OK || !ch_source_index(&source, &arena) ||
        !ch_manifest_read(manifest, &source, &arena, faults, take, &d))
        abort();
    check_faults(charter_diagnostics_error_count(faults) == 0 ? CHARTER_OK : CHARTER_INVALID, faults, bytes.length);
    charter_diagnostics_free(faults);
    ch_arena_clear(&arena);
    return d;
}

static bool is_read_by_lines(ch_manifest manifest)
{
    return manifest == CH_REQUIREMENTS || manifest == CH_GO_MOD;
}

/* The same lines as another system writes them. */
static void check_line_ends(ch_manifest manifest, ch_text bytes, const dependencies *expected)
{
    char *copy = malloc(2 * bytes.length + 1);
    size_t length = 0;
    if (copy == NULL)
        abort();
    for (size_t i = 0; i < bytes.length; i++) {
        if (bytes.at[i] == '\n' && (i == 0 || bytes.at[i - 1] != '\r'))
            copy[length++] = '\r';
        copy[length++] = bytes.at[i];
    }
    dependencies d = read_as(manifest, (ch_text){copy, length});
    assert(d.count == expected->count && d.sum == expected->sum);
    (void)d;
    (void)expected;
    free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size == 0)
        return 0;
    ch_manifest manifest = (ch_manifest)(CH_PACKAGE_JSON + bytes[0] % (CH_POM - CH_PACKAGE_JSON + 1));
    ch_text document = {(const char *)bytes + 1, size - 1};
    dependencies d = read_as(manifest, document);
    if (is_read_by_lines(manifest))
        check_line_ends(manifest, document, &d);
    return 0;
}
