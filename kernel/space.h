// SPDX-License-Identifier: MIT
// space: the kernel's virtual addresses.
//
//     0                 the null page and all else up to the image: nothing, but for a device
//     the image         text: read and execute    rodata: read    data, stack: read and write
//     below the stack   a guard page: nothing
//     HEAP_BASE         the heap: read and write, 1 GiB of which pages come and go (heap.h)
//     RECORDS_BASE      what is known of the heap's blocks, likewise by the page (records.h)
//     MODULE_BASE       the file that came with the kernel, once it is asked for: read (module.h)
//     devices           the pages of registers, or a screen's, that the port uses: read and write
//     the window        the frames that are free, where port_frame has them: read and write
//
// All but the image, the devices and the window lies where it does on every machine: below 2^38,
// the end of the lower half of riscv's Sv39. No page can be written and executed.
#ifndef SPACE_H
#define SPACE_H

#include "port.h"

// Maps the image and leaves the loader's page tables. Dies when memory is too small.
void space_init(void);

// Backs the pages of from .. to-1 with fresh frames. False when there are not enough; what was
// mapped then stays.
bool space_back(uintptr_t from, uintptr_t to);

// Unmaps them again and gives the frames back. Pages that are not mapped are passed over.
void space_drop(uintptr_t from, uintptr_t to);

#endif
