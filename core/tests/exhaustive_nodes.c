// SPDX-License-Identifier: MIT
// The set of states seen so far: an array in order of discovery, and a hash table into it.
#include "exhaustive.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *grow(void *old, size_t bytes)
{
    void *new = realloc(old, bytes);
    if (new == NULL) {
        fprintf(stderr, "exhaustive: out of memory\n");
        exit(2);
    }
    return new;
}

static uint64_t hash(const union ash_state *state)
{
    const unsigned char *bytes = (const unsigned char *)state;
    uint64_t sum = 0xcbf29ce484222325;
    for (size_t i = 0; i < sizeof *state; i++) sum = (sum ^ bytes[i]) * 0x100000001b3;
    return sum ^ sum >> 32;
}

// Where in the table this state is, or would go.
static size_t *place(const struct nodes *all, const union ash_state *state)
{
    size_t i = hash(state) & (all->slots - 1);
    while (all->table[i] != 0) {
        const union ash_state *seen = &all->node[all->table[i] - 1].state;
        if (memcmp(seen, state, sizeof *state) == 0) break;
        i = (i + 1) & (all->slots - 1);
    }
    return &all->table[i];
}

static void make_room(struct nodes *all)
{
    if (all->count < all->room) return;
    all->room = all->room == 0 ? 1024 : 2 * all->room;
    all->node = grow(all->node, all->room * sizeof *all->node);
    all->slots = 4 * all->room;
    all->table = grow(all->table, all->slots * sizeof *all->table);
    memset(all->table, 0, all->slots * sizeof *all->table);
    for (size_t i = 0; i < all->count; i++) *place(all, &all->node[i].state) = i + 1;
}

size_t nodes_find(struct nodes *all, const struct node *like, bool *fresh)
{
    make_room(all);
    size_t *at = place(all, &like->state);
    *fresh = *at == 0;
    if (*fresh) {
        memcpy(&all->node[all->count], like, sizeof *like);
        *at = ++all->count;
    }
    return *at - 1;
}

void nodes_release(struct nodes *all)
{
    free(all->node);
    free(all->table);
}
