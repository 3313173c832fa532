// SPDX-License-Identifier: MIT
#include "plain_heap.h"

#define W ((size_t)ASH_WORD_BITS) // granules of a unit

static size_t up(size_t x, size_t step)
{
    return (x + step - 1) / step * step;
}

// ---- runs of idle units ----

static bool idle(const struct plain_heap *p, size_t u)
{
    return u < p->units && p->large[u] == 0 && p->slot[u] == 0;
}

// The length of the idle run that starts at u; 0 when none does.
static size_t run(const struct plain_heap *p, size_t u)
{
    size_t n = 0;
    if (u > 0 && idle(p, u - 1)) return 0;
    while (idle(p, u + n)) n++;
    return n;
}

// Where a run for n units starts: the shortest that will do, and of these the lowest.
static size_t find(const struct plain_heap *p, size_t n)
{
    size_t at = ASH_NONE, best = SIZE_MAX, length;
    for (size_t u = 0; u < p->units; u += length + 1) { // what comes after a run is in none
        length = run(p, u);
        if (length >= n && length < best) {
            at = u;
            best = length;
        }
    }
    return at;
}

static size_t find_aligned(const struct plain_heap *p, size_t n, size_t a)
{
    if (n > ASH_UNITS || a > ASH_UNITS) return ASH_NONE;
    size_t u = find(p, n);
    if (u != ASH_NONE && up(u, a) + n <= u + run(p, u)) return up(u, a);
    u = find(p, n + a - 1);
    return u == ASH_NONE ? ASH_NONE : up(u, a);
}

// ---- slabs ----

static size_t slot_size(size_t n)
{
    if (W < 64 || n <= 32) return n;
    return n <= 64 ? up(n, 2) : up(n, 4);
}

// How many units a slab has: the fewest that lose at most three in a hundred, or, if all lose
// more, that which loses the least part.
static size_t slab_units(size_t slot)
{
    size_t best = ASH_SLAB_LEAST;
    // So small a heap has no longer ones.
    for (size_t n = ASH_SLAB_LEAST; n <= 2 * ASH_SLAB_LEAST; n++) {
        size_t lost = n * W % slot;
        if (100 * lost <= 3 * n * W) return n;
        if (lost * best < best * W % slot * n) best = n;
    }
    return best;
}

static bool starts_slot(const struct plain_heap *p, size_t g)
{
    size_t slot = p->slot[g / W], first = p->first[g / W] * W;
    if (slot == 0) return false;
    return (g - first) % slot == 0 && g + slot <= first + slab_units(slot) * W;
}

static bool on_rack(const struct plain_heap *p, size_t g)
{
    size_t slot = p->slot[g / W];
    for (size_t i = 0; i < p->held[slot]; i++) {
        if (p->rack[slot][i] == g) return true;
    }
    return false;
}

// Is there a free slot at g, of that size, that is not at hand?
static bool open_slot(const struct plain_heap *p, size_t g, size_t slot)
{
    return p->slot[g / W] == slot && p->length[g] == 0 && p->hand[g] == 0 && starts_slot(p, g) &&
           !on_rack(p, g);
}

static void begin_slab(struct plain_heap *p, size_t u, size_t slot)
{
    for (size_t i = u; i < u + slab_units(slot); i++) {
        p->slot[i] = (plain_number)slot;
        p->first[i] = (plain_number)u;
    }
}

static bool empty_slab(const struct plain_heap *p, size_t u)
{
    size_t end = (u + slab_units(p->slot[u])) * W;
    for (size_t g = u * W; g < end; g++) {
        if (p->length[g] != 0) return false;
    }
    return true;
}

static void end_slab(struct plain_heap *p, size_t u)
{
    size_t slot = p->slot[u], end = u + slab_units(slot), left = 0;
    for (size_t i = 0; i < p->held[slot]; i++) {
        plain_number g = p->rack[slot][i];
        if (u * W > g || g >= end * W) p->rack[slot][left++] = g;
    }
    for (size_t i = left; i < p->held[slot]; i++) p->rack[slot][i] = 0;
    p->held[slot] = (plain_number)left;
    for (size_t i = u; i < end; i++) p->slot[i] = p->first[i] = 0;
    for (size_t g = u * W; g < end * W; g++) p->hand[g] = 0;
}

// Gives the kept slab back, if it is still empty.
static void give_kept(struct plain_heap *p)
{
    if (p->kept == 0 || !empty_slab(p, p->kept - 1u)) return;
    end_slab(p, p->kept - 1u);
    p->kept = 0;
}

// The lowest unit that has open slots of that size, or p->units.
static size_t open_unit(const struct plain_heap *p, size_t slot)
{
    size_t g = 0;
    while (g < p->units * W && !open_slot(p, g, slot)) g++;
    return g / W;
}

