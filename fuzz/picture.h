// SPDX-License-Identifier: MIT
// picture: a story's last step as SVG: the heap before it, as it should be after it, and as the
// design has it.
#ifndef ASH_FUZZ_PICTURE_H
#define ASH_FUZZ_PICTURE_H

#include "story.h"
#include <stdio.h>

// title: what the call was; wrong: what was wrong with it. A line each.
void ash_picture(FILE *out, const struct story *s, const char *title, const char *wrong);

#endif
