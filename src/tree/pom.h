/* pom: the artifacts that a project file of Maven (pom.xml) names: dependencies, plugins and extensions.
 *
 * The only file that knows expat. It reads XML as Maven does, comments, CDATA and character references included, and
 * puts in what properties of the same file stand for. What another file says (a parent, an imported one) is not known:
 * such a property stays as it is written. */
#ifndef CH_TREE_POM_H
#define CH_TREE_POM_H

#include "base/diagnostics.h"

#define CH_POM_NAME_MAX 256 /* bytes of "groupId:artifactId"; a longer one is none */

/* An artifact, as "groupId:artifactId", and where its artifactId stands. Where a property has several values, as
 * profiles give it, each is told. */
typedef void ch_pom_told(void *context, ch_text name, size_t offset);

/* Tells every artifact of `source`, up to what cannot be read, which is added to `diagnostics`: what is no XML, and any
 * document type, since entities could stand for anything. False where there is no memory. `arena` is for what is read;
 * the time is that of the file's size. */
bool ch_pom_read(const ch_source *source, ch_arena *arena, charter_diagnostics *diagnostics, ch_pom_told *told,
                 void *context);

#endif
