// SPDX-License-Identifier: MIT
// keys: what is typed, for whoever waits for it and for what goes on until something is typed.
#ifndef KEYS_H
#define KEYS_H

#include <stdbool.h>

// Waits for the next byte.
char keys_next(void);

// Has anything been typed? Takes one byte of it; but an escape stays, since more belongs to it.
bool keys_any(void);

// Has ctrl-c been typed? Takes it and what was typed before it; whatever else is typed, ahead of
// its time or by a script, stays for keys_next.
bool keys_stop(void);

#endif
