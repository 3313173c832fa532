// SPDX-License-Identifier: MIT
// Seeded defects, each linked in place of the real function by one canary kernel only: tests that
// pass with it could not be trusted. The rule for that kernel says which one it is (kernel.mk).
#include "../archive.h"
#include "../frames.h"
#include "../tree.h"

#ifdef CANARY_frame_give
// The first frame that is given back is lost.
void __real_frame_give(size_t frame);
void __wrap_frame_give(size_t frame);

void __wrap_frame_give(size_t frame)
{
    static bool lost;
    if (lost) __real_frame_give(frame);
    lost = true;
}
#endif

#ifdef CANARY_port_forget
// The processor goes by what it knows of a page, whatever becomes of it.
void __wrap_port_forget(uintptr_t page);

void __wrap_port_forget(uintptr_t page)
{
    (void)page;
}
#endif

#ifdef CANARY_tree_open
// Any tree that has a header is a tree.
const char *__real_tree_open(struct tree *t, const void *blob, uint32_t size);
const char *__wrap_tree_open(struct tree *t, const void *blob, uint32_t size);

const char *__wrap_tree_open(struct tree *t, const void *blob, uint32_t size)
{
    __real_tree_open(t, blob, size);
    return NULL;
}
#endif

#ifdef CANARY_archive_open
// Anything is an archive.
const char *__real_archive_open(struct archive *a, const void *bytes, size_t size);
const char *__wrap_archive_open(struct archive *a, const void *bytes, size_t size);

const char *__wrap_archive_open(struct archive *a, const void *bytes, size_t size)
{
    __real_archive_open(a, bytes, size);
    return NULL;
}
#endif

#ifdef CANARY_replay_ash_list_init
// A bit of the state is another one, in the core that fuzz inputs are replayed on. In a small heap
// no answer goes by it, nor does the validator.
size_t __real_replay_ash_list_init(unsigned char *state, size_t capacity);
size_t __wrap_replay_ash_list_init(unsigned char *state, size_t capacity);

size_t __wrap_replay_ash_list_init(unsigned char *state, size_t capacity)
{
    size_t taken = __real_replay_ash_list_init(state, capacity);
    state[4000] ^= 1; // in next, at a granule that a small heap has not got
    return taken;
}
#endif
