/* libyaml's memory: it takes and returns some hundred small pieces for each declaration. It asks yaml_malloc
 * and its sisters for them, which an executable may define in the library's place: these keep what is
 * returned, by size, for the next declaration. tests/bench/run measures what that gives.
 *
 * A piece has a header that names its class; classes double from 32 bytes to 64 KiB, which takes libyaml's
 * buffers too. Anything larger goes to malloc and back. Threads keep lists of their own. Under sanitizers
 * nothing is kept, so that they see each piece. */
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define KEEPS_NOTHING 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define KEEPS_NOTHING 1
#endif

#ifdef KEEPS_NOTHING
typedef int yaml_memory_is_libyamls_own; /* a translation unit may not be empty */
#else

#ifdef YAML_PIECES
/* The archive of a static build calls malloc and its sisters by these names: CMakeLists.txt gives them to it. */
#define OVERRIDES    __attribute__((used))
#define yaml_malloc  yaml_piece_malloc
#define yaml_realloc yaml_piece_realloc
#define yaml_free    yaml_piece_free
#define yaml_strdup  yaml_piece_strdup
#else
/* Weak: beside libyaml's archive, its own functions hold. */
#define OVERRIDES __attribute__((visibility("default"), used, weak))
#endif

/* As libyaml declares them, in its private header. */
OVERRIDES void *yaml_malloc(size_t size);
OVERRIDES void *yaml_realloc(void *memory, size_t size);
OVERRIDES void yaml_free(void *memory);
OVERRIDES unsigned char *yaml_strdup(const unsigned char *text);

enum { CLASSES = 12, SMALLEST_BITS = 5 };

typedef union header {
    struct {
        size_t class, room;
    } piece;
    max_align_t alignment;
} header;

/* A piece that was returned, in its own memory: its header stays as it is. */
typedef struct kept {
    struct kept *next;
} kept;

static _Thread_local kept *returned[CLASSES];

/* CLASSES: too large to keep. */
static size_t class_of(size_t size)
{
    if (size <= (size_t)1 << SMALLEST_BITS)
        return 0;
    size_t bits = sizeof(long) * CHAR_BIT - (size_t)__builtin_clzl(size - 1);
    return bits - SMALLEST_BITS < CLASSES ? bits - SMALLEST_BITS : CLASSES;
}

static void *make(size_t class, size_t size)
{
    size_t room = class < CLASSES ? (size_t)1 << (class + SMALLEST_BITS) : size;
    header *made = room <= SIZE_MAX - sizeof *made ? malloc(sizeof *made + room) : NULL;
    if (made == NULL)
        return NULL;
    made->piece.class = class;
    made->piece.room = room;
    return made + 1;
}

void *yaml_malloc(size_t size)
{
    size_t class = class_of(size);
    kept *piece = class < CLASSES ? returned[class] : NULL;
    if (piece == NULL)
        return make(class, size);
    returned[class] = piece->next;
    return piece;
}

void yaml_free(void *memory)
{
    if (memory == NULL)
        return;
    header *piece = (header *)memory - 1;
    size_t class = piece->piece.class;
    if (class == CLASSES) {
        free(piece);
        return;
    }
    kept *back = memory;
    back->next = returned[class];
    returned[class] = back;
}

void *yaml_realloc(void *memory, size_t size)
{
    if (memory == NULL)
        return yaml_malloc(size);
    const header *piece = (header *)memory - 1;
    if (size <= piece->piece.room)
        return memory;
    void *larger = yaml_malloc(size);
    if (larger == NULL)
        return NULL;
    memcpy(larger, memory, piece->piece.room);
    yaml_free(memory);
    return larger;
}

unsigned char *yaml_strdup(const unsigned char *text)
{
    if (text == NULL)
        return NULL;
    size_t size = strlen((const char *)text) + 1;
    unsigned char *copy = yaml_malloc(size);
    return copy == NULL ? NULL : memcpy(copy, text, size);
}

#endif
