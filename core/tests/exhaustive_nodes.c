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

static uint64_t hash(const void *state, size_t size)
{
    const unsigned char *bytes = state;
    uint64_t sum = 0xcbf29ce484222325;
    for (size_t i = 0; i < size; i++) sum = (sum ^ bytes[i]) * 0x100000001b3;
    return sum ^ sum >> 32;
}

static unsigned char *bytes_of(const struct nodes *all, size_t i)
{
    return all->bytes + i * (all->state + all->model);
}

// Where in the table this state is, or would go.
static size_t *place(const struct nodes *all, const void *state)
{
    size_t i = hash(state, all->state) & (all->slots - 1);
    while (all->table[i] != 0) {
        if (memcmp(bytes_of(all, all->table[i] - 1), state, all->state) == 0) break;
        i = (i + 1) & (all->slots - 1);
    }
    return &all->table[i];
}

static void make_room(struct nodes *all)
{
    if (all->count < all->room) return;
    all->room = all->room == 0 ? 1024 : 2 * all->room;
    all->bytes = grow(all->bytes, all->room * (all->state + all->model));
    all->origin = grow(all->origin, all->room * sizeof *all->origin);
    all->slots = 4 * all->room;
    all->table = grow(all->table, all->slots * sizeof *all->table);
    memset(all->table, 0, all->slots * sizeof *all->table);
    for (size_t i = 0; i < all->count; i++) *place(all, bytes_of(all, i)) = i + 1;
}

size_t nodes_find(struct nodes *all, const struct node *like, const struct origin *origin,
                  bool *fresh)
{
    make_room(all);
    size_t *at = place(all, &like->state);
    *fresh = *at == 0;
    if (*fresh) {
        memcpy(bytes_of(all, all->count), &like->state, all->state);
        memcpy(bytes_of(all, all->count) + all->state, &like->model, all->model);
        all->origin[all->count] = *origin;
        *at = ++all->count;
    }
    return *at - 1;
}

void nodes_read(const struct nodes *all, size_t i, struct node *node)
{
    memcpy(&node->state, bytes_of(all, i), all->state);
    memcpy(&node->model, bytes_of(all, i) + all->state, all->model);
}

void nodes_copy(const struct nodes *all, struct node *to, const struct node *from)
{
    memcpy(&to->state, &from->state, all->state);
    memcpy(&to->model, &from->model, all->model);
}

bool nodes_same_model(const struct nodes *all, size_t i, const struct reference *model)
{
    return memcmp(bytes_of(all, i) + all->state, model, all->model) == 0;
}

void nodes_release(struct nodes *all)
{
    free(all->bytes);
    free(all->origin);
    free(all->table);
}
