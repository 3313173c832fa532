// SPDX-License-Identifier: MIT
// canary: heap spoilt on purpose, by the linker's --wrap. Its alloc takes twenty steps more than it
// needs, and a quarter more than it is asked for. ci/bench must refuse it.
#include "heap.h"

size_t __real_ash_heap_alloc(struct ash_heap *s, size_t size, size_t align);
size_t __wrap_ash_heap_alloc(struct ash_heap *s, size_t size, size_t align);

size_t __wrap_ash_heap_alloc(struct ash_heap *s, size_t size, size_t align)
{
    for (volatile int i = 0; i < 20;) i++;
    return __real_ash_heap_alloc(s, size + size / 4, align);
}
