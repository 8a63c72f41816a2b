/* manifest: what a project says that it depends on, read from the files of five ecosystems.
 *
 * Names alone, no versions; what is read of each file:
 *
 *     package.json        the keys of dependencies, dev…, peer… and optionalDependencies, bundled ones, what an
 *                         alias ("npm:openai@4") stands for; of overrides and resolutions, the aliases
 *     requirements*.txt   a requirement a line (PEP 508), and the #egg= of an address; *.in, and files of a folder
 *                         called requirements, too
 *     pyproject.toml      lists of requirements under a key or in a table that is called so, and tables whose keys
 *                         are names (Poetry's)
 *     go.mod              require, and what a replace puts in another's place
 *     Cargo.toml          tables of dependencies, of a target and of a workspace too, and the package that a name
 *                         stands for
 *     pom.xml             groupId:artifactId of each dependency, plugin and extension (pom.h)
 *
 * It is no resolver: what a file includes, computes or inherits is not seen. */
#ifndef CH_TREE_MANIFEST_H
#define CH_TREE_MANIFEST_H

#include "base/diagnostics.h"

typedef enum ch_ecosystem { CH_NPM, CH_PYPI, CH_GO, CH_CARGO, CH_MAVEN, CH_ECOSYSTEMS } ch_ecosystem;

/* Which of a project's manifests a file is. */
typedef enum ch_manifest {
    CH_NO_MANIFEST,
    CH_PACKAGE_JSON,
    CH_REQUIREMENTS,
    CH_PYPROJECT,
    CH_GO_MOD,
    CH_CARGO_TOML,
    CH_POM
} ch_manifest;

/* Which kind of manifest a file is by its path; CH_NO_MANIFEST where it is none. */
ch_manifest ch_manifest_of(ch_text path);

/* A dependency, by its name in the form that names of its ecosystem are compared in, and where it stands. */
typedef void ch_manifest_told(void *context, ch_ecosystem ecosystem, ch_text name, size_t offset);

/* Tells every dependency of `source`. What cannot be read at all is added to `diagnostics`. False where there is no
 * memory. `arena` is for what is read. */
bool ch_manifest_read(ch_manifest manifest, ch_source *source, ch_arena *arena, charter_diagnostics *diagnostics,
                      ch_manifest_told *told, void *context);

#define CH_DEPENDENCY_MAX 256 /* bytes of a name; a longer one is none */

/* A name in the form that is compared: PyPI's as PEP 503 has it, those of crates with "-" alone, a Go module's
 * without its major version. `*` stays. Into `into`; no text where it is too long. */
ch_text ch_dependency_name(ch_ecosystem ecosystem, ch_text name, char into[CH_DEPENDENCY_MAX]);

#endif
