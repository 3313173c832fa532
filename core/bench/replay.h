// SPDX-License-Identifier: MIT
// replay: gives recorded operations to an allocator. Included once for each way of calling one,
// with REPLAY defined as the name of the function, ALLOC(size) as a pointer to a new block or
// NULL, FREE(pointer) as whether it could be freed, and PARAMETERS as what they need besides.
// No include guard, because it is a template.

// How many of the operations succeeded: all of them, or as many as there were before the first
// that failed. As its user would, it writes to each block.
static __attribute__((noinline)) size_t REPLAY(void **slots, struct ops ops PARAMETERS)
{
    for (size_t i = 0; i < ops.count; i++) {
        uint32_t slot = ops.op[i].slot;
        uint32_t size = ops.op[i].size;
        if (size == 0) {
            if (!FREE(slots[slot])) return i;
        } else {
            unsigned char *block = ALLOC(size);
            if (block == NULL) return i;
            *block = 1;
            slots[slot] = block;
        }
    }
    return ops.count;
}

#undef REPLAY
#undef ALLOC
#undef FREE
#undef PARAMETERS
