// SPDX-License-Identifier: MIT
// misuse: what happens when a call gets a pointer, or a size, that it must not get.
#ifndef MISUSE_H
#define MISUSE_H

#include "ashlar.h"

// Names the call, the pointer and what is wrong in one line on stderr, and ends the program;
// or does less, as the option `misuse` says. Nothing has been changed by the call.
void misuse(const char *call, const void *p, enum ash_status status);

#endif
