// SPDX-License-Identifier: MIT
// Blocks that are taken before any constructor has run, and so before libashlar's own: they are
// blocks like any other, and so is a misuse of them. early MISUSE commits one that early.
#include "ashlar-malloc.h"
#include "check.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

static char *blocks[3];
static const size_t sizes[3] = {100, 50000, 10 << 20};

static void before_all(int count, char **arguments, char **environment)
{
    (void)arguments, (void)environment;
    for (int i = 0; i < 3; i++)
        if ((blocks[i] = calloc(1, sizes[i])) != NULL) memset(blocks[i], i + 1, sizes[i]);
    free(malloc(100));
    if (count == 1) return;
    free(blocks[0]);
    free(blocks[0]);
}

__attribute__((section(".preinit_array"), used)) static void (*const first)(int, char **,
                                                                            char **) = before_all;

static void blocks_are_whole(void)
{
    for (int i = 0; i < 3; i++) {
        CHECK(blocks[i] != NULL && malloc_usable_size(blocks[i]) >= sizes[i]);
        CHECK(blocks[i][0] == i + 1 && blocks[i][sizes[i] - 1] == i + 1);
        blocks[i] = realloc(blocks[i], 2 * sizes[i]);
        CHECK(blocks[i] != NULL && blocks[i][sizes[i] - 1] == i + 1);
        free(blocks[i]);
    }
}

static void state_is_sound(void)
{
    CHECK(ash_malloc_check() == 1);
}

int main(void)
{
    check_start();
    check_run("hosted/early", "blocks_are_whole", blocks_are_whole);
    check_run("hosted/early", "state_is_sound", state_is_sound);
    return check_finish();
}
