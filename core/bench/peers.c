// SPDX-License-Identifier: MIT
#include "peers.h"
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct peer peers[PEERS] = {
    {"mimalloc", "libmimalloc.so.2", "libmimalloc2.0", "mi_malloc", "mi_free", NULL, NULL},
    {"jemalloc", "libjemalloc.so.2", "libjemalloc2", "malloc", "free", NULL, NULL},
    {"tcmalloc", "libtcmalloc_minimal.so.4", "libtcmalloc-minimal4", "tc_malloc", "tc_free", NULL,
     NULL},
    {"glibc", NULL, "libc6", "malloc", "free", NULL, NULL},
    {"libashlar", "build/hosted/libashlar.so", "none: `make hosted`", "malloc", "free", NULL, NULL},
};

static void fail(const struct peer *p, const char *why)
{
    fprintf(stderr, "bench: cannot use %s: %s (package %s)\n", p->name, why, p->package);
    exit(1);
}

// The address of a function, which must lie in the peer's own library: where two libraries have
// a malloc, it is easy to measure the wrong one.
static void *function(const struct peer *p, void *handle, const char *name)
{
    void *address = dlsym(handle, name);
    if (address == NULL) fail(p, dlerror());
    Dl_info info;
    const char *library = p->library != NULL ? p->library : "libc.so.6";
    if (dladdr(address, &info) == 0 || strstr(info.dli_fname, library) == NULL)
        fail(p, "its functions lie in another library");
    return address;
}

static void load(struct peer *p)
{
    // DEEPBIND: what a library calls by name is its own, not the malloc of the program.
    void *handle = p->library != NULL ? dlopen(p->library, RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND)
                                      : dlopen(NULL, RTLD_NOW);
    if (handle == NULL) fail(p, dlerror());
    *(void **)&p->alloc = function(p, handle, p->alloc_name);
    *(void **)&p->free = function(p, handle, p->free_name);
}

// A library that is loaded late finds too little room for its thread-local variables, unless the
// program was started with more of it.
static void start_with_room(char **argv)
{
    const char *tunables = "glibc.rtld.optional_static_tls=65536";
    const char *now = getenv("GLIBC_TUNABLES");
    if (now != NULL && strcmp(now, tunables) == 0) return;
    setenv("GLIBC_TUNABLES", tunables, 1);
    execv("/proc/self/exe", argv);
    fprintf(stderr, "bench: cannot start itself again\n");
    exit(1);
}

void peers_load(char **argv)
{
    start_with_room(argv);
    for (size_t i = 0; i < PEERS; i++) load(&peers[i]);
}
