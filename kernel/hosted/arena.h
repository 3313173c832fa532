// SPDX-License-Identifier: MIT
// arena: one heap of the core's, and the addresses that it manages.
//
// The heap hands out numbers; here they become bytes. In a plain arena a unit of the heap's is a
// byte. In an arena for large blocks it is 256 bytes, or 64 KiB: so the same heap, with the same
// truth about what is live, manages whole pages. Every arena lies at a multiple of ARENA_SLOT, and
// a table says which arena, if any, each stretch of ARENA_SLOT bytes belongs to.
//
// Memory behind a plain arena is committed from its start on as far as blocks have come, and
// dropped by plain_purge (plain.h). Behind a large block it is committed when the block is taken
// and given back some time after it is freed (large.h); between two of them there is always a page
// that cannot be touched.
#ifndef ARENA_H
#define ARENA_H

#include "ashlar.h"
#include "gate.h"
#include "kept.h"
#include "pages.h"
#include "post.h"
#include "shelf.h"

// What a heap can manage if a unit is a byte; also the distance of places for arenas.
#define ARENA_UNIT ((size_t)ASH_WORD_BITS * ASH_GRANULE)
#define ARENA_SLOT (ASH_UNITS * ARENA_UNIT)

// A byte, or pages in the two sizes of arenas for large blocks.
enum { ARENA_PLAIN = 0, ARENA_PAGES = 8, ARENA_CHUNKS = 16 };

// Blocks above this go to arenas for large blocks.
#define ARENA_LARGE (ARENA_SLOT / 64)

// The least free run whose memory goes back, and how many there can be.
#define PLAIN_RUN ((size_t)64 << 10)
#define PLAIN_PURGED (ARENA_SLOT / PLAIN_RUN)

// The largest slot of a slab, in bytes.
#define ARENA_SMALL ((size_t)ASH_SLOT_TOP * ASH_GRANULE)

static inline size_t arena_round_up(size_t n, size_t step)
{
    return (n + step - 1) / step * step;
}

struct thread;
struct hard;

struct arena {
    struct gate gate; // before all that follows, but for what never changes
    char *base;
    size_t span;        // bytes of addresses; never changes, nor do the others of this group
    unsigned shift;     // a unit of the heap's is 1 << shift bytes
    _Atomic bool posts; // plain: others may free by post. This changes
    struct hard *hard;  // plain: what the options add (hard.h), or NULL
    struct arena *_Atomic next;
    struct thread *_Atomic owner; // who may step through the gate
    size_t near;                  // a small block that starts up to here is ready as it is
    size_t ready;                 // plain: no byte from here on was ever used; never less
    size_t committed;             // plain: as far as memory is committed
    size_t freed; // plain: bytes of runs freed since the last purge, less most of what was taken
    size_t slabs_back;       // plain: bytes of slabs that went back since they were looked at
    size_t slabs_most;       // plain: bytes of slabs, the most since the last purge,
    size_t slabs_less;       // and how many less they were when they were looked at
    size_t regained;         // plain, without an owner: bytes freed since it has none, or all of it
    size_t idle;             // plain: the slab that the heap was last seen to keep, or ASH_UNITS,
    size_t idle_row;         // and its row
    struct arena *free_next; // plain: the next on the list of those without an owner
    size_t held, most;  // bytes behind large blocks that are somebody's; the most that ever were
    struct kept kept;   // pages: freed blocks that keep their guards
    struct shelf shelf; // plain: freed runs at hand
    uint32_t purged[PLAIN_PURGED]; // plain: units at which a purge has taken runs
    // Where in a line the words of post lie is a third of the time of a thread that frees what another takes
    // (the workload `stream`), as measured: this place is the best of four.
    _Alignas(GATE_LINE) char place[GATE_LINE - 2 * sizeof(uint64_t)];
    struct post post; // plain: what others have freed
    struct ash_heap heap;
};

// What a process has of addresses, unless it asks for more, and whose each stretch of them is.
#define ARENA_PLACES (((uintptr_t)1 << 47) / ARENA_SLOT)
extern struct arena *_Atomic arena_places[ARENA_PLACES];

// The arena whose addresses include p, or NULL. A few instructions, for any p.
static inline struct arena *arena_of(const void *p)
{
    uintptr_t place = (uintptr_t)p / ARENA_SLOT;
    return place < ARENA_PLACES ? atomic_load_explicit(&arena_places[place], memory_order_acquire)
                                : NULL;
}

// Where p lies, in bytes from the start of an arena, which need not be p's.
static inline size_t arena_offset(const struct arena *a, const void *p)
{
    return (size_t)((const char *)p - a->base);
}

// Does it belong to a thread?
static inline bool arena_owned(const struct arena *a)
{
    return atomic_load_explicit(&a->owner, memory_order_relaxed) != NULL;
}

// All of them, in the order in which they were made; there is never one less.
struct arena *arena_first(void);
struct arena *arena_next(const struct arena *a);

// Plain arenas without an owner, in the order in which they came to stand free: so a thread that comes
// for one that has ended gets its arena, if others do the same. All of it under the lock of the registry.
// To take one off the list takes a step for each that is before it.
struct arena *arena_free_first(void);
void arena_free_put(struct arena *a);
void arena_free_remove(struct arena *a);

// A new one, without an owner, in which a block of `size` bytes can be had; NULL if there are no
// addresses. Under the lock of the registry. Some system calls.
struct arena *arena_new(unsigned shift, size_t size);
extern _Atomic uint32_t arena_registry;

// All that follows: by who is inside the gate.

// A block of `size` bytes, not 0, at a multiple of align, a power of two; NULL if there is none, or no memory
// behind it. *zero: does it read as zero?
char *arena_take(struct arena *a, size_t size, size_t align, bool *zero);

// Frees the block at p and says what the heap says: ASH_OK, or the misuse by name.
enum ash_status arena_give(struct arena *a, const void *p);

// Makes the block at p at least `size` bytes long where it stands. As ash_heap_resize.
enum ash_status arena_resize(struct arena *a, const void *p, size_t size);

// The bytes of the block at p that may be used; 0 if none starts there.
size_t arena_usable(struct arena *a, const void *p);

#endif
