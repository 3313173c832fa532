// SPDX-License-Identifier: MIT
// suite_test: what one test of the suite is, and the shorthand that tests are written in.
#ifndef ASH_SUITE_TEST_H
#define ASH_SUITE_TEST_H

#include "suite.h"

// What a design does, and so which tests it can pass. A test runs on each design that has
// all the traits the test needs.
enum suite_trait {
    SUITE_REFUSES = 1,   // hands out nothing at all
    SUITE_GRANTS = 2,    // hands out blocks; with the last one freed, all is free again
    SUITE_REUSES = 4,    // a freed block can be had again at once
    SUITE_FIRST_FIT = 8, // the lowest address that fits
    SUITE_RESETS = 16,   // a freed block can be had again when no block is live
    SUITE_RECORDS = 32,  // the state holds one struct ash_blocks, which tests may damage
    SUITE_LINKS = 64,    // the state is a struct ash_list: links between runs, likewise
    SUITE_FOLLOWS = 128, // on a fresh heap blocks follow one another, and each can grow
    SUITE_SPANS = 256,   // the state is a struct ash_bucket: small blocks lie in spans
    SUITE_ROOMY = 512,   // the state can hold all of the port's memory (small words may not)
    SUITE_SLABS = 1024,  // the state is a struct ash_heap: any free slot will do, one empty slab
                         // stays, and what is in no slot is whole units long
};

struct suite_run {
    const struct ash_design *design;
    const struct suite_port *port;
    unsigned traits;
    size_t granules; // the most that the design's state can hold
    size_t granule;  // what the capacity, and every large block, is a whole number of
    size_t capacity; // of the heap that a test starts with: SUITE_GRANULES of those, if the state
                     // holds them
};

// Returns NULL, or what was wrong.
struct suite_test {
    const char *name;
    unsigned needs;
    const char *(*run)(const struct suite_run *);
};

struct suite_group {
    const struct suite_test *tests;
    size_t count;
};

// The same for misuses, which are data: see suite_misuse.h.
struct suite_misuse;
struct suite_misuses {
    const struct suite_misuse *cases;
    size_t count;
};

extern const struct suite_group ash_suite_alloc;
extern const struct suite_group ash_suite_limits;
extern const struct suite_group ash_suite_order;
extern const struct suite_group ash_suite_contents;
extern const struct suite_group ash_suite_resize;
extern const struct suite_group ash_suite_check;
extern const struct suite_group ash_suite_book;
extern const struct suite_group ash_suite_misuse;
extern const struct suite_group ash_suite_bucket;
extern const struct suite_group ash_suite_bucket_check;
extern const struct suite_group ash_suite_bucket_fit;
extern const struct suite_group ash_suite_heap;
extern const struct suite_group ash_suite_heap_runs;
extern const struct suite_group ash_suite_heap_check;
extern const struct suite_group ash_suite_heap_bricks;
extern const struct suite_group ash_suite_sets;
extern const struct suite_group ash_suite_fits;
extern const struct suite_group ash_suite_runs;
extern const struct suite_group ash_suite_slabs;
extern const struct suite_group ash_suite_heap_ties;
extern const struct suite_group ash_suite_edges;
extern const struct suite_group ash_suite_refuse;
extern const struct suite_group ash_suite_box;
extern const struct suite_group ash_suite_rc;
extern const struct suite_group ash_suite_vec;
extern const struct suite_group ash_suite_str;
extern const struct suite_group ash_suite_tasks;
extern const struct suite_group ash_suite_shelf;

// These run once, not for each design.
extern const struct suite_group ash_suite_names;
extern const struct suite_group ash_suite_words;
extern const struct suite_group ash_suite_bits;
extern const struct suite_group ash_suite_shapes;

extern const struct suite_misuses ash_suite_misuse_offsets;
extern const struct suite_misuses ash_suite_misuse_sizes;
extern const struct suite_misuses ash_suite_bucket_misuse;
extern const struct suite_misuses ash_suite_heap_misuse;

#define SUITE_GROUP(NAME, TESTS)                                                                   \
    const struct suite_group NAME = {TESTS, sizeof TESTS / sizeof TESTS[0]}

#define SUITE_TEXT2(X) #X
#define SUITE_TEXT(X) SUITE_TEXT2(X)

// Ends the test with `why`, and where that was, unless the condition holds.
#define EXPECT(CONDITION, WHY)                                                                     \
    do {                                                                                           \
        if (!(CONDITION)) return WHY " (" __FILE__ ":" SUITE_TEXT(__LINE__) ")";                   \
    } while (0)

// A heap of granules that spans many words of bits, and yet is quickly walked in an emulator.
#define SUITE_GRANULES 256
#define SUITE_CAPACITY ((size_t)SUITE_GRANULES * ASH_GRANULE)

// Blocks of so many granules follow one another under every design: those with spans, too, take
// them for large.
#define SUITE_LARGE (ASH_SLOT_MOST + 1)

