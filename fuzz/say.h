// SPDX-License-Identifier: MIT
// say: where words go that are the same wherever the core runs. Each program brings it: say.c for
// standard output, kernel/replay.c for a console. Knows %s and %zu, with a width and '-', and %zx.
#ifndef ASH_FUZZ_SAY_H
#define ASH_FUZZ_SAY_H

void ash_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
