// SPDX-License-Identifier: MIT
#include "blunder.h"

#include "frames.h"
#include "guard.h"
#include "kmalloc.h"
#include "print.h"
#include "text.h"

// The compiler must not see that an access is wrong, and leave it out.
static void write(uintptr_t address)
{
    *(volatile char *)address = 1;
}

static void null(void)
{
    write(8);
}

static void overrun(void)
{
    char *block = kmalloc_guarded(48);
    if (block != NULL) write((uintptr_t)block + 48);
}

static void freed(void)
{
    volatile char *block = kmalloc_guarded(48);
    if (block == NULL) return;
    kfree((void *)(uintptr_t)block);
    (void)*block;
}

// The second block begins at a multiple of eight pages, and so leaves pages between them.
static void between(void)
{
    char *first = kmalloc(PAGE_SIZE);
    if (first != NULL && kaligned_alloc(8 * PAGE_SIZE, PAGE_SIZE) != NULL)
        write((uintptr_t)first + 3 * PAGE_SIZE);
}

static void text(void)
{
    write((uintptr_t)text);
}

static void constant(void)
{
    write((uintptr_t)blunders);
}

static void data(void)
{
    void *block = kmalloc(64);
    uintptr_t code = block != NULL ? (uintptr_t)block : HEAP_BASE;
    ((void (*)(void))code)();
}

static void heap(void)
{
    write(HEAP_BASE + HEAP_SIZE - 1);
}

// Calls itself until the stack is used up; `volatile` keeps the calls from becoming a loop.
static size_t dig(volatile size_t depth)
{
    return depth == 0 ? 0 : dig(depth - 1) + depth;
}

static void stack(void)
{
    dig((size_t)-1);
}

static void frame(void)
{
    frame_give((uintptr_t)image_text / PAGE_SIZE);
}

static void lock(void)
{
    lock_take(&heap_lock);
    kmalloc(1);
}

const struct blunder blunders[] = {
    {"null", "write through a null pointer", null},
    {"overrun", "write behind the end of a guarded block", overrun},
    {"freed", "read a guarded block that was freed", freed},
    {"between", "write between two blocks of the heap", between},
    {"text", "write to the kernel's code", text},
    {"constant", "write to a constant", constant},
    {"data", "call into a block of the heap", data},
    {"heap", "write to the heap where no page is committed", heap},
    {"stack", "call without end", stack},
    {"frame", "free memory that the kernel lies in", frame},
    {"lock", "take the heap's lock twice", lock},
};

const size_t blunder_count = sizeof blunders / sizeof *blunders;

const struct blunder *blunder_named(const char *name)
{
    for (size_t i = 0; i < blunder_count; i++) {
        if (text_same(blunders[i].name, name)) return &blunders[i];
    }
    return NULL;
}

void blunder_commit(const struct blunder *b)
{
    b->commit();
    die("fault=%s: nothing stopped it", b->name);
}