// Is the block, the latest one, where this design must put it, if blocks that follow one another
// put it at `want`? One that promises no place is only held to whole granules.
static inline bool suite_placed(const struct suite_run *r, size_t at, size_t want)
{
    if ((r->traits & SUITE_FOLLOWS) != 0) return at == want;
    return at != ASH_NONE && at % ASH_GRANULE == 0;
}

// Is the block, on a heap where nothing is live, where this design must put it, if those that
// promise a place put it at `want`?
static inline bool suite_placed_first(const struct suite_run *r, size_t at, size_t want)
{
    return (r->traits & SUITE_SLABS) == 0 ? at == want : at != ASH_NONE && at % ASH_GRANULE == 0;
}

// The most that a block of that size can keep from others, in units: a small one may have a
// whole span or slab to itself.
static inline size_t suite_footprint(const struct suite_run *r, size_t size)
{
    size_t granule = (r->traits & SUITE_FOLLOWS) != 0 ? ASH_GRANULE : ASH_SPAN * ASH_GRANULE;
    if ((r->traits & SUITE_SLABS) != 0) granule = ASH_SLAB_MOST * r->granule;
    return (size + granule - 1) / granule * granule;
}

// A size in granules of ASH_GRANULE, and a bit more or less, as one in granules of the design's.
// What no heap of the suite could hold stays as it is.
static inline size_t suite_scaled(const struct suite_run *r, size_t size)
{
    size_t scale = r->granule / ASH_GRANULE;
    if (size <= SUITE_CAPACITY + 1) return size / ASH_GRANULE * r->granule + size % ASH_GRANULE;
    size_t below = 0 - size;
    if (below > SUITE_CAPACITY) return size;
    return size - below / ASH_GRANULE * ASH_GRANULE * (scale - 1);
}

static inline size_t suite_init(const struct suite_run *r, size_t capacity)
{
    return r->design->init(r->port->state, capacity);
}

static inline size_t suite_alloc(const struct suite_run *r, size_t size, size_t align)
{
    return r->design->alloc(r->port->state, size, align);
}

static inline enum ash_status suite_free(const struct suite_run *r, size_t offset)
{
    return r->design->free(r->port->state, offset);
}

static inline enum ash_status suite_resize(const struct suite_run *r, size_t offset, size_t size)
{
    return r->design->resize(r->port->state, offset, size);
}

static inline size_t suite_usable(const struct suite_run *r, size_t offset)
{
    return r->design->usable(r->port->state, offset);
}

static inline struct ash_stats suite_stats(const struct suite_run *r)
{
    return r->design->stats(r->port->state);
}

static inline bool suite_check(const struct suite_run *r)
{
    return r->design->check(r->port->state);
}

// To look at all of a large state takes thousands of times as long as the step before it. So of
// many looks that differ little, tests of the largest take one in so many, and all others each; it
// shares no factor with the lengths of words, slabs and spans.
#if ASH_GRANULES > 1048576
#define SUITE_EVERY 13
#else
#define SUITE_EVERY 1
#endif

// A number that stands for every byte of the state, so that a call which must change
// nothing can be held to that. The state is large, and much of it all alike: so what repeats the
// words before it is passed over, and only where that ends goes into the sum; words are read as
// such, by machines too that would else read byte by byte; and no sanitizer, which would find
// nothing here and take most of the tests' time.
__attribute__((no_sanitize("address"), no_sanitize("undefined"))) static inline uint64_t
suite_fingerprint(const struct suite_run *r)
{
    const unsigned char *bytes =
        __builtin_assume_aligned(r->port->state, _Alignof(union ash_state));
    uint64_t sum = 0xcbf29ce484222325;
    uint64_t last = 0, word[8];
    size_t i = 0, size = r->design->state;
    for (; i + sizeof word <= size; i += sizeof word) {
        __builtin_memcpy(word, bytes + i, sizeof word);
        uint64_t differs = 0;
        for (size_t k = 0; k < 8; k++) differs |= word[k] ^ last;
        if (differs == 0) continue;
        sum = (sum ^ i) * 0x9e3779b97f4a7c15;
        for (size_t k = 0; k < 8; k++) sum = ((sum ^ word[k]) * 0x9e3779b97f4a7c15) ^ (sum >> 29);
        last = word[7];
    }
    for (; i < size; i++) sum = (sum ^ bytes[i]) * 0x100000001b3;
    return sum;
}

// Memory in which each byte is that.
static inline void suite_fill(void *start, size_t size, unsigned char with)
{
    for (size_t i = 0; i < size; i++) ((unsigned char *)start)[i] = with;
}

// The next of a fixed sequence of pseudo-random numbers, below `below`.
static inline size_t suite_random(uint64_t *seed, size_t below)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(*seed >> 33) % below;
}

#define SUITE_FULL ((ash_word)(UINT64_MAX >> (64 - ASH_WORD_BITS))) // the word with all bits

// The next by chance of all words.
static inline ash_word suite_random_word(uint64_t *seed)
{
    uint64_t high = suite_random(seed, SIZE_MAX), middle = suite_random(seed, SIZE_MAX);
    return (ash_word)(high << 33 ^ middle << 16 ^ suite_random(seed, SIZE_MAX)) & SUITE_FULL;
}

#endif
