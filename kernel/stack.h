// SPDX-License-Identifier: MIT
// stack: stacks from the kernel's heap. The lowest page of each can be read and not written, so a
// stack that overflows faults at its first write there, and the report names the block.
#ifndef STACK_H
#define STACK_H

#include "port.h"

// Bytes, without that page.
#define STACK_SIZE ((size_t)4 * PAGE_SIZE)

// The end of a new stack, from which it grows down: a multiple of PAGE_SIZE. NULL when there is no
// room. Cost: a kmalloc of some pages, and a change in the page tables.
void *stack_take(void);

// Frees the stack with this end, which nobody uses any more.
void stack_give(void *end);

#endif
