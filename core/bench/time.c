// SPDX-License-Identifier: MIT
// How long an operation takes: time ROUNDS. A row for each workload, a column for each allocator:
// its time as a ratio to mimalloc's in the same round, the median of all rounds, and how far apart
// they are.
//
// Each round is this program started anew, as time WORKLOAD SEED: one process can be slow at a
// workload for as long as it lives, probably by where heaps and libraries lie in it.
#include "child.h"
#include "number.h"
#include "round.h"
#include "spread.h"
#include "workload.h"
#include <math.h>
#include <stdio.h>

#define ROUNDS_MOST 1000
#define SECONDS_MOST 60 // for a round of a workload

// What the rows add up to.
struct sum {
    double log[SUBJECTS]; // of the ratios
    double quartiles[WORKLOADS * SUBJECTS];
    size_t rows;
};

static void print_head(void)
{
    printf("%-12s", "");
    for (size_t i = 0; i < SUBJECTS; i++) printf("  %10s", round_name(i));
    printf("  %8s\n", "mimalloc");
}

// The first peer's spread is that of its time, the others' that of their ratios to it.
static void print_row(const char *name, const struct spread *spread, struct sum *sum)
{
    printf("%-12s", name);
    for (size_t i = 0; i < SUBJECTS; i++) {
        double ratio = i == SUBJECT_UNIT ? 1 : spread[i].median;
        printf("  %5.2f %3.0f%%", ratio, 100 * spread[i].quartiles);
        sum->log[i] += log(ratio);
        sum->quartiles[sum->rows * SUBJECTS + i] = spread[i].quartiles;
    }
    printf("  %5.1f ns\n", spread[SUBJECT_UNIT].median);
    fflush(stdout);
    sum->rows++;
}

static void print_sum(struct sum *sum)
{
    printf("%-12s", "geom. mean");
    for (size_t i = 0; i < SUBJECTS; i++)
        printf("  %5.2f     ", exp(sum->log[i] / (double)sum->rows));
    struct spread noise = spread_of(sum->quartiles, sum->rows * SUBJECTS);
    printf("\nnoise: the percentages are the range of the middle half of the rounds; their own"
           " median is %.0f%%, the largest %.0f%%\n",
           100 * noise.median, 100 * sum->quartiles[sum->rows * SUBJECTS - 1]);
}

static void measure(const char *workload, size_t rounds, struct spread *spread)
{
    static double took[SUBJECTS][ROUNDS_MOST]; // of the first peer; of the others, its multiple
    for (size_t round = 0; round < rounds; round++) {
        char seed[24];
        double once[SUBJECTS];
        snprintf(seed, sizeof seed, "%zu", round + 1);
        child_start((char *[]){"time", (char *)workload, seed, NULL}, once, sizeof once,
                    SECONDS_MOST);
        for (size_t i = 0; i < SUBJECTS; i++)
            took[i][round] = i == SUBJECT_UNIT ? once[i] : once[i] / once[SUBJECT_UNIT];
    }
    for (size_t i = 0; i < SUBJECTS; i++) spread[i] = spread_of(took[i], rounds);
}

static int print_table(size_t rounds)
{
    struct sum sum = {0};
    print_head();
    for (size_t i = 0; i < WORKLOADS; i++) {
        struct spread spread[SUBJECTS];
        measure(workload_name(i), rounds, spread);
        print_row(workload_name(i), spread, &sum);
    }
    print_sum(&sum);
    return 0;
}

// For the process that started this one.
static int write_round(const char *workload, size_t seed)
{
    double took[SUBJECTS];
    round_run(workload, seed, took);
    return fwrite(took, sizeof took, 1, stdout) == 1 ? 0 : 1;
}

int main(int argc, char **argv)
{
    size_t number = argc == 2 || argc == 3 ? number_of(argv[argc - 1], ROUNDS_MOST) : 0;
    if (number == 0) {
        fprintf(stderr, "usage: time ROUNDS, of which there can be 1 .. %d\n", ROUNDS_MOST);
        return 2;
    }
    peers_load(argv);
    return argc == 2 ? print_table(number) : write_round(argv[1], number);
}
