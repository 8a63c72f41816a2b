/* Cutting a stream into documents. */
#include "tree/documents.h"

#include <errno.h>
#include <stdlib.h>

#define CHUNK ((size_t)64 * 1024)

void ch_documents_open(ch_documents *documents, const char *name, charter_input input, size_t limit)
{
    *documents = (ch_documents){.name = name, .input = input, .limit = limit};
}

void ch_documents_reopen(ch_documents *documents, const char *name, charter_input input)
{
    *documents = (ch_documents){.name = name,
                                .input = input,
                                .limit = documents->limit,
                                .window = documents->window,
                                .room = documents->room};
}

void ch_documents_free(ch_documents *documents)
{
    free(documents->window);
    documents->window = NULL;
}

/* Moves what is left to the window's beginning, and makes room for one more chunk. */
static bool make_room(ch_documents *documents)
{
    size_t left = documents->end - documents->begin;
    if (documents->begin > 0) {
        memmove(documents->window, documents->window + documents->begin, left);
        documents->begin = 0;
        documents->end = left;
    }
    if (documents->room - left >= CHUNK)
        return true;
    size_t room = documents->room == 0 ? 2 * CHUNK : documents->room * 2;
    char *window = realloc(documents->window, room);
    if (window == NULL)
        return false;
    documents->window = window;
    documents->room = room;
    return true;
}

/* One read more. False at a failure, which is in `*status`. */
static bool read_more(ch_documents *documents, ch_document_status *status)
{
    if (!make_room(documents)) {
        *status = CH_DOCUMENTS_NO_MEMORY;
        return false;
    }
    ptrdiff_t got;
    do
        got = documents->input.read(documents->input.context, documents->window + documents->end,
                                    documents->room - documents->end);
    while (got == -EINTR);
    if (got < 0) {
        documents->error = (int)-got;
        documents->ended = true;
        documents->begin = documents->end;
        *status = CH_DOCUMENTS_IO;
        return false;
    }
    documents->ended = got == 0;
    documents->end += (size_t)got;
    return true;
}

static bool marks_document(const char *line, size_t length)
{
    if (length < 3 || memcmp(line, "---", 3) != 0)
        return false;
    return length == 3 || line[3] == '\n' || line[3] == ' ' || line[3] == '\t' || line[3] == '\r';
}

/* How far into the window the search for the next document's mark has come. */
typedef struct search {
    size_t searched; /* bytes from `begin` that hold no mark */
    uint32_t lines;  /* line feeds among them */
} search;

/* Looks on for a mark. True where one stands right after `searched`. A line that might still become a
 * mark when more is read is left unsearched. */
static bool find_mark(const ch_documents *documents, search *cut)
{
    const char *begin = documents->window + documents->begin;
    size_t length = documents->end - documents->begin;
    for (;;) {
        const char *feed = cut->searched < length
                               ? memchr(begin + cut->searched, '\n', length - cut->searched)
                               : NULL;
        if (feed == NULL)
            return false;
        size_t next = (size_t)(feed - begin) + 1;
        if (length - next < 4 && !documents->ended)
            return false;
        cut->searched = next;
        cut->lines++;
        if (marks_document(begin + next, length - next))
            return true;
    }
}

static ch_source give(ch_documents *documents, size_t length)
{
    return (ch_source){
        .name = documents->name,
        .bytes = {documents->window + documents->begin, length},
        .offset = documents->offset,
        .lines_before = documents->lines,
    };
}

static void drop(ch_documents *documents, size_t length, uint32_t lines)
{
    documents->begin += length;
    documents->offset += length;
    documents->lines += lines;
}

/* UTF-8's byte order mark, at the stream's very beginning, is no part of it. */
static void skip_byte_order_mark(ch_documents *documents)
{
    size_t length = documents->end - documents->begin;
    if (documents->offset == 0 && length >= 3 &&
        memcmp(documents->window + documents->begin, "\xEF\xBB\xBF", 3) == 0)
        drop(documents, 3, 0);
}

/* Reads on to the end of a document that is over the limit, forgetting what it reads. */
static bool skip_document(ch_documents *documents, ch_document_status *status)
{
    enum { LONGEST_MARK = 8 };
    documents->skipping = false;
    for (;;) {
        search cut = {0};
        bool found = find_mark(documents, &cut);
        drop(documents, cut.searched, cut.lines);
        if (found)
            return true;
        size_t left = documents->end - documents->begin;
        if (documents->ended) {
            drop(documents, left, 0);
            return true;
        }
        if (left > CHUNK) /* a line without an end so far; a mark can only follow its end */
            drop(documents, left - LONGEST_MARK, 0);
        if (!read_more(documents, status))
            return false;
    }
}

ch_document_status ch_documents_next(ch_documents *documents, ch_source *out)
{
    ch_document_status status;
    if (documents->skipping && !skip_document(documents, &status))
        return status;
    search cut = {0};
    while (documents->end - documents->begin < 4 && !documents->ended)
        if (!read_more(documents, &status))
            return status;
    skip_byte_order_mark(documents);
    if (documents->begin == documents->end)
        return CH_DOCUMENTS_END;
    for (;;) {
        bool found = find_mark(documents, &cut);
        size_t length = found ? cut.searched : documents->end - documents->begin;
        size_t undecided = found || documents->ended ? 0 : 3; /* these last bytes may begin the next mark */
        if (length > documents->limit && length - documents->limit > undecided) {
            *out = give(documents, documents->limit);
            documents->skipping = true;
            return CH_DOCUMENT_TOO_LARGE;
        }
        if (found || documents->ended) {
            *out = give(documents, length);
            drop(documents, length, cut.lines);
            return CH_DOCUMENT;
        }
        if (!read_more(documents, &status))
            return status;
    }
}
