// SPDX-License-Identifier: MIT
#include "traffic.h"

#include "../random.h"
#include "designs.h"

#define GRANULE ((size_t)ASH_GRANULE)
#define UNIT (GRANULE * ASH_WORD_BITS)
#define SLOT (GRANULE * ASH_SLOT_TOP)

#define BLOCKS 4096

// The blocks of the shape that is played.
static size_t blocks[BLOCKS];
static size_t count;

static size_t random(struct traffic *t, size_t below)
{
    return random_below(&t->seed, below);
}

// From 1 to 2^bits, each length of number as likely as the others.
static size_t some_size(struct traffic *t, size_t bits)
{
    return random(t, (size_t)1 << random(t, bits + 1)) + 1;
}

static size_t small(struct traffic *t)
{
    return random(t, 4) == 0 ? random(t, SLOT) + 1 : some_size(t, 11);
}

static size_t take(struct traffic *t, size_t size, size_t align)
{
    size_t offset = t->alloc(size, align);
    if (offset != ASH_NONE && count < BLOCKS) {
        blocks[count++] = offset;
    } else if (offset != ASH_NONE) {
        t->free(offset);
        return ASH_NONE;
    }
    return offset;
}

static void give(struct traffic *t, size_t i)
{
    t->free(blocks[i]);
    blocks[i] = blocks[--count];
}

static void give_offset(struct traffic *t, size_t offset)
{
    for (size_t i = count; i > 0; i--) {
        if (blocks[i - 1] == offset) {
            give(t, i - 1);
            return;
        }
    }
}

static void give_all(struct traffic *t)
{
    size_t order = random(t, 3);
    while (count > 0) {
        if (order == 0)
            t->free(blocks[--count]);
        else
            give(t, order == 1 ? 0 : random(t, count));
    }
}

// ---- the shapes: each ends with nothing of its own live ----

static void anything(struct traffic *t)
{
    for (size_t i = 0; i < 300; i++) {
        if (count > 0 && random(t, 5) < 2)
            give(t, random(t, count));
        else
            take(t, some_size(t, 24), random(t, 3) == 0 ? GRANULE << random(t, 12) : GRANULE);
    }
    give_all(t);
}

// Many slots of one size, several slabs of them, in one order and back in another.
static void slabs(struct traffic *t)
{
    size_t size = small(t);
    size_t most = some_size(t, 10);
    for (size_t i = 0; i < most; i++) take(t, size, GRANULE);
    for (size_t i = 0; i < count; i++) give(t, i); // every second
    most = count;
    for (size_t i = 0; i < most; i++) take(t, size, GRANULE);
    give_all(t);
}

// Slots of one size in many slabs that lie far apart, a few of each free: racks run full and
// empty, and the next free slot is always somewhere else.
static void racks(struct traffic *t)
{
    size_t size = small(t);
    for (size_t i = 0; i < 12; i++) {
        for (size_t j = some_size(t, 7); j > 0; j--) take(t, size, GRANULE);
        take(t, (random(t, 300) + 1) * 16 * UNIT, GRANULE);
    }
    for (size_t round = 0; round < 6; round++) {
        for (size_t i = random(t, 120); i > 0 && count > 0; i--) give(t, random(t, count));
        for (size_t i = random(t, 120); i > 0; i--) take(t, size, GRANULE);
    }
    give_all(t);
}

// Fills the rack of that size: a slab or two, all taken and given back but for a block.
static size_t stock(struct traffic *t, size_t size, size_t slots)
{
    size_t first = take(t, size, GRANULE);
    size_t start = count;
    for (size_t i = 0; i < slots; i++) take(t, size, GRANULE);
    while (count > start) give(t, count - 1);
    return first;
}

// Takes room of some length, a little or most of what there is.
static size_t room(struct traffic *t)
{
    size_t units = random(t, 3) == 0 ? random(t, 40) + 1 : random(t, t->capacity / UNIT / 8) + 1;
    return take(t, units * UNIT, GRANULE);
}

// An empty slab is kept between two idle runs; then another is emptied, and the first goes.
static void kept(struct traffic *t)
{
    size_t one = small(t), two = small(t);
    size_t before = room(t);
    size_t first = stock(t, one, random(t, 24));
    size_t behind = room(t);
    size_t second = stock(t, two, random(t, 24));
    size_t wall = take(t, UNIT, GRANULE);
    give_offset(t, before);
    give_offset(t, behind);
    give_offset(t, first);
    if (random(t, 2) == 0) give_offset(t, wall);
    give_offset(t, second);
    give_all(t);
}

