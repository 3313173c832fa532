// SPDX-License-Identifier: MIT
// stores: which bytes of a state were written to. The core of the engines' targets is compiled so
// that it calls a function before each store (FUZZ_TOLD in fuzz.mk); stores.c has that function.
#ifndef ASH_FUZZ_STORES_H
#define ASH_FUZZ_STORES_H

#include <stddef.h>
#include <stdint.h>

// As many stores are noted; a call that makes more has done so much that it is no use to know.
#define STORES_MOST 256
#define STORES_WIDEST 16 // bytes of one, at most

struct stores {
    uintptr_t from; // the state that is watched, and its size; 0: none is
    size_t size;
    size_t count; // the stores into it, those that are not noted included
    struct {
        uint32_t at, size; // bytes
    } store[STORES_MOST];
};

// One for each design that has a state.
enum { STORES_HEAP, STORES_BUCKET, STORES_LIST, STORES_BITMAP, STORES_BUMP, STORES_KINDS };
extern struct stores ash_stores[STORES_KINDS];
extern size_t ash_stores_end; // from there on none is watched

#endif
