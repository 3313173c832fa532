// SPDX-License-Identifier: MIT
// misuse: what happens when a call gets a pointer, or a size, that it must not get.
#ifndef MISUSE_H
#define MISUSE_H

#include "ashlar.h"

// What a status means for a call of that name; NULL for ASH_OK.
const char *misuse_name(const char *call, enum ash_status status);

// Names the call, the pointer and what is wrong in one line on stderr, and ends the program;
// or does less, as the option `misuse` says. Nothing has been changed by the call.
void misuse(const char *call, const void *p, const char *what);

#endif
