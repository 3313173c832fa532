// SPDX-License-Identifier: MIT
// module: the file that the loader was told to put beside the kernel.
#ifndef MODULE_H
#define MODULE_H

#include "port.h"

// Where its pages are shown, of which the last may be shown in part; the page after them is not.
#define MODULE_BASE ((uintptr_t)0x3600000000)

// Notes where it lies. Comes before the loader's page tables are left.
void module_init(void);

// Shows its pages, to be read, from then on. Returns the first byte, and how many there are in
// *size; dies when there is none, or when it lies where no memory is. Work: a step a page.
const void *module_show(size_t *size);

#endif
