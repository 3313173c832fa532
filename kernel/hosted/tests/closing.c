// SPDX-License-Identifier: MIT
// Libraries that come and go: closing PLUGIN [LIBASHLAR]. With the second, libashlar is itself one
// that is opened while the program runs, beside the C library's malloc, and closed while a thread
// that has used it still runs.
#include "check.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *plugin, *ours;

static void plugins_come_and_go(void)
{
    for (int i = 0; i < 50; i++) {
        void *library = dlopen(plugin, RTLD_NOW);
        char *(*gift)(void) =
            library != NULL ? (char *(*)(void))dlsym(library, "plugin_gift") : NULL;
        CHECK(gift != NULL);
        if (gift == NULL) return;
        char *block = gift();
        CHECK(dlclose(library) == 0 && strcmp(block, "a block that outlives its library") == 0);
        free(block);
    }
}

static void *(*our_malloc)(size_t);
static void (*our_free)(void *);
static pthread_barrier_t used, closed;

static void *use(void *ignored)
{
    our_free(our_malloc(100));
    pthread_barrier_wait(&used);
    pthread_barrier_wait(&closed);
    return ignored;
}

static void we_come_and_go(void)
{
    void *library = dlopen(ours, RTLD_NOW | RTLD_LOCAL);
    CHECK(library != NULL);
    if (library == NULL) return;
    our_malloc = (void *(*)(size_t))dlsym(library, "malloc");
    our_free = (void (*)(void *))dlsym(library, "free");
    CHECK((void *)our_malloc != (void *)malloc);
    pthread_t thread;
    pthread_barrier_init(&used, NULL, 2);
    pthread_barrier_init(&closed, NULL, 2);
    CHECK(pthread_create(&thread, NULL, use, NULL) == 0);
    pthread_barrier_wait(&used);
    CHECK(dlclose(library) == 0);
    pthread_barrier_wait(&closed);
    pthread_join(thread, NULL); // its end is told to the library
    pid_t pid = fork();         // and so is this
    if (pid == 0) _exit(0);
    int status = 1;
    CHECK(waitpid(pid, &status, 0) == pid && status == 0);
}

int main(int count, char **arguments)
{
    if (count < 2) return 2;
    plugin = arguments[1];
    ours = count > 2 ? arguments[2] : NULL;
    if (ours == NULL)
        check_run("hosted/closing", "plugins_come_and_go", plugins_come_and_go);
    else
        check_run("hosted/closing", "we_come_and_go", we_come_and_go);
    return check_finish();
}
