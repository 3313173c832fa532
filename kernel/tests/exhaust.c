// SPDX-License-Identifier: MIT
// The heap taken whole, as far as the machine's frames and its own addresses go: by machines of
// several sizes (ci/memory.sh).
#include "../frames.h"
#include "../kmalloc.h"
#include "../print.h"
#include "tests.h"

#define BLOCK ((size_t)4 << 20)
#define BLOCK_PAGES (BLOCK / PAGE_SIZE)
#define EXTRA 4  // frames at most for a block's record and for the tables of all its pages
#define SPARE 64 // and for all blocks together
#define FREED 16 // one in so many blocks goes before the others

// Each block begins with where the one before it is, and ends with where it is itself.
struct block {
    struct block *before;
    size_t room[BLOCK / sizeof(size_t) - 2];
    struct block *self;
};

_Static_assert(sizeof(struct block) == BLOCK, "that long");

// Takes blocks until one is refused; returns how many, with the last in *last.
static size_t take_all(struct block **last)
{
    size_t count = 0;
    for (struct block *b; (b = kmalloc(BLOCK)) != NULL; count++) {
        b->before = *last;
        b->self = b;
        *last = b;
    }
    return count;
}

// Frees one of every so many; returns how many it freed, with those that are left in *last.
static size_t give(struct block **last, size_t every, bool *whole)
{
    size_t count = 0, at = 0;
    struct block *kept = NULL, *before;
    for (struct block *b = *last; b != NULL; b = before, at++) {
        before = b->before;
        *whole = *whole && b->self == b;
        if (at % every == 0) {
            *whole = kfree(b) == ASH_OK && *whole;
            count++;
        } else {
            b->before = kept;
            kept = b;
        }
    }
    *last = kept;
    return count;
}

static const char *until_refused(void)
{
    size_t frames = frames_free(), most = heap_stats().reserved / BLOCK;
    bool by_frames = frames < most * BLOCK_PAGES, whole = true;
    struct block *last = NULL;
    size_t taken = take_all(&last), left = frames_free();
    bool sound = heap_stats().blocks == taken && heap_check();
    size_t freed = give(&last, FREED, &whole), again = take_all(&last), after = frames_free();
    give(&last, 1, &whole);
    print("  %zu MiB in blocks of 4 MiB were taken, until the %s ran out\n", taken * 4,
          by_frames ? "frames" : "heap's addresses");
    EXPECT(by_frames ? left < BLOCK_PAGES + EXTRA + SPARE : taken == most, "refused too early");
    EXPECT(by_frames || left + most * (BLOCK_PAGES + EXTRA) + SPARE >= frames,
           "it took more frames than its pages are");
    EXPECT(sound, "the heap is unsound when it refuses");
    EXPECT(freed > 0 && again == freed && after == left, "what was freed cannot be had");
    EXPECT(whole, "a block lost its contents, or could not be freed");
    return NULL;
}

static const struct test list[] = {
    {"until_refused", until_refused},
};

const struct tests tests_exhaust = TESTS(list);
