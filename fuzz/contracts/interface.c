// SPDX-License-Identifier: MIT
// interface: calls of heap and bucket by their interface, of which alone E-ACSL has made the contracts into code
// (see fuzz/contracts/translate). Words are of 4 bits and numbers of 32, for speed. The first byte of an input says
// which heap there is, the second how much it manages; then come any number of calls, of four bytes each.
//
// The invariant is seen to here, by the heap's own check, which is proved to say the same; and that a call which is
// refused changes nothing, to the byte.
#include "bucket.h"
#include "draw.h"
#include "heap.h"

enum { CALL = 4 }; // bytes of a call

static bool same(const void *one, const void *other, size_t bytes)
{
    const unsigned char *a = one, *b = other;
    for (size_t i = 0; i < bytes; i++) {
        if (a[i] != b[i]) return false;
    }
    return true;
}

// What is to hold after each call.
/*@ requires invariant: sound == true;
    requires changes_nothing: changes_nothing == true;
*/
static void settled(bool sound, bool changes_nothing)
{
    (void)sound, (void)changes_nothing;
}

// CALLED(s, call) makes a call: is nothing to change by it?
#define CALLS_OF(DESIGN, CALLED)                                                                   \
    static void DESIGN(const uint8_t *data, size_t size)                                           \
    {                                                                                              \
        struct ash_##DESIGN s, before;                                                             \
        ash_##DESIGN##_init(&s, *data++ *(size_t)ASH_GRANULE);                                     \
        for (size--; size >= CALL; size -= CALL, data += CALL) {                                   \
            before = s;                                                                            \
            bool kept = CALLED(&s, data);                                                          \
            settled(ash_##DESIGN##_check(&s), !kept || same(&s, &before, sizeof s));               \
        }                                                                                          \
    }

static bool of_heap(struct ash_heap *s, const uint8_t *call)
{
    size_t offset = draw_offset(call[1]), size = draw_size(call[2]);
    switch (call[0] % 8) {
    case 0: ash_heap_usable(s, offset); return true;
    case 1: ash_heap_stats(s); return true;
    case 2: return ash_heap_resize(s, offset, size) != ASH_OK;
    case 3: return ash_heap_free_sized(s, offset, size) != ASH_OK;
    case 4: return ash_heap_free(s, offset) != ASH_OK;
    // One that is refused may give the slab back that is kept.
    default: ash_heap_alloc(s, size, draw_align(call[3])); return false;
    }
}

static bool of_bucket(struct ash_bucket *s, const uint8_t *call)
{
    size_t offset = draw_offset(call[1]), size = draw_size(call[2]);
    switch (call[0] % 8) {
    case 0: ash_bucket_usable(s, offset); return true;
    case 1: ash_bucket_stats(s); return true;
    case 2: return ash_bucket_resize(s, offset, size) != ASH_OK;
    case 3:
    case 4: return ash_bucket_free(s, offset) != ASH_OK;
    default: return ash_bucket_alloc(s, size, draw_align(call[3])) == ASH_NONE;
    }
}

CALLS_OF(heap, of_heap)
CALLS_OF(bucket, of_bucket)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2) return 0;
    if (*data % 4 == 0)
        bucket(data + 1, size - 1);
    else
        heap(data + 1, size - 1);
    return 0;
}
