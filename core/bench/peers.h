// SPDX-License-Identifier: MIT
// peers: the allocators of the system that heap is measured beside.
#ifndef BENCH_PEERS_H
#define BENCH_PEERS_H

#include <stddef.h>

struct peer {
    const char *name;
    const char *library; // to load; NULL for what the program has anyway
    const char *package; // what to install to have it
    const char *alloc_name, *free_name;
    void *(*alloc)(size_t size);
    void (*free)(void *block);
};

#define PEERS 5
extern struct peer peers[PEERS]; // the last is heap itself, as a drop-in malloc

// Loads all of them, or ends the program with a line that says which one is not to be had. To be
// called first thing, with main's argv: it may have to start the program anew.
void peers_load(char **argv);

#endif
