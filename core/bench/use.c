// SPDX-License-Identifier: MIT
// How full an arena gets before it refuses: use SEEDS [peers]. A row for each mix of sizes and kind
// of traffic: live bytes, as they were asked for, over the bytes of arena and state, and the same
// over the memory that the peers take for as many. At the end `mean FRACTION`, of the rows, and
// `metadata FRACTION`, the state's part. Compiled for arenas of ASH_GRANULES granules.
#include "arena.h"
#include "number.h"
#include "peers.h"
#include "resident.h"
#include "traffic.h"
#include <string.h>

#define SEEDS_MOST 100

static const struct row {
    const char *name;
    enum mix mix;
    enum traffic_kind kind;
    // Noted when TLSF's own code had fills of these kinds, once, with other seeds than here: in a
    // small arena, and in one of 64 MiB; 0 where not known. Nothing here measures them again.
    double tlsf, tlsf_large;
} rows[] = {
    {"small 2:1", MIX_SMALL, TWO_TO_ONE, 0.93, 0},
    {"small churn", MIX_SMALL, CHURN, 0.92, 0},
    {"wide 2:1", MIX_WIDE, TWO_TO_ONE, 0.97, 0.995},
    {"wide churn", MIX_WIDE, CHURN, 0.81, 0.90},
    {"kernel 2:1", MIX_KERNEL, TWO_TO_ONE, 0, 0},
    {"kernel churn", MIX_KERNEL, CHURN, 0.93, 0},
    {"larson 2:1", MIX_LARSON, TWO_TO_ONE, 0.94, 0},
    {"larson churn", MIX_LARSON, CHURN, 0, 0},
    {"uniform small 2:1", MIX_UNIFORM_SMALL, TWO_TO_ONE, 0, 0},
    {"uniform small churn", MIX_UNIFORM_SMALL, CHURN, 0, 0},
    {"uniform wide 2:1", MIX_UNIFORM_WIDE, TWO_TO_ONE, 0, 0},
    {"uniform wide churn", MIX_UNIFORM_WIDE, CHURN, 0, 0},
};
#define ROWS (sizeof rows / sizeof *rows)

static const size_t footprint = ARENA_SIZE + sizeof(struct ash_heap);

static struct held *held;

static void give(void *block)
{
    if (arena_free(block)) return;
    fprintf(stderr, "bench: the heap does not take back a live block\n");
    exit(1);
}

// Our heap under the traffic of that row and seed, until it refuses.
static struct traffic fill(const struct row *row, uint64_t seed)
{
    struct traffic t = {
        .alloc = arena_alloc,
        .free = give,
        .mix = row->mix,
        .random = seed,
        .arena = ARENA_SIZE,
        .most = SIZE_MAX,
        .held = held,
    };
    arena_init();
    traffic_run(&t, row->kind);
    return t;
}

// A peer under the same traffic, for as long as ours lasted.
static double peer_use(const struct row *row, uint64_t seed, const struct traffic *ours,
                       const struct peer *peer)
{
    struct traffic t = {
        .alloc = peer->alloc,
        .free = peer->free,
        .touch = true,
        .mix = row->mix,
        .random = seed,
        .arena = ARENA_SIZE,
        .most = ours->allocs,
        .held = held,
    };
    return (double)ours->live / (double)resident_growth(&t, row->kind);
}

static void print_head(bool with_peers)
{
    printf("%-20s  %5s  %12s  %6s", "", "heap", "least..most", "TLSF*");
    for (size_t i = 0; with_peers && i < PEERS; i++) printf("  %8s", peers[i].name);
    printf("\n");
}

// Returns the mean over the seeds.
static double print_row(const struct row *row, size_t seeds, bool with_peers)
{
    double least = 1, most = 0, sum = 0;
    struct traffic last;
    for (size_t seed = 1; seed <= seeds; seed++) {
        last = fill(row, seed);
        double use = (double)last.live / (double)footprint;
        least = use < least ? use : least;
        most = use > most ? use : most;
        sum += use;
    }
    printf("%-20s  %5.3f  %5.3f..%5.3f", row->name, sum / (double)seeds, least, most);
    double tlsf = ARENA_SIZE < (64 << 20) ? row->tlsf : row->tlsf_large;
    if (tlsf != 0)
        printf("  %6.3f", tlsf);
    else
        printf("  %6s", "-");
    for (size_t i = 0; with_peers && i < PEERS; i++)
        printf("  %8.3f", peer_use(row, seeds, &last, &peers[i]));
    printf("\n");
    fflush(stdout);
    return sum / (double)seeds;
}

int main(int argc, char **argv)
{
    size_t seeds = argc > 1 ? number_of(argv[1], SEEDS_MOST) : 0;
    bool with_peers = argc == 3 && strcmp(argv[2], "peers") == 0;
    if (seeds == 0 || argc != 2 + with_peers) {
        fprintf(stderr, "usage: use SEEDS [peers], SEEDS being 1 .. %d\n", SEEDS_MOST);
        return 2;
    }
    if (with_peers) peers_load(argv);
    held = malloc(ASH_GRANULES * sizeof *held);
    if (held == NULL) {
        fprintf(stderr, "bench: no memory to note the live blocks in\n");
        return 1;
    }
    // Resident from the start, so that it is not counted as what a peer takes.
    memset(held, 0xff, ASH_GRANULES * sizeof *held);
    print_head(with_peers);
    double sum = 0;
    for (size_t i = 0; i < ROWS; i++) sum += print_row(&rows[i], seeds, with_peers);
    printf("mean %.3f\n", sum / ROWS);
    printf("metadata %.4f\n", (double)sizeof(struct ash_heap) / (double)footprint);
    return 0;
}
