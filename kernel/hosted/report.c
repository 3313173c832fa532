// SPDX-License-Identifier: MIT
// What there is and what is used of it: the calls of the C library that tell, or give memory back.
#include "ashlar-malloc.h"
#include "large.h"
#include "message.h"
#include "options.h"
#include "plain.h"
#include "thread.h"

#include <errno.h>
#include <malloc.h>
#include <stdio.h>

#define API __attribute__((visibility("default")))

struct tally {
    size_t arenas;            // plain ones
    size_t committed;         // bytes in them, and in large blocks that are kept
    size_t blocks, live;      // in plain arenas
    size_t large, held, most; // large blocks, bytes behind them now and at most
};

// Of one arena, or added to what was counted before.
static void count(struct arena *a, struct tally *t)
{
    bool stepped = thread_enter(a);
    struct ash_stats s = ash_heap_stats(&a->heap);
    if (a->shift == ARENA_PLAIN) {
        t->arenas++;
        t->committed += a->committed;
        t->blocks += s.blocks - a->shelf.blocks;
        t->live += s.live - a->shelf.units * ARENA_UNIT;
    } else {
        t->committed += large_kept(a);
        t->large += s.blocks - a->kept.blocks - a->kept.late_blocks;
        t->held += a->held;
        t->most += a->most;
    }
    thread_leave(a, stepped);
}

static struct tally count_all(void)
{
    struct tally t = {0};
    for (struct arena *a = arena_first(); a != NULL; a = arena_next(a)) count(a, &t);
    return t;
}

API struct mallinfo2 mallinfo2(void)
{
    struct tally t = count_all();
    return (struct mallinfo2){
        .arena = t.committed,
        .hblks = t.large,
        .hblkhd = t.held,
        .uordblks = t.live,
        .fordblks = t.committed - t.live,
    };
}

static void say(const char *what, size_t number, const char *unit)
{
    struct message m;
    message_begin(&m);
    message_text(&m, what);
    message_number(&m, number);
    message_text(&m, unit);
    message_end(&m);
}

API void malloc_stats(void)
{
    struct tally t = count_all();
    say("arenas:          ", t.arenas, "");
    say("committed:       ", t.committed, " bytes");
    say("live:            ", t.live, " bytes");
    say("blocks:          ", t.blocks, "");
    say("large blocks:    ", t.large, "");
    say("behind large:    ", t.held, " bytes");
    say("at most:         ", t.most, " bytes");
}

API int malloc_info(int how, FILE *out)
{
    if (how != 0) return EINVAL;
    // Counted before anything is written: the stream may call malloc itself.
    struct tally all = count_all();
    fprintf(out, "<malloc version=\"ashlar-1\">\n");
    for (struct arena *a = arena_first(); a != NULL; a = arena_next(a)) {
        struct tally t = {0};
        count(a, &t);
        fprintf(out,
                "<heap kind=\"%s\" blocks=\"%zu\" live=\"%zu\" committed=\"%zu\" span=\"%zu\"/>\n",
                a->shift == ARENA_PLAIN ? "plain" : "large", t.blocks + t.large, t.live + t.held,
                t.committed + t.held, a->span);
    }
    fprintf(out, "<total arenas=\"%zu\" blocks=\"%zu\" live=\"%zu\" committed=\"%zu\"/>\n",
            all.arenas, all.blocks + all.large, all.live + all.held, all.committed + all.held);
    fprintf(out, "</malloc>\n");
    return ferror(out) ? -1 : 0;
}

// What is asked to be kept is little beside what free slots keep in any case.
API int malloc_trim(size_t keep)
{
    (void)keep;
    int dropped = 0;
    for (struct arena *a = arena_first(); a != NULL; a = arena_next(a)) {
        bool stepped = thread_enter(a);
        if (a->shift == ARENA_PLAIN ? plain_purge(a) : large_clear(a)) dropped = 1;
        thread_leave(a, stepped);
    }
    return dropped;
}

API int ash_malloc_check(void)
{
    bool sound = true;
    for (struct arena *a = arena_first(); a != NULL; a = arena_next(a)) {
        bool stepped = thread_enter(a);
        if (!(a->shift == ARENA_PLAIN ? plain_check(a) : large_check(a))) sound = false;
        thread_leave(a, stepped);
    }
    return sound;
}

__attribute__((destructor)) static void at_exit(void)
{
    if (options.stats != 0) malloc_stats();
}
