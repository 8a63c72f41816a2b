/* Opening what declarations say is sent: nothing elsewhere, nothing through a link, nothing that waits. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "batch/sent_files.h"
#include "unit/support.h"

static char root[] = "/tmp/charter-sent-XXXXXX";

static void in_root(char *out, size_t size, const char *name)
{
    snprintf(out, size, "%s/%s", root, name);
}

static void put_file(const char *name, const char *text)
{
    char path[256];
    in_root(path, sizeof path, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void put_link(const char *name, const char *to)
{
    char path[256];
    in_root(path, sizeof path, name);
    assert_int_equal(symlink(to, path), 0);
}

static void put_folder(const char *name)
{
    char path[256];
    in_root(path, sizeof path, name);
    assert_int_equal(mkdir(path, 0700), 0);
}

static void put_socket(const char *name)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s/%s", root, name);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof address), 0);
    close(fd);
}

static int make_root(void **state)
{
    char path[256];
    (void)state;
    assert_non_null(mkdtemp(root));
    put_folder("in");
    put_folder("in/deep");
    put_file("in/a.txt", "one");
    put_file("in/deep/b.txt", "two");
    put_file("in/empty", "");
    put_file("outside.txt", "secret");
    put_link("in/link", "a.txt");
    put_link("in/away", "../outside.txt");
    put_link("in/away-folder", "..");
    put_link("in/deep-link", "deep");
    put_link("in/absolute", "/etc/passwd");
    in_root(path, sizeof path, "in/pipe");
    assert_int_equal(mkfifo(path, 0600), 0);
    put_socket("in/socket");
    return 0;
}

static int remove_root(void **state)
{
    char command[300];
    (void)state;
    snprintf(command, sizeof command, "rm -rf '%s'", root);
    return system(command);
}

typedef struct path_row {
    const char *name, *path;
    int error;
    const char *text;
} path_row;

static const path_row path_rows[] = {
    {"a file beside the declaration", "a.txt", 0, "one"},
    {"a file below it", "deep/b.txt", 0, "two"},
    {"a dot on the way", "./deep/./b.txt", 0, "two"},
    {"an empty file", "empty", 0, ""},
    {"a file that is not there", "gone.txt", ENOENT, NULL},
    {"a folder that is not there", "gone/a.txt", ENOENT, NULL},
    {"a file taken for a folder", "a.txt/b", ENOENT, NULL},
    {"a way up", "../outside.txt", EXDEV, NULL},
    {"a way up and down again", "deep/../a.txt", EXDEV, NULL},
    {"an absolute path", "/etc/passwd", EXDEV, NULL},
    {"a link beside", "link", ELOOP, NULL},
    {"a link that leads out", "away", ELOOP, NULL},
    {"a folder that is a link", "away-folder/outside.txt", ELOOP, NULL},
    {"a folder below that is a link", "deep-link/b.txt", ELOOP, NULL},
    {"a link to an absolute path", "absolute", ELOOP, NULL},
    {"a folder", "deep", EISDIR, NULL},
    {"a folder, with a slash", "deep/", EISDIR, NULL},
    {"a pipe", "pipe", ENODEV, NULL},
    {"a socket", "socket", ENODEV, NULL},
    {"no path at all", "", ENOENT, NULL},
    {"an empty step", "deep//b.txt", ENOENT, NULL},
    {"the folder itself", ".", EISDIR, NULL},
};

/* Both ways of opening give the same answer. */
static void opening(void **state)
{
    const path_row *row = *state;
    char from[256];
    in_root(from, sizeof from, "in/usage.yaml");
    for (int stepwise = 0; stepwise < 2; stepwise++) {
        int fd = ch_sent_file_open(from, ch_text_of(row->path), stepwise == 1);
        if (row->error != 0) {
            if (fd != -row->error)
                fail_msg("%d instead of %d, stepwise: %d", fd, -row->error, stepwise);
            continue;
        }
        char text[16] = "";
        assert_true(fd >= 0);
        assert_int_equal(read(fd, text, sizeof text - 1), strlen(row->text));
        assert_string_equal(text, row->text);
        close(fd);
    }
}

static void a_name_that_is_too_long(void **state)
{
    (void)state;
    char path[6000], from[256];
    in_root(from, sizeof from, "in/usage.yaml");
    memset(path, 'x', sizeof path);
    for (int stepwise = 0; stepwise < 2; stepwise++) {
        assert_int_equal(ch_sent_file_open(from, (ch_text){path, 300}, stepwise == 1), -ENOENT);
        assert_int_equal(ch_sent_file_open(from, (ch_text){path, sizeof path}, stepwise == 1), -ENOENT);
    }
}

static void no_more_is_read_than_is_asked_for(void **state)
{
    (void)state;
    charter_sent_files disk = charter_sent_files_on_disk();
    charter_text bytes = {NULL, 0};
    char from[256];
    in_root(from, sizeof from, "in/usage.yaml");
    assert_int_equal(disk.read(disk.context, from, CH_LITERAL("a.txt"), 2, &bytes), EFBIG);
    assert_int_equal(disk.read(disk.context, from, CH_LITERAL("a.txt"), 3, &bytes), 0);
    assert_text_equal(bytes, "one");
    disk.release(disk.context, bytes);
    assert_int_equal(disk.read(disk.context, from, CH_LITERAL("pipe"), 100, &bytes), ENODEV);
    char *large = malloc(200001);
    assert_non_null(large);
    memset(large, 'y', 200000);
    large[200000] = '\0';
    put_file("in/large", large);
    assert_int_equal(disk.read(disk.context, from, CH_LITERAL("large"), 200000, &bytes), 0);
    assert_int_equal(bytes.length, 200000);
    assert_memory_equal(bytes.at, large, 200000);
    disk.release(disk.context, bytes);
    assert_int_equal(disk.read(disk.context, from, CH_LITERAL("large"), 199999, &bytes), EFBIG);
    free(large);
}

static void standard_input_has_the_folder_of_the_program(void **state)
{
    (void)state;
    char here[256], folder[256];
    assert_non_null(getcwd(here, sizeof here));
    in_root(folder, sizeof folder, "in");
    assert_int_equal(chdir(folder), 0);
    int fd = ch_sent_file_open("-", CH_LITERAL("a.txt"), false);
    assert_true(fd >= 0);
    close(fd);
    assert_int_equal(chdir(here), 0);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(path_rows, opening),
        TEST(a_name_that_is_too_long),
        TEST(no_more_is_read_than_is_asked_for),
        TEST(standard_input_has_the_folder_of_the_program),
    };
    make_root(NULL);
    int failed = RUN_TABLES(tables);
    return remove_root(NULL) != 0 ? 1 : failed;
}
