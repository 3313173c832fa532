// SPDX-License-Identifier: MIT
// Seeded defects, each linked in place of the real function by one canary kernel only: tests that
// pass with it could not be trusted. The rule for that kernel says which one it is (kernel.mk).
#include "../archive.h"
#include "../cpus.h"
#include "../frames.h"
#include "../heap.h"
#include "../kmalloc.h"
#include "../line.h"
#include "../lock.h"
#include "../multiboot.h"
#include "../neighbour.h"
#include "../tree.h"

#ifdef CANARY_cpus_others
// The processor that changes a page tells no other.
bool __wrap_cpus_others(void);

bool __wrap_cpus_others(void)
{
    return false;
}
#endif

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

#ifdef CANARY_lock_take
// A lock keeps nobody out, neither interrupts nor other processors.
void __wrap_lock_take(struct lock *l);

void __wrap_lock_take(struct lock *l)
{
    (void)l;
}
#endif

#ifdef CANARY_stack_take
// There is never room for a stack.
void *__wrap_stack_take(void);

void *__wrap_stack_take(void)
{
    return NULL;
}
#endif

#ifdef CANARY_stack_give
// A task that ends leaves its stack behind.
void __wrap_stack_give(void *end);

void __wrap_stack_give(void *end)
{
    (void)end;
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

#ifdef CANARY_heap_hide
// A block that is freed keeps its pages.
void __wrap_heap_hide(size_t offset, const struct site *site);

void __wrap_heap_hide(size_t offset, const struct site *site)
{
    (void)offset;
    (void)site;
}
#endif

#ifdef CANARY_heap_fill
// Pages come as they come.
bool __real_heap_fill(int byte);
bool __wrap_heap_fill(int byte);

bool __wrap_heap_fill(int byte)
{
    (void)byte;
    return __real_heap_fill(HEAP_ANY);
}
#endif

#ifdef CANARY_neighbour_before
// A block is nobody's neighbour once it is freed.
struct neighbour __real_neighbour_before(uintptr_t address);
struct neighbour __wrap_neighbour_before(uintptr_t address);

struct neighbour __wrap_neighbour_before(uintptr_t address)
{
    struct neighbour n = __real_neighbour_before(address);
    if (n.record != NULL && n.record->freed != NULL) n.record = NULL;
    return n;
}
#endif

#ifdef CANARY_line_feed
// No key but return is known when the line is full.
enum line_event __real_line_feed(struct line *l, char byte);
enum line_event __wrap_line_feed(struct line *l, char byte);

enum line_event __wrap_line_feed(struct line *l, char byte)
{
    bool full = l->length == LINE_SIZE - 1 && byte != '\n';
    return full ? LINE_MORE : __real_line_feed(l, byte);
}
#endif

#ifdef CANARY_krealloc_at
// A block that moves loses a bit on its way.
void *__real_krealloc_at(void *block, size_t size, const struct site *site);
void *__wrap_krealloc_at(void *block, size_t size, const struct site *site);

void *__wrap_krealloc_at(void *block, size_t size, const struct site *site)
{
    char *now = __real_krealloc_at(block, size, site);
    if (now != NULL && now != block) now[size / 2] ^= 1;
    return now;
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

#ifdef CANARY_multiboot_open
// What is damaged passes for information in which there is nothing.
const char *__real_multiboot_open(struct multiboot *m, const void *information, uint32_t size);
const char *__wrap_multiboot_open(struct multiboot *m, const void *information, uint32_t size);

const char *__wrap_multiboot_open(struct multiboot *m, const void *information, uint32_t size)
{
    static const uint32_t nothing[] = {16, 0, 0, 8};
    if (__real_multiboot_open(m, information, size) == NULL) return NULL;
    return __real_multiboot_open(m, nothing, sizeof nothing);
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

#ifdef CANARY_replay_ash_list_resize
// The same, but only once a block has been resized to just three granules: fuzz/guest must come upon
// it.
int __real_replay_ash_list_resize(unsigned char *state, size_t offset, size_t size);
int __wrap_replay_ash_list_resize(unsigned char *state, size_t offset, size_t size);

int __wrap_replay_ash_list_resize(unsigned char *state, size_t offset, size_t size)
{
    int status = __real_replay_ash_list_resize(state, offset, size);
    if (status == 0 && size == 48) state[4000] ^= 1;
    return status;
}
#endif