// The same, but the slab goes when a request finds no room without it.
static void kept_in_the_way(struct traffic *t)
{
    size_t before = room(t);
    size_t first = stock(t, small(t), random(t, 24));
    size_t behind = room(t);
    while (take(t, t->capacity / 64, GRANULE) != ASH_NONE) {
    }
    while (take(t, 40 * UNIT, GRANULE) != ASH_NONE) {
    }
    for (size_t i = random(t, 3); i > 0; i--) take(t, UNIT, GRANULE);
    give_offset(t, before);
    give_offset(t, behind);
    give_offset(t, first);
    size_t low = before < behind ? before : behind;
    size_t gap = (before < behind ? behind - before : before - behind);
    if (low == ASH_NONE || before == ASH_NONE || behind == ASH_NONE) gap = 0;
    size_t align = GRANULE << random(t, 20);
    take(t, gap + random(t, 2) * 64 * UNIT + 1, random(t, 2) == 0 ? align : GRANULE);
    take(t, small(t), random(t, 2) == 0 ? align : GRANULE);
    give_all(t);
}

// A request that nothing can serve, while an empty slab is kept between two idle runs.
static void kept_in_vain(struct traffic *t)
{
    size_t before = room(t);
    size_t first = stock(t, small(t), random(t, 24));
    size_t behind = room(t);
    give_offset(t, before);
    give_offset(t, behind);
    give_offset(t, first);
    if (random(t, 2) == 0)
        take(t, 1, (size_t)1 << (20 + random(t, 44)));
    else
        take(t, SIZE_MAX >> random(t, 40), GRANULE);
    give_all(t);
}

// Runs in a row, given back so that most join idle neighbours on both sides.
static void merges(struct traffic *t)
{
    size_t most = 3 + random(t, 20);
    size_t share = t->capacity / most / UNIT;
    for (size_t i = 0; i < most; i++)
        take(t, (random(t, 2) == 0 ? random(t, share) + 1 : random(t, 70) + 1) * UNIT, GRANULE);
    for (size_t i = 0; i < count; i++) give(t, i); // the last takes its place, which stays
    give_all(t);
}

// Large alignments, from the start of runs that lie badly for them.
static void aligned(struct traffic *t)
{
    for (size_t i = 0; i < 12; i++) {
        take(t, some_size(t, 22), GRANULE);
        take(t, some_size(t, 20), GRANULE << random(t, 24));
        if (random(t, 3) == 0 && count > 0) give(t, random(t, count));
    }
    give_all(t);
}

// First requests of sizes on a heap where all slabs are full: a new slab each.
static void new_slabs(struct traffic *t)
{
    for (size_t i = 1; i < ASH_SLOT_TOP; i++) {
        take(t, i * GRANULE, GRANULE);
        if (random(t, 4) == 0) take(t, some_size(t, 16) + SLOT, GRANULE);
    }
    give_all(t);
}

// The heap is full to the last unit: requests fail, a block goes, and they do not.
static void full(struct traffic *t)
{
    for (size_t size = t->capacity; size >= UNIT; size /= 2) {
        while (count < BLOCKS && take(t, size, GRANULE) != ASH_NONE) {
        }
    }
    for (size_t i = 0; i < 40; i++) {
        take(t, small(t), GRANULE);
        take(t, some_size(t, 20), GRANULE << random(t, 12));
        if (count > 0) give(t, random(t, count));
    }
    give_all(t);
}

const struct shape shapes[] = {
    {"anything", anything},
    {"slabs", slabs},
    {"racks", racks},
    {"kept", kept},
    {"merges", merges},
    {"kept_in_the_way", kept_in_the_way},
    {"kept_in_vain", kept_in_vain},
    {"aligned", aligned},
    {"new_slabs", new_slabs},
    {"full", full},
};

const size_t shape_count = sizeof shapes / sizeof *shapes;

void traffic_crowd(struct traffic *t, size_t most)
{
    static size_t crowd[BLOCKS];
    static size_t have;
    while (have < most && have < BLOCKS) {
        size_t size = random(t, 2) == 0 ? small(t) : some_size(t, 18);
        size_t offset = t->alloc(size, GRANULE);
        if (offset == ASH_NONE) break;
        crowd[have++] = offset;
    }
    while (have > most) {
        size_t i = random(t, have);
        t->free(crowd[i]);
        crowd[i] = crowd[--have];
    }
}
