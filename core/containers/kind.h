// SPDX-License-Identifier: MIT
// kind: what a container has to know of the type of its values.
#ifndef ASH_KIND_H
#define ASH_KIND_H

#include "pool.h"

struct ash_kind {
    size_t size;  // bytes of a value, not 0
    size_t align; // a power of two
    // What to do once when a value goes, or NULL for nothing. It may use the pool, also to drop
    // containers that the value holds, but not the container that is dropping it.
    void (*drop)(unsigned char *value);
};

// The kind of a C type; DROP is a destructor or NULL.
#define ASH_KIND(TYPE, DROP) ((struct ash_kind){sizeof(TYPE), _Alignof(TYPE), DROP})

// Runs the kind's destructor, if it has one, on the value at that offset. Work: the destructor's.
/*@ requires \valid(pool) && ash_pool_ok(*pool);
    requires at + kind.size <= pool->capacity;
    terminates \true;
    assigns *pool->state, pool->base[0 .. pool->capacity - 1];
*/
void ash_kind_drop(const struct ash_pool *pool, struct ash_kind kind, size_t at);

#endif
