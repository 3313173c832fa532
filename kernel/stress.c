// SPDX-License-Identifier: MIT
#include "stress.h"

#include "keys.h"
#include "load.h"
#include "print.h"
#include "screen.h"

#define BATCH 500    // operations between two looks at the keys
#define WATCHED 2000 // operations between two views

static bool report(void)
{
    struct load l = load_end();
    print("%zu operations: %zu blocks taken, %zu resized, %zu freed, %zu requests refused\n",
          l.operations, l.taken, l.resized, l.freed, l.refused);
    print("at most %zu blocks and %zu bytes were live\n", l.most_blocks, l.most_live);
    if (l.wrong == NULL)
        print("each block held what was written to it; the heap is intact\n");
    else
        print("WRONG: %s\n", l.wrong);
    return l.wrong == NULL;
}

bool stress(size_t operations)
{
    load_start();
    for (size_t left = operations; left > 0;) {
        size_t now = left < BATCH ? left : BATCH;
        if (!load_run(now)) break;
        screen_show();
        if (operations == STRESS_ON ? keys_any() : keys_stop()) break;
        if (operations != STRESS_ON) left -= now;
    }
    return report();
}

bool stress_watch(void (*view)(void))
{
    load_start();
    while (load_run(WATCHED)) {
        if (print_has_colour()) print("\033[H\033[J"); // to the top of an empty screen
        view();
        screen_show();
        if (keys_any()) break;
    }
    return report();
}
