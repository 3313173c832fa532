// SPDX-License-Identifier: MIT
#include "keys.h"

#include "port.h"

#define CTRL_C 3
#define ESCAPE 27

// What was typed and not taken yet. When it is full the rest waits in the machine.
#define AHEAD 64
static char ahead[AHEAD];
static size_t first, count;

static void gather(void)
{
    while (count < AHEAD && port_can_get()) ahead[(first + count++) % AHEAD] = port_getc();
}

static void take(size_t bytes)
{
    first = (first + bytes) % AHEAD;
    count -= bytes;
}

char keys_next(void)
{
    if (count == 0) return port_getc();
    char c = ahead[first];
    take(1);
    return c;
}

bool keys_any(void)
{
    gather();
    if (count == 0) return false;
    if (ahead[first] != ESCAPE) take(1);
    return true;
}

bool keys_stop(void)
{
    gather();
    for (size_t i = 0; i < count; i++) {
        if (ahead[(first + i) % AHEAD] != CTRL_C) continue;
        take(i + 1);
        return true;
    }
    return false;
}