// Brings all open slots of that unit to hand.
static void bring_unit(struct plain_heap *p, size_t slot, size_t u)
{
    for (size_t g = u * W; g < (u + 1) * W; g++) {
        if (open_slot(p, g, slot)) p->hand[g] = 1;
    }
}

// Puts the open slots of units u .. end-1 onto the rack, the last first, ASH_REFILL of them at most.
static void rack_units(struct plain_heap *p, size_t slot, size_t u, size_t end)
{
    for (size_t g = end * W; g-- > u * W && p->held[slot] < ASH_REFILL;) {
        if (open_slot(p, g, slot)) p->rack[slot][p->held[slot]++] = (plain_number)g;
    }
}

// Of slots that have none at hand: those of one unit, or, where that is not many, of as many of the
// slab as have ASH_REFILL slots go onto the rack.
static void refill(struct plain_heap *p, size_t slot)
{
    size_t u = open_unit(p, slot), units = ASH_REFILL * slot / W;
    if (u == p->units || slot > PLAIN_SLOTS) return; // which the compiler may doubt
    size_t end = p->first[u] + slab_units(slot);
    if (units > 1)
        rack_units(p, slot, u, u + units < end ? u + units : end);
    else
        bring_unit(p, slot, u);
}

// A slot of that size that is free: from the rack, or the lowest that is at hand besides.
static size_t take_slot(struct plain_heap *p, size_t slot)
{
    for (int tries = 0; tries < 2; tries++) {
        if (p->held[slot] > 0) {
            size_t g = p->rack[slot][--p->held[slot]];
            p->rack[slot][p->held[slot]] = 0;
            return g;
        }
        for (size_t u = 0; u < p->units; u++) {
            for (size_t g = u * W; g < (u + 1) * W && p->slot[u] == slot; g++) {
                if (p->hand[g] == 0) continue;
                p->hand[g] = 0;
                return g;
            }
        }
        refill(p, slot);
    }
    return ASH_NONE;
}

// ---- calls ----

void plain_init(struct plain_heap *p, size_t granules)
{
    unsigned char *all = (unsigned char *)p;
    for (size_t i = 0; i < sizeof *p; i++) all[i] = 0;
    p->units = (plain_number)(granules / W < ASH_UNITS ? granules / W : ASH_UNITS);
}

static size_t alloc_large(struct plain_heap *p, size_t n, size_t a)
{
    size_t units = n / W + (n % W != 0), align = a <= W ? 1 : a / W;
    size_t u = align == 1 ? find(p, units) : find_aligned(p, units, align);
    if (u == ASH_NONE) {
        give_kept(p);
        u = align == 1 ? find(p, units) : find_aligned(p, units, align);
    }
    if (u == ASH_NONE) return ASH_NONE;
    for (size_t i = u; i < u + units; i++) p->large[i] = 1;
    p->length[u * W] = (plain_number)(units * W);
    return u * W;
}

size_t plain_alloc(struct plain_heap *p, size_t n, size_t a)
{
    if (n > ASH_SLOT_TOP || a > W || up(n, a) > ASH_SLOT_TOP) return alloc_large(p, n, a);
    size_t slot = slot_size(up(n, a));
    if (slot > PLAIN_SLOTS) return alloc_large(p, n, a);
    size_t g = take_slot(p, slot);
    if (g == ASH_NONE) {
        size_t u = find(p, slab_units(slot));
        if (u == ASH_NONE) return alloc_large(p, n, a);
        begin_slab(p, u, slot);
        g = take_slot(p, slot);
    }
    p->length[g] = (plain_number)slot;
    return g;
}

void plain_free(struct plain_heap *p, size_t g)
{
    size_t u = g / W, slot = p->slot[u], n = p->length[g];
    p->length[g] = 0;
    if (slot == 0) {
        for (size_t i = u; i < u + n / W; i++) p->large[i] = 0;
        return;
    }
    if (p->held[slot] < ASH_RACK) p->rack[slot][p->held[slot]++] = (plain_number)g;
    if (!empty_slab(p, p->first[u]) || p->kept == p->first[u] + 1u) return;
    give_kept(p);
    p->kept = (plain_number)(p->first[u] + 1u);
}

size_t plain_room(const struct plain_heap *p, size_t g)
{
    size_t u = g / W, n = p->length[g];
    if (p->slot[u] != 0) return n;
    while (idle(p, u + n / W)) n += W;
    return n;
}

void plain_resize(struct plain_heap *p, size_t g, size_t n)
{
    size_t u = g / W, old = p->length[g] / W, units = n / W + (n % W != 0);
    if (p->slot[u] != 0) return;
    for (size_t i = u; i < u + old; i++) p->large[i] = 0;
    for (size_t i = u; i < u + units; i++) p->large[i] = 1;
    p->length[g] = (plain_number)(units * W);
}
