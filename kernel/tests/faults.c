// SPDX-License-Identifier: MIT
// Faults that must happen, and must be told for what they are. The machine goes on after each.
#include "../fault.h"

#include "../frames.h"
#include "../kmalloc.h"
#include "../memory.h"
#include "../paging.h"
#include "../text.h"
#include "tests.h"

// A frame far behind the end of any memory.
#define NO_MEMORY ((size_t)1 << 24)

// The probe must fault, at this address, for this access, in this region.
static const char *expect_fault(enum port_access access, uintptr_t address, bool mapped,
                                const char *region)
{
    struct port_fault fault;
    EXPECT(!port_probe(access, address, &fault), "the access went through");
    EXPECT(text_same(fault.name, "page fault"), "it was not a page fault");
    EXPECT(fault.address == address, "another address was reported");
    EXPECT(fault.access == access, "another access was reported");
    EXPECT(fault.mapped == mapped, "a missing page was taken for a forbidden one, or the reverse");
    EXPECT(text_same(fault_region(address), region), "another region was reported");
    if (access == ACCESS_EXECUTE)
        EXPECT(fault.ip == address, "another instruction was reported");
    else
        EXPECT(text_same(fault_region(fault.ip), "the kernel's text"),
               "the instruction is no text");
    return NULL;
}

static const char *null_read(void)
{
    return expect_fault(ACCESS_READ, 0, false, "the null page");
}

static const char *null_write(void)
{
    return expect_fault(ACCESS_WRITE, PAGE_SIZE - 1, false, "the null page");
}

static const char *null_call(void)
{
    return expect_fault(ACCESS_EXECUTE, 0, false, "the null page");
}

static const char *below_the_heap(void)
{
    return expect_fault(ACCESS_WRITE, HEAP_BASE - 1, false, "the guard below the heap");
}

static const char *above_the_heap(void)
{
    return expect_fault(ACCESS_READ, HEAP_BASE + HEAP_SIZE, false, "the guard above the heap");
}

static const char *write_to_text(void)
{
    return expect_fault(ACCESS_WRITE, (uintptr_t)write_to_text, true, "the kernel's text");
}

static const char *write_to_rodata(void)
{
    return expect_fault(ACCESS_WRITE, (uintptr_t)&tests_faults, true,
                        "the kernel's read-only data");
}

static const char *execute_the_heap(void)
{
    void *code = kmalloc(4);
    if (tests_refuses_all()) return NULL; // it has no page to write to
    EXPECT(code != NULL, "a block was refused");
    // A return: if the heap could be executed, the probe would come back well.
    memcpy(code, (const void *)(uintptr_t)port_spin_1, 4);
    const char *why = expect_fault(ACCESS_EXECUTE, (uintptr_t)code, true, "the heap");
    kfree(code);
    return why;
}

static const char *execute_the_stack(void)
{
    uint32_t code;
    memcpy(&code, (const void *)(uintptr_t)port_spin_1, sizeof code);
    return expect_fault(ACCESS_EXECUTE, (uintptr_t)&code, true, "the stack");
}

static const char *below_the_stack(void)
{
    return expect_fault(ACCESS_WRITE, (uintptr_t)stack_bottom - 1, false,
                        "the guard page below the stack: the stack has overflowed");
}

static const char *no_such_address(void)
{
    struct port_fault fault;
    EXPECT(!port_probe(ACCESS_READ, (uintptr_t)1 << 62, &fault), "the access went through");
    return NULL;
}

static const char *no_block_on_the_page(void)
{
    return expect_fault(ACCESS_WRITE, HEAP_BASE + HEAP_SIZE - 1, false, "the heap");
}

// A page that shows what is no memory: some machines answer, and some refuse in their own way.
static const char *no_memory_behind_the_page(void)
{
    uintptr_t page = NOBODYS_PAGES;
    struct port_fault fault;
    EXPECT(page_map(page, NO_MEMORY, PORT_READ), "mapping was refused");
    bool went = port_probe(ACCESS_READ, page, &fault);
    page_unmap(page);
    EXPECT(went || (fault.no_page && fault.address == page), "the page was blamed");
    return NULL;
}

static const char *all_of_a_block_is_there(void)
{
    struct port_fault fault;
    size_t size = 10 * PAGE_SIZE + 1;
    uintptr_t block = (uintptr_t)kmalloc(size);
    if (tests_refuses_all()) return NULL;
    EXPECT(block != 0, "a block was refused");
    bool there = true;
    for (uintptr_t at = block; at < block + size; at += PAGE_SIZE)
        there = there && port_probe(ACCESS_WRITE, at, &fault);
    there = there && port_probe(ACCESS_READ, block + size - 1, &fault);
    kfree((void *)block);
    EXPECT(there, "a page of the block cannot be touched");
    return NULL;
}

static const struct test list[] = {
    {"null_read", null_read},
    {"null_write", null_write},
    {"null_call", null_call},
    {"below_the_heap", below_the_heap},
    {"above_the_heap", above_the_heap},
    {"write_to_text", write_to_text},
    {"write_to_rodata", write_to_rodata},
    {"execute_the_heap", execute_the_heap},
    {"execute_the_stack", execute_the_stack},
    {"below_the_stack", below_the_stack},
    {"no_such_address", no_such_address},
    {"no_block_on_the_page", no_block_on_the_page},
    {"no_memory_behind_the_page", no_memory_behind_the_page},
    {"all_of_a_block_is_there", all_of_a_block_is_there},
};

const struct tests tests_faults = TESTS(list);
