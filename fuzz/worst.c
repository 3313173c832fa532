// SPDX-License-Identifier: MIT
// worst [CALLS [LIMIT]]: the adversary's calls on heap, and the most basic blocks of the core that
// any of them went through. Status 1 if that is more than LIMIT, or heap is unsound in the end.
// worst climb SECONDS: searches for a worse program, starting from the committed one and from
// chance, and prints it as C. The core is compiled so that each basic block calls the counter.
#include "adversary.h"
#include "designs.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CAPACITY ((size_t)16 << 20)
#define TRIAL 6000 // calls by which a program is judged

void __sanitizer_cov_trace_pc(void);

static uint64_t steps;

void __sanitizer_cov_trace_pc(void)
{
    steps++;
}

static union ash_state state;
static struct adversary adversary;

// The most steps of a call of each kind, over so many calls; `*often`: the mean, over stretches of
// 256 calls, of the most in each, so that a program is better the oftener it does its worst.
struct figures {
    uint64_t most[OP_KINDS];
    double often, mean;
};

static size_t call_heap(const struct adversary_call *c)
{
    if (c->kind == OP_ALLOC) return ash_heap_alloc(&state.heap, c->size, c->align);
    if (c->kind == OP_FREE) return ash_heap_free(&state.heap, c->offset);
    return ash_heap_resize(&state.heap, c->offset, c->size);
}

static void run(const struct adversary_move *program, size_t calls, struct figures *f)
{
    uint64_t here = 0, all = 0;
    double sum = 0;
    memset(f, 0, sizeof *f);
    ash_adversary_start(&adversary, program, ash_heap_init(&state.heap, CAPACITY));
    for (size_t i = 0; i < calls; i++) {
        struct adversary_call c = ash_adversary_next(&adversary);
        steps = 0;
        size_t answer = call_heap(&c);
        if (steps > f->most[c.kind]) f->most[c.kind] = steps;
        if (steps > here) here = steps;
        all += steps;
        ash_adversary_told(&adversary, &c, answer);
        if (i % 256 != 255) continue;
        sum += (double)here;
        here = 0;
    }
    f->often = sum / ((double)calls / 256);
    f->mean = (double)all / (double)calls;
}

static uint64_t most(const struct figures *f)
{
    uint64_t n = f->most[OP_ALLOC] > f->most[OP_FREE] ? f->most[OP_ALLOC] : f->most[OP_FREE];
    return n > f->most[OP_RESIZE] ? n : f->most[OP_RESIZE];
}

static double score(const struct figures *f)
{
    return (double)most(f) + f->often / 4 + (double)f->most[OP_FREE] / 2 +
           (double)f->most[OP_RESIZE] / 4;
}

static void print_figures(const struct figures *f)
{
    printf("steps at most: alloc %llu, free %llu, resize %llu; in 256 calls %.1f; mean %.1f\n",
           (unsigned long long)f->most[OP_ALLOC], (unsigned long long)f->most[OP_FREE],
           (unsigned long long)f->most[OP_RESIZE], f->often, f->mean);
}

// ---- the search ----

static uint64_t chance = 88172645463325252;

static size_t below(size_t n)
{
    chance ^= chance << 13;
    chance ^= chance >> 7;
    chance ^= chance << 17;
    return (size_t)(chance >> 11) % n;
}

static struct adversary_move fresh(void)
{
    static const uint8_t kinds[] = {OP_ALLOC, OP_ALLOC, OP_FREE, OP_FREE, OP_RESIZE};
    static const uint8_t times[] = {1, 1, 1, 2, 8, 20, 64, 250};
    return (struct adversary_move){
        .kind = kinds[below(sizeof kinds)],
        .size = (uint8_t)below(ADVERSARY_SIZES),
        .size_arg = (uint8_t)below(below(2) == 0 ? 128 : 8),
        .align = (uint8_t)(below(2) == 0 ? 0 : below(below(3) == 0 ? 60 : 20)),
        .target = (uint8_t)below(ADVERSARY_TARGETS),
        .target_arg = (uint8_t)below(below(2) == 0 ? 256 : 4),
        .times = times[below(sizeof times)],
    };
}

static void change(struct adversary_move *program)
{
    for (size_t n = 1 + below(4); n > 0; n--) {
        struct adversary_move *m = &program[below(ADVERSARY_MOVES)], other = fresh();
        switch (below(7)) {
        case 0: *m = other; break;
        case 1: m->size_arg = other.size_arg; break;
        case 2: m->align = other.align; break;
        case 3: m->times = other.times; break;
        case 4: m->target = other.target, m->target_arg = other.target_arg; break;
        case 5: m->size = other.size; break;
        default: *m = program[below(ADVERSARY_MOVES)]; break;
        }
    }
}

static void print_program(const struct adversary_move *p)
{
    for (size_t i = 0; i < ADVERSARY_MOVES; i++)
        printf("    {%d, %d, %d, %d, %d, %d, %d},\n", p[i].kind, p[i].size, p[i].size_arg,
               p[i].align, p[i].target, p[i].target_arg, p[i].times);
}

static void climb(time_t seconds)
{
    struct adversary_move best[ADVERSARY_MOVES], now[ADVERSARY_MOVES], next[ADVERSARY_MOVES];
    struct figures f;
    time_t end = time(NULL) + seconds;
    memcpy(best, ash_adversary_program, sizeof best);
    memcpy(now, best, sizeof now);
    run(best, TRIAL, &f);
    double top = score(&f), height = top;
    size_t idle = 0, trials = 0;
    for (; time(NULL) < end; trials++) {
        memcpy(next, now, sizeof next);
        change(next);
        run(next, TRIAL, &f);
        idle = score(&f) > height ? 0 : idle + 1;
        if (score(&f) >= height) memcpy(now, next, sizeof now), height = score(&f);
        if (height > top) memcpy(best, now, sizeof best), top = height;
        if (idle < 1500) continue;
        // At the top of this hill: another one, every second time from chance.
        idle = 0;
        memcpy(now, best, sizeof now);
        bool anew = below(2) == 0;
        for (size_t i = 0; i < ADVERSARY_MOVES; i++) {
            if (anew || below(4) == 0) now[i] = fresh();
        }
        run(now, TRIAL, &f);
        height = score(&f);
    }
    print_program(best);
    run(best, TRIAL, &f);
    printf("%zu programs\n", trials);
    print_figures(&f);
}

int main(int argc, char **argv)
{
    struct figures f;
    if (argc == 3 && strcmp(argv[1], "climb") == 0) {
        climb((time_t)strtoul(argv[2], NULL, 10));
        return 0;
    }
    size_t calls = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000000;
    run(ash_adversary_program, calls, &f);
    print_figures(&f);
    if (!ash_heap_check(&state.heap)) {
        printf("the invariant does not hold\n");
        return 1;
    }
    return argc > 2 && most(&f) > strtoul(argv[2], NULL, 10) ? 1 : 0;
}
